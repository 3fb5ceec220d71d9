"""How long a candidate has been waiting for us: from their last move, through every handover on our side."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import datetime
from typing import Protocol

from samenwerf.candidates.models import WaitingPeriod


class Period(Protocol):
    """What counts of a waiting period."""

    @property
    def holder(self) -> str: ...
    @property
    def started_at(self) -> datetime: ...


def silent_since(periods: Iterable[Period]) -> datetime | None:
    """When the present wait for the employer began; None while the candidate or an appointment has the turn.

    `periods` are those of one application, oldest first. A handover between recruiter and manager does
    not start the clock again (domain evidence, section 4.3): the candidate hears nothing all the same.
    """
    since = None
    for period in periods:
        if period.holder not in WaitingPeriod.EMPLOYER_SIDE:
            since = None
        elif since is None:
            since = period.started_at
    return since


def waiting_since(application_ids: Iterable[int]) -> dict[int, datetime]:
    """Application id → since when that candidate waits for us now; others are left out. One query."""
    by_application = defaultdict(list)
    periods = WaitingPeriod.objects.filter(application__in=list(application_ids)).order_by("started_at")
    for period in periods.values_list("application_id", "holder", "started_at", "ended_at", named=True):
        by_application[period.application_id].append(period)
    found = {}
    for pk, own in by_application.items():
        since = silent_since(own) if own[-1].ended_at is None else None
        if since is not None:
            found[pk] = since
    return found
