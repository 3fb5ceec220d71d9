"""The interview of a candidate who stops or is turned down leaves every calendar, at the right moment."""

from datetime import timedelta

import pytest

from samenwerf.candidates import actions as candidates
from samenwerf.candidates.models import Stage
from samenwerf.feedback import actions as feedback
from samenwerf.home import actions as home
from samenwerf.interviews import actions, jobs
from samenwerf.interviews.models import Interview
from samenwerf.outbox.models import Message
from tests import chain

HOUR = timedelta(hours=1)
DAY = timedelta(days=1)


@pytest.fixture
def interview(recruiter, manager, invited, at):
    planned = actions.plan(
        application=invited,
        round_name="Kennismaking",
        starts_at=at + 2 * DAY,
        minutes=60,
        interviewers=[manager],
        by=recruiter,
        at=at,
    )
    Message.objects.all().delete()
    return planned


def work(at):
    while jobs.call_off_due(at) or jobs.excuse_candidate_due(at):
        pass


def cancelled():
    """Whom a cancellation went to, in the order of sending."""
    return list(
        Message.objects.filter(calendar_method="CANCEL").order_by("pk").values_list("kind", flat=True)
    )


def close(interview, by, at):
    home.close(vacancy=interview.application.vacancy, status="cancelled", reason="Budget", by=by, at=at)
    interview.application.refresh_from_db()


def test_one_who_stops_and_the_interviewers_have_the_cancellation_at_once(interview, recruiter, at):
    assert not jobs.call_off_due(at)
    candidates.withdraw(application=interview.application, reason="Andere baan", by=recruiter, at=at)
    work(at)
    assert cancelled() == ["interview_cancelled", "candidate_called_off"]
    for message in Message.objects.filter(calendar_method="CANCEL"):
        assert "METHOD:CANCEL" in message.calendar
        assert f"UID:{interview.uid}" in message.calendar
        assert "SEQUENCE:1" in message.calendar
    interview.refresh_from_db()
    assert interview.is_cancelled


def test_one_who_is_to_hear_a_no_keeps_the_appointment_until_the_call(interview, recruiter, at):
    close(interview, recruiter, at)
    work(at)
    assert cancelled() == ["interview_cancelled"]
    candidates.tell(application=interview.application, by=recruiter, at=at + HOUR)
    work(at + HOUR)
    work(at + HOUR)
    assert cancelled() == ["interview_cancelled", "candidate_called_off"]


def test_a_call_after_the_moment_has_passed_sends_nothing(interview, recruiter, at):
    close(interview, recruiter, at)
    candidates.tell(application=interview.application, by=recruiter, at=at + 3 * DAY)
    work(at + 3 * DAY)
    assert cancelled() == ["interview_cancelled"]
    assert not Interview.objects.get().candidate_keeps_it


def test_a_vacancy_that_opens_again_disturbs_no_candidate(interview, recruiter, at):
    close(interview, recruiter, at)
    home.reopen(vacancy=interview.application.vacancy, by=recruiter, at=at + HOUR)
    work(at + HOUR)
    interview.refresh_from_db()
    assert (interview.is_cancelled, interview.candidate_keeps_it) == (False, False)
    assert not Message.objects.filter(kind__startswith="candidate_").exists()


def test_the_call_says_that_the_appointment_goes_with_it(sign_in, interview, recruiter, at, time_machine):
    time_machine.move_to(at + HOUR)
    close(interview, recruiter, at)
    address = f"/applications/{interview.application_id}/"
    client = sign_in(recruiter)
    assert interview.application.stage == Stage.TO_TELL
    assert len(client.get(address).context["to_call_off"]) == 1
    assert (
        "once you say that you have told the candidate"
        in client.get(address, headers={"accept-language": "en"}).content.decode()
    )
    client.post(f"{address}told/")
    assert client.get(address).context["to_call_off"] == []


def take_up_again(interview, by, at):
    return feedback.take_up_again(application=interview.application, by=by, at=at)


def test_taking_up_again_at_once_leaves_the_interview_on_and_nobody_hears_otherwise(interview, recruiter, at):
    candidates.withdraw(application=interview.application, reason="Andere baan", by=recruiter, at=at)
    work(at)
    assert take_up_again(interview, recruiter, at + HOUR) == feedback.Again.ON
    work(at + HOUR)
    interview.refresh_from_db()
    assert not interview.is_cancelled
    assert not Message.objects.filter(application_id=interview.application_id).exists()


def test_who_got_the_cancellation_is_invited_again_after_taking_up(interview, recruiter, manager, at):
    candidates.withdraw(application=interview.application, reason="Andere baan", by=recruiter, at=at)
    work(at)
    Message.objects.filter(member=manager).update(state="sent", next_try_at=None)
    assert take_up_again(interview, recruiter, at + HOUR) == feedback.Again.INVITED_AGAIN
    invited = Message.objects.exclude(state="sent").get()
    assert (invited.member, invited.calendar_method) == (manager, "REQUEST")
    assert "SEQUENCE:2" in invited.calendar


def test_a_call_that_was_no_call_leaves_the_appointment_with_the_candidate(interview, recruiter, at):
    close(interview, recruiter, at)
    candidates.tell(application=interview.application, by=recruiter, at=at + HOUR)
    work(at + HOUR)
    take_up_again(interview, recruiter, at + 2 * HOUR)
    work(at + 2 * HOUR)
    assert cancelled() == ["interview_cancelled"]
    candidates.tell(application=interview.application, by=recruiter, at=at + 3 * HOUR)
    work(at + 3 * HOUR)
    assert cancelled() == ["interview_cancelled", "candidate_called_off"]


def test_who_handed_in_while_the_candidate_was_gone_is_not_asked_again(interview, recruiter, manager, at):
    began = interview.starts_at + HOUR / 2
    candidates.withdraw(application=interview.application, reason="Andere baan", by=recruiter, at=began)
    chain.handed_in(interview, manager, at=began + HOUR / 4)
    take_up_again(interview, recruiter, began + HOUR)
    interview.application.refresh_from_db()
    assert interview.application.stage == Stage.DECISION


def test_before_noting_that_somebody_stops_the_page_says_that_the_interview_goes(
    sign_in, interview, recruiter, at, time_machine
):
    time_machine.move_to(at + HOUR)
    address = f"/applications/{interview.application_id}/"
    client = sign_in(recruiter)
    assert "gaat dan niet door" in client.get(address).content.decode()
    client.post(f"{address}withdrawal/", {"reason": "Andere baan"})
    page = client.get(address).content.decode()
    assert "gaat dan niet door" not in page
    # Also before a job has cancelled it.
    assert '<span class="tag">gaat niet door</span>' in page
    back = client.post(f"{address}reopen/", follow=True).content.decode()
    assert "het gesprek gaat door" in back
    assert "gaat dan niet door" in back


@pytest.mark.parametrize(("language", "why"), [("nl", "ingetrokken"), ("en", "withdrawn")])
def test_why_it_is_off_is_said_in_the_language_of_the_reader(
    sign_in, interview, recruiter, at, language, why
):
    candidates.withdraw(application=interview.application, reason="Andere baan", by=recruiter, at=at)
    work(at)
    recruiter.person.language = language
    recruiter.person.save()
    page = sign_in(recruiter).get(f"/interviews/{interview.pk}/").content.decode()
    assert f": {why}</p>" in page
