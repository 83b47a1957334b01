"""Which claims are worth comparing: those that share a subject or its whole and a measure, or put things first.

The claims stand sorted by what they share and by the first day they speak of. A claim meets those of its block that
begin before it ends, and of these only pairs are given in which something is opposed: never all pairs.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

import numpy as np

from kg.gazetteer import Knowledge
from queries.comparison.columns import Columns, Places
from queries.comparison.stance import Stance

AT_ONCE = 1 << 20
"""Pairs that are looked at together."""
DAYS = 1 << 22
"""More than there are days."""


def pairs(stances: Sequence[Stance], wanted: Iterable[int] | None = None) -> Iterator[tuple[Stance, Stance]]:
    """Pairs of `stances` that may collide, each once; with `wanted`, only those with one of these places in it."""
    if not stances:
        return
    columns, chosen = Columns.of(stances), np.ones(len(stances), np.bool_)
    if wanted is not None:
        chosen[:] = False
        chosen[list(wanted)] = True
    found = [
        np.minimum(left, right) * len(stances) + np.maximum(left, right)
        for join in _joins(stances)
        for left, right in _met(join, columns)
        if len(left)
    ]
    for code in np.unique(np.concatenate(found)) if found else ():
        left, right = divmod(int(code), len(stances))
        if chosen[left] or chosen[right]:
            yield stances[left], stances[right]


@dataclass(frozen=True, kw_only=True)
class Join:
    """Claims under keys, and the keys under which others look for them; `always`, whatever the time."""

    keys: dict[Hashable, int] = field(default_factory=dict)
    index: list[tuple[int, int]] = field(default_factory=list)
    probes: list[tuple[int, int]] = field(default_factory=list)
    always: bool = False

    def puts(self, place: int, key: Hashable) -> None:
        """The claim at `place` is found under the key."""
        self.index.append((self.keys.setdefault(key, len(self.keys)), place))

    def seeks(self, place: int, key: Hashable) -> None:
        """The claim at `place` is compared with those under the key."""
        self.probes.append((self.keys.setdefault(key, len(self.keys)), place))


def _joins(stances: Sequence[Stance]) -> Iterator[Join]:
    """The ways in which two claims come together."""
    related = _related(stances[0].knowledge)
    told, about = Join(), Join()
    late, mutual = Join(always=True), Join(always=True)
    firsts = Join()
    for place, stance in enumerate(stances):
        if not stance.subject:
            continue
        metric = stance.claim.metric
        told.puts(place, (stance.subject, metric))
        about.puts(place, stance.subject)
        late.puts(place, (stance.subject, metric))
        for near in related.get(metric or "", ()):
            for subject in (stance.subject, *sorted(stance.wholes | stance.owners)):
                told.seeks(place, (subject, near))
        if metric is None or stance.denied:
            about.seeks(place, stance.subject)
        if stance.earliest or stance.not_yet:
            for other in (metric, *related.get(metric or "", ())):
                late.seeks(place, (stance.subject, other))
        for other in stance.claim.entities[1:]:
            mutual.puts(place, (stance.subject, other))
            mutual.seeks(place, (other, stance.subject))
        for key in _firsts(stance):
            firsts.puts(place, key)
            firsts.seeks(place, key)
    yield from (told, about, late, mutual, firsts)


def _related(knowledge: Knowledge) -> Mapping[str, Sequence[str]]:
    """By measure, itself and those with which it may be compared, whichever of the two says so."""
    found: dict[str, dict[str, None]] = defaultdict(dict)
    for metric in knowledge.metrics.values():
        found[metric.id][metric.id] = None
        for other in (*([metric.opposite] if metric.opposite else ()), *metric.neighbours):
            found[metric.id][other] = found[other][metric.id] = None
    return {id: tuple(others) for id, others in found.items()}


def _firsts(stance: Stance) -> Iterator[tuple[str, str]]:
    for end in sorted(stance.superlatives):
        for shared in (*stance.claim.entities, stance.claim.metric):
            if shared:
                yield end, shared


def _met(join: Join, columns: Columns) -> Iterator[tuple[Places, Places]]:
    """The pairs of a join that may collide, a part of them at a time."""
    if not join.index or not join.probes:
        return
    keys, places = np.array(join.index, np.int64).T
    order = np.argsort(keys * DAYS + columns.first[places], kind="stable")
    keys, places = keys[order], places[order]
    begins = keys * DAYS + columns.first[places]
    sought, seekers = np.array(join.probes, np.int64).T
    starts = np.searchsorted(begins, sought * DAYS)
    ends = np.searchsorted(begins, sought * DAYS + (DAYS - 1 if join.always else columns.last[seekers]))
    counts = ends - starts
    for part in _parts(counts):
        many = counts[part]
        left = np.repeat(seekers[part], many)
        offsets = np.arange(len(left)) - np.repeat(np.cumsum(many) - many, many)
        right = places[np.repeat(starts[part], many) + offsets]
        kept = (left != right) & columns.may_collide(left, right)
        yield left[kept], right[kept]


def _parts(counts: Places) -> Iterator[slice]:
    """Slices of the seekers that together have about so many pairs as are looked at at once."""
    parts = np.cumsum(counts) // AT_ONCE
    cuts = np.flatnonzero(np.diff(parts)) + 1
    bounds = [0, *cuts.tolist(), len(counts)]
    yield from (slice(first, last) for first, last in pairwise(bounds))
