"""The IRIs of Claimgraph and of the vocabularies it borrows from."""

from __future__ import annotations

from urllib.parse import quote, unquote

BASE = "https://w3id.org/claimgraph/"
CG = BASE + "ns#"
ENTITY = BASE + "entity/"
METRIC = BASE + "metric/"
UNIT = BASE + "unit/"
RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
RDFS = "http://www.w3.org/2000/01/rdf-schema#"
SKOS = "http://www.w3.org/2004/02/skos/core#"
WIKIDATA = "http://www.wikidata.org/entity/"


def iri(base: str, name: str) -> str:
    """IRI of `name` under `base`, percent-encoded.

    >>> iri(UNIT, "USD/year")
    'https://w3id.org/claimgraph/unit/USD%2Fyear'
    """
    return base + quote(name, safe="")


def name_of(base: str, value: str) -> str | None:
    """The name that `iri` put under `base`; None for an IRI of another place.

    >>> name_of(UNIT, "https://w3id.org/claimgraph/unit/USD%2Fyear")
    'USD/year'
    """
    return unquote(value.removeprefix(base)) if value.startswith(base) and value != base else None
