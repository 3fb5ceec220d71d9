"""The lexicon: TOML files that a recruiter can read, compiled into patterns that can be found quickly.

A pattern is written as words. How to write one:

    goed kunnen plannen     these words in this order; every word also in its inflected and misspelt forms
    goede|sterke kennis     one of these words, then the next
    (heel) goed             a word that may be missing
    @degree                 a word of the class "degree" in classes.toml
    *gericht                any word that ends like this; alleen* any word that begins like this
    goed! plan              an exclamation mark: only this very form
    iets ... met            a gap of at most four words; .. at most one word
    [klik] met              only what stands in brackets is marked as the finding
    ^ and $                 at the beginning, or at the end, of a clause
    #                       a number; * any word
    ~ pas                   a word that must not stand at this place
"""

import re
import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from samenwerf.wording.text import fold, sound

CONTENT = Path(__file__).resolve().parent.parent / "content" / "wording"
LONG_GAP, SHORT_GAP = 4, 1


@dataclass(frozen=True, slots=True)
class Slot:
    keys: frozenset[str]
    optional: bool = False
    gap: int = 0  # this slot stands for up to so many words
    edge: str = ""  # "^" or "$"
    forbidden: bool = False


@dataclass(frozen=True, slots=True)
class Pattern:
    source: str
    entry: str
    slots: tuple[Slot, ...]
    marked: tuple[int, int]  # which slots are marked as the finding
    second: frozenset[str] = frozenset()  # what must stand right after the first word, where that is certain


@dataclass(frozen=True, slots=True)
class Entry:
    """One family of expressions: its id, what kind it is, and what to ask."""

    id: str
    kind: str
    questions: dict[str, str]
    reasons: dict[str, str]
    ground: str = ""
    severity: str = ""
    source: str = ""


class Lexicon:
    """All patterns, found by the first word that they may begin with."""

    def __init__(self) -> None:
        self.entries: dict[str, Entry] = {}
        self.classes: dict[str, frozenset[str]] = {}
        self.class_of: dict[str, set[str]] = {}
        self.first: dict[str, list[Pattern]] = {}
        self.vocabulary: set[str] = set()
        self.endings: set[str] = set()
        self.beginnings: set[str] = set()

    def add_class(self, name: str, words: Iterable[str]) -> None:
        for word in words:
            key = sound(fold(word))
            self.class_of.setdefault(key, set()).add("@" + name)
            self.vocabulary.add(key)

    def add_pattern(self, entry: str, source: str) -> None:
        pattern = compile_pattern(entry, source)
        self._index(pattern)
        joined = joined_spelling(source)
        if joined:
            self._index(compile_pattern(entry, joined))

    def _index(self, pattern: Pattern) -> None:
        for slot in pattern.slots:
            for key in slot.keys:
                if key[0] == "*":
                    self.endings.add(key[1:])
                elif key[-1] == "*":
                    self.beginnings.add(key[:-1])
                elif key[0] not in "@=#":
                    self.vocabulary.add(key)
        for slot in pattern.slots:
            if slot.edge or slot.forbidden:
                continue
            for key in slot.keys:
                self.first.setdefault(key, []).append(pattern)
            if not slot.optional:
                break


def joined_spelling(source: str) -> str:
    """ "team player" is also written "teamplayer": the joined spelling of two plain words, else nothing."""
    words = source.split()
    if (
        len(words) == 2
        and all(word.replace("'", "").isalpha() for word in words)
        and min(map(len, words)) > 3
    ):
        return "".join(words)
    return ""


def compile_pattern(entry: str, source: str) -> Pattern:
    slots: list[Slot] = []
    begin, end = 0, -1
    forbidden = group = False
    for piece in source.replace("[", " [ ").replace("]", " ] ").split():
        if piece == "[":
            begin = len(slots)
        elif piece == "]":
            end = len(slots)
        elif piece == "~":
            forbidden = True
        elif piece in ("^", "$"):
            slots.append(Slot(frozenset(), edge=piece))
        elif piece in ("...", ".."):
            slots.append(Slot(frozenset(), gap=LONG_GAP if piece == "..." else SHORT_GAP))
        else:
            group = group or piece.startswith("(")
            optional = group
            group = group and not piece.endswith(")")
            keys = frozenset(_key(word) for word in piece.strip("()").split("|"))
            slots.append(Slot(keys, optional=optional, forbidden=forbidden))
            forbidden = False
    if not any(slot.keys - {"?", "#"} and not slot.optional and not slot.forbidden for slot in slots):
        raise ValueError(f"{entry}: the pattern {source!r} needs at least one word that must be there")
    plain = [not (slot.optional or slot.gap or slot.edge or slot.forbidden) for slot in slots[:2]]
    second = slots[1].keys if plain == [True, True] else frozenset()
    return Pattern(source, entry, tuple(slots), (begin, end if end >= 0 else len(slots)), second)


def split_patterns(written: str) -> list[str]:
    """Patterns stand on lines of their own, or with commas or semicolons between."""
    return [source.strip() for source in re.split(r"[,;\n]", written) if source.strip()]


def _key(word: str) -> str:
    if word == "*":
        return "?"
    if word.startswith("@") or word == "#":
        return word
    word = word.replace("-", "")  # a hyphen is no letter: "able-bodied" is read from two tokens joined
    if word.endswith("!"):
        return "=" + fold(word[:-1])
    if word.startswith("*"):
        return "*" + fold(word[1:])
    if word.endswith("*"):
        return fold(word[:-1]) + "*"
    return sound(fold(word))


def _read(name: str) -> dict[str, Any]:
    with (CONTENT / name).open("rb") as file:
        return tomllib.load(file)


@cache
def texts() -> dict[str, Any]:
    """Frames, reasons by kind and the law by ground, in both languages (frame.toml)."""
    return _read("frame.toml")


@cache
def lexicon() -> Lexicon:
    """The whole lexicon, read once."""
    built = Lexicon()
    for name, words in _read("classes.toml").items():
        built.add_class(name, words.split() if isinstance(words, str) else words)
    for name in ("vague-nl.toml", "vague-en.toml"):
        for id_, row in _read(name).items():
            _add(built, id_, row, texts()["kind"][row.get("kind", "trait")])
    for name in ("risk-nl.toml", "risk-en.toml"):
        for id_, row in _read(name).items():
            _add(built, id_, row, texts()["ground"][row["ground"]])
    for name, patterns in _read("context.toml").items():
        for source in split_patterns(patterns):
            built.add_pattern("context:" + name, source)
    return built


def _add(built: Lexicon, id_: str, row: dict[str, Any], reason: dict[str, str]) -> None:
    why = {
        language: " ".join(filter(None, (row.get("why_" + language), reason[language])))
        for language in ("nl", "en")
    }
    built.entries[id_] = Entry(
        id=id_,
        kind=row.get("kind", "trait"),
        questions={"nl": row["nl"], "en": row["en"]},
        reasons=why,
        ground=row.get("ground", ""),
        severity=row.get("severity", ""),
        source=reason.get("source", ""),
    )
    for source in split_patterns(row.get("words", "")):
        built.add_pattern(id_, source)
