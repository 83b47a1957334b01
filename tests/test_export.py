"""Exports: complete, readable by others, and the same to the byte whatever the order of ingest."""

from __future__ import annotations

import csv
import io
import random
from dataclasses import replace
from datetime import date
from pathlib import Path

import networkx as nx
import pytest
import rdflib
from pyarrow import parquet
from pyoxigraph import RdfFormat, parse

from kg import iris
from kg.errors import UsageError
from kg.export import FORMATS, HEAD, WRITTEN_PREFIXES, export, format_of
from kg.export_table import COLUMNS
from kg.model import Article, Claim, Extraction, Span
from kg.rdf import put
from kg.store import Store
from tests.extractions import ODD, plain

ARTICLES = 6


def exported(store: Store, format: str) -> bytes:
    output = io.BytesIO()
    export(store, output, format)
    return output.getvalue()


def ingested(order: list[int]) -> Store:
    store = Store.memory()
    for number in order:
        put(store, plain(number), "1")
    return store


def odd() -> Extraction:
    """An article whose every word is hard to write down."""
    text = "".join(ODD)
    article = Article(id=text, text=text, sha256="", lang="en", title=text, author=text, published=date(2025, 1, 31))
    claim = Claim(
        id="odd", span=Span.of(text, 0, len(text), text), kind="opinion", entities=(text,), speaker=text, cues=(text,)
    )
    return Extraction(article=article, claims=(claim,))


def test_every_format_is_looked_at() -> None:
    assert sorted(FORMATS) == ["csv", "graphml", "jsonld", "nquads", "parquet", "trig", "turtle"]


@pytest.mark.parametrize("format", FORMATS)
def test_bytes_do_not_depend_on_the_order_of_ingest(format: str, tmp_path: Path) -> None:
    orders = [random.Random(seed).sample(range(ARTICLES), ARTICLES) for seed in range(3)]
    found = {exported(ingested(order), format) for order in orders}
    with Store.open(tmp_path / "kg") as store:
        for number in [*orders[0], *orders[1]]:
            put(store, plain(number, sentences=2), "0")
            put(store, plain(number), "1")
        found.add(exported(store, format))
    assert len(found) == 1
    assert len(found.pop()) > 1000


@pytest.mark.parametrize(
    ("format", "parsed_as"),
    [("trig", RdfFormat.TRIG), ("nquads", RdfFormat.N_QUADS), ("jsonld", RdfFormat.JSON_LD)],
)
@pytest.mark.parametrize("seen", [plain(1), odd()], ids=["plain", "odd"])
def test_statements_come_back_with_their_graphs(format: str, parsed_as: RdfFormat, seen: Extraction) -> None:
    with Store.memory() as store:
        put(store, seen, "1")
        assert set(parse(exported(store, format), parsed_as)) == set(store.quads())


@pytest.mark.parametrize("seen", [plain(1), odd()], ids=["plain", "odd"])
def test_turtle_has_every_statement(seen: Extraction) -> None:
    with Store.memory() as store:
        put(store, seen, "1")
        back = {quad.triple for quad in parse(exported(store, "turtle"), RdfFormat.TURTLE)}
        assert back == {quad.triple for quad in store.quads()}


@pytest.mark.parametrize(("format", "name"), [("turtle", "turtle"), ("jsonld", "json-ld"), ("nquads", "nquads")])
def test_another_library_reads_as_many_statements(format: str, name: str) -> None:
    with ingested([1]) as store:
        graph = rdflib.Dataset(default_union=True)
        graph.parse(data=exported(store, format), format=name)
        assert len(graph) == len(store.quads())


def test_turtle_begins_with_sorted_prefixes() -> None:
    with ingested([1]) as store:
        lines = exported(store, "turtle").decode().splitlines()
    head = lines[: len(WRITTEN_PREFIXES)]
    assert all(line.startswith("@prefix ") for line in head)
    assert head == sorted(head)
    assert len("\n".join(head)) < HEAD
    assert not lines[len(head)].startswith("@prefix ")


def test_an_empty_store_is_exported_in_every_format() -> None:
    with Store.memory() as store:
        assert all(isinstance(exported(store, format), bytes) for format in FORMATS)


def table(store: Store) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(exported(store, "csv").decode("utf-8"), newline="")))


