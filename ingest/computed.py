"""Links that numbers tell: a claim whose number is worked out from those of others."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from ingest.neighbours import Link, Neighbours
from ingest.sums import Sum

TERMS = 2  # numbers that one is reckoned from


def computed(found: Iterable[Sum]) -> Iterator[Link]:
    """The result of every sum rests on what it is worked out from."""
    for each in found:
        *premises, conclusion = each.places
        yield from (Link(conclusion, premise, "computed_from") for premise in premises)


def reckoned(text: Neighbours) -> Iterator[Link]:
    """A clause with a number that opens with a word of reckoning: spread over, only, altogether, what is left."""
    for place, draft in enumerate(text.drafts):
        if draft.quantities and text.opens(place, "reckon"):
            numbers = [other for other in text.said_before(place) if text.drafts[other].quantities]
            yield from (Link(place, other, "computed_from") for other in numbers[-TERMS:])
