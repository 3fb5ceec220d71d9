"""Who may read which feedback: nobody sees another's before handing in their own (rule 5).

Every reader goes through `visible_to`; templates and views hold no part of this rule.
"""

from django.db.models import OuterRef, Q, QuerySet, Subquery
from django.http import Http404
from django.shortcuts import get_object_or_404

from samenwerf.accounts.models import Membership, Role
from samenwerf.candidates.models import Application
from samenwerf.feedback.models import Feedback
from samenwerf.interviews import access as interviews
from samenwerf.interviews.models import Interview, Interviewer
from samenwerf.memos.models import VoiceMemo


def still_owes(member: Membership, application_id: int) -> bool:
    """Whether this member holds an interview with this candidate and has not handed in for it."""
    return (
        Interviewer.objects.filter(
            member=member, interview__application=application_id, interview__cancelled_at=None
        )
        .exclude(interview__feedback__author=member)
        .exists()
    )


def visible_to(member: Membership, application: Application) -> QuerySet[Feedback]:
    """The latest version of each feedback on this application that `member` may read now.

    The own ones always. Those of others only for recruiters, the manager of the vacancy and fellow
    interviewers, and only once this member owes nothing for this candidate.
    """
    latest = (
        Feedback.objects.filter(interview=OuterRef("interview"), author=OuterRef("author"))
        .order_by("-number")
        .values("pk")[:1]
    )
    found = (
        Feedback.objects.filter(
            interview__application=application,
            interview__organization=member.organization_id,
            pk=Subquery(latest),
        )
        .select_related("author__person", "interview", "memo")
        .prefetch_related("ratings__criterion")
        .order_by("interview__starts_at", "handed_in_at", "pk")
    )
    if not may_compare(member, application):
        return found.filter(author=member)
    return found


def may_compare(member: Membership, application: Application) -> bool:
    """Whether this member may see the scores of others on this application."""
    if member.organization_id != application.organization_id or still_owes(member, application.pk):
        return False
    if member.recruits or application.vacancy.hiring_manager_id == member.pk:
        return True
    return Interviewer.objects.filter(
        member=member, interview__application=application, interview__cancelled_at=None
    ).exists()


def interview_for(member: Membership, pk: int) -> Interview:
    """The interview on which this member gives feedback: only one that they hold."""
    return get_object_or_404(interviews.held_by(member), pk=pk)


def versions_of(member: Membership, interview: Interview, author: Membership) -> QuerySet[Feedback]:
    """All versions of one person's feedback, oldest first, for whoever may read it."""
    if author.pk != member.pk and not may_compare(member, interview.application):
        raise Http404("not yours to read")
    return Feedback.objects.filter(interview=interview, author=author).order_by("number")


def memo_for(member: Membership, pk: int) -> VoiceMemo:
    """A memo that this member recorded, or that belongs to feedback which they may read."""
    memo = get_object_or_404(VoiceMemo, pk=pk, organization=member.organization_id)
    if memo.author_id == member.pk:
        return memo
    feedback = Feedback.objects.filter(memo=memo).select_related("interview__application__vacancy").first()
    if feedback is None or not may_compare(member, feedback.interview.application):
        raise Http404("not yours to hear")
    return memo


def may_decide(member: Membership, application: Application) -> bool:
    """The manager of the vacancy decides; a recruiter may write down what the manager decided."""
    return member.recruits or (
        member.role == Role.HIRING_MANAGER and application.vacancy.hiring_manager_id == member.pk
    )


def own_or_managed(member: Membership) -> Q:
    """Applications of which this member may open the comparison."""
    if member.recruits:
        return Q()
    return Q(vacancy__hiring_manager=member)
