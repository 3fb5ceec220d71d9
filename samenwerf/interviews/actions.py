"""Planning, moving, cancelling and finishing interviews."""

import uuid
from collections.abc import Sequence
from datetime import datetime, timedelta

from django.db import transaction
from django.utils.translation import gettext as _

from samenwerf.accounts.models import Membership
from samenwerf.agreements import actions as agreements
from samenwerf.agreements.models import Todo
from samenwerf.agreements.rules import Kind
from samenwerf.candidates import turns
from samenwerf.candidates.actions import NotNow
from samenwerf.candidates.actions.adding import told
from samenwerf.candidates.models import Application, Stage, WaitingPeriod
from samenwerf.core.errors import Refused
from samenwerf.interviews import messages
from samenwerf.interviews.models import Interview, Interviewer


@transaction.atomic
def plan(
    *,
    application: Application,
    round_name: str,
    starts_at: datetime,
    minutes: int,
    interviewers: Sequence[Membership],
    by: Membership,
    at: datetime,
    place: str = "",
    video_url: str = "",
) -> Interview:
    """An appointment: invitations go out, and each interviewer owes feedback after it.

    Raises NotNow when the candidate is not to be planned, Refused without interviewers or in the past.
    """
    locked = turns.lock(application)
    if locked.stage != Stage.INVITED:
        raise NotNow(_("There is nothing to plan for this candidate now."))
    _check(starts_at, interviewers, at)
    interview = Interview.objects.create(
        organization=locked.organization,
        application=locked,
        round_name=round_name,
        starts_at=starts_at,
        ends_at=starts_at + timedelta(minutes=minutes),
        place=place,
        video_url=video_url,
        uid=f"{uuid.uuid4()}@samenwerf",
        planned_by=by,
        planned_at=at,
    )
    _seat(interview, interviewers)
    turns.enter(locked, Stage.INTERVIEW, at=at, by=by)
    turns.wait_for(locked, WaitingPeriod.Holder.APPOINTMENT, at=at)
    _ask_for_feedback(interview, locked, at)
    messages.invite(interview=interview, at=at)
    told("interview.planned", locked, by, at)
    return interview


@transaction.atomic
def replan(
    *,
    interview: Interview,
    starts_at: datetime,
    minutes: int,
    interviewers: Sequence[Membership],
    by: Membership,
    at: datetime,
    place: str = "",
    video_url: str = "",
) -> Interview:
    """Another time, place or interviewer; everybody gets the changed invitation. Raises NotNow, Refused."""
    locked, application = _coming(interview)
    _check(starts_at, interviewers, at)
    locked.starts_at, locked.ends_at = starts_at, starts_at + timedelta(minutes=minutes)
    locked.place, locked.video_url = place, video_url
    locked.sequence += 1
    locked.save()
    left_out = list(
        locked.interviewers.exclude(member__in=interviewers).select_related(
            "member__person", "member__organization"
        )
    )
    messages.cancel(interview=locked, members=[seat.member for seat in left_out], tell_candidate=False, at=at)
    locked.interviewers.filter(pk__in=[seat.pk for seat in left_out]).delete()
    _seat(locked, interviewers)
    # The old feedback to-dos count from the old end; new ones take their place.
    agreements.close_todos(turns.open_todos(application), at=at, by=by, outcome=Todo.Outcome.LAPSED)
    _ask_for_feedback(locked, application, at)
    messages.invite(interview=locked, at=at)
    told("interview.replanned", application, by, at)
    return locked


@transaction.atomic
def cancel(*, interview: Interview, reason: str, by: Membership, at: datetime) -> None:
    """It does not go on; the recruiter plans another moment. Raises NotNow."""
    locked, application = _coming(interview)
    locked.cancelled_at, locked.cancel_reason = at, reason
    locked.sequence += 1
    locked.save(update_fields=["cancelled_at", "cancel_reason", "sequence"])
    members = [seat.member for seat in _seats(locked)]
    messages.cancel(interview=locked, members=members, tell_candidate=True, at=at)
    turns.enter(application, Stage.INVITED, at=at, by=by, reason=reason)
    told("interview.cancelled", application, by, at)


@transaction.atomic
def finish(*, interview: Interview, at: datetime) -> bool:
    """The interview is over: from its end on the candidate waits for the interviewers, who get the link.

    Claimed by a conditional update; False when another worker, or a hand-in, was first.
    """
    ended_at = min(interview.ends_at, at)
    claimed = Interview.objects.filter(pk=interview.pk, finished_at=None, cancelled_at=None).update(
        finished_at=at
    )
    if not claimed:
        return False
    application = turns.lock(interview.application)
    waiting_for = turns.open_todos(application).filter(kind=Kind.FEEDBACK, target_id=interview.pk)
    owners = set(waiting_for.values_list("owner_id", flat=True))
    if application.stage == Stage.INTERVIEW and owners:
        only_manager = owners == {application.vacancy.hiring_manager_id}
        holder = WaitingPeriod.Holder.HIRING_MANAGER if only_manager else WaitingPeriod.Holder.INTERVIEWER
        turns.wait_for(application, holder, at=ended_at)
        messages.ask_feedback(interview=interview, owner_ids=owners, at=at)
    return True


def _check(starts_at: datetime, interviewers: Sequence[Membership], at: datetime) -> None:
    if starts_at < at:
        raise Refused(_("This moment has passed. Choose a date and time to come."))
    if not interviewers:
        raise Refused(_("Choose at least one interviewer."))


def _coming(interview: Interview) -> tuple[Interview, Application]:
    """The locked interview that is still to come, and its application. Raises NotNow."""
    application = turns.lock(interview.application)
    locked = Interview.objects.select_related("organization").get(pk=interview.pk)
    locked.application = application
    if locked.is_cancelled or locked.finished_at is not None:
        raise NotNow(_("This interview is over or was cancelled already."))
    return locked, application


def _seat(interview: Interview, members: Sequence[Membership]) -> None:
    for member in members:
        Interviewer.objects.get_or_create(interview=interview, member=member)


def _seats(interview: Interview) -> list[Interviewer]:
    return list(interview.interviewers.select_related("member__person", "member__organization"))


def _ask_for_feedback(interview: Interview, application: Application, at: datetime) -> None:
    for seat in _seats(interview):
        turns.ask(
            application,
            Kind.FEEDBACK,
            at=at,
            owner=seat.member,
            target_id=interview.pk,
            counts_from=interview.ends_at,
            tell=False,
        )
