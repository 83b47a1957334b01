"""Many claims at once: two lookups each, and as many again for its numbers and its time."""

from __future__ import annotations

from collections.abc import Iterable

from pyoxigraph import NamedNode

from kg import iris
from kg.model import Claim
from kg.rdf_read import Sheet, facts_of, lookup
from kg.store import Store
from kg.vocab import SCHEMA


def claims_from(store: Store, ids: Iterable[str]) -> dict[str, Claim]:
    """The claims with these ids, in this order; those that the store does not have are left out.

    >>> with Store.memory() as store:
    ...     claims_from(store, ["3fa81c22"])
    {}
    """
    found = ((id, _claim(store, id)) for id in dict.fromkeys(ids))
    return {id: claim for id, claim in found if claim is not None}


def _claim(store: Store, id: str) -> Claim | None:
    node = iris.claim(id)
    said = facts_of(store.quads(node))
    article = next((iris.id_of(term) for term in said.get(SCHEMA.appearance, ()) if isinstance(term, NamedNode)), None)
    if article is None:
        return None
    parts = lookup(store, article)
    return Sheet(article, lambda part: said if part == node else parts(part)).claim(node)
