"""The door to interviews: recruiters and the manager of the vacancy, and whoever holds the interview."""

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.shortcuts import get_object_or_404

from samenwerf.accounts.models import Membership, Role
from samenwerf.interviews.models import Interview, Interviewer


def visible_to(member: Membership) -> QuerySet[Interview]:
    interviews = Interview.objects.filter(organization=member.organization_id).select_related(
        "organization",
        "application__candidate",
        "application__vacancy__recruiter__person",
        "application__vacancy__hiring_manager__person",
    )
    if member.recruits:
        return interviews
    own = Q(Exists(Interviewer.objects.filter(interview=OuterRef("pk"), member=member)))
    if member.role == Role.HIRING_MANAGER:
        own |= Q(application__vacancy__hiring_manager=member)
    return interviews.filter(own)


def listed_for(member: Membership) -> QuerySet[Interview]:
    """The same interviews with only what a line in a list shows: candidate and vacancy."""
    related = "application__candidate", "application__vacancy"
    return visible_to(member).select_related(None).select_related(*related)


def get_for(member: Membership, pk: int) -> Interview:
    return get_object_or_404(visible_to(member), pk=pk)


def held_by(member: Membership) -> QuerySet[Interview]:
    """The interviews in which this member asks the questions."""
    return visible_to(member).filter(interviewers__member=member)
