"""The whole graph of a small article in each language, as readable Turtle.

`pytest tests/test_golden.py --refresh-golden` writes it anew; read the difference before committing it.
"""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from pyoxigraph import RdfFormat, parse, serialize

from ingest.read import read
from kg.model import Article, Extraction
from kg.namespace import BASE
from kg.rdf import to_triples
from kg.vocab import PREFIXES

if TYPE_CHECKING:
    from ingest.pipeline import Reader

GOLDEN = Path(__file__).parent / "golden"
NAMES = ("zh", "en")
THINGS = (
    "article",
    "claim",
    "dependency",
    "entity",
    "listing",
    "mention",
    "metric",
    "period",
    "quantity",
    "span",
    "unit",
)
OURS = {thing: f"{BASE}{thing}/" for thing in THINGS}


def extraction(reader: Reader, name: str) -> Extraction:
    """What is read from the article; of an entity's many names, which are the data's business, only the first."""
    (article,) = read([str(GOLDEN / f"{name}.md")])
    assert isinstance(article, Article)
    found = reader.extract(replace(article, path=f"{name}.md"))
    return replace(found, entities=tuple(replace(entity, labels=entity.labels[:1]) for entity in found.entities))


def turtle(found: Extraction) -> str:
    """The graph of the article, in the order of the text."""
    return serialize(to_triples(found), format=RdfFormat.TURTLE, prefixes=PREFIXES | OURS).decode()


def facts(text: str) -> set[str]:
    return {str(quad) for quad in parse(text, format=RdfFormat.TURTLE)}


@pytest.mark.parametrize("name", NAMES)
def test_the_graph_is_the_golden_one(reader: Reader, refresh_golden: bool, name: str) -> None:
    path, got = GOLDEN / f"{name}.ttl", turtle(extraction(reader, name))
    if refresh_golden:
        path.write_text(got, encoding="utf-8")
    golden = path.read_text(encoding="utf-8")
    lost, new = facts(golden) - facts(got), facts(got) - facts(golden)
    assert (sorted(lost), sorted(new)) == ([], []), "if this is meant: pytest tests/test_golden.py --refresh-golden"
    assert golden == got


@pytest.mark.parametrize("name", NAMES)
def test_golden_turtle_can_be_read(name: str) -> None:
    golden = (GOLDEN / f"{name}.ttl").read_text(encoding="utf-8")
    assert golden.count(" a schema:Claim ") >= 5
    assert max(map(len, golden.splitlines())) < 400
