"""Open to-dos: whose turn it is."""

from datetime import datetime

from django.db.models import Count, Min, QuerySet, Value
from django.db.models.functions import StrIndex

from samenwerf.accounts.models import Membership, Organization
from samenwerf.agreements.models import Todo
from samenwerf.agreements.rules import Kind
from samenwerf.vacancies.models import Vacancy

# The kinds stand in the order of the process: this is the place of one in the row of all.
FURTHEST_FIRST = StrIndex(Value(" ".join(Kind)), "kind").desc()
# What the turn line of a to-do shows; the button to nudge shows `nudged_at` too.
ON_A_LINE = ("kind", "due_at", "waits_for_intake", "owner__person__name")


def open_todos() -> QuerySet[Todo]:
    """Most urgent first, each with its owner."""
    return Todo.objects.filter(closed_at=None).select_related("owner__person").order_by("due_at", "pk")


def begun(todos: QuerySet[Todo]) -> QuerySet[Todo]:
    """Without those that wait for the intake to be signed: nobody can do them yet."""
    return todos.filter(waits_for_intake=False)


def open_for(member: Membership) -> QuerySet[Todo]:
    """What is this member's turn, over all vacancies, most urgent first.

    Of what is due at one moment, first what is furthest in the process.
    """
    todos = member.todos.filter(closed_at=None).select_related("vacancy")
    return todos.order_by("due_at", FURTHEST_FIRST, "pk")


def open_of_application(application_id: int) -> QuerySet[Todo]:
    return open_todos().filter(application_id=application_id)


def open_in(organization: Organization) -> QuerySet[Todo]:
    todos = open_todos().filter(organization=organization).select_related("vacancy")
    return todos.order_by("due_at", FURTHEST_FIRST, "pk")


def applications_in_process(vacancy: Vacancy) -> int:
    """How many candidates are in process: each has at least one open to-do (rule 3 of the design)."""
    return (
        Todo.objects.filter(vacancy=vacancy, closed_at=None, application_id__isnull=False)
        .values("application_id")
        .distinct()
        .count()
    )


def lateness_by_vacancy(organization: Organization, at: datetime) -> dict[int, tuple[int, datetime]]:
    """Vacancy id → how many to-dos are late, and since when the latest of them."""
    rows = (
        begun(Todo.objects.filter(organization=organization, closed_at=None, due_at__lt=at))
        .values("vacancy_id")
        .annotate(late=Count("pk"), since=Min("due_at"))
    )
    return {row["vacancy_id"]: (row["late"], row["since"]) for row in rows}
