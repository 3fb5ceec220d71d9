"""The way in: the welcome page of a new installation, and signing in."""

from typing import Any

from allauth.account import views as account
from allauth.mfa.webauthn import views as passkeys
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.template.response import TemplateResponse
from django.urls import NoReverseMatch, reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from samenwerf.accounts.models import Membership, Organization, Role
from samenwerf.core.clock import now
from samenwerf.core.errors import Refused
from samenwerf.core.going_back import going_back
from samenwerf.outbox.access import keeps_mail
from samenwerf.people import actions
from samenwerf.people.forms import WelcomeForm
from samenwerf.people.signing_in import is_own_computer, sign_in


def is_welcome_open(request: HttpRequest) -> bool:
    """On an empty database, and for the administrator of the demo who wants to start for real."""
    kinds = set(Organization.objects.values_list("is_demo", flat=True).distinct())
    if not kinds:
        return True
    member: Membership | None = request.member  # type: ignore[attr-defined]
    return kinds == {True} and bool(member) and member.is_admin  # type: ignore[union-attr]


@never_cache
def welcome(request: HttpRequest) -> HttpResponse:
    """Makes the organization and the first recruiter, who is signed in at once; or offers the demo."""
    if not is_welcome_open(request):
        return redirect("account_login")
    form = WelcomeForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        try:
            member = actions.start(
                organization_name=data["organization"],
                name=data["name"],
                email=data["email"],
                password=data["password"],
                language=data["language"],
                time_zone=data["time_zone"],
                at=now(),
            )
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            sign_in(request, member.person)
            return redirect("/")
    return render(request, "people/welcome.html", {"form": form, "demo_url": _demo_url(request)})


def _demo_url(request: HttpRequest) -> str:
    """Where to load the demo; empty when that is not offered here."""
    if not is_own_computer(request):
        return ""
    try:
        return reverse("ops:load_demo")
    except NoReverseMatch:
        return ""


def _entrance(request: HttpRequest, response: HttpResponseBase) -> HttpResponseBase:
    """Adds to allauth's pages what a newcomer on the own computer needs; an empty database says welcome."""
    if request.method == "GET" and not Organization.objects.exists():
        return redirect("people:welcome")
    if isinstance(response, TemplateResponse) and response.context_data is not None:
        response.context_data["demo_members"] = _demo_members(request)
    return response


def _demo_members(request: HttpRequest) -> list[Membership]:
    if not is_own_computer(request):
        return []
    members = Membership.objects.filter(organization__is_demo=True, left_at=None).select_related("person")
    recruiters_first = {Role.ADMIN: 0, Role.RECRUITER: 0, Role.HIRING_MANAGER: 1, Role.INTERVIEWER: 2}
    return sorted(members[:20], key=lambda m: (recruiters_first[Role(m.role)], m.pk))


def login(request: HttpRequest, **kwargs: Any) -> HttpResponseBase:
    return _entrance(request, account.login(request, **kwargs))


def request_code(request: HttpRequest, **kwargs: Any) -> HttpResponseBase:
    return _entrance(request, account.request_login_code(request, **kwargs))


def confirm_code(request: HttpRequest, **kwargs: Any) -> HttpResponseBase:
    """Where the code is filled in; says that none is mailed when there is no mail server."""
    response = account.confirm_login_code(request, **kwargs)
    if isinstance(response, TemplateResponse) and response.context_data is not None:
        response.context_data["keeps_mail"] = keeps_mail(None)
    return response


inactive = account.account_inactive
logout = account.logout
passkey_login = passkeys.login_webauthn


def demo(request: HttpRequest) -> HttpResponse:
    """Everybody of the demo, to look through somebody else's eyes."""
    members = _demo_members(request)
    if not members:
        raise Http404("no demo here")
    return render(request, "people/demo.html", {"demo_members": members})


@require_POST
def play(request: HttpRequest, member_id: int) -> HttpResponse:
    """Signs in as somebody of the demo, on the own computer only."""
    if not is_own_computer(request):
        raise Http404("only on the own computer")
    member = get_object_or_404(
        Membership.objects.select_related("person"),
        pk=member_id,
        organization__is_demo=True,
        left_at=None,
        person__is_active=True,
    )
    sign_in(request, member.person)
    return going_back(request, default="/")
