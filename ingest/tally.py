"""Counts of right, found and sought things, and the comparisons they are sums of."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from kg.model import Span


@dataclass(frozen=True, slots=True)
class Tally:
    """So many right of those found, and of those in the gold; sums are scores of more text.

    >>> both = Tally(1, 2, 1) + Tally(2, 2, 4)
    >>> both.precision, both.recall, round(both.f1, 2)
    (0.75, 0.6, 0.67)
    """

    right: float = 0
    found: float = 0
    gold: float = 0

    def __add__(self, other: Tally) -> Tally:
        return Tally(self.right + other.right, self.found + other.found, self.gold + other.gold)

    @property
    def precision(self) -> float:
        """Right of those found; 0 where nothing was."""
        return self.right / self.found if self.found else 0.0

    @property
    def recall(self) -> float:
        """Right of those in the gold; 0 where there are none."""
        return self.right / self.gold if self.gold else 0.0

    @property
    def f1(self) -> float:
        """Harmonic mean of precision and recall."""
        both = self.found + self.gold
        return 2 * self.right / both if both else 0.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Check:
    """One comparison at one place: `gold` and `found` are the two values as words, `core` marks what matters most."""

    measure: str
    tally: Tally
    span: Span
    gold: str = ""
    found: str = ""
    core: bool = False

    @property
    def right(self) -> bool:
        """Whether nothing is amiss."""
        return self.tally.right == self.tally.found == self.tally.gold


def sums(parts: Iterable[Mapping[str, Tally]]) -> dict[str, Tally]:
    """Tallies of more text, by measure."""
    total: dict[str, Tally] = {}
    for part in parts:
        for measure, tally in part.items():
            total[measure] = total.get(measure, Tally()) + tally
    return total
