"""Not signing yet: the manager says what is wrong, and it is the recruiter's turn."""

from datetime import datetime

from django.db import transaction

from samenwerf.accounts.models import Membership
from samenwerf.agreements import actions as agreements
from samenwerf.agreements.models import Todo
from samenwerf.agreements.rules import Kind
from samenwerf.intake.actions.preparing import editable, told
from samenwerf.intake.models import Intake, Objection, Signature
from samenwerf.intake.snapshot import content_of, hash_of


@transaction.atomic
def object_to(*, intake: Intake, text: str, by: Membership, at: datetime) -> Objection:
    """The manager does not sign yet and says why; the recruiter has the turn. Raises AlreadySigned."""
    editable(intake)
    vacancy = intake.vacancy
    objection = Objection.objects.create(intake=intake, text=text, by=by, at=at)
    asked = Todo.objects.filter(vacancy=vacancy, kind=Kind.SIGN_INTAKE, owner=by)
    agreements.close_todos(asked, at=at, by=by)
    agreements.open_todo(
        vacancy=vacancy, kind=Kind.MEND_INTAKE, owner=vacancy.recruiter, target_id=vacancy.pk, at=at
    )
    told("intake.objected", intake, by, at, reason=text)
    return objection


@transaction.atomic
def settle_objections(*, intake: Intake, by: Membership, at: datetime) -> None:
    """The recruiter dealt with what was wrong. The manager is asked to sign again when the recruiter's
    signature still holds; after an edit that is first the recruiter's to do. Raises AlreadySigned."""
    locked = editable(intake)
    settle(intake, by=by, at=at)
    signed = Signature.objects.filter(intake=intake, content_hash=hash_of(content_of(locked)))
    sides = {signature.side for signature in signed}
    if sides == {Signature.Side.RECRUITER}:
        vacancy = intake.vacancy
        agreements.open_todo(
            vacancy=vacancy,
            kind=Kind.SIGN_INTAKE,
            owner=vacancy.hiring_manager,
            target_id=vacancy.pk,
            at=at,
        )
    told("intake.objection_settled", intake, by, at)


def settle(intake: Intake, *, by: Membership, at: datetime) -> None:
    """Nothing waits for the recruiter's answer any more; within the transaction of a verb."""
    Objection.objects.filter(intake=intake, settled_at=None).update(settled_at=at)
    todos = Todo.objects.filter(vacancy=intake.vacancy, kind=Kind.MEND_INTAKE)
    agreements.close_todos(todos, at=at, by=by)
