"""Vacancies with what is going on in them: whose turn, what is late, who waits."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime

from django.core.paginator import Page, Paginator
from django.db.models import Count, F, Min, OuterRef, Q, QuerySet, Subquery, prefetch_related_objects
from django.db.models.functions import Coalesce

from samenwerf.accounts.models import Membership
from samenwerf.agreements.models import Agreement, Todo
from samenwerf.agreements.queries import FURTHEST_FIRST, ON_A_LINE, begun, open_todos
from samenwerf.agreements.rules import Kind
from samenwerf.candidates import access as candidates
from samenwerf.candidates.models import IN_PROCESS, Application, Stage, WaitingPeriod
from samenwerf.candidates.queries import somebodys_turns
from samenwerf.history.queries import Line, bundled, lines_of
from samenwerf.home.turns import OfAKind, Turn, most_urgent_first, of_a_kind, turn_of, with_one_of
from samenwerf.intake.completeness import Missing, missing
from samenwerf.intake.models import Intake, Signature
from samenwerf.intake.snapshot import content_of, hash_of
from samenwerf.vacancies import access
from samenwerf.vacancies.models import CLOSED, JobDocument, StatusChange, Vacancy

PER_PAGE = 30
MOST_TURNS = 8
MOST_LINES = 8
# What the list shows of a vacancy, and a page of whose turn it is.
LISTED = (
    "organization",
    "title",
    "department",
    "location",
    "status",
    "closed_at",
    "hiring_manager__person__name",
)
SHOWN = (*ON_A_LINE, "nudged_at", "vacancy_id", "application_id")
NOT_FOR_MANAGERS = (
    "candidate.added",
    "candidate.turned_down",
    "candidate.corrected",
    "candidate.file_added",
    "candidate.file_removed",
)

Status = Vacancy.Status
# What the list shows under one name, in this order; the first is what one sees without choosing.
FILTERS: dict[str, tuple[str, ...]] = {
    "running": (Status.INTAKE, Status.OPEN, Status.PAUSED),
    "intake": (Status.INTAKE,),
    "open": (Status.OPEN,),
    "paused": (Status.PAUSED,),
    "closed": CLOSED,
    "all": tuple(Status.values),
}


@dataclass
class Row:
    """One vacancy in the list."""

    vacancy: Vacancy
    in_process: int = 0
    late: int = 0
    # The most urgent turn, and since when the candidate who waits longest for the employer does so.
    todo: Todo | None = None
    waits_since: datetime | None = None


@dataclass(frozen=True)
class Overview:
    rows: list[Row]
    page: Page[Vacancy]
    counts: dict[str, int]

    @property
    def has_any(self) -> bool:
        """Whether this member has vacancies at all, whatever the filter."""
        return bool(self.counts["running"] or self.counts["closed"])


def overview(
    member: Membership, at: datetime, *, status: str = "running", text: str = "", number: object = 1
) -> Overview:
    """One page of the vacancies that `member` sees, the most urgent first; six queries, however many."""
    vacancies = access.visible_to(member)
    counts = _counts(vacancies)
    vacancies = with_words(vacancies.filter(status__in=FILTERS[status]), text)
    vacancies = vacancies.select_related(None).select_related("hiring_manager__person").only(*LISTED)
    urgent = begun(Todo.objects.filter(vacancy=OuterRef("pk"), closed_at=None)).order_by("due_at", "pk")
    if status == "closed":
        ordered = vacancies.order_by("-closed_at", "-pk")
    else:
        ordered = vacancies.order_by(F("next_due").asc(nulls_last=True), "-created_at", "-pk")
    ordered = (
        ordered.annotate(next_due=Subquery(urgent.values("due_at")[:1])) if status != "closed" else ordered
    )
    page = Paginator(ordered, PER_PAGE).get_page(number)  # type: ignore[arg-type]
    rows = {vacancy.pk: Row(vacancy) for vacancy in page}
    _add_todos(rows, at, member.recruits)
    _add_candidates(rows, member)
    return Overview(list(rows.values()), page, counts)


def with_words(vacancies: QuerySet[Vacancy], text: str) -> QuerySet[Vacancy]:
    """Those of which title, department, place or manager hold every word of `text`."""
    for word in text.split()[:6]:
        vacancies = vacancies.filter(
            Q(title__icontains=word)
            | Q(department__icontains=word)
            | Q(location__icontains=word)
            | Q(hiring_manager__person__name__icontains=word)
        )
    return vacancies


def _counts(vacancies: QuerySet[Vacancy]) -> dict[str, int]:
    by_status = {
        row["status"]: row["n"]
        for row in vacancies.order_by().select_related(None).values("status").annotate(n=Count("pk"))
    }
    return {name: sum(by_status.get(s, 0) for s in statuses) for name, statuses in FILTERS.items()}


def _add_todos(rows: dict[int, Row], at: datetime, recruits: bool) -> None:
    # As on the page of the vacancy: a manager does not see who was not presented.
    for_reader = Q(waits_for_intake=False) & (Q() if recruits else ~Q(kind=Kind.PRESENT))
    open_ones = Todo.objects.filter(for_reader, vacancy__in=rows, closed_at=None)
    late = open_ones.filter(due_at__lt=at).values("vacancy").annotate(n=Count("pk"))
    for found in late:
        rows[found["vacancy"]].late = found["n"]
    urgent = Todo.objects.filter(for_reader, vacancy=OuterRef("pk"), closed_at=None).order_by("due_at", "pk")
    most_urgent = Vacancy.objects.filter(pk__in=rows).values_list(Subquery(urgent.values("pk")[:1]))
    for todo in open_todos().filter(pk__in=most_urgent).only(*SHOWN):
        rows[todo.vacancy_id].todo = todo


def _add_candidates(rows: dict[int, Row], member: Membership) -> None:
    applications = Application.objects.filter(
        organization=member.organization_id, vacancy__in=rows, closed_at=None
    )
    if not member.recruits:
        applications = applications.exclude(stage=Stage.NEW)
    for found in applications.values("vacancy").annotate(n=Count("pk")):
        rows[found["vacancy"]].in_process = found["n"]
    for pk, since in longest_waits(rows, member.recruits).items():
        rows[pk].waits_since = since


def longest_waits(vacancy_ids: Iterable[int], with_new: bool = True) -> dict[int, datetime]:
    """Vacancy id → since when the candidate who waits longest for the employer does so. One query.

    Without those who were not presented yet when not `with_new`: a manager does not see them.
    As `candidates.waiting.silent_since`, in SQL: a wait began when the candidate or an appointment last
    let go, or else at the very start.
    """
    own = WaitingPeriod.objects.filter(application=OuterRef("application"))
    let_go = own.exclude(holder__in=WaitingPeriod.EMPLOYER_SIDE).order_by("-ended_at").values("ended_at")[:1]
    began = own.order_by("started_at").values("started_at")[:1]
    waiting = (
        WaitingPeriod.objects.filter(
            Q() if with_new else ~Q(application__stage=Stage.NEW),
            ended_at=None,
            holder__in=WaitingPeriod.EMPLOYER_SIDE,
            application__vacancy__in=list(vacancy_ids),
            application__closed_at=None,
        )
        .annotate(since=Coalesce(Subquery(let_go), Subquery(began)))
        .order_by()
        .values("application__vacancy")
        .annotate(longest=Min("since"))
    )
    return {row["application__vacancy"]: row["longest"] for row in waiting}


@dataclass(frozen=True)
class StageCount:
    stage: Stage
    count: int

    @property
    def label(self) -> str:
        return str(self.stage.label)


@dataclass
class Hub:
    """Everything on the page of one vacancy."""

    vacancy: Vacancy
    turns: list[Turn]
    has_more_turns: bool
    in_process: int
    stages: list[StageCount]
    closed_candidates: int
    hired: int
    waits_since: datetime | None
    documents: list[JobDocument]
    history: list[Line]
    has_more_history: bool
    agreements: list[Agreement]
    last_change: StatusChange | None
    intake: Intake | None = None
    missing: list[Missing] = field(default_factory=list)
    signed_sides: set[str] = field(default_factory=set)


def hub(vacancy: Vacancy, *, for_member: Membership, language: str, all_history: bool = False) -> Hub:
    """The page of this vacancy; the caller made sure that `for_member` may see it.

    A manager does not see candidates who were not presented: not in the numbers, not in the history.
    """
    recruits = for_member.recruits
    open_now = open_todos().filter(vacancy=vacancy).only(*SHOWN)
    open_now = open_now.order_by("waits_for_intake", "due_at", FURTHEST_FIRST, "pk")
    if not recruits:
        open_now = open_now.exclude(kind=Kind.PRESENT)
    is_open_to_candidates = vacancy.status != Status.INTAKE
    if is_open_to_candidates:
        open_now = somebodys_turns(open_now)
    kinds = of_a_kind(open_now)
    turns = _turns(kinds, open_now, for_member)
    by_stage = _by_stage(vacancy, recruits) if is_open_to_candidates else {}
    stages = [StageCount(stage, by_stage[stage]) for stage in IN_PROCESS if by_stage.get(stage)]
    shown = lines_of(
        organization=vacancy.organization,
        vacancy_id=vacancy.pk,
        without=() if recruits else NOT_FOR_MANAGERS,
        limit=500 if all_history else MOST_LINES * 4,
    )
    in_short = bundled(shown)
    found = Hub(
        vacancy=vacancy,
        turns=turns[:MOST_TURNS],
        has_more_turns=len(turns) > MOST_TURNS,
        # Before the intake is signed each candidate has one open to-do.
        in_process=sum(stage.count for stage in stages) or sum(each.candidates for each in kinds),
        stages=stages,
        closed_candidates=sum(n for stage, n in by_stage.items() if stage not in IN_PROCESS),
        hired=by_stage.get(Stage.HIRED, 0),
        waits_since=longest_waits([vacancy.pk], recruits).get(vacancy.pk) if by_stage else None,
        documents=list(vacancy.documents.defer("text").order_by("-uploaded_at", "-pk")),
        history=shown if all_history else in_short[:MOST_LINES],
        has_more_history=not all_history and (len(in_short) > MOST_LINES or len(in_short) < len(shown)),
        agreements=[],
        last_change=None,
    )
    if vacancy.status == Status.INTAKE:
        _add_intake(found, language)
    else:
        found.agreements = list(Agreement.objects.filter(vacancy=vacancy).order_by("pk"))
    if vacancy.status in (Status.PAUSED, *CLOSED):
        changes = vacancy.status_changes.filter(to_status=vacancy.status)
        found.last_change = changes.select_related("by__person").last()
    return found


def _turns(kinds: list[OfAKind], todos: QuerySet[Todo], member: Membership) -> list[Turn]:
    """One more than fits on the page, when there are more; each with its candidate when `member` may know."""
    many = {each.first: each for each in kinds if each.is_one_line_for(member)}
    shown = most_urgent_first(with_one_of(many.values(), todos)[: MOST_TURNS + 1], many.values())
    ids = [todo.application_id for todo in shown if todo.application_id and todo.pk not in many]
    seen = candidates.listed_for(member).filter(pk__in=ids).only("candidate__name")
    about = {application.pk: application for application in seen} if ids else {}
    return [turn_of([todo], about, {}, many[todo.pk].count if todo.pk in many else 1) for todo in shown]


def _by_stage(vacancy: Vacancy, recruits: bool) -> dict[str, int]:
    applications = Application.objects.filter(vacancy=vacancy)
    if not recruits:
        applications = applications.exclude(stage=Stage.NEW)
    return dict(applications.values_list("stage").annotate(n=Count("pk")).order_by())


def _add_intake(found: Hub, language: str) -> None:
    intake = getattr(found.vacancy, "intake", None)
    if intake is None:
        return
    prefetch_related_objects([intake], "answers", "requirements", "rounds", "signatures")
    found.intake = intake
    found.missing = missing(intake, language)
    if signatures := list(intake.signatures.all()):
        present = hash_of(content_of(intake))
        found.signed_sides = {s.side for s in signatures if s.content_hash == present}


def waits_for_signature_of(found: Hub) -> str:
    """The side that has to sign after the other did; empty when nobody or both did."""
    left = set(Signature.Side.values) - found.signed_sides
    return left.pop() if len(left) == 1 else ""
