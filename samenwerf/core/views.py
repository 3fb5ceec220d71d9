"""Pages that belong to no app: the living page of components, the language, and errors."""

from datetime import timedelta

from django import forms
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST

from samenwerf.core import clock
from samenwerf.core.forms import LongTextField, MomentField, TextField, UploadField


class Example(forms.Form):
    """One field of each kind, for the living page."""

    name = TextField(label=_("Name"), help_text=_("As on the CV."))
    text = LongTextField(label=_("What did you see or hear?"), required=False)
    when = MomentField(label=_("Date and time"))
    kind = forms.ChoiceField(
        label=_("Kind"), choices=[("must_have", _("must-have")), ("no_go", _("no-go"))], required=False
    )
    verdict = forms.ChoiceField(
        label=_("Go on?"),
        choices=[("1", _("strong no")), ("2", _("no")), ("3", _("yes")), ("4", _("strong yes"))],
        widget=forms.RadioSelect,
    )
    crucial = forms.BooleanField(label=_("Crucial for this job"), required=False)
    file = UploadField(label=_("CV"), required=False, accept=".pdf,.docx")


def components(request: HttpRequest) -> HttpResponse:
    """Every component in both themes; the language follows the reader."""
    at = clock.now()
    return render(
        request,
        "core/components.html",
        {
            "at": at,
            "form": Example(data={"name": "", "when": "gisteren"}),
            "soon": at + timedelta(hours=5),
            "late": at - timedelta(days=3),
            "since": at - timedelta(days=4),
            "themes": ["light", "dark"],
        },
    )


@require_POST
def language(request: HttpRequest) -> HttpResponse:
    """Chooses the language: kept with a signed-in person, else in this browser."""
    chosen = request.POST.get("language", "")
    target = request.POST.get("next", "/")
    if not url_has_allowed_host_and_scheme(target, {request.get_host()}, request.is_secure()):
        target = "/"
    response = redirect(target)
    if chosen in dict(settings.LANGUAGES):
        response.set_cookie(
            settings.LANGUAGE_COOKIE_NAME,
            chosen,
            max_age=365 * 24 * 3600,
            samesite="Lax",
            secure=settings.SECURE,
        )
        if request.user.is_authenticated:
            type(request.user).objects.filter(pk=request.user.pk).update(language=chosen)
    return response


def _error(request: HttpRequest, status: int) -> HttpResponse:
    return render(request, "core/error.html", {"status": status}, status=status)


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return _error(request, 400)


def forbidden(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return _error(request, 403)


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return _error(request, 404)


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    return render(request, "core/error.html", {"status": 403, "csrf": True}, status=403)


def server_error(request: HttpRequest) -> HttpResponse:
    """Touches no database: it may be the database that fails."""
    return render(None, "core/error_500.html", status=500)  # type: ignore[arg-type]
