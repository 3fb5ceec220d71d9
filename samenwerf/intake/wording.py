"""What the words of a requirement still ask before signing, and whether they are concrete."""

from samenwerf.intake.models import Requirement
from samenwerf.wording import blanks, check


def unresolved(requirement: Requirement) -> bool:
    """What keeps it from being signed: a frame that is not filled in, or a term with a risk of
    discrimination that stands without what allows it.

    Amber may stay with a written, job-related reason. Red is a direct distinction: it is reworded, or the
    legal exception is named with its source. Vague words are asked about but never block.
    """
    severities = {finding.severity for finding in check(requirement.text).risk}
    if blanks(requirement.text) or ("red" in severities and not requirement.legal_source.strip()):
        return True
    reasons = requirement.wording_reason.strip() or requirement.legal_source.strip()
    return "amber" in severities and not reasons


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
