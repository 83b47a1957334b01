"""Sums over years: what is there and what comes on top each year, growth by the year, the yearly part of a total."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ingest.neighbours import BREAK, Neighbours
from ingest.sum_numbers import Number
from ingest.sum_trials import Term, Trial
from ingest.sum_words import ahead, behind, lasts, says, subject, tied, together, years

REACH = 3  # numbers back


def later(text: Neighbours, numbers: Sequence[Number]) -> Iterator[Trial]:
    """Debts of 18 billion, two more each year: 28 billion in five years. Two billion, up 50% a year: 15 in five."""
    for nth, result in enumerate(numbers):
        near = [each for each in numbers[max(0, nth - REACH) : nth] if together(text, (each, result)) and each.firm]
        if len(near) < 2 or result.share or result.yearly or result.unit in {"", "x"}:
            continue
        start, rate = near[-2:]
        span = years(text, result)
        if (
            span is None
            or start.unit != result.unit
            or start.yearly
            or not rate.yearly
            or not _one(text, near[-2:], result)
        ):
            continue
        if rate.unit == result.unit and _changes(text, rate):
            yield Trial("sum", (Term(start), Term(rate, _falls(text, rate))), result, strong=True, span=span)
        elif rate.share and _changes(text, rate):
            yield Trial("compound", (Term(start), Term(rate, _falls(text, rate))), result, strong=True, span=span)


def _changes(text: Neighbours, rate: Number) -> bool:
    return rate.quantity.basis == "by" or says("changes", _clause(text, rate)) or says("adds", _clause(text, rate))


def _falls(text: Neighbours, rate: Number) -> bool:
    return says("falls", _clause(text, rate)) or text.drafts[rate.place].direction == "down"


def _clause(text: Neighbours, number: Number) -> str:
    return BREAK.split(ahead(text, number))[-1] + "|" + BREAK.split(behind(text, number))[0]


def _one(text: Neighbours, numbers: Sequence[Number], result: Number) -> bool:
    """Whether all tell of one thing: a subject that changes midway makes another sum of it."""
    return len({subject(text, each) for each in (*numbers, result)} - {None}) <= 1 or tied(text, result)


def _telling(text: Neighbours, number: Number) -> str:
    return text.passage.text[text.drafts[number.place].start : number.end] + behind(text, number)


def averaged(text: Neighbours, numbers: Sequence[Number]) -> Iterator[Trial]:
    """5,645 in ten years, on average 565 a year."""
    for nth, result in enumerate(numbers):
        words = result.quantity.span.quote + "|" + ahead(text, result)
        if not result.yearly or result.share or not says("averages", words):
            continue
        totals = [
            each
            for each in numbers[max(0, nth - REACH) : nth]
            if together(text, (each, result)) and each.unit == result.unit and not each.yearly and each.firm
        ]
        span = years(text, totals[-1]) if len(totals) == 1 else None
        if span is not None and lasts(_telling(text, totals[0])):
            yield Trial("product", (Term(totals[0]),), result, strong=True, span=span)
