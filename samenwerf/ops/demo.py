"""A living demo organization, made with the same verbs as the real work, with dates relative to today.

Nothing in it is real: names and addresses come from content/demo.toml.
"""

import itertools
import tomllib
import uuid
from collections.abc import Iterator
from datetime import datetime, timedelta
from functools import lru_cache
from importlib.resources import files
from typing import Any

from django.db import transaction

from samenwerf.accounts.actions import find_or_invite, start_organization
from samenwerf.accounts.models import Membership, Organization, Person
from samenwerf.agreements import actions as agreements
from samenwerf.agreements.models import Todo
from samenwerf.candidates import actions as candidates
from samenwerf.candidates.models import Application
from samenwerf.content import intake_questions
from samenwerf.core.working_time import add_working_hours, is_working_day
from samenwerf.feedback import actions as feedback
from samenwerf.feedback.models import Decision
from samenwerf.intake import actions as intakes
from samenwerf.intake.models import SETTLED_PARTS, Intake, Requirement
from samenwerf.intake.snapshot import content_of, hash_of
from samenwerf.interviews import actions as interviews
from samenwerf.interviews.models import Interview
from samenwerf.outbox.models import Message
from samenwerf.vacancies import actions as vacancies
from samenwerf.vacancies.models import Vacancy


@lru_cache
def script() -> dict[str, Any]:
    return tomllib.loads(files("samenwerf.content").joinpath("demo.toml").read_text())


@transaction.atomic
def load(*, at: datetime, language: str = "nl") -> Organization:
    """The demo organization as of `at`, in Dutch or English; made once and returned as it is after that."""
    existing = Organization.objects.filter(is_demo=True).first()
    if existing is not None:
        return existing
    return _Demo(at, language).make()


