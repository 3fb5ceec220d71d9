"""Lists of candidates and applications, each in a fixed number of queries."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import cast

from django.core.paginator import Paginator
from django.db.models import Count, Exists, OuterRef, Q, QuerySet, Window
from django.db.models.functions import RowNumber
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from samenwerf.accounts.models import Membership, Person
from samenwerf.agreements.models import Todo
from samenwerf.agreements.queries import ON_A_LINE, begun, open_for, open_of_application, open_todos
from samenwerf.agreements.rules import Kind
from samenwerf.candidates import access
from samenwerf.candidates.models import (
    IN_PROCESS,
    Application,
    Candidate,
    ImportRun,
    ReviewLine,
    Stage,
    StageChange,
    WaitingPeriod,
)
from samenwerf.candidates.waiting import silent_since, waiting_since
from samenwerf.vacancies import access as vacancies
from samenwerf.vacancies.models import Vacancy

A_PAGE = 25
A_COLUMN = 50
# More than this on a board, and one looks for a name.
A_LOOK = 12
TURN_FILTERS = {"mine": _("My turn"), "others": _("Somebody else's turn"), "late": _("Late")}
BOARD_STAGES = IN_PROCESS
# What the list shows of an application, and a page of whose turn it is.
LISTED = ("stage", "stage_since", "closed_at", "candidate__code", "candidate__name", "vacancy__title")
ON_BOARD = ("stage", "closed_at", "candidate__name")
OF_CANDIDATE = ("stage", "stage_since", "closed_at", "vacancy__title")
SHOWN = (*ON_A_LINE, "nudged_at", "application_id")


@dataclass(frozen=True)
class Standing:
    """An application with whose turn it is and how long the candidate has been waiting for us."""

    application: Application
    todo: Todo | None
    waits_since: datetime | None


def candidate_waits() -> Q:
    """To-dos on a candidate who waits for the employer now."""
    waiting = WaitingPeriod.objects.filter(ended_at=None, holder__in=WaitingPeriod.EMPLOYER_SIDE)
    return Q(Exists(waiting.filter(application=OuterRef("application_id"))))


def is_turn_of(member: Membership) -> Q:
    """Of to-dos that are somebody's turn: this member's. The answer to an offer is the candidate's turn."""
    return Q(owner=member) & ~Q(kind=Kind.HEAR_OFFER)


def turns_of(member: Membership, todos: QuerySet[Todo]) -> QuerySet[Todo]:
    """What counts as this member's turn, in every number and every list."""
    return somebodys_turns(todos).filter(is_turn_of(member))


def turns_of_others(member: Membership, todos: QuerySet[Todo]) -> QuerySet[Todo]:
    """What counts as a turn of a colleague or of the candidate."""
    return somebodys_turns(todos).exclude(is_turn_of(member))


def somebodys_turns(todos: QuerySet[Todo]) -> QuerySet[Todo]:
    """Not feedback before the interview is over, nor what waits for the intake to be signed."""
    return begun(todos).exclude(Q(kind=Kind.FEEDBACK) & ~candidate_waits())


def standings(applications: Iterable[Application]) -> list[Standing]:
    """Two queries, however many applications."""
    found = list(applications)
    ids = [application.pk for application in found if application.is_in_process]
    todos: dict[int | None, Todo] = {}
    for todo in open_todos().filter(application_id__in=ids).only(*SHOWN):
        todos.setdefault(todo.application_id, todo)
    waits = waiting_since(ids)
    return [Standing(a, todos.get(a.pk), waits.get(a.pk)) for a in found]


def applications(
    member: Membership,
    at: datetime,
    *,
    text: str = "",
    stage: str = "",
    turn: str = "",
    vacancy_id: int | None = None,
) -> QuerySet[Application]:
    """The newest first; every word of `text` is in the name, the e-mail address, or is the code."""
    listed = access.listed_for(member).select_related("vacancy").only(*LISTED)
    found = listed.order_by("-created_at", "-pk")
    if stage == "in_process":
        found = found.filter(closed_at=None)
    elif stage in Stage.values:
        found = found.filter(stage=stage)
    if vacancy_id:
        found = found.filter(vacancy=vacancy_id)
    if turn in TURN_FILTERS:
        todos = Todo.objects.filter(organization=member.organization_id, closed_at=None)
        if turn == "mine":
            todos = turns_of(member, todos)
        elif turn == "late":
            todos = begun(todos.filter(due_at__lt=at))
        else:
            todos = turns_of_others(member, todos)
        found = found.filter(pk__in=todos.filter(application_id__isnull=False).values("application_id"))
    return with_words(found, text)


