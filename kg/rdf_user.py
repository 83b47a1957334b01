"""What the user says <-> triples of a graph of its own: what came of a claim, one node a word, nothing ever changed.

>>> from kg.model import Resolution, Span
>>> span = Span(article="a", start=0, end=3, quote="Up.")
>>> said = Resolution(claim="1f", span=span, sequence=1, outcome="true", evidence="https://example.org/q3")
>>> with Store.memory() as store:
...     say(store, said)
...     resolutions(store) == [said]
True
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import Any, cast

from pyoxigraph import NamedNode, Triple

from kg import iris
from kg.errors import StoreError
from kg.model import Quantity, Resolution, Span
from kg.rdf_read import Facts, day_of, facts_of, perhaps, word
from kg.rdf_write import Fact, day, interval, truth, whole, words
from kg.store import SAID, Store
from kg.vocab import CG, OA, RDF, SCHEMA


def say(store: Store, resolution: Resolution) -> None:
    """Add a word of the user's to his graph and to the file beside the database; both are on the disk afterwards."""
    store.remember(list(to_triples(resolution)))


def to_triples(resolution: Resolution) -> Iterator[Triple]:
    """The statements about one word of the user's."""
    node = iris.made_of("resolution", resolution)
    facts: list[Fact] = [
        (RDF.type, SCHEMA.ClaimReview),
        (SCHEMA.itemReviewed, iris.claim(resolution.claim)),
        (CG.inArticle, iris.article(resolution.span.article)),
        (OA.start, whole(resolution.span.start)),
        (OA.exact, words(resolution.span.quote)),
        (CG.subject, iris.entity(resolution.subject) if resolution.subject else None),
        (CG.metric, iris.metric(resolution.metric) if resolution.metric else None),
        (CG.sequence, whole(resolution.sequence)),
        (CG.outcome, words(resolution.outcome)),
        (CG.cameOut, day(resolution.on)),
        (CG.evidence, words(resolution.evidence or None)),
        *(_number(resolution.value) if resolution.value else []),
    ]
    yield from (Triple(node, predicate, value) for predicate, value in facts if value is not None)


def _number(value: Quantity) -> list[Fact]:
    return [
        (CG.actual, words(value.span.quote)),
        (CG.interval, words(interval(value))),
        (SCHEMA.unitText, words(value.unit or None)),
        (CG.approximate, truth(value.approximate or None)),
    ]


def resolutions(store: Store) -> list[Resolution]:
    """All words of the user's, the first first. StoreError for one that is not whole."""
    nodes = [quad.subject for quad in store.quads(None, RDF.type, SCHEMA.ClaimReview, iris.USER)]
    found = (_whole(store, cast(NamedNode, node)) for node in nodes)
    return sorted(found, key=lambda one: (one.sequence, one.claim, one.outcome or ""))


def _whole(store: Store, node: NamedNode) -> Resolution:
    try:
        return _resolution(facts_of(store.quads(node, graph=iris.USER)))
    except (KeyError, ValueError, ArithmeticError, AttributeError) as error:
        wrong = f"what data/{SAID} says of {node.value} is not whole"
        raise StoreError(f"{wrong}; `kg check --graph` tells what is wrong with it") from error


def _resolution(facts: Facts) -> Resolution:
    quote, start = word(facts, OA.exact), int(word(facts, OA.start))
    article = iris.id_of(cast(NamedNode, facts[CG.inArticle][0]))
    about = {name: iris.id_of(cast(NamedNode, facts[name][0])) for name in (CG.subject, CG.metric) if name in facts}
    return Resolution(
        claim=iris.id_of(cast(NamedNode, facts[SCHEMA.itemReviewed][0])),
        span=Span(article=article, start=start, end=start + len(quote), quote=quote),
        subject=about.get(CG.subject),
        metric=about.get(CG.metric),
        sequence=int(word(facts, CG.sequence)),
        outcome=cast(Any, perhaps(facts, CG.outcome)),
        on=day_of(facts.get(CG.cameOut)),
        evidence=perhaps(facts, CG.evidence) or "",
        value=_value(facts),
    )


def _value(facts: Facts) -> Quantity | None:
    written = perhaps(facts, CG.actual)
    if written is None:
        return None
    ends = word(facts, CG.interval)
    low, high = (Decimal(bound) if bound else None for bound in ends[1:-1].split(","))
    return Quantity(
        span=Span(start=0, end=len(written), quote=written),
        low=low,
        high=high,
        unit=perhaps(facts, SCHEMA.unitText) or "",
        approximate=perhaps(facts, CG.approximate) == "true",
        low_open=ends[0] == "(",
        high_open=ends[-1] == ")",
    )
