"""Which numbers of a text tell the same quantity, so that what is set for one holds for all."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from kg.model import Claim, Computation, Quantity
from queries.rescaling import fitted
from queries.restatements import same_claim, same_number, topic

Place = tuple[str, int]
"""A claim and which of its quantities."""


@dataclass(frozen=True, slots=True)
class Tellings:
    """For each place the first place that tells the same quantity, and for that one all of them."""

    first: Mapping[Place, Place]
    every: Mapping[Place, Sequence[Place]]

    @staticmethod
    def of(places: Iterable[Place], said: Mapping[str, Claim], sums: Iterable[Computation]) -> Tellings:
        """Two numbers that one sum uses are never the same: what grew from 100 to 104 is told by two."""
        used = _used(sums)
        by_topic: dict[object, list[list[Place]]] = {}
        for place in dict.fromkeys(places):
            groups = by_topic.setdefault(_subject(said[place[0]]) or place, [])
            same = (group for group in groups if _tells(said, group, place) and _apart(used, group, place))
            group = next(same, None)
            if group is None:
                groups.append([place])
            else:
                group.append(place)
        every = {group[0]: group for groups in by_topic.values() for group in groups}
        return Tellings({place: one for one, group in every.items() for place in group}, every)


def _used(sums: Iterable[Computation]) -> dict[Place, set[int]]:
    """The sums that use each number."""
    used: dict[Place, set[int]] = {}
    for nth, each in enumerate(sums):
        for one in (*each.inputs, *([each.result] if each.result else ())):
            used.setdefault((one.claim, one.quantity), set()).add(nth)
    return used


def _subject(claim: Claim) -> object:
    told = topic(claim)
    return None if told is None else (claim.span.article, *told[:2])


def _apart(used: Mapping[Place, set[int]], group: Sequence[Place], place: Place) -> bool:
    return all(used.get(place, set()).isdisjoint(used.get(other, ())) for other in group)


def _tells(said: Mapping[str, Claim], group: Sequence[Place], place: Place) -> bool:
    """Whether all of a group tell what is told at `place`: the same number, or nearly so in like claims."""
    claim, number = said[place[0]], said[place[0]].quantities[place[1]]
    for id, nth in group:
        other, theirs = said[id], said[id].quantities[nth]
        alike = same_claim(claim, other) and same_number(_over(number), _over(theirs))
        if not (alike or _written(number) == _written(theirs)):
            return False
    return True


def _written(one: Quantity) -> tuple[object, ...]:
    return _unit(one), one.low, one.high


def _unit(one: Quantity) -> str:
    """What is counted; 400 billion a year may be told as 400 billion of capex."""
    return one.unit.removesuffix("/year")


def _over(one: Quantity) -> Quantity:
    return replace(one, unit=_unit(one))


def told_in(value: Quantity, place: Quantity) -> Quantity:
    """`place` with the ends of `value`, in its own unit."""
    moved = fitted(_over(value), _over(place))
    return replace(place, low=moved.low, high=moved.high)
