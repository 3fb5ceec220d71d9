"""Deadlines in working hours, held against a slow count minute by minute."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from samenwerf.core.working_time import WorkingWeek, add_working_hours, is_working_day, working_hours_between

AMSTERDAM = ZoneInfo("Europe/Amsterdam")
WEEK = WorkingWeek()


def local(*parts):
    return datetime(*parts, tzinfo=AMSTERDAM)


@pytest.mark.parametrize(
    ("start", "hours", "end"),
    [
        (local(2026, 11, 24, 10), 4, local(2026, 11, 24, 14)),
        # The end of a day belongs to that day.
        (local(2026, 11, 24, 10), 7, local(2026, 11, 24, 17)),
        (local(2026, 11, 24, 16), 2, local(2026, 11, 25, 10)),
        # Over a weekend, and from a moment at which nobody works.
        (local(2026, 11, 27, 16), 2, local(2026, 11, 30, 10)),
        (local(2026, 11, 28, 12), 8, local(2026, 11, 30, 17)),
        # King's Day, and Christmas up to the weekend behind it.
        (local(2026, 4, 24, 16), 2, local(2026, 4, 28, 10)),
        (local(2026, 12, 24, 16), 2, local(2026, 12, 28, 10)),
        # Good Friday is a working day here.
        (local(2026, 4, 2, 16), 2, local(2026, 4, 3, 10)),
        # The clock went forward in the weekend: still 10:00 by the clock on the wall.
        (local(2026, 3, 27, 16), 2, local(2026, 3, 30, 10)),
    ],
)
def test_working_hours_skip_nights_weekends_and_public_holidays(start, hours, end):
    assert add_working_hours(start, hours, WEEK) == end


def minute_by_minute(start, end, week):
    """Counts the working minutes one by one."""
    moment, minutes = start, 0
    while moment < end:
        wall = moment.astimezone(week.zone)
        if is_working_day(wall.date(), week) and week.opens <= wall.time() < week.closes:
            minutes += 1
        moment += timedelta(minutes=1)
    return minutes / 60


moments = st.integers(0, 14 * 24 * 60).map(
    lambda minutes: datetime(2026, 3, 20, tzinfo=UTC) + timedelta(minutes=minutes)
)


@settings(max_examples=25, deadline=None)
@given(start=moments, hours=st.integers(1, 24))
def test_the_deadline_is_as_many_working_hours_away_as_was_agreed(start, hours):
    week = WorkingWeek(opens=time(8, 30), closes=time(17, 0), weekdays=frozenset({0, 1, 3, 4, 5}))
    end = add_working_hours(start, hours, week)
    assert minute_by_minute(start, end, week) == hours
    assert working_hours_between(start, end, week) == pytest.approx(hours)


@given(start=moments, more=st.integers(0, 3000))
def test_a_later_start_never_gives_an_earlier_deadline(start, more):
    later = start + timedelta(minutes=more)
    assert add_working_hours(start, 8, WEEK) <= add_working_hours(later, 8, WEEK)


def test_a_week_without_working_days_is_refused():
    with pytest.raises(ValueError, match="no working hours"):
        add_working_hours(local(2026, 11, 24, 10), 1, WorkingWeek(weekdays=frozenset()))


def test_an_organization_without_a_country_has_no_public_holidays():
    assert is_working_day(date(2026, 12, 25), WorkingWeek(country=""))
    assert not is_working_day(date(2026, 12, 25), WEEK)
