"""Planning, moving, cancelling and finishing interviews."""

import uuid
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import QuerySet
from django.utils.translation import gettext as _

from samenwerf.accounts import actions as accounts
from samenwerf.accounts.models import AccessLink, Membership, Role
from samenwerf.agreements import actions as agreements
from samenwerf.agreements.models import Todo
from samenwerf.agreements.rules import Kind
from samenwerf.candidates import turns
from samenwerf.candidates.actions import NotNow
from samenwerf.candidates.actions.adding import told
from samenwerf.candidates.models import Application, Stage, WaitingPeriod
from samenwerf.core.appointments import check_is_over, check_is_to_come
from samenwerf.core.errors import Refused
from samenwerf.interviews import messages
from samenwerf.interviews.models import Interview, Interviewer

MOST_REASON = Interview._meta.get_field("cancel_reason").max_length or 0


@dataclass(frozen=True)
class Newcomer:
    """Somebody who holds interviews and is not a member yet: a name and an address are enough."""

    name: str
    email: str


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
    newcomers: Sequence[Newcomer] = (),
) -> Interview:
    """An appointment: invitations go out, and each interviewer owes feedback after it.

    Raises NotNow when the candidate is not to be planned, Refused without interviewers, in the past or
    more than a year ahead.
    """
    locked = _to_be_planned(application)
    check_is_to_come(starts_at, at)
    interview = Interview(
        application=locked,
        round_name=round_name,
        starts_at=starts_at,
        ends_at=starts_at + timedelta(minutes=minutes),
        place=place,
        video_url=video_url,
    )
    _write_down(interview, interviewers, newcomers, by=by, at=at)
    turns.wait_for(locked, WaitingPeriod.Holder.APPOINTMENT, at=at)
    messages.invite(interview=interview, at=at)
    told("interview.planned", locked, by, at)
    return interview


@transaction.atomic
def record_held(
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
    newcomers: Sequence[Newcomer] = (),
) -> Interview:
    """An interview that was held already, without an invitation from here: its interviewers are asked for
    feedback, and have their hours for it from now on.

    Raises NotNow when the candidate is not to be planned, Refused without interviewers, or when it is not
    over or more than a year ago.
    """
    locked = _to_be_planned(application)
    ends_at = starts_at + timedelta(minutes=minutes)
    check_is_over(starts_at, ends_at, at)
    interview = Interview(
        application=locked,
        round_name=round_name,
        starts_at=starts_at,
        ends_at=ends_at,
        place=place,
        video_url=video_url,
        finished_at=at,
    )
    _write_down(interview, interviewers, newcomers, by=by, at=at)
    owners = wait_for_feedback(locked, interview, at=at)
    messages.ask_feedback(interview=interview, owner_ids=owners, at=at)
    told("interview.recorded", locked, by, at)
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
    newcomers: Sequence[Newcomer] = (),
) -> Interview:
    """Another time, place or interviewer; everybody gets the changed invitation. Raises NotNow, Refused."""
    locked, application = _coming(interview)
    check_is_to_come(starts_at, at)
    _refuse_without_interviewers([*interviewers, *newcomers])
    members = [*interviewers, *_welcome(newcomers, application, at)]
    locked.sequence += 1
    _excuse_all_but(locked, members, at)
    new = {member.pk for member in members} - {seat.member_id for seat in _seats(locked)}
    locked.starts_at, locked.ends_at = starts_at, starts_at + timedelta(minutes=minutes)
    locked.place, locked.video_url = place, video_url
    locked.save()
    _seat(locked, members)
    # The old feedback to-dos count from the old end; new ones take their place.
    agreements.close_todos(turns.open_todos(application), at=at, by=by, outcome=Todo.Outcome.LAPSED)
    _ask_for_feedback(locked, application, at)
    messages.invite(interview=locked, at=at, new=new)
    told("interview.replanned", application, by, at)
    return locked


@transaction.atomic
def cancel(*, interview: Interview, reason: str, by: Membership, at: datetime) -> None:
    """It does not go on, or did not: the recruiter plans another moment.

    Raises Refused without a reason, NotNow once somebody has handed in feedback.
    """
    if not reason.strip():
        raise Refused(_("Say in a few words why it is off: it stays in the record."))
    locked, application = _not_yet_judged(interview)
    locked.cancelled_at, locked.cancel_reason = at, reason.strip()
    locked.sequence += 1
    locked.save(update_fields=["cancelled_at", "cancel_reason", "sequence"])
    if locked.ends_at > at:
        messages.cancel(
            interview=locked, members=[seat.member for seat in _seats(locked)], tell_candidate=True, at=at
        )
    agreements.close_todos(turns.open_todos(application), at=at, by=by, outcome=Todo.Outcome.LAPSED)
    turns.enter(application, Stage.INVITED, at=at, by=by, reason=reason.strip())
    told("interview.cancelled", application, by, at)


