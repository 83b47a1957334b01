"""A way in which a number may be worked out from others, and what comes out of it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from fractions import Fraction
from functools import reduce
from operator import add, mul
from typing import TYPE_CHECKING, NamedTuple

from ingest.sum_numbers import Number, is_count
from kg.algebra import Measure, UnitError

if TYPE_CHECKING:
    from kg.model import Operation, Verdict

CLOSE = Fraction(1, 40)  # how far a sum that nothing but its numbers tells may be from what is said
CLEAR = Fraction(1, 50)  # how far apart both must be at the least to be called wrong
BROAD = 2  # times that the upper end of a range may be the lower one, for numbers alone to tell a sum
YEAR = Measure.of("1", "year")
HUNDRED = Measure.of("100", "%")
ONE = Fraction(1)


class Term(NamedTuple):
    """A number that is used; `inverse` where it divides or is taken away."""

    number: Number
    inverse: bool = False


class Trial(NamedTuple):
    """`result` worked out of `terms`. `strong` where words or structure say that it is, and not the numbers alone."""

    operation: Operation
    terms: tuple[Term, ...]
    result: Number
    strong: bool = False
    span: Measure | None = None  # years that a period tells, and no quantity
    factor: Fraction = ONE  # what days make of years
    whole: bool = False  # of which the terms are taken away

    @staticmethod
    def of(operation: Operation, inputs: Iterable[Number], result: Number, strong: bool = False) -> Trial:
        """All inputs as they are."""
        return Trial(operation, tuple(Term(number) for number in inputs), result, strong)

    @property
    def places(self) -> tuple[int, ...]:
        """The drafts it takes numbers from, that of the result last; each once."""
        told = dict.fromkeys(term.number.place for term in self.terms)
        told.pop(self.result.place, None)
        return (*told, self.result.place)


class Outcome(NamedTuple):
    """What a trial comes to: the value as the numbers stand, in the result's kind, and how it agrees."""

    trial: Trial
    value: Measure
    verdict: Verdict


def tried(trial: Trial) -> Outcome | None:
    """What it comes to; None where the units do not close, or where numbers alone speak and are not near enough."""
    try:
        readings = list(_readings(trial))
    except UnitError:
        return None
    for exact, wide in readings:
        if _agree(trial, exact, wide):
            return Outcome(trial, exact, "consistent")
    if not readings or not trial.strong:
        return None
    return None if any(_near(trial, wide) for _, wide in readings) else Outcome(trial, readings[0][0], "inconsistent")


def _agree(trial: Trial, exact: Measure, wide: Measure) -> bool:
    said = trial.result
    if trial.strong:
        return wide.meets(said.wide)
    return _narrow(exact) and _narrow(said.exact) and exact.widened(CLOSE).meets(said.exact)


def _narrow(value: Measure) -> bool:
    """Whether to meet it says anything: both ends told, and not far apart."""
    return value.low is not None and value.high is not None and 0 < value.high <= BROAD * value.low


def _near(trial: Trial, wide: Measure) -> bool:
    return wide.widened(CLEAR).meets(trial.result.wide)


def _readings(trial: Trial) -> Iterator[tuple[Measure, Measure]]:
    """The value as told, and with the rounding of what it is worked out from."""
    exact, wide = ([(_value(term.number, how), term.inverse) for term in trial.terms] for how in ("exact", "wide"))
    pairs = zip(_worked(trial, exact), _worked(trial, wide), strict=True)
    for one, other in pairs:
        closed = _closed(trial, one), _closed(trial, other)
        if closed[0] is not None and closed[1] is not None:
            yield closed[0], closed[1]


def _value(number: Number, how: str) -> Measure:
    return number.exact if how == "exact" else number.wide


def _worked(trial: Trial, values: list[tuple[Measure, bool]]) -> list[Measure]:
    plain = [value for value, _ in values]
    if trial.operation == "product":
        return [_multiplied(trial, values)]
    if trial.operation == "sum":
        return [_added(trial, values)]
    if trial.operation == "growth":
        return _grown(trial.result, plain[0] / plain[1])
    if trial.terms[-1].number.share and not trial.result.share:
        return [_become(plain[0], -plain[1] if values[1][1] else plain[1], trial.span or YEAR)]
    yearly = _compounded(*plain, trial.span or YEAR)
    return [yearly if trial.result.share else yearly + HUNDRED]


