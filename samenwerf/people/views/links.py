"""A new link in place of one that has expired."""

from django.http import Http404, HttpRequest, HttpResponseBase
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from samenwerf.accounts.access import any_link_behind
from samenwerf.accounts.links import keep_to_ourselves, speak_language_of
from samenwerf.core.clock import now
from samenwerf.core.errors import Refused
from samenwerf.outbox.access import keeps_mail
from samenwerf.people import actions


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def renew(request: HttpRequest, token: str) -> HttpResponseBase:
    """Mails a new link to the owner of this one, never to whoever happens to hold it.

    Opened, it leads to the page of the old link, where the button stands.
    """
    link, at = any_link_behind(token), now()
    speak_language_of(request, link)
    if request.method != "POST" or link.opens(at):
        return redirect(link.path)
    try:
        actions.renew_link(link=link, at=at)
    except Refused as refusal:
        raise Http404(str(refusal)) from refusal
    context = {"link": link, "kept_here": keeps_mail(link.organization)}
    return keep_to_ourselves(render(request, "people/link_renewed.html", context))
