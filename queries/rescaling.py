"""A stated result, moved as the inputs of its sum move."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from decimal import Context, Decimal

from kg.errors import UsageError
from kg.model import Computation, Quantity
from kg.units import Units

Moved = tuple[Quantity, Quantity, bool]
"""A quantity before and after, and whether it divides or is taken away."""
_FINE = Context(prec=28)
_CLOSE = Decimal("0.05")


class UnknownError(ValueError):
    """What cannot be worked out, and why."""


def fitted(value: Quantity, stated: Quantity) -> Quantity:
    """`value` in the unit of `stated`; a bare number below 1 is a share where a share is stated. UsageError else."""
    ends = [_fitted(end, value.unit, stated.unit) for end in (value.low, value.high)]
    return replace(stated, low=ends[0], high=ends[1])


def _fitted(end: Decimal | None, unit: str, wanted: str) -> Decimal | None:
    if end is None:
        return None
    over = wanted.split("/", maxsplit=1)[0]
    if not unit:
        return Decimal(f"{(end * 100).normalize():f}") if over == "%" and 0 < end < 1 else end
    found = Units.load().convert(end, unit, wanted if "/" in unit else over)
    if found is None:
        raise UsageError(f"the premise is told in {wanted or 'a bare number'}, not in {unit}; give it in its own unit")
    return found


def reworked(sum: Computation, inputs: Sequence[Moved], result: Quantity) -> Quantity:
    """The result that the changed inputs lead to; what the sum leaves unsaid stays as it was."""
    changed = [(_middle(a), _middle(b), inverse) for a, b, inverse in inputs]
    if sum.operation == "sum":
        moved = [_difference(one, result) for one in inputs]
        return _each(result, lambda end: end + _total(moved))
    if any(before == 0 for before, _, _ in changed) or any(after == 0 and inverse for _, after, inverse in changed):
        raise UnknownError("a number in it is nothing, and nothing can be divided by it")
    if sum.operation == "product":
        ratio = Decimal(1)
        for before, after, inverse in changed:
            ratio *= _FINE.divide(before, after) if inverse else _FINE.divide(after, before)
        return _each(result, lambda end: end * ratio)
    if sum.operation == "growth" and len(changed) == 2:
        return _grown(changed[0], changed[1], result)
    raise UnknownError("growth over several years is not carried on")


def _grown(to: tuple[Decimal, Decimal, bool], start: tuple[Decimal, Decimal, bool], result: Quantity) -> Quantity:
    """To over from, or what is more than one of it, as the text tells it."""
    scale = Decimal(1) if result.unit == "x" else Decimal(100)
    was, becomes = _FINE.divide(to[0], start[0]) * scale, _FINE.divide(to[1], start[1]) * scale
    less = abs(was - scale - _middle(result)) < abs(was - _middle(result))
    base = scale if less else Decimal(0)
    ratio = _FINE.divide(becomes, was)
    return _each(result, lambda end: (end + base) * ratio - base)


def _difference(one: Moved, result: Quantity) -> Decimal:
    before, after, inverse = one
    moved = Units.load().convert(_middle(after) - _middle(before), before.unit, result.unit)
    if moved is None:
        raise UnknownError(f"{before.unit} cannot be added to {result.unit}")
    return -moved if inverse else moved


def _total(moved: Sequence[Decimal]) -> Decimal:
    return sum(moved, Decimal(0))


def _each(result: Quantity, work: object) -> Quantity:
    assert callable(work)
    low, high = (None if end is None else _rounded(work(end)) for end in (result.low, result.high))
    return replace(result, low=low, high=high)


def _rounded(value: Decimal) -> Decimal:
    """Four figures, as many as a sum of rounded numbers bears; never with an exponent."""
    return Decimal(f"{Context(prec=4).plus(value).normalize():f}")


def _middle(one: Quantity) -> Decimal:
    ends = [end for end in (one.low, one.high) if end is not None]
    if not ends:
        raise UnknownError("a number in it is not told")
    return sum(ends, Decimal(0)) / len(ends)


def agree(one: Quantity, other: Quantity) -> bool:
    """Whether both are the same within a twentieth."""
    a, b = _middle(one), _middle(other)
    return abs(a - b) <= _CLOSE * max(abs(a), abs(b))
