"""The table of units: exact factors, names in three scripts, and what is wrong with a file of units."""

from __future__ import annotations

from decimal import Decimal

import pytest

from kg.errors import DataError
from kg.turtle_source import Source
from kg.units import Units

HEAD = """@base <https://w3id.org/claimgraph/unit/> .
@prefix cg: <https://w3id.org/claimgraph/ns#> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
"""
GOOD = '<W> a cg:Unit ; cg:dimension "power" ; cg:base <W> ; cg:factor 1 ; skos:prefLabel "watt"@en .\n'


def test_the_packaged_units_load() -> None:
    units = Units.load()
    assert len(units) > 330
    assert {
        "USD",
        "CNY",
        "HKD",
        "TWD",
        "%",
        "pp",
        "bp",
        "x",
        "kWh",
        "GW",
        "GPU",
        "token",
        "parameter",
        "person",
        "ride",
    } <= units.keys()
    assert units["USD"].matches == ("http://publications.europa.eu/resource/authority/currency/USD",)
    assert units["GW"].matches == ("http://qudt.org/vocab/unit/GigaW",)


def test_every_unit_is_named_in_three_scripts() -> None:
    for unit in Units.load().values():
        assert {lang for _, lang in unit.names} == {"en", "zh-Hans", "zh-Hant"}, unit.id


@pytest.mark.parametrize(
    ("value", "source", "target", "expected"),
    [
        ("1", "GWh", "kWh", "1000000"),
        ("90", "minute", "hour", "1.5"),
        ("2", "year", "month", "24"),
        ("50", "bp", "pp", "0.5"),
        ("12", "USD/year", "USD/month", "1"),
        ("1", "mile", "m", "1609.344"),
        ("5", "cent", "USD", "0.05"),
        ("3", "GB", "MB", "3000"),
        ("0", "GW", "MW", "0"),
        ("7", "card", "card", "7"),
    ],
)
def test_conversion_is_exact(value: str, source: str, target: str, expected: str) -> None:
    assert Units.load().convert(Decimal(value), source, target) == Decimal(expected)


@pytest.mark.parametrize(
    ("source", "target"),
    [("USD", "CNY"), ("GW", "GWh"), ("USD/year", "USD"), ("%", "pp"), ("month", "day"), ("card", "GPU")],
)
def test_what_measures_something_else_is_not_converted(source: str, target: str) -> None:
    assert Units.load().convert(Decimal(1), source, target) is None


def test_problems_come_all_at_once_with_their_lines() -> None:
    bad = (
        HEAD
        + GOOD
        + '<kW> a cg:Unit ; cg:dimension "power" ; cg:base <nothing> ; cg:factor 1000 ; skos:prefLabel "kW"@en .\n'
        + '<x> a cg:Unit ; cg:base <x> ; cg:factor 0 ; skos:prefLabel "times"@en .\n'
        + '<y> a cg:Unit ; cg:dimension "d" ; cg:base <y> ; cg:factor "much" .\n'
    )
    with pytest.raises(DataError) as raised:
        Units.read(Source("units.ttl", bad))
    assert [(p.line, p.text) for p in raised.value.problems] == [
        (6, 'factor "0" is no positive number'),
        (6, "unit without cg:dimension"),
        (7, 'factor "much" is no positive number'),
        (7, "unit without skos:prefLabel"),
        (5, 'unit "kW" counts in "nothing", which is no base'),
    ]


def test_malformed_turtle_is_named_with_its_line() -> None:
    with pytest.raises(DataError) as raised:
        Units.read(Source("units.ttl", HEAD + GOOD + "<kW> a cg:Unit ;; oops"))
    assert raised.value.problems[0].line is not None
