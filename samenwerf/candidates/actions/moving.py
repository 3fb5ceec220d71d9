"""The verbs that move an application from one turn to the next, up to the answer to an offer."""

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from samenwerf.accounts.models import Membership
from samenwerf.agreements import actions as agreements
from samenwerf.agreements.messages import Reply
from samenwerf.agreements.models import Todo
from samenwerf.agreements.rules import Kind
from samenwerf.candidates import messages, queries, turns
from samenwerf.candidates.actions.adding import told
from samenwerf.candidates.judged_by import judged_by
from samenwerf.candidates.models import (
    IN_PROCESS,
    Application,
    Presentation,
    ReviewLine,
    Stage,
    WaitingPeriod,
)
from samenwerf.core.errors import Refused
from samenwerf.intake.models import Requirement
from samenwerf.vacancies import actions as vacancies
from samenwerf.vacancies.models import Vacancy
from samenwerf.wording.uses import check_reason

Verdict = ReviewLine.Verdict


class NotNow(Refused):
    """The application is not where this verb applies: somebody else was first, or the page is old."""


def _at_stage(application: Application, *stages: str) -> Application:
    """The locked application when it is in one of `stages`. Raises NotNow."""
    locked = turns.lock(application)
    if locked.stage not in stages:
        raise NotNow(
            _("This candidate is now at “%(stage)s”. Look again at what is next.")
            % {"stage": locked.get_stage_display()}
        )
    return locked


def _last_presentation(application: Application) -> Presentation:
    return application.presentations.order_by("-presented_at", "-pk")[0]


@transaction.atomic
def present(
    *,
    application: Application,
    pitch: str,
    by: Membership,
    at: datetime,
    tell: bool = True,
) -> Presentation:
    """Puts the candidate before the hiring manager, who gets a message with a link.

    `tell` is that of `agreements.open_todo`.

    Raises NotNow, and Refused on a vacancy that is not open (no intake, no vacancy) or whose hiring manager
    has left.
    """
    locked = _at_stage(application, Stage.NEW)
    vacancy = Vacancy.objects.select_for_update().get(pk=locked.vacancy_id)
    if not vacancy.is_open:
        raise Refused(_("This vacancy is not open: both sides sign the intake first."))
    if vacancy.hiring_manager.left_at is not None:
        raise Refused(
            _(
                "%(name)s no longer works here. First choose another hiring manager on the page of the"
                " vacancy, with “Change or hand over”."
            )
            % {"name": vacancy.hiring_manager.name}
        )
    locked.pitch = pitch
    locked.save(update_fields=["pitch"])
    presentation = Presentation.objects.create(application=locked, presented_by=by, presented_at=at)
    turns.enter(locked, Stage.PRESENTED, at=at, by=by, tell=tell)
    told("candidate.presented", locked, by, at)
    return presentation


@transaction.atomic
def present_many(*, applications: Sequence[Application], by: Membership, at: datetime) -> int:
    """Puts candidates of one vacancy before its manager with one message that has a link for each.

    Each with the line that was written for them; passes by who is not new any more. Returns how many were
    presented. Raises Refused on a vacancy that is not open.
    """
    locked = [turns.lock(application) for application in sorted(applications, key=lambda each: each.pk)]
    new = [application for application in locked if application.stage == Stage.NEW]
    for application in new:
        present(application=application, pitch=application.pitch, by=by, at=at, tell=False)
    if new:
        agreements.tell_of_several(todos=turns.reviews_of(new), at=at)
    return len(new)


@transaction.atomic
def turn_down(*, application: Application, reason: str, by: Membership, at: datetime) -> None:
    """The recruiter does not present this candidate, who is told so.

    Raises NotNow, and Refused for a reason that may not be one.
    """
    check_reason(reason)
    locked = _at_stage(application, Stage.NEW)
    turns.enter(locked, Stage.TO_TELL, at=at, by=by, reason=reason)
    told("candidate.turned_down", locked, by, at)


@transaction.atomic
def take_back_turning_down(*, application: Application, by: Membership, at: datetime) -> None:
    """Before the candidate heard it: the recruiter still looks whether to present. Raises NotNow."""
    locked = _at_stage(application, Stage.TO_TELL)
    if not was_turned_down(locked) or locked.vacancy.is_closed:
        raise NotNow(_("This no is not yours to take back. Look again at what is next."))
    turns.go_back(locked, to=Stage.NEW, since=locked.stage_since, at=at, by=by)
    told("candidate.turning_down_taken_back", locked, by, at)


def was_turned_down(application: Application) -> bool:
    """Whether the no that is to be told came before the candidate was presented."""
    last = turns.last_change(application)
    return last is not None and (last.from_stage, last.to_stage) == (Stage.NEW, Stage.TO_TELL)


