"""Steps of the chain as short verbs, for tests that need a vacancy or candidate at a certain point."""

import uuid
from datetime import datetime, timedelta
from typing import Any

from samenwerf.accounts.models import Membership
from samenwerf.candidates import actions as candidates
from samenwerf.candidates.models import Application
from samenwerf.content import intake_questions
from samenwerf.feedback import actions as feedback
from samenwerf.feedback.models import Feedback
from samenwerf.intake import actions as intakes
from samenwerf.intake.models import ChangeRequest, Intake, Requirement
from samenwerf.intake.parts import requirement_value
from samenwerf.intake.snapshot import content_of, hash_of
from samenwerf.interviews import actions as interviews
from samenwerf.interviews.models import Interview
from samenwerf.vacancies import actions as vacancies
from samenwerf.vacancies.models import JobDocument, Vacancy

MUST_HAVES = [
    "Heeft een ploeg van 10 of meer aangestuurd in een productiebedrijf",
    "Lost uitval in de nachtdienst binnen een uur op",
    "Bespreekt fouten dezelfde dienst met wie ze maakte",
    "Plant drie lijnen een week vooruit in SAP",
]


def complete_intake(vacancy: Vacancy, *, at: datetime, mode: str = Intake.Mode.EXPRESS) -> Intake:
    """An intake with everything that signing needs."""
    recruiter, manager = vacancy.recruiter, vacancy.hiring_manager
    intake = Intake.objects.filter(vacancy=vacancy).first() or intakes.start(
        vacancy=vacancy, mode=mode, by=recruiter, at=at
    )
    for question in intake_questions():
        if question.core or (mode == Intake.Mode.FULL and question.required):
            intakes.answer(
                intake=intake, question_id=question.id, text="Antwoord", revision=0, by=manager, at=at
            )
    for text in MUST_HAVES:
        intakes.add_requirement(
            intake=intake,
            kind=Requirement.Kind.MUST_HAVE,
            text=text,
            evidence="interview",
            by=recruiter,
            at=at,
        )
    return intake


def brought_document(vacancy: Vacancy, *, at: datetime) -> JobDocument:
    """A text that the recruiter keeps with the vacancy."""
    return vacancies.keep_document(
        data=b"tekst",
        name="functie.txt",
        content_type="text/plain",
        text="tekst",
        by=vacancy.recruiter,
        at=at,
        vacancy=vacancy,
    )


def signable_hash(intake: Intake) -> str:
    return hash_of(content_of(Intake.objects.get(pk=intake.pk)))


def signed_intake(vacancy: Vacancy, *, at: datetime) -> Intake:
    intake = complete_intake(vacancy, at=at)
    sealed(vacancy, at=at)
    intake.refresh_from_db()
    return intake


def sealed(vacancy: Vacancy, *, at: datetime) -> Vacancy:
    """Both sign the intake as it stands."""
    intake = Intake.objects.get(vacancy=vacancy)
    content_hash = signable_hash(intake)
    for member in (vacancy.recruiter, vacancy.hiring_manager):
        intakes.sign(intake=intake, content_hash=content_hash, by=member, at=at)
    vacancy.refresh_from_db()
    return vacancy


def asked_change(intake: Intake, *, at: datetime, **fields: Any) -> ChangeRequest:
    """The recruiter asks for a change of what was signed; not answered yet. Of a requirement by default."""
    return intakes.request_change(
        intake=intake,
        by=intake.vacancy.recruiter,
        at=at,
        **{"subject": "requirement", "reason": "We zoeken iets anders", **fields},
    )


def requirement_after(requirement: Requirement, **values: str) -> dict[str, Any]:
    """What a requirement becomes with these other values."""
    return {**requirement_value(requirement), **values}


def accepted(request: ChangeRequest, *, at: datetime) -> None:
    """The hiring manager says yes to it."""
    intakes.accept_change(request=request, by=request.intake.vacancy.hiring_manager, at=at)


def new_candidate(vacancy: Vacancy, *, at: datetime, name: str = "Sanne de Wit") -> Application:
    return candidates.add(
        vacancy=vacancy, name=name, email=f"{uuid.uuid4().hex[:8]}@example.org", by=vacancy.recruiter, at=at
    )


def presented(vacancy: Vacancy, *, at: datetime, name: str = "Sanne de Wit") -> Application:
    application = new_candidate(vacancy, at=at, name=name)
    candidates.present(application=application, pitch="Sterk in planning.", by=vacancy.recruiter, at=at)
    application.refresh_from_db()
    return application


def planned(
    application: Application,
    interviewers: list[Membership],
    *,
    at: datetime,
    starts_at: datetime | None = None,
) -> Interview:
    """The manager invites and the recruiter plans an interview of an hour, a day later."""
    vacancy = application.vacancy
    candidates.review(application=application, verdict="invite", by=vacancy.hiring_manager, at=at)
    return interviews.plan(
        application=application,
        round_name="Eerste gesprek",
        starts_at=starts_at or at + timedelta(days=1),
        minutes=60,
        place="Kantoor",
        interviewers=interviewers,
        by=vacancy.recruiter,
        at=at,
    )


def handed_in(interview: Interview, author: Membership, *, at: datetime, level: int | None = 3) -> Feedback:
    criteria = interview.application.vacancy.scorecard.criteria.all()
    return feedback.hand_in(
        interview=interview,
        author=author,
        verdict=3,
        observed="Noemde drie stappen met de datum van elke stap.",
        scores=[feedback.Score(criterion, level) for criterion in criteria],
        device_key=uuid.uuid4(),
        at=at,
    )


def offered(vacancy: Vacancy, *, at: datetime) -> Application:
    """The interview is held and the manager decided: the recruiter makes the offer."""
    interview = planned(presented(vacancy, at=at), [vacancy.hiring_manager], at=at)
    interviews.finish(interview=interview, at=interview.ends_at)
    handed_in(interview, vacancy.hiring_manager, at=interview.ends_at)
    feedback.decide(
        application=interview.application,
        kind="offer",
        reason="Noemde elke stap",
        criteria=list(vacancy.scorecard.criteria.all()[:1]),
        by=vacancy.hiring_manager,
        at=interview.ends_at,
    )
    interview.application.refresh_from_db()
    return interview.application
