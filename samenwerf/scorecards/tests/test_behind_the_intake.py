"""After a change of the intake, the scorecard says which must-have nobody scores, and how to add it."""

from datetime import timedelta

import pytest
from django.urls import reverse

from samenwerf.interviews import actions as interviews
from samenwerf.scorecards import actions
from tests import chain

pytestmark = pytest.mark.django_db

NEW = "Voerde in het laatste jaar zelf functioneringsgesprekken"
NICE = "Leidde een invoering van een nieuw roostersysteem"


@pytest.fixture
def intake(vacancy, recruiter, at):
    """Four must-haves on the scorecard and a nice-to-have that is not."""
    intake = chain.complete_intake(vacancy, at=at)
    intake.requirements.create(kind="nice_to_have", text=NICE, evidence="interview", position=50)
    chain.sealed(vacancy, at=at)
    intake.refresh_from_db()
    return intake


@pytest.fixture
def first_feedback(intake, manager, at):
    """From now on the scorecard is fixed."""

    def comes_in():
        interview = chain.planned(chain.presented(intake.vacancy, at=at), [manager], at=at)
        interviews.finish(interview=interview, at=interview.ends_at)
        chain.handed_in(interview, manager, at=interview.ends_at)
        intake.vacancy.scorecard.refresh_from_db()

    return comes_in


def add(intake, at):
    values = {"kind": "must_have", "text": NEW, "evidence": "interview"}
    chain.accepted(chain.asked_change(intake, after=values, at=at), at=at)


def change(requirement, at, **values):
    after = chain.requirement_after(requirement, **values)
    asked = chain.asked_change(requirement.intake, target=str(requirement.pk), after=after, at=at)
    chain.accepted(asked, at=at)


@pytest.fixture
def page(intake, recruiter, sign_in):
    def page():
        url = reverse("scorecards:detail", args=[intake.vacancy_id])
        return sign_in(recruiter).get(url).content.decode()

    return page


def test_a_must_have_that_comes_after_the_first_feedback(page, intake, first_feedback, at):
    first_feedback()
    assert "niet op deze scorecard" not in page()
    add(intake, at + timedelta(days=7))
    text = page()
    assert f"De intake heeft een must-have die niet op deze scorecard staat: “{NEW}”." in text
    assert "stel er een vraag over in het gesprek" in text
    assert "Ook scoren" not in text


def test_a_criterion_of_which_the_requirement_is_raised_after_the_first_feedback(
    page, intake, first_feedback, recruiter, at
):
    actions.add_criterion(scorecard=intake.vacancy.scorecard, name=NICE, by=recruiter, at=at)
    first_feedback()
    change(intake.requirements.get(text=NICE), at + timedelta(days=7), kind="must_have")
    assert f"In de intake is “{NICE}” nu een must-have; op deze scorecard is het niet cruciaal." in page()


def test_a_must_have_in_other_words_after_the_first_feedback(page, intake, first_feedback, at):
    first_feedback()
    change(intake.requirements.first(), at + timedelta(days=7), text=NEW)
    assert f"niet op deze scorecard staat: “{NEW}”" in page()


def test_a_nice_to_have_that_is_raised_can_still_be_taken_on(page, intake, recruiter, sign_in, at):
    change(intake.requirements.get(text=NICE), at, kind="must_have")
    text = page()
    assert f"niet op deze scorecard staat: “{NICE}”" in text
    assert "Ook scoren" in text
    sign_in(recruiter).post(reverse("scorecards:add", args=[intake.vacancy_id]), {"name": NICE})
    assert intake.vacancy.scorecard.criteria.get(name=NICE).is_crucial
    assert "niet op deze scorecard" not in page()


def test_on_a_full_scorecard_another_criterion_makes_room_first(page, intake, recruiter, at):
    for name in ("Luistert", "Legt uit"):
        actions.add_criterion(scorecard=intake.vacancy.scorecard, name=name, by=recruiter, at=at)
    add(intake, at)
    text = page()
    assert f"niet op deze scorecard staat: “{NEW}”" in text
    assert "Haal eerst een criterium weg" in text


def test_what_is_dropped_again_is_not_missed(page, intake, first_feedback, at):
    first_feedback()
    add(intake, at + timedelta(days=7))
    added = intake.requirements.get(text=NEW)
    dropped = chain.asked_change(intake, target=str(added.pk), at=at + timedelta(days=8))
    chain.accepted(dropped, at=at + timedelta(days=8))
    assert NEW not in page()
