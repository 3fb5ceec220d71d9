"""What stands on the first page: whose turn it is, who waits, and what comes today."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from django.db.models import Q, QuerySet
from django.utils import timezone

from samenwerf.accounts.models import Membership
from samenwerf.agreements import queries as agreements
from samenwerf.agreements.models import Todo
from samenwerf.candidates import access as candidates
from samenwerf.candidates.models import Application, Candidate
from samenwerf.candidates.waiting import waiting_since
from samenwerf.interviews import access as interviews
from samenwerf.interviews.models import Interview
from samenwerf.vacancies import access as vacancies
from samenwerf.vacancies.models import Vacancy

# More than this on one page helps nobody; the page says how many there are.
MOST_TURNS = 60


@dataclass
class Turn:
    """One line on the first page: to-dos of one kind, for one person, on one vacancy."""

    todos: list[Todo]
    applications: list[Application] = field(default_factory=list)
    waits_since: datetime | None = None

    @property
    def todo(self) -> Todo:
        """The most urgent of them."""
        return self.todos[0]

    @property
    def application(self) -> Application | None:
        return self.applications[0] if len(self.applications) == 1 else None


@dataclass(frozen=True)
class Today:
    mine: list[Turn]
    others: list[Turn]
    coming: list[Interview]
    # How many candidates wait for the employer, and for this member.
    waiting: int
    waiting_for_me: int
    # How many lines did not fit.
    more: int


def today(member: Membership, at: datetime) -> Today:
    """The recruiter's page: own turns one by one, those of others bundled, most urgent first.

    Others' turns are those on vacancies of this recruiter; who has none sees all of the organization.
    """
    mine = agreements.open_for(member)
    others = agreements.open_in(member.organization).exclude(owner=member)
    own = Vacancy.objects.filter(organization=member.organization_id, recruiter=member)
    if own.exists():
        others = others.filter(vacancy__recruiter=member)
    # A turn to give feedback exists from the planning on, but nobody waits for it before the interview.
    others = others.filter(Q(due_at__lte=at + timedelta(days=14)))
    my_todos, other_todos = list(mine[: MOST_TURNS + 1]), list(others[: MOST_TURNS + 1])
    ids = {t.application_id for t in (*my_todos, *other_todos) if t.application_id}
    applications = {a.pk: a for a in candidates.listed_for(member).filter(pk__in=ids)}
    waits = waiting_since(ids)
    my_turns = [_turn([todo], applications, waits) for todo in my_todos if _has_begun(todo, waits)]
    other_turns = [
        _turn(bundle, applications, waits)
        for bundle in _bundled(todo for todo in other_todos if _has_begun(todo, waits))
    ]
    return Today(
        mine=my_turns[:MOST_TURNS],
        others=other_turns[:MOST_TURNS],
        coming=coming_interviews(member, at),
        waiting=len(waits),
        waiting_for_me=len({t.application_id for t in my_todos if t.application_id in waits}),
        more=max(len(my_turns) - MOST_TURNS, 0) + max(len(other_turns) - MOST_TURNS, 0),
    )


def your_turn(member: Membership) -> list[Turn]:
    """The page of a manager or interviewer: one thing after the other, most urgent first."""
    todos = list(agreements.open_for(member)[:MOST_TURNS])
    ids = {todo.application_id for todo in todos if todo.application_id}
    applications = {
        a.pk: a
        for a in Application.objects.filter(pk__in=ids, organization=member.organization_id).select_related(
            "candidate", "vacancy"
        )
    }
    waits = waiting_since(ids)
    return [_turn([todo], applications, waits) for todo in todos]


def coming_interviews(member: Membership, at: datetime) -> list[Interview]:
    """Interviews from now until the end of tomorrow, in the time zone of the organization."""
    zone = member.organization.working_week.zone
    end = timezone.localtime(at, zone).replace(hour=0, minute=0, second=0, microsecond=0) + timedelta(days=2)
    found = interviews.visible_to(member).filter(cancelled_at=None, ends_at__gt=at, starts_at__lt=end)
    return list(found.order_by("starts_at")[:10])


def _has_begun(todo: Todo, waits: dict[int, datetime]) -> bool:
    """Feedback is nobody's turn until the interview is over and the candidate waits for it."""
    return todo.kind != "feedback" or todo.application_id in waits


def _turn(todos: list[Todo], applications: dict[int, Application], waits: dict[int, datetime]) -> Turn:
    ids = [todo.application_id for todo in todos if todo.application_id]
    since = [waits[pk] for pk in ids if pk in waits]
    return Turn(
        todos=todos,
        applications=[applications[pk] for pk in ids if pk in applications],
        waits_since=min(since, default=None),
    )


def _bundled(todos: Iterable[Todo]) -> list[list[Todo]]:
    """Same person, same vacancy, same thing to do: one line, in the order of the most urgent."""
    bundles: dict[tuple[int, int, str], list[Todo]] = {}
    for todo in todos:
        bundles.setdefault((todo.owner_id, todo.vacancy_id, todo.kind), []).append(todo)
    return list(bundles.values())


@dataclass(frozen=True)
class Found:
    vacancies: list[Vacancy]
    candidates: list[Candidate]

    def __bool__(self) -> bool:
        return bool(self.vacancies or self.candidates)


def search(member: Membership, text: str, *, most: int = 8) -> Found:
    """Vacancies and candidates whose name, title, code or e-mail holds all the words of `text`."""
    words = text.split()[:6]
    if not words:
        return Found([], [])
    found_vacancies: QuerySet[Vacancy] = vacancies.visible_to(member).order_by("-created_at")
    found_candidates = candidates.candidates_visible_to(member).order_by("name")
    for word in words:
        found_vacancies = found_vacancies.filter(
            Q(title__icontains=word) | Q(department__icontains=word) | Q(location__icontains=word)
        )
        found_candidates = found_candidates.filter(
            Q(name__icontains=word) | Q(email__icontains=word) | Q(code__iexact=word)
        )
    return Found(list(found_vacancies[:most]), list(found_candidates[:most]))
