"""What stands on the first page: whose turn it is, who waits, and what comes today."""

from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from typing import TypeVar

from django.db.models import Model, QuerySet
from django.utils import timezone

from samenwerf.accounts.models import Membership
from samenwerf.agreements import queries as agreements
from samenwerf.agreements.models import Todo
from samenwerf.agreements.rules import Kind
from samenwerf.candidates import access as candidates
from samenwerf.candidates import queries as candidate_lists
from samenwerf.candidates.models import Application, WaitingPeriod
from samenwerf.candidates.queries import turns_of, turns_of_others
from samenwerf.candidates.waiting import waiting_since
from samenwerf.home.turns import Turn, bundled, most_urgent_first, of_a_kind, turn_of, with_one_of
from samenwerf.home.vacancy_queries import with_words
from samenwerf.interviews import access as interviews
from samenwerf.interviews.models import Interview
from samenwerf.vacancies import access as vacancies
from samenwerf.vacancies.models import Vacancy

Row = TypeVar("Row", bound=Model)
# What fits on one page; the page says how many there are and shows the rest when asked.
MOST_TURNS = 25
ALL_TURNS = 300
# What a turn shows of a to-do, and where its button leads.
SHOWN = (
    "kind",
    "due_at",
    "nudged_at",
    "waits_for_intake",
    "owner_id",
    "application_id",
    "target_id",
    "vacancy__title",
)
# What is said of an interview that is coming.
COMING = (
    "round_name",
    "starts_at",
    "place",
    "application__candidate__name",
    "application__vacancy__title",
)


@dataclass(frozen=True)
class Today:
    mine: list[Turn]
    others: list[Turn]
    coming: list[Interview]
    # All there are, also those that did not fit.
    mine_total: int
    others_total: int
    # How many candidates wait for the employer.
    waiting: int
    # What to do when it is nobody's turn: open vacancies of this member without a candidate.
    without_candidates: list[Vacancy] = field(default_factory=list)
    # Whether this organization has had a vacancy, and a candidate; asked when nobody waits.
    has_vacancies: bool = True
    has_begun: bool = True

    @property
    def is_whole(self) -> bool:
        shown = [sum(turn.count for turn in turns) for turns in (self.mine, self.others)]
        return shown == [self.mine_total, self.others_total]


def today(member: Membership, at: datetime, *, whole: bool = False) -> Today:
    """The recruiter's page: own turns one by one unless they are many of a kind, those of others bundled.

    Most urgent first; of what is due at one moment, first what is furthest in the process.
    Others' turns are those on vacancies of this recruiter; who has none sees all of the organization.
    """
    most = ALL_TURNS if whole else MOST_TURNS
    mine = turns_of(member, agreements.open_for(member))
    others = turns_of_others(member, agreements.open_in(member.organization))
    waiting = _waiting().filter(application__organization=member.organization_id, application__closed_at=None)
    if Vacancy.objects.filter(organization=member.organization_id, recruiter=member).exists():
        others = others.filter(vacancy__recruiter=member)
        waiting = waiting.filter(application__vacancy__recruiter=member)
    kinds = of_a_kind(mine)
    many = [each for each in kinds if each.is_one_line_for(member)]
    my_todos = most_urgent_first(with_one_of(many, mine).only(*SHOWN)[:most], many)
    other_todos = list(others.only(*SHOWN, "owner__person__name")[:most])
    ids = {t.application_id for t in (*my_todos, *other_todos) if t.application_id}
    about = candidates.listed_for(member).filter(pk__in=ids).only("candidate__name")
    applications = {a.pk: a for a in about}
    waits = waiting_since(ids)
    counts = {each.first: each.count for each in many}
    own = [turn_of([todo], applications, waits, counts.get(todo.pk, 1)) for todo in my_todos]
    _say_who_answered(own)
    found = Today(
        mine=own,
        others=[turn_of(bundle, applications, waits, len(bundle)) for bundle in bundled(other_todos)],
        coming=coming_interviews(member, at),
        mine_total=sum(each.count for each in kinds),
        others_total=others.count() if len(other_todos) == most else len(other_todos),
        waiting=waiting.count(),
    )
    return found if found.mine else _with_next_steps(found, member)


