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
        low, high = self._sides()
        return Quantity(
            span=Span.of(text, self.start, self.end),
            low=low,
            high=high,
            unit="/".join((self.unit or "time", *self.rates)) if self.rates else self.unit,
            approximate=self._is_approximate,
            low_open=self.bound == ">",
            high_open="<" in (self.upper_bound, self.bound) or self.bound == "~<",
            basis=self.basis,
            implied=self.implied,
        )

    def _sides(self) -> tuple[Decimal | None, Decimal | None]:
        low, high = self.figure.low, (self.upper or self.figure).high
        if not self.upper_bound and self.bound in (">", ">="):
            return low, None
        if not self.upper_bound and self.bound in ("<", "<="):
            return None, high
        return low if high is None else min(low, high), high

    @property
    def _is_approximate(self) -> bool:
        magnitude = self.figure.round and self.figure.is_point
        return self.approximate or self.figure.approximate or magnitude or self.bound in ("~", "~<")
