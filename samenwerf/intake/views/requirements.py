"""The requirements editor: typing, moving, proving and wording them, each change saved at once."""

from collections.abc import Mapping
from typing import Any

from django.http import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from samenwerf.accounts.gates import MemberRequest, members_only
from samenwerf.core import conflicts
from samenwerf.core.clock import now
from samenwerf.core.conflicts import Clash
from samenwerf.core.errors import Conflict, Refused
from samenwerf.core.form_pages import form_on
from samenwerf.core.forms import first_error
from samenwerf.core.going_back import going_back
from samenwerf.history.queries import last_author
from samenwerf.intake import access, actions
from samenwerf.intake.completeness import MOST_MUST_HAVES
from samenwerf.intake.document import TITLES
from samenwerf.intake.forms import NewRequirementForm, RequirementForm
from samenwerf.intake.models import Intake, Requirement
from samenwerf.intake.views.shared import frame, intake_for, is_fragment, language, moved, tabs_too
from samenwerf.intake.wording import is_concrete, is_direct_distinction, still_asks, unresolved
from samenwerf.wording import blanks, check
from samenwerf.wording import frame as wording_frame

# What comes back when a removal is undone.
KEPT = (
    "text",
    "kind",
    "evidence",
    "lowest_level",
    "legal_source",
    "wording_reason",
    "is_tested",
    "position",
)
# The fields in the editor of one requirement.
EDITED = ("text", "kind", "evidence", "lowest_level", "legal_source", "wording_reason")
HINTS = {
    Requirement.Kind.MUST_HAVE: lambda: _("Without this someone really cannot do the job. At most five."),
    Requirement.Kind.NICE_TO_HAVE: lambda: _("A welcome extra, but never a reason to reject."),
    Requirement.Kind.NO_GO: lambda: _(
        "A fact or behaviour that makes the work impossible, for everyone alike."
    ),
}


@members_only
@require_http_methods(["GET", "HEAD", "POST"])
def requirements(request: MemberRequest, vacancy_id: int) -> HttpResponseBase:
    """The page, and where a new requirement is posted."""
    intake = intake_for(request, vacancy_id)
    if request.method != "POST":
        return redirect("intake:read", vacancy_id) if intake.is_signed else _page(request, intake)
    form = NewRequirementForm(request.POST)
    if not form.is_valid():
        error = first_error(form)
        return _editor(request, intake, error=error, typed=request.POST)
    try:
        added = actions.add_requirement(intake=intake, by=request.member, at=now(), **form.cleaned_data)
    except Refused as refused:
        return _editor(request, intake, error=str(refused), typed=request.POST)
    if "position" in request.POST:
        return _editor(request, intake, back=added.pk)
    return _editor(request, intake, chosen_kind=form.cleaned_data["kind"])


def _own_list(request: MemberRequest, pk: int) -> str:
    requirement = access.requirement_for(request.member, pk)
    return reverse("intake:requirements", args=[requirement.intake.vacancy_id]) + f"#requirement-{pk}"


@form_on(_own_list)
@members_only
@require_POST
def change(request: MemberRequest, pk: int) -> HttpResponseBase:
    """Any of the fields of one requirement; those that were not sent stay as they are."""
    requirement = access.requirement_for(request.member, pk)
    form = RequirementForm(request.POST)
    if not form.is_valid():
        error = first_error(form)
        return _editor(request, requirement.intake, error_on={pk: error}, typed_on={pk: request.POST})
    changes, revision = form.changes(), form.cleaned_data["revision"]
    if revision != requirement.revision:
        chosen = conflicts.settled(request.POST, mine=changes, theirs=_stored(requirement, changes))
        if chosen and "text" in changes:
            changes, revision = chosen, requirement.revision
    try:
        actions.change_requirement(
            requirement=requirement, revision=revision, by=request.member, at=now(), **changes
        )
    except Conflict as conflict:
        # The buttons of one question have no text to lose: they are asked anew.
        clash = _clash(request, requirement, changes) if "text" in changes else None
        said = {"error_on": {pk: str(conflict)}, "typed_on": {pk: request.POST}, "clash_on": {pk: clash}}
        return _editor(request, requirement.intake, **said)
    except Refused as refused:
        return _editor(request, requirement.intake, error_on={pk: str(refused)}, typed_on={pk: request.POST})
    return _editor(request, requirement.intake)


def _stored(requirement: Requirement, changes: Mapping[str, Any]) -> dict[str, Any]:
    return {name: getattr(requirement, name) for name in changes}


def _clash(request: MemberRequest, requirement: Requirement, changes: Mapping[str, Any]) -> Clash:
    vacancy = requirement.intake.vacancy
    by = last_author(
        "intake.requirement_changed",
        organization=vacancy.organization,
        vacancy_id=vacancy.pk,
        requirement_id=requirement.pk,
    )
    theirs = _stored(requirement, changes)
    return conflicts.clash(request.POST, mine=changes, theirs=theirs, by=by, in_words=_in_words)


def _in_words(name: str, value: Any) -> tuple[str, str]:
    """The label of a field of the editor, and what stands in it."""
    field = Requirement._meta.get_field(name)
    label = str(getattr(field, "verbose_name", name))
    return capfirst(label), str(dict(getattr(field, "flatchoices", ())).get(value, value))


@form_on(_own_list)
@members_only
@require_POST
def move(request: MemberRequest, pk: int) -> HttpResponseBase:
    """One place up or down among those of its kind."""
    requirement = access.requirement_for(request.member, pk)
    intake = requirement.intake
    ids = list(intake.requirements.filter(kind=requirement.kind).values_list("pk", flat=True))
    in_order = moved(ids, pk, request.POST.get("direction", ""))
    if in_order != ids:
        others = intake.requirements.exclude(kind=requirement.kind).values_list("pk", flat=True)
        try:
            actions.order_requirements(intake=intake, ids=[*in_order, *others], by=request.member, at=now())
        except Refused as refused:
            return _editor(request, intake, error=str(refused))
    return _editor(request, intake)


