"""The words of the graph, each checked against `data/vocab.ttl`: a word that is not there cannot be used.

>>> CG.kind.value
'https://w3id.org/claimgraph/ns#kind'
>>> AIF["RA-node"].value
'http://www.arg.dundee.ac.uk/aif#RA-node'
>>> CG.knid
Traceback (most recent call last):
AttributeError: vocab.ttl has no term https://w3id.org/claimgraph/ns#knid
"""

from __future__ import annotations

from functools import cache
from pathlib import Path

from pyoxigraph import NamedNode, RdfFormat, parse

VOCABULARY = Path(__file__).parent / "data" / "vocab.ttl"

PREFIXES = {
    "cg": "https://w3id.org/claimgraph/ns#",
    "aif": "http://www.arg.dundee.ac.uk/aif#",
    "dc": "http://purl.org/dc/elements/1.1/",
    "oa": "http://www.w3.org/ns/oa#",
    "prov": "http://www.w3.org/ns/prov#",
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
    "schema": "https://schema.org/",
    "skos": "http://www.w3.org/2004/02/skos/core#",
    "time": "http://www.w3.org/2006/time#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
}
"""Prefixes that every query may use without declaring them."""


@cache
def terms() -> frozenset[str]:
    """IRIs of every term that the vocabulary defines or borrows."""
    subjects = (quad.subject for quad in parse(path=VOCABULARY, format=RdfFormat.TURTLE))
    return frozenset(subject.value for subject in subjects if isinstance(subject, NamedNode))


class Namespace:
    """The terms under one prefix, as attributes or, where a name is no Python name, as items."""

    def __init__(self, prefix: str) -> None:
        self._base = PREFIXES[prefix]

    def __getitem__(self, name: str) -> NamedNode:
        if self._base + name not in terms():
            raise AttributeError(f"vocab.ttl has no term {self._base}{name}")
        node = NamedNode(self._base + name)
        setattr(self, name, node)
        return node

    def __getattr__(self, name: str) -> NamedNode:
        return self[name]


CG = Namespace("cg")
AIF = Namespace("aif")
DC = Namespace("dc")
OA = Namespace("oa")
PROV = Namespace("prov")
RDF = Namespace("rdf")
RDFS = Namespace("rdfs")
SCHEMA = Namespace("schema")
SKOS = Namespace("skos")
TIME = Namespace("time")
XSD = Namespace("xsd")
