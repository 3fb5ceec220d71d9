"""The intake at a glance: how far it is, whose turn it is, and what comes next."""

from django.contrib import messages
from django.http import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from samenwerf.accounts.gates import MemberRequest, members_only, recruiters_only
from samenwerf.agreements.models import Todo
from samenwerf.agreements.rules import Kind
from samenwerf.core.clock import now
from samenwerf.core.errors import Refused
from samenwerf.core.going_back import going_back
from samenwerf.intake import access, actions
from samenwerf.intake.forms import PlanForm
from samenwerf.intake.models import ChangeRequest, Intake
from samenwerf.intake.progress import core_answered, signing
from samenwerf.intake.views.shared import frame, intake_for

SHOWN = (Kind.HOLD_INTAKE, Kind.ANSWER_INTAKE, Kind.SIGN_INTAKE, Kind.AGREE_CHANGE)


@members_only
@require_GET
def detail(request: MemberRequest, vacancy_id: int) -> HttpResponseBase:
    intake = intake_for(request, vacancy_id)
    return _overview(request, intake)


def _overview(request: MemberRequest, intake: Intake, form: PlanForm | None = None) -> HttpResponseBase:
    context = frame(intake, request.member, "overview")
    answered, core = core_answered(intake)
    todos = list(
        Todo.objects.filter(vacancy=intake.vacancy, kind__in=SHOWN)
        .select_related("owner__person")
        .order_by("due_at")
    )
    changes = intake.change_requests.filter(state=ChangeRequest.State.OPEN)
    context |= {
        "form": form or PlanForm(initial={"mode": intake.mode, "meeting_at": intake.meeting_at}),
        "core_answered": answered,
        "core": core,
        "turns": [todo for todo in todos if todo.is_open],
        "handed_in": any(todo.kind == Kind.ANSWER_INTAKE and not todo.is_open for todo in todos),
        "signing": None if intake.is_signed else signing(intake),
        "version": intake.versions.last() if intake.is_signed else None,
        "open_change": changes.first() if intake.is_signed else None,
        "documents": intake.vacancy.documents.all(),
    }
    return render(request, "intake/detail.html", context, status=422 if form and form.errors else 200)


@recruiters_only
@require_POST
def plan(request: MemberRequest, vacancy_id: int) -> HttpResponseBase:
    intake = intake_for(request, vacancy_id)
    form = PlanForm(request.POST)
    if not form.is_valid():
        return _overview(request, intake, form)
    try:
        actions.plan(
            intake=intake,
            mode=form.cleaned_data["mode"],
            meeting_at=form.cleaned_data["meeting_at"],
            by=request.member,
            at=now(),
        )
    except actions.AlreadySigned as refused:
        messages.error(request, str(refused))
    except Refused as refused:
        form.add_error("meeting_at", str(refused))
        return _overview(request, intake, form)
    return redirect("intake:detail", vacancy_id)


@recruiters_only
@require_POST
def ask(request: MemberRequest, vacancy_id: int) -> HttpResponseBase:
    """Asks the manager to answer beforehand."""
    intake = access.get_for(request.member, vacancy_id)
    try:
        actions.ask_manager(intake=intake, by=request.member, at=now())
    except Refused as refused:
        messages.error(request, str(refused))
    else:
        name = intake.vacancy.hiring_manager.person.first_name
        messages.success(
            request,
            _("%(name)s gets the questions by mail, with a link that works at once.") % {"name": name},
        )
    return going_back(request, default=reverse("intake:detail", args=[vacancy_id]))
