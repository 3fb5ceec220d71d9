"""Changing what was signed: a request with a reason, answered by the other side."""

from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import HttpResponseBase, QueryDict
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from samenwerf.accounts.gates import MemberRequest, members_only
from samenwerf.accounts.links import LinkRequest, by_link
from samenwerf.accounts.models import AccessLink, Membership
from samenwerf.agreements.models import Todo
from samenwerf.agreements.rules import Kind
from samenwerf.content import question
from samenwerf.core.clock import now
from samenwerf.core.errors import Refused
from samenwerf.core.forms import first_error
from samenwerf.intake import access, actions
from samenwerf.intake.agreed import promises
from samenwerf.intake.comparison import Change, change_of
from samenwerf.intake.effects import effects, in_the_way
from samenwerf.intake.forms import CHANGE_FORMS, ChangeForm, ReplyForm, typed_words
from samenwerf.intake.in_words import difference, in_one_line, value_in_words
from samenwerf.intake.models import ChangeRequest, Intake
from samenwerf.intake.parts import parts
from samenwerf.intake.views.shared import frame, hours_per_day, intake_for, language
from samenwerf.outbox.access import where_it_is
from samenwerf.vacancies.access import behind_link

State = ChangeRequest.State
Subject = ChangeRequest.Subject
# What stands in the address for a part that is not there yet.
NEW = "new"
CAN_BE_ADDED = (Subject.REQUIREMENT, Subject.ROUND)
# What one chooses from: what changes, and in a few words what is under it.
OFFERED = {
    Subject.REQUIREMENT: lambda: (Subject.REQUIREMENT.label, _("add, reword or drop one")),
    Subject.ROUND: lambda: (Subject.ROUND.label, _("a step, who, how long, who calls back")),
    Subject.HOURS: lambda: (Subject.HOURS.label, _("how quickly someone responds")),
    Subject.ANSWER: lambda: (
        _("Hours, salary or another answer"),
        _("what both of you wrote in the questions"),
    ),
}
# What somebody typed that is checked for vague and risky words, per subject.
TYPED = {Subject.REQUIREMENT: "text", Subject.ROUND: "tests", Subject.ANSWER: "text"}


@dataclass(frozen=True)
class Part:
    """What somebody points at: a part as it is agreed now, a new one, or nothing (yet, or any more)."""

    subject: str
    target: str
    agreed: dict[str, dict[str, Any]]

    @property
    def before(self) -> dict[str, Any]:
        return self.agreed.get(self.target, {})

    @property
    def is_new(self) -> bool:
        return self.target == NEW and self.can_be_added

    @property
    def can_be_added(self) -> bool:
        return self.subject in CAN_BE_ADDED

    def form(self, intake: Intake, typed: QueryDict | None) -> ChangeForm | None:
        if not self.before and not self.is_new:
            return None
        return CHANGE_FORMS[self.subject](typed, intake, self.before)


def _pointed_at(intake: Intake, data: QueryDict) -> Part:
    subject = data.get("subject", "")
    if subject not in Subject.values:
        return Part("", "", {})
    return Part(subject, data.get("target", ""), parts(intake, subject))


@members_only
@require_http_methods(["GET", "HEAD", "POST"])
def changes(request: MemberRequest, vacancy_id: int) -> HttpResponseBase:
    """All requests so far and, when none is open, what to change: which kind of part, which one, and how."""
    intake = intake_for(request, vacancy_id)
    if not intake.is_signed:
        return redirect("intake:requirements", vacancy_id)
    sent = request.POST if request.method == "POST" else None
    part = _pointed_at(intake, request.GET if sent is None else sent)
    form = part.form(intake, sent)
    if sent is not None and form and form.is_valid():
        try:
            made = _ask(request, intake, part, form)
        except Refused as refused:
            form.add_error(None, str(refused))
        else:
            said = _("Asked. The other side gets a message.")
            messages.success(request, where_it_is(said, request.member.organization))
            return redirect("intake:change", made.pk)
    context = _requests(request, intake) | _to_choose_or_fill_in(intake, part, form)
    if sent is not None and (context["open_change"] or not form):
        context |= {"is_out_of_place": True, "typed": typed_words(sent, part.subject)}
    return render(request, "intake/changes.html", context, status=200 if sent is None else 422)


def _ask(request: MemberRequest, intake: Intake, part: Part, form: ChangeForm) -> ChangeRequest:
    return actions.request_change(
        intake=intake,
        subject=part.subject,
        target="" if part.is_new else part.target,
        after=form.after(),
        reason=form.cleaned_data["reason"],
        version=form.cleaned_data["version"],
        by=request.member,
        at=now(),
    )


def _requests(request: MemberRequest, intake: Intake) -> dict[str, Any]:
    """What was asked so far, and who answers the next one."""
    asked = intake.change_requests.select_related("requested_by__person").order_by("-requested_at", "-pk")
    past = list(asked)
    open_change = next((each for each in past if each.state == State.OPEN), None)
    return frame(intake, request.member, "changes") | {
        "past": [
            {"asked": each, "text": in_one_line(change_of(each), intake.vacancy, language())} for each in past
        ],
        "open_change": open_change,
        "turn": _turn(open_change) if open_change else None,
        "other": _other_side(intake, request.member),
        "version": intake.versions.last(),
    }


def _turn(asked: ChangeRequest) -> Todo | None:
    """Who has to answer, and until when."""
    mine = Todo.objects.filter(kind=Kind.AGREE_CHANGE, target_id=asked.pk, vacancy=asked.intake.vacancy_id)
    return mine.filter(closed_at=None).select_related("owner__person").first()


