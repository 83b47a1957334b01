"""Values <-> triples <-> store."""

from __future__ import annotations

from kg.model import Extraction
from kg.rdf_write import to_triples
from kg.store import Store

__all__ = ["put", "to_triples"]


def put(store: Store, extraction: Extraction, fingerprint: str) -> None:
    """Put all that was read from one article into the store, in the place of what was known of it."""
    store.replace(extraction.article.id, to_triples(extraction), fingerprint)
