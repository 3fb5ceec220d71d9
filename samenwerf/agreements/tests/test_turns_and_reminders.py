"""Whose turn it is, until when, and the reminders: once when due, once a working day later, no more."""

import threading
from datetime import timedelta

import pytest
from django.db import connection

from samenwerf.agreements import actions
from samenwerf.agreements.jobs import remind_due
from samenwerf.agreements.models import Todo
from samenwerf.agreements.queries import open_for
from samenwerf.agreements.rules import Kind
from samenwerf.core.errors import Refused
from samenwerf.history.models import HistoryLine
from samenwerf.outbox.models import Message


@pytest.fixture
def todo(vacancy, manager, at):
    """Mark looks at K-0001: Tuesday 10:00, due after two working days."""
    return actions.open_todo(
        vacancy=vacancy,
        kind=Kind.REVIEW,
        owner=manager,
        target_id=7,
        application_id=7,
        code="K-0001",
        at=at,
    )


def kinds():
    return list(Message.objects.order_by("pk").values_list("kind", flat=True))


def remind_all(at):
    count = 0
    while remind_due(at):
        count += 1
    return count


def test_of_what_is_due_at_one_moment_the_furthest_in_the_process_comes_first(vacancy, recruiter, at):
    for kind in sorted(Kind):
        Todo.objects.create(
            organization=vacancy.organization,
            vacancy=vacancy,
            kind=kind,
            owner=recruiter,
            target_id=7,
            opened_at=at,
            due_at=at,
        )
    assert [todo.kind for todo in open_for(recruiter)] == list(reversed(Kind))


def test_opening_a_turn_tells_its_owner_once_with_a_link(todo, vacancy, manager, at):
    again = actions.open_todo(
        vacancy=vacancy, kind=Kind.REVIEW, owner=manager, target_id=7, at=at + timedelta(hours=1)
    )
    assert again == todo
    message = Message.objects.get()
    assert message.to_email == manager.person.email
    assert message.link.member == manager
    assert "K-0001" in message.subject


def test_a_recruiter_is_told_by_the_today_page_and_gets_no_mail(vacancy, recruiter, at):
    actions.open_todo(vacancy=vacancy, kind=Kind.PLAN_INTERVIEW, owner=recruiter, target_id=7, at=at)
    assert kinds() == []


def test_the_signed_agreement_sets_the_deadline(vacancy, manager, at):
    actions.agree(vacancy=vacancy, hours={Kind.REVIEW: 3}, at=at)
    todo = actions.open_todo(vacancy=vacancy, kind=Kind.REVIEW, owner=manager, target_id=7, at=at)
    assert todo.due_at == at + timedelta(hours=3)


def test_one_reminder_when_due_and_one_a_working_day_later(todo):
    assert remind_all(todo.due_at - timedelta(seconds=1)) == 0
    assert remind_all(todo.due_at) == 1
    assert remind_all(todo.due_at + timedelta(hours=2)) == 0
    assert remind_all(todo.due_at + timedelta(days=1)) == 1
    assert remind_all(todo.due_at + timedelta(days=30)) == 0
    assert kinds() == ["your_turn", "reminder", "reminder"]
    assert HistoryLine.objects.filter(verb="todo.reminded").count() == 2


def test_nobody_is_reminded_of_what_is_done(todo, manager, at):
    actions.close_todos(Todo.objects.filter(pk=todo.pk), at=at, by=manager)
    assert remind_all(todo.due_at + timedelta(days=9)) == 0
    assert kinds() == ["your_turn"]


def test_somebody_is_nudged_once_a_day_and_never_about_what_is_done(todo, recruiter, manager, at):
    actions.nudge(todo=todo, by=recruiter, at=at)
    with pytest.raises(Refused):
        actions.nudge(todo=todo, by=recruiter, at=at + timedelta(hours=23))
    assert kinds() == ["your_turn", "nudge"]
    actions.nudge(todo=todo, by=recruiter, at=at + timedelta(hours=24))
    assert kinds() == ["your_turn", "nudge", "nudge"]
    actions.close_todos(Todo.objects.filter(pk=todo.pk), at=at, by=manager)
    todo.refresh_from_db()
    with pytest.raises(Refused):
        actions.nudge(todo=todo, by=recruiter, at=at + timedelta(days=9))


@pytest.mark.django_db(transaction=True)
def test_four_workers_side_by_side_send_each_reminder_once(vacancy, manager, at):
    for number in range(20):
        actions.open_todo(vacancy=vacancy, kind=Kind.REVIEW, owner=manager, target_id=number, at=at)
    due = Todo.objects.first().due_at

    def work():
        try:
            while remind_due(due):
                pass
        finally:
            connection.close()

    workers = [threading.Thread(target=work) for _ in range(4)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
    assert kinds().count("reminder") == 20
    assert set(Todo.objects.values_list("reminders_sent", flat=True)) == {1}
