"""One no by e-mail for many candidates of a vacancy who never came to talk."""

from django.contrib import messages as toasts
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from samenwerf.accounts.gates import MemberRequest, recruiters_only
from samenwerf.candidates import actions, messages, queries
from samenwerf.candidates.forms import TellManyForm
from samenwerf.candidates.models import Application, Stage
from samenwerf.core.clock import now
from samenwerf.outbox.access import where_it_is
from samenwerf.vacancies import access as vacancies

# As many as one reads through before a button.
MOST = 200


@require_http_methods(["GET", "HEAD", "POST"])
@recruiters_only
def tell_many(request: MemberRequest, vacancy_id: int) -> HttpResponse:
    """Chooses who, and what we write. Who waits for the no is chosen already, who is new is not."""
    vacancy = vacancies.get_for(request.member, vacancy_id)
    here = queries.never_came_to_talk(request.member).filter(vacancy=vacancy)
    reachable = queries.can_be_told_by_mail(request.member).filter(vacancy=vacancy)
    listed = list(reachable[:MOST])
    if request.method == "POST":
        form = TellManyForm(request.POST, applications=listed)
        if form.is_valid():
            chosen, text = form.cleaned_data["chosen"], form.cleaned_data["text"]
            told = actions.tell_by_mail(applications=chosen, text=text, by=request.member, at=now())
            said = ngettext("%(n)d candidate gets the e-mail.", "%(n)d candidates get the e-mail.", told) % {
                "n": told
            }
            toasts.success(request, where_it_is(said, request.member.organization))
            return redirect("candidates:board", vacancy.pk)
    else:
        form = TellManyForm(applications=listed, initial={"text": messages.proposed_no(vacancy)})
    ticked = request.POST.getlist("chosen") if form.is_bound else _to_tell(listed)
    context = {
        "vacancy": vacancy,
        "form": form,
        "rows": [(application, str(application.pk) in ticked) for application in listed],
        "more": max(reachable.count() - MOST, 0),
        "to_call": here.filter(candidate__email=""),
    }
    return render(request, "candidates/tell_many.html", context, status=422 if form.errors else 200)


def _to_tell(listed: list[Application]) -> list[str]:
    return [str(application.pk) for application in listed if application.stage == Stage.TO_TELL]
