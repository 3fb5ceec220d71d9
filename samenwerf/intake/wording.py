"""Whether the wording of a requirement still has to be dealt with before signing."""

from samenwerf.intake.models import Requirement
from samenwerf.wording import check


def unresolved(requirement: Requirement) -> bool:
    """A term with a risk of discrimination that has no written reason yet.

    Amber needs a job-related reason, red a legal exception with its source; vague words are asked
    about but never block.
    """
    return bool(check(requirement.text).risk) and not (
        requirement.wording_reason.strip() or requirement.legal_source.strip()
    )