@transaction.atomic
def review(
    *,
    application: Application,
    verdict: str,
    by: Membership,
    at: datetime,
    text: str = "",
    requirement: Requirement | None = None,
) -> ReviewLine:
    """The manager says invite, not, or asks a question.

    A "not" rests on a requirement that this candidate is judged by, as it was worded then, or on another
    reason in words. Raises NotNow, and Refused for a "not" without a reason, on a nice-to-have, on what was
    agreed after the candidate was presented, or with what may not be a reason, and for an empty question.
    """
    locked = _at_stage(application, Stage.PRESENTED)
    if verdict == Verdict.NOT:
        if not text.strip():
            raise Refused(_("Say in one line what you saw or missed."))
        if requirement is not None:
            requirement = _as_agreed(locked, requirement)
        if requirement is not None and requirement.kind == Requirement.Kind.NICE_TO_HAVE:
            raise Refused(_("A nice-to-have is never a reason to reject. Choose another reason."))
        check_reason(text)
    if verdict == Verdict.QUESTION and not text.strip():
        raise Refused(_("Type your question."))
    line = ReviewLine.objects.create(
        presentation=_last_presentation(locked),
        verdict=verdict,
        text=text.strip(),
        requirement_id=requirement.pk if requirement else None,
        requirement_text=requirement.text if requirement else "",
        by=by,
        at=at,
    )
    if verdict == Verdict.INVITE:
        turns.enter(locked, Stage.INVITED, at=at, by=by)
    elif verdict == Verdict.NOT:
        turns.enter(locked, Stage.TO_TELL, at=at, by=by, reason=text.strip())
    else:
        agreements.close_todos(turns.open_todos(locked), at=at, by=by)
        turns.wait_for(locked, WaitingPeriod.Holder.RECRUITER, at=at)
        turns.ask(locked, Kind.ANSWER_QUESTION, at=at)
    told("candidate.reviewed", locked, by, at, verdict=verdict)
    return line


def _as_agreed(application: Application, requirement: Requirement) -> Requirement:
    for agreed in judged_by(application).requirements:
        if agreed.pk == requirement.pk:
            return agreed
    raise Refused(
        _(
            "This was agreed after the candidate was presented. Choose a requirement from before, or another"
            " reason."
        )
    )


@transaction.atomic
def reply(*, application: Application, text: str, by: Membership, at: datetime) -> ReviewLine:
    """The recruiter answers the manager's question; it is the manager's turn again. Raises NotNow."""
    locked = _at_stage(application, Stage.PRESENTED)
    if not turns.open_todos(locked).filter(kind=Kind.ANSWER_QUESTION).exists():
        raise NotNow(_("There is no question to answer any more. Look again at what is next."))
    if not text.strip():
        raise Refused(_("Type your answer."))
    presentation = _last_presentation(locked)
    asked = presentation.lines.filter(verdict=Verdict.QUESTION).last()
    line = ReviewLine.objects.create(
        presentation=presentation, verdict=Verdict.REPLY, text=text.strip(), by=by, at=at
    )
    answer = Reply(question=asked.text, answer=line.text) if asked else None
    turns.enter(locked, Stage.PRESENTED, at=at, by=by, reply=answer)
    told("candidate.replied", locked, by, at)
    return line


@transaction.atomic
def take_back_review(*, application: Application, by: Membership, at: datetime) -> None:
    """The manager changes their mind before anything followed from it: an answer or a question. Raises
    NotNow."""
    locked = _at_stage(application, Stage.PRESENTED, Stage.INVITED, Stage.TO_TELL)
    said = ReviewLine.objects.filter(presentation__application=locked).last()
    asks = locked.stage == Stage.PRESENTED
    if asks and (said is None or said.verdict != Verdict.QUESTION):
        raise NotNow(_("Your question has already been answered."))
    last = turns.last_change(locked)
    led_here = said and last and (last.from_stage, last.at) == (Stage.PRESENTED, said.at)
    if said is None or not (asks or led_here):
        raise NotNow(_("Something has already followed from this answer. Call your recruiter to change it."))
    ReviewLine.objects.create(presentation_id=said.presentation_id, verdict=Verdict.TAKEN_BACK, by=by, at=at)
    turns.go_back(locked, to=Stage.PRESENTED, since=said.at, at=at, by=by)
    told("candidate.question_taken_back" if asks else "candidate.review_taken_back", locked, by, at)


@transaction.atomic
def tell(*, application: Application, by: Membership, at: datetime, note: str = "") -> None:
    """The candidate has heard the no, in person: the application ends here. `note`: of the call."""
    locked = _at_stage(application, Stage.TO_TELL)
    turns.enter(locked, Stage.REJECTED, at=at, by=by)
    told("candidate.told", locked, by, at, reason=note.strip())


@transaction.atomic
def tell_by_mail(*, applications: Sequence[Application], text: str, by: Membership, at: datetime) -> int:
    """One no for many who never came to talk: each gets `text` in a message of their own and ends here.

    Who is still new is turned down with it. Passes by who has no e-mail address, had an interview or is
    elsewhere by now. Returns how many were told. Raises Refused for what may not be a reason.
    """
    check_reason(text)
    told_now = 0
    for application in applications:
        locked = turns.lock(application)
        if not queries.can_be_told_by_mail(by).filter(pk=locked.pk).exists():
            continue
        if locked.stage == Stage.NEW:
            turn_down(application=locked, reason=text, by=by, at=at)
            locked = turns.lock(application)
        messages.tell(application=locked, text=text, by=by, at=at)
        turns.enter(locked, Stage.REJECTED, at=at, by=by)
        told("candidate.told_by_mail", locked, by, at)
        told_now += 1
    return told_now


