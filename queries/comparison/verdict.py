"""The verdict on two claims: all tests, and the first row of the table that they fit."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from kg.model import CollisionKind, Contradiction, Effect, Reason, Strength
from queries.comparison import levels
from queries.comparison.levels import Level, Test
from queries.comparison.stance import Stance

Outcomes = Mapping[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """A way to collide: which outcome each test must have."""

    kind: CollisionKind
    strength: Strength
    decides: tuple[str, ...]
    asks: Mapping[str, frozenset[str]]

    def fits(self, outcomes: Outcomes) -> bool:
        """Whether the tests have come out as it asks."""
        return all(outcomes[test] in allowed for test, allowed in self.asks.items())


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """The rows in order, the order of the tests, and what softens or revises."""

    tests: tuple[str, ...]
    rows: tuple[Row, ...]
    softens: Mapping[str, frozenset[str]]
    revises: Mapping[str, frozenset[str]]

    @staticmethod
    @cache
    def load() -> Table:
        """The table of `queries/data/verdicts.toml`."""
        told = tomllib.loads(files("queries").joinpath("data", "verdicts.toml").read_text(encoding="utf-8"))
        return Table(
            tests=tuple(told["tests"]),
            rows=tuple(_row(row, told["always"]) for row in told["collision"]),
            softens=_sets(told["softens"]),
            revises=_sets(told["revises"]),
        )

    def first(self, outcomes: Outcomes) -> Row | None:
        """The row that decides; None where nothing collides."""
        return next((row for row in self.rows if row.fits(outcomes)), None)


class _Lazy(dict[str, str]):
    """Outcomes that are found when they are asked for: most pairs fail an early test."""

    def __init__(self, one: Stance, other: Stance) -> None:
        super().__init__()
        self._pair = one, other

    def __missing__(self, name: str) -> str:
        self[name] = TESTS[name](*self._pair)[0]
        return self[name]


def collides(one: Stance, other: Stance) -> bool:
    """Whether any row fits, without the tests that do not matter."""
    return Table.load().first(_Lazy(one, other)) is not None


def compare(one: Stance, other: Stance) -> Contradiction:
    """The verdict on two claims, with every test made; whoever spoke first stands left."""
    left, right = sorted((one, other), key=said_at)
    found = {name: TESTS[name](left, right) for name in Table.load().tests}
    outcomes = {name: level[0] for name, level in found.items()}
    row = Table.load().first(outcomes)
    return Contradiction(
        left=left.claim.id,
        right=right.claim.id,
        kind=row.kind if row else None,
        strength=_strength(row, outcomes) if row else "none",
        reasons=tuple(_reason(name, level, row, outcomes) for name, level in found.items()),
    )


def said_at(stance: Stance) -> tuple[str, str, int, str]:
    """When and where it was said, to sort by."""
    claim = stance.claim
    return str(stance.said or ""), claim.span.article, claim.span.start, claim.id


def _strength(row: Row, outcomes: Outcomes) -> Strength:
    table = Table.load()
    if _among(table.revises, outcomes):
        return "revision"
    return "tension" if _among(table.softens, outcomes) else row.strength


def _among(sets: Mapping[str, frozenset[str]], outcomes: Outcomes) -> bool:
    return any(outcomes[test] in values for test, values in sets.items())


def _reason(name: str, level: Level, row: Row | None, outcomes: Outcomes) -> Reason:
    return Reason(test=name, outcome=level[0], effect=_effect(name, level[0], row, outcomes), detail=level[1])


def _effect(name: str, outcome: str, row: Row | None, outcomes: Outcomes) -> Effect:
    table = Table.load()
    if row is None:
        return "saves" if _saving(outcomes) == name else "passes"
    if outcome in table.revises.get(name, ()):
        return "revises"
    if outcome in table.softens.get(name, ()):
        return "softens"
    return "collides" if name in row.decides else "passes"


def _saving(outcomes: Outcomes) -> str:
    """The test that saves two claims: without it the row that comes nearest would hold."""
    table = Table.load()
    misses = [
        [test for test in table.tests if outcomes[test] not in row.asks.get(test, {outcomes[test]})]
        for row in table.rows
    ]
    return min(misses, key=len)[0]


def _row(told: Mapping[str, Any], always: Mapping[str, list[str]]) -> Row:
    asks = _sets({**always, **{name: told[name] for name in told if name not in {"kind", "strength", "decides"}}})
    return Row(kind=told["kind"], strength=told["strength"], decides=tuple(told["decides"]), asks=asks)


def _sets(told: Mapping[str, Any]) -> Mapping[str, frozenset[str]]:
    return {name: frozenset(values) for name, values in told.items()}


TESTS: Mapping[str, Test] = {name: getattr(levels, name) for name in Table.load().tests}
