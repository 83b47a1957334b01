"""Contradictions that a reader found between real articles, and pairs that only look like some."""

from __future__ import annotations

import json
from collections.abc import Iterator
from functools import cache
from itertools import product

from ingest.gold import load
from kg.model import Extraction, Span, Strength
from queries.articles import Head
from queries.comparison.stance import Stance
from queries.comparison.verdict import compare
from queries.listing import Found
from tests.reading import reader
from tests.shared import SHARED, needs_shared

HARD = 7  # of nine that cannot both be true, so many are found at the least
SOFT = 5  # of 32 that one reader felt to be in tension
TENSE = 0.1  # share of the lookalikes that may be called tension, and none a contradiction
ORDER: tuple[Strength, ...] = ("none", "tension", "revision", "contradiction")

Pair = tuple[Span, Span]


@cache
def read() -> tuple[Extraction, ...]:
    return tuple(reader().extract(gold.article) for gold in load([SHARED / "gold"]))


@cache
def stances() -> tuple[Stance, ...]:
    return tuple(stance for extraction in read() for stance in _stances(extraction))


def _stances(extraction: Extraction) -> Iterator[Stance]:
    told = extraction.article
    head = Head(
        id=told.id, title=told.title, author=told.author, publisher=told.publisher, published=told.published,
        lang=told.lang, url=told.url, path=told.path,
    )  # fmt: skip
    for claim in extraction.claims:
        yield Stance(found=Found(claim=claim, head=head), knowledge=reader().knowledge)


@cache
def failing_sums() -> tuple[frozenset[Span], ...]:
    """The places of the claims of each sum that fails."""
    return tuple(
        frozenset(claim.span for claim in extraction.claims if claim.id in one.claims)
        for extraction in read()
        for one in extraction.computations
        if one.verdict == "inconsistent"
    )


def listed(name: str) -> list[tuple[dict[str, str], Pair]]:
    """The entries of one list of the gold with the places of their two claims."""
    places = {claim.id: claim.span for gold in load([SHARED / "gold"]) for claim in gold.claims}
    told = json.loads((SHARED / "gold" / "cross.json").read_text(encoding="utf-8"))[name]
    return [(entry, (places[entry["a"]], places[entry["b"]])) for entry in told]


def strength(pair: Pair) -> Strength:
    """The strongest verdict on any claims that were read where the two stand, or of a sum that uses both."""
    if any(all(any(near(span, place) for span in spans) for place in pair) for spans in failing_sums()):
        return "contradiction"
    ours, theirs = ([one for one in stances() if near(one.claim.span, place)] for place in pair)
    found: list[Strength] = [compare(one, other).strength for one, other in product(ours, theirs) if one is not other]
    return max(found, key=ORDER.index, default="none")


def near(span: Span, place: Span) -> bool:
    """Whether they share half of the shorter."""
    shared = min(span.end, place.end) - max(span.start, place.start)
    return span.article == place.article and 2 * shared >= min(span.end - span.start, place.end - place.start)


@needs_shared
def test_what_cannot_both_be_true_is_found() -> None:
    found = [strength(pair) != "none" for entry, pair in listed("contradictions") if entry["strength"] == "hard"]
    assert len(found) == 9
    assert sum(found) >= HARD


@needs_shared
def test_what_a_reader_felt_is_found_in_part() -> None:
    found = [strength(pair) != "none" for entry, pair in listed("contradictions") if entry["strength"] == "soft"]
    assert len(found) == 32
    assert sum(found) >= SOFT


@needs_shared
def test_what_only_looks_alike_is_no_contradiction() -> None:
    found = [strength(pair) for _, pair in listed("compatible_lookalikes")]
    assert len(found) == 38
    assert "contradiction" not in found
    assert found.count("tension") <= TENSE * len(found)
