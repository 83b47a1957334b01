"""What a proposition says of which metric: the metric, and whether it goes up, down or stays."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, NamedTuple

from ingest.matcher import Hit
from ingest.passage import Passage
from ingest.sentences import Segment

if TYPE_CHECKING:
    from kg.gazetteer import Knowledge
    from kg.model import Direction

EVENTS = frozenset({"ipo", "acquisition", "bankruptcy", "market_share"})
POLES: dict[str, Direction] = {"low": "down", "high": "up"}
FAR = 40  # characters between a metric and the word that moves it


class Change(NamedTuple):
    """A metric (or None), its direction, and the words that told them."""

    metric: str | None
    direction: Direction
    cues: tuple[Hit, ...]


class Changes:
    """Reads metric and direction of a segment from the words for metrics and for movements in it."""

    def __init__(self, knowledge: Knowledge) -> None:
        self._entities = knowledge.entities
        self._qualities = frozenset(metric.id for metric in knowledge.metrics.values() if metric.nature == "quality")
        self._refined = [metric for metric in knowledge.metrics.values() if metric.refines]

    def of(self, passage: Passage, segment: Segment, entities: Sequence[str]) -> Change:
        """The change that the segment states."""
        moves = _core(segment, passage.hits("movement", segment.start, segment.end))
        metrics = _core(segment, passage.hits("metric", segment.start, segment.end))
        sure = [hit for hit in metrics if hit.cue.value not in self._qualities]
        change = _event(moves) or _measured(segment, moves, sure or metrics) or _moved(moves)
        return change._replace(metric=self._refine(change.metric, entities)) if change.metric else change

    def _refine(self, metric: str | None, entities: Sequence[str]) -> str | None:
        """The narrower metric that `metric` is with such a subject: a cost of inference is inference_cost."""
        types = {self._entities[entity].type for entity in entities[:1] if entity in self._entities}
        for narrower in self._refined:
            if narrower.refines == metric and set(narrower.about) & {*entities, *types}:
                return narrower.id
        return metric


def _core(segment: Segment, hits: Sequence[Hit]) -> Sequence[Hit]:
    """The words of the statement itself, where it has any; else also those of the clauses that lead on to it."""
    return [hit for hit in hits if hit.start >= segment.subject.start] or hits


def _event(moves: Sequence[Hit]) -> Change | None:
    """A happening that is its own metric: a listing, a takeover, a failure."""
    for move in moves:
        if move.cue.get("metric") in EVENTS:
            return Change(move.cue.get("metric"), _way(move), (move,))
    return None


def _measured(segment: Segment, moves: Sequence[Hit], metrics: Sequence[Hit]) -> Change | None:
    if not metrics:
        return None
    metric = _main(segment, metrics)
    pole = metric.cue.get("pole")
    if pole:
        return Change(metric.cue.value, POLES[pole], (metric,))
    move = _nearest(metric, moves)
    if move is None:
        return Change(metric.cue.value, "none", (metric,))
    return Change(metric.cue.value, _way(move), (metric, move))


def _main(segment: Segment, metrics: Sequence[Hit]) -> Hit:
    """The last metric of the grammatical subject, which heads its noun phrase; else the first of all."""
    inside = [hit for hit in metrics if segment.subject.start <= hit.start and hit.end <= segment.subject.end]
    return inside[-1] if inside else metrics[0]


def _nearest(metric: Hit, moves: Sequence[Hit]) -> Hit | None:
    """The word that moves the metric: the next one behind it, else the last before, else one inside it (收入增长)."""
    moving = [move for move in moves if move.cue.value != "none" and move.cue.get("metric") in {None, metric.cue.value}]
    other = [move for move in moves if move.cue.value != "none"]
    for told in (moving, other):
        after = [move for move in told if 0 <= move.start - metric.end <= FAR]
        before = [move for move in told if 0 <= metric.start - move.end <= FAR]
        inside = [move for move in told if metric.start <= move.start and move.end <= metric.end]
        if after or before or inside:
            return (after or before[-1:] or inside)[0]
    return None


def _moved(moves: Sequence[Hit]) -> Change:
    """No metric is named: one that a word implies (护城河, glut), moved by a plain verb where there is one (变窄)."""
    implying = next((move for move in moves if move.cue.get("metric")), None)
    plain = next((move for move in moves if not move.cue.get("metric")), None)
    if implying is None:
        return Change(None, _way(plain), (plain,)) if plain else Change(None, "none", ())
    if plain is None:
        return Change(implying.cue.get("metric"), _way(implying), (implying,))
    return Change(implying.cue.get("metric"), _way(plain), (implying, plain))


def _way(move: Hit) -> Direction:
    return move.cue.value  # type: ignore[return-value]
