"""A list of candidates comes in: choose the file, say which column is what, see what will happen, say yes."""

import csv
import io
from collections.abc import Iterable
from typing import Any

from django.contrib import messages as toasts
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from samenwerf.accounts.gates import MemberRequest, recruiters_only
from samenwerf.candidates import access, actions, jobs, lists, mapping, messages, queries, reading
from samenwerf.candidates.actions.importing import can_undo, is_checked_at_once, to_import
from samenwerf.candidates.forms_import import ColumnsForm, LineForm, ListForm
from samenwerf.candidates.models import ImportRun
from samenwerf.core.clock import now
from samenwerf.core.errors import Refused
from samenwerf.vacancies import access as vacancies

State = ImportRun.State
# More lines than this on one page help nobody; all of them are in the download.
SHOWN = 20
PREVIEW = 5


@require_http_methods(["GET", "HEAD", "POST"])
@recruiters_only
def start(request: MemberRequest, vacancy_id: int) -> HttpResponse:
    """The file. It is read at once, so that what is wrong with it is said here."""
    vacancy = vacancies.get_for(request.member, vacancy_id)
    form = ListForm(request.POST or None, request.FILES or None) if request.method == "POST" else ListForm()
    if form.is_bound and form.is_valid():
        columns = lists.columns_of(form.table)
        earlier = queries.earlier_import(request.member, columns.names)
        try:
            run = actions.start_import(
                vacancy=vacancy,
                data=form.content,
                name=form.cleaned_data["file"].name or "",
                columns=columns.names,
                mapping=lists.first_mapping(columns, earlier),
                by=request.member,
                at=now(),
            )
        except Refused as refused:
            form.add_error(None, str(refused))
        else:
            return redirect("candidates:import_columns", run.pk)
    context = {
        "vacancy": vacancy,
        "form": form,
        "runs": queries.recent_imports(request.member, vacancy),
        "steps": steps(),
    }
    return render(request, "candidates/import_start.html", context, status=422 if form.errors else 200)


def steps() -> list[str]:
    return [_("Choose the list"), _("Match the columns"), _("Check"), _("Import")]


@require_http_methods(["GET", "HEAD", "POST"])
@recruiters_only
def columns(request: MemberRequest, pk: int) -> HttpResponse:
    """Which column is what, with the first lines of the list under each."""
    run = access.import_for(request.member, pk)
    if run.state not in (State.MAPPING, State.CHECKED, State.FAILED) or not run.file:
        return redirect("candidates:import_run", pk)
    chosen = request.POST if request.method == "POST" else request.GET
    sheet = chosen.get("sheet") or run.mapping.get("sheet", "")
    with run.file.open("rb") as file:
        try:
            table = reading.read(file.read(), sheet=sheet, most=lists.SAMPLE)
        except reading.UnreadableList as error:
            return _show(request, run, status=422, unreadable=messages.why_unreadable(error))
    has_header = "has_header" in chosen if "sheet" in chosen else run.mapping.get("has_header")
    found = lists.columns_of(table, has_header=has_header)
    same = found.names == run.columns and table.sheet == run.mapping.get("sheet")
    fields = run.fields if same else lists.first_mapping(found, None)["fields"]
    look_again = request.method == "GET" or "look" in request.POST
    form = ColumnsForm(None if look_again else request.POST, columns=found, fields=fields)
    if form.is_bound and form.is_valid():
        try:
            actions.choose_columns(run=run, columns=found.names, mapping=form.mapping, at=now())
        except Refused as refused:
            toasts.error(request, str(refused))
        return redirect("candidates:import_run", pk)
    context = {"run": run, "vacancy": run.vacancy, "form": form, "found": found, "steps": steps()}
    return render(request, "candidates/import_columns.html", context, status=422 if form.errors else 200)


@require_safe
@recruiters_only
def run(request: MemberRequest, pk: int) -> HttpResponse:
    """How far it is, what will happen, or what became of it."""
    found = access.import_for(request.member, pk)
    if found.state == State.MAPPING:
        return redirect("candidates:import_columns", pk)
    return _show(request, found)


def _show(
    request: MemberRequest,
    run: ImportRun,
    *,
    status: int = 200,
    unreadable: str = "",
    mending: LineForm | None = None,
) -> HttpResponse:
    known = [duplicate for duplicate in run.duplicates if not duplicate["here"]]
    here = [duplicate for duplicate in run.duplicates if duplicate["here"]]
    twice = sum(is_twice(problem["reasons"]) for problem in run.problems)
    drafts = lists.first_drafts(run) if run.state == State.CHECKED else []
    stays_out = {duplicate["line"] for duplicate in here}
    coming = [draft for draft in drafts if not draft.problems and draft.number not in stays_out]
    context = {
        "run": run,
        "vacancy": run.vacancy,
        "known": known[:SHOWN],
        "known_count": len(known),
        "here": here[:SHOWN],
        "here_count": len(here),
        **_wrong_lines(request, run, mending),
        "problem_count": len(run.problems),
        "twice_count": twice,
        "mistake_count": len(run.problems) - twice,
        "preview": coming[:PREVIEW],
        "doubts": [messages.doubt(code) for code in mapping.doubts(run.fields, drafts)] if drafts else [],
        "can_undo": can_undo(run),
        "with_known": to_import(run, True),
        "without_known": run.good,
        "is_stalled": run.is_stalled(now()),
        "unreadable": unreadable or run.error,
        "steps": steps(),
        "step": 4 if run.state in (State.IMPORTING, State.DONE, State.UNDONE) else 3,
        "shown": SHOWN,
    }
    template = "candidates/import_run.html"
    if request.headers.get("HX-Request"):
        template += "#state"
    return render(request, template, context, status=status)


