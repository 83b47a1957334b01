"""Work grows with the length: counted in calls, so that it is the same on every machine."""

from __future__ import annotations

import random
import sys
from datetime import date

import pytest

from ingest import measures
from ingest.measure_lexer import lex

WRITTEN = date(2025, 3, 12)

HOSTILE = [
    *[
        "7",
        "亿",
        "万亿",
        "([",
        "from to ",
        "数",
        "三",
        "点",
        "-",
        "1-",
        "1,",
        "1/",
        "twenty ",
        "a half and ",
        "百分之",
        "零",
    ],
    *[
        "第",
        "the last ",
        "年",
        "3 年",
        "Q1 ",
        "](",
        "http",
        "每",
        "至少",
        " ",
        "5 to",
        "May ",
        "1.1.",
        "1e",
        "2^",
        "a1",
        "$",
    ],
    "%",
]


class _Counter:
    """Counts the calls of Python functions while it is on."""

    def __init__(self) -> None:
        self.calls = 0

    def __call__(self, *_: object) -> None:
        self.calls += 1


def work(text: str) -> int:
    """How many Python calls reading the text takes: the same on every machine."""
    counter = _Counter()
    sys.setprofile(counter)
    try:
        measures.find(text, WRITTEN)
    finally:
        sys.setprofile(None)
    return counter.calls


@pytest.mark.parametrize("unit", HOSTILE)
def test_work_grows_with_the_length(unit: str) -> None:
    short, long = (work((unit * length)[:length]) for length in (2_000, 16_000))
    assert long <= 8 * 1.3 * short + 2_000


def test_hostile_text_costs_little_more_than_dense_prose() -> None:
    chosen = random.Random(7)
    prose = "".join(
        chosen.choice(["2026 年营收增长 40%，", "they will spend $3 billion a year; ", "占比超过三成。"])
        for _ in range(600)
    )
    budget = work(prose) / len(prose)
    for unit in HOSTILE:
        text = unit * (8_000 // len(unit))
        assert work(text) / len(text) <= 12 * budget, unit


def test_runs_are_bounded() -> None:
    assert max(len(run) for run in lex("亿 5 " * 5_000)) <= 240
