"""Values <-> triples <-> store: what was read from an article goes in as a whole and comes out as it was.

>>> from kg.model import Article, Extraction
>>> seen = Extraction(article=Article(id="a", text="Up 5%.", sha256="0", lang="en", title="A note"))
>>> with Store.memory() as store:
...     put(store, seen, fingerprint="1")
...     extraction_from(store, "a") == seen, holds(store, seen.article, "1"), holds(store, seen.article, "2")
(True, True, False)
"""

from __future__ import annotations

from kg.model import Article, Extraction
from kg.rdf_read import article_from, claim_from, extraction_from
from kg.rdf_write import to_triples
from kg.store import Store

__all__ = ["article_from", "claim_from", "extraction_from", "holds", "put", "to_triples"]


def put(store: Store, extraction: Extraction, fingerprint: str) -> None:
    """Put all that was read from one article into the store, in the place of what was known of it.

    `fingerprint` names the version of code and data that read it. It is on the disk when this returns.
    """
    store.replace(extraction.article.id, to_triples(extraction), fingerprint)


def holds(store: Store, article: Article, fingerprint: str) -> bool:
    """Whether the store has exactly this article, read by exactly this version: then it need not be read again."""
    return store.fingerprint_of(article.id) == fingerprint and article_from(store, article.id) == article
