"""The parts of a signed intake that a change request can be about, one at a time, as values to compare.

The same shapes stand in what is signed (`snapshot`) and in a ChangeRequest (`before`, `after`).
"""

from typing import Any

from samenwerf.content import Question, asked_questions
from samenwerf.intake.models import ChangeRequest, Intake, Requirement, Round

REQUIREMENT_FIELDS = ("kind", "text", "evidence", "lowest_level", "legal_source", "wording_reason")
ROUND_FIELDS = ("name", "with_whom", "minutes", "tests", "caller", "call_within")

Subject = ChangeRequest.Subject


def requirement_value(requirement: Requirement) -> dict[str, Any]:
    return {name: getattr(requirement, name) for name in REQUIREMENT_FIELDS}


def round_value(step: Round) -> dict[str, Any]:
    return {name: getattr(step, name) for name in ROUND_FIELDS}


def parts(intake: Intake, subject: str) -> dict[str, dict[str, Any]]:
    """What is agreed now about this subject: target → value, in the order of the page."""
    if subject == Subject.REQUIREMENT:
        return {str(each.pk): requirement_value(each) for each in intake.requirements.all()}
    if subject == Subject.ROUND:
        return {str(each.pk): round_value(each) for each in intake.rounds.all()}
    if subject == Subject.HOURS:
        return {kind: {"hours": hours} for kind, hours in intake.hours.items()}
    texts = {answer.question_id: answer.text for answer in intake.answers.all() if answer.text.strip()}
    return {asked.id: {"text": texts.get(asked.id, "")} for asked in _settled(texts)}


def _settled(answered: dict[str, str]) -> list[Question]:
    """The core questions, and whatever else the two wrote down."""
    return [asked for asked in asked_questions() if asked.core or asked.id in answered]
