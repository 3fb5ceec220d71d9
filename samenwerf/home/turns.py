"""To-dos as the lines in which a page says whose turn it is: many of a kind are one line."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime

from django.db.models import Count, Min, Q, QuerySet

from samenwerf.accounts.models import Membership
from samenwerf.agreements.models import Todo
from samenwerf.agreements.rules import Kind
from samenwerf.candidates.models import Application

# Own turns of these kinds, from so many on a vacancy on, are one line from which one goes through them.
GONE_THROUGH = (Kind.PRESENT, Kind.CALL_BACK)
MANY = 3


@dataclass
class Turn:
    """One line: to-dos of one kind, for one person, on one vacancy."""

    todos: list[Todo]
    # How many to-dos it stands for; `todos` may hold only the most urgent of them.
    count: int = 1
    applications: list[Application] = field(default_factory=list)
    waits_since: datetime | None = None
    # Feedback on an interview that is still to come: there is only something to prepare.
    is_ahead: bool = False
    # Who answered the questions beforehand, where the conversation about the intake is next.
    answered_by: str = ""

    @property
    def todo(self) -> Todo:
        """The most urgent of them."""
        return self.todos[0]

    @property
    def application(self) -> Application | None:
        return self.applications[0] if self.count == 1 and self.applications else None


@dataclass(frozen=True)
class OfAKind:
    """To-dos of one kind for one person on one vacancy: how many, and the one that was opened first."""

    kind: str
    owner_id: int
    vacancy_id: int
    count: int
    first: int
    # When the most urgent of them is due.
    due_at: datetime
    # How many of them are about a candidate.
    candidates: int

    def is_one_line_for(self, member: Membership) -> bool:
        """What others do is said once; own turns stand one by one, unless one goes through many."""
        if self.owner_id != member.pk:
            return self.count > 1
        return self.kind in GONE_THROUGH and self.count >= MANY


def of_a_kind(todos: QuerySet[Todo]) -> list[OfAKind]:
    found = todos.order_by().values("kind", "owner_id", "vacancy_id")
    counted = found.annotate(
        count=Count("pk"), first=Min("pk"), due_at=Min("due_at"), candidates=Count("application_id")
    )
    return [OfAKind(**row) for row in counted]


def with_one_of(many: Iterable[OfAKind], todos: QuerySet[Todo]) -> QuerySet[Todo]:
    """Without the many of a kind, except for the first of each."""
    vacancies_of = defaultdict(list)
    for each in many:
        vacancies_of[each.kind, each.owner_id].append(each.vacancy_id)
    left_out = Q(pk__in=[])
    for (kind, owner_id), ids in vacancies_of.items():
        left_out |= Q(kind=kind, owner=owner_id, vacancy__in=ids)
    return todos.exclude(left_out & ~Q(pk__in=[each.first for each in many]))


def most_urgent_first(shown: Iterable[Todo], many: Iterable[OfAKind]) -> list[Todo]:
    """A to-do that stands for many of a kind is due when the most urgent of these is."""
    due = {each.first: each.due_at for each in many}
    todos = list(shown)
    for todo in todos:
        todo.due_at = due.get(todo.pk, todo.due_at)
    return sorted(todos, key=lambda todo: todo.due_at)


def turn_of(
    todos: list[Todo], applications: dict[int, Application], waits: dict[int, datetime], count: int = 1
) -> Turn:
    """`applications` and `waits` hold, for each application, what is known of it."""
    ids = [todo.application_id for todo in todos if todo.application_id]
    since = [waits[pk] for pk in ids if pk in waits]
    return Turn(
        todos=todos,
        count=count,
        applications=[applications[pk] for pk in ids if pk in applications],
        waits_since=min(since, default=None),
        is_ahead=todos[0].kind == Kind.FEEDBACK and todos[0].application_id not in waits,
    )


def bundled(todos: Iterable[Todo]) -> list[list[Todo]]:
    """Same person, same vacancy, same thing to do: one line, in the order of the most urgent."""
    bundles: dict[tuple[int, int, str], list[Todo]] = {}
    for todo in todos:
        bundles.setdefault((todo.owner_id, todo.vacancy_id, todo.kind), []).append(todo)
    return list(bundles.values())
