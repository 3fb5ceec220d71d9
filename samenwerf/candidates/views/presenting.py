"""Several new candidates go before the manager at once."""

from django.contrib import messages as toasts
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from samenwerf.accounts.gates import MemberRequest, recruiters_only
from samenwerf.candidates import actions, queries
from samenwerf.candidates.forms import PresentManyForm
from samenwerf.core.clock import now
from samenwerf.core.errors import Refused
from samenwerf.outbox.access import where_it_is
from samenwerf.vacancies import access as vacancies

# As many as one reads through before a button.
MOST = 200


@require_http_methods(["GET", "HEAD", "POST"])
@recruiters_only
def present_many(request: MemberRequest, vacancy_id: int) -> HttpResponse:
    """Chooses who; the manager gets one message. Nobody is chosen beforehand."""
    vacancy = vacancies.get_for(request.member, vacancy_id)
    new = queries.to_present(request.member, vacancy)
    listed = list(new[:MOST])
    form = PresentManyForm(request.POST if request.method == "POST" else None, applications=listed)
    if form.is_bound and form.is_valid():
        chosen = form.cleaned_data["chosen"]
        try:
            n = actions.present_many(applications=chosen, by=request.member, at=now())
        except Refused as refused:
            form.add_error(None, str(refused))
        else:
            said = ngettext(
                "%(n)d candidate is presented. %(name)s has a message with a link.",
                "%(n)d candidates are presented. %(name)s has one message for all.",
                n,
            ) % {"n": n, "name": vacancy.hiring_manager.name}
            toasts.success(request, where_it_is(said, request.member.organization))
            return redirect("candidates:board", vacancy.pk)
    ticked = request.POST.getlist("chosen")
    context = {
        "vacancy": vacancy,
        "form": form,
        "rows": [(application, str(application.pk) in ticked) for application in listed],
        "more": max(new.count() - MOST, 0),
    }
    return render(request, "candidates/present_many.html", context, status=422 if form.errors else 200)
