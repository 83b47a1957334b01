"""Shares with their intervals, and forecasts held against what came: the Brier score and the calibration."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from math import sqrt
from statistics import NormalDist, fmean
from typing import NamedTuple

Forecast = tuple[float, float]
"""How likely something was said to be, and how far it came true, both from 0 to 1."""
SURE = NormalDist().inv_cdf(0.975)
"""Standard deviations either side of the middle within which 95% of a normal distribution lie."""
TENTHS = 10
"""Into how many classes the scale from 0 to 1 is cut."""


class Interval(NamedTuple):
    """A share and the bounds between which it lies with 95% confidence, each from 0 to 1."""

    share: float
    low: float
    high: float


def wilson(right: float, of: int) -> Interval:
    """The share of `right` among `of` (one at least), with its score interval, which is sound for few as well.

    Wilson (1927), Probable Inference, the Law of Succession, and Statistical Inference, JASA 22, 209-212; Brown, Cai
    and DasGupta (2001), Interval Estimation for a Binomial Proportion, Statistical Science 16(2), prefer it for few.

    >>> [round(end, 3) for end in wilson(8, 10)]
    [0.8, 0.49, 0.943]
    """
    share, square = right / of, SURE**2
    middle = (share + square / (2 * of)) / (1 + square / of)
    half = SURE / (1 + square / of) * sqrt(share * (1 - share) / of + square / (4 * of * of))
    return Interval(share, min(share, max(0.0, middle - half)), max(share, min(1.0, middle + half)))


@dataclass(frozen=True, slots=True, kw_only=True)
class Bucket:
    """Predictions that were said to be likely from `low` to `high`: how many there are, and how many were right."""

    low: float
    high: float
    stated: float
    count: int
    right: float
    observed: Interval


def brier(found: Sequence[Forecast]) -> float:
    """The mean square of what was said less what came, over at least one: Brier (1950), Monthly Weather Review 78, 1-3.

    It is 0 at best, 0.25 for who always says even, and 1 for who is sure and wrong.

    >>> brier([(1.0, 1.0), (0.5, 0.0)]), brier([(1.0, 0.0)])
    (0.125, 1.0)
    """
    return fmean((chance - right) ** 2 for chance, right in found)


def calibration(found: Iterable[Forecast]) -> tuple[Bucket, ...]:
    """Forecasts by tenths of how likely they were said to be, the least likely first; the last tenth has 1 in it.

    >>> [(one.low, one.high, one.count, one.right) for one in calibration([(0.75, 1.0), (0.7, 0.0), (1.0, 1.0)])]
    [(0.7, 0.8, 2, 1.0), (0.9, 1.0, 1, 1.0)]
    """
    held: dict[int, list[Forecast]] = {}
    for one in found:
        held.setdefault(min(TENTHS - 1, int(one[0] * TENTHS + _SLIP)), []).append(one)
    return tuple(_bucket(place, held[place]) for place in sorted(held))


_SLIP = 1e-9
"""What a tenth may lack in binary: 0.7 * 10 is below 7."""


def _bucket(place: int, found: Sequence[Forecast]) -> Bucket:
    right = sum(one for _, one in found)
    return Bucket(
        low=place / TENTHS,
        high=(place + 1) / TENTHS,
        stated=fmean(chance for chance, _ in found),
        count=len(found),
        right=right,
        observed=wilson(right, len(found)),
    )
