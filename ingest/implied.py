"""Metrics that no word names: told by verbs with what stands beside them, else by what the subject is."""

from __future__ import annotations

import tomllib
from collections import defaultdict
from collections.abc import Iterator, Sequence, Set
from decimal import Decimal
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

from ingest.lexicons import DATA, Cue
from ingest.matcher import Entry, Hit, Matcher

if TYPE_CHECKING:
    from ingest.passage import Passage
    from kg.gazetteer import Knowledge
    from kg.model import Direction, Quantity

FILE = DATA / "implied.toml"
ANY = ""  # stands for the words of a rule that asks for none
LISTED = "Listed"  # kind of a company whose id is its sign at the stock exchange
NUMERALS = frozenset("0123456789千万亿")
AUXILIARY = frozenset({"aux", "auxpass"})


class Rule(NamedTuple):
    """What must stand there for the metric to be meant; an empty part asks for nothing."""

    metric: str
    value: Direction | None = None
    words: frozenset[str] = frozenset()
    also: frozenset[str] = frozenset()
    unit: frozenset[str] = frozenset()
    about: frozenset[str] = frozenset()
    beside: frozenset[str] = frozenset()
    least: Decimal = Decimal(0)
    most: Decimal | None = None
    firm: bool = False
    counts: bool = False  # whether it asks for a number


class Meant(NamedTuple):
    """A metric that is meant, whether a number or a second word helped to tell, its direction if told, the words."""

    metric: str
    firm: bool
    direction: Direction | None
    words: frozenset[str]


class Implied:
    """The rules of `implied.toml`, for one body of knowledge."""

    def __init__(self, knowledge: Knowledge) -> None:
        self._entities = knowledge.entities
        self._units = knowledge.units
        self._dimensions: dict[str, frozenset[str]] = {}  # by unit
        data = tomllib.loads(FILE.read_text(encoding="utf-8"))
        self._listed: dict[str, str] = data["listed"]
        self.soft = frozenset(data["soft"])
        self.backed = frozenset(data["backed"])
        self.costs = frozenset(data["costs"])
        self._roles = {word: role for role in ("bringing", "because") for word in data[role]}
        self._measures = [_rule(table) for table in data["measure"]]
        self._topics = [_rule(table) for table in data["topic"]]

    @cached_property
    def _matcher(self) -> Matcher:
        words = sorted({word for rule in self._measures for word in rule.words | rule.also})
        told = [Entry(word, Cue("told", word)) for word in words]
        return Matcher([*told, *(Entry(word, Cue("role", role)) for word, role in self._roles.items())])

    def words(self, passage: Passage) -> Iterator[Hit]:
        """The words of the rules in a text: in layer `told` what they tell, in `role` which part is cause or effect."""
        for hit in self._matcher.find(passage.text):
            nth = passage.sentence_at(hit.start)
            if nth is not None and _is_word(passage, nth, hit):
                yield hit

    def meant(self, words: Set[str], numbers: Sequence[Quantity], entities: Sequence[str]) -> Meant | None:
        """The metric that words, numbers and what is named, the subject first, can only mean."""
        rules = [rule for rule in self._told(words) if numbers or not rule.counts]
        if not rules:
            return None
        kinds, others = self._kinds(entities[:1]), self._kinds(entities[1:])
        for rule in rules:
            if not _spoken(rule, words) or (rule.about and not rule.about & kinds):
                continue
            if rule.beside and not rule.beside & others:
                continue
            if not rule.counts or any(self._fits(rule, number) for number in numbers):
                firm = rule.counts or bool(rule.also) or rule.firm
                return Meant(rule.metric, firm, rule.value, rule.words | rule.also)
        return None

    def _told(self, words: Set[str]) -> Iterator[Rule]:
        """The rules for one of the words, and those for any, in their order."""
        if not any(word in self._by_word for word in words):
            return (self._measures[place] for place in self._by_word[ANY])
        places = {place for word in (*words, ANY) for place in self._by_word.get(word, ())}
        return (self._measures[place] for place in sorted(places))

    @cached_property
    def _by_word(self) -> dict[str, list[int]]:
        places = defaultdict(list)
        for place, rule in enumerate(self._measures):
            for word in rule.words or (ANY,):
                places[word].append(place)
        return places

    def of_listed(self, metric: str, entities: Sequence[str]) -> str | None:
        """What the metric is of a company at the stock exchange: its valuation is its market capitalisation."""
        return self._listed.get(metric) if LISTED in self._kinds(entities[:1]) else None

    def topic(self, entities: Sequence[str]) -> str | None:
        """What one mostly says of such a subject.

        >>> from kg.gazetteer import Knowledge
        >>> Implied(Knowledge.load()).topic(["gpu", "NVDA"])
        'supply'
        """
        kinds = self._kinds(entities[:1])
        return next((rule.metric for rule in self._topics if rule.about & kinds), None)

    def dimensions(self, unit: str) -> frozenset[str]:
        """The unit and what it measures; of a rate, what it counts."""
        if unit not in self._dimensions:
            counted = unit.partition("/")[0]
            known = self._units.units.get(counted)
            self._dimensions[unit] = frozenset({unit, counted, known.dimension if known else "count"})
        return self._dimensions[unit]

    def _kinds(self, entities: Sequence[str]) -> frozenset[str]:
        listed = {LISTED for id in entities if id.casefold() != id and id.upper() == id}
        return frozenset({*entities, *listed, *(self._entities[id].type for id in entities if id in self._entities)})

    def _fits(self, rule: Rule, number: Quantity) -> bool:
        if rule.unit and not rule.unit & self.dimensions(number.unit):
            return False
        known, value = self._units.units.get(number.unit), number.low or number.high
        if value is None:
            return not rule.least
        size = value * (known.factor if known else 1)
        return rule.least <= size and (rule.most is None or size <= rule.most)


def _spoken(rule: Rule, words: Set[str]) -> bool:
    return not ((rule.words and not rule.words & words) or (rule.also and not rule.also & words))


def _is_word(passage: Passage, nth: int, hit: Hit) -> bool:
    """Not one that only helps another verb (has cut), nor one character of a longer word."""
    start = hit.start - passage.sentences[nth].start
    words = passage.parses[nth].between(start, start + 1)
    if passage.sentences[nth].lang == "en":
        return hit.cue.layer == "role" or not any(word.dep in AUXILIARY for word in words)
    alone = any(len(word.text) == 1 for word in words)
    return hit.end - hit.start > 1 or alone or passage.text[hit.start - 1 : hit.start] in NUMERALS


def _rule(table: dict[str, object]) -> Rule:
    sets = {key: frozenset(table.get(key, ())) for key in ("words", "also", "unit", "about", "beside")}  # type: ignore[call-overload]
    most = Decimal(str(table["most"])) if "most" in table else None
    least, value = Decimal(str(table.get("least", 0))), table.get("value")
    told = {"metric": str(table["metric"]), "value": value, "firm": bool(table.get("firm"))}
    return Rule(**told, least=least, most=most, counts=bool(sets["unit"] or least), **sets)  # type: ignore[arg-type]