def with_words(found: QuerySet[Application], text: str) -> QuerySet[Application]:
    """Those of whom every word is in the name, the e-mail address, or is the code."""
    for word in text.split()[:6]:
        found = found.filter(
            Q(candidate__name__icontains=word)
            | Q(candidate__email__icontains=word)
            | Q(candidate__code__iexact=word)
        )
    return found


def next_like(application: Application, stage: str) -> Application | None:
    """Who waits longest in `stage` on the same vacancy, with how many stand there: `left`. One query."""
    others = Application.objects.filter(vacancy=application.vacancy_id, stage=stage)
    found = others.exclude(pk=application.pk).select_related("candidate").order_by("stage_since", "pk")
    return found.annotate(left=Window(Count("pk"))).first()


def applications_of(member: Membership, candidate: Candidate) -> QuerySet[Application]:
    """The newest first, each with its vacancy."""
    own = access.listed_for(member).filter(candidate=candidate).order_by("-created_at", "-pk")
    return own.select_related(None).select_related("vacancy").only(*OF_CANDIDATE)


class Pages(Paginator[Application]):
    """Counts without the joins of the list."""

    @cached_property
    def count(self) -> int:
        found = cast("QuerySet[Application]", self.object_list)
        return found.select_related(None).order_by().count()


@dataclass(frozen=True)
class Column:
    stage: str
    label: str
    standings: list[Standing]
    total: int

    @property
    def more(self) -> int:
        return self.total - len(self.standings)


def to_present(member: Membership, vacancy: Vacancy) -> QuerySet[Application]:
    """Who is new on this vacancy, longest waiting first."""
    return access.listed_for(member).filter(vacancy=vacancy, stage=Stage.NEW).order_by("stage_since", "pk")


@dataclass(frozen=True)
class Board:
    columns: list[Column]
    # How the other applications ended: stage, its label, and number.
    closed: list[tuple[str, str, int]]
    # Stage → how many stand there, also those that were not looked for.
    everybody: dict[str, int]

    @property
    def is_empty(self) -> bool:
        return not self.everybody

    @property
    def is_long(self) -> bool:
        """Whether finding somebody takes more than a look."""
        return sum(self.everybody.get(stage, 0) for stage in BOARD_STAGES) > A_LOOK

    @property
    def found(self) -> int:
        return sum(column.total for column in self.columns)

    def in_front(self, stage: str) -> str:
        """The column to show where only one fits: `stage`, or else the first with somebody in it."""
        if stage in BOARD_STAGES:
            return stage
        return next((column.stage for column in self.columns if column.total), BOARD_STAGES[0])


def board(member: Membership, vacancy: Vacancy, text: str = "") -> Board:
    """The pipeline: per stage those who wait longest, at most fifty a column.

    With `text` only those of whom every word of it is in the name, as in the list.
    """
    visible = access.listed_for(member).filter(vacancy=vacancy)
    everybody = _by_stage(visible)
    visible = with_words(visible, text)
    totals = _by_stage(visible) if text else everybody
    shown = visible.filter(closed_at=None).only(*ON_BOARD).order_by("stage_since", "pk")
    if max(totals.values(), default=0) > A_COLUMN:
        place = Window(RowNumber(), partition_by="stage", order_by=["stage_since", "pk"])
        shown = shown.annotate(place=place).filter(place__lte=A_COLUMN)
    by_stage: dict[str, list[Standing]] = {}
    for standing in standings(shown):
        by_stage.setdefault(standing.application.stage, []).append(standing)
    return Board(
        columns=[
            Column(stage, str(Stage(stage).label), by_stage.get(stage, []), totals.get(stage, 0))
            for stage in BOARD_STAGES
        ],
        closed=sorted(
            (stage, str(Stage(stage).label), n) for stage, n in totals.items() if stage not in IN_PROCESS
        ),
        everybody=everybody,
    )


def _by_stage(found: QuerySet[Application]) -> dict[str, int]:
    rows = found.select_related(None).order_by().values_list("stage")
    return dict(rows.annotate(n=Count("pk")))


@dataclass(frozen=True)
class Wait:
    """One stretch of the waiting bar, which is 1000 wide; its place in it is to scale."""

    period: WaitingPeriod
    length: timedelta
    x: int
    width: int


def waits(periods: Iterable[WaitingPeriod], at: datetime) -> list[Wait]:
    """Who held this candidate up, for how long, from the start on."""
    periods = list(periods)
    whole = sum((period.lasts(at) for period in periods), timedelta()) or timedelta(seconds=1)
    found, x = [], 0.0
    for period in periods:
        length = period.lasts(at)
        width = 1000 * (length / whole)
        found.append(Wait(period, length, round(x), max(round(width), 2)))
        x += width
    return found


