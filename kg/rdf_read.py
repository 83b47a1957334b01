"""Triples to values: an article or a single claim, exactly as it was written.

One claim is read by a handful of lookups, whatever the size of the store.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping
from datetime import date, datetime
from decimal import Decimal
from typing import Any, TypeVar, cast

import pyoxigraph as ox
from pyoxigraph import Literal, NamedNode

from kg import iris
from kg.errors import StoreError
from kg.model import (
    Article,
    Claim,
    Computation,
    Dependency,
    Dropped,
    Entity,
    Extraction,
    Lang,
    Mention,
    Operand,
    Period,
    Quantity,
    Span,
)
from kg.store import Store, Term
from kg.vocab import AIF, CG, DC, OA, PREFIXES, PROV, RDF, RDFS, SCHEMA, TIME, XSD

Value = TypeVar("Value")
Facts = Mapping[NamedNode, list[Term]]
Lookup = Callable[[NamedNode], Facts]


def extraction_from(store: Store, article_id: str) -> Extraction:
    """All that was read from one article. StoreError when the store does not have it."""
    facts = whole_graph(store, article_id)
    sheet = Sheet(article_id, lambda node: facts.get(node, {}))
    article = sheet.article()
    lists = _by_type(facts)
    return Extraction(
        article=article,
        entities=sheet.each(sheet.entity, lists.get(SCHEMA.ListItem, ())),
        mentions=sheet.each(sheet.mention, lists.get(OA.Annotation, ())),
        quantities=sheet.each(sheet.quantity, lists.get(CG.Quantity, ())),
        periods=sheet.each(sheet.period, lists.get(TIME.Interval, ())),
        claims=sheet.each(sheet.claim, lists.get(SCHEMA.Claim, ())),
        dependencies=sheet.each(sheet.dependency, [*lists.get(AIF["RA-node"], ()), *lists.get(AIF["CA-node"], ())]),
        computations=sheet.each(sheet.computation, lists.get(CG.Computation, ())),
        dropped=sheet.each(sheet.dropped, lists.get(CG.Dropped, ())),
    )


def article_from(store: Store, article_id: str) -> Article:
    """An article and its text. StoreError when the store does not have it."""
    return Sheet(article_id, lookup(store, article_id)).article()


def claim_from(store: Store, claim_id: str) -> Claim:
    """One claim. StoreError when the store does not have it."""
    article = store.article_of(claim_id)
    if article is None:
        raise StoreError(f"the store has no claim {claim_id}; `kg claims` lists those it has")
    return Sheet(article, lookup(store, article)).claim(iris.claim(claim_id))


def whole_graph(store: Store, article_id: str) -> dict[NamedNode, dict[NamedNode, list[Term]]]:
    """Every fact of one article's graph, by subject and predicate."""
    return by_subject(store.quads(graph=iris.article(article_id)))


def by_subject(quads: Iterable[ox.Quad]) -> dict[NamedNode, dict[NamedNode, list[Term]]]:
    """What the statements say, by subject and predicate."""
    facts: dict[NamedNode, dict[NamedNode, list[Term]]] = {}
    for quad in quads:
        subject = cast(NamedNode, quad.subject)
        facts.setdefault(subject, {}).setdefault(quad.predicate, []).append(quad.object)
    return facts


def lookup(store: Store, article_id: str) -> Lookup:
    """The facts about one thing at a time, from one article's graph."""
    graph = iris.article(article_id)
    return lambda node: facts_of(store.quads(node, graph=graph))


def facts_of(quads: Iterable[ox.Quad]) -> Facts:
    """What the statements about one thing say, by predicate."""
    facts: dict[NamedNode, list[Term]] = {}
    for quad in quads:
        facts.setdefault(quad.predicate, []).append(quad.object)
    return facts


def _by_type(facts: Mapping[NamedNode, Facts]) -> dict[Term, list[NamedNode]]:
    found: dict[Term, list[NamedNode]] = {}
    for node, known in facts.items():
        for kind in known.get(RDF.type, ()):
            found.setdefault(kind, []).append(node)
    return found


