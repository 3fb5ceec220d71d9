"""After signing: a visible request with a reason, answered by the other side."""

from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import Max
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from samenwerf.accounts.models import Membership
from samenwerf.agreements import actions as agreements
from samenwerf.agreements.models import Todo
from samenwerf.agreements.queries import applications_in_process
from samenwerf.agreements.rules import Kind
from samenwerf.core.errors import Refused
from samenwerf.intake import messages
from samenwerf.intake.actions.preparing import told
from samenwerf.intake.actions.signing import add_version, criterion_from, is_rated, may_be_rated, side_of
from samenwerf.intake.comparison import Change
from samenwerf.intake.completeness import missing
from samenwerf.intake.effects import in_the_way
from samenwerf.intake.models import (
    Answer,
    ChangeRequest,
    Intake,
    IntakeVersion,
    Requirement,
    Round,
    Signature,
)
from samenwerf.intake.parts import parts
from samenwerf.intake.snapshot import content_of
from samenwerf.scorecards import actions as scorecards

Subject = ChangeRequest.Subject


@transaction.atomic
def request_change(
    *,
    intake: Intake,
    subject: str,
    target: str = "",
    after: dict[str, Any] | None = None,
    reason: str,
    by: Membership,
    at: datetime,
    version: str = "",
) -> ChangeRequest:
    """Asks the other side for one change of what was signed.

    `target` is the part that changes, of the kind that `subject` says, and `after` its new value (see
    `parts`); without a target a part is added, without a value it is dropped. `version` is the number of
    the one that the asker looked at, as their page sent it. Raises Refused when the intake is not signed,
    when another request still waits, when that is not the newest version, when nothing would change, when
    the step is in use, and for whatever would have kept the intake from being signed.
    """
    locked = Intake.objects.select_for_update().get(pk=intake.pk)
    side = side_of(intake.vacancy, by)
    if not locked.is_signed:
        raise Refused(_("This intake is not signed yet, so you can simply change it."))
    if ChangeRequest.objects.filter(intake=intake, state=ChangeRequest.State.OPEN).exists():
        raise Refused(_("There is already a request waiting for an answer. Finish that one first."))
    if version and version != str(locked.versions.latest("number").number):
        raise Refused(
            _(
                "What you agreed was changed after you opened this page. It is shown here as it is now, with"
                " what you typed: ask again if it still fits."
            )
        )
    before = parts(locked, subject).get(target, {})
    if target and not before:
        raise Refused(_("This is no longer part of what you agreed."))
    if before == (after or {}):
        raise Refused(_("This is what you agreed already. Fill in what becomes different."))
    change = Change(subject, target, before, after or {})
    request = ChangeRequest.objects.create(
        intake=locked,
        subject=subject,
        target=target,
        what=change.what,
        before=change.before,
        after=change.after,
        reason=reason,
        requested_by=by,
        requested_at=at,
        candidates_in_process=applications_in_process(intake.vacancy),
    )
    _try(request, at)
    _ask_the_other(request, side, at)
    told("change.requested", intake, by, at, subject=subject, what=request.what)
    return request


def _ask_the_other(request: ChangeRequest, side: str, at: datetime) -> None:
    vacancy = request.intake.vacancy
    other = vacancy.hiring_manager if side == Signature.Side.RECRUITER else vacancy.recruiter
    agreements.open_todo(
        vacancy=vacancy,
        kind=Kind.AGREE_CHANGE,
        owner=other,
        target_id=request.pk,
        at=at,
        about=messages.asked(request, other),
    )


def _try(request: ChangeRequest, at: datetime) -> None:
    """Carries it out and takes that back. Raises Refused for what the intake could not be signed with."""
    language = get_language() or "nl"
    before = missing(request.intake, language)
    trial = transaction.savepoint()
    _carry_out(request, request.requested_by, at)
    after = missing(_fresh(request.intake), language)
    transaction.savepoint_rollback(trial)
    for gap in after:
        if gap not in before:
            raise Refused(_("The intake would not be complete: %(gap)s.") % {"gap": gap.text.rstrip(".?")})


def _fresh(intake: Intake) -> Intake:
    people = ("vacancy__recruiter__person", "vacancy__hiring_manager__person", "vacancy__organization")
    return Intake.objects.select_related(*people).get(pk=intake.pk)


