"""The numbers that claims tell, ready for arithmetic: exact, and as wide as their own words allow."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

from ingest.sum_lists import starts
from kg.algebra import Measure
from kg.rounding import LOOSE, ROUND, rounding
from kg.units import Units

if TYPE_CHECKING:
    from ingest.neighbours import Neighbours
    from kg.model import Quantity

MANY = 8  # numbers of one claim that are tried
TIMES = frozenset({"year", "month", "quarter", "week", "day", "hour", "minute", "second"})


class Number(NamedTuple):
    """One quantity of one draft; `named` where it names a group, so that no rounding is in it.

    `every` is the time over which it comes, where arithmetic takes it as a rate.
    """

    place: int
    nth: int
    quantity: Quantity
    named: bool = False
    every: str = ""

    @property
    def start(self) -> int:
        """First character in the cleaned text."""
        return self.quantity.span.start

    @property
    def end(self) -> int:
        """Character after its last."""
        return self.quantity.span.end

    @property
    def unit(self) -> str:
        """The unit without the year of a flow, which a text may leave unsaid: USD of USD/year."""
        return self.quantity.unit.removesuffix("/year")

    @property
    def rate(self) -> str:
        """The unit in which arithmetic takes it: USD/hour where its clause tells of an hour."""
        return f"{self.unit}/{self.every}" if self.every else self.unit

    @property
    def yearly(self) -> bool:
        """Whether it is told by the year."""
        return self.quantity.unit.endswith("/year")

    @property
    def share(self) -> bool:
        """Whether it is a part of a whole, or a rate, in percent."""
        return self.unit == "%"

    @property
    def time(self) -> bool:
        """Whether it is a length of time."""
        return self.quantity.unit in TIMES

    @property
    def money(self) -> bool:
        """Whether it is an amount of money, at once or by the year."""
        return _dimension(self.unit) == "money"

    @property
    def priced(self) -> bool:
        """Whether it is money, at once or for something."""
        return _dimension(self.unit.split("/")[0]) == "money"

    @property
    def counted(self) -> bool:
        """Whether it counts things: GPUs, people, companies."""
        return is_count(self.unit)

    @property
    def kind(self) -> str:
        """What sort of number it is: share, multiple, money, time, count; empty for any other."""
        kinds = {"share": self.share, "multiple": self.unit == "x", "money": self.money, "time": self.time}
        return next((name for name, told in kinds.items() if told), "count" if self.counted or not self.unit else "")

    @property
    def firm(self) -> bool:
        """Whether it says a number at all on both sides, and a positive one."""
        return all(end is not None and end > 0 for end in (self.quantity.low, self.quantity.high))

    @property
    def exact(self) -> Measure:
        """The value as told, a flow by its year unless arithmetic takes it as a rate."""
        return Measure.between(self.quantity.low, self.quantity.high, self.rate)

    @property
    def wide(self) -> Measure:
        """The value with what rounding and words of approximation allow."""
        return self.exact if self.named else _widened(self.quantity, self.unit, self.rate)


def is_count(unit: str) -> bool:
    """Whether a unit counts things."""
    return bool(unit) and "/" not in unit and unit not in ROUND and _dimension(unit) in {"count", ""}


def _dimension(unit: str) -> str:
    known = Units.load().get(unit)
    return known.dimension if known else ""


def _widened(quantity: Quantity, unit: str, rate: str) -> Measure:
    nearly = starts("approaches", quantity.span.quote)
    low = None if quantity.low is None else quantity.low - rounding(quantity.low, unit)
    high = None if quantity.high is None else quantity.high + (0 if nearly else rounding(quantity.high, unit))
    plain = Measure.between(low, high, rate)
    if not quantity.approximate and not nearly:
        return plain
    more = plain.widened(LOOSE)
    return replace(more, high=plain.high) if nearly else more


def numbers(text: Neighbours) -> list[list[Number]]:
    """By draft: its numbers."""
    return [list(_of(place, draft.quantities)) for place, draft in enumerate(text.drafts)]


def _of(place: int, quantities: tuple[Quantity, ...]) -> Iterator[Number]:
    for nth, quantity in enumerate(quantities[:MANY]):
        if quantity.low is not None or quantity.high is not None:
            yield Number(place, nth, quantity)
