"""What was read from articles, on standard output, an article at a time."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, Protocol

import pyoxigraph as ox

from api import rows
from api.render import Cell, unstyled, write_json, write_jsonl, write_table
from kg.contract import span_json, to_json
from kg.gazetteer import Knowledge
from kg.model import Article, Extraction, Span
from kg.rdf import to_triples
from kg.vocab import PREFIXES
from queries import Found, Head

EXPLAINED_COLUMNS = ("place", "read as", "why", "quote")


class Explains(Protocol):
    """What reads an article and can tell how."""

    knowledge: Knowledge

    def extract(self, article: Article) -> Extraction:
        """All that the article says."""

    def explain(self, article: Article) -> list[tuple[Span, str]]:
        """What gave no claim, each with the reason."""


def write_extraction(found: Iterable[Extraction], knowledge: Knowledge, form: str) -> None:
    """Everything that was read, in one of the forms of `kg extract`."""
    if form == "jsonl":
        write_jsonl(to_json(one, knowledge) for one in found)
    elif form == "json":
        write_json([to_json(one, knowledge) for one in found])
    else:
        for one in found:
            unstyled().write(_turtle(one) if form == "ttl" else "")
            if form == "table":
                _table(one, knowledge)


def _turtle(extraction: Extraction) -> str:
    data = ox.serialize(sorted(to_triples(extraction), key=str), format=ox.RdfFormat.TURTLE, prefixes=PREFIXES)
    return (data or b"").decode()


def _table(extraction: Extraction, knowledge: Knowledge) -> None:
    head = head_of(extraction.article)
    names = {entity.id: entity.labels[0] for entity in extraction.entities if entity.labels}
    _title(extraction.article)
    found = [rows.claim(Found(claim=claim, head=head), names) for claim in extraction.claims]
    write_table(rows.CLAIM_COLUMNS, found, wide="quote")
    lost = [[f"{one.span.start}", one.reason, one.span.quote] for one in extraction.dropped]
    if lost:
        unstyled().write("\n")
        write_table(("dropped at", "because", "quote"), lost, wide="quote")
    unstyled().write("\n")


def _title(article: Article) -> None:
    unstyled().write(f"{article.path or article.id}\n\n")


def head_of(article: Article) -> Head:
    """An article without its text."""
    names = ("id", "title", "author", "publisher", "published", "lang", "url", "path")
    return Head(**{name: getattr(article, name) for name in names})


def write_explained(articles: Iterable[Article], reader: Explains, form: str) -> None:
    """Rule and cues of each claim and, of what gave none, why, in the order of the text."""
    if form in {"json", "jsonl"}:
        values = (_explained(article, reader) for article in articles)
        write_jsonl(values) if form == "jsonl" else write_json(list(values))
        return
    for article in articles:
        _title(article)
        write_table(EXPLAINED_COLUMNS, _reasons(article, reader), wide="quote")
        unstyled().write("\n")


def _explained(article: Article, reader: Explains) -> dict[str, Any]:
    """The contract's object, and under `refused` what gave no claim."""
    refused = [span_json(span) | {"reason": reason} for span, reason in reader.explain(article)]
    return to_json(reader.extract(article), reader.knowledge) | {"refused": refused}


def _reasons(article: Article, reader: Explains) -> list[list[Cell]]:
    claims = [
        (claim.span, f"{rows.manner(claim)} {rows.about(claim)}", rows.reading(claim))
        for claim in reader.extract(article).claims
    ]
    found = [*claims, *((span, "", reason) for span, reason in reader.explain(article))]
    found.sort(key=lambda one: (one[0].start, one[0].end))
    return [[f"{span.start}–{span.end}", read_as, why, span.quote] for span, read_as, why in found]
