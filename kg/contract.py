"""The JSON that `kg extract` prints, and its way back: one object an article, plain enough for any language.

Offsets count code points of the decoded file; numbers are decimal strings; `to` is the last day, inclusive; a claim
points at its quantities and its period by their place in the lists of the article; null is what is not known.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Mapping
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import TYPE_CHECKING, Any, Generic, TypeVar

from kg.model import (
    Article,
    Claim,
    Computation,
    Dependency,
    Dropped,
    Entity,
    Extraction,
    Mention,
    Operand,
    Period,
    Quantity,
    Span,
)

if TYPE_CHECKING:
    from kg.gazetteer import Knowledge

Json = dict[str, Any]
Value = TypeVar("Value", bound=Hashable)

LONGEST_PLAIN = 60
"""Digits before or after the point up to which a number is written out without an exponent."""


def to_json(extraction: Extraction, knowledge: Knowledge | None = None) -> Json:
    """All that was read from one article. `knowledge` gives labels to known entities that come without.

    >>> text = "Up 5%."
    >>> five = Quantity(span=Span.of(text, 3, 5, "a"), low=Decimal(5), high=Decimal(5), unit="%")
    >>> article = Article(id="a", text=text, sha256="", lang="en")
    >>> to_json(Extraction(article=article, quantities=(five,)))["quantities"]
    [{'start': 3, 'end': 5, 'quote': '5%', 'low': '5', 'high': '5', 'comparator': '=', 'unit': '%'}]
    """
    quantities, periods = Listed(extraction.quantities), Listed(extraction.periods)
    claims = [claim_in_article(claim, quantities, periods) for claim in extraction.claims]
    return {
        "article": article_json(extraction.article),
        "entities": entities_json(extraction.entities, extraction.mentions, knowledge),
        "quantities": [quantity_json(quantity) for quantity in quantities.values],
        "periods": [period_json(period) for period in periods.values],
        "claims": claims,
        "dependencies": [dependency_json(dependency) for dependency in extraction.dependencies],
        "computations": [computation_json(computation) for computation in extraction.computations],
        "dropped": [span_json(dropped.span) | {"reason": dropped.reason} for dropped in extraction.dropped],
    }


class Listed(Generic[Value]):
    """A list whose values are pointed at by their place; a value that it lacks is put at its end."""

    def __init__(self, values: Iterable[Value]) -> None:
        self.values = list(values)
        self._places = {value: place for place, value in reversed(list(enumerate(self.values)))}

    def place(self, value: Value) -> int:
        """Where `value` stands."""
        if value not in self._places:
            self._places[value] = len(self.values)
            self.values.append(value)
        return self._places[value]


def article_json(article: Article) -> Json:
    """What is known of an article, without its text."""
    return {
        "id": article.id,
        "path": article.path,
        "title": article.title,
        "author": article.author,
        "published": _day(article.published),
        "lang": article.lang,
    }


def span_json(span: Span) -> Json:
    """Where something stands, and its words."""
    return {"start": span.start, "end": span.end, "quote": span.quote}


def entities_json(entities: Iterable[Entity], mentions: Iterable[Mention], knowledge: Knowledge | None) -> list[Json]:
    """Entities in their order, each with its mentions. ValueError for a mention of an entity that is not listed."""
    found = {entity.id: _entity(entity, knowledge) for entity in entities}
    for mention in mentions:
        if mention.entity not in found:
            raise ValueError(f"{mention.span.quote!r} names {mention.entity!r}, which is not among the entities")
        found[mention.entity]["mentions"].append(span_json(mention.span))
    return list(found.values())


def _entity(entity: Entity, knowledge: Knowledge | None) -> Json:
    known = knowledge.entities.get(entity.id) if knowledge else None
    labels = entity.labels or (tuple(label.text for label in known.labels) if known else ())
    return {"id": entity.id, "labels": list(labels), "type": entity.type, "known": entity.known, "mentions": []}


def quantity_json(quantity: Quantity) -> Json:
    """An interval of values; an open side is null."""
    return span_json(quantity.span) | {
        "low": decimal(quantity.low),
        "high": decimal(quantity.high),
        "comparator": quantity.comparator,
        "unit": quantity.unit or None,
    }


def period_json(period: Period) -> Json:
    """A period by its first and its last day."""
    return span_json(period.span) | {
        "from": _day(period.start),
        "to": _day(last_day(period.end)),
        "grain": period.grain,
        "vague": period.vague,
    }


def claim_json(claim: Claim) -> Json:
    """One claim by itself: with its article, and its quantities and its period in full."""
    return _claim(
        {"id": claim.id, "article": claim.span.article},
        claim,
        [quantity_json(quantity) for quantity in claim.quantities],
        period_json(claim.period) if claim.period else None,
    )


def claim_in_article(claim: Claim, quantities: Listed[Quantity], periods: Listed[Period]) -> Json:
    """A claim as one of the list of its article."""
    places = [quantities.place(quantity) for quantity in claim.quantities]
    return _claim({"id": claim.id}, claim, places, periods.place(claim.period) if claim.period else None)


def _claim(head: Json, claim: Claim, quantities: list[Any], period: Any) -> Json:
    return {
        **head,
        **span_json(claim.span),
        "kind": claim.kind,
        "entities": list(claim.entities),
        "metric": claim.metric,
        "direction": claim.direction,
        "polarity": claim.polarity,
        "modality": claim.modality,
        "speaker": claim.speaker,
        "quantities": quantities,
        "period": period,
        "rule": claim.rule,
        "cues": list(claim.cues),
    }


def dependency_json(dependency: Dependency) -> Json:
    """What rests on what, and by which word."""
    return {
        "conclusion": dependency.conclusion,
        "premise": dependency.premise,
        "relation": dependency.relation,
        "cue": dependency.cue,
        "explicit": dependency.explicit,
    }


def computation_json(computation: Computation) -> Json:
    """Arithmetic of the text, done again."""
    return {
        "expression": computation.expression,
        "claims": list(computation.claims),
        "stated": computation.stated,
        "computed": computation.computed,
        "verdict": computation.verdict,
        "operation": computation.operation,
        "inputs": [operand_json(operand) for operand in computation.inputs],
        "result": operand_json(computation.result) if computation.result else None,
        "missing": computation.missing,
    }


def operand_json(operand: Operand) -> Json:
    """A number that arithmetic uses: its claim, and which of the claim's quantities."""
    return {"claim": operand.claim, "quantity": operand.quantity, "inverse": operand.inverse}


