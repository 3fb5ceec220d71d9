"""The recruiter plans, moves and cancels."""

from datetime import timedelta

import pytest
import time_machine
from icalendar import Calendar

from samenwerf.accounts.models import Membership
from samenwerf.agreements.models import Todo
from samenwerf.candidates.models import Stage, WaitingPeriod
from samenwerf.interviews import actions, jobs
from samenwerf.interviews.models import Interview
from samenwerf.outbox.models import Message
from tests import chain

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def clock(at):
    """Tuesday 24 November 2026, 10:00 in Amsterdam."""
    with time_machine.travel(at, tick=False) as traveller:
        yield traveller


def typed(*members, **others):
    return {
        "round": "",
        "other_round": "Eerste gesprek",
        "day": "2026-11-26",
        "time": "14:30",
        "minutes": "45",
        "place": "Kantoor, kamer 3",
        "video_url": "",
        "interviewers": [member.pk for member in members],
        **others,
    }


def page_of(application):
    return f"/applications/{application.pk}/interviews/new/"


def calendars():
    return {m.to_email: Calendar.from_ical(m.calendar) for m in Message.objects.exclude(calendar="")}


def test_the_page_proposes_the_next_working_morning_and_the_manager(sign_in, recruiter, manager, invited):
    form = sign_in(recruiter).get(page_of(invited)).context["form"]
    assert (str(form["day"].value()), str(form["time"].value())) == ("2026-11-25", "10:00:00")
    assert form["interviewers"].value() == [str(manager.pk)]


@pytest.mark.parametrize(
    ("today", "proposed"),
    [
        ("2026-11-27 15:00", "2026-11-30"),  # Friday: Monday
        ("2026-12-24 15:00", "2026-12-28"),  # before Christmas: Monday
        ("2026-12-31 15:00", "2027-01-04"),  # before New Year's day: Monday
    ],
)
def test_the_proposed_day_is_a_working_day(sign_in, recruiter, invited, clock, today, proposed):
    clock.move_to(f"{today}+01:00")
    form = sign_in(recruiter).get(page_of(invited)).context["form"]
    assert str(form["day"].value()) == proposed


def test_planning_invites_everybody_and_says_whose_turn_it_is(
    sign_in, recruiter, manager, interviewer, invited
):
    answer = sign_in(recruiter).post(page_of(invited), typed(manager, interviewer))

    interview = Interview.objects.get()
    assert answer.url == f"/interviews/{interview.pk}/"
    assert interview.starts_at.isoformat() == "2026-11-26T13:30:00+00:00"
    assert (interview.ends_at - interview.starts_at) == timedelta(minutes=45)
    invited.refresh_from_db()
    assert invited.stage == Stage.INTERVIEW
    assert set(Todo.objects.filter(kind="feedback", closed_at=None).values_list("owner", flat=True)) == {
        manager.pk,
        interviewer.pk,
    }
    assert WaitingPeriod.objects.get(application=invited, ended_at=None).holder == "appointment"
    assert set(calendars()) == {"mark@example.org", "ines@example.org", invited.candidate.email}


def test_the_invitation_is_a_calendar_object_without_the_name(
    sign_in, recruiter, manager, interviewer, invited
):
    sign_in(recruiter).post(page_of(invited), typed(manager, interviewer, video_url="https://meet.example/x"))
    message = Message.objects.get(member=manager, kind="interview_invitation")
    calendar = Calendar.from_ical(message.calendar)
    event = calendar.walk("VEVENT")[0]

    assert (calendar["METHOD"], message.calendar_method, event["SEQUENCE"]) == ("REQUEST", "REQUEST", 0)
    assert event["UID"] == Interview.objects.get().uid
    assert event.decoded("DTSTART").isoformat() == "2026-11-26T13:30:00+00:00"
    assert str(event["ATTENDEE"]) == "mailto:mark@example.org"
    assert event["ATTENDEE"].params["PARTSTAT"] == "NEEDS-ACTION"
    assert str(event["SUMMARY"]) == f"Gesprek {invited.candidate.code}"
    assert "https://meet.example/x" in str(event["LOCATION"])
    assert "Unieknaam" not in message.calendar
    assert "\r\n" in message.calendar
    assert max(len(line.encode()) for line in message.calendar.split("\r\n")) <= 75


def test_moving_keeps_the_uid_raises_the_sequence_and_lets_go_whoever_is_left_out(
    sign_in, recruiter, manager, interviewer, invited
):
    client = sign_in(recruiter)
    client.post(page_of(invited), typed(manager, interviewer))
    interview = Interview.objects.get()
    Message.objects.all().delete()

    answer = client.post(f"/interviews/{interview.pk}/move/", typed(manager, day="2026-11-27"))

    assert answer.url == f"/interviews/{interview.pk}/"
    events = {to: (c["METHOD"], c.walk("VEVENT")[0]) for to, c in calendars().items()}
    assert {to: method for to, (method, _event) in events.items()} == {
        "mark@example.org": "REQUEST",
        "ines@example.org": "CANCEL",
        invited.candidate.email: "REQUEST",
    }
    assert {(event["UID"], event["SEQUENCE"]) for _method, event in events.values()} == {(interview.uid, 1)}
    assert events["mark@example.org"][1].decoded("DTSTART").day == 27
    assert events["ines@example.org"][1].decoded("DTSTART").day == 26
    assert interviewer.links.get().revoked_at is not None
    assert list(Todo.objects.filter(kind="feedback", closed_at=None).values_list("owner", flat=True)) == [
        manager.pk
    ]


