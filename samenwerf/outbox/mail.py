"""From a message row to a mail: plain text and HTML, and a calendar invitation when there is one."""

from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime, parseaddr

from django.conf import settings
from django.template.loader import render_to_string
from django.utils import translation

from samenwerf.outbox.models import Message


class BadAddress(ValueError):
    """No mail can be sent to this address."""


def address(name: str, email: str) -> Address:
    """A mail address for a header. Raises BadAddress."""
    username, _, domain = email.rpartition("@")
    try:
        username.encode("ascii")
        return Address(name, username, domain.encode("idna").decode())
    except (UnicodeError, IndexError) as error:
        raise BadAddress(f"no mail address: {email!r}") from error


def sender() -> Address:
    name, email = parseaddr(settings.MAIL_FROM)
    return address(name, email)


def compose(message: Message) -> EmailMessage:
    """The mail of this message in its language. Raises BadAddress."""
    origin = sender()
    mail = EmailMessage(policy=SMTP)
    mail["From"] = origin
    mail["To"] = address(message.to_name, message.to_email)
    if message.reply_to is not None:
        mail["Reply-To"] = address(message.reply_to.name, message.reply_to.person.email)
    mail["Subject"] = message.subject
    mail["Date"] = format_datetime(message.created_at)
    # The same for every try, so that mail programs recognise a mail that came through twice after all.
    mail["Message-ID"] = f"<message-{message.pk}.{message.created_at:%Y%m%d%H%M%S%f}@{origin.domain}>"
    mail["Content-Language"] = message.language
    # Out-of-office programs do not answer to this.
    mail["Auto-Submitted"] = "auto-generated"
    with translation.override(message.language):
        context = {"message": message, "language": message.language}
        mail.set_content(render_to_string("outbox/mail/message.txt", context))
        mail.add_alternative(render_to_string("outbox/mail/message.html", context), subtype="html")
    if message.calendar:
        # As a part for programs that show "accept", and as a file for those that do not.
        mail.add_alternative(
            message.calendar, subtype="calendar", params={"method": message.calendar_method or "PUBLISH"}
        )
        mail.add_attachment(
            message.calendar.encode(), maintype="application", subtype="ics", filename="invite.ics"
        )
    return mail
