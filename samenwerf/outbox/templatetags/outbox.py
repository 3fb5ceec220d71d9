"""What became of a message, as it stands on each line of the mailbox."""

from html import escape

from django import template
from django.template.defaultfilters import date
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from samenwerf.outbox.models import Message

register = template.Library()


@register.simple_tag
def message_state(message: Message) -> SafeString:
    """A tag with where the message is now; in the colour of lateness when it was not sent."""
    tone, words = _state(message)
    return SafeString(f'<span class="{f"tag {tone}".strip()}">{escape(words)}</span>')


def _state(message: Message) -> tuple[str, str]:
    match message.state:
        case Message.State.FAILED:
            return "late", _("not sent")
        case Message.State.SENT:
            return "good", _("sent %(date)s") % {"date": date(message.sent_at, _("j M H:i"))}
        case Message.State.KEPT:
            return "", _("kept here")
    return "soon", _("not sent yet, we try again") if message.problem else message.get_state_display()
