"""Metrics that no word names: told by the unit of a number and a verb beside it, else by what the subject is."""

from __future__ import annotations

import tomllib
from collections.abc import Sequence
from decimal import Decimal
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

from ingest.lexicons import DATA, Cue
from ingest.matcher import Entry, Matcher

if TYPE_CHECKING:
    from ingest.passage import Passage
    from ingest.sentences import Segment
    from kg.gazetteer import Knowledge
    from kg.model import Quantity

FILE = DATA / "implied.toml"


class Rule(NamedTuple):
    """What must stand there for the metric to be meant; an empty part asks for nothing."""

    metric: str
    words: frozenset[str] = frozenset()
    unit: frozenset[str] = frozenset()
    about: frozenset[str] = frozenset()
    least: Decimal = Decimal(0)


class Implied:
    """The rules of `implied.toml`, for one body of knowledge."""

    def __init__(self, knowledge: Knowledge) -> None:
        self._entities = knowledge.entities
        self._units = knowledge.units
        data = tomllib.loads(FILE.read_text(encoding="utf-8"))
        self._measures = [_rule(table) for table in data["measure"]]
        self._topics = [_rule(table) for table in data["topic"]]

    @cached_property
    def _matcher(self) -> Matcher:
        words = sorted({word for rule in self._measures for word in rule.words})
        return Matcher(Entry(word, Cue("implied", word)) for word in words)

    def measured(self, passage: Passage, segment: Segment, entities: Sequence[str]) -> str | None:
        """The metric that a number of the segment, with the words beside it and the subject, can only mean."""
        numbers = [item.value for item in passage.quantities.within(segment.start, segment.end)]
        if not numbers:
            return None
        words, kinds = self._words(passage, segment), self._kinds(entities)
        for rule in self._measures:
            if (rule.words and not rule.words & words) or (rule.about and not rule.about & kinds):
                continue
            if any(self._fits(rule, number) for number in numbers):
                return rule.metric
        return None

    def topic(self, entities: Sequence[str]) -> str | None:
        """What one mostly says of such a subject."""
        kinds = self._kinds(entities)
        return next((rule.metric for rule in self._topics if rule.about & kinds), None)

    def dimensions(self, unit: str) -> frozenset[str]:
        """The unit and what it measures; of a rate, what it counts."""
        counted = unit.partition("/")[0]
        known = self._units.units.get(counted)
        return frozenset({unit, counted, known.dimension if known else "count"})

    def _kinds(self, entities: Sequence[str]) -> frozenset[str]:
        first = entities[:1]
        return frozenset({*first, *(self._entities[id].type for id in first if id in self._entities)})

    def _fits(self, rule: Rule, number: Quantity) -> bool:
        if rule.unit and not rule.unit & self.dimensions(number.unit):
            return False
        if not rule.least:
            return True
        known, value = self._units.units.get(number.unit), number.low or number.high
        return value is not None and value * (known.factor if known else 1) >= rule.least

    def _words(self, passage: Passage, segment: Segment) -> set[str]:
        text = passage.text[segment.start : segment.end]
        found = self._matcher.find(text)
        sentence = passage.sentences[segment.sentence]
        places = {sentence.start + token.idx: len(token) for token in passage.docs[segment.sentence]}
        return {
            hit.cue.value
            for hit in found
            if hit.end - hit.start > 1 or places.get(segment.start + hit.start, 0) == 1 or text[hit.start].isascii()
        }


def _rule(table: dict[str, object]) -> Rule:
    sets = {key: frozenset(table.get(key, ())) for key in ("words", "unit", "about")}  # type: ignore[call-overload]
    return Rule(metric=str(table["metric"]), least=Decimal(str(table.get("least", 0))), **sets)
