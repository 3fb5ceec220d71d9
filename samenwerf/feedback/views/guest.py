"""The page of an interviewer: the kit before, the form from the start on, and what became of it after."""

import uuid
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseBase, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import get_language
from django.views.decorators.http import require_http_methods, require_safe

from samenwerf.accounts.gates import MemberRequest, members_only
from samenwerf.accounts.links import LinkRequest, by_link
from samenwerf.accounts.models import AccessLink
from samenwerf.agreements import queries as agreements
from samenwerf.candidates import access as candidates
from samenwerf.core import files
from samenwerf.core.clock import now
from samenwerf.core.errors import Refused
from samenwerf.feedback import access, actions, queries
from samenwerf.feedback.forms import FeedbackForm
from samenwerf.interviews.kit import criteria_of, kit_for
from samenwerf.interviews.models import Interview
from samenwerf.memos import serving as memos
from samenwerf.vacancies.access import behind_link
from samenwerf.wording.uses import may_not_count

by_interview_link = by_link(AccessLink.Purpose.INTERVIEW, about=behind_link("applications__interviews"))


@require_http_methods(["GET", "HEAD", "POST"])
@by_interview_link
def link(request: LinkRequest) -> HttpResponseBase:
    """Opens by link: no login, one interview."""
    interview = access.interview_for(request.member, request.link.target_id)
    return _page(request, interview, address=request.path)


@require_http_methods(["GET", "HEAD", "POST"])
@members_only
def own(request: MemberRequest, pk: int) -> HttpResponseBase:
    """The same page for somebody who is signed in."""
    interview = access.interview_for(request.member, pk)
    return _page(request, interview, address=reverse("feedback:own", args=[pk]))


@require_safe
@by_interview_link
def document_by_link(request: LinkRequest, document: int) -> HttpResponseBase:
    return _document(access.interview_for(request.member, request.link.target_id), document)


@require_safe
@members_only
def document(request: MemberRequest, pk: int, document: int) -> HttpResponseBase:
    return _document(access.interview_for(request.member, pk), document)


@require_safe
@by_interview_link
def memo_by_link(request: LinkRequest, memo: int) -> HttpResponseBase:
    """A memo that belongs to this very interview."""
    interview = access.interview_for(request.member, request.link.target_id)
    return memos.serve(request, access.memo_on(request.member, interview, memo))


@require_safe
@members_only
def memo_on_own(request: MemberRequest, pk: int, memo: int) -> HttpResponseBase:
    interview = access.interview_for(request.member, pk)
    return memos.serve(request, access.memo_on(request.member, interview, memo))


@require_safe
@members_only
def memo(request: MemberRequest, memo: int) -> HttpResponseBase:
    return memos.serve(request, access.memo_for(request.member, memo))


def _document(interview: Interview, pk: int) -> HttpResponseBase:
    """A file of this candidate."""
    found = get_object_or_404(candidates.documents_of(interview.application), pk=pk)
    return files.serve(found.file, name=found.name, content_type=found.content_type)


def _page(request: MemberRequest, interview: Interview, *, address: str) -> HttpResponse:
    at = now()
    if request.method == "POST":
        return _hand_in(request, interview, address)
    if interview.is_cancelled:
        return _show(request, interview, address, "feedback/cancelled.html")
    language = get_language() or "nl"
    started = at >= interview.starts_at
    if not started or "kit" in request.GET:
        kit = kit_for(interview, language)
        return _show(request, interview, address, "feedback/kit.html", kit=kit, started=started)
    latest = queries.latest(interview, request.member)
    may_correct = latest is not None and not queries.is_decided_on(interview, request.member)
    if latest is not None and not (may_correct and "change" in request.GET):
        result = _result(request, interview, address) | {"may_correct": may_correct}
        return _show(request, interview, address, "feedback/handed_in.html", **result)
    form = FeedbackForm(criteria=criteria_of(interview), before=latest, language=language)
    return _show(request, interview, address, "feedback/form.html", form=form)


def _hand_in(request: MemberRequest, interview: Interview, address: str) -> HttpResponse:
    """Stores what came in; once, however often it is sent."""
    if queries.is_stored(interview, request.member, request.POST.get("device_key", "")):
        return _stored(request, address)
    form = FeedbackForm(
        request.POST,
        request.FILES,
        criteria=criteria_of(interview),
        before=queries.latest(interview, request.member),
        language=get_language() or "nl",
    )
    if form.is_valid():
        try:
            actions.hand_in(
                interview=interview,
                author=request.member,
                verdict=form.cleaned_data["verdict"],
                scores=form.scores(),
                observed=form.cleaned_data["observed"],
                recording=form.recording(),
                keep_memo=form.cleaned_data["keep_memo"],
                device_key=form.cleaned_data["device_key"] or uuid.uuid4(),
                reason=form.cleaned_data["reason"],
                at=now(),
            )
            return _stored(request, address)
        except actions.BadRecording as refused:
            form.add_error("memo", str(refused))
        except Refused as refused:
            form.add_error(None, str(refused))
    if _by_script(request):
        return JsonResponse({"errors": form.errors}, status=422)
    return _show(request, interview, address, "feedback/form.html", status=422, form=form)


def _by_script(request: HttpRequest) -> bool:
    return "application/json" in request.headers.get("Accept", "")


def _stored(request: HttpRequest, address: str) -> HttpResponse:
    return JsonResponse({"next": address}) if _by_script(request) else redirect(address)


def _result(request: MemberRequest, interview: Interview, address: str) -> dict[str, Any]:
    """The scores on this interview that may be seen, and what happens next."""
    visible = list(access.visible_to(request.member).filter(interview=interview).prefetch_related("ratings"))
    mine = next(each for each in visible if each.author_id == request.member.pk)
    return {
        "mine": mine,
        "may_not_count": may_not_count(mine.words),
        "others": any(each.author_id != request.member.pk for each in visible),
        "feedback": visible,
        "memo_base": f"{address}memo/",
        "columns": queries.columns(criteria_of(interview), visible),
        "hidden": access.still_owes(request.member, interview.application),
        "todos": list(agreements.open_of_application(interview.application_id)),
    }


def _show(
    request: MemberRequest,
    interview: Interview,
    address: str,
    template: str,
    *,
    status: int = 200,
    **values: Any,
) -> HttpResponse:
    application = interview.application
    my_turn = queries.my_turn(interview, request.member)
    context = {
        "interview": interview,
        "application": application,
        "candidate": application.candidate,
        "address": address,
        "by_link": hasattr(request, "link"),
        "my_turn": my_turn,
        "confirmed": queries.device_keys(interview, request.member),
        **values,
    }
    return render(request, template, context, status=status)
