"""What happens to a vacancy: it starts with an intake, opens on a signed one, pauses, ends."""

import uuid
from datetime import datetime
from typing import Any

from django.core.files.base import ContentFile
from django.db import transaction
from django.utils.translation import gettext as _

from samenwerf.accounts.models import Membership, Role
from samenwerf.core.errors import Refused
from samenwerf.history.actions import record
from samenwerf.vacancies.models import CLOSED, JobDocument, StatusChange, Vacancy

Status = Vacancy.Status


class NotPossibleNow(Refused):
    """The vacancy is not in a status in which this can happen; the text says in which it is."""


class NotARecruiter(Refused):
    """Only recruiters and administrators make vacancies and decide what becomes of them."""


@transaction.atomic
def start(
    *,
    title: str,
    hiring_manager: Membership,
    by: Membership,
    at: datetime,
    department: str = "",
    location: str = "",
    recruiter: Membership | None = None,
    start_key: uuid.UUID | None = None,
) -> Vacancy:
    """A new vacancy in the status intake, of the recruiter who makes it unless another is named.

    The same `start_key` twice (a double click) gives the vacancy that it made the first time.
    Raises NotARecruiter, and Refused for people of another organization.
    """
    recruiter = recruiter or by
    _check_team(by, recruiter, hiring_manager)
    values = {
        "organization": by.organization,
        "title": title,
        "department": department,
        "location": location,
        "recruiter": recruiter,
        "hiring_manager": hiring_manager,
        "created_at": at,
    }
    if start_key is None:
        vacancy = Vacancy.objects.create(**values)
    else:
        vacancy, created = Vacancy.objects.get_or_create(
            start_key=start_key, organization=by.organization, defaults=values
        )
        if not created:
            return vacancy
    _let_manage(hiring_manager)
    StatusChange.objects.create(vacancy=vacancy, to_status=Status.INTAKE, at=at, by=by)
    _told("vacancy.started", vacancy, by, at, manager=hiring_manager.name)
    return vacancy


def _check_team(by: Membership, recruiter: Membership, hiring_manager: Membership) -> None:
    if not by.recruits or not recruiter.recruits:
        raise NotARecruiter(_("Only a recruiter or an administrator can do this."))
    if {recruiter.organization_id, hiring_manager.organization_id} != {by.organization_id}:
        raise Refused(_("Choose somebody of your own organization."))
    if recruiter == hiring_manager:
        raise Refused(_("The intake is signed by two people: choose somebody else as hiring manager."))


def _let_manage(member: Membership) -> None:
    """An interviewer who gets a vacancy of their own is a hiring manager from now on."""
    if member.role == Role.INTERVIEWER:
        member.role = Role.HIRING_MANAGER
        member.save(update_fields=["role"])


def _told(verb: str, vacancy: Vacancy, by: Membership | None, at: datetime, **details: Any) -> None:
    record(verb, organization=vacancy.organization, by=by, at=at, vacancy_id=vacancy.pk, **details)


def _move(
    vacancy: Vacancy,
    to_status: str,
    *,
    possible_from: tuple[str, ...],
    by: Membership | None,
    at: datetime,
    reason: str = "",
    **fields: Any,
) -> StatusChange:
    """Writes the new status with its row, and on the caller's object. Raises NotPossibleNow."""
    locked = Vacancy.objects.select_for_update().get(pk=vacancy.pk)
    if locked.status not in possible_from:
        raise NotPossibleNow(
            _("This cannot be done now: the vacancy is “%(status)s”.")
            % {"status": locked.get_status_display()}
        )
    change = StatusChange.objects.create(
        vacancy=vacancy, from_status=locked.status, to_status=to_status, reason=reason, at=at, by=by
    )
    fields = {"status": to_status, "closed_at": at if to_status in CLOSED else None, **fields}
    Vacancy.objects.filter(pk=vacancy.pk).update(**fields)
    for name, value in fields.items():
        setattr(vacancy, name, value)
    return change


@transaction.atomic
def open_with_intake(*, vacancy: Vacancy, intake_hash: str, by: Membership | None, at: datetime) -> None:
    """Opens the vacancy on the intake version with this hash: the only way in which one opens.

    Raises NotPossibleNow when it is not in the status intake.
    """
    if not intake_hash:
        raise ValueError("a vacancy opens on a signed intake only")
    _move(
        vacancy,
        Status.OPEN,
        possible_from=(Status.INTAKE,),
        by=by,
        at=at,
        intake_hash=intake_hash,
        opened_at=at,
    )
    _told("vacancy.opened", vacancy, by, at, intake=intake_hash[:12])


@transaction.atomic
def pause(*, vacancy: Vacancy, reason: str, by: Membership, at: datetime) -> None:
    """No new candidates for now; those in process keep their next step. Raises NotPossibleNow, Refused."""
    _move(vacancy, Status.PAUSED, possible_from=(Status.OPEN,), by=by, at=at, reason=_given(reason))
    _told("vacancy.paused", vacancy, by, at, reason=reason.strip())


@transaction.atomic
def resume(*, vacancy: Vacancy, by: Membership, at: datetime) -> None:
    """A paused vacancy is open again. Raises NotPossibleNow."""
    _move(vacancy, Status.OPEN, possible_from=(Status.PAUSED,), by=by, at=at)
    _told("vacancy.resumed", vacancy, by, at)