def _say_who_answered(turns: list[Turn]) -> None:
    """The manager is ready with the questions: that is why the conversation can be held now."""
    talks = {turn.todo.vacancy_id: turn for turn in turns if turn.todo.kind == Kind.HOLD_INTAKE}
    if not talks:
        return
    answered = Todo.objects.filter(vacancy__in=talks, kind=Kind.ANSWER_INTAKE, outcome=Todo.Outcome.DONE)
    for vacancy_id, name in answered.values_list("vacancy_id", "owner__person__name"):
        talks[vacancy_id].answered_by = name


def _with_next_steps(found: Today, member: Membership) -> Today:
    """What a recruiter without a turn can start with."""
    ours = Vacancy.objects.filter(organization=member.organization_id)
    empty = ours.filter(recruiter=member, status=Vacancy.Status.OPEN, applications=None)
    has_begun = found.waiting > 0 or Application.objects.filter(organization=member.organization_id).exists()
    return replace(
        found,
        without_candidates=list(empty.only("title").order_by("-opened_at")[:3]),
        has_begun=has_begun,
        has_vacancies=has_begun or ours.exists(),
    )


def _waiting() -> QuerySet[WaitingPeriod]:
    """The candidates who wait for the employer now."""
    return WaitingPeriod.objects.filter(ended_at=None, holder__in=WaitingPeriod.EMPLOYER_SIDE)


@dataclass(frozen=True)
class YourTurn:
    turns: list[Turn]
    # Interviews still to come: there is only something to prepare.
    ahead: list[Turn]
    # How many turns there are, also those that did not fit.
    waiting: int
    is_whole: bool


def your_turn(member: Membership, *, whole: bool = False) -> YourTurn:
    """The page of a manager or interviewer: what waits now, most urgent first, then what is ahead."""
    most = ALL_TURNS if whole else MOST_TURNS
    mine = agreements.open_for(member)
    todos = list(mine.only(*SHOWN)[: most + 1])
    is_whole = len(todos) <= most
    todos = todos[:most]
    ids = {todo.application_id for todo in todos if todo.application_id}
    about = Application.objects.filter(pk__in=ids, organization=member.organization_id)
    applications = {a.pk: a for a in about.select_related("candidate").only("candidate__name")}
    waits = waiting_since(ids)
    lines = [turn_of([todo], applications, waits) for todo in todos]
    turns = [line for line in lines if not line.is_ahead]
    ahead = [line for line in lines if line.is_ahead]
    waiting = len(turns) if is_whole else turns_of(member, mine).count()
    return YourTurn(turns, ahead, waiting, is_whole)


def coming_interviews(member: Membership, at: datetime) -> list[Interview]:
    """Interviews from now until the end of tomorrow, in the time zone of the organization."""
    zone = member.organization.working_week.zone
    end = timezone.localtime(at, zone).replace(hour=0, minute=0, second=0, microsecond=0) + timedelta(days=2)
    found = interviews.listed_for(member).filter(cancelled_at=None, ends_at__gt=at, starts_at__lt=end)
    return list(found.only(*COMING).order_by("starts_at")[:10])


@dataclass(frozen=True)
class Found:
    """The first of what a search found, and how many there are of each."""

    vacancies: list[Vacancy]
    applications: list[Application]
    vacancy_total: int
    application_total: int

    def __bool__(self) -> bool:
        return bool(self.vacancies or self.applications)


def search(member: Membership, text: str, at: datetime, *, most: int = 8) -> Found:
    """Vacancies, and candidates on each of their vacancies, that hold all the words of `text`.

    In the lists of vacancies and of candidates the same words find the same, without a limit.
    """
    if not text.split():
        return Found([], [], 0, 0)
    found_vacancies, vacancy_total = _first(
        most, with_words(vacancies.visible_to(member), text).order_by("-created_at", "-pk")
    )
    found_applications, application_total = (
        _first(most, candidate_lists.applications(member, at, text=text)) if member.recruits else ([], 0)
    )
    return Found(found_vacancies, found_applications, vacancy_total, application_total)


def _first(most: int, found: QuerySet[Row]) -> tuple[list[Row], int]:
    """The first rows, and how many there are; they are counted only when there are more."""
    rows = list(found[: most + 1])
    if len(rows) <= most:
        return rows, len(rows)
    return rows[:most], found.select_related(None).order_by().count()
