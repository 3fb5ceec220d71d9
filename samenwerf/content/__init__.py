"""What the product knows about hiring: questions, anchors, rules, texts; data with stable ids.

Pure Python: the language is passed in ("nl", "en"; anything else reads as Dutch, the reference language).
The files beside this module hold the content; every object here is immutable and read once.
"""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from typing import Any

LEVELS = (1, 2, 3, 4)


@dataclass(frozen=True, slots=True)
class Bilingual:
    nl: str
    en: str

    def text(self, language: str) -> str:
        return self.en if language.lower().startswith("en") else self.nl


@dataclass(frozen=True, slots=True)
class Group:
    """A chapter of the intake."""

    id: str
    title: Bilingual


@dataclass(frozen=True, slots=True)
class Question:
    """One question of the intake.

    `kind` hints at the field: text, list, choice, person, table, number, range, date, dates, hours,
    ranking, choice_per_item, text_per_item. `covered_by` names the part of the intake that asks it
    already (requirements, rounds, hours, scorecard), empty when it has to be asked in words.
    `core`: the manager answers it beforehand when the conversation takes 30 minutes.
    """

    id: str
    group: Group
    required: bool
    kind: str
    core: bool
    covered_by: str
    wording: Bilingual
    help: Bilingual
    options: tuple[Bilingual, ...]

    def text(self, language: str) -> str:
        return self.wording.text(language)


@dataclass(frozen=True, slots=True)
class StarrQuestion:
    """A question to ask in an interview; `competence` is empty for those about experience."""

    id: str
    competence: str
    wording: Bilingual

    def text(self, language: str) -> str:
        return self.wording.text(language)


@dataclass(frozen=True, slots=True)
class Probe:
    """What to ask when one part of a STARR answer is missing."""

    id: str
    part: Bilingual
    wording: Bilingual

    def text(self, language: str) -> str:
        return self.wording.text(language)


@dataclass(frozen=True, slots=True)
class Anchor:
    """What an answer holds that scores this level."""

    level: int
    wording: Bilingual

    def text(self, language: str) -> str:
        return self.wording.text(language)


@dataclass(frozen=True, slots=True)
class Words:
    """The words by which a text is recognised, per language; a `*` stands for any beginning or ending."""

    nl: tuple[str, ...]
    en: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Competence:
    code: str
    name: Bilingual
    words: Words
    anchors: tuple[Anchor, ...]


@dataclass(frozen=True, slots=True)
class Fact:
    """The yardstick for what is there or is not: what somebody holds, or is available for."""

    words: Words
    lead: Bilingual
    questions: tuple[StarrQuestion, ...]
    anchors: tuple[Anchor, ...]


@dataclass(frozen=True, slots=True)
class Experience:
    """The yardstick for criteria that ask for experience or knowledge; facts have one of their own."""

    words: Words
    anchors: tuple[Anchor, ...]
    lead: Bilingual
    lead_of_years: Bilingual
    questions: tuple[StarrQuestion, ...]
    held: Fact
    available: Fact


@dataclass(frozen=True, slots=True)
class InterviewRule:
    """What not to ask a candidate; `instead` is None when nothing may be asked about it at all."""

    id: str
    avoid: Bilingual
    instead: Bilingual | None


@lru_cache
def _file(name: str) -> dict[str, Any]:
    return tomllib.loads((files(__name__) / f"{name}.toml").read_text(encoding="utf-8"))


def _bilingual(row: Mapping[str, str]) -> Bilingual:
    return Bilingual(nl=row["nl"], en=row["en"])


def _words(row: Mapping[str, list[str]]) -> Words:
    return Words(nl=tuple(row["nl"]), en=tuple(row["en"]))


def _anchors(rows: list[Mapping[str, str]]) -> tuple[Anchor, ...]:
    return tuple(Anchor(level, _bilingual(row)) for level, row in zip(LEVELS, rows, strict=True))


@lru_cache
def groups() -> tuple[Group, ...]:
    """The chapters of the intake, in order."""
    return tuple(Group(row["id"], _bilingual(row)) for row in _file("intake")["groups"])


@lru_cache
def intake_questions() -> tuple[Question, ...]:
    """All questions of the intake, in order."""
    by_id = {group.id: group for group in groups()}
    return tuple(
        Question(
            id=row["id"],
            group=by_id[row["group"]],
            required=row["required"],
            kind=row["kind"],
            core=row.get("core", False),
            covered_by=row.get("covered_by", ""),
            wording=_bilingual(row),
            help=_bilingual(row["help"]),
            options=tuple(_bilingual(option) for option in row.get("options", [])),
        )
        for row in _file("intake")["questions"]
    )


