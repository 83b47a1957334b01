"""Numerals of both languages read to exact values."""

from __future__ import annotations

import tomllib
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from ingest import numbers

CASES: list[dict[str, Any]] = tomllib.loads(
    (Path(__file__).parent / "cases" / "numbers.toml").read_text(encoding="utf-8")
)["case"]
TEXTS = [(case, lang) for case in CASES for lang in ("zh", "en") if lang in case]


def test_the_table_is_whole() -> None:
    assert len(CASES) == 46
    assert len(TEXTS) == 90
    assert all("value" in case or {"value_zh", "value_en"} <= case.keys() for case in CASES)


@pytest.mark.parametrize(("case", "lang"), TEXTS, ids=[case[lang] for case, lang in TEXTS])
def test_a_numeral_reads_as_its_value(case: dict[str, Any], lang: str) -> None:
    value, kind = case.get(f"value_{lang}", case.get("value")), case.get("kind", "cardinal")
    found = [(str(n.value), n.kind) for n in numbers.find(case[lang])]
    assert found == ([(value, kind)] if value else [])


def test_values_are_exact_and_plain() -> None:
    (found,) = numbers.find("0.1 trillion")
    assert found.value == Decimal(100_000_000_000)
    assert str(found.value) == "100000000000"


@pytest.mark.parametrize(
    "text", ["", " ", "没有数目", "no figures here", "…", "\x00", "万", "亿亿", "分之", "点", "第", "and of the", "％"]
)
def test_text_without_a_number_gives_none(text: str) -> None:
    assert numbers.find(text) == []


def test_more_digits_than_a_number_has_are_none() -> None:
    assert numbers.find("9" * 41) == []
    assert [n.value for n in numbers.find("9" * 24)] == [Decimal("9" * 24)]


def test_spans_are_verbatim_in_raw_text() -> None:
    text = "輝達市值達到 ４ 萬億，第三季 21st，negative two hundred point five"
    assert [(n.span.quote, text[n.span.start : n.span.end]) for n in numbers.find(text)] == [
        (quote, quote) for quote in ("４ 萬億", "第三", "21st", "negative two hundred point five")
    ]
