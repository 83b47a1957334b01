"""What entities are to one another: of which kind, and which is part of which."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from ingest.lexicons import words
from kg.model import Entity, EntityType

if TYPE_CHECKING:
    from kg.gazetteer import Knowledge

FIRM: EntityType = "Company"
THEME: EntityType = "Technology"
BROAD = "ai"  # the industry at large, only when nothing narrower is meant
PRODUCTS = frozenset({"Product", "Model"})
PROPER = PRODUCTS | {FIRM, "Person"}
ACTORS = PROPER | {"Organization", "Index"}
PASSING = frozenset(words("passing"))
OBSERVERS = frozenset(words("observers"))
HOUSES = tuple(f"-{word.lower()}" if word.isascii() else word for word in words("houses"))
BYSTANDERS = frozenset(words("bystanders"))
BODIES = (*words("endings_of_bodies"), *words("endings_of_bodies_zh"))


class Kin:
    """Kinds and parts, by the data file; of names that it does not list, what the text that has them shows.

    >>> from kg.gazetteer import Knowledge
    >>> kin = Kin(Knowledge.load())
    >>> kin.narrower("blackwell", than="NVDA"), kin.narrower("NVDA", than="us"), kin.narrower("power", than="NVDA")
    (True, True, False)
    """

    def __init__(self, knowledge: Knowledge, unlisted: Iterable[Entity] = ()) -> None:
        self._knowledge = knowledge
        self._unlisted: dict[str, EntityType] = {
            entity.id: FIRM if entity.type == "Organization" and not _is_body(entity) else entity.type
            for entity in unlisted
        }
        self._nouns: set[str] = set()

    def learn(self, concept: str) -> None:
        """Take a common noun that no list holds for a theme."""
        self._unlisted.setdefault(concept, THEME)
        self._nouns.add(concept)

    def common(self, entity: str) -> bool:
        """A concept that no list holds, told by a common noun."""
        return entity in self._nouns

    def kind(self, entity: str) -> str | None:
        """The type of the data file, else what the text shows: an organisation that nobody lists is a company."""
        known = self._knowledge.entities.get(entity)
        return known.type if known else self._unlisted.get(entity)

    def company(self, entity: str) -> bool:
        """A listed or private company."""
        return self.kind(entity) == FIRM

    def firm(self, entity: str) -> bool:
        """A company, or a name of which nothing tells that it is none."""
        return self.kind(entity) in {None, FIRM}

    def tells_of_itself(self, speaker: str) -> bool:
        """A company that speaks of its own affairs, as against one whose trade is to judge others'."""
        return self.company(speaker) and not self.observes(speaker)

    def observes(self, entity: str) -> bool:
        """One whose trade is to judge others: a broker, a research house."""
        return entity in OBSERVERS or (not self.listed(entity) and entity.endswith(HOUSES))

    def listed(self, entity: str) -> bool:
        """The data file has it."""
        return entity in self._knowledge.entities

    def place(self, entity: str) -> bool:
        """A country, a region, a town."""
        return self.kind(entity) == "Place"

    def theme(self, entity: str) -> bool:
        """A technology or a market: what many have a hand in."""
        return self.kind(entity) == THEME

    def acts(self, entity: str) -> bool:
        """What a pronoun may stand for: somebody or something that does things."""
        return entity not in BYSTANDERS and self.kind(entity) in {None, *ACTORS}

    def works(self, entity: str) -> bool:
        """The same without persons: what "it" may stand for."""
        return self.acts(entity) and self.kind(entity) != "Person"

    def group(self, entity: str) -> bool:
        """Many of one trade or kind, told of by a common noun: airlines, investors; not Reuters."""
        known = self._knowledge.entities.get(entity)
        if known is None or known.type != "Organization":
            return False
        return any(label.preferred and label.lang == "en" and label.text[:1].islower() for label in known.labels)

    def body(self, entity: str) -> bool:
        """An authority, a court, a school: an organisation with a name of its own that is no company."""
        return self.kind(entity) == "Organization" and not self.group(entity)

    def passing(self, entity: str) -> bool:
        """Who buys, invests, rules, writes or where: a text seldom goes on about it."""
        return entity in PASSING or self.kind(entity) in {"Place", "Person"}

    def left(self, entity: str) -> bool:
        """What the next sentence does not go on about: what is named by the way, who judges others, a common noun."""
        return self.passing(entity) or self.observes(entity) or self.common(entity)

    def proper(self, entity: str) -> bool:
        """One of its kind with a name of its own, as against a group or a theme."""
        return self.kind(entity) in {None, *PROPER}

    def narrower(self, entity: str, than: str) -> bool:
        """Whether `entity`, named beside `than`, says more exactly what is meant."""
        if than == BROAD or self.place(than):
            return not self.place(entity)
        return self.kind(entity) in PRODUCTS or than in self._knowledge.whole_of(entity)


def _is_body(entity: Entity) -> bool:
    """A ministry, a university, a court: no company."""
    return entity.labels[0].endswith(BODIES)
