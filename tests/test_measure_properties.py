"""What holds for every text: spans, order, bounds that widen, the same reading among neutral neighbours."""

from __future__ import annotations

import tomllib
from datetime import date
from itertools import pairwise
from pathlib import Path

from hypothesis import example, given, settings
from hypothesis import strategies as st

from ingest import measures, numbers, periods, quantities
from ingest.measure_lexicon import lexicon
from kg.model import Quantity, Span

WRITTEN = date(2025, 3, 12)
WORDS = sorted(lexicon().words)
settings.register_profile("measures", deadline=None, max_examples=150)
settings.load_profile("measures")


def spans(text: str) -> list[list[Span]]:
    """The spans of each of the public finders."""
    both = measures.find(text, WRITTEN)
    found = (numbers.find(text), quantities.find(text), periods.find(text, WRITTEN), both.quantities, both.periods)
    more = (quantities.units_named(text), quantities.damaged(text), both.dropped)
    return [[reading.span for reading in readings] for readings in (*found, *more)]


def check(text: str) -> None:
    for found in spans(text):
        assert all(text[span.start : span.end] == span.quote for span in found)
        assert all(0 <= span.start < span.end <= len(text) for span in found)
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


# --- bounds

UNITS = ["%", " GW", " 倍", " 美元", " 亿美元", " 万人", "x", " million dollars", " percent", " people"]
LOWER = ["至少 {}", "{} 以上", "超过 {}", "at least {}", "more than {}", "{} or more", "no less than {}", "over {}"]
UPPER = ["不到 {}", "{} 以下", "最多 {}", "up to {}", "less than {}", "{} or less", "no more than {}", "under {}"]
NEAR = ["约 {}", "{} 左右", "about {}", "roughly {}", "近 {}", "nearly {}"]
BETWEEN = ["{}-{}", "{} 到 {}", "{} to {}", "{}～{}"]
ones = st.integers(1, 999)


def only(text: str) -> Quantity:
    """The one quantity of a text."""
    (found,) = quantities.find(text)
    return found


def covers(wide: Quantity, narrow: Quantity) -> bool:
    """Whether an interval holds the other; an open side holds all."""
    low = wide.low is None or (narrow.low is not None and wide.low <= narrow.low)
    return low and (wide.high is None or (narrow.high is not None and wide.high >= narrow.high))


@given(ones, st.sampled_from(UNITS), st.sampled_from([*LOWER, *UPPER, *NEAR]))
def test_a_bound_never_narrows_the_interval(number: int, unit: str, bound: str) -> None:
    assert covers(only(bound.format(f"{number}{unit}")), only(f"{number}{unit}"))


@given(ones, ones, st.sampled_from(UNITS), st.sampled_from(LOWER), st.sampled_from(UPPER))
def test_a_wider_bound_holds_the_narrower(first: int, second: int, unit: str, lower: str, upper: str) -> None:
    low, high = sorted((first, second))
    assert covers(only(lower.format(f"{low}{unit}")), only(lower.format(f"{high}{unit}")))
    assert covers(only(upper.format(f"{high}{unit}")), only(upper.format(f"{low}{unit}")))


@given(st.lists(ones, min_size=3, max_size=3, unique=True), st.sampled_from(UNITS), st.sampled_from(BETWEEN))
def test_a_wider_range_holds_the_narrower(numbers_told: list[int], unit: str, form: str) -> None:
    low, middle, high = sorted(numbers_told)
    wide = only(form.format(low, high) + unit)
    assert covers(wide, only(form.format(middle, high) + unit))
    assert covers(wide, only(form.format(low, middle) + unit))


# --- neighbours

CASES = Path(__file__).parent / "cases"
TOLD = sorted(
    {
        case[lang]
        for name in ("quantities", "periods")
        for case in tomllib.loads((CASES / f"{name}.toml").read_text(encoding="utf-8"))["case"]
        for lang in ("zh", "en")
        if lang in case
    }
)
BEFORE = ["他们说：“", "（", "xyz, ", "\n", "**", "我们看到，", "|", "— ", "Foo bar baz; "]
AFTER = ["”。", "），", ", qrs", "\n", "** ", "。后话。", "|", "; and so it goes."]


def told(text: str) -> list[tuple[object, ...]]:
    """What is read in a text, without its place."""
    found = measures.find(text, WRITTEN)
    return [(q.span.quote, q.low, q.high, q.unit, q.basis, q.comparator) for q in found.quantities] + [
        (p.span.quote, p.start, p.end, p.grain, p.basis) for p in found.periods
    ]


def test_there_are_expressions_to_put_among_neighbours() -> None:
    assert sum(bool(told(text)) for text in TOLD) >= 250


@given(st.sampled_from(TOLD), st.sampled_from(BEFORE), st.sampled_from(AFTER))
def test_reading_is_the_same_among_neutral_neighbours(text: str, before: str, after: str) -> None:
    assert told(before + text + after) == told(text)


@given(st.sampled_from(TOLD), st.sampled_from(TOLD))
def test_paragraphs_do_not_touch_each_other(first: str, second: str) -> None:
    assert sorted(map(repr, told(f"{first}\n\n{second}"))) == sorted(map(repr, told(first) + told(second)))
