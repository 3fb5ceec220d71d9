"""Pages that belong to no app: the living page of components, and the language."""

from django.conf import settings
from django.contrib.auth import get_user_model
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from samenwerf.core import clock, living
from samenwerf.core.going_back import going_back


def components(request: HttpRequest) -> HttpResponse:
    """Every component, in the chosen theme and in the language of the reader."""
    at = clock.now()
    theme = request.GET.get("theme", "")
    recruits = getattr(getattr(request, "member", None), "recruits", False)
    return render(
        request,
        "core/components.html",
        {
            "at": at,
            "frame": "base.html" if recruits else "phone.html",
            "theme": format_html(' data-theme="{}"', theme) if theme in ("light", "dark") else "",
            "theme_url": f"?theme={theme}" if theme else "?",
            "themes": [(_("As my device"), "?"), (_("Light"), "?theme=light"), (_("Dark"), "?theme=dark")],
            **living.content(at),
        },
    )


@require_POST
def language(request: HttpRequest) -> HttpResponse:
    """Chooses the language: kept with a signed-in person, else in this browser."""
    chosen = request.POST.get("language", "")
    response = going_back(request, default="/")
    if chosen in dict(settings.LANGUAGES):
        response.set_cookie(
            settings.LANGUAGE_COOKIE_NAME,
            chosen,
            max_age=365 * 24 * 3600,
            samesite="Lax",
            secure=settings.SECURE,
        )
        if request.user.is_authenticated:
            get_user_model()._default_manager.filter(pk=request.user.pk).update(language=chosen)
    return response
