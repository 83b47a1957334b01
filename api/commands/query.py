"""`kg query`: a question in SPARQL."""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import click
import pyoxigraph as ox

from api import place
from api.options import format_option
from api.render import unstyled, write_json, write_jsonl, write_table
from kg.errors import UsageError
from kg.store import Answer
from kg.vocab import PREFIXES
from queries import asked

SOLUTIONS = {"json": ox.QueryResultsFormat.JSON, "csv": ox.QueryResultsFormat.CSV}


@click.command("query")
@click.argument("sparql")
@format_option("table", "json", "jsonl", "csv", "ttl")
@click.pass_obj
def command(store: str, sparql: str, form: str) -> None:
    """Ask the graph in SPARQL (read only).

    SPARQL is a query, a file that holds one, or `-` for standard input. The default graph is everything; each article
    is a graph of its own. The prefixes cg, schema, prov, oa, time, skos, aif, rdf, rdfs and xsd need no declaration.
    The JSON and CSV of a SELECT are those of the SPARQL standard.

    \b
    kg query 'SELECT ?kind (COUNT(*) AS ?n) { ?c cg:kind ?kind } GROUP BY ?kind'
    kg query question.rq --format csv
    """
    text = _text(sparql)
    with place.reading(store) as opened, _stoppable():
        _write(form, asked.ask(opened, text))


@contextmanager
def _stoppable() -> Iterator[None]:
    """Ctrl-C ends the process at once: the engine cannot be interrupted, and nothing is being written."""
    handler = signal.signal(signal.SIGINT, signal.SIG_DFL)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, handler)


def _text(sparql: str) -> str:
    """The query itself, from wherever it lies."""
    if sparql == "-":
        return _decoded(sys.stdin.buffer.read(), "what stands on standard input")
    if "{" in sparql or (" " in sparql and not os.path.exists(sparql)):
        return sparql
    if not os.path.isfile(sparql):
        raise UsageError(f"{sparql[:80]} is neither a query nor a file; put a query in quotes")
    return _decoded(Path(sparql).read_bytes(), sparql)


def _decoded(data: bytes, place: str) -> str:
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise UsageError(f"{place} is not UTF-8; save it as UTF-8") from error


def _write(form: str, answer: Answer) -> None:
    if isinstance(answer, ox.QuerySolutions):
        _solutions(form, answer)
    elif isinstance(answer, ox.QueryTriples):
        _triples(form, answer)
    elif form == "json":
        write_json({"head": {}, "boolean": bool(answer)})
    else:
        unstyled().write(f"{str(bool(answer)).lower()}\n")


def _solutions(form: str, answer: ox.QuerySolutions) -> None:
    if form == "ttl":
        raise UsageError("a SELECT gives rows and no triples; use CONSTRUCT, or another --format")
    if form in SOLUTIONS:
        unstyled().write(
            (answer.serialize(format=SOLUTIONS[form]) or b"").decode().replace("\r\n", "\n").rstrip() + "\n"
        )
        return
    names, found = asked.table(answer)
    if form == "jsonl":
        write_jsonl({name: asked.text(term) for name, term in zip(names, row, strict=True)} for row in found)
    else:
        write_table(names, [[asked.short(term) for term in row] for row in found])


def _triples(form: str, answer: ox.QueryTriples) -> None:
    if form in {"ttl", "table"}:
        data = ox.serialize(sorted(answer, key=str), format=ox.RdfFormat.TURTLE, prefixes=PREFIXES)
        unstyled().write((data or b"").decode())
        return
    raise UsageError(f"CONSTRUCT and DESCRIBE give triples; use --format ttl, not {form}")
