"""Interviews that are over, and those that do not go on because the candidate stopped."""

from datetime import datetime

from django.db.models import QuerySet

from samenwerf.candidates.models import Stage
from samenwerf.core.due_rows import one_by_one
from samenwerf.interviews import actions
from samenwerf.interviews.models import Interview


def _open() -> QuerySet[Interview]:
    interviews = Interview.objects.select_related("application", "organization")
    return interviews.filter(finished_at=None, cancelled_at=None).order_by("ends_at")


@one_by_one(lambda at: _open().filter(ends_at__lte=at))
def finish_due(interview: Interview, at: datetime) -> None:
    """Finishes an interview whose end has passed."""
    actions.finish(interview=interview, at=at)


@one_by_one(lambda at: _open().filter(ends_at__gt=at).exclude(application__stage=Stage.INTERVIEW))
def call_off_due(interview: Interview, at: datetime) -> None:
    """Calls off an interview whose candidate stopped meanwhile."""
    actions.call_off(interview=interview, reason=interview.application.stage, at=at)


@one_by_one(
    lambda at: Interview.objects.filter(
        candidate_keeps_it=True, application__closed_at__isnull=False
    ).order_by("pk")
)
def excuse_candidate_due(interview: Interview, at: datetime) -> None:
    """Takes an interview that is off out of the calendar of a candidate who has been called by now."""
    actions.excuse_candidate(interview=interview, at=at)
