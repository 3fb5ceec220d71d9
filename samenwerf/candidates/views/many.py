"""Several candidates of a vacancy at once: before its manager, or a no by e-mail."""

from collections.abc import Collection, Sequence
from typing import Any

from django.contrib import messages as toasts
from django.db.models import QuerySet
from django.http import HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from samenwerf.accounts.gates import MemberRequest, recruiters_only
from samenwerf.candidates import actions, messages, queries
from samenwerf.candidates.forms import ChoosingForm, PresentManyForm, TellManyForm
from samenwerf.candidates.models import Application, Stage
from samenwerf.core.clock import now
from samenwerf.core.errors import Refused
from samenwerf.outbox.access import where_it_is
from samenwerf.vacancies import access as vacancies
from samenwerf.vacancies.models import Vacancy

# As many as one page holds well; the others come after these.
MOST = 500


@require_http_methods(["GET", "HEAD", "POST"])
@recruiters_only
def present_many(request: MemberRequest, vacancy_id: int) -> HttpResponse:
    """Chooses who goes before the manager, who gets one message. Nobody is chosen beforehand."""
    vacancy = vacancies.get_for(request.member, vacancy_id)
    new = queries.to_present(request.member, vacancy)
    form = PresentManyForm(_sent(request), applications=new[:MOST])
    if form.is_valid():
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
            return _done(request, vacancy, said)
    return _choosing(request, "candidates/present_many.html", vacancy, form, new)


@require_http_methods(["GET", "HEAD", "POST"])
@recruiters_only
def tell_many(request: MemberRequest, vacancy_id: int) -> HttpResponse:
    """Chooses who, and what we write; then asks once, for a mail that went out is not taken back.

    Who waits for the no is chosen already, who is new is not.
    """
    vacancy = vacancies.get_for(request.member, vacancy_id)
    reachable = queries.can_be_told_by_mail(request.member).filter(vacancy=vacancy)
    form = TellManyForm(
        _sent(request),
        applications=reachable[:MOST],
        initial={"text": messages.proposed_no(vacancy)},
    )
    if form.is_valid() and "change" not in request.POST:
        chosen, text = form.cleaned_data["chosen"], form.cleaned_data["text"]
        if "sure" not in request.POST:
            return _asking(request, vacancy, chosen, text)
        n = actions.tell_by_mail(applications=chosen, text=text, by=request.member, at=now())
        said = ngettext("%(n)d candidate gets the e-mail.", "%(n)d candidates get the e-mail.", n) % {"n": n}
        return _done(request, vacancy, said)
    to_call = queries.never_came_to_talk(request.member).filter(vacancy=vacancy, candidate__email="")
    return _choosing(
        request,
        "candidates/tell_many.html",
        vacancy,
        form,
        reachable,
        beforehand=[pk for pk, each in form.applications.items() if each.stage == Stage.TO_TELL],
        to_call=to_call,
    )


def _asking(
    request: MemberRequest, vacancy: Vacancy, chosen: Sequence[Application], text: str
) -> HttpResponse:
    """Who gets the e-mail, and the e-mail as the first of them gets it."""
    subject, body = messages.letter_of_no(chosen[0], text, request.member)
    context = {"vacancy": vacancy, "chosen": chosen, "text": text, "subject": subject, "body": body}
    return render(request, "candidates/tell_many_ask.html", context)


def _sent(request: MemberRequest) -> QueryDict | None:
    return request.POST if request.method == "POST" else None


def _choosing(
    request: MemberRequest,
    template: str,
    vacancy: Vacancy,
    form: ChoosingForm,
    found: QuerySet[Application],
    *,
    beforehand: Collection[str] = (),
    **more: Any,
) -> HttpResponse:
    ticked = request.POST.getlist("chosen") if form.is_bound else beforehand
    context = {
        "vacancy": vacancy,
        "form": form,
        "rows": [(application, pk in ticked) for pk, application in form.applications.items()],
        "more": max(found.count() - MOST, 0),
        **more,
    }
    return render(request, template, context, status=422 if form.errors else 200)


def _done(request: MemberRequest, vacancy: Vacancy, said: str) -> HttpResponse:
    toasts.success(request, where_it_is(said, request.member.organization))
    return redirect("candidates:board", vacancy.pk)
