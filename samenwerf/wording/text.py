"""From a line of text to tokens: words with their place, the forms they may be read as, and the clauses
they stand in.
"""

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache

WORD = re.compile(r"[^\W_]+(?:['’`][^\W_]+)*[+#]*", re.UNICODE)
NUMBER = re.compile(r"\d")
# Between two words: what ends a clause. A hyphen or a space does not; a dash between spaces does.
BREAK = re.compile(r"[,;:.!?()\[\]|•·\n\r\t+=>]|\s[-–—*]\s|[–—]|\.\.\.")


def word_set(words: str) -> frozenset[str]:
    """A set of words, written as a text so that it reads easily."""
    return frozenset(words.split())


@dataclass(frozen=True, slots=True)
class Token:
    start: int
    end: int
    text: str
    norm: str
    gap: str  # what stands between the previous token and this one
    breaks: bool  # a clause ends before this token
    is_number: bool
    is_capital: bool


def tokenize(text: str) -> list[Token]:
    tokens: list[Token] = []
    last = 0
    for found in WORD.finditer(text):
        gap, word = text[last : found.start()], found.group()
        tokens.append(
            Token(
                found.start(),
                found.end(),
                word,
                fold(word),
                gap,
                breaks=bool(tokens and BREAK.search(gap)),
                is_number=bool(NUMBER.search(word)),
                is_capital=word[0].isupper(),
            )
        )
        last = found.end()
    return tokens


@lru_cache(maxsize=20_000)
def fold(word: str) -> str:
    """Lower case, without accents, with straight apostrophes: "Eén" and "een" are one word here."""
    plain = unicodedata.normalize("NFKD", word.lower().replace("’", "'").replace("`", "'"))
    return "".join(char for char in plain if not unicodedata.combining(char))


SHORT = 6  # words up to here keep their own spelling: "man" and "maan", "fit" and "fiets" are different words


@lru_cache(maxsize=50_000)
def sound(word: str) -> str:
    """One spelling for what sounds alike in longer words: "accuraat" and "akkuraat", "flexiebel" and
    "flexibel".
    """
    if len(word) <= SHORT:
        return SHORT_VARIANTS.get(word, word)
    word = re.sub(r"c(?![hiey])", "k", word).replace("ie", "i").replace("v", "f").replace("z", "s")
    return re.sub(r"(.)\1+", r"\1", word)


SHORT_VARIANTS = {"aktief": "actief", "goeie": "goede", "goei": "goed", "kreatief": "creatief"}


@lru_cache(maxsize=50_000)
def forms(word: str) -> frozenset[str]:
    """The base forms that a written word may come from, Dutch and English together, in `sound` spelling.

    Generous on purpose: a form that is no word does no harm, as it is only compared with the lexicon.
    """
    bases = {word}
    for ending, shortest, replacements in ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= shortest:
            stem = word[: len(word) - len(ending)]
            for replacement in replacements:
                bases.update(_respelled(stem, replacement))
    return frozenset(sound(base) for base in bases)


def _respelled(stem: str, ending: str) -> set[str]:
    """A stem with an ending as Dutch spells it: "loop" + "en" = "lopen", "pak" + "en" = "pakken", "bred" =
    "breed".
    """
    found = {stem + ending}
    closed = re.fullmatch(r"(.*?)([aeou])\2([bdfgklmnprstvz])", stem)
    short = re.fullmatch(r"(?:.*[^aeiou])?[aeiou]([bdfgklmnprst])", stem)
    if ending.startswith("e"):
        if closed:
            found.add(closed[1] + closed[2] + closed[3].translate(VOICED) + ending)
        if short:
            found.add(stem + short[1] + ending)
        return found
    if len(stem) > 2 and stem[-1] == stem[-2] and stem[-1] not in "aeiou":
        found.add(stem[:-1])
    if short and len(stem) > 2:
        found.add(stem[:-1] + stem[-2] + stem[-1])
    if stem[-1] in "vz":
        bare = stem[:-1] + ("f" if stem[-1] == "v" else "s")
        found.add(bare)
        if len(stem) > 2 and stem[-2] in "aeou" and stem[-3] not in "aeiou":
            found.add(bare[:-1] + bare[-2] + bare[-1])
    return found


VOICED = str.maketrans("fs", "vz")

# Ending, the shortest stem it may be taken from, and what may stand there instead.
ENDINGS: tuple[tuple[str, int, tuple[str, ...]], ...] = (
    ("e", 2, ("",)),
    ("en", 3, ("",)),
    ("s", 3, ("",)),
    ("'s", 2, ("",)),
    ("t", 3, ("", "en")),
    ("te", 3, ("en",)),
    ("de", 4, ("en",)),
    ("den", 5, ("en",)),
    ("heden", 3, ("heid",)),
    ("ere", 3, ("",)),
    ("es", 3, ("", "e")),
    ("ies", 2, ("y", "ie")),
    ("ed", 3, ("", "e")),
    ("ing", 4, ("", "e")),
    ("je", 3, ("",)),
    ("jes", 3, ("",)),
)


def clause_numbers(tokens: list[Token]) -> list[int]:
    """For every token the number of its clause; a clause ends at punctuation, not at "en" or "and"."""
    numbers: list[int] = []
    current = 0
    for token in tokens:
        if token.breaks:
            current += 1
        numbers.append(current)
    return numbers
