"""Dependencies read from one statement in two languages."""

from __future__ import annotations

import tomllib
from collections import Counter
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from ingest.neighbours import Link
from ingest.pipeline import Reader
from ingest.relations import _acyclic, _once
from kg.gazetteer import Knowledge
from kg.model import Article, Dependency, Extraction

FILE = Path(__file__).parent / "cases" / "relations.toml"
CASES = tomllib.loads(FILE.read_text(encoding="utf-8"))["case"]
COUNTS = {
    "reason": 25,
    "cause": 9,
    "condition": 8,
    "concession": 6,
    "contrast": 5,
    "order": 5,
    "sum": 5,
    "list": 10,
    "thesis": 9,
}


@cache
def reader() -> Reader:
    return Reader(Knowledge.load())


def extract(text: str) -> Extraction:
    return reader().extract(Article(id="case", text=text, sha256="", lang="en"))


def claims_of(found: Extraction, words: str) -> list[str]:
    return [claim.id for claim in found.claims if words in claim.span.quote]


def told(found: Extraction) -> list[str]:
    """The links in words, for the message of a test that fails."""
    quotes = {claim.id: claim.span.quote for claim in found.claims}
    claims = [f"claim: {quote}" for quote in quotes.values()]
    return [*claims, *(f"{quotes[d.conclusion]} <-{d.relation}- {quotes[d.premise]}" for d in found.dependencies)]


def links(found: Extraction) -> dict[tuple[str, str], Dependency]:
    return {(link.conclusion, link.premise): link for link in found.dependencies}


def test_every_case_is_there_and_asks_the_same_of_both_languages() -> None:
    assert Counter(case["behaviour"] for case in CASES) == COUNTS
    assert all(len(case["links"]["zh"]) == len(case["links"]["en"]) for case in CASES)
    assert all(bool(case["links"]["zh"]) == ("relation" in case) for case in CASES)
    assert len({case[lang] for case in CASES for lang in ("zh", "en")}) == 2 * len(CASES)


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("case", CASES, ids=[f"{case['behaviour']}-{case['en'][:40]}" for case in CASES])
def test_case(case: dict[str, Any], lang: str) -> None:
    found = extract(case[lang])
    wanted = [tuple(claims_of(found, words) for words in pair) for pair in case["links"][lang]]
    assert all(len(end) == 1 for pair in wanted for end in pair), told(found)
    assert len(found.claims) > 1, told(found)
    pairs = {(conclusion[0], premise[0]) for conclusion, premise in wanted}
    said = links(found)
    assert pairs <= said.keys(), told(found)
    assert not {(premise, conclusion) for conclusion, premise in pairs} & said.keys(), told(found)
    assert pairs or not said, told(found)
    assert {said[pair].relation for pair in pairs} <= {case.get("relation")}, told(found)
    if "explicit" in case:
        assert {said[pair].explicit for pair in pairs} == {case["explicit"]}, told(found)


def test_a_cue_is_told_where_a_word_links_and_only_there() -> None:
    for case in CASES:
        for link in extract(case["zh"]).dependencies:
            assert bool(link.cue) == link.explicit, link
            assert link.cue is None or link.cue in case["zh"], link


CIRCLES = [
    ("two that rest on each other", [(0, 1, "supported_by"), (1, 0, "caused_by")], {(0, 1)}),
    ("the same pair again", [(0, 1, "supported_by"), (0, 1, "caused_by")], {(0, 1)}),
    ("itself", [(2, 2, "supported_by")], set()),
    ("a chain", [(0, 1, "supported_by"), (1, 2, "caused_by")], {(0, 1), (1, 2)}),
    (
        "a diamond",
        [(0, 1, "supported_by"), (0, 2, "supported_by"), (1, 3, "supported_by"), (2, 3, "supported_by")],
        None,
    ),
    ("a ring of three", [(0, 1, "supported_by"), (1, 2, "caused_by"), (2, 0, "computed_from")], {(0, 1), (1, 2)}),
    ("an attack closes no ring", [(0, 1, "supported_by"), (1, 2, "caused_by"), (2, 0, "attacked_by")], None),
]


@pytest.mark.parametrize(("name", "found", "kept"), CIRCLES, ids=[name for name, _, _ in CIRCLES])
def test_no_circle_of_support(name: str, found: list[tuple[int, int, Any]], kept: set[tuple[int, int]] | None) -> None:
    left = {link[:2] for link in _acyclic(_once(Link(*link) for link in found))}
    assert left == ({link[:2] for link in found} if kept is None else kept), name


def test_a_long_chain_of_reasons_is_read_in_linear_time() -> None:
    chain = [Link(place, place - 1, "supported_by") for place in range(1, 50_000)]
    assert len(list(_acyclic(_once(chain)))) == len(chain)
