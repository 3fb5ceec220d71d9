"""How a sentence reads: finds what no list of words knows ("kijkt door gedrag heen", "tikt mee met het jonge
team"), and passes over what a list found too easily ("ervaring met een jong team van cliënten").

Two questions: is a clause vague, does a sentence single out a ground? For each there are two small linear
models over words, groups of letters and what the lexicon says (`reading.py`): one reads the part as a whole,
one its words one by one. The answer is the mean of the part's score and that of its most telling word.
Trained by `bench/train_phrasing.py` on lines written for it; their weights are data, the same text always
gets the same answer, and a finding rests on the words that tell most. They judge a text, never a person.
"""

import json
import math
from functools import cache, lru_cache
from typing import Any

from samenwerf.wording.context import Context
from samenwerf.wording.lexicon import CONTENT, lexicon
from samenwerf.wording.match import LITTLE, Match, longest_first
from samenwerf.wording.reading import Names, Part, Place, Reading, flat
from samenwerf.wording.risk import RiskMatch

# How likely the models must hold it, as log odds.
VAGUE_BAR, RISK_BAR = (math.log(bar / (1 - bar)) for bar in (0.3, 0.45))
TELLING = 0.5  # of the likelihood of the most telling word, for a word beside it to belong to what is marked

# The entries of what is found without a word of the lexicon.
VAGUE_GUESS = "VN-199"
RISK_GUESS = {
    "age": "DN-201",
    "gender": "DN-202",
    "pregnancy": "DN-203",
    "origin": "DN-204",
    "language": "DN-205",
    "religion": "DN-206",
    "disability_or_chronic_illness": "DN-207",
    "civil_status": "DN-208",
    "working_hours": "DN-209",
    "sexual_orientation": "DN-210",
    "political": "DN-211",
    "other": "DN-212",
}


class Model:
    """A bias, and for each name what it adds to the score. Scores are log odds."""

    def __init__(self, bias: float, weights: dict[str, float]) -> None:
        self.bias, self.weights = bias, weights
        self.adds = lru_cache(maxsize=50_000)(self._adds)

    def _adds(self, names: Names) -> float:
        weights = self.weights
        return sum([weights[name] for name in names if name in weights])

    def of_part(self, part: Part) -> float:
        """The score counts by the square root of the length, as sentences differ in it."""
        *groups, own = part.as_a_whole
        length = sum(map(len, groups)) + len(own)
        return self.bias + (sum(map(self.adds, groups)) + self._adds(own)) / math.sqrt(length)

    def of_words(self, part: Part) -> list[float]:
        around = self.bias + self._adds(part.around_a_word)
        return [around + sum(map(self.adds, groups)) for groups in part.of_each_word]


@cache
def models() -> dict[str, Model]:
    """Read once: "vague" and "risk" judge a part, "vague_words" and "risk_words" each word in it."""
    return {name: Model(**_read()[name]) for name in ("vague", "vague_words", "risk", "risk_words")}


@cache
def _read() -> dict[str, Any]:
    with (CONTENT / "phrasing.json").open(encoding="utf-8") as file:
        content: dict[str, Any] = json.load(file)
    return content


def weighed(
    context: Context, vague: list[Match], risk: list[RiskMatch]
) -> tuple[list[tuple[Place, str]], list[RiskMatch]]:
    """Where the text is vague (with the entry) and where it singles out a ground: of what the lexicon and its
    rules found, what stands in its sentence, and what they lack.
    """
    vague_places: set[tuple[Place, str]] = set()
    risk_places: set[RiskMatch] = set()
    for sentence, clauses in Reading(context, [*vague, *risk]).sentences():
        risk_places.update(_risk_in(context, sentence, risk))
        for clause in clauses:
            vague_places.update(_vague_in(context, clause, vague))
    return sorted(vague_places), sorted(risk_places, key=lambda match: match.start)


def _risk_in(context: Context, sentence: Part, found: list[RiskMatch]) -> list[RiskMatch]:
    score, words = _scores("risk", sentence)
    if score < RISK_BAR:
        return []
    if known := [match for match in found if sentence.shares(match)]:
        return known
    guess = _risk_words(context, sentence, words)
    return [] if context.is_about_work(guess.first, guess.last) else [guess]


def _vague_in(context: Context, clause: Part, found: list[Match]) -> list[tuple[Place, str]]:
    score, words = _scores("vague", clause)
    if score < VAGUE_BAR:
        return []
    inside = [((match.first, match.last), match.entry) for match in found if clause.shares(match)]
    return inside or _vague_words(context, clause, words)


def _scores(question: str, part: Part) -> tuple[float, list[float]]:
    """Of the part, and of each of its words."""
    words = models()[f"{question}_words"].of_words(part)
    return (models()[question].of_part(part) + max(words)) / 2, words


def _vague_words(context: Context, clause: Part, scores: list[float]) -> list[tuple[Place, str]]:
    """The lexicon's words that its rules left out, or else the words that tell most; none where the lexicon's
    words are part of a name, or said not to be asked.
    """
    entries = lexicon().entries
    first, last = clause.place
    known = [
        match
        for match in longest_first([match for match in context.found if match.entry in entries])
        if not entries[match.entry].ground and first <= match.first and match.last <= last
    ]
    asked = [match for match in known if not context.is_name(match) and not context.is_not_asked(match)]
    if asked:
        match = max(asked, key=lambda match: match.length)
        return [((match.first, match.last), match.entry)]
    return [] if known else [(_most_telling(clause, scores), VAGUE_GUESS)]


def _risk_words(context: Context, sentence: Part, scores: list[float]) -> RiskMatch:
    """The words that tell most, under the ground that they point to."""
    first, last = _most_telling(sentence, scores)
    start, end = context.tokens[first].start, context.tokens[last - 1].end
    return RiskMatch(start, end, first, last, RISK_GUESS[_ground(sentence)])


def _most_telling(part: Part, scores: list[float]) -> Place:
    """The run of words around the most telling one, without little words at its ends."""
    likely = [1 / (1 + math.exp(-score)) for score in scores]
    bar = TELLING * max(likely)
    top = likely.index(max(likely))
    first = last = top
    while first and likely[first - 1] >= bar:
        first -= 1
    while last < len(likely) and likely[last] >= bar:
        last += 1
    while last - first > 1 and part.words[last - 1] in LITTLE:
        last -= 1
    while last - first > 1 and part.words[first] in LITTLE:
        first += 1
    return part.place[0] + first, part.place[0] + last


def _ground(part: Part) -> str:
    scores = dict.fromkeys(RISK_GUESS, 0.0)
    for name in set(flat(part.as_a_whole)):
        for ground, weight in _read()["grounds"].get(name, {}).items():
            scores[ground] += weight
    # Rounded, so that a tie does not hang on the order in which the weights were added.
    return max(scores, key=lambda ground: round(scores[ground], 6))
