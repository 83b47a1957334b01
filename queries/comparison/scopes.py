"""The tests that say whether two claims speak of one thing, one measure, and one part of it."""

from __future__ import annotations

from queries.comparison.level import Level, listed
from queries.comparison.stance import Stance


def subject(one: Stance, other: Stance) -> Level:
    """Whether both are about the same thing: `same`, `part` of one another, of `other owner`s, or `different`.

    One may be about a product and the other about its `maker` and what that does with it. It is `untold` where one is
    about nothing that has a name.
    """
    told = f"{one.subject or '-'} / {other.subject or '-'}"
    if not one.subject or not other.subject:
        return "untold", told
    if one.subject == other.subject:
        if one.owners and other.owners and not one.owners & other.owners:
            return "other owner", f"{listed(one.owners)} / {listed(other.owners)}"
        return ("part", told) if bool(one.owners) != bool(other.owners) else ("same", told)
    if other.subject in one.claim.entities and one.subject in other.claim.entities:
        return "same", told
    return _apart(one, other), told


def _apart(one: Stance, other: Stance) -> str:
    """How two subjects that are not one belong together."""
    if other.subject in one.made or one.subject in other.made:
        return "maker"
    parts = other.subject in one.wholes | one.owners or one.subject in other.wholes | other.owners
    return "part" if parts else "different"


def metric(one: Stance, other: Stance) -> Level:
    """Whether both tell of one measure: `same`, `opposite`, `neighbour`, `different`; `untold` or `neither` told.

    Two flows may rise together; demand and supply are opposite where one of them is short or plenty.
    """
    ours, theirs = one.claim.metric, other.claim.metric
    told = f"{ours or '-'} / {theirs or '-'}"
    if ours == theirs:
        return ("same" if ours else "neither"), told
    if ours is None or theirs is None:
        return "untold", told
    known = one.knowledge.metrics.get(ours)
    if known is None:
        return "different", told
    if known.opposite == theirs:
        together = known.nature == "flow" and not (one.level or other.level)
        return ("neighbour" if together else "opposite"), told
    return ("neighbour" if theirs in known.neighbours else "different"), told


def nature(one: Stance, other: Stance) -> Level:
    """The nature of what is measured."""
    known = one.knowledge.metrics.get(one.claim.metric or "")
    return (known.nature if known else "untold"), known.nature if known else "-"


def place(one: Stance, other: Stance) -> Level:
    """Where it holds: the `same` places or none told, `one` side only or a place in another, or `different` ones."""
    ours, theirs = one.places - {other.subject}, other.places - {one.subject}
    found, told = _shared(ours, theirs)
    inside = any(b in one.kinds(a) or a in one.kinds(b) for a in ours for b in theirs)
    return ("one" if found == "different" and inside else found), told


def variety(one: Stance, other: Stance) -> Level:
    """Which product it is of: the `same` or none told, `one` side only, or `different` ones."""
    if one.models and other.models and not one.models & other.models:
        return "different", f"{listed(one.models)} / {listed(other.models)}"
    if one.variants != other.variants:
        return "different", f"{listed(one.variants)} / {listed(other.variants)}"
    return _shared(one.products - {other.subject}, other.products - {one.subject})


def topic(one: Stance, other: Stance) -> Level:
    """Which field or kind of thing it is of, or with whom: the `same` or none, `one` side only, or `different`."""
    if one.partners and other.partners and not one.partners & other.partners:
        return "different", f"{listed(one.partners)} / {listed(other.partners)}"
    ours, theirs = one.topics - {other.subject}, other.topics - {one.subject}
    if any(mine in other.kinds(id) or id in one.kinds(mine) for mine in ours for id in theirs):
        return "same", f"{listed(ours)} / {listed(theirs)}"
    return _shared(ours, theirs)


def _shared(ours: frozenset[str], theirs: frozenset[str]) -> Level:
    told = f"{listed(ours)} / {listed(theirs)}"
    if not ours or not theirs:
        return ("same" if ours == theirs else "one"), told
    return ("same" if ours & theirs else "different"), told


def aspect(one: Stance, other: Stance) -> Level:
    """Whether both take the `same` side of every distinction, and speak of one part of a business, or `different`.

    It is `one` where only one of them names a part of the business, of which the other tells the whole.
    """
    for name, side in one.aspects.items():
        if other.aspects.get(name, side) != side:
            return "different", f"{side} / {other.aspects[name]}"
    told = f"{one.segment or '-'} / {other.segment or '-'}"
    if one.segment and other.segment:
        return ("same" if alike(one.segment, other.segment) else "different"), told
    return ("same" if one.segment == other.segment else "one"), told


def share(one: Stance, other: Stance) -> Level:
    """Whether the words beside the measure name the `same` part, or none; only `one` a part; or `different` ones."""
    if one.narrowed != other.narrowed:
        return "one", f"{listed(one.narrowed)} / {listed(other.narrowed)}"
    if one.portion != other.portion:
        return "one", "part / whole" if one.portion else "whole / part"
    apart = (one.fields - other.topics - {other.subject}) | (other.fields - one.topics - {one.subject})
    if apart and not (one.topics and other.topics):
        return "one", f"{listed(one.fields)} / {listed(other.fields)}"
    ours, theirs = one.modifier, other.modifier
    told = f"{ours or '-'} / {theirs or '-'}"
    if ours and theirs:
        return ("same" if alike(ours, theirs) else "different"), told
    return ("same" if ours == theirs else "one"), told


def alike(one: str, other: str) -> bool:
    """Whether two names of parts may be one: the one stands in the other, or their scripts differ."""
    return bool(one and other) and (one in other or other in one or one.isascii() != other.isascii())
