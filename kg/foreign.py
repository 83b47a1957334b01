"""Queries that we did not write."""

from __future__ import annotations

from typing import Any

from kg.errors import UsageError


def refuse_services(text: str) -> None:
    """UsageError when a query would ask another server, or might and cannot be understood.

    >>> refuse_services("SELECT * { ?s ?p 'a SERVICE <x>' }")
    >>> refuse_services("SELECT * { SERVICE <http://example.org/> { ?s ?p ?o } }")
    Traceback (most recent call last):
    kg.errors.UsageError: SERVICE would ask another server, and queries stay here; ask that server yourself
    """
    if "service" not in text.lower() and "\\" not in text:
        return
    from rdflib.plugins.sparql.parser import parseQuery  # noqa: PLC0415 - slow to import

    try:
        parsed = parseQuery(text)
    except Exception as error:
        raise UsageError(f"this is no SPARQL query that can be vouched for: {error}") from error
    if _calls_service(parsed):
        raise UsageError("SERVICE would ask another server, and queries stay here; ask that server yourself")


def _calls_service(node: Any) -> bool:
    if getattr(node, "name", None) == "ServiceGraphPattern":
        return True
    parts = node.values() if isinstance(node, dict) else node if _is_sequence(node) else ()
    return any(_calls_service(part) for part in parts)


def _is_sequence(node: Any) -> bool:
    from pyparsing import ParseResults  # noqa: PLC0415 - slow to import

    return isinstance(node, (list, tuple, ParseResults))
