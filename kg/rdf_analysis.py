"""The graph of what is worked out from the articles: claims that collide and claims that say the same.

Each finding is a node of its own, named by what it is about, and says from which articles it comes, so that those of an
article can be taken away and put in again. The graph tells which version of code and data made it and which readings of
which articles it rests on; where these are no longer so it is out of date, and it may be dropped at any time.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, cast

from pyoxigraph import Literal, NamedNode, Quad, Triple

from kg import iris
from kg.model import Contradiction, Reason
from kg.rdf_read import Facts, facts_of
from kg.rdf_write import Fact, whole, words
from kg.store import Store
from kg.vocab import AIF, CG, PROV, RDF, SCHEMA


@dataclass(frozen=True, slots=True, kw_only=True)
class Conflict:
    """Two claims that collide, by their ids, with their articles; `folded` are more of the kind between the same."""

    verdict: Contradiction
    articles: tuple[str, str]
    folded: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Voice:
    """One of several claims that say the same, in its article.

    One that depends on an earlier one names it and tells why: an author or a publisher in common, say.
    """

    claim: str
    article: str
    depends_on: str | None = None
    ties: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Corroboration:
    """Claims about one subject and metric that say the same, the first to say it first."""

    subject: str
    metric: str
    voices: tuple[Voice, ...]

    @property
    def independent(self) -> int:
        """How many voices depend on none before them."""
        return sum(voice.depends_on is None for voice in self.voices)


@dataclass(frozen=True, slots=True, kw_only=True)
class Crowded:
    """A subject and a metric of which so many claims speak that `beyond` pairs of them were not compared."""

    subject: str
    metric: str | None
    beyond: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """An article as it was read: a digest of all that findings rest on, with what its claims are about."""

    article: str
    digest: str
    entities: tuple[str, ...] = ()
    metrics: tuple[str, ...] = ()


Finding = Conflict | Corroboration | Crowded | Reading


def triples_of(finding: Finding) -> list[Triple]:
    """What the graph says of a finding."""
    node = name_of(finding)
    return [Triple(node, predicate, value) for predicate, value in _facts(finding) if value is not None]


def made_by(version: str) -> Triple:
    """What names the version of code and data that made the graph."""
    return Triple(iris.ANALYSIS, PROV.wasGeneratedBy, iris.run(version))


def name_of(finding: Finding) -> NamedNode:
    """The node of a finding, named by what it is about.

    >>> name_of(Crowded(subject="ai", metric=None, beyond=3)) == name_of(Crowded(subject="ai", metric=None, beyond=4))
    True
    """
    match finding:
        case Conflict(verdict=verdict):
            return iris.made_of("conflict", verdict.left, verdict.right, verdict.kind)
        case Corroboration(voices=voices):
            return iris.made_of("agreement", *(voice.claim for voice in voices))
        case Crowded(subject=subject, metric=metric):
            return iris.made_of("crowded", subject, metric)
        case Reading(article=article, digest=digest):
            return iris.made_of("reading", article, digest)


def _facts(finding: Finding) -> Iterator[Fact]:
    match finding:
        case Conflict():
            yield from _of_conflict(finding)
        case Corroboration():
            yield from _of_agreement(finding)
        case Crowded(beyond=beyond):
            yield from ((RDF.type, CG.Crowded), *_topic(finding), (CG.beyond, whole(beyond)))
        case Reading():
            yield from _of_reading(finding)


def _of_conflict(found: Conflict) -> Iterator[Fact]:
    verdict = found.verdict
    yield from ((RDF.type, AIF["CA-node"]), (RDF.type, CG.Conflict))
    yield from ((CG.first, iris.claim(verdict.left)), (CG.against, iris.claim(verdict.right)))
    yield from ((CG.collision, words(verdict.kind)), (CG.strength, words(verdict.strength)))
    yield from ((CG.folded, whole(found.folded)), (CG.reasons, _json([_plain(one) for one in verdict.reasons])))
    yield from _articles(found.articles)


def _plain(reason: Reason) -> list[str]:
    return [reason.test, reason.outcome, reason.effect, reason.detail]


def _of_agreement(found: Corroboration) -> Iterator[Fact]:
    yield from ((RDF.type, CG.Agreement), *_topic(found))
    yield from ((CG.voice, iris.claim(voice.claim)) for voice in found.voices)
    yield CG.independent, whole(found.independent)
    yield CG.reasons, _json([[one.claim, one.article, one.depends_on, *one.ties] for one in found.voices])
    yield from _articles(voice.article for voice in found.voices)


def _of_reading(found: Reading) -> Iterator[Fact]:
    yield from ((RDF.type, PROV.Entity), (SCHEMA.identifier, words(found.digest)))
    yield from _articles([found.article])
    yield from ((SCHEMA.about, iris.entity(id)) for id in found.entities)
    yield from ((CG.metric, iris.metric(id)) for id in found.metrics)


def _topic(found: Corroboration | Crowded) -> list[Fact]:
    return [(CG.subject, iris.entity(found.subject)), (CG.metric, iris.metric(found.metric) if found.metric else None)]


def _articles(ids: Iterable[str]) -> Iterator[Fact]:
    return ((PROV.wasDerivedFrom, iris.article(id)) for id in dict.fromkeys(ids))


def _json(value: object) -> Literal:
    return Literal(json.dumps(value, ensure_ascii=False, separators=(",", ":")), datatype=RDF.JSON)


# Reading


def version_of(store: Store) -> str | None:
    """The version of code and data that made the graph; None where there is none."""
    runs = store.quads(iris.ANALYSIS, PROV.wasGeneratedBy, graph=iris.ANALYSIS)
    return next((iris.id_of(quad.object) for quad in runs if isinstance(quad.object, NamedNode)), None)


def conflicts(store: Store) -> list[Conflict]:
    """All claims that collide, as the graph has them."""
    return [_conflict(facts) for facts in _every(store, CG.Conflict)]


def corroborations(store: Store) -> list[Corroboration]:
    """All claims that say the same, as the graph has them."""
    return [_agreement(facts) for facts in _every(store, CG.Agreement)]


def crowds(store: Store) -> list[Crowded]:
    """All topics of which not every pair was compared."""
    return [
        Crowded(subject=_id(facts, CG.subject), metric=_metric(facts), beyond=int(_word(facts, CG.beyond)))
        for facts in _every(store, CG.Crowded)
    ]


def readings(store: Store) -> list[Reading]:
    """The articles as they were read when the graph was made."""
    return [_reading(facts) for facts in _every(store, PROV.Entity)]


def of_article(store: Store, article: str) -> list[Quad]:
    """All findings that come from an article, statement by statement."""
    return _linked(store, PROV.wasDerivedFrom, iris.article(article))


def against(store: Store, claim: str) -> list[Quad]:
    """All conflicts of a claim, statement by statement."""
    return [quad for end in (CG.first, CG.against) for quad in _linked(store, end, iris.claim(claim))]


def agreements_on(store: Store, subject: str, metric: str | None) -> list[Quad]:
    """All agreements on a topic, statement by statement."""
    if metric is None:
        return []
    said = _linked(store, CG.subject, iris.entity(subject))
    of_metric = {quad.subject for quad in said if (quad.predicate, quad.object) == (CG.metric, iris.metric(metric))}
    agreed = {quad.subject for quad in said if (quad.predicate, quad.object) == (RDF.type, CG.Agreement)}
    return [quad for quad in said if quad.subject in of_metric & agreed]


def _linked(store: Store, predicate: NamedNode, object: NamedNode) -> list[Quad]:
    nodes = dict.fromkeys(quad.subject for quad in store.quads(None, predicate, object, iris.ANALYSIS))
    return [quad for node in nodes for quad in store.quads(cast(NamedNode, node), graph=iris.ANALYSIS)]


def _every(store: Store, kind: NamedNode) -> list[Facts]:
    """What is said of each thing of a kind, in the order of their names."""
    nodes = {cast(NamedNode, quad.subject) for quad in store.quads(None, RDF.type, kind, iris.ANALYSIS)}
    return [facts_of(store.quads(node, graph=iris.ANALYSIS)) for node in sorted(nodes, key=lambda one: one.value)]


def _conflict(facts: Facts) -> Conflict:
    left, right = _id(facts, CG.first), _id(facts, CG.against)
    told: Sequence[Sequence[Any]] = json.loads(_word(facts, CG.reasons))
    reasons = (Reason(test=test, outcome=out, effect=effect, detail=detail) for test, out, effect, detail in told)
    kind, strength = cast(Any, _word(facts, CG.collision)), cast(Any, _word(facts, CG.strength))
    articles = sorted(iris.id_of(cast(NamedNode, one)) for one in facts[PROV.wasDerivedFrom])
    return Conflict(
        verdict=Contradiction(left=left, right=right, kind=kind, strength=strength, reasons=tuple(reasons)),
        articles=(articles[0], articles[-1]),
        folded=int(_word(facts, CG.folded)),
    )


def _agreement(facts: Facts) -> Corroboration:
    told: Sequence[Sequence[Any]] = json.loads(_word(facts, CG.reasons))
    voices = (
        Voice(claim=claim, article=article, depends_on=other, ties=tuple(ties)) for claim, article, other, *ties in told
    )
    return Corroboration(subject=_id(facts, CG.subject), metric=_metric(facts) or "", voices=tuple(voices))


def _reading(facts: Facts) -> Reading:
    return Reading(
        article=_id(facts, PROV.wasDerivedFrom),
        digest=_word(facts, SCHEMA.identifier),
        entities=tuple(sorted(iris.id_of(cast(NamedNode, one)) for one in facts.get(SCHEMA.about, ()))),
        metrics=tuple(sorted(iris.id_of(cast(NamedNode, one)) for one in facts.get(CG.metric, ()))),
    )


def _metric(facts: Facts) -> str | None:
    return _id(facts, CG.metric) if CG.metric in facts else None


def _id(facts: Facts, predicate: NamedNode) -> str:
    return iris.id_of(cast(NamedNode, facts[predicate][0]))


def _word(facts: Facts, predicate: NamedNode) -> str:
    return cast(Literal, facts[predicate][0]).value