def _to_choose_or_fill_in(intake: Intake, part: Part, form: ChangeForm | None) -> dict[str, Any]:
    context = {
        "subjects": [(subject, *OFFERED[subject]()) for subject in Subject],
        "subject": part.subject,
        "target": part.target,
        "form": form,
    }
    if form:
        return context | _to_fill_in(intake, part)
    return context | {"choices": _choices(intake, part), "can_be_added": part.can_be_added}


def _other_side(intake: Intake, member: Membership) -> Membership:
    vacancy = intake.vacancy
    return vacancy.recruiter if member.pk == vacancy.hiring_manager_id else vacancy.hiring_manager


def _choices(intake: Intake, part: Part) -> list[dict[str, Any]]:
    """What somebody can point at: each in a line, and what is agreed about it beside it."""
    rows = []
    for target, value in part.agreed.items():
        title = in_one_line(Change(part.subject, target, value), intake.vacancy, language())
        lines = value_in_words(part.subject, target, value, intake.vacancy)
        about = [line.old for line in lines if line.old != title]
        chapter = ""
        if part.subject == Subject.ANSWER:
            chapter = question(target).group.title.text(language())
        rows.append({"target": target, "title": title, "about": " · ".join(about[:2]), "chapter": chapter})
    return rows


def _to_fill_in(intake: Intake, part: Part) -> dict[str, Any]:
    """What the form shows beside its fields: what is agreed now, and what follows from a change."""
    vacancy, before = intake.vacancy, part.before
    as_it_is = Change(part.subject, "" if part.is_new else part.target, before, before)
    context: dict[str, Any] = {
        "is_new": part.is_new,
        "title": difference(as_it_is, vacancy, language()).title if before else "",
        "agreed": value_in_words(part.subject, part.target, before, vacancy),
        "effects": effects(as_it_is, intake),
    }
    if part.subject == Subject.HOURS:
        [context["promise"]] = promises(
            {part.target: before["hours"]},
            recruiter=vacancy.recruiter.person.first_name,
            manager=vacancy.hiring_manager.person.first_name,
            hours_per_day=hours_per_day(intake),
        )
    if part.subject == Subject.ROUND and before:
        step = next(each for each in intake.rounds.all() if str(each.pk) == part.target)
        context["in_the_way"] = in_the_way(step)
    return context


@members_only
@require_GET
def change(request: MemberRequest, pk: int) -> HttpResponseBase:
    asked = access.change_request_for(request.member, pk)
    intake = intake_for(request, asked.intake.vacancy_id)
    context = frame(intake, request.member, "changes") | _context(request, asked)
    return render(request, "intake/change.html", context)


def _context(request: MemberRequest, asked: ChangeRequest) -> dict[str, Any]:
    vacancy, change = asked.intake.vacancy, change_of(asked)
    own_side = actions.side_of(vacancy, request.member) == actions.side_of(vacancy, asked.requested_by)
    is_open = asked.state == State.OPEN
    return {
        "asked": asked,
        "vacancy": vacancy,
        "member": request.member,
        "difference": difference(change, vacancy, language()),
        "effects": effects(change, asked.intake) if is_open else [],
        "typed_text": asked.after.get(TYPED.get(Subject(asked.subject), ""), "") if is_open else "",
        "turn": _turn(asked) if is_open else None,
        "may_answer": is_open and not own_side,
        "may_withdraw": is_open and own_side,
        "draft": f"change-{vacancy.pk}-{asked.subject}-{asked.target or NEW}",
    }


def _reply(request: MemberRequest, asked: ChangeRequest, verdict: str) -> str:
    """Carries out the answer; what went wrong, or nothing."""
    form = ReplyForm(request.POST)
    if not form.is_valid():
        return first_error(form)
    answer = form.cleaned_data["answer"].strip()
    try:
        if verdict == "accept":
            actions.accept_change(request=asked, by=request.member, at=now(), answer=answer)
            messages.success(request, _("Agreed. The intake has a new version."))
        elif verdict == "refuse":
            if not answer:
                return _("Say in a few words why not: the other side reads it.")
            actions.refuse_change(request=asked, by=request.member, at=now(), answer=answer)
            messages.success(request, _("Answered. The intake stays as it is."))
        else:
            actions.withdraw_change(request=asked, by=request.member, at=now())
            messages.success(request, _("Taken back. The intake stays as it is."))
    except Refused as refused:
        return str(refused)
    return ""


@members_only
@require_POST
def reply(request: MemberRequest, pk: int, verdict: str) -> HttpResponseBase:
    asked = access.change_request_for(request.member, pk)
    error = _reply(request, asked, verdict)
    if not error:
        return redirect("intake:change", pk)
    intake = intake_for(request, asked.intake.vacancy_id)
    asked = access.change_request_for(request.member, pk)
    context = frame(intake, request.member, "changes") | _context(request, asked)
    context |= {"error": error, "typed": request.POST.get("answer", "")}
    return render(request, "intake/change.html", context, status=422)


@by_link(AccessLink.Purpose.CHANGE, about=behind_link("intake__change_requests"))
@require_http_methods(["GET", "HEAD", "POST"])
def guest_change(request: LinkRequest) -> HttpResponseBase:
    """The request as the other side sees it on a phone: what, why, for whom, yes or no."""
    asked = access.change_request_for(request.member, request.link.target_id)
    error = ""
    if request.method == "POST":
        verdict = "accept" if request.POST.get("verdict") == "accept" else "refuse"
        error = _reply(request, asked, verdict)
        if not error:
            return redirect(request.path)
    context = _context(request, asked) | {"error": error, "typed": request.POST.get("answer", "")}
    return render(request, "intake/guest_change.html", context, status=422 if error else 200)
