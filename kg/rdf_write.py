"""Values to triples: everything that was read from one article, as the graph of that article.

Names are hashes of content and there are no blank nodes, so equal values give equal triples on every machine. Nothing
is said about a thing that several articles share (an entity, a metric, a unit): the union of all graphs would say it
many times over, and every join through it would count double.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from datetime import date, datetime
from decimal import Decimal
from typing import TypeVar

from pyoxigraph import Literal, NamedNode, Triple

from kg import iris
from kg.model import (
    Article,
    Claim,
    Computation,
    Dependency,
    Dropped,
    Entity,
    Extraction,
    Mention,
    Operand,
    Period,
    Quantity,
    Span,
)
from kg.units import Units
from kg.vocab import AIF, CG, DC, OA, PROV, RDF, RDFS, SCHEMA, TIME, XSD

CONTEXT = 16
"""Characters before and after a claim that its quote selector keeps."""

Fact = tuple[NamedNode, NamedNode | Literal | None]
Value = TypeVar("Value")


def to_triples(extraction: Extraction) -> list[Triple]:
    """The graph of one article. ValueError when a span is not verbatim or two different claims have one id.

    >>> facts = to_triples(Extraction(article=Article(id="a", text="Up.", sha256="0", lang="en")))
    >>> [str(t.object) for t in facts if t.predicate == SCHEMA.articleBody]
    ['"Up."']
    """
    sheet = Sheet(extraction)
    sheet.article(extraction.article)
    sheet.each(sheet.entity, extraction.entities)
    sheet.each(sheet.mention, extraction.mentions)
    sheet.each(sheet.quantity, extraction.quantities)
    sheet.each(sheet.period, extraction.periods)
    sheet.each(sheet.claim, extraction.claims)
    sheet.each(sheet.dependency, extraction.dependencies)
    sheet.each(sheet.computation, extraction.computations)
    sheet.each(sheet.dropped, extraction.dropped)
    return list(sheet.triples)


class Sheet:
    """Triples of one article in the making; each method writes one value and returns its name."""

    def __init__(self, extraction: Extraction) -> None:
        self.triples: dict[Triple, None] = {}
        self.text, self.lang = extraction.article.text, extraction.article.lang
        self.id, self.node = extraction.article.id, iris.article(extraction.article.id)
        self.entities = {entity.id for entity in extraction.entities}
        self.claims: dict[str, Claim] = {}
        self.spans: set[NamedNode] = set()

    def say(self, subject: NamedNode, *facts: Fact) -> NamedNode:
        """Write what is known of `subject`; what is None is not known."""
        for predicate, value in facts:
            if value is not None:
                self.triples[Triple(subject, predicate, value)] = None
        return subject

    def each(self, write: Callable[[Value], NamedNode], values: Sequence[Value]) -> None:
        """Write all of a list, and the place of each in it."""
        for position, value in enumerate(values):
            self.say(write(value), (SCHEMA.position, whole(position)))

    def article(self, article: Article) -> NamedNode:
        """What an article is, where it comes from, and its text."""
        return self.say(
            self.node,
            (RDF.type, SCHEMA.Article),
            (SCHEMA.identifier, words(article.id)),
            (SCHEMA.name, words(article.title)),
            (SCHEMA.author, words(article.author)),
            (SCHEMA.publisher, words(article.publisher)),
            (SCHEMA.datePublished, day(article.published)),
            (SCHEMA.url, words(article.url, XSD.anyURI)),
            (DC.source, words(article.path)),
            (SCHEMA.inLanguage, words(article.lang)),
            (SCHEMA.sha256, words(article.sha256)),
            (SCHEMA.articleBody, words(article.text)),
        )

    def entity(self, entity: Entity) -> NamedNode:
        """An entity as this article knows it."""
        node, name = iris.made_of("listing", self.id, entity.id), iris.entity(entity.id)
        self.say(self.node, (SCHEMA.mentions, name))
        return self.say(
            node,
            (RDF.type, SCHEMA.ListItem),
            (SCHEMA.isPartOf, self.node),
            (SCHEMA.item, name),
            (SCHEMA.name, words(entity.labels[0] if entity.labels else None)),
            (SCHEMA.additionalType, CG[entity.type]),
            (CG.known, truth(entity.known)),
            (CG.inOrder, in_order(name=entity.labels)),
        )

    def span(self, span: Span) -> NamedNode:
        """A stretch of the article, by position and by words."""
        self.verify(span)
        node = iris.span(self.id, span.start, span.end)
        if node not in self.spans:
            self.spans.add(node)
            self.locate(node, iris.part(node, "selector"), span)
        return node

    def verify(self, span: Span) -> None:
        """ValueError unless the span is of this article and verbatim."""
        if span.article != self.id or not 0 <= span.start < span.end or self.text[span.start : span.end] != span.quote:
            place = f"{span.start}:{span.end} of {span.article!r}"
            raise ValueError(f"article {self.id!r} does not say {span.quote!r} at {place}")

    def locate(self, node: NamedNode, selector: NamedNode, span: Span) -> None:
        """The selector of a span: where it stands, and its words."""
        self.say(node, (RDF.type, OA.SpecificResource), (OA.hasSource, self.node), (OA.hasSelector, selector))
        self.say(
            selector,
            (RDF.type, OA.TextPositionSelector),
            (OA.start, whole(span.start)),
            (OA.end, whole(span.end)),
            (RDF.type, OA.TextQuoteSelector),
            (OA.exact, words(span.quote)),
        )

    def passage(self, span: Span) -> NamedNode:
        """A stretch of the article, with the words around it, by which it can be found in another version."""
        node = self.span(span)
        before, after = self.text[max(0, span.start - CONTEXT) : span.start], self.text[span.end : span.end + CONTEXT]
        self.say(iris.part(node, "selector"), (OA.prefix, words(before)), (OA.suffix, words(after)))
        return node

    def mention(self, mention: Mention) -> NamedNode:
        """An entity named in the text."""
        return self.say(
            iris.made_of("mention", self.id, mention.span.start, mention.span.end, mention.entity),
            (RDF.type, OA.Annotation),
            (OA.hasTarget, self.span(mention.span)),
            (OA.hasBody, iris.entity(mention.entity)),
        )

    def quantity(self, quantity: Quantity) -> NamedNode:
        """A quantity: bounds as numbers to compare, and once more with every digit as read."""
        currency = currency_of(quantity.unit)
        return self.say(
            iris.made_of("quantity", quantity),
            (RDF.type, CG.Quantity),
            (RDF.type, SCHEMA.MonetaryAmount if currency else SCHEMA.QuantitativeValue),
            (SCHEMA.currency, words(currency)),
            (PROV.wasDerivedFrom, self.span(quantity.span)),
            (SCHEMA.minValue, number(quantity.low)),
            (SCHEMA.maxValue, number(quantity.high)),
            (CG.interval, words(interval(quantity))),
            (CG.unit, iris.unit(quantity.unit) if quantity.unit else None),
            (SCHEMA.unitText, words(quantity.unit or None)),
            (CG.approximate, truth(quantity.approximate or None)),
            (CG.implied, truth(quantity.implied or None)),
            (CG.basis, words(quantity.basis)),
        )

    def period(self, period: Period) -> NamedNode:
        """A period, half-open."""
        node = iris.made_of("period", period)
        return self.say(
            node,
            (RDF.type, TIME.Interval),
            (PROV.wasDerivedFrom, self.span(period.span)),
            (TIME.hasBeginning, self.instant(iris.part(node, "beginning"), period.start)),
            (TIME.hasEnd, self.instant(iris.part(node, "end"), period.end)),
            (CG.grain, words(period.grain)),
            (CG.basis, words(period.basis)),
        )

    def instant(self, node: NamedNode, at: date | None) -> NamedNode | None:
        """One end of a period; None where it is open."""
        if at is None:
            return None
        said = TIME.inXSDDateTime if isinstance(at, datetime) else TIME.inXSDDate
        return self.say(node, (said, day(at)))

    def claim(self, claim: Claim) -> NamedNode:
        """A claim, with what it is about, how it is put and how it was read."""
        if self.claims.setdefault(claim.id, claim) != claim:
            raise ValueError(f"article {self.id!r} has two different claims with the id {claim.id!r}")
        quantities = [self.quantity(quantity) for quantity in claim.quantities]
        about = [iris.entity(entity) for entity in claim.entities]
        return self.say(
            iris.claim(claim.id),
            (RDF.type, SCHEMA.Claim),
            (RDF.type, AIF["I-node"]),
            (SCHEMA.appearance, self.node),
            (SCHEMA.text, Literal(claim.span.quote, language=self.lang)),
            (PROV.wasDerivedFrom, self.passage(claim.span)),
            (CG.subject, about[0] if about else None),
            *((SCHEMA.about, entity) for entity in about),
            (CG.metric, None if claim.metric is None else iris.metric(claim.metric)),
            *((CG.quantity, quantity) for quantity in quantities),
            (TIME.hasTime, None if claim.period is None else self.period(claim.period)),
            *self.manner(claim),
            (CG.inOrder, in_order(about=claim.entities, cue=claim.cues, quantity=list(map(iris.id_of, quantities)))),
        )

    def manner(self, claim: Claim) -> list[Fact]:
        """How a claim is put, and how it was read."""
        known = claim.speaker in self.entities
        return [
            (CG.kind, words(claim.kind)),
            (CG.direction, words(claim.direction)),
            (CG.polarity, words(claim.polarity)),
            (CG.modality, words(claim.modality)),
            (CG.speaker, iris.entity(claim.speaker) if claim.speaker and known else words(claim.speaker)),
            (CG.rule, words(claim.rule)),
            *((CG.cue, words(cue)) for cue in claim.cues),
        ]

    def dependency(self, dependency: Dependency) -> NamedNode:
        """A step of reasoning: support, or attack."""
        attack = dependency.relation == "attacked_by"
        return self.say(
            iris.made_of("dependency", self.id, dependency),
            (RDF.type, AIF["CA-node"] if attack else AIF["RA-node"]),
            (SCHEMA.isPartOf, self.node),
            (AIF.Conclusion, iris.claim(dependency.conclusion)),
            (AIF.Premise, iris.claim(dependency.premise)),
            (CG.relation, words(dependency.relation)),
            (CG.cue, words(dependency.cue)),
            (CG.explicit, truth(dependency.explicit)),
        )

    def computation(self, computation: Computation) -> NamedNode:
        """Arithmetic of the text and the claims whose numbers it uses."""
        inputs = [operand(each) for each in computation.inputs]
        result = [operand(computation.result)] if computation.result else []
        return self.say(
            iris.made_of("computation", self.id, computation),
            (RDF.type, CG.Computation),
            (SCHEMA.isPartOf, self.node),
            (SCHEMA.text, words(computation.expression)),
            *((PROV.used, iris.claim(claim)) for claim in computation.claims),
            (CG.stated, words(computation.stated)),
            (CG.computed, words(computation.computed)),
            (CG.verdict, words(computation.verdict)),
            (CG.operation, words(computation.operation)),
            (CG.missing, words(computation.missing)),
            (CG.inOrder, in_order(used=computation.claims, input=inputs, result=result)),
        )

    def dropped(self, dropped: Dropped) -> NamedNode:
        """Text that was refused, and why."""
        return self.say(
            iris.made_of("dropped", dropped),
            (RDF.type, CG.Dropped),
            (PROV.wasDerivedFrom, self.span(dropped.span)),
            (RDFS.comment, words(dropped.reason)),
        )


def words(text: str | None, datatype: NamedNode | None = None) -> Literal | None:
    """`text` as a literal; ValueError where it holds half a surrogate pair, which is no character."""
    if text is None:
        return None
    try:
        return Literal(text, datatype=datatype)
    except ValueError as error:
        raise ValueError(f"half a surrogate pair cannot be stored: {text[:60]!a}") from error


def whole(number: int) -> Literal:
    """`number` as an integer."""
    return Literal(str(number), datatype=XSD.integer)


def truth(value: bool | None) -> Literal | None:
    """`value` as a boolean."""
    return None if value is None else Literal(str(value).lower(), datatype=XSD.boolean)


def day(at: date | None) -> Literal | None:
    """A date, or a moment where the text is that exact."""
    if at is None:
        return None
    return Literal(at.isoformat(), datatype=XSD.dateTime if isinstance(at, datetime) else XSD.date)


def number(value: Decimal | None) -> Literal | None:
    """`value` to compare and reckon with: a double where the store's decimals (1.7e20, 18 places) end.

    >>> number(Decimal("1.50")).value, number(Decimal("1E+26")).value
    ('1.50', '1e+26')
    """
    if value is None:
        return None
    exponent = value.as_tuple().exponent
    if not isinstance(exponent, int):
        raise ValueError(f"a quantity has numbers for bounds, not {value}")
    if exponent >= -18 and value.adjusted() < 20:
        return Literal(format(value, "f"), datatype=XSD.decimal)
    return Literal(repr(float(value)), datatype=XSD.double)


def currency_of(unit: str) -> str | None:
    """The money that a unit counts, per time or not.

    >>> currency_of("USD/year"), currency_of("GPU")
    ('USD', None)
    """
    counted = unit.split("/", maxsplit=1)[0]
    known = Units.load().get(counted)
    return counted if known and known.is_money else None


def interval(quantity: Quantity) -> str:
    """Both bounds with every digit as read: `[ ]` take the bound in, `( )` leave it out, an empty side is open.

    >>> span = Span(start=0, end=8, quote="over 30%")
    >>> interval(Quantity(span=span, low=Decimal("30.0"), high=None, unit="%", low_open=True))
    '(30.0,]'
    """
    low, high = ("" if bound is None else str(bound) for bound in (quantity.low, quantity.high))
    return f"{'[('[quantity.low_open]}{low},{high}{'])'[quantity.high_open]}"


def operand(value: Operand) -> str:
    """A number that arithmetic uses, in one word.

    >>> operand(Operand(claim="1f", quantity=0, inverse=True))
    '-1f#0'
    """
    return f"{'-' if value.inverse else ''}{value.claim}#{value.quantity}"


def in_order(**lists: Sequence[str]) -> Literal:
    """The values of properties whose order matters, as JSON."""
    return Literal(json.dumps(lists, ensure_ascii=False, sort_keys=True, separators=(",", ":")), datatype=RDF.JSON)
