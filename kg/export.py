"""The graph in other formats. The same articles give the same bytes, in whatever order they were ingested.

    turtle, trig, jsonld, nquads   all statements, as RDF
    csv, parquet                   one row a claim
    graphml                        claims, entities, articles and what links them, for a graph viewer

Statements are sorted within each graph and graphs by name, one graph in memory at a time.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from itertools import takewhile
from pathlib import Path
from typing import IO, cast

from pyoxigraph import Quad, RdfFormat, Triple, serialize

from kg import export_network, export_table
from kg.errors import UsageError
from kg.iris import ARTICLE, CLAIM
from kg.namespace import ENTITY, METRIC, UNIT
from kg.store import Store
from kg.vocab import PREFIXES, RDF

Write = Callable[[Store, IO[bytes]], None]

WRITTEN_PREFIXES = {**PREFIXES, "article": ARTICLE, "claim": CLAIM, "entity": ENTITY, "metric": METRIC, "unit": UNIT}


def export(store: Store, output: IO[bytes], format: str) -> None:
    """Write the whole store to `output` in one of `FORMATS`; UsageError for another.

    >>> import io
    >>> with Store.memory() as store:
    ...     export(store, io.BytesIO(), "turtle")
    ...     export(store, io.BytesIO(), "word")
    Traceback (most recent call last):
    kg.errors.UsageError: unknown format word; known are csv, graphml, jsonld, nquads, parquet, trig, turtle
    """
    if format not in FORMATS:
        raise UsageError(f"unknown format {format}; known are {', '.join(sorted(FORMATS))}")
    FORMATS[format](store, output)


def format_of(path: str | Path) -> str | None:
    """The format that the name of a file asks for.

    >>> format_of("graph.ttl"), format_of("graph.doc")
    ('turtle', None)
    """
    return ENDINGS.get(Path(path).suffix.lower())


def quads_in_order(store: Store) -> Iterator[Quad]:
    """Every statement, sorted."""
    for name in store.graphs():
        yield from sorted(store.quads(graph=name), key=_order)


def triples_in_order(store: Store) -> Iterator[Triple]:
    """Every statement without the name of its graph, graph by graph."""
    return (quad.triple for quad in quads_in_order(store))


def _order(quad: Quad) -> tuple[str, bool, str, str]:
    return str(quad.subject)[:-1], quad.predicate != RDF.type, quad.predicate.value, str(quad.object)


def _write_quads(format: RdfFormat) -> Write:
    return lambda store, output: _serialize(quads_in_order(store), output, format)


def _write_triples(store: Store, output: IO[bytes]) -> None:
    _serialize(triples_in_order(store), output, RdfFormat.TURTLE)


def _serialize(statements: Iterator[Quad] | Iterator[Triple], output: IO[bytes], format: RdfFormat) -> None:
    if format in (RdfFormat.TURTLE, RdfFormat.TRIG):
        head = _SortedHead(output)
        serialize(statements, cast(IO[bytes], head), format, prefixes=WRITTEN_PREFIXES)
        head.close()
    else:
        serialize(statements, output, format)


HEAD = 4096
"""Bytes that hold every line that declares a prefix."""


class _SortedHead:
    """Passes bytes on, after the lines that declare prefixes have been sorted: the serialiser shuffles them."""

    def __init__(self, output: IO[bytes]) -> None:
        self.output, self.waiting, self.passed = output, b"", False

    def write(self, data: bytes) -> int:
        if self.passed:
            self.output.write(data)
        else:
            self.waiting += data
            if len(self.waiting) > HEAD:
                self.close()
        return len(data)

    def flush(self) -> None:
        """Nothing is kept but the head."""

    def close(self) -> None:
        """Pass on what waits, its first lines sorted."""
        lines = self.waiting.splitlines(keepends=True)
        head = list(takewhile(lambda line: line.startswith(b"@prefix"), lines))
        self.output.write(b"".join(sorted(head) + lines[len(head) :]))
        self.waiting, self.passed = b"", True


FORMATS: Mapping[str, Write] = {
    "turtle": _write_triples,
    "trig": _write_quads(RdfFormat.TRIG),
    "jsonld": _write_quads(RdfFormat.JSON_LD),
    "nquads": _write_quads(RdfFormat.N_QUADS),
    "csv": export_table.write_csv,
    "parquet": export_table.write_parquet,
    "graphml": export_network.write_graphml,
}
"""What the graph can be written as."""

ENDINGS: Mapping[str, str] = {
    ".ttl": "turtle",
    ".trig": "trig",
    ".jsonld": "jsonld",
    ".nq": "nquads",
    ".csv": "csv",
    ".parquet": "parquet",
    ".graphml": "graphml",
}
"""Endings of file names that ask for a format."""
