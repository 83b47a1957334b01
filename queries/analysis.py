"""The analysis of the store: what collides and what agrees, worked out once and brought up to date with the articles.

Only what has to do with articles that changed is worked out again: their claims are held against those that share a
subject, its wholes or parts, or a measure. Where so many claims speak of one topic that not every pair is compared,
which are depends on all of them, and the topic is worked out as a whole. What comes of it is what working out
everything gives.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from pyoxigraph import NamedNode, Quad, Triple

from kg import iris
from kg.concepts import Concept
from kg.gazetteer import Knowledge
from kg.identity import digest
from kg.rdf_analysis import (
    Conflict,
    Crowded,
    Finding,
    Reading,
    against,
    agreements_on,
    crowds,
    made_by,
    name_of,
    of_article,
    readings,
    triples_of,
    version_of,
)
from kg.store import Store
from kg.version import code_of
from kg.vocab import CG, PROV, RDF, SCHEMA
from queries.articles import Head, articles
from queries.collisions import Collision, collisions, stances, topic
from queries.comparison.pairing import Topic, paired
from queries.comparison.stance import Stance
from queries.comparison.verdict import said_at
from queries.corroboration import Ties, corroborations
from queries.questions import question

DECIDING = ("kg", "queries")
"""Packages that decide what is found."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Update:
    """What bringing the analysis up to date has done: of how many articles, and how many findings of which kind.

    `whole` tells that everything was worked out, since there was nothing yet or code or data have changed.
    """

    articles: int
    whole: bool
    added: Mapping[str, int] = field(default_factory=dict)
    removed: Mapping[str, int] = field(default_factory=dict)


def version(knowledge: Knowledge) -> str:
    """Names the version of all code and data that decide what is found."""
    return digest(code_of(*DECIDING), knowledge.fingerprint)


def is_current(store: Store, knowledge: Knowledge) -> bool:
    """Whether the store keeps an analysis by this version, of exactly the articles that it has."""
    if version_of(store) != version(knowledge):
        return False
    return {one.digest for one in readings(store)} == set(_digests(store).values())


def bring_up_to_date(store: Store, knowledge: Knowledge) -> Update | None:
    """Work out what the articles that have changed since make of the analysis, and keep it; None where none has.

    >>> with Store.memory() as store:
    ...     known = Knowledge.load()
    ...     bring_up_to_date(store, known).whole, bring_up_to_date(store, known), is_current(store, known)
    (True, None, True)
    """
    now = _digests(store)
    if version_of(store) != version(knowledge):
        return _rebuilt(store, knowledge, now)
    kept = {one.article: one for one in readings(store)}
    changed = {id for id in now.keys() | kept.keys() if id not in kept or now.get(id) != kept[id].digest}
    if not changed:
        return None
    work = _Work(store=store, knowledge=knowledge, changed=changed, kept=kept, digests=now)
    return _written(store, work.outdated(), work.findings(), len(changed))


def findings(store: Store, knowledge: Knowledge) -> Iterator[Finding]:
    """All that is found in the store, worked out from its claims."""
    said = stances(store, knowledge)
    swept = collisions(store, knowledge, said, None)
    yield from map(_conflict, swept.collisions)
    yield from _crowded(swept.beyond, swept.beyond)
    yield from corroborations(said, Ties.of(store))
    yield from _readings(said, _digests(store))


def _rebuilt(store: Store, knowledge: Knowledge, digests: Mapping[str, str]) -> Update:
    found = [*_triples(findings(store, knowledge)), made_by(version(knowledge))]
    store.replace_graph(iris.ANALYSIS, found)
    return Update(articles=len(digests), whole=True, added=_counts(found))


def _written(store: Store, outdated: Iterable[Quad], found: Iterable[Finding], changed: int) -> Update:
    new = dict.fromkeys(_triples(found))
    old = {quad.triple: quad for quad in outdated}
    removed = [quad for triple, quad in old.items() if triple not in new]
    added = [triple for triple in new if triple not in old]
    store.change_graph(iris.ANALYSIS, removed, added)
    return Update(articles=changed, whole=False, added=_counts(added), removed=_counts(quad.triple for quad in removed))


def _triples(found: Iterable[Finding]) -> Iterator[Triple]:
    return (triple for one in found for triple in triples_of(one))


