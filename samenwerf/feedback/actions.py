"""Handing in feedback, and deciding."""

import enum
import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.db.models import QuerySet
from django.utils.translation import gettext as _

from samenwerf.accounts.models import Membership
from samenwerf.agreements import actions as agreements
from samenwerf.agreements.models import Todo
from samenwerf.agreements.rules import Kind
from samenwerf.candidates import actions as candidates
from samenwerf.candidates import turns
from samenwerf.candidates.actions import NotNow
from samenwerf.candidates.actions.adding import told
from samenwerf.candidates.models import Application, Stage
from samenwerf.core.errors import Refused
from samenwerf.feedback import messages, queries
from samenwerf.feedback.models import Decision, Feedback, Rating
from samenwerf.interviews import actions as interviews
from samenwerf.interviews.messages import who_heard_it_is_off
from samenwerf.interviews.models import Interview
from samenwerf.memos import actions as memos
from samenwerf.memos.models import VoiceMemo
from samenwerf.scorecards import actions as scorecards
from samenwerf.scorecards.models import Criterion, Scorecard
from samenwerf.wording.uses import check_reason


@dataclass(frozen=True)
class Score:
    """A rating as handed in; level None is "not enough evidence"."""

    criterion: Criterion
    level: int | None
    observed: str = ""


@dataclass(frozen=True)
class Recording:
    """A spoken note that comes with the feedback; the key is made by the device that recorded it."""

    upload: UploadedFile
    device_key: uuid.UUID


class BadRecording(Refused):
    """The sound cannot be used; the text says why."""


class UnspokenDoubts(Refused):
    """Something speaks against the offer, and nobody said a word about it."""


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
    recording: Recording | None = None,
    keep_memo: bool = False,
    reason: str = "",
) -> Feedback:
    """Stores feedback; a later one by the same author corrects it: the next version, with a reason.

    Criteria without a score count as "not enough evidence". Sending the same device_key again returns
    what was stored: a bad connection never makes two. A later version holds the memo of the one before
    when told to `keep_memo`. The last interviewer to hand in starts the manager's turn to decide.
    Raises NotNow before the interview has started and for a correction after the decision, Refused for a
    correction without a reason or a score on another scorecard, BadRecording for sound that cannot be used.
    """
    application = turns.lock(interview.application)
    versions = Feedback.objects.filter(interview=interview, author=author)
    stored = versions.filter(device_key=device_key).first()
    if stored is not None:
        return stored
    if interview.is_cancelled or at < interview.starts_at:
        raise NotNow(_("You can hand in your feedback once the interview has started."))
    before = versions.order_by("-number").first()
    if before is not None and queries.is_decided_on(interview, author):
        raise NotNow(_("The decision rests on what you handed in, so it stays as it is."))
    if before is not None and not reason.strip():
        raise Refused(_("Say in a few words why you change what you handed in."))
    ratings = _on_the_scorecard(application, scores)
    memo = _stored(recording, author, at)
    if memo is None and keep_memo and before is not None:
        memo = before.memo
    feedback = Feedback.objects.create(
        interview=interview,
        author=author,
        number=before.number + 1 if before else 1,
        verdict=verdict,
        observed=observed.strip(),
        memo=memo,
        reason=reason.strip() if before else "",
        device_key=device_key,
        handed_in_at=at,
    )
    Rating.objects.bulk_create(
        Rating(
            feedback=feedback, criterion=score.criterion, level=score.level, observed=score.observed.strip()
        )
        for score in ratings
    )
    scorecard = Scorecard.objects.filter(vacancy=application.vacancy_id).first()
    if scorecard is not None:
        scorecards.fix(scorecard=scorecard, at=at)
    _own_turn_is_over(interview, application, author, at)
    told("feedback.handed_in", application, author, at, number=feedback.number)
    return feedback


def _on_the_scorecard(application: Application, scores: Sequence[Score]) -> list[Score]:
    """One score for each criterion of the vacancy, in its order. Raises Refused for any other."""
    given = {score.criterion.pk: score for score in scores}
    criteria = Criterion.objects.filter(scorecard__vacancy=application.vacancy_id)
    complete = [given.pop(criterion.pk, Score(criterion, None)) for criterion in criteria]
    if given:
        raise Refused(_("The scorecard changed since you opened this page. Look at it again, please."))
    return complete


