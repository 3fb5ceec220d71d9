"""Taking up again a candidate whose application had ended."""

from django.contrib import messages as toasts
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST

from samenwerf.accounts.gates import MemberRequest, recruiters_only
from samenwerf.candidates import access
from samenwerf.core.clock import now
from samenwerf.core.errors import Refused
from samenwerf.feedback import actions
from samenwerf.feedback.actions import Again

SAID = {
    Again.NONE: _("Back in process."),
    Again.ON: _("Back in process, and the interview is still on. Nobody got a cancellation."),
    Again.INVITED_AGAIN: _(
        "Back in process, and the interview is back on. Anyone who got the cancellation is invited again."
    ),
    Again.TO_PLAN: _("Back in process. The time of the interview has passed: plan it again."),
}


@require_POST
@recruiters_only
def take_up_again(request: MemberRequest, pk: int) -> HttpResponse:
    application = access.get_for(request.member, pk)
    try:
        became = actions.take_up_again(application=application, by=request.member, at=now())
    except Refused as refused:
        toasts.error(request, str(refused))
    else:
        toasts.success(request, str(SAID[became]))
    return redirect("candidates:application", pk)
