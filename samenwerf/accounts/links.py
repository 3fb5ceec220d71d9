"""Pages that open with an access link: one person, one thing, no login."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.utils import timezone, translation
from django.views.decorators.cache import never_cache

from samenwerf.accounts.access import LinkNoLongerWorks, link_behind
from samenwerf.accounts.gates import MemberRequest, View
from samenwerf.accounts.models import AccessLink
from samenwerf.core.clock import now


class LinkRequest(MemberRequest):
    """A request that came in by a link: `member` is its owner, whoever else is signed in."""

    link: AccessLink


def by_link(purpose: str) -> Callable[[View], View]:
    """For views at /l/<purpose>/<str:token>/…: resolves the token into request.link and request.member.

    The view gets every other part of the address, not the token; the record is request.link.target_id and
    is still fetched through the access module of its app. An unknown token, or one for another purpose,
    answers 404; an ended link a page that says so (410). Opening a link changes nothing: views act on POST.
    """

    def decorate(view: View) -> View:
        @wraps(view)
        @never_cache
        def guarded(request: Any, token: str, *args: Any, **kwargs: Any) -> HttpResponseBase:
            try:
                link = link_behind(token, purpose=purpose, at=now())
            except LinkNoLongerWorks as ended:
                return keep_to_ourselves(link_ended(request, ended.link, token))
            request.link, request.member = link, link.member
            speak_language_of(request, link)
            with timezone.override(link.organization.time_zone):
                return keep_to_ourselves(view(request, *args, **kwargs))

        return guarded

    return decorate


def keep_to_ourselves(response: HttpResponseBase) -> HttpResponseBase:
    """The address of such a page is a key: not for search engines, and not for other sites as referrer.

    Not `no-referrer`: with that browsers send `Origin: null` on a POST and Django's CSRF check refuses it.
    """
    response["X-Robots-Tag"] = "noindex, nofollow, noarchive"
    response["Referrer-Policy"] = "same-origin"
    return response


def speak_language_of(request: HttpRequest, link: AccessLink) -> None:
    """The owner's own choice, unless this browser chose another one with the button on the page."""
    language = link.member.person.language
    if language and settings.LANGUAGE_COOKIE_NAME not in request.COOKIES:
        translation.activate(language)
        request.LANGUAGE_CODE = language


def link_ended(request: HttpRequest, link: AccessLink, token: str) -> HttpResponse:
    """The page of a link that has expired or was withdrawn."""
    speak_language_of(request, link)
    with timezone.override(link.organization.time_zone):
        return render(
            request,
            "accounts/link_ended.html",
            {"link": link, "token": token, "renewable": link.can_be_renewed(now())},
            status=410,
        )
