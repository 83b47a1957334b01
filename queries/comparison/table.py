"""The table of verdicts: which outcomes of the tests make two claims collide, and how."""

from __future__ import annotations

import tomllib
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache, cached_property, reduce
from importlib.resources import files
from operator import and_
from typing import Any, get_args

from kg.errors import DataError, Problem
from kg.model import CollisionKind, Effect, Strength
from queries.comparison import levels

Outcomes = Mapping[str, str]
Sets = Mapping[str, frozenset[str]]
FILE = "verdicts.toml"
TABLES = ("outcomes", "always", "softens", "saves", "revises")
ALLOWED = {"kind": get_args(CollisionKind), "strength": ("contradiction", "tension")}


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """A way to collide: which outcome each test must have, and by which tests it is recognised."""

    kind: CollisionKind
    strength: Strength
    decides: tuple[str, ...]
    asks: Sets

    def misses(self, outcomes: Outcomes) -> list[str]:
        """The tests that have not come out as it asks."""
        return [test for test, allowed in self.asks.items() if outcomes[test] not in allowed]


@dataclass(frozen=True, kw_only=True)
class Table:
    """The tests in order with all that may come out, the rows in order, and what softens, saves or revises.

    `agreements` are the ways in which two claims say the same.
    """

    outcomes: Sets
    rows: tuple[Row, ...]
    softens: Sets
    saves: Sets
    revises: Sets
    agreements: tuple[Sets, ...] = ()

    @staticmethod
    @cache
    def load() -> Table:
        """The packaged table; DataError with every problem of its file."""
        return Table.read(files("queries").joinpath("data", FILE).read_text(encoding="utf-8"))

    @staticmethod
    def read(text: str) -> Table:
        """The table of a TOML text; DataError with every problem it has.

        >>> Table.read('[outcomes]\\nsubject = ["same"]')
        Traceback (most recent call last):
        kg.errors.DataError: verdicts.toml: no row [[collision]]; add one
        """
        try:
            told = tomllib.loads(text)
        except tomllib.TOMLDecodeError as error:
            raise DataError([_problem(f"no TOML: {error}", "mend it")]) from None
        if problems := [*_problems(told)]:
            raise DataError(problems)
        return Table(
            outcomes=_sets(told["outcomes"]),
            rows=tuple(_row(row, told) for row in told["collision"]),
            softens=_sets(told.get("softens", {})),
            saves=_sets(told.get("saves", {})),
            revises=_sets(told.get("revises", {})),
            agreements=tuple(map(_sets, told.get("agreement", ()))),
        )

    @property
    def tests(self) -> tuple[str, ...]:
        """The tests in the order in which they are told."""
        return tuple(self.outcomes)

    @cached_property
    def fitting(self) -> Mapping[str, Mapping[str, int]]:
        """By test and outcome the rows that allow it, the first row as the lowest bit."""
        return {
            test: {outcome: self._allowing(test, outcome) for outcome in outcomes}
            for test, outcomes in self.outcomes.items()
        }

    def _allowing(self, test: str, outcome: str) -> int:
        return sum(1 << nth for nth, row in enumerate(self.rows) if outcome in row.asks.get(test, {outcome}))

    def first(self, outcomes: Outcomes) -> Row | None:
        """The row that decides; None where nothing collides."""
        rows = reduce(and_, (self.fitting[test][outcome] for test, outcome in outcomes.items()))
        return self.rows[(rows & -rows).bit_length() - 1] if rows else None

    def asks(self, test: str) -> bool:
        """Whether any row asks how a test has come out."""
        return any(test in row.asks for row in self.rows)

    def strength(self, outcomes: Outcomes) -> Strength:
        """How strongly two claims collide: what revises goes before what softens."""
        row = self.first(outcomes)
        if row is None:
            return "none"
        if _among(self.revises, outcomes):
            return "revision"
        return "tension" if _among(self.softens, outcomes) else row.strength

    def effects(self, outcomes: Outcomes) -> dict[str, Effect]:
        """What the outcome of each test does to the verdict."""
        row = self.first(outcomes)
        if row is None:
            saving = self.saving(outcomes)
            return {test: "saves" if test == saving else "passes" for test in outcomes}
        return {test: self._effect(test, row, outcomes) for test in outcomes}

    def _effect(self, test: str, row: Row, outcomes: Outcomes) -> Effect:
        if outcomes[test] in self.revises.get(test, ()):
            return "revises"
        if outcomes[test] in self.softens.get(test, ()):
            return "softens"
        return "collides" if test in row.decides else "passes"

    def saving(self, outcomes: Outcomes) -> str:
        """The test that saves two claims that do not collide.

        Where they say what would collide, it is what the row that comes nearest misses, sooner what saves alone; else
        the first that saves alone.
        """
        near = [row.misses(outcomes) for row in self.rows if not {*row.decides} & {*row.misses(outcomes)}]
        if near:
            return min(near, key=lambda missed: (len(missed), not self._saves(missed[0], outcomes)))[0]
        alone = [test for test in self.tests if self._saves(test, outcomes)]
        return (alone or self.rows[-1].decides)[0]

    def _saves(self, test: str, outcomes: Outcomes) -> bool:
        """Whether its outcome saves alone."""
        return outcomes[test] in self.saves.get(test, ())


