"""Names of things in the graph, made of ids and content: the same corpus gives the same names."""

from __future__ import annotations

from urllib.parse import unquote

from pyoxigraph import NamedNode

from kg.identity import digest
from kg.namespace import BASE, ENTITY, METRIC, UNIT, iri

ARTICLE = BASE + "article/"
CLAIM = BASE + "claim/"
SPAN = BASE + "span/"
RUN = BASE + "run/"

REFERENCE = NamedNode(BASE + "graph/reference")
"""Graph of what the data files know: entities, metrics, units."""
ANALYSIS = NamedNode(BASE + "graph/analysis")
"""Graph of what is worked out from the articles; it can be rebuilt at any time."""
USER = NamedNode(BASE + "graph/user")
"""Graph of what the user says; nothing but the user changes it."""


def article(id: str) -> NamedNode:
    """The article, and the graph of all that was read from it.

    >>> article("2025/outlook").value
    'https://w3id.org/claimgraph/article/2025%2Foutlook'
    """
    return NamedNode(iri(ARTICLE, id))


def claim(id: str) -> NamedNode:
    """The claim with that id."""
    return NamedNode(iri(CLAIM, id))


def entity(id: str) -> NamedNode:
    """The entity with that id, known or not."""
    return NamedNode(iri(ENTITY, id))


def metric(id: str) -> NamedNode:
    """The metric with that id."""
    return NamedNode(iri(METRIC, id))


def unit(id: str) -> NamedNode:
    """The unit with that id."""
    return NamedNode(iri(UNIT, id))


def run(fingerprint: str) -> NamedNode:
    """The reading by the version of code and data that `fingerprint` names."""
    return NamedNode(iri(RUN, fingerprint))


def span(article: str, start: int, end: int) -> NamedNode:
    """The characters from `start` to `end` of an article."""
    return NamedNode(SPAN + digest("span", article, str(start), str(end)))


def part(node: NamedNode, name: str) -> NamedNode:
    """A part of a thing that has no life of its own: a selector of a span, an end of a period."""
    return NamedNode(f"{node.value}#{name}")


def made_of(kind: str, *content: object) -> NamedNode:
    """A thing whose name is its content.

    >>> made_of("dropped", "a1", 3) == made_of("dropped", "a1", 3)
    True
    """
    return NamedNode(f"{BASE}{kind}/{digest(kind, *map(repr, content))}")


def id_of(node: NamedNode) -> str:
    """The id that was made into an IRI.

    >>> id_of(unit("USD/year"))
    'USD/year'
    """
    return unquote(node.value.rsplit("/", 1)[1])
