"""Sums over time: from one value to another, so many times in so many years, a life and what it wears off."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import product

from ingest.neighbours import Neighbours
from ingest.sum_numbers import Number
from ingest.sum_trials import Term, Trial
from ingest.sum_words import WINDOW, ahead, behind, says, subject, tied, together

REACH = 5  # numbers around in which a change and its two ends are told
CHANGES = frozenset({"by", "multiple"})
LASTING = frozenset({"lifetime", "payback", "depreciation", "replacement_rate"})


def changed(text: Neighbours, numbers: Sequence[Number]) -> Iterator[Trial]:
    """Growth, yearly rates and what is worn off a year."""
    for nth, result in enumerate(numbers):
        around = [
            each
            for each in (*numbers[max(0, nth - REACH) : nth], *numbers[nth + 1 : nth + 3])
            if together(text, (each, result))
        ]
        if result.quantity.unit in {"%", "x", "%/year"}:
            yield from _yearly(text, around, result)
        if result.unit in {"%", "x"} and not result.yearly:
            yield from _grown(text, around, result)
        if result.unit == "%" and (result.yearly or tied(text, result)):
            yield from _worn(text, around, result)


def _grown(text: Neighbours, around: Sequence[Number], result: Number) -> Iterator[Trial]:
    """From 8 to 240 is 30 times."""
    if not (result.quantity.basis in CHANGES or (result.unit == "x" and tells_change(text, result))) or _is_yearly(
        text, result
    ):
        return
    for start, end in _ends(text, around, result):
        if _rises(text, start, end, result):
            yield Trial.of("growth", (end, start), result, strong=True)


def _rises(text: Neighbours, start: Number, end: Number, result: Number) -> bool:
    """Whether the ends move the way that the change is told to."""
    one, other = start.quantity.low, end.quantity.low
    way = text.drafts[result.place].direction
    return not (one is None or other is None or (way == "up" and other < one) or (way == "down" and other > one))


def tells_change(text: Neighbours, number: Number) -> bool:
    """Whether a number says by how much something changes."""
    if number.quantity.basis in CHANGES:
        return True
    return number.unit in {"x", "%"} and says("changes", ahead(text, number) + "|" + behind(text, number))


def _is_yearly(text: Neighbours, number: Number) -> bool:
    return number.yearly or says("yearly", ahead(text, number) + "|" + behind(text, number))


def _ends(text: Neighbours, around: Sequence[Number], result: Number) -> Iterator[tuple[Number, Number]]:
    """The values between which the change lies: of one claim, or of claims that tell the same of the same thing."""
    usable = [each for each in around if each.firm and not each.time and each.unit != "x"]
    starts = [each for each in usable if each.quantity.basis == "from"]
    for start, end in product(usable, usable):
        if not start.start < end.start or start.unit != end.unit:
            continue
        one = end.place == start.place and (start in starts or end.quantity.basis == "to")
        if (one and _of_one(text, end, result)) or (end.place != start.place and _alike(text, start, end, result)):
            yield start, end


def _of_one(text: Neighbours, end: Number, result: Number) -> bool:
    """Whether a change belongs to the two ends that its own claim tells, or the one beside it."""
    if end.place == result.place:
        return True
    return abs(end.place - result.place) == 1 and _matching(text, (end, result)) and not _beside(text, end, result)


def _beside(text: Neighbours, one: Number, other: Number) -> bool:
    """Whether the claims are told as two of a kind."""
    return text.opens(max(one.place, other.place), "also", "contrast")


def _matching(text: Neighbours, numbers: Sequence[Number]) -> bool:
    metrics = {text.drafts[each.place].metric for each in numbers}
    return len({subject(text, each) for each in numbers}) == 1 and len(metrics) == 1


def _alike(text: Neighbours, start: Number, end: Number, result: Number) -> bool:
    """Claims of one subject and one metric, the change told last."""
    last = result.place > end.place and result.place - start.place <= 2
    return last and _matching(text, (start, end, result))


# --- by the year


def _yearly(text: Neighbours, around: Sequence[Number], result: Number) -> Iterator[Trial]:
    """Doubled in ten years is 7.2% a year."""
    years = [
        each for each in around if each.quantity.unit == "year" and each.quantity.basis != "recurrence" and each.firm
    ]
    if len(years) != 1 or not result.share or not _is_yearly(text, result):
        return
    ends = list(_ends(text, around, years[0]._replace(place=result.place)))
    for start, end in ends[:1]:
        yield Trial.of("compound", (end, start, years[0]), result, strong=True)
    multiples = [each for each in around if each.unit == "x" and each.firm and each.place == years[0].place]
    if not ends and len(multiples) == 1:
        yield Trial.of("compound", (multiples[0], years[0]), result, strong=multiples[0].quantity.basis == "multiple")


# --- what wears off


def _worn(text: Neighbours, around: Sequence[Number], result: Number) -> Iterator[Trial]:
    """A life of seven years: a seventh is replaced each year."""
    lives = [
        each for each in around if each.quantity.unit in {"year", "month"} and each.start < result.start and each.firm
    ]
    if lives and lives[-1].quantity.basis != "recurrence":
        metrics = {text.drafts[lives[-1].place].metric, text.drafts[result.place].metric}
        lasting = bool(metrics & LASTING) and "%" in result.quantity.unit
        near = result.place - lives[-1].place <= 1
        change = result.quantity.basis == "by" or says("changes", ahead(text, result, WINDOW))
        if near and not change:
            yield Trial("product", (Term(lives[-1], inverse=True),), result, strong=lasting and tied(text, result))
