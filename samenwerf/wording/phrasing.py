"""How a sentence reads as a whole: finds what no list of words knows ("kijkt door gedrag heen", "tikt mee met
het jonge team"), and passes over what a list found too easily ("ervaring met een jong team van cliënten").

Two small linear models over words, pairs of words, groups of letters and what the lexicon says: is a clause
vague, does a sentence single out a ground? Trained by `bench/train_phrasing.py` on lines written for it.
Their weights are data, the same text always gets the same answer, and a finding rests on the words that weigh
most. They judge a text, never a person.
"""

import json
import math
from collections.abc import Collection, Iterable, Iterator
from functools import cache, lru_cache
from itertools import pairwise
from typing import Any

from samenwerf.wording.context import Context
from samenwerf.wording.lexicon import CONTENT, Entry, lexicon
from samenwerf.wording.match import LITTLE, Match, keys_of, longest_first
from samenwerf.wording.numbers import RULES
from samenwerf.wording.risk import RiskMatch
from samenwerf.wording.text import word_set

Place = tuple[int, int]  # first token, and the one after the last

# How likely the model must hold it: to keep what the lexicon found, and to find what it did not.
KEEPS_VAGUE, FINDS_VAGUE, SURELY_VAGUE = 0.15, 0.3, 0.5
KEEPS_RISK, FINDS_RISK = 0.35, 0.5
# Ages and ranges of experience are grammar (`numbers.py`), and harder to take away.
NUMBERS, KEEPS_NUMBERS = frozenset(entry for entry, _pattern in RULES), 0.2
HEAVY = 0.5  # of the mean weight of its sentence, for a word to belong to what a finding rests on

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
    """A bias, and for each feature what it adds to the score."""

    def __init__(self, bias: float, weights: dict[str, float]) -> None:
        self.bias, self.weights = bias, weights

    def likelihood(self, part: "Part") -> float:
        """Between 0 and 1. A score counts by the square root of its length, as sentences differ in it."""
        names = part.features()
        return 1 / (1 + math.exp(-self.bias - self.adds(names) / math.sqrt(len(names))))

    def adds(self, names: Iterable[str]) -> float:
        weights = self.weights
        return sum([weights[name] for name in names if name in weights])


@cache
def models() -> dict[str, Model]:
    """The two models, read once: "vague" judges a clause, "risk" a sentence."""
    return {name: Model(_read()[name]["bias"], _read()[name]["weights"]) for name in ("vague", "risk")}


@cache
def _read() -> dict[str, Any]:
    with (CONTENT / "phrasing.json").open(encoding="utf-8") as file:
        content: dict[str, Any] = json.load(file)
    return content


@lru_cache(maxsize=20_000)
def word_features(word: str) -> tuple[str, ...]:
    framed = f"<{word}>"
    letters = [framed[at : at + size] for size in (3, 4, 5) for at in range(len(framed) - size + 1)]
    classes = sorted(key for key in keys_of(word) if key[0] == "@")
    return (f"w={word}", *[f"c={each}" for each in letters], *[f"k={each}" for each in classes])


class Part:
    """What the models read in a part of a sentence, and the tokens that each feature stands on.

    What stands elsewhere in the sentence counts as well, under names of its own ("~").
    """

    def __init__(
        self, context: Context, place: Place, sentence: Place, found: Collection[Match | RiskMatch]
    ) -> None:
        self.place = first, last = place
        self.words = [token.norm for token in context.tokens[first:last]]
        self.others: list[tuple[str, Collection[int]]] = []
        framed = ["^", *self.words, "$"]
        for at, (left, right) in enumerate(pairwise(framed), first - 1):
            self._add(f"b={left} {right}", {max(at, first), min(at + 1, last - 1)})
        for token in context.tokens[sentence[0] : first] + context.tokens[last : sentence[1]]:
            self._add(f"~w={token.norm}")
        for prefix, matches in (("raw", context.found), ("hit", found)):
            for match in matches:
                if shares(match, sentence):
                    self._add_match(match, prefix)
        self._add(f"n={min(last - first, 12)}")
        self._add(f"N={min(sentence[1] - sentence[0], 12)}")
        self._add("first" if first == sentence[0] else "later")
        for name, has in (
            ("number", context.has_number),
            ("level", context.has_level),
            ("name", context.has_name),
            ("action", context.has_action),
        ):
            if has(*place):
                self._add(f"has={name}")
            if place != sentence and has(*sentence):
                self._add(f"~has={name}")

    def _add(self, name: str, places: Collection[int] = ()) -> None:
        self.others.append((name, places))

    def _add_match(self, match: Match | RiskMatch, prefix: str) -> None:
        inside = range(max(match.first, self.place[0]), min(match.last, self.place[1]))
        entry = lexicon().entries.get(match.entry)
        names = (
            [match.entry] if entry is None else [match.entry, f"@{entry.ground or entry.kind}", _sort(entry)]
        )
        for name in names:
            self._add(f"{'' if inside else '~'}{prefix}={name}", inside)

    def features(self) -> set[str]:
        return {name for name, _places in self.others}.union(*map(word_features, self.words))

    def heaviest(self, model: Model) -> Place:
        """The run of words that adds most to the score."""
        weight = {at: model.adds(word_features(word)) for at, word in enumerate(self.words, self.place[0])}
        for name, places in self.others:
            for at in places:
                weight[at] += model.weights.get(name, 0.0) / len(places)
        bar = HEAVY * sum(weight.values()) / len(weight)
        best, run, start, running = -math.inf, self.place, self.place[0], 0.0
        for at, adds in weight.items():
            if running <= 0:
                start, running = at, 0.0
            running += adds - bar
            if running > best:
                best, run = running, (start, at + 1)
        return run


