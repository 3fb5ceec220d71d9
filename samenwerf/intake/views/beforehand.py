"""The manager's own pages: the core questions one after another, on a phone; by link or signed in."""

from django.http import Http404, HttpResponseBase
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from samenwerf.accounts.gates import MemberRequest, members_only
from samenwerf.accounts.links import LinkRequest, by_link
from samenwerf.accounts.models import AccessLink, Membership
from samenwerf.agreements.models import Todo
from samenwerf.agreements.rules import Kind
from samenwerf.content import core_questions, question
from samenwerf.core.clock import now
from samenwerf.core.errors import Refused
from samenwerf.core.forms import first_error
from samenwerf.intake import access, actions
from samenwerf.intake.completeness import MOST_MUST_HAVES, missing
from samenwerf.intake.forms import NewRequirementForm
from samenwerf.intake.models import Intake, Requirement
from samenwerf.intake.places import Places
from samenwerf.intake.progress import answered_ids, core_answered, signing
from samenwerf.intake.views import questions
from samenwerf.intake.views.shared import language, wants_data
from samenwerf.vacancies.access import behind_link
from samenwerf.wording import check

by_intake_link = by_link(AccessLink.Purpose.INTAKE, about=behind_link("pk"))


def _start(request: MemberRequest, intake: Intake, places: Places) -> HttpResponseBase:
    """What there is to do now: answer, or nothing; once there is only to read and sign, the page to do it."""
    answered, core = core_answered(intake)
    done = answered_ids(intake)
    first = next((n for n, q in enumerate(core_questions(), 1) if q.id not in done), 1)
    todos = Todo.objects.filter(vacancy=intake.vacancy, kind__in=(Kind.ANSWER_INTAKE, Kind.MEND_INTAKE))
    turns = [todo for todo in todos if todo.kind == Kind.ANSWER_INTAKE]
    signatures = signing(intake)
    is_ready = not missing(intake, language())
    is_objected = any(todo.kind == Kind.MEND_INTAKE and todo.is_open for todo in todos)
    if is_ready and not (intake.is_signed or signatures.manager or is_objected):
        return redirect(places.read)
    context = {
        "intake": intake,
        "vacancy": intake.vacancy,
        "places": places,
        "member": request.member,
        "answered": answered,
        "core": core,
        "first_url": places.to("beforehand_question", first),
        "handed_in": bool(turns) and not any(todo.is_open for todo in turns),
        "is_objected": is_objected,
        "is_ready": is_ready,
        "signing": signatures,
        "version": intake.versions.last() if intake.is_signed else None,
    }
    return render(request, "intake/beforehand.html", context)


def _question(request: MemberRequest, intake: Intake, places: Places, number: int) -> HttpResponseBase:
    core = core_questions()
    if not 1 <= number <= len(core):
        raise Http404("no such question")
    if intake.is_signed:
        return redirect(places.beforehand)
    asked = questions.asked(intake, core[number - 1])
    following = places.to("beforehand_question", number + 1) if number < len(core) else places.wishes
    status = 200
    if request.method == "POST":
        saved = questions.save(request, intake, asked.question, request.member)
        if wants_data(request):
            return questions.as_data(saved)
        if saved.is_fine:
            return redirect(places.beforehand if "stop" in request.POST else following)
        asked.typed, asked.error, asked.theirs = request.POST.get("text", ""), saved.error, saved.theirs
        if saved.theirs:
            asked.answer = saved.theirs
        status = 422
    context = {
        "intake": intake,
        "vacancy": intake.vacancy,
        "places": places,
        "member": request.member,
        "item": asked,
        "number": number,
        "total": len(core),
        "previous": places.to("beforehand_question", number - 1) if number > 1 else places.beforehand,
    }
    return render(request, "intake/beforehand_question.html", context, status=status)


