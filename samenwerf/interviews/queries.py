"""Which interviews stand on the list, and who still owes what."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db.models import QuerySet

from samenwerf.accounts.models import Membership
from samenwerf.agreements import queries as agreements
from samenwerf.agreements.models import Todo
from samenwerf.agreements.rules import Kind
from samenwerf.interviews.access import listed_for
from samenwerf.interviews.models import Interview, Interviewer

# More on one page helps nobody; the page says that there are more.
MOST = 50


@dataclass(frozen=True)
class Line:
    """An interview on a list, with the turns that are open on it."""

    interview: Interview
    seats: list[Interviewer]
    todos: list[Todo]


def missing_feedback(member: Membership, at: datetime) -> list[Line]:
    """Interviews that are over and on which somebody still owes feedback, longest ago first."""
    # From the open turns to the interviews: those are few, however many interviews there have been.
    owing = Todo.objects.filter(organization=member.organization_id, kind=Kind.FEEDBACK, closed_at=None)
    over = listed_for(member).filter(cancelled_at=None, ends_at__lte=at, pk__in=owing.values("target_id"))
    return _lines(over.order_by("ends_at", "pk"))


def coming(member: Membership, at: datetime) -> list[Line]:
    """Interviews that are going on or still to come, soonest first."""
    ahead = listed_for(member).filter(cancelled_at=None, ends_at__gt=at)
    return _lines(ahead.order_by("starts_at", "pk"))


def seats_of(interviews: Iterable[Interview]) -> dict[int, list[Interviewer]]:
    """Interview id → who holds it, by name."""
    found: dict[int, list[Interviewer]] = {}
    seats = Interviewer.objects.filter(interview__in=list(interviews)).select_related("member__person")
    for seat in seats.order_by("member__person__name", "pk"):
        found.setdefault(seat.interview_id, []).append(seat)
    return found


def feedback_todos(interviews: Iterable[Interview]) -> dict[int, list[Todo]]:
    """Interview id → the open turns to hand in feedback, most urgent first."""
    found: dict[int, list[Todo]] = {}
    ids = [interview.pk for interview in interviews]
    for todo in agreements.open_todos().filter(kind=Kind.FEEDBACK, target_id__in=ids):
        found.setdefault(todo.target_id, []).append(todo)
    return found


def double_booked(members: Iterable[Membership], interview: Interview) -> list[Interviewer]:
    """Seats of these members in another interview at the same time."""
    return list(
        Interviewer.objects.filter(
            member__in=list(members),
            interview__cancelled_at=None,
            interview__starts_at__lt=interview.ends_at,
            interview__ends_at__gt=interview.starts_at,
        )
        .exclude(interview=interview.pk)
        .select_related("member__person", "interview__application__candidate")
    )


def _lines(interviews: QuerySet[Interview]) -> list[Line]:
    found = list(interviews[:MOST])
    if not found:
        return []
    seats, todos = seats_of(found), feedback_todos(found)
    return [Line(each, seats.get(each.pk, []), todos.get(each.pk, [])) for each in found]
