"""Metrics that are by definition a product of others: net profit is revenue times the net margin."""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path
from typing import NamedTuple

FILE = Path(__file__).parent / "data" / "identities.toml"


class Identity(NamedTuple):
    """`result` is the product of the `factors`; `unsaid` is the one that texts leave out, told in `unit`."""

    result: str
    factors: tuple[str, ...]
    unsaid: str | None = None
    unit: str = ""

    @property
    def metrics(self) -> tuple[str, ...]:
        """All metrics that it ties together."""
        return (self.result, *self.factors)


@cache
def identities() -> tuple[Identity, ...]:
    """The packaged ones.

    >>> next(each.factors for each in identities() if each.result == "net_profit")
    ('revenue', 'net_margin')
    """
    found = tomllib.loads(FILE.read_text(encoding="utf-8"))["identity"]
    return tuple(Identity(**{**each, "factors": tuple(each["factors"])}) for each in found)