def test_csv_has_a_row_a_claim() -> None:
    with ingested([2, 1]) as store:
        rows = table(store)
    claim = plain(1).claims[1]
    assert list(rows[0]) == list(COLUMNS)
    assert len(rows) == 10
    assert rows[1] == {
        "claim": claim.id,
        "article": "article-1",
        "title": "No. 1",
        "author": "Ada",
        "lang": "zh-Hans",
        "kind": "prediction",
        "subject": "NVDA",
        "metric": "revenue",
        "direction": "up",
        "polarity": "affirmed",
        "modality": "certain",
        "speaker": "",
        "low": "200000000",
        "high": "200000000",
        "comparator": "=",
        "unit": "USD",
        "quantities": '[{"start": 47, "end": 52, "quote": "2 亿美元", "low": "200000000", "high": "200000000", '
        '"comparator": "=", "unit": "USD"}]',
        "published": "2025-01-31",
        "from": "2026-01-01",
        "to": "2026-12-31",
        "grain": "year",
        "vague": "false",
        "start": "27",
        "end": "53",
        "quote": claim.span.quote,
        "rule": "change",
        "entities": "NVDA; acme works",
        "cues": "将",
    }


def test_csv_leaves_empty_what_is_not_known() -> None:
    bare = replace(plain(1).claims[0], quantities=(), period=None, metric=None, entities=(), cues=())
    with Store.memory() as store:
        put(store, replace(plain(1), claims=(bare,), dependencies=()), "1")
        (row,) = table(store)
    empty = {name for name, value in row.items() if not value}
    assert empty == {
        *("speaker", "low", "high", "comparator", "unit", "from", "to", "grain", "vague"),
        *("metric", "subject", "entities", "cues"),
    }
    assert row["quantities"] == "[]"


def test_csv_keeps_odd_characters() -> None:
    with Store.memory() as store:
        put(store, odd(), "1")
        (row,) = table(store)
    assert row["quote"] == "".join(ODD)


def test_parquet_has_types() -> None:
    with ingested([1]) as store:
        read = parquet.read_table(io.BytesIO(exported(store, "parquet")))
    assert read.column_names == list(COLUMNS)
    row = read.to_pylist()[1]
    assert (row["published"], row["from"], row["to"]) == (date(2025, 1, 31), date(2026, 1, 1), date(2026, 12, 31))
    assert (row["start"], row["end"], row["entities"], row["vague"]) == (27, 53, ["NVDA", "acme works"], False)
    assert (row["low"], row["speaker"]) == ("200000000", None)


def test_parquet_is_written_in_batches(monkeypatch: pytest.MonkeyPatch) -> None:
    from kg import export_table

    with ingested(list(range(ARTICLES))) as store:
        output = io.BytesIO()
        export_table.write_parquet(store, output, batch=7)
    file = parquet.ParquetFile(output)
    assert (file.metadata.num_rows, file.metadata.num_row_groups) == (30, 5)


def test_graphml_links_claims_entities_and_articles() -> None:
    with ingested([1]) as store:
        graph = nx.read_graphml(io.BytesIO(exported(store, "graphml")), force_multigraph=True)
    first, second = (f"claim:{claim.id}" for claim in plain(1).claims[:2])
    found = {(a, b, facts["relation"]) for a, b, facts in graph.edges(data=True)}
    assert {
        (first, "article:article-1", "in"),
        (first, "entity:NVDA", "about"),
        (first, "entity:acme works", "about"),
        (first, second, "supported_by"),
    } <= found
    assert graph.nodes[first]["label"] == plain(1).claims[0].span.quote
    assert graph.nodes["entity:acme works"]["type"] == "Organization"
    assert len(graph) == 8


def test_graphml_is_xml_whatever_the_text() -> None:
    with Store.memory() as store:
        put(store, odd(), "1")
        graph = nx.read_graphml(io.BytesIO(exported(store, "graphml")))
    label = graph.nodes["claim:odd"]["label"]
    assert "英伟达 75%" in label
    assert "\x0b" not in label


@pytest.mark.parametrize(
    ("name", "format"),
    [
        ("a.ttl", "turtle"),
        ("A.TRIG", "trig"),
        ("b/a.nq", "nquads"),
        ("a.graphml", "graphml"),
        ("a", None),
        ("ttl", None),
    ],
)
def test_the_name_of_a_file_tells_its_format(name: str, format: str | None) -> None:
    assert format_of(name) == format


def test_another_format_is_refused_with_those_that_are_known() -> None:
    with Store.memory() as store, pytest.raises(UsageError, match="unknown format docx; known are csv, graphml"):
        export(store, io.BytesIO(), "docx")


def test_graphs_of_the_user_and_of_reference_are_exported_too() -> None:
    with ingested([1]) as store:
        store.replace_graph(iris.USER, [quad.triple for quad in store.quads(iris.article("article-1"))])
        names = {quad.graph_name for quad in parse(exported(store, "nquads"), RdfFormat.N_QUADS)}
    assert names == {iris.USER, iris.article("article-1")}
