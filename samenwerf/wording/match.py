"""Finds the patterns of the lexicon in a line: every place where one matches, and the longest first where
they overlap.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from samenwerf.wording.lexicon import Lexicon, Pattern, Slot, lexicon
from samenwerf.wording.text import Token, forms, sound, word_set
from samenwerf.wording.typos import corrections, is_a_word

NUMBER_WORDS = word_set(
    """een twee drie vier vijf zes zeven acht negen tien elf twaalf vijftien twintig dertig veertig vijftig
    half
    one two three four five six seven eight nine ten eleven twelve fifteen twenty thirty forty fifty"""
)


@dataclass(frozen=True, slots=True)
class Match:
    entry: str
    pattern: Pattern
    first: int  # index of the first marked token
    last: int  # index after the last marked token
    whole_first: int
    whole_last: int

    @property
    def length(self) -> int:
        return self.last - self.first


@dataclass(frozen=True, slots=True)
class Reading:
    keys: frozenset[str]
    length: int


class Line:
    """The tokens of a line and how each of them, or two joined, may be read."""

    def __init__(self, tokens: list[Token]) -> None:
        self.tokens = tokens
        self.readings = [self._readings(index) for index in range(len(tokens))]

    def behind(self, start: int) -> set[str]:
        """How the word after this one may be read, whichever way this one is read."""
        keys: set[str] = set()
        for place in {start + reading.length for reading in self.readings[start]}:
            if place < len(self.tokens) and not self.tokens[place].breaks:
                keys.update(*[reading.keys for reading in self.readings[place]])
        return keys

    def _readings(self, index: int) -> list[Reading]:
        token = self.tokens[index]
        readings = [Reading(keys_of(token.norm), 1)]
        if index + 1 < len(self.tokens):
            following = self.tokens[index + 1]
            if following.gap in (" ", "-", "- ", " -", "'") and not (token.is_number or following.is_number):
                joined = keys_of_joined(token.norm, following.norm, following.gap != " ")
                if joined:
                    readings.append(Reading(joined, 2))
        return readings


@lru_cache(maxsize=20_000)
def keys_of(word: str) -> frozenset[str]:
    """Everything that a pattern may call this word: its base forms, its classes, its ending, a corrected
    spelling.
    """
    words = lexicon()
    bases = set(forms(word))
    if bases.isdisjoint(words.vocabulary):
        bases |= corrections(word, sound(word))
    keys = bases | {"=" + word}
    if word not in LITTLE:
        keys.add("?")
    for base in bases:
        keys |= words.class_of.get(base, set())
    keys |= _part_keys(words, word)
    if any(char.isdigit() for char in word) or word in NUMBER_WORDS:
        keys.add("#")
    return frozenset(keys)


def _part_keys(words: Lexicon, word: str) -> set[str]:
    keys = set()
    for base in (word, word.removesuffix("e"), word.removesuffix("en"), word.removesuffix("s")):
        for size in range(3, min(len(base) - 2, 14)):
            if base[-size:] in words.endings:
                keys.add("*" + base[-size:])
        for size in range(3, min(len(base), 14) + 1):
            if base[:size] in words.beginnings:
                keys.add(base[:size] + "*")
    if word.endswith("heden"):
        keys |= _part_keys(words, word.removesuffix("heden") + "heid")
    return keys


@lru_cache(maxsize=20_000)
def keys_of_joined(left: str, right: str, hyphen: bool) -> frozenset[str]:
    """Two words read as one ("pro actief", "team-player"), only when that gives a word of the lexicon."""
    word = left + right
    if len(word) < 6:
        return frozenset()
    words = lexicon()
    bases = set(forms(word))
    known = bases & words.vocabulary
    if (
        not known
        and len(word) >= 9
        and min(len(left), len(right)) >= 3
        and not (is_a_word(left) and is_a_word(right))
    ):
        known = set(corrections(word, sound(word)))
    keys: set[str] = set(known)
    for base in known:
        keys |= words.class_of.get(base, set())
    if hyphen:
        keys |= _part_keys(words, word)
    return frozenset(keys)


def find(line: Line) -> list[Match]:
    """All matches of all patterns, vague, risk and context alike."""
    index = lexicon().first
    matches: list[Match] = []
    for start, readings in enumerate(line.readings):
        tried: set[int] = set()
        behind = line.behind(start)
        for reading in readings:
            for key in reading.keys:
                for pattern in index.get(key, ()):
                    if pattern.second and pattern.second.isdisjoint(behind):
                        continue
                    if id(pattern) not in tried:
                        tried.add(id(pattern))
                        match = _try(line, pattern, start)
                        if match:
                            matches.append(match)
    return matches


def _try(line: Line, pattern: Pattern, start: int) -> Match | None:
    best: list[int] | None = None
    for places in _walk(line, pattern.slots, 0, start, start):
        if best is None or places[-1] > best[-1]:
            best = places
    if best is None:
        return None
    begin, end = pattern.marked
    first, last = _trimmed(line, pattern, best[begin], best[end])
    return Match(pattern.entry, pattern, first, last, best[0], best[-1]) if last > first else None


def _walk(line: Line, slots: tuple[Slot, ...], slot_index: int, at: int, start: int) -> Iterator[list[int]]:
    """Yields for each way to match the token index at which every slot begins, and the end."""
    if slot_index == len(slots):
        yield [at]
        return
    slot = slots[slot_index]
    size = len(line.tokens)
    if slot.edge:
        if _at_edge(line, at, slot.edge):
            for rest in _walk(line, slots, slot_index + 1, at, start):
                yield [at, *rest]
        return
    if slot.gap:
        for skip in range(slot.gap + 1):
            if at + skip > size or (skip and at + skip - 1 > start and line.tokens[at + skip - 1].breaks):
                break
            for rest in _walk(line, slots, slot_index + 1, at + skip, start):
                yield [at, *rest]
        return
    if slot.forbidden:
        blocked = (
            at < size and not line.tokens[at].breaks and not slot.keys.isdisjoint(line.readings[at][0].keys)
        )
        if not blocked:
            for rest in _walk(line, slots, slot_index + 1, at, start):
                yield [at, *rest]
        return
    if at < size and (at == start or not line.tokens[at].breaks):
        for reading in line.readings[at]:
            if not slot.keys.isdisjoint(reading.keys):
                for rest in _walk(line, slots, slot_index + 1, at + reading.length, start):
                    yield [at, *rest]
        if "?" in slot.keys and slot_index >= 2 and line.tokens[at].norm in LITTLE:
            # "thinks like *" also finds "thinks like an owner"
            for rest in _walk(line, slots, slot_index, at + 1, start):
                yield [at, *rest[1:]]
    if slot.optional:
        for rest in _walk(line, slots, slot_index + 1, at, start):
            yield [at, *rest]


def _trimmed(line: Line, pattern: Pattern, first: int, last: int) -> tuple[int, int]:
    """Marks no loose little words at the end, and of "gedreven monteur" only "gedreven": the monteur is not
    vague.
    """
    final = pattern.slots[-1]
    if "?" in final.keys and pattern.marked[1] == len(pattern.slots) and last - first > 1:
        keys = line.readings[last - 1][0].keys
        if (
            keys & {"@person", "@client", "@job"}
            and not keys & {"@abstract", "@skill"}
            and "@character" not in keys
        ):
            last -= 1
    while (
        last - first > 1
        and line.tokens[last - 1].norm in LITTLE
        and not _named(pattern, line.tokens[last - 1].norm)
    ):
        last -= 1
    while (
        last < len(line.tokens) and line.tokens[last].gap == "-" and pattern.marked[1] == len(pattern.slots)
    ):
        last += 1
    return first, last


def _named(pattern: Pattern, word: str) -> bool:
    """The pattern itself ends in this little word, as in "denkt mee" or "hoofd koel houden"."""
    return any(key in (word, "=" + word) for key in pattern.slots[-1].keys) and word not in ALWAYS_LOOSE


LITTLE = word_set(
    """de het een en of van voor met in op aan bij te om die dat je jij als door tot naar uit over binnen is
    zijn bent
    the a an and or of for with in on at to by as that who you is are our your from into within this these
    their it"""
)
ALWAYS_LOOSE = word_set("de het een en of van the a an and or of voor for met with")
JOINS = word_set("en and of or maar but plus")


def _at_edge(line: Line, at: int, edge: str) -> bool:
    """A clause begins or ends at punctuation, and for a list ("trots en eerlijk") also at "en" and "or"."""
    if at == 0 or at == len(line.tokens) or line.tokens[at].breaks or "/" in line.tokens[at].gap:
        return True
    return line.tokens[at - 1 if edge == "^" else at].norm in JOINS


def longest_first(matches: list[Match]) -> list[Match]:
    """Of matches that overlap only the longest stays; of equally long ones the first written in the
    lexicon.
    """
    taken: set[int] = set()
    chosen: list[Match] = []
    for match in sorted(matches, key=lambda match: (-match.length, match.first, match.entry)):
        places = range(match.first, match.last)
        if taken.isdisjoint(places):
            taken.update(places)
            chosen.append(match)
    return sorted(chosen, key=lambda match: match.first)
