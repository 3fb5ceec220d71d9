"""What people see when a request cannot be answered: what is wrong and what to do, in their language."""

from django.conf import settings
from django.core.exceptions import RequestDataTooBig
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.templatetags.static import static
from django.utils.translation import gettext as _

from samenwerf.core.forms import size_in_words


def _page(
    request: HttpRequest, *, status: int, title: str, advice: str, may_go_back: bool = False
) -> HttpResponse:
    # After a POST that was not taken, the page before still holds what was typed.
    context = {
        "frame": "base.html" if _is_signed_in(request) else "phone.html",
        "title": title,
        "advice": advice,
        "may_go_back": may_go_back or request.method == "POST",
    }
    return render(request, "core/error.html", context, status=status)


def _is_signed_in(request: HttpRequest) -> bool:
    """Whether this person has pages to go to; somebody with a link has only that."""
    return getattr(request, "member", None) is not None and not hasattr(request, "link")


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """400, or 413 when there is more in the form than we take."""
    if isinstance(exception, RequestDataTooBig):
        return _page(
            request,
            status=413,
            title=_("This is too large"),
            advice=_(
                "Go back: what you typed is still there. Make it shorter, or send it in parts; "
                "a file may be at most %(most)s."
            )
            % {"most": size_in_words(settings.MAX_UPLOAD_BYTES)},
            may_go_back=True,
        )
    return _page(
        request,
        status=400,
        title=_("We did not understand this"),
        advice=_("Go back: what you typed is still there. Then try again."),
        may_go_back=True,
    )


def forbidden(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return _page(
        request,
        status=403,
        title=_("You may not do this"),
        advice=_("Should you? Then ask your recruiter or administrator."),
    )


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return _page(
        request,
        status=404,
        title=_("This page is not here"),
        advice=_("It does not exist anymore, or it is not meant for you.")
        if _is_signed_in(request)
        else _(
            "It does not exist anymore, or it is not meant for you. Are you signed in as the right person?"
        ),
    )


def not_allowed(request: HttpRequest) -> HttpResponse:
    """405: this address does not take what was asked of it."""
    return _page(
        request,
        status=405,
        title=_("This cannot be done here"),
        advice=_("Go back and use the buttons on the page; what you typed is still there."),
        may_go_back=True,
    )


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """The page was open so long, or in so many tabs, that its form lost its proof of coming from us."""
    return _page(
        request,
        status=403,
        title=_("This page was open for too long"),
        advice=_("Nothing is lost: go back, reload the page and send it again. Copy long texts first."),
        may_go_back=True,
    )


def server_error(request: HttpRequest) -> HttpResponse:
    """Both languages at once, without database, session or translation: any of them may be what fails."""
    try:
        stylesheet = static("core/app.css")
    except ValueError:  # the list of static files is what fails
        stylesheet = ""
    return HttpResponse(render_to_string("core/error_500.html", {"stylesheet": stylesheet}), status=500)
