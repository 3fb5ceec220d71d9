"""A signed-in person whose requests go straight into the WSGI application, as those of the server do."""

from collections.abc import Callable
from typing import Any
from urllib.parse import urlsplit
from wsgiref.util import setup_testing_defaults

from django.conf import settings
from django.test import Client

from samenwerf.accounts.models import Membership

Application = Callable[[dict[str, Any], Callable[..., Any]], Any]


class Browser:
    def __init__(self, application: Application, member: Membership):
        self.application = application
        client = Client()
        client.force_login(member.person)
        self.cookie = f"{settings.SESSION_COOKIE_NAME}={client.cookies[settings.SESSION_COOKIE_NAME].value}"

    def get(self, address: str) -> tuple[str, bytes]:
        """Status line and content of one request, closed as a server closes it."""
        parts = urlsplit(address)
        environ: dict[str, Any] = {
            "PATH_INFO": parts.path,
            "QUERY_STRING": parts.query,
            "HTTP_COOKIE": self.cookie,
            "HTTP_ACCEPT_LANGUAGE": "nl",
        }
        setup_testing_defaults(environ)
        statuses: list[str] = []
        answer = self.application(environ, lambda status, headers, error=None: statuses.append(status))
        content = b"".join(answer)
        answer.close()
        return statuses[0], content
