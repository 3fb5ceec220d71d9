"""An address that only takes a form has no page: whoever opens it goes to the page with that form."""

from collections.abc import Callable
from typing import Any, TypeVar

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import Resolver404, resolve

from samenwerf.core.error_pages import not_allowed

View = TypeVar("View", bound=Callable[..., Any])


class SeeOther(HttpResponseRedirect):
    status_code = 303


def form_on(page: Callable[..., str]) -> Callable[[View], View]:
    """Marks a view whose form does not stand on the page above its address.

    `page` gets the request and the parts of the address, and gives the address of the page; it is asked when
    somebody is signed in, or came in by a link.
    """

    def mark(view: View) -> View:
        view.form_page = page  # type: ignore[attr-defined]
        return view

    return mark


def form_pages_middleware(
    get_response: Callable[[HttpRequest], HttpResponse],
) -> Callable[[HttpRequest], HttpResponse]:
    def middleware(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        if response.status_code != 405 or response.content:
            return response
        if request.method in ("GET", "HEAD"):
            return SeeOther(_page_with_the_form(request))
        page = not_allowed(request)
        page["Allow"] = response.get("Allow", "")
        return page

    return middleware


def _page_with_the_form(request: HttpRequest) -> str:
    match = request.resolver_match
    page = getattr(match.func, "form_page", None) if match else None
    if match and page and getattr(request, "member", None):
        return str(page(request, **match.kwargs))
    return _nearest_above(request.path)


def _nearest_above(path: str) -> str:
    """The longest address above this one that exists; at last the first page."""
    parts = path.strip("/").split("/")
    for length in range(len(parts) - 1, 0, -1):
        above = f"/{'/'.join(parts[:length])}/"
        try:
            resolve(above)
        except Resolver404:
            continue
        return above
    return "/"