class Sheet:
    """Values of one article; each method reads the value that a node stands for."""

    def __init__(self, article_id: str, facts: Lookup) -> None:
        self.id, self.facts = article_id, facts

    def each(self, read: Callable[[NamedNode], Value], nodes: Iterable[NamedNode]) -> tuple[Value, ...]:
        """The values of `nodes` in the order in which they were listed; what was not listed stays out."""
        places = [(int(_text(place)), node) for node in nodes for place in self.facts(node).get(SCHEMA.position, ())]
        return tuple(read(node) for _, node in sorted(places, key=lambda pair: pair[0]))

    def article(self) -> Article:
        """The article itself."""
        facts = self.facts(iris.article(self.id))
        if SCHEMA.articleBody not in facts:
            raise StoreError(f"the store has no article {self.id}; ingest it first")
        return Article(
            id=self.id,
            text=word(facts, SCHEMA.articleBody),
            sha256=word(facts, SCHEMA.sha256),
            lang=cast(Lang, word(facts, SCHEMA.inLanguage)),
            title=perhaps(facts, SCHEMA.name),
            author=perhaps(facts, SCHEMA.author),
            publisher=perhaps(facts, SCHEMA.publisher),
            published=day_of(facts.get(SCHEMA.datePublished)),
            url=perhaps(facts, SCHEMA.url),
            path=perhaps(facts, DC.source),
        )

    def entity(self, node: NamedNode) -> Entity:
        """An entity as the article knows it."""
        facts = self.facts(node)
        return Entity(
            id=_id(facts, SCHEMA.item),
            type=cast(Any, word(facts, SCHEMA.additionalType).removeprefix(PREFIXES["cg"])),
            labels=_in_order(facts, "name"),
            known=_truth(facts, CG.known),
        )

    def span(self, node: NamedNode) -> Span:
        """A stretch of the article."""
        facts = self.facts(iris.part(node, "selector"))
        start, end = int(word(facts, OA.start)), int(word(facts, OA.end))
        return Span(article=self.id, start=start, end=end, quote=word(facts, OA.exact))

    def source(self, facts: Facts) -> Span:
        """The span that a thing was read from."""
        return self.span(_node(facts, PROV.wasDerivedFrom))

    def mention(self, node: NamedNode) -> Mention:
        """An entity named in the text."""
        facts = self.facts(node)
        return Mention(span=self.span(_node(facts, OA.hasTarget)), entity=_id(facts, OA.hasBody))

    def quantity(self, node: NamedNode) -> Quantity:
        """A quantity, every digit as it was read."""
        facts = self.facts(node)
        interval = word(facts, CG.interval)
        low, high = (Decimal(bound) if bound else None for bound in interval[1:-1].split(","))
        return Quantity(
            span=self.source(facts),
            low=low,
            high=high,
            unit=perhaps(facts, SCHEMA.unitText) or "",
            approximate=_truth(facts, CG.approximate),
            low_open=interval[0] == "(",
            high_open=interval[-1] == ")",
            basis=perhaps(facts, CG.basis),
            implied=_truth(facts, CG.implied),
        )

    def period(self, node: NamedNode) -> Period:
        """A period, half-open."""
        facts = self.facts(node)
        return Period(
            span=self.source(facts),
            start=self.instant(facts, TIME.hasBeginning),
            end=self.instant(facts, TIME.hasEnd),
            grain=cast(Any, word(facts, CG.grain)),
            basis=word(facts, CG.basis),
        )

    def instant(self, facts: Facts, side: NamedNode) -> date | None:
        """One end of a period; None where it is open."""
        if side not in facts:
            return None
        said = self.facts(_node(facts, side))
        return day_of(said.get(TIME.inXSDDateTime) or said.get(TIME.inXSDDate))

    def claim(self, node: NamedNode) -> Claim:
        """A claim."""
        facts = self.facts(node)
        quantities = {iris.id_of(q): q for q in facts.get(CG.quantity, ()) if isinstance(q, NamedNode)}
        lists = _lists(facts)
        return Claim(
            id=iris.id_of(node),
            span=self.source(facts),
            kind=cast(Any, word(facts, CG.kind)),
            entities=tuple(lists["about"]),
            metric=_id(facts, CG.metric) if CG.metric in facts else None,
            direction=cast(Any, word(facts, CG.direction)),
            polarity=cast(Any, word(facts, CG.polarity)),
            modality=cast(Any, word(facts, CG.modality)),
            speaker=_speaker(facts),
            quantities=tuple(self.quantity(quantities[id]) for id in lists["quantity"]),
            period=self.period(_node(facts, TIME.hasTime)) if TIME.hasTime in facts else None,
            rule=word(facts, CG.rule),
            cues=tuple(lists["cue"]),
        )

    def dependency(self, node: NamedNode) -> Dependency:
        """A step of reasoning."""
        facts = self.facts(node)
        return Dependency(
            conclusion=_id(facts, AIF.Conclusion),
            premise=_id(facts, AIF.Premise),
            relation=cast(Any, word(facts, CG.relation)),
            cue=perhaps(facts, CG.cue),
            explicit=_truth(facts, CG.explicit),
        )

    def computation(self, node: NamedNode) -> Computation:
        """Arithmetic of the text."""
        facts = self.facts(node)
        return Computation(
            expression=word(facts, SCHEMA.text),
            claims=_in_order(facts, "used"),
            stated=word(facts, CG.stated),
            computed=word(facts, CG.computed),
            verdict=cast(Any, word(facts, CG.verdict)),
            operation=cast(Any, word(facts, CG.operation)),
            inputs=tuple(map(_operand, _in_order(facts, "input"))),
            result=next(map(_operand, _in_order(facts, "result")), None),
            missing=perhaps(facts, CG.missing),
        )

    def dropped(self, node: NamedNode) -> Dropped:
        """Text that was refused."""
        facts = self.facts(node)
        return Dropped(span=self.source(facts), reason=word(facts, RDFS.comment))


