"""Exact arithmetic over intervals with units: what a product, a ratio or a sum of quantities comes to.

A value is an interval of fractions in a product of base units. A share counts as a fraction of one and a multiple as a
bare number, so that 75% of 400 billion dollars is dollars. A month has no fixed number of days: it is a twelfth of a
year of 365.25 days where a text divides one by the other.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Context, Decimal
from fractions import Fraction

from kg.errors import UsageError
from kg.model import Quantity
from kg.units import Units

Dimensions = tuple[tuple[str, int], ...]
"""Base units with their exponents, in order; none is zero."""

_DAYS = Fraction(1461, 4)  # of a year, leap years among them
_MONTH = _DAYS * 86400 / 12  # seconds
_PLAIN = {"%": Fraction(1, 100), "pp": Fraction(1, 100), "x": Fraction(1), "": Fraction(1)}
_COMPOSED: Mapping[str, tuple[Dimensions, Fraction]] = {
    "Wh": ((("W", 1), ("second", 1)), Fraction(3600)),
    "J": ((("W", 1), ("second", 1)), Fraction(1)),
}


class UnitError(UsageError):
    """Quantities that cannot be added or compared, for they measure different things."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Measure:
    """An interval in a product of units; `None` leaves a side open.

    >>> hours = Measure.of("8000", "GPU") * Measure.of("1", "kW") * Measure.of("100", "day")
    >>> (hours / Measure.of("1", "GPU")).told("GWh")
    '19.2 GWh'
    >>> Measure.of("1", "USD") + Measure.of("1", "GPU")
    Traceback (most recent call last):
    kg.algebra.UnitError: USD and GPU cannot be added: they measure different things
    """

    low: Fraction | None
    high: Fraction | None
    dimensions: Dimensions = ()

    @staticmethod
    def of(value: str | Decimal, unit: str) -> Measure:
        """A single value of a unit as `kg.units` writes it: USD, %, kW, USD/month."""
        return Measure.between(Decimal(value), Decimal(value), unit)

    @staticmethod
    def between(low: Decimal | None, high: Decimal | None, unit: str) -> Measure:
        """An interval of a unit."""
        dimensions, factor = _factors(unit)
        ends = (None if end is None else Fraction(end) * factor for end in (low, high))
        return Measure(low=next(ends), high=next(ends), dimensions=dimensions)

    @staticmethod
    def read(quantity: Quantity) -> Measure:
        """The interval that a quantity tells."""
        return Measure.between(quantity.low, quantity.high, quantity.unit)

    def __mul__(self, other: Measure) -> Measure:
        low, high = _products(_ends(self), _ends(other))
        return Measure(low=low, high=high, dimensions=_joined(self.dimensions, other.dimensions, 1))

    def __truediv__(self, other: Measure) -> Measure:
        return self * other.inverse()

    def __add__(self, other: Measure) -> Measure:
        self._alike(other, "added")
        return Measure(low=_sum(self.low, other.low), high=_sum(self.high, other.high), dimensions=self.dimensions)

    def __neg__(self) -> Measure:
        low, high = (None if end is None else -end for end in (self.high, self.low))
        return Measure(low=low, high=high, dimensions=self.dimensions)

    def __sub__(self, other: Measure) -> Measure:
        self._alike(other, "taken from one another")
        return self + -other

    def inverse(self) -> Measure:
        """One over it. UnitError where it may be nothing, for nothing divides."""
        if self.low is None or self.low <= 0:
            raise UnitError("what may be nothing, or less, divides nothing")
        low = Fraction(0) if self.high is None else 1 / self.high
        return Measure(low=low, high=1 / self.low, dimensions=_joined((), self.dimensions, -1))

    def meets(self, other: Measure) -> bool:
        """Whether both have a value in common."""
        self._alike(other, "compared")
        return not (_below(self.high, other.low) or _below(other.high, self.low))

    def widened(self, share: Fraction) -> Measure:
        """With a share of it more on either side."""
        low, high = self.low, self.high
        return Measure(
            low=None if low is None else low - abs(low) * share,
            high=None if high is None else high + abs(high) * share,
            dimensions=self.dimensions,
        )

    def told(self, unit: str) -> str:
        """The value in a unit, to three figures: 19.2 GWh, 23 to 30 x. UnitError where it is of another kind."""
        dimensions, factor = _factors(unit)
        if dimensions != self.dimensions:
            raise UnitError(f"{_named(self.dimensions)} and {unit or 'a bare number'} cannot be compared: {_DIFFER}")
        ends = dict.fromkeys(_written(end / factor) for end in (self.low, self.high) if end is not None)
        words = " to ".join(ends)
        if self.low is None or self.high is None:
            words = f"at {'most' if self.low is None else 'least'} {words}"
        return f"{words} {unit}".strip()

    def _alike(self, other: Measure, how: str) -> None:
        if self.dimensions != other.dimensions:
            raise UnitError(f"{_named(self.dimensions)} and {_named(other.dimensions)} cannot be {how}: {_DIFFER}")


