"""Quantities against their clause: a sum that is told per year, per day, without a sign beside it."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from ingest.lexicons import words
from ingest.sentences import Sentence, clauses

if TYPE_CHECKING:
    from kg.model import Quantity
    from kg.units import Units

SPANS = ("year", "month", "week", "day")
MARKS = {span: words(f"per_{span}") for span in SPANS}
PER = frozenset({"money", "energy", "share", "time", "count"})
EVERY = ("每", "per", "each", "every", "a ")  # of a share, only these make a rate: 一年的用电量的 5% is none
HANDFUL = 10
LONE = frozenset(words("lone_durations"))


def settled(
    quantities: Iterable[Quantity], text: str, sentences: Sequence[Sentence], units: Units
) -> Iterator[Quantity]:
    """Those that measure something; with `/year` and the like where their clause says so before them."""
    starts = [sentence.start for sentence in sentences]
    for quantity in quantities:
        if quantity.span.quote in LONE or _is_generic(quantity, units):
            continue
        place = bisect_right(starts, quantity.span.start) - 1
        dimension = _dimension(quantity, units)
        span = _rate(quantity, dimension, text, sentences[place]) if place >= 0 and dimension in PER else None
        yield replace(quantity, unit=f"{quantity.unit}/{span}") if span else quantity


def _is_generic(quantity: Quantity, units: Units) -> bool:
    """A handful of things, told for the flow of speech: 三个方面, 四家, 几代."""
    if quantity.high is None or quantity.low is None or quantity.high >= HANDFUL:
        return False
    known = units.get(quantity.unit)
    spelled = not any(character.isdigit() for character in quantity.span.quote)
    return (known is None and bool(quantity.unit)) or (spelled and _dimension(quantity, units) in {"count", "time"})


def _dimension(quantity: Quantity, units: Units) -> str:
    known = units.get(quantity.unit)
    return known.dimension if known else ""


def _rate(quantity: Quantity, dimension: str, text: str, sentence: Sentence) -> str | None:
    """The span of time that is named last before the quantity in its clause."""
    start = next(
        (part.start for part in clauses(text, sentence.start, sentence.end) if part.end >= quantity.span.end),
        quantity.span.start,
    )
    before = text[start : quantity.span.start].lower()
    found = {
        before.rfind(mark): span
        for span, marks in MARKS.items()
        for mark in marks
        if mark in before and (dimension != "share" or mark.startswith(EVERY))
    }
    return found[max(found)] if found else None
