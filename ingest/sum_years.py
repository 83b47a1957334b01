"""Sums over years: what is there and what comes on top each year, growth by the year, the yearly part of a total."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ingest.neighbours import BREAK, Neighbours
from ingest.sum_numbers import Number
from ingest.sum_trials import YEAR, Term, Trial
from ingest.sum_words import ahead, based, behind, lasts, says, subject, tied, together, years
from kg.algebra import Measure

REACH = 3  # numbers back


def later(text: Neighbours, numbers: Sequence[Number]) -> Iterator[Trial]:
    """Debts of 18 billion, two more each year: 28 billion in five years. Two billion, up 50% a year: 15 in five."""
    for nth, result in enumerate(numbers):
        near = [each for each in numbers[max(0, nth - REACH) : nth] if together(text, (each, result)) and each.firm]
        if len(near) > 1 and not result.share and not result.yearly and result.unit not in {"", "x"}:
            start, rate = near[-2:]
            span = _span(text, rate, result)
            kind = {start.unit: "sum", "%": "compound"}.get(rate.unit)
            if span and kind and start.unit == result.unit and not start.yearly and _one(text, near[-2:], result):
                terms = (Term(start), Term(rate, _falls(text, rate)))
                yield Trial("sum" if kind == "sum" else "compound", terms, result, strong=True, span=span)


def _span(text: Neighbours, rate: Number, result: Number) -> Measure | None:
    """The years for which something comes on top each year; one, where growth is told once and what it comes to."""
    if not _changes(text, rate) or says("shares", _clause(text, rate)):
        return None
    if rate.yearly:
        return years(text, result)
    clause = BREAK.split(ahead(text, result))[-1]
    once = rate.share and rate.place >= result.place - 1 and says("ties", clause) and not says("parts", clause)
    return YEAR if once and not based(_clause(text, rate)) else None


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
