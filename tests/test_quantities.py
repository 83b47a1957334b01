"""Quantities: units, bounds, ranges, rates and the way a change is told, in both languages."""

from __future__ import annotations

import tomllib
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from ingest import measures, quantities
from kg.model import Quantity

CASES: list[dict[str, Any]] = tomllib.loads(
    (Path(__file__).parent / "cases" / "quantities.toml").read_text(encoding="utf-8")
)["case"]
TEXTS = [(case, lang) for case in CASES for lang in ("zh", "en") if lang in case]


def told(quantity: Quantity) -> str:
    """A quantity in the notation of the table: sign, numbers, unit # basis."""
    values = [f"{v:f}" for v in dict.fromkeys((quantity.low, quantity.high)) if v is not None]
    extra = [word for word, holds in ((quantity.basis, quantity.basis), ("implied", quantity.implied)) if holds]
    words = [
        quantity.comparator,
        *values,
        *([quantity.unit] if quantity.unit else []),
        *(["#", *extra] if extra else []),
    ]
    return " ".join(str(word) for word in words)


def test_the_table_is_whole() -> None:
    assert len(CASES) == 127
    assert len(TEXTS) == 249
    assert all("want" in case or {"want_zh", "want_en"} <= case.keys() for case in CASES)


@pytest.mark.parametrize(("case", "lang"), TEXTS, ids=[case[lang] for case, lang in TEXTS])
def test_a_quantity_reads_as_told(case: dict[str, Any], lang: str) -> None:
    text = case[lang]
    found = measures.find(text, date(2025, 3, 12)).quantities if case.get("measures_only") else quantities.find(text)
    assert [told(quantity) for quantity in found] == case.get(f"want_{lang}", case.get("want"))


def test_the_frame_currency_is_a_parameter() -> None:
    text = "市值约 2 万亿"
    assert [(q.unit, q.implied) for q in quantities.find(text)] == [("USD", True)]
    assert [(q.unit, q.implied) for q in quantities.find(text, frame_currency="CNY")] == [("CNY", True)]
    assert [(q.unit, q.implied) for q in quantities.find(text, frame_currency=None)] == [("", False)]


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("以近 7% 的增速", True),
        ("一个问题，一家公司", False),
        ("one company", False),
        ("1. 概览", False),
        ("[3]", False),
        ("每天开会", False),
        ("每天 60 次", True),
        ("乘以若干", False),
        ("daily active", False),
        ("top 10 customers", True),
        ("图 4", False),
        ("至少 30", True),
    ],
)
def test_measures_keep_only_what_says_something(text: str, kept: bool) -> None:
    assert bool(measures.find(text, None).quantities) is kept


def test_a_damaged_number_is_dropped_with_its_reason() -> None:
    dropped = measures.find("同比下滑了%左右，占到%", None).dropped
    assert [(d.span.start, d.span.quote, d.reason) for d in dropped] == [
        (5, "%", "a percent sign without its number"), (11, "%", "a percent sign without its number"),
    ]  # fmt: skip


def test_the_span_covers_the_bound() -> None:
    assert [q.span.quote for q in quantities.find("预计至少达到 7 万亿美元左右的规模")] == ["至少达到 7 万亿美元左右"]
    assert [q.span.quote for q in quantities.find("will cost no less than $7 trillion or so")] == [
        "no less than $7 trillion or so"
    ]


def test_units_without_a_number_are_named_apart() -> None:
    assert [(n.span.quote, n.unit) for n in quantities.units_named("营收（美元），重量（公斤）")] == [
        ("美元", "USD"),
        ("公斤", "kg"),
    ]
