"""What the check gives back: findings with the exact place in the text and the question that belongs to it.
What the check gives back: findings with the exact place in the text and the question that belongs to it.
"""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class VagueFinding:
    """An expression that cannot be observed or tested as written. `text[start:end] == span`."""

    start: int
    end: int
    span: str
    entry: str
    question: str
    reason: str


@dataclass(frozen=True, slots=True)
class RiskFinding:
    """An expression that may single out a protected ground. `severity` is "amber" or "red"."""

    start: int
    end: int
    span: str
    ground: str
    severity: str
    entry: str
    question: str
    reason: str


@dataclass(frozen=True, slots=True)
class Findings:
    """All findings in one text, each list in order of appearance and without overlap within the list."""

    text: str
    language: str
    vague: list[VagueFinding]
    risk: list[RiskFinding]

    def __bool__(self) -> bool:
        return bool(self.vague or self.risk)
