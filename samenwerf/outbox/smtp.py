"""Handing a mail to the mail server, telling apart what may be tried again and what may not."""

import smtplib
import ssl
from email.message import EmailMessage

from django.conf import settings

from samenwerf.outbox.models import Message

Problem = Message.Problem


class NotSent(Exception):
    """The mail did not go out. `again`: whether trying later makes sense and cannot send it twice."""

    def __init__(self, problem: str, said: object = "", *, again: bool):
        super().__init__(problem)
        self.problem = problem
        self.said = said.decode(errors="replace") if isinstance(said, bytes) else str(said)
        self.again = again


def deliver(mail: EmailMessage, *, to: str, sender: str) -> None:
    """Sends one mail over the server in settings.SMTP; raises NotSent.

    Until the mail itself is on its way a broken connection is harmless and is tried again. After that,
    without an answer, nobody knows whether it arrived: then it is not tried again by itself. A mail that
    cannot be written out fails, with whatever error, before anything is said to the server.
    """
    # Lines that begin with a dot get another one (RFC 5321, 4.5.2).
    data = mail.as_bytes().replace(b"\r\n.", b"\r\n..")
    try:
        with _connection() as server:
            server.ehlo_or_helo_if_needed()
            _expect(server.mail(sender), {250})
            _expect(server.rcpt(to), {250, 251})
            _send_data(server, data)
    except smtplib.SMTPAuthenticationError as error:
        raise NotSent(Problem.LOGIN, error.smtp_error, again=True) from error
    except smtplib.SMTPResponseException as error:
        raise _refusal(error.smtp_code, error.smtp_error) from error
    except (smtplib.SMTPException, OSError) as error:
        raise NotSent(Problem.UNREACHABLE, error, again=True) from error


class _Connection(smtplib.SMTP):
    """Leaves without complaint: once the mail was accepted a lost goodbye changes nothing."""

    def __exit__(self, *args: object) -> None:
        try:
            self.quit()
        except (smtplib.SMTPException, OSError):
            self.close()


class _SecureConnection(_Connection, smtplib.SMTP_SSL):
    pass


def _connection() -> smtplib.SMTP:
    given = settings.SMTP
    timeout = given.get("EMAIL_TIMEOUT", 20)
    host, port = given["EMAIL_HOST"], given["EMAIL_PORT"]
    server: smtplib.SMTP
    if given.get("EMAIL_USE_SSL"):
        server = _SecureConnection(host, port, timeout=timeout, context=ssl.create_default_context())
    else:
        server = _Connection(host, port, timeout=timeout)
    try:
        if given.get("EMAIL_USE_TLS"):
            server.starttls(context=ssl.create_default_context())
        if given.get("EMAIL_HOST_USER"):
            server.login(given["EMAIL_HOST_USER"], given["EMAIL_HOST_PASSWORD"])
    except BaseException:
        server.close()
        raise
    return server


def _expect(reply: tuple[int, bytes], codes: set[int]) -> None:
    if reply[0] not in codes:
        raise _refusal(*reply)


def _refusal(code: int, said: bytes | str) -> NotSent:
    if 400 <= code < 500:
        return NotSent(Problem.BUSY, said, again=True)
    return NotSent(Problem.REFUSED, said, again=False)


def _send_data(server: smtplib.SMTP, data: bytes) -> None:
    code, said = server.docmd("DATA")
    if code != 354:
        raise _refusal(code, said)
    try:
        server.send(data + b"\r\n.\r\n")
        code, said = server.getreply()
    except (smtplib.SMTPException, OSError) as error:
        raise NotSent(Problem.UNSURE, error, again=False) from error
    if code != 250:
        raise _refusal(code, said)
