"""The scorecard of a vacancy: made in one step from the requirements, then edited by both."""

from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponseBase, JsonResponse
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.text import Truncator
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from samenwerf.accounts.gates import MemberRequest, members_only
from samenwerf.content import interview_rules, no_evidence, probes, scale, starr_opening
from samenwerf.core import conflicts
from samenwerf.core.clock import now
from samenwerf.core.conflicts import Clash
from samenwerf.core.errors import Conflict, Refused
from samenwerf.core.form_pages import form_on
from samenwerf.core.forms import first_error
from samenwerf.history.queries import last_author
from samenwerf.scorecards import access, actions
from samenwerf.scorecards.forms import CriterionForm, NewCriterionForm, as_arguments
from samenwerf.scorecards.models import Criterion, Scorecard
from samenwerf.vacancies import access as vacancies
from samenwerf.wording import check


@dataclass
class Card:
    """One criterion as the page shows it; `form` holds what could not be saved."""

    criterion: Criterion
    anchors: list[dict[str, Any]]
    is_first: bool
    is_last: bool
    form: CriterionForm | None = None
    error: str = ""
    clash: Clash | None = None

    @property
    def revision(self) -> int:
        """What the page was made from: what could not be saved is not rebased unseen."""
        return (self.form and self.form.cleaned_data.get("revision")) or self.criterion.revision

    @property
    def field_id(self) -> str:
        return f"name-{self.criterion.pk}"

    @property
    def name(self) -> str:
        return str(self.form.data.get("name", "")) if self.form else self.criterion.name

    @property
    def stays(self) -> str:
        """The wording that stands with a reason: nothing in it is asked about again.

        A reason lets no direct distinction stand that somebody typed since; only a legal exception does.
        """
        name, on = self.criterion.name, self.criterion.stands_on
        is_red = on == Criterion.StandsOn.AS_IS and any(risk.severity == "red" for risk in check(name).risk)
        return name if on and not is_red else ""

    @property
    def asked(self) -> str:
        """The name, when its wording is still asked about."""
        return "" if self.name == self.stays else self.name

    @property
    def questions(self) -> str:
        return str(self.form.data.get("questions", "")) if self.form else self.criterion.questions

    @property
    def category(self) -> str:
        return str(self.form.data.get("category", "")) if self.form else self.criterion.category

    @property
    def is_crucial(self) -> bool:
        return bool(self.form.data.get("is_crucial")) if self.form else self.criterion.is_crucial


def _language() -> str:
    return "en" if (get_language() or "").startswith("en") else "nl"


@members_only
@require_GET
def detail(request: MemberRequest, vacancy_id: int) -> HttpResponseBase:
    return _page(request, vacancy_id)


def _page(
    request: MemberRequest,
    vacancy_id: int,
    *,
    pk: int = 0,
    form: CriterionForm | None = None,
    error: str = "",
    clash: Clash | None = None,
    new_error: str = "",
    new_typed: str = "",
) -> HttpResponseBase:
    vacancy = vacancies.get_for(request.member, vacancy_id, with_people=False)
    scorecard = access.of(vacancy)
    if scorecard is None:
        return render(request, "scorecards/none.html", {"vacancy": vacancy})
    criteria = list(scorecard.criteria.prefetch_related("anchors"))
    cards = [_card(criterion, number, len(criteria)) for number, criterion in enumerate(criteria)]
    for card in cards:
        if card.criterion.pk == pk:
            card.form, card.error, card.clash = form, error, clash
            if form:
                for anchor in card.anchors:
                    anchor["text"] = form.data.get(f"anchor_{anchor['level']}", "")
    context = {
        "vacancy": vacancy,
        "scorecard": scorecard,
        "cards": cards,
        "fewest": actions.FEWEST,
        "most": actions.MOST,
        "too_few": len(cards) < actions.FEWEST,
        "too_many": len(cards) > actions.MOST,
        "is_full": len(cards) >= actions.MOST,
        "categories": Criterion.Category.choices,
        "page_error": error if not pk else "",
        "new_error": new_error,
        "new_typed": new_typed,
        **_set_aside(scorecard, criteria),
    }
    status = 422 if error or new_error else 200
    return render(request, "scorecards/detail.html", context, status=status)


