"""What is still somebody's to do: nobody leaves, or gets a lesser role, while others wait for them."""

from dataclasses import dataclass

from django.db.models import Count, Exists, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce

from samenwerf.accounts.models import Membership, Role
from samenwerf.agreements.models import Todo
from samenwerf.agreements.rules import Kind
from samenwerf.interviews.models import Interview
from samenwerf.vacancies.models import CLOSED, Vacancy

RECRUITING = (Role.ADMIN, Role.RECRUITER)


@dataclass(frozen=True)
class Work:
    """Vacancies to hand over, each with its number of open `turns`, and interviews to rearrange."""

    vacancies: list[Vacancy]
    interviews: list[Interview]

    def __bool__(self) -> bool:
        return bool(self.vacancies or self.interviews)


def work_of(member: Membership) -> Work:
    """All that somebody else has to take over before this member can leave."""
    feedback = _open_turns(member).filter(kind=Kind.FEEDBACK)
    interviews = Interview.objects.filter(organization=member.organization_id)
    return Work(
        list(_vacancies_of(member).order_by("title", "pk")),
        list(
            interviews.filter(pk__in=feedback.values("target_id"))
            .select_related("application__candidate")
            .order_by("starts_at", "pk")
        ),
    )


def out_of_reach(member: Membership, role: str) -> QuerySet[Vacancy]:
    """The vacancies of this member that somebody with `role` could not work on."""
    vacancies = _vacancies_of(member)
    if role in RECRUITING:
        return vacancies.none()
    if role == Role.HIRING_MANAGER:
        return vacancies.filter(recruiter=member)
    return vacancies


def _vacancies_of(member: Membership) -> QuerySet[Vacancy]:
    """Running vacancies of this member, and closed ones with a turn left, such as a call to a candidate."""
    turns = _open_turns(member).exclude(kind=Kind.FEEDBACK).filter(vacancy=OuterRef("pk"))
    count = turns.order_by().values("vacancy").annotate(n=Count("pk")).values("n")
    own = Q(hiring_manager=member) | Q(recruiter=member)
    running = ~Q(status__in=CLOSED) | Exists(turns)
    found = Vacancy.objects.filter(own & running, organization=member.organization_id)
    return found.annotate(turns=Coalesce(Subquery(count), 0))


def _open_turns(member: Membership) -> QuerySet[Todo]:
    return Todo.objects.filter(owner=member, closed_at=None)