@transaction.atomic
def fill(*, vacancy: Vacancy, by: Membership, at: datetime) -> None:
    """Somebody starts: the search is over. Raises NotPossibleNow.

    What becomes of the candidates lies above: see `candidates.actions.close_vacancy`.
    """
    _move(vacancy, Status.FILLED, possible_from=(Status.OPEN, Status.PAUSED), by=by, at=at)
    _told("vacancy.filled", vacancy, by, at)


@transaction.atomic
def cancel(*, vacancy: Vacancy, reason: str, by: Membership, at: datetime) -> None:
    """The search stops without a hire, with a reason. Raises NotPossibleNow, Refused."""
    _move(
        vacancy,
        Status.CANCELLED,
        possible_from=(Status.INTAKE, Status.OPEN, Status.PAUSED),
        by=by,
        at=at,
        reason=_given(reason),
    )
    _told("vacancy.cancelled", vacancy, by, at, reason=reason.strip())


@transaction.atomic
def reopen(*, vacancy: Vacancy, by: Membership, at: datetime) -> StatusChange:
    """Undoes filling or cancelling: back to the status before. Returns the change that was undone.

    Raises NotPossibleNow for a vacancy that is not closed.
    """
    last = vacancy.status_changes.filter(to_status__in=CLOSED).last()
    before = last.from_status if last else (Status.OPEN if vacancy.intake_hash else Status.INTAKE)
    change = _move(vacancy, before, possible_from=CLOSED, by=by, at=at)
    _told("vacancy.reopened", vacancy, by, at)
    return last or change


def _given(reason: str) -> str:
    if not reason.strip():
        raise Refused(_("Say why in a few words: others will ask later."))
    return reason.strip()


@transaction.atomic
def change(
    *, vacancy: Vacancy, title: str, department: str, location: str, by: Membership, at: datetime
) -> Vacancy:
    """Corrects what a vacancy is called and where it is. Nothing happens when nothing differs."""
    new = {"title": title, "department": department, "location": location}
    changed = {name: value for name, value in new.items() if getattr(vacancy, name) != value}
    if not changed:
        return vacancy
    old_title = vacancy.title
    Vacancy.objects.filter(pk=vacancy.pk).update(**changed)
    for name, value in changed.items():
        setattr(vacancy, name, value)
    _told("vacancy.changed", vacancy, by, at, what=sorted(changed), old_title=old_title)
    return vacancy


@transaction.atomic
def hand_over(
    *, vacancy: Vacancy, recruiter: Membership, hiring_manager: Membership, by: Membership, at: datetime
) -> None:
    """Gives the vacancy to another recruiter, another hiring manager, or both.

    Moving their open turns lies above (`home.actions.hand_over`). Raises NotARecruiter, Refused.
    """
    _check_team(by, recruiter, hiring_manager)
    for member in {recruiter, hiring_manager} - {vacancy.recruiter, vacancy.hiring_manager}:
        if member.left_at is not None:
            raise Refused(_("%(name)s no longer works here: choose another.") % {"name": member.name})
    _let_manage(hiring_manager)
    Vacancy.objects.filter(pk=vacancy.pk).update(recruiter=recruiter, hiring_manager=hiring_manager)
    vacancy.recruiter, vacancy.hiring_manager = recruiter, hiring_manager
    _told("vacancy.handed_over", vacancy, by, at, recruiter=recruiter.name, manager=hiring_manager.name)


@transaction.atomic
def keep_document(
    *,
    data: bytes,
    name: str,
    content_type: str,
    text: str,
    by: Membership,
    at: datetime,
    vacancy: Vacancy | None = None,
) -> JobDocument:
    """Stores a document that was read and checked; without vacancy as a draft of who uploads it."""
    document = JobDocument(
        vacancy=vacancy,
        name=name[-200:],
        content_type=content_type,
        size=len(data),
        text=text,
        uploaded_by=by,
        uploaded_at=at,
    )
    # The stored name says nothing about its content, and nothing of what the browser sent.
    document.file.save(uuid.uuid4().hex, ContentFile(data), save=False)
    document.save()
    if vacancy is not None:
        _told("vacancy.document_added", vacancy, by, at, document=document.pk)
    return document


@transaction.atomic
def attach_draft(*, document: JobDocument, vacancy: Vacancy, by: Membership, at: datetime) -> None:
    """The draft from which the vacancy was made becomes its document; twice is harmless."""
    if JobDocument.objects.filter(pk=document.pk, vacancy=None).update(vacancy=vacancy):
        document.vacancy = vacancy
        _told("vacancy.document_added", vacancy, by, at, document=document.pk)


@transaction.atomic
def remove_document(*, document: JobDocument, by: Membership, at: datetime) -> None:
    """Removes a document and, once that is certain, its file."""
    file, vacancy, pk = document.file, document.vacancy, document.pk
    document.delete()
    transaction.on_commit(lambda: file.delete(save=False))
    if vacancy is not None:
        _told("vacancy.document_removed", vacancy, by, at, document=pk)


@transaction.atomic
def forget_draft(*, document: JobDocument) -> None:
    """Removes a draft and its file, or neither; nothing when it became a vacancy meanwhile."""
    if JobDocument.objects.filter(pk=document.pk, vacancy=None).delete()[0]:
        document.file.delete(save=False)
