"""Who may read which feedback: nobody sees another's before handing in their own (rule 5).

Every reader goes through `visible_to`; templates and views hold no part of this rule.
"""

from django.db.models import Exists, OuterRef, Q, QuerySet, Subquery
from django.http import Http404
from django.shortcuts import get_object_or_404

from samenwerf.accounts.models import Membership, Role
from samenwerf.candidates import access as candidates
from samenwerf.candidates.models import Application
from samenwerf.feedback.models import Feedback
from samenwerf.interviews import access as interviews
from samenwerf.interviews.models import Interview, Interviewer
from samenwerf.memos.models import VoiceMemo
from samenwerf.vacancies import access as vacancies
from samenwerf.vacancies.models import Vacancy


def owed_by(member: Membership, *, application: OuterRef) -> QuerySet[Interviewer]:
    """The seats for which this member still has to hand in on one application."""
    own = Feedback.objects.filter(interview=OuterRef("interview"), author=member)
    seats = Interviewer.objects.filter(
        member=member, interview__application=application, interview__cancelled_at=None
    )
    return seats.filter(~Exists(own))


def _readable(member: Membership) -> Q:
    """Feedback of others that is this member's business at all, rule 5 apart.

    Recruiters: the organization's. A manager: that on the own vacancies. Interviewers: that on the
    interviews which they hold themselves.
    """
    if member.recruits:
        return Q()
    own = Interviewer.objects.filter(
        member=member, interview=OuterRef("interview"), interview__cancelled_at=None
    )
    seen = Q(Exists(own))
    if member.role == Role.HIRING_MANAGER:
        seen |= Q(interview__application__vacancy__hiring_manager=member)
    return seen


def visible_to(member: Membership) -> QuerySet[Feedback]:
    """The latest version of each feedback that `member` may read now, of their organization.

    The own ones always; those of others when they are this member's business and only once this member
    owes nothing for that candidate. One query, so that a page of any length keeps the rule.
    `others_were_in` says whether somebody else had handed in on that interview before this version was.
    """
    latest = (
        Feedback.objects.filter(interview=OuterRef("interview"), author=OuterRef("author"))
        .order_by("-number")
        .values("pk")[:1]
    )
    owed = owed_by(member, application=OuterRef("interview__application"))
    others_before = Feedback.objects.filter(
        interview=OuterRef("interview"), handed_in_at__lt=OuterRef("handed_in_at")
    ).exclude(author=OuterRef("author"))
    return (
        Feedback.objects.filter(interview__organization=member.organization_id, pk=Subquery(latest))
        .filter(Q(author=member) | (_readable(member) & ~Q(Exists(owed))))
        .annotate(others_were_in=Exists(others_before))
        .select_related("author__person", "interview", "memo")
        .order_by("interview__starts_at", "handed_in_at", "pk")
    )


def still_owes(member: Membership, application: Application) -> bool:
    """Whether this member holds an interview with this candidate and has not handed in for it."""
    return (
        Application.objects.filter(pk=application.pk)
        .filter(Exists(owed_by(member, application=OuterRef("pk"))))
        .exists()
    )


def interview_for(member: Membership, pk: int) -> Interview:
    """The interview on which this member gives feedback: only one that they hold."""
    return get_object_or_404(interviews.held_by(member), pk=pk)


def versions_of(member: Membership, feedback: Feedback) -> QuerySet[Feedback]:
    """All versions of feedback that this member may read, oldest first."""
    get_object_or_404(visible_to(member), interview=feedback.interview_id, author=feedback.author_id)
    return Feedback.objects.filter(interview=feedback.interview_id, author=feedback.author_id).order_by(
        "number"
    )


def memo_for(member: Membership, pk: int) -> VoiceMemo:
    """A memo that this member recorded, or that belongs to feedback which they may read."""
    memo = get_object_or_404(VoiceMemo, pk=pk, organization=member.organization_id)
    if memo.author_id != member.pk and not visible_to(member).filter(memo=memo).exists():
        raise Http404("not yours to hear")
    return memo


def memo_on(member: Membership, interview: Interview, pk: int) -> VoiceMemo:
    """A memo of feedback on this interview that this member may read; for links, which open one interview."""
    feedback = get_object_or_404(visible_to(member), interview=interview, memo=pk)
    return feedback.memo  # type: ignore[return-value]


def memo_about(member: Membership, application: Application, pk: int) -> VoiceMemo:
    """The same for a link that opens one application."""
    feedback = get_object_or_404(visible_to(member), interview__application=application, memo=pk)
    return feedback.memo  # type: ignore[return-value]


def may_decide(member: Membership, application: Application) -> bool:
    """The manager of the vacancy decides; a recruiter may write down what the manager decided."""
    return member.recruits or (
        member.role == Role.HIRING_MANAGER and application.vacancy.hiring_manager_id == member.pk
    )


def vacancy_for(member: Membership, pk: int) -> Vacancy:
    """The vacancy whose candidates this member compares: recruiters and its manager."""
    return vacancies.get_for(member, pk, with_people=False)


def application_to_decide_on(member: Membership, pk: int) -> Application:
    """The application on which this member may decide; Http404 for any other."""
    application = candidates.get_for(member, pk)
    if not may_decide(member, application):
        raise Http404("not yours to decide")
    return application
