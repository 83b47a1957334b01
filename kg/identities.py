"""Metrics that are by definition a product of others: net profit is revenue times the net margin."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

FILE = Path(__file__).parent / "data" / "identities.toml"


class Identity(NamedTuple):
    """`result` is the product of the `factors`; `unsaid` is the one that texts leave out, told in `unit`.

    An `exact` one holds wherever its numbers stand in one sentence; the others only where words tie them.
    """

    result: str
    factors: tuple[str, ...]
    unsaid: str | None = None
    unit: str = ""
    exact: bool = False

    @property
    def metrics(self) -> tuple[str, ...]:
        """All metrics that it ties together."""
        return (self.result, *self.factors)


@cache
def _tables() -> Mapping[str, Any]:
    return tomllib.loads(FILE.read_text(encoding="utf-8"))


@cache
def identities() -> tuple[Identity, ...]:
    """The packaged ones.

    >>> next(each.factors for each in identities() if each.result == "net_profit")
    ('revenue', 'net_margin')
    """
    return tuple(Identity(**{**each, "factors": tuple(each["factors"])}) for each in _tables()["identity"])


@cache
def _roles() -> Mapping[tuple[str, str], str]:
    tables = _tables()["role"]
    return {(each["metric"], kind): told for each in tables for kind, told in each.items() if kind != "metric"}


def role(metric: str, kind: str) -> str | None:
    """What a number of a metric is, by its kind of unit (share, money, multiple, count); None where it is no factor.

    >>> role("gross_margin", "share"), role("gross_margin", "money"), role("gross_margin", "count")
    ('gross_margin', 'gross_profit', None)
    """
    return _roles().get((metric, kind))
