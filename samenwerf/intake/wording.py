"""What the words of a requirement still ask before signing, and whether they are concrete."""

from typing import NamedTuple

from samenwerf.intake.legal_source import can_be_source
from samenwerf.intake.models import Requirement
from samenwerf.wording import blanks, check


def unresolved(requirement: Requirement) -> bool:
    """What keeps it from being signed: a frame that is not filled in, or a term with a risk of
    discrimination that stands without what allows it.

    Amber may stay with a written, job-related reason. Red is a direct distinction: it is reworded, or the
    legal exception is named with its source. Vague words are asked about but never block.
    """
    severities = {finding.severity for finding in check(requirement.text).risk}
    has_source = can_be_source(requirement.legal_source)
    if blanks(requirement.text) or ("red" in severities and not has_source):
        return True
    return "amber" in severities and not has_source and not requirement.wording_reason.strip()


def still_asks(requirement: Requirement) -> bool:
    """Whether there is something to say about its words: it blocks, or is vague without a reason to stay."""
    is_vague = check(requirement.text).vague and not requirement.wording_reason.strip()
    return unresolved(requirement) or bool(is_vague)


def is_concrete(requirement: Requirement) -> bool:
    """Whether everybody sees the same in it, and may ask it of anybody: a legal exception is no yardstick."""
    return not still_asks(requirement) and not is_direct_distinction(requirement.text)


def is_direct_distinction(text: str) -> bool:
    """Whether this wording, as it stands, can only be signed with a legal exception."""
    return any(finding.severity == "red" for finding in check(text).risk)


class Standing(NamedTuple):
    """On what a wording stands that is asked about: "exception" or "as_is", and the source or the reason."""

    on: str = ""
    why: str = ""


def standing(*, text: str, legal_source: str, wording_reason: str) -> Standing:
    """Empty for a wording that nothing is asked about, or that nobody gave a reason for."""
    findings = check(text)
    if findings.risk and legal_source:
        return Standing("exception", legal_source)
    return Standing("as_is", wording_reason) if findings and wording_reason else Standing()