KINDS = {CG.Conflict: "collisions", CG.Agreement: "agreements"}


def _counts(triples: Iterable[Triple]) -> dict[str, int]:
    """How many findings of each kind the statements tell of."""
    found = [triple.object for triple in triples if triple.predicate == RDF.type]
    return {name: found.count(kind) for kind, name in KINDS.items()}


def _digests(store: Store) -> dict[str, str]:
    """By article, what names all that findings rest on: its text, its head, and what read it."""
    texts, runs = (_values(store, predicate) for predicate in (SCHEMA.sha256, PROV.wasGeneratedBy))
    return {head.id: digest(*_told(head), texts.get(head.id, ""), runs.get(head.id, "")) for head in articles(store)}


def _told(head: Head) -> Iterator[str]:
    return map(str, (head.id, head.title, head.author, head.publisher, head.published, head.lang))


def _values(store: Store, predicate: NamedNode) -> dict[str, str]:
    """What the articles have for a property, by their ids."""
    said = store.quads(None, predicate)
    return {iris.id_of(quad.subject): getattr(quad.object, "value", "") for quad in said}  # type: ignore[arg-type]


def _conflict(one: Collision) -> Conflict:
    return Conflict(
        verdict=one.verdict,
        articles=(one.left.claim.span.article, one.right.claim.span.article),
        folded=one.folded,
    )


def _crowded(beyond: Mapping[Topic, int], topics: Iterable[Topic]) -> Iterator[Crowded]:
    for one in topics:
        if beyond.get(one):
            yield Crowded(subject=one[0], metric=one[1], beyond=beyond[one])


def _readings(said: Iterable[Stance], digests: Mapping[str, str]) -> Iterator[Reading]:
    entities: dict[str, set[str]] = {article: set() for article in digests}
    metrics: dict[str, set[str]] = {article: set() for article in digests}
    for stance in said:
        article = stance.claim.span.article
        entities[article].update(stance.claim.entities)
        metrics[article].update([stance.claim.metric] if stance.claim.metric else [])
    for article, name in digests.items():
        yield Reading(
            article=article,
            digest=name,
            entities=tuple(sorted(entities[article])),
            metrics=tuple(sorted(metrics[article])),
        )