@form_on(_own_list)
@members_only
@require_POST
def remove(request: MemberRequest, pk: int) -> HttpResponseBase:
    """Removes one; the editor offers it back."""
    requirement = access.requirement_for(request.member, pk)
    intake = requirement.intake
    try:
        actions.remove_requirement(requirement=requirement, by=request.member, at=now())
    except Refused as refused:
        return _editor(request, intake, error=str(refused))
    return _editor(request, intake, removed=requirement)


def _editor(request: MemberRequest, intake: Intake, **said: Any) -> HttpResponseBase:
    """The editor as a fragment for htmx; else back to the page, unless there is something to say."""
    if is_fragment(request):
        intake = intake_for(request, intake.vacancy_id)
        context = editor_context(request, intake, **said) | tabs_too(request, intake, "requirements")
        return render(request, "intake/_requirements.html", context)
    page = reverse("intake:requirements", args=[intake.vacancy_id])
    if not any(said.get(name) for name in ("error", "error_on", "removed")):
        return going_back(request, default=page)
    return _page(request, intake_for(request, intake.vacancy_id), **said)


def _page(request: MemberRequest, intake: Intake, **said: Any) -> HttpResponseBase:
    context = frame(intake, request.member, "requirements") | editor_context(request, intake, **said)
    status = 422 if said.get("error") or said.get("error_on") else 200
    return render(request, "intake/requirements.html", context, status=status)


def editor_context(
    request: MemberRequest,
    intake: Intake,
    *,
    chosen_kind: str = "",
    error: str = "",
    typed: Mapping[str, Any] | None = None,
    error_on: dict[int, str] | None = None,
    typed_on: dict[int, Any] | None = None,
    clash_on: dict[int, Clash | None] | None = None,
    removed: Requirement | None = None,
    back: int = 0,
) -> dict[str, Any]:
    """What `_requirements.html` shows: the lists, each item with the one thing still to ask about it.

    `removed` went just now and is offered back in its place, `back` is the id of one that came back.
    """
    rows = [
        _row(requirement, (error_on or {}).get(requirement.pk, ""), (typed_on or {}).get(requirement.pk))
        | {"clash": (clash_on or {}).get(requirement.pk)}
        for requirement in intake.requirements.all()
    ]
    of = {kind: [row for row in rows if row["requirement"].kind == kind] for kind in TITLES}
    return {
        "intake": intake,
        "vacancy": intake.vacancy,
        "lists": [
            {
                "kind": kind.value,
                "title": title(),
                "hint": HINTS[kind](),
                "rows": _with_removed(
                    [row for row in rows if row["requirement"].kind == kind], kind, removed
                ),
                "count": sum(row["requirement"].kind == kind for row in rows),
            }
            for kind, title in TITLES.items()
        ],
        "too_many": len(of[Requirement.Kind.MUST_HAVE]) > MOST_MUST_HAVES,
        "most": MOST_MUST_HAVES,
        "concrete": sum(row["is_concrete"] for row in rows),
        "count": len(rows),
        "kinds": Requirement.Kind.choices,
        "chosen_kind": chosen_kind
        or request.POST.get("chosen_kind")
        or request.GET.get("kind")
        or Requirement.Kind.MUST_HAVE,
        "evidences": [choice for choice in Requirement.Evidence.choices if choice[0]],
        "editor_error": error,
        "typed": typed or {},
        "back": back,
        "frame": wording_frame("en" if language().startswith("en") else "nl"),
        "next": request.POST.get("next") or request.path,
    }


def _with_removed(rows: list[dict[str, Any]], kind: str, removed: Requirement | None) -> list[dict[str, Any]]:
    """The rows of one kind, and in its old place what was removed, to take it back there."""
    if removed is None or removed.kind != kind:
        return rows
    place = sum(row["requirement"].position < removed.position for row in rows)
    kept = {name: value for name in KEPT if (value := getattr(removed, name)) not in ("", False)}
    return [*rows[:place], {"removed": removed, "kept": kept}, *rows[place:]]


def _row(requirement: Requirement, error: str, typed: Any) -> dict[str, Any]:
    findings = check(requirement.text, interface=language())
    ask = _next_question(requirement)
    # Said at the reason or the source that was typed under the question, else at the fields to edit.
    is_leaving = ask == "wording" and typed is not None and "text" not in typed
    return {
        "requirement": requirement,
        "field_id": f"text-{requirement.pk}",
        "findings": findings,
        "is_concrete": is_concrete(requirement),
        "unresolved": unresolved(requirement),
        "is_red": is_direct_distinction(requirement.text),
        "blanks": ", ".join(blanks(requirement.text)),
        "ask": ask,
        "error": "" if is_leaving else error,
        "leave_error": error if is_leaving else "",
        "revision": (typed or {}).get("revision", requirement.revision),
        # What could not be saved stays in its fields; the small forms send only some of them.
        **{name: (typed or {}).get(name, getattr(requirement, name)) for name in EDITED},
    }


def _next_question(requirement: Requirement) -> str:
    """One question at a time: first the words, then the must-have test, then how we see it."""
    if still_asks(requirement):
        return "wording"
    if requirement.kind != Requirement.Kind.MUST_HAVE:
        return ""
    if not requirement.is_tested:
        return "test"
    return "" if requirement.evidence else "evidence"
