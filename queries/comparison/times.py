"""The tests that say whether two claims speak of one time, and whether one comes before the other allows it."""

from __future__ import annotations

from queries.comparison.level import Level
from queries.comparison.stance import NEVER, Stance

NEAR_DAYS = 100
"""Days between two articles within which a thing that moves is still the same."""
ENDS = 31
"""Days by which the ends of two times may differ and still be one deadline."""


def period(one: Stance, other: Stance) -> Level:
    """Whether both speak of one time: `same`, `within`, `meets`, `apart`; where none is told `recent` or `undated`, and
    `open` where one side's is not, `vague` where its bounds are ours.

    What is denied of a long time is denied of every part of it.
    """
    (first, last), (begin, end) = one.days, other.days
    told = f"{one.when} / {other.when}"
    shared = min(last, end) - max(first, begin)
    if shared <= 0:
        return "apart", told
    if one.always or other.always:
        return "same", told
    if one.claim.period is None and other.claim.period is None:
        return _undated(one, other), told
    if one.claim.period is None or other.claim.period is None:
        return "open", told
    if one.claim.period.vague or other.claim.period.vague:
        return "vague", told
    return _overlap(one, other, shared), told


def _undated(one: Stance, other: Stance) -> str:
    if one.said is None or other.said is None:
        return "undated"
    return "recent" if abs((one.said - other.said).days) <= NEAR_DAYS else "undated"


def _overlap(one: Stance, other: Stance, shared: int) -> str:
    (first, last), (begin, end) = one.days, other.days
    longest, shortest = max(last - first, end - begin), min(last - first, end - begin)
    if (first > NEVER[0] or begin > NEVER[0]) and 2 * shared >= longest:
        return "same"
    if abs(last - end) <= ENDS and (_by(one) or _by(other)):
        return "same"
    if one.throughout or other.throughout or (last == end and (one.closing or other.closing)):
        return "same"
    long = one if last - first == longest else other
    if 5 * shared >= 4 * shortest and long.denied and not (other if long is one else one).denied:
        return "same"
    return "within" if shared == shortest else "meets"


def _by(stance: Stance) -> bool:
    """Whether its time is a deadline: it runs from the day it was said, and for long."""
    period, (first, last) = stance.claim.period, stance.days
    return period is not None and period.end is not None and period.start in {None, stance.said} and last - first > ENDS


def earliest(one: Stance, other: Stance) -> Level:
    """Whether one comes about before the other says that it can, `too early`, or has `not yet`; else `in time`."""
    for late, early in ((one, other), (other, one)):
        if early.denied or not (late.earliest or late.not_yet) or not _precedes(early, late):
            continue
        told = f"{late.when} / {early.when}"
        if late.earliest and not late.denied:
            return "too early", told
        if late.not_yet and early.claim.kind != "prediction":
            return "not yet", told
    return "in time", "-"


def _precedes(early: Stance, late: Stance) -> bool:
    told = early.claim.period is not None and late.claim.period is not None
    return told and early.days[1] <= (late.days[1] - 1 if late.not_yet else late.days[0])
