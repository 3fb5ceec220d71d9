"""Comparing what people saw, and deciding: by link for the manager, or signed in."""

from collections.abc import Callable

from django.contrib import messages as toasts
from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from samenwerf.accounts.gates import MemberRequest, members_only, recruiters_only
from samenwerf.accounts.links import LinkRequest, by_link
from samenwerf.accounts.models import AccessLink, Membership
from samenwerf.agreements.phrases import doing
from samenwerf.candidates.models import Application
from samenwerf.core.clock import now
from samenwerf.core.errors import Refused
from samenwerf.core.form_pages import form_on
from samenwerf.feedback import access, actions, queries
from samenwerf.feedback.forms import DecisionForm, WhyForm
from samenwerf.feedback.models import Decision
from samenwerf.feedback.queries import Row
from samenwerf.interviews import access as interviews
from samenwerf.interviews import queries as interview_queries
from samenwerf.interviews.models import Interview
from samenwerf.memos import serving as memos
from samenwerf.scorecards.models import Criterion
from samenwerf.vacancies.access import behind_link

# A form that was sent, with the application it was sent for.
Bound = tuple[int, DecisionForm]
# Where members hear memos; a link has an address of its own.
MEMO_BASE = "/feedback/memo/"

by_decision_link = by_link(AccessLink.Purpose.DECISION, about=behind_link("applications"))


@require_safe
@members_only
def interview(request: MemberRequest, pk: int) -> HttpResponse:
    """One interview: when and with whom, who has handed in and who owes, and what they saw."""
    return _interview(request, interviews.get_for(request.member, pk))


def _interview(
    request: MemberRequest, found: Interview, refused: dict[int, WhyForm] | None = None
) -> HttpResponse:
    """The page, with the reasons that were `refused` (by id of the member) where they were typed."""
    pk = found.pk
    refused = refused or {}
    feedback = list(access.visible_to(request.member).filter(interview=found).prefetch_related("ratings"))
    owed = {todo.owner_id: todo for todo in interview_queries.feedback_todos([found]).get(pk, [])}
    handed_in = queries.handed_in_at(found)
    seats = interview_queries.seats_of([found]).get(pk, [])
    context = {
        "interview": found,
        "application": found.application,
        "people": [
            (
                seat,
                handed_in.get(seat.member_id),
                owed.get(seat.member_id),
                refused.get(seat.member_id) or WhyForm(auto_id=f"why_{seat.pk}_%s"),
            )
            for seat in seats
        ],
        "feedback": feedback,
        "columns": queries.columns(queries.criteria_of(found.application.vacancy_id), feedback),
        "hidden": access.still_owes(request.member, found.application),
        "not_waited_for": set(queries.not_waited_for(found).values_list("owner_id", flat=True)),
        "holds_it": any(seat.member_id == request.member.pk for seat in seats),
        "nobody_yet": not handed_in,
    }
    return render(request, "feedback/interview.html", context, status=422 if refused else 200)


@require_POST
@recruiters_only
def go_on_without(request: MemberRequest, pk: int, member: int) -> HttpResponse:
    """The recruiter no longer waits for somebody's feedback."""
    found = interviews.get_for(request.member, pk)
    seats = interview_queries.seats_of([found]).get(pk, [])
    seat = next((seat for seat in seats if seat.member_id == member), None)
    if seat is None:
        toasts.error(request, _("There is no feedback to wait for any more. Look again at what is next."))
        return redirect("feedback:interview", pk)
    form = WhyForm(request.POST, auto_id=f"why_{seat.pk}_%s")
    if not form.is_valid():
        return _interview(request, found, {member: form})
    reason = form.cleaned_data["reason"]
    try:
        actions.go_on_without(interview=found, member=seat.member, reason=reason, by=request.member, at=now())
    except Refused as refused:
        # There is nothing to wait for: the reason has no use any more.
        toasts.error(request, str(refused))
    else:
        said = _("We go on without the feedback of %(name)s.") % {"name": seat.member.name}
        toasts.success(request, said, extra_tags=reverse("feedback:wait_again", args=[pk, member]))
    return redirect("feedback:interview", pk)


