"""The whole chain through its verbs, without pages: what each step sets off."""

from datetime import timedelta

import pytest

from samenwerf.agreements.models import Todo
from samenwerf.candidates import actions as candidates
from samenwerf.candidates.models import Stage, WaitingPeriod
from samenwerf.feedback import actions as feedback
from samenwerf.intake import snapshot
from samenwerf.outbox.models import Message
from tests import chain

pytestmark = pytest.mark.django_db


def turns_of(application):
    todos = Todo.objects.filter(application_id=application.pk, closed_at=None)
    return [(todo.kind, todo.owner) for todo in todos.order_by("owner_id")]


def test_a_vacancy_opens_when_both_have_signed_and_gets_agreements_and_a_scorecard(vacancy, at):
    intake = chain.signed_intake(vacancy, at=at)

    assert vacancy.status == "open"
    version = intake.versions.get()
    assert vacancy.intake_hash == version.content_hash
    assert snapshot.is_intact(version)
    assert {signer["side"] for signer in version.signers} == {"recruiter", "hiring_manager"}
    assert vacancy.agreements.count() == len(intake.hours)
    assert [c.name for c in vacancy.scorecard.criteria.all()] == chain.MUST_HAVES
    assert all(c.anchors.count() == 4 for c in vacancy.scorecard.criteria.all())


def test_from_presenting_to_hiring_it_is_always_clear_whose_turn_it_is(vacancy, manager, interviewer, at):
    chain.signed_intake(vacancy, at=at)
    recruiter = vacancy.recruiter
    application = chain.new_candidate(vacancy, at=at)
    assert turns_of(application) == [("present", recruiter)]

    candidates.present(application=application, pitch="", by=recruiter, at=at + timedelta(hours=1))
    assert turns_of(application) == [("review", manager)]

    interview = chain.planned(application, [manager, interviewer], at=at + timedelta(hours=2))
    assert set(turns_of(application)) == {("feedback", manager), ("feedback", interviewer)}

    chain.handed_in(interview, interviewer, at=interview.ends_at + timedelta(minutes=5))
    assert turns_of(application) == [("feedback", manager)]

    chain.handed_in(interview, manager, at=interview.ends_at + timedelta(minutes=30))
    assert turns_of(application) == [("decide", manager)]

    feedback.decide(
        application=application,
        kind="offer",
        reason="Stuurde aantoonbaar een ploeg aan.",
        criteria=list(vacancy.scorecard.criteria.all()[:1]),
        by=manager,
        at=interview.ends_at + timedelta(hours=1),
    )
    assert turns_of(application) == [("make_offer", recruiter)]

    candidates.make_offer(application=application, by=recruiter, at=interview.ends_at + timedelta(hours=2))
    assert turns_of(application) == [("hear_offer", recruiter)]

    candidates.hear_offer(
        application=application, accepted=True, by=recruiter, at=interview.ends_at + timedelta(hours=3)
    )
    application.refresh_from_db()
    assert application.stage == Stage.HIRED
    assert turns_of(application) == []
    holders = list(WaitingPeriod.objects.filter(application=application).values_list("holder", flat=True))
    assert holders == [
        "recruiter",
        "hiring_manager",
        "appointment",
        "interviewer",
        "hiring_manager",
        "recruiter",
        "candidate",
    ] or holders == ["recruiter", "hiring_manager", "appointment", "hiring_manager", "recruiter", "candidate"]


def test_no_message_subject_holds_the_name_of_a_candidate(vacancy, manager, interviewer, at):
    chain.signed_intake(vacancy, at=at)
    application = chain.presented(vacancy, at=at, name="Xaviera Unieknaam")
    interview = chain.planned(application, [manager, interviewer], at=at)
    chain.handed_in(interview, manager, at=interview.ends_at)

    messages = Message.objects.all()
    assert messages.count() >= 5
    assert not [m.subject for m in messages if "Xaviera" in m.subject or "Unieknaam" in m.subject]
    calendars = [m.calendar for m in messages if m.calendar and m.kind != "candidate_invited"]
    assert calendars
    assert not [c for c in calendars if "Unieknaam" in c]


def test_no_reaches_the_candidate_before_the_application_ends(vacancy, manager, at):
    chain.signed_intake(vacancy, at=at)
    application = chain.presented(vacancy, at=at)
    requirement = vacancy.intake.requirements.first()
    candidates.review(
        application=application,
        verdict="not",
        text="Stuurde hooguit drie mensen aan.",
        requirement=requirement,
        by=manager,
        at=at + timedelta(hours=1),
    )
    application.refresh_from_db()
    assert application.stage == Stage.TO_TELL
    assert turns_of(application) == [("call_back", vacancy.recruiter)]

    candidates.tell(application=application, by=vacancy.recruiter, at=at + timedelta(hours=2))
    application.refresh_from_db()
    assert application.stage == Stage.REJECTED
    assert turns_of(application) == []
