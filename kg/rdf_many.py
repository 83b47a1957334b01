"""Many claims at once, by a handful of questions however many they are."""

from __future__ import annotations

from collections.abc import Iterable
from typing import cast

from pyoxigraph import NamedNode

from kg import iris
from kg.model import Claim
from kg.rdf_read import Facts, Sheet
from kg.store import Store, Term
from kg.vocab import CG, OA, PROV, RDF, SCHEMA, TIME

Known = dict[NamedNode, dict[NamedNode, list[Term]]]


def claims_from(store: Store, ids: Iterable[str]) -> dict[str, Claim]:
    """The claims with these ids, in this order; those that the store does not have are left out.

    >>> with Store.memory() as store:
    ...     claims_from(store, ["3fa81c22"])
    {}
    """
    nodes = {iris.claim(id): id for id in ids}
    known = _facts(store, nodes)
    return {id: _claim(known, node) for node, id in nodes.items() if _is_claim(known.get(node, {}))}


def _facts(store: Store, nodes: Iterable[NamedNode]) -> Known:
    """What is said of `nodes` and of all that belongs to them: their places, numbers and times."""
    parts = (PROV.wasDerivedFrom, OA.hasSelector, CG.quantity, TIME.hasTime, TIME.hasBeginning, TIME.hasEnd)
    known: Known = {}
    wanted = list(nodes)
    while wanted:
        known.update(_said(store, wanted))
        found = (part for node in wanted for name in parts for part in known.get(node, {}).get(name, ()))
        wanted = [part for part in dict.fromkeys(found) if isinstance(part, NamedNode) and part not in known]
    return known


def _said(store: Store, nodes: Iterable[NamedNode]) -> Known:
    said: Known = {}
    values = " ".join(map(str, nodes))
    for row in store.select(f"SELECT ?s ?p ?o {{ VALUES ?s {{ {values} }} ?s ?p ?o }}"):
        facts = said.setdefault(cast(NamedNode, row["s"]), {})
        facts.setdefault(cast(NamedNode, row["p"]), []).append(row["o"])
    return said


def _is_claim(facts: Facts) -> bool:
    return SCHEMA.Claim in facts.get(RDF.type, ()) and SCHEMA.appearance in facts


def _claim(known: Known, node: NamedNode) -> Claim:
    article = iris.id_of(cast(NamedNode, known[node][SCHEMA.appearance][0]))
    return Sheet(article, lambda part: known.get(part, {})).claim(node)
