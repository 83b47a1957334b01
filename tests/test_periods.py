"""Periods of both languages, resolved against the date of writing."""

from __future__ import annotations

import tomllib
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest

from ingest import measures, periods
from kg.model import Period

WRITTEN = datetime(2025, 3, 12)
CASES: list[dict[str, Any]] = tomllib.loads(
    (Path(__file__).parent / "cases" / "periods.toml").read_text(encoding="utf-8")
)["case"]
TEXTS = [(case, lang) for case in CASES for lang in ("zh", "en") if lang in case]


def told(period: Period) -> str:
    """A period in the notation of the table."""
    sides = [side.isoformat() if side else "-" for side in (period.start, period.end)]
    return " ".join([*sides, period.grain, period.basis])


def test_the_table_is_whole() -> None:
    assert len(CASES) == 90
    assert len(TEXTS) == 178
    assert all("want" in case or {"want_zh", "want_en"} <= case.keys() for case in CASES)


@pytest.mark.parametrize(("case", "lang"), TEXTS, ids=[case[lang] for case, lang in TEXTS])
def test_a_period_reads_as_told(case: dict[str, Any], lang: str) -> None:
    found = measures.find(case[lang], WRITTEN).periods
    assert [told(period) for period in found] == case.get(f"want_{lang}", case.get("want"))


def test_without_a_reference_date_only_stated_time_has_bounds() -> None:
    found = [told(p) for p in periods.find("明年、2027 年、近期、五年内 and next quarter", None)]
    unknown = "- - span vague"
    assert found == [unknown, "2027-01-01 2028-01-01 year stated", unknown, unknown, unknown]


def test_the_reference_date_decides() -> None:
    assert [told(p) for p in periods.find("next year", date(2030, 1, 1))] == ["2031-01-01 2032-01-01 year relative"]


def test_a_day_that_does_not_exist_has_no_bounds() -> None:
    assert [told(p) for p in periods.find("2023 年 2 月 30 日", WRITTEN)] == ["- - day vague"]


def test_a_month_takes_its_year_from_its_own_sentence_only() -> None:
    text = "2023 年 5 月开始。8 月结束"
    assert [told(p) for p in periods.find(text, WRITTEN)][1] == "2025-08-01 2025-09-01 month relative"


@pytest.mark.parametrize(
    ("text", "last"),
    [
        ("2022 年他预测明年会有转机", "2023-01-01 2024-01-01 year relative"),
        ("In 2022 he said that next year would be better", "2023-01-01 2024-01-01 year relative"),
        ("In 2030, they said, next year will matter", "2026-01-01 2027-01-01 year relative"),
        ("2022 年亏损。他说明年会盈利", "2026-01-01 2027-01-01 year relative"),
        ("2021 年上市，次年盈利", "2022-01-01 2023-01-01 year inherited"),
        ("It listed in 2021 and was sold the same year", "2021-01-01 2022-01-01 year inherited"),
    ],
)
def test_a_sentence_may_carry_its_own_date(text: str, last: str) -> None:
    assert told(periods.find(text, WRITTEN)[-1]) == last


@pytest.mark.parametrize(
    ("text", "quantities", "found"),
    [
        ("未来 5 年营收达到 90 亿美元", ["90 亿美元"], ["未来 5 年"]),
        ("占比 1/4", ["1/4"], []),
        ("grew 3-4% in 2024", ["3-4%"], ["in 2024"]),
        ("5 月 12 日卖出 12 台", ["12 台"], ["5 月 12 日"]),
        ("上午 10 点开盘", [], ["上午 10 点"]),
        ("an 18-month life", ["18-month"], []),
        ("每 6 个月一次", ["每 6 个月"], []),
    ],
)
def test_quantities_and_periods_share_the_text(text: str, quantities: list[str], found: list[str]) -> None:
    measured = measures.find(text, WRITTEN)
    assert [q.span.quote for q in measured.quantities] == quantities
    assert [p.span.quote for p in measured.periods] == found
