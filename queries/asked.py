"""A question that somebody else wrote, in SPARQL: reads only, asks no other address."""

from __future__ import annotations

import pyoxigraph as ox

from kg.errors import UsageError
from kg.store import Answer, Store, Term
from kg.vocab import PREFIXES

Table = tuple[list[str], list[list[Term | None]]]


def ask(store: Store, text: str) -> Answer:
    """The answer to `text`. UsageError when it is no query, would change the store, or would call a service."""
    try:
        return store.query_raw(text)
    except UsageError as error:
        if is_update(text):
            raise UsageError(
                "this would change the store, and `kg query` only reads; use SELECT or CONSTRUCT"
            ) from error
        raise


def is_update(text: str) -> bool:
    """Whether `text` is a SPARQL update.

    >>> is_update("DELETE WHERE { ?s ?p ?o }"), is_update("ASK { ?s ?p ?o }")
    (True, False)
    """
    from rdflib.plugins.sparql.parser import parseUpdate  # noqa: PLC0415 - slow to import, and rarely needed

    try:
        return bool(parseUpdate(text).request)
    except Exception:
        return False


def table(answer: ox.QuerySolutions) -> Table:
    """The variables and the rows of a SELECT."""
    names = [variable.value for variable in answer.variables]
    return names, [[row[name] for name in names] for row in answer]


def short(term: Term | None) -> str:
    """A term for people: an IRI by its prefix, a literal by its text.

    >>> short(ox.NamedNode("https://schema.org/Claim")), short(ox.Literal("涨", language="zh")), short(None)
    ('schema:Claim', '涨', '')
    """
    if term is None:
        return ""
    if isinstance(term, ox.NamedNode):
        known = (
            f"{prefix}:{term.value[len(base) :]}" for prefix, base in PREFIXES.items() if term.value.startswith(base)
        )
        return next(known, term.value)
    return term.value if isinstance(term, ox.Literal) else str(term)


def text(term: Term | None) -> str | None:
    """A term for programs: an IRI in full, a literal by its text."""
    return None if term is None else getattr(term, "value", str(term))