@lru_cache
def _questions_by_id() -> dict[str, Question]:
    return {question.id: question for question in intake_questions()}


def question(id: str) -> Question:
    """The intake question with this id; KeyError when there is none."""
    return _questions_by_id()[id]


def asked_questions() -> tuple[Question, ...]:
    """The questions that are asked in words: those that no other part of the intake covers."""
    return tuple(question for question in intake_questions() if not question.covered_by)


def core_questions() -> tuple[Question, ...]:
    """Those that only the manager can answer, asked beforehand for a conversation of 30 minutes."""
    return tuple(question for question in intake_questions() if question.core)


def closing_statement() -> Bilingual:
    """What both sign for."""
    return _bilingual(_file("intake")["closing_statement"])


@lru_cache
def competences() -> tuple[Competence, ...]:
    return tuple(
        Competence(row["code"], _bilingual(row["name"]), _words(row["words"]), _anchors(row["anchors"]))
        for row in _file("competences")["competences"]
    )


@lru_cache
def _competences_by_code() -> dict[str, Competence]:
    return {competence.code: competence for competence in competences()}


def competence(code: str) -> Competence:
    """The competence with this code (SAM, KLA, ...); KeyError when there is none."""
    return _competences_by_code()[code]


def anchors(code: str) -> tuple[Anchor, ...]:
    """The four anchors of a competence, from level 1 to 4; KeyError for an unknown code."""
    return competence(code).anchors


@lru_cache
def starr_questions(code: str = "") -> tuple[StarrQuestion, ...]:
    """The STARR questions of one competence, or all of them without a code."""
    return tuple(
        StarrQuestion(row["id"], row["competence"], _bilingual(row))
        for row in _file("starr")["questions"]
        if code in ("", row["competence"])
    )


def starr_opening() -> Bilingual:
    """How an interviewer introduces the questions."""
    return _bilingual(_file("starr")["opening"])


@lru_cache
def probes() -> tuple[Probe, ...]:
    return tuple(
        Probe(row["id"], _bilingual(row["part"]), _bilingual(row)) for row in _file("starr")["probes"]
    )


@lru_cache
def experience() -> Experience:
    data = _file("experience")
    return Experience(
        words=_words(data["words"]),
        anchors=_anchors(data["anchors"]),
        lead=Bilingual(**data["lead"]),
        lead_of_years=Bilingual(**data["years"]["lead"]),
        questions=_experience_questions(data),
        held=_fact(data["held"], _words(data["on_paper"])),
        available=_fact(data["available"], _words(data["available"]["words"])),
    )


def _fact(data: dict[str, Any], words: Words) -> Fact:
    return Fact(words, Bilingual(**data["lead"]), _experience_questions(data), _anchors(data["anchors"]))


def _experience_questions(data: dict[str, Any]) -> tuple[StarrQuestion, ...]:
    return tuple(StarrQuestion(row["id"], "", _bilingual(row)) for row in data["questions"])


@lru_cache
def scale() -> dict[int, Bilingual]:
    """The name of each level, from 1 to 4."""
    return {row["level"]: _bilingual(row) for row in _file("scale")["levels"]}


@lru_cache
def good_enough() -> int:
    """The lowest level of the scale that is good enough for the job."""
    return int(_file("scale")["good_enough"])


def no_evidence() -> Bilingual:
    """The answer of somebody who did not see enough to score."""
    return _bilingual(_file("scale")["no_evidence"])


@lru_cache
def interview_rules() -> tuple[InterviewRule, ...]:
    return tuple(
        InterviewRule(
            row["id"],
            _bilingual(row["avoid"]),
            _bilingual(row["instead"]) if row["instead"]["nl"] else None,
        )
        for row in _file("interview_rules")["rules"]
    )


def text(name: str) -> Bilingual:
    """A short text by its name, with placeholders in braces; KeyError when there is none."""
    return _bilingual(_file("texts")["texts"][name])


@lru_cache
def checkin_agenda() -> tuple[Bilingual, ...]:
    return tuple(_bilingual(row) for row in _file("texts")["checkin_agenda"])


@lru_cache
def job_description_words(subject: str, name: str) -> tuple[str, ...]:
    """The phrases by which a job description is read, as in `job_description.toml`."""
    return tuple(_file("job_description")[subject][name])
