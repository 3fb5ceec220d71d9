"""Findings while somebody types. Nothing is stored, nothing is logged."""

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from samenwerf.wording.passes import is_valid
from samenwerf.wording.templatetags.wording import findings_context


@require_POST
@never_cache
def check(request: HttpRequest) -> HttpResponseBase:
    """The findings in `text` as a fragment; 204 when there are none.

    For members, and for pages opened by a link, which hold a pass.
    """
    if not is_valid(request.POST.get("pass", "")) and not getattr(request, "member", None):
        raise Http404("not for strangers")
    text = request.POST.get("text", "")
    context = findings_context(
        text,
        reason=request.POST.get("reason") == "1",
        leave=request.POST.get("leave") != "0",
        use=request.POST.get("use", ""),
    )
    if not context["findings"]:
        return HttpResponse(status=204)
    return render(request, "wording/findings.html", context)
