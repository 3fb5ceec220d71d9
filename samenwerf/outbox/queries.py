"""Reading the mailbox, newest first, page by page."""

from dataclasses import dataclass

from django.db.models import Q, QuerySet

from samenwerf.accounts.models import Membership
from samenwerf.outbox.access import messages_for
from samenwerf.outbox.models import Message

PAGE = 25
MOST_FAILED = 10
# What a line of the list shows.
SHOWN = ("to_name", "to_email", "subject", "state", "problem", "created_at", "sent_at")


@dataclass(frozen=True)
class MailboxPage:
    """`failed` stands on top, apart; `older` is the message after which the next page starts."""

    failed: list[Message]
    messages: list[Message]
    older: Message | None


def mailbox(
    member: Membership, *, search: str = "", state: str = "", after: int | None = None
) -> MailboxPage:
    """A page of messages; cost does not grow with their number, so there is no count of pages."""
    messages = messages_for(member)
    plain = not search and not state and after is None
    failed = list(_newest(messages.filter(state=Message.State.FAILED))[:MOST_FAILED]) if plain else []
    if state in Message.State.values:
        messages = messages.filter(state=state)
    for word in search.split()[:5]:
        messages = messages.filter(
            Q(subject__icontains=word) | Q(to_name__icontains=word) | Q(to_email__icontains=word)
        )
    if after is not None:
        last = messages_for(member).filter(pk=after).first()
        if last is not None:
            # The first condition says the same as the second and lets the index find the place.
            messages = messages.filter(created_at__lte=last.created_at).filter(
                Q(created_at__lt=last.created_at) | Q(pk__lt=last.pk)
            )
    shown = list(_newest(messages)[: PAGE + 1])
    return MailboxPage(
        failed=failed,
        messages=shown[:PAGE],
        older=shown[PAGE - 1] if len(shown) > PAGE else None,
    )


def _newest(messages: QuerySet[Message]) -> QuerySet[Message]:
    return messages.only(*SHOWN).order_by("-created_at", "-pk")
