"""Discrimination-risk expressions: which matches remain when their surroundings are read."""

import re
from dataclasses import dataclass

from samenwerf.wording.context import Context
from samenwerf.wording.lexicon import Pattern, lexicon
from samenwerf.wording.match import Match, keys_of, longest_first
from samenwerf.wording.numbers import number_matches
from samenwerf.wording.text import word_set


@dataclass(frozen=True, slots=True)
class RiskMatch:
    start: int
    end: int
    first: int
    last: int
    entry: str


def risk_matches(context: Context, matches: list[Match]) -> list[RiskMatch]:
    """The matches that carry a risk where they stand, in order, without overlap."""
    entries = lexicon().entries
    found = _numbers(context)
    for match in longest_first([m for m in matches if m.entry in entries and entries[m.entry].ground]):
        kind = entries[match.entry].kind
        if (
            context.is_name(match)
            or _opens_a_name(context, match)
            or _heads_a_compound(context, match)
            or _is_subject_matter(context, match, kind)
        ):
            continue
        if _is_language_for_the_work(context, kind) or (found and entries[match.entry].id == "DN-04"):
            continue
        start, end = context.tokens[match.first].start, context.tokens[match.last - 1].end
        if all(end <= other.start or other.end <= start for other in found):
            found.append(RiskMatch(start, end, match.first, match.last, match.entry))
    standing = [match for match in found if not _allowed(context, match)]
    return _joined(context, sorted(standing, key=lambda match: match.start))


def _joined(context: Context, found: list[RiskMatch]) -> list[RiskMatch]:
    """Two words for one ground, side by side or with "and" between ("fit and healthy"), are one finding."""
    ground = {match: lexicon().entries[match.entry].ground for match in found}
    joined: list[RiskMatch] = []
    for match in found:
        before = joined[-1] if joined else None
        if before and ground[match] == lexicon().entries[before.entry].ground:
            between = [token.norm for token in context.tokens[before.last : match.first]]
            if between in ([], ["and"], ["or"], ["en"], ["of"], ["in", "a"], ["or", "in", "a"]):
                longer = max(before, match, key=lambda one: one.end - one.start)
                joined[-1] = RiskMatch(before.start, match.end, before.first, match.last, longer.entry)
                continue
        joined.append(match)
    return joined


def _numbers(context: Context) -> list[RiskMatch]:
    found = []
    for number in number_matches(context.text):
        inside = [i for i, token in enumerate(context.tokens) if number.start <= token.start < number.end]
        if not inside:
            continue
        match = RiskMatch(number.start, number.end, inside[0], inside[-1] + 1, number.entry)
        if not _is_age_of_others(context, match):
            found.append(match)
    return found


def _is_age_of_others(context: Context, match: RiskMatch) -> bool:
    """ "Jongeren van 12 tot 18 jaar": the age of clients, pupils or things, not of the candidate."""
    entry = lexicon().entries[match.entry]
    if entry.id == "DN-13":
        return False
    start, end = context.clause(match.first)
    nearby = (
        context.tokens[max(start, match.first - 7) : match.first]
        + context.tokens[match.last : min(end, match.last + 2)]
    )
    return any(keys_of(token.norm) & {"@client", "@thing"} for token in nearby)


def _is_subject_matter(context: Context, match: Match, kind: str) -> bool:
    """A group or topic that the work is about. A word of kind "group" is a risk only where it names who is
    wanted.
    """
    start, end = context.clause(match.first)
    strong = context.matches.get("topic", ())
    if any(start <= marker.whole_first and marker.whole_last <= match.first for marker in strong):
        return True
    after = context.matches.get("topic_after", ())
    if any(match.last <= marker.whole_first < end for marker in after):
        return True
    if context.touches_work(match.first, match.last):
        return True
    # "Evaluates foreign degrees": what is done, unless the line goes on about the person ("rijdt … en is
    # topfit").
    between = {token.norm for token in context.tokens[start : match.first]}
    works = (
        "@action" in keys_of(context.tokens[start].norm)
        and start < match.first
        and not between & ABOUT_SOMEONE
    )
    if (
        works
        and kind not in ("physical", "language")
        and lexicon().entries[match.entry].ground != "working_hours"
    ):
        return True
    loose = match.length == 1 and "@loose" in keys_of(context.tokens[match.first].norm)
    if kind != "group" and not loose:
        return False
    before = context.tokens[start : match.first]
    if any("@care" in keys_of(token.norm) for token in context.tokens[match.last : end]):
        return True
    wanted = any(
        marker.whole_last <= match.first and start <= marker.whole_first
        for marker in context.matches.get("wanted", ())
    )
    opens = all(
        keys_of(token.norm) & {"@article", "@adjective", "@degree", "#", "@trait"} for token in before
    )
    return not wanted and not (opens and not (loose and _names_a_thing(context, match)))


def _names_a_thing(context: Context, match: Match) -> bool:
    """ "Blind mailing list", "Kerkelijk bureau": the noun behind the word is no person and no part of one."""
    following = context.tokens[match.last : match.last + 1]
    return bool(
        following
        and following[0].gap == " "
        and following[0].text[0].isalpha()
        and following[0].norm not in GOES_ON
        and not keys_of(following[0].norm) & {*WHO, "@skill", "@abstract", "@about_one"}
    )


