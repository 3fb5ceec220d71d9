"""Vague expressions: which matches of the lexicon remain when their surroundings are read."""

from dataclasses import replace

from samenwerf.wording.context import Context
from samenwerf.wording.lexicon import lexicon
from samenwerf.wording.match import Match, keys_of, longest_first
from samenwerf.wording.text import word_set

AFTER_ADJECTIVE = word_set(
    """en and of or maar but bent ben is are zijn be te to in met with who die onder under bij voor for als
    as genoeg
    enough van of at op when wanneer tijdens during plus blijft remain stay kunnen kan zijn worden wel niet
    telt geen matters counts comes naar dan ook hebben heeft tegenover richting alle"""
)


def vague_matches(context: Context, matches: list[Match]) -> list[Match]:
    """The matches that are vague where they stand, the longest first, in order."""
    entries = lexicon().entries
    candidates = [match for match in matches if match.entry in entries and not entries[match.entry].ground]
    standing = [
        match
        for match in merged(
            context, longest_first([match for match in candidates if not context.is_name(match)])
        )
        if _describes_a_person(context, match, candidates)
        and not _is_topic(context, match)
        and not context.is_not_asked(match)
    ]
    return [match for match in standing if not _made_concrete(context, match, standing)]


def merged(context: Context, matches: list[Match]) -> list[Match]:
    """Matches that touch ("solid" + "understanding of logistics") are one finding."""
    joined: list[Match] = []
    for match in matches:
        before = joined[-1] if joined else None
        if (
            before
            and before.length == 1
            and before.last == match.first
            and context.tokens[match.first].gap == " "
        ):
            longer = before if before.length > match.length else match
            joined[-1] = replace(longer, first=before.first, last=match.last)
        else:
            joined.append(match)
    return joined


def _describes_a_person(context: Context, match: Match, candidates: list[Match]) -> bool:
    """A word such as "strong" or "flexibel" is a trait of a person only when no other thing follows it."""
    kind = lexicon().entries[match.entry].kind
    if kind == "degree" and _is_of_a_thing(context, match):
        return False
    if kind not in ("soft", "manner"):
        return True
    slots = match.pattern.slots
    if len(slots) == 2 and "?" in slots[1].keys:  # "scherpe *": a sharp mind, not sharp knives
        last = min(match.whole_last, len(context.tokens)) - 1
        return bool(keys_of(context.tokens[last].norm) & ABOUT_PEOPLE)
    if kind == "manner" or match.length > 2 or len(slots) > 1:
        return True
    if match.last >= len(context.tokens) or context.tokens[match.last].breaks:
        return True
    if any(other.first == match.last for other in candidates):
        return True
    following = context.tokens[match.last]
    keys = keys_of(following.norm)
    return following.norm in AFTER_ADJECTIVE or bool(keys & ABOUT_PEOPLE)


def _is_of_a_thing(context: Context, match: Match) -> bool:
    """ "Plaatst sterke magneten": how strong or deep the thing is that a task handles."""
    first, _end = context.clause(match.first)
    last = context.tokens[match.last - 1]
    return (
        match.length > 1
        and match.first > first
        and context.tokens[match.first].norm in OF_THINGS
        and context.has_task(first)
        and not keys_of(last.norm) & ABOUT_PEOPLE
    )


OF_THINGS = word_set("sterk sterke stevig stevige strong solid deep diep diepe broad brede wide hoge high")
ABOUT_PEOPLE = frozenset({"@person", "@job", "@abstract", "@skill", "@trait", "@degree"})


def _is_topic(context: Context, match: Match) -> bool:
    """What a text, a training or research is about: "geeft workshops over stress"."""
    start, _end = context.clause(match.first)
    return any(
        start <= marker.whole_first and marker.whole_last <= match.first
        for marker in context.matches.get("about", ())
    )


def _made_concrete(context: Context, match: Match, others: list[Match]) -> bool:
    """The line fills the expression in: an explanation that is not vague itself, or a norm in the same
    clause.
    """
    explanation = context.explanation(match.last)
    if explanation:
        first, last = explanation
        inside = [
            other
            for other in others
            if first <= other.first < last and not _filled_in_its_clause(context, other)
        ]
        if not inside and context.is_concrete(first, last):
            return True
    return _filled_in_its_clause(context, match)


def _filled_in_its_clause(context: Context, match: Match) -> bool:
    kind = lexicon().entries[match.entry].kind
    start, end = context.clause(match.first)
    if kind == "degree":
        return _has_norm(context, match, start, end)
    if kind == "manner" and any(
        marker.whole_first >= match.last and context.sentence_end(match.last) - marker.whole_last >= 3
        for marker in context.matches.get("situation", ())
    ):
        return True
    if kind in ("manner", "soft"):
        # An adverb of a task that is concrete itself: "richt zelfstandig events in met GA4".
        beside = [(start, match.first), (match.last, end)]
        adverb = kind == "manner"
        return any(
            context.has_number(*part) or (adverb and context.has_action(*part) and context.has_name(*part))
            for part in beside
        )
    if context.tokens[match.first].norm in KNOWS and context.has_name(match.last, end):
        return True  # "bekend met AFAS": as concrete as "ervaring met AFAS"
    if kind == "frequency":
        return context.has_number(match.last, end) or context.has_number(start, match.first)
    return False


KNOWS = word_set("bekend vertrouwd ervaren familiar experienced")


def _has_norm(context: Context, match: Match, start: int, end: int) -> bool:
    """A degree word has a norm when the clause, or the one right after it, names a level or a number."""
    if context.has_level(start, end) or context.has_number(start, end):
        return True
    if end < len(context.tokens) and context.tokens[end].breaks and "," in context.tokens[end].gap:
        _, next_end = context.clause(end)
        opener = context.tokens[end].norm
        tested = opener in TESTED and context.has_name(end, next_end)
        return tested or (opener in NORM_OPENERS and context.has_number(end, next_end))
    return False


TESTED = word_set("getest gemeten getoetst volgens tested measured assessed by")
NORM_OPENERS = word_set(
    "minimaal minstens tenminste ten at minimum op met dus oftewel namelijk zeker niveau level"
)