def _stored(recording: Recording | None, author: Membership, at: datetime) -> VoiceMemo | None:
    if recording is None:
        return None
    try:
        return memos.store(
            organization=author.organization,
            author=author,
            device_key=recording.device_key,
            upload=recording.upload,
            at=at,
        )
    except Refused as refused:
        raise BadRecording(str(refused)) from refused


def _own_turn_is_over(
    interview: Interview, application: Application, author: Membership, at: datetime
) -> None:
    """Closes the author's to-do; with the last one the manager's turn to decide starts."""
    open_todos = turns.open_todos(application).filter(kind=Kind.FEEDBACK, target_id=interview.pk)
    mine = open_todos.filter(owner=author)
    if application.stage != Stage.INTERVIEW or not mine.exists():
        return
    last_one = not open_todos.exclude(owner=author).exists()
    if last_one or at >= interview.ends_at:
        interviews.finish(interview=interview, at=at, handed_in_by=author)
    _next_turn(interview, application, mine, at=at, by=author)


def _next_turn(
    interview: Interview,
    application: Application,
    closing: QuerySet[Todo],
    *,
    at: datetime,
    by: Membership,
    outcome: str = Todo.Outcome.DONE,
) -> None:
    agreements.close_todos(closing, at=at, by=by, outcome=outcome)
    if not turns.open_todos(application).filter(kind=Kind.FEEDBACK).exists():
        turns.enter(application, Stage.DECISION, at=at, by=by)
    elif Interview.objects.filter(pk=interview.pk, finished_at__isnull=False).exists():
        interviews.wait_for_feedback(application, interview, at=at)


@transaction.atomic
def go_on_without(
    *, interview: Interview, member: Membership, reason: str, by: Membership, at: datetime
) -> None:
    """The recruiter does not wait any longer for this interviewer, who may still hand in.

    Raises Refused without a reason, NotNow before the end, or when the feedback is in or nobody else's is.
    """
    application = turns.lock(interview.application)
    if not reason.strip():
        raise Refused(_("Say in a few words why we go on without this feedback."))
    theirs = turns.open_todos(application).filter(
        kind=Kind.FEEDBACK, target_id=interview.pk, owner=member, owner__organization=by.organization_id
    )
    if not interview.has_ended(at) or not theirs.exists():
        raise NotNow(_("There is no feedback to wait for any more. Look again at what is next."))
    if not Feedback.objects.filter(interview=interview).exists():
        raise NotNow(_("Nobody has handed in feedback yet, so there is nothing to decide on."))
    interviews.finish(interview=interview, at=at)
    _next_turn(interview, application, theirs, at=at, by=by, outcome=Todo.Outcome.LAPSED)
    told("feedback.not_waited_for", application, by, at, owner=member.name, reason=reason.strip())


@transaction.atomic
def wait_again(*, interview: Interview, member: Membership, by: Membership, at: datetime) -> None:
    """Undoes `go_on_without`: the turn of this interviewer is open again, due when it was due.

    Raises NotNow once the feedback is in, or when the decision was taken.
    """
    application = turns.lock(interview.application)
    interview.application = application
    theirs = queries.not_waited_for(interview).filter(owner=member, owner__organization=by.organization_id)
    last = theirs.order_by("closed_at").last()
    if last is None or last.closed_at is None:
        raise NotNow(_("There is no feedback to wait for any more. Look again at what is next."))
    reopening = Todo.objects.filter(pk=last.pk)
    if application.stage == Stage.DECISION:
        since = application.stage_since
        turns.go_back(application, to=Stage.INTERVIEW, since=since, at=at, by=by, reopening=reopening)
    else:
        since = at
        agreements.reopen_todos(reopening, at=at)
    interviews.wait_for_feedback(application, interview, at=since)
    told("feedback.waited_for_again", application, by, at, owner=member.name)


class Again(enum.Enum):
    """What became of the interview of a candidate who is taken up again."""

    NONE = enum.auto()
    ON = enum.auto()
    INVITED_AGAIN = enum.auto()
    TO_PLAN = enum.auto()


