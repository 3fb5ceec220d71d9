"""The list of vacancies, and the page of one: status, whose turn, candidates, agreements, history."""

from django.contrib import messages
from django.http import FileResponse, Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from samenwerf.accounts.gates import MemberRequest, members_only, recruiters_only
from samenwerf.core import conflicts
from samenwerf.core.clock import now
from samenwerf.core.conflicts import Clash
from samenwerf.core.errors import Conflict, Refused
from samenwerf.core.form_pages import form_on
from samenwerf.history.queries import last_author
from samenwerf.home import actions
from samenwerf.home.vacancy_forms import DocumentForm, ReasonForm, VacancyForm, details_of
from samenwerf.home.vacancy_queries import FILTERS, hub, overview, waits_for_signature_of
from samenwerf.intake.completeness import Missing
from samenwerf.vacancies import access
from samenwerf.vacancies import actions as vacancies
from samenwerf.vacancies.models import Vacancy


@members_only
@require_GET
def vacancy_list(request: MemberRequest) -> HttpResponse:
    """Recruiters see all, a manager the own vacancies; the most urgent first."""
    status = request.GET.get("status", "")
    status = status if status in FILTERS else "running"
    text = request.GET.get("q", "")[:200].replace("\x00", "").strip()
    found = overview(request.member, now(), status=status, text=text, number=request.GET.get("page", 1))
    filters = [
        ("running", _("Running")),
        ("intake", _("In intake")),
        ("open", _("Open")),
        ("paused", _("Paused")),
        ("closed", _("Closed")),
        ("all", _("All")),
    ]
    return render(
        request,
        "home/vacancy_list.html",
        {
            "found": found,
            "status": status,
            "text": text,
            "filters": [(name, label, found.counts[name], name == status) for name, label in filters],
        },
    )


@members_only
@require_GET
def vacancy_detail(request: MemberRequest, pk: int) -> HttpResponse:
    return _page(request, access.get_for(request.member, pk, "intake"))


def _page(
    request: MemberRequest,
    vacancy: Vacancy,
    *,
    document_form: DocumentForm | None = None,
    reason_form: ReasonForm | None = None,
    asked: str = "",
) -> HttpResponse:
    found = hub(
        vacancy,
        for_member=request.member,
        language=get_language() or "nl",
        all_history="history" in request.GET,
    )
    waits_for = waits_for_signature_of(found)
    sides = {"hiring_manager": vacancy.hiring_manager_id, "recruiter": vacancy.recruiter_id}
    context = {
        "vacancy": vacancy,
        "hub": found,
        "missing": [{"text": gap.text, "url": _place_of(gap, vacancy)} for gap in found.missing],
        "document_form": document_form or DocumentForm(),
        "waits_for": waits_for,
        "is_own_signature": sides.get(waits_for) == request.member.pk,
        # The reason that was typed, under the button that asked for it.
        "reason_form": reason_form,
        # Which of its questions stands open: after a refusal, or because a page led here to ask it.
        "asked": asked or ("fill" if request.GET.get("close") == "fill" else ""),
        "pause_form": ReasonForm(auto_id="pause_%s"),
        "cancel_form": ReasonForm(auto_id="cancel_%s"),
    }
    is_refused = document_form is not None or reason_form is not None
    return render(request, "home/vacancy_detail.html", context, status=422 if is_refused else 200)


def _place_of(gap: Missing, vacancy: Vacancy) -> str:
    """The part of the intake where this is done, at the question itself when it is one."""
    url = reverse(f"intake:{gap.part}", args=[vacancy.pk])
    return f"{url}#{gap.question_id}" if gap.question_id else url


@recruiters_only
@require_http_methods(["GET", "POST"])
def vacancy_edit(request: MemberRequest, pk: int) -> HttpResponse:
    """Corrects title and place, and hands the vacancy over to somebody else."""
    vacancy = access.get_for(request.member, pk)
    form = VacancyForm(request.POST if request.method == "POST" else None, vacancy=vacancy, by=request.member)
    clash = None
    if request.method == "POST" and form.is_valid():
        typed, shown = conflicts.chosen_for_both(
            request.POST, form.cleaned_data, shown=form.shown(), theirs=details_of(vacancy)
        )
        try:
            moved = actions.change(vacancy=vacancy, **typed, shown=shown, by=request.member, at=now())
        except Conflict:
            clash = _clash(request, form, access.get_for(request.member, pk))
        except Refused as refused:
            form.add_error(None, str(refused))
        else:
            messages.success(request, _moved(moved))
            return redirect("vacancies:detail", pk)
    context = {"vacancy": vacancy, "form": form, "clash": clash}
    status = 422 if form.errors or clash else 200
    return render(request, "home/vacancy_edit.html", context, status=status)