def operands(data: Iterable[Mapping[str, Any]]) -> tuple[Operand, ...]:
    """The operands that `operand_json` wrote."""
    return tuple(Operand(**item) for item in data)


def decimal(value: Decimal | None) -> str | None:
    """A number as people write it, every digit kept.

    >>> decimal(Decimal("4E+12")), decimal(Decimal("1.50"))
    ('4000000000000', '1.50')
    """
    if value is None or abs(value.adjusted()) > LONGEST_PLAIN:
        return None if value is None else str(value)
    return format(value, "f")


def last_day(end: date | None) -> date | None:
    """The last day before `end`, which is the first moment after a period.

    >>> last_day(date(2026, 1, 1)), last_day(datetime(2025, 3, 4, 17))
    (datetime.date(2025, 12, 31), datetime.date(2025, 3, 4))
    """
    if end is None:
        return None
    if isinstance(end, datetime):
        return (end - timedelta(microseconds=1)).date()
    return end - timedelta(days=1)


def _day(at: date | None) -> str | None:
    return None if at is None else at.isoformat()[:10]


def from_json(data: Mapping[str, Any], article: Article) -> Extraction:
    """The values that `data` tells of `article`, for comparing and for tests.

    What the contract leaves out is lost: the basis of a quantity or period, hours, and which bound of a range is open.
    """
    quantities = [_quantity(item, article.id) for item in data["quantities"]]
    periods = [_period(item, article.id) for item in data["periods"]]
    return Extraction(
        article=article,
        entities=tuple(_entity_from(item) for item in data["entities"]),
        mentions=tuple(_mentions(data["entities"], article.id)),
        quantities=tuple(quantities),
        periods=tuple(periods),
        claims=tuple(_claim_from(item, article.id, quantities, periods) for item in data["claims"]),
        dependencies=tuple(Dependency(**item) for item in data["dependencies"]),
        computations=tuple(_computation(item) for item in data["computations"]),
        dropped=tuple(Dropped(span=_span(item, article.id), reason=item["reason"]) for item in data["dropped"]),
    )


def _computation(item: Mapping[str, Any]) -> Computation:
    inputs, result = operands(item["inputs"]), item["result"]
    told = {"claims": tuple(item["claims"]), "inputs": inputs, "result": Operand(**result) if result else None}
    return Computation(**{**item, **told})


def _span(item: Mapping[str, Any], article: str) -> Span:
    return Span(article=article, start=item["start"], end=item["end"], quote=item["quote"])


def _entity_from(item: Mapping[str, Any]) -> Entity:
    return Entity(id=item["id"], type=item["type"], labels=tuple(item["labels"]), known=item["known"])


def _mentions(entities: Iterable[Mapping[str, Any]], article: str) -> list[Mention]:
    found = [Mention(span=_span(at, article), entity=item["id"]) for item in entities for at in item["mentions"]]
    return sorted(found, key=lambda mention: (mention.span.start, mention.span.end))


def _quantity(item: Mapping[str, Any], article: str) -> Quantity:
    low, high = (None if item[side] is None else Decimal(item[side]) for side in ("low", "high"))
    return Quantity(
        span=_span(item, article),
        low=low,
        high=high,
        unit=item["unit"] or "",
        approximate=item["comparator"] == "~",
        low_open=item["comparator"] == ">",
        high_open=item["comparator"] == "<",
    )


def _period(item: Mapping[str, Any], article: str) -> Period:
    start, last = (None if item[side] is None else date.fromisoformat(item[side]) for side in ("from", "to"))
    return Period(
        span=_span(item, article),
        start=start,
        end=None if last is None else last + timedelta(days=1),
        grain=item["grain"],
        basis="vague" if item["vague"] else "stated",
    )


def _claim_from(item: Mapping[str, Any], article: str, quantities: list[Quantity], periods: list[Period]) -> Claim:
    return Claim(
        id=item["id"],
        span=_span(item, article),
        kind=item["kind"],
        entities=tuple(item["entities"]),
        metric=item["metric"],
        direction=item["direction"],
        polarity=item["polarity"],
        modality=item["modality"],
        speaker=item["speaker"],
        quantities=tuple(quantities[place] for place in item["quantities"]),
        period=None if item["period"] is None else periods[item["period"]],
        rule=item["rule"],
        cues=tuple(item["cues"]),
    )
