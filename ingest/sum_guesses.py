"""Sums that numbers alone tell: what was said just before makes this number, and hardly by chance."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import permutations

from ingest.neighbours import BREAK, Neighbours
from ingest.sum_changes import rises, tells_change
from ingest.sum_numbers import Number
from ingest.sum_trials import Outcome, Term, Trial, tried
from ingest.sum_words import ahead, behind, equals, says, tied

REACH = 2  # drafts back of which every number is tried
FAR = 9  # drafts back that the whole may stand of which a share is taken
NEXT = {"zh": 3, "en": 18}  # characters behind a share in which it is one of growth
PLAIN = 12  # whole numbers up to here come out by chance


def near(text: Neighbours, before: int, place: int) -> bool:
    """The same block, or items of one list."""
    if text.blocks[before] == text.blocks[place]:
        return True
    one, other = text.passage.blocks[text.blocks[before]], text.passage.blocks[text.blocks[place]]
    return one.kind == other.kind == "item" and one.lead == other.lead


def adjoining(text: Neighbours, before: int, place: int) -> bool:
    """The same, or the paragraph before under one heading."""
    if near(text, before, place):
        return True
    one, other = text.passage.blocks[text.blocks[before]], text.passage.blocks[text.blocks[place]]
    close = text.blocks[place] - text.blocks[before] <= REACH
    return close and "heading" not in (one.kind, other.kind) and one.heading == other.heading


def guessed(text: Neighbours, values: Sequence[Sequence[Number]], place: int) -> Iterator[Outcome]:
    """For each number of a draft, the fewest and nearest numbers that make it."""
    before = [
        value
        for nth in range(place - 1, max(place - REACH, 0) - 1, -1)
        if near(text, nth, place)
        for value in values[nth]
    ]
    earlier = [
        value
        for nth in range(place - 1, max(place - FAR, 0) - 1, -1)
        if adjoining(text, nth, place)
        for value in values[nth]
    ]
    for result in values[place]:
        own = [value for value in values[place] if value.nth < result.nth]
        outcome = _first(text, result, [*own, *before], [*own, *earlier])
        if outcome:
            yield outcome


def _first(text: Neighbours, result: Number, before: Sequence[Number], earlier: Sequence[Number]) -> Outcome | None:
    if _by_chance(result) or any(_same(value, result) for value in before):
        return None
    trials = [*_of_two(result, before), *_parts(result, before, earlier)]
    found = (tried(trial) for trial in trials if _told(text, trial))
    return next((outcome for outcome in found if outcome), None)


def _told(text: Neighbours, trial: Trial) -> bool:
    """Nearly everything can be added and compared: words must say that it is."""
    if trial.operation == "sum":
        words = ahead(text, trial.result) + "|" + behind(text, trial.result)
        return any(says(name, words) for name in ("totals", "pluses", "rests", "ties"))
    shares = [term.number for term in trial.terms if term.number.share]
    if shares and not trial.result.share and not _taken(text, shares[0], trial.result):
        return False
    if any(term.number.share and term.number.quantity.basis == "to" for term in trial.terms):
        return tied(text, trial.result)
    if trial.operation == "product" and trial.result.share and tells_change(text, trial.result):
        return False
    if trial.operation == "growth":
        end, start = (term.number for term in trial.terms)
        told = tells_change(text, trial.result) and rises(text, start, end, trial.result)
        return told and (_is_former(text, start) or not _is_former(text, end))
    return True


def _is_former(text: Neighbours, number: Number) -> bool:
    """Whether a value is the one of before, wherever it is told: 4,150, compared with 3,320 a year ago."""
    clauses = BREAK.split(ahead(text, number))[-1], BREAK.split(behind(text, number, NEXT))[0]
    return any(says("formers", each) for each in clauses)


def _taken(text: Neighbours, share: Number, result: Number) -> bool:
    """Whether a share is none of a change, and words or one claim say that the number is what it comes to."""
    words = BREAK.split(ahead(text, share))[-1] + "|" + behind(text, share, NEXT)
    said = share.place == result.place or tied(text, result) or equals(ahead(text, result))
    return said and not says("changes", words)


def _same(one: Number, other: Number) -> bool:
    return one.unit == other.unit and (one.quantity.low, one.quantity.high) == (other.quantity.low, other.quantity.high)


def _by_chance(value: Number) -> bool:
    if not value.firm or value.time or not value.unit:
        return True
    low = value.quantity.low
    return not value.share and low is not None and low <= PLAIN and low == low.to_integral_value()


def _usable(value: Number) -> bool:
    return value.firm and not value.time and value.quantity.low != 1


def _of_two(result: Number, before: Sequence[Number]) -> Iterator[Trial]:
    """A part, a total, a difference, a rise, a rate."""
    usable = [value for value in before if _usable(value)]
    for one, other in permutations(usable, 2):
        if not _takeable(one) or not _takeable(other):
            continue
        if one.unit == other.unit:
            yield from _alike(one, other, result)
        elif result.unit in {one.unit, other.unit, _rated(one), _rated(other)} - {"%"} or "/" in result.unit:
            if one.start < other.start and not _few(one) and not _few(other):
                yield Trial.of("product", (one, other), result)
            if not other.share and other.unit != "x" and not _few(other):
                yield Trial("product", (Term(one), Term(other, True)), result)


def _takeable(value: Number) -> bool:
    """A change is no factor, and what was there before the change is none either."""
    return value.quantity.basis not in (
        {"by", "multiple", "to"} if value.unit == "x" else {"from", "by"} if value.share else ()
    )


def _rated(value: Number) -> str:
    """What comes at a rate: USD of USD/month."""
    return value.unit.partition("/")[0]


def _few(value: Number) -> bool:
    return value.counted and value.quantity.low is not None and value.quantity.low <= PLAIN


def _change_of_one(start: Number, end: Number) -> bool:
    """From 2 to 18: what was there before is not taken from anything."""
    return start.place == end.place and start.quantity.basis == "from"


def _alike(one: Number, other: Number, result: Number) -> Iterator[Trial]:
    if one.share:
        return
    if result.unit == one.unit and "/" not in one.unit:
        if one.start < other.start:
            yield Trial.of("sum", (one, other), result)
        if not _change_of_one(other, result):
            yield Trial("sum", (Term(one), Term(other, True)), result)
    elif result.unit in {"%", "x"}:
        yield Trial("product", (Term(one), Term(other, True)), result)
        yield Trial.of("growth", (one, other), result)


def _parts(result: Number, before: Sequence[Number], earlier: Sequence[Number]) -> Iterator[Trial]:
    """A share of a whole that was told further back."""
    shares = [value for value in before if value.share and _usable(value) and _takeable(value)]
    wholes = [value for value in earlier if value.unit == result.unit and _usable(value)]
    if not result.share and not result.time:
        yield from (Trial.of("product", (whole, share), result) for share in shares for whole in wholes)
