"""Links that numbers tell: a claim whose number is arithmetic on numbers said just before."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import product
from typing import TYPE_CHECKING, NamedTuple

from ingest.neighbours import Link, Neighbours

if TYPE_CHECKING:
    from kg.model import Quantity

REACH = 2  # claims back that a number can be worked out from
MANY = 8  # numbers of one claim that are tried
TERMS = 2  # numbers that one is reckoned from
NEAR = 0.025  # how far a result may be from what is said, for rounding
TIMES = frozenset({"year", "month", "week", "day", "hour", "minute", "second"})
PLAIN = 12.0  # whole numbers up to here come out by chance


class Value(NamedTuple):
    """A number at its place among the claims: a share as a fraction, anything else in its unit.

    Both bounds of a quantity have its `start`.
    """

    place: int
    start: int
    number: float
    unit: str


def computed(text: Neighbours) -> Iterator[Link]:
    """A claim and those of the nearest before it in its block that its number is worked out from."""
    values = [
        [value for item in draft.quantities[:MANY] for value in _values(place, item)]
        for place, draft in enumerate(text.drafts)
    ]
    for place in range(1, len(values)):
        first = max(place - REACH, 0)
        before = [value for nth in range(place - 1, first - 1, -1) if _near(text, nth, place) for value in values[nth]]
        for premise in _premises(values[place], before):
            yield Link(place, premise, "computed_from")


def reckoned(text: Neighbours) -> Iterator[Link]:
    """A clause with a number that opens with a word of reckoning: spread over, only, altogether, what is left."""
    for place, draft in enumerate(text.drafts):
        if draft.quantities and text.opens(place, "reckon"):
            numbers = [other for other in text.said_before(place) if text.drafts[other].quantities]
            yield from (Link(place, other, "computed_from") for other in numbers[-TERMS:])


def _near(text: Neighbours, before: int, place: int) -> bool:
    """The same block, or items of one list."""
    if text.blocks[before] == text.blocks[place]:
        return True
    one, other = text.passage.blocks[text.blocks[before]], text.passage.blocks[text.blocks[place]]
    return one.kind == other.kind == "item" and one.lead == other.lead


def _values(place: int, quantity: Quantity) -> Iterator[Value]:
    share = quantity.unit == "%"
    for bound in dict.fromkeys((quantity.low, quantity.high)):
        if bound and quantity.unit not in TIMES:
            yield Value(place, quantity.span.start, float(bound) / (100 if share else 1), quantity.unit)


def _premises(results: Sequence[Value], before: Sequence[Value]) -> Sequence[int]:
    """The places of the fewest and nearest numbers that give one of the results."""
    said = {(value.number, value.unit) for value in before}
    for result in results:
        own = [value for value in results if value.start != result.start]
        if (result.number, result.unit) in said or _by_chance(result):
            continue
        for one, other in product(before, [*own, *before]):
            if one.start != other.start and other.number != one.number and _gives(one, other, result):
                return tuple(dict.fromkeys(value.place for value in (one, other) if value.place != result.place))
    return ()


def _by_chance(value: Value) -> bool:
    return value.unit != "%" and value.number <= PLAIN and value.number.is_integer()


def _gives(one: Value, other: Value, result: Value) -> bool:
    return any(abs(value - result.number) <= NEAR * result.number for value in _results(one, other, result.unit))


def _results(one: Value, other: Value, unit: str) -> Iterator[float]:
    """What the two numbers can make in the unit: a part, a total, a difference, a rise, a rate."""
    a, b = one.number, other.number
    shares = [value.unit for value in (one, other)].count("%")
    if one.unit == other.unit:
        if not shares:
            yield from (a + b, abs(a - b)) if unit == one.unit else ()
            yield from (a / b, b / a, abs(a - b) / a, abs(a - b) / b) if unit in {"%", "x"} else ()
        return
    if 1 in (a, b):
        return
    if unit in {one.unit, other.unit} - {"%"}:
        yield a * b
        yield a / b if unit == one.unit else b / a
