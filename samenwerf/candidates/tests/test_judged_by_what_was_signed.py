"""A change of the intake is for who is presented after it: the others are judged by what they came in on."""

from datetime import timedelta

import pytest
from django.urls import reverse

from samenwerf.candidates import actions
from samenwerf.candidates.judged_by import judged_by
from samenwerf.candidates.models import ReviewLine
from samenwerf.core.errors import Refused
from samenwerf.intake.comparison import Change
from samenwerf.intake.effects import effects
from samenwerf.intake.models import Requirement
from tests import chain

pytestmark = pytest.mark.django_db

NEW = "Voerde in het laatste jaar zelf functioneringsgesprekken"


@pytest.fixture
def later(at):
    """Tuesday 1 December, a week after the intake was signed."""
    return at + timedelta(days=7)


@pytest.fixture
def asked(open_vacancy, at):
    """An extra must-have, asked a day before it is accepted."""
    added = chain.requirement_after(Requirement(kind="must_have", text=NEW, evidence="interview"))
    return chain.asked_change(open_vacancy.intake, after=added, at=at + timedelta(days=6))


@pytest.fixture
def in_process(open_vacancy, at):
    return chain.presented(open_vacancy, at=at + timedelta(hours=1), name="Kim de Boer")


def texts(application):
    return [requirement.text for requirement in judged_by(application).requirements]


def review_page(client, application):
    return client.get(reverse("candidates:review", args=[application.pk]))


def reasons(page):
    return [str(label) for _value, label in page.context["form"].fields["requirement"].choices]


def test_who_is_in_process_keeps_the_old_list_on_both_pages_and_they_say_so(
    sign_in, recruiter, manager, in_process, asked, later
):
    chain.accepted(asked, at=later)
    for page in (
        review_page(sign_in(manager), in_process).content.decode(),
        sign_in(recruiter).get(reverse("candidates:application", args=[in_process.pk])).content.decode(),
    ):
        assert chain.MUST_HAVES[0] in page
        assert NEW not in page.split("Geschiedenis")[0]
        assert "Afgesproken op 24 november, vóór de wijziging van 1 december." in page


def test_the_new_must_have_is_no_reason_for_a_no_to_who_was_in_process(
    sign_in, manager, in_process, asked, later
):
    chain.accepted(asked, at=later)
    added = Requirement.objects.get(text=NEW)
    client = sign_in(manager)
    page = review_page(client, in_process)
    assert NEW not in reasons(page)
    no = {"verdict": "not", "requirement": added.pk, "text": "Deed dat nooit zelf"}
    assert client.post(page.request["PATH_INFO"], no).status_code == 422
    with pytest.raises(Refused, match="na het voorstellen"):
        actions.review(
            application=in_process,
            verdict="not",
            requirement=added,
            text="Deed dat nooit zelf",
            by=manager,
            at=later,
        )
    assert not ReviewLine.objects.exists()


def test_a_page_that_was_open_while_the_change_was_accepted_answers_by_what_it_showed(
    sign_in, manager, in_process, later
):
    requirement = in_process.vacancy.intake.requirements.first()
    other_words = chain.requirement_after(requirement, text=NEW)
    asked = chain.asked_change(requirement.intake, target=str(requirement.pk), after=other_words, at=later)
    client = sign_in(manager)
    page = review_page(client, in_process)
    chain.accepted(asked, at=later + timedelta(hours=1))
    no = {"verdict": "not", "requirement": requirement.pk, "text": "Hooguit drie mensen"}
    assert client.post(page.request["PATH_INFO"], no).status_code == 302
    assert ReviewLine.objects.get().requirement_text == chain.MUST_HAVES[0]


def test_a_requirement_that_was_dropped_still_counts_for_who_was_in_process(
    in_process, asked, manager, later
):
    chain.accepted(asked, at=later)
    requirement = in_process.vacancy.intake.requirements.get(text=chain.MUST_HAVES[-1])
    dropped = chain.asked_change(requirement.intake, target=str(requirement.pk), at=later)
    chain.accepted(dropped, at=later)
    line = actions.review(
        application=in_process,
        verdict="not",
        requirement=requirement,
        text="Werkte alleen met Excel",
        by=manager,
        at=later,
    )
    assert line.requirement_text == chain.MUST_HAVES[-1]


def test_a_nice_to_have_that_was_raised_since_is_still_no_reason(vacancy, manager, at, later):
    intake = chain.complete_intake(vacancy, at=at)
    nice = Requirement.objects.create(intake=intake, kind="nice_to_have", text="Kent AFAS", evidence="cv")
    application = chain.presented(chain.sealed(vacancy, at=at), at=at)
    raised = chain.requirement_after(nice, kind="must_have")
    chain.accepted(chain.asked_change(intake, target=str(nice.pk), after=raised, at=later), at=later)
    with pytest.raises(Refused, match="nooit een reden"):
        actions.review(
            application=application,
            verdict="not",
            requirement=nice,
            text="Kent het niet",
            by=manager,
            at=later,
        )


def test_who_is_presented_after_the_change_is_judged_by_the_new_list(
    sign_in, manager, open_vacancy, asked, at, later
):
    waiting = chain.new_candidate(open_vacancy, at=at)
    chain.accepted(asked, at=later)
    assert NEW in texts(waiting)
    actions.present(
        application=waiting, pitch="Sterk", by=open_vacancy.recruiter, at=later + timedelta(hours=1)
    )
    page = review_page(sign_in(manager), waiting)
    assert NEW in reasons(page)
    assert "vóór de wijziging" not in page.content.decode()


def test_a_change_of_something_else_leaves_no_note(in_process, later):
    faster = chain.asked_change(
        in_process.vacancy.intake, subject="hours", target="review", after={"hours": 8}, at=later
    )
    chain.accepted(faster, at=later)
    assert judged_by(in_process).changed_at is None


def test_the_promise_counts_those_whom_it_is_made_to(open_vacancy, in_process, asked, at):
    chain.new_candidate(open_vacancy, at=at)
    change = Change(asked.subject, asked.target, asked.before, asked.after)
    assert "Er is 1 kandidaat in de procedure" in " ".join(effects(change, open_vacancy.intake))
