"""Scores side by side: arithmetic on what people gave, nothing that ranks candidates. Pure."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import TypeVar

# One level apart is how people differ; from two on they saw something different (4-point anchors).
SPLIT_FROM = 2

Key = TypeVar("Key")


@dataclass(frozen=True)
class Cell:
    """All levels that were given for one candidate on one criterion; None is "not enough evidence"."""

    levels: tuple[int | None, ...]

    @cached_property
    def given(self) -> tuple[int, ...]:
        return tuple(level for level in self.levels if level is not None)

    @cached_property
    def mean(self) -> float | None:
        """Mean of the levels given; without any there is none (not enough evidence never counts)."""
        return sum(self.given) / len(self.given) if self.given else None

    @cached_property
    def spread(self) -> int:
        """Highest minus lowest level: what to talk about first in the debrief."""
        return max(self.given) - min(self.given) if self.given else 0

    @property
    def is_split(self) -> bool:
        return self.spread >= SPLIT_FROM

    @property
    def lacks_evidence(self) -> bool:
        """Whether people looked, and nobody saw enough to score."""
        return bool(self.levels) and not self.given


def to_discuss(cells: Mapping[Key, Cell]) -> list[Key]:
    """The largest disagreement first (domain evidence, section 1.6 d), then where evidence is thin.

    Where these are equal the given order stays.
    """

    def first(key: Key) -> tuple[int, int]:
        cell = cells[key]
        return -cell.spread, len(cell.given) - len(cell.levels)

    return sorted(cells, key=first)
