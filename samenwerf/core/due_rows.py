"""One rule for every job that works through rows: one row at a time, and a row that fails steps aside.

What fails is logged with its id and tried again after growing pauses, for as long as it is due; the rows
behind it have their turn at once. Messages keep their pauses themselves, and fail in the end (`outbox`).
"""

import logging
from collections.abc import Callable
from datetime import datetime, timedelta
from functools import wraps
from typing import TypeVar

from django.db import models
from django.db.models import F

from samenwerf.core.models import SetAside

logger = logging.getLogger(__name__)
Row = TypeVar("Row", bound=models.Model)

# After the first failure, the second, and so on; what keeps failing is tried after the last.
PAUSES = [
    timedelta(minutes=1),
    timedelta(minutes=5),
    timedelta(minutes=30),
    timedelta(hours=2),
    timedelta(hours=8),
]


def one_by_one(
    due: Callable[[datetime], models.QuerySet[Row]],
) -> Callable[[Callable[[Row, datetime], object]], Callable[[datetime], bool]]:
    """Makes a job of a verb on one row: it takes the first row of `due(at)`; True when there may be more.

    The verb must leave its row no longer due, or raise. Several workers may take the same row: the verb
    claims it by a conditional update, and does nothing when another was first.
    """

    def make(verb: Callable[[Row, datetime], object]) -> Callable[[datetime], bool]:
        name = f"{verb.__module__.removeprefix('samenwerf.')}.{verb.__name__}"

        @wraps(verb)
        def job(at: datetime) -> bool:
            mine = SetAside.objects.filter(job=name)
            row = due(at).exclude(pk__in=mine.filter(not_before__gt=at).values("row")).first()
            if row is None:
                return False
            try:
                verb(row, at)
            except Exception:
                logger.exception("%s failed on row %s, which is set aside; the others go on", name, row.pk)
                _set_aside(name, row.pk, at)
            else:
                if mine.filter(row=row.pk).exists():
                    mine.filter(row=row.pk).delete()
            return True

        return job

    return make


def _set_aside(job: str, pk: int, at: datetime) -> None:
    kept, _created = SetAside.objects.get_or_create(job=job, row=pk, defaults={"not_before": at})
    SetAside.objects.filter(pk=kept.pk).update(
        failures=F("failures") + 1, not_before=at + PAUSES[min(kept.failures, len(PAUSES) - 1)]
    )
