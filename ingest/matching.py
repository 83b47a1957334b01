"""Which found claim answers which gold claim."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial

import networkx as nx

from ingest.gold import Gold, GoldClaim
from kg.model import Claim, Span

_IOU_STEPS = 1000
_AGREEMENTS = 8


@dataclass(frozen=True, slots=True, kw_only=True)
class Pair:
    """A found claim and the gold claim it answers."""

    found: Claim
    gold: GoldClaim


@dataclass(frozen=True, slots=True, kw_only=True)
class Matching:
    """How found claims lie on the gold: one to one (`pairs`), besides a pair on a gold claim all the same (`extra`), on
    borderline text only (`neutral`), on text that is no claim (`refused`) or on nothing annotated (`spurious`)."""

    pairs: tuple[Pair, ...]
    extra: tuple[Claim, ...]
    neutral: tuple[Claim, ...]
    refused: tuple[Claim, ...]
    spurious: tuple[Claim, ...]
    missed: tuple[GoldClaim, ...]

    @property
    def answers(self) -> dict[str, str]:
        """The gold claim that each found claim on gold answers, or lies on most beside another that answers it."""
        golds = [pair.gold for pair in self.pairs]
        beside = {claim.id: max(golds, key=partial(_shared, claim)).id for claim in self.extra if golds}
        return beside | {pair.found.id: pair.gold.id for pair in self.pairs}


def _shared(claim: Claim, gold: GoldClaim) -> int:
    return overlap(claim.span, gold.span)


def lies_on(left: Span, right: Span) -> bool:
    """Whether the spans share half of the shorter.

    >>> lies_on(Span.of("abcdefgh", 0, 4), Span.of("abcdefgh", 2, 8))
    True
    """
    return 2 * overlap(left, right) >= min(left.end - left.start, right.end - right.start)


def overlap(left: Span, right: Span) -> int:
    """Characters that both hold."""
    return max(0, min(left.end, right.end) - max(left.start, right.start))


def iou(left: Span, right: Span) -> float:
    """Shared characters over all characters of the two."""
    shared = overlap(left, right)
    return shared / (left.end - left.start + right.end - right.start - shared)


def match(found: Sequence[Claim], gold: Gold) -> Matching:
    """The assignment with the most shared characters; ties go to the closer spans, then to the likelier content."""
    pairs = _assign(found, gold.claims)
    places: dict[str, list[Claim]] = {"extra": [], "neutral": [], "refused": [], "spurious": []}
    for i, claim in enumerate(found):
        if i not in pairs:
            places[_place(claim, gold)].append(claim)
    missed = (claim for j, claim in enumerate(gold.claims) if j not in set(pairs.values()))
    return Matching(
        pairs=tuple(Pair(found=found[i], gold=gold.claims[j]) for i, j in pairs.items()),
        missed=tuple(missed),
        **{name: tuple(claims) for name, claims in places.items()},
    )


def _place(claim: Claim, gold: Gold) -> str:
    claims = tuple(each.span for each in gold.claims)
    layers = {"extra": claims, "neutral": gold.borderline, "refused": gold.non_claims}
    return next(
        (name for name, spans in layers.items() if any(lies_on(claim.span, span) for span in spans)), "spurious"
    )


def _assign(found: Sequence[Claim], gold: Sequence[GoldClaim]) -> dict[int, int]:
    graph: nx.Graph[tuple[str, int]] = nx.Graph()
    for i, claim in enumerate(found):
        for j, sought in enumerate(gold):
            if lies_on(claim.span, sought.span):
                graph.add_edge(("found", i), ("gold", j), weight=_weight(claim, sought))
    parts = (_in_order(graph.subgraph(part)) for part in nx.connected_components(graph))
    edges = (sorted(edge) for part in parts for edge in nx.max_weight_matching(part))
    return dict(sorted((i, j) for (_, i), (_, j) in edges))


def _in_order(part: nx.Graph[tuple[str, int]]) -> nx.Graph[tuple[str, int]]:
    """The same graph, its edges put in by place in the text: of two equal assignments the order decides."""
    ordered: nx.Graph[tuple[str, int]] = nx.Graph()
    ordered.add_weighted_edges_from(
        (*ends, part.edges[ends]["weight"]) for ends in sorted((min(edge), max(edge)) for edge in part.edges)
    )
    return ordered


def _weight(found: Claim, gold: GoldClaim) -> int:
    """Overlap, then closeness, then agreement, each counting only where those before it are equal."""
    alike = sum((found.metric == gold.metric, found.kind == gold.kind, found.direction == gold.direction))
    closeness = round(iou(found.span, gold.span) * (_IOU_STEPS - 1))
    return (overlap(found.span, gold.span) * _IOU_STEPS + closeness) * _AGREEMENTS + alike
