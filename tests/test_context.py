"""What the sentence says about a quantity: what it counts and whose bound it is, in both languages."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest

from tests.reading import extract
from tests.test_quantities import told

CASES: list[dict[str, Any]] = tomllib.loads(
    (Path(__file__).parent / "cases" / "context.toml").read_text(encoding="utf-8")
)["case"]
TEXTS = [(case, lang) for case in CASES for lang in ("zh", "en") if lang in case]


def test_the_table_is_whole() -> None:
    assert len(CASES) == 31
    assert len(TEXTS) == 57


@pytest.mark.parametrize(("case", "lang"), TEXTS, ids=[case[lang] for case, lang in TEXTS])
def test_a_sentence_tells_what_its_quantity_counts(case: dict[str, Any], lang: str) -> None:
    found = [told(quantity).partition(" #")[0] for quantity in extract(case[lang]).quantities]
    assert found == case.get(f"want_{lang}", case.get("want"))
