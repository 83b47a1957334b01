"""The units in which quantities are told: their names, and exact factors between those that measure the same."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Context, Decimal, InvalidOperation
from functools import cache
from pathlib import Path

from kg.errors import DataError, Problem
from kg.namespace import CG, SKOS, UNIT, name_of
from kg.turtle_source import Source, Statement

FILE = Path(__file__).parent / "data" / "units.ttl"
_LANGS = {"en": "en", "zh-hans": "zh-Hans", "zh-hant": "zh-Hant"}
_EXACT = Context(prec=60)


@dataclass(frozen=True, slots=True, kw_only=True)
class Unit:
    """A unit, the base it is exactly `factor` of, and the words and signs for it.

    `names` are (text, language) pairs, the preferred ones first; `symbols` follow a number in the case as written;
    `prefixes` are signs of money. `matches` are IRIs of the same unit elsewhere (QUDT, ISO 4217 as the EU lists it).
    """

    id: str
    dimension: str
    base: str
    factor: Decimal
    names: tuple[tuple[str, str], ...]
    symbols: tuple[str, ...] = ()
    prefixes: tuple[str, ...] = ()
    matches: tuple[str, ...] = ()

    @property
    def is_money(self) -> bool:
        """Whether it is a currency or a part of one."""
        return self.dimension == "money"


@dataclass(frozen=True)
class Units(Mapping[str, Unit]):
    """All units by id. A rate such as `USD/month` is no entry, but can be converted.

    >>> units = Units.load()
    >>> units["kWh"].dimension, units.convert(Decimal(3), "GW", "MW"), units.convert(Decimal(1), "USD", "EUR")
    ('energy', Decimal('3000'), None)
    >>> units.convert(Decimal(5), "USD/month", "USD/year")
    Decimal('60')
    """

    units: Mapping[str, Unit]

    @staticmethod
    @cache
    def load() -> Units:
        """The packaged units; DataError with every problem of the file."""
        return Units.read(Source.read(FILE))

    @staticmethod
    def read(source: Source) -> Units:
        """The units of one Turtle file; DataError with every problem of it, each with its line."""
        reader = _Reader(source)
        units = {unit.id: unit for unit in reader.units()}
        problems = reader.problems + list(_strangers(units, source))
        if problems:
            raise DataError(problems)
        return Units(units)

    def __getitem__(self, id: str) -> Unit:
        return self.units[id]

    def __contains__(self, id: object) -> bool:
        return id in self.units

    def __iter__(self) -> Iterator[str]:
        return iter(self.units)

    def __len__(self) -> int:
        return len(self.units)

    def convert(self, value: Decimal, source: str, target: str) -> Decimal | None:
        """`value` of unit `source` in unit `target`, exactly; None where they measure different things."""
        if source == target:
            return value
        left, right = source.split("/"), target.split("/")
        factors = [self._factor(a, b) for a, b in zip(left, right, strict=False)]
        if len(left) != len(right) or None in factors:
            return None
        for index, factor in enumerate(factors):
            assert factor is not None
            over, under = factor if index == 0 else factor[::-1]
            value = _EXACT.divide(_EXACT.multiply(value, over), under)
        return value if value == 0 else Decimal(f"{value.normalize(_EXACT):f}")

    def _factor(self, source: str, target: str) -> tuple[Decimal, Decimal] | None:
        if source == target:
            return Decimal(1), Decimal(1)
        a, b = self.units.get(source), self.units.get(target)
        return (a.factor, b.factor) if a and b and a.base == b.base else None


class _Reader:
    """Collects the statements about each unit, and what is wrong with them."""

    def __init__(self, source: Source) -> None:
        self._source = source
        self.problems: list[Problem] = [source.malformed] if source.malformed else []

    def units(self) -> Iterator[Unit]:
        facts: dict[str, list[Statement]] = {}
        for statement in self._source.statements:
            facts.setdefault(statement.subject, []).append(statement)
        for subject, statements in facts.items():
            unit = self._unit(subject, statements)
            if unit:
                yield unit

    def _unit(self, subject: str, statements: list[Statement]) -> Unit | None:
        id, base = name_of(UNIT, subject), _first(statements, CG + "base")
        dimension, factor = _first(statements, CG + "dimension"), self._number(subject, statements)
        names = [_named(s) for kind in ("prefLabel", "altLabel") for s in statements if s.predicate == SKOS + kind]
        missing = [
            what
            for what, value in (("cg:dimension", dimension), ("cg:base", base), ("skos:prefLabel", names))
            if not value
        ]
        if missing or id is None:
            self._problem(subject, f"unit without {', '.join(missing)}" if id else "this is no unit", "complete it")
            return None
        return Unit(
            id=id, dimension=dimension, base=name_of(UNIT, base) or base, factor=factor or Decimal(1),
            names=tuple(names), symbols=_all(statements, CG + "symbol"), prefixes=_all(statements, CG + "prefix"),
            matches=_all(statements, SKOS + "exactMatch"),
        )  # fmt: skip

    def _number(self, subject: str, statements: list[Statement]) -> Decimal | None:
        text = _first(statements, CG + "factor")
        try:
            number = Decimal(text)
            if number > 0:
                return number
        except InvalidOperation:
            pass
        self._problem(subject, f'factor "{text}" is no positive number', "write cg:factor 1000")
        return None

    def _problem(self, subject: str, text: str, remedy: str) -> None:
        place = Problem(file=self._source.name, line=_line(self._source, subject), text=text, remedy=remedy)
        self.problems.append(place)


def _strangers(units: Mapping[str, Unit], source: Source) -> Iterator[Problem]:
    for unit in units.values():
        base = units.get(unit.base)
        if base is None or base.base != base.id:
            text = f'unit "{unit.id}" counts in "{unit.base}", which is no base'
            yield Problem(file=source.name, line=_line(source, UNIT + unit.id), text=text, remedy="name a base unit")


def _line(source: Source, subject: str) -> int | None:
    """The line of a unit, written in full or against the base."""
    return source.line(subject) or source.line(subject.removeprefix(UNIT))


def _named(statement: Statement) -> tuple[str, str]:
    return statement.value, _LANGS.get(statement.lang or "", statement.lang or "")


def _all(statements: list[Statement], predicate: str) -> tuple[str, ...]:
    return tuple(s.value for s in statements if s.predicate == predicate)


def _first(statements: list[Statement], predicate: str) -> str:
    return next(iter(_all(statements, predicate)), "")
