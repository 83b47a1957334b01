"""What a test of two claims is, and how what it compared is told."""

from __future__ import annotations

from collections.abc import Callable

from queries.comparison.stance import Stance

Level = tuple[str, str]
"""An outcome and what was compared, for people."""
Test = Callable[[Stance, Stance], Level]


def listed(ids: frozenset[str]) -> str:
    """The ids in order, or that there are none."""
    return ", ".join(sorted(ids)) or "-"


def numbers(stance: Stance) -> str:
    """The numbers of a claim as its text writes them."""
    return ", ".join(value.quantity.span.quote for value in stance.values) or "-"
