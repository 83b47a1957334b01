"""Links that numbers tell: a claim whose number is worked out from those of others."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import islice

from ingest.matcher import Hit
from ingest.neighbours import Link, Neighbours
from ingest.sums import Sum

TERMS = 2  # numbers that one is reckoned from
REACH = 6  # claims back in which the two stand that are added


def computed(found: Iterable[Sum]) -> Iterator[Link]:
    """The result of every sum rests on what it is worked out from."""
    for each in found:
        *premises, conclusion = each.places
        yield from (Link(conclusion, premise, "computed_from") for premise in premises)


def reckoned(text: Neighbours) -> Iterator[Link]:
    """A clause with a number that opens with a word of reckoning: spread over, only, altogether, what is left."""
    for place, draft in enumerate(text.drafts):
        if not draft.quantities:
            continue
        word = adding(text, place)
        if word:
            cue = text.passage.text[word.start : word.end]
            yield from (Link(place, other, "computed_from", cue, True) for other in _two(text, place))
        elif text.opens(place, "reckon"):
            numbers = [other for other in text.said_before(place) if text.drafts[other].quantities]
            yield from (Link(place, other, "computed_from") for other in numbers[-TERMS:])


def adding(text: Neighbours, place: int) -> Hit | None:
    """The word before it, if any, that adds what was last told: 两者相加, the two together."""
    before = text.leader(place)
    hits = [*text.opening(place), *(() if before is None else text.closing(before))]
    return next((hit for hit in hits if hit.cue.value == "reckon" and hit.cue.get("number") == "two"), None)


def _two(text: Neighbours, place: int) -> list[int]:
    """The last two claims before it that tell a number in its unit, under one heading."""
    units = _units(text, place)
    near = range(place - 1, max(-1, place - 1 - REACH), -1)
    alike = (other for other in near if text.beside(other, text.blocks[place]) and units & _units(text, other))
    return list(islice(alike, TERMS))


def _units(text: Neighbours, place: int) -> set[str]:
    """What the numbers of a claim count, whether a year or in all."""
    return {each.unit.partition("/")[0] for each in text.drafts[place].quantities}
