"""Putting messages in the outbox. A message is a row in the transaction of the verb that promises it."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime

from django.db import IntegrityError, transaction
from django.utils import translation

from samenwerf.accounts.models import AccessLink, Membership, Organization, Person
from samenwerf.history.actions import record
from samenwerf.outbox.models import Message, MoreLink

SUBJECT_LENGTH = 200


def language_of(member: Membership) -> str:
    """The language in which to write to this member: the own choice, else that of the organization."""
    return member.person.language or member.organization.language


@contextmanager
def in_language_of(member: Membership) -> Iterator[str]:
    """Texts made inside the block come out in the member's language, which it also yields."""
    language = language_of(member)
    with translation.override(language):
        yield language


def put(
    *,
    to: Membership,
    kind: str,
    subject: str,
    body: str,
    at: datetime,
    button: str = "",
    link: AccessLink | None = None,
    more: Sequence[tuple[str, AccessLink]] = (),
    path: str = "",
    calendar: str = "",
    calendar_method: str = "",
    reply_to: Membership | None = None,
    vacancy_id: int | None = None,
    application_id: int | None = None,
    once: str | None = None,
) -> Message | None:
    """A message to a member, to be sent from `at` on; None when `once` was already put in.

    `body` is plain text, paragraphs apart by an empty line. `button` leads to `link`, else to `path`; below
    it stand `more` buttons, each with its text and its link.
    `calendar` is an iCalendar text that is sent as an invitation with `calendar_method` (REQUEST,
    CANCEL). An answer by mail goes to `reply_to`. The subject never holds a candidate's name: subjects
    show on locked screens.
    """
    message = _put(
        Message(
            organization=to.organization,
            member=to,
            to_name=to.person.name,
            to_email=to.person.email,
            language=language_of(to),
            kind=kind,
            subject=subject,
            body=body,
            button=button,
            link=link,
            path=path,
            calendar=calendar,
            calendar_method=calendar_method,
            reply_to=reply_to,
            vacancy_id=vacancy_id,
            application_id=application_id,
            once=once,
        ),
        at=at,
    )
    if message is not None:
        MoreLink.objects.bulk_create(MoreLink(message=message, button=text, link=link) for text, link in more)
    return message


def put_for_candidate(
    *,
    organization: Organization,
    to_name: str,
    to_email: str,
    language: str,
    kind: str,
    subject: str,
    body: str,
    at: datetime,
    button: str = "",
    path: str = "",
    calendar: str = "",
    calendar_method: str = "",
    reply_to: Membership | None = None,
    vacancy_id: int | None = None,
    application_id: int | None = None,
    once: str | None = None,
) -> Message | None:
    """A message to a candidate, who is no member; the rest as in `put`."""
    return _put(
        Message(
            organization=organization,
            to_name=to_name,
            to_email=to_email,
            language=language,
            kind=kind,
            subject=subject,
            body=body,
            button=button,
            path=path,
            calendar=calendar,
            calendar_method=calendar_method,
            reply_to=reply_to,
            vacancy_id=vacancy_id,
            application_id=application_id,
            once=once,
        ),
        at=at,
    )


def put_for_person(
    *, person: Person, kind: str, subject: str, body: str, language: str, at: datetime
) -> Message | None:
    """A message to a person, apart from any organization: sign-in codes and warnings about the account.

    It stands in nobody's mailbox, so that a colleague never reads somebody else's sign-in code.
    """
    return _put(
        Message(
            to_name=person.name,
            to_email=person.email,
            language=language,
            kind=kind,
            subject=subject,
            body=body,
        ),
        at=at,
    )


def _put(message: Message, *, at: datetime) -> Message | None:
    # One line, within the column: a subject is a mail header.
    message.subject = " ".join(message.subject.split())[:SUBJECT_LENGTH]
    message.to_name = " ".join(message.to_name.split())[:150]
    message.button = message.button[:80]
    message.created_at = message.next_try_at = at
    if message.once and Message.objects.filter(once=message.once).exists():
        return None
    try:
        with transaction.atomic():
            message.save(force_insert=True)
    except IntegrityError:
        if message.once and Message.objects.filter(once=message.once).exists():
            return None
        raise
    return message


@transaction.atomic
def withdraw(*, application_id: int, since: datetime) -> int:
    """What was put in about this application from `since` on and still waits never goes: it was undone.

    What is being sent, or was sent or kept, stays. Returns how many.
    """
    about = Message.objects.filter(application_id=application_id, created_at__gte=since)
    waiting = about.filter(state=Message.State.WAITING).select_for_update()
    pks = list(waiting.values_list("pk", flat=True))
    Message.objects.filter(pk__in=pks).delete()
    return len(pks)


@transaction.atomic
def send_again(*, message: Message, by: Membership, at: datetime) -> Message:
    """Puts a message in line once more, because somebody asked for it.

    One that failed or was kept goes out itself; of one that was sent, a copy does, so that the record of
    the first stays. Asking twice, or for one that is in line already, changes nothing.
    """
    state = Message.State
    if message.state == state.SENT:
        again = put_copy(message, at=at)
    else:
        moved = Message.objects.filter(pk=message.pk, state__in=[state.FAILED, state.KEPT]).update(
            state=state.WAITING, next_try_at=at, claimed_at=None, tries=0, problem="", server_said=""
        )
        again = message if moved else None
    message.refresh_from_db()
    if again is None:
        return message
    record(
        "message.sent_again",
        organization=by.organization,
        by=by,
        at=at,
        vacancy_id=message.vacancy_id,
        application_id=message.application_id,
        subject=message.subject,
    )
    return again


def put_copy(message: Message, *, at: datetime) -> Message | None:
    """The same message once more; at most one copy a minute, so that a double click sends one."""
    copy = Message.objects.get(pk=message.pk)
    copy.pk = None
    copy.state = Message.State.WAITING
    copy.once = f"copy:{message.pk}:{at:%Y%m%d%H%M}"
    copy.tries, copy.sent_at, copy.claimed_at = 0, None, None
    put = _put(copy, at=at)
    if put is not None:
        MoreLink.objects.bulk_create(
            MoreLink(message=put, button=each.button, link=each.link) for each in message.more.all()
        )
    return put
