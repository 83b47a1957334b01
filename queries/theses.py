"""The theses of articles: the claims that a text argues for, with those who say the same elsewhere."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from kg import iris
from kg.gazetteer import Knowledge
from kg.model import Claim, Dependency, Extraction
from kg.rdf import extraction_from
from kg.store import Store
from queries import names
from queries.argument import SUPPORT, walk
from queries.articles import Head, articles, named
from queries.listing import Found
from queries.prominence import Mark, marks
from queries.questions import question
from queries.restatements import TOLD, on_one_topic, saying_the_same
from queries.sayings import Sayings

WEIGHTS: Mapping[Mark, float] = {"title": 4, "heading": 3, "bold": 2, "avowed": 2}
"""What a mark counts; a premise of its own counts 1, a further one a quarter, up to so many as below."""
OWN, FURTHER = 4, 8
LEAST, LEAST_OF_FACTS = 1.0, 2.0
"""What a claim must come to; a fact is a thesis only where the text makes more of it."""

Premises = Mapping[str, Sequence[str]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Thesis:
    """A claim that a text argues for.

    `marks` are those of its own place; `restated` says the same elsewhere, by date. `premises` are the claims that it
    or they rest on, the nearest first; `direct` is how many are one step away. `weight` is that of `found` alone.
    """

    found: Found
    marks: tuple[Mark, ...]
    restated: tuple[Found, ...]
    premises: tuple[str, ...]
    direct: int
    weight: float

    @property
    def claims(self) -> tuple[str, ...]:
        """The claims that say it."""
        return (self.found.claim.id, *(one.claim.id for one in self.restated))


def theses(
    store: Store,
    knowledge: Knowledge,
    *,
    entity: str | None = None,
    article: str | None = None,
    limit: int | None = None,
) -> list[Thesis]:
    """The theses about `entity`, of `article`, or all: what is argued for before facts, the weightiest first.

    A claim counts for its place (title, heading, bold), for words such as "we believe", and for what it rests on.
    Claims that say the same are one thesis. UsageError for a name that nothing has.

    >>> with Store.memory() as store:
    ...     theses(store, Knowledge.load(), entity="NVDA")
    []
    """
    about = names.entity(store, knowledge, entity) if entity is not None else None
    heads = [named(store, article)] if article is not None else _articles_about(store, about)
    candidates = sorted((one for head in heads for one in _of_article(store, head, about)), key=_rank)
    return _told(store, _grouped(candidates, on_one_topic(store, [one.found.claim for one in candidates]), limit))


def _articles_about(store: Store, entity: str | None) -> list[Head]:
    if entity is None:
        return articles(store)
    rows = store.select(question("claim_articles", entity=[iris.entity(entity)]))
    return articles(store, [iris.id_of(row["article"]) for row in rows]) if rows else []  # type: ignore[arg-type]


def _of_article(store: Store, head: Head, about: str | None) -> Iterator[Thesis]:
    """The claims of an article that it argues for, those about an entity only where one is given."""
    read = extraction_from(store, head.id)
    premises = supporting(read.dependencies)
    for claim in read.claims:
        if about is None or about in claim.entities:
            thesis = _weighed(read, Found(claim=claim, head=head), premises)
            if thesis.weight >= (LEAST if claim.kind in TOLD else LEAST_OF_FACTS):
                yield thesis


def _weighed(read: Extraction, found: Found, premises: Premises) -> Thesis:
    here = marks(read.article, found.claim.span)
    direct, every = premises.get(found.claim.id, ()), resting(premises, [found.claim.id])
    own, further = min(len(direct), OWN), min(len(every) - len(direct), FURTHER)
    weight = sum(WEIGHTS[mark] for mark in here) + own + further / 4
    return Thesis(found=found, marks=here, restated=(), premises=every, direct=len(direct), weight=weight)


def _rank(thesis: Thesis) -> tuple[object, ...]:
    claim, head = thesis.found.claim, thesis.found.head
    return claim.kind not in TOLD, -thesis.weight, str(head.published or "9999"), head.id, claim.span.start, claim.id


def _grouped(
    candidates: Iterable[Thesis], all_said: Sequence[Found], limit: int | None
) -> list[tuple[Thesis, tuple[Found, ...]]]:
    """Each thesis once, with those who say the same."""
    taken, groups = set[str](), list[tuple[Thesis, tuple[Found, ...]]]()
    sayings = Sayings(all_said)
    for one in candidates:
        if one.found.claim.id not in taken and (limit is None or len(groups) < limit):
            free = (other for other in sayings.near(one.found.claim) if other.claim.id not in taken)
            same = tuple(saying_the_same(one.found.claim, free))
            taken |= {one.found.claim.id, *(other.claim.id for other in same)}
            groups.append((one, same))
    return groups


def _told(store: Store, groups: Iterable[tuple[Thesis, tuple[Found, ...]]]) -> list[Thesis]:
    """The theses with the premises of all who say them."""
    groups = list(groups)
    starts = [id for one, same in groups for id in _ids(one.found.claim, same)]
    premises = supporting(walk(store, starts, "conclusion").steps)
    return [_joined(one, same, premises) for one, same in groups]


def _joined(one: Thesis, same: tuple[Found, ...], premises: Premises) -> Thesis:
    ids = _ids(one.found.claim, same)
    direct = {premise for id in ids for premise in premises.get(id, ()) if premise not in ids}
    return Thesis(
        found=one.found,
        marks=one.marks,
        restated=same,
        premises=resting(premises, ids),
        direct=len(direct),
        weight=one.weight,
    )


def _ids(claim: Claim, same: Iterable[Found]) -> list[str]:
    return [claim.id, *(other.claim.id for other in same)]


def supporting(steps: Iterable[Dependency]) -> dict[str, list[str]]:
    """What each claim rests on directly; an attack is no support."""
    found: dict[str, dict[str, None]] = {}
    for step in steps:
        if step.relation in SUPPORT and step.premise != step.conclusion:
            found.setdefault(step.conclusion, {})[step.premise] = None
    return {conclusion: list(premises) for conclusion, premises in found.items()}


def resting(premises: Premises, starts: Iterable[str]) -> tuple[str, ...]:
    """All that `starts` rest on, nearest first, without themselves.

    >>> resting({"a": ["b", "c"], "b": ["d"], "d": ["a"]}, ["a"])
    ('b', 'c', 'd')
    """
    begun = dict.fromkeys(starts)
    found, level = dict(begun), list(begun)
    while level:
        level = list(dict.fromkeys(far for id in level for far in premises.get(id, ()) if far not in found))
        found |= dict.fromkeys(level)
    return tuple(id for id in found if id not in begun)