@transaction.atomic
def make_offer(*, application: Application, by: Membership, at: datetime) -> None:
    """The candidate has the offer and thinks about it: now they hold the clock, not us."""
    locked = _at_stage(application, Stage.OFFER)
    if not turns.open_todos(locked).filter(kind=Kind.MAKE_OFFER).exists():
        raise NotNow(_("The offer has already been made."))
    agreements.close_todos(turns.open_todos(locked), at=at, by=by)
    turns.wait_for(locked, WaitingPeriod.Holder.CANDIDATE, at=at)
    turns.ask(locked, Kind.HEAR_OFFER, at=at)
    told("candidate.offered", locked, by, at)


@transaction.atomic
def take_back_offer(*, application: Application, by: Membership, at: datetime) -> None:
    """The offer was not made after all: the recruiter still makes it. Raises NotNow."""
    locked = _at_stage(application, Stage.OFFER)
    made = Todo.objects.filter(application_id=locked.pk, kind=Kind.MAKE_OFFER, outcome=Todo.Outcome.DONE)
    made_at = made.order_by("closed_at").values_list("closed_at", flat=True).last()
    if made_at is None or not turns.open_todos(locked).filter(kind=Kind.HEAR_OFFER).exists():
        raise NotNow(_("The offer has not been made yet."))
    turns.go_back(locked, to=Stage.OFFER, since=made_at, at=at, by=by)
    told("candidate.offer_taken_back", locked, by, at)


@transaction.atomic
def hear_offer(
    *, application: Application, accepted: bool, by: Membership, at: datetime, reason: str = ""
) -> None:
    """The candidate's answer to the offer."""
    locked = _at_stage(application, Stage.OFFER)
    turns.enter(locked, Stage.HIRED if accepted else Stage.WITHDRAWN, at=at, by=by, reason=reason)
    told("candidate.hired" if accepted else "candidate.offer_declined", locked, by, at)


@transaction.atomic
def withdraw(*, application: Application, reason: str, by: Membership, at: datetime) -> None:
    """The candidate stops, at any moment while in process."""
    locked = _at_stage(application, *IN_PROCESS)
    turns.enter(locked, Stage.WITHDRAWN, at=at, by=by, reason=reason)
    told("candidate.withdrew", locked, by, at, reason=reason)


@transaction.atomic
def reopen(*, application: Application, by: Membership, at: datetime) -> None:
    """Undoes an end: back to where the application was. Raises NotNow.

    `feedback.actions.take_up_again` is this with the interview that went off.
    """
    locked = _at_stage(application, Stage.REJECTED, Stage.WITHDRAWN, Stage.HIRED)
    last = turns.last_change(locked)
    before = last.from_stage if last else Stage.INVITED
    turns.go_back(locked, to=before, since=locked.stage_since, at=at, by=by)
    told("candidate.reopened", locked, by, at)


@transaction.atomic
def close_vacancy(*, vacancy: Vacancy, status: str, reason: str, by: Membership, at: datetime) -> int:
    """Fills or cancels a vacancy; everybody still in process is to be told.

    Returns how many are to be told now: also those who were already.
    """
    in_process = list(
        Application.objects.filter(vacancy=vacancy, closed_at=None)
        .exclude(stage=Stage.TO_TELL)
        .order_by("pk")
    )
    if status == Vacancy.Status.FILLED:
        vacancies.fill(vacancy=vacancy, by=by, at=at)
    else:
        vacancies.cancel(vacancy=vacancy, reason=reason, by=by, at=at)
    for application in in_process:
        locked = turns.lock(application)
        turns.enter(locked, Stage.TO_TELL, at=at, by=by, reason=reason)
        told("candidate.vacancy_closed", locked, by, at)
    return Application.objects.filter(vacancy=vacancy, stage=Stage.TO_TELL).count()


@transaction.atomic
def reopen_vacancy(*, vacancy: Vacancy, by: Membership, at: datetime) -> int:
    """Undoes close_vacancy: the vacancy and those who were to be told because of it are where they were.

    Returns how many candidates that are; who has heard the no stays rejected.
    """
    undone = vacancies.reopen(vacancy=vacancy, by=by, at=at)
    back = 0
    for application in Application.objects.filter(vacancy=vacancy, stage=Stage.TO_TELL).order_by("pk"):
        last = turns.last_change(application)
        if last is None or last.at != undone.at:
            continue
        locked = turns.lock(application)
        turns.go_back(locked, to=last.from_stage, since=undone.at, at=at, by=by)
        told("candidate.reopened", locked, by, at)
        back += 1
    about_the_vacancy = Todo.objects.filter(vacancy=vacancy, application_id=None)
    agreements.reopen_todos(about_the_vacancy.filter(closed_at=undone.at), at=at)
    return back
