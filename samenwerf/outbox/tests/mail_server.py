"""A real SMTP server in a thread, that accepts, refuses, hangs or breaks off as the test wants."""

import asyncio
from contextlib import contextmanager
from email import message_from_bytes
from email.policy import default

from aiosmtpd.controller import Controller
from django.test import override_settings


class Post:
    """What arrived, and how the server behaves: `answers` maps RCPT or DATA to what it says."""

    def __init__(self):
        self.mails = []
        self.answers = {}
        self.seconds = 0.0
        self.hang_up_at = ""
        self.receiving = False

    async def handle_RCPT(self, server, session, envelope, address, options):
        if self.hang_up_at == "RCPT":
            server.transport.abort()
        if answer := self.answers.get("RCPT"):
            return answer
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server, session, envelope):
        self.receiving = True
        await asyncio.sleep(self.seconds)
        if answer := self.answers.get("DATA"):
            return answer
        self.mails.append(message_from_bytes(envelope.content, policy=default))
        if self.hang_up_at == "DATA":
            server.transport.abort()
        return "250 OK"


class AnyFreePort(Controller):
    def _trigger_server(self):
        self.port = self.server.sockets[0].getsockname()[1]
        super()._trigger_server()


@contextmanager
def mail_server(timeout=5, **options):
    post = Post()
    controller = AnyFreePort(post, hostname="127.0.0.1", port=0, **options)
    controller.start()
    smtp = {"EMAIL_HOST": "127.0.0.1", "EMAIL_PORT": controller.port, "EMAIL_TIMEOUT": timeout}
    try:
        with override_settings(SMTP=smtp, BASE_URL="https://samenwerf.example"):
            yield post
    finally:
        controller.stop()
