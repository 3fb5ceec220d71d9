"""Handing in feedback, and deciding."""

import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from samenwerf.accounts.models import Membership
from samenwerf.agreements import actions as agreements
from samenwerf.agreements.rules import Kind
from samenwerf.candidates import turns
from samenwerf.candidates.actions import NotNow
from samenwerf.candidates.actions.adding import told
from samenwerf.candidates.models import Application, Stage
from samenwerf.core.errors import Refused
from samenwerf.feedback.models import Decision, Feedback, Rating
from samenwerf.interviews import actions as interviews
from samenwerf.interviews.models import Interview
from samenwerf.memos.models import VoiceMemo
from samenwerf.scorecards import actions as scorecards
from samenwerf.scorecards.models import Criterion


@dataclass(frozen=True)
class Score:
    """A rating as handed in; level None is "not enough evidence"."""

    criterion: Criterion
    level: int | None
    observed: str = ""


@transaction.atomic
def hand_in(
    *,
    interview: Interview,
    author: Membership,
    verdict: int,
    scores: Sequence[Score],
    device_key: uuid.UUID,
    at: datetime,
    observed: str = "",
    memo: VoiceMemo | None = None,
    reason: str = "",
) -> Feedback:
    """Stores feedback; a later one by the same author is the next version and needs a reason.

    Sending the same device_key again returns what was stored: a bad connection never makes two.
    The last interviewer to hand in starts the manager's turn to decide. Raises NotNow before the
    interview has started, Refused for a later version without a reason.
    """
    application = turns.lock(interview.application)
    stored = Feedback.objects.filter(author=author, device_key=device_key).first()
    if stored is not None:
        return stored
    if interview.is_cancelled or at < interview.starts_at:
        raise NotNow(_("You can hand in your feedback once the interview has started."))
    number = (
        Feedback.objects.filter(interview=interview, author=author).aggregate(last=Max("number"))["last"] or 0
    ) + 1
    if number > 1 and not reason.strip():
        raise Refused(_("Say in a few words why you change what you handed in."))
    feedback = Feedback.objects.create(
        interview=interview,
        author=author,
        number=number,
        verdict=verdict,
        observed=observed.strip(),
        memo=memo,
        reason=reason.strip() if number > 1 else "",
        device_key=device_key,
        handed_in_at=at,
    )
    Rating.objects.bulk_create(
        Rating(
            feedback=feedback, criterion=score.criterion, level=score.level, observed=score.observed.strip()
        )
        for score in scores
    )
    scorecard = getattr(application.vacancy, "scorecard", None)
    if scorecard is not None:
        scorecards.fix(scorecard=scorecard, at=at)
    _own_turn_is_over(interview, application, author, at)
    told("feedback.handed_in", application, author, at, number=number)
    return feedback


def _own_turn_is_over(
    interview: Interview, application: Application, author: Membership, at: datetime
) -> None:
    todos = turns.open_todos(application)
    mine = todos.filter(kind=Kind.FEEDBACK, target_id=interview.pk, owner=author)
    others = todos.filter(kind=Kind.FEEDBACK).exclude(owner=author)
    if application.stage != Stage.INTERVIEW or not mine.exists():
        return
    last_one = not others.exists()
    if last_one:
        interviews.finish(interview=interview, at=at)
        turns.enter(application, Stage.DECISION, at=at, by=author)
    else:
        agreements.close_todos(mine, at=at, by=author)
        if at >= interview.ends_at:
            interviews.finish(interview=interview, at=at)


@transaction.atomic
def decide(
    *,
    application: Application,
    kind: str,
    reason: str,
    criteria: Sequence[Criterion],
    by: Membership,
    at: datetime,
) -> Decision:
    """Offer, reject or another round, with its reason in terms of the criteria.

    Raises NotNow when it is not time to decide, Refused without a reason or criterion.
    """
    locked = turns.lock(application)
    if locked.stage != Stage.DECISION:
        raise NotNow(_("There is nothing to decide for this candidate now."))
    if not reason.strip():
        raise Refused(_("Write the reason: the candidate gets an honest answer."))
    if not criteria:
        raise Refused(_("Choose at least one criterion that this decision rests on."))
    decision = Decision.objects.create(
        application=locked, kind=kind, reason=reason.strip(), decided_by=by, decided_at=at
    )
    decision.criteria.set(criteria)
    stage = {
        Decision.Kind.OFFER: Stage.OFFER,
        Decision.Kind.REJECT: Stage.TO_TELL,
        Decision.Kind.ANOTHER_ROUND: Stage.INVITED,
    }[Decision.Kind(kind)]
    turns.enter(locked, stage, at=at, by=by, reason=reason.strip())
    told("decision.taken", locked, by, at, kind=kind)
    return decision


@transaction.atomic
def take_back_decision(*, application: Application, by: Membership, at: datetime) -> None:
    """Before anything followed from it: back to deciding. The decision stays in the record. Raises NotNow."""
    locked = turns.lock(application)
    last = locked.stage_changes.order_by("-at", "-pk").first()
    undoable = (Stage.OFFER, Stage.TO_TELL, Stage.INVITED)
    made = locked.stage == Stage.OFFER and not turns.open_todos(locked).filter(kind=Kind.MAKE_OFFER).exists()
    if locked.stage not in undoable or last is None or last.from_stage != Stage.DECISION or made:
        raise NotNow(_("Something followed from this decision already."))
    turns.enter(locked, Stage.DECISION, at=at, by=by)
    told("decision.taken_back", locked, by, at)
