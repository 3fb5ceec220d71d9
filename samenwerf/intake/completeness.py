"""What an intake still needs before both can sign it."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from samenwerf.content import intake_questions
from samenwerf.intake.models import Intake, Requirement
from samenwerf.intake.wording import unresolved
from samenwerf.wording import blanks

MOST_MUST_HAVES = 5


@dataclass(frozen=True)
class Missing:
    """One thing to do, and the part of the intake page where it is done."""

    text: str
    part: str
    question_id: str = ""


def missing(intake: Intake, language: str) -> list[Missing]:
    """In the order of the page; empty when the intake can be signed.

    A full intake needs every required question, an express one the core questions that the manager
    answers beforehand.
    """
    return [
        *_missing_requirements(intake),
        *_missing_rounds(intake),
        *_missing_answers(intake, language),
    ]


def _missing_answers(intake: Intake, language: str) -> list[Missing]:
    answered = {answer.question_id for answer in intake.answers.all() if answer.text.strip()}
    express = intake.mode == Intake.Mode.EXPRESS
    return [
        Missing(question.text(language), "questions", question.id)
        for question in intake_questions()
        if not question.covered_by
        and (question.core if express else question.required)
        and question.id not in answered
    ]


def _missing_requirements(intake: Intake) -> list[Missing]:
    requirements = list(intake.requirements.all())
    must_haves = [r for r in requirements if r.kind == Requirement.Kind.MUST_HAVE]
    found = []
    if not must_haves:
        found.append(Missing(_("At least one must-have"), "requirements"))
    if len(must_haves) > MOST_MUST_HAVES:
        found.append(
            Missing(_("At most five must-haves: choose which ones are nice-to-haves"), "requirements")
        )
    found += [
        Missing(_("How we check this: “%(text)s”") % {"text": requirement.text}, "requirements")
        for requirement in must_haves
        if not requirement.evidence
    ]
    found += [
        Missing(_to_do(requirement.text) % {"text": requirement.text}, "requirements")
        for requirement in requirements
        if unresolved(requirement)
    ]
    return found


def _to_do(text: str) -> str:
    if blanks(text):
        return _("Fill in what is between brackets: “%(text)s”")
    return _("Reword, or write why it stays: “%(text)s”")


def _missing_rounds(intake: Intake) -> list[Missing]:
    if intake.rounds.all():
        return []
    return [Missing(_("At least one step in the process"), "process")]
