"""The door to candidates and applications."""

from django.db.models import Exists, OuterRef, QuerySet
from django.shortcuts import get_object_or_404

from samenwerf.accounts.models import Membership, Role
from samenwerf.candidates.models import Application, Candidate, Document, ImportRun, Presentation, Stage

RELATED = (
    "candidate",
    "organization",
    "vacancy__recruiter__person",
    "vacancy__hiring_manager__person",
)


def visible_to(member: Membership) -> QuerySet[Application]:
    """Recruiters: all of the organization. A manager: those presented on the own vacancies.

    Interviewers reach an application through their interview (`interviews.access`).
    """
    return _seen_by(member).select_related(*RELATED)


def _seen_by(member: Membership) -> QuerySet[Application]:
    applications = Application.objects.filter(organization=member.organization_id)
    if member.recruits:
        return applications
    if member.role == Role.HIRING_MANAGER:
        presented = Presentation.objects.filter(application=OuterRef("pk"))
        return applications.filter(Exists(presented), vacancy__hiring_manager=member)
    return applications.none()


def listed_for(member: Membership) -> QuerySet[Application]:
    """The same applications with only what every line in a list shows: the candidate."""
    return _seen_by(member).select_related("candidate")


def get_for(member: Membership, pk: int) -> Application:
    return get_object_or_404(visible_to(member), pk=pk)


def read_for(member: Membership, pk: int, *related: str) -> Application:
    """The same for a page that seldom names the recruiter or the manager: they are read when it does.

    `related`: what it shows besides candidate and vacancy.
    """
    return get_object_or_404(listed_for(member).select_related("vacancy", *related), pk=pk)


def candidates_visible_to(member: Membership) -> QuerySet[Candidate]:
    """Whole candidates, over all vacancies: recruiters only."""
    if not member.recruits:
        return Candidate.objects.none()
    return Candidate.objects.filter(organization=member.organization_id)


def candidate_for(member: Membership, pk: int) -> Candidate:
    return get_object_or_404(candidates_visible_to(member), pk=pk)


def documents_of(application: Application) -> QuerySet[Document]:
    """Documents that somebody who may see this application may open."""
    return Document.objects.filter(candidate=application.candidate_id).order_by("-uploaded_at", "-pk")


def drafts_of(member: Membership) -> QuerySet[Document]:
    """Files that this member sent with a form that was not right yet."""
    return Document.objects.filter(candidate=None, uploaded_by=member)


def import_for(member: Membership, pk: int) -> ImportRun:
    runs = ImportRun.objects.filter(organization=member.organization_id) if member.recruits else None
    return get_object_or_404(ImportRun.objects.none() if runs is None else runs, pk=pk)


def is_own_review(member: Membership, application: Application) -> bool:
    """Whether this member is the one who says yes or no to a presented candidate."""
    return application.vacancy.hiring_manager_id == member.pk and application.stage == Stage.PRESENTED