@transaction.atomic
def accept_change(*, request: ChangeRequest, by: Membership, at: datetime, answer: str = "") -> IntakeVersion:
    """The other side agrees: the next version, and what hangs on it follows.

    Raises Refused for the asker's own side, for a request that is answered already, and when the part is
    no longer as it was when it was asked.
    """
    Intake.objects.select_for_update().get(pk=request.intake_id)
    _close(request, ChangeRequest.State.ACCEPTED, by, at, answer, own_side=False)
    intake = request.intake
    _carry_out(request, by, at)
    signers = [
        {
            "side": side_of(intake.vacancy, request.requested_by),
            "name": request.requested_by.name,
            "at": request.requested_at.isoformat(),
        },
        {"side": side_of(intake.vacancy, by), "name": by.name, "at": at.isoformat()},
    ]
    fresh = _fresh(intake)
    version = add_version(fresh, content_of(fresh), signers, at)
    ChangeRequest.objects.filter(pk=request.pk).update(version=version)
    messages.answered(request, by, at)
    told("change.accepted", intake, by, at, version=version.number)
    return version


@transaction.atomic
def refuse_change(*, request: ChangeRequest, by: Membership, at: datetime, answer: str) -> None:
    """The other side says no, with a reason. Raises Refused like accept_change."""
    _close(request, ChangeRequest.State.REFUSED, by, at, answer, own_side=False)
    messages.answered(request, by, at)
    told("change.refused", request.intake, by, at)


@transaction.atomic
def withdraw_change(*, request: ChangeRequest, by: Membership, at: datetime) -> None:
    """The side that asked takes it back."""
    _close(request, ChangeRequest.State.WITHDRAWN, by, at, "", own_side=True)
    told("change.withdrawn", request.intake, by, at)


def _close(
    request: ChangeRequest, state: str, by: Membership, at: datetime, answer: str, *, own_side: bool
) -> None:
    vacancy = request.intake.vacancy
    if (side_of(vacancy, by) == side_of(vacancy, request.requested_by)) != own_side:
        raise Refused(_("The other side answers this request."))
    closed = ChangeRequest.objects.filter(pk=request.pk, state=ChangeRequest.State.OPEN).update(
        state=state, answered_by=by, answered_at=at, answer=answer
    )
    if not closed:
        raise Refused(_("This request has already been answered."))
    agreements.close_todos(
        Todo.objects.filter(kind=Kind.AGREE_CHANGE, target_id=request.pk, vacancy=vacancy), at=at, by=by
    )


def _carry_out(request: ChangeRequest, by: Membership, at: datetime) -> None:
    intake, after = _fresh(request.intake), request.after
    if request.before and parts(intake, request.subject).get(request.target) != request.before:
        raise Refused(
            _("This part was changed after it was asked. Take the request back and ask again, please.")
        )
    match request.subject:
        case Subject.REQUIREMENT:
            _change_requirement(intake, request, by, at)
        case Subject.ROUND:
            _change_round(intake, request)
        case Subject.HOURS:
            intake.hours = {**intake.hours, request.target: after["hours"]}
            intake.save(update_fields=["hours"])
            agreements.agree(vacancy=intake.vacancy, hours={request.target: after["hours"]}, at=at)
        case Subject.ANSWER:
            Answer.objects.update_or_create(
                intake=intake,
                question_id=request.target,
                defaults={"text": after["text"], "answered_by": request.requested_by, "answered_at": at},
            )


def _change_requirement(intake: Intake, request: ChangeRequest, by: Membership, at: datetime) -> None:
    requirements = Requirement.objects.filter(intake=intake)
    before = after = None
    if request.before:
        before = Requirement(pk=int(request.target), **request.before)
    if not before:
        last = requirements.aggregate(last=Max("position"))["last"] or 0
        after = requirements.create(
            intake=intake, proposed_by=request.requested_by, position=last + 1, **request.after
        )
    elif request.after:
        after = Requirement(pk=before.pk, **request.after)
        requirements.filter(pk=before.pk).update(**request.after)
    else:
        requirements.filter(pk=before.pk).delete()
    was = criterion_from(before) if before else None
    scorecards.follow(
        vacancy=intake.vacancy,
        before=was if before and is_rated(before) else None,
        after=criterion_from(after) if after and is_rated(after) else None,
        by=by,
        at=at,
    )
    becomes = criterion_from(after) if after and may_be_rated(after) else None
    scorecards.keep_aside(vacancy=intake.vacancy, before=was, after=becomes)


def _change_round(intake: Intake, request: ChangeRequest) -> None:
    steps = list(Round.objects.filter(intake=intake).select_related("intake__vacancy"))
    values = {name: value for name, value in request.after.items() if name != "place"}
    here = next((step for step in steps if str(step.pk) == request.target), None)
    if any(step.name == values.get("name") and step != here for step in steps):
        raise Refused(_("There is another step with this name. Give it a name of its own."))
    if here is None:
        steps.insert(request.after["place"], Round(intake=intake, **values))
    elif values:
        if values["name"] != here.name:
            here.earlier_names = [*here.earlier_names, here.name]
        for name, value in values.items():
            setattr(here, name, value)
    else:
        if reason := in_the_way(here):
            raise Refused(reason)
        here.delete()
        steps.remove(here)
    for position, step in enumerate(steps):
        step.position = position
        step.save()
