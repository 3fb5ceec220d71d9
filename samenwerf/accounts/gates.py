"""Who may enter a page. The records on it come through the access module of their app."""

from collections.abc import Callable
from functools import wraps
from typing import Any, TypeAlias

from django.contrib.auth.views import redirect_to_login
from django.http import Http404, HttpRequest, HttpResponseBase
from django.shortcuts import redirect
from django.utils import timezone

from samenwerf.accounts.models import Membership

View: TypeAlias = Callable[..., HttpResponseBase]


class MemberRequest(HttpRequest):
    """A request behind a gate: `member` is there for certain."""

    member: Membership


def _gate(view: View, allowed: Callable[[Membership], bool]) -> View:
    @wraps(view)
    def guarded(request: Any, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if not request.user.is_authenticated:
            return redirect_to_login(request.get_full_path())
        if not request.member:
            return redirect("people:no_organization")
        if not allowed(request.member):
            raise Http404("not for this role")
        # Times on the page are those of the organization.
        with timezone.override(request.member.organization.time_zone):
            return view(request, *args, **kwargs)

    return guarded


def members_only(view: View) -> View:
    """Lets in every member; others sign in first."""
    return _gate(view, lambda member: True)


def recruiters_only(view: View) -> View:
    """Lets in recruiters and administrators; for other members the page does not exist (404)."""
    return _gate(view, lambda member: member.recruits)


def admins_only(view: View) -> View:
    """Lets in administrators; for other members the page does not exist (404)."""
    return _gate(view, lambda member: member.is_admin)
