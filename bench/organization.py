"""An organization of any size, made with bulk inserts: the rows that the verbs would have left."""

import itertools
import random
import uuid
from collections.abc import Iterable, Iterator
from datetime import datetime, timedelta
from typing import Any, TypeVar

from django.db import transaction

from bench.setup import OWN
from samenwerf.accounts.actions import find_or_invite, start_organization
from samenwerf.accounts.models import Membership, Organization, Person
from samenwerf.agreements.models import Agreement, Todo
from samenwerf.agreements.rules import DEFAULT_HOURS, RULES
from samenwerf.candidates.models import (
    IN_PROCESS,
    Application,
    Candidate,
    Presentation,
    Stage,
    StageChange,
    WaitingPeriod,
)
from samenwerf.candidates.turns import TURNS
from samenwerf.feedback.models import Feedback, Rating
from samenwerf.history.models import HistoryLine
from samenwerf.intake.models import Intake, IntakeVersion, Requirement
from samenwerf.intake.snapshot import content_of
from samenwerf.interviews.models import Interview, Interviewer
from samenwerf.outbox.models import Message
from samenwerf.scorecards.models import Anchor, Criterion, Scorecard
from samenwerf.vacancies.models import Vacancy

Row = TypeVar("Row", bound=Any)
FIRST = "Anna Bilal Chris Dewi Emma Fatih Guus Hanna Ivo Jamila Kees Lotte Mo Noor Omar".split()  # noqa: SIM905
LAST = "Jansen Bakker Visser Smit Meijer Mulder Bos Vos Peters Hendriks Kok Prins".split()  # noqa: SIM905
STAGES = [
    (Stage.REJECTED, 55),
    (Stage.WITHDRAWN, 10),
    (Stage.HIRED, 5),
    (Stage.NEW, 10),
    (Stage.PRESENTED, 7),
    (Stage.INVITED, 4),
    (Stage.DECISION, 4),
    (Stage.OFFER, 2),
    (Stage.TO_TELL, 3),
]


def batches(rows: Iterable[Row], size: int = 5000) -> Iterator[list[Row]]:
    iterator = iter(rows)
    while batch := list(itertools.islice(iterator, size)):
        yield batch


def insert(rows: Iterable[Row]) -> list[Row]:
    stored = []
    for batch in batches(rows):
        stored += type(batch[0]).objects.bulk_create(batch)
    return stored


