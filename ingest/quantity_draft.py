"""A quantity while it is being read, and the steps that bind bounds to it."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from ingest.figures import Figure
from kg.model import Quantity, Span


@dataclass(slots=True)
class Draft:
    """What is known so far of one quantity. `first` and `last` are its tokens (half-open), `start` and `end` its text.

    `stated` tells that the unit stands in the text; `bound` is the sign before or after the number.
    """

    first: int
    last: int
    start: int
    end: int
    figure: Figure
    unit: str = ""
    stated: bool = False
    bound: str = ""
    approximate: bool = False
    basis: str | None = None
    implied: bool = False
    upper: Figure | None = None
    upper_bound: str = ""
    ordinal: bool = False
    rates: tuple[str, ...] = ()

    @property
    def is_range(self) -> bool:
        """Whether two numbers are told."""
        return self.upper is not None

    def quantity(self, text: str) -> Quantity:
        """The finished quantity."""
        low, high = self.figure.low, (self.upper or self.figure).high
        low_open = high_open = False
        sign = self.bound
        if self.upper is not None and self.upper_bound:
            low_open, high_open = sign == ">", self.upper_bound == "<"
        elif sign in (">", ">="):
            high, low_open = None, sign == ">"
        elif sign in ("<", "<="):
            low, high, high_open = None, high, sign == "<"
        elif sign == "~<":
            high_open = True
        unit = "/".join((self.unit or "time", *self.rates)) if self.rates else self.unit
        approximate = self.approximate or sign in ("~", "~<") or (self.figure.round and self.figure.is_point) or self.figure.approximate
        return Quantity(
            span=Span.of(text, self.start, self.end), low=_under(low, high), high=high, unit=unit, approximate=approximate,
            low_open=low_open, high_open=high_open, basis=self.basis, implied=self.implied,
        )  # fmt: skip


def _under(low: Decimal | None, high: Decimal | None) -> Decimal | None:
    return high if low is not None and high is not None and low > high else low