def _heads_a_compound(context: Context, match: Match) -> bool:
    """ "fitness-apparatuur", "Basic-Fit": part of another word or of a name."""
    if len(match.pattern.slots) > 1:
        return False
    before, after = context.tokens[match.first], context.tokens[match.last - 1 : match.last + 1]
    kind = lexicon().entries[match.entry].kind
    if context.text[after[0].end : after[0].end + 2] == "- ":  # "weduwen- en wezenpensioen"
        return True
    owned = after[0].norm.endswith(("'s", "s'"))  # "men's tailoring", "the chairman's office"
    if owned and len(after) > 1 and not after[1].breaks:
        return True
    thing = match.last > match.whole_last and after[0].gap == "-" and not keys_of(after[0].norm) & WHO
    name = (
        match.first > 0
        and before.gap == "-"
        and before.is_capital
        and context.tokens[match.first - 1].is_capital
    )
    return name or (thing and kind in ("physical", "group", "title"))


def _opens_a_name(context: Context, match: Match) -> bool:
    """ "Old Age Psychiatry", "Christian Dior": a capital on the word behind, which is no person."""
    if match.length > 1 and not (len(match.pattern.slots) == 2 and match.pattern.source.endswith("*")):
        return False
    run = context.tokens[match.first : max(match.last, match.first + 2)]
    return (
        len(run) > 1
        and all(token.is_capital and not token.text.isupper() for token in run)
        and all(token.gap == " " for token in run[1:])
        and not any(keys_of(token.norm) & {*WHO, "@capital"} for token in run[1:])
        and not all(token.is_capital for token in context.tokens[match.first :])
    )


WHO = frozenset({"@person", "@character", "@job"})


def _is_language_for_the_work(context: Context, kind: str) -> bool:
    """A high language level is out of proportion only for work that needs little language."""
    return kind == "language" and not any("@light_job" in keys_of(token.norm) for token in context.tokens)


def _allowed(context: Context, match: RiskMatch) -> bool:
    """The line says that it does not matter, names the law or the task, or opens the term to everybody."""
    entry = lexicon().entries[match.entry]
    as_match = Match(match.entry, NO_PATTERN, match.first, match.last, match.first, match.last)
    if context.is_not_asked(as_match):
        return True
    legal = context.matches.get("legal", ())
    if entry.ground == "age":
        legal = [*legal, *context.matches.get("legal_age", ())]
    if legal and entry.id not in NEVER_LEGAL:
        return True
    if entry.ground in ("religion", "other") and context.matches.get("safety"):
        return True
    if entry.id in FOR_STUDENTS and context.matches.get("enrolled"):
        return True
    if entry.ground == "working_hours" and context.matches.get("because"):
        return True
    if entry.kind == "physical":
        start, _end = context.clause(match.first)
        rest = [(match.last, context.sentence_end(match.last)), (start, match.first)]
        if any(context.has_number(*part) for part in rest):
            return True
    if entry.ground == "gender" and re.search(
        r"\b[mvfdx]\s?/\s?[mvwfdx]\b|\bm/w\b", context.text, re.IGNORECASE
    ):
        return True
    if entry.ground == "gender" and entry.kind == "title":
        return any(
            marker.whole_first <= match.first < marker.whole_last
            for marker in context.matches.get("both", ())
        )
    return False


NEVER_LEGAL = frozenset({"DN-26", "DN-27", "DE-22", "DE-23", "DN-42", "DN-13", "DE-11"})
FOR_STUDENTS = frozenset({"DN-09", "DE-07"})
NO_PATTERN = Pattern("", "", (), (0, 0))


def said_by_risk(context: Context, match: Match, risks: list[RiskMatch]) -> bool:
    """The risk already marks this place. Only a degree or a trait beside a group ("strong men") is also
    vague; and when children are wanted ("soon") is no question to ask.
    """
    entries = lexicon().entries
    for risk in risks:
        private = entries[risk.entry].ground in ("pregnancy", "civil_status")
        if private and entries[match.entry].kind in ("frequency", "open"):
            first, end = context.clause(match.first)
            if first <= risk.first < end or context.clause(risk.first)[1] == first:
                return True
        if match.first < risk.last and risk.first < match.last:
            entry = entries[risk.entry]
            keeps = entry.id in BESIDE_VAGUE or (
                entry.kind == "group" and match.first == risk.first and match.last < risk.last
            )
            if not keeps:
                return True
    return False


BESIDE_VAGUE = frozenset({"DN-32", "DE-28", "DN-16", "DE-14", "DN-50"})

# Words that go on about the person or the ban, behind a word that would else be part of a thing's name.
GOES_ON = word_set(
    """is are was bent be en and of or niet not no geen nor noch met with als as if die who dat that om to
    voor for in on at aan uit from van door by zijn has have heeft hebben mag may kan can moet must need
    needs het de een the a we wij ons our hier here te too genoeg enough graag please only alleen
    gezocht wanted welkom welcome uitgesloten excluded"""
)
ABOUT_SOMEONE = word_set("is bent are be share shares deelt our onze ons als as")
