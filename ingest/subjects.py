"""Whom a proposition is about: the entity whose metric, action or state is stated, then the others it names."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from ingest.lexicons import words
from ingest.passage import Named, Passage
from ingest.sentences import Segment

if TYPE_CHECKING:
    from kg.gazetteer import Knowledge

ASIDE = words("prepositions")
THEN = words("postpositions")
OF = ("的", "'s", "’s", "' ", " ", "")
NARROWER = frozenset({"Product", "Model"})
BROAD = "ai"  # the industry at large, only when nothing narrower is meant
NEAR = 2  # characters between two names of one noun phrase


class Subjects:
    """Finds the entities of a segment, its subject first.

    `carried` is what the text has been about: the subject of the segment before, of the list's head, of the heading or
    of the title; it is used where the words name no subject of their own.
    """

    def __init__(self, knowledge: Knowledge) -> None:
        self._knowledge = knowledge

    def of(self, passage: Passage, segment: Segment, carried: str | None, *, fresh: bool) -> tuple[str, ...]:
        """Ids, subject first; `fresh` when the segment opens its sentence. Empty when nothing is named."""
        names = passage.names.within(segment.frame.start, segment.end)
        inside = [name for name in names if name.start >= segment.start]
        subject = self._named(passage, segment, names) or self._implied(passage, segment, inside, carried, fresh)
        others = [name.entity for name in inside]
        return tuple(dict.fromkeys(([subject] if subject else []) + others))

    def _named(self, passage: Passage, segment: Segment, names: Sequence[Named]) -> str | None:
        region = [n for n in names if n.start >= segment.subject.start and n.end <= segment.subject.end]
        candidates = [name for name in region if not _aside(passage.text, name)]
        return self._head(passage.text, candidates) if candidates else None

    def _head(self, text: str, names: Sequence[Named]) -> str:
        """The narrowest of the names that make one noun phrase with the first."""
        best = names[0]
        for name in names[1:]:
            gap = text[best.end : name.start].strip()
            if len(gap) > NEAR or gap not in OF:
                break
            if self._narrower(name.entity, best.entity):
                best = name
        return best.entity

    def _narrower(self, entity: str, than: str) -> bool:
        known = self._knowledge.entities.get(entity)
        return than == BROAD or (known is not None and known.type in NARROWER)

    def _implied(
        self, passage: Passage, segment: Segment, inside: Sequence[Named], carried: str | None, fresh: bool
    ) -> str | None:
        pointed = passage.hits("reference", segment.subject.start, segment.subject.end)
        if carried and (pointed or not fresh or not inside):
            return carried
        plain = [name for name in inside if not _aside(passage.text, name)] or list(inside)
        return plain[0].entity if plain else carried


def _aside(text: str, name: Named) -> bool:
    before = text[max(0, name.start - 4) : name.start].rstrip()
    after = text[name.end : name.end + 4]
    return before.endswith(ASIDE) or after.lstrip().startswith(THEN)
