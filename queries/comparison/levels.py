"""The tests of a comparison: each takes two stances and says on which level they meet."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from itertools import product

from kg.algebra import Measure, UnitError
from queries.comparison.stance import Stance, Value
from queries.comparison.wording import among

Level = tuple[str, str]
"""An outcome and what was compared, for people."""
Test = Callable[[Stance, Stance], Level]

NEAR_DAYS = 100
"""Days between two articles within which a thing that moves is still the same."""
UNSCALED = frozenset({None, "ranking", "competitive_position", "market_share"})
"""What says first without saying on which scale."""
JUDGED = frozenset({"rank", "quality"})
"""What is measured without a unit: a word for it may mean several things."""
ENDS = 31
"""Days by which the ends of two times may differ and still be one deadline."""


def subject(one: Stance, other: Stance) -> Level:
    """Whether both are about the same thing: `same`, `part` of one another, of `other owner`s, or `different`.

    It is `untold` where one is about nothing that has a name.
    """
    told = f"{one.subject or '-'} / {other.subject or '-'}"
    if not one.subject or not other.subject:
        return "untold", told
    if one.subject == other.subject:
        if one.owners and other.owners and not one.owners & other.owners:
            return "other owner", f"{_list(one.owners)} / {_list(other.owners)}"
        return ("part", told) if bool(one.owners) != bool(other.owners) else ("same", told)
    if other.subject in one.claim.entities and one.subject in other.claim.entities:
        return "same", told
    if other.subject in one.wholes | one.owners or one.subject in other.wholes | other.owners:
        return "part", told
    return "different", told


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


def place(one: Stance, other: Stance) -> Level:
    """Where it holds: the `same` places or none told, `one` side only, or `different` ones."""
    return _shared(one.places, other.places)


def variety(one: Stance, other: Stance) -> Level:
    """Which product it is of: the `same` or none told, `one` side only, or `different` ones."""
    if one.models and other.models and not one.models & other.models:
        return "different", f"{_list(one.models)} / {_list(other.models)}"
    return _shared(one.products - {other.subject}, other.products - {one.subject})


def topic(one: Stance, other: Stance) -> Level:
    """Which field or kind of thing it is of: the `same` or none told, `one` side only, or `different` ones."""
    return _shared(one.topics - {other.subject}, other.topics - {one.subject})


def aspect(one: Stance, other: Stance) -> Level:
    """Whether both take the `same` side of every distinction, and speak of one part of a business, or `different`.

    It is `one` where only one of them names a part of the business, of which the other tells the whole.
    """
    for name, side in one.aspects.items():
        if other.aspects.get(name, side) != side:
            return "different", f"{side} / {other.aspects[name]}"
    told = f"{one.segment or '-'} / {other.segment or '-'}"
    if one.segment and other.segment:
        return ("same" if _alike(one.segment, other.segment) else "different"), told
    return ("same" if one.segment == other.segment else "one"), told


def _alike(one: str, other: str) -> bool:
    return bool(one and other) and (one in other or other in one or one.isascii() != other.isascii())


def share(one: Stance, other: Stance) -> Level:
    """Whether the words before the measure name the `same` part, or none; only `one` a part; or `different` ones."""
    ours, theirs = one.modifier, other.modifier
    told = f"{ours or '-'} / {theirs or '-'}"
    if ours and theirs:
        return ("same" if _alike(ours, theirs) else "different"), told
    return ("same" if ours == theirs else "one"), told


def wording(one: Stance, other: Stance) -> Level:
    """Whether the quotes are `alike`: they name one theme, or have half of the words of the shorter in common."""
    themes = one.themes & other.themes
    if themes:
        return "alike", _list(themes)
    least = min(len(one.content), len(other.content))
    shared = one.content & other.content
    return ("alike" if least and 2 * len(shared) >= least else "other"), f"{len(shared)} of {least}"


def footing(one: Stance, other: Stance) -> Level:
    """Whether it is sure that both speak of one thing: `firm`, or `loose` where only their words could tell.

    A time that is not told leaves room for two things, unless the words are alike or both name a measure that has a
    unit.
    """
    when, what = period(one, other)[0], nature(one, other)[0]
    named = what not in JUDGED and one.names_metric and other.names_metric
    sure = when != "recent" or named or wording(one, other)[0] == "alike"
    return ("firm" if sure else "loose"), f"{what}, {when}"


def nature(one: Stance, other: Stance) -> Level:
    """The nature of what is measured."""
    known = one.knowledge.metrics.get(one.claim.metric or "")
    return (known.nature if known else "untold"), known.nature if known else "-"


def condition(one: Stance, other: Stance) -> Level:
    """On what they hold: on `nothing`, `one` of them on a condition, or `both`."""
    count = [one.claim.modality, other.claim.modality].count("conditional")
    return ("nothing", "one", "both")[count], f"{one.claim.modality} / {other.claim.modality}"


def _shared(ours: frozenset[str], theirs: frozenset[str]) -> Level:
    told = f"{_list(ours)} / {_list(theirs)}"
    if not ours or not theirs:
        return ("same" if ours == theirs else "one"), told
    return ("same" if ours & theirs else "different"), told


def period(one: Stance, other: Stance) -> Level:
    """Whether both speak of one time: `same`, `within`, `meets`, `apart`; where none is told `recent` or `undated`, and
    `open` where one side's is not, `vague` where its bounds are ours.

    What is denied of a long time is denied of every part of it.
    """
    (first, last), (begin, end) = one.days, other.days
    told = f"{_days(one)} / {_days(other)}"
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
    if 2 * shared >= longest or (abs(last - end) <= ENDS and (_by(one) or _by(other))):
        return "same"
    long = one if last - first == longest else other
    if 5 * shared >= 4 * shortest and long.denied and not (other if long is one else one).denied:
        return "same"
    return "within" if shared == shortest else "meets"


def _by(stance: Stance) -> bool:
    """Whether its time is a deadline: it runs from the day it was said, and for long."""
    period, (first, last) = stance.claim.period, stance.days
    return period is not None and period.end is not None and period.start in {None, stance.said} and last - first > ENDS


def direction(one: Stance, other: Stance) -> Level:
    """Which way it goes: `opposed`, `denied` (so, and not so), `agree`, or `untold`.

    Growth that slows goes up still: how fast is no way.
    """
    told = f"{_way(one)} / {_way(other)}"
    ours, theirs = one.sign, other.sign
    if one.pace != other.pace:
        return "untold", told
    if ours is None or theirs is None:
        if ours is theirs and one.denied != other.denied:
            return "denied", told
        return "untold", told
    if metric(one, other)[0] == "opposite":
        theirs = -theirs
    if ours == theirs:
        return ("denied" if one.denied != other.denied else "agree"), told
    return ("untold" if one.denied or other.denied else "opposed"), told


def quantity(one: Stance, other: Stance) -> Level:
    """Whether their numbers have a value in common: `meets`, `apart`, `threshold` (bounds apart), `unit`, `untold`."""
    found = list(_compared(one, other))
    if not found:
        both = one.values and other.values
        return ("unit" if both else "untold"), f"{_numbers(one)} / {_numbers(other)}"
    return next((level for level in found if level[0] == "meets"), found[0])


def _compared(one: Stance, other: Stance) -> Iterator[Level]:
    for ours, theirs in product(one.values, other.values):
        if ours.role != theirs.role:
            continue
        left, right = _signed(one, ours), _signed(other, theirs)
        if left is None or right is None:
            continue
        told = f"{ours.quantity.span.quote} / {theirs.quantity.span.quote}"
        try:
            meets = left.meets(right)
        except UnitError:
            continue
        bounds = all(None in (measure.low, measure.high) for measure in (left, right))
        yield ("meets" if meets else "threshold" if bounds else "apart"), told


def _signed(stance: Stance, value: Value) -> Measure | None:
    """The number with its direction, and turned round where it is denied: not to reach 5 is to stay below it."""
    measure = value.measure
    if value.role == "change":
        return _moved(stance, value)
    if not stance.denied:
        return measure
    if measure.low is None or (measure.high is not None and stance.sign == -1):
        return Measure(low=measure.high, high=None, dimensions=measure.dimensions)
    return Measure(low=None, high=measure.low, dimensions=measure.dimensions)


def _moved(stance: Stance, value: Value) -> Measure | None:
    """A change with its sign; of a denied one only what lies beyond its bound is known."""
    if stance.sign not in {1, -1}:
        return None
    told = value.quantity.low
    moved = value.measure if stance.sign == 1 or (told is not None and told < 0) else -value.measure
    if not stance.denied:
        return moved
    if (moved.low is None) == (moved.high is None):
        return None
    return Measure(low=moved.high, high=moved.low, dimensions=moved.dimensions)


def size(one: Stance, other: Stance) -> Level:
    """Whether a part is larger than its whole: `exceeds`, else `fits`, or `untold`."""
    if not (_is_part(one, other) or _is_part(other, one)):
        return "untold", "-"
    small, whole = (one, other) if _is_part(one, other) else (other, one)
    for part, total in product(small.values, whole.values):
        told = f"{part.quantity.span.quote} / {total.quantity.span.quote}"
        if part.role != "level" or total.role != "level" or part.measure.dimensions != total.measure.dimensions:
            continue
        if part.measure.low is not None and total.measure.high is not None:
            return ("exceeds" if part.measure.low > total.measure.high else "fits"), told
    return "untold", f"{_numbers(one)} / {_numbers(other)}"


def _is_part(one: Stance, other: Stance) -> bool:
    """Whether the one tells of a part of what the other tells of: narrower in one way, and wider in none."""
    if other.subject in one.wholes | one.owners:
        return True
    if (one.segment or one.modifier) and other.aspects.get("count") == "total":
        return True
    ours, theirs = map(_scope, (one, other))
    return any(a and not b for a, b in zip(ours, theirs, strict=True)) and not any(
        b and not a for a, b in zip(ours, theirs, strict=True)
    )


def _scope(stance: Stance) -> tuple[bool, ...]:
    """What narrows its subject."""
    return tuple(map(bool, (stance.owners, stance.places, stance.segment, stance.products, stance.topics)))


def chance(one: Stance, other: Stance) -> Level:
    """Whether what includes the other is less likely than it: `impossible`, else `possible`, or `untold`."""
    ours, theirs = one.chance, other.chance
    if ours is None or theirs is None:
        return "untold", "-"
    clash = (_harder(one, other) and _above(ours, theirs)) or (_harder(other, one) and _above(theirs, ours))
    return ("impossible" if clash else "possible"), f"{ours.told('%')} / {theirs.told('%')}"


def _harder(one: Stance, other: Stance) -> bool:
    """Whether the one comes about only where the other does: it asks for more."""
    pairs = ((a.measure, b.measure) for a, b in product(one.values, other.values) if a.role == b.role)
    return any(
        a.low is not None and b.low is not None and a.dimensions == b.dimensions and a.low >= b.low for a, b in pairs
    )


def _above(one: Measure, other: Measure) -> bool:
    return one.low is not None and other.high is not None and one.low > other.high


def rank(one: Stance, other: Stance) -> Level:
    """Whether two put different things first on one scale among the same: `two firsts`, else `untold`."""
    ends = one.superlatives & other.superlatives
    told = f"{_list(one.superlatives)} / {_list(other.superlatives)}"
    ours, theirs = set(one.claim.entities), set(other.claim.entities)
    own = ours - theirs and theirs - ours and _narrowed(one, ours - theirs) == _narrowed(other, theirs - ours)
    scales = {one.claim.metric, other.claim.metric} - UNSCALED
    field = among(one.claim.span.quote), among(other.claim.span.quote)
    alike = not any(field) or _alike(*field)
    shared = alike and len(scales) <= 1 and (ours & theirs or one.claim.metric == other.claim.metric in scales)
    return ("two firsts" if ends and own and shared and not one.denied and not other.denied else "untold"), told


def _narrowed(stance: Stance, own: set[str]) -> bool:
    """Whether of what only one of two claims names a place is the first: it is what is put first, else it narrows."""
    return next((id for id in stance.claim.entities if id in own), "") not in stance.places and bool(
        own & stance.places
    )


def earliest(one: Stance, other: Stance) -> Level:
    """Whether one comes about before the other says that it can, `too early`, or has `not yet`; else `in time`."""
    for late, early in ((one, other), (other, one)):
        told = f"{_days(late)} / {_days(early)}"
        if late.earliest and not late.denied and not early.denied and _precedes(early, late):
            return "too early", told
        if late.not_yet and not early.denied and early.claim.kind != "prediction" and _precedes(early, late):
            return "not yet", told
    return "in time", "-"


def _precedes(early: Stance, late: Stance) -> bool:
    told = early.claim.period is not None and late.claim.period is not None
    return told and early.days[1] <= (late.days[1] - 1 if late.not_yet else late.days[0])


def modality(one: Stance, other: Stance) -> Level:
    """How sure both are: `sure`, or `hedged` where one only may be."""
    told = f"{one.claim.modality} / {other.claim.modality}"
    hedged = {"possible", "conditional"} & {one.claim.modality, other.claim.modality}
    return ("hedged" if hedged else "sure"), told


def voice(one: Stance, other: Stance) -> Level:
    """Who says it: one person in `one text`, or `later`; another whom one text `quoted`; `hearsay`; or `others`."""
    told = f"{one.who or '-'} / {other.who or '-'}"
    if one.claim.span.article == other.claim.span.article:
        return ("one text" if one.who == other.who else "quoted"), told
    if any(stance.hearsay for stance in (one, other)):
        return "hearsay", told
    if one.who and one.who == other.who and one.said != other.said:
        return "later", told
    return "others", told


def _list(ids: frozenset[str]) -> str:
    return ", ".join(sorted(ids)) or "-"


def _numbers(stance: Stance) -> str:
    return ", ".join(value.quantity.span.quote for value in stance.values) or "-"


def _way(stance: Stance) -> str:
    return f"{'not ' if stance.denied else ''}{stance.claim.direction}"


def _days(stance: Stance) -> str:
    if stance.claim.period is None:
        return f"≈ {stance.said}" if stance.said else "-"
    first, last = stance.days
    start = str(date.fromordinal(first)) if first > 1 else "…"
    return f"{start} to {date.fromordinal(last - 1) if last < date.max.toordinal() else '…'}"
