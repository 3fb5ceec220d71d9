"""A person's own settings, and choosing between organizations."""

from django.contrib import messages
from django.contrib.auth import update_session_auth_hash
from django.db.models import F
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import translation
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_POST

from samenwerf.accounts.access import memberships_of
from samenwerf.accounts.gates import signed_in_only
from samenwerf.accounts.middleware import SESSION_KEY
from samenwerf.accounts.models import Person
from samenwerf.people.forms import MeForm, PasswordForm
from samenwerf.people.signing_in import recently_signed_in


@signed_in_only
def me(request: HttpRequest) -> HttpResponse:
    """Name, phone and language, and the ways in."""
    person = _person(request)
    form = MeForm(request.POST or None, instance=Person.objects.get(pk=person.pk))
    if request.method == "POST" and form.is_valid():
        form.save()
        language = form.cleaned_data["language"]
        if language:
            translation.activate(language)
        messages.success(request, _("Saved."))
        return redirect("people:me")
    passkeys = person.authenticator_set.filter(type="webauthn").order_by("created_at")  # type: ignore[attr-defined]
    return render(
        request,
        "people/me.html",
        {"form": form, "passkeys": passkeys, "memberships": memberships_of(person)},
    )


@sensitive_post_parameters("password")
@recently_signed_in
def password(request: HttpRequest) -> HttpResponse:
    person = _person(request)
    form = PasswordForm(request.POST or None, person=person)
    if request.method == "POST" and form.is_valid():
        person.set_password(form.cleaned_data["password"])
        person.save(update_fields=["password"])
        # Other browsers are signed out by this; this one stays.
        update_session_auth_hash(request, person)
        messages.success(request, _("Your password is set. Other devices have to sign in again."))
        return redirect("people:me")
    return render(request, "people/password.html", {"form": form})


@require_POST
@signed_in_only
def sign_out_everywhere(request: HttpRequest) -> HttpResponse:
    """Ends every session but this one."""
    person = _person(request)
    Person.objects.filter(pk=person.pk).update(session_round=F("session_round") + 1)
    person.refresh_from_db(fields=["session_round"])
    update_session_auth_hash(request, person)
    messages.success(request, _("You are signed out on every other device."))
    return redirect("people:me")


@signed_in_only
def organizations(request: HttpRequest) -> HttpResponse:
    """For whoever works for several: which one is it now?"""
    memberships = memberships_of(_person(request))
    if request.method == "POST":
        chosen = next((m for m in memberships if str(m.pk) == request.POST.get("membership")), None)
        if chosen is None:
            raise Http404("not a member there")
        request.session[SESSION_KEY] = chosen.pk
        return redirect("/")
    return render(request, "people/organizations.html", {"memberships": memberships})


@signed_in_only
def no_organization(request: HttpRequest) -> HttpResponse:
    """Signed in, but a member nowhere (anymore)."""
    if request.member:  # type: ignore[attr-defined]
        return redirect("/")
    return render(request, "people/no_organization.html")


def _person(request: HttpRequest) -> Person:
    assert isinstance(request.user, Person)
    return request.user


def to_me(request: HttpRequest) -> HttpResponse:
    """Where allauth goes after adding or removing a passkey."""
    return redirect("people:me")