def _set_aside(scorecard: Scorecard, criteria: list[Criterion]) -> dict[str, list[dict[str, Any]]]:
    """The requirements that are no criterion: those that a CV or a register answers, and the others.

    Of these `behind` are the must-haves: by them candidates are judged, and nobody scores them.
    """
    crucial = {criterion.name: criterion.is_crucial for criterion in criteria}
    aside = [
        {
            **each,
            "is_scored": each["text"] in crucial,
            "stands_on_in_words": Criterion.StandsOn(each["stands_on"]).label if each["stands_on"] else "",
        }
        for each in scorecard.set_aside
        if not _is_taken(each, crucial, scorecard)
    ]
    not_taken = [each for each in aside if not each["is_on_paper"]]
    return {
        "on_paper": [each for each in aside if each["is_on_paper"]],
        "not_taken": not_taken,
        "behind": [each for each in not_taken if each["is_crucial"]],
    }


def _is_taken(each: dict[str, Any], crucial: dict[str, bool], scorecard: Scorecard) -> bool:
    """Whether it is a criterion; on a fixed scorecard a must-have has to be crucial."""
    is_less = scorecard.is_fixed and each["is_crucial"] and not crucial.get(each["text"])
    return each["text"] in crucial and not is_less


def _card(criterion: Criterion, number: int, count: int) -> Card:
    return Card(
        criterion=criterion,
        anchors=_anchors(criterion),
        is_first=number == 0,
        is_last=number == count - 1,
    )


def _anchors(criterion: Criterion) -> list[dict[str, Any]]:
    texts = {anchor.level: anchor.text for anchor in criterion.anchors.all()}
    names = scale()
    return [
        {"level": level, "name": names[level].text(_language()), "text": texts.get(level, "")}
        for level in actions.LEVELS
    ]


@members_only
@require_POST
def add(request: MemberRequest, vacancy_id: int) -> HttpResponseBase:
    """A criterion at the end."""
    scorecard = access.get_for(request.member, vacancy_id)
    form = NewCriterionForm(request.POST)
    typed = request.POST.get("name", "")
    if not form.is_valid():
        return _page(request, vacancy_id, new_error=first_error(form), new_typed=typed)
    try:
        added = actions.add_criterion(
            scorecard=scorecard, name=form.cleaned_data["name"], by=request.member, at=now()
        )
    except Refused as refused:
        return _page(request, vacancy_id, new_error=str(refused), new_typed=typed)
    return redirect(_at(added))


def _own_scorecard(request: MemberRequest, pk: int) -> str:
    return _at(access.criterion_for(request.member, pk))


@form_on(_own_scorecard)
@members_only
@require_POST
def change(request: MemberRequest, pk: int) -> HttpResponseBase:
    """Saves one card; JSON for the script that saves while typing."""
    criterion = access.criterion_for(request.member, pk)
    vacancy_id = criterion.scorecard.vacancy_id
    wants_data = "application/json" in request.headers.get("Accept", "")
    form = CriterionForm(request.POST)
    error, clash = "", None
    if form.is_valid():
        try:
            saved = _save(request, criterion, form)
        except Conflict as conflict:
            error, clash = str(conflict), _clash(request, criterion, form)
        except Refused as refused:
            error = str(refused)
        else:
            return JsonResponse({"revision": saved.revision}) if wants_data else redirect(_at(saved))
    else:
        error = first_error(form)
    if not wants_data:
        return _page(request, vacancy_id, pk=pk, form=form, error=error, clash=clash)
    if clash is None:
        return JsonResponse({"error": error}, status=422)
    asked = render_to_string("components/conflict.html", {"clash": clash, "id": pk})
    return JsonResponse({"error": error, "conflict": asked}, status=409)


def _save(request: MemberRequest, criterion: Criterion, form: CriterionForm) -> Criterion:
    """Saves what was typed; on a newer criterion only with a choice for every part that differs."""
    typed, revision = form.typed(), form.cleaned_data["revision"]
    if revision != criterion.revision:
        chosen = conflicts.settled(request.POST, mine=typed, theirs=actions.values_of(criterion))
        typed, revision = (chosen, criterion.revision) if chosen else (typed, revision)
    return actions.change_criterion(
        criterion=criterion, revision=revision, by=request.member, at=now(), **as_arguments(typed)
    )


