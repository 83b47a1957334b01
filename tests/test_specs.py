"""How well numbers and periods are read: the public specification cases, and the articles read by hand."""

from __future__ import annotations

import tomllib
from collections import Counter

import pytest

from tests.seed_scores import seed_score
from tests.shared import SHARED, needs_shared
from tests.spec_scores import EXCEPTIONS, Score, scores

WANTED = {
    "Chinese Number": 99.5,
    "Chinese Percent": 98,
    "Chinese Ordinal": 100,
    "Chinese NumberRange": 92,
    "Chinese Currency": 96,
    "Chinese Dimension": 92,
    "Chinese DateTime": 94,
    "English Number": 98,
    "English Percent": 98,
    "English Ordinal": 93.5,
    "English NumberRange": 95,
    "English Currency": 97,
    "English Dimension": 93,
    "English DateTime": 92,
}


@pytest.fixture(scope="module")
def found() -> dict[str, Score]:
    return {score.name: score for score in scores(SHARED / "specs")}


@needs_shared
def test_every_set_is_scored(found: dict[str, Score]) -> None:
    assert found.keys() == WANTED.keys()
    assert sum(score.total for score in found.values()) == 1402


@needs_shared
@pytest.mark.parametrize("name", WANTED)
def test_specification_cases_are_read(found: dict[str, Score], name: str) -> None:
    score = found[name]
    assert score.strict >= WANTED[name], "\n".join([str(score), *score.misses])


@needs_shared
def test_expressions_of_the_articles_are_read() -> None:
    score = seed_score(SHARED)
    assert score.total == 307
    assert score.value >= 0.97 * score.total, score.misses
    assert score.comparator >= 0.95 * score.total
    assert len(score.false) <= 2, score.false


@needs_shared
def test_exceptions_are_few_and_have_reasons(found: dict[str, Score]) -> None:
    cases = tomllib.loads(EXCEPTIONS.read_text(encoding="utf-8"))["case"]
    assert all(case["reason"] and case["set"] in WANTED and len(case["id"]) == 16 for case in cases)
    for name, count in Counter(case["set"] for case in cases).items():
        assert count <= max(1, 0.03 * found[name].total), name
