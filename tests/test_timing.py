"""Periods against their sentence: words, tense and the day of publication."""

from __future__ import annotations

from datetime import date

import pytest

from tests.reading import extract

CASES = [  # text, quote, first day, day after the last; None: no such period
    ("需求明显上升。", "明", None, None),
    ("英伟达处于早期。", "早", None, None),
    ("明天英伟达发布财报。", "明天", date(2025, 3, 16), date(2025, 3, 17)),
    ("Nvidia reports tomorrow.", "tomorrow", date(2025, 3, 16), date(2025, 3, 17)),
    ("目前英伟达的市值是 3 万亿美元。", "目前", date(2025, 3, 1), date(2025, 4, 1)),
    ("Nvidia is currently worth $3 trillion.", "currently", date(2025, 3, 1), date(2025, 4, 1)),
    ("Nvidia sold 2 million GPUs in November.", "in November", date(2024, 11, 1), date(2024, 12, 1)),
    ("Nvidia will launch it in November.", "in November", date(2025, 11, 1), date(2025, 12, 1)),
    ("Waymo will go public by the end of 2026.", "by the end of 2026", date(2025, 3, 15), date(2027, 1, 1)),
    ("Waymo 将在 2026 年底前上市。", "2026 年底前", date(2025, 3, 15), date(2027, 1, 1)),
]


@pytest.mark.parametrize(("text", "quote", "start", "end"), CASES)
def test_settled(text: str, quote: str, start: date | None, end: date | None) -> None:
    found = [(period.start, period.end) for period in extract(text).periods if quote in period.span.quote]
    assert found == ([] if start is None else [(start, end)])


@pytest.mark.parametrize("text", ["明年英伟达会上涨。", "Nvidia will rise next year."])
def test_without_a_date_nothing_relative_is_resolved(text: str) -> None:
    periods = extract(text, published=None).periods
    assert all(period.start is None and period.end is None for period in periods)