def _wrong_lines(request: MemberRequest, run: ImportRun, mending: LineForm | None) -> dict[str, Any]:
    """A page of the lines that are left out; in a list that is checked each with a form to mend it."""
    page = Paginator(run.problems, SHOWN).get_page(request.GET.get("page"))
    lines = []
    for problem in page:
        line = lists.wrong_line(run, problem)
        form = LineForm(line) if run.state == State.CHECKED else None
        if mending and form and form.prefix == mending.prefix:
            form = mending
        lines.append((line, messages.reasons(line.reasons), form))
    return {"problems": lines, "page": page}


@require_POST
@recruiters_only
def mend(request: MemberRequest, pk: int, line: int) -> HttpResponse:
    """One wrong line, as it should be."""
    run = access.import_for(request.member, pk)
    problem = next((each for each in run.problems if each["line"] == line), None)
    form = LineForm(lists.wrong_line(run, problem), request.POST) if problem else None
    if form and not form.is_valid():
        return _show(request, run, status=422, mending=form)
    try:
        actions.mend_line(run=run, line=line, fields=form.cleaned_data if form else {}, at=now())
    except Refused as refused:
        toasts.error(request, str(refused))
    else:
        _say_what_became_of(request, run, line)
    page = request.GET.get("page", "")
    query = f"?page={page}" if page.isdecimal() else ""
    return redirect(f"{reverse('candidates:import_run', args=[pk])}{query}#wrong")


def _say_what_became_of(request: MemberRequest, run: ImportRun, line: int) -> None:
    """Of a line that was mended, once the list is checked again; a long list says it by itself."""
    if not is_checked_at_once(run):
        return
    jobs.work_on_import.call(run.pk)
    run.refresh_from_db()
    still = next((each for each in run.problems if each["line"] == line), None)
    if still:
        toasts.error(request, _("Line %(line)d:") % {"line": line} + " " + messages.reasons(still["reasons"]))
    else:
        toasts.success(request, _("Line %(line)d is fine now.") % {"line": line})


def is_twice(reasons: Iterable[str]) -> bool:
    """Whether nothing is the matter with a line but that the same person, or address, stands higher up."""
    return all(reason.startswith(("twice:", "same_email:")) for reason in reasons)


@require_POST
@recruiters_only
def confirm(request: MemberRequest, pk: int) -> HttpResponse:
    run = access.import_for(request.member, pk)
    try:
        actions.confirm_import(run=run, takes_known=request.POST.get("known") != "skip", at=now())
    except Refused as refused:
        toasts.error(request, str(refused))
    return redirect("candidates:import_run", pk)


@require_POST
@recruiters_only
def cancel(request: MemberRequest, pk: int) -> HttpResponse:
    run = access.import_for(request.member, pk)
    try:
        actions.cancel_import(run=run, at=now())
    except Refused as refused:
        toasts.error(request, str(refused))
    return redirect("candidates:import_run", pk)


@require_POST
@recruiters_only
def undo(request: MemberRequest, pk: int) -> HttpResponse:
    """Takes everybody out again whom this list brought in."""
    run = access.import_for(request.member, pk)
    try:
        actions.undo_import(run=run, by=request.member, at=now())
    except Refused as refused:
        toasts.error(request, str(refused))
    return redirect("candidates:import_run", pk)


@require_POST
@recruiters_only
def go_on(request: MemberRequest, pk: int) -> HttpResponse:
    """For an import whose worker is gone."""
    actions.go_on(run=access.import_for(request.member, pk), at=now())
    return redirect("candidates:import_run", pk)


@require_safe
@recruiters_only
def problems(request: MemberRequest, pk: int) -> HttpResponse:
    """The lines that stay out, with the reason in front, to mend and import once more."""
    run = access.import_for(request.member, pk)
    stream = io.StringIO()
    # A mark in front, and a semicolon: so that Excel opens it well in the Netherlands too.
    stream.write("\ufeff")
    writer = csv.writer(stream, delimiter=";")
    writer.writerow(safe([_("Line"), _("What is wrong"), *run.columns]))
    for problem in run.problems:
        writer.writerow(safe([str(problem["line"]), messages.reasons(problem["reasons"]), *problem["cells"]]))
    name = _("lines-to-mend-%(number)d.csv") % {"number": run.pk}
    return HttpResponse(
        stream.getvalue(),
        content_type="text/csv; charset=utf-8",
        headers={
            "Content-Disposition": f'attachment; filename="{name}"',
            "X-Content-Type-Options": "nosniff",
        },
    )


def safe(cells: Iterable[str]) -> list[str]:
    """Cells that no spreadsheet takes for a formula (OWASP, CSV injection): an apostrophe goes in front."""
    return [f"'{cell}" if cell.startswith(("=", "+", "-", "@", "\t", "\r")) else cell for cell in cells]