class _Demo:
    """The people, the texts in one language, and the moment that everything is relative to."""

    def __init__(self, at: datetime, language: str):
        self.now, self.language = at, language
        self.people: dict[str, Membership] = {}
        self.observations = itertools.cycle(line[language] for line in script()["texts"]["observed"])
        self.levels = itertools.cycle([3, 4, 3, 2, 3, None, 4, 2, 3, 3, 1, 4])

    def text(self, key: str) -> str:
        return str(script()["texts"][key][self.language])

    def make(self) -> Organization:
        self.make_people()
        for spec in script()["vacancies"]:
            vacancy = self.make_vacancy(spec)
            for line in script()["candidates"][spec["key"]]:
                name, standing, days = (part.strip() for part in line.split("|"))
                self.bring(vacancy, spec, name, standing, int(days))
            if spec["phase"] == "filled":
                vacancies.fill(vacancy=vacancy, by=self.people["recruiter"], at=self.day(30, 16))
        self.send_what_was_due()
        return self.organization

    def make_people(self) -> None:
        long_ago = self.day(70, 9)
        for spec in script()["people"]:
            email = spec["name"].lower().replace(" ", ".") + "@demo.example"
            if not self.people:
                person = Person.objects.create_user(email=email, name=spec["name"], created_at=long_ago)
                member = start_organization(
                    name=script()["organization"][self.language],
                    person=person,
                    at=long_ago,
                    language=self.language,
                    is_demo=True,
                )
                self.organization = member.organization
            else:
                member = find_or_invite(
                    organization=self.organization,
                    name=spec["name"],
                    email=email,
                    role=spec["role"],
                    at=long_ago,
                )
            self.people[spec["key"]] = member

    def day(self, days_ago: float, hour: int, minute: int = 0) -> datetime:
        """A moment on the working day at or before `days_ago` days ago, never after now."""
        zone_now = self.now.astimezone(self.zone)
        moment = (zone_now - timedelta(days=days_ago)).replace(
            hour=hour, minute=minute, second=0, microsecond=0
        )
        while not is_working_day(moment.date(), self.week):
            moment -= timedelta(days=1)
        return min(moment, self.now - timedelta(minutes=1))

    @property
    def week(self) -> Any:
        return self.organization.working_week if self.people else Organization().working_week

    @property
    def zone(self) -> Any:
        return self.week.zone

    def make_vacancy(self, spec: dict[str, Any]) -> Vacancy:
        recruiter, manager = self.people["recruiter"], self.people[spec["manager"]]
        at = self.day(spec["days_ago"], 9)
        vacancy = vacancies.start(
            title=spec["title"][self.language],
            department=spec["department"][self.language],
            location=spec["location"],
            recruiter=recruiter,
            hiring_manager=manager,
            by=recruiter,
            at=at,
        )
        express = spec["phase"] in ("asked", "to_sign")
        mode = Intake.Mode.EXPRESS if express else Intake.Mode.FULL
        intake = intakes.start(vacancy=vacancy, mode=mode, by=recruiter, at=at)
        for line in spec["requirements"]:
            intakes.add_requirement(
                intake=intake,
                kind=line["kind"],
                text=line[self.language],
                evidence=line["evidence"],
                by=manager,
                at=at,
            )
        intakes.ask_manager(intake=intake, by=recruiter, at=at)
        if spec["phase"] != "asked":
            self.complete(intake, manager, at + timedelta(hours=5))
            self.sign(intake, [recruiter], at + timedelta(hours=6))
        if spec["phase"] in ("open", "filled"):
            self.sign(intake, [manager], at + timedelta(hours=7))
        vacancy.refresh_from_db()
        return vacancy

    def complete(self, intake: Intake, manager: Membership, at: datetime) -> None:
        for question in intake_questions():
            needed = question.core if intake.mode == Intake.Mode.EXPRESS else question.required
            if needed and not question.covered_by:
                answer = script()["answers"][question.id][self.language]
                intakes.answer(
                    intake=intake, question_id=question.id, text=answer, revision=0, by=manager, at=at
                )
        intakes.hand_in_answers(intake=intake, by=manager, at=at)
        for part in SETTLED_PARTS:
            intakes.settle(intake=intake, part=part, by=manager, at=at)

    def sign(self, intake: Intake, members: list[Membership], at: datetime) -> None:
        for member in members:
            fresh = Intake.objects.select_related("vacancy").get(pk=intake.pk)
            intakes.sign(intake=fresh, content_hash=hash_of(content_of(fresh)), by=member, at=at)

    def bring(self, vacancy: Vacancy, spec: dict[str, Any], name: str, standing: str, days_ago: int) -> None:
        """Walks one candidate to where the script says they stand now."""
        recruiter, manager = self.people["recruiter"], vacancy.hiring_manager
        clock = self.clock(days_ago)
        email = name.lower().replace(" ", ".") + "@kandidaat.example"
        application = candidates.add(
            vacancy=vacancy, name=name, email=email, source="LinkedIn", by=recruiter, at=next(clock)
        )
        if standing == "new":
            return
        presented_at = self.day(0, 9) if standing in ("review", "question") else next(clock)
        if standing == "review":
            presented_at = max(presented_at - timedelta(days=1), application.created_at)
        candidates.present(application=application, pitch=self.text("pitch"), by=recruiter, at=presented_at)
        if standing in ("review", "review_late"):
            return
        if standing == "question":
            candidates.review(
                application=application,
                verdict="question",
                text=self.text("question"),
                by=manager,
                at=max(presented_at, self.day(0, 10)),
            )
            return
        if standing == "to_tell" or (standing == "told" and days_ago % 2):
            requirement = Requirement.objects.filter(intake__vacancy=vacancy).first()
            candidates.review(
                application=application,
                verdict="not",
                text=self.text("not"),
                requirement=requirement,
                by=manager,
                at=next(clock),
            )
            if standing == "told":
                candidates.tell(application=application, by=recruiter, at=next(clock))
            return
        candidates.review(application=application, verdict="invite", by=manager, at=next(clock))
        if standing == "invited":
            return
        if standing == "withdrawn":
            candidates.withdraw(
                application=application, reason=self.text("withdrew"), by=recruiter, at=next(clock)
            )
            return
        self.interview(application, spec, standing, clock)

    def interview(
        self, application: Application, spec: dict[str, Any], standing: str, clock: Iterator[datetime]
    ) -> None:
        recruiter, manager = self.people["recruiter"], application.vacancy.hiring_manager
        planned_at = next(clock)
        if standing == "interview_planned":
            starts_at = add_working_hours(self.now, 11, self.week).replace(minute=0, second=0, microsecond=0)
        elif standing == "interview_today":
            starts_at = self.now + timedelta(hours=2)
            starts_at = starts_at.replace(minute=0, second=0, microsecond=0)
        else:
            starts_at = next(clock)
        interview = interviews.plan(
            application=application,
            round_name=application.vacancy.intake.rounds.all()[0].name,
            starts_at=starts_at,
            minutes=60,
            place=spec["location"],
            interviewers=[self.people[key] for key in spec["interviewers"]],
            by=recruiter,
            at=planned_at,
        )
        if standing in ("interview_planned", "interview_today"):
            return
        over = interview.ends_at
        interviews.finish(interview=interview, at=over + timedelta(minutes=1))
        authors = [self.people[key] for key in spec["interviewers"]]
        if standing == "feedback_late":
            authors = authors[1:]
        for minutes, author in enumerate(authors, start=1):
            self.hand_in(interview, author, over + timedelta(minutes=20 * minutes))
        decided_at = over + timedelta(hours=3)
        if standing in ("feedback_late", "decision", "decision_late") or decided_at >= self.now:
            return
        kind, reason = {
            "offered": (Decision.Kind.OFFER, "offer"),
            "hired": (Decision.Kind.OFFER, "offer"),
            "another_round": (Decision.Kind.ANOTHER_ROUND, "another_round"),
        }.get(standing, (Decision.Kind.REJECT, "reject"))
        feedback.decide(
            application=application,
            kind=kind,
            reason=self.text(reason),
            despite=self.text("despite") if kind == Decision.Kind.OFFER else "",
            criteria=list(application.vacancy.scorecard.criteria.all()[:2]),
            by=manager,
            at=decided_at,
        )
        soon = decided_at + timedelta(hours=1)
        if standing == "told":
            candidates.tell(application=application, by=recruiter, at=soon)
        elif standing in ("offered", "hired"):
            candidates.make_offer(application=application, by=recruiter, at=soon)
        if standing == "hired":
            candidates.hear_offer(
                application=application, accepted=True, by=recruiter, at=soon + timedelta(days=2)
            )

    def hand_in(self, interview: Interview, author: Membership, at: datetime) -> None:
        criteria = list(interview.application.vacancy.scorecard.criteria.all())
        levels = [next(self.levels) for _criterion in criteria]
        given = [level for level in levels if level]
        mean = sum(given) / len(given) if given else 2
        feedback.hand_in(
            interview=interview,
            author=author,
            verdict=max(1, min(4, round(mean))),
            observed=next(self.observations),
            scores=[
                feedback.Score(criterion, level, next(self.observations) if level else "")
                for criterion, level in zip(criteria, levels, strict=True)
            ],
            device_key=uuid.uuid4(),
            at=min(at, self.now),
        )

    def clock(self, days_ago: int) -> Iterator[datetime]:
        """Moments most of a working day apart, from `days_ago` on, always before now."""
        began = self.day(days_ago, 10)
        for step in itertools.count():
            moment = add_working_hours(began, 7 * step, self.week) if step else began
            yield min(moment, self.now - timedelta(minutes=1))

    def send_what_was_due(self) -> None:
        """Reminders that would have gone out by now, and the mailbox as it would look."""
        for _step in range(3):
            due = Todo.objects.filter(
                organization=self.organization, closed_at=None, next_reminder_at__lte=self.now
            ).select_related("organization", "vacancy", "owner__person", "owner__organization")
            for todo in due:
                agreements.remind(todo=todo, at=todo.next_reminder_at or self.now)
        Message.objects.filter(organization=self.organization).update(
            state=Message.State.KEPT, next_try_at=None
        )
