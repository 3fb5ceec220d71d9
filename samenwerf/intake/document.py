"""The intake as a document that people read, sign, print and compare; made from what is (or will be) signed.

Reads the canonical content of `snapshot`, never the rows: what one reads is what the hash is over.
"""

import json
from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext as _

from samenwerf.content import Group, closing_statement, groups, intake_questions
from samenwerf.intake.agreed import Promise, calls_back, promises
from samenwerf.intake.models import Requirement
from samenwerf.intake.wording import standing


@dataclass(frozen=True)
class Answered:
    question: str
    text: str


@dataclass(frozen=True)
class Chapter:
    title: str
    answers: list[Answered] = field(default_factory=list)


@dataclass(frozen=True)
class RequirementList:
    kind: str
    title: str
    items: list[dict[str, Any]]


@dataclass(frozen=True)
class Step:
    name: str
    with_whom: str
    minutes: int
    tests: str
    call: str


@dataclass(frozen=True)
class Document:
    vacancy: dict[str, str]
    mode: str
    requirements: list[RequirementList]
    chapters: list[Chapter]
    steps: list[Step]
    promises: list[Promise]
    closing: str


TITLES = {
    Requirement.Kind.MUST_HAVE: lambda: _("Must-haves"),
    Requirement.Kind.NICE_TO_HAVE: lambda: _("Nice-to-haves"),
    Requirement.Kind.NO_GO: lambda: _("No-gos"),
}


def read(content: str, *, language: str, hours_per_day: float = 8) -> Document:
    """The document of this content, with questions and sentences in `language` (the active one)."""
    data = json.loads(content)
    vacancy = data["vacancy"]
    recruiter, manager = (name.split(" ")[0] for name in (vacancy["recruiter"], vacancy["hiring_manager"]))
    return Document(
        vacancy=vacancy,
        mode=data["mode"],
        requirements=requirement_lists(data["requirements"]),
        chapters=[
            chapter for group in groups() if (chapter := _chapter(group, data["answers"], language)).answers
        ],
        steps=[_step(row, recruiter, manager, hours_per_day) for row in data["rounds"]],
        promises=promises(data["hours"], recruiter=recruiter, manager=manager, hours_per_day=hours_per_day),
        closing=closing_statement().text(language),
    )


def requirement_lists(rows: list[dict[str, Any]]) -> list[RequirementList]:
    return [
        RequirementList(kind.value, title(), [_item(row) for row in rows if row["kind"] == kind])
        for kind, title in TITLES.items()
    ]


def _item(row: dict[str, Any]) -> dict[str, Any]:
    """A requirement in words, and on what its wording stands when it is one that is asked about."""
    evidence = dict(Requirement.Evidence.choices)[row["evidence"]] if row["evidence"] else ""
    words = {name: row[name] for name in ("text", "legal_source", "wording_reason")}
    kind = Requirement.Kind(row["kind"]).label
    return {**row, "kind_text": kind, "evidence_text": evidence, "standing": standing(**words)}


def _chapter(group: Group, answers: dict[str, str], language: str) -> Chapter:
    return Chapter(
        group.title.text(language),
        [
            Answered(question.text(language), answers[question.id])
            for question in intake_questions()
            if question.group == group and question.id in answers
        ],
    )


def _step(row: dict[str, Any], recruiter: str, manager: str, hours_per_day: float) -> Step:
    call = calls_back(row, recruiter=recruiter, manager=manager, hours_per_day=hours_per_day)
    return Step(row["name"], row["with_whom"], row["minutes"], row["tests"], call)