def _text(term: Term) -> str:
    return cast(Literal | NamedNode, term).value


def word(facts: Facts, predicate: NamedNode) -> str:
    """The value of a property that is there, without its type."""
    return _text(facts[predicate][0])


def perhaps(facts: Facts, predicate: NamedNode) -> str | None:
    """The same of one that may be there."""
    return word(facts, predicate) if predicate in facts else None


def _truth(facts: Facts, predicate: NamedNode) -> bool:
    return perhaps(facts, predicate) == "true"


def _node(facts: Facts, predicate: NamedNode) -> NamedNode:
    return cast(NamedNode, facts[predicate][0])


def _id(facts: Facts, predicate: NamedNode) -> str:
    return iris.id_of(_node(facts, predicate))


def _speaker(facts: Facts) -> str | None:
    said = facts.get(CG.speaker, [None])[0]
    return iris.id_of(said) if isinstance(said, NamedNode) else perhaps(facts, CG.speaker)


def _operand(word: str) -> Operand:
    claim, _, nth = word.removeprefix("-").rpartition("#")
    return Operand(claim=claim, quantity=int(nth), inverse=word.startswith("-"))


def _in_order(facts: Facts, name: str) -> tuple[str, ...]:
    return tuple(_lists(facts)[name])


def _lists(facts: Facts) -> dict[str, list[str]]:
    """The lists of a thing, each with its order, by their names."""
    return cast(dict[str, list[str]], json.loads(word(facts, CG.inOrder)))


def day_of(terms: list[Term] | None) -> date | None:
    """A date, or a moment; None where none is told."""
    if not terms:
        return None
    said = cast(Literal, terms[0])
    return datetime.fromisoformat(said.value) if said.datatype == XSD.dateTime else date.fromisoformat(said.value)