class _Work:
    """What the articles that changed make of the analysis."""

    def __init__(
        self,
        *,
        store: Store,
        knowledge: Knowledge,
        changed: Collection[str],
        kept: Mapping[str, Reading],
        digests: Mapping[str, str],
    ) -> None:
        self.store, self.knowledge = store, knowledge
        self.changed = sorted(changed)
        self.digests = {id: digests[id] for id in self.changed if id in digests}
        self.kin = _kin(knowledge)
        self.old = [quad for id in self.changed for quad in of_article(store, id)]
        ids = [id for article in self.digests for id in _claims_of(store, article)]
        self.read: dict[str, Stance] = {}
        self.new = self._stances(ids)
        self.topics = self._topics([kept[id] for id in self.changed if id in kept])
        self.wanted = {one.claim.id for one in (*self.new, *self._of_topics(self.topics))}
        self.around, places = self._around(self.wanted)
        self.swept = collisions(store, knowledge, self.around, places)
        self.agreed = {*self._agreed(), *(_topic(one) for one in self.new)}

    def _stances(self, ids: Iterable[str]) -> list[Stance]:
        """The claims with these ids, each read once."""
        ids = dict.fromkeys(ids)
        fresh = stances(self.store, self.knowledge, [id for id in ids if id not in self.read])
        self.read.update((one.claim.id, one) for one in fresh)
        return sorted((self.read[id] for id in ids if id in self.read), key=said_at)

    def _topics(self, before: Iterable[Reading]) -> set[Topic]:
        """The crowded topics that the articles have to do with, as they were or as they are now."""
        told = [*before, *_readings(self.new, self.digests)]
        near = self._near({id for one in told for id in one.entities})
        metrics = {id for one in told for id in one.metrics}
        crowded = {
            (one.subject, one.metric) for one in crowds(self.store) if one.subject in near or one.metric in metrics
        }
        return crowded | {*paired(*self._around({one.claim.id for one in self.new})).beyond}

    def _around(self, wanted: Collection[str]) -> tuple[list[Stance], list[int]]:
        """The claims with these ids and those with which they may be compared; the places of the former."""
        around = self._stances([*wanted, *self._related([self.read[id] for id in wanted])])
        return around, [nth for nth, stance in enumerate(around) if stance.claim.id in wanted]

    def _of_topics(self, topics: Collection[Topic]) -> list[Stance]:
        """The claims of these topics."""
        ids = self._asked(subject=sorted({subject for subject, _ in topics})) if topics else []
        return [stance for stance in self._stances(ids) if _topic(stance) in topics]

    def _related(self, said: Collection[Stance]) -> Iterator[str]:
        """The claims with which any of `said` may be compared: a superset of what `pairs` holds against them."""
        subjects = {stance.subject for stance in said}
        owners = {id for stance in said for id in stance.owners}
        first = [stance for stance in said if stance.superlatives]
        shared = {id for stance in first for id in stance.claim.entities}
        yield from self._asked(subject=sorted({*self._near(subjects), *owners}))
        yield from self._asked(entity=sorted(subjects | shared))
        yield from self._asked(metric=sorted({stance.claim.metric for stance in first if stance.claim.metric}))

    def _asked(self, **ids: Sequence[str]) -> list[str]:
        ((name, values),) = ids.items()
        make = iris.metric if name == "metric" else iris.entity
        known = [make(id) for id in values if id]
        rows = self.store.select(question("related_claims", **{name: known})) if known else []
        return [iris.id_of(row["claim"]) for row in rows]  # type: ignore[arg-type]

    def _near(self, ids: Iterable[str]) -> set[str]:
        """These, what they are part of, and what is part of them."""
        ids = set(ids)
        return ids.union(*(_closure(ids, ways) for ways in self.kin))

    def outdated(self) -> Iterator[Quad]:
        """What the graph says of the articles as they were, and of crowded topics."""
        yield from self.old
        for id in sorted(self.wanted):
            yield from against(self.store, id)
        for subject, metric in sorted(self.topics, key=str):
            yield from self.store.quads(name_of(Crowded(subject=subject, metric=metric, beyond=0)), graph=iris.ANALYSIS)
        for subject, metric in sorted(self.agreed, key=str):
            yield from agreements_on(self.store, subject, metric)

    def findings(self) -> Iterator[Finding]:
        """What is to be said instead."""
        yield from map(_conflict, self.swept.collisions)
        yield from _crowded(self.swept.beyond, self.topics)
        yield from corroborations(self._of_topics(self.agreed), Ties.of(self.store))
        yield from _readings(self.new, self.digests)

    def _agreed(self) -> Iterator[Topic]:
        """The topics of the agreements in which the articles had a voice."""
        facts = {(quad.subject, quad.predicate): quad.object for quad in self.old}
        for (node, predicate), kind in facts.items():
            if predicate == RDF.type and kind == CG.Agreement:
                subject, metric = facts[node, CG.subject], facts[node, CG.metric]
                yield iris.id_of(subject), iris.id_of(metric)  # type: ignore[arg-type]


def _topic(stance: Stance) -> Topic:
    return topic(stance.claim.entities, stance.claim.metric)


def _claims_of(store: Store, article: str) -> list[str]:
    said = store.quads(None, SCHEMA.appearance, iris.article(article))
    return [iris.id_of(quad.subject) for quad in said]  # type: ignore[arg-type]


Kin = Mapping[str, Collection[str]]


def _kin(knowledge: Knowledge) -> tuple[Kin, Kin]:
    """By entity, what it is part, product or kind of; and the reverse."""
    wholes = {concept.id: _wholes(concept) for concept in knowledge.entities.values()}
    parts: dict[str, list[str]] = {}
    for id, others in wholes.items():
        for other in others:
            parts.setdefault(other, []).append(id)
    return wholes, parts


def _wholes(concept: Concept) -> tuple[str, ...]:
    return (*concept.part_of, *concept.product_of, *concept.broader)


def _closure(ids: Iterable[str], ways: Kin) -> set[str]:
    """All that can be reached from `ids`."""
    queue = list(ids)
    found = set(queue)
    for id in queue:
        fresh = [other for other in ways.get(id, ()) if other not in found]
        found.update(fresh)
        queue += fresh
    return found