@require_POST
@recruiters_only
def wait_again(request: MemberRequest, pk: int, member: int) -> HttpResponse:
    """Undoes going on without: the recruiter waits for this feedback after all."""
    found = interviews.get_for(request.member, pk)
    seat = next((s for s in interview_queries.seats_of([found]).get(pk, []) if s.member_id == member), None)
    try:
        if seat is None:
            raise Refused(_("There is no feedback to wait for any more. Look again at what is next."))
        actions.wait_again(interview=found, member=seat.member, by=request.member, at=now())
        toasts.success(request, _("We wait for the feedback of %(name)s again.") % {"name": seat.member.name})
    except Refused as refused:
        toasts.error(request, str(refused))
    return redirect("feedback:interview", pk)


@require_safe
@members_only
def debrief(request: MemberRequest, vacancy: int) -> HttpResponse:
    """All candidates of a vacancy who were interviewed, against the criteria."""
    return _debrief(request, vacancy)


@require_safe
@members_only
def seen(request: MemberRequest, pk: int) -> HttpResponse:
    """What people saw of one candidate, in full: a page, or what opens in the debrief."""
    application = access.application_to_decide_on(request.member, pk)
    vacancy = application.vacancy
    alone = queries.interviewed(vacancy, "time").filter(pk=pk)
    rows = queries.debrief(alone, queries.criteria_of(vacancy.pk), request.member)
    if not rows:
        raise Http404("no interview with this candidate")
    template = "feedback/seen.html#seen" if request.headers.get("HX-Request") else "feedback/seen.html"
    context = {"vacancy": vacancy, "row": rows[0], "memo_base": MEMO_BASE}
    return render(request, template, context)


@require_safe
@members_only
def doubts(request: MemberRequest, pk: int) -> HttpResponse:
    """What speaks against an offer to one candidate, for the page on which it is made."""
    application = access.application_to_decide_on(request.member, pk)
    found = queries.doubts_about(application, request.member)
    return render(request, "feedback/_doubts.html", {"doubts": found})


def _own_card(request: MemberRequest, pk: int) -> str:
    return _card_of(access.application_to_decide_on(request.member, pk))


def _card_of(application: Application) -> str:
    return reverse("feedback:debrief", args=[application.vacancy_id]) + f"#candidate-{application.pk}"


@form_on(_own_card)
@require_POST
@members_only
def decide(request: MemberRequest, pk: int) -> HttpResponse:
    application = access.application_to_decide_on(request.member, pk)
    back = _card_of(application)
    return _decide(
        request, application, back, lambda form: _debrief(request, application.vacancy_id, (pk, form))
    )


@form_on(_own_card)
@require_POST
@members_only
def take_back(request: MemberRequest, pk: int) -> HttpResponse:
    application = access.application_to_decide_on(request.member, pk)
    return _take_back(request, application, _card_of(application))


@require_http_methods(["GET", "HEAD", "POST"])
@by_decision_link
def link(request: LinkRequest) -> HttpResponse:
    """By link: one candidate to decide on, beside the others of the vacancy."""
    application = access.application_to_decide_on(request.member, request.link.target_id)
    if request.method != "POST":
        return _link_page(request, application)
    return _decide(request, application, request.path, lambda form: _link_page(request, application, form))


@require_POST
@by_decision_link
def take_back_by_link(request: LinkRequest) -> HttpResponse:
    application = access.application_to_decide_on(request.member, request.link.target_id)
    return _take_back(request, application, request.link.path)


@require_safe
@by_decision_link
def memo_by_link(request: LinkRequest, memo: int) -> HttpResponseBase:
    """A memo on the candidate of this link."""
    application = access.application_to_decide_on(request.member, request.link.target_id)
    return memos.serve(request, access.memo_about(request.member, application, memo))


