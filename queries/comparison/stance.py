"""What a claim comes down to when it is held against another."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property

from kg.algebra import Measure
from kg.concepts import Metric
from kg.gazetteer import Knowledge
from kg.model import Claim, Quantity
from queries.comparison.parts import before, models, modifier, segment, variants
from queries.comparison.values import Value, counts, value, wide
from queries.comparison.wording import (
    aspects,
    beside,
    content,
    forms,
    is_name,
    lists,
    named,
    places,
    plain,
    says,
    superlatives,
    themes,
    words,
)
from queries.listing import Found

LATELY = timedelta(days=183)
"""How far back a fact without a date may lie from the day it is told."""
AHEAD = timedelta(days=3 * 366)
"""How far ahead a prediction without a date may look."""
PRODUCTS = frozenset({"Product", "Model"})
NOUN = 14
"""Characters behind a number in which the name of what it counts ends."""
NEVER = date.min.toordinal(), date.max.toordinal()


@dataclass(frozen=True, kw_only=True)
class Stance:
    """A claim with what its entities, its words and its article say about it.

    `sign` is 1 for up, -1 for down, 0 for flat, None where no direction is told; `denied` when that is negated.
    `first` and `last` are ordinals of days, the last exclusive.
    """

    found: Found
    knowledge: Knowledge

    @cached_property
    def claim(self) -> Claim:
        """The claim itself."""
        return self.found.claim

    @cached_property
    def subject(self) -> str:
        """What it is about, an economy as its country; empty for a claim about nothing."""
        first = self.claim.entities[0] if self.claim.entities else ""
        countries = lists()["economies"]
        if first in countries:
            return countries[first] or next((id for id in self.claim.entities if self._type(id) == "Place"), first)
        return first

    @cached_property
    def metric(self) -> Metric | None:
        """Its measure; None where it has none, or one that the data files do not hold."""
        return self.knowledge.metrics.get(self.claim.metric or "")

    @cached_property
    def sign(self) -> int | None:
        """The direction as a number; what comes about, and is told at all, does so. A mere name says nothing."""
        if self.metric and is_name(self.metric.labels, self.claim.span.quote):
            return None
        told = "up" if self.claim.direction == "none" and self._comes_about else self.claim.direction
        return {"up": 1, "down": -1, "flat": 0}.get(told)

    @property
    def _comes_about(self) -> bool:
        """Whether it tells of an event: by its measure, or without a number by a verb that begins what is measured."""
        if self.metric is None or self.metric.nature != "flow":
            return self.metric is not None and self.metric.nature == "event"
        return not self.claim.quantities and says(self.claim.span.quote, "begun")

    @property
    def denied(self) -> bool:
        """Whether what it says is said not to be so."""
        return self.claim.polarity == "negated"

    @property
    def who(self) -> str:
        """Whose word it is: the speaker reported, else the author, else the publisher; empty where nobody is known."""
        return self.claim.speaker or self.head_author

    @property
    def head_author(self) -> str:
        """Who wrote the article."""
        return self.found.head.author or self.found.head.publisher or ""

    @cached_property
    def hearsay(self) -> bool:
        """Whether nobody in particular says it."""
        return says(self.claim.speaker or "", "hearsay")

    @property
    def reported(self) -> bool:
        """Whether the author only tells what somebody foresees or thinks who does not speak of what is his own."""
        speaker = self.claim.speaker
        return bool(speaker) and speaker not in self.claim.entities and self.claim.kind in words("views", "kinds")

    @cached_property
    def owners(self) -> frozenset[str]:
        """Companies and bodies beside the subject, where the subject is none itself: whose data centres they are."""
        if self._type(self.subject) in {None, "Place", *words("owners")}:
            return frozenset()
        return frozenset(id for id in self.claim.entities[1:] if self._type(id) in words("owners"))

    @cached_property
    def places(self) -> frozenset[str]:
        """Places beside the subject."""
        return self._beside({"Place"})

    @cached_property
    def products(self) -> frozenset[str]:
        """Products and models beside the subject."""
        return self._beside(PRODUCTS)

    @cached_property
    def models(self) -> frozenset[str]:
        """Models and generations that its words tell by letters and digits, which are none of its numbers."""
        quote = self.claim.span.quote
        for start, end in (self._inside(told) for told in self.claim.quantities if told.unit not in words("sizes")):
            quote = quote[:start] + " " * (end - start) + quote[end:]
        return models(quote)

    @cached_property
    def variants(self) -> frozenset[str]:
        """Which kin of a numbered product its words name."""
        return variants(self.claim.span.quote)

    @cached_property
    def pace(self) -> bool:
        """Whether it tells how fast the measure moves, rather than where to: growth that slows is growth."""
        return not self.values and says(self.claim.span.quote, "pace")

    @cached_property
    def topics(self) -> frozenset[str]:
        """What else it speaks of that has no name of its own: fields, goods, kinds of things it does not count."""
        return frozenset(id for id in self._beside({"Technology", "Index", None}) if not self._counts(id))

    def _counts(self, id: str) -> bool:
        """Whether a number of the claim counts them."""
        concept = self.knowledge.entities.get(id)
        return concept is not None and any(named(concept.labels, noun) for noun in self._counted)

    @cached_property
    def _counted(self) -> Sequence[str]:
        """The numbers that count things, with the words behind them."""
        quote = plain(self.claim.span.quote)
        spans = [self._inside(quantity) for quantity in self.claim.quantities if counts(quantity.unit)]
        return [quote[start : end + NOUN] for start, end in spans]

    @cached_property
    def partners(self) -> frozenset[str]:
        """Companies and bodies beside the subject where something happens between them, or no measure is told."""
        happens = self.metric is None or self.metric.nature == "event"
        return self._beside(frozenset(words("owners"))) if happens else frozenset()

    def _beside(self, types: Collection[str | None]) -> frozenset[str]:
        """Entities beside the subject; what a condition names narrows nothing."""
        conditional = self.claim.modality == "conditional"
        others = () if conditional else [id for id in self.claim.entities[1:] if id != self.subject]
        return frozenset(id for id in others if self._type(id) in types)

    @cached_property
    def aspects(self) -> Mapping[str, str]:
        """The side of each distinction that its words take: nominal or real, online or offline.

        Since when it has changed (on the year, on the quarter) says nothing of how much it is.
        """
        found = aspects(self.claim.span.quote)
        level = any(value.role == "level" for value in self.values)
        return {name: side for name, side in found.items() if not level or name not in words("of_changes")}

    @cached_property
    def segment(self) -> str:
        """The part of the business that its words name; empty for the whole."""
        return segment(self.claim.span.quote)

    @cached_property
    def modifier(self) -> str:
        """What stands right before the name of the measure and is no entity: services of services revenue."""
        if self.metric is None:
            return ""
        told = modifier(self.claim.span.quote, forms(self.metric.labels), self._names())
        called = forms(label for label in self.metric.labels if label.preferred)
        return "" if any(told in name for name in called) else told

    @cached_property
    def narrowed(self) -> frozenset[str]:
        """The sides that its words take and that are less than all: abroad, online, annualised."""
        return words("narrowing") & {*self.aspects.values()}

    @cached_property
    def fields(self) -> frozenset[str]:
        """Topics that stand right before the name of the measure, and narrow it: advertising sales."""
        measures = list(forms(self.metric.labels)) if self.metric else []
        known = ((id, self.knowledge.entities.get(id)) for id in sorted(self.topics))
        quote = self.claim.span.quote
        return frozenset(id for id, concept in known if concept and before(quote, forms(concept.labels), measures))

    def _names(self) -> Iterator[str]:
        """All words for its entities."""
        for id in self.claim.entities:
            yield from forms(self.knowledge.entities[id].labels if id in self.knowledge.entities else ())

    @cached_property
    def themes(self) -> frozenset[str]:
        """What its words speak of where a measure has several sides: moat, pricing power."""
        return themes(self.claim.span.quote)

    @cached_property
    def content(self) -> frozenset[str]:
        """The words of its quote that say something."""
        return content(self.claim.span.quote)

    @cached_property
    def wholes(self) -> frozenset[str]:
        """What the subject is part, product or kind of."""
        return self.kinds(self.subject)

    def kinds(self, id: str) -> frozenset[str]:
        """What an entity is part, product or kind of, however far up."""
        found, queue = set[str](), [id]
        for each in queue:
            concept = self.knowledge.entities.get(each)
            for whole in (*concept.part_of, *concept.product_of, *concept.broader) if concept else ():
                if whole not in found:
                    found.add(whole)
                    queue.append(whole)
        return frozenset(found)

    @cached_property
    def made(self) -> frozenset[str]:
        """Products beside the subject that are its own."""
        return frozenset(id for id in self.products if self.subject in self._makers(id))

    @cached_property
    def makers(self) -> frozenset[str]:
        """Whose product the subject is."""
        return self._makers(self.subject) if self._type(self.subject) in PRODUCTS else frozenset()

    def _makers(self, id: str) -> frozenset[str]:
        concept = self.knowledge.entities.get(id)
        return frozenset(concept.product_of if concept else ())

    @cached_property
    def values(self) -> tuple[Value, ...]:
        """Its numbers that tell of the metric, without how likely it is."""
        counted = (quantity for quantity in self.claim.quantities if not self._is_chance(quantity))
        read = (value(quantity, self.metric, self._behind(quantity)) for quantity in counted)
        return tuple(one for one in read if one)

    def _behind(self, quantity: Quantity) -> str:
        """The words of the quote behind a number, in plain text."""
        span = self.claim.span
        return plain(span.quote)[quantity.span.end - span.start :] if quantity.span.end >= span.start else ""

    @cached_property
    def chance(self) -> Measure | None:
        """How likely it is said to be, in percent; None where no number says so."""
        return next(
            (wide(quantity, quantity.unit) for quantity in self.claim.quantities if self._is_chance(quantity)), None
        )

    @cached_property
    def superlatives(self) -> frozenset[str]:
        """The ends of a scale on which the subject is put first."""
        return superlatives(self.claim.span.quote)

    @cached_property
    def earliest(self) -> bool:
        """Whether it tells of the first time at which something can come about."""
        return says(self.claim.span.quote, "earliest")

    @cached_property
    def portion(self) -> bool:
        """Whether it tells of a part of what was told before: of which so much is for packaging."""
        return says(self.claim.span.quote, "portion")

    @cached_property
    def not_yet(self) -> bool:
        """Whether it tells that something has not come about so far."""
        return self.denied and says(self.claim.span.quote, "not_yet")

    @cached_property
    def always(self) -> bool:
        """Whether it is said of all times: always so, or never."""
        quote = self.claim.span.quote
        ever = says(quote, "always") or (self.denied and says(quote, "never"))
        return self.claim.period is None and ever

    @cached_property
    def throughout(self) -> bool:
        """Whether it is said of every part of its time; a number is of the whole."""
        told = self.claim.period is not None and not self.claim.quantities
        return told and says(self.claim.span.quote, "throughout")

    @cached_property
    def closing(self) -> bool:
        """Whether it tells where its time ended, rather than what came about in it."""
        return says(self.claim.span.quote, "closing")

    @cached_property
    def names_metric(self) -> bool:
        """Whether a word of the quote names the measure itself, rather than what becomes of it."""
        return bool(self.metric) and named(self.metric.labels if self.metric else (), plain(self.claim.span.quote))

    @cached_property
    def level(self) -> bool:
        """Whether a word of the quote names an end of the measure's scale: shortage, glut."""
        ends = [label for label in self.metric.labels if label.pole] if self.metric else []
        return named(ends, plain(self.claim.span.quote))

    @cached_property
    def days(self) -> tuple[int, int]:
        """The first day it speaks of and the day after the last; a time that is not told is about when it was said."""
        period, said = self.claim.period, self.said
        if period is not None:
            start = period.start.toordinal() if period.start else NEVER[0]
            return start, period.end.toordinal() if period.end else NEVER[1]
        if self.always or said is None:
            return NEVER
        if self.claim.kind == "prediction":
            return said.toordinal(), (said + AHEAD).toordinal()
        return (said - LATELY).toordinal(), (said + LATELY).toordinal()

    @cached_property
    def when(self) -> str:
        """The first and the last day it speaks of, or about when it was said, to be read."""
        if self.claim.period is None:
            return f"≈ {self.said}" if self.said else "-"
        first, last = self.days
        start = str(date.fromordinal(first)) if first > 1 else "…"
        return f"{start} to {date.fromordinal(last - 1) if last < date.max.toordinal() else '…'}"

    @cached_property
    def said(self) -> date | None:
        """The day its article was published."""
        day = self.found.head.published
        return date(day.year, day.month, day.day) if day else None

    def _type(self, id: str) -> str | None:
        concept = self.knowledge.entities.get(id)
        return concept.type if concept else None

    def _is_chance(self, quantity: Quantity) -> bool:
        if quantity.unit != "%":
            return False
        quote = self.claim.span.quote
        return beside(quote, *self._inside(quantity), places(quote, "chances"))

    def _inside(self, quantity: Quantity) -> tuple[int, int]:
        """Where a number stands in the quote; nowhere where it stands before or behind it."""
        start, whole = quantity.span.start - self.claim.span.start, len(self.claim.span.quote)
        return max(0, min(start, whole)), max(0, min(start + len(quantity.span.quote), whole))
