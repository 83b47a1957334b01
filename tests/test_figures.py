"""What the numbers of a sentence come to when its article is read, in three scripts."""

from __future__ import annotations

import tomllib
from collections import Counter
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from kg.model import Article, Quantity
from tests.reading import reader

FILE = Path(__file__).parent / "cases" / "figures.toml"
CASES: list[dict[str, Any]] = tomllib.loads(FILE.read_text(encoding="utf-8"))["case"]
WRITTEN = date(2026, 5, 20)


def told(quantity: Quantity) -> str:
    """Sign, numbers to six digits, unit."""
    values = [f"{v:.6g}" if v % 1 else f"{v:f}" for v in dict.fromkeys((quantity.low, quantity.high)) if v is not None]
    return " ".join([str(quantity.comparator), *values, *([quantity.unit] if quantity.unit else [])])


def test_every_case_is_there() -> None:
    assert Counter(case["lang"] for case in CASES) == {"zh-Hans": 68, "zh-Hant": 54, "en": 67}
    assert len({case["text"] for case in CASES}) == len(CASES)


@pytest.mark.parametrize("case", CASES, ids=[case["text"][:40] for case in CASES])
def test_a_sentence_tells_its_figures(case: dict[str, Any]) -> None:
    article = Article(id="case", text=case["text"], sha256="", lang=case["lang"], published=WRITTEN)
    assert [told(quantity) for quantity in reader().extract(article).quantities] == case["want"]
