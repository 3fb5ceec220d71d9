"""Lists, the board, and the pages of one candidate."""

from collections.abc import Sequence
from typing import Any

from django.contrib import messages as toasts
from django.forms import Form
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from samenwerf.accounts.gates import MemberRequest, members_only, recruiters_only
from samenwerf.agreements.rules import Kind
from samenwerf.candidates import access, actions, queries
from samenwerf.candidates.forms import (
    CandidateForm,
    DocumentForm,
    NewCandidateForm,
    PitchForm,
    ReasonForm,
    ReplyForm,
    TellForm,
    TurnDownForm,
)
from samenwerf.candidates.judged_by import judged_by
from samenwerf.candidates.models import Application, Candidate, Document, Stage
from samenwerf.core import conflicts, files
from samenwerf.core.clock import now
from samenwerf.core.conflicts import Clash
from samenwerf.core.errors import Conflict, Refused
from samenwerf.core.form_pages import form_on
from samenwerf.core.forms import OnceField, clean_text
from samenwerf.history import queries as history
from samenwerf.vacancies import access as vacancies

# Of the page of an application: the stage of which the next candidate is offered.
GOES_ON = "next"
GONE_THROUGH = (Stage.NEW, Stage.TO_TELL)


@require_safe
@recruiters_only
def candidates(request: MemberRequest) -> HttpResponse:
    """All applications of the organization: searched, filtered, a page at a time."""
    text = clean_text(request.GET.get("q", ""))[:100]
    stage = request.GET.get("stage", "")
    vacancy_id = request.GET.get("vacancy", "")
    turn = request.GET.get("turn", "")
    number = int(vacancy_id) if vacancy_id.isdecimal() and len(vacancy_id) < 18 else None
    found = queries.applications(request.member, now(), text=text, stage=stage, turn=turn, vacancy_id=number)
    page = queries.Pages(found, queries.A_PAGE).get_page(request.GET.get("page"))
    context = {
        "page": page,
        "standings": queries.standings(page.object_list),
        "q": text,
        "stage": stage,
        "stages": Stage.choices,
        "turn": turn,
        "turns": queries.TURN_FILTERS.items(),
        "vacancy_id": number,
        "vacancies": queries.vacancies_to_choose(request.member),
        "is_filtered": bool(text or stage or vacancy_id or turn),
    }
    template = "candidates/list.html#results" if request.headers.get("HX-Request") else "candidates/list.html"
    return render(request, template, context)


