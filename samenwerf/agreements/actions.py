"""Opening and closing turns, and reminding of them."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from samenwerf.accounts.models import Membership
from samenwerf.agreements import messages
from samenwerf.agreements.messages import Reply
from samenwerf.agreements.models import A_DAY, Agreement, Todo
from samenwerf.agreements.rules import DEFAULT_HOURS, REMINDERS, RULES, Kind
from samenwerf.core.errors import Refused
from samenwerf.core.working_time import add_working_hours
from samenwerf.history.actions import record
from samenwerf.vacancies.models import Vacancy


@transaction.atomic
def agree(*, vacancy: Vacancy, hours: Mapping[str, int], at: datetime) -> None:
    """Makes the agreements of a vacancy as the intake signed them: kind → working hours."""
    for kind, agreed_hours in hours.items():
        Agreement.objects.update_or_create(
            vacancy=vacancy,
            kind=kind,
            defaults={"party": RULES[kind].party, "hours": agreed_hours, "agreed_at": at},
        )


def agreed_hours(vacancy: Vacancy, kind: str) -> int:
    """Working hours within which `kind` has to be done on this vacancy."""
    if kind not in DEFAULT_HOURS:
        return RULES[kind].hours
    hours = Agreement.objects.filter(vacancy=vacancy, kind=kind).values_list("hours", flat=True).first()
    return hours or DEFAULT_HOURS[kind]


@transaction.atomic
def open_todo(
    *,
    vacancy: Vacancy,
    kind: str,
    owner: Membership,
    target_id: int,
    at: datetime,
    application_id: int | None = None,
    code: str = "",
    counts_from: datetime | None = None,
    tell: bool = True,
    about: str = "",
    reply: Reply | None = None,
) -> Todo:
    """It is `owner`'s turn: one open to-do per kind, owner and thing, so opening twice is harmless.

    Due within the agreed working hours after `counts_from` (else `at`). `tell` sends the owner the
    message that it is their turn, with a link, and with what it is `about` in the owner's language; after
    a question of theirs with the `reply`.
    """
    week = vacancy.organization.working_week
    due_at = add_working_hours(counts_from or at, agreed_hours(vacancy, kind), week)
    todo, created = Todo.objects.get_or_create(
        kind=kind,
        owner=owner,
        target_id=target_id,
        closed_at=None,
        defaults={
            "organization": vacancy.organization,
            "vacancy": vacancy,
            "application_id": application_id,
            "code": code,
            "opened_at": at,
            **_clock(vacancy, kind, due_at),
        },
    )
    if created and tell:
        messages.your_turn(todo=todo, at=at, about=about, reply=reply)
    return todo


def open_todos(
    *,
    vacancy: Vacancy,
    kind: str,
    owner: Membership,
    things: Iterable[tuple[int, str]],
    at: datetime,
) -> list[Todo]:
    """The same new turn for many applications at once, as (id, candidate code); nobody is told by mail.

    For lists that come in together: the owner is at the screen. Never for something that is open already.
    """
    due_at = add_working_hours(at, agreed_hours(vacancy, kind), vacancy.organization.working_week)
    return Todo.objects.bulk_create(
        Todo(
            organization=vacancy.organization,
            vacancy=vacancy,
            kind=kind,
            owner=owner,
            target_id=pk,
            application_id=pk,
            code=code,
            opened_at=at,
            **_clock(vacancy, kind, due_at),
        )
        for pk, code in things
    )


def _clock(vacancy: Vacancy, kind: str, due_at: datetime) -> dict[str, Any]:
    """When a new to-do is due and reminded of; nobody is presented, nor late, before the intake is signed."""
    waits = kind == Kind.PRESENT and not vacancy.intake_hash and _is_unsigned(vacancy)
    return {
        "due_at": due_at,
        "next_reminder_at": None if waits else due_at,
        "waits_for_intake": waits,
    }


def _is_unsigned(vacancy: Vacancy) -> bool:
    """At this moment and until the end of the transaction: signing waits for us, or we for it."""
    unsigned = Vacancy.objects.select_for_update().filter(pk=vacancy.pk, intake_hash="")
    return unsigned.values_list("pk", flat=True).first() is not None


def start_clocks(*, vacancy: Vacancy, at: datetime) -> int:
    """The intake is signed: what waited for it is due from now on. Returns how many to-dos that are."""
    due_at = add_working_hours(at, agreed_hours(vacancy, Kind.PRESENT), vacancy.organization.working_week)
    waiting = Todo.objects.filter(vacancy=vacancy, closed_at=None, waits_for_intake=True)
    return waiting.update(due_at=due_at, next_reminder_at=due_at, waits_for_intake=False)


def tell_of_several(*, todos: Sequence[Todo], at: datetime) -> None:
    """One message to their owner for what was opened without telling, most urgent first."""
    messages.your_turn_on_several(todos=todos, at=at)


def send_again(*, todos: Sequence[Todo], at: datetime) -> None:
    """One message with the links once more, for an owner who asks for it; at most one an hour."""
    messages.your_turn_on_several(todos=todos, at=at, once=f"again:{at:%Y%m%d%H}")


def close_todos(
    todos: QuerySet[Todo], *, at: datetime, by: Membership | None, outcome: str = Todo.Outcome.DONE
) -> int:
    """Closes those of `todos` that are still open; returns how many this call closed."""
    return todos.filter(closed_at=None).update(
        closed_at=at, closed_by=by, outcome=outcome, next_reminder_at=None
    )


@transaction.atomic
def reopen_todos(todos: QuerySet[Todo], *, at: datetime) -> int:
    """Undoes that `todos` were closed: the same turns, due when they were due. Returns how many.

    The time in between counts, as it does for who waits: what was late is late. Reminders go on where they
    were.
    """
    closed = list(todos.exclude(closed_at=None).select_related("organization"))
    for todo in closed:
        todo.closed_at, todo.closed_by, todo.outcome = None, None, Todo.Outcome.OPEN
        todo.next_reminder_at = _next_reminder_at(todo, at)
    fields = ["closed_at", "closed_by", "outcome", "next_reminder_at"]
    Todo.objects.bulk_update(closed, fields, batch_size=200)
    return len(closed)


def _next_reminder_at(todo: Todo, at: datetime) -> datetime | None:
    """Of a turn that is open again: never at once, for who has it sees it just now."""
    if todo.reminders_sent >= REMINDERS or todo.waits_for_intake:
        return None
    week = todo.organization.working_week
    step = add_working_hours(todo.due_at, week.hours_per_day, week) if todo.reminders_sent else todo.due_at
    return step if step > at else add_working_hours(at, week.hours_per_day, week)


@transaction.atomic
def remind(*, todo: Todo, at: datetime) -> bool:
    """Sends the reminder that is due, at most once per step whoever else tries; False if nothing was to do.

    Claimed by a conditional update on the step, in one transaction with the message.
    """
    step = todo.reminders_sent + 1
    if step < REMINDERS:
        week = todo.organization.working_week
        next_at = add_working_hours(at, week.hours_per_day, week)
    else:
        next_at = None
    claimed = Todo.objects.filter(
        pk=todo.pk, closed_at=None, reminders_sent=todo.reminders_sent, next_reminder_at__lte=at
    ).update(reminders_sent=step, next_reminder_at=next_at)
    if not claimed:
        return False
    messages.reminder(todo=todo, step=step, at=at)
    _told("todo.reminded", todo, None, at, step=step)
    return True


@transaction.atomic
def nudge(*, todo: Todo, by: Membership, at: datetime) -> None:
    """A friendly extra message by hand, from the recruiter to whoever has the turn.

    Raises Refused for what is done, for who left, and within a day of the one before, whoever sent it.
    """
    if not todo.is_open:
        raise Refused(_("That is done already."))
    if todo.owner.left_at is not None:
        raise Refused(_("%(name)s no longer works here. Choose somebody else.") % {"name": todo.owner.name})
    again = Q(nudged_at=None) | Q(nudged_at__lte=at - A_DAY)
    if not Todo.objects.filter(again, pk=todo.pk, closed_at=None).update(nudged_at=at):
        raise Refused(
            _("%(name)s had a friendly message less than a day ago. Calling helps more.")
            % {"name": todo.owner.name}
        )
    messages.nudge(todo=todo, by=by, at=at)
    _told("todo.nudged", todo, by, at)


def _told(verb: str, todo: Todo, by: Membership | None, at: datetime, **details: int) -> None:
    record(
        verb,
        organization=todo.organization,
        by=by,
        at=at,
        vacancy_id=todo.vacancy_id,
        application_id=todo.application_id,
        kind=todo.kind,
        owner=todo.owner.name,
        code=todo.code,
        **details,
    )
