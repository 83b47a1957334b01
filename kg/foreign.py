"""Queries that we did not write: what they must not do, and what they ask of the store."""

from __future__ import annotations

import re
from typing import Any

from kg.errors import UsageError

MOST_PARTS = 500
"""Brackets and operators in a query: the engine follows each into the one before, and some thousands break it."""

_WORDS = re.compile(r"""<[^<>\s(){}\[\]!]*>|"(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*'|#[^\n]*""")
_JOINTS = re.compile(r"[{(\[!^|&+*/-]")
_DOUBTFUL = re.compile(r"\bservice\b|\\", re.IGNORECASE)
_NAMES_GRAPHS = re.compile(r"\bfrom\b|\\", re.IGNORECASE)


def refuse_monsters(text: str) -> None:
    """UsageError for a query that is no text, or so long or deep that the engine would come to harm.

    >>> refuse_monsters("SELECT * { ?s <http://example.org/> '((((' }")
    >>> refuse_monsters("SELECT * " + "{" * 1000)
    Traceback (most recent call last):
    kg.errors.UsageError: this query has more than 500 brackets and operators; ask in several queries
    """
    try:
        text.encode()
    except UnicodeEncodeError as error:
        raise UsageError("this query is no text in UTF-8; check the encoding of the terminal") from error
    if len(_JOINTS.findall(_WORDS.sub("", text))) > MOST_PARTS:
        raise UsageError(f"this query has more than {MOST_PARTS} brackets and operators; ask in several queries")


def refuse_services(text: str) -> None:
    """UsageError when a query would ask another server, or might and cannot be understood.

    >>> refuse_services("SELECT * { ?s ?p 'a SERVICE <x>' }")
    >>> refuse_services("SELECT * { SERVICE <http://example.org/> { ?s ?p ?o } }")
    Traceback (most recent call last):
    kg.errors.UsageError: SERVICE would ask another server, and queries stay here; ask that server yourself
    """
    if _DOUBTFUL.search(text) and _calls_service(_parsed(text)):
        raise UsageError("SERVICE would ask another server, and queries stay here; ask that server yourself")


def names_its_graphs(text: str) -> bool:
    """Whether a query says with FROM of which graphs it asks; UsageError when that cannot be told.

    >>> names_its_graphs("SELECT * FROM <http://example.org/g> { ?s ?p ?o }")
    True
    >>> names_its_graphs("SELECT ?from { ?from ?p 'from' }")
    False
    """
    return bool(_NAMES_GRAPHS.search(text)) and "datasetClause" in _parsed(text)[1]


def _parsed(text: str) -> Any:
    """The query as rdflib's parser sees it: prologue and form."""
    from rdflib.plugins.sparql.parser import parseQuery  # noqa: PLC0415 - slow to import

    try:
        return parseQuery(text)
    except Exception as error:
        raise UsageError(f"this is no SPARQL query that can be vouched for: {error}") from error


def _calls_service(node: Any) -> bool:
    if getattr(node, "name", None) == "ServiceGraphPattern":
        return True
    parts = node.values() if isinstance(node, dict) else node if _is_sequence(node) else ()
    return any(_calls_service(part) for part in parts)


def _is_sequence(node: Any) -> bool:
    from pyparsing import ParseResults  # noqa: PLC0415 - slow to import

    return isinstance(node, (list, tuple, ParseResults))