@require_safe
@members_only
def board(request: MemberRequest, vacancy_id: int) -> HttpResponse:
    """The pipeline of one vacancy; on a phone one step at a time."""
    vacancy = vacancies.get_for(request.member, vacancy_id, with_people=False)
    text = clean_text(request.GET.get("q", ""))[:100].strip()
    found = queries.board(request.member, vacancy, text)
    context = {
        "vacancy": vacancy,
        "q": text,
        "board": found,
        "here": found.in_front(request.GET.get("stage", "")),
        "may_tell_many": request.member.recruits
        and queries.can_be_told_by_mail(request.member).filter(vacancy=vacancy).count() > 1,
        "may_present_many": vacancy.is_open and found.everybody.get(Stage.NEW, 0) > 1,
    }
    return render(request, "candidates/board.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@recruiters_only
def add(request: MemberRequest, vacancy_id: int) -> HttpResponse:
    """One candidate by hand; the CV is kept even when another field is wrong."""
    vacancy = vacancies.get_for(request.member, vacancy_id)
    is_sent = request.method == "POST"
    form = NewCandidateForm(request.POST, request.FILES) if is_sent else NewCandidateForm()
    kept, before = _kept(request), None
    if is_sent and form.is_valid():
        data = dict(form.cleaned_data)
        data.pop("cv")
        try:
            application = actions.add(vacancy=vacancy, by=request.member, at=now(), **data)
        except actions.AlreadyApplied as known:
            _take_cv(request, form, known.application, kept)
            return _known_already(request, form, known.application)
        except actions.AddedBefore as added:
            before = added.application
            OnceField.renew(form, "form_key")
        except Refused as refused:
            form.add_error(None, str(refused))
        else:
            _take_cv(request, form, application, kept)
            toasts.success(request, _said(application, data["name"]))
            return redirect("candidates:application", application.pk)
    cv = form.cleaned_data.get("cv") if is_sent else None
    if cv:
        kept = actions.keep_draft(
            file=cv, name=cv.name or "cv", content_type=cv.content_type, by=request.member, at=now()
        )
    context = {"vacancy": vacancy, "form": form, "kept": kept, "before": before}
    return render(request, "candidates/add.html", context, status=422 if form.errors or before else 200)


def _known_already(request: MemberRequest, form: NewCandidateForm, application: Application) -> HttpResponse:
    """To who has this address on this vacancy, with what was typed when that is more than we know."""
    said = _("This e-mail address belongs to %(name)s, who is on this vacancy already.") % {
        "name": application.candidate.name
    }
    candidate, typed = application.candidate, form.cleaned_data
    known = {"phone": candidate.phone, "source": candidate.source, "pitch": application.pitch}
    if any(typed[name] not in ("", value) for name, value in known.items()):
        return show_application(request, application, status=422, late=form, happened=said)
    toasts.info(request, said)
    return redirect("candidates:application", application.pk)


def _kept(request: MemberRequest) -> Document | None:
    """The file that came with this form before, when it still had a mistake."""
    pk = request.POST.get("kept", "")
    if not pk.isdecimal() or len(pk) > 17:
        return None
    return access.drafts_of(request.member).filter(pk=int(pk)).first()


def _said(application: Application, name: str) -> str:
    known_as = application.candidate.name
    if known_as.casefold() == name.casefold():
        return _("Added. You can present the candidate now.")
    said = _("This e-mail address is known already: it belongs to %(name)s, who is on this vacancy now.")
    return said % {"name": known_as}


def _take_cv(
    request: MemberRequest, form: NewCandidateForm, application: Application, kept: Document | None
) -> None:
    cv = form.cleaned_data.get("cv")
    if cv:
        _attach(request, application, cv)
    elif kept:
        actions.attach_draft(document=kept, candidate=application.candidate, by=request.member, at=now())


def _attach(request: MemberRequest, application: Application, upload: Any) -> None:
    actions.attach(
        candidate=application.candidate,
        file=upload,
        name=upload.name or "cv",
        content_type=upload.content_type,
        by=request.member,
        at=now(),
    )


@require_safe
@recruiters_only
def candidate(request: MemberRequest, pk: int) -> HttpResponse:
    """One person: contact, files, and every application."""
    found = access.candidate_for(request.member, pk)
    return _show_candidate(request, found, CandidateForm(initial=_details_of(found)))


def _details_of(candidate: Candidate) -> dict[str, str]:
    return {name: getattr(candidate, name) for name in ("name", "email", "phone", "source")}


def _show_candidate(
    request: MemberRequest, found: Candidate, form: CandidateForm, clash: Clash | None = None
) -> HttpResponse:
    standings = queries.standings(queries.applications_of(request.member, found))
    context = {
        "candidate": found,
        "standings": standings,
        "in_process": any(standing.application.closed_at is None for standing in standings),
        "reasons": queries.reasons(standing.application for standing in standings),
        "documents": found.documents.order_by("-uploaded_at", "-pk").only("candidate", "name"),
        "form": form,
        "clash": clash,
    }
    status = 422 if form.errors or clash else 200
    return render(request, "candidates/candidate.html", context, status=status)


@require_POST
@recruiters_only
def correct(request: MemberRequest, pk: int) -> HttpResponse:
    """Corrects contact details."""
    found = access.candidate_for(request.member, pk)
    stored = _details_of(found)
    form = CandidateForm(request.POST, initial=stored)
    if form.is_valid():
        typed, shown = conflicts.chosen_for_both(
            request.POST, form.cleaned_data, shown=form.shown(), theirs=stored
        )
        try:
            actions.correct(candidate=found, shown=shown, by=request.member, at=now(), **typed)
        except Conflict:
            found.refresh_from_db()
            return _show_candidate(request, found, form, _clash(request, found, form))
        except Refused as refused:
            form.add_error("email", str(refused))
        else:
            toasts.success(request, _("Saved."))
            return redirect("candidates:detail", pk)
    return _show_candidate(request, found, form)


def _clash(request: MemberRequest, candidate: Candidate, form: CandidateForm) -> Clash:
    return conflicts.clash_of(
        request.POST,
        form,
        theirs=_details_of(candidate),
        by=history.last_author(
            "candidate.corrected", organization=candidate.organization, code=candidate.code
        ),
    )


@require_POST
@recruiters_only
def attach(request: MemberRequest, pk: int) -> HttpResponse:
    """Adds a file to the candidate of this application."""
    application = access.get_for(request.member, pk)
    form = DocumentForm(request.POST, request.FILES)
    if not form.is_valid():
        return show_application(request, application, status=422, document_form=form)
    _attach(request, application, form.cleaned_data["cv"])
    toasts.success(request, _("The file has been added."))
    return redirect("candidates:application", pk)


@require_safe
@members_only
def document(request: MemberRequest, pk: int, document: int) -> HttpResponseBase:
    """A file of the candidate, for whoever may see this application."""
    application = access.get_for(request.member, pk)
    found = get_object_or_404(access.documents_of(application), pk=document)
    return files.serve(found.file, name=found.name, content_type=found.content_type)


@require_safe
@recruiters_only
def own_document(request: MemberRequest, pk: int, document: int) -> HttpResponseBase:
    """A file of the candidate, also of one who is on no vacancy."""
    found = get_object_or_404(access.candidate_for(request.member, pk).documents, pk=document)
    return files.serve(found.file, name=found.name, content_type=found.content_type)


@form_on(lambda request, pk, document: reverse("candidates:application", args=[pk]))
@require_POST
@recruiters_only
def remove_file(request: MemberRequest, pk: int, document: int) -> HttpResponse:
    """Takes away a file of the candidate, from the page of this application."""
    application = access.get_for(request.member, pk)
    _remove(request, get_object_or_404(access.documents_of(application), pk=document))
    return redirect("candidates:application", pk)


@form_on(lambda request, pk, document: reverse("candidates:detail", args=[pk]))
@require_POST
@recruiters_only
def remove_own_file(request: MemberRequest, pk: int, document: int) -> HttpResponse:
    """The same from the page of the candidate."""
    _remove(request, get_object_or_404(access.candidate_for(request.member, pk).documents, pk=document))
    return redirect("candidates:detail", pk)


def _remove(request: MemberRequest, document: Document) -> None:
    actions.remove_file(document=document, by=request.member, at=now())
    toasts.success(request, _("The file has been removed."))


@require_safe
@members_only
def application(request: MemberRequest, pk: int) -> HttpResponse:
    """One candidate on one vacancy: whose turn, the next step, the conversation, the waiting, the history."""
    found = access.read_for(request.member, pk)
    if not request.member.recruits:
        return redirect("candidates:review", pk)
    return show_application(request, found)


def show_application(
    request: MemberRequest, application: Application, *, status: int = 200, **forms: Any
) -> HttpResponse:
    """The page, with the form that was refused in the place of an empty one."""
    at = now()
    periods = list(application.waiting_periods.all())
    interviews = list(application.interviews.order_by("-starts_at"))
    stage = request.GET.get(GOES_ON, "")
    goes_on = stage in GONE_THROUGH and stage != application.stage
    standing = queries.standing_of(application, periods)
    lines = history.lines_of(organization=request.member.organization, application_id=application.pk)
    late = next((form for name, form in forms.items() if not _has_place(name, standing)), None)
    context = {
        "application": application,
        "next": queries.next_like(application, stage) if goes_on else None,
        "standing": standing,
        "late": late,
        "happened": late and _what_happened(application, lines, late),
        "conversation": queries.conversation(application),
        "waits": queries.waits(periods, at),
        "documents": access.documents_of(application).only("name"),
        "judged": judged_by(application),
        "interviews": interviews,
        "coming": [each for each in interviews if each.finished_at is None and not each.is_off],
        "to_call_off": [interview for interview in interviews if interview.waits_for_a_call(at)],
        "lines": lines,
        "reason": queries.reasons([application]).get(application.pk, ""),
        "decision": _decision(application) if application.stage == Stage.OFFER else None,
        "may_present_after_all": application.stage == Stage.TO_TELL
        and not application.vacancy.is_closed
        and actions.was_turned_down(application),
        "document_form": DocumentForm(),
        "pitch_form": PitchForm(initial={"pitch": application.pitch}),
        "turn_down_form": TurnDownForm(auto_id="turn_down_%s"),
        "withdraw_form": ReasonForm(auto_id="withdraw_%s"),
        "reply_form": ReplyForm(),
        "tell_form": TellForm(initial={"note": _note_of_the_call(application)}),
        **forms,
    }
    return render(request, "candidates/application.html", context, status=status)


def _has_place(form_name: str, standing: queries.Standing) -> bool:
    """Whether the page has the place of a form, as its template shows them."""
    application, kind = standing.application, standing.todo and standing.todo.kind
    return {
        "pitch_form": application.stage == Stage.NEW and application.vacancy.is_open,
        "turn_down_form": application.stage == Stage.NEW,
        "reply_form": kind == Kind.ANSWER_QUESTION,
        "tell_form": application.stage == Stage.TO_TELL,
        "withdraw_form": application.is_in_process,
    }.get(form_name, True)


def _what_happened(application: Application, lines: Sequence[history.Line], late: Form) -> str:
    """Why a form came too late: who did what meanwhile, or else what refused it."""
    moved = history.last_step(lines)
    if application.stage == Stage.NEW or moved is None:
        return " ".join(str(error) for error in late.non_field_errors())
    return moved.with_moment


def _note_of_the_call(application: Application) -> str:
    """What was typed when the candidate was said to know, where that was taken back."""
    if application.stage != Stage.TO_TELL:
        return ""
    said = history.last_details(
        "candidate.told",
        organization=application.organization,
        vacancy_id=application.vacancy_id,
        code=application.candidate.code,
    )
    return str(said.get("reason", ""))


def _decision(application: Application) -> Any:
    """The decision that the offer rests on."""
    standing = application.decisions.filter(taken_back_at=None)
    return standing.select_related("decided_by__person").last()
