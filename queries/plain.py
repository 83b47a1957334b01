"""Answers as plain values, for JSON and for tables of programs: the contract's shape, and one flat row a claim."""

from __future__ import annotations

from typing import Any

from kg.contract import claim_json, computation_json, dependency_json, span_json
from kg.export_table import COLUMNS as CLAIM_COLUMNS
from kg.export_table import row
from kg.model import Article
from queries.articles import Head
from queries.counts import Counted
from queries.listing import Found
from queries.whole import Link, Whole

__all__ = ["CLAIM_COLUMNS", "ENTITY_COLUMNS", "claim", "entity", "flat", "head", "link", "whole"]

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


ENTITY_COLUMNS = ("id", "name", "type", "known", "mentions", "articles", "claims", "subject")


def flat(found: Found) -> Row:
    """A claim as the row that it has in an exported table; lists are lists, dates are dates."""
    head = found.head
    article = Article(
        id=head.id,
        text="",
        sha256="",
        lang=head.lang,
        title=head.title,
        author=head.author,
        published=head.published,
    )
    return row(article, found.claim)
