"""The door to messages: recruiters read those of their organization."""

from django.conf import settings
from django.db.models import QuerySet
from django.http import Http404
from django.utils.translation import gettext as _

from samenwerf.accounts.models import Membership, Organization
from samenwerf.outbox.models import Message


def messages_for(member: Membership) -> QuerySet[Message]:
    """Every message of the organization, for who recruits there; nothing for others.

    Sign-in codes belong to no organization and so stand in nobody's mailbox.
    """
    if not member.recruits:
        return Message.objects.none()
    return Message.objects.filter(organization=member.organization)


def message_for(member: Membership, message_id: int) -> Message:
    message = (
        messages_for(member)
        .select_related("organization", "member__person", "link")
        .prefetch_related("more__link")
        .filter(pk=message_id)
        .first()
    )
    if message is None:
        raise Http404("no such message")
    return message


def may_play_receiver(message: Message) -> bool:
    """Whether the mailbox shows the link that is in the message.

    A newcomer without a mail server, or in the demo, plays the manager with it. Once mail really goes out a
    link is its receiver's alone: a recruiter must not be able to sign an intake in the manager's name.
    """
    return is_kept_here(message)


def is_kept_here(message: Message) -> bool:
    """Whether this message stays in the mailbox instead of going out."""
    return keeps_mail(message.organization)


def keeps_mail(organization: Organization | None) -> bool:
    """Whether messages of this organization stay in the mailbox: no mail server, or the demo."""
    return not settings.SMTP or (organization is not None and organization.is_demo)


def where_it_is(text: str, organization: Organization) -> str:
    """`text` says that somebody gets a message; when nothing is sent from here it says where that is."""
    if not keeps_mail(organization):
        return text
    return f"{text} " + _("Nothing is really sent from here: the message is in the mailbox.")
