"""How far an intake is, part by part, and what comes next: facts of the rows, in words."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from samenwerf.content import Question, asked_questions, core_questions, groups, question
from samenwerf.history.queries import authors_since
from samenwerf.intake.completeness import Missing
from samenwerf.intake.models import Intake, Requirement, Signature
from samenwerf.intake.snapshot import content_of, hash_of

FULL_MINUTES, EXPRESS_MINUTES = 60, 30
# How the hour is spent, per chapter of the questions; half of it in an express intake. Together 60.
MINUTES = {"A": 6, "B": 12, "C": 12, "D": 4, "E": 4, "G": 6, "H": 6, "I": 5, "J": 3, "K": 2}


@dataclass(frozen=True)
class Part:
    """One part of the intake page: what it holds so far and how many things it still needs."""

    id: str
    title: str
    holds: str
    gaps: list[Missing] = field(default_factory=list)
    # Nobody changed, or found good, what is proposed here.
    is_proposal: bool = False

    @property
    def is_ready(self) -> bool:
        return not self.gaps and not self.is_proposal


def parts(intake: Intake, gaps: Sequence[Missing]) -> list[Part]:
    """The parts in the order of the page; the signature is not one of them."""

    def of(part: str) -> list[Missing]:
        return [gap for gap in gaps if gap.part == part]

    answered, asked = answered_and_asked(intake)
    requirements = list(intake.requirements.all())
    must_haves = sum(r.kind == Requirement.Kind.MUST_HAVE for r in requirements)
    rounds = len(intake.rounds.all())
    return [
        Part(
            "questions",
            _("Questions"),
            _("%(answered)d of %(asked)d answered") % {"answered": answered, "asked": asked},
            of("questions"),
        ),
        Part(
            "requirements",
            _("Requirements"),
            ngettext("%(n)d must-have", "%(n)d must-haves", must_haves) % {"n": must_haves},
            of("requirements"),
        ),
        Part(
            "process",
            _("Process"),
            ngettext("%(n)d step", "%(n)d steps", rounds) % {"n": rounds},
            of("process"),
            is_proposal="process" not in intake.settled,
        ),
        Part(
            "agreements",
            _("Agreements"),
            _("who does what, and how quickly"),
            of("agreements"),
            is_proposal="agreements" not in intake.settled,
        ),
    ]


def needed_questions(intake: Intake) -> list[Question]:
    """Those without which the intake cannot be signed: the core in an express one, else the required."""
    if intake.mode == Intake.Mode.EXPRESS:
        return list(core_questions())
    return [asked for asked in asked_questions() if asked.required]


def answered_ids(intake: Intake) -> set[str]:
    return {answer.question_id for answer in intake.answers.all() if answer.text.strip()}


def answered_and_asked(intake: Intake) -> tuple[int, int]:
    needed = needed_questions(intake)
    done = answered_ids(intake)
    return sum(asked.id in done for asked in needed), len(needed)


def core_answered(intake: Intake) -> tuple[int, int]:
    """How many of the core questions have an answer, and how many there are."""
    done = answered_ids(intake)
    core = core_questions()
    return sum(asked.id in done for asked in core), len(core)


@dataclass(frozen=True)
class Signing:
    """Who signed what is on the page now. A signature on an older text no longer counts."""

    content_hash: str
    recruiter: Signature | None
    manager: Signature | None
    outdated: list[Signature]

    @property
    def is_empty(self) -> bool:
        return self.recruiter is None and self.manager is None

    @property
    def signers(self) -> list[Signature]:
        """Whose signature the next edit would void."""
        return [signature for signature in (self.recruiter, self.manager) if signature]

    def outdated_by(self, side: str) -> Signature | None:
        """The newest signature of this side, when it is on an older text."""
        return next((signature for signature in self.outdated if signature.side == side), None)

    def by(self, side: str) -> Signature | None:
        return self.recruiter if side == Signature.Side.RECRUITER else self.manager


def signing(intake: Intake) -> Signing:
    content_hash = hash_of(content_of(intake))
    signatures = list(intake.signatures.select_related("member__person").order_by("signed_at"))
    valid = {s.side: s for s in signatures if s.content_hash == content_hash}
    outdated = {s.side: s for s in signatures if s.side not in valid}
    return Signing(
        content_hash,
        valid.get(Signature.Side.RECRUITER),
        valid.get(Signature.Side.HIRING_MANAGER),
        list(outdated.values()),
    )


EDITS = (
    "intake.planned",
    "intake.requirement_added",
    "intake.requirement_changed",
    "intake.requirement_removed",
    "intake.requirements_ordered",
    "intake.hours_set",
    "intake.process_changed",
    "vacancy.changed",
    "vacancy.handed_over",
)


def edited_by(intake: Intake, since: datetime) -> list[str]:
    """The names of who changed the text after this moment."""
    vacancy = intake.vacancy
    edits = authors_since(since, EDITS, organization=vacancy.organization, vacancy_id=vacancy.pk)
    answered = [a.answered_by.name for a in intake.answers.all() if a.answered_by and a.answered_at > since]
    return list(dict.fromkeys([*edits, *answered]))


@dataclass(frozen=True)
class MeetingStep:
    """One screen of the meeting: a question, or one of the editors."""

    id: str
    kind: str
    chapter: str
    title: str
    help: str = ""
    question: Question | None = None
    requirement_kind: str = ""
    until: float = 0


def minutes_of(intake: Intake) -> int:
    return EXPRESS_MINUTES if intake.mode == Intake.Mode.EXPRESS else FULL_MINUTES


def meeting_steps(intake: Intake, language: str) -> list[MeetingStep]:
    """The conversation, one screen at a time. Express leaves out what nobody needs before signing."""
    express = intake.mode == Intake.Mode.EXPRESS
    scale = minutes_of(intake) / FULL_MINUTES
    editors = {
        "C": ("must-haves", Requirement.Kind.MUST_HAVE, "IN-11"),
        "D": ("nice-to-haves", Requirement.Kind.NICE_TO_HAVE, "IN-17"),
        "E": ("no-gos", Requirement.Kind.NO_GO, "IN-19"),
    }
    steps: list[MeetingStep] = []
    spent = 0.0
    for group in groups():
        spent += MINUTES.get(group.id, 0) * scale
        chapter = group.title.text(language)
        if group.id in editors:
            id_, kind, question_id = editors[group.id]
            asks = question(question_id)
            steps.append(
                MeetingStep(
                    id_,
                    "requirements",
                    chapter,
                    asks.text(language),
                    asks.help.text(language),
                    requirement_kind=kind,
                    until=spent,
                )
            )
        if group.id == "I":
            rounds = question("IN-33")
            steps.append(
                MeetingStep(
                    "process",
                    "process",
                    chapter,
                    rounds.text(language),
                    rounds.help.text(language),
                    until=spent,
                )
            )
        steps += [
            MeetingStep(
                asked.id,
                "question",
                chapter,
                asked.text(language),
                asked.help.text(language),
                question=asked,
                until=spent,
            )
            for asked in asked_questions()
            if asked.group == group and (asked.required or not express)
        ]
        if group.id == "J":
            steps.append(
                MeetingStep(
                    "agreements",
                    "agreements",
                    chapter,
                    _("How quickly does each of us respond?"),
                    _("These are the moments that candidates wait for."),
                    until=spent,
                )
            )
    return steps
