"""What an interviewer needs before the interview: whom, when, what to ask and what good looks like."""

from dataclasses import dataclass

from samenwerf import content
from samenwerf.candidates import access as candidates
from samenwerf.candidates.models import Document
from samenwerf.interviews.models import Interview
from samenwerf.scorecards.models import Criterion


@dataclass(frozen=True)
class Part:
    """One criterion to ask about."""

    criterion: Criterion
    questions: list[str]
    on_level: str


@dataclass(frozen=True)
class Kit:
    opening: str
    parts: list[Part]
    probes: list[tuple[str, str]]
    not_to_ask: list[tuple[str, str]]
    documents: list[Document]


def kit_for(interview: Interview, language: str) -> Kit:
    """The kit of this interview. Questions and anchors as the two agreed; the rest in `language`."""
    criteria = criteria_of(interview)
    return Kit(
        opening=content.starr_opening().text(language),
        parts=[
            Part(criterion, criterion.question_lines, anchor_texts(criterion).get(content.good_enough(), ""))
            for criterion in criteria
        ],
        probes=[(probe.part.text(language), probe.text(language)) for probe in content.probes()],
        not_to_ask=[
            (rule.avoid.text(language), rule.instead.text(language) if rule.instead else "")
            for rule in content.interview_rules()
        ],
        documents=list(candidates.documents_of(interview.application)),
    )


def criteria_of(interview: Interview) -> list[Criterion]:
    """The criteria of the vacancy's scorecard in their order, with anchors at hand."""
    return list(
        Criterion.objects.filter(scorecard__vacancy=interview.application.vacancy_id).prefetch_related(
            "anchors"
        )
    )


def anchor_texts(criterion: Criterion) -> dict[int, str]:
    return {anchor.level: anchor.text for anchor in criterion.anchors.all()}
