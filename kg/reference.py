"""What the data files know, as triples: labels, kinds and links of entities, metrics and units."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from pyoxigraph import Literal, NamedNode, Triple

from kg import iris
from kg.concepts import Concept, Label, Metric
from kg.gazetteer import Knowledge
from kg.namespace import WIKIDATA
from kg.units import Unit
from kg.vocab import CG, RDF, SKOS, XSD


def reference_triples(knowledge: Knowledge) -> list[Triple]:
    """All that is known before anything is read.

    >>> facts = reference_triples(Knowledge.load())
    >>> any(t.predicate == SKOS.prefLabel and t.object.value == "英伟达" for t in facts)
    True
    """
    found = dict.fromkeys(triple for entity in knowledge.entities.values() for triple in _entity(entity))
    found |= dict.fromkeys(triple for metric in knowledge.metrics.values() for triple in _metric(metric))
    found |= dict.fromkeys(triple for unit in knowledge.units.values() for triple in _unit(unit))
    return list(found)


def _entity(concept: Concept) -> Iterator[Triple]:
    node = iris.entity(concept.id)
    yield from _concept(node, concept.id, CG[concept.type])
    yield from _labels(node, concept.labels)
    yield from _definition(node, concept.definition)
    yield from _links(node, CG.partOf, map(iris.entity, concept.part_of))
    yield from _links(node, CG.productOf, map(iris.entity, concept.product_of))
    yield from _links(node, SKOS.broader, map(iris.entity, concept.broader))
    if concept.wikidata:
        yield Triple(node, SKOS.exactMatch, NamedNode(WIKIDATA + concept.wikidata.removeprefix(WIKIDATA)))


def _metric(metric: Metric) -> Iterator[Triple]:
    node = iris.metric(metric.id)
    yield from _concept(node, metric.id, CG.Metric)
    yield from _labels(node, metric.labels)
    yield from _definition(node, metric.definition)
    yield Triple(node, CG.nature, Literal(metric.nature))
    yield from _links(node, CG.unit, [iris.unit(metric.unit)] if metric.unit else [])
    yield from _links(node, CG.opposite, [iris.metric(metric.opposite)] if metric.opposite else [])
    yield from _links(node, CG.neighbour, map(iris.metric, metric.neighbours))


def _unit(unit: Unit) -> Iterator[Triple]:
    node = iris.unit(unit.id)
    yield from _concept(node, unit.id, CG.Unit)
    preferred = {lang: text for text, lang in reversed(unit.names)}
    for text, lang in unit.names:
        yield Triple(node, SKOS.prefLabel if preferred[lang] == text else SKOS.altLabel, Literal(text, language=lang))
    yield Triple(node, CG.dimension, Literal(unit.dimension))
    yield Triple(node, CG.base, iris.unit(unit.base))
    yield Triple(node, CG.factor, Literal(format(unit.factor, "f"), datatype=XSD.decimal))
    yield from _links(node, SKOS.exactMatch, map(NamedNode, unit.matches))


def _concept(node: NamedNode, id: str, kind: NamedNode) -> Iterator[Triple]:
    yield Triple(node, RDF.type, SKOS.Concept)
    yield Triple(node, RDF.type, kind)
    yield Triple(node, SKOS.notation, Literal(id))


def _labels(node: NamedNode, labels: Iterable[Label]) -> Iterator[Triple]:
    for label in labels:
        said = SKOS.prefLabel if label.preferred else SKOS.altLabel
        yield Triple(node, said, Literal(label.text, language=label.lang))


def _definition(node: NamedNode, text: str | None) -> Iterator[Triple]:
    if text:
        yield Triple(node, SKOS.definition, Literal(text))


def _links(node: NamedNode, predicate: NamedNode, others: Iterable[NamedNode]) -> Iterator[Triple]:
    return (Triple(node, predicate, other) for other in others)
