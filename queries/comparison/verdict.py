"""The verdict on two claims: all tests, and the first row of the table that they fit."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from kg.model import CollisionKind, Contradiction, Effect, Reason, Strength
from queries.comparison import levels
from queries.comparison.level import Test
from queries.comparison.stance import Stance
from queries.comparison.table import Table

CHEAPEST = ("metric", "chance", "nature", "rank", "subject", "period", "direction", "earliest", "quantity", "wording")
"""Tests after which few rows are left: what decides, then what most pairs fail."""


def collides(one: Stance, other: Stance) -> bool:
    """Whether any row fits; tests are made, the cheapest first, until none can."""
    rows, fitting = -1, Table.load().fitting
    for name, test in QUICKLY.items():
        rows &= fitting[name][test(one, other)[0]]
        if not rows:
            return False
    return True


def compare(one: Stance, other: Stance) -> Contradiction:
    """The verdict on two claims, with every test made; whoever spoke first stands left."""
    left, right = sorted((one, other), key=said_at)
    found = [(name, *test(left, right)) for name, test in TESTS.items()]
    kind, strength, effects = _judged(tuple(outcome for _, outcome, _ in found))
    return Contradiction(
        left=left.claim.id,
        right=right.claim.id,
        kind=kind,
        strength=strength,
        reasons=tuple(
            Reason(test=name, outcome=outcome, effect=effect, detail=detail)
            for (name, outcome, detail), effect in zip(found, effects, strict=True)
        ),
    )


@cache
def _judged(found: tuple[str, ...]) -> tuple[CollisionKind | None, Strength, tuple[Effect, ...]]:
    """What the table says to these outcomes of all tests in order."""
    table, outcomes = Table.load(), dict(zip(TESTS, found, strict=True))
    row = table.first(outcomes)
    return row.kind if row else None, table.strength(outcomes), tuple(table.effects(outcomes).values())


def said_at(stance: Stance) -> tuple[str, str, int, str]:
    """When and where it was said, to sort by."""
    claim = stance.claim
    return str(stance.said or ""), claim.span.article, claim.span.start, claim.id


TESTS: Mapping[str, Test] = {name: getattr(levels, name) for name in Table.load().tests}
QUICKLY = {name: TESTS[name] for name in dict.fromkeys((*CHEAPEST, *TESTS)) if Table.load().asks(name)}
