"""Exact values of numerals: a figure is what was written and the bounds it stands for."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Context, Decimal
from typing import NamedTuple, TypeVar

EXACT = Context(prec=60)
ONE = Decimal(1)
LONGEST = 40
T = TypeVar("T")


class Figure(NamedTuple):
    """A number as told: the value on the page, the bounds it stands for, and how it was written.

    `scale` is the multiplier that an earlier number of the same range may share (亿 in 3000-4000 亿); `literal` is the
    numeral when nothing but digits was written; `high` None is a numeral without an upper bound of its own (上万);
    `round` is one without any digit (千亿, 几百, millions), which is an order of magnitude rather than a count.
    """

    written: Decimal
    low: Decimal
    high: Decimal | None
    scale: Decimal = ONE
    literal: str = ""
    fraction: bool = False
    round: bool = False
    approximate: bool = False

    @staticmethod
    def of(value: Decimal | int) -> Figure:
        """The point `value`."""
        exact = Decimal(value)
        return Figure(exact, exact, exact)

    @property
    def is_point(self) -> bool:
        """Whether it is one value."""
        return self.low == self.high

    def times(self, factor: Decimal, shared: bool = True) -> Figure:
        """The figure multiplied; the factor counts as its scale unless it is not `shared`."""
        written, low, high = self._each(lambda side: multiply(side, factor))
        scale = multiply(self.scale, factor) if shared else self.scale
        return replace(self, written=written, low=low, high=high, scale=scale, literal="")

    def over(self, divisor: Decimal) -> Figure:
        """The figure divided, to 28 digits where it does not end."""
        written, low, high = self._each(lambda side: divide(side, divisor))
        return replace(self, written=written or self.written, low=low or self.low, high=high)

    def _each(self, change: Callable[[Decimal], T]) -> tuple[T, T, T | None]:
        """Value and bounds changed; those of a point once for all."""
        written = change(self.written)
        low = written if self.low is self.written else change(self.low)
        high = low if self.high is self.low else None if self.high is None else change(self.high)
        return written, low, high

    def plus(self, other: Figure) -> Figure:
        """The sum of two parts of one numeral."""
        high = None if self.high is None or other.high is None else plain(EXACT.add(self.high, other.high))
        written, low = plain(EXACT.add(self.written, other.written)), plain(EXACT.add(self.low, other.low))
        return replace(self, written=written, low=low, high=high, literal="", round=self.round and other.round)

    def negated(self) -> Figure:
        """The figure under a minus sign."""
        low = -self.low if self.high is None else -self.high
        return replace(self, written=-self.written, low=low, high=-self.low, literal="")


replace = Figure._replace


def multiply(value: Decimal, factor: Decimal) -> Decimal:
    """The exact product, written plainly."""
    return plain(EXACT.multiply(value, factor))


def divide(value: Decimal, divisor: Decimal) -> Decimal | None:
    """The quotient, to 28 digits where it does not end; None for a divisor of zero.

    >>> divide(Decimal(3), Decimal(4)), divide(Decimal(1), Decimal(0))
    (Decimal('0.75'), None)
    """
    if divisor == 0:
        return None
    return plain(Context(prec=28).divide(value, divisor))


def plain(value: Decimal) -> Decimal:
    """The value without exponent and without zeros behind the point.

    >>> plain(Decimal("1.50E+3")), plain(Decimal("4.800"))
    (Decimal('1500'), Decimal('4.8'))
    """
    if value.is_zero():
        return Decimal(0)
    if value == value.to_integral_value(context=EXACT) and value.adjusted() < LONGEST + 16:
        return value.quantize(ONE, context=EXACT)
    return value.normalize(EXACT)


def from_literal(text: str) -> Decimal | None:
    """The value of digits as written; None when there are more of them than a number has.

    >>> from_literal("12,34,567.89"), from_literal("1.111,11"), from_literal("1.3e6"), from_literal("2.5^-1")
    (Decimal('1234567.89'), Decimal('1111.11'), Decimal('1300000'), Decimal('0.4'))
    """
    if len(text) > LONGEST:
        return None
    if "^" in text:
        base, _, power = text.partition("^")
        return _power(Decimal(base), int(power))
    if "," in text and "." in text and text.rindex(",") > text.rindex("."):
        text = text.replace(".", "").replace(",", ".")
    elif "." not in text and 0 < len(text) - text.rfind(",") - 1 < 3 and text.count(",") == 1:
        text = text.replace(",", ".")
    bare = text.replace(",", "").replace("，", "").replace("\u202f", "").replace("\xa0", "").replace(" ", "")
    return plain(Decimal(bare)) if "e" not in bare or abs(int(bare.partition("e")[2])) < LONGEST else None


def _power(base: Decimal, power: int) -> Decimal | None:
    if abs(power) > 100 or (base == 0 and power < 0):
        return None
    return plain(Context(prec=28).power(base, power))


def step(value: Decimal) -> Decimal:
    """The unit of the last digit that is not zero: what 多 adds to a round number at most.

    >>> step(Decimal(2000)), step(Decimal(1500)), step(Decimal("2.5"))
    (Decimal('1000'), Decimal('100'), Decimal('0.1'))
    """
    digits = plain(value).normalize(EXACT).as_tuple()
    return plain(Decimal((0, (1,), int(digits.exponent)))) if value else ONE