@transaction.atomic
def make(candidates: int, at: datetime) -> Organization:
    """`candidates` over one vacancy per hundred (at least ten); returned as it is when it is there."""
    existing = Organization.objects.filter(name=f"{OWN}{candidates}").first()
    if existing:
        return existing
    chance = random.Random(7)
    person = Person.objects.create_user(email=f"bench{candidates}@bench.example", name="Bench Recruiter")
    recruiter = start_organization(name=f"{OWN}{candidates}", person=person, at=at)
    organization = recruiter.organization
    managers = [_member(organization, "hiring_manager", number, at) for number in range(40)]
    interviewers = [_member(organization, "interviewer", number, at) for number in range(40)]
    vacancies = _vacancies(organization, recruiter, managers, max(10, candidates // 100), at, chance)
    criteria = _intakes_and_scorecards(vacancies, recruiter, at)
    people = insert(
        Candidate(
            organization=organization,
            code=f"K-{number:06d}",
            name=f"{chance.choice(FIRST)} {chance.choice(LAST)} {number}",
            email=f"kandidaat{number}@bench.example",
            created_at=at - timedelta(days=chance.randrange(1, 400)),
        )
        for number in range(1, candidates + 1)
    )
    Organization.objects.filter(pk=organization.pk).update(last_candidate_number=candidates)
    weights = [weight for _stage, weight in STAGES]
    applications = insert(
        _application(candidate, chance.choice(vacancies), stage, recruiter, at, chance)
        for candidate, (stage, _weight) in zip(
            people, chance.choices(STAGES, weights, k=candidates), strict=True
        )
    )
    _traces(applications, recruiter, at)
    _interviews(applications, interviewers, recruiter, criteria, at, chance)
    return organization


def _member(organization: Organization, role: str, number: int, at: datetime) -> Membership:
    return find_or_invite(
        organization=organization,
        name=f"{role} {number}",
        email=f"{role}{number}.{organization.pk}@bench.example",
        role=role,
        at=at,
    )


def _vacancies(
    organization: Organization,
    recruiter: Membership,
    managers: list[Membership],
    many: int,
    at: datetime,
    chance: random.Random,
) -> list[Vacancy]:
    return insert(
        Vacancy(
            organization=organization,
            title=f"Functie {number}",
            department=f"Afdeling {number % 17}",
            recruiter=recruiter,
            hiring_manager=managers[number % len(managers)],
            status=Vacancy.Status.OPEN if number % 5 else Vacancy.Status.FILLED,
            intake_hash="0" * 64,
            created_at=at - timedelta(days=chance.randrange(10, 300)),
            opened_at=at - timedelta(days=9),
        )
        for number in range(many)
    )


def _intakes_and_scorecards(
    vacancies: list[Vacancy], recruiter: Membership, at: datetime
) -> dict[int, list[Criterion]]:
    intakes = insert(Intake(vacancy=vacancy, started_at=at, signed_at=at) for vacancy in vacancies)
    insert(
        Requirement(
            intake=intake, kind="must_have", text=f"Eis {number}", evidence="interview", position=number
        )
        for intake in intakes
        for number in range(5)
    )
    insert(
        IntakeVersion(
            intake=intake,
            number=1,
            content=content_of(intake),
            content_hash=intake.vacancy.intake_hash,
            signers=[],
            signed_at=at,
        )
        for intake in intakes
    )
    insert(
        Agreement(vacancy=vacancy, kind=kind, party=RULES[kind].party, hours=hours, agreed_at=at)
        for vacancy in vacancies
        for kind, hours in DEFAULT_HOURS.items()
    )
    scorecards = insert(Scorecard(vacancy=vacancy, made_at=at) for vacancy in vacancies)
    criteria = insert(
        Criterion(scorecard=scorecard, name=f"Criterium {number}", position=number)
        for scorecard in scorecards
        for number in range(5)
    )
    insert(
        Anchor(criterion=criterion, level=level, text="Deed het zelf")
        for criterion in criteria
        for level in (1, 2, 3, 4)
    )
    vacancy_of = {scorecard.pk: scorecard.vacancy_id for scorecard in scorecards}
    by_vacancy: dict[int, list[Criterion]] = {}
    for criterion in criteria:
        by_vacancy.setdefault(vacancy_of[criterion.scorecard_id], []).append(criterion)
    return by_vacancy


def _application(
    candidate: Candidate,
    vacancy: Vacancy,
    stage: Stage,
    recruiter: Membership,
    at: datetime,
    chance: random.Random,
) -> Application:
    since = at - timedelta(hours=chance.randrange(1, 900))
    return Application(
        organization=vacancy.organization,
        vacancy=vacancy,
        candidate=candidate,
        stage=stage,
        stage_since=since,
        created_by=recruiter,
        created_at=since - timedelta(days=3),
        closed_at=None if stage in IN_PROCESS else since,
    )


def _traces(applications: list[Application], recruiter: Membership, at: datetime) -> None:
    """What every application leaves: stage changes, waiting periods, to-dos, history, a message."""
    insert(
        StageChange(application=a, from_stage="new", to_stage=a.stage, at=a.stage_since, by=recruiter)
        for a in applications
    )
    insert(
        WaitingPeriod(application=a, holder="recruiter", started_at=a.created_at, ended_at=a.stage_since)
        for a in applications
    )
    in_process = [a for a in applications if a.is_in_process]
    insert(
        WaitingPeriod(application=a, holder=TURNS[a.stage].holder, started_at=a.stage_since)
        for a in in_process
    )
    insert(
        Presentation(application=a, presented_by=recruiter, presented_at=a.stage_since)
        for a in applications
        if a.stage != Stage.NEW
    )
    insert(
        Todo(
            organization=a.organization,
            vacancy=a.vacancy,
            kind=TURNS[a.stage].kind,
            owner=a.vacancy.hiring_manager if a.stage in ("presented", "decision") else recruiter,
            application_id=a.pk,
            target_id=a.pk,
            code=a.candidate.code,
            opened_at=a.stage_since,
            due_at=a.stage_since + timedelta(hours=48),
        )
        for a in in_process
    )
    insert(
        HistoryLine(
            organization=a.organization,
            at=a.stage_since,
            verb=verb,
            member=recruiter,
            member_name="Bench Recruiter",
            vacancy_id=a.vacancy_id,
            application_id=a.pk,
            details={"code": a.candidate.code},
        )
        for a in applications
        for verb in ("candidate.added", "candidate.presented")
    )
    insert(
        Message(
            organization=a.organization,
            to_email="iemand@bench.example",
            language="nl",
            kind="your_turn",
            subject=f"{a.candidate.code}",
            body="Tekst",
            state=Message.State.KEPT,
            created_at=a.stage_since,
        )
        for a in in_process
    )


def _interviews(
    applications: list[Application],
    interviewers: list[Membership],
    recruiter: Membership,
    criteria: dict[int, list[Criterion]],
    at: datetime,
    chance: random.Random,
) -> None:
    met = [a for a in applications if a.stage in (Stage.DECISION, Stage.OFFER, Stage.HIRED)]
    interviews = insert(
        Interview(
            organization=a.organization,
            application=a,
            round_name="Eerste gesprek",
            starts_at=a.stage_since - timedelta(hours=3),
            ends_at=a.stage_since - timedelta(hours=2),
            uid=str(uuid.uuid4()),
            planned_by=recruiter,
            planned_at=a.created_at,
            finished_at=a.stage_since - timedelta(hours=2),
        )
        for a in met
    )
    pairs = [(interview, member) for interview in interviews for member in chance.sample(interviewers, 2)]
    insert(Interviewer(interview=interview, member=member) for interview, member in pairs)
    feedback = insert(
        Feedback(
            interview=interview,
            author=member,
            verdict=3,
            observed="Noemde drie stappen.",
            device_key=uuid.uuid4(),
            handed_in_at=interview.ends_at,
        )
        for interview, member in pairs
    )
    vacancy_of = {a.pk: a.vacancy_id for a in met}
    insert(
        Rating(feedback=one, criterion=criterion, level=chance.choice([1, 2, 3, 3, 4, None]))
        for one in feedback
        for criterion in criteria[vacancy_of[one.interview.application_id]]
    )
