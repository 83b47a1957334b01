"""Claims as columns of numbers, by which most pairs are told apart from those that may collide without a test."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from kg.algebra import Dimensions
from queries.comparison.stance import Stance
from queries.comparison.times import ENDS
from queries.comparison.values import Value

Places = NDArray[np.int64]
Mask = NDArray[np.bool_]

UNTOLD = 9
"""In the place of a sign."""
EDGE = 1e-9
"""Share by which an end that was rounded to a float may lie beside the exact one."""


class Line(NamedTuple):
    """What counts of one claim."""

    first: int
    last: int
    dated: bool
    sign: int
    denied: bool
    metric: int
    opposite: int
    values: bool
    loose: bool
    low: float
    high: float
    dimensions: int
    chance: bool
    ranks: bool
    earliest: bool
    throughout: bool
    articles: int


@dataclass(frozen=True, kw_only=True)
class Columns:
    """The claims, one a place: the days they speak of, the way they go, and their number where they have one only.

    `dated` tells that the days are the text's own, `values` that a claim has numbers, `loose` that `low` and `high` do
    not tell all of them.
    """

    first: Places
    last: Places
    dated: Mask
    sign: Places
    denied: Mask
    metric: Places
    opposite: Places
    values: Mask
    loose: Mask
    low: NDArray[np.float64]
    high: NDArray[np.float64]
    dimensions: Places
    chance: Mask
    ranks: Mask
    earliest: Mask
    throughout: Mask
    articles: Places

    def __len__(self) -> int:
        return len(self.first)

    @staticmethod
    def of(stances: Sequence[Stance]) -> Columns:
        """The columns of these claims, of which there is at least one."""
        seen: dict[object, int] = {}
        lines = zip(*(_line(stance, seen) for stance in stances), strict=True)
        return Columns(**{name: np.array(line) for name, line in zip(Line._fields, lines, strict=True)})

    def at(self, places: Places) -> Columns:
        """The columns of the claims at these places, in this order."""
        return Columns(**{name: getattr(self, name)[places] for name in Line._fields})

    def makes(self, groups: Places) -> Places:
        """All that counts of a claim but its time and the size of its number, and its group, as one number."""
        found = groups
        for codes in (self.metric, self.dimensions, self.sign + 1):
            found = found * (codes.max(initial=0) + 1) + codes
        for mask in (self.denied, self.values, self.loose, self.chance, self.ranks, self.earliest, self.throughout):
            found = found * 2 + mask
        return found

    def may_collide(self, left: Places, right: Places) -> Mask:
        """Which of the pairs may: their times meet, and something in them is opposed; or one is for a later time."""
        found: Mask = self.earliest[left] | self.earliest[right]
        meet, alike = self._days(left, right)
        (rest,) = np.nonzero(alike & ~found)
        found[rest] = self._opposed(left[rest], right[rest])
        return found | (meet & self.ranks[left] & self.ranks[right])

    def _opposed(self, left: Places, right: Places) -> Mask:
        found: Mask = (
            self._ways(left, right)
            | self._denials(left, right)
            | self.numbers_apart(left, right)
            | (self.chance[left] & self.chance[right])
        )
        return found

    def _days(self, left: Places, right: Places) -> tuple[Mask, Mask]:
        """Whether their times meet, and whether they may be one: told times mostly share their days or their end."""
        first, last, begin, end = self.first[left], self.last[left], self.first[right], self.last[right]
        shared = np.minimum(last, end) - np.maximum(first, begin)
        meet: Mask = shared > 0
        one = (2 * shared >= np.maximum(last - first, end - begin)) | (np.abs(last - end) <= ENDS)
        one |= self.throughout[left] | self.throughout[right]
        told = self.dated[left] & self.dated[right] & (self.denied[left] == self.denied[right])
        return meet, meet & (one | ~told)

    def _ways(self, left: Places, right: Places) -> Mask:
        """Which go apart; two numbers that can be compared decide alone."""
        one, other = self.sign[left], self.sign[right]
        differ = (one != other) | self._turned(left, right)
        numbers = self.values[left] & self.values[right] & self._single(left, right)
        found: Mask = differ & (one != UNTOLD) & (other != UNTOLD) & ~numbers
        return found

    def _turned(self, left: Places, right: Places) -> Mask:
        """Which are of opposite measures, so that what goes the same way goes apart."""
        found: Mask = (self.opposite[left] == self.metric[right]) | (self.opposite[right] == self.metric[left])
        return found

    def _denials(self, left: Places, right: Places) -> Mask:
        one, other = self.sign[left], self.sign[right]
        turned = (one == -other) & self._turned(left, right)
        untold = (one == UNTOLD) | (other == UNTOLD)
        found: Mask = (self.denied[left] != self.denied[right]) & ((one == other) | turned | untold)
        return found

    def _single(self, left: Places, right: Places) -> Mask:
        """Which have one number each, that can be compared with the other."""
        loose = self.loose[left] | self.loose[right]
        found: Mask = ~loose & (self.dimensions[left] == self.dimensions[right])
        return found

    def numbers_apart(self, left: Places, right: Places) -> Mask:
        """Which of the pairs have no number in common, as far as the columns tell."""
        apart = (self.low[left] > self.high[right]) | (self.low[right] > self.high[left])
        single = apart & (self.dimensions[left] == self.dimensions[right])
        found: Mask = self.values[left] & self.values[right] & (single | self.loose[left] | self.loose[right])
        return found


def _line(stance: Stance, seen: dict[object, int]) -> Line:
    first, last = stance.days
    low, high, loose = _ends(stance)
    opposite = stance.metric.opposite if stance.metric else None
    dimensions: Dimensions = stance.values[0].measure.dimensions if stance.values else ()
    return Line(
        first=first,
        last=last,
        dated=stance.claim.period is not None and not stance.claim.period.vague,
        sign=UNTOLD if stance.sign is None else stance.sign,
        denied=stance.denied,
        metric=seen.setdefault(stance.claim.metric, len(seen)),
        opposite=seen.setdefault(opposite, len(seen)) if opposite else -1,
        values=bool(stance.values),
        loose=loose,
        low=low,
        high=high,
        dimensions=seen.setdefault(dimensions, len(seen)),
        chance=stance.chance is not None,
        ranks=bool(stance.superlatives) and not stance.denied,
        earliest=stance.earliest or stance.not_yet,
        throughout=stance.throughout,
        articles=seen.setdefault(("article", stance.claim.span.article), len(seen)),
    )


def _ends(stance: Stance) -> tuple[float, float, bool]:
    """The ends of its only number, a little inside the exact ones; and whether that does not tell all."""
    if len(stance.values) != 1 or stance.denied or stance.values[0].role != "level":
        return 0.0, 0.0, True
    try:
        return *_floats(stance.values[0]), False
    except OverflowError:
        return 0.0, 0.0, True


def _floats(value: Value) -> tuple[float, float]:
    low = float("-inf") if value.measure.low is None else float(value.measure.low)
    high = float("inf") if value.measure.high is None else float(value.measure.high)
    return low + abs(low) * EDGE if value.measure.low else low, high - abs(high) * EDGE if value.measure.high else high
