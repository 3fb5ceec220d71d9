"""Scores side by side: arithmetic on what people gave, nothing that ranks. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class Cell:
    """All levels that were given for one candidate on one criterion; None is "not enough evidence"."""

    levels: tuple[int | None, ...]

    @property
    def given(self) -> tuple[int, ...]:
        return tuple(level for level in self.levels if level is not None)

    @property
    def mean(self) -> float | None:
        """Mean of the levels given; without any there is none (not enough evidence never counts)."""
        return sum(self.given) / len(self.given) if self.given else None

    @property
    def spread(self) -> int:
        """Highest minus lowest level: what to talk about first in the debrief."""
        return max(self.given) - min(self.given) if self.given else 0


def total(cells: Sequence[Cell]) -> float | None:
    """Equal-weight mean over the criteria that have a score (domain evidence, section 1.6)."""
    means = [cell.mean for cell in cells if cell.mean is not None]
    return sum(means) / len(means) if means else None
