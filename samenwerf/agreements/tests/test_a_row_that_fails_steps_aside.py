"""A to-do that cannot be reminded of waits by itself; the ones behind it are reminded at once."""

from datetime import timedelta

import pytest

from samenwerf.agreements import actions
from samenwerf.agreements.jobs import remind_due
from samenwerf.agreements.models import Todo
from samenwerf.agreements.rules import Kind
from samenwerf.core.due_rows import PAUSES
from samenwerf.core.models import SetAside


@pytest.fixture
def todos(vacancy, manager, at):
    """Five, all due at the same moment but the first, which is due before them."""
    opened = [
        actions.open_todo(
            vacancy=vacancy, kind=Kind.REVIEW, owner=manager, target_id=number, code=f"K-{number}", at=at
        )
        for number in range(5)
    ]
    Todo.objects.filter(pk=opened[0].pk).update(next_reminder_at=at)
    return opened


@pytest.fixture
def poisoned(todos):
    """Of a kind that this version does not know: every reminder of it fails."""
    Todo.objects.filter(pk=todos[0].pk).update(kind="unknown")
    return todos[0]


def reminded():
    return set(Todo.objects.filter(reminders_sent=1).values_list("pk", flat=True))


def run(at, most=20):
    """How often the job was called until it had no more work; it must come to an end."""
    for times in range(most):
        if not remind_due(at):
            return times
    raise AssertionError("no end")


def test_the_rows_behind_it_have_their_turn_in_the_same_run(todos, poisoned, caplog):
    due = todos[-1].due_at
    assert run(due) == 5
    assert reminded() == {todo.pk for todo in todos[1:]}
    assert f"agreements.jobs.remind_due failed on row {poisoned.pk}" in caplog.text
    assert poisoned.code not in caplog.text


def test_it_is_tried_again_after_growing_pauses(todos, poisoned):
    at = todos[-1].due_at
    run(at)
    for number, pause in enumerate([*PAUSES[1:], PAUSES[-1]], start=1):
        kept = SetAside.objects.get()
        assert (kept.row, kept.failures) == (poisoned.pk, number)
        assert run(kept.not_before - timedelta(seconds=1)) == 0
        at = kept.not_before
        assert run(at) >= 1
        assert SetAside.objects.get().not_before == at + pause
        Todo.objects.exclude(pk=poisoned.pk).update(next_reminder_at=None)


def test_what_works_again_is_done_and_forgotten(todos, poisoned):
    at = todos[-1].due_at
    run(at)
    Todo.objects.filter(pk=poisoned.pk).update(kind=Kind.REVIEW)
    assert run(at + PAUSES[0]) == 1
    assert poisoned.pk in reminded()
    assert not SetAside.objects.exists()
