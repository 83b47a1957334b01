"""What a proposition says of which metric: the metric, and whether it goes up, down or stays."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, NamedTuple

from ingest import ways
from ingest.implied import Implied
from ingest.matcher import Hit
from ingest.passage import Passage
from ingest.places import place
from ingest.sentences import Segment

if TYPE_CHECKING:
    from kg.concepts import Metric
    from kg.gazetteer import Knowledge
    from kg.model import Direction

# How much a word tells of what is spoken of, by what it is
NAMED = {"quality": 1.5, "event": 1.8, "rank": 2.0}
SOFT = 1.1
QUANTITY = 3.0  # a label of any other nature
IMPLIED, WEAK = 2.0, 1.0  # a word of movement that means one metric, mostly or now and then
TOPIC = 1.0  # what is mostly said of such a subject
HAPPENING = 2.8  # a listing, a takeover, a failure
MEASURED = 2.6  # a number whose unit and verb mean one metric
COMMENSURATE = 0.6  # more for a metric that is told in the unit of a number in the segment
EVENTS = frozenset({"ipo", "acquisition", "bankruptcy", "market_share"})


class Change(NamedTuple):
    """A metric (or None), its direction, and the words that told them."""

    metric: str | None
    direction: Direction
    cues: tuple[Hit, ...]


class Sign(NamedTuple):
    """A reason to take the segment for one about `metric`; without a word where its numbers are the reason."""

    metric: str
    strength: float
    hit: Hit | None = None


class Changes:
    """Reads metric and direction of a segment from the words for metrics and for movements in it, and its numbers."""

    def __init__(self, knowledge: Knowledge) -> None:
        self._knowledge = knowledge
        self._implied = Implied(knowledge)

    def of(self, passage: Passage, segment: Segment, entities: Sequence[str]) -> Change:
        """The change that the segment states."""
        moves = _core(segment, passage.hits("movement", segment.start, segment.end))
        sign = max(self._signs(passage, segment, entities, moves), key=lambda sign: sign.strength, default=None)
        metric = sign.metric if sign else None
        way = ways.read(passage, segment, sign.hit if sign else None, moves)
        cues = (*((sign.hit,) if sign and sign.hit else ()), *way.cues)
        return Change(self._knowledge.refine(metric, entities[:1]) if metric else None, way.direction, cues)

    def _signs(
        self, passage: Passage, segment: Segment, entities: Sequence[str], moves: Sequence[Hit]
    ) -> Iterator[Sign]:
        units, words = self._units(passage, segment), self._implied.words(passage, segment)
        roles = [hit for hit in words if hit.cue.layer == "role"]
        for hit in _core(segment, passage.hits("metric", segment.start, segment.end)):
            metric = self._knowledge.metrics[hit.cue.value]
            strength = self._weight(metric) + place(passage, segment, hit, roles)
            yield Sign(metric.id, strength + COMMENSURATE * bool(self._implied.dimensions(metric.unit) & units), hit)
        for hit in moves:
            implied = hit.cue.get("metric")
            if implied:
                strength = HAPPENING if implied in EVENTS else WEAK if hit.cue.has("weak") else IMPLIED
                yield Sign(implied, strength + place(passage, segment, hit, roles), hit)
        measured = self._implied.measured(passage, segment, entities, [hit for hit in words if hit.cue.layer == "told"])
        if measured:
            yield Sign(measured, MEASURED)
        topic = self._topic(passage, segment, entities)
        if topic:
            yield Sign(topic, TOPIC)

    def _weight(self, metric: Metric) -> float:
        return SOFT if metric.id in self._implied.soft else NAMED.get(metric.nature, QUANTITY)

    def _units(self, passage: Passage, segment: Segment) -> frozenset[str]:
        numbers = passage.quantities.within(segment.start, segment.end)
        return frozenset().union(*(self._implied.dimensions(item.value.unit) for item in numbers))

    def _topic(self, passage: Passage, segment: Segment, entities: Sequence[str]) -> str | None:
        """What such a subject is mostly spoken of for; a number may also go on about what stands before it."""
        goes_on = passage.quantities.within(segment.start, segment.end) and segment.frame.start < segment.start
        named = passage.names.within(segment.start, segment.end)
        return self._implied.topic(entities) if named and not goes_on else None


def _core(segment: Segment, hits: Sequence[Hit]) -> Sequence[Hit]:
    """The words of the statement itself, where it has any; else also those of the clauses that lead on to it."""
    return [hit for hit in hits if hit.start >= segment.subject.start] or hits
