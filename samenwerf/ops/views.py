"""Loading the demo, and choosing whom one plays in it. On the own computer only."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.views.decorators.http import require_GET, require_POST

from samenwerf.accounts.models import Membership, Organization
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


@require_GET
def demo(request: HttpRequest) -> HttpResponse:
    """Everybody in the demo: whose place do you take?"""
    if not is_own_computer(request):
        raise Http404("only on the own computer")
    members = Membership.objects.filter(organization__is_demo=True, left_at=None).select_related("person")
    return render(request, "ops/demo.html", {"members": members.order_by("pk")})
