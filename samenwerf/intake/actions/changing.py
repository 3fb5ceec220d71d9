"""After signing: a visible request with a reason, answered by the other side."""

from datetime import datetime

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from samenwerf.accounts.models import Membership
from samenwerf.agreements import actions as agreements
from samenwerf.agreements.models import Todo
from samenwerf.agreements.queries import applications_in_process
from samenwerf.agreements.rules import Kind
from samenwerf.core.errors import Refused
from samenwerf.intake.actions.preparing import told
from samenwerf.intake.actions.signing import add_version, side_of
from samenwerf.intake.models import ChangeRequest, Intake, IntakeVersion, Requirement, Signature
from samenwerf.intake.snapshot import content_of
from samenwerf.intake.wording import is_direct_distinction


@transaction.atomic
def request_change(
    *,
    intake: Intake,
    what: str,
    reason: str,
    by: Membership,
    at: datetime,
    requirement: Requirement | None = None,
    kind: str = "",
    text: str = "",
) -> ChangeRequest:
    """Asks the other side for one change of the signed requirements.

    Raises Refused when the intake is not signed, when another request still waits for an answer, or for
    a wording that makes a direct distinction.
    """
    locked = Intake.objects.select_for_update().get(pk=intake.pk)
    side = side_of(intake.vacancy, by)
    if not locked.is_signed:
        raise Refused(_("This intake is not signed yet, so you can simply change it."))
    if ChangeRequest.objects.filter(intake=intake, state=ChangeRequest.State.OPEN).exists():
        raise Refused(_("There is a request already that waits for an answer. Finish that one first."))
    if what != ChangeRequest.What.ADD and requirement is None:
        raise Refused(_("Choose which requirement changes."))
    if what != ChangeRequest.What.DROP and is_direct_distinction(text):
        raise Refused(_("This wording shuts out a group of people. Write what somebody must be able to do."))
    request = ChangeRequest.objects.create(
        intake=intake,
        what=what,
        requirement=requirement,
        kind=kind or (requirement.kind if requirement else Requirement.Kind.MUST_HAVE),
        text=text,
        old_text=requirement.text if requirement else "",
        reason=reason,
        requested_by=by,
        requested_at=at,
        candidates_in_process=applications_in_process(intake.vacancy),
    )
    vacancy = intake.vacancy
    other = vacancy.hiring_manager if side == Signature.Side.RECRUITER else vacancy.recruiter
    agreements.open_todo(vacancy=vacancy, kind=Kind.AGREE_CHANGE, owner=other, target_id=request.pk, at=at)
    told("change.requested", intake, by, at, what=what)
    return request


@transaction.atomic
def accept_change(*, request: ChangeRequest, by: Membership, at: datetime, answer: str = "") -> IntakeVersion:
    """The other side agrees: the next version. Raises Refused for the asker's own side or an old request."""
    _close(request, ChangeRequest.State.ACCEPTED, by, at, answer, own_side=False)
    intake = request.intake
    _apply(request)
    signers = [
        {
            "side": side_of(intake.vacancy, request.requested_by),
            "name": request.requested_by.name,
            "at": request.requested_at.isoformat(),
        },
        {"side": side_of(intake.vacancy, by), "name": by.name, "at": at.isoformat()},
    ]
    fresh = Intake.objects.select_related(
        "vacancy__recruiter__person", "vacancy__hiring_manager__person"
    ).get(pk=intake.pk)
    version = add_version(fresh, content_of(fresh), signers, at)
    ChangeRequest.objects.filter(pk=request.pk).update(version=version)
    told("change.accepted", intake, by, at, version=version.number)
    return version


@transaction.atomic
def refuse_change(*, request: ChangeRequest, by: Membership, at: datetime, answer: str) -> None:
    """The other side says no, with a reason. Raises Refused like accept_change."""
    _close(request, ChangeRequest.State.REFUSED, by, at, answer, own_side=False)
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
        raise Refused(_("This request has been answered already."))
    agreements.close_todos(
        Todo.objects.filter(kind=Kind.AGREE_CHANGE, target_id=request.pk, vacancy=vacancy), at=at, by=by
    )


def _apply(request: ChangeRequest) -> None:
    intake = request.intake
    if request.what == ChangeRequest.What.ADD:
        last = Requirement.objects.filter(intake=intake).aggregate(last=Max("position"))["last"] or 0
        Requirement.objects.create(
            intake=intake,
            kind=request.kind,
            text=request.text,
            proposed_by=request.requested_by,
            position=last + 1,
        )
        return
    requirement = request.requirement
    if requirement is None:
        raise Refused(_("The requirement of this request no longer exists."))
    if request.what == ChangeRequest.What.DROP:
        Requirement.objects.filter(pk=requirement.pk).delete()
    else:
        Requirement.objects.filter(pk=requirement.pk).update(kind=request.kind, text=request.text)