_DIFFER = "they measure different things"


def _factors(unit: str) -> tuple[Dimensions, Fraction]:
    """The base units of a unit or a rate, and how many of them it is."""
    over, *under = unit.split("/")
    dimensions, factor = _factor(over)
    for part in under:
        other, many = _factor(part)
        dimensions, factor = _joined(dimensions, other, -1), factor / many
    return dimensions, factor


def _factor(unit: str) -> tuple[Dimensions, Fraction]:
    if unit in _PLAIN:
        return (), _PLAIN[unit]
    known = Units.load().get(unit)
    if known is None:
        return ((unit, 1),), Fraction(1)
    factor = Fraction(known.factor)
    if known.base in _PLAIN:
        return (), factor * _PLAIN[known.base]
    if known.base == "month":
        return (("second", 1),), factor * _MONTH
    dimensions, more = _COMPOSED.get(known.base, (((known.base, 1),), Fraction(1)))
    return dimensions, factor * more


def _joined(one: Dimensions, other: Dimensions, sign: int) -> Dimensions:
    powers = dict(one)
    for unit, power in other:
        powers[unit] = powers.get(unit, 0) + sign * power
    return tuple(sorted((unit, power) for unit, power in powers.items() if power))


def _ends(measure: Measure) -> tuple[Fraction | None, Fraction | None]:
    return measure.low, measure.high


def _products(
    one: tuple[Fraction | None, Fraction | None], other: tuple[Fraction | None, Fraction | None]
) -> tuple[Fraction | None, Fraction | None]:
    """The bounds of a product; an open side is taken for one without end."""
    found = [_times(a, b, up=(nth, mth)) for nth, a in enumerate(one) for mth, b in enumerate(other)]
    lows = [value for value in found if value != _UP]
    highs = [value for value in found if value != _DOWN]
    low = None if _DOWN in lows or not lows else min(value for value in lows if isinstance(value, Fraction))
    high = None if _UP in highs or not highs else max(value for value in highs if isinstance(value, Fraction))
    return low, high


_UP, _DOWN = "up", "down"


def _times(a: Fraction | None, b: Fraction | None, up: tuple[int, int]) -> Fraction | str:
    """A product of two ends, of which an open one lies endlessly far below (0) or above (1)."""
    if a is not None and b is not None:
        return a * b
    if a == 0 or b == 0:
        return Fraction(0)
    signs = [(1 if way else -1) if end is None else (1 if end > 0 else -1) for end, way in zip((a, b), up, strict=True)]
    return _UP if signs[0] * signs[1] > 0 else _DOWN


def _sum(one: Fraction | None, other: Fraction | None) -> Fraction | None:
    return None if one is None or other is None else one + other


def _below(one: Fraction | None, other: Fraction | None) -> bool:
    return one is not None and other is not None and one < other


_FIGURES = Context(prec=3)


def _written(value: Fraction) -> str:
    """Three figures as people write them; more only where they are whole.

    >>> _written(Fraction(96, 5)), _written(Fraction(100, 3)), _written(Fraction(300000000000))
    ('19.2', '33.3', '300000000000')
    """
    told = _FIGURES.divide(Decimal(value.numerator), Decimal(value.denominator)).normalize()
    return f"{told:f}"


def _named(dimensions: Iterable[tuple[str, int]]) -> str:
    """The units as a product: USD, GPU·W, USD/person."""
    powers = list(dimensions)
    over = "·".join(f"{unit}{'' if power == 1 else f'^{power}'}" for unit, power in powers if power > 0)
    under = "".join(f"/{unit}{'' if power == -1 else f'^{-power}'}" for unit, power in powers if power < 0)
    return f"{over or '1'}{under}" if powers else "a bare number"
