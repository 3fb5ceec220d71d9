"""Interviews that are over."""

from datetime import datetime

from samenwerf.interviews import actions
from samenwerf.interviews.models import Interview


def finish_due(at: datetime) -> bool:
    """Finishes one interview whose end has passed; True when there may be more."""
    interview = (
        Interview.objects.filter(finished_at=None, cancelled_at=None, ends_at__lte=at)
        .select_related("application", "organization")
        .order_by("ends_at")
        .first()
    )
    if interview is None:
        return False
    actions.finish(interview=interview, at=at)
    return True
