"""Sums that somebody has worked out by hand in real articles, against those that are found."""

from __future__ import annotations

import json
from functools import cache
from typing import NamedTuple

from ingest.gold import load
from kg.model import Computation, Span
from tests.reading import reader
from tests.shared import SHARED, needs_shared

FLAGGED = 0.8  # share of the wrong ones that are flagged, at the least
SLANDERED = 0.05  # share of the right ones that are called wrong, at the most
OUTSIDE = ("Three Gorges",)  # what only one who knows the plant can check


class Entry(NamedTuple):
    """A sum of the gold with the places of its claims."""

    expression: str
    right: bool
    spans: tuple[Span, ...]


class Found(NamedTuple):
    """A sum that was found, with the places of its claims."""

    sum: Computation
    spans: tuple[Span, ...]


@cache
def wrongs() -> tuple[tuple[Entry, ...], dict[str, list[Found]]]:
    """All entries; by the expression of the nearest of them, what is called wrong."""
    golds = load([SHARED / "gold"])
    places = {claim.id: claim.span for gold in golds for claim in gold.claims}
    told = json.loads((SHARED / "gold" / "cross.json").read_text(encoding="utf-8"))["computations"]
    entries = tuple(
        Entry(each["expression"], each["checks_out"], tuple(places[claim] for claim in each["claims"])) for each in told
    )
    nearest: dict[str, list[Found]] = {}
    for gold in golds:
        extraction = reader().extract(gold.article)
        spans = {claim.id: claim.span for claim in extraction.claims}
        for one in extraction.computations:
            if one.verdict == "inconsistent":
                found = Found(one, tuple(spans[claim] for claim in one.claims))
                nearest.setdefault(max(entries, key=lambda entry: likeness(entry, found)).expression, []).append(found)
    return entries, nearest


def likeness(entry: Entry, found: Found) -> float:
    """How many of all their claims both share."""
    shared = sum(any(span.overlaps(other) for other in found.spans) for span in entry.spans)
    return shared / (len(entry.spans) + len(found.spans) - shared)


@needs_shared
def test_most_of_what_is_wrong_is_flagged() -> None:
    entries, nearest = wrongs()
    wrong = [
        each.expression for each in entries if not each.right and not any(word in each.expression for word in OUTSIDE)
    ]
    assert len(wrong) == 6
    assert sum(each in nearest for each in wrong) >= FLAGGED * len(wrong), sorted(set(wrong) - set(nearest))


@needs_shared
def test_hardly_anything_right_is_called_wrong() -> None:
    entries, nearest = wrongs()
    right = [each.expression for each in entries if each.right]
    assert sum(each in nearest for each in right) <= SLANDERED * len(right), nearest


@needs_shared
def test_what_it_should_be_is_told() -> None:
    told = [one.sum.computed for found in wrongs()[1].values() for one in found]
    assert {"19200000 kWh", "877000000 kWh/year", "17 company", "23 to 30 x", "0.653 %"} <= set(told), told


@needs_shared
def test_the_chain_of_the_thesis_is_whole() -> None:
    """Market, share of it a year, share of one company, margin, and the multiple that is left unsaid."""
    [gold] = [gold for gold in load([SHARED / "gold"]) if gold.article.id.startswith("002")]
    found = reader().extract(gold.article).computations
    chain = [(one.computed, one.stated) for one in found if one.verdict == "consistent"]
    trillion, billion = "000000000000 USD", "000000000 USD"
    assert {(f"{each}{billion}", f"{each}{billion}") for each in (400, 300, 150)} <= set(chain), chain
    assert [(one.stated, one.missing) for one in found if one.missing] == [(f"5{trillion}", "33.3 x")]
