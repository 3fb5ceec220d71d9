"""Starting a vacancy: from a job description or by hand, then who it is for and what it asks."""

from collections import Counter
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from samenwerf.accounts.gates import MemberRequest, recruiters_only
from samenwerf.core.clock import now
from samenwerf.core.errors import Refused
from samenwerf.core.forms import OnceField
from samenwerf.intake import actions
from samenwerf.intake.completeness import MOST_MUST_HAVES
from samenwerf.intake.document import TITLES
from samenwerf.intake.forms_start import JobDescriptionForm, LineChoice, VacancyForm, line_choices
from samenwerf.intake.models import Requirement
from samenwerf.vacancies import access
from samenwerf.vacancies import actions as vacancies
from samenwerf.vacancies.job_description import Proposal, propose
from samenwerf.vacancies.models import JobDocument

NOTHING = Proposal("", "", "", ())


@recruiters_only
@require_http_methods(["GET", "POST"])
def new(request: MemberRequest) -> HttpResponse:
    """The first choice: a job description to read, or by hand."""
    is_sent = request.method == "POST"
    form = JobDescriptionForm(request.POST, request.FILES) if is_sent else JobDescriptionForm()
    if is_sent and form.is_valid():
        draft = vacancies.keep_document(**form.draft, by=request.member, at=now())
        return redirect(f"{reverse('intake:new_details')}?document={draft.pk}")
    return render(request, "intake/start.html", {"form": form})


@recruiters_only
@require_http_methods(["GET", "POST"])
def new_details(request: MemberRequest) -> HttpResponse:
    """Title, people, kind of intake, and the lines of the document that become requirements."""
    document = _draft(request)
    if document is not None and document.vacancy_id:
        # Back in the browser, or a second click: it was made already.
        return redirect("vacancies:detail", document.vacancy_id)
    proposal = propose(document.text) if document else NOTHING
    data = request.POST if request.method == "POST" else None
    initial = {"title": proposal.title, "department": proposal.department, "location": proposal.location}
    form = VacancyForm(data, by=request.member, initial=initial)
    choices, before = line_choices(proposal.lines, data), None
    if data is not None and form.is_valid() and any(choice.error for choice in choices):
        form.add_error(None, _("A requirement is empty or too long: look at what is marked below."))
    elif data is not None and form.is_valid():
        try:
            return _begin(request, form, [(c.kind, c.text) for c in choices if c.kind], document)
        except actions.StartedBefore as started:
            before = started.vacancy
            OnceField.renew(form, "start_key")
        except Refused as refused:
            form.add_error(None, str(refused))
    context = {
        "form": form,
        "before": before,
        "document": document,
        "choices": choices,
        "proposal": proposal,
        "most": MOST_MUST_HAVES,
        **_counted(choices),
    }
    return render(request, "intake/start_details.html", context)


def _counted(choices: list[LineChoice]) -> dict[str, Any]:
    """How many lines were chosen as what; the page goes on counting while somebody chooses."""
    counts = Counter(choice.kind for choice in choices)
    return {
        "counts": [(title(), kind.value, counts[kind]) for kind, title in TITLES.items()],
        "too_many": counts[Requirement.Kind.MUST_HAVE] > MOST_MUST_HAVES,
    }


def _draft(request: MemberRequest) -> JobDocument | None:
    pk = request.POST.get("document") or request.GET.get("document") or ""
    return access.draft_for(request.member, int(pk)) if pk.isdecimal() and len(pk) < 18 else None


def _begin(
    request: MemberRequest,
    form: VacancyForm,
    requirements: list[tuple[str, str]],
    document: JobDocument | None,
) -> HttpResponse:
    cleaned = form.cleaned_data
    vacancy = actions.begin(
        title=cleaned["title"],
        department=cleaned["department"],
        location=cleaned["location"],
        hiring_manager=cleaned["hiring_manager"],
        mode=cleaned["mode"],
        requirements=requirements,
        start_key=cleaned["start_key"],
        document=document,
        by=request.member,
        at=now(),
    )
    messages.success(
        request,
        _("The vacancy has been made. Next: the intake with %(name)s.")
        % {"name": vacancy.hiring_manager.person.first_name},
    )
    return redirect("vacancies:detail", vacancy.pk)