def _among(sets: Sets, outcomes: Outcomes) -> bool:
    return any(outcomes[test] in values for test, values in sets.items())


def _row(told: Mapping[str, Any], table: Mapping[str, Any]) -> Row:
    asks = {**table.get("always", {}), **_asks(told)}
    ordered = {test: asks[test] for test in table["outcomes"] if test in asks}
    return Row(kind=told["kind"], strength=told["strength"], decides=tuple(told["decides"]), asks=_sets(ordered))


def _asks(row: Mapping[str, Any]) -> dict[str, Any]:
    return {name: told for name, told in row.items() if name not in {"kind", "strength", "decides"}}


def _sets(told: Mapping[str, Iterable[str]]) -> Sets:
    return {name: frozenset(values) for name, values in told.items()}


def _problems(told: Mapping[str, Any]) -> Iterator[Problem]:
    outcomes: Mapping[str, Collection[str]] = told.get("outcomes", {})
    for name in told:
        if name not in {*TABLES, "collision", "agreement"}:
            yield _problem(f"[{name}] says nothing here", f"there are {', '.join(TABLES)} collision and agreement")
    for test in outcomes:
        if not callable(getattr(levels, test, None)):
            yield _problem(f"[outcomes]: nothing tests {test!r}", "write it and name it in levels.py")
    for name in TABLES[1:]:
        yield from _unknown(f"[{name}]", told.get(name, {}), outcomes)
    if not told.get("collision"):
        yield _problem("no row [[collision]]", "add one")
    for nth, row in enumerate(told.get("collision", ()), 1):
        yield from _wrong(f"[[collision]] {nth}", row, outcomes)
    for nth, row in enumerate(told.get("agreement", ()), 1):
        yield from _unknown(f"[[agreement]] {nth}", row, outcomes)


def _wrong(where: str, row: Mapping[str, Any], outcomes: Mapping[str, Collection[str]]) -> Iterator[Problem]:
    """What is wrong in a row."""
    for name, allowed in ALLOWED.items():
        if row.get(name) not in allowed:
            yield _problem(f"{where}: {row.get(name)!r} is no {name}", f"there are {', '.join(allowed)}")
    if not row.get("decides"):
        yield _problem(f"{where}: nothing decides", "name the tests that do")
    for test in row.get("decides", ()):
        if test not in row:
            yield _problem(f"{where}: {test} decides and is not asked for", "say how it must come out")
    yield from _unknown(where, _asks(row), outcomes)


def _unknown(
    where: str, asked: Mapping[str, Collection[str]], outcomes: Mapping[str, Collection[str]]
) -> Iterator[Problem]:
    """Tests and outcomes that [outcomes] does not tell of."""
    for test, values in asked.items():
        if test not in outcomes:
            yield _problem(f"{where}: {test!r} is no test", f"there are {', '.join(outcomes)}")
        elif not isinstance(values, list) or not values:
            yield _problem(f"{where}: {test} asks for no list of outcomes", "write at least one in brackets")
        else:
            strange = [value for value in values if value not in outcomes[test]]
            yield from (_problem(f"{where}: {test} is never {value!r}", _either(outcomes[test])) for value in strange)


def _either(outcomes: Iterable[str]) -> str:
    return f"it is {', '.join(outcomes)}"


def _problem(text: str, remedy: str) -> Problem:
    return Problem(file=FILE, text=text, remedy=remedy)
