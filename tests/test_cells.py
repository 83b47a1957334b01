"""What the cells of a table say by where they stand, in three scripts; and what a label says of units."""

from __future__ import annotations

import tomllib
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from ingest.tabular import unit_of
from kg.model import Article, Claim
from tests.reading import reader

FILE = Path(__file__).parent / "cases" / "cells.toml"
CASES: list[dict[str, Any]] = tomllib.loads(FILE.read_text(encoding="utf-8"))["case"]
LINES = [(case, line) for case in CASES for line in case["cells"]]
WRITTEN = date(2026, 3, 18)


def test_every_table_is_there() -> None:
    chinese = [case for case, _ in LINES if case["lang"] != "en"]
    assert (len(CASES), len(LINES), len(chinese)) == (21, 90, 45)


@pytest.mark.parametrize(("case", "line"), LINES, ids=[line.partition(" | ")[0] for _, line in LINES])
def test_a_cell_says_what_its_row_and_column_tell(case: dict[str, Any], line: str) -> None:
    article = Article(id="case", text=case["text"], sha256="", lang=case["lang"], published=WRITTEN)
    quote, *told = line.rsplit(" | ", 6)
    found = [_line(claim) for claim in reader().extract(article).claims if claim.span.quote == quote]
    assert " | ".join(told) in found, found


def _line(claim: Claim) -> str:
    period = f"{claim.period.start}..{claim.period.end}" if claim.period else "-"
    low = " ".join(f"{item.low.normalize():f} {item.unit}".strip() for item in claim.quantities if item.low is not None)
    return " | ".join((*claim.entities[:1], claim.metric or "-", claim.direction, low, period, claim.kind))


@pytest.mark.parametrize(
    ("label", "scale", "unit"),
    [
        ("Revenue ($bn)", "1e9", "USD"), ("营收（亿元）", "1e8", "CNY"),
        ("Revenue (NOK m)", "1e6", "NOK"), ("项目（人民币百万元）", "1e6", "CNY"),
        ("Income ($ in millions)", "1e6", "USD"), ("百萬港元", None, ""),
        ("Sales (in thousands of units)", "1e3", "unit"), ("销量（万辆）", "1e4", "car"),
        ("Capex, US$ mn", "1e6", "USD"), ("出货(GWh)", "1", "GWh"),
        ("Margin (%)", "1", "%"), ("毛利率(%)", "1", "%"),
        ("Gross margin", None, ""), ("毛利率", None, ""),
        ("Revenue (restated)", None, ""), ("营收（预测）", None, ""),
    ],
)  # fmt: skip
def test_a_label_tells_the_unit_of_its_figures(label: str, scale: str | None, unit: str) -> None:
    found = unit_of(label)
    assert (found and found.scale, found.id if found else "") == (scale and Decimal(scale), unit)
