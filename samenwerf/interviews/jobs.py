"""Interviews that are over, and those that do not go on because the candidate stopped."""

from datetime import datetime

from samenwerf.candidates.models import Stage
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


def call_off_due(at: datetime) -> bool:
    """Calls off one interview whose candidate stopped meanwhile; True when there may be more."""
    interview = (
        Interview.objects.filter(finished_at=None, cancelled_at=None, ends_at__gt=at)
        .exclude(application__stage=Stage.INTERVIEW)
        .select_related("application", "organization")
        .first()
    )
    return interview is not None and actions.call_off(
        interview=interview, reason=interview.application.get_stage_display(), at=at
    )
