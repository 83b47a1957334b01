"""Claims, entities and articles as a network, in GraphML, for graph viewers."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import IO, TYPE_CHECKING

from kg.model import Claim, Dependency, Entity, Extraction
from kg.rdf_read import extraction_from
from kg.store import Store

if TYPE_CHECKING:
    import networkx as nx

NOT_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""Characters that XML cannot hold; they become U+FFFD."""


def write_graphml(store: Store, output: IO[bytes]) -> None:
    """Nodes `article:…`, `claim:…` and `entity:…` with kind and label; edges `in`, `about` and the dependencies."""
    import networkx as nx  # noqa: PLC0415 - slow to import

    nx.write_graphml_xml(network(store), output)


def network(store: Store) -> nx.MultiDiGraph[str]:
    """All claims with what they are about, where they stand and what they rest on."""
    import networkx as nx  # noqa: PLC0415 - slow to import

    graph: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    for article in store.articles():
        _add(graph, extraction_from(store, article))
    return graph


def _add(graph: nx.MultiDiGraph[str], extraction: Extraction) -> None:
    article = extraction.article
    home = _node(graph, "article", article.id, label=article.title or article.id, type="article", author=article.author)
    _add_entities(graph, extraction.entities)
    for claim in extraction.claims:
        _add_claim(graph, home, claim)
    _add_dependencies(graph, extraction.dependencies)


def _add_entities(graph: nx.MultiDiGraph[str], entities: Iterable[Entity]) -> None:
    for entity in entities:
        _node(graph, "entity", entity.id, label=entity.labels[0] if entity.labels else entity.id, type=entity.type)


def _add_claim(graph: nx.MultiDiGraph[str], home: str, claim: Claim) -> None:
    node = _node(
        graph,
        "claim",
        claim.id,
        label=claim.span.quote,
        type="claim",
        kind=claim.kind,
        metric=claim.metric,
        direction=claim.direction,
        polarity=claim.polarity,
        modality=claim.modality,
        speaker=claim.speaker,
    )
    graph.add_edge(node, home, relation="in")
    for entity in claim.entities:
        graph.add_edge(node, _node(graph, "entity", entity), relation="about")


def _add_dependencies(graph: nx.MultiDiGraph[str], dependencies: Iterable[Dependency]) -> None:
    for dependency in dependencies:
        conclusion = _node(graph, "claim", dependency.conclusion)
        graph.add_edge(conclusion, _node(graph, "claim", dependency.premise), relation=dependency.relation)


def _node(graph: nx.MultiDiGraph[str], sort: str, id: str, /, **facts: str | None) -> str:
    name = NOT_XML.sub("\ufffd", f"{sort}:{id}")
    graph.add_node(name, **{key: NOT_XML.sub("\ufffd", value) for key, value in facts.items() if value is not None})
    return name
