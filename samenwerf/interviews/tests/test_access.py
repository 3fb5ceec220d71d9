"""Who may open and do what around interviews, and that looking changes nothing."""

from datetime import timedelta

import pytest
import time_machine

from samenwerf.accounts import actions as accounts
from samenwerf.history.models import HistoryLine
from samenwerf.interviews import actions
from samenwerf.interviews.models import Interview
from samenwerf.outbox.models import Message
from tests import chain

pytestmark = pytest.mark.django_db


@pytest.fixture
def interview(invited, interviewer, at):
    return actions.plan(
        application=invited,
        round_name="Gesprek",
        starts_at=at + timedelta(days=1),
        minutes=60,
        place="Kantoor",
        interviewers=[interviewer],
        by=invited.vacancy.recruiter,
        at=at,
    )


@pytest.fixture
def stranger(organization, at):
    return accounts.find_or_invite(
        organization=organization, name="Sven Ander", email="sven@example.org", role="interviewer", at=at
    )


def statuses(client, interview):
    pk = interview.pk
    return {
        "list": client.get("/interviews/").status_code,
        "interview": client.get(f"/interviews/{pk}/").status_code,
        "calendar": client.get(f"/interviews/{pk}/calendar.ics").status_code,
        "feedback": client.get(f"/interviews/{pk}/feedback/").status_code,
        "plan": client.get(f"/applications/{interview.application_id}/interviews/new/").status_code,
        "move": client.get(f"/interviews/{pk}/move/").status_code,
        "cancel": client.post(f"/interviews/{pk}/cancel/", {}).status_code,
        "without": client.post(f"/interviews/{pk}/without/1/", {}).status_code,
        "debrief": client.get(f"/vacancies/{interview.application.vacancy_id}/debrief/").status_code,
    }


OPEN = {"list": 200, "interview": 200, "calendar": 200}
CLOSED = dict.fromkeys(["feedback", "plan", "move", "cancel", "without", "debrief"], 404)
NOTHING = {**dict.fromkeys(OPEN, 404), **CLOSED, "list": 200}


def test_each_role_sees_what_is_theirs(
    sign_in, interview, recruiter, manager, interviewer, stranger, outsider, client, at
):
    with time_machine.travel(at, tick=False):
        planning = {"plan": 200, "move": 200, "cancel": 422, "without": 302, "debrief": 200}
        assert statuses(sign_in(recruiter), interview) == {**OPEN, "feedback": 404, **planning}
        assert statuses(sign_in(manager), interview) == {**OPEN, **CLOSED, "debrief": 200}
        assert statuses(sign_in(interviewer), interview) == {**OPEN, **CLOSED, "feedback": 200}
        assert statuses(sign_in(stranger), interview) == NOTHING
        assert statuses(sign_in(outsider), interview) == NOTHING
        assert set(statuses(client, interview).values()) == {302}


def test_looking_changes_nothing(sign_in, interview, recruiter, at):
    client = sign_in(recruiter)
    before = [list(model.objects.values()) for model in (Interview, HistoryLine, Message)]
    with time_machine.travel(at, tick=False):
        for page in ("", "move/", "cancel/", "calendar.ics", "nudge/1/", "without/1/"):
            client.get(f"/interviews/{interview.pk}/{page}")
        client.get("/interviews/")
    assert [list(model.objects.values()) for model in (Interview, HistoryLine, Message)] == before


def test_the_list_shows_what_is_coming_and_where_feedback_is_missing(
    sign_in, interview, interviewer, recruiter, at
):
    with time_machine.travel(at, tick=False):
        page = sign_in(recruiter).get("/interviews/").content.decode()
        assert "Op komst" in page
        assert "Feedback ontbreekt" not in page
    with time_machine.travel(interview.ends_at, tick=False):
        page = sign_in(recruiter).get("/interviews/").content.decode()
        assert "Feedback ontbreekt" in page
        assert "Op komst" not in page
        assert "Feedback geven" in sign_in(interviewer).get("/interviews/").content.decode()
        chain.handed_in(interview, interviewer, at=interview.ends_at)
        assert "Geen gesprekken op komst" in sign_in(recruiter).get("/interviews/").content.decode()


def test_the_list_takes_the_same_queries_for_one_and_for_many(
    sign_in, interview, vacancy_open, interviewer, manager, recruiter, at, django_assert_num_queries
):
    client = sign_in(recruiter)

    def count():
        with (
            time_machine.travel(at + timedelta(days=1, hours=2), tick=False),
            django_assert_num_queries(9, exact=False) as captured,
        ):
            client.get("/interviews/")
        return len(captured)

    chain.planned(chain.presented(vacancy_open, at=at), [manager], at=at, starts_at=at + timedelta(days=3))
    one = count()
    for number in range(4):
        application = chain.presented(vacancy_open, at=at, name=f"Kandidaat {number}")
        days = timedelta(days=1 + number % 3)
        chain.planned(application, [manager, interviewer], at=at, starts_at=at + days)
    assert count() == one
