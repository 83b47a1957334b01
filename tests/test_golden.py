"""The whole graph of a small article in each language, as readable Turtle.

`pytest tests/test_golden.py --refresh-golden` writes it anew; read the difference before committing it.
"""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from rdflib import Graph, URIRef

from kg.model import Article, Extraction
from kg.rdf import to_triples
from kg.vocab import PREFIXES

if TYPE_CHECKING:
    from ingest.pipeline import Reader

read = pytest.importorskip("ingest.read")

GOLDEN = Path(__file__).parent / "golden"
NAMES = ("zh", "en")


def extraction(reader: Reader, name: str) -> Extraction:
    (article,) = read.read([str(GOLDEN / f"{name}.md")])
    assert isinstance(article, Article)
    return reader.extract(replace(article, path=f"{name}.md"))


def graph(found: Extraction) -> Graph:
    whole = Graph(bind_namespaces="none")
    for prefix, iri in PREFIXES.items():
        whole.bind(prefix, URIRef(iri))
    whole.parse(data="\n".join(f"{triple} ." for triple in to_triples(found)), format="nt")
    return whole


@pytest.mark.parametrize("name", NAMES)
def test_the_graph_is_the_golden_one(reader: Reader, refresh_golden: bool, name: str) -> None:
    path, got = GOLDEN / f"{name}.ttl", graph(extraction(reader, name))
    if refresh_golden:
        path.write_text(got.serialize(format="turtle"), encoding="utf-8")
    golden = Graph().parse(path, format="turtle")
    missing, unexpected = (
        sorted(" ".join(term.n3() for term in triple) for triple in part) for part in (golden - got, got - golden)
    )
    assert (missing, unexpected) == ([], []), "if this is meant: pytest tests/test_golden.py --refresh-golden"


@pytest.mark.parametrize("name", NAMES)
def test_golden_turtle_is_what_the_serialiser_writes(reader: Reader, name: str) -> None:
    golden = (GOLDEN / f"{name}.ttl").read_text(encoding="utf-8")
    assert golden == graph(extraction(reader, name)).serialize(format="turtle")
    assert golden.count("schema:Claim") >= 5


def test_both_languages_say_the_same(reader: Reader) -> None:
    zh, en = (extraction(reader, name) for name in NAMES)
    told = [
        [(claim.kind, claim.entities[:1], claim.metric, claim.direction, claim.modality) for claim in each.claims]
        for each in (zh, en)
    ]
    assert told[0] == told[1]
