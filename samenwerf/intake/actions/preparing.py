"""Before signing: questions, requirements, the process and the agreed hours."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import F, Max, QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import override

from samenwerf.accounts.models import Membership
from samenwerf.agreements import actions as agreements
from samenwerf.agreements.models import Todo
from samenwerf.agreements.rules import AGREED_KINDS, Kind
from samenwerf.core.appointments import check_is_to_come
from samenwerf.core.conflicts import set_by_both
from samenwerf.core.errors import Conflict, Refused
from samenwerf.history.actions import record
from samenwerf.intake.actions.signatures import ask_to_sign_again
from samenwerf.intake.models import Answer, Intake, Requirement, Round
from samenwerf.intake.nice_to_have import without_saying_so
from samenwerf.intake.parts import requirement_value
from samenwerf.vacancies.models import Vacancy


class AlreadySigned(Refused):
    """A signed intake cannot be edited; only an accepted change request makes the next version."""


def editable(intake: Intake) -> Intake:
    """The intake, locked for this transaction. Raises AlreadySigned."""
    locked = Intake.objects.select_for_update().get(pk=intake.pk)
    if locked.is_signed:
        raise AlreadySigned(_("This intake is signed. Ask for a change instead: both sides then see it."))
    return locked


def told(verb: str, intake: Intake, by: Membership | None, at: datetime, **details: Any) -> None:
    vacancy = intake.vacancy
    record(verb, organization=vacancy.organization, by=by, at=at, vacancy_id=vacancy.pk, **details)


def edited(verb: str, intake: Intake, by: Membership, at: datetime, **details: Any) -> None:
    """As `told`, for what stands in the text that people sign."""
    told(verb, intake, by, at, **details)
    ask_to_sign_again(intake, by=by, at=at)


@transaction.atomic
def start(*, vacancy: Vacancy, mode: str, by: Membership, at: datetime) -> Intake:
    """The intake of a new vacancy, with two interview rounds proposed in the organization's language.

    It is the recruiter's turn: ask the manager beforehand, or hold the conversation.
    """
    intake = Intake.objects.create(vacancy=vacancy, mode=mode, started_at=at)
    with override(vacancy.organization.language):
        names = [_("First interview"), _("Second interview")]
    Round.objects.bulk_create(
        Round(intake=intake, position=position, name=name, with_whom=vacancy.hiring_manager.name)
        for position, name in enumerate(names)
    )
    _turn_of_recruiter(vacancy, at)
    told("intake.started", intake, by, at, mode=mode)
    return intake


def _turn_of_recruiter(vacancy: Vacancy, at: datetime) -> None:
    agreements.open_todo(
        vacancy=vacancy, kind=Kind.HOLD_INTAKE, owner=vacancy.recruiter, target_id=vacancy.pk, at=at
    )


@transaction.atomic
def plan(*, intake: Intake, mode: str, meeting_at: datetime | None, by: Membership, at: datetime) -> Intake:
    """Chooses the kind of conversation and when it is.

    Raises AlreadySigned, or Refused for a moment that has passed or is too far ahead. A moment that was
    planned before may have passed: then it stays.
    """
    locked = editable(intake)
    if meeting_at and meeting_at != locked.meeting_at:
        check_is_to_come(meeting_at, at)
    locked.mode, locked.meeting_at = mode, meeting_at
    locked.save(update_fields=["mode", "meeting_at"])
    edited("intake.planned", intake, by, at)
    return locked


@transaction.atomic
def ask_manager(*, intake: Intake, by: Membership, at: datetime) -> Todo:
    """Asks the manager to answer beforehand, by a link that works on a phone. Raises AlreadySigned."""
    editable(intake)
    Intake.objects.filter(pk=intake.pk).update(asked_at=at)
    vacancy = intake.vacancy
    agreements.close_todos(Todo.objects.filter(vacancy=vacancy, kind=Kind.HOLD_INTAKE), at=at, by=by)
    todo = agreements.open_todo(
        vacancy=vacancy, kind=Kind.ANSWER_INTAKE, owner=vacancy.hiring_manager, target_id=vacancy.pk, at=at
    )
    told("intake.asked", intake, by, at, manager=vacancy.hiring_manager.name)
    return todo


@transaction.atomic
def answer(
    *, intake: Intake, question_id: str, text: str, revision: int, by: Membership, at: datetime
) -> Answer:
    """Saves an answer on top of the `revision` that the page showed (0 for none yet).

    What the hiring manager writes is also kept as it is, beside what the conversation makes of it.
    Raises AlreadySigned, or Conflict with the other person's answer when theirs is newer and different.
    """
    editable(intake)
    by_manager = by.pk == intake.vacancy.hiring_manager_id
    current = Answer.objects.filter(intake=intake, question_id=question_id).first()
    if current is None:
        current = Answer.objects.create(
            intake=intake,
            question_id=question_id,
            text=text,
            beforehand=text if by_manager else "",
            answered_by=by,
            answered_at=at,
        )
        ask_to_sign_again(intake, by=by, at=at)
        return current
    if current.text == text:
        return current
    if current.revision != revision:
        raise Conflict(_("Somebody else answered this question just now."), theirs=current)
    current.text, current.answered_by, current.answered_at = text, by, at
    if by_manager:
        current.beforehand = text
    current.revision += 1
    current.save()
    ask_to_sign_again(intake, by=by, at=at)
    return current


@transaction.atomic
def hand_in_answers(*, intake: Intake, by: Membership, at: datetime) -> None:
    """The manager is done answering beforehand, so the recruiter can plan the conversation.

    Doing it twice is harmless.
    """
    todos = Todo.objects.filter(vacancy=intake.vacancy, kind=Kind.ANSWER_INTAKE)
    if agreements.close_todos(todos, at=at, by=by):
        _turn_of_recruiter(intake.vacancy, at)
        told("intake.answered", intake, by, at)


def _after_the_last(rows: QuerySet[Any]) -> int:
    last = rows.aggregate(last=Max("position"))["last"]
    return 0 if last is None else last + 1


def _as_kind(kind: str, text: str) -> str:
    return without_saying_so(text) if kind == Requirement.Kind.NICE_TO_HAVE else text


@transaction.atomic
def add_requirement(
    *,
    intake: Intake,
    kind: str,
    text: str,
    by: Membership,
    at: datetime,
    position: int | None = None,
    **fields: Any,
) -> Requirement:
    """A requirement at the end of the list, or back at the `position` that a removed one had; `fields` as in
    change_requirement. Raises AlreadySigned.

    The same words twice (a double tap) give the requirement that is there. A nice-to-have loses the words
    that say that it is one.
    """
    editable(intake)
    text = _as_kind(kind, text)
    if same := Requirement.objects.filter(intake=intake, kind=kind, text=text).first():
        return same
    if position is None:
        position = _after_the_last(intake.requirements.all())
    requirement = Requirement.objects.create(
        intake=intake, kind=kind, text=text, proposed_by=by, position=position, **fields
    )
    edited("intake.requirement_added", intake, by, at, kind=kind, **named(requirement))
    return requirement


def named(requirement: Requirement) -> dict[str, Any]:
    """Which requirement it was, for the history: by its id, and by the text that it had."""
    return {"requirement_id": requirement.pk, "requirement": requirement.text}


@transaction.atomic
def change_requirement(
    *, requirement: Requirement, revision: int, by: Membership, at: datetime, **fields: Any
) -> Requirement:
    """Changes kind, text, evidence, lowest_level, legal_source, wording_reason or is_tested on `revision`.

    A new text asks again: the reason for the old wording and the answer to the must-have test go with the
    old text. What becomes a nice-to-have loses the words that say so. What is stored already is no change.
    Raises AlreadySigned, or Conflict with the newer requirement.
    """
    editable(requirement.intake)
    requirement.refresh_from_db()
    if "kind" in fields:
        fields["text"] = _as_kind(fields["kind"], fields.get("text", requirement.text))
    if all(getattr(requirement, name) == value for name, value in fields.items()):
        return requirement
    before, was = requirement_value(requirement), named(requirement)
    if fields.get("text", requirement.text) != requirement.text:
        fields = {"wording_reason": "", "is_tested": False, **fields}
    if fields.get("kind", requirement.kind) != requirement.kind:
        fields = {"is_tested": False, **fields}
    changed = Requirement.objects.filter(pk=requirement.pk, revision=revision).update(
        revision=F("revision") + 1, **fields
    )
    requirement.refresh_from_db()
    if not changed:
        raise Conflict(_("Somebody else changed this requirement just now."), theirs=requirement)
    changes = differences(before, requirement_value(requirement))
    edited("intake.requirement_changed", requirement.intake, by, at, changes=changes, **was)
    return requirement


def differences(before: Mapping[str, Any], after: Mapping[str, Any]) -> dict[str, list[Any]]:
    """Name → what it was and what it became, of what differs; as the history keeps it."""
    return {name: [before.get(name), value] for name, value in after.items() if before.get(name) != value}


@transaction.atomic
def remove_requirement(*, requirement: Requirement, by: Membership, at: datetime) -> None:
    """Raises AlreadySigned."""
    editable(requirement.intake)
    Requirement.objects.filter(pk=requirement.pk).delete()
    edited("intake.requirement_removed", requirement.intake, by, at, **named(requirement))


@transaction.atomic
def order_requirements(*, intake: Intake, ids: Sequence[int], by: Membership, at: datetime) -> None:
    """Puts requirements in this order; the last must-have is the first to let go. Raises AlreadySigned."""
    editable(intake)
    for position, pk in enumerate(ids):
        Requirement.objects.filter(intake=intake, pk=pk).update(position=position)
    edited("intake.requirements_ordered", intake, by, at)


@transaction.atomic
def settle(*, intake: Intake, part: str, by: Membership, at: datetime) -> None:
    """Somebody looked at the proposal of this part (SETTLED_PARTS) and finds it good as it stands.

    Once is enough: doing it again, or after a change of the part, is harmless. Raises AlreadySigned.
    """
    if _settle(editable(intake), part):
        told("intake.settled", intake, by, at, part=part)


def _settle(locked: Intake, part: str) -> bool:
    """Whether this is the first time."""
    if part in locked.settled:
        return False
    locked.settled = [*locked.settled, part]
    locked.save(update_fields=["settled"])
    return True


@transaction.atomic
def set_hours(
    *,
    intake: Intake,
    hours: Mapping[str, int],
    by: Membership,
    at: datetime,
    shown: Mapping[str, int] | None = None,
) -> None:
    """Within how many working hours each kind of to-do is done.

    With what the page had `shown`, only what differs from that is set. Raises AlreadySigned, Refused, or
    Conflict with the newer hours when somebody else set one of these to something else.
    """
    locked = editable(intake)
    if set(hours) - set(AGREED_KINDS) or not all(1 <= value <= 400 for value in hours.values()):
        raise Refused(_("Fill in a whole number between 1 and 400 working hours."))
    if set_by_both(hours, shown=shown or locked.hours, theirs=locked.hours):
        raise Conflict(_("Somebody else changed this agreement just now."), theirs=locked.hours)
    before, chosen = dict(locked.hours), differences(shown or locked.hours, hours)
    locked.hours = {**before, **{kind: hours[kind] for kind in chosen}}
    is_first = _settle(locked, "agreements")
    if changes := differences(before, locked.hours):
        locked.save(update_fields=["hours"])
        edited("intake.hours_set", intake, by, at, changes=changes)
    elif is_first:
        told("intake.settled", intake, by, at, part="agreements")


@transaction.atomic
def add_round(
    *, intake: Intake, by: Membership, at: datetime, position: int | None = None, **fields: Any
) -> Round:
    """A step at the end of the process, or back at the `position` that a removed one had.

    `fields`: name, with_whom, minutes, tests, caller, call_within.
    """
    _settle(editable(intake), "process")
    if position is None:
        position = _after_the_last(intake.rounds.all())
    step = Round.objects.create(intake=intake, position=position, **fields)
    edited("intake.process_changed", intake, by, at)
    return step


@transaction.atomic
def change_round(*, step: Round, revision: int, by: Membership, at: datetime, **fields: Any) -> Round:
    """Raises AlreadySigned, or Conflict with the newer step."""
    _settle(editable(step.intake), "process")
    changed = Round.objects.filter(pk=step.pk, revision=revision).update(revision=F("revision") + 1, **fields)
    step.refresh_from_db()
    if not changed:
        raise Conflict(_("Somebody else changed this step just now."), theirs=step)
    edited("intake.process_changed", step.intake, by, at, round_id=step.pk)
    return step


@transaction.atomic
def order_rounds(*, intake: Intake, ids: Sequence[int], by: Membership, at: datetime) -> None:
    """Puts the steps of the process in this order. Raises AlreadySigned."""
    _settle(editable(intake), "process")
    for position, pk in enumerate(ids):
        Round.objects.filter(intake=intake, pk=pk).update(position=position)
    edited("intake.process_changed", intake, by, at)


@transaction.atomic
def remove_round(*, step: Round, by: Membership, at: datetime) -> None:
    """Raises AlreadySigned."""
    _settle(editable(step.intake), "process")
    Round.objects.filter(pk=step.pk).delete()
    edited("intake.process_changed", step.intake, by, at)
