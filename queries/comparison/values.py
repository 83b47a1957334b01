"""The numbers of a claim as they are held against those of another."""

from __future__ import annotations

from fractions import Fraction
from typing import Literal, NamedTuple

from kg.algebra import Measure
from kg.concepts import Metric
from kg.errors import ClaimgraphError
from kg.model import Quantity
from kg.rounding import LOOSE, rounding
from kg.units import Units
from queries.comparison.wording import pattern, words

Role = Literal["level", "change"]

CLOSE = Fraction(1, 100)
"""Share by which two exact numbers may differ on either side and still be one."""


class Value(NamedTuple):
    """A number of a claim: a level of its metric, or a change of it; as wide as it is meant."""

    role: Role
    measure: Measure
    quantity: Quantity


def value(quantity: Quantity, metric: Metric | None, behind: str = "") -> Value | None:
    """What the number tells of the metric: how much, or by how much it changes; None where it tells neither.

    `behind` are the words right behind it: what comes on top is a change.

    >>> from decimal import Decimal
    >>> from kg.model import Span
    >>> told = Quantity(span=Span(start=0, end=1, quote="2"), low=Decimal(2), high=Decimal(2), unit="USD")
    >>> roles = [value(told, None, behind) for behind in ("的增量", " of incremental demand", " of revenue")]
    >>> [one.role for one in roles if one]
    ['change', 'change', 'level']
    """
    unbounded = quantity.low is None and quantity.high is None
    if quantity.basis in words("unheld") or unbounded or _lasts(quantity, metric):
        return None
    unit = metric.unit if metric else ""
    try:
        counted = counts(unit) and (not quantity.unit or counts(quantity.unit))
        measure = wide(quantity, unit if counted else _bare(quantity.unit, metric))
    except ClaimgraphError:
        return None
    part = quantity.unit == "%" and metric is not None and unit not in words("shares")
    added = pattern("increment").match(behind) is not None
    changes = quantity.basis in words("changes") or quantity.unit == "pp" or part or added
    return Value("change" if changes else "level", measure, quantity)


def _lasts(quantity: Quantity, metric: Metric | None) -> bool:
    """Whether it is a length of time beside a measure told in percent: the three months of a three-month rate."""
    told = Units.load().get(quantity.unit)
    return bool(told and told.dimension == "time" and metric and metric.unit in words("shares"))


def _bare(unit: str, metric: Metric | None) -> str:
    """A price without what it is told for, where that goes without saying: $64 is $64 a barrel."""
    money, _, _ = unit.rpartition("/")
    known = metric is not None and metric.nature == "price"
    return money if known and unit.removeprefix(money) in words("customary") else unit


def counts(unit: str) -> bool:
    """Whether a unit counts things, whatever they are called."""
    known = Units.load().get(unit)
    return known.dimension == "count" if known else bool(unit) and "/" not in unit


def wide(quantity: Quantity, unit: str) -> Measure:
    """The number in `unit`, as wide as people mean it: about so much where it says so, rounded where it is no bound."""
    unit, low, high = unit.removesuffix("/year"), quantity.low, quantity.high
    if low is not None and high is not None:
        low, high = low - rounding(low, unit), high + rounding(high, unit)
    return Measure.between(low, high, unit).widened(LOOSE if quantity.approximate else CLOSE)
