"""Times as people say them, in both languages."""

from datetime import UTC, datetime, timedelta

import pytest
from django.utils import translation

from samenwerf.core import words_for_time as words
from samenwerf.core.working_time import WorkingWeek

WEEK = WorkingWeek()
# Tuesday 24 November 2026, 10:00 in Amsterdam.
AT = datetime(2026, 11, 24, 9, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("due", "dutch", "english"),
    [
        (timedelta(minutes=20), "nog 20 minuten", "20 minutes left"),
        (timedelta(seconds=5), "nog 1 minuut", "1 minute left"),
        (timedelta(hours=5), "nog 5 uur", "5 hours left"),
        (timedelta(days=2), "nog 2 dagen", "2 days left"),
        (timedelta(minutes=-10), "net verlopen", "just late"),
        (timedelta(hours=-15), "1 uur te laat", "1 hour late"),  # due yesterday evening: an hour of today
        (timedelta(hours=-18), "2 uur te laat", "2 hours late"),  # yesterday at four
        (timedelta(days=-1), "1 werkdag te laat", "1 working day late"),
        (timedelta(days=-5), "3 werkdagen te laat", "3 working days late"),  # over a weekend
    ],
)
def test_what_is_left_and_how_late(due, dutch, english):
    with translation.override("nl"):
        assert words.left_or_late(AT + due, AT, WEEK) == dutch
    with translation.override("en"):
        assert words.left_or_late(AT + due, AT, WEEK) == english


@pytest.mark.parametrize(
    ("when", "dutch", "english"),
    [
        (datetime(2026, 11, 24, 15, 0, tzinfo=UTC), "vandaag 16:00", "today 16:00"),
        (datetime(2026, 11, 24, 23, 30, tzinfo=UTC), "morgen 00:30", "tomorrow 00:30"),
        (datetime(2026, 11, 23, 8, 0, tzinfo=UTC), "gisteren 09:00", "yesterday 09:00"),
        (datetime(2026, 11, 26, 11, 0, tzinfo=UTC), "do 12:00", "Thu 12:00"),
        (datetime(2026, 12, 3, 11, 0, tzinfo=UTC), "3 december", "3 December"),
        (datetime(2027, 1, 3, 11, 0, tzinfo=UTC), "3 januari 2027", "3 January 2027"),
    ],
)
def test_a_moment_in_the_time_zone_of_the_organization(when, dutch, english):
    with translation.override("nl"):
        assert words.moment(when, AT, WEEK) == dutch
    with translation.override("en"):
        assert words.moment(when, AT, WEEK) == english


def test_a_deadline_is_loud_only_when_it_is_today_or_past():
    assert words.tone(AT - timedelta(minutes=1), AT, WEEK) == "late"
    assert words.tone(AT + timedelta(hours=3), AT, WEEK) == "soon"
    assert words.tone(AT + timedelta(days=1), AT, WEEK) == ""


@pytest.mark.parametrize(
    ("length", "dutch"),
    [
        (timedelta(), "1 minuut"),
        (timedelta(minutes=50), "50 minuten"),
        (timedelta(hours=1), "1 uur"),
        (timedelta(hours=47), "1 dag"),
        (timedelta(days=4), "4 dagen"),
    ],
)
def test_how_long_somebody_waits(length, dutch):
    with translation.override("nl"):
        assert words.duration(length) == dutch