def _clash(request: MemberRequest, criterion: Criterion, form: CriterionForm) -> Clash:
    vacancy = criterion.scorecard.vacancy
    by = last_author(
        "scorecard.criterion_changed",
        organization=vacancy.organization,
        vacancy_id=vacancy.pk,
        criterion_id=criterion.pk,
    )
    theirs = actions.values_of(criterion)
    return conflicts.clash(request.POST, mine=form.typed(), theirs=theirs, by=by, in_words=_in_words)


def _in_words(name: str, value: Any) -> tuple[str, str]:
    """The label of a field of the card, and what stands in it."""
    if name.startswith("anchor_"):
        level = int(name.removeprefix("anchor_"))
        return f"{level} {scale()[level].text(_language())}", value
    if name == "is_crucial":
        return _("Crucial"), _("yes") if value else _("no")
    labels = {
        "name": _("Criterion"),
        "category": _("Category"),
        "questions": _("Questions to ask, one a line"),
    }
    return labels[name], str(dict(Criterion.Category.choices)[value]) if name == "category" else value


def _at(criterion: Criterion) -> str:
    return f"{reverse('scorecards:detail', args=[criterion.scorecard.vacancy_id])}#criterion-{criterion.pk}"


@form_on(_own_scorecard)
@members_only
@require_POST
def move(request: MemberRequest, pk: int) -> HttpResponseBase:
    """One place up or down."""
    criterion = access.criterion_for(request.member, pk)
    scorecard = criterion.scorecard
    ids = list(scorecard.criteria.values_list("pk", flat=True))
    place = ids.index(pk)
    to = place + (-1 if request.POST.get("direction") == "up" else 1)
    if 0 <= to < len(ids):
        ids[place], ids[to] = ids[to], ids[place]
        try:
            actions.order_criteria(scorecard=scorecard, ids=ids, by=request.member, at=now())
        except Refused as refused:
            return _page(request, scorecard.vacancy_id, error=str(refused))
    return redirect(_at(criterion))


@form_on(_own_scorecard)
@members_only
@require_POST
def remove(request: MemberRequest, pk: int) -> HttpResponseBase:
    """Removes one; what is said about it offers it back with everything in it."""
    criterion = access.criterion_for(request.member, pk)
    scorecard, name = criterion.scorecard, criterion.name
    try:
        actions.remove_criterion(criterion=criterion, by=request.member, at=now())
    except Refused as refused:
        return _page(request, scorecard.vacancy_id, error=str(refused))
    undo = reverse("scorecards:restore", args=[scorecard.vacancy_id, pk])
    said = _("Removed: “%(name)s”") % {"name": Truncator(name).chars(80)}
    messages.success(request, said, extra_tags=undo)
    return redirect("scorecards:detail", scorecard.vacancy_id)


@members_only
@require_POST
def restore(request: MemberRequest, vacancy_id: int, criterion_id: int) -> HttpResponseBase:
    """Undoes a removal."""
    scorecard = access.get_for(request.member, vacancy_id)
    try:
        back = actions.restore_criterion(scorecard=scorecard, pk=criterion_id, by=request.member, at=now())
    except Refused as refused:
        return _page(request, vacancy_id, error=str(refused))
    return redirect(_at(back))


@members_only
@require_GET
def kit(request: MemberRequest, vacancy_id: int) -> HttpResponseBase:
    """The scorecard as an interviewer gets it; also the page to print."""
    scorecard = access.get_for(request.member, vacancy_id)
    criteria = list(scorecard.criteria.prefetch_related("anchors"))
    if not criteria:
        raise Http404("nothing to show yet")
    language = _language()
    context = {
        "vacancy": scorecard.vacancy,
        "scorecard": scorecard,
        "cards": [_card(criterion, number, len(criteria)) for number, criterion in enumerate(criteria)],
        "opening": starr_opening().text(language),
        "probes": [(probe.part.text(language), probe.text(language)) for probe in probes()],
        "no_evidence": no_evidence().text(language),
        "rules": [
            (rule.avoid.text(language), rule.instead.text(language) if rule.instead else "")
            for rule in interview_rules()
        ],
    }
    return render(request, "scorecards/kit.html", context)
