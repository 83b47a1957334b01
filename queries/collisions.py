"""Pairs of claims that collide: worked out from claims, and folded where two articles have many of one kind."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace

from kg import iris
from kg.gazetteer import Knowledge
from kg.model import Contradiction, Lang, Reason, Strength
from kg.rdf_many import claims_from
from kg.store import Store
from queries.articles import Head, articles
from queries.audit import Audited, of_article
from queries.comparison.pairing import Topic, paired
from queries.comparison.stance import Stance
from queries.comparison.telling import told
from queries.comparison.verdict import collides, compare, said_at
from queries.listing import Found
from queries.questions import question

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
class Swept:
    """Claims that collide, in order; by topic the number of pairs that were too many to be compared."""

    collisions: list[Collision]
    beyond: dict[Topic, int]


def collisions(store: Store, knowledge: Knowledge, stances: Sequence[Stance], wanted: Sequence[int] | None) -> Swept:
    """Those of `stances` that collide, or of which one stands at a place in `wanted`; folded, the strongest first.

    `stances` are in the order in which they were said.
    """
    swept = paired(stances, wanted)
    found = [collision(one, other) for one, other in swept.pairs if collides(one, other)]
    found += _sums(store, knowledge, stances, wanted)
    return Swept(collisions=_folded(sorted(found, key=order)), beyond=dict(swept.beyond))


def collision(one: Stance, other: Stance) -> Collision:
    """The verdict on two claims, whoever spoke first at the left."""
    left, right = sorted((one, other), key=said_at)
    return Collision(left=left.found, right=right.found, verdict=compare(left, right), knowledge=one.knowledge)


def stances(store: Store, knowledge: Knowledge, ids: Iterable[str] | None = None) -> list[Stance]:
    """The claims with these ids, or all, in the order in which they were said."""
    if ids is None:
        ids = [iris.id_of(row["claim"]) for row in store.select(question("all_claims"))]  # type: ignore[arg-type]
    return sorted((Stance(found=one, knowledge=knowledge) for one in found(store, ids)), key=said_at)


def found(store: Store, ids: Iterable[str]) -> Iterator[Found]:
    """The claims with these ids, each with the head of its article."""
    said = claims_from(store, ids).values()
    heads = {head.id: head for head in articles(store, {claim.span.article for claim in said})} if said else {}
    return (Found(claim=claim, head=heads[claim.span.article]) for claim in said if claim.span.article in heads)


def order(one: Collision) -> tuple[object, ...]:
    """The strongest first, then by when they were said."""
    return STRENGTHS.index(one.verdict.strength), *_said(one.left), *_said(one.right), one.verdict.kind


def _said(found: Found) -> tuple[str, str, int, str]:
    claim = found.claim
    return str(found.head.published or "")[:10], claim.span.article, claim.span.start, claim.id


def _folded(found: Iterable[Collision]) -> list[Collision]:
    """One of each kind and strength between two articles about the same topics, with the number of the others."""
    kept: dict[tuple[object, ...], Collision] = {}
    for one in found:
        topics = (topic(side.claim.entities, side.claim.metric) for side in (one.left, one.right))
        articles = one.left.claim.span.article, one.right.claim.span.article
        key = (*articles, *topics, one.verdict.kind, one.verdict.strength)
        first = kept.get(key)
        kept[key] = replace(first, folded=first.folded + 1) if first else one
    return list(kept.values())


def topic(entities: Sequence[str], metric: str | None) -> Topic:
    """The subject and the measure of a claim."""
    return entities[0] if entities else "", metric


def _sums(
    store: Store, knowledge: Knowledge, stances: Sequence[Stance], wanted: Sequence[int] | None
) -> Iterator[Collision]:
    """Sums that fail, as collisions of a number with what the result should be."""
    said = {stance.claim.id: stance.found for stance in stances}
    chosen = stances if wanted is None else [stances[nth] for nth in wanted]
    ids = {stance.claim.id for stance in chosen}
    for head in _heads(chosen):
        for one in of_article(store, head):
            ends = _ends(one)
            if one.is_problem and ends and said.keys() >= set(ends) and ids & set(ends):
                left, right = (said[end] for end in ends)
                yield Collision(left=left, right=right, verdict=_failed(one, left, right), knowledge=knowledge)


def _heads(stances: Iterable[Stance]) -> Collection[Head]:
    return {stance.found.head.id: stance.found.head for stance in stances}.values()


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
