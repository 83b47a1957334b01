"""Structures that say of a number that it is worked out from others: a share of a whole, so many at so much each."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import chain, pairwise

from ingest.neighbours import Neighbours
from ingest.sum_changes import changed
from ingest.sum_metrics import defined, per_head
from ingest.sum_numbers import Number
from ingest.sum_parts import added, opened
from ingest.sum_rates import closing
from ingest.sum_shares import shared
from ingest.sum_trials import Trial
from ingest.sum_words import (
    CLOSE,
    ahead,
    behind,
    between,
    equals,
    equated,
    in_order,
    of_whole,
    says,
    tied,
    together,
)
from ingest.sum_years import averaged, later
from kg.algebra import Measure

HERE = 3  # numbers back to which a sum with words of its own reaches
POWER, ENERGY = Measure.of("1", "W").dimensions, Measure.of("1", "Wh").dimensions
DRAWN = 9  # numbers of a passage among which power, machines and time are sought


def framed(text: Neighbours, values: Sequence[Sequence[Number]]) -> Iterator[Trial]:
    """All sums that words and structure tell."""
    numbers = in_order(values)
    frames = (_of_whole, _grouped, _drawn, defined, per_head, closing, shared, later, averaged, opened, _told_again)
    yield from chain.from_iterable(frame(text, numbers) for frame in frames)
    yield from changed(text, numbers)
    yield from added(text, numbers)


# --- a share of a whole


def _of_whole(text: Neighbours, numbers: Sequence[Number]) -> Iterator[Trial]:
    """20% of the 500 billion is 100 billion; the market is 500 billion and 20% of it, that is, 100 billion."""
    for nth, result in enumerate(numbers):
        before = [each for each in numbers[max(0, nth - HERE) : nth] if together(text, (each, result))]
        shares = [each for each in before if _of_something(text, each)]
        wholes = [each for each in before if each.unit == result.unit and not each.share]
        if len(shares) != 1 or len(wholes) != 1 or result.share:
            continue
        share, whole = shares[0], wholes[0]
        if (_takes(text, share, whole) and tied(text, result)) or (_adjoins(text, share, whole) and _is(text, result)):
            yield Trial.of("product", (whole, share), result, strong=True)


def _of_something(text: Neighbours, number: Number) -> bool:
    """Whether it is a part rather than a change."""
    draft = text.drafts[number.place]
    change = number.quantity.basis in {"by", "from"} or number.yearly
    words = ahead(text, number, CLOSE) + behind(text, number)
    return number.share and not change and not says("changes", words) and draft.metric != "growth_rate"


def _takes(text: Neighbours, share: Number, whole: Number) -> bool:
    """Whether the share is taken of the amount just said, in its sentence or the next."""
    words = ahead(text, share) + behind(text, share)
    return whole.start < share.start and (says("shares", words) or _adjoins(text, share, whole))


def _adjoins(text: Neighbours, share: Number, whole: Number) -> bool:
    """20% of 500 billion, 5000 亿的 20%."""
    return of_whole(text, *sorted((share, whole), key=lambda each: each.start))


def _is(text: Neighbours, number: Number) -> bool:
    return equals(ahead(text, number))


def _grouped(text: Neighbours, numbers: Sequence[Number]) -> Iterator[Trial]:
    """The top 1% of 1,700 companies are 17 companies."""
    for nth, result in enumerate(numbers):
        if not result.counted or nth < 2:
            continue
        share = numbers[nth - 1]
        wholes = [each for each in numbers[max(0, nth - 2 * HERE) : nth - 1] if each.unit == result.unit]
        same = wholes and share.place == result.place and together(text, (wholes[-1], result))
        if same and share.share and says("groups", ahead(text, share, CLOSE)):
            yield Trial.of("product", (wholes[-1], share._replace(named=True)), result, strong=True)


# --- machines at work


def _drawn(text: Neighbours, numbers: Sequence[Number]) -> Iterator[Trial]:
    """Power, by machines, by time is energy; the power may also be that of all machines."""
    for nth, result in enumerate(numbers):
        if not _is_energy(result):
            continue
        before = [each for each in numbers[max(0, nth - DRAWN) : nth] if _same_passage(text, each, result)]
        power = [each for each in before if each.exact.dimensions == POWER]
        told = max((at for at, each in enumerate(before) if each.counted), default=None)
        if told is None or not power or any(map(_is_energy, before[told:])):
            continue
        spans = [each for each in before if each.time and together(text, (each, result)) and not _recurs(each)]
        if result.yearly or spans:
            time = [] if result.yearly else spans[-1:]
            yield Trial.of("product", [power[-1], before[told], *time], result, strong=True)
            yield Trial.of("product", [power[-1], *time], result, strong=True)


def _recurs(number: Number) -> bool:
    return number.quantity.basis == "recurrence"


def _same_passage(text: Neighbours, one: Number, other: Number) -> bool:
    """The same paragraph or the one before, under one heading."""
    blocks = text.blocks[other.place] - text.blocks[one.place]
    headings = {text.passage.blocks[text.blocks[each.place]].heading for each in (one, other)}
    return blocks <= 1 and len(headings) == 1


def _is_energy(number: Number) -> bool:
    return number.exact.dimensions == ENERGY


# --- the same in another unit


def _told_again(text: Neighbours, numbers: Sequence[Number]) -> Iterator[Trial]:
    """600 miles, that is, 966 km; 600 miles (966 km)."""
    for one, other in pairwise(numbers):
        if (
            one.unit == other.unit
            or one.yearly != other.yearly
            or one.share
            or other.share
            or not one.unit
            or not other.unit
        ):
            continue
        same = text.sentences[one.place] == text.sentences[other.place]
        if same and one.exact.dimensions == other.exact.dimensions and equated(between(text, one, other)):
            yield Trial.of("product", (one,), other, strong=True)
