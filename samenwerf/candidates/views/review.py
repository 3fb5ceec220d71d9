"""The manager looks at a presented candidate on the phone: invite, not, or a question."""

from collections.abc import Sequence
from typing import Any

from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from samenwerf.accounts.gates import MemberRequest, members_only
from samenwerf.accounts.links import LinkRequest, by_link
from samenwerf.accounts.models import AccessLink
from samenwerf.agreements import actions as agreements
from samenwerf.agreements.rules import Kind
from samenwerf.candidates import access, actions, queries
from samenwerf.candidates.forms import ANOTHER, ReviewForm
from samenwerf.candidates.judged_by import JudgedBy, judged_by
from samenwerf.candidates.models import Application, Stage
from samenwerf.core import files
from samenwerf.core.clock import now
from samenwerf.core.errors import Refused
from samenwerf.history import queries as history
from samenwerf.vacancies.access import behind_link

# An answer from which nothing followed yet: the verdict, and the stage that it led to.
FRESH_ANSWERS = {("invite", Stage.INVITED), ("not", Stage.TO_TELL)}

by_review_link = by_link(AccessLink.Purpose.REVIEW, about=behind_link("applications"))


@require_http_methods(["GET", "HEAD", "POST"])
@by_review_link
def link(request: LinkRequest) -> HttpResponse:
    """Opens by link: no login, one candidate."""
    return _page(request, request.link.target_id, address=request.path)


@require_POST
@by_review_link
def take_back_by_link(request: LinkRequest) -> HttpResponse:
    application = access.get_for(request.member, request.link.target_id)
    return _take_back(request, application, address=request.link.path)


@require_safe
@by_review_link
def document_by_link(request: LinkRequest, document: int) -> HttpResponseBase:
    application = access.get_for(request.member, request.link.target_id)
    found = get_object_or_404(access.documents_of(application), pk=document)
    return files.serve(found.file, name=found.name, content_type=found.content_type)


@require_POST
@by_review_link
def mail_others(request: LinkRequest) -> HttpResponse:
    """Mails the links of the others that wait: this link itself opens only its own candidate."""
    application = access.get_for(request.member, request.link.target_id)
    if others := list(queries.also_waiting(request.member, application)):
        agreements.send_again(todos=others, at=now())
    return redirect(f"{request.link.path}?mailed")


@require_http_methods(["GET", "HEAD", "POST"])
@members_only
def own(request: MemberRequest, pk: int) -> HttpResponse:
    """The same page for somebody who is signed in."""
    return _page(request, pk, address=reverse("candidates:review", args=[pk]))


@require_POST
@members_only
def take_back(request: MemberRequest, pk: int) -> HttpResponse:
    application = access.get_for(request.member, pk)
    return _take_back(request, application, address=reverse("candidates:review", args=[pk]))


def _page(request: MemberRequest, pk: int, *, address: str) -> HttpResponse:
    application = access.read_for(request.member, pk, "vacancy__recruiter__person")
    (standing,) = queries.standings([application])
    conversation = queries.conversation(application)
    judged = judged_by(application)
    form = ReviewForm(
        request.POST or None,
        requirements=judged.requirements,
        initial=_first_values(request, conversation),
    )
    if request.method == "POST" and _may_review(request, application) and form.is_valid():
        data = form.cleaned_data
        if not _is_asked(request, standing) and _is_said_already(application, form):
            return redirect(address)
        try:
            actions.review(
                application=application,
                verdict=data["verdict"],
                text=data["text"],
                requirement=form.requirement_named(),
                by=request.member,
                at=now(),
            )
        except Refused as refused:
            form.add_error(None, str(refused))
            # As it is now: somebody may have been first.
            (standing,) = queries.standings(
                [access.read_for(request.member, pk, "vacancy__recruiter__person")]
            )
            conversation = queries.conversation(application)
        else:
            return redirect(address)
    return _show(request, standing, conversation, form, judged, address)


def _first_values(request: MemberRequest, conversation: list[queries.Presented]) -> dict[str, Any]:
    """The verdict of the button in the message, or what was typed in an answer that was just taken back."""
    last = _last_said(conversation)
    if "verdict" in request.GET or last is None or last.taken_back_at is None or not last.text:
        return {"verdict": request.GET.get("verdict")}
    return {"verdict": last.verdict, "text": last.text, "requirement": last.requirement_id or ANOTHER}


def _may_review(request: MemberRequest, application: Application) -> bool:
    return application.vacancy.hiring_manager_id == request.member.pk


def _is_said_already(application: Application, form: ReviewForm) -> bool:
    """Whether this very answer is the last thing that was said: it was sent twice."""
    last = _last_said(queries.conversation(application))
    requirement = form.requirement_named()
    typed = (form.cleaned_data["verdict"], form.cleaned_data["text"], requirement.text if requirement else "")
    return (
        last is not None
        and not last.taken_back_at
        and typed == (last.verdict, last.text, last.requirement_text)
    )


def _last_said(conversation: Sequence[queries.Presented]) -> queries.Said | None:
    return conversation[-1].lines[-1] if conversation and conversation[-1].lines else None


def _is_asked(request: MemberRequest, standing: queries.Standing) -> bool:
    """Whether the manager has the turn: not while a question of theirs is being answered."""
    todo = standing.todo
    return todo is not None and todo.kind == Kind.REVIEW and todo.owner_id == request.member.pk


def _show(
    request: MemberRequest,
    standing: queries.Standing,
    conversation: list[queries.Presented],
    form: ReviewForm,
    judged: JudgedBy,
    address: str,
) -> HttpResponse:
    application = standing.application
    last_line = _last_said(conversation)
    others = queries.also_waiting(request.member, application)
    is_asked, is_own = _is_asked(request, standing), _may_review(request, application)
    is_late = form.is_bound and is_own and not is_asked
    context = {
        "application": application,
        "address": address,
        "by_link": hasattr(request, "link"),
        "form": form,
        "is_asked": is_asked,
        "is_own": is_own,
        "late": form.in_its_own_words() if is_late else None,
        "happened": _what_happened(request, application) if is_late else "",
        "standing": standing,
        "conversation": conversation,
        "last_line": last_line,
        "presented": conversation[-1] if conversation else None,
        "may_take_back": last_line is not None
        and last_line.taken_back_at is None
        and (last_line.verdict, application.stage) in FRESH_ANSWERS
        and is_own,
        "documents": access.documents_of(application).only("name"),
        "mailed": "mailed" in request.GET,
        "judged": judged,
        "others": list(others.values_list("application_id", flat=True)),
    }
    status = 422 if is_late or form.errors else 200
    return render(request, "candidates/review.html", context, status=status)


def _what_happened(request: MemberRequest, application: Application) -> str:
    """Who did what, so that an answer came too late."""
    lines = history.lines_of(organization=request.member.organization, application_id=application.pk)
    moved = history.last_step(lines)
    return moved.with_moment if moved else ""


def _take_back(request: MemberRequest, application: Application, *, address: str) -> HttpResponse:
    if _may_review(request, application):
        try:
            actions.take_back_review(application=application, by=request.member, at=now())
        except Refused as refused:
            context = {"application": application, "refusal": str(refused), "address": address}
            return render(request, "candidates/review_refused.html", context, status=409)
    return redirect(address)
