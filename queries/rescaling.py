"""A stated result, moved as the inputs of its sum move."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from decimal import Context, Decimal
from fractions import Fraction
from functools import reduce
from operator import add, mul

from kg.algebra import Measure, UnitError
from kg.errors import UsageError
from kg.model import Computation, Quantity
from kg.rounding import LOOSE
from kg.units import Units

Moved = tuple[Quantity, Quantity, bool]
"""A quantity before and after, and whether it divides or is taken away."""
_FINE = Context(prec=28)
YEARLY = frozenset({"%", "%/year"})
"""Units of a rate of growth."""


class UnknownError(ValueError):
    """What cannot be worked out, and why."""


def fitted(value: Quantity, stated: Quantity) -> Quantity:
    """`value` in the unit of `stated`; a bare number below 1 is a share where a share is stated. UsageError else.

    >>> from kg.model import Span
    >>> here = Span.of("x", 0, 1)
    >>> share = Quantity(span=here, low=Decimal(75), high=Decimal(75), unit="%")
    >>> fitted(replace(share, low=Decimal("0.5"), unit=""), share).low
    Decimal('50')
    """
    ends = [_fitted(end, value.unit, stated.unit) for end in (value.low, value.high)]
    return replace(stated, low=ends[0], high=ends[1])


def _fitted(end: Decimal | None, unit: str, wanted: str) -> Decimal | None:
    if end is None:
        return None
    over = wanted.split("/", maxsplit=1)[0]
    if not unit:
        return Decimal(f"{(end * 100).normalize():f}") if over == "%" and 0 < end < 1 else end
    if {unit, over} == {"%", "x"}:
        return Decimal(f"{(end * 100 if over == '%' else end / 100).normalize():f}")
    found = Units.load().convert(end, unit, wanted if "/" in unit else over)
    if found is None and "/" in unit and "/" not in wanted:
        found = Units.load().convert(end, unit, f"{wanted}/year")
    if found is None:
        raise UsageError(f"the number is told in {wanted or 'a bare number'}, not in {unit}; give it in its own unit")
    return found


def reworked(sum: Computation, inputs: Sequence[Moved], result: Quantity) -> Quantity:
    """The result that the changed inputs lead to; what the sum leaves unsaid stays as it was."""
    if sum.operation == "sum":
        years = _years_of_flow(inputs, result)
        moved = [_difference(one, result) * (years if _flows(one, result) else 1) for one in inputs]
        return _each(result, lambda end: end + _total(moved))
    changed = [(_middle(a), _middle(b), inverse) for a, b, inverse in inputs]
    if any(before == 0 for before, _, _ in changed) or any(after == 0 and inverse for _, after, inverse in changed):
        raise UnknownError("a number in it is nothing, and nothing can be divided by it")
    if sum.operation == "growth":
        return _grown(changed, result)
    if sum.operation == "compound" and inputs[-1][0].unit in YEARLY and result.unit not in {*YEARLY, "x"}:
        return _become(changed, result)
    if sum.operation == "compound":
        return _compounded(changed, result)
    ratio = _ratio(changed)
    return _each(result, lambda end: end * ratio)


def _ratio(changed: Iterable[tuple[Decimal, Decimal, bool]]) -> Decimal:
    """How many times as much a product becomes."""
    ratio = Decimal(1)
    for before, after, inverse in changed:
        ratio *= _FINE.divide(before, after) if inverse else _FINE.divide(after, before)
    return ratio


def _grown(changed: Sequence[tuple[Decimal, Decimal, bool]], result: Quantity) -> Quantity:
    """To over from as the text tells it: three times; two times more; a third of it; less by two thirds."""
    if len(changed) != 2:
        raise UnknownError("it does not tell from where to where it grows")
    (to, becomes, _), (start, begins, _) = changed
    whole = Decimal(1) if result.unit == "x" else Decimal(100)
    was, ratio = _FINE.divide(to, start), _FINE.divide(becomes * start, to * begins)
    told = _FINE.divide(_middle(result), whole)
    ways: list[Callable[[Decimal], Decimal]] = [lambda r: r, lambda r: r - 1, lambda r: 1 - r]
    backs: list[Callable[[Decimal], Decimal]] = [lambda r: r, lambda r: r + 1, lambda r: 1 - r]
    if result.unit == "x":
        ways.append(lambda r: _FINE.divide(1, r))
        backs.append(lambda r: _FINE.divide(1, r) if r else r)
    way, back = min(zip(ways, backs, strict=True), key=lambda pair: abs(pair[0](was) - told))
    return _each(result, lambda end: way(back(_FINE.divide(end, whole)) * ratio) * whole)


def _compounded(changed: Sequence[tuple[Decimal, Decimal, bool]], result: Quantity) -> Quantity:
    """The yearly rate over as many years as it was told over, for these are no number of the sum."""
    to, *others = changed
    start = others[0] if len(others) == 1 else (Decimal(1), Decimal(1), True)
    was, becomes = _FINE.divide(to[0], start[0]), _FINE.divide(to[1], start[1])
    whole = Decimal(1) if result.unit.startswith("x") else Decimal(100)
    least = min(was, becomes, whole + min(end for end in (result.low, result.high) if end is not None))
    if least <= 0 or was == 1 or len(others) > 1:
        raise UnknownError("the years over which it grows cannot be told from it")
    power = _FINE.divide(_FINE.ln(becomes), _FINE.ln(was))
    return _each(result, lambda end: (_FINE.power(1 + _FINE.divide(end, whole), power) - 1) * whole)


def _become(changed: Sequence[tuple[Decimal, Decimal, bool]], result: Quantity) -> Quantity:
    """What a value grows to at a yearly rate, over as many years as it was told over."""
    (start, begins, _), (rate, pace, falls) = changed
    was, becomes = (1 + _FINE.divide(-one if falls else one, Decimal(100)) for one in (rate, pace))
    ratio = _FINE.divide(_middle(result), start)
    if min(was, becomes, ratio) <= 0 or was == 1 or (ratio > 1) != (was > 1):
        raise UnknownError("the years over which it grows cannot be told from it")
    years = _whole(_FINE.divide(_FINE.ln(ratio), _FINE.ln(was)))
    times = _FINE.divide(begins, start) * _FINE.power(_FINE.divide(becomes, was), years)
    return _each(result, lambda end: end * times)


def _flows(one: Moved, result: Quantity) -> bool:
    """Whether a part comes by the year, and the sum does not."""
    return one[0].unit.endswith("/year") and not result.unit.endswith("/year")


def _years_of_flow(inputs: Sequence[Moved], result: Quantity) -> Decimal:
    """For how many years a flow is added to a stock: as many as make the sum that is told; one, where it tells none."""
    flow = _total([_signed(one, result) for one in inputs if _flows(one, result)])
    stock = _total([_signed(one, result) for one in inputs if not _flows(one, result)])
    if len(inputs) != 2 or not flow or not stock:
        return Decimal(1)
    years = _whole(_FINE.divide(_middle(result) - stock, flow))
    return years if years > 0 else Decimal(1)


def _whole(years: Decimal) -> Decimal:
    """The whole number of years that rounded values lead to; else as they are."""
    near = years.to_integral_value()
    return near if near and abs(Fraction(years - near)) <= LOOSE * Fraction(near) else years


def _signed(one: Moved, result: Quantity) -> Decimal:
    """What a part was, in the unit of the sum and with its sign."""
    nothing = replace(one[0], low=Decimal(0), high=Decimal(0))
    return _difference((nothing, one[0], one[2]), result)


def _difference(one: Moved, result: Quantity) -> Decimal:
    """By how much a sum moves with one of its parts; a year may be left unsaid on one side."""
    before, after, inverse = one
    units = [unit.removesuffix("/year") for unit in (before.unit, result.unit)]
    moved = Units.load().convert(_middle(after) - _middle(before), units[0], units[1])
    if moved is None:
        raise UnknownError(f"{before.unit or 'a bare number'} cannot be added to {result.unit or 'a bare number'}")
    return -moved if inverse else moved


def _total(moved: Sequence[Decimal]) -> Decimal:
    return sum(moved, Decimal(0))


def _each(result: Quantity, work: Callable[[Decimal], Decimal]) -> Quantity:
    """Both ends moved; where more becomes less they change places."""
    low, high = (None if end is None else _rounded(work(end)) for end in (result.low, result.high))
    turned = low is not None and high is not None and low > high
    return replace(result, low=high if turned else low, high=low if turned else high)


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
    a, b = Fraction(_middle(one)), Fraction(_middle(other))
    return abs(a - b) <= LOOSE * max(abs(a), abs(b))


def closes(sum: Computation, inputs: Sequence[tuple[Quantity, bool]], result: Quantity) -> bool:
    """Whether a sum of these numbers comes to `result`, within the same twentieth; only products and sums are tried."""
    if sum.operation not in {"product", "sum"}:
        return False
    try:
        values = [(Measure.read(one), inverse) for one, inverse in inputs]
        if sum.operation == "sum":
            value = reduce(add, (-one if inverse else one for one, inverse in values))
        else:
            value = reduce(mul, (one.inverse() if inverse else one for one, inverse in values))
        return value.widened(LOOSE).meets(Measure.read(result))
    except UnitError:
        return False
