"""Rules 3 and 4 of the design, whatever people do and in whatever order."""

import itertools
import uuid
from datetime import timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from samenwerf.agreements.models import Todo
from samenwerf.candidates import actions as candidates
from samenwerf.candidates.models import Application, WaitingPeriod
from samenwerf.core.errors import Refused
from samenwerf.feedback import actions as feedback
from samenwerf.interviews import actions as interviews
from samenwerf.interviews.jobs import call_off_due, finish_due
from samenwerf.interviews.models import Interview
from samenwerf.outbox.models import Message
from tests import chain

STEPS = {
    "present": lambda t: candidates.present(application=t.application, pitch="", by=t.recruiter, at=t.at),
    "turn_down": lambda t: candidates.turn_down(
        application=t.application, reason="Geen ploeg aangestuurd", by=t.recruiter, at=t.at
    ),
    "invite": lambda t: candidates.review(application=t.application, verdict="invite", by=t.manager, at=t.at),
    "not": lambda t: candidates.review(
        application=t.application,
        verdict="not",
        text="Geen ploeg",
        requirement=t.requirement,
        by=t.manager,
        at=t.at,
    ),
    "ask": lambda t: candidates.review(
        application=t.application, verdict="question", text="Hoe groot was de ploeg?", by=t.manager, at=t.at
    ),
    "reply": lambda t: candidates.reply(application=t.application, text="Twaalf", by=t.recruiter, at=t.at),
    "take_back": lambda t: candidates.take_back_review(application=t.application, by=t.manager, at=t.at),
    "plan": lambda t: interviews.plan(
        application=t.application,
        round_name="Gesprek",
        starts_at=t.at + timedelta(hours=5),
        minutes=45,
        interviewers=[t.manager, t.interviewer],
        by=t.recruiter,
        at=t.at,
    ),
    "record_held": lambda t: interviews.record_held(
        application=t.application,
        round_name="Telefonisch",
        starts_at=t.at - timedelta(hours=20),
        minutes=30,
        interviewers=[t.manager, t.interviewer],
        by=t.recruiter,
        at=t.at,
    ),
    "replan": lambda t: interviews.replan(
        interview=t.interview,
        starts_at=t.at + timedelta(hours=9),
        minutes=30,
        interviewers=[t.interviewer],
        by=t.recruiter,
        at=t.at,
    ),
    "cancel": lambda t: interviews.cancel(interview=t.interview, reason="Ziek", by=t.recruiter, at=t.at),
    "finish": lambda t: finish_due(t.at),
    "manager_hands_in": lambda t: t.hand_in(t.manager),
    "interviewer_hands_in": lambda t: t.hand_in(t.interviewer),
    "go_on_without_manager": lambda t: feedback.go_on_without(
        interview=t.interview, member=t.manager, reason="Ziek", by=t.recruiter, at=t.at
    ),
    "go_on_without_interviewer": lambda t: feedback.go_on_without(
        interview=t.interview, member=t.interviewer, reason="Ziek", by=t.recruiter, at=t.at
    ),
    "wait_again_for_manager": lambda t: feedback.wait_again(
        interview=t.interview, member=t.manager, by=t.recruiter, at=t.at
    ),
    "wait_again_for_interviewer": lambda t: feedback.wait_again(
        interview=t.interview, member=t.interviewer, by=t.recruiter, at=t.at
    ),
    "offer": lambda t: t.decide("offer"),
    "reject": lambda t: t.decide("reject"),
    "another_round": lambda t: t.decide("another_round"),
    "take_back_decision": lambda t: feedback.take_back_decision(
        application=t.application, by=t.manager, at=t.at
    ),
    "make_offer": lambda t: candidates.make_offer(application=t.application, by=t.recruiter, at=t.at),
    "take_back_offer": lambda t: candidates.take_back_offer(
        application=t.application, by=t.recruiter, at=t.at
    ),
    "accepts": lambda t: candidates.hear_offer(
        application=t.application, accepted=True, by=t.recruiter, at=t.at
    ),
    "declines": lambda t: candidates.hear_offer(
        application=t.application, accepted=False, by=t.recruiter, at=t.at
    ),
    "tell": lambda t: candidates.tell(application=t.application, by=t.recruiter, at=t.at),
    "withdraw": lambda t: candidates.withdraw(
        application=t.application, reason="Andere baan", by=t.recruiter, at=t.at
    ),
    "take_back_turning_down": lambda t: candidates.take_back_turning_down(
        application=t.application, by=t.recruiter, at=t.at
    ),
    "take_up_again": lambda t: feedback.take_up_again(application=t.application, by=t.recruiter, at=t.at),
    "call_off": lambda t: call_off_due(t.at),
}

# What takes each step back.
UNDONE_BY = {
    "turn_down": "take_back_turning_down",
    "invite": "take_back",
    "not": "take_back",
    "ask": "take_back",
    "offer": "take_back_decision",
    "reject": "take_back_decision",
    "another_round": "take_back_decision",
    "go_on_without_manager": "wait_again_for_manager",
    "go_on_without_interviewer": "wait_again_for_interviewer",
    "make_offer": "take_back_offer",
    "accepts": "take_up_again",
    "declines": "take_up_again",
    "tell": "take_up_again",
    "withdraw": "take_up_again",
}


