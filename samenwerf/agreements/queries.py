"""Open to-dos: whose turn it is."""

from datetime import datetime

from django.db.models import Count, Min, QuerySet

from samenwerf.accounts.models import Membership, Organization
from samenwerf.agreements.models import Todo
from samenwerf.vacancies.models import Vacancy


def open_todos() -> QuerySet[Todo]:
    """With what a line in a list shows: vacancy and owner."""
    return (
        Todo.objects.filter(closed_at=None)
        .select_related("vacancy", "owner__person")
        .order_by("due_at", "pk")
    )


def open_for(member: Membership) -> QuerySet[Todo]:
    """What is this member's turn, most urgent first."""
    return open_todos().filter(owner=member)


def open_of_application(application_id: int) -> QuerySet[Todo]:
    return open_todos().filter(application_id=application_id)


def open_in(organization: Organization) -> QuerySet[Todo]:
    return open_todos().filter(organization=organization)


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
        Todo.objects.filter(organization=organization, closed_at=None, due_at__lt=at)
        .values("vacancy_id")
        .annotate(late=Count("pk"), since=Min("due_at"))
    )
    return {row["vacancy_id"]: (row["late"], row["since"]) for row in rows}
