"""The tests of numbers: whether they agree, whether a part fits its whole, and how likely both are."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import product

from kg.algebra import Measure, UnitError
from queries.comparison.level import Level, numbers
from queries.comparison.stance import Stance
from queries.comparison.values import Value


def quantity(one: Stance, other: Stance) -> Level:
    """Whether their numbers have a value in common: `meets`, `apart`, `threshold` (bounds apart), `unit`, `untold`."""
    found = list(_compared(one, other))
    if not found:
        both = one.values and other.values
        return ("unit" if both else "untold"), f"{numbers(one)} / {numbers(other)}"
    return next((level for level in found if level[0] == "meets"), found[0])


def _compared(one: Stance, other: Stance) -> Iterator[Level]:
    for ours, theirs in product(one.values, other.values):
        if ours.role != theirs.role:
            continue
        left, right = _signed(one, ours), _signed(other, theirs)
        if left is None or right is None:
            continue
        told = f"{ours.quantity.span.quote} / {theirs.quantity.span.quote}"
        try:
            meets = left.meets(right)
        except UnitError:
            continue
        bounds = all(None in (measure.low, measure.high) for measure in (left, right))
        yield ("meets" if meets else "threshold" if bounds else "apart"), told


def _signed(stance: Stance, value: Value) -> Measure | None:
    """The number with its direction, and turned round where it is denied: not to reach 5 is to stay below it."""
    return _moved(stance, value) if value.role == "change" else _turned(stance, value.measure)


def _turned(stance: Stance, measure: Measure) -> Measure:
    """How much it is, turned round where that is denied."""
    if not stance.denied:
        return measure
    if measure.low is None or (measure.high is not None and stance.sign == -1):
        return Measure(low=measure.high, high=None, dimensions=measure.dimensions)
    return Measure(low=None, high=measure.low, dimensions=measure.dimensions)


def _moved(stance: Stance, value: Value) -> Measure | None:
    """A change with its sign; of a denied one only what lies beyond its bound is known."""
    if stance.sign not in {1, -1}:
        return None
    told = value.quantity.low
    moved = value.measure if stance.sign == 1 or (told is not None and told < 0) else -value.measure
    if not stance.denied:
        return moved
    if (moved.low is None) == (moved.high is None):
        return None
    return Measure(low=moved.high, high=moved.low, dimensions=moved.dimensions)


def size(one: Stance, other: Stance) -> Level:
    """Whether a part is larger than its whole: `exceeds`, else `fits`, or `untold`."""
    if not (_is_part(one, other) or _is_part(other, one)):
        return "untold", "-"
    small, whole = (one, other) if _is_part(one, other) else (other, one)
    for part, total in product(small.values, whole.values):
        told = f"{part.quantity.span.quote} / {total.quantity.span.quote}"
        if part.role != "level" or total.role != "level" or part.measure.dimensions != total.measure.dimensions:
            continue
        least, most = _turned(small, part.measure).low, _turned(whole, total.measure).high
        if least is not None and most is not None:
            return ("exceeds" if least > most else "fits"), told
    return "untold", f"{numbers(one)} / {numbers(other)}"


def _is_part(one: Stance, other: Stance) -> bool:
    """Whether the one tells of a part of what the other tells of: narrower in one way, and wider in none."""
    if other.subject in one.wholes | one.owners:
        return True
    if (one.segment or one.modifier) and other.aspects.get("count") == "total":
        return True
    ours, theirs = map(_scope, (one, other))
    return any(a and not b for a, b in zip(ours, theirs, strict=True)) and not any(
        b and not a for a, b in zip(ours, theirs, strict=True)
    )


def _scope(stance: Stance) -> tuple[bool, ...]:
    """What narrows its subject."""
    return tuple(map(bool, (stance.owners, stance.places, stance.segment, stance.products, stance.topics)))


def chance(one: Stance, other: Stance) -> Level:
    """Whether what includes the other is less likely than it: `impossible`, else `possible`, or `untold`."""
    ours, theirs = one.chance, other.chance
    if ours is None or theirs is None:
        return "untold", "-"
    clash = (_harder(one, other) and _above(ours, theirs)) or (_harder(other, one) and _above(theirs, ours))
    return ("impossible" if clash else "possible"), f"{ours.told('%')} / {theirs.told('%')}"


def _harder(one: Stance, other: Stance) -> bool:
    """Whether the one comes about only where the other does: it asks for more."""
    pairs = ((a.measure, b.measure) for a, b in product(one.values, other.values) if a.role == b.role)
    return any(
        a.low is not None and b.low is not None and a.dimensions == b.dimensions and a.low >= b.low for a, b in pairs
    )


def _above(one: Measure, other: Measure) -> bool:
    return one.low is not None and other.high is not None and one.low > other.high