class Table:
    """One application, the people around it, and the time on the clock."""

    def __init__(self, vacancy, interviewer, at):
        self.vacancy, self.interviewer, self.at = vacancy, interviewer, at
        self.recruiter, self.manager = vacancy.recruiter, vacancy.hiring_manager
        self.requirement = vacancy.intake.requirements.first()
        self.application = chain.new_candidate(vacancy, at=at)

    @property
    def interview(self):
        found = Interview.objects.filter(application=self.application).order_by("-pk").first()
        if found is None:
            raise Refused("no interview yet")
        return found

    def hand_in(self, author):
        if not self.interview.interviewers.filter(member=author).exists():
            raise Refused("does not hold this interview")
        feedback.hand_in(
            interview=self.interview,
            author=author,
            verdict=3,
            scores=[feedback.Score(c, 3) for c in self.vacancy.scorecard.criteria.all()],
            device_key=uuid.uuid4(),
            reason="Later bedacht",
            at=self.at,
        )

    def decide(self, kind):
        feedback.decide(
            application=self.application,
            kind=kind,
            reason="Zag het in het gesprek",
            criteria=list(self.vacancy.scorecard.criteria.all()[:1]),
            by=self.manager,
            at=self.at,
        )


def assert_somebody_has_the_turn(application):
    todos = Todo.objects.filter(application_id=application.pk, closed_at=None)
    assert todos.exists() == application.is_in_process, application.stage
    assert all(todo.owner_id and todo.due_at for todo in todos)


def assert_one_waiting_state_without_gap_or_overlap(application):
    periods = list(WaitingPeriod.objects.filter(application=application).order_by("started_at"))
    assert [p.ended_at for p in periods].count(None) == (1 if application.is_in_process else 0)
    for before, after in itertools.pairwise(periods):
        assert before.ended_at == after.started_at


def do_something_possible(table, choice):
    """The first step from `choice` on that the rules allow now: random, but never stuck at the door."""
    names = sorted(STEPS)
    for offset in range(len(names)):
        try:
            STEPS[names[(choice + offset * 7) % len(names)]](table)
        except Refused:
            continue
        return


@pytest.mark.django_db
@settings(
    max_examples=20,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(
    st.lists(
        st.tuples(st.integers(0, len(STEPS) - 1), st.sampled_from([0, 1, 60, 7 * 3600, 26 * 3600])),
        min_size=4,
        max_size=20,
    )
)
def test_an_application_in_process_always_has_a_turn_and_one_waiting_state(
    vacancy_open, interviewer, at, steps
):
    table = Table(vacancy_open, interviewer, at)
    for choice, seconds in steps:
        table.at += timedelta(seconds=seconds)
        do_something_possible(table, choice)
        application = Application.objects.get(pk=table.application.pk)
        assert_somebody_has_the_turn(application)
        assert_one_waiting_state_without_gap_or_overlap(application)


def as_it_stands(application):
    """Where an application is, whose turn it is until when, who holds it up since when, and what is on."""
    application.refresh_from_db()
    todos = Todo.objects.filter(application_id=application.pk, closed_at=None).order_by("pk")
    periods = WaitingPeriod.objects.filter(application=application).order_by("started_at")
    return {
        "stage": (application.stage, application.closed_at),
        "changes": list(application.stage_changes.values_list("from_stage", "to_stage", "at")),
        "turns": list(todos.values_list("pk", "kind", "owner", "opened_at", "due_at", "reminders_sent")),
        "waits": list(periods.values_list("holder", "started_at", "ended_at")),
        "interviews": list(
            application.interviews.filter(cancelled_at=None).values_list("starts_at", "finished_at")
        ),
    }


def messages_about(application):
    """All but what tells the recruiter that a decision does not stand."""
    about = Message.objects.filter(application_id=application.pk).exclude(kind="decision_taken_back")
    return set(about.values_list("pk", flat=True))


def assert_every_step_can_be_taken_back(table, pause):
    for step, undo in UNDONE_BY.items():
        before, told = as_it_stands(table.application), messages_about(table.application)
        try:
            STEPS[step](table)
        except Refused:
            continue
        call_off_due(table.at)
        table.at += timedelta(seconds=pause)
        STEPS[undo](table)
        assert as_it_stands(table.application) == before, (before["stage"], step, undo)
        assert messages_about(table.application) == told, (before["stage"], step, undo)
        table.at += timedelta(seconds=1)


@pytest.mark.django_db
@settings(
    max_examples=15,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(
    st.lists(
        st.tuples(st.integers(0, len(STEPS) - 1), st.sampled_from([1, 60, 7 * 3600, 26 * 3600])),
        max_size=12,
    ),
    st.sampled_from([1, 60, 2 * 3600]),
)
def test_a_step_that_is_taken_back_leaves_all_as_it_was(vacancy_open, interviewer, at, steps, pause):
    table = Table(vacancy_open, interviewer, at)
    for choice, seconds in steps:
        table.at += timedelta(seconds=seconds)
        do_something_possible(table, choice)
        finish_due(table.at)
    table.at += timedelta(seconds=1)
    assert_every_step_can_be_taken_back(table, pause)


@pytest.mark.django_db
@pytest.mark.parametrize("pause", [1, 60 * 60])
@pytest.mark.parametrize(
    "way",
    [
        "present ask reply invite plan manager_hands_in interviewer_hands_in offer make_offer",
        "present not",
        "turn_down",
        "present invite record_held manager_hands_in go_on_without_interviewer another_round plan",
        "present invite record_held interviewer_hands_in go_on_without_manager reject",
    ],
)
def test_everywhere_on_the_way_each_step_is_taken_back_as_if_it_had_not_been(
    vacancy_open, interviewer, at, way, pause
):
    table = Table(vacancy_open, interviewer, at)
    for step in way.split():
        assert_every_step_can_be_taken_back(table, pause)
        # The interview starts five hours after it was planned, and feedback is given later than due.
        table.at += timedelta(hours=30)
        finish_due(table.at)
        STEPS[step](table)
        table.at += timedelta(seconds=1)
    assert_every_step_can_be_taken_back(table, pause)
