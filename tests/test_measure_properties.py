"""What holds for every text: spans, order, exact round trips, bounds, neighbours, work that grows with the length."""

from __future__ import annotations

import random
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from itertools import pairwise

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from ingest import measures, numbers, periods, quantities
from ingest.measure_lexer import lex
from ingest.measure_lexicon import lexicon
from kg.model import Span

WRITTEN = date(2025, 3, 12)
WORDS = sorted(lexicon().words)
settings.register_profile("measures", deadline=None, max_examples=150)
settings.load_profile("measures")


def spans(text: str) -> list[list[Span]]:
    """The spans of each of the public finders."""
    both = measures.find(text, WRITTEN)
    found = (numbers.find(text), quantities.find(text), periods.find(text, WRITTEN), both.quantities, both.periods)
    return [[reading.span for reading in readings] for readings in found]


def check(text: str) -> None:
    for found in spans(text):
        assert all(text[span.start : span.end] == span.quote for span in found)
        assert all(left.end <= right.start for left, right in pairwise(found))


@example("0À¹")
@example("两年 负")
@example("two years minus")
@given(st.text(max_size=80))
def test_any_text_is_read_without_error(text: str) -> None:
    check(text)


@given(
    st.lists(
        st.one_of(
            st.sampled_from(WORDS), st.sampled_from(" ,.-/~%$0123456789年月日亿万到至 "), st.integers(0, 3000).map(str)
        ),
        max_size=14,
    )
)
def test_any_words_of_the_lexicons_are_read_without_error(words: list[str]) -> None:
    check("".join(words))
    check(" ".join(words))


# --- a value written in any of its spellings reads back exactly

HAN = "零一二三四五六七八九"


def han(number: int) -> str:
    """A whole number below 10^16 in Chinese words.

    >>> han(10_305), han(200_000_010)
    ('一万零三百零五', '二亿零一十')
    """
    if number == 0:
        return "零"
    text, zero = "", False
    for power in range(12, -1, -4):
        section = number // 10**power % 10**4
        if section:
            text += (
                ("零" if zero or (text and section < 1000) else "")
                + _section(section)
                + {0: "", 4: "万", 8: "亿", 12: "兆"}[power]
            )
            zero = False
        else:
            zero = bool(text)
    return text


def _section(number: int) -> str:
    text, zero = "", False
    for power, name in ((3, "千"), (2, "百"), (1, "十"), (0, "")):
        digit = number // 10**power % 10
        if digit:
            text += ("零" if zero and text else "") + HAN[digit] + name
            zero = False
        else:
            zero = True
    return text


ONES = [
    "zero",
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
    "thirteen",
    "fourteen",
    "fifteen",
    "sixteen",
    "seventeen",
    "eighteen",
    "nineteen",
]
TENS = ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"]


