"""The page of a manager or interviewer: what waits now, and what is ahead."""

from datetime import timedelta

import pytest
import time_machine

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
    assert ahead.context["waiting"] == 0
    assert [turn.is_ahead for turn in ahead.context["turns"]] == [True]
    after = interview.ends_at + timedelta(minutes=1)
    interviews.finish(interview=interview, at=after)
    over = page(sign_in(interviewer), after)
    assert over.context["waiting"] == 1
    assert [turn.is_ahead for turn in over.context["turns"]] == [False]


def test_an_interviewer_is_not_sent_to_vacancies_which_are_never_theirs(sign_in, interviewer, manager):
    assert 'href="/vacancies/"' not in sign_in(interviewer).get("/").content.decode()
    assert 'href="/vacancies/"' in sign_in(manager).get("/").content.decode()
