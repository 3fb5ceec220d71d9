"""Loading the demo, on the own computer only."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import get_language
from django.views.decorators.http import require_POST

from samenwerf.accounts.models import Organization
from samenwerf.core import clock
from samenwerf.ops import demo as demo_organization
from samenwerf.people.signing_in import is_own_computer, sign_in


@require_POST
def load_demo(request: HttpRequest) -> HttpResponse:
    """Makes the demo on an installation without a real organization, and signs in as its recruiter."""
    if not is_own_computer(request) or Organization.objects.filter(is_demo=False).exists():
        raise Http404("no demo beside real work")
    organization = demo_organization.load(at=clock.now(), language=get_language() or "nl")
    first = organization.memberships.select_related("person").order_by("pk")[0]
    sign_in(request, first.person)
    return redirect("home:today")
