"""The page of a manager or interviewer: what waits now, and what is ahead."""

from datetime import timedelta

import pytest
import time_machine

from samenwerf.home.queries import MOST_TURNS
from samenwerf.interviews import actions as interviews
from tests import chain


@pytest.fixture
def interview(vacancy, interviewer, at):
    chain.signed_intake(vacancy, at=at)
    return chain.planned(chain.presented(vacancy, at=at), [interviewer], at=at)


def page(client, moment):
    with time_machine.travel(moment, tick=False):
        return client.get("/")


def test_an_interview_to_come_is_prepared_and_is_nobodys_turn_yet(sign_in, interviewer, interview, at):
    ahead = page(sign_in(interviewer), at)
    assert ahead.context["yours"].waiting == 0
    assert ahead.context["yours"].turns == []
    assert len(ahead.context["yours"].ahead) == 1
    assert "Voor te bereiden" in ahead.content.decode()
    after = interview.ends_at + timedelta(minutes=1)
    interviews.finish(interview=interview, at=after)
    over = page(sign_in(interviewer), after)
    assert over.context["yours"].waiting == 1
    assert len(over.context["yours"].turns) == 1
    assert over.context["yours"].ahead == []


def test_who_has_much_to_do_sees_the_most_urgent_and_asks_for_the_rest(sign_in, manager, vacancy, at):
    chain.signed_intake(vacancy, at=at)
    for number in range(MOST_TURNS + 1):
        chain.presented(vacancy, at=at + timedelta(minutes=number), name=f"Kandidaat {number}")
    client = sign_in(manager)
    shown = client.get("/")
    assert len(shown.context["yours"].turns) == MOST_TURNS
    assert shown.context["yours"].waiting == MOST_TURNS + 1
    assert 'href="?all"' in shown.content.decode()
    whole = client.get("/?all")
    assert len(whole.context["yours"].turns) == MOST_TURNS + 1
    assert 'href="?all"' not in whole.content.decode()


def test_an_interviewer_is_not_sent_to_vacancies_which_are_never_theirs(sign_in, interviewer, manager):
    assert 'href="/vacancies/"' not in sign_in(interviewer).get("/").content.decode()
    assert 'href="/vacancies/"' in sign_in(manager).get("/").content.decode()
