"""The settings of the organization, which hold for everybody in it."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from samenwerf.accounts.gates import MemberRequest, admins_only
from samenwerf.accounts.models import Organization
from samenwerf.core.clock import now
from samenwerf.people import actions
from samenwerf.people.forms import OrganizationForm


@require_http_methods(["GET", "HEAD", "POST"])
@admins_only
def organization(request: MemberRequest) -> HttpResponse:
    """Its name and language, and the hours in which deadlines count."""
    # Read apart: the form fills in what was typed, and the page around it shows what holds.
    own = Organization.objects.get(pk=request.member.organization_id)
    form = OrganizationForm(request.POST if request.method == "POST" else None, instance=own)
    if form.is_valid():
        actions.change_organization(values=form.cleaned_data, by=request.member, at=now())
        messages.success(request, _("Saved. Deadlines that run already stay as they are."))
        return redirect("people:organization")
    return render(request, "people/organization.html", {"form": form}, status=422 if form.errors else 200)
