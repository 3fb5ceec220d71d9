"""Changing what was signed: a request with a reason, answered by the other side."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from samenwerf.accounts.gates import MemberRequest, members_only
from samenwerf.accounts.links import LinkRequest, by_link
from samenwerf.accounts.models import AccessLink, Membership
from samenwerf.agreements.queries import applications_in_process
from samenwerf.core.clock import now
from samenwerf.core.errors import Refused
from samenwerf.core.forms import first_error
from samenwerf.intake import access, actions
from samenwerf.intake.forms import ChangeForm, ReplyForm
from samenwerf.intake.models import ChangeRequest, Intake, Requirement
from samenwerf.intake.views.shared import frame, intake_for
from samenwerf.wording import Findings, check

State = ChangeRequest.State


@members_only
@require_http_methods(["GET", "HEAD", "POST"])
def changes(request: MemberRequest, vacancy_id: int) -> HttpResponseBase:
    """All requests so far and, when none is open, the form for a new one."""
    intake = intake_for(request, vacancy_id)
    if not intake.is_signed:
        return redirect("intake:requirements", vacancy_id)
    form = ChangeForm(request.POST or None, intake)
    if request.method == "POST" and form.is_valid():
        try:
            made = actions.request_change(
                intake=intake,
                what=form.cleaned_data["what"],
                requirement=form.chosen,
                kind=form.cleaned_data["kind"],
                text=form.cleaned_data["text"],
                reason=form.cleaned_data["reason"],
                by=request.member,
                at=now(),
            )
        except Refused as refused:
            form.add_error(None, str(refused))
        else:
            messages.success(request, _("Asked. The other side gets a message."))
            return redirect("intake:change", made.pk)
    past = intake.change_requests.select_related("requested_by__person", "answered_by__person", "version")
    context = frame(intake, request.member, "changes") | {
        "form": form,
        "past": past.order_by("-requested_at"),
        "open_change": past.filter(state=State.OPEN).first(),
        "in_process": applications_in_process(intake.vacancy),
        "other": _other_side(intake, request.member),
        "chosen": request.POST.get("requirement") or request.GET.get("requirement", ""),
    }
    return render(request, "intake/changes.html", context, status=422 if form.is_bound else 200)


def _other_side(intake: Intake, member: Membership) -> Membership:
    vacancy = intake.vacancy
    return vacancy.recruiter if member.pk == vacancy.hiring_manager_id else vacancy.hiring_manager


@members_only
@require_GET
def change(request: MemberRequest, pk: int) -> HttpResponseBase:
    asked = access.change_request_for(request.member, pk)
    intake = intake_for(request, asked.intake.vacancy_id)
    context = frame(intake, request.member, "changes") | _context(request, asked)
    return render(request, "intake/change.html", context)


def _context(request: MemberRequest, asked: ChangeRequest) -> dict[str, Any]:
    vacancy = asked.intake.vacancy
    own_side = actions.side_of(vacancy, request.member) == actions.side_of(vacancy, asked.requested_by)
    return {
        "asked": asked,
        "kind_text": dict(Requirement.Kind.choices).get(asked.kind, ""),
        "vacancy": vacancy,
        "member": request.member,
        "findings": _findings(asked),
        "may_answer": asked.state == State.OPEN and not own_side,
        "may_withdraw": asked.state == State.OPEN and own_side,
        "in_process": applications_in_process(vacancy),
    }


def _findings(asked: ChangeRequest) -> Findings | None:
    return check(asked.text) if asked.text else None


def _reply(request: MemberRequest, asked: ChangeRequest, verdict: str) -> str:
    """Carries out the answer; what went wrong, or nothing."""
    form = ReplyForm(request.POST)
    if not form.is_valid():
        return first_error(form)
    answer = form.cleaned_data["answer"].strip()
    try:
        if verdict == "accept":
            actions.accept_change(request=asked, by=request.member, at=now(), answer=answer)
            messages.success(request, _("Agreed. The intake has a new version."))
        elif verdict == "refuse":
            if not answer:
                return _("Say in a few words why not: the other side reads it.")
            actions.refuse_change(request=asked, by=request.member, at=now(), answer=answer)
            messages.success(request, _("Answered. The intake stays as it is."))
        else:
            actions.withdraw_change(request=asked, by=request.member, at=now())
            messages.success(request, _("Taken back. The intake stays as it is."))
    except Refused as refused:
        return str(refused)
    return ""


@members_only
@require_POST
def reply(request: MemberRequest, pk: int, verdict: str) -> HttpResponseBase:
    asked = access.change_request_for(request.member, pk)
    error = _reply(request, asked, verdict)
    if not error:
        return redirect("intake:change", pk)
    intake = intake_for(request, asked.intake.vacancy_id)
    asked = access.change_request_for(request.member, pk)
    context = frame(intake, request.member, "changes") | _context(request, asked)
    context |= {"error": error, "typed": request.POST.get("answer", "")}
    return render(request, "intake/change.html", context, status=422)


@by_link(AccessLink.Purpose.CHANGE)
@require_http_methods(["GET", "HEAD", "POST"])
def guest_change(request: LinkRequest) -> HttpResponseBase:
    """The request as the other side sees it on a phone: what, why, for whom, yes or no."""
    asked = access.change_request_for(request.member, request.link.target_id)
    error = ""
    if request.method == "POST":
        verdict = "accept" if request.POST.get("verdict") == "accept" else "refuse"
        error = _reply(request, asked, verdict)
        if not error:
            return redirect(request.path)
    context = _context(request, asked) | {"error": error, "typed": request.POST.get("answer", "")}
    return render(request, "intake/guest_change.html", context, status=422 if error else 200)
