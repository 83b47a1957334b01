"""Which contradictions appear, and which vanish, when claims tell other numbers."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from pyoxigraph import NamedNode

from kg import iris
from kg.gazetteer import Knowledge
from kg.model import Claim
from kg.rdf_many import claims_from
from kg.store import Store
from queries.articles import articles, word
from queries.collisions import Collision, collision
from queries.comparison.pairing import pairs
from queries.comparison.stance import Stance
from queries.comparison.verdict import collides
from queries.listing import Found
from queries.questions import question
from queries.whatif import Change, Whatif

Pair = tuple[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Shift:
    """Collisions that are there only with the new numbers, and those that are there only without them."""

    appear: tuple[Collision, ...]
    vanish: tuple[Collision, ...]


def shift(store: Store, knowledge: Knowledge, found: Whatif) -> Shift:
    """What the changes do to the contradictions of the claims that change, in any article.

    >>> with Store.memory() as store:
    ...     shift(store, Knowledge.load(), Whatif(claim="a", changes=(), flips=(), unworked=()))
    Shift(appear=(), vanish=())
    """
    changed = _changed(found.changes)
    said = _of_the_same_measures(store, knowledge, changed.values())
    before, after = _collisions(said, changed.keys()), _collisions(_with(said, changed), changed.keys())
    return Shift(
        appear=tuple(collision(*pair) for key, pair in after.items() if key not in before),
        vanish=tuple(collision(*pair) for key, pair in before.items() if key not in after),
    )


def _changed(changes: Iterable[Change]) -> dict[str, Claim]:
    """The claims as they would be: a new number stands in the words of the old one."""
    found: dict[str, Claim] = {}
    for change in changes:
        claim = found.get(change.claim.id, change.claim)
        quantities = list(claim.quantities)
        value = change.after.high if change.after.low is None else change.after.low
        told = replace(change.after.span, quote=f"{value:,f} {change.after.unit}".strip())
        quantities[change.quantity] = change.after.at(told)
        found[claim.id] = replace(claim, quantities=tuple(quantities))
    return found


def _of_the_same_measures(store: Store, knowledge: Knowledge, claims: Iterable[Claim]) -> list[Stance]:
    """All claims of the measures of `claims`, in order."""
    metrics = sorted({claim.metric for claim in claims if claim.metric})
    rows = store.select(question("same_topic", metric=map(iris.metric, metrics))) if metrics else []
    ids = [iris.id_of(NamedNode(word(row, "claim") or "")) for row in rows]
    said = claims_from(store, ids).values()
    heads = {head.id: head for head in articles(store, {claim.span.article for claim in said})} if ids else {}
    return [Stance(found=Found(claim=one, head=heads[one.span.article]), knowledge=knowledge) for one in said]


def _with(stances: Iterable[Stance], changed: Mapping[str, Claim]) -> list[Stance]:
    return [
        replace(stance, found=replace(stance.found, claim=changed.get(stance.claim.id, stance.claim)))
        for stance in stances
    ]


def _collisions(stances: Sequence[Stance], wanted: Iterable[str]) -> dict[Pair, tuple[Stance, Stance]]:
    """The pairs that collide, one of each in `wanted`, by their ids."""
    ids = set(wanted)
    places = [nth for nth, stance in enumerate(stances) if stance.claim.id in ids]
    found = ((one, other) for one, other in pairs(stances, places) if collides(one, other))
    return {_key(one, other): (one, other) for one, other in found}


def _key(one: Stance, other: Stance) -> Pair:
    left, right = sorted((one.claim.id, other.claim.id))
    return left, right
