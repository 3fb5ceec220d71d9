"""The verbs of an application, each a POST that leads back to its page."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages as toasts
from django.forms import Form
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from samenwerf.accounts.gates import MemberRequest, recruiters_only
from samenwerf.candidates import access, actions
from samenwerf.candidates.forms import PitchForm, ReasonForm, ReplyForm
from samenwerf.candidates.models import Application
from samenwerf.candidates.views.pages import show_application
from samenwerf.core.clock import now
from samenwerf.core.errors import Refused


def _step(
    request: MemberRequest,
    pk: int,
    act: Callable[[Application, dict[str, Any]], object],
    *,
    done: str,
    form: Form | None = None,
    form_name: str = "",
    undo: str = "",
) -> HttpResponse:
    """Validates, acts, and goes back to the application; a refusal shows there and keeps what was typed."""
    application = access.get_for(request.member, pk)
    if form is not None and not form.is_valid():
        return show_application(request, application, status=422, **{form_name: form})
    try:
        act(application, form.cleaned_data if form else {})
    except Refused as refused:
        if form is not None:
            form.add_error(None, str(refused))
            return show_application(request, application, status=422, **{form_name: form})
        toasts.error(request, str(refused))
    else:
        toasts.success(request, done, extra_tags=reverse(undo, args=[pk]) if undo else "")
    return redirect("candidates:application", pk)


@require_POST
@recruiters_only
def present(request: MemberRequest, pk: int) -> HttpResponse:
    def act(application: Application, data: dict[str, Any]) -> object:
        return actions.present(application=application, pitch=data["pitch"], by=request.member, at=now())

    done = _("Presented. The manager has a message with a link.")
    return _step(request, pk, act, done=done, form=PitchForm(request.POST), form_name="pitch_form")


@require_POST
@recruiters_only
def turn_down(request: MemberRequest, pk: int) -> HttpResponse:
    def act(application: Application, data: dict[str, Any]) -> object:
        return actions.turn_down(application=application, reason=data["reason"], by=request.member, at=now())

    done = _("Not presented. Tell the candidate, with the reason.")
    return _step(request, pk, act, done=done, form=ReasonForm(request.POST), form_name="turn_down_form")


@require_POST
@recruiters_only
def reply(request: MemberRequest, pk: int) -> HttpResponse:
    def act(application: Application, data: dict[str, Any]) -> object:
        return actions.reply(application=application, text=data["text"], by=request.member, at=now())

    done = _("Answered. It is the manager's turn again.")
    return _step(request, pk, act, done=done, form=ReplyForm(request.POST), form_name="reply_form")


@require_POST
@recruiters_only
def tell(request: MemberRequest, pk: int) -> HttpResponse:
    def act(application: Application, data: dict[str, Any]) -> object:
        return actions.tell(application=application, by=request.member, at=now())

    return _step(request, pk, act, done=_("Done. The candidate knows."), undo="candidates:reopen")


@require_POST
@recruiters_only
def make_offer(request: MemberRequest, pk: int) -> HttpResponse:
    def act(application: Application, data: dict[str, Any]) -> object:
        return actions.make_offer(application=application, by=request.member, at=now())

    return _step(request, pk, act, done=_("The offer is made. Now the candidate has the turn."))


@require_POST
@recruiters_only
def hear_offer(request: MemberRequest, pk: int) -> HttpResponse:
    accepted = request.POST.get("answer") == "yes"

    def act(application: Application, data: dict[str, Any]) -> object:
        return actions.hear_offer(application=application, accepted=accepted, by=request.member, at=now())

    done = _("Congratulations, both of you!") if accepted else _("Noted: the offer was declined.")
    return _step(request, pk, act, done=done, undo="candidates:reopen")


@require_POST
@recruiters_only
def withdraw(request: MemberRequest, pk: int) -> HttpResponse:
    def act(application: Application, data: dict[str, Any]) -> object:
        return actions.withdraw(application=application, reason=data["reason"], by=request.member, at=now())

    return _step(
        request,
        pk,
        act,
        done=_("Noted: this candidate stopped."),
        form=ReasonForm(request.POST),
        form_name="withdraw_form",
        undo="candidates:reopen",
    )


@require_POST
@recruiters_only
def reopen(request: MemberRequest, pk: int) -> HttpResponse:
    def act(application: Application, data: dict[str, Any]) -> object:
        return actions.reopen(application=application, by=request.member, at=now())

    return _step(request, pk, act, done=_("Back in process."))
