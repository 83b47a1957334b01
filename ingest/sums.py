"""The arithmetic of a text, done again: which numbers are worked out from which others, and whether rightly.

Words and structure say that a number is worked out from others (a share of a whole, from one value to another, watts
times hours times machines); then the sum is checked. Numbers alone may say so too, where they agree; they never say
that a sum is wrong.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from fractions import Fraction
from typing import TYPE_CHECKING, NamedTuple

from ingest.neighbours import Neighbours
from ingest.sum_frames import framed
from ingest.sum_guesses import guessed
from ingest.sum_numbers import Number, numbers
from ingest.sum_shares import impossible
from ingest.sum_trials import Outcome, Term, tried
from ingest.sum_unsaid import unsaid
from ingest.sum_words import in_order, together
from kg.algebra import Measure, UnitError
from kg.model import Computation, Operand

if TYPE_CHECKING:
    from kg.model import Claim


class Sum(NamedTuple):
    """A result, what it is worked out from, and what that comes to, among the drafts of a passage."""

    outcome: Outcome
    missing: str | None = None

    @property
    def places(self) -> tuple[int, ...]:
        """The drafts of its numbers, that of the result last."""
        return self.outcome.trial.places


def sums(text: Neighbours) -> list[Sum]:
    """All that are found, by the place of their results; of one result a single sum."""
    values = numbers(text)
    found: dict[tuple[int, int], Sum] = {}
    for each in (*map(Sum, impossible(text, in_order(values))), *_settled(text, values)):
        found.setdefault(_place(each.outcome.trial.result), each)
    for place in range(len(values)):
        for outcome in guessed(text, values, place):
            found[_place(outcome.trial.result)] = _better(text, found.get(_place(outcome.trial.result)), Sum(outcome))
    for outcome, missing in unsaid(text, values):
        found.setdefault(_place(outcome.trial.result), Sum(outcome, missing))
    return [found[place] for place in sorted(found)]


def _settled(text: Neighbours, values: list[list[Number]]) -> Iterator[Sum]:
    """What words and structure tell; of the ways to work out one number, one that agrees."""
    by_result: dict[tuple[int, int], list[Outcome]] = {}
    for trial in framed(text, values):
        outcome = tried(trial)
        if outcome:
            by_result.setdefault(_place(trial.result), []).append(outcome)
    for outcomes in by_result.values():
        right = [outcome for outcome in outcomes if outcome.verdict == "consistent"]
        yield Sum(right[0] if right else _hull(outcomes))


def _hull(outcomes: Sequence[Outcome]) -> Outcome:
    """The first of sums that are all wrong, with what they come to together: from 8 or from 10 to 240."""
    first = outcomes[0]
    alike = (each for each in outcomes if each.value.dimensions == first.value.dimensions)
    same = [each.value for each in alike if len(each.trial.terms) == len(first.trial.terms)]
    lows, highs = [value.low for value in same], [value.high for value in same]
    low = None if None in lows else min(value for value in lows if value is not None)
    high = None if None in highs else max(value for value in highs if value is not None)
    return first._replace(value=replace(first.value, low=low, high=high))


def _better(text: Neighbours, one: Sum | None, other: Sum) -> Sum:
    """Numbers near by that agree stand before a sum that is wrong."""
    trial = other.outcome.trial
    near = together(text, [*(term.number for term in trial.terms), trial.result])
    return other if one is None or (near and one.outcome.verdict == "inconsistent") else one


def _place(number: Number) -> tuple[int, int]:
    return number.place, number.nth


# --- as the graph keeps them


def computations(found: Iterable[Sum], stored: Sequence[Claim]) -> Iterator[Computation]:
    """The sums in terms of the claims that the drafts became."""
    for each in found:
        trial = each.outcome.trial
        inputs = [_operand(term, stored) for term in trial.terms]
        result = _operand(Term(trial.result), stored)
        yield Computation(
            expression=_expression(each),
            claims=tuple(dict.fromkeys(stored[place].id for place in each.places)),
            stated=_told(trial.result),
            computed=_computed(each),
            verdict=each.outcome.verdict,
            operation=trial.operation,
            inputs=tuple(inputs),
            result=result,
            missing=each.missing,
        )


def _operand(term: Term, stored: Sequence[Claim]) -> Operand:
    return Operand(claim=stored[term.number.place].id, quantity=term.number.nth, inverse=term.inverse)


def _told(number: Number) -> str:
    plain = number._replace(every="")
    rate = number.every or ("year" if number.yearly else "")
    return _shown(plain.exact, number.unit) + (f"/{rate}" if rate else "")


def _shown(value: Measure, unit: str) -> str:
    try:
        return value.told(unit)
    except UnitError:  # pragma: no cover
        return str(value)


def _computed(found: Sum) -> str:
    outcome, result = found.outcome, found.outcome.trial.result
    if result.every or not result.yearly:
        return _shown(outcome.value, result.rate)
    return _shown(outcome.value, result.unit) + "/year"


_SIGNS = {"product": (" × ", " / "), "sum": (" + ", " - "), "growth": (" / ", " / "), "compound": (" / ", " / ")}


def _expression(found: Sum) -> str:
    """What a person reads: 400000000000 USD × 75 % = 300000000000 USD."""
    trial, verdict = found.outcome.trial, found.outcome.verdict
    if verdict == "impossible":
        parts = [_told(number) for number in (*(term.number for term in trial.terms), trial.result)]
        return f"{' + '.join(parts)} > 100 %"
    same = "=" if verdict == "consistent" or found.missing else "≠"
    return f"{_worked(found)} {same} {_told(trial.result)}"


def _worked(found: Sum) -> str:
    """The side of the inputs."""
    trial = found.outcome.trial
    grows = trial.operation == "compound" and not trial.result.share and trial.terms[-1].number.share
    sign, inverse = _SIGNS["sum" if grows else trial.operation]
    told = ["100 %"] if trial.whole else []
    for term in trial.terms:
        mark = (inverse if term.inverse else sign) if told else "1 / " if term.inverse else ""
        told.append(mark + _told(term.number))
    if trial.factor != 1:
        told.append(f"{sign}{_ratio(trial.factor)}")
    if trial.span:
        told.append(f" over {trial.span.told('year')}")
    if found.missing:
        told.append(f" × {found.missing}")
    return "".join(told)


def _ratio(factor: Fraction) -> str:
    return f"{factor.numerator}" if factor.denominator == 1 else f"{factor.numerator}/{factor.denominator}"