def _wishes(request: MemberRequest, intake: Intake, places: Places) -> HttpResponseBase:
    """The last screen: which requirements the manager has in mind. They are settled together."""
    if intake.is_signed:
        return redirect(places.beforehand)
    error, typed = "", ""
    if "remove" in request.POST:
        _take_back_wish(request, intake)
        return redirect(places.wishes)
    if request.method == "POST":
        form = NewRequirementForm(request.POST)
        if form.is_valid():
            try:
                actions.add_requirement(
                    intake=intake,
                    kind=Requirement.Kind.MUST_HAVE,
                    text=form.cleaned_data["text"],
                    by=request.member,
                    at=now(),
                )
                return redirect(places.wishes)
            except Refused as refused:
                error = str(refused)
        else:
            error = first_error(form)
        typed = request.POST.get("text", "")
    answered, core = core_answered(intake)
    asks = question("IN-11")
    wishes = [r for r in intake.requirements.all() if r.kind == Requirement.Kind.MUST_HAVE]
    context = {
        "intake": intake,
        "vacancy": intake.vacancy,
        "places": places,
        "member": request.member,
        "wording": asks.text(language()),
        "help": asks.help.text(language()),
        "wishes": wishes,
        "has_findings": any(check(wish.text) for wish in wishes),
        "most": MOST_MUST_HAVES,
        "error": error,
        "typed": typed,
        "answered": answered,
        "core": core,
        "previous": places.to("beforehand_question", core),
    }
    return render(request, "intake/beforehand_wishes.html", context, status=422 if error else 200)


def _take_back_wish(request: MemberRequest, intake: Intake) -> None:
    """A requirement that this manager named goes again; what somebody else wrote stays."""
    wanted = request.POST.get("remove", "")
    own = intake.requirements.filter(proposed_by=request.member, kind=Requirement.Kind.MUST_HAVE)
    wish = next((each for each in own if str(each.pk) == wanted), None)
    if wish is not None:
        actions.remove_requirement(requirement=wish, by=request.member, at=now())


def _done(request: MemberRequest, intake: Intake, places: Places) -> HttpResponseBase:
    actions.hand_in_answers(intake=intake, by=request.member, at=now())
    return redirect(places.beforehand)


def managers_intake(member: Membership, vacancy_id: int) -> Intake:
    """The intake of a vacancy of which this member is the hiring manager, or Http404."""
    intake = access.whole_for(member, vacancy_id)
    if intake.vacancy.hiring_manager_id != member.pk:
        raise Http404("not the manager of this vacancy")
    return intake


@by_intake_link
@require_GET
def guest_beforehand(request: LinkRequest) -> HttpResponseBase:
    return _start(
        request, managers_intake(request.member, request.link.target_id), Places.behind(request.link)
    )


@by_intake_link
@require_http_methods(["GET", "HEAD", "POST"])
def guest_beforehand_question(request: LinkRequest, number: int) -> HttpResponseBase:
    intake = managers_intake(request.member, request.link.target_id)
    return _question(request, intake, Places.behind(request.link), number)


@by_intake_link
@require_http_methods(["GET", "HEAD", "POST"])
def guest_wishes(request: LinkRequest) -> HttpResponseBase:
    return _wishes(
        request, managers_intake(request.member, request.link.target_id), Places.behind(request.link)
    )


@by_intake_link
@require_POST
def guest_done(request: LinkRequest) -> HttpResponseBase:
    return _done(
        request, managers_intake(request.member, request.link.target_id), Places.behind(request.link)
    )


@members_only
@require_GET
def beforehand(request: MemberRequest, vacancy_id: int) -> HttpResponseBase:
    return _start(request, managers_intake(request.member, vacancy_id), Places(vacancy_id))


@members_only
@require_http_methods(["GET", "HEAD", "POST"])
def beforehand_question(request: MemberRequest, vacancy_id: int, number: int) -> HttpResponseBase:
    return _question(request, managers_intake(request.member, vacancy_id), Places(vacancy_id), number)


@members_only
@require_http_methods(["GET", "HEAD", "POST"])
def wishes(request: MemberRequest, vacancy_id: int) -> HttpResponseBase:
    return _wishes(request, managers_intake(request.member, vacancy_id), Places(vacancy_id))


@members_only
@require_POST
def done(request: MemberRequest, vacancy_id: int) -> HttpResponseBase:
    return _done(request, managers_intake(request.member, vacancy_id), Places(vacancy_id))