def _sort(entry: Entry) -> str:
    return "risk" if entry.ground else "vague"


def weighed(
    context: Context, vague: list[Match], risk: list[RiskMatch]
) -> tuple[list[tuple[Place, str]], list[RiskMatch]]:
    """Where the text is vague (with the entry) and where it singles out a ground: of what the lexicon and its
    rules found, what stands in its sentence, and what they lack.
    """
    vague_places: set[tuple[Place, str]] = set()
    risk_places: set[RiskMatch] = set()
    for sentence, clauses in parts(context, [*vague, *risk]):
        risk_places.update(_risk_in(context, sentence, risk))
        for clause in clauses:
            vague_places.update(_vague_in(context, clause, vague))
    return sorted(vague_places), sorted(risk_places, key=lambda match: match.start)


def parts(context: Context, found: Collection[Match | RiskMatch]) -> Iterator[tuple[Part, list[Part]]]:
    """Every sentence, with its clauses."""
    at = 0
    while at < len(context.tokens):
        place = at, context.sentence_end(at)
        sentence, clauses = Part(context, place, place, found), []
        while at < place[1]:
            clause = at, min(context.clause(at)[1], place[1])
            clauses.append(sentence if clause == place else Part(context, clause, place, found))
            at = clause[1]
        yield sentence, clauses


def _risk_in(context: Context, sentence: Part, found: list[RiskMatch]) -> list[RiskMatch]:
    inside = [match for match in found if shares(match, sentence.place)]
    likelihood = models()["risk"].likelihood(sentence)
    if inside:
        bar = {match: KEEPS_NUMBERS if match.entry in NUMBERS else KEEPS_RISK for match in inside}
        return [match for match in inside if likelihood >= bar[match]]
    return [_risk_words(context, sentence)] if likelihood >= FINDS_RISK else []


def _vague_in(context: Context, clause: Part, found: list[Match]) -> list[tuple[Place, str]]:
    inside = [match for match in found if shares(match, clause.place)]
    likelihood = models()["vague"].likelihood(clause)
    if inside:
        return [((each.first, each.last), each.entry) for each in inside] if likelihood >= KEEPS_VAGUE else []
    bar = SURELY_VAGUE if _holds_to_something(context, clause.place) else FINDS_VAGUE
    return _vague_words(context, clause.place) if likelihood >= bar else []


def _holds_to_something(context: Context, place: Place) -> bool:
    """A number, a level, a name or a verb that one can see done: such a clause is seldom vague as a whole."""
    return any(
        has(*place) for has in (context.has_number, context.has_level, context.has_name, context.has_action)
    )


def shares(match: Match | RiskMatch, place: Place) -> bool:
    return match.first < place[1] and place[0] < match.last


def _vague_words(context: Context, clause: Place) -> list[tuple[Place, str]]:
    """The lexicon's words that its rules left out, or else the clause without its loose ends; none where the
    words are part of a name, or said not to be asked.
    """
    entries = lexicon().entries
    known = [
        match
        for match in longest_first([match for match in context.found if match.entry in entries])
        if not entries[match.entry].ground and clause[0] <= match.first and match.last <= clause[1]
    ]
    asked = [match for match in known if not context.is_name(match) and not context.is_not_asked(match)]
    if asked:
        match = max(asked, key=lambda match: match.length)
        return [((match.first, match.last), match.entry)]
    return [] if known else [(_trimmed(context, clause), VAGUE_GUESS)]


def _trimmed(context: Context, clause: Place) -> Place:
    first, last = clause
    tokens = context.tokens
    for at in range(first + 2, last):
        if tokens[at].norm in STOPS:
            last = at
            break
    while last - first > 2 and tokens[first].norm in OPENERS:
        first += 1
    while last - first > 2 and tokens[last - 1].norm in LITTLE - {"is", "om", "op", "uit", "in", "aan"}:
        last -= 1
    return first, last


def _risk_words(context: Context, part: Part) -> RiskMatch:
    """The words that weigh most, under the ground that they point to."""
    first, last = part.heaviest(models()["risk"])
    while last - first > 1 and context.tokens[last - 1].norm in LITTLE:
        last -= 1
    while last - first > 1 and context.tokens[first].norm in LITTLE:
        first += 1
    start, end = context.tokens[first].start, context.tokens[last - 1].end
    return RiskMatch(start, end, first, last, RISK_GUESS[_ground(part)])


def _ground(part: Part) -> str:
    scores = dict.fromkeys(RISK_GUESS, 0.0)
    for name in part.features():
        for ground, weight in _read()["grounds"].get(name, {}).items():
            scores[ground] += weight
    return max(scores, key=lambda ground: scores[ground])


STOPS = word_set("wanneer als when if zodat omdat because terwijl while tijdens during")
OPENERS = word_set(
    """je jij u iemand wij we you someone bent are is heeft hebt have has en and maar but ook also die who
    het the"""
)
