"""The terms in which two readings of one text are compared: normal forms of numbers, times and names of entities."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import NamedTuple

from kg.model import Period, Quantity

DATA = Path(__file__).parent / "data" / "gold.toml"
_REPEATING = 6  # decimals from which on a value can only be a fraction written out (0.333333...)


class Number(NamedTuple):
    """What two readers of a number must agree on; `unit` is the id of a unit, percent in percent points.

    >>> print(Number.of(Decimal("0.2"), Decimal("0.2"), "~<", "fraction/year"))
    ~ 20 %/year
    """

    low: Decimal | None
    high: Decimal | None
    comparator: str
    unit: str

    @staticmethod
    def of(low: Decimal | None, high: Decimal | None, comparator: str, unit: str) -> Number:
        """The normal form: an open side is None, two different sides are a `range`, `~<` is `~`."""
        if unit.partition("/")[0] == "fraction":
            low, high = (None if side is None else side * 100 for side in (low, high))
        if comparator in {">", ">="}:
            return Number(low, None, comparator, unit_id(unit))
        if comparator in {"<", "<="}:
            return Number(None, high, comparator, unit_id(unit))
        sign = "range" if low != high else "=" if comparator == "range" else comparator.removesuffix("<")
        return Number(low, high, sign, unit_id(unit))

    @staticmethod
    def read(quantity: Quantity) -> Number:
        """The normal form of a quantity of ours."""
        return Number.of(quantity.low, quantity.high, quantity.comparator, quantity.unit)

    def agrees(self, other: Number) -> bool:
        """Whether everything is the same."""
        return (self.comparator, self.unit) == (other.comparator, other.unit) and self.agrees_in_value(other)

    def agrees_in_value(self, other: Number) -> bool:
        """Whether low and high are the same, whatever the comparator and the unit."""
        return _same(self.low, other.low) and _same(self.high, other.high)

    def __str__(self) -> str:
        sides = [_plain(side) for side in (self.low, self.high) if side is not None]
        value = "..".join(sides) if self.comparator == "range" else sides[0] if sides else "?"
        return f"{self.comparator} {value} {self.unit}".removeprefix("= ").strip()


class Time(NamedTuple):
    """Half-open stretch of days, as in `Period`; None leaves a side open."""

    start: date | None
    end: date | None

    @staticmethod
    def read(period: Period) -> Time:
        """The days of a period of ours."""
        return Time(period.start, period.end)

    def months(self) -> tuple[tuple[int, int] | None, tuple[int, int] | None]:
        """Year and month of the first and of the last day."""
        return _month(self.start), _month(self.last)

    @property
    def last(self) -> date | None:
        """The last day inside."""
        return self.end - timedelta(days=1) if self.end else None

    def __str__(self) -> str:
        return f"{self.start or ''}..{self.last or ''}"


@dataclass(frozen=True, slots=True)
class Names:
    """Ids of an annotator's own turned into ours: by the id itself, else by a name, else kept.

    Letters' case and the signs between words do not count in an id.

    >>> names = Names(ids=["ai-labs"], resolve={"Waymo": "waymo"}.get)
    >>> names.ours("AI_LABS"), names.ours("W", ["the robotaxi firm", "Waymo"]), names.ours("X", ["?"])
    ('ai-labs', 'waymo', 'X')
    """

    ids: Iterable[str]
    resolve: Callable[[str], str | None]
    _by_slug: dict[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self._by_slug.update((slug(id), id) for id in self.ids)

    def ours(self, id: str, names: Iterable[str] = (), made: Mapping[str, str] | None = None) -> str:
        """Our id for the annotator's `id` that goes by `names`; `made` has ids of new entities by folded name."""
        known = self._by_slug.get(slug(id))
        tries = [part for name in (*names, id) for part in _parts(name)]
        by_name = (found for name in tries if (found := self.resolve(name)))
        by_text = (made[name.casefold()] for name in tries if made and name.casefold() in made)
        return known or next(by_name, None) or next(by_text, id)


def slug(id: str) -> str:
    """An id without case and without the signs between its words."""
    return re.sub(r"[\W_]+", "", id.casefold())


def unit_id(unit: str) -> str:
    """The unit's id for an annotator's name of it.

    >>> unit_id("rides/week"), unit_id("USD")
    ('ride/week', 'USD')
    """
    counted, per, rest = unit.partition("/")
    return _units().get(counted, counted) + per + rest


@cache
def _units() -> Mapping[str, str]:
    units: dict[str, str] = tomllib.loads(DATA.read_text(encoding="utf-8"))["units"]
    return units


def _parts(name: str) -> list[str]:
    """A name, and what it names twice: `Google / Alphabet`, `AI training (pre-training)`."""
    whole = re.sub(r"\s*\(.*?\)\s*", " ", name).strip()
    return list(dict.fromkeys([name, whole, *whole.split(" / ")]))


def _month(day: date | None) -> tuple[int, int] | None:
    return (day.year, day.month) if day else None


def _same(left: Decimal | None, right: Decimal | None) -> bool:
    if left is None or right is None:
        return left is right
    if _decimals(left) > _REPEATING or _decimals(right) > _REPEATING:
        return round(left, 2) == round(right, 2)
    return left == right


def _decimals(value: Decimal) -> int:
    exponent = value.normalize().as_tuple().exponent
    return -exponent if isinstance(exponent, int) else 0


def _plain(value: Decimal) -> str:
    return f"{round(value, 4).normalize():f}"
