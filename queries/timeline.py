"""Every value that is told of a measure of something, over the time that it is told for."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from typing import Literal, get_args

from kg.contract import last_day
from kg.gazetteer import Knowledge
from kg.model import Quantity
from kg.store import Store
from kg.units import Units
from queries import names
from queries.comparison.stance import Stance
from queries.comparison.values import Value
from queries.listing import LARGEST, Found, Wanted, claims

Role = Literal["level", "share", "change", "other"]
ROLES: tuple[Role, ...] = get_args(Role)
"""What a number tells of its measure: how much it is, how much of another whole, by how much it moves, or something
else, for its unit measures none of these: the companies whose value is told.
"""
PLAIN = frozenset({"%", "pp", "x"})
"""Units of shares, changes and multiples, which are never put into one another: 3 times is not by 300%."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Point:
    """A value that is told.

    `quantity` is in the unit of its series, `stated` as the text has it. `target` is the last day of the time that the
    value is for, or the first where that has no end; None where the claim names no time.
    """

    found: Found
    role: Role
    stated: Quantity
    quantity: Quantity
    segment: str = ""

    @property
    def target(self) -> date | None:
        """The day by which it is put on the line."""
        period = self.found.claim.period
        return (last_day(period.end) or period.start) if period else None

    @property
    def said(self) -> date | None:
        """The day of the article."""
        at = self.found.head.published
        return date(at.year, at.month, at.day) if at else None

    @property
    def scope(self) -> tuple[str, ...]:
        """What narrows the subject: other entities that the claim names, and the part of a business."""
        return (*self.found.claim.entities[1:], *filter(None, (self.segment,)))


def timeline(store: Store, knowledge: Knowledge, entity: str, metric: str, parts: bool = False) -> list[Point]:
    """What is told of `metric` of `entity`, with `parts` of its parts and products too.

    Levels come first, then shares and changes, each unit by itself, by the time that they are told for and then by the
    day they were said; those without a time last. Units that measure one thing are brought to the one told most often;
    currencies stay apart, for no rate is known. UsageError, with the likeliest names, for a name that nothing has.

    >>> with Store.memory() as store:
    ...     timeline(store, Knowledge.load(), "輝達", "市值")
    []
    """
    about = set(_about(store, knowledge, entity, parts))
    found = list(_claims(store, knowledge, entity, metric, parts))
    points = [
        point
        for one in found
        if one.claim.entities and one.claim.entities[0] in about
        for point in _points(Stance(found=one, knowledge=knowledge))
    ]
    return sorted(_united(points), key=_order)


def _about(store: Store, knowledge: Knowledge, entity: str, parts: bool) -> tuple[str, ...]:
    id = names.entity(store, knowledge, entity)
    return names.with_parts(knowledge, id) if parts else (id,)


def _claims(store: Store, knowledge: Knowledge, entity: str, metric: str, parts: bool) -> Iterator[Found]:
    """Claims of the metric and of the narrower one that it is of such a subject: the cost of inference."""
    wide = names.metric(knowledge, metric)
    for id in dict.fromkeys((wide, knowledge.refine(wide, [names.entity(store, knowledge, entity)]))):
        yield from claims(store, knowledge, Wanted(entity=entity, parts=parts, metric=id), LARGEST).found


def _points(stance: Stance) -> Iterator[Point]:
    for value in stance.values:
        told = value.quantity
        yield Point(found=stance.found, role=_role(value, stance), stated=told, quantity=told, segment=stance.segment)


def _role(value: Value, stance: Stance) -> Role:
    metric = stance.knowledge.metrics.get(stance.claim.metric or "")
    if value.role == "change":
        return "share" if value.quantity.basis == "share" else "change"
    return "level" if metric is None or _alike(metric.unit, value.quantity.unit) else "other"


def _alike(unit: str, other: str) -> bool:
    """Whether a number of unit `other` can be a level of what is measured in `unit`: both are money, or neither is.

    >>> _alike("USD", "CNY"), _alike("kWh", "GW"), _alike("USD", "company"), _alike("%", "USD")
    (True, True, False, False)
    """
    ours, theirs = (dimension(one.partition("/")[0]) == "money" for one in (unit, other))
    return not unit or not other or ours == theirs


def dimension(unit: str) -> str:
    """What a unit measures; a word that is none counts things."""
    known = Units.load().get(unit)
    return known.dimension if known else "count"


def _united(points: Sequence[Point]) -> Iterator[Point]:
    """The points, each in the unit that is told most often among those that measure the same."""
    told = Counter(_unit(point) for point in points)
    usual = sorted(told, key=lambda unit: (-told[unit], unit))
    for point in points:
        yield next(filter(None, (_in_unit(point, unit) for unit in usual)), point)


def _unit(point: Point) -> str:
    """The unit of a number; what flows within its time flows so much a year."""
    return point.stated.unit.removesuffix("/year")


def _in_unit(point: Point, unit: str) -> Point | None:
    """The point in `unit`; None where that measures something else."""
    own = _unit(point)
    if own != unit and {own, unit} & PLAIN:
        return None
    low, high = (_converted(end, own, unit) for end in (point.stated.low, point.stated.high))
    if (low, high) == (None, None):
        return None
    return replace(point, quantity=replace(point.stated, low=low, high=high, unit=unit))


def _converted(value: Decimal | None, source: str, target: str) -> Decimal | None:
    return None if value is None else Units.load().convert(value, source, target)


def _order(point: Point) -> tuple[object, ...]:
    claim, target, said = point.found.claim, point.target, point.said
    series = ROLES.index(point.role), point.quantity.unit
    place = claim.span.article, claim.span.start, claim.id, point.stated.span.start
    return *series, target is None, target or date.max, said or date.max, *place


def series(points: Iterable[Point]) -> dict[tuple[Role, str], list[Point]]:
    """The points by what they tell and in which unit, in the order they come.

    >>> series([])
    {}
    """
    found: dict[tuple[Role, str], list[Point]] = {}
    for point in points:
        found.setdefault((point.role, point.quantity.unit), []).append(point)
    return found