def english(number: int) -> str:
    """A whole number below 10^15 in English words.

    >>> english(2_000_017), english(342)
    ('two million seventeen', 'three hundred and forty-two')
    """
    if number < 20:
        return ONES[number]
    if number < 100:
        return TENS[number // 10 - 2] + (f"-{ONES[number % 10]}" if number % 10 else "")
    if number < 1000:
        rest = number % 100
        return f"{ONES[number // 100]} hundred" + (f" and {english(rest)}" if rest else "")
    for name, size in (("trillion", 10**12), ("billion", 10**9), ("million", 10**6), ("thousand", 1000)):
        if number >= size:
            rest = number % size
            return f"{english(number // size)} {name}" + (f" {english(rest)}" if rest else "")
    raise AssertionError


def wide(text: str) -> str:
    """The digits and signs at full width."""
    return "".join(chr(ord(letter) + 0xFEE0) if letter.isascii() and letter != " " else letter for letter in text)


SPELLINGS: list[Callable[[int], str]] = [
    str,
    lambda n: f"{n:,}",
    lambda n: wide(str(n)),
    lambda n: wide(f"{n:,}"),
    han,
    english,
]


@given(st.integers(0, 10**15 - 1), st.sampled_from(SPELLINGS))
def test_a_whole_number_reads_back_from_each_spelling(number: int, spell: Callable[[int], str]) -> None:
    assert [n.value for n in numbers.find(spell(number))] == [Decimal(number)]


SCALES = {
    "万": 10**4,
    "億": 10**8,
    "亿": 10**8,
    "万亿": 10**12,
    "萬億": 10**12,
    "兆": 10**12,
    " thousand": 10**3,
    " million": 10**6,
    " billion": 10**9,
    " trillion": 10**12,
    "k": 10**3,
    "M": 10**6,
    "bn": 10**9,
    "T": 10**12,
}
MONEY = [
    ("{}美元", "USD"),
    ("{} 美金", "USD"),
    ("${}", "USD"),
    ("US${}", "USD"),
    ("{} 元", "CNY"),
    ("人民币 {} 元", "CNY"),
    ("€{}", "EUR"),
    ("{} 港元", "HKD"),
    ("NT${}", "TWD"),
    ("£ {}", "GBP"),
]


@given(
    st.decimals(min_value=Decimal("0.1"), max_value=Decimal("9999.9"), places=1),
    st.sampled_from(sorted(SCALES)),
    st.sampled_from(MONEY),
    st.booleans(),
)
def test_money_reads_back_with_each_multiplier_and_currency(
    value: Decimal, scale: str, money: tuple[str, str], space: bool
) -> None:
    written = (
        f"{value}{' ' if space and not scale.startswith(' ') and scale not in ('k', 'M', 'bn', 'T') else ''}{scale}"
    )
    form, unit = money
    (found,) = quantities.find(form.format(written))
    assert (found.low, found.high, found.unit) == (value * SCALES[scale], value * SCALES[scale], unit)


# --- bounds and neighbours

BOUNDS = [
    ("至少 {}", "{}"),
    ("{} 以上", "{}"),
    ("不到 {}", "{}"),
    ("at least {}", "{}"),
    ("up to {}", "{}"),
    ("more than {}", "{}"),
    ("{} or more", "{}"),
    ("{}-" + "{}", "{}"),
]


@given(
    st.integers(1, 999),
    st.integers(1, 999),
    st.sampled_from(["%", " GW", " 倍", " 美元"]),
    st.sampled_from(BOUNDS[:-1]),
)
def test_a_bound_never_narrows_the_interval(first: int, more: int, unit: str, bound: tuple[str, str]) -> None:
    (bare,) = quantities.find(f"{first}{unit}")
    (bounded,) = quantities.find(bound[0].format(f"{first}{unit}"))
    assert bare.low is not None
    assert bare.high is not None
    assert bounded.low is None or bounded.low <= bare.low
    assert bounded.high is None or bounded.high >= bare.high
    (ranged,) = quantities.find(f"{first}-{first + more}{unit}")
    assert (ranged.low, ranged.high) == (first, first + more)


EXPRESSIONS = [
    "超过 3 万亿美元",
    "$40-50 billion a year",
    "2026 年下半年",
    "by the end of 2026",
    "nearly 30%",
    "每 18 个月",
    "6 万张 H100",
    "in Q3 2025",
    "未来 3-5 年",
    "三分之一",
]
NEUTRAL = ["他们说：“", "（", "……", "xyz, ", "\n", "”。之外", "), qrs", "。\n"]


@pytest.mark.parametrize("expression", EXPRESSIONS)
@pytest.mark.parametrize("before", ["他们说：“", "（", "xyz, ", "\n", "**"])
@pytest.mark.parametrize("after", ["”。", "），", ", qrs", "\n", "** "])
def test_reading_is_the_same_among_neutral_neighbours(expression: str, before: str, after: str) -> None:
    alone, inside = measures.find(expression, WRITTEN), measures.find(before + expression + after, WRITTEN)
    assert [(q.span.quote, q.low, q.high, q.unit) for q in alone.quantities] == [
        (q.span.quote, q.low, q.high, q.unit) for q in inside.quantities
    ]
    assert [(p.span.quote, p.start, p.end) for p in alone.periods] == [
        (p.span.quote, p.start, p.end) for p in inside.periods
    ]
    assert alone.quantities or alone.periods


# --- work grows with the length

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
    import sys

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
