"""Candidates come in, one by one or as files that belong to them."""

import uuid
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.core.files.base import File
from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext as _

from samenwerf.accounts.models import Membership, Organization
from samenwerf.candidates import turns
from samenwerf.candidates.models import Application, Candidate, Document, Stage, StageChange
from samenwerf.core.conflicts import merged
from samenwerf.core.errors import Refused
from samenwerf.history.actions import record
from samenwerf.vacancies.models import Vacancy


class AlreadyApplied(Refused):
    """This candidate is already on this vacancy."""

    def __init__(self, message: str, application: Application):
        super().__init__(message)
        self.application = application


class AddedBefore(Refused):
    """The form of an earlier call comes back with something else in it."""

    def __init__(self, application: Application):
        super().__init__(_("This form has added somebody already."))
        self.application = application


def next_codes(organization: Organization, count: int) -> list[str]:
    """The next codes of this organization, K-0001 and on; never used twice."""
    Organization.objects.filter(pk=organization.pk).update(
        last_candidate_number=F("last_candidate_number") + count
    )
    organization.refresh_from_db(fields=["last_candidate_number"])
    last = organization.last_candidate_number
    return [f"K-{number:04d}" for number in range(last - count + 1, last + 1)]


@transaction.atomic
def add(
    *,
    vacancy: Vacancy,
    name: str,
    by: Membership,
    at: datetime,
    email: str = "",
    phone: str = "",
    source: str = "",
    pitch: str = "",
    form_key: uuid.UUID | None = None,
) -> Application:
    """A candidate on a vacancy, known again by e-mail address within the organization.

    The recruiter's turn starts: present, or turn down. Raises AlreadyApplied, and Refused on a
    vacancy that is filled or cancelled. With the `form_key` of an earlier call: the application of that call,
    or AddedBefore when this is not what was typed then.
    """
    email = email.strip().lower()
    typed = {"name": name.strip(), "email": email, "phone": phone.strip(), "source": source.strip()}
    if form_key is not None:
        # One of two clicks waits here for the other, and then finds what it made.
        Vacancy.objects.select_for_update().get(pk=vacancy.pk)
        made = Application.objects.filter(vacancy=vacancy, form_key=form_key).first()
        if made is not None:
            if made.pitch != pitch or any(getattr(made.candidate, key) != typed[key] for key in typed):
                raise AddedBefore(made)
            return made
    if vacancy.status in (Vacancy.Status.FILLED, Vacancy.Status.CANCELLED):
        raise Refused(_("This vacancy is closed. Open it again, or choose another one."))
    organization = vacancy.organization
    candidate = Candidate.objects.filter(organization=organization, email=email).first() if email else None
    if candidate is None:
        candidate = Candidate.objects.create(
            organization=organization,
            code=next_codes(organization, 1)[0],
            created_at=at,
            **typed,
        )
    known = Application.objects.filter(vacancy=vacancy, candidate=candidate).first()
    if known is not None:
        raise AlreadyApplied(_("This candidate is already on this vacancy."), known)
    application = Application.objects.create(
        organization=organization,
        vacancy=vacancy,
        candidate=candidate,
        stage_since=at,
        pitch=pitch,
        created_by=by,
        created_at=at,
        form_key=form_key,
    )
    StageChange.objects.create(application=application, to_stage=Stage.NEW, at=at, by=by)
    turns.enter(application, Stage.NEW, at=at, by=by)
    told("candidate.added", application, by, at)
    return application


@transaction.atomic
def attach(
    *, candidate: Candidate, file: File[bytes], name: str, content_type: str, by: Membership, at: datetime
) -> Document:
    """A checked file of this candidate, usually the CV."""
    document = _stored(candidate, file, name, content_type, by, at)
    record("candidate.file_added", organization=candidate.organization, by=by, at=at, code=candidate.code)
    return document


@transaction.atomic
def remove_file(*, document: Document, by: Membership, at: datetime) -> None:
    """Removes a file of a candidate and, once that is certain, what is stored of it."""
    candidate, file = document.candidate, document.file
    document.delete()
    transaction.on_commit(lambda: file.delete(save=False))
    if candidate is not None:
        record(
            "candidate.file_removed", organization=candidate.organization, by=by, at=at, code=candidate.code
        )


def keep_draft(*, file: File[bytes], name: str, content_type: str, by: Membership, at: datetime) -> Document:
    """A checked file that came with a form that is not right yet: kept until it is, at most a day."""
    return _stored(None, file, name, content_type, by, at)


@transaction.atomic
def attach_draft(*, document: Document, candidate: Candidate, by: Membership, at: datetime) -> None:
    """The kept file goes to its candidate; twice is harmless."""
    if Document.objects.filter(pk=document.pk, candidate=None).update(candidate=candidate):
        record("candidate.file_added", organization=candidate.organization, by=by, at=at, code=candidate.code)


@transaction.atomic
def forget_draft(*, document: Document) -> None:
    """Removes a kept file with its row, or neither; nothing when its form was sent again meanwhile."""
    if Document.objects.filter(pk=document.pk, candidate=None).delete()[0]:
        document.file.delete(save=False)


def _stored(
    candidate: Candidate | None,
    file: File[bytes],
    name: str,
    content_type: str,
    by: Membership,
    at: datetime,
) -> Document:
    document = Document(
        candidate=candidate,
        name=name[-200:],
        content_type=content_type,
        size=file.size,
        uploaded_by=by,
        uploaded_at=at,
    )
    # The stored name says nothing about its content, and nothing of what the browser sent.
    document.file.save(uuid.uuid4().hex, file, save=False)
    document.save()
    return document


@transaction.atomic
def correct(
    *,
    candidate: Candidate,
    by: Membership,
    at: datetime,
    shown: Mapping[str, str] | None = None,
    **fields: str,
) -> Candidate:
    """Corrects name, email, phone or source.

    With what the page had `shown`, only what differs from that. Raises Conflict when somebody else changed
    one of these to something else, Refused for an address that another candidate has.
    """
    locked = Candidate.objects.select_for_update().get(pk=candidate.pk)
    stored = {name: getattr(locked, name) for name in fields}
    fields = merged(fields, shown=shown, theirs=stored)
    email = fields.get("email", locked.email).strip().lower()
    others = Candidate.objects.filter(organization=candidate.organization_id, email=email)
    if email and others.exclude(pk=candidate.pk).exists():
        raise Refused(_("Another candidate has this e-mail address."))
    for field, value in {**fields, "email": email}.items():
        setattr(candidate, field, value)
    candidate.save(update_fields=[*fields, "email"])
    record("candidate.corrected", organization=candidate.organization, by=by, at=at, code=candidate.code)
    return candidate


def told(verb: str, application: Application, by: Membership | None, at: datetime, **details: Any) -> None:
    """One history line about this application, with the code and never the name."""
    record(
        verb,
        organization=application.organization,
        by=by,
        at=at,
        vacancy_id=application.vacancy_id,
        application_id=application.pk,
        code=application.candidate.code,
        **details,
    )
