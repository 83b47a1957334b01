"""One claim whole: in its article and passage, with its entities, and with what it rests on and what rests on it."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import cast

from pyoxigraph import Literal, NamedNode

from kg import iris
from kg.errors import UsageError
from kg.gazetteer import Knowledge
from kg.model import Article, Claim, Computation, Dependency, Entity, Span
from kg.rdf import article_from, claim_from
from kg.rdf_read import Sheet, lookup
from kg.store import Store
from queries.counts import entities_named
from queries.likeness import did_you_mean, nearest
from queries.questions import AmbiguousError, question

LONGEST_PASSAGE = 1200
SURE = 3
"""Digits of an id that are taken to be right when the rest is not."""
_GAP = re.compile(r"\n[ \t\r]*\n")
_DIGITS = re.compile(r"[0-9a-f]+")


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """A dependency and the claim at its other end."""

    dependency: Dependency
    claim: Claim


@dataclass(frozen=True, slots=True, kw_only=True)
class Whole:
    """A claim and all that belongs to it.

    `passage` is the paragraph it stands in; `premises` are what it rests on (or what attacks it), `conclusions` what
    rests on it.
    """

    claim: Claim
    article: Article
    passage: Span
    entities: tuple[Entity, ...]
    premises: tuple[Link, ...]
    conclusions: tuple[Link, ...]
    computations: tuple[Computation, ...]


def claim(store: Store, knowledge: Knowledge, text: str) -> Whole:
    """The claim whose id is, or alone starts with, `text`. UsageError when there is none or more than one."""
    found = claim_from(store, claim_id(store, text))
    article = article_from(store, found.span.article)
    links = _links(store, found)
    return Whole(
        claim=found,
        article=article,
        passage=passage(article, found.span),
        entities=tuple(entities_named(store, knowledge, found.entities)),
        premises=tuple(link for link in links if link.dependency.conclusion == found.id),
        conclusions=tuple(link for link in links if link.dependency.premise == found.id),
        computations=tuple(_computations(store, found)),
    )


def claim_id(store: Store, text: str) -> str:
    """The id of the claim that `text` is, or alone starts with."""
    if store.article_of(text) is not None:
        return text
    ids = _starting(store, text)
    if len(ids) == 1:
        return ids[0]
    if not ids:
        near = nearest(text, (id[: len(text)] for id in _starting(store, text[:SURE])))
        raise UsageError(f"the store has no claim {text!r}; {did_you_mean(near, '`kg claims` lists those it has')}")
    raise AmbiguousError(f"several claims start with {text}: {', '.join(ids[:6])}; give more digits")


def _starting(store: Store, text: str) -> list[str]:
    """Some of the claims whose id starts with `text`."""
    if not _DIGITS.fullmatch(text.lower()):
        return []
    beginning = [Literal(iris.claim(text.lower()).value)]
    return [
        iris.id_of(cast(NamedNode, row["claim"]))
        for row in store.select(question("claims_starting", beginning=beginning))
    ]


def passage(article: Article, span: Span) -> Span:
    """The paragraph around `span`; of one too long for a screen, the part around it.

    >>> text = "One.\\n\\nTwo is up.\\nThree.\\n\\nFour."
    >>> passage(Article(id="a", text=text, sha256="", lang="en"), Span.of(text, 10, 12)).quote
    'Two is up.\\nThree.'
    """
    text = article.text
    start = max((gap.end() for gap in _GAP.finditer(text, 0, span.start)), default=0)
    gap = _GAP.search(text, span.end)
    end = gap.start() if gap else len(text)
    if end - start > LONGEST_PASSAGE:
        start, end = _around(text, span, start, end)
    return Span.of(text, start, end, article.id)


def _around(text: str, span: Span, start: int, end: int) -> tuple[int, int]:
    """Bounds nearer to `span`: whole lines where they are short, else so many characters on each side."""
    room = max(0, LONGEST_PASSAGE - (span.end - span.start)) // 2
    near, far = max(start, span.start - room), min(end, span.end + room)
    line, rest = text.find("\n", near, span.start), text.rfind("\n", span.end, far)
    return (line + 1 if near > start and line >= 0 else near), (rest if far < end and rest >= 0 else far)


def _links(store: Store, found: Claim) -> list[Link]:
    rows = store.select(question("dependencies", claim=[iris.claim(found.id)]))
    return [_link(store, found, cast(NamedNode, row["node"])) for row in rows]


def _link(store: Store, found: Claim, node: NamedNode) -> Link:
    dependency = Sheet(found.span.article, lookup(store, found.span.article)).dependency(node)
    other = dependency.premise if dependency.conclusion == found.id else dependency.conclusion
    return Link(dependency=dependency, claim=claim_from(store, other))


def _computations(store: Store, found: Claim) -> Iterable[Computation]:
    sheet = Sheet(found.span.article, lookup(store, found.span.article))
    rows = store.select(question("computations", claim=[iris.claim(found.id)]))
    return [sheet.computation(cast(NamedNode, row["node"])) for row in rows]
