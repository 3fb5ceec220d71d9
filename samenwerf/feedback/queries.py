"""Candidates against criteria, with only the scores that the reader may see (rule 5, in `access`)."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from django.db.models import Case, Exists, Min, OuterRef, Q, QuerySet, Subquery, When

from samenwerf import content
from samenwerf.accounts.models import Membership
from samenwerf.agreements import queries as agreements
from samenwerf.agreements.models import Todo
from samenwerf.agreements.rules import Kind
from samenwerf.candidates.models import Application, Stage
from samenwerf.feedback import access
from samenwerf.feedback.matrix import Cell, to_discuss
from samenwerf.feedback.models import Decision, Feedback, Verdict
from samenwerf.interviews.models import Interview
from samenwerf.scorecards.models import Criterion
from samenwerf.vacancies.models import Vacancy

ORDERS = {"time": ("first_interview_at", "pk"), "name": ("candidate__name", "pk")}
# Who is to be decided on comes first, who got a no or stopped last.
OUT_OF_THE_RUNNING = [Stage.TO_TELL, Stage.REJECTED, Stage.WITHDRAWN]
URGENCY = Case(When(stage=Stage.DECISION, then=0), When(stage__in=OUT_OF_THE_RUNNING, then=2), default=1)
# A debrief compares a handful; a vacancy with more shows the latest and says so.
MOST = 40
# What is shown of a turn.
TURN = (*agreements.ON_A_LINE, "application_id", "target_id")
# What is read of feedback, and of a decision with who took it.
READ = (
    "verdict",
    "observed",
    "memo__seconds",
    "number",
    "reason",
    "handed_in_at",
    "author__person__name",
    "interview__application",
    "interview__round_name",
)
DECIDED = (
    "application",
    "kind",
    "reason",
    "despite",
    "decided_at",
    "taken_back_at",
    "decided_by__person__name",
)

# The stage and the turn that each decision leads to.
FOLLOWS = {
    Decision.Kind.OFFER: (Stage.OFFER, Kind.MAKE_OFFER),
    Decision.Kind.REJECT: (Stage.TO_TELL, Kind.CALL_BACK),
    Decision.Kind.ANOTHER_ROUND: (Stage.INVITED, Kind.PLAN_INTERVIEW),
}


@dataclass(frozen=True)
class Given:
    """What one person gave for one criterion; no level is "not enough evidence"."""

    author: Membership
    level: int | None
    observed: str


@dataclass(frozen=True)
class Column:
    """One criterion of one candidate: who gave what, and the arithmetic on it."""

    criterion: Criterion
    given: list[Given]
    cell: Cell


@dataclass(frozen=True)
class Doubt:
    """A crucial criterion that was not met: who gave too little, or nobody when nobody saw enough of it."""

    criterion: Criterion
    too_little: list[Given]


@dataclass(frozen=True)
class Doubts:
    """What speaks against an offer: the page says it and asks, it never decides."""

    crucial: list[Doubt]
    noes: list[Feedback]

    def __bool__(self) -> bool:
        return bool(self.crucial or self.noes)


@dataclass
class Row:
    """One candidate in the debrief."""

    application: Application
    # Whether the reader still has to hand in, and so sees nothing of others.
    hidden: bool
    # Whether others did hand in: that is no secret, what they gave is.
    others_handed_in: bool
    feedback: list[Feedback]
    columns: list[Column]
    todos: list[Todo]
    decisions: list[Decision] = field(default_factory=list)

    @property
    def discussion(self) -> list[Column]:
        """The criteria of this candidate, largest disagreement first."""
        columns = {column.criterion.pk: column for column in self.columns}
        return [columns[pk] for pk in to_discuss({pk: column.cell for pk, column in columns.items()})]

    @property
    def verdicts(self) -> list[Feedback]:
        """The verdict of each person on their last interview with this candidate."""
        return last_words(self.feedback)

    @property
    def doubts(self) -> Doubts:
        return doubts(self.columns, self.feedback)

    @property
    def owing(self) -> list[Todo]:
        return [todo for todo in self.todos if todo.kind == Kind.FEEDBACK]

    @property
    def can_decide(self) -> bool:
        return self.application.stage == Stage.DECISION

    @property
    def decision(self) -> Decision | None:
        """The decision that stands now."""
        standing = [each for each in self.decisions if each.taken_back_at is None]
        return standing[-1] if standing and not self.can_decide else None

    @property
    def can_take_back(self) -> bool:
        """Whether nothing followed from the decision yet: the turn that it opened is still the open one."""
        if self.decision is None:
            return False
        follows = FOLLOWS[Decision.Kind(self.decision.kind)]
        return self.application.stage == follows[0] and follows[1] in {todo.kind for todo in self.todos}


def criteria_of(vacancy_id: int) -> list[Criterion]:
    return list(Criterion.objects.filter(scorecard__vacancy=vacancy_id))


def interviewed(vacancy: Vacancy, order: str) -> QuerySet[Application]:
    """Applications of this vacancy with an interview that was held or is set, by time or by name; those to
    decide on first, those who got a no or stopped last.

    Never by score: whoever sees a ranking first stops weighing.
    """
    held = Interview.objects.filter(application=OuterRef("pk"), cancelled_at=None)
    return (
        Application.objects.filter(vacancy=vacancy)
        .filter(Exists(held))
        .annotate(first_interview_at=Min("interviews__starts_at", filter=Q(interviews__cancelled_at=None)))
        .select_related("candidate")
        .only("stage", "candidate__code", "candidate__name")
        .order_by(URGENCY, *ORDERS[order])
    )


def debrief(
    applications: QuerySet[Application], criteria: Sequence[Criterion], member: Membership
) -> list[Row]:
    """A row for each of `applications`, in their order; the same number of queries for any number."""
    others = Feedback.objects.filter(interview__application=OuterRef("pk")).exclude(author=member)
    annotated = applications.annotate(
        owed=Exists(access.owed_by(member, application=OuterRef("pk"))), others_handed_in=Exists(others)
    )
    found = list(annotated[:MOST])
    ids = [application.pk for application in found]
    feedback = feedback_by_application(member, ids)
    todos = defaultdict(list)
    for todo in agreements.open_todos().filter(application_id__in=ids).only(*TURN):
        todos[todo.application_id].append(todo)
    decisions = defaultdict(list)
    taken = Decision.objects.filter(application__in=ids).select_related("decided_by__person").only(*DECIDED)
    for decision in taken.prefetch_related("criteria"):
        decisions[decision.application_id].append(decision)
    return [
        Row(
            application=application,
            hidden=application.owed,
            others_handed_in=application.others_handed_in,
            feedback=feedback[application.pk],
            columns=columns(criteria, feedback[application.pk]),
            todos=todos[application.pk],
            decisions=decisions[application.pk],
        )
        for application in found
    ]


def feedback_by_application(member: Membership, ids: Iterable[int]) -> dict[int, list[Feedback]]:
    """What this member may read, by application."""
    found = defaultdict(list)
    visible = access.visible_to(member).filter(interview__application__in=list(ids))
    for each in visible.only(*READ).prefetch_related("ratings"):
        found[each.interview.application_id].append(each)
    return found


def columns(criteria: Sequence[Criterion], feedback: Sequence[Feedback]) -> list[Column]:
    """These pieces of feedback, criterion by criterion."""
    given = defaultdict(list)
    for each in feedback:
        for rating in each.ratings.all():
            given[rating.criterion_id].append(Given(each.author, rating.level, rating.observed))
    return [
        Column(
            criterion,
            given[criterion.pk],
            Cell(tuple(one.level for one in given[criterion.pk])),
        )
        for criterion in criteria
    ]


def last_words(feedback: Sequence[Feedback]) -> list[Feedback]:
    """Of each person what they handed in on their last interview with this candidate."""
    return list({each.author_id: each for each in feedback}.values())


def last_scores(given: Sequence[Given]) -> list[Given]:
    """Of each person the last level that they gave."""
    return list({one.author.pk: one for one in given if one.level is not None}.values())


def doubts(columns: Sequence[Column], feedback: Sequence[Feedback]) -> Doubts:
    """The crucial criteria on which somebody gave less than is good enough or nobody saw enough, and who
    said no."""
    crucial = []
    enough = content.good_enough()
    for column in columns:
        too_little = [one for one in last_scores(column.given) if one.level and one.level < enough]
        if column.criterion.is_crucial and feedback and (too_little or not column.cell.given):
            crucial.append(Doubt(column.criterion, too_little))
    noes = [each for each in last_words(feedback) if each.verdict <= Verdict.NO]
    return Doubts(crucial, noes)


def doubts_about(application: Application, member: Membership) -> Doubts:
    """The same for one application, from what this member may read."""
    feedback = feedback_by_application(member, [application.pk])[application.pk]
    return doubts(columns(criteria_of(application.vacancy_id), feedback), feedback)


def latest(interview: Interview, author: Membership) -> Feedback | None:
    """What this person last handed in on this interview."""
    return (
        Feedback.objects.filter(interview=interview, author=author)
        .select_related("memo")
        .prefetch_related("ratings")
        .order_by("-number")
        .first()
    )


def is_decided_on(interview: Interview, author: Membership) -> bool:
    """Whether a decision that stands was taken after this person first handed in on this interview."""
    first = Feedback.objects.filter(interview=interview, author=author, number=1).values("handed_in_at")
    decisions = Decision.objects.filter(application=interview.application_id, taken_back_at=None)
    return decisions.filter(decided_at__gte=Subquery(first)).exists()


def is_stored(interview: Interview, author: Membership, device_key: str) -> bool:
    """Whether the page with this key was handed in already; a key that is none never was."""
    return device_key in device_keys(interview, author)


def device_keys(interview: Interview, author: Membership) -> list[str]:
    """The keys of all that this person handed in on this interview: the device may forget those drafts."""
    keys = Feedback.objects.filter(interview=interview, author=author).values_list("device_key", flat=True)
    return [str(key) for key in keys]


def my_turn(interview: Interview, member: Membership) -> Todo | None:
    """This member's open turn to hand in on this interview."""
    todos = agreements.open_for(member).filter(kind=Kind.FEEDBACK, target_id=interview.pk)
    return todos.first()


def not_waited_for(interview: Interview) -> QuerySet[Todo]:
    """The turns on this interview, the last one, that the recruiter ended without the feedback, as long as
    it has not come since and nothing was decided."""
    application = interview.application
    later = Interview.objects.filter(application=application, cancelled_at=None, pk__gt=interview.pk)
    undecided = application.stage in (Stage.INTERVIEW, Stage.DECISION)
    if interview.is_cancelled or not undecided or later.exists():
        return Todo.objects.none()
    handed_in = Feedback.objects.filter(interview=interview).values("author")
    turns = Todo.objects.filter(kind=Kind.FEEDBACK, target_id=interview.pk)
    still_open = turns.filter(closed_at=None).values("owner")
    lapsed = turns.filter(outcome=Todo.Outcome.LAPSED)
    return lapsed.exclude(owner__in=handed_in).exclude(owner__in=still_open)


def handed_in_at(interview: Interview) -> dict[int, datetime]:
    """Who handed in on this interview, and when first: whether somebody did is no secret, what is."""
    rows = Feedback.objects.filter(interview=interview, number=1).values_list("author_id", "handed_in_at")
    return dict(rows)