@transaction.atomic
def call_off(*, interview: Interview, reason: str, at: datetime) -> bool:
    """The candidate is not in the step "interview" any more, so the appointment goes off the calendars.

    Moves no turn: whatever took the candidate out of the step did that. The interviewers hear it now; so
    does a candidate who stopped. One who is to hear a no keeps the appointment until the recruiter has
    called (`excuse_candidate`). False when it was over, cancelled or is still on.
    """
    locked, application = _locked(interview)
    is_coming = locked.finished_at is None and not locked.is_cancelled
    if not is_coming or application.stage == Stage.INTERVIEW:
        return False
    locked.cancelled_at, locked.cancel_reason = at, reason[:MOST_REASON]
    locked.sequence += 1
    locked.candidate_keeps_it = True
    locked.save(update_fields=["cancelled_at", "cancel_reason", "sequence", "candidate_keeps_it"])
    if locked.ends_at > at:
        members = [seat.member for seat in _seats(locked)]
        messages.cancel(interview=locked, members=members, tell_candidate=False, at=at)
    if not application.is_in_process:
        excuse_candidate(interview=locked, at=at)
    return True


@transaction.atomic
def excuse_candidate(*, interview: Interview, at: datetime) -> bool:
    """Takes what was called off out of the candidate's calendar too: they know, or another moment comes.

    False when it was taken out, or put back, already.
    """
    locked, application = _locked(interview)
    if not locked.candidate_keeps_it:
        return False
    locked.candidate_keeps_it = False
    locked.save(update_fields=["candidate_keeps_it"])
    if locked.ends_at > at:
        messages.excuse_candidate(interview=locked, comes_back=application.is_in_process, at=at)
    return True


def keep_again(application: Application, *, at: datetime) -> int:
    """The call after which these were to leave the calendar of the candidate was undone in time: those
    that are off and of which the candidate got no cancellation. Returns how many."""
    off = Interview.objects.filter(application=application, cancelled_at__isnull=False, ends_at__gt=at)
    unheard = [each.pk for each in off if not messages.who_heard_it_is_off(each)[1]]
    return Interview.objects.filter(pk__in=unheard).update(candidate_keeps_it=True)


@transaction.atomic
def put_back(*, interview: Interview, at: datetime) -> bool:
    """Undoes `call_off` for a candidate who is in the step "interview" again.

    Only who heard that it was off is invited again. False when there is nothing to undo. A moment that has
    passed meanwhile is finished as any other.
    """
    locked, application = _locked(interview)
    if not locked.is_cancelled or application.stage != Stage.INTERVIEW or coming(application.pk).exists():
        return False
    members, candidate = messages.who_heard_it_is_off(locked)
    locked.cancelled_at, locked.cancel_reason = None, ""
    locked.sequence += 1
    locked.candidate_keeps_it = False
    locked.save(update_fields=["cancelled_at", "cancel_reason", "sequence", "candidate_keeps_it"])
    if locked.ends_at > at:
        messages.invite(interview=locked, at=at, new=members, only=members, tell_candidate=candidate)
    return True


@transaction.atomic
def finish(*, interview: Interview, at: datetime, handed_in_by: Membership | None = None) -> bool:
    """The interview is over: from its end on the candidate waits for the interviewers, who get the link.

    Claimed by a conditional update; False when another worker, or a hand-in, was first. Somebody whose
    hand-in ends it (`handed_in_by`) is not asked any more.
    """
    ended_at = min(interview.ends_at, at)
    claimed = Interview.objects.filter(pk=interview.pk, finished_at=None, cancelled_at=None).update(
        finished_at=at
    )
    if not claimed:
        return False
    application = turns.lock(interview.application)
    owners = wait_for_feedback(application, interview, at=ended_at)
    if handed_in_by is not None:
        owners.discard(handed_in_by.pk)
    if owners:
        messages.ask_feedback(interview=interview, owner_ids=owners, at=at)
    return True


