"""Claims laid out so that those which may say the same are found without comparing each with each."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from fractions import Fraction
from itertools import accumulate

from kg.errors import ClaimgraphError
from kg.model import Claim
from queries.listing import Found
from queries.restatements import measure, sort, topic

Stretch = tuple[Fraction, Fraction, int]
"""The ends of a number, and the place of its claim."""
Block = tuple[object, ...]
"""Claims of other blocks say something else: another subject, metric, polarity, direction or unit."""


@dataclass(frozen=True, slots=True)
class Row:
    """The numbers of a block by their lower ends, and the highest end up to each."""

    stretches: list[Stretch] = field(default_factory=list)
    highest: list[Fraction] = field(default_factory=list)

    def meeting(self, low: Fraction, high: Fraction) -> Iterator[int]:
        """The claims of the numbers that have a value in common with what lies between both."""
        for nth in range(bisect_right(self.stretches, high, key=lambda stretch: stretch[0]) - 1, -1, -1):
            if self.highest[nth] < low:
                return
            if self.stretches[nth][1] >= low:
                yield self.stretches[nth][2]


class Sayings:
    """Claims by topic, then by direction, or by their numbers where they have some."""

    def __init__(self, found: Iterable[Found]) -> None:
        self.found = list(found)
        self.plain: dict[Block, list[int]] = {}
        self.rows: dict[Block, Row] = {}
        for place, one in enumerate(self.found):
            if not one.claim.quantities:
                self.plain.setdefault(_block(one.claim), []).append(place)
            for block, low, high in _stretches(one.claim):
                self.rows.setdefault(block, Row()).stretches.append((low, high, place))
        for row in self.rows.values():
            row.stretches.sort()
            row.highest.extend(accumulate((high for _, high, _ in row.stretches), max))

    def near(self, claim: Claim) -> list[Found]:
        """Those that may say what `claim` says, in their order."""
        if not claim.quantities:
            return [self.found[place] for place in self.plain.get(_block(claim), ())]
        places = {
            place for block, low, high in _stretches(claim) for place in self.rows.get(block, Row()).meeting(low, high)
        }
        return [self.found[place] for place in sorted(places)]


def _block(claim: Claim) -> Block:
    return topic(claim), claim.direction


def _stretches(claim: Claim) -> Iterator[tuple[Block, Fraction, Fraction]]:
    for one in claim.quantities:
        try:
            told = measure(one)
        except ClaimgraphError:
            continue
        if told.low is not None and told.high is not None:
            yield (topic(claim), sort(one), told.dimensions), told.low, told.high
