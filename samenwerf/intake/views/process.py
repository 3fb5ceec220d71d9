"""The process and the agreed hours: who meets the candidate, who calls back, and within how long."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from samenwerf.accounts.gates import MemberRequest, members_only
from samenwerf.agreements.rules import Party
from samenwerf.core import conflicts
from samenwerf.core.clock import now
from samenwerf.core.conflicts import Clash
from samenwerf.core.errors import Conflict, Refused
from samenwerf.core.form_pages import form_on
from samenwerf.core.going_back import going_back
from samenwerf.history.queries import last_author
from samenwerf.intake import access, actions
from samenwerf.intake.agreed import callers, promises
from samenwerf.intake.forms import HoursForm, NewRoundForm, RoundForm
from samenwerf.intake.models import SETTLED_PARTS, Intake, Round
from samenwerf.intake.parts import ROUND_FIELDS, round_value
from samenwerf.intake.views.shared import (
    frame,
    hours_per_day,
    intake_for,
    is_fragment,
    moved,
    tabs_too,
)


@members_only
@require_http_methods(["GET", "HEAD", "POST"])
def process(request: MemberRequest, vacancy_id: int) -> HttpResponseBase:
    """The steps of the process, and where a new one is posted."""
    intake = intake_for(request, vacancy_id)
    if request.method != "POST":
        return redirect("intake:read", vacancy_id) if intake.is_signed else _page(request, intake)
    form = NewRoundForm(_with_defaults(request, intake))
    if not form.is_valid():
        return _editor(request, intake, new_form=form)
    try:
        fields = {name: form.cleaned_data[name] for name in (*ROUND_FIELDS, "position")}
        added = actions.add_round(intake=intake, by=request.member, at=now(), **fields)
    except Refused as refused:
        form.add_error(None, str(refused))
        return _editor(request, intake, new_form=form)
    return _editor(request, intake, added=added.pk)


def _with_defaults(request: MemberRequest, intake: Intake) -> dict[str, Any]:
    """A new step needs a name only; the rest is proposed and can be changed in its card."""
    defaults = {
        "with_whom": intake.vacancy.hiring_manager.name,
        "minutes": 60,
        "caller": Party.RECRUITER.value,
        "call_within": 8,
    }
    return {**defaults, **request.POST.dict()}


def _own_process(request: MemberRequest, pk: int) -> str:
    return reverse("intake:process", args=[access.round_for(request.member, pk).intake.vacancy_id])


@form_on(_own_process)
@members_only
@require_POST
def change_round(request: MemberRequest, pk: int) -> HttpResponseBase:
    step = access.round_for(request.member, pk)
    form = RoundForm(request.POST)
    if not form.is_valid():
        return _editor(request, step.intake, forms={pk: form})
    fields, revision = {name: form.cleaned_data[name] for name in ROUND_FIELDS}, form.cleaned_data["revision"]
    if revision != step.revision:
        chosen = conflicts.settled(request.POST, mine=fields, theirs=round_value(step))
        if chosen:
            fields, revision = chosen, step.revision
    try:
        actions.change_round(step=step, revision=revision or 0, by=request.member, at=now(), **fields)
    except Conflict:
        clashes = {pk: _clash_on_round(request, step, fields)}
        return _editor(request, step.intake, forms={pk: form}, clashes=clashes)
    except Refused as refused:
        form.add_error(None, str(refused))
        return _editor(request, step.intake, forms={pk: form})
    return _editor(request, step.intake, saved=pk)


def _clash_on_round(request: MemberRequest, step: Round, typed: dict[str, Any]) -> Clash:
    vacancy = step.intake.vacancy
    by = last_author(
        "intake.process_changed",
        organization=vacancy.organization,
        vacancy_id=vacancy.pk,
        round_id=step.pk,
    )
    theirs = round_value(step)
    return conflicts.clash(request.POST, mine=typed, theirs=theirs, by=by, in_words=_round_in_words)


def _round_in_words(name: str, value: Any) -> tuple[str, str]:
    """The label of a field of a step, and what stands in it."""
    label = str(RoundForm.base_fields[name].label)
    return capfirst(label), str(Party(value).label if name == "caller" else value)


@form_on(_own_process)
@members_only
@require_POST
def move_round(request: MemberRequest, pk: int) -> HttpResponseBase:
    """One place earlier or later."""
    step = access.round_for(request.member, pk)
    ids = list(step.intake.rounds.values_list("pk", flat=True))
    in_order = moved(ids, pk, request.POST.get("direction", ""))
    if in_order != ids:
        try:
            actions.order_rounds(intake=step.intake, ids=in_order, by=request.member, at=now())
        except Refused as refused:
            return _editor(request, step.intake, error=str(refused))
    return _editor(request, step.intake)


@form_on(_own_process)
@members_only
@require_POST
def remove_round(request: MemberRequest, pk: int) -> HttpResponseBase:
    step = access.round_for(request.member, pk)
    try:
        actions.remove_round(step=step, by=request.member, at=now())
    except Refused as refused:
        return _editor(request, step.intake, error=str(refused))
    return _editor(request, step.intake, removed=step)


def _editor(request: MemberRequest, intake: Intake, **said: Any) -> HttpResponseBase:
    if is_fragment(request):
        intake = intake_for(request, intake.vacancy_id)
        context = process_context(request, intake, **said) | tabs_too(request, intake, "process")
        return render(request, "intake/_process.html", context)
    if not any(said.get(name) for name in ("error", "forms", "new_form", "removed")):
        return going_back(request, default=reverse("intake:process", args=[intake.vacancy_id]))
    return _page(request, intake_for(request, intake.vacancy_id), **said)


def _page(request: MemberRequest, intake: Intake, **said: Any) -> HttpResponseBase:
    context = frame(intake, request.member, "process") | process_context(request, intake, **said)
    status = 422 if any(said.get(name) for name in ("error", "forms", "new_form")) else 200
    return render(request, "intake/process.html", context, status=status)


def process_context(
    request: MemberRequest,
    intake: Intake,
    *,
    forms: dict[int, RoundForm] | None = None,
    clashes: dict[int, Clash] | None = None,
    new_form: RoundForm | None = None,
    saved: int = 0,
    added: int = 0,
    removed: Round | None = None,
    error: str = "",
) -> dict[str, Any]:
    """What `_process.html` shows. `removed` went just now and is offered back in its place."""
    steps: list[dict[str, Any]] = [
        {
            "step": step,
            "number": number,
            "form": (forms or {}).get(step.pk),
            "clash": (clashes or {}).get(step.pk),
        }
        for number, step in enumerate(intake.rounds.all(), 1)
    ]
    count = len(steps)
    if removed:
        steps.insert(sum(each["step"].position < removed.position for each in steps), {"removed": removed})
    return {
        "intake": intake,
        "vacancy": intake.vacancy,
        "steps": steps,
        "count": count,
        "added": added,
        "minutes_in_all": sum(step.minutes for step in intake.rounds.all()),
        "callers": callers(
            recruiter=intake.vacancy.recruiter.person.first_name,
            manager=intake.vacancy.hiring_manager.person.first_name,
        ).items(),
        "new_form": new_form,
        "saved": saved,
        "editor_error": error,
        "next": request.POST.get("next") or request.path,
    }


@members_only
@require_http_methods(["GET", "HEAD", "POST"])
def agreements(request: MemberRequest, vacancy_id: int) -> HttpResponseBase:
    """Within how many working hours each of the two does what."""
    intake = intake_for(request, vacancy_id)
    form = None
    if intake.is_signed and request.method != "POST":
        return redirect("intake:read", vacancy_id)
    clash = None
    if request.method == "POST":
        form = HoursForm(request.POST, intake.hours)
        if form.is_valid():
            try:
                _set_hours(request, intake, form)
                if is_fragment(request):
                    saved = intake_for(request, vacancy_id)
                    context = agreements_context(request, saved) | tabs_too(request, saved, "agreements")
                    return render(request, "intake/_agreements.html", context | {"just_saved": True})
                messages.success(request, _("Saved."))
                return going_back(request, default=reverse("intake:agreements", args=[vacancy_id]))
            except Conflict:
                clash = _clash_on_hours(request, intake_for(request, vacancy_id), form)
            except Refused as refused:
                form.add_error(None, str(refused))
    context = agreements_context(request, intake, form) | {"clash": clash}
    status = 422 if form else 200
    if is_fragment(request):
        return render(request, "intake/_agreements.html", context, status=status)
    context |= frame(intake, request.member, "agreements")
    return render(request, "intake/agreements.html", context, status=status)


def _set_hours(request: MemberRequest, intake: Intake, form: HoursForm) -> None:
    """Sets what was typed; where somebody else set another number meanwhile, only with a choice for each."""
    hours, shown, stored = form.typed(), form.shown(), intake.hours
    hours, shown = conflicts.chosen_for_both(request.POST, hours, shown=shown, theirs=stored)
    actions.set_hours(intake=intake, hours=hours, shown=shown, by=request.member, at=now())


def _clash_on_hours(request: MemberRequest, intake: Intake, form: HoursForm) -> Clash:
    hours, vacancy = form.typed(), intake.vacancy
    both = conflicts.set_by_both(hours, shown=form.shown(), theirs=intake.hours)
    by = last_author(
        "intake.hours_set",
        organization=vacancy.organization,
        vacancy_id=vacancy.pk,
        **{f"changes__{kind}__isnull": False for kind in both[:1]},
    )

    def in_words(kind: str, number: int) -> tuple[str, str]:
        [promise] = promises({kind: number}, **_names(intake))
        return f"{promise.before} … {promise.after}", promise.amount

    mine = {kind: hours[kind] for kind in both}
    return conflicts.clash(request.POST, mine=mine, theirs=intake.hours, by=by, in_words=in_words)


def _names(intake: Intake) -> dict[str, Any]:
    """Who promises, and how long a working day is."""
    return {
        "recruiter": intake.vacancy.recruiter.person.first_name,
        "manager": intake.vacancy.hiring_manager.person.first_name,
        "hours_per_day": hours_per_day(intake),
    }


@members_only
@require_POST
def settle(request: MemberRequest, vacancy_id: int) -> HttpResponseBase:
    """What is proposed in this part is good as it stands; on to what comes next."""
    intake = access.get_for(request.member, vacancy_id)
    part = request.POST.get("part", "")
    if part in SETTLED_PARTS:
        try:
            actions.settle(intake=intake, part=part, by=request.member, at=now())
        except Refused as refused:
            messages.error(request, str(refused))
    return going_back(request, default=reverse("intake:detail", args=[vacancy_id]))


def agreements_context(
    request: MemberRequest, intake: Intake, form: HoursForm | None = None
) -> dict[str, Any]:
    vacancy = intake.vacancy
    typed = form.data if form else {}
    return {
        "intake": intake,
        "vacancy": vacancy,
        "promises": [
            {
                "promise": promise,
                "value": typed.get(promise.kind, promise.hours),
                "was": typed.get(f"was-{promise.kind}", promise.hours),
                "is_stored": str(typed.get(promise.kind, promise.hours)) == str(promise.hours),
                "errors": form.errors.get(promise.kind, []) if form else [],
            }
            for promise in promises(intake.hours, **_names(intake))
        ],
        "agreements_error": form.non_field_errors() if form else [],
        "next": request.POST.get("next") or request.path,
    }