def _multiplied(trial: Trial, values: list[tuple[Measure, bool]]) -> Measure:
    """The product; of a total that took some years, what comes each year."""
    product = reduce(mul, (value.inverse() if inverse else value for value, inverse in values))
    return product * Measure(low=trial.factor, high=trial.factor) / (trial.span / YEAR if trial.span else HUNDRED)


def _added(trial: Trial, values: list[tuple[Measure, bool]]) -> Measure:
    """The sum, a flow of some years by these; what it leaves of a whole."""
    if trial.span is None:
        _refuse_mixture(trial)
    years = trial.span / YEAR if trial.span else HUNDRED
    counted = [
        value * years if term.number.yearly else value for term, (value, _) in zip(trial.terms, values, strict=True)
    ]
    signed = [-value if inverse else value for value, (_, inverse) in zip(counted, values, strict=True)]
    return reduce(add, [HUNDRED, *signed] if trial.whole else signed)


def _become(start: Measure, rate: Measure, span: Measure) -> Measure:
    """What a value is after some years of growth."""
    years, growth = span / YEAR, HUNDRED + rate
    ends = [_powered(one, other) for one in (growth.low, growth.high) for other in (years.low, years.high)]
    return start * Measure(low=min(ends), high=max(ends))


def _powered(growth: Fraction | None, years: Fraction | None) -> Fraction:
    if growth is None or years is None or growth <= 0 or years <= 0:
        raise UnitError("no growth is known of what has no end")
    return Fraction(float(growth) ** float(years)).limit_denominator(10**9)


def _refuse_mixture(trial: Trial) -> None:
    """What comes by the year is not added to what is there, unless for so many years."""
    if len({term.number.yearly for term in trial.terms if not term.number.share}) > 1:
        raise UnitError("a stock and a flow cannot be added")


def _grown(result: Number, ratio: Measure) -> list[Measure]:
    """From one to three is three times, and two times more; to a third is a fall of three times, or by two thirds."""
    if not result.share:
        return [ratio, ratio - HUNDRED, ratio.inverse()]
    by = ratio - HUNDRED if ratio.high is None or ratio.high > 1 else HUNDRED - ratio
    return [ratio, by] if result.quantity.basis in {"to", "multiple", "share"} else [by]


def _compounded(to: Measure, *others: Measure) -> Measure:
    """The yearly rate: of a value that has become another in some years, or of a multiple in some years."""
    ratio = to / others[0] if len(others) == 2 else to
    years = others[-1] / YEAR
    ends = [_rate(one, other) for one in (ratio.low, ratio.high) for other in (years.low, years.high)]
    return Measure(low=min(ends), high=max(ends))


def _rate(ratio: Fraction | None, years: Fraction | None) -> Fraction:
    if ratio is None or years is None or ratio <= 0 or years <= 0:
        raise UnitError("no rate is known of what has no end")
    return Fraction(float(ratio) ** (1 / float(years))).limit_denominator(10**9) - 1


def _closed(trial: Trial, value: Measure) -> Measure | None:
    """The value in the kind of the result: a year and one counted noun may be left unsaid; None where it is another."""
    said = dict(trial.result.exact.dimensions)
    over = {unit: power - said.get(unit, 0) for unit, power in value.dimensions}
    over |= {unit: -power for unit, power in said.items() if unit not in over}
    over = {unit: power for unit, power in over.items() if power}
    years = over.pop("second", 0)
    if years and not _of_year(trial, years):
        return None
    if trial.operation != "product" and over:
        return None
    if not _unsaid(over):
        return None
    for _ in range(abs(years)):
        value = value * YEAR if years < 0 else value / YEAR
    return replace(value, dimensions=trial.result.exact.dimensions)


def _of_year(trial: Trial, years: int) -> bool:
    """Whether somebody tells his number by the year, so that the other need not."""
    return abs(years) == 1 and any(number.yearly for number in (trial.result, *(term.number for term in trial.terms)))


def _unsaid(over: dict[str, int]) -> bool:
    """Nothing is left over but one counted noun: 1 kW each, of 8,000 GPUs."""
    return not over or (len(over) == 1 and all(abs(power) == 1 and is_count(unit) for unit, power in over.items()))
