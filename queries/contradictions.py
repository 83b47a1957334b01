"""Claims that collide, with the reasons, and why two claims do or do not."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import get_args

from kg.errors import UsageError
from kg.gazetteer import Knowledge
from kg.model import CollisionKind
from kg.rdf_analysis import conflicts
from kg.store import Store
from queries import names
from queries.analysis import is_current
from queries.articles import named
from queries.collisions import STRENGTHS, Collision, collision, collisions, found, order, stances
from queries.listing import Found
from queries.questions import well_formed
from queries.whole import claim_id

__all__ = ["KINDS", "STRENGTHS", "Asked", "Collision", "contradictions", "why"]

KINDS: tuple[CollisionKind, ...] = get_args(CollisionKind)
Fits = Callable[[Found], bool]


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """Which collisions: each condition is a word as a person types it; None asks nothing."""

    entity: str | None = None
    article: str | None = None
    kind: str | None = None
    strength: str | None = None


def contradictions(store: Store, knowledge: Knowledge, asked: Asked | None = None) -> list[Collision]:
    """All claims of the store that collide, the strongest first, then by when they were said.

    Between two articles only one of each kind and strength about the same topics is told, with the number of the
    others. They are read from what the store keeps of its analysis where that is current, else they are worked out.
    UsageError for a name that nothing has, or a kind or strength that is none.

    >>> with Store.memory() as store:
    ...     contradictions(store, Knowledge.load())
    []
    """
    asked = asked or Asked()
    _check(asked)
    fits = about(store, knowledge, asked.entity, asked.article)
    listed = _kept if is_current(store, knowledge) else _worked_out
    return [one for one in listed(store, knowledge, asked, fits) if _fits(one, asked)]


def why(store: Store, knowledge: Knowledge, left: str, right: str) -> Collision:
    """The verdict on any two claims, given by the start of their ids, with every test that was made.

    UsageError when the store has no such claim, or more than one.
    """
    one, other = (stances(store, knowledge, [claim_id(store, text)])[0] for text in (left, right))
    return collision(one, other)


def _check(asked: Asked) -> None:
    for text in (asked.entity, asked.article):
        well_formed(text or "")
    for value, allowed, what in ((asked.kind, KINDS, "kind"), (asked.strength, STRENGTHS, "strength")):
        if value is not None and value not in allowed:
            raise UsageError(f"{value!r} is no {what} of a contradiction; there are {', '.join(allowed)}")


def about(store: Store, knowledge: Knowledge, entity: str | None, article: str | None) -> Fits | None:
    """Whether a claim is about an entity or a part of it, and of an article; None where neither is asked for."""
    if entity is None and article is None:
        return None
    id = names.entity(store, knowledge, entity) if entity is not None else None
    subjects = {*names.with_parts(knowledge, id)} if id else None
    only = named(store, article).id if article is not None else None
    return lambda one: _is_among(one, subjects) and only in {None, one.claim.span.article}


def _is_among(found: Found, subjects: set[str] | None) -> bool:
    return subjects is None or (found.claim.entities[0] if found.claim.entities else "") in subjects


def _fits(one: Collision, asked: Asked) -> bool:
    return asked.kind in {None, one.verdict.kind} and asked.strength in {None, one.verdict.strength}


def _worked_out(store: Store, knowledge: Knowledge, asked: Asked, fits: Fits | None) -> Iterable[Collision]:
    """From the claims."""
    said = stances(store, knowledge)
    wanted = None if fits is None else [nth for nth, stance in enumerate(said) if fits(stance.found)]
    return collisions(store, knowledge, said, wanted).collisions


def _kept(store: Store, knowledge: Knowledge, asked: Asked, fits: Fits | None) -> Iterable[Collision]:
    """From the graph of the analysis."""
    kept = [one for one in conflicts(store) if asked.kind in {None, one.verdict.kind}]
    kept = [one for one in kept if asked.strength in {None, one.verdict.strength}]
    ids = (id for one in kept for id in (one.verdict.left, one.verdict.right))
    said = {one.claim.id: one for one in found(store, ids)}
    listed = (
        Collision(
            left=said[one.verdict.left],
            right=said[one.verdict.right],
            verdict=one.verdict,
            knowledge=knowledge,
            folded=one.folded,
        )
        for one in kept
    )
    wanted = (one for one in listed if fits is None or fits(one.left) or fits(one.right))
    return sorted(wanted, key=order)