def wait_for_feedback(application: Application, interview: Interview, *, at: datetime) -> set[int]:
    """From `at` on the candidate waits for whoever still owes feedback on this interview: their ids."""
    owing = turns.open_todos(application).filter(kind=Kind.FEEDBACK, target_id=interview.pk)
    owners = set(owing.values_list("owner_id", flat=True))
    if application.stage == Stage.INTERVIEW and owners:
        only_manager = owners == {application.vacancy.hiring_manager_id}
        holder = WaitingPeriod.Holder.HIRING_MANAGER if only_manager else WaitingPeriod.Holder.INTERVIEWER
        turns.wait_for(application, holder, at=at)
        return owners
    return set()


def coming(application_id: int) -> QuerySet[Interview]:
    """The interview of this application that is neither over nor off: at most one."""
    return Interview.objects.filter(application=application_id, finished_at=None, cancelled_at=None)


def _to_be_planned(application: Application) -> Application:
    """The locked application of a candidate who is to be met. Raises NotNow."""
    locked = turns.lock(application)
    if locked.stage != Stage.INVITED:
        raise NotNow(_("There is nothing to plan for this candidate now."))
    return locked


def _write_down(
    interview: Interview,
    interviewers: Sequence[Membership],
    newcomers: Sequence[Newcomer],
    *,
    by: Membership,
    at: datetime,
) -> None:
    """Stores a new interview with those who hold it and owe feedback on it; an earlier one that was still to
    come goes off. Raises Refused without interviewers."""
    _refuse_without_interviewers([*interviewers, *newcomers])
    application = interview.application
    for left_over in coming(application.pk):
        call_off(interview=left_over, reason="", at=at)
    for kept in Interview.objects.filter(application=application, candidate_keeps_it=True):
        excuse_candidate(interview=kept, at=at)
    interview.organization = application.organization
    interview.uid = f"{uuid.uuid4()}@samenwerf"
    interview.planned_by, interview.planned_at = by, at
    interview.save(force_insert=True)
    _seat(interview, [*interviewers, *_welcome(newcomers, application, at)])
    turns.enter(application, Stage.INTERVIEW, at=at, by=by)
    _ask_for_feedback(interview, application, at)


def _refuse_without_interviewers(interviewers: Sequence[object]) -> None:
    if not interviewers:
        raise Refused(_("Choose at least one interviewer."))


def _welcome(newcomers: Iterable[Newcomer], application: Application, at: datetime) -> list[Membership]:
    return [
        accounts.find_or_invite(
            organization=application.organization,
            name=newcomer.name,
            email=newcomer.email,
            role=Role.INTERVIEWER,
            at=at,
        )
        for newcomer in newcomers
    ]


def _locked(interview: Interview) -> tuple[Interview, Application]:
    application = turns.lock(interview.application)
    locked = Interview.objects.select_related("organization").get(pk=interview.pk)
    locked.application = application
    return locked, application


def _coming(interview: Interview) -> tuple[Interview, Application]:
    """The locked interview that is still to come, and its application. Raises NotNow."""
    locked, application = _not_yet_judged(interview)
    if locked.finished_at is not None:
        raise NotNow(_("This interview is over or was cancelled already."))
    return locked, application


def _not_yet_judged(interview: Interview) -> tuple[Interview, Application]:
    """The locked interview on which nobody handed in anything, and its application. Raises NotNow."""
    locked, application = _locked(interview)
    if locked.is_cancelled or application.stage != Stage.INTERVIEW:
        raise NotNow(_("This interview is over or was cancelled already."))
    handed_in = Todo.objects.filter(
        kind=Kind.FEEDBACK, target_id=locked.pk, application_id=application.pk, outcome=Todo.Outcome.DONE
    )
    if handed_in.exists():
        raise NotNow(_("Somebody has handed in feedback on this interview already, so it stays."))
    return locked, application


def _seat(interview: Interview, members: Sequence[Membership]) -> None:
    for member in members:
        Interviewer.objects.get_or_create(interview=interview, member=member)


def _excuse_all_but(interview: Interview, members: Sequence[Membership], at: datetime) -> None:
    """Whoever no longer takes part hears so, with the time that was; their link ends."""
    left_out = [seat for seat in _seats(interview) if seat.member not in members]
    messages.cancel(interview=interview, members=[s.member for s in left_out], tell_candidate=False, at=at)
    for seat in left_out:
        accounts.withdraw_links(
            purpose=AccessLink.Purpose.INTERVIEW, target_id=interview.pk, member=seat.member, at=at
        )
        seat.delete()


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
            counts_from=max(interview.ends_at, at),
            tell=False,
        )
