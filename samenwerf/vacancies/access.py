"""The door to vacancies: recruiters see those of their organization, a manager only the own ones."""

from collections.abc import Callable

from django.db.models import QuerySet
from django.shortcuts import get_object_or_404

from samenwerf.accounts.models import AccessLink, Membership, Role
from samenwerf.vacancies.models import JobDocument, Vacancy


def visible_to(member: Membership) -> QuerySet[Vacancy]:
    # Through the organization of the member, which they then share: without reading it again.
    vacancies = member.organization.vacancies.select_related("recruiter__person", "hiring_manager__person")
    if member.recruits:
        return vacancies
    if member.role == Role.HIRING_MANAGER:
        return vacancies.filter(hiring_manager=member)
    return vacancies.none()


def get_for(member: Membership, pk: int, *related: str, with_people: bool = True) -> Vacancy:
    """This vacancy, or Http404 for one that does not exist or is none of this member's business.

    `related`: what the page shows besides. `with_people=False` is for pages that do not name its recruiter
    or manager.
    """
    vacancies = visible_to(member) if with_people else visible_to(member).select_related(None)
    return get_object_or_404(vacancies.select_related(*related) if related else vacancies, pk=pk)


def behind_link(target: str) -> Callable[[AccessLink], Vacancy | None]:
    """For `by_link`: the vacancy that a link is about; by it its owner knew title and recruiter.

    `target` is the way from a vacancy to the thing that the link opens.
    """

    def vacancy_of(link: AccessLink) -> Vacancy | None:
        vacancies = Vacancy.objects.filter(organization=link.organization_id, **{target: link.target_id})
        return vacancies.select_related("recruiter__person").first()

    return vacancy_of


def document_for(member: Membership, pk: int) -> JobDocument:
    """A document of a vacancy that this member sees; interviewers and other managers get Http404."""
    documents = JobDocument.objects.filter(vacancy__in=visible_to(member))
    return get_object_or_404(documents.select_related("vacancy__organization"), pk=pk)


def draft_for(member: Membership, pk: int) -> JobDocument:
    """A draft document that this member uploaded while making a vacancy."""
    return get_object_or_404(JobDocument.objects.filter(uploaded_by=member), pk=pk)
