"""An administrator sets when the organization works; deadlines count with it from then on."""

from datetime import UTC, datetime, time

import pytest

from samenwerf.agreements.models import Todo
from samenwerf.core.working_time import add_working_hours
from samenwerf.history.models import HistoryLine
from tests import chain

PAGE = "/people/organization/"
SETTINGS = {
    "name": "Van Dijk Techniek",
    "language": "nl",
    "weekdays": ["0", "1", "2", "3"],
    "opens_at": "08:00",
    "closes_at": "16:00",
    "country": "BE",
    "time_zone": "Europe/Brussels",
}


def test_the_page_shows_what_holds_now(as_, admin):
    form = as_(admin).get(PAGE).context["form"]
    assert form["weekdays"].value() == ["0", "1", "2", "3", "4"]
    assert (form["country"].value(), form["time_zone"].value()) == ("NL", "Europe/Amsterdam")


def test_what_is_due_already_stays_due_when_it_was(as_, admin, organization, vacancy, at):
    chain.signed_intake(vacancy, at=at)
    application = chain.presented(vacancy, at=at)
    due_at = Todo.objects.get(kind="review", application_id=application.pk).due_at
    assert as_(admin).post(PAGE, SETTINGS).status_code == 302
    assert Todo.objects.get(kind="review", application_id=application.pk).due_at == due_at
    organization.refresh_from_db()
    assert (organization.weekdays, organization.opens_at, organization.country) == ("0123", time(8), "BE")


def test_a_friday_that_was_taken_out_does_not_count_for_what_is_asked_then(as_, admin, organization):
    as_(admin).post(PAGE, SETTINGS)
    organization.refresh_from_db()
    thursday = datetime(2026, 11, 26, 14, 0, tzinfo=UTC)
    assert add_working_hours(thursday, 2, organization.working_week) == datetime(
        2026, 11, 30, 8, 0, tzinfo=UTC
    )


def test_who_works_on_public_holidays_says_so(as_, admin, organization):
    as_(admin).post(PAGE, SETTINGS | {"country": "none"})
    organization.refresh_from_db()
    assert organization.country == ""
    assert as_(admin).get(PAGE).context["form"]["country"].value() == "none"


def test_the_history_says_what_was_changed_and_nothing_when_nothing_was(as_, admin):
    as_(admin).post(PAGE, SETTINGS)
    as_(admin).post(PAGE, SETTINGS)
    line = HistoryLine.objects.get(verb="organization.changed")
    assert set(line.details["parts"]) == {"weekdays", "opens_at", "closes_at", "country", "time_zone"}


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"name": ""}, "name"),
        ({"weekdays": []}, "weekdays"),
        ({"weekdays": ["7"]}, "weekdays"),
        ({"opens_at": "17:00", "closes_at": "09:00"}, "closes_at"),
        ({"opens_at": "half negen"}, "opens_at"),
        ({"country": "XX"}, "country"),
        ({"time_zone": "Europe/Nergens"}, "time_zone"),
    ],
)
def test_what_cannot_be_is_told_at_the_field_and_changes_nothing(as_, admin, organization, wrong, field):
    page = as_(admin).post(PAGE, SETTINGS | wrong)
    assert page.status_code == 422
    assert list(page.context["form"].errors) == [field]
    organization.refresh_from_db()
    assert organization.weekdays == "01234"
