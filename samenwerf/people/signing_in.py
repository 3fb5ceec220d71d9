"""Signing in with django-allauth, in our words and through our outbox."""

import ipaddress
import logging
from collections.abc import Callable
from datetime import datetime
from functools import wraps
from typing import Any
from urllib.parse import urlsplit

from allauth.account.adapter import DefaultAccountAdapter
from allauth.core import context
from allauth.mfa.adapter import DefaultMFAAdapter
from django.conf import settings
from django.contrib.auth import login
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import render
from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from samenwerf.accounts.gates import to_sign_in
from samenwerf.accounts.models import Person
from samenwerf.core.clock import now
from samenwerf.outbox import actions as outbox

logger = logging.getLogger(__name__)

# A code that this browser asked for, when it may be shown on the page itself.
CODE_SHOWN = "sign_in_code"
SIGNED_IN_AT = "signed_in_at"
FRESH_SECONDS = 15 * 60
BACKEND = "allauth.account.auth_backends.AuthenticationBackend"


class AccountAdapter(DefaultAccountAdapter):
    error_messages = DefaultAccountAdapter.error_messages | {
        "account_inactive": gettext_lazy("This account is closed."),
        "email_password_mismatch": gettext_lazy("This e-mail address and password do not belong together."),
        "incorrect_code": gettext_lazy("This is not the code that we sent. Look again or ask for a new one."),
        "too_many_login_attempts": gettext_lazy("That was too often. Please try again in a few minutes."),
        "rate_limited": gettext_lazy("That was too often. Please try again in a few minutes."),
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False

    def get_login_stages(self) -> list[str]:
        """A passkey is another way in, not a second step after the code or password."""
        return ["allauth.account.stages.LoginByCodeStage"]

    def is_reauthentication_required(self, *, app: str, **kwargs: Any) -> bool:
        """Pages that need it are behind `recently_signed_in`, which works for every way of signing in."""
        return False

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """The only mail that allauth sends here is the sign-in code."""
        if template_prefix != "account/email/login_code":
            raise NotImplementedError(f"no mail for {template_prefix}")
        person = Person.objects.get(email__iexact=email)
        send_code(context["request"], person, context["code"], at=now())

    def send_notification_mail(
        self, template_prefix: str, user: Any, context: dict[str, Any] | None = None, email: str | None = None
    ) -> None:
        tell_about_passkey(user, added=template_prefix == "mfa/email/webauthn_added", at=now())

    def add_message(
        self,
        request: HttpRequest,
        level: int,
        message_template: str | None = None,
        message_context: dict[str, Any] | None = None,
        extra_tags: str = "",
        message: str | None = None,
    ) -> None:
        """What goes well is seen on the page; allauth's remarks about it are left out, errors are not."""
        if message:
            super().add_message(request, level, message=message, extra_tags=extra_tags)

    def login(self, request: HttpRequest, user: Any) -> None:
        super().login(request, user)
        request.session.pop(CODE_SHOWN, None)
        request.session[SIGNED_IN_AT] = now().timestamp()


class PasskeyAdapter(DefaultMFAAdapter):
    def generate_authenticator_name(self, user: Any, type: Any) -> str:
        """The device that it was made on, as far as the browser says so."""
        agent = context.request.headers.get("User-Agent", "") if context.request else ""
        for sign, name in (
            ("iPhone", "iPhone"),
            ("iPad", "iPad"),
            ("Android", "Android"),
            ("Mac OS", "Mac"),
            ("Windows", "Windows"),
            ("Linux", "Linux"),
        ):
            if sign in agent:
                return name
        return _("Passkey")

    def _get_site_name(self) -> str:
        return "Samenwerf"


def sign_in(request: HttpRequest, person: Person) -> None:
    """Signs in whom we know for another reason: who just made the organization, or plays the demo."""
    login(request, person, backend=BACKEND)
    request.session[SIGNED_IN_AT] = now().timestamp()


def send_code(request: HttpRequest, person: Person, code: str, *, at: datetime) -> None:
    language = person.language or translation.get_language()[:2]
    with translation.override(language):
        outbox.put_for_person(
            person=person,
            kind="sign_in_code",
            subject=_("%(code)s is your code for Samenwerf") % {"code": code},
            body=_(
                "Hi %(name)s,\n\nThis is your code:\n\n%(code)s\n\n"
                "Fill it in on the page where you asked for it. It works for %(minutes)s minutes. "
                "Did you not ask for it? Then you can leave this mail alone; nobody gets in without the code."
            )
            % {
                "name": person.first_name,
                "code": code,
                "minutes": settings.ACCOUNT_LOGIN_BY_CODE_TIMEOUT // 60,
            },
            language=language,
            at=at,
        )
    if not settings.SMTP:
        logger.warning("No mail server is set up. The sign-in code of %s is %s", person.email, code)
    if is_own_computer(request):
        request.session[CODE_SHOWN] = code


def tell_about_passkey(person: Person, *, added: bool, at: datetime) -> None:
    language = person.language or translation.get_language()[:2]
    with translation.override(language):
        if added:
            subject = _("A passkey was added")
            body = _("Hi %(name)s,\n\nFrom now on you can sign in to Samenwerf with a new passkey.")
        else:
            subject = _("A passkey was removed")
            body = _("Hi %(name)s,\n\nA passkey for Samenwerf was removed. It no longer works.")
        body += "\n\n" + _("Was this not you? Then tell your administrator at once.")
        outbox.put_for_person(
            person=person,
            kind="passkey",
            subject=subject,
            body=body % {"name": person.first_name},
            language=language,
            at=at,
        )


PROXY_HEADERS = (
    "Forwarded",
    "Via",
    "X-Forwarded-For",
    "X-Forwarded-Host",
    "X-Forwarded-Proto",
    "X-Real-IP",
)


def is_own_computer(request: HttpRequest) -> bool:
    """Whether this is somebody trying Samenwerf on the own computer, without mail: then codes may be shown.

    All of it must hold: no mail server, our address is this computer, the browser is on this computer and
    asked for this computer by name, and no proxy passed it on. A real installation fails at the first or
    the second already, and one behind a proxy on the same machine at the others.
    """
    return (
        not settings.SMTP
        and _is_loopback(urlsplit(settings.BASE_URL).hostname)
        and _is_loopback(request.META.get("REMOTE_ADDR"))
        and _is_loopback(urlsplit(f"//{request.get_host()}").hostname)
        and not any(header in request.headers for header in PROXY_HEADERS)
    )


def _is_loopback(host: str | None) -> bool:
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host or "").is_loopback
    except ValueError:
        return False


def recently_signed_in(view: Callable[..., HttpResponseBase]) -> Callable[..., HttpResponseBase]:
    """For changing how somebody signs in: a forgotten open browser is not enough."""

    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if not request.user.is_authenticated:
            return to_sign_in(request)
        if now().timestamp() - request.session.get(SIGNED_IN_AT, 0) > FRESH_SECONDS:
            return render(request, "people/sign_in_again.html", {"path": request.path}, status=403)
        return view(request, *args, **kwargs)

    return guarded
