"""Meeting mode: the conversation on a shared screen, one question at a time, with a clock."""

import json
from typing import Any

from django.http import Http404, HttpResponseBase
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET

from samenwerf.accounts.gates import MemberRequest, members_only
from samenwerf.intake.document import requirement_lists
from samenwerf.intake.models import SETTLED_PARTS, Intake
from samenwerf.intake.progress import MeetingStep, answered_ids, meeting_steps, minutes_of
from samenwerf.intake.snapshot import content_of
from samenwerf.intake.views.process import agreements_context, process_context
from samenwerf.intake.views.questions import asked
from samenwerf.intake.views.requirements import editor_context
from samenwerf.intake.views.shared import frame, intake_for, language


@members_only
@require_GET
def start(request: MemberRequest, vacancy_id: int) -> HttpResponseBase:
    """To the first screen that still needs something."""
    intake = intake_for(request, vacancy_id)
    if intake.is_signed:
        return redirect("intake:detail", vacancy_id)
    steps = meeting_steps(intake, language())
    done = answered_ids(intake)
    first = next((s for s in steps if s.kind == "question" and s.id not in done), steps[0])
    return redirect("intake:meeting_step", vacancy_id, first.id)


@members_only
@require_GET
def step(request: MemberRequest, vacancy_id: int, step_id: str) -> HttpResponseBase:
    intake = intake_for(request, vacancy_id)
    if intake.is_signed:
        return redirect("intake:detail", vacancy_id)
    steps = meeting_steps(intake, language())
    place = next((number for number, s in enumerate(steps) if s.id == step_id), None)
    if place is None:
        raise Http404("no such step")
    here = steps[place]
    context = frame(intake, request.member, "meeting") | {
        "step": here,
        "number": place + 1,
        "total": len(steps),
        "previous": steps[place - 1] if place else None,
        "following": steps[place + 1] if place + 1 < len(steps) else None,
        "chapters": _chapters(steps, here),
        "minutes": minutes_of(intake),
        "settled_parts": SETTLED_PARTS,
    }
    return render(request, "intake/meeting.html", context | _content(request, intake, here))


def _chapters(steps: list[MeetingStep], here: MeetingStep) -> list[dict[str, Any]]:
    """The chapters in order, with their first step: to jump to."""
    chapters: list[dict[str, Any]] = []
    for one in steps:
        if not chapters or chapters[-1]["title"] != one.chapter:
            chapters.append({"title": one.chapter, "step": one, "is_here": one.chapter == here.chapter})
    return chapters


def _content(request: MemberRequest, intake: Intake, here: MeetingStep) -> dict[str, Any]:
    if here.kind == "requirements":
        return editor_context(request, intake, chosen_kind=here.requirement_kind)
    if here.kind == "process":
        return process_context(request, intake)
    if here.kind == "agreements":
        return agreements_context(request, intake)
    assert here.question is not None
    return {"item": asked(intake, here.question), "agreed": _agreed(intake)}


def _agreed(intake: Intake) -> list[Any]:
    """The requirements so far, beside the question."""
    return [each for each in requirement_lists(json.loads(content_of(intake))["requirements"]) if each.items]
