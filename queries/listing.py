"""Claims by what they are about, of what kind, by whom, where and of which time, a page at a time.

A page begins after the last claim of the one before, so that the thousandth is as quick as the first.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import islice
from typing import cast
from urllib.parse import quote, unquote

from pyoxigraph import Literal, NamedNode

from kg import iris
from kg.errors import UsageError
from kg.gazetteer import Knowledge
from kg.model import KINDS, Claim, Kind
from kg.rdf_many import claims_from
from kg.store import Store
from kg.vocab import XSD
from queries import names
from queries.articles import Head, Row, articles, named, word
from queries.questions import Term, question, well_formed
from queries.wording import spellings

Terms = dict[str, Iterable[Term] | None]
"""What each parameter of a question may be; None asks nothing."""


LARGEST = 1_000_000
"""Claims of a page at most."""

INDEXED = ("entity", "metric", "kind")
"""Conditions by which articles can be found without reading their claims."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """Which claims: each condition is a word as a person types it; None asks nothing.

    `entity` is an id, a ticker or a label in any script; with `parts` its parts and products count too. `speaker` is
    whom the article reports or, where it reports nobody, its author. `since` and `until` (the day after the last) bound
    the time that a claim speaks of, which must overlap; `words` must all stand in its quote.
    """

    entity: str | None = None
    parts: bool = False
    metric: str | None = None
    kind: str | None = None
    speaker: str | None = None
    article: str | None = None
    since: date | None = None
    until: date | None = None
    words: str | None = None

    def __post_init__(self) -> None:
        """UsageError when a condition is no text, and for a time that ends before it begins."""
        for typed in (self.entity, self.metric, self.kind, self.speaker, self.article, self.words):
            well_formed(typed or "")
        if self.since and self.until and self.since >= self.until:
            last = self.until - timedelta(days=1)
            raise UsageError(f"the time from {self.since} to {last} ends before it begins; change the two over")


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """A claim and the head of the article that makes it."""

    claim: Claim
    head: Head

    @property
    def who(self) -> str | None:
        """Who says it: the speaker that is reported, else the author."""
        return self.claim.speaker or self.head.author


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """Some claims in order; `cursor` asks for those after them, None when there are no more."""

    found: tuple[Found, ...]
    cursor: str | None


def claims(store: Store, knowledge: Knowledge, wanted: Wanted, limit: int = 50, cursor: str | None = None) -> Page:
    """The first `limit` claims that are `wanted`, after `cursor`, by date, article and place in the text.

    UsageError for a name that nothing has, a kind that is none and a cursor that no page gave.
    """
    if not 1 <= limit <= LARGEST:
        raise UsageError(f"a page holds from one claim to {LARGEST:,}, not {limit:,}")
    rows = list(islice(_rows(store, _terms(store, knowledge, wanted), _after(cursor)), limit + 1))
    page = rows[:limit]
    heads = {head.id: head for head in articles(store, dict.fromkeys(map(_article, page)))} if page else {}
    said = claims_from(store, map(_claim, page))
    found = tuple(Found(claim=said[_claim(row)], head=heads[_article(row)]) for row in page)
    return Page(found=found, cursor=_cursor(page[-1]) if len(rows) > limit else None)


def _rows(store: Store, terms: Terms, after: Terms) -> Iterator[Row]:
    """Claims in order, an article at a time, for only so many as are asked for."""
    begun = next(iter(after.get("article") or ()), None)
    for row in _articles(store, terms, after):
        here = cast(NamedNode, row["article"])
        place = {name: after[name] for name in ("afterStart", "afterClaim")} if here == begun else {}
        for claim in store.select(question("claims", **(terms | place | {"article": [here]}))):
            yield {**row, **claim}


def _articles(store: Store, terms: Terms, after: Terms) -> list[Row]:
    """The articles that may have such claims, in order. Each condition is looked up by itself: joins are slow."""
    fixed = {name: value for name, value in after.items() if name in {"afterDay", "afterArticle"}}
    fixed["article"] = terms["article"]
    conditions = [[Terms({name: [one]}) for one in terms[name] or ()] for name in INDEXED if terms[name]]
    found = [_any(store, fixed, choices) for choices in conditions or [[{}]]]
    rows = [row for article, row in found[0].items() if all(article in other for other in found)]
    return sorted(rows, key=lambda row: (word(row, "day"), word(row, "article")))


def _any(store: Store, fixed: Terms, choices: Iterable[Terms]) -> dict[Term, Row]:
    """The articles that fit any of `choices`."""
    asked = (question("claim_articles", **(fixed | choice)) for choice in choices)
    return {cast(Term, row["article"]): row for text in asked for row in store.select(text)}


def _terms(store: Store, knowledge: Knowledge, wanted: Wanted) -> Terms:
    terms: Terms = {
        "entity": _entities(store, knowledge, wanted),
        "metric": [iris.metric(names.metric(knowledge, wanted.metric))] if wanted.metric is not None else None,
        "kind": [Literal(_kind(wanted.kind))] if wanted.kind else None,
        "speaker": _speakers(store, knowledge, wanted.speaker) if wanted.speaker is not None else None,
        "article": [iris.article(named(store, wanted.article).id)] if wanted.article is not None else None,
        "since": [Literal(f"{wanted.since:%Y-%m-%d}")] if wanted.since else None,
        "until": [Literal(f"{wanted.until:%Y-%m-%d}")] if wanted.until else None,
    }
    for name, words in zip(("typed", "simplified", "traditional"), spellings(wanted.words or ""), strict=True):
        terms[name] = list(map(Literal, words)) if words else None
    return terms


def _entities(store: Store, knowledge: Knowledge, wanted: Wanted) -> list[Term] | None:
    if wanted.entity is None:
        return None
    id = names.entity(store, knowledge, wanted.entity)
    return [iris.entity(one) for one in (names.with_parts(knowledge, id) if wanted.parts else (id,))]


def _kind(text: str) -> Kind:
    if text not in KINDS:
        raise UsageError(f"{text!r} is no kind of claim; there are {', '.join(KINDS)}")
    return text


def _speakers(store: Store, knowledge: Knowledge, text: str) -> list[Term]:
    return [Literal(name.lower()) for name in dict.fromkeys(names.speakers(store, knowledge, text))]


def _claim(row: Row) -> str:
    return iris.id_of(cast(NamedNode, row["claim"]))


def _article(row: Row) -> str:
    return iris.id_of(cast(NamedNode, row["article"]))


_GAP = "~"


def _cursor(row: Row) -> str:
    """The place of a claim in the order, readable and fit for an address."""
    place = (word(row, "day") or "", word(row, "start") or "", _claim(row), _article(row))
    return _GAP.join(quote(part, safe="") for part in place)


def _after(cursor: str | None) -> Terms:
    """The place that a cursor stands for, as terms to compare with."""
    if cursor is None:
        return {}
    try:
        day, start, claim, article = map(unquote, well_formed(cursor).split(_GAP))
        at = int(start)
    except ValueError as error:
        raise UsageError(f"{cursor!r} is no cursor; take the one that the page before ended with") from error
    node = iris.article(article)
    return {
        "article": [node],
        "afterDay": [Literal(day)],
        "afterArticle": [Literal(node.value)],
        "afterStart": [Literal(str(at), datatype=XSD.integer)],
        "afterClaim": [Literal(iris.claim(claim).value)],
    }
