"""Several candidates go before the manager at once, with one message."""

import pytest
from django.test import Client

from samenwerf.agreements.models import Todo
from samenwerf.candidates import actions
from samenwerf.candidates.models import Application, Stage
from samenwerf.core.errors import Refused
from samenwerf.outbox.models import Message
from tests import chain

pytestmark = pytest.mark.django_db


@pytest.fixture
def three(open_vacancy, at):
    return [chain.new_candidate(open_vacancy, at=at, name=name) for name in ("Anna", "Bram", "Tess")]


@pytest.fixture
def page(open_vacancy):
    return f"/vacancies/{open_vacancy.pk}/candidates/present/"


def messages_to(manager):
    return Message.objects.filter(member=manager, application_id__isnull=False)


def links_of(message):
    return [message.link, *(each.link for each in message.more.all())]


def present(client, page, *applications):
    return client.post(page, {"chosen": [each.pk for each in applications]})


def test_the_manager_gets_one_message_with_a_link_for_each_and_a_turn_for_each(
    three, page, sign_in, recruiter, manager
):
    first, _second, third = three
    assert present(sign_in(recruiter), page, third, first).status_code == 302
    stages = dict(Application.objects.values_list("candidate__name", "stage"))
    assert stages == {"Anna": Stage.PRESENTED, "Bram": Stage.NEW, "Tess": Stage.PRESENTED}
    (message,) = messages_to(manager)
    assert message.subject.startswith("2 kandidaten · ")
    assert [link.target_id for link in links_of(message)] == [first.pk, third.pk]
    buttons = [message.button, *(each.button for each in message.more.all())]
    assert buttons == [f"Bekijk {each.candidate.code}" for each in (first, third)]
    asked = Todo.objects.filter(kind="review", owner=manager, closed_at=None)
    assert set(asked.values_list("application_id", flat=True)) == {first.pk, third.pk}


def test_each_link_opens_its_own_candidate_without_signing_in(three, page, sign_in, recruiter, manager):
    present(sign_in(recruiter), page, *three)
    (message,) = messages_to(manager)
    for link, name in zip(links_of(message), ("Anna", "Bram", "Tess"), strict=True):
        answer = Client().get(link.path).content.decode()
        assert f"<h1>{name}</h1>" in answer
        assert [each for each in ("Anna", "Bram", "Tess") if each in answer] == [name]


def test_beyond_ten_the_message_says_where_the_others_wait(
    open_vacancy, page, sign_in, recruiter, manager, at
):
    many = [chain.new_candidate(open_vacancy, at=at, name=f"Kandidaat {n}") for n in range(12)]
    present(sign_in(recruiter), page, *many)
    (message,) = messages_to(manager)
    assert len(links_of(message)) == 10
    assert "Nog 2 kandidaten wachten" in message.body
    assert "12 kandidaten" in message.subject


def test_what_was_written_for_the_manager_stays(three, page, sign_in, recruiter):
    Application.objects.filter(pk=three[0].pk).update(pitch="Plant in SAP.")
    present(sign_in(recruiter), page, *three)
    three[0].refresh_from_db()
    assert (three[0].stage, three[0].pitch) == (Stage.PRESENTED, "Plant in SAP.")


def test_nobody_chosen_or_the_button_twice_asks_the_manager_nothing_more(
    three, page, sign_in, recruiter, manager
):
    client = sign_in(recruiter)
    assert present(client, page).status_code == 422
    assert not messages_to(manager)
    present(client, page, *three[:2])
    assert present(client, page, *three[:2]).status_code == 422
    assert messages_to(manager).count() == 1


def test_only_an_open_vacancy_with_several_new_ones_offers_it(three, page, sign_in, recruiter, open_vacancy):
    client = sign_in(recruiter)
    board = f"/vacancies/{open_vacancy.pk}/candidates/"
    assert page in client.get(board).content.decode()
    present(client, page, *three[:2])
    assert page not in client.get(board).content.decode()


def test_no_intake_nobody_presented(vacancy, recruiter, at):
    new = [chain.new_candidate(vacancy, at=at, name=name) for name in ("Anna", "Bram")]
    with pytest.raises(Refused):
        actions.present_many(applications=new, by=recruiter, at=at)
    assert set(Application.objects.values_list("stage", flat=True)) == {Stage.NEW}
