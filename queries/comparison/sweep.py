"""The sweep over a flat table of claims: those of a key stand by the first day they speak of, and meet in time.

A claim is held against those of its key that begin before it ends, the next ones first. Where hundreds speak of one
time it meets only the next ones, and those that stand for all others; how many more there are is counted.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import count, pairwise
from typing import NamedTuple

import numpy as np

from queries.comparison.columns import Columns, Mask, Places

AT_ONCE = 1 << 15
"""Rows that are looked at together."""
DAYS = 1 << 22
"""More than there are days."""

Pairs = tuple[Places, Places]


class Bounds(NamedTuple):
    """How much is looked at: under each key so many pairs, and for each claim so many of its time that begin next.

    Two articles may have `between` pairs that collide under one key.
    """

    pairs: int = 1 << 16
    near: int = 32
    between: int = 64

    def of(self, keys: Places, others: Places) -> Places:
        """With how many each of the claims under `keys` is compared, of the others under theirs, which go up."""
        many = np.searchsorted(others, keys, "right") - np.searchsorted(others, keys)
        near: Places = np.maximum(self.near, self.pairs // np.maximum(many, 1))
        return near


WHOLE = Bounds(near=1 << 62, between=1 << 62)
"""Everything is looked at."""
USUAL = Bounds()


@dataclass(frozen=True, slots=True, kw_only=True)
class Swept:
    """Places of pairs that may collide; and by place, with how many more of its time a claim was not compared."""

    left: Places
    right: Places
    beyond: Places


@dataclass(frozen=True, slots=True, kw_only=True)
class Rows:
    """Places of claims under their keys, sorted by these, then by the first and the last day, then by place."""

    keys: Places
    places: Places
    first: Places
    last: Places

    @staticmethod
    def of(keys: Places, places: Places, columns: Columns) -> Rows:
        """The rows in order."""
        first, last = columns.first[places], columns.last[places]
        order = np.lexsort((places, last, keys * DAYS + first))
        return Rows(keys=keys[order], places=places[order], first=first[order], last=last[order])

    def at(self, part: slice) -> Rows:
        """A part of the rows."""
        return Rows(keys=self.keys[part], places=self.places[part], first=self.first[part], last=self.last[part])

    @property
    def begins(self) -> Places:
        """Key and first day as one number, which goes up."""
        return self.keys * DAYS + self.first

    def ends(self, always: bool = False) -> Places:
        """Key and the day after the last as one number; with `always` the end of the key."""
        return self.keys * DAYS + (DAYS - 1 if always else self.last)


def within(keys: Places, places: Places, columns: Columns, bounds: Bounds = USUAL) -> Swept:
    """The claims at `places` held against one another under their keys, each pair once."""
    rows, found = Rows.of(keys, places, columns), list[Pairs]()
    beyond = np.zeros(len(columns), np.int64)
    for part in _parts(rows.keys):
        few = rows.at(part)
        left, right, more = _block(few, columns.at(few.places), bounds)
        found.append((few.places[left], few.places[right]))
        np.add.at(beyond, few.places, more)
    left, right = _joined(found)
    return Swept(left=left, right=right, beyond=beyond)


def _parts(keys: Places) -> Iterator[slice]:
    """Slices of about so many rows as are held in a near memory, without a key in two of them."""
    cuts = np.searchsorted(keys, keys[AT_ONCE::AT_ONCE])
    bounds = [*dict.fromkeys((0, *cuts.tolist(), len(keys)))]
    yield from (slice(first, last) for first, last in pairwise(bounds))


def _block(rows: Rows, columns: Columns, bounds: Bounds) -> tuple[Places, Places, Places]:
    """Pairs of rows that may collide, and by row how many more it has."""
    numbers, near = np.arange(len(columns)), bounds.of(rows.keys, rows.keys)
    counts = np.maximum(np.searchsorted(rows.begins, rows.ends()) - numbers - 1, 0)
    far = _far(rows, columns, near)
    met = _steps(columns, numbers, numbers + 1, np.minimum(counts, near))
    left, right = _joined([*met, _kept(columns, *far)])
    few = _few(rows.keys, columns.articles, left, right, bounds.between)
    more = np.maximum(counts - near, 0) - _counted(far[0], counts) + _counted(left[~few], counts)
    return left[few], right[few], more


def across(one: Pairs, other: Pairs, columns: Columns, always: bool = False, bounds: Bounds = USUAL) -> Swept:
    """Claims (their keys and places) held against others under the same keys; with `always` whatever their time."""
    ours, theirs = Rows.of(*one, columns), Rows.of(*other, columns)
    many, places = len(ours.places), np.concatenate((ours.places, theirs.places))
    local, numbers = columns.at(places), np.arange(len(places))
    found: list[Pairs] = []
    beyond = np.zeros(len(columns), np.int64)
    sides = (ours, numbers[:many], theirs, many, 0), (theirs, numbers[many:], ours, 0, 1)
    for seekers, rows, index, shift, after in sides:
        starts = np.searchsorted(index.begins, seekers.begins + after)
        counts = np.maximum(np.searchsorted(index.begins, seekers.ends(always)) - starts, 0)
        near = bounds.of(seekers.keys, index.keys)
        found += _steps(local, rows, starts + shift, np.minimum(counts, near))
        np.add.at(beyond, seekers.places, np.maximum(counts - near, 0))
    left, right = (places[rows] for rows in _joined(found))
    return Swept(left=left[left != right], right=right[left != right], beyond=beyond)


def _steps(columns: Columns, rows: Places, starts: Places, counts: Places) -> Iterator[Pairs]:
    """Each row beside the first that it meets, then each beside the second: those pairs that may collide."""
    for step in count():
        more = counts > step
        if not more.any():
            return
        if not more.all():
            rows, starts, counts = rows[more], starts[more], counts[more]
        yield _kept(columns, rows, starts + step)


def _kept(columns: Columns, left: Places, right: Places) -> Pairs:
    kept = columns.may_collide(left, right)
    return left[kept], right[kept]


def _joined(found: Iterable[Pairs]) -> Pairs:
    left, right = zip((np.zeros(0, np.int64),) * 2, *found, strict=True)
    return np.concatenate(left), np.concatenate(right)


def _counted(rows: Places, like: Places) -> Places:
    return np.bincount(rows, minlength=len(like))


def _far(rows: Rows, columns: Columns, near: Places) -> Pairs:
    """Pairs of rows of one key and time too far apart to have met, one of which stands for many.

    So a claim that another of its very time opposes is beside such a one, however many they are.
    """
    times = _runs(rows.begins, rows.last)
    counts = np.bincount(times)
    crowd = np.flatnonzero(counts[times] > near)
    marks = np.unique(_marks(crowd, times[crowd], columns.at(crowd)))
    many, begin = counts[times[marks]], np.searchsorted(times, times[marks])
    one = np.repeat(marks, many)
    other = np.repeat(begin - np.cumsum(many) + many, many) + np.arange(len(one))
    left, right = np.minimum(one, other), np.maximum(one, other)
    far = right - left > near[left]
    codes = np.unique(left[far] * len(times) + right[far])
    return codes // max(1, len(times)), codes % max(1, len(times))


def _marks(rows: Places, times: Places, columns: Columns) -> Places:
    """Of each time the first row of each make, and the ends of the numbers of each dimension."""
    found = [rows[np.unique(columns.makes(times), return_index=True)[1]]]
    told = np.flatnonzero(columns.values & ~columns.loose)
    groups = times[told], columns.dimensions[told]
    for ends in (columns.high[told], -columns.low[told]):
        order = np.lexsort((ends, *groups))
        firsts = np.flatnonzero(np.diff(_runs(*(group[order] for group in groups)), prepend=-1))
        found.append(rows[told[order[firsts]]])
    return np.concatenate(found)


def _runs(*columns: Places) -> Places:
    """By row a number from 0 that goes up wherever one of the columns changes."""
    changes = np.zeros(len(columns[0]), np.int64)
    for column in columns:
        changes[1:] |= column[1:] != column[:-1]
    return np.cumsum(changes)


def _few(keys: Places, articles: Places, left: Places, right: Places, between: int) -> Mask:
    """Which pairs are among the first so many of their key between their two articles."""
    few = np.ones(len(left), np.bool_)
    _, group, counts = np.unique(
        keys * (articles.max(initial=0) + 1) + articles, return_inverse=True, return_counts=True
    )
    told = counts[group]
    (crowded,) = np.nonzero(told[left] * told[right] > between)
    ends = group[left[crowded]], group[right[crowded]]
    order = np.lexsort((np.maximum(*ends), np.minimum(*ends)))
    runs = _runs(np.minimum(*ends)[order], np.maximum(*ends)[order])
    nth = np.arange(len(runs)) - np.searchsorted(runs, runs)
    few[crowded[order[nth >= between]]] = False
    return few
