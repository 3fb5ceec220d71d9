"""Who may enter a page. The records on it come through the access module of their app."""

from collections.abc import Callable
from functools import wraps
from typing import Any, TypeAlias
from urllib.parse import urlsplit

from django.contrib.auth.views import redirect_to_login
from django.http import Http404, HttpRequest, HttpResponseBase, JsonResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django_htmx.http import HttpResponseClientRedirect

from samenwerf.accounts.models import Membership

View: TypeAlias = Callable[..., HttpResponseBase]


class MemberRequest(HttpRequest):
    """A request behind a gate: `member` is there for certain."""

    member: Membership


def _gate(view: View, allowed: Callable[[Membership], bool]) -> View:
    @wraps(view)
    def guarded(request: Any, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if not request.user.is_authenticated:
            return to_sign_in(request)
        if not request.member:
            return redirect("people:no_organization")
        if not allowed(request.member):
            raise Http404("not for this role")
        # Times on the page are those of the organization.
        with timezone.override(request.member.organization.time_zone):
            return view(request, *args, **kwargs)

    return guarded


def signed_in_only(view: View) -> View:
    """Lets in everybody who is signed in, member of an organization or not."""

    @wraps(view)
    def guarded(request: Any, *args: Any, **kwargs: Any) -> HttpResponseBase:
        return view(request, *args, **kwargs) if request.user.is_authenticated else to_sign_in(request)

    return guarded


def to_sign_in(request: HttpRequest) -> HttpResponseBase:
    """Signs in first, and then on: to this page, or back to the one with the form that was sent.

    A script that saves gets 401 with a sentence and the address; a part of a page is not swapped for it.
    """
    if request.method in ("GET", "HEAD") and not request.headers.get("HX-Request"):
        return redirect_to_login(request.get_full_path())
    address = f"{redirect_to_login(_page_it_came_from(request)).url}&ended=1"
    if "application/json" in request.headers.get("Accept", ""):
        said = {"error": _("You were signed out; what you typed stays here."), "sign_in": address}
        return JsonResponse(said | {"sign_in_text": _("Sign in again")}, status=401)
    return HttpResponseClientRedirect(address) if request.headers.get("HX-Request") else redirect(address)


def _page_it_came_from(request: HttpRequest) -> str:
    """The page on which the form stands; where no browser says so, the address that it was sent to."""
    came_from = request.headers.get("HX-Current-URL") or request.headers.get("Referer", "")
    if not url_has_allowed_host_and_scheme(came_from, allowed_hosts={request.get_host()}):
        return request.get_full_path()
    return urlsplit(came_from)._replace(scheme="", netloc="", fragment="").geturl() or "/"


def members_only(view: View) -> View:
    """Lets in every member; others sign in first."""
    return _gate(view, lambda member: True)


def recruiters_only(view: View) -> View:
    """Lets in recruiters and administrators; for other members the page does not exist (404)."""
    return _gate(view, lambda member: member.recruits)


def admins_only(view: View) -> View:
    """Lets in administrators; for other members the page does not exist (404)."""
    return _gate(view, lambda member: member.is_admin)
