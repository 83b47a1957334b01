"""Answers as plain values, for JSON and for tables of programs: the contract's shape, and one flat row a claim."""

from __future__ import annotations

from typing import Any

from kg.contract import claim_json, computation_json, decimal, dependency_json, last_day, span_json
from kg.model import Quantity
from queries.articles import Head
from queries.counts import Counted
from queries.listing import Found
from queries.whole import Link, Whole

Row = dict[str, Any]


def head(found: Head) -> Row:
    """The head of an article."""
    return {
        "id": found.id,
        "path": found.path,
        "title": found.title,
        "author": found.author,
        "publisher": found.publisher,
        "published": str(found.published)[:10] if found.published else None,
        "lang": found.lang,
        "url": found.url,
    }


def claim(found: Found) -> Row:
    """A claim with its quantities and period in full, and the title, author and date of its article."""
    known = head(found.head)
    return claim_json(found.claim) | {name: known[name] for name in ("title", "author", "published")}


def whole(found: Whole) -> Row:
    """A claim with its passage, its entities and its dependencies in both directions."""
    article = found.article
    return claim_json(found.claim) | {
        "title": article.title,
        "author": article.author,
        "published": str(article.published)[:10] if article.published else None,
        "path": article.path,
        "passage": span_json(found.passage),
        "labels": {entity.id: list(entity.labels) for entity in found.entities},
        "premises": [link(one) for one in found.premises],
        "conclusions": [link(one) for one in found.conclusions],
        "computations": [computation_json(one) for one in found.computations],
    }


def link(found: Link) -> Row:
    """A dependency with the claim at its other end."""
    return dependency_json(found.dependency) | {"claim": claim_json(found.claim)}


def entity(found: Counted) -> Row:
    """An entity with its counts."""
    return {
        "id": found.entity.id,
        "name": found.entity.labels[0] if found.entity.labels else None,
        "type": found.entity.type,
        "known": found.entity.known,
        "mentions": found.mentions,
        "articles": found.articles,
        "claims": found.claims,
        "subject": found.subject,
    }


CLAIM_COLUMNS = (
    "id",
    "article",
    "start",
    "end",
    "quote",
    "published",
    "author",
    "title",
    "speaker",
    "kind",
    "subject",
    "entities",
    "metric",
    "direction",
    "polarity",
    "modality",
    "comparator",
    "low",
    "high",
    "unit",
    "quantities",
    "from",
    "to",
    "grain",
    "rule",
    "cues",
)
"""Columns of a flat claim. `comparator` to `unit` are those of its first quantity, `quantities` is how many it has."""

ENTITY_COLUMNS = ("id", "name", "type", "known", "mentions", "articles", "claims", "subject")


def flat(found: Found) -> Row:
    """A claim as one row of plain values, in the order of CLAIM_COLUMNS; lists are joined by spaces or `; `."""
    nested = claim(found)
    first = quantity(found.claim.quantities[0]) if found.claim.quantities else {}
    period = found.claim.period
    when = {
        "from": str(period.start)[:10] if period and period.start else None,
        "to": str(last_day(period.end)) if period and period.end else None,
        "grain": period.grain if period else None,
    }
    lists = {
        "subject": next(iter(found.claim.entities), None),
        "entities": "; ".join(found.claim.entities),
        "quantities": len(found.claim.quantities),
        "cues": "; ".join(found.claim.cues),
    }
    everything = nested | lists | first | when
    return {name: everything.get(name) for name in CLAIM_COLUMNS}


def quantity(found: Quantity) -> Row:
    """The interval of a quantity, numbers as decimal strings."""
    return {
        "comparator": found.comparator,
        "low": decimal(found.low),
        "high": decimal(found.high),
        "unit": found.unit or None,
    }
