"""Which entities passages in two languages name, and which of their words name none."""

from __future__ import annotations

from collections import Counter
from typing import Any

import pytest

from kg.model import Entity, Extraction
from tests.reading import extract
from tests.tables import LANGS, cases, table

CASES = [*table("entities"), *table("names")]
COUNTS = {
    "alias": 10, "ambiguous": 28, "defined": 2, "none": 12, "specific": 4, "ticker": 6, "unknown": 5, "theme": 14,
    "once": 10, "introduced": 10, "short": 3, "person": 4, "lookalike": 18, "doer": 4, "ending": 8,
}  # fmt: skip


def named(extraction: Extraction, word: str) -> set[str]:
    """What mentions of exactly these words name."""
    return {mention.entity for mention in extraction.mentions if mention.span.quote == word}


def is_noun(entity: Entity) -> bool:
    """A concept that no list holds, told by a common noun."""
    return not entity.known and entity.type == "Technology"


def touching(extraction: Extraction, text: str, word: str) -> list[str]:
    """Mentions of names that overlap the first place of the word; a common noun that a claim is about is no name."""
    start = text.index(word)
    nouns = {entity.id for entity in extraction.entities if is_noun(entity)}
    spans = [mention.span for mention in extraction.mentions if mention.entity not in nouns]
    return [span.quote for span in spans if span.start < start + len(word) and start < span.end]


def test_every_case_is_there_and_checks_something() -> None:
    assert Counter(case["behaviour"] for case in CASES) == COUNTS
    checked = [case for case in CASES if not case.get("nobody")]
    asked = [{lang for key in ("found", "absent") for lang in case.get(key, {})} for case in checked]
    assert all(langs == set(LANGS) for langs in asked)


@pytest.mark.parametrize(("lang", "case"), cases(CASES))
def test_case(lang: str, case: dict[str, Any]) -> None:
    text = case[lang]
    extraction = extract(text)
    found = case.get("found", {}).get(lang, {})
    assert {word: named(extraction, word) for word in found} == {word: {entity} for word, entity in found.items()}
    absent = case.get("absent", {}).get(lang, [])
    assert {word: touching(extraction, text, word) for word in absent} == {word: [] for word in absent}
    if case.get("nobody"):
        assert [entity.id for entity in extraction.entities if not (entity.known or is_noun(entity))] == []
