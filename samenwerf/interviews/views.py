"""Pages around interviews: the list, planning, recording, moving, cancelling, and the file for a calendar."""

from collections.abc import Callable, Collection
from copy import copy
from functools import partial
from typing import Any

from django.contrib import messages as toasts
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from samenwerf.accounts.access import colleagues_of
from samenwerf.accounts.gates import MemberRequest, members_only, recruiters_only
from samenwerf.accounts.models import Membership, Person
from samenwerf.candidates import access as candidates
from samenwerf.candidates.models import Application, Stage
from samenwerf.core.clock import now
from samenwerf.core.errors import Refused
from samenwerf.intake.models import Round
from samenwerf.interviews import access, actions, calendar, messages, queries
from samenwerf.interviews.forms import CancelForm, PlanForm, first_values, values_of
from samenwerf.interviews.models import Interview
from samenwerf.interviews.planning import falls_outside
from samenwerf.outbox.access import where_it_is


@require_safe
@members_only
def list_(request: MemberRequest) -> HttpResponse:
    """What is coming, and where feedback is missing."""
    at = now()
    context = {
        "missing": queries.missing_feedback(request.member, at),
        "coming": queries.coming(request.member, at),
        "most": queries.MOST,
    }
    return render(request, "interviews/list.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@recruiters_only
def plan(request: MemberRequest, pk: int) -> HttpResponse:
    application = candidates.get_for(request.member, pk)
    at = now()
    rounds = list(Round.objects.filter(intake__vacancy=application.vacancy_id))
    held = list(application.interviews.all())
    colleagues = _people(request.member, application)
    make_form = partial(PlanForm, rounds=rounds, colleagues=colleagues, application=application, at=at)
    first = first_values(rounds, held, application.vacancy.hiring_manager, at)
    form = make_form(_sent(request), initial=first)

    def verb() -> Interview:
        write_down = actions.record_held if form.is_past else actions.plan
        return write_down(
            application=application, round_name=form.round_name, by=request.member, at=at, **form.values
        )

    if (planned := _done(request, form, verb)) is not None:
        if form.is_past:
            said = _("Recorded. The interviewers are asked for feedback now.")
        else:
            said = _("Planned. The invitations go out now.")
        toasts.success(request, where_it_is(said, request.member.organization))
        return redirect("feedback:interview", planned.pk)
    would_be = Interview(application=application, organization=application.organization, planned_at=at)
    draft = _drafted(form if form.is_bound else make_form(first), would_be)
    return _planner(request, form, draft, application=application, not_now=application.stage != Stage.INVITED)


@require_http_methods(["GET", "HEAD", "POST"])
@recruiters_only
def replan(request: MemberRequest, pk: int) -> HttpResponse:
    interview = access.get_for(request.member, pk)
    application = interview.application
    at = now()
    seated = [seat.member for seat in queries.seats_of([interview]).get(pk, [])]
    colleagues = _people(request.member, application)
    make_form = partial(
        PlanForm, rounds=[], colleagues=colleagues, application=application, at=at, moves=True
    )
    first = values_of(interview, seated)
    form = make_form(_sent(request), initial=first)

    def verb() -> Interview:
        return actions.replan(interview=interview, by=request.member, at=at, **form.values)

    if _done(request, form, verb) is not None:
        said = _("Changed. Everybody gets the new invitation now.")
        toasts.success(request, where_it_is(said, request.member.organization))
        return redirect("feedback:interview", pk)
    moved = copy(interview)
    moved.sequence += 1
    draft = _drafted(form if form.is_bound else make_form(first), moved, {member.pk for member in seated})
    return _planner(request, form, draft, application=application, interview=interview)


@require_http_methods(["GET", "HEAD", "POST"])
@recruiters_only
def cancel(request: MemberRequest, pk: int) -> HttpResponse:
    """Asks once, with the reason."""
    interview = access.get_for(request.member, pk)
    form = CancelForm(_sent(request))
    if form.is_valid():
        try:
            actions.cancel(
                interview=interview, reason=form.cleaned_data["reason"], by=request.member, at=now()
            )
        except Refused as refused:
            form.add_error(None, str(refused))
        else:
            toasts.success(request, _("It is off. The candidate is to be planned again."))
            return redirect("feedback:interview", pk)
    context = {"interview": interview, "form": form, "seats": queries.seats_of([interview]).get(pk, [])}
    return render(request, "interviews/cancel.html", context, status=422 if form.errors else 200)


@require_safe
@members_only
def calendar_file(request: MemberRequest, pk: int) -> HttpResponse:
    """The appointment as a file for one's own calendar."""
    interview = access.get_for(request.member, pk)
    text = messages.calendar_for(interview, calendar.PUBLISH, None, now())
    name = f"{interview.application.candidate.code}.ics"
    return HttpResponse(
        text,
        content_type="text/calendar; charset=utf-8",
        headers={"Content-Disposition": f'attachment; filename="{name}"'},
    )


def _sent(request: HttpRequest) -> QueryDict | None:
    return request.POST if request.method == "POST" else None


def _people(member: Membership, application: Application) -> list[Membership]:
    """Who can hold it: the manager of the vacancy first, then everybody by name."""
    manager_id = application.vacancy.hiring_manager_id
    return sorted(colleagues_of(member), key=lambda colleague: colleague.pk != manager_id)


def _done(request: HttpRequest, form: PlanForm, verb: Callable[[], Interview]) -> Interview | None:
    """What `verb` made of a form that was sent and holds; None, with the errors in the form, otherwise."""
    if request.method != "POST" or _only_preview(request) or not form.is_valid():
        return None
    try:
        return verb()
    except Refused as refused:
        form.add_error(None, str(refused))
        return None


def _only_preview(request: HttpRequest) -> bool:
    return "preview" in request.POST or "preview" in request.GET


def _drafted(form: PlanForm, interview: Interview, seated: Collection[int] = ()) -> dict[str, Any] | None:
    """Who would get what when this form is sent, and what is odd about the moment; None without a moment."""
    form.is_valid()
    cleaned = form.cleaned_data
    if "starts_at" not in cleaned or "minutes" not in cleaned:
        return None
    interview.round_name = interview.round_name or form.round_name
    interview.starts_at, interview.ends_at = form.span
    interview.place, interview.video_url = cleaned.get("place", ""), cleaned.get("video_url", "")
    organization = interview.organization
    newcomers = [
        Membership(organization=organization, person=Person(name=each.name or each.email, email=each.email))
        for each in cleaned["newcomers"]
    ]
    members = [*form.chosen, *newcomers]
    if form.is_past:
        letters = messages.preview_question(interview=interview, members=members)
        return {"was_held": True, "letters": letters}
    new = {member.pk for member in members} - set(seated)
    letters, candidate_letter = messages.preview(interview=interview, members=members, new=new)
    return {
        "letters": letters,
        "candidate_letter": candidate_letter,
        "outside": falls_outside(cleaned["day"], cleaned["time"], organization.working_week),
        "double": queries.double_booked(form.chosen, interview),
    }


def _planner(
    request: HttpRequest, form: PlanForm, draft: dict[str, Any] | None, **values: Any
) -> HttpResponse:
    context = {"form": form, "draft": draft, **values}
    if request.headers.get("HX-Request"):
        return render(request, "interviews/_preview.html", {**context, "is_fragment": True})
    if _only_preview(request) and form.is_valid():
        return render(request, "interviews/plan.html", context)
    return render(request, "interviews/plan.html", context, status=422 if form.is_bound else 200)
