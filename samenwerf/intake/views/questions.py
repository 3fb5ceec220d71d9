"""The questions of the intake, on one page, each answer saved while typing."""

from dataclasses import dataclass
from typing import cast

from django.http import Http404, HttpRequest, HttpResponseBase, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from samenwerf.accounts.gates import MemberRequest, members_only
from samenwerf.accounts.models import Membership
from samenwerf.content import Question, asked_questions, groups
from samenwerf.core.clock import now
from samenwerf.core.errors import Conflict, Refused
from samenwerf.core.forms import first_error
from samenwerf.core.going_back import going_back
from samenwerf.intake import actions
from samenwerf.intake.forms import AnswerForm
from samenwerf.intake.models import Answer, Intake
from samenwerf.intake.progress import needed_questions
from samenwerf.intake.views.shared import frame, intake_for, language, wants_data


@dataclass
class Asked:
    """One question with its answer, as a page shows it; `typed` is what could not be saved."""

    question: Question
    wording: str
    help: str
    options: list[str]
    needed: bool
    answer: Answer | None = None
    typed: str | None = None
    error: str = ""
    theirs: Answer | None = None

    @property
    def text(self) -> str:
        if self.typed is not None:
            return self.typed
        return self.answer.text if self.answer else ""

    @property
    def revision(self) -> int:
        return self.answer.revision if self.answer else 0

    @property
    def rows(self) -> int:
        return 4 if self.question.kind in ("list", "table") else 3


def asked(intake: Intake, question: Question, needed: set[str] | None = None) -> Asked:
    answers = {answer.question_id: answer for answer in intake.answers.all()}
    return Asked(
        question=question,
        wording=question.text(language()),
        help=question.help.text(language()),
        options=[option.text(language()) for option in question.options],
        needed=question.id in (needed or set()),
        answer=answers.get(question.id),
    )


def question_of(question_id: str) -> Question:
    for question in asked_questions():
        if question.id == question_id:
            return question
    raise Http404("no such question")


@dataclass
class Saved:
    """What became of a typed answer."""

    answer: Answer | None = None
    error: str = ""
    theirs: Answer | None = None

    @property
    def is_fine(self) -> bool:
        return not self.error


def save(request: HttpRequest, intake: Intake, question: Question, by: Membership) -> Saved:
    """Saves what was posted for this question, or says why it could not be."""
    form = AnswerForm(request.POST)
    if not form.is_valid():
        return Saved(error=first_error(form))
    try:
        answer = actions.answer(
            intake=intake,
            question_id=question.id,
            text=form.cleaned_data["text"],
            revision=form.cleaned_data["revision"],
            by=by,
            at=now(),
        )
    except Conflict as conflict:
        return Saved(error=str(conflict), theirs=cast(Answer, conflict.theirs))
    except Refused as refused:
        return Saved(error=str(refused))
    return Saved(answer=answer)


def as_data(saved: Saved) -> JsonResponse:
    """For the script that saves while typing."""
    if saved.answer:
        return JsonResponse({"revision": saved.answer.revision})
    if saved.theirs:
        by = saved.theirs.answered_by
        return JsonResponse(
            {
                "error": saved.error,
                "theirs": saved.theirs.text,
                "revision": saved.theirs.revision,
                "by": by.name if by else _("somebody else"),
            },
            status=409,
        )
    return JsonResponse({"error": saved.error}, status=422)


@members_only
@require_GET
def questions(request: MemberRequest, vacancy_id: int) -> HttpResponseBase:
    intake = intake_for(request, vacancy_id)
    return redirect("intake:read", vacancy_id) if intake.is_signed else _page(request, intake)


def _page(
    request: MemberRequest, intake: Intake, question: Question | None = None, saved: Saved | None = None
) -> HttpResponseBase:
    needed = {needs.id for needs in needed_questions(intake)}
    chapters = []
    for group in groups():
        items = [asked(intake, q, needed) for q in asked_questions() if q.group == group]
        if items:
            chapters.append({"id": group.id, "title": group.title.text(language()), "items": items})
    if question and saved:
        for item in (item for chapter in chapters for item in chapter["items"]):
            assert isinstance(item, Asked)
            if item.question == question:
                item.typed, item.error, item.theirs = request.POST.get("text", ""), saved.error, saved.theirs
    context = frame(intake, request.member, "questions") | {"chapters": chapters}
    return render(request, "intake/questions.html", context, status=422 if saved else 200)


@members_only
@require_POST
def answer(request: MemberRequest, vacancy_id: int, question_id: str) -> HttpResponseBase:
    intake = intake_for(request, vacancy_id)
    question = question_of(question_id)
    saved = save(request, intake, question, request.member)
    if wants_data(request):
        return as_data(saved)
    if not saved.is_fine:
        return _page(request, intake_for(request, vacancy_id), question, saved)
    if request.POST.get("next"):
        return going_back(request, default=reverse("intake:questions", args=[vacancy_id]))
    return redirect(reverse("intake:questions", args=[vacancy_id]) + f"#{question.id}")
