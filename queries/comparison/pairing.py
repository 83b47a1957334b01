"""Which claims are worth comparing: those that share a subject or its whole and a measure, or put things first.

What two claims may share is a key; the sweep holds the claims of a key against one another in time and gives only pairs
in which something is opposed: never all pairs.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np

from kg.gazetteer import Knowledge
from queries.comparison.columns import Columns, Mask, Places
from queries.comparison.stance import Stance
from queries.comparison.sweep import Swept, across, within

Topic = tuple[str, str | None]
"""A subject and a measure."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Paired:
    """Pairs that may collide; by topic the number of pairs that a hot one has beyond those that are compared."""

    pairs: list[tuple[Stance, Stance]]
    beyond: Mapping[Topic, int]


def pairs(stances: Sequence[Stance], wanted: Iterable[int] | None = None) -> Iterator[tuple[Stance, Stance]]:
    """Pairs of `stances` that may collide, each once; with `wanted`, only those with one of these places in it."""
    yield from paired(stances, wanted).pairs


def paired(stances: Sequence[Stance], wanted: Iterable[int] | None = None) -> Paired:
    """The pairs as `pairs` gives them, with the number of those that are not compared."""
    if not stances:
        return Paired(pairs=[], beyond={})
    columns, chosen = Columns.of(stances), np.ones(len(stances), np.bool_)
    if wanted is not None:
        chosen[:] = False
        chosen[list(wanted)] = True
    found = [swept for join in _joins(stances) for swept in join.swept(columns, chosen)]
    codes = [np.zeros(0, np.int64)]
    codes += [np.minimum(one.left, one.right) * len(stances) + np.maximum(one.left, one.right) for one in found]
    left, right = np.divmod(np.unique(np.concatenate(codes)), len(stances))
    kept = chosen[left] | chosen[right]
    return Paired(
        pairs=[
            (stances[one], stances[other]) for one, other in zip(left[kept].tolist(), right[kept].tolist(), strict=True)
        ],
        beyond=_beyond(stances, sum((one.beyond for one in found), np.zeros(len(stances), np.int64))),
    )


def _beyond(stances: Sequence[Stance], counts: Places) -> Mapping[Topic, int]:
    found: dict[Topic, int] = {}
    for place in np.flatnonzero(counts).tolist():
        topic = stances[place].subject, stances[place].claim.metric
        found[topic] = found.get(topic, 0) + int(counts[place])
    return found


@dataclass(frozen=True, kw_only=True)
class Join:
    """Claims under keys, and the keys under which others look for them; `always`, whatever the time.

    With `mutual` those of a key are held against one another too.
    """

    keys: dict[Hashable, int] = field(default_factory=dict)
    index: list[tuple[int, int]] = field(default_factory=list)
    probes: list[tuple[int, int]] = field(default_factory=list)
    always: bool = False
    mutual: bool = False

    def puts(self, place: int, key: Hashable) -> None:
        """The claim at `place` is found under the key."""
        self.index.append((self.keys.setdefault(key, len(self.keys)), place))

    def seeks(self, place: int, key: Hashable) -> None:
        """The claim at `place` is compared with those under the key."""
        self.probes.append((self.keys.setdefault(key, len(self.keys)), place))

    def swept(self, columns: Columns, chosen: Mask) -> Iterator[Swept]:
        """What the sweep finds under keys that any of the chosen claims has or seeks."""
        told, sought = (np.array(side, np.int64).reshape(-1, 2).T for side in (self.index, self.probes))
        asked = np.zeros(len(self.keys), np.bool_)
        for keys, places in (told, sought):
            asked[keys[chosen[places]]] = True
        told, sought = (side[:, asked[side[0]]] for side in (told, sought))
        if self.mutual and told.size:
            yield within(told[0], told[1], columns)
        if told.size and sought.size:
            yield across((sought[0], sought[1]), (told[0], told[1]), columns, self.always)


def _joins(stances: Sequence[Stance]) -> Iterator[Join]:
    """The ways in which two claims come together."""
    related = _related(stances[0].knowledge)
    told, about, ever = Join(mutual=True), Join(), Join()
    late, mutual = Join(always=True), Join(always=True)
    firsts = Join(mutual=True)
    for place, stance in enumerate(stances):
        if stance.subject:
            near = related.get(stance.claim.metric or "", ())
            _measured(place, stance, near, told)
            _about(place, stance, about, ever)
            _timed(place, stance, near, late)
            _named(place, stance, mutual, firsts)
    yield from (told, about, ever, late, mutual, firsts)


def _measured(place: int, stance: Stance, near: Iterable[str], told: Join) -> None:
    """By subject and measure."""
    if stance.claim.metric:
        told.puts(place, (stance.subject, stance.claim.metric))
    for other in near:
        for subject in _subjects(stance, other):
            told.seeks(place, (subject, other))


def _about(place: int, stance: Stance, about: Join, ever: Join) -> None:
    """One without a measure, or that denies, is held against all about its subject, whatever their measure.

    Such claims collide only where both tell their time, or one is of all times.
    """
    subjects = (stance.subject, *sorted(stance.made | stance.makers))
    period = stance.claim.period
    if stance.always or (period and not period.vague):
        about.puts(place, stance.subject)
        if stance.claim.metric is None or stance.denied:
            for subject in subjects:
                about.seeks(place, subject)
    else:
        ever.puts(place, stance.subject)
    if stance.always:
        for subject in subjects:
            ever.seeks(place, subject)


def _timed(place: int, stance: Stance, near: Iterable[str], late: Join) -> None:
    """What comes about at the earliest, or has not yet, is held against all of its subject and measure."""
    metric = stance.claim.metric
    late.puts(place, (stance.subject, metric))
    if stance.earliest or stance.not_yet:
        for other in dict.fromkeys((metric, *near)):
            late.seeks(place, (stance.subject, other))


def _named(place: int, stance: Stance, mutual: Join, firsts: Join) -> None:
    """By two subjects that name each other, and by what is put first."""
    for other in stance.claim.entities[1:]:
        mutual.puts(place, (stance.subject, other))
        if stance.subject < other:
            mutual.seeks(place, (other, stance.subject))
    for key in _firsts(stance):
        firsts.puts(place, key)


def _subjects(stance: Stance, metric: str) -> Iterator[str]:
    """Of what else a claim of `metric` may be that this one is held against; its own measure is met in any case."""
    if (stance.claim.metric or "") < metric:
        yield stance.subject
    yield from sorted(stance.wholes | stance.owners | stance.made)


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
