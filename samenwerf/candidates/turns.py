"""Whose turn it is: the one place that moves an application, its waiting clock and its to-dos together.

Rule 3 of the design (a next step, an owner and a due time) and rule 4 (exactly one waiting state)
hold because nothing else writes stages, waiting periods or to-dos of applications.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.db.models import QuerySet

from samenwerf.accounts.models import Membership
from samenwerf.agreements import actions as agreements
from samenwerf.agreements.messages import Reply
from samenwerf.agreements.models import Todo
from samenwerf.agreements.rules import Kind
from samenwerf.candidates.access import RELATED
from samenwerf.candidates.models import IN_PROCESS, Application, Stage, StageChange, WaitingPeriod
from samenwerf.outbox import actions as outbox
from samenwerf.vacancies.models import Vacancy

Holder = WaitingPeriod.Holder


@dataclass(frozen=True)
class Turn:
    """What entering a stage asks, and whom the candidate then waits for."""

    kind: Kind
    holder: WaitingPeriod.Holder


# The stage "interview" is not here: the interviews app opens a turn for each interviewer.
TURNS: dict[str, Turn] = {
    Stage.NEW: Turn(Kind.PRESENT, Holder.RECRUITER),
    Stage.PRESENTED: Turn(Kind.REVIEW, Holder.HIRING_MANAGER),
    Stage.INVITED: Turn(Kind.PLAN_INTERVIEW, Holder.RECRUITER),
    Stage.DECISION: Turn(Kind.DECIDE, Holder.HIRING_MANAGER),
    Stage.OFFER: Turn(Kind.MAKE_OFFER, Holder.RECRUITER),
    Stage.TO_TELL: Turn(Kind.CALL_BACK, Holder.RECRUITER),
}

# What may become of the turn within the stage.
LATER_TURNS: dict[str, Turn] = {
    Stage.PRESENTED: Turn(Kind.ANSWER_QUESTION, Holder.RECRUITER),
    Stage.OFFER: Turn(Kind.HEAR_OFFER, Holder.CANDIDATE),
}


def lock(application: Application) -> Application:
    """The application as it is now, locked until the end of the transaction."""
    return Application.objects.select_for_update(of=("self",)).select_related(*RELATED).get(pk=application.pk)


def open_todos(application: Application) -> QuerySet[Todo]:
    return Todo.objects.filter(application_id=application.pk, closed_at=None)


def reviews_of(applications: Sequence[Application]) -> list[Todo]:
    """What the manager has to say yes or no to, of these."""
    ids = [application.pk for application in applications]
    asked = Todo.objects.filter(application_id__in=ids, kind=Kind.REVIEW, closed_at=None)
    read = asked.select_related("organization", "vacancy__recruiter", "owner__person", "owner__organization")
    return list(read.order_by("due_at", "pk"))


@transaction.atomic
def enter(
    application: Application,
    stage: str,
    *,
    at: datetime,
    by: Membership | None,
    reason: str = "",
    reply: Reply | None = None,
    tell: bool = True,
) -> None:
    """Moves a locked application into `stage`: closes what was open and starts the turn of that stage.

    With a `reply` it is the turn of somebody who asked something; the message to them says so.
    `tell` is that of `agreements.open_todo`.
    """
    move(application, stage, at=at, by=by, reason=reason)
    agreements.close_todos(open_todos(application), at=at, by=by)
    if stage in TURNS:
        turn = TURNS[stage]
        wait_for(application, turn.holder, at=at)
        ask(application, turn.kind, at=at, reply=reply, tell=tell)
    elif stage not in IN_PROCESS:
        stop_waiting(application, at=at)


@transaction.atomic
def go_back(
    application: Application,
    *,
    to: str,
    since: datetime,
    at: datetime,
    by: Membership | None,
    reopening: QuerySet[Todo] | None = None,
) -> None:
    """Undoes the last step of a locked application, taken at `since`: in the stage `to`, as if never left.

    The turns that the step ended (or those `reopening`) are open again and due when they were due, with who
    has that side of the vacancy now; the candidate waits as before, without a break; what the step asked
    lapses, and what it wrote and is not sent yet never goes. Nobody is told once more that it is their turn.
    """
    agreements.close_todos(open_todos(application), at=at, by=by, outcome=Todo.Outcome.LAPSED)
    outbox.withdraw(application_id=application.pk, since=since)
    _undo_move(application, to)
    ended = list(reopening) if reopening is not None else _ended_at(since, application, to)
    _wait_as_before(application, ended, since=since)
    if not ended:
        enter(application, to if to in TURNS else Stage.INVITED, at=at, by=by)
        return
    agreements.reopen_todos(Todo.objects.filter(pk__in=[todo.pk for todo in ended]), at=at)
    for todo in ended:
        _give_to_who_has_it_now(todo, application.vacancy, at=at)


def last_change(application: Application) -> StageChange | None:
    """The last step to another stage that stands."""
    return application.stage_changes.order_by("-at", "-pk").first()


def _undo_move(application: Application, stage: str) -> None:
    undone = last_change(application)
    if application.stage == stage or undone is None:
        return
    undone.delete()
    before = last_change(application)
    application.stage, application.closed_at = stage, None
    application.stage_since = before.at if before else application.created_at
    application.save(update_fields=["stage", "stage_since", "closed_at"])


def _turns_in(stage: str) -> list[Turn]:
    return [turns[stage] for turns in (TURNS, LATER_TURNS) if stage in turns]


def _ended_at(moment: datetime, application: Application, stage: str) -> list[Todo]:
    """The turn of this stage that was done at that moment: one, or that of each who held the interview.

    What waited for an intake that is signed by now is none: its clock has to start.
    """
    kinds = [turn.kind for turn in _turns_in(stage)] or [Kind.FEEDBACK]
    done = Todo.objects.filter(
        application_id=application.pk, kind__in=kinds, closed_at=moment, outcome=Todo.Outcome.DONE
    )
    if application.vacancy.intake_hash:
        done = done.filter(waits_for_intake=False)
    newest = list(done.order_by("-pk"))
    if not newest or newest[0].kind != Kind.FEEDBACK:
        return newest[:1]
    same = [todo for todo in newest if todo.target_id == newest[0].target_id]
    return list({todo.owner_id: todo for todo in reversed(same)}.values())


def _wait_as_before(application: Application, todos: Sequence[Todo], *, since: datetime) -> None:
    periods = WaitingPeriod.objects.filter(application=application)
    periods.filter(started_at__gte=since).delete()
    periods.filter(ended_at=since).update(ended_at=None)
    holders = {turn.kind: turn.holder for turn in (*TURNS.values(), *LATER_TURNS.values())}
    holder = next((holders.get(Kind(todo.kind)) for todo in todos), None)
    if holder is not None:
        wait_for(application, holder, at=since)
    elif not periods.filter(ended_at=None).exists():
        wait_for(application, Holder.APPOINTMENT, at=since)


def _give_to_who_has_it_now(todo: Todo, vacancy: Vacancy, *, at: datetime) -> None:
    """The vacancy may have been handed over meanwhile."""
    owner = _owner(vacancy, todo.kind)
    if todo.kind != Kind.FEEDBACK and todo.owner_id != owner.pk:
        Todo.objects.filter(pk=todo.pk).update(owner=owner)
        todo.refresh_from_db()
        agreements.send_again(todos=[todo], at=at)


def _owner(vacancy: Vacancy, kind: str) -> Membership:
    return vacancy.hiring_manager if kind in (Kind.REVIEW, Kind.DECIDE) else vacancy.recruiter


@transaction.atomic
def enter_new(
    applications: Sequence[Application], *, vacancy: Vacancy, at: datetime, by: Membership | None
) -> None:
    """`enter` for many new applications on one vacancy at once, in a fixed number of queries."""
    turn = TURNS[Stage.NEW]
    StageChange.objects.bulk_create(
        StageChange(application=application, to_stage=Stage.NEW, at=at, by=by) for application in applications
    )
    WaitingPeriod.objects.bulk_create(
        WaitingPeriod(application=application, holder=turn.holder, started_at=at)
        for application in applications
    )
    agreements.open_todos(
        vacancy=vacancy,
        kind=turn.kind,
        owner=vacancy.recruiter,
        things=[(application.pk, application.candidate.code) for application in applications],
        at=at,
    )


@transaction.atomic
def forget(applications: QuerySet[Application]) -> None:
    """Takes applications out again as if they had never come in, with their clocks and to-dos."""
    these = applications.order_by().values("pk")
    Todo.objects.filter(application_id__in=these).delete()
    StageChange.objects.filter(application__in=these).delete()
    WaitingPeriod.objects.filter(application__in=these).delete()
    applications.delete()


def move(
    application: Application, stage: str, *, at: datetime, by: Membership | None, reason: str = ""
) -> None:
    """Only the stage, with the row that says who and why."""
    if application.stage != stage:
        StageChange.objects.create(
            application=application, from_stage=application.stage, to_stage=stage, at=at, by=by, reason=reason
        )
    application.stage, application.stage_since = stage, at
    application.closed_at = None if stage in IN_PROCESS else at
    application.save(update_fields=["stage", "stage_since", "closed_at"])


def ask(
    application: Application,
    kind: Kind,
    *,
    at: datetime,
    owner: Membership | None = None,
    target_id: int | None = None,
    counts_from: datetime | None = None,
    tell: bool = True,
    reply: Reply | None = None,
) -> Todo:
    """Opens a to-do on this application; the owner is the side that the kind belongs to."""
    vacancy = application.vacancy
    return agreements.open_todo(
        vacancy=vacancy,
        kind=kind,
        owner=owner or _owner(vacancy, kind),
        target_id=target_id or application.pk,
        application_id=application.pk,
        code=application.candidate.code,
        counts_from=counts_from,
        at=at,
        tell=tell,
        reply=reply,
    )


def wait_for(application: Application, holder: WaitingPeriod.Holder, *, at: datetime) -> None:
    """From `at` on the candidate waits for `holder`; the period before ends at that same moment."""
    current = WaitingPeriod.objects.filter(application=application, ended_at=None).first()
    if current is None:
        WaitingPeriod.objects.create(application=application, holder=holder, started_at=at)
    elif current.holder == holder:
        return
    elif current.started_at >= at:
        # Two things in the same instant: the later one counts, a period of no length is none.
        current.holder = holder
        current.save(update_fields=["holder"])
    else:
        current.ended_at = at
        current.save(update_fields=["ended_at"])
        WaitingPeriod.objects.create(application=application, holder=holder, started_at=at)


def stop_waiting(application: Application, *, at: datetime) -> None:
    """The candidate knows the outcome; nobody holds anything up any more."""
    current = WaitingPeriod.objects.filter(application=application, ended_at=None).first()
    if current is None:
        return
    if current.started_at >= at:
        current.delete()
    else:
        current.ended_at = at
        current.save(update_fields=["ended_at"])
