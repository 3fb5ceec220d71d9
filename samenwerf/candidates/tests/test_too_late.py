"""A step from a page that is old by now: it says who did what meanwhile, and gives back what was typed."""

import pytest
from django.urls import reverse

from samenwerf.accounts.actions import make_link
from samenwerf.candidates import actions
from samenwerf.candidates.models import Application, Presentation, ReviewLine
from samenwerf.core.clock import now
from samenwerf.vacancies import actions as vacancies
from tests import chain

pytestmark = pytest.mark.django_db

TYPED = "Noemde geen enkel voorbeeld van leidinggeven."


def said_too_late(answer):
    """What is said to whoever comes too late."""
    assert answer.status_code == 422
    page = answer.content.decode()
    assert "data-focus>" in page
    return page.split("data-focus>")[1].split("<section")[0]


@pytest.fixture
def late(sign_in, recruiter):
    """A step of the recruiter from a page that was opened before."""
    client = sign_in(recruiter)

    def late(application, verb, **typed):
        return client.post(reverse(f"candidates:{verb}", args=[application.pk]), typed)

    return late


@pytest.mark.parametrize(
    ("verb", "field"), [("present", "pitch"), ("turn_down", "reason")], ids=["presents", "turns down"]
)
def test_whoever_comes_after_the_presenting_hears_who_did_it_and_gets_the_text_back(
    late, open_vacancy, admin, at, verb, field
):
    application = chain.new_candidate(open_vacancy, at=at)
    actions.present(application=application, pitch="Sterk in planning", by=admin, at=at)
    said = said_too_late(late(application, verb, **{field: TYPED}))
    assert "Dit is niet vastgelegd" in said
    assert f"{admin.name} stelde {application.candidate.code} voor" in said
    assert TYPED in said
    assert Presentation.objects.count() == 1
    application.refresh_from_db()
    assert (application.stage, application.pitch) == ("presented", "Sterk in planning")


def test_a_text_that_was_not_right_comes_back_as_well(late, open_vacancy, admin, at):
    application = chain.new_candidate(open_vacancy, at=at)
    actions.turn_down(application=application, reason="Te ver weg", by=admin, at=at)
    assert TYPED in said_too_late(late(application, "turn_down", reason=TYPED + " Te oud."))


def test_a_note_of_a_call_that_somebody_else_made_comes_back(late, open_vacancy, admin, at):
    application = chain.new_candidate(open_vacancy, at=at)
    actions.turn_down(application=application, reason="Te ver weg", by=admin, at=at)
    actions.tell(application=application, by=admin, at=at)
    said = said_too_late(late(application, "tell", note=TYPED))
    assert admin.name in said
    assert TYPED in said


def test_a_question_is_answered_once_and_the_second_answer_comes_back(late, open_vacancy, manager, admin, at):
    application = chain.presented(open_vacancy, at=at)
    actions.review(application=application, verdict="question", text="Hoeveel?", by=manager, at=at)
    actions.reply(application=application, text="Twaalf", by=admin, at=at)
    said = said_too_late(late(application, "reply", text=TYPED))
    assert admin.name in said
    assert TYPED in said
    assert ReviewLine.objects.filter(verdict="reply").count() == 1


def test_on_a_vacancy_that_was_paused_meanwhile_the_text_comes_back(late, open_vacancy, admin, at):
    application = chain.new_candidate(open_vacancy, at=at)
    vacancies.pause(vacancy=open_vacancy, reason="Even wachten", by=admin, at=at)
    said = said_too_late(late(application, "present", pitch=TYPED))
    assert "niet open" in said
    assert TYPED in said


def test_a_form_that_still_has_its_place_is_shown_there_and_nowhere_else(late, open_vacancy, at):
    application = chain.new_candidate(open_vacancy, at=at)
    page = late(application, "turn_down", reason="Te jong").content.decode()
    assert "Dit is niet vastgelegd" not in page
    assert ">Te jong</textarea>" in page.replace("\n", "")


@pytest.mark.parametrize("way", ["by link", "signed in"])
def test_a_no_after_an_invitation_says_it_is_not_recorded_and_gives_the_words_back(
    client, sign_in, open_vacancy, manager, at, way
):
    application = chain.presented(open_vacancy, at=at)
    address = reverse("candidates:review", args=[application.pk])
    if way == "by link":
        address = make_link(member=manager, purpose="review", target_id=application.pk, at=now()).path
    else:
        client = sign_in(manager)
    client.post(address, {"verdict": "invite"})
    said = said_too_late(client.post(address, {"verdict": "not", "requirement": "another", "text": TYPED}))
    assert "Je antwoord is niet vastgelegd" in said
    assert f"{manager.name} nodigt {application.candidate.code} uit" in said
    assert "Deze niet" in said
    assert TYPED in said
    assert Application.objects.get().stage == "invited"
    assert ReviewLine.objects.count() == 1


def test_the_same_answer_twice_is_one_answer_without_a_warning(client, open_vacancy, manager, at):
    application = chain.presented(open_vacancy, at=at)
    path = make_link(member=manager, purpose="review", target_id=application.pk, at=now()).path
    for _press in range(2):
        assert client.post(path, {"verdict": "invite"}).url == path
    assert ReviewLine.objects.count() == 1
