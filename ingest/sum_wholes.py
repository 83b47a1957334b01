"""Shares that no whole has: over a hundred percent of it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ingest.neighbours import Neighbours
from ingest.sum_numbers import Number
from ingest.sum_trials import Outcome, Trial
from ingest.sum_words import CLOSE, ahead, behind, says
from kg.algebra import Measure

WHOLE = 100
OF_WHOLE = frozenset({"market_share", "usage_share", "revenue_mix"})


def impossible(text: Neighbours, values: Sequence[Sequence[Number]]) -> Iterator[Outcome]:
    """A share above the whole, told as one that holds."""
    for number in (number for numbers in values for number in numbers):
        if _over(number) and _is_share(text, number):
            whole = Measure.of(str(WHOLE), "%")
            yield Outcome(Trial.of("product", (), number, strong=True), whole, "impossible")


def _over(number: Number) -> bool:
    low = number.quantity.low
    return number.quantity.unit == "%" and low is not None and low > WHOLE


def _is_share(text: Neighbours, number: Number) -> bool:
    draft = text.drafts[number.place]
    words = ahead(text, number) + "|" + behind(text, number, CLOSE)
    if number.quantity.basis == "by" or draft.polarity == "negated" or says("changes", words):
        return False
    return says("shares", words) and (draft.metric in OF_WHOLE or number.quantity.basis == "share")
