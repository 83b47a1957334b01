"""Arithmetic over quantities with units: exact, of one mind whichever way round, and no nonsense."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.algebra import Measure, UnitError
from kg.units import Units

UNITS = ("USD", "GPU", "W", "kWh", "day", "year", "%", "x", "USD/year", "person", "")
numbers = st.decimals(min_value="0.001", max_value="1e12", allow_nan=False, allow_infinity=False, places=3)


@st.composite
def measures(draw: st.DrawFn, unit: str | None = None) -> Measure:
    """An interval above nothing, at times open above."""
    ends = sorted([draw(numbers), draw(numbers)])
    named = draw(st.sampled_from(UNITS)) if unit is None else unit
    return Measure.between(ends[0], draw(st.sampled_from([ends[1], None])), named)


@given(measures(), measures(), measures())
def test_products_do_not_mind_their_order(a: Measure, b: Measure, c: Measure) -> None:
    assert a * b == b * a
    assert (a * b) * c == a * (b * c)


@given(measures("USD"), measures("USD"), measures("USD"))
def test_sums_do_not_mind_their_order(a: Measure, b: Measure, c: Measure) -> None:
    assert a + b == b + a
    assert (a + b) + c == a + (b + c)


@given(measures(), measures("kWh"), measures("kWh"))
def test_a_product_of_a_sum_is_the_sum_of_products(a: Measure, b: Measure, c: Measure) -> None:
    assert a * (b + c) == a * b + a * c


@given(numbers, numbers, st.sampled_from(UNITS), st.sampled_from(UNITS))
def test_what_is_multiplied_and_divided_again_is_as_before(one: Decimal, other: Decimal, unit: str, by: str) -> None:
    assert Measure.of(one, unit) * Measure.of(other, by) / Measure.of(other, by) == Measure.of(one, unit)


@given(numbers, numbers)
def test_values_are_exact(one: Decimal, other: Decimal) -> None:
    assert (Measure.of(one, "USD") + Measure.of(other, "USD")).low == Fraction(one) + Fraction(other)
    assert (Measure.of(one, "USD") * Measure.of(other, "%")).low == Fraction(one) * Fraction(other) / 100


@given(measures("USD"), st.fractions(min_value=0, max_value=1))
def test_what_is_widened_holds_what_it_was(one: Measure, share: Fraction) -> None:
    assert one.widened(share).meets(one)
    assert one.meets(one)


@pytest.mark.parametrize(
    ("one", "other", "unit", "value"),
    [
        ("GWh", "kWh", "kWh", "1000000 kWh"),
        ("year", "year", "year", "1 year"),
        ("week", "day", "day", "7 day"),
        ("km", "m", "m", "1000 m"),
    ],
)
def test_units_of_one_kind_are_one(one: str, other: str, unit: str, value: str) -> None:
    assert Measure.of("1", one).told(unit) == value
    assert Measure.of("1", one).dimensions == Measure.of("1", other).dimensions


def test_power_by_time_is_energy() -> None:
    assert (Measure.of("1", "kW") * Measure.of("1", "hour")).told("kWh") == "1 kWh"
    assert (Measure.of("20", "USD/month") * Measure.of("1", "year")).told("USD") == "240 USD"


@given(measures("USD"), st.sampled_from(["GPU", "EUR", "kWh", "%", "USD/year", "day"]))
def test_different_things_are_not_added_nor_compared(one: Measure, unit: str) -> None:
    other = Measure.of("1", unit)
    for refuse in (one.__add__, one.__sub__, one.meets):
        with pytest.raises(UnitError, match="they measure different things"):
            refuse(other)
    with pytest.raises(UnitError, match="they measure different things"):
        one.told(unit)


def test_the_units_are_named_when_they_are_refused() -> None:
    with pytest.raises(UnitError, match="USD and GPU cannot be added: they measure different things"):
        Measure.of("1", "USD") + Measure.of("1", "GPU")


@pytest.mark.parametrize("low", ["0", "-1", None])
def test_nothing_divides_nothing(low: str | None) -> None:
    with pytest.raises(UnitError, match="divides nothing"):
        Measure.of("1", "USD") / Measure.between(None if low is None else Decimal(low), Decimal(2), "USD")


@pytest.mark.parametrize("unit", sorted(Units.load()))
def test_every_unit_is_told_as_it_was_said(unit: str) -> None:
    assert Measure.of("3", unit).told(unit) == f"3 {unit}"
