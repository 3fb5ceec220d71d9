"""Whether the wording of a requirement still has to be dealt with before signing."""

from samenwerf.intake.models import Requirement
from samenwerf.wording import check


def unresolved(requirement: Requirement) -> bool:
    """A term with a risk of discrimination that stands without what allows it.

    Amber may stay with a written, job-related reason. Red is a direct distinction: it is reworded, or the
    legal exception is named with its source. Vague words are asked about but never block.
    """
    severities = {finding.severity for finding in check(requirement.text).risk}
    if "red" in severities and not requirement.legal_source.strip():
        return True
    reasons = requirement.wording_reason.strip() or requirement.legal_source.strip()
    return "amber" in severities and not reasons


def is_direct_distinction(text: str) -> bool:
    """Whether this wording, as it stands, can only be signed with a legal exception."""
    return any(finding.severity == "red" for finding in check(text).risk)


def is_concrete(requirement: Requirement) -> bool:
    """Whether somebody else would see the same thing in it: no vague word, or a reason why it stays."""
    return not check(requirement.text).vague or bool(requirement.wording_reason.strip())