def test_cancelling_asks_once_with_a_reason_and_tells_everybody(sign_in, recruiter, manager, invited):
    client = sign_in(recruiter)
    client.post(page_of(invited), typed(manager))
    interview = Interview.objects.get()
    Message.objects.all().delete()
    page = f"/interviews/{interview.pk}/cancel/"

    assert client.get(page).status_code == 200
    assert client.post(page, {"reason": " "}).status_code == 422
    client.post(page, {"reason": "Kandidaat is ziek"})

    interview.refresh_from_db()
    assert interview.cancel_reason == "Kandidaat is ziek"
    assert {c["METHOD"] for c in calendars().values()} == {"CANCEL"}
    assert {str(c.walk("VEVENT")[0]["STATUS"]) for c in calendars().values()} == {"CANCELLED"}
    invited.refresh_from_db()
    assert invited.stage == Stage.INVITED
    assert client.get(page_of(invited)).status_code == 200


def test_an_interview_that_did_not_happen_can_still_be_cancelled_until_somebody_hands_in(
    recruiter, manager, interviewer, invited, at
):
    plan = {"round_name": "Gesprek", "minutes": 60, "interviewers": [manager, interviewer], "by": recruiter}
    starts_at = at + timedelta(hours=1)
    later = at + timedelta(days=1)
    interview = actions.plan(application=invited, starts_at=starts_at, at=at, **plan)
    actions.finish(interview=interview, at=later)
    sent = Message.objects.count()
    actions.cancel(interview=interview, reason="Kwam niet opdagen", by=recruiter, at=later)
    assert Message.objects.count() == sent

    again = actions.plan(application=invited, starts_at=later + timedelta(hours=1), at=later, **plan)
    chain.handed_in(again, manager, at=again.ends_at)
    with pytest.raises(actions.NotNow):
        actions.cancel(interview=again, reason="Toch niet", by=recruiter, at=again.ends_at)


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"day": "2026-11-23"}, "held"),
        ({"day": "2026-11-24", "time": "09:59", "held": "on"}, "minutes"),
        ({"day": "2025-11-23", "held": "on"}, "day"),
        ({"day": "9999-12-31"}, "day"),
        ({"day": "gisteren"}, "day"),
        ({"time": "25:99"}, "time"),
        ({"minutes": "0"}, "minutes"),
        ({"minutes": "9999"}, "minutes"),
        ({"place": ""}, "place"),
        ({"video_url": "javascript:alert(1)"}, "video_url"),
        ({"place": "x" * 500}, "place"),
        ({"interviewers": []}, "interviewers"),
        ({"interviewers": ["999999"]}, "interviewers"),
        ({"new_name_1": "Piet", "new_email_1": ""}, "new_email_1"),
        ({"new_name_1": "Piet", "new_email_1": "piet@"}, "new_email_1"),
        ({"other_round": ""}, "other_round"),
    ],
)
def test_what_cannot_be_is_said_at_the_field_and_nothing_is_lost(
    sign_in, recruiter, manager, invited, change, field
):
    answer = sign_in(recruiter).post(page_of(invited), typed(manager, **{"place": "Zaal 👷 مرحبا", **change}))
    assert answer.status_code == 422
    assert list(answer.context["form"].errors) == [field]
    if "place" not in change:
        assert "Zaal 👷 مرحبا" in answer.content.decode()
    assert not Interview.objects.exists()


def test_somebody_new_needs_only_a_name_and_an_address(sign_in, recruiter, invited):
    new = {"new_name_1": "Piet Nieuw", "new_email_1": "Piet@Example.org"}
    sign_in(recruiter).post(page_of(invited), typed(**new))
    member = Membership.objects.get(person__email="piet@example.org")
    assert (member.name, member.role) == ("Piet Nieuw", "interviewer")
    assert Interview.objects.get().interviewers.get().member == member
    assert member.links.get().purpose == "interview"


def test_the_candidate_cannot_be_the_interviewer(sign_in, recruiter, invited):
    new = {"new_name_1": "Piet", "new_email_1": invited.candidate.email.upper()}
    answer = sign_in(recruiter).post(page_of(invited), typed(**new))
    assert list(answer.context["form"].errors) == ["new_email_1"]


