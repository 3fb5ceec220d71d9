"""What the tabs and the overview say about how far an intake is."""

import pytest
from django.urls import reverse

from samenwerf.history.models import HistoryLine
from samenwerf.intake import actions

pytestmark = pytest.mark.django_db

HTMX = {"HTTP_HX_REQUEST": "true"}


@pytest.fixture
def intake(vacancy, recruiter, at):
    return actions.start(vacancy=vacancy, mode="full", by=recruiter, at=at)


@pytest.fixture
def client(recruiter, sign_in):
    return sign_in(recruiter)


def part(client, intake, name):
    page = client.get(reverse("intake:detail", args=[intake.vacancy_id]))
    return next(each for each in page.context["parts"] if each.id == name)


@pytest.mark.parametrize("name", ["process", "agreements"])
def test_what_is_proposed_is_ready_once_somebody_found_it_good(name, intake, client):
    page = client.get(reverse("intake:detail", args=[intake.vacancy_id])).content.decode()
    assert page.count("nog niet bekeken") == 4  # of both parts, in the tabs and in the list
    assert not part(client, intake, name).is_ready
    onward = reverse("intake:read", args=[intake.vacancy_id])
    for _tap in range(2):
        answer = client.post(
            reverse("intake:settle", args=[intake.vacancy_id]), {"part": name, "next": onward}
        )
    assert answer.headers["Location"] == onward
    assert part(client, intake, name).is_ready
    assert HistoryLine.objects.filter(verb="intake.settled").count() == 1


def test_what_somebody_changed_needs_no_other_yes(intake, client, recruiter, at):
    actions.set_hours(intake=intake, hours={"review": 8}, by=recruiter, at=at)
    actions.remove_round(step=intake.rounds.last(), by=recruiter, at=at)
    assert part(client, intake, "agreements").is_ready
    assert part(client, intake, "process").is_ready


def test_the_number_on_the_tab_follows_what_is_answered(intake, client, recruiter, at):
    address = reverse("intake:requirements", args=[intake.vacancy_id])
    fragment = client.post(address, {"text": "Kent SAP", "next": address}, **HTMX).content.decode()
    assert '<span id="state-requirements" hx-swap-oob="true"><span class="tag">1<' in fragment
    requirement = intake.requirements.get()
    fragment = client.post(
        reverse("intake:change_requirement", args=[requirement.pk]),
        {"revision": 1, "evidence": "cv", "next": address},
        **HTMX,
    ).content.decode()
    assert '<span id="state-requirements" hx-swap-oob="true"><span class="ready">' in fragment


def test_the_meeting_has_no_tabs_to_follow(intake, client):
    meeting = reverse("intake:meeting_step", args=[intake.vacancy_id, "must-haves"])
    address = reverse("intake:requirements", args=[intake.vacancy_id])
    assert (
        "hx-swap-oob" not in client.post(address, {"text": "SAP", "next": meeting}, **HTMX).content.decode()
    )