def _debrief(request: MemberRequest, vacancy_id: int, bound: Bound | None = None) -> HttpResponse:
    vacancy = access.vacancy_for(request.member, vacancy_id)
    order = request.GET.get("order", "")
    order = order if order in queries.ORDERS else "time"
    criteria = queries.criteria_of(vacancy.pk)
    rows = queries.debrief(queries.interviewed(vacancy, order), criteria, request.member)
    context = {
        "vacancy": vacancy,
        "criteria": criteria,
        "rows": rows,
        "to_decide": [row for row in rows if row.can_decide and not row.hidden],
        "cards": [_card(row, criteria, bound) for row in rows],
        "order": order,
        "most": queries.MOST,
        "memo_base": MEMO_BASE,
    }
    return render(request, "feedback/debrief.html", context, status=422 if bound else 200)


def _link_page(
    request: LinkRequest, application: Application, form: DecisionForm | None = None
) -> HttpResponse:
    vacancy = application.vacancy
    criteria = queries.criteria_of(vacancy.pk)
    rows = queries.debrief(queries.interviewed(vacancy, "time"), criteria, request.member)
    own = [row for row in rows if row.application.pk == application.pk]
    context = {
        "vacancy": vacancy,
        "application": application,
        "criteria": criteria,
        "others": [row for row in rows if row.application.pk != application.pk and row.feedback],
        "cards": [_card(row, criteria, (application.pk, form) if form else None) for row in own],
        "memo_base": f"{request.link.path}memo/",
        "decide_url": request.link.path,
        "take_back_url": f"{request.link.path}back/",
    }
    return render(request, "feedback/decide_by_link.html", context, status=422 if form else 200)


def _card(row: Row, criteria: list[Criterion], bound: Bound | None) -> tuple[Row, DecisionForm | None]:
    """A candidate with the form to decide when it is time to: as it was sent if this was the candidate."""
    if bound and bound[0] == row.application.pk:
        return row, bound[1]
    if not row.can_decide:
        return row, None
    return row, DecisionForm(criteria=criteria, auto_id=f"decision_{row.application.pk}_%s")


def _decide(
    request: MemberRequest,
    application: Application,
    back: str,
    again: Callable[[DecisionForm], HttpResponse],
) -> HttpResponse:
    form = DecisionForm(
        request.POST,
        criteria=queries.criteria_of(application.vacancy_id),
        auto_id=f"decision_{application.pk}_%s",
    )
    if form.is_valid():
        try:
            decision = actions.decide(
                application=application,
                kind=form.cleaned_data["kind"],
                reason=form.cleaned_data["reason"],
                criteria=form.chosen(),
                despite=form.cleaned_data["despite"],
                by=request.member,
                at=now(),
            )
        except actions.UnspokenDoubts as refused:
            form.add_error("despite", str(refused))
        except Refused as refused:
            form.add_error(None, str(refused))
        else:
            toasts.success(request, _what_follows(decision, request.member))
            return redirect(back)
    else:
        _ask_about_doubts(form, application, request.member)
    return again(form)


def _what_follows(decision: Decision, reader: Membership) -> str:
    """Who does what now: each of the three starts a turn of the recruiter."""
    _stage, kind = queries.FOLLOWS[Decision.Kind(decision.kind)]
    recruiter = decision.application.vacancy.recruiter
    you = recruiter.pk == reader.pk
    name = _("You") if you else recruiter.person.first_name
    return _("Decided. %(name)s %(does)s.") % {"name": name, "does": doing(kind, you=you)}


def _ask_about_doubts(form: DecisionForm, application: Application, by: Membership) -> None:
    """Asks it in the same round as what else is missing."""
    if "despite" in form.errors:
        return
    said = {name: form.cleaned_data.get(name, "") for name in ("kind", "despite")}
    try:
        actions.refuse_unspoken_doubts(application=application, by=by, **said)
    except actions.UnspokenDoubts as refused:
        form.add_error("despite", str(refused))


def _take_back(request: MemberRequest, application: Application, back: str) -> HttpResponse:
    try:
        actions.take_back_decision(application=application, by=request.member, at=now())
        toasts.success(request, _("Taken back. It is open again; the earlier decision stays in the record."))
    except Refused as refused:
        toasts.error(request, str(refused))
    return redirect(back)