def test_the_preview_shows_each_letter_and_changes_nothing(sign_in, recruiter, manager, invited):
    before = Message.objects.count()
    new = {"new_name_1": "Piet Nieuw", "new_email_1": "piet@example.org"}
    answer = sign_in(recruiter).post(
        page_of(invited) + "?preview", typed(manager, day="2026-11-28", **new), headers={"hx-request": "true"}
    )
    page = answer.content.decode()
    assert answer.context["draft"]["outside"] == "day"
    assert [letter.email for letter in answer.context["draft"]["letters"]] == [
        "mark@example.org",
        "piet@example.org",
    ]
    assert "zaterdag 28 november, 14:30" in page
    assert "<html" not in page
    assert (Message.objects.count(), Interview.objects.count()) == (before, 0)
    assert not Membership.objects.filter(person__email="piet@example.org").exists()


def test_the_preview_warns_of_two_interviews_at_once(sign_in, recruiter, manager, invited, vacancy_open, at):
    client = sign_in(recruiter)
    client.post(page_of(invited), typed(manager))
    other = chain.presented(vacancy_open, at=at, name="Ander")
    chain.candidates.review(application=other, verdict="invite", by=manager, at=at)
    answer = client.post(page_of(other) + "?preview", typed(manager, time="15:00"))
    assert [seat.member for seat in answer.context["draft"]["double"]] == [manager]


def test_planning_twice_gives_one_interview(sign_in, recruiter, manager, invited):
    client = sign_in(recruiter)
    assert client.post(page_of(invited), typed(manager)).status_code == 302
    again = client.post(page_of(invited), typed(manager))
    assert again.status_code == 422
    assert Interview.objects.count() == 1


def test_a_nudge_is_one_friendly_message(sign_in, recruiter, manager, invited, clock):
    client = sign_in(recruiter)
    client.post(page_of(invited), typed(manager))
    interview = Interview.objects.get()
    clock.move_to(interview.ends_at + timedelta(hours=1))
    todo = Todo.objects.get(kind="feedback", closed_at=None)
    for _tap in range(2):
        assert client.get(f"/interviews/{interview.pk}/").status_code == 200
        client.post(f"/todos/{todo.pk}/nudge/")
    assert Message.objects.filter(kind="nudge", member=manager).count() == 1


def test_the_candidate_reads_where_and_for_what_the_interview_is_and_answers_to_the_recruiter(
    sign_in, recruiter, manager, invited
):
    sign_in(recruiter).post(page_of(invited), typed(manager))
    letter = Message.objects.get(kind="candidate_invited")
    assert letter.subject == "Je gesprek bij Van Dijk Techniek: Teamleider productie"
    assert "Van Dijk Techniek" in letter.body
    [event] = Calendar.from_ical(letter.calendar).walk("VEVENT")
    assert event["SUMMARY"] == "Gesprek bij Van Dijk Techniek: Teamleider productie"
    assert event["ORGANIZER"] == f"mailto:{recruiter.person.email}"
    assert event["ORGANIZER"].params["CN"] == recruiter.name
    colleague = Message.objects.get(kind="interview_invitation")
    [event] = Calendar.from_ical(colleague.calendar).walk("VEVENT")
    assert event["SUMMARY"] == f"Gesprek {invited.candidate.code}"
    assert "Unieknaam" not in colleague.calendar


def test_the_file_for_a_calendar_holds_the_code_and_no_name(sign_in, recruiter, manager, invited):
    client = sign_in(recruiter)
    client.post(page_of(invited), typed(manager))
    answer = client.get(f"/interviews/{Interview.objects.get().pk}/calendar.ics")
    assert answer["Content-Type"].startswith("text/calendar")
    calendar = Calendar.from_ical(answer.content)
    assert calendar["METHOD"] == "PUBLISH"
    assert "Unieknaam" not in answer.content.decode() + answer["Content-Disposition"]


def test_who_comes_back_after_the_moment_has_passed_is_planned_again(recruiter, manager, invited, at):
    def plan(days, at):
        return chain.interviews.plan(
            application=invited,
            round_name="Kennismaking",
            starts_at=at + timedelta(days=days),
            minutes=60,
            interviewers=[manager],
            by=recruiter,
            at=at,
        )

    first = plan(2, at)
    chain.candidates.withdraw(application=invited, reason="Andere baan", by=recruiter, at=at)
    jobs.call_off_due(at)
    later = at + timedelta(days=4)
    became = chain.feedback.take_up_again(application=invited, by=recruiter, at=later)
    assert became == chain.feedback.Again.TO_PLAN
    second = plan(1, later)
    first.refresh_from_db()
    assert first.is_cancelled
    assert not second.is_cancelled


def test_who_may_come_is_called_by_the_part_they_have_also_an_administrator(
    sign_in, recruiter, admin, invited
):
    page = sign_in(recruiter).get(page_of(invited)).content.decode()
    assert 'Anna Admin <span class="quiet">recruiter</span>' in page
    assert 'Mark Visser <span class="quiet">manager</span>' in page
