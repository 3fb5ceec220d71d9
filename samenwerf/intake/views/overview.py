"""The intake at a glance: how far it is, whose turn it is, and what comes next."""

from typing import Any

from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from samenwerf.accounts.gates import MemberRequest, members_only, recruiters_only
from samenwerf.accounts.models import Membership
from samenwerf.agreements.models import Todo
from samenwerf.agreements.queries import ON_A_LINE
from samenwerf.agreements.rules import Kind
from samenwerf.core.clock import now
from samenwerf.core.errors import Refused
from samenwerf.core.going_back import going_back
from samenwerf.intake import access, actions
from samenwerf.intake.forms import PlanForm
from samenwerf.intake.models import ChangeRequest, Intake
from samenwerf.intake.progress import core_answered, edited_by, signing
from samenwerf.intake.views.shared import frame

SHOWN = (
    Kind.HOLD_INTAKE,
    Kind.ANSWER_INTAKE,
    Kind.SIGN_INTAKE,
    Kind.MEND_INTAKE,
    Kind.AGREE_CHANGE,
)


@members_only
@require_GET
def detail(request: MemberRequest, vacancy_id: int) -> HttpResponseBase:
    return _overview(request, access.get_for(request.member, vacancy_id))


def _overview(request: MemberRequest, intake: Intake, form: PlanForm | None = None) -> HttpResponseBase:
    if intake.is_signed:
        found = _agreed(intake)
    else:
        found = _so_far(access.with_everything(intake), request.member, form)
    context = {**frame(intake, request.member, "overview"), **found}
    return render(request, "intake/detail.html", context, status=422 if form and form.errors else 200)


def _todos(intake: Intake) -> QuerySet[Todo]:
    todos = Todo.objects.filter(vacancy=intake.vacancy, kind__in=SHOWN).select_related("owner__person")
    return todos.only(*ON_A_LINE, "closed_at").order_by("due_at")


def _agreed(intake: Intake) -> dict[str, Any]:
    """Of a signed intake: who has a turn, which version holds, and whether a change is asked for."""
    changes = intake.change_requests.filter(state=ChangeRequest.State.OPEN)
    return {
        "turns": list(_todos(intake).filter(closed_at=None)),
        "version": intake.versions.only("intake", "number", "signed_at", "content_hash").last(),
        "open_change": changes.only("intake").first(),
    }


def _so_far(intake: Intake, member: Membership, form: PlanForm | None) -> dict[str, Any]:
    """Of an intake on its way: what is answered, whose turn it is, who signed, and when they meet."""
    answered, core = core_answered(intake)
    todos = list(_todos(intake))
    state = signing(intake)
    sign_again = state.outdated_by(actions.side_of(intake.vacancy, member))
    return {
        "core_answered": answered,
        "core": core,
        "turns": [todo for todo in todos if todo.is_open],
        "is_objected": any(todo.kind == Kind.MEND_INTAKE and todo.is_open for todo in todos),
        "handed_in": any(todo.kind == Kind.ANSWER_INTAKE and not todo.is_open for todo in todos),
        "signing": state,
        "sign_again": sign_again,
        "edited_by": edited_by(intake, sign_again.signed_at) if sign_again else [],
        "documents": intake.vacancy.documents.all(),
        "form": form or PlanForm(initial={"mode": intake.mode, "meeting_at": intake.meeting_at}),
    }


@recruiters_only
@require_POST
def plan(request: MemberRequest, vacancy_id: int) -> HttpResponseBase:
    intake = access.get_for(request.member, vacancy_id)
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
