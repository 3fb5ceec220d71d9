"""An interview that was held before anybody wrote it down: by phone, or by chance."""

from datetime import timedelta

import pytest
import time_machine

from samenwerf.agreements.models import Todo
from samenwerf.candidates.models import Stage, WaitingPeriod
from samenwerf.history.models import HistoryLine
from samenwerf.interviews import actions
from samenwerf.interviews.models import Interview
from samenwerf.outbox.models import Message

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def clock(at):
    """Tuesday 24 November 2026, 10:00 in Amsterdam."""
    with time_machine.travel(at, tick=False):
        yield


@pytest.fixture
def page(invited):
    return f"/applications/{invited.pk}/interviews/new/"


@pytest.fixture
def yesterday(manager, interviewer):
    """What the recruiter types about Monday's phone call; no place is needed."""

    def typed(**others):
        return {
            "round": "",
            "other_round": "Telefonisch gesprek",
            "day": "2026-11-23",
            "time": "15:00",
            "minutes": "30",
            "place": "",
            "video_url": "",
            "interviewers": [manager.pk, interviewer.pk],
            **others,
        }

    return typed


def test_a_moment_that_has_passed_is_asked_about_before_it_counts(sign_in, recruiter, page, yesterday):
    answer = sign_in(recruiter).post(page, yesterday())
    text = answer.content.decode()
    assert answer.status_code == 422
    assert "Dit moment is voorbij. Is het gesprek al gevoerd?" in text
    assert 'name="held"' in text
    assert not Interview.objects.exists()


def test_the_question_is_not_there_for_a_moment_to_come(sign_in, recruiter, page, yesterday):
    client = sign_in(recruiter)
    to_come = yesterday(day="2026-11-27", place="")
    for answer in (client.get(page), client.post(page, to_come)):
        assert 'name="held"' not in answer.content.decode()


def test_who_held_it_is_asked_for_feedback_at_once_and_nobody_is_invited(
    sign_in, recruiter, manager, interviewer, invited, page, yesterday, at
):
    Message.objects.all().delete()
    answer = sign_in(recruiter).post(page, yesterday(held="on"))

    interview = Interview.objects.get()
    assert answer.url == f"/interviews/{interview.pk}/"
    assert interview.starts_at.isoformat() == "2026-11-23T14:00:00+00:00"
    assert interview.finished_at == at
    assert not Message.objects.exclude(calendar="").exists()
    asked = Message.objects.filter(kind="feedback_question")
    assert set(asked.values_list("to_email", flat=True)) == {"mark@example.org", "ines@example.org"}
    assert Message.objects.count() == 2
    assert "op maandag 23 november, 15:00" in asked[0].body
    invited.refresh_from_db()
    assert invited.stage == Stage.INTERVIEW
    assert HistoryLine.objects.filter(verb="interview.recorded").exists()


def test_they_have_their_hours_from_now_and_the_candidate_waits_for_them(
    sign_in, recruiter, manager, interviewer, invited, page, yesterday, at
):
    sign_in(recruiter).post(page, yesterday(held="on"))
    todos = Todo.objects.filter(kind="feedback", closed_at=None)
    assert {todo.owner_id for todo in todos} == {manager.pk, interviewer.pk}
    assert all(todo.due_at > at for todo in todos)
    waiting = WaitingPeriod.objects.get(application=invited, ended_at=None)
    assert waiting.holder == WaitingPeriod.Holder.INTERVIEWER


def test_the_link_opens_the_form_at_once(sign_in, recruiter, client, page, yesterday):
    sign_in(recruiter).post(page, yesterday(held="on"))
    for message in Message.objects.filter(kind="feedback_question"):
        assert client.get(message.link.path).templates[0].name == "feedback/form.html"


def test_the_preview_says_that_no_invitation_goes_out(sign_in, recruiter, page, yesterday):
    answer = sign_in(recruiter).post(f"{page}?preview", yesterday(), headers={"hx-request": "true"})
    text = answer.content.decode()
    assert [letter.email for letter in answer.context["draft"]["letters"]] == [
        "mark@example.org",
        "ines@example.org",
    ]
    assert "er gaat geen uitnodiging uit" in text
    assert '<div id="held" hx-swap-oob="true">' in text
    assert 'name="held"' in text
    assert not Interview.objects.exists()


def test_one_to_come_that_is_moved_never_goes_to_the_past(sign_in, recruiter, manager, page, yesterday):
    client = sign_in(recruiter)
    client.post(page, yesterday(day="2026-11-27", place="Kantoor"))
    interview = Interview.objects.get()
    Message.objects.all().delete()
    answer = client.post(f"/interviews/{interview.pk}/move/", yesterday(place="Kantoor", held="on"))
    assert list(answer.context["form"].errors) == ["day"]
    assert not Message.objects.exists()


def test_what_was_recorded_by_mistake_can_be_cancelled_in_silence(
    sign_in, recruiter, invited, page, yesterday, at
):
    client = sign_in(recruiter)
    client.post(page, yesterday(held="on"))
    sent = Message.objects.count()
    client.post(f"/interviews/{Interview.objects.get().pk}/cancel/", {"reason": "Was een ander"})
    invited.refresh_from_db()
    assert invited.stage == Stage.INVITED
    assert Message.objects.count() == sent


@pytest.mark.parametrize("ago", [timedelta(minutes=10), timedelta(days=400)])
def test_what_is_not_over_or_long_ago_is_refused(recruiter, manager, invited, at, ago):
    with pytest.raises(actions.Refused):
        actions.record_held(
            application=invited,
            round_name="Gesprek",
            starts_at=at - ago,
            minutes=30,
            interviewers=[manager],
            by=recruiter,
            at=at,
        )
    assert not Interview.objects.exists()
