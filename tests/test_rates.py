"""Quantities against their clause: rates, ranges that are raised, and what only fills the speech."""

from __future__ import annotations

from decimal import Decimal

import pytest

from tests.reading import extract

THIRD = Decimal("33.33333333333333333333333333")
CASES = [  # text, (words, low, unit) of every quantity
    ("Now there is a third.", []),
    ("Waymo opened a fifth city and gave a third reason.", []),
    ("Prices fell by a third.", [("a third", THIRD, "%")]),
    ("Rents rose a tenth in 2027, a third of it in June.", [("a tenth", 10, "%"), ("a third", THIRD, "%")]),
    ("价格降了三分之一。", [("三分之一", THIRD, "%")]),
    ("这是第三个理由。", []),
    ("前几代模型都很贵，只有几家公司买得起。", []),
    ("全球有十几家公司在做，订单有几十亿美元。", [("十几家公司", 11, "company"), ("几十亿美元", 20e8, "USD")]),
    ("英伟达每年的研发投入约 100 亿美元。", [("约 100 亿美元", 10_000_000_000, "USD/year")]),
    ("Nvidia's annual R&D budget is about $10 billion.", [("about $10 billion", 10_000_000_000, "USD/year")]),
    ("订阅要 200 美元甚至 2000 美元。", [("200 美元甚至 2000 美元", 200, "USD")]),
    ("A plan costs $200 or even $2000.", [("$200 or even $2000", 200, "USD")]),
    (
        "市值从 2 万亿涨到 3 万亿美元。",
        [("2 万亿", 2_000_000_000_000, "USD"), ("3 万亿美元", 3_000_000_000_000, "USD")],
    ),
    ("The price grows 15% to 20% a quarter.", [("15% to 20%", 15, "%")]),
    ("英伟达有三方面的优势，几年的积累。", []),
    ("公司全年营收 500 亿美元。", [("500 亿美元", 50_000_000_000, "USD")]),
    ("Revenue beat the $16.8 billion of a year earlier.", [("$16.8 billion", 16_800_000_000, "USD")]),
    ("假设每年有 3% 的国防开支流向软件。", [("3%", 3, "%")]),
    ("Their revenue grows 3% each year.", [("3% each year", 3, "%/year")]),
    ("公司今年收入 40 亿美元，年收入曾达 50 亿美元。", [("40 亿美元", 4e9, "USD"), ("50 亿美元", 5e9, "USD/year")]),
    ("数据中心的投资每年有 20% 的增长。", [("20%", 20, "%/year")]),
    ("免费用户每天可以用 20 次推理。", [("20 次", 20, "query/day")]),
    ("萝卜快跑上季度完成 310 万次出行。", [("310 万次", 3_100_000, "ride")]),
    ("数据中心一年的用电量是 5 亿度。", [("5 亿度", 500_000_000, "kWh/year")]),
]


@pytest.mark.parametrize(("text", "wanted"), CASES)
def test_settled(text: str, wanted: list[tuple[str, int, str]]) -> None:
    found = [(q.span.quote, q.low, q.unit.removesuffix("/quarter")) for q in extract(text).quantities]
    assert found == wanted
