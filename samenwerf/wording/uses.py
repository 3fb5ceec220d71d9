"""What a text is for decides which findings matter in it, and what is said about them."""

import re
from dataclasses import replace
from enum import StrEnum
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from samenwerf.core.errors import Refused
from samenwerf.wording import Findings, RiskFinding, VagueFinding, check
from samenwerf.wording.empty import says_nothing


class Use(StrEnum):
    """A requirement becomes part of an intake, a criterion is scored; the others are about a person."""

    REQUIREMENT = "requirement"
    CRITERION = "criterion"
    OBSERVATION = "observation"
    REASON = "reason"


ABOUT_PEOPLE = frozenset({Use.OBSERVATION, Use.REASON})
# "He is", "she has": a requirement should not say it, of somebody whom one met it is how people talk.
PRONOUNS = frozenset({"DN-20", "DE-17"})
# The entry of a finding on a reason that says nothing; see `empty.py`.
NOTHING = "nothing"
# Of work and things these are harmless, so the lexicon asks no more than a question; of a person they decide.
TOO_YOUNG_OR_OLD = re.compile(r"\b(?:te|too)\s+(?:jong|oud|young|old)\b", re.IGNORECASE)

GROUNDS: dict[str, Any] = {
    "age": gettext_lazy("age"),
    "gender": gettext_lazy("sex"),
    "pregnancy": gettext_lazy("pregnancy or parenthood"),
    "origin": gettext_lazy("origin"),
    "language": gettext_lazy("mother tongue or accent"),
    "religion": gettext_lazy("religion"),
    "disability_or_chronic_illness": gettext_lazy("health or disability"),
    "civil_status": gettext_lazy("family and life at home"),
    "working_hours": gettext_lazy("working part time"),
    "sexual_orientation": gettext_lazy("sexual orientation"),
    "political": gettext_lazy("political opinion"),
    "other": gettext_lazy("something outside the work"),
}


def findings_for(text: str, use: Use, *, interface: str | None = None) -> Findings:
    """The findings that matter in `text` when it is used as this; see `samenwerf.wording.check`."""
    found = check(text, interface=interface)
    if use not in ABOUT_PEOPLE:
        return found
    ages = [
        RiskFinding(match.start(), match.end(), match[0], "age", "red", "", "", "")
        for match in TOO_YOUNG_OR_OLD.finditer(text)
    ]
    others = [
        risk
        for risk in found.risk
        if risk.entry not in PRONOUNS
        and not any(age.start < risk.end and risk.start < age.end for age in ages)
    ]
    risks = sorted([*ages, *others], key=lambda risk: risk.start)
    vague = [
        each for each in found.vague if not any(r.start < each.end and each.start < r.end for r in risks)
    ]
    if use == Use.REASON and not risks and says_nothing(text):
        vague = [VagueFinding(0, len(text), text, NOTHING, "", "")]
    return replace(found, risk=risks, vague=vague)


def may_not_count(text: str, use: Use = Use.OBSERVATION) -> list[str]:
    """The words in `text` that may not count in a judgement of a person."""
    return [risk.span for risk in findings_for(text, use).risk if risk.severity == "red"]


def check_reason(text: str) -> None:
    """Raises Refused when `text` gives as a reason what may not be one, or says nothing."""
    if words := may_not_count(text, Use.REASON):
        raise Refused(
            _("“%(words)s” may not be a reason. Write what you saw or heard instead.")
            % {"words": "”, “".join(dict.fromkeys(words))}
        )
    if says_nothing(text):
        raise Refused(
            _("“%(words)s” does not say why yet. What did you see or hear?") % {"words": text.strip()[:60]}
        )
