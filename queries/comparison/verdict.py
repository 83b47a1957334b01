"""The verdict on two claims: all tests, and the first row of the table that they fit."""

from __future__ import annotations

from collections.abc import Mapping

from kg.model import Contradiction, Reason
from queries.comparison import levels
from queries.comparison.levels import Test
from queries.comparison.stance import Stance
from queries.comparison.table import Table


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
    table = Table.load()
    left, right = sorted((one, other), key=said_at)
    found = {name: test(left, right) for name, test in TESTS.items()}
    outcomes = {name: outcome for name, (outcome, _) in found.items()}
    row = table.first(outcomes)
    return Contradiction(
        left=left.claim.id,
        right=right.claim.id,
        kind=row.kind if row else None,
        strength=table.strength(outcomes),
        reasons=tuple(
            Reason(test=name, outcome=outcome, effect=table.effect(name, outcomes), detail=detail)
            for name, (outcome, detail) in found.items()
        ),
    )


def said_at(stance: Stance) -> tuple[str, str, int, str]:
    """When and where it was said, to sort by."""
    claim = stance.claim
    return str(stance.said or ""), claim.span.article, claim.span.start, claim.id


TESTS: Mapping[str, Test] = {name: getattr(levels, name) for name in Table.load().tests}
