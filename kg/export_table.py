"""Claims as a table: one row a claim, with its article, its first quantity, its period and its place in the text."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from typing import IO, TYPE_CHECKING, Any

from kg.contract import decimal, last_day, quantity_json
from kg.model import Article, Claim, Quantity
from kg.rdf_read import extraction_from
from kg.store import Store

if TYPE_CHECKING:
    import pyarrow as pa

Row = dict[str, Any]

TEXT = ("claim", "article", "title", "author", "lang", "kind", "subject", "metric", "direction", "polarity", "modality")
TEXT_AFTER = ("speaker", "low", "high", "comparator", "unit", "quantities")
COLUMNS = (
    *TEXT,
    *TEXT_AFTER,
    *("published", "from", "to", "grain", "vague"),
    *("start", "end", "quote", "rule", "entities", "cues"),
)
"""Columns in order. `low` to `unit` are those of the first quantity; `quantities` has all of them as JSON."""


def rows(store: Store) -> Iterator[Row]:
    """A row for every claim, article by article, in the order of the text; lists are lists, dates are dates."""
    for article_id in store.articles():
        extraction = extraction_from(store, article_id)
        article = replace(extraction.article, text="")
        for claim in extraction.claims:
            yield row(article, claim)


def row(article: Article, claim: Claim) -> Row:
    """One claim. None is what is not known; offsets count code points of the article."""
    return {
        "claim": claim.id,
        "article": article.id,
        "title": article.title,
        "author": article.author,
        "lang": article.lang,
        "kind": claim.kind,
        "subject": claim.entities[0] if claim.entities else None,
        "metric": claim.metric,
        "direction": claim.direction,
        "polarity": claim.polarity,
        "modality": claim.modality,
        "speaker": claim.speaker,
        **_first(claim.quantities),
        "published": article.published,
        **_time(claim),
        "start": claim.span.start,
        "end": claim.span.end,
        "quote": claim.span.quote,
        "rule": claim.rule,
        "entities": list(claim.entities),
        "cues": list(claim.cues),
    }


def _first(quantities: tuple[Quantity, ...]) -> Row:
    told = json.dumps([quantity_json(quantity) for quantity in quantities], ensure_ascii=False)
    if not quantities:
        return {"low": None, "high": None, "comparator": None, "unit": None, "quantities": told}
    first = quantities[0]
    return {
        "low": decimal(first.low),
        "high": decimal(first.high),
        "comparator": first.comparator,
        "unit": first.unit or None,
        "quantities": told,
    }


def _time(claim: Claim) -> Row:
    period = claim.period
    if period is None:
        return {"from": None, "to": None, "grain": None, "vague": None}
    return {
        "from": period.start,
        "to": last_day(period.end),
        "grain": period.grain,
        "vague": period.vague,
    }


def write_csv(store: Store, output: IO[bytes]) -> None:
    """The table in UTF-8 with a header; lists are joined by `; `, what is not known is empty."""
    text = io.TextIOWrapper(output, encoding="utf-8", newline="", write_through=True)
    writer = csv.DictWriter(text, COLUMNS, lineterminator="\n")
    writer.writeheader()
    writer.writerows({name: _cell(value) for name, value in each.items()} for each in rows(store))
    text.detach()


def _cell(value: object) -> object:
    if isinstance(value, list):
        return "; ".join(value)
    if isinstance(value, bool):
        return str(value).lower()
    return value.isoformat()[:10] if isinstance(value, date) else value


def write_parquet(store: Store, output: IO[bytes], batch: int = 10_000) -> None:
    """The table with types: dates, whole numbers, lists; numbers as decimal strings, so that no digit is lost."""
    import pyarrow as pa  # noqa: PLC0415 - slow to import
    from pyarrow import parquet  # noqa: PLC0415

    schema, waiting = _schema(pa), []
    with parquet.ParquetWriter(output, schema) as writer:
        for each in rows(store):
            waiting.append(each)
            if len(waiting) == batch:
                writer.write_table(pa.Table.from_pylist(waiting, schema))
                waiting = []
        writer.write_table(pa.Table.from_pylist(waiting, schema))


def _schema(pa: Any) -> pa.Schema:
    kinds = dict.fromkeys(COLUMNS, pa.string())
    kinds |= dict.fromkeys(("published", "from", "to"), pa.date32())
    kinds |= {"start": pa.int64(), "end": pa.int64(), "vague": pa.bool_()}
    kinds |= dict.fromkeys(("entities", "cues"), pa.list_(pa.string()))
    return pa.schema([(name, kinds[name]) for name in COLUMNS])
