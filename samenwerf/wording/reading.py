"""What the models of `phrasing.py` read in a text: in a sentence or a clause as a whole, and in each word
with what stands beside it. Everything they read has a name; a model knows what each name adds.
"""

from collections.abc import Collection, Iterable, Iterator
from functools import cache, cached_property, lru_cache
from itertools import chain, pairwise

from samenwerf.wording.context import Context
from samenwerf.wording.lexicon import lexicon
from samenwerf.wording.match import Match, keys_of
from samenwerf.wording.risk import RiskMatch

Place = tuple[int, int]  # first token, and the one after the last
Names = tuple[str, ...]


@lru_cache(maxsize=20_000)
def spelled(word: str) -> Names:
    """The word itself, its groups of letters and its classes."""
    framed = f"<{word}>"
    letters = [f"c={framed[at : at + size]}" for size in (3, 4, 5) for at in range(len(framed) - size + 1)]
    return (f"w={word}", *letters, *[f"k={each}" for each in classes(word)])


@lru_cache(maxsize=20_000)
def beside(word: str, side: str) -> Names:
    """The word as a neighbour sees it, before ("<") or behind (">")."""
    return (f"{side}w={word}", *[f"{side}k={each}" for each in classes(word)])


def classes(word: str) -> list[str]:
    return sorted(key for key in keys_of(word) if key[0] == "@")


class Reading:
    """A text with what the lexicon found in it and, of that, what its rules left standing."""

    def __init__(self, context: Context, found: Collection[Match | RiskMatch]) -> None:
        self.context = context
        self.words = [token.norm for token in context.tokens]
        self.matches: list[tuple[str, Match | RiskMatch, Names]] = [
            ("raw", match, names_of(match)) for match in context.found
        ]
        self.matches += [("hit", match, names_of(match)) for match in found]
        self.marks = self._marks()
        self.holds = cache(self._holds)

    def _marks(self) -> list[list[Names]]:
        """Of every word what the lexicon, the spelling and the punctuation say about it."""
        tokens = self.context.tokens
        marks: list[list[Names]] = [[] for _ in tokens]
        for prefix, match, names in self.matches:
            for at in range(match.first, match.last):
                marks[at].append(prefixed(f"{prefix}=", names))
            if match.first:
                marks[match.first - 1].append(prefixed(f"{prefix}>=", names))
            if match.last < len(tokens):
                marks[match.last].append(prefixed(f"{prefix}<=", names))
        for at, token in enumerate(tokens):
            if token.breaks:
                marks[at].append(("break<",))
                marks[at - 1].append(("break>",))
            if token.is_capital and at:
                marks[at].append(("capital",))
            if token.is_number:
                marks[at].append(("number",))
        return marks

    def sentences(self) -> Iterator[tuple["Part", list["Part"]]]:
        """Every sentence, with its clauses."""
        context, at = self.context, 0
        while at < len(context.tokens):
            place = at, context.sentence_end(at)
            sentence, clauses = Part(self, place, place), []
            while at < place[1]:
                clause = at, min(context.clause(at)[1], place[1])
                clauses.append(sentence if clause == place else Part(self, clause, place))
                at = clause[1]
            yield sentence, clauses

    def _holds(self, place: Place) -> list[str]:
        """What a stretch of text holds that one can test by."""
        context = self.context
        kinds = {
            "number": context.has_number,
            "level": context.has_level,
            "name": context.has_name,
            "action": context.has_action,
        }
        return [kind for kind, has in kinds.items() if has(*place)]


class Part:
    """A sentence, or a clause of it. What stands elsewhere in the sentence has names of its own ("~")."""

    def __init__(self, reading: Reading, place: Place, sentence: Place) -> None:
        self.reading, self.place, self.sentence = reading, place, sentence
        self.words = reading.words[slice(*place)]

    def shares(self, match: Match | RiskMatch) -> bool:
        return match.first < self.place[1] and self.place[0] < match.last

    @cached_property
    def as_a_whole(self) -> list[Names]:
        """The names in groups, those of one word together; last those that are its own."""
        reading, (first, last), (start, end) = self.reading, self.place, self.sentence
        names = [f"b={left} {right}" for left, right in pairwise(["^", *self.words, "$"])]
        names += [f"~w={word}" for word in chain(reading.words[start:first], reading.words[last:end])]
        names += [f"n={min(last - first, 12)}", f"N={min(end - start, 12)}"]
        names.append("first" if first == start else "later")
        names += [f"has={kind}" for kind in reading.holds(self.place)]
        if self.place != self.sentence:
            names += [f"~has={kind}" for kind in reading.holds(self.sentence)]
        found = [
            prefixed(f"{'' if self.shares(match) else '~'}{prefix}=", known_as)
            for prefix, match, known_as in reading.matches
            if match.first < end and start < match.last
        ]
        return [*map(spelled, self.words), *found, tuple(names)]

    @cached_property
    def around_a_word(self) -> Names:
        """What is the same for each of its words: the clause or sentence that they stand in."""
        names: list[str] = []
        levels = {self.sentence: "s", self.place: "c"}
        for (start, end), level in levels.items():
            names += [f"{level}:w={word}" for word in sorted(set(self.reading.words[start:end]))]
            names += [f"{level}:has={kind}" for kind in self.reading.holds((start, end))]
            names.append(f"{level}:n={min(end - start, 12)}")
        return tuple(names)

    @cached_property
    def of_each_word(self) -> list[list[Names]]:
        """For every word the names in groups: its own, its neighbours', and what the lexicon says."""
        words = ["^", *self.reading.words, "$"]
        return [
            [spelled(word), beside(left, "<"), beside(right, ">"), *self.reading.marks[at]]
            for at in range(*self.place)
            for left, word, right in [words[at : at + 3]]
        ]


def names_of(match: Match | RiskMatch) -> Names:
    entry = lexicon().entries.get(match.entry)
    if entry is None:
        return (match.entry,)
    return match.entry, f"@{entry.ground or entry.kind}", "risk" if entry.ground else "vague"


@lru_cache(maxsize=20_000)
def prefixed(prefix: str, names: Names) -> Names:
    return tuple(prefix + name for name in names)


def flat(groups: Iterable[Names]) -> list[str]:
    return list(chain.from_iterable(groups))