@transaction.atomic
def take_up_again(*, application: Application, by: Membership, at: datetime) -> Again:
    """Undoes an end: back to where the application was, with the interview that went off because of it.

    Cancellations that were not sent yet never go; who had one is invited again. Once its moment has passed
    it is to be planned again. Who handed in meanwhile is not asked again. Raises NotNow.
    """
    candidates.reopen(application=application, by=by, at=at)
    locked = turns.lock(application)
    if locked.stage != Stage.INTERVIEW:
        interviews.keep_again(locked, at=at)
        return Again.NONE
    owed = turns.open_todos(locked).filter(kind=Kind.FEEDBACK)
    interview = Interview.objects.get(pk=owed.values_list("target_id", flat=True)[0])
    if interview.is_cancelled and interview.ends_at <= at:
        turns.enter(locked, Stage.INVITED, at=at, by=by)
        return Again.TO_PLAN
    members, candidate = who_heard_it_is_off(interview)
    interviews.put_back(interview=interview, at=at)
    handed_in = owed.filter(owner__in=Feedback.objects.filter(interview=interview).values("author"))
    if handed_in.exists():
        _next_turn(interview, locked, handed_in, at=at, by=by)
    if interview.finished_at is not None:
        return Again.NONE
    return Again.INVITED_AGAIN if members or candidate else Again.ON


@transaction.atomic
def decide(
    *,
    application: Application,
    kind: str,
    reason: str,
    criteria: Sequence[Criterion],
    by: Membership,
    at: datetime,
    despite: str = "",
) -> Decision:
    """Offer, reject or another round, with its reason in terms of the criteria.

    An offer against a crucial criterion or somebody's no says why, in `despite`.

    Raises NotNow when it is not time to decide, Refused without a reason or criterion, for a reason that
    may not be one or says nothing, or without a word about what speaks against the offer.
    """
    locked = turns.lock(application)
    if locked.stage != Stage.DECISION:
        raise NotNow(_("There is nothing to decide for this candidate now."))
    if not reason.strip():
        raise Refused(_("Write the reason: the candidate gets an honest answer."))
    check_reason(reason)
    if not criteria:
        raise Refused(_("Choose at least one criterion that this decision rests on."))
    if any(criterion.scorecard.vacancy_id != locked.vacancy_id for criterion in criteria):
        raise Refused(_("The scorecard changed since you opened this page. Look at it again, please."))
    if kind != Decision.Kind.OFFER:
        despite = ""
    check_reason(despite)
    refuse_unspoken_doubts(application=locked, kind=kind, despite=despite, by=by)
    decision = Decision.objects.create(
        application=locked,
        kind=kind,
        reason=reason.strip(),
        despite=despite.strip(),
        decided_by=by,
        decided_at=at,
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


def refuse_unspoken_doubts(*, application: Application, kind: str, despite: str, by: Membership) -> None:
    """Raises UnspokenDoubts for an offer against what `by` may read, without a word about it in `despite`."""
    if kind == Decision.Kind.OFFER and not despite.strip() and queries.doubts_about(application, by):
        raise UnspokenDoubts(_("Say in a few words why an offer all the same."))


@transaction.atomic
def take_back_decision(*, application: Application, by: Membership, at: datetime) -> None:
    """Before anything followed from it: back to deciding. The decision stays in the record, and the recruiter
    hears that it does not stand. Raises NotNow."""
    locked = turns.lock(application)
    last = turns.last_change(locked)
    undoable = (Stage.OFFER, Stage.TO_TELL, Stage.INVITED)
    made = locked.stage == Stage.OFFER and not turns.open_todos(locked).filter(kind=Kind.MAKE_OFFER).exists()
    if locked.stage not in undoable or last is None or last.from_stage != Stage.DECISION or made:
        raise NotNow(_("Something followed from this decision already."))
    decision = locked.decisions.filter(taken_back_at=None).last()
    if decision is not None:
        decision.taken_back_at, decision.taken_back_by = at, by
        decision.save(update_fields=["taken_back_at", "taken_back_by"])
    turns.go_back(locked, to=Stage.DECISION, since=last.at, at=at, by=by)
    messages.decision_taken_back(application=locked, by=by, at=at)
    told("decision.taken_back", locked, by, at)
