"""One no by e-mail for many who never came to talk."""

from datetime import timedelta

import pytest

from samenwerf.agreements.models import Todo
from samenwerf.candidates import actions, queries
from samenwerf.candidates.models import Application, Stage
from samenwerf.outbox.models import Message
from samenwerf.vacancies.models import Vacancy
from tests import chain

pytestmark = pytest.mark.django_db
TEXT = "Bedankt voor je belangstelling. We hebben iemand gevonden."


@pytest.fixture
def filled(open_vacancy, recruiter, manager, at):
    """Two who were never spoken to, one without an address, and one with an interview; then it is filled."""
    found = {name: chain.new_candidate(open_vacancy, at=at, name=name) for name in ("Zoë Vos", "Bram Smit")}
    found["Anna"] = actions.add(vacancy=open_vacancy, name="Anna", email="", by=recruiter, at=at)
    found["Tess"] = chain.presented(open_vacancy, at=at, name="Tess")
    chain.planned(found["Tess"], [manager], at=at, starts_at=at + timedelta(days=1))
    actions.close_vacancy(
        vacancy=open_vacancy, status=Vacancy.Status.FILLED, reason="Vervuld.", by=recruiter, at=at
    )
    return found


@pytest.fixture
def page(open_vacancy):
    return f"/vacancies/{open_vacancy.pk}/candidates/tell/"


def send(client, page, *applications, text=TEXT, button="sure"):
    """Presses `button`: "sure" after the question, "see" before it, "change" on the way back."""
    return client.post(page, {"chosen": [each.pk for each in applications], "text": text, button: "1"})


def stages():
    return dict(Application.objects.values_list("candidate__name", "stage"))


def letters():
    return Message.objects.filter(kind="candidate_told").order_by("to_name")


def test_the_page_offers_those_who_never_came_to_talk_and_says_whom_to_call(filled, page, sign_in, recruiter):
    answer = sign_in(recruiter).get(page)
    offered = [(each.candidate.name, ticked) for each, ticked in answer.context["rows"]]
    assert offered == [("Bram Smit", True), ("Zoë Vos", True)]
    assert [each.candidate.name for each in answer.context["to_call"]] == ["Anna"]
    assert "We hebben iemand gevonden" in answer.context["form"].initial["text"]


def test_each_gets_a_letter_of_their_own_and_is_done(filled, page, sign_in, recruiter):
    answer = send(sign_in(recruiter), page, filled["Zoë Vos"], filled["Bram Smit"])
    assert answer.status_code == 302
    assert stages() == {
        "Zoë Vos": Stage.REJECTED,
        "Bram Smit": Stage.REJECTED,
        "Anna": Stage.TO_TELL,
        "Tess": Stage.TO_TELL,
    }
    assert [letter.body.split(",")[0] for letter in letters()] == ["Hoi Bram", "Hoi Zoë"]
    assert all(TEXT in letter.body and letter.reply_to == recruiter for letter in letters())
    told = [filled["Zoë Vos"].pk, filled["Bram Smit"].pk]
    assert not Todo.objects.filter(application_id__in=told, closed_at=None)


def test_before_they_go_the_page_says_how_many_to_whom_and_what(filled, page, sign_in, recruiter):
    text = send(
        sign_in(recruiter), page, filled["Zoë Vos"], filled["Bram Smit"], button="see"
    ).content.decode()
    assert "2 e-mails versturen?" in text
    assert "Die gaan meteen weg en zijn niet terug te halen." in text
    for application in (filled["Zoë Vos"], filled["Bram Smit"]):
        assert application.candidate.email in text
    assert "Hoi Zoë,\n\n" + TEXT in text
    assert not letters()
    assert stages()["Zoë Vos"] == Stage.TO_TELL


def test_who_goes_back_finds_choice_and_text_again(filled, page, sign_in, recruiter):
    answer = send(sign_in(recruiter), page, filled["Zoë Vos"], text="Eigen woorden.", button="change")
    assert [(each.candidate.name, ticked) for each, ticked in answer.context["rows"]] == [
        ("Bram Smit", False),
        ("Zoë Vos", True),
    ]
    assert "Eigen woorden." in answer.content.decode()
    assert not letters()


def test_sending_twice_writes_once(filled, page, sign_in, recruiter):
    client = sign_in(recruiter)
    send(client, page, filled["Zoë Vos"])
    assert send(client, page, filled["Zoë Vos"]).status_code == 422
    assert letters().count() == 1


def test_who_had_an_interview_hears_it_in_person(filled, page, sign_in, recruiter):
    assert send(sign_in(recruiter), page, filled["Tess"]).status_code == 422
    assert stages()["Tess"] == Stage.TO_TELL
    assert (
        actions.tell_by_mail(
            applications=[filled["Tess"]], text=TEXT, by=recruiter, at=filled["Tess"].stage_since
        )
        == 0
    )


def test_without_anybody_or_with_an_unlawful_reason_nothing_goes_out_and_the_text_stays(
    filled, page, sign_in, recruiter
):
    client = sign_in(recruiter)
    assert "Zoë Vos" in send(client, page).content.decode()
    unlawful = "Te oud voor deze ploeg."
    answer = send(client, page, filled["Zoë Vos"], text=unlawful)
    assert answer.status_code == 422
    assert unlawful in answer.content.decode()
    assert not letters()


def test_on_an_open_vacancy_who_is_new_is_offered_and_turned_down_with_it(
    open_vacancy, page, sign_in, recruiter, at
):
    new = chain.new_candidate(open_vacancy, at=at, name="Zoë Vos")
    chain.new_candidate(open_vacancy, at=at, name="Bram Smit")
    client = sign_in(recruiter)
    assert page in client.get(f"/vacancies/{open_vacancy.pk}/candidates/").content.decode()
    assert [ticked for _each, ticked in client.get(page).context["rows"]] == [False, False]
    send(client, page, new)
    assert stages() == {"Zoë Vos": Stage.REJECTED, "Bram Smit": Stage.NEW}
    assert queries.can_be_told_by_mail(recruiter).count() == 1


def test_the_filled_vacancy_leads_there(filled, page, open_vacancy, sign_in, recruiter):
    assert page in sign_in(recruiter).get(f"/vacancies/{open_vacancy.pk}/").content.decode()