def _clash(request: MemberRequest, form: VacancyForm, vacancy: Vacancy) -> Clash:
    theirs = details_of(vacancy)
    both = conflicts.set_by_both(form.cleaned_data, shown=form.shown(), theirs=theirs)
    verb = "vacancy.handed_over" if {"recruiter", "hiring_manager"} & set(both) else "vacancy.changed"
    by = last_author(verb, organization=vacancy.organization, vacancy_id=vacancy.pk)
    return conflicts.clash_of(request.POST, form, theirs=theirs, by=by)


def _moved(turns: int) -> str:
    if not turns:
        return _("Saved.")
    return ngettext(
        "Saved. %(n)d open turn has a new owner.", "Saved. %(n)d open turns have a new owner.", turns
    ) % {"n": turns}


@recruiters_only
@require_POST
def vacancy_status(request: MemberRequest, pk: int, verb: str) -> HttpResponse:
    """Pauses, resumes, fills, cancels or reopens. A missing reason shows at its field."""
    vacancy = access.get_for(request.member, pk)
    reason = ""
    if verb in ("pause", "cancel"):
        form = ReasonForm(request.POST)
        if not form.is_valid():
            return _page(request, vacancy, reason_form=form, asked=verb)
        reason = form.cleaned_data["reason"]
    try:
        text, undo = _do(request, vacancy, verb, reason)
    except Refused as refused:
        messages.error(request, str(refused))
    else:
        undo_url = reverse("vacancies:status", args=[pk, undo]) if undo else ""
        messages.success(request, text, extra_tags=undo_url)
    return redirect("vacancies:detail", pk)


def _do(request: MemberRequest, vacancy: Vacancy, verb: str, reason: str) -> tuple[str, str]:
    """Does it; what to say afterwards, and the verb that undoes it."""
    by, at = request.member, now()
    if verb == "pause":
        vacancies.pause(vacancy=vacancy, reason=reason, by=by, at=at)
        return _("Paused. Candidates in process keep their next step."), "resume"
    if verb == "resume":
        vacancies.resume(vacancy=vacancy, by=by, at=at)
        return _("The vacancy is open again."), ""
    if verb == "reopen":
        actions.reopen(vacancy=vacancy, by=by, at=at)
        return _("Undone: the vacancy is back where it was."), ""
    status = Vacancy.Status.FILLED if verb == "fill" else Vacancy.Status.CANCELLED
    to_tell = actions.close(
        vacancy=vacancy, status=status, reason=reason or _("The vacancy is filled."), by=by, at=at
    )
    text = _("Filled. Well done!") if verb == "fill" else _("Cancelled.")
    if to_tell:
        text += " " + ngettext(
            "%(n)d candidate still has to be told; that is on your list now.",
            "%(n)d candidates still have to be told; that is on your list now.",
            to_tell,
        ) % {"n": to_tell}
    return text, "reopen"


@members_only
@require_POST
def document_add(request: MemberRequest, pk: int) -> HttpResponse:
    """Recruiter and manager both may add what belongs to the vacancy."""
    vacancy = access.get_for(request.member, pk)
    form = DocumentForm(request.POST, request.FILES)
    if not form.is_valid():
        return _page(request, vacancy, document_form=form)
    vacancies.keep_document(
        vacancy=vacancy,
        data=form.data_of_file,
        name=form.cleaned_data["file"].name,
        content_type=form.checked.content_type,
        text=form.checked.text,
        by=request.member,
        at=now(),
    )
    messages.success(request, _("The document has been added."))
    return redirect("vacancies:detail", pk)


@members_only
@require_GET
def document(request: MemberRequest, pk: int) -> FileResponse:
    """The file, always as a download with the type that was found in it: it never runs as a page."""
    found = access.document_for(request.member, pk)
    try:
        file = found.file.open("rb")
    except FileNotFoundError as error:
        raise Http404("the file is gone") from error
    response = FileResponse(file, as_attachment=True, filename=found.name, content_type=found.content_type)
    response["X-Content-Type-Options"] = "nosniff"
    response["Content-Security-Policy"] = "sandbox; default-src 'none'"
    response["Cache-Control"] = "private, no-store"
    return response


def _own_vacancy(request: MemberRequest, pk: int) -> str:
    return reverse("vacancies:detail", args=[access.document_for(request.member, pk).vacancy_id])


@form_on(_own_vacancy)
@recruiters_only
@require_POST
def document_remove(request: MemberRequest, pk: int) -> HttpResponse:
    found = access.document_for(request.member, pk)
    vacancy_id = found.vacancy_id
    vacancies.remove_document(document=found, by=request.member, at=now())
    messages.success(request, _("The document has been removed."))
    return redirect("vacancies:detail", vacancy_id)
