"""A value written in any of its spellings reads back exactly."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from ingest import numbers, quantities
from tests.measure_spellings import WHOLE, english, english_decimal, han, han_decimal, wide

Spell = Callable[[Decimal], str]
ZH_SCALES = {"": 1, "万": 10**4, "萬": 10**4, "億": 10**8, "亿": 10**8, "万亿": 10**12, "萬億": 10**12, "兆": 10**12}
EN_SCALES = {"": 1, "thousand": 10**3, "million": 10**6, "billion": 10**9, "trillion": 10**12}
LETTERS = {"k": 10**3, "K": 10**3, "M": 10**6, "mn": 10**6, "bn": 10**9, "B": 10**9, "T": 10**12, "tn": 10**12}
SCALED: list[tuple[Spell, str, int]] = [
    *(
        (spell, form, size)
        for spell in (str, lambda v: wide(str(v)), han_decimal)
        for name, size in ZH_SCALES.items()
        for form in ("{}" + name, "{} " + name)
    ),
    *((spell, "{} " + name, size) for spell in (str, english_decimal) for name, size in EN_SCALES.items()),
]
LETTERED: list[tuple[Spell, str, int]] = [(str, "{}" + name, size) for name, size in LETTERS.items()]
BEHIND = {
    "美元": "USD",
    "美金": "USD",
    "元": "CNY",
    "人民币": "CNY",
    "港元": "HKD",
    "港币": "HKD",
    "欧元": "EUR",
    "日元": "JPY",
    "英镑": "GBP",
    "新台币": "TWD",
    "韩元": "KRW",
    "dollars": "USD",
    "US dollars": "USD",
    "euros": "EUR",
    "yen": "JPY",
    "yuan": "CNY",
    "Hong Kong dollars": "HKD",
    "British pounds": "GBP",
    "won": "KRW",
    "USD": "USD",
    "RMB": "CNY",
    "EUR": "EUR",
}
BEFORE = {
    "$": "USD",
    "US$": "USD",
    "USD ": "USD",
    "€": "EUR",
    "£": "GBP",
    "¥": "CNY",
    "￥": "CNY",
    "RMB ": "CNY",
    "人民币 ": "CNY",
    "HK$": "HKD",
    "NT$": "TWD",
    "A$": "AUD",
    "C$": "CAD",
    "₩": "KRW",
    "₹": "INR",
    "JPY ": "JPY",
}
values = st.decimals(min_value=Decimal("0.1"), max_value=Decimal("9999.9"), places=1)
whole = st.integers(0, 10**15 - 1)


@given(whole, st.sampled_from(sorted(WHOLE)))
def test_a_whole_number_reads_back_from_each_spelling(number: int, name: str) -> None:
    assert [n.value for n in numbers.find(WHOLE[name](number))] == [Decimal(number)]


@given(st.integers(1, 10**12), st.sampled_from(["-{}", "负 {}", "minus {}", "negative {}", "−{}"]))
def test_a_negative_number_reads_back(number: int, form: str) -> None:
    assert [n.value for n in numbers.find(form.format(number))] == [-Decimal(number)]


@given(values, st.sampled_from(SCALED))
def test_a_multiplier_reads_back_behind_each_spelling(value: Decimal, scaled: tuple[Spell, str, int]) -> None:
    spell, form, size = scaled
    assert [n.value for n in numbers.find(form.format(spell(value)).strip())] == [value * size]


@given(values, st.sampled_from(SCALED + LETTERED), st.sampled_from(sorted(BEHIND)), st.booleans())
def test_money_reads_back_with_its_currency_behind(
    value: Decimal, scaled: tuple[Spell, str, int], name: str, space: bool
) -> None:
    spell, form, size = scaled
    gap = " " if space or name.isascii() else ""
    (found,) = quantities.find(f"{form.format(spell(value)).rstrip()}{gap}{name}")
    assert (found.low, found.high, found.unit) == (value * size, value * size, BEHIND[name])


@given(values, st.sampled_from(SCALED + LETTERED), st.sampled_from(sorted(BEFORE)))
def test_money_reads_back_with_its_sign_before(value: Decimal, scaled: tuple[Spell, str, int], sign: str) -> None:
    spell, form, size = scaled
    (found,) = quantities.find(sign + form.format(spell(value)).strip())
    assert (found.low, found.high, found.unit) == (value * size, value * size, BEFORE[sign])


PERCENT: list[tuple[str, Spell]] = [
    *((form, str) for form in ("{}%", "{} %", "{}％", "百分之{}", "百分之 {}", "{} percent", "{} per cent", "{} pct")),
    ("百分之{}", han_decimal),
    ("{}%", lambda v: wide(str(v))),
    ("{} percent", english_decimal),
]


@given(values, st.sampled_from(PERCENT))
def test_a_percentage_reads_back(value: Decimal, written: tuple[str, Spell]) -> None:
    form, spell = written
    (found,) = quantities.find(form.format(spell(value)))
    assert (found.low, found.high, found.unit) == (value, value, "%")


RANGED = [
    ("{}-{}%", "%", 1),
    ("{}% 到 {}%", "%", 1),
    ("百分之{}到{}", "%", 1),
    ("百分之{}至百分之{}", "%", 1),
    ("{} to {} percent", "%", 1),
    ("{}～{} 亿美元", "USD", 10**8),
    ("{} 亿至 {} 亿美元", "USD", 10**8),
    ("{}-{} 万亿美元", "USD", 10**12),
    ("${}-{}bn", "USD", 10**9),
    ("${}bn-${}bn", "USD", 10**9),
    ("${} to ${} billion", "USD", 10**9),
    ("between ${} and ${} million", "USD", 10**6),
    ("{}-{} GW", "GW", 1),
    ("{} 到 {} 倍", "x", 1),
    ("{} to {} times", "x", 1),
    ("{}–{} MW", "MW", 1),
    ("从 {} 万到 {} 万人", "person", 10**4),
]


@given(st.integers(1, 900), st.integers(1, 90), st.sampled_from(RANGED))
def test_a_range_shares_multiplier_unit_and_currency(low: int, more: int, ranged: tuple[str, str, int]) -> None:
    form, unit, size = ranged
    (found,) = quantities.find(form.format(low, low + more))
    assert (found.low, found.high, found.unit) == (low * size, (low + more) * size, unit)


@given(st.integers(2, 8), st.integers(1, 7), st.sampled_from(["百", "千", "万", "亿", "千万", "百万"]))
def test_a_range_in_characters_shares_its_multiplier(low: int, more: int, scale: str) -> None:
    high = min(9, low + more)
    (found,) = quantities.find(f"{han(low)}到{han(high)}{scale}人")
    size = int(next(iter(numbers.find(f"一{scale}"))).value)
    assert (found.low, found.high) == (low * size, high * size)


@given(st.integers(1, 999))
def test_an_ordinal_reads_back(number: int) -> None:
    last = {1: "st", 2: "nd", 3: "rd"}.get(number % 10 if number % 100 not in (11, 12, 13) else 0, "th")
    for written in (f"第{number}", f"第 {number}", f"第{han(number)}", f"{number}{last}"):
        assert [(n.kind, n.value) for n in numbers.find(written)] == [("ordinal", number)]
    assert english(number)
