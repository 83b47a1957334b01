"""What one voice said about things, in the order said: where it changed its mind, and where it only seems to."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from itertools import product
from typing import Literal

from kg.contract import last_day
from kg.gazetteer import Knowledge
from kg.model import Contradiction, Lang
from kg.store import Store
from queries import names
from queries.comparison.pairing import pairs
from queries.comparison.stance import Stance
from queries.comparison.telling import told
from queries.comparison.values import Value
from queries.comparison.verdict import collides, compare, said_at
from queries.horizon import Horizon, horizon
from queries.listing import LARGEST, Found, Wanted, claims
from queries.timeline import dimension
from queries.voices import said_by

Mark = Literal["revision", "perhaps", "none"]
"""What is said of a view: that it revises, that it may (a time is not told, a hedge), or nothing."""


@dataclass(frozen=True, slots=True, kw_only=True)
class View:
    """A claim of the voice.

    `revised` are the verdicts on it and what the same voice had said on other days that it revises, the surest and
    latest first. Where there is none, `unlike` is the verdict on it and the latest thing said before that looks as if
    it were revised here and is not; None where nothing does.
    """

    found: Found
    knowledge: Knowledge = field(repr=False, compare=False)
    revised: tuple[Contradiction, ...] = ()
    unlike: Contradiction | None = None

    @property
    def target(self) -> date | None:
        """The last day of the time that it speaks of, or the first where that has no end; None where it tells none."""
        period = self.found.claim.period
        return (last_day(period.end) or period.start) if period else None

    @property
    def said(self) -> date | None:
        """The day of the article."""
        at = self.found.head.published
        return date(at.year, at.month, at.day) if at else None

    @property
    def horizon(self) -> Horizon:
        """How far ahead it looks."""
        return horizon(self.said, self.target)

    @property
    def mark(self) -> Mark:
        """Whether it revises anything, and whether that is sure."""
        return "none" if not self.revised else "revision" if _is_sure(self.revised[0]) else "perhaps"

    @property
    def verdict(self) -> Contradiction | None:
        """The verdict that tells why it is marked, or why it is not."""
        return next(iter(self.revised), self.unlike)

    def told(self, lang: Lang = "en") -> str:
        """Why it is marked, or why not though it looks like a revision, in plain words; empty where it does not."""
        return told(self.verdict, self.knowledge, lang, "unrevised") if self.verdict else ""


def _is_sure(verdict: Contradiction) -> bool:
    """Whether nothing softens it: the time, for one, is told by both."""
    return all(reason.effect != "softens" for reason in verdict.reasons)


def views(
    store: Store, knowledge: Knowledge, author: str, entity: str | None = None, metric: str | None = None
) -> list[View]:
    """What `author` (a speaker who is reported, an author or a publisher) said, about `entity` and its parts if given.

    By subject, measure and the time that is spoken of, then in the order said; what names no subject is left out.
    UsageError, with the likeliest names, for a name that nothing has.

    >>> with Store.memory() as store:
    ...     views(store, Knowledge.load(), "林一", "輝達")
    []
    """
    about = set(names.with_parts(knowledge, names.entity(store, knowledge, entity))) if entity is not None else None
    wanted = Wanted(entity=entity, parts=True, metric=metric)
    said = said_by(store, knowledge, author, claims(store, knowledge, wanted, LARGEST).found)
    stances = [
        Stance(found=found, knowledge=knowledge)
        for found in said
        if found.claim.entities and (about is None or found.claim.entities[0] in about)
    ]
    return sorted(_views(sorted(stances, key=said_at)), key=_order)


def _views(stances: Sequence[Stance]) -> Iterator[View]:
    """The views on stances in the order said."""
    revised, topics = _revised(stances), dict[tuple[str, str, str | None], list[Stance]]()
    for stance in stances:
        before = topics.setdefault((stance.who, stance.subject, stance.claim.metric), [])
        found = tuple(revised.get(stance.claim.id, ()))
        yield _view(stance, found, None if found else _seeming(stance, before))
        before.append(stance)


def _view(stance: Stance, revised: tuple[Contradiction, ...], seeming: Contradiction | None) -> View:
    """The view; what seems to be revised, and is, is so."""
    if seeming and seeming.strength != "none":
        revised, seeming = (seeming,), None
    return View(found=stance.found, knowledge=stance.knowledge, revised=revised, unlike=seeming)


def _revised(stances: Sequence[Stance]) -> Mapping[str, list[Contradiction]]:
    """By claim the verdicts on it and what its own voice had said on other days that it revises."""
    found: dict[str, list[Contradiction]] = {}
    for one, other in reversed([*pairs(stances)]):
        if one.who == other.who and one.said != other.said and collides(one, other):
            verdict = compare(one, other)
            if verdict.strength == "revision":
                found.setdefault(verdict.right, []).append(verdict)
    return {id: sorted(verdicts, key=_is_sure, reverse=True) for id, verdicts in found.items()}


def _seeming(stance: Stance, before: Sequence[Stance]) -> Contradiction | None:
    """The verdict on the claim and the last one before that it seems to revise."""
    seeming = next((one for one in reversed(before) if _seems_revised(one, stance)), None)
    return compare(seeming, stance) if seeming else None


def _seems_revised(one: Stance, other: Stance) -> bool:
    """Whether the later one foretells, as the earlier does, another value or the other way."""
    foretold = one.claim.metric and one.claim.kind == other.claim.kind == "prediction"
    if not foretold or one.said == other.said:
        return False
    values = list(product(one.values, other.values))
    if values:
        return any(map(_comparable, values)) and not any(map(_same, values))
    return one.denied != other.denied or (one.sign or 0) * (other.sign or 0) < 0


def _comparable(pair: tuple[Value, Value]) -> bool:
    one, other = pair
    return one.role == other.role and dimension(one.quantity.unit) == dimension(other.quantity.unit)


def _same(pair: tuple[Value, Value]) -> bool:
    one, other = (value.quantity for value in pair)
    return (one.low, one.high, one.unit) == (other.low, other.high, other.unit)


def _order(view: View) -> tuple[object, ...]:
    claim, target, said = view.found.claim, view.target, view.said
    place = claim.span.article, claim.span.start, claim.id
    return claim.entities[0], claim.metric or "~", target is None, target or date.max, said or date.max, *place
