"""The tests of what is said: which way it goes, and what is put first."""

from __future__ import annotations

from queries.comparison.level import Level, listed
from queries.comparison.parts import among, criterion
from queries.comparison.scopes import alike, metric
from queries.comparison.stance import Stance
from queries.comparison.wording import words


def direction(one: Stance, other: Stance) -> Level:
    """Which way it goes: `opposed`, `denied` (so, and not so), `agree`, or `untold`.

    Growth that slows goes up still: how fast is no way.
    """
    told = f"{_way(one)} / {_way(other)}"
    ours, theirs = one.sign, other.sign
    if one.pace != other.pace:
        return "untold", told
    if ours is None or theirs is None:
        if _only_number_denied(one, other) or _only_number_denied(other, one):
            return "untold", told
        vague = metric(one, other)[0] in {"untold", "neither"}
        if one.denied != other.denied and (ours is theirs or vague):
            return "denied", told
        return "untold", told
    if metric(one, other)[0] == "opposite":
        theirs = -theirs
    if ours == theirs:
        return ("denied" if one.denied != other.denied else "agree"), told
    return ("untold" if one.denied or other.denied else "opposed"), told


def _only_number_denied(one: Stance, other: Stance) -> bool:
    """Whether the one denies a number and the other tells none: that it is not so much denies nothing else."""
    return one.denied and bool(one.values) and not other.values and one.metric is not None


def _way(stance: Stance) -> str:
    return f"{'not ' if stance.denied else ''}{stance.claim.direction}"


def rank(one: Stance, other: Stance) -> Level:
    """Whether two put different things first on one scale among the same: `two firsts`, else `untold`."""
    ends = one.superlatives & other.superlatives
    told = f"{listed(one.superlatives)} / {listed(other.superlatives)}"
    if not ends or one.denied or other.denied:
        return "untold", told
    ours, theirs = set(one.claim.entities), set(other.claim.entities)
    own = ours - theirs and theirs - ours and _narrowed(one, ours - theirs) == _narrowed(other, theirs - ours)
    scales = {one.claim.metric, other.claim.metric} - {None, *words("unscaled")}
    field = among(one.claim.span.quote), among(other.claim.span.quote)
    within = not any(field) or alike(*field)
    by = criterion(one.claim.span.quote), criterion(other.claim.span.quote)
    within = within and (not all(by) or alike(*by))
    split = one.topics - other.topics and other.topics - one.topics
    shared = len(scales) <= 1 and (ours & theirs or one.claim.metric == other.claim.metric in scales)
    return ("two firsts" if own and within and not split and shared else "untold"), told


def _narrowed(stance: Stance, own: set[str]) -> bool:
    """Whether of what only one of two claims names a place is the first: it is what is put first, else it narrows."""
    return next((id for id in stance.claim.entities if id in own), "") not in stance.places and bool(
        own & stance.places
    )
