"""Whom a proposition is about: the entity whose metric, action or state is stated, then the others it names."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from ingest.lexicons import words
from ingest.passage import Named, Passage
from ingest.sentences import Range, Segment

if TYPE_CHECKING:
    from kg.gazetteer import Knowledge

ASIDE = frozenset(words("prepositions"))
TOPICAL = frozenset(words("topical_prepositions"))
THEN = words("postpositions")
EXISTENTIAL = words("existential_verbs")
COMPANY_METRICS = frozenset(words("company_metrics"))
BYSTANDERS = frozenset(words("bystanders"))
OF = ("的", "'s", "’s", "'", "")
NARROWER = frozenset({"Product", "Model"})
ACTORS = frozenset({"Company", "Organization", "Person", "Product", "Model", "Index"})
BROAD = "ai"  # the industry at large, only when nothing narrower is meant


class Subjects:
    """Finds the entities of a segment, its subject first.

    `carried` is what the text has been about: the subject of the segment before, of the list's head, of the heading or
    of the title; it is used where the words name no subject of their own.
    """

    def __init__(self, knowledge: Knowledge) -> None:
        self._knowledge = knowledge

    def of(self, passage: Passage, segment: Segment, carried: str | None, *, fresh: bool) -> tuple[str, ...]:
        """Ids, subject first; `fresh` when the segment opens its sentence. Empty when nothing is named or carried."""
        inside = passage.names.within(segment.start, segment.end)
        subject = self._pointed(passage, segment, carried) or self._named(passage, segment, carried)
        subject = subject or self._implied(passage, inside, None if _introduces(passage, segment) else carried, fresh)
        subject = subject or carried
        if fresh and not inside:
            subject = self._owner(passage, segment, subject)
        return tuple(dict.fromkeys([*([subject] if subject else []), *(name.entity for name in inside)]))

    def _owner(self, passage: Passage, segment: Segment, subject: str | None) -> str | None:
        """The company that the text is about, where a company's metric is told of the stock, the firm or nobody."""
        told = {hit.cue.value for hit in passage.hits("metric", segment.start, segment.end)}
        meant = passage.values("reference", segment.subject.start, segment.subject.end)
        if not told & COMPANY_METRICS or (subject is not None and self._company(subject)):
            return subject
        if "company" not in meant and passage.sentences[segment.sentence].lang == "zh":
            return subject
        return passage.most_named(self._company) or subject

    def _company(self, entity: str) -> bool:
        known = self._knowledge.entities.get(entity)
        return known is not None and known.type == "Company"

    def _pointed(self, passage: Passage, segment: Segment, carried: str | None) -> str | None:
        """它, 其, the company, its: the actor that was named last, unless a name comes before the word."""
        region = segment.subject
        words = passage.hits("reference", region.start, region.end + 2)
        names = passage.names.within(*region)
        if not words or (names and names[0].start < words[0].start):
            return None
        return self._actor(passage, segment, carried)

    def _actor(self, passage: Passage, segment: Segment, carried: str | None) -> str | None:
        if carried and self._acts(carried):
            return carried
        before = passage.names.within(*passage.before(segment))
        return next((name.entity for name in reversed(before) if self._acts(name.entity)), carried)

    def _acts(self, entity: str) -> bool:
        known = self._knowledge.entities.get(entity)
        return entity not in BYSTANDERS and (known is None or known.type in ACTORS)

    def _named(self, passage: Passage, segment: Segment, carried: str | None) -> str | None:
        """The subject that the words name: before the predicate, else in the clauses that lead on to it."""
        lead = Range(segment.start, segment.subject.start)
        for region in (segment.subject, lead):
            candidates = [name for name in passage.names.within(*region) if not _aside(passage, name)]
            if carried:
                candidates = [name for name in candidates if name.entity not in BYSTANDERS]
            if candidates:
                return self._head(passage.text, candidates)
        topics = [name for name in passage.names.within(*segment.subject) if _topical(passage, name)]
        return topics[0].entity if topics else None

    def _head(self, text: str, names: Sequence[Named]) -> str:
        """The narrowest of the names that make one noun phrase with the first."""
        best = names[0]
        for name in names[1:]:
            if text[best.end : name.start].strip() not in OF and not self._place(best.entity):
                break
            if self._narrower(name.entity, best.entity):
                best = name
        return best.entity

    def _narrower(self, entity: str, than: str) -> bool:
        known = self._knowledge.entities.get(entity)
        if than == BROAD or self._place(than):
            return not self._place(entity)
        return known is not None and known.type in NARROWER

    def _place(self, entity: str) -> bool:
        known = self._knowledge.entities.get(entity)
        return known is not None and known.type == "Place"

    def _implied(self, passage: Passage, inside: Sequence[Named], carried: str | None, fresh: bool) -> str | None:
        """No subject in its place: a later clause keeps the one before; a sentence takes what it names first."""
        if carried and not fresh:
            return carried
        plain = [name for name in inside if not _aside(passage, name)] or list(inside)
        active = [name for name in plain if name.entity not in BYSTANDERS]
        return active[0].entity if active else carried or (plain[0].entity if plain else None)


def _introduces(passage: Passage, segment: Segment) -> bool:
    """The predicate brings in its subject (会出现, 看到), or the writer is the grammatical one (我们在 X 上的布局)."""
    where = segment.subject
    if "author" in passage.values("speech", where.start, where.end + 2):
        return True
    return passage.text.startswith(EXISTENTIAL, where.end) or passage.text.startswith(EXISTENTIAL, where.start)


def _aside(passage: Passage, name: Named) -> bool:
    """Named as a circumstance: behind a preposition, or before a word such as 发布以来."""
    after = passage.text[name.end : name.end + 4].lstrip()
    return after.startswith(THEN) or passage.word_before(name.start).lower() in ASIDE


def _topical(passage: Passage, name: Named) -> bool:
    """对 GPU 的需求: behind a preposition that names what is spoken of."""
    return passage.word_before(name.start) in TOPICAL
