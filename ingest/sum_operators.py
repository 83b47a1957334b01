"""Sums that are told by what is done to two numbers: one divided by another, one taken off what was there."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from ingest.neighbours import Neighbours
from ingest.sum_numbers import Number
from ingest.sum_trials import Term, Trial
from ingest.sum_words import ahead, between, equals, says, tied, together


def operated(text: Neighbours, numbers: Sequence[Number]) -> Iterator[Trial]:
    """Six hundred divided by twenty is thirty; 8 万乘以 20 万，也就是 160 亿."""
    for (one, other), result in zip(pairwise(numbers), numbers[2:], strict=False):
        if not together(text, (one, result), most=0) or not (tied(text, result) or equals(ahead(text, result))):
            continue
        words = between(text, one, other)
        for name, inverse in (("multiplied", False), ("divided", True)):
            if says(name, words):
                yield Trial("product", (Term(one), Term(other, inverse)), result, strong=True)


def spent(text: Neighbours, numbers: Sequence[Number]) -> Iterator[Trial]:
    """Cash of 900, of which 200 is spent: that leaves 700."""
    for (one, other), result in zip(pairwise(numbers), numbers[2:], strict=False):
        alike = len({each.quantity.unit for each in (one, other, result)}) == 1 and not (one.share or one.time)
        near = together(text, (one, result), most=0) and all(each.firm for each in (one, other, result))
        plain = not any(each.quantity.basis for each in (one, other, result))
        if alike and near and plain and _shrinks(one, other) and _leaves(text, one, other, result):
            yield Trial("sum", (Term(one), Term(other, True)), result, strong=True)


def _shrinks(one: Number, other: Number) -> bool:
    return one.quantity.low is not None and other.quantity.low is not None and other.quantity.low < one.quantity.low


def _leaves(text: Neighbours, one: Number, other: Number, result: Number) -> bool:
    """Whether words take the second off the first, and then tell what is left."""
    return says("spends", between(text, one, other)) and says("nets", between(text, other, result))
