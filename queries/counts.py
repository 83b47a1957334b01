"""What a store holds, counted: entities with their mentions and claims, and the store as a whole."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import cast

from pyoxigraph import NamedNode

from kg import iris
from kg.gazetteer import Knowledge
from kg.model import KINDS, Entity, EntityType, Kind
from kg.namespace import CG
from kg.store import Store
from queries.articles import Row, count, word
from queries.questions import question


@dataclass(frozen=True, slots=True, kw_only=True)
class Counted:
    """An entity with how often it is named, in how many articles, and how many claims are about it.

    `subject` counts those of them whose subject it is.
    """

    entity: Entity
    mentions: int
    articles: int
    claims: int
    subject: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Summary:
    """What a store holds: claims by kind, the entities named most, and refused text by reason."""

    articles: int
    kinds: Mapping[Kind, int]
    entities: tuple[Counted, ...]
    dropped: Mapping[str, int]

    @property
    def claims(self) -> int:
        """Claims of every kind."""
        return sum(self.kinds.values())


def entities(
    store: Store,
    knowledge: Knowledge,
    *,
    type: str | None = None,
    known: bool | None = None,
    ids: Iterable[str] | None = None,
) -> list[Counted]:
    """The entities of the articles, those with most claims first; of one `type`, (un)`known` or `ids` only."""
    nodes = None if ids is None else [iris.entity(id) for id in ids]
    asked = ("mention_counts", "claim_counts", "subject_counts")
    tables = [_by_entity(store.select(question(name, entity=nodes))) for name in asked]
    named = _names(store, knowledge, nodes)
    counted = [_counted(entity, *(table.get(id, {}) for table in tables)) for id, entity in named.items()]
    chosen = (one for one in counted if type in {None, one.entity.type} and known in {None, one.entity.known})
    return sorted(chosen, key=lambda one: (-one.claims, -one.mentions, one.entity.id))


def entities_named(store: Store, knowledge: Knowledge, ids: Iterable[str]) -> list[Entity]:
    """The entities with these ids and what they are called, in this order; one that nobody describes is left out."""
    wanted = list(ids)
    named = _names(store, knowledge, [iris.entity(id) for id in wanted]) if wanted else {}
    return [named[id] for id in wanted if id in named]


def kinds(store: Store, *, entity: str | None = None, article: str | None = None) -> dict[Kind, int]:
    """How many claims of each kind there are, of all or about an entity or in an article; the commonest kinds first."""
    about = None if entity is None else [iris.entity(entity)]
    source = None if article is None else [iris.article(article)]
    rows = store.select(question("kinds", entity=about, article=source))
    found = {cast(Kind, word(row, "kind")): count(row, "claims") for row in rows}
    return dict(sorted(found.items(), key=lambda item: (-item[1], KINDS.index(item[0]))))


def summary(store: Store, knowledge: Knowledge, most: int = 8) -> Summary:
    """What the store holds, with the `most` entities that are spoken of most."""
    dropped = store.select(question("dropped"))
    spoken_of = sorted(entities(store, knowledge), key=lambda one: (-one.mentions, one.entity.id))
    return Summary(
        articles=len(store.articles()),
        kinds=kinds(store),
        entities=tuple(spoken_of[:most]),
        dropped={word(row, "reason") or "": count(row, "times") for row in dropped},
    )


def _by_entity(rows: Iterable[Row]) -> dict[str, Row]:
    return {iris.id_of(cast(NamedNode, row["entity"])): row for row in rows}


def _names(store: Store, knowledge: Knowledge, nodes: Iterable[NamedNode] | None) -> dict[str, Entity]:
    rows = _by_entity(store.select(question("entity_names", entity=nodes)))
    return {id: _entity(id, row, knowledge) for id, row in rows.items()}


def _entity(id: str, row: Row, knowledge: Knowledge) -> Entity:
    concept = knowledge.entities.get(id)
    if concept:
        labels = dict.fromkeys([concept.name(), *(label.text for label in concept.labels)])
        return Entity(id=id, type=concept.type, labels=tuple(labels))
    called = word(row, "name")
    known = word(row, "known") == "true"
    return Entity(
        id=id,
        type=cast(EntityType, (word(row, "type") or "").removeprefix(CG)),
        labels=(called,) if called else (),
        known=known,
    )


def _counted(entity: Entity, mentions: Row, claims: Row, subject: Row) -> Counted:
    return Counted(
        entity=entity,
        mentions=count(mentions, "mentions"),
        articles=count(mentions, "articles"),
        claims=count(claims, "claims"),
        subject=count(subject, "subject"),
    )
