"""Sums over time: from one value to another, so many times in so many years, a life and what it wears off."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import Decimal
from itertools import product

from ingest.neighbours import Neighbours
from ingest.sum_numbers import Number
from ingest.sum_trials import Term, Trial
from ingest.sum_words import WINDOW, ahead, based, basis, behind, says, subject, tied, together, years

REACH = 5  # numbers around in which a change and its two ends are told
FAR = 4  # drafts back that the first of the values may stand
CHANGES = frozenset({"by", "multiple"})
LASTING = frozenset({"lifetime", "payback", "depreciation", "replacement_rate"})


def changed(text: Neighbours, numbers: Sequence[Number]) -> Iterator[Trial]:
    """Growth, yearly rates and what is worn off a year."""
    for nth, result in enumerate(numbers):
        around = [
            each
            for each in (*numbers[max(0, nth - REACH) : nth], *numbers[nth + 1 : nth + 3])
            if together(text, (each, result), most=2)
        ]
        if result.quantity.unit in {"%", "x", "%/year"}:
            yield from _yearly(text, around, result)
        if result.unit in {"%", "x"} and not result.yearly:
            yield from _grown(text, around, result)
        if result.unit == "%" and (result.yearly or tied(text, result)):
            yield from _worn(text, around, result)


def _grown(text: Neighbours, around: Sequence[Number], result: Number) -> Iterator[Trial]:
    """From 8 to 240 is 30 times."""
    told = result.quantity.basis in CHANGES or tells_change(text, result)
    if not told or _is_yearly(text, result):
        return
    elsewhere = based(ahead(text, result) + "|" + behind(text, result))
    for start, end in _ends(text, around, result):
        if _repeats(text, result):
            yield from _repeated(text, start, end, result)
        elif elsewhere and not _of_that_base(text, start, end, result):
            continue
        elif rises(text, start, end, result) and (result.unit == "x" or not start.yearly):
            yield Trial.of("growth", (end, start), result, strong=True)


def _of_that_base(text: Neighbours, start: Number, end: Number, result: Number) -> bool:
    """Whether the values of one clause are those of the two years or quarters, and no forecast that was changed."""
    words = text.passage.text[text.drafts[start.place].start : result.end]
    return (
        start.place == end.place == result.place
        and start.end < end.start < result.start
        and not says("revisions", words)
    )


def _repeats(text: Neighbours, result: Number) -> bool:
    """Whether it comes so often one after another: 连续三年翻倍."""
    words = text.passage.text[text.drafts[result.place].start : result.end] + behind(text, result)
    return result.quantity.basis == "multiple" and says("repeats", words)


def _repeated(text: Neighbours, start: Number, end: Number, result: Number) -> Iterator[Trial]:
    """Doubled three years running, from 10 to 80."""
    span = years(text, result)
    if span is not None:
        yield Trial("compound", (Term(end), Term(start)), result, strong=True, span=span)


def rises(text: Neighbours, start: Number, end: Number, result: Number) -> bool:
    """Whether the ends move the way that the change is told to."""
    one, other = start.quantity.low, end.quantity.low
    up = says("rises", ahead(text, result))
    way = "up" if up and result.start > end.start else text.drafts[result.place].direction
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
    starts = [each for each in usable if basis(text, each) == "from"]
    for start, end in product(usable, usable):
        if start.share and result.share:
            continue  # from 24% to 38% is told in points
        told = start in starts and basis(text, end) == "to" and start.place == end.place  # rose to 40 from 30
        if start.unit != end.unit or not (told or start.start < end.start):
            continue
        one = end.place == start.place and (start in starts or basis(text, end) == "to")
        if (one and _of_one(text, end, result)) or (end.place != start.place and _alike(text, start, end, result)):
            yield start, end


def _of_one(text: Neighbours, end: Number, result: Number) -> bool:
    """Whether a change belongs to the two ends that its own claim tells, or the one beside it."""
    if result.start > end.end and says("others", ahead(text, result)):
        return False
    if end.place == result.place and result.start < end.start:
        return not text.passage.hits("metric", result.end, end.start)
    if end.place == result.place:
        return not _turns(text, end, result)
    return abs(end.place - result.place) == 1 and _matching(text, (end, result)) and not _beside(text, end, result)


def _turns(text: Neighbours, end: Number, result: Number) -> bool:
    """Whether something else is named between them: 200 to 250, and another's shipments tripled."""
    passage, metric = text.passage, text.drafts[end.place].metric
    names = {name.entity for name in passage.names.within(end.end, result.start)}
    metrics = {hit.cue.value for hit in passage.hits("metric", end.end, result.start)}
    return bool(names - {subject(text, end)} or metrics - {metric, "growth_rate"})


def _beside(text: Neighbours, one: Number, other: Number) -> bool:
    """Whether the claims are told as two of a kind."""
    return text.opens(max(one.place, other.place), "also", "contrast")


def _matching(text: Neighbours, numbers: Sequence[Number]) -> bool:
    metrics = {text.drafts[each.place].metric for each in numbers} - {"growth_rate"}
    return len({subject(text, each) for each in numbers}) == 1 and len(metrics) == 1


def _alike(text: Neighbours, start: Number, end: Number, result: Number) -> bool:
    """Claims of one subject and one metric, the change told last."""
    last = result.place > end.place and result.place - start.place <= FAR
    return last and _matching(text, (start, end, result)) and not _told_already(text, start, end)


def _told_already(text: Neighbours, start: Number, end: Number) -> bool:
    """Whether the first value has a change of its own: 188, up 35%; 404, up 17%."""
    within = text.passage.quantities.within(start.end, end.start)
    return any(each.value.unit in {"%", "x"} for each in within)


# --- by the year


def _yearly(text: Neighbours, around: Sequence[Number], result: Number) -> Iterator[Trial]:
    """Doubled in ten years is 7.2% a year."""
    span = years(text, result)
    if span is None or not result.share or not _is_yearly(text, result):
        return
    before = [each for each in around if each.start < result.start]
    ends = list(_ends(text, before, result))
    told = (_once_more(text, each) for each in before)
    multiples = [each._replace(named=_spelled(each)) for each in told if each.quantity.basis == "multiple"]
    if ends:
        yield Trial("compound", (Term(ends[0][1]), Term(ends[0][0])), result, strong=True, span=span)
    elif len(multiples) == 1 and result.place - multiples[0].place <= 1:
        yield Trial("compound", (Term(multiples[0]),), result, strong=True, span=span)


def _spelled(number: Number) -> bool:
    """Whether it is a word that allows for no rounding: doubled."""
    return not any(character.isdigit() for character in number.quantity.span.quote)


def _once_more(text: Neighbours, number: Number) -> Number:
    """成长一倍 is twice as much."""
    if number.unit != "x" or number.quantity.high != 1 or not says("rises", ahead(text, number)):
        return number
    twice = replace(number.quantity, low=Decimal(2), high=Decimal(2), basis="multiple")
    return number._replace(quantity=twice)


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
        if near and lasting and not change:
            yield Trial("product", (Term(lives[-1], inverse=True),), result, strong=tied(text, result))
