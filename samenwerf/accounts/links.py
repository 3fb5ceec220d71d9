"""Pages that open with an access link: one person, one thing, no login."""

from collections.abc import Callable, Iterable
from functools import wraps
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseBase, JsonResponse
from django.shortcuts import render
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from samenwerf.accounts.access import LinkNoLongerWorks, link_behind
from samenwerf.accounts.gates import MemberRequest, View
from samenwerf.accounts.models import AccessLink
from samenwerf.core.clock import now


class LinkRequest(MemberRequest):
    """A request that came in by a link: `member` is its owner, whoever else is signed in."""

    link: AccessLink


def by_link(purpose: str, *, about: Callable[[AccessLink], Any] | None = None) -> Callable[[View], View]:
    """For views at /l/<purpose>/<str:token>/…: resolves the token into request.link and request.member.

    The view gets every other part of the address, not the token; the record is request.link.target_id and
    is still fetched through the access module of its app. An unknown token, or one for another purpose,
    answers 404; an ended link a page that says so (410). Opening a link changes nothing: views act on POST.

    `about` gives the vacancy that an ended link was about: its title, and whom to ask.
    """

    def decorate(view: View) -> View:
        @wraps(view)
        @never_cache
        def guarded(request: Any, token: str, *args: Any, **kwargs: Any) -> HttpResponseBase:
            try:
                link = link_behind(token, purpose=purpose, at=now())
            except LinkNoLongerWorks as ended:
                return keep_to_ourselves(link_ended(request, ended.link, token, about))
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


def link_ended(
    request: HttpRequest, link: AccessLink, token: str, about: Callable[[AccessLink], Any] | None = None
) -> HttpResponse:
    """The page of a link that has expired or was withdrawn; what was sent by it in vain stands there to copy.

    A script that saves gets a sentence. Whoever has left hears no more than that the link has ended.
    """
    speak_language_of(request, link)
    if "application/json" in request.headers.get("Accept", ""):
        said = _(
            "This link no longer works, so this was not saved. Copy what you typed, and ask your recruiter."
        )
        return JsonResponse({"error": said}, status=410)
    context = {
        "link": link,
        "token": token,
        "renewable": link.can_be_renewed(now()),
        "vacancy": about(link) if about and link.is_of_a_member else None,
        "typed": list(_typed_words(request)),
    }
    with timezone.override(link.organization.time_zone):
        return render(request, "accounts/link_ended.html", context, status=410)


def _typed_words(request: HttpRequest) -> Iterable[str]:
    """What was sent and has more than one word: that takes away choices, keys and numbers."""
    for _name, values in request.POST.lists():
        yield from (value for value in values if len(value.split()) > 1)
