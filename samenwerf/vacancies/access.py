"""The door to vacancies: recruiters see those of their organization, a manager only the own ones."""

from django.db.models import QuerySet
from django.shortcuts import get_object_or_404

from samenwerf.accounts.models import Membership, Role
from samenwerf.vacancies.models import Vacancy


def visible_to(member: Membership) -> QuerySet[Vacancy]:
    vacancies = Vacancy.objects.filter(organization=member.organization_id).select_related(
        "organization",
        "recruiter__person",
        "recruiter__organization",
        "hiring_manager__person",
        "hiring_manager__organization",
    )
    if member.recruits:
        return vacancies
    if member.role == Role.HIRING_MANAGER:
        return vacancies.filter(hiring_manager=member)
    return vacancies.none()


def get_for(member: Membership, pk: int) -> Vacancy:
    """This vacancy, or Http404 for one that does not exist or is none of this member's business."""
    return get_object_or_404(visible_to(member), pk=pk)
