"""From the wording of a requirement to the yardstick that fits it: a proposal that people look at and change.

Recognises words, nothing more: no hit gives None, and the software says that it has no proposal.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from samenwerf.content import (
    Anchor,
    Bilingual,
    Competence,
    Fact,
    StarrQuestion,
    Words,
    competences,
    experience,
    starr_questions,
)

MAX_QUESTIONS = 3


@dataclass(frozen=True, slots=True)
class Yardstick:
    """How to ask about a criterion and how to score it; without competence it is about experience."""

    competence: Competence | None
    questions: tuple[StarrQuestion, ...]
    anchors: tuple[Anchor, ...]

    @property
    def category(self) -> str:
        """As in the scorecard: competence or experience."""
        return "competence" if self.competence else "experience"


@dataclass(frozen=True, slots=True)
class Proposal:
    """A yardstick in one language, ready to copy to a scorecard: anchors from level 1 to 4."""

    category: str
    competence_code: str
    questions: tuple[str, ...]
    anchors: tuple[str, ...]


@lru_cache
def _pattern(words: Words) -> re.Pattern[str]:
    """All words of a list, longest first so that "team player" wins from "team"."""
    parts = [
        re.escape(word).replace(r"\*", r"\w*")
        for word in sorted({*words.nl, *words.en}, key=len, reverse=True)
    ]
    return re.compile(r"(?<!\w)(?:" + "|".join(parts) + r")(?!\w)")


def nearest_competence(text: str) -> Competence | None:
    """The competence most of whose words stand in `text`; of equals the one named first in the text."""
    text = text.lower()
    hits = [(list(_pattern(competence.words).finditer(text)), competence) for competence in competences()]
    found = [(-len(matches), matches[0].start(), competence) for matches, competence in hits if matches]
    return min(found, key=lambda hit: hit[:2])[2] if found else None


def is_about_experience(text: str) -> bool:
    """Whether `text` asks for what somebody has done, knows or holds, rather than for behaviour."""
    return _pattern(experience().words).search(text.lower()) is not None


NUMBER = r"(?:\d+|een|één|twee|drie|vier|vijf|zes|tien|one|two|three|four|five|six|ten)"
YEARS = NUMBER + r"\+?(?:\s*(?:-|à|tot|of|to|or)\s*" + NUMBER + r")?\s*(?:jaar|jaren|years?)"
AT_LEAST = r"(?:minimaal|minstens|ten ?minste|maximaal|max\.?|hooguit|at least|minimum(?: of)?|at most)"
# "Five years of experience", "ervaring van drie jaar", "minimaal 2 jaar gewerkt in"; or "max 35 jaar".
NUMBER_OF_YEARS = re.compile(
    rf"\b{YEARS}(?:['’]s?)?\s+(?:[\w-]+\s+){{0,3}}\w*(?:ervaring|experience)\b"
    rf"|\b(?:ervaring|experience)\s+(?:van|of)\s+(?:{AT_LEAST}\s+)?{YEARS}\b"
    rf"|\b{AT_LEAST}\s+{YEARS}\b"
)


def is_on_paper(text: str) -> bool:
    """Whether `text` asks for what one reads in a CV or a register: a diploma, a licence, years of work."""
    return _names(experience().held, text) or is_number_of_years(text)


def is_number_of_years(text: str) -> bool:
    """Whether `text` asks for years of work, as a CV shows them."""
    return NUMBER_OF_YEARS.search(text.lower()) is not None


def _names(fact: Fact, text: str) -> bool:
    return _pattern(fact.words).search(text.lower()) is not None


def _general() -> Yardstick:
    return Yardstick(None, experience().questions[:MAX_QUESTIONS], experience().anchors)


def yardstick(text: str) -> Yardstick | None:
    """Questions and anchors for a requirement or criterion; None when nothing fits.

    Experience goes first: "five years of experience with planning" asks whether somebody did it.
    """
    if is_about_experience(text):
        return _general()
    competence = nearest_competence(text)
    if competence is None:
        return None
    return Yardstick(competence, starr_questions(competence.code)[:MAX_QUESTIONS], competence.anchors)


def criterion(text: str, *, language: str) -> Proposal:
    """What to propose for a criterion with this text, in `language`.

    When no word is recognised the general yardstick serves: has done this not, with help, alone, or
    alone in harder circumstances. It fits any task, and people adapt it. The first question is about this
    very text, and fits what it asks: something done, held, or agreed to.
    """
    known = experience()
    for fact in (known.held, known.available):
        if _names(fact, text):
            return _proposal(text, language, fact.lead, fact.questions, fact.anchors)
    found = yardstick(text) or _general()
    if found.competence:
        code = found.competence.code
        return _proposal(text, language, known.lead, found.questions, found.anchors, code)
    lead = known.lead_of_years if is_number_of_years(text) else known.lead
    # The lead asks what the first of the general ones asks.
    return _proposal(text, language, lead, found.questions[1:], found.anchors)


def _proposal(
    text: str,
    language: str,
    lead: Bilingual,
    questions: Sequence[StarrQuestion],
    anchors: Sequence[Anchor],
    competence_code: str = "",
) -> Proposal:
    first = lead.text(language).replace("{text}", text.strip().rstrip("."))
    others = [question.text(language) for question in questions]
    return Proposal(
        category="competence" if competence_code else "experience",
        competence_code=competence_code,
        questions=(first, *others)[:MAX_QUESTIONS],
        anchors=tuple(anchor.text(language) for anchor in anchors),
    )
