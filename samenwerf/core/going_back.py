"""Back to where a form was sent from."""

from django.http import HttpRequest, HttpResponseRedirect
from django.utils.http import url_has_allowed_host_and_scheme


def going_back(request: HttpRequest, *, default: str) -> HttpResponseRedirect:
    """To the address in the field `next` when it is a path of ours, else to the path `default`."""
    target = request.POST.get("next", "")
    is_ours = target.startswith("/") and url_has_allowed_host_and_scheme(target, allowed_hosts=None)
    return HttpResponseRedirect(target if is_ours else default)
