"""Deadlines in working hours: pure arithmetic over a week, public holidays and a time zone.

A deadline counts the working hours of the organization; a candidate's clock counts calendar time
and does not come here.
"""

from calendar import monthrange
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo

import holidays

HORIZON_MONTHS = 120
# Of an organization that says nothing else.
HOME_ZONE = "Europe/Amsterdam"


@dataclass(frozen=True)
class WorkingWeek:
    """When an organization works: one opening and closing time on each of `weekdays` (Monday = 0).

    `country` is an ISO 3166 code whose public holidays are free; empty for none.
    """

    time_zone: str = HOME_ZONE
    opens: time = time(9, 0)
    closes: time = time(17, 0)
    weekdays: frozenset[int] = frozenset({0, 1, 2, 3, 4})
    country: str = "NL"

    @property
    def zone(self) -> ZoneInfo:
        return ZoneInfo(self.time_zone)

    @property
    def hours_per_day(self) -> float:
        return (datetime.combine(date.min, self.closes) - datetime.combine(date.min, self.opens)) / timedelta(
            hours=1
        )


@lru_cache(maxsize=256)
def public_holidays(country: str, year: int) -> frozenset[date]:
    """The official days off of `country` in `year`.

    In the Netherlands Good Friday is a public holiday on which nearly all employers work; it is left out.
    """
    if not country:
        return frozenset()
    days = holidays.country_holidays(country, years=year, language="en_US")
    if country == "NL":
        return frozenset(day for day, name in days.items() if name != "Good Friday")
    return frozenset(days)


def is_working_day(day: date, week: WorkingWeek) -> bool:
    return day.weekday() in week.weekdays and day not in public_holidays(week.country, day.year)


@lru_cache(maxsize=512)
def _spans_of_month(year: int, month: int, week: WorkingWeek) -> list[tuple[datetime, datetime]]:
    """From opening to closing of each working day, in UTC: converted first, so that summer time is right."""
    days = (date(year, month, day + 1) for day in range(monthrange(year, month)[1]))
    return [
        (
            datetime.combine(day, week.opens, week.zone).astimezone(UTC),
            datetime.combine(day, week.closes, week.zone).astimezone(UTC),
        )
        for day in days
        if is_working_day(day, week)
    ]


def _spans(start: datetime, week: WorkingWeek) -> Iterator[tuple[datetime, datetime]]:
    """The working spans at and after `start`, in UTC."""
    local = start.astimezone(week.zone)
    first = 12 * local.year + local.month - 1
    for month in range(first, first + HORIZON_MONTHS):
        for opens, closes in _spans_of_month(month // 12, month % 12 + 1, week):
            if closes > start:
                yield max(opens, start), closes
    raise ValueError("This working week has no working hours in the next ten years.")


def add_working_hours(start: datetime, hours: float, week: WorkingWeek) -> datetime:
    """The moment that is `hours` working hours after `start` (aware; the answer is in UTC).

    Starting outside working time counts from the next opening. Exactly filling a day ends at its
    closing time, not at the next opening.
    """
    start = start.astimezone(UTC)
    left = timedelta(hours=hours)
    for opens, closes in _spans(start, week):
        if left <= closes - opens:
            return opens + left
        left -= closes - opens
    raise AssertionError("unreachable: _spans raises")


def working_hours_between(start: datetime, end: datetime, week: WorkingWeek) -> float:
    """Working hours from `start` to `end` (aware datetimes); 0 when `end` is not after `start`."""
    start = start.astimezone(UTC)
    end = end.astimezone(UTC)
    total = timedelta()
    if end <= start:
        return 0.0
    for opens, closes in _spans(start, week):
        if opens >= end:
            break
        total += min(closes, end) - opens
    return total / timedelta(hours=1)
