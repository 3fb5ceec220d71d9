"""The steps of the process, typed by both before signing."""

import pytest
from django.urls import reverse

from samenwerf.intake.parts import round_value

pytestmark = pytest.mark.django_db

HTMX = {"HTTP_HX_REQUEST": "true"}


@pytest.fixture
def step(intake):
    return intake.rounds.first()


@pytest.fixture
def address(step):
    return reverse("intake:change_round", args=[step.pk])


def card(step, **typed):
    """The whole form, as a page that was made now sends it."""
    step.refresh_from_db()
    return {"revision": step.revision, **round_value(step), **typed}


def stored(step):
    step.refresh_from_db()
    return round_value(step)


@pytest.mark.parametrize("how", [{}, HTMX])
def test_of_two_who_change_a_step_the_second_sees_who_and_what_differs_and_chooses_for_each(
    how, step, address, recruiter, manager, sign_in
):
    old_page = card(step, name="Van Sanne", minutes=30)
    sign_in(manager).post(address, card(step, minutes=45, tests="Van Mark"))
    client = sign_in(recruiter)
    for _time in range(2):
        page = client.post(address, old_page, **how)
        assert (stored(step)["minutes"], stored(step)["tests"]) == (45, "Van Mark")
    [clash] = [each["clash"] for each in page.context["steps"] if each.get("clash")]
    assert clash.by == manager.name
    mine = {part.name: part.mine for part in clash.parts}
    assert (mine["name"], mine["minutes"]) == ("Van Sanne", "30")

    seen = {f"seen-{part.name}": part.seen for part in clash.parts}
    client.post(address, {**old_page, **seen, "keep-name": "mine"}, **how)
    assert stored(step)["minutes"] == 45
    choices = {"keep-name": "mine", "keep-minutes": "theirs", "keep-tests": "theirs"}
    client.post(address, {**old_page, **seen, **choices}, **how)
    assert {"name": "Van Sanne", "minutes": 45, "tests": "Van Mark"}.items() <= stored(step).items()


def test_the_same_change_by_two_asks_nothing(step, address, recruiter, manager, sign_in):
    old_page = card(step, minutes=30)
    sign_in(manager).post(address, old_page)
    page = sign_in(recruiter).post(address, old_page, **HTMX)
    assert not any(each.get("clash") for each in page.context["steps"])
    assert stored(step)["minutes"] == 30
