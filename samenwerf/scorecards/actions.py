"""Making and editing the yardstick of a vacancy."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext as _

from samenwerf.accounts.models import Membership
from samenwerf.content import suggest
from samenwerf.core.errors import Conflict, Refused
from samenwerf.history.actions import record
from samenwerf.history.queries import last_details
from samenwerf.scorecards.models import Anchor, Criterion, Scorecard
from samenwerf.vacancies.models import Vacancy

FEWEST, MOST = 4, 6
LEVELS = (1, 2, 3, 4)


class ScorecardIsFixed(Refused):
    """The first feedback is in: everybody is held against the same yardstick."""


@dataclass(frozen=True)
class Source:
    """A requirement to make a criterion of; `is_crucial` for a must-have.

    `stands_on` is one of Criterion.StandsOn where its wording is asked about and stays, with why;
    `is_on_paper` for what a CV or a register answers with yes or no.
    """

    requirement_id: int
    text: str
    is_crucial: bool
    stands_on: str = ""
    why_it_stands: str = ""
    is_on_paper: bool = False


@transaction.atomic
def make(
    *,
    vacancy: Vacancy,
    sources: Sequence[Source],
    others: Sequence[Source] = (),
    by: Membership | None,
    at: datetime,
) -> Scorecard:
    """The scorecard of this vacancy, proposed from requirements: at most six, with questions and anchors.

    What does not fit, and the `others` that are no criterion, are set aside: the page offers them. One that
    is there already is returned as it is.
    """
    set_aside = [asdict(source) for source in (*sources[MOST:], *others)]
    scorecard, created = Scorecard.objects.get_or_create(
        vacancy=vacancy, defaults={"made_at": at, "set_aside": set_aside}
    )
    if not created:
        return scorecard
    for position, source in enumerate(sources[:MOST]):
        _propose(scorecard, source, position)
    record(
        "scorecard.made",
        organization=vacancy.organization,
        by=by,
        at=at,
        vacancy_id=vacancy.pk,
        criteria=min(len(sources), MOST),
    )
    return scorecard


@transaction.atomic
def follow(
    *, vacancy: Vacancy, before: Source | None, after: Source | None, by: Membership, at: datetime
) -> None:
    """After an agreed change of one requirement, the criterion that was made from it says the same.

    None for a requirement that is not there, or that people do not rate. A criterion that somebody removed
    does not come back; names, questions and anchors that people wrote themselves stay; and so does a
    scorecard that is fixed or full.
    """
    scorecard = Scorecard.objects.select_for_update().filter(vacancy=vacancy).first()
    source = after or before
    if scorecard is None or scorecard.is_fixed or source is None:
        return
    criterion = scorecard.criteria.filter(requirement_id=source.requirement_id).first()
    if criterion and after:
        if before and criterion.name == before.text:
            criterion.name = after.text
        criterion.is_crucial, criterion.revision = after.is_crucial, criterion.revision + 1
        criterion.stands_on, criterion.why_it_stands = after.stands_on, after.why_it_stands
        criterion.save(update_fields=["name", "is_crucial", "revision", "stands_on", "why_it_stands"])
        _record("scorecard.criterion_changed", scorecard, by, at, **named(criterion))
    elif criterion:
        remove_criterion(criterion=criterion, by=by, at=at)
    elif after and not before and scorecard.criteria.count() < (MOST if after.is_crucial else FEWEST):
        last = scorecard.criteria.order_by("-position").first()
        added = _propose(scorecard, after, last.position + 1 if last else 0)
        _record("scorecard.criterion_added", scorecard, by, at, **named(added))


@transaction.atomic
def keep_aside(*, vacancy: Vacancy, before: Source | None, after: Source | None) -> None:
    """After `follow`: what the scorecard did not take over of the requirement is set aside as it is now.

    None for a requirement that is not there, or that nobody may rate.
    """
    scorecard = Scorecard.objects.select_for_update().filter(vacancy=vacancy).first()
    changed = after or before
    if scorecard is None or changed is None:
        return
    others = [each for each in scorecard.set_aside if each["requirement_id"] != changed.requirement_id]
    aside = after is not None and not _says_it(scorecard, before, after)
    scorecard.set_aside = [*others, asdict(changed)] if aside else others
    scorecard.save(update_fields=["set_aside"])


def _says_it(scorecard: Scorecard, before: Source | None, after: Source) -> bool:
    """Whether a criterion stands for the requirement, a fixed one for a must-have as it is now."""
    criterion = scorecard.criteria.filter(requirement_id=after.requirement_id).first()
    if criterion is None:
        return False
    same_words = before is not None and before.text == after.text
    return not (scorecard.is_fixed and after.is_crucial) or (criterion.is_crucial and same_words)


def _propose(scorecard: Scorecard, source: Source, position: int) -> Criterion:
    proposal = suggest.criterion(source.text, language=scorecard.vacancy.organization.language)
    criterion = Criterion.objects.create(
        scorecard=scorecard,
        name=source.text,
        category=proposal.category,
        is_crucial=source.is_crucial,
        position=position,
        questions="\n".join(proposal.questions),
        requirement_id=source.requirement_id,
        stands_on=source.stands_on,
        why_it_stands=source.why_it_stands,
    )
    Anchor.objects.bulk_create(
        Anchor(criterion=criterion, level=level, text=text)
        for level, text in zip(LEVELS, proposal.anchors, strict=True)
    )
    return criterion


def _refuse_when_fixed(scorecard: Scorecard) -> None:
    if Scorecard.objects.select_for_update().get(pk=scorecard.pk).is_fixed:
        raise ScorecardIsFixed(
            _("The first feedback is in, so the scorecard stays as it is: the same yardstick for everyone.")
        )


@transaction.atomic
def add_criterion(*, scorecard: Scorecard, name: str, by: Membership, at: datetime) -> Criterion:
    """A criterion at the end, with proposed questions and anchors; of a requirement if it was set aside.

    Raises ScorecardIsFixed, and Refused above six: more criteria make every rating less exact
    (Gaugler & Thornton 1989, doi 10.1037/0021-9010.74.4.611).
    """
    _refuse_when_fixed(scorecard)
    last = scorecard.criteria.order_by("-position").first()
    if scorecard.criteria.count() >= MOST:
        raise Refused(_("Six criteria is the most that people can rate well. Remove one first."))
    aside = next((Source(**each) for each in scorecard.set_aside if each["text"] == name), None)
    source = aside or Source(requirement_id=0, text=name, is_crucial=False)
    criterion = _propose(scorecard, source, last.position + 1 if last else 0)
    if aside is None:
        Criterion.objects.filter(pk=criterion.pk).update(requirement_id=None)
    _record("scorecard.criterion_added", scorecard, by, at, **named(criterion))
    return criterion


def values_of(criterion: Criterion) -> dict[str, Any]:
    """All that people type on a card, by the names of its fields."""
    anchors = {anchor.level: anchor.text for anchor in criterion.anchors.all()}
    fields = {name: getattr(criterion, name) for name in ("name", "category", "is_crucial", "questions")}
    return fields | {f"anchor_{level}": anchors.get(level, "") for level in LEVELS}


@transaction.atomic
def change_criterion(
    *,
    criterion: Criterion,
    revision: int,
    name: str,
    category: str,
    is_crucial: bool,
    questions: str,
    anchors: Sequence[str],
    by: Membership,
    at: datetime,
) -> Criterion:
    """Saves what was typed on top of `revision`; what is stored already is no change.

    Raises ScorecardIsFixed, or Conflict with the newer one.
    """
    _refuse_when_fixed(criterion.scorecard)
    criterion.refresh_from_db()
    typed = [name, category, is_crucial, questions, *anchors]
    if typed == list(values_of(criterion).values()):
        return criterion
    changed = Criterion.objects.filter(pk=criterion.pk, revision=revision).update(
        name=name, category=category, is_crucial=is_crucial, questions=questions, revision=F("revision") + 1
    )
    criterion.refresh_from_db()
    if not changed:
        raise Conflict(_("Somebody else changed this criterion just now."), theirs=criterion)
    for level, text in zip(LEVELS, anchors, strict=True):
        Anchor.objects.update_or_create(criterion=criterion, level=level, defaults={"text": text})
    _record("scorecard.criterion_changed", criterion.scorecard, by, at, **named(criterion))
    return criterion


@transaction.atomic
def restore_criterion(*, scorecard: Scorecard, pk: int, by: Membership, at: datetime) -> Criterion:
    """Brings the criterion with this id back as it was, in its place; twice is harmless.

    Raises ScorecardIsFixed, and Refused above six or for one that was never removed here.
    """
    _refuse_when_fixed(scorecard)
    if there := scorecard.criteria.filter(pk=pk).first():
        return there
    vacancy = scorecard.vacancy
    card = last_details(
        "scorecard.criterion_removed",
        organization=vacancy.organization,
        vacancy_id=vacancy.pk,
        criterion_id=pk,
    ).get("card")
    if card is None:
        raise Refused(_("This criterion cannot be put back any more."))
    if scorecard.criteria.count() >= MOST:
        raise Refused(_("Six criteria is the most that people can rate well. Remove one first."))
    anchors = [Anchor(level=level, text=card.pop(f"anchor_{level}")) for level in LEVELS]
    scorecard.criteria.filter(position__gte=card["position"]).update(position=F("position") + 1)
    criterion = Criterion.objects.create(pk=pk, scorecard=scorecard, **card)
    for anchor in anchors:
        anchor.criterion = criterion
    Anchor.objects.bulk_create(anchors)
    _record("scorecard.criterion_added", scorecard, by, at, **named(criterion))
    return criterion


@transaction.atomic
def remove_criterion(*, criterion: Criterion, by: Membership, at: datetime) -> None:
    """All that was on the card is kept in the history, to put it back. Raises ScorecardIsFixed."""
    _refuse_when_fixed(criterion.scorecard)
    place = ("position", "requirement_id", "stands_on", "why_it_stands")
    card = values_of(criterion) | {name: getattr(criterion, name) for name in place}
    removed = {**named(criterion), "card": card}
    criterion.delete()
    _record("scorecard.criterion_removed", criterion.scorecard, by, at, **removed)


@transaction.atomic
def order_criteria(*, scorecard: Scorecard, ids: Sequence[int], by: Membership, at: datetime) -> None:
    """Puts the criteria in this order; ids of other scorecards are ignored. Raises ScorecardIsFixed."""
    _refuse_when_fixed(scorecard)
    for position, pk in enumerate(ids):
        scorecard.criteria.filter(pk=pk).update(position=position)
    _record("scorecard.ordered", scorecard, by, at)


def fix(*, scorecard: Scorecard, at: datetime) -> None:
    """From now on nobody changes it; called with the first feedback."""
    Scorecard.objects.filter(pk=scorecard.pk, fixed_at=None).update(fixed_at=at)


def named(criterion: Criterion) -> dict[str, Any]:
    """Which criterion it was, for the history: by its id, and by the name that it had."""
    return {"criterion_id": criterion.pk, "criterion": criterion.name}


def _record(verb: str, scorecard: Scorecard, by: Membership, at: datetime, **details: Any) -> None:
    vacancy = scorecard.vacancy
    record(verb, organization=vacancy.organization, by=by, at=at, vacancy_id=vacancy.pk, **details)
