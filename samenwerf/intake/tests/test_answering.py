"""Questions answered beforehand and together, saved while typing."""

import pytest
from django.urls import reverse

from samenwerf.agreements.models import Todo
from samenwerf.content import core_questions
from samenwerf.intake import actions
from samenwerf.intake.models import Answer
from samenwerf.outbox.models import Message
from tests import chain

pytestmark = pytest.mark.django_db

JSON = {"HTTP_ACCEPT": "application/json"}


@pytest.fixture
def intake(vacancy, recruiter, at):
    return actions.start(vacancy=vacancy, mode="full", by=recruiter, at=at)


@pytest.fixture
def answer_url(intake):
    return reverse("intake:answer", args=[intake.vacancy_id, "IN-02"])


def test_the_recruiter_asks_and_the_manager_gets_a_link(intake, recruiter, manager, sign_in):
    sign_in(recruiter).post(reverse("intake:ask", args=[intake.vacancy_id]))
    message = (
        Message.objects.get(to=manager.person.email) if hasattr(Message, "to") else Message.objects.get()
    )
    assert Todo.objects.get(kind="answer_intake").owner == manager
    assert message.to_email == manager.person.email


def test_the_manager_answers_one_after_another_and_hands_in(intake, link, recruiter, client, at):
    actions.ask_manager(intake=intake, by=recruiter, at=at)
    core = core_questions()
    for number, question in enumerate(core, 1):
        response = client.post(f"{link.path}{number}/", {"text": f"Antwoord {number}", "revision": 0})
        assert response.status_code == 302
        assert Answer.objects.get(question_id=question.id).beforehand == f"Antwoord {number}"
    assert response["Location"] == link.path + "requirements/"
    client.post(link.path + "requirements/", {"text": "Heeft een ploeg geleid"})
    client.post(link.path + "done/")
    assert not Todo.objects.filter(kind="answer_intake", closed_at=None).exists()
    assert intake.requirements.get().proposed_by == intake.vacancy.hiring_manager
    assert client.post(link.path + "done/").status_code == 302


def test_stopping_keeps_what_was_typed_and_goes_on_there(intake, link, client):
    client.post(link.path + "1/", {"text": "Groei", "revision": 0, "stop": "1"})
    page = client.get(link.path)
    assert (page.context["answered"], page.context["first_url"]) == (1, link.path + "2/")


def test_the_conversation_keeps_what_the_manager_wrote_beforehand(
    intake, answer_url, manager, recruiter, sign_in
):
    sign_in(manager).post(answer_url, {"text": "Overuren", "revision": 0}, **JSON)
    sign_in(recruiter).post(answer_url, {"text": "Twintig overuren per week", "revision": 1}, **JSON)
    answer = Answer.objects.get()
    assert (answer.text, answer.beforehand) == ("Twintig overuren per week", "Overuren")


def test_two_people_typing_lose_nothing(intake, answer_url, manager, recruiter, sign_in):
    assert sign_in(manager).post(answer_url, {"text": "Van Mark", "revision": 0}, **JSON).json() == {
        "revision": 1
    }
    refused = sign_in(recruiter).post(answer_url, {"text": "Van Sanne", "revision": 0}, **JSON)
    assert refused.status_code == 409
    assert refused.json()["theirs"] == "Van Mark"
    assert refused.json()["by"] == "Mark Visser"

    page = sign_in(recruiter).post(answer_url, {"text": "Van Sanne", "revision": 0})
    assert page.status_code == 422
    assert "Van Mark" in page.content.decode()
    assert "Van Sanne" in page.content.decode()
    sign_in(recruiter).post(answer_url, {"text": "Van beiden", "revision": 1})
    assert Answer.objects.get().text == "Van beiden"


@pytest.mark.parametrize("text", ["🦜🦜🦜", "שלום עולם", "é" * 500, "<script>alert(1)</script>", "\x00nul"])
def test_any_text_is_kept_as_typed(text, intake, answer_url, recruiter, sign_in):
    client = sign_in(recruiter)
    assert client.post(answer_url, {"text": text, "revision": 0}).status_code == 302
    assert Answer.objects.get().text == text.replace("\x00", "")
    page = client.get(reverse("intake:questions", args=[intake.vacancy_id])).content.decode()
    assert "<script>alert" not in page


def test_a_too_long_answer_is_refused_and_stays_in_the_field(intake, answer_url, recruiter, sign_in):
    page = sign_in(recruiter).post(answer_url, {"text": "lang " * 1100, "revision": 0})
    assert page.status_code == 422
    assert "lang " * 1099 in page.content.decode()
    assert not Answer.objects.exists()


@pytest.mark.parametrize("data", [{}, {"text": "x", "revision": "abc"}, {"text": "x", "revision": "-1"}])
def test_broken_input_is_never_a_server_error(data, intake, answer_url, recruiter, sign_in):
    assert sign_in(recruiter).post(answer_url, data).status_code in (302, 422)


def test_questions_that_are_not_asked_in_words_do_not_exist(intake, recruiter, sign_in):
    client = sign_in(recruiter)
    for question in ("IN-11", "IN-99", "x"):
        address = reverse("intake:answer", args=[intake.vacancy_id, question])
        assert client.post(address, {"text": "x"}).status_code == 404


def test_between_the_first_page_and_the_last_signature_it_is_always_somebodys_turn(vacancy, at):
    def turns():
        todos = Todo.objects.filter(vacancy=vacancy, closed_at=None)
        return [(todo.kind, todo.owner) for todo in todos]

    recruiter, manager = vacancy.recruiter, vacancy.hiring_manager
    intake = chain.complete_intake(vacancy, at=at)
    assert turns() == [("hold_intake", recruiter)]
    actions.ask_manager(intake=intake, by=recruiter, at=at)
    assert turns() == [("answer_intake", manager)]
    actions.hand_in_answers(intake=intake, by=manager, at=at)
    assert turns() == [("hold_intake", recruiter)]
    actions.sign(intake=intake, content_hash=chain.signable_hash(intake), by=recruiter, at=at)
    assert turns() == [("sign_intake", manager)]
    actions.sign(intake=intake, content_hash=chain.signable_hash(intake), by=manager, at=at)
    assert turns() == []
