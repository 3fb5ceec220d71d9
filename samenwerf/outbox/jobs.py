"""Sending what is due. Any number of workers may run this side by side."""

import logging
from datetime import datetime, timedelta

from django.conf import settings
from django.db import connection, transaction
from django.db.models import F

from samenwerf.core.due_rows import PAUSES
from samenwerf.outbox.mail import BadAddress, compose, sender
from samenwerf.outbox.models import Message
from samenwerf.outbox.smtp import NotSent, deliver

logger = logging.getLogger(__name__)

State = Message.State
Problem = Message.Problem

# Longer than any conversation with a mail server takes: whoever claimed it is gone.
CLAIM_LASTS = timedelta(minutes=10)
KEEPS_ACCOUNT_MAIL = timedelta(days=1)


def send_due(at: datetime) -> bool:
    """Sends one message that is due; returns whether there was work.

    The claim is committed before the mail goes out: a worker that is killed in between leaves a message
    that is shown as failed, with the truth that nobody knows, and never sends it twice in silence. What
    goes wrong with one message is written on that message, so the others never wait for it.
    """
    if not settings.SMTP:
        return keep(at) > 0
    gave_up = give_up_interrupted(at) > 0
    message = claim(at)
    if message is None:
        return gave_up
    if message.organization is not None and message.organization.is_demo:
        # The people of the demo are invented: nobody is mailed.
        Message.objects.filter(pk=message.pk).update(state=State.KEPT, claimed_at=None)
        return True
    problem = _no_longer_wanted(message, at)
    try:
        if problem:
            raise NotSent(problem, again=False)
        try:
            mail = compose(message)
        except BadAddress as error:
            raise NotSent(Problem.BAD_ADDRESS, error, again=False) from error
        deliver(mail, to=mail["To"].addresses[0].addr_spec, sender=sender().addr_spec)
    except NotSent as failure:
        _not_sent(message, failure, at=at)
    except Exception:
        logger.exception("message %s (%s) could not be made", message.pk, message.kind)
        _not_sent(message, NotSent(Problem.BROKEN, again=True), at=at)
    else:
        # Also when another worker gave up on us meanwhile: it did go out.
        Message.objects.filter(pk=message.pk, state__in=[State.SENDING, State.FAILED]).update(
            state=State.SENT, sent_at=at, claimed_at=None, problem="", server_said=""
        )
    return True


def keep(at: datetime) -> int:
    """Without a mail server: what is due stays in the mailbox; returns how many."""
    due = Message.objects.filter(state=State.WAITING, next_try_at__lte=at)
    if not due.exists():
        return 0
    pks = list(due.values_list("pk", flat=True)[:500])
    return Message.objects.filter(pk__in=pks, state=State.WAITING).update(state=State.KEPT, next_try_at=None)


def give_up_interrupted(at: datetime) -> int:
    """Shows as failed what a worker claimed and never finished."""
    stuck = Message.objects.filter(state=State.SENDING, claimed_at__lte=at - CLAIM_LASTS)
    if not stuck.exists():
        return 0
    return stuck.update(state=State.FAILED, problem=Problem.UNSURE, claimed_at=None)


def forget_codes(at: datetime) -> bool:
    """Removes sign-in codes and other mail about accounts after a day; True when there may be more."""
    old = Message.objects.filter(organization=None, created_at__lt=at - KEEPS_ACCOUNT_MAIL)
    pks = list(old.exclude(state=State.SENDING).values_list("pk", flat=True)[:1000])
    if pks:
        Message.objects.filter(pk__in=pks).delete()
    return len(pks) == 1000


def claim(at: datetime) -> Message | None:
    """Takes one due message for this worker, and commits that."""
    due = Message.objects.filter(state=State.WAITING, next_try_at__lte=at)
    if not due.exists():
        return None
    with transaction.atomic():
        if connection.features.has_select_for_update_skip_locked:
            due = due.select_for_update(skip_locked=True)
        first = due.order_by("next_try_at", "pk").first()
        if first is None:
            return None
        claimed = Message.objects.filter(pk=first.pk, state=State.WAITING).update(
            state=State.SENDING, claimed_at=at, next_try_at=None, tries=F("tries") + 1
        )
    if not claimed:
        return None
    related = ("organization", "member__person", "link", "reply_to__person")
    return Message.objects.select_related(*related).prefetch_related("more__link").get(pk=first.pk)


def _no_longer_wanted(message: Message, at: datetime) -> str:
    """Looked at again when sending: much can have happened since it was put in."""
    if message.member is not None and (
        message.member.left_at is not None or not message.member.person.is_active
    ):
        return Problem.LEFT
    links = [link for link in (message.link, *(each.link for each in message.more.all())) if link]
    if links and all(link.revoked_at is not None for link in links):
        return Problem.WITHDRAWN
    return ""


def _not_sent(message: Message, failure: NotSent, *, at: datetime) -> None:
    logger.warning("message %s (%s) not sent: %s", message.pk, message.kind, failure.problem)
    mine = Message.objects.filter(pk=message.pk, state=State.SENDING)
    told = {"problem": failure.problem, "server_said": failure.said[:500], "claimed_at": None}
    if failure.again and message.tries <= len(PAUSES):
        mine.update(state=State.WAITING, next_try_at=at + PAUSES[message.tries - 1], **told)
    else:
        mine.update(state=State.FAILED, **told)