def standing_of(application: Application, periods: Sequence[WaitingPeriod]) -> Standing:
    """The standing of one application whose waiting periods are known already. One query."""
    if not application.is_in_process:
        return Standing(application, None, None)
    todo = open_of_application(application.pk).only(*SHOWN).first()
    return Standing(application, todo, silent_since(periods))


# These come with a reason, which a candidate may hear.
ENDS_WITH_REASON = (Stage.TO_TELL, Stage.REJECTED, Stage.WITHDRAWN)


def reasons(applications: Iterable[Application]) -> dict[int, str]:
    """Application id → why it is a no, or why the candidate stopped, as somebody wrote it down."""
    ids = [application.pk for application in applications if application.stage in ENDS_WITH_REASON]
    if not ids:
        return {}
    given = StageChange.objects.filter(application__in=ids, to_stage__in=ENDS_WITH_REASON).exclude(reason="")
    return dict(given.order_by("at", "pk").values_list("application_id", "reason"))


@dataclass(frozen=True)
class Said:
    """One thing said about a presentation."""

    verdict: str
    text: str
    requirement_id: int | None
    requirement_text: str
    at: datetime
    by: str
    # When it was taken back, if it was.
    taken_back_at: datetime | None = None

    @property
    def label(self) -> str:
        return str(ReviewLine.Verdict(self.verdict).label)


@dataclass(frozen=True)
class Presented:
    """A candidate put before the manager: when, by whom, and everything said about it."""

    at: datetime
    by: str
    lines: list[Said]

    @property
    def first_name(self) -> str:
        return Person(name=self.by).first_name


SAID = ("verdict", "text", "requirement_id", "requirement_text", "at", "by__person__name")


def conversation(application: Application) -> list[Presented]:
    """Presentations with everything said about them, oldest first. One query.

    What was taken back stays, and says so.
    """
    rows = application.presentations.order_by("presented_at", "pk", "lines__at", "lines__pk").values_list(
        "pk", "presented_at", "presented_by__person__name", *(f"lines__{name}" for name in SAID)
    )
    found: dict[int, Presented] = {}
    for pk, at, by, *said in rows:
        presented = found.setdefault(pk, Presented(at, by, []))
        line = Said(*said) if said[0] else None
        if line is None:
            continue
        if line.verdict == ReviewLine.Verdict.TAKEN_BACK and presented.lines:
            presented.lines[-1] = replace(presented.lines[-1], taken_back_at=line.at)
        else:
            presented.lines.append(line)
    return list(found.values())


def also_waiting(member: Membership, application: Application) -> QuerySet[Todo]:
    """The other candidates of this vacancy that wait for this manager's answer, most urgent first."""
    waiting = open_for(member).filter(kind=Kind.REVIEW, vacancy=application.vacancy_id)
    return waiting.exclude(application_id=application.pk).order_by("due_at", "pk")


def vacancies_to_choose(member: Membership) -> list[tuple[int, str]]:
    """For a filter: id and title of the newest vacancies."""
    found = vacancies.visible_to(member).order_by("-created_at").values_list("pk", "title")
    return list(found[:200])


def earlier_import(member: Membership, columns: list[str]) -> ImportRun | None:
    """The last list of this organization with the same columns, whose mapping somebody chose and kept."""
    if not any(columns):
        return None
    runs = ImportRun.objects.filter(organization=member.organization_id).exclude(
        state__in=(ImportRun.State.MAPPING, ImportRun.State.UNDONE)
    )
    recent = runs.only("columns", "mapping").order_by("-started_at")[:50]
    return next((run for run in recent if run.columns == columns), None)


def recent_imports(member: Membership, vacancy: Vacancy) -> list[ImportRun]:
    """The last lists on this vacancy, to go on with or to look back at."""
    runs = ImportRun.objects.filter(organization=member.organization_id, vacancy=vacancy)
    found = runs.defer("problems", "duplicates").select_related("started_by__person")
    return list(found.order_by("-started_at")[:5])


def never_came_to_talk(member: Membership) -> QuerySet[Application]:
    """Applications that are new or wait for a no, of candidates who had no interview for them."""
    talked = StageChange.objects.filter(application=OuterRef("pk"), to_stage=Stage.INTERVIEW)
    waiting = access.listed_for(member).filter(stage__in=(Stage.NEW, Stage.TO_TELL))
    return waiting.exclude(Exists(talked)).order_by("-stage", "candidate__name", "pk")


def can_be_told_by_mail(member: Membership) -> QuerySet[Application]:
    """Of those the ones with an e-mail address."""
    return never_came_to_talk(member).exclude(candidate__email="")
