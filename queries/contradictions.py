"""Claims that collide, with the reasons, and why two claims do or do not."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from typing import get_args

from kg import iris
from kg.errors import UsageError
from kg.gazetteer import Knowledge
from kg.model import CollisionKind, Contradiction, Lang, Reason, Strength
from kg.rdf_many import claims_from
from kg.store import Store
from queries import names
from queries.articles import articles, named
from queries.audit import Audited, audit
from queries.comparison.pairing import pairs
from queries.comparison.stance import Stance
from queries.comparison.telling import told
from queries.comparison.verdict import collides, compare, said_at
from queries.listing import Found
from queries.questions import question, well_formed
from queries.whole import claim_id

KINDS: tuple[CollisionKind, ...] = get_args(CollisionKind)
STRENGTHS: tuple[Strength, ...] = ("contradiction", "tension", "revision")
"""How strongly two claims can collide, the strongest first."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Collision:
    """Two claims that collide and the verdict on them; `folded` are more of the same kind between the same articles."""

    left: Found
    right: Found
    verdict: Contradiction
    knowledge: Knowledge = field(repr=False, compare=False)
    folded: int = 0

    def told(self, lang: Lang = "en") -> str:
        """The verdict in one sentence."""
        return told(self.verdict, self.knowledge, lang)


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """Which collisions: each condition is a word as a person types it; None asks nothing."""

    entity: str | None = None
    article: str | None = None
    kind: str | None = None
    strength: str | None = None


def contradictions(store: Store, knowledge: Knowledge, asked: Asked | None = None) -> list[Collision]:
    """All claims of the store that collide, the strongest first, then by when they were said.

    Between two articles only one of each kind about a subject and a measure is told, with the number of the others.
    UsageError for a name that nothing has, or a kind or strength that is none.

    >>> with Store.memory() as store:
    ...     contradictions(store, Knowledge.load())
    []
    """
    asked = asked or Asked()
    _check(asked)
    stances = _stances(store, knowledge)
    wanted = _wanted(store, knowledge, stances, asked)
    found = [collision(one, other) for one, other in pairs(stances, wanted) if collides(one, other)]
    found += _sums(store, knowledge, stances, wanted)
    chosen = [one for one in found if _fits(one, asked)]
    return _folded(sorted(chosen, key=_order))


def why(store: Store, knowledge: Knowledge, left: str, right: str) -> Collision:
    """The verdict on any two claims, given by the start of their ids, with every test that was made.

    UsageError when the store has no such claim, or more than one.
    """
    found = [_stance(store, knowledge, claim_id(store, text)) for text in (left, right)]
    return collision(*found)


def _check(asked: Asked) -> None:
    for text in (asked.entity, asked.article):
        well_formed(text or "")
    for value, allowed, what in ((asked.kind, KINDS, "kind"), (asked.strength, STRENGTHS, "strength")):
        if value is not None and value not in allowed:
            raise UsageError(f"{value!r} is no {what} of a contradiction; there are {', '.join(allowed)}")


def _stances(store: Store, knowledge: Knowledge) -> list[Stance]:
    heads = {head.id: head for head in articles(store)}
    ids = [iris.id_of(row["claim"]) for row in store.select(question("all_claims"))]  # type: ignore[arg-type]
    said = claims_from(store, ids).values()
    known = (Found(claim=claim, head=heads[claim.span.article]) for claim in said if claim.span.article in heads)
    return sorted((Stance(found=found, knowledge=knowledge) for found in known), key=said_at)


def _stance(store: Store, knowledge: Knowledge, id: str) -> Stance:
    claim = claims_from(store, [id])[id]
    head = articles(store, [claim.span.article])[0]
    return Stance(found=Found(claim=claim, head=head), knowledge=knowledge)


def _wanted(store: Store, knowledge: Knowledge, stances: Sequence[Stance], asked: Asked) -> list[int] | None:
    """Places of the claims that are asked for; None for all."""
    if asked.entity is None and asked.article is None:
        return None
    id = names.entity(store, knowledge, asked.entity) if asked.entity is not None else None
    about = {id, *names.with_parts(knowledge, id)} if id else None
    article = named(store, asked.article).id if asked.article is not None else None
    return [
        nth
        for nth, stance in enumerate(stances)
        if (about is None or stance.subject in about) and article in {None, stance.claim.span.article}
    ]


def collision(one: Stance, other: Stance) -> Collision:
    """The verdict on two claims, whoever spoke first at the left."""
    left, right = sorted((one, other), key=said_at)
    return Collision(left=left.found, right=right.found, verdict=compare(left, right), knowledge=one.knowledge)


def _fits(one: Collision, asked: Asked) -> bool:
    return asked.kind in {None, one.verdict.kind} and asked.strength in {None, one.verdict.strength}


def _sums(
    store: Store, knowledge: Knowledge, stances: Sequence[Stance], wanted: Sequence[int] | None
) -> Iterable[Collision]:
    """Sums that fail, as collisions of a number with what the result should be."""
    said = {stance.claim.id: stance.found for stance in stances}
    chosen = said.keys() if wanted is None else {stances[nth].claim.id for nth in wanted}
    for one in audit(store):
        ends = _ends(one)
        if one.is_problem and ends and said.keys() >= set(ends) and chosen & set(ends):
            left, right = (said[end] for end in ends)
            yield Collision(left=left, right=right, verdict=_failed(one, left, right), knowledge=knowledge)


def _ends(found: Audited) -> tuple[str, str] | None:
    """The last claim that goes into a sum and the one that tells its result; None where one claim tells all."""
    sum = found.computation
    if sum.result is None:
        return None
    others = [operand.claim for operand in sum.inputs if operand.claim != sum.result.claim]
    return (others[-1], sum.result.claim) if others else None


def _failed(found: Audited, left: Found, right: Found) -> Contradiction:
    sum = found.computation
    why = f"{sum.expression}; {sum.computed}, not {sum.stated}"
    reason = Reason(test="arithmetic", outcome=sum.verdict, effect="collides", detail=why)
    return Contradiction(
        left=left.claim.id, right=right.claim.id, kind="arithmetic", strength="contradiction", reasons=(reason,)
    )


def _order(one: Collision) -> tuple[object, ...]:
    return STRENGTHS.index(one.verdict.strength), *_said(one.left), *_said(one.right)


def _said(found: Found) -> tuple[str, str, int, str]:
    claim = found.claim
    return str(found.head.published or "")[:10], claim.span.article, claim.span.start, claim.id


def _folded(found: Iterable[Collision]) -> list[Collision]:
    """One of each kind between two articles about one subject and measure, with the number of the others."""
    kept: dict[tuple[object, ...], Collision] = {}
    for one in found:
        left, right = one.left.claim, one.right.claim
        key = (left.span.article, right.span.article, left.entities[:1], left.metric, one.verdict.kind)
        first = kept.get(key)
        kept[key] = replace(first, folded=first.folded + 1) if first else one
    return list(kept.values())
