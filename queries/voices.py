"""Who speaks: those whom articles report, those who write them and those who publish them."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable

from pyoxigraph import NamedNode

from kg import iris
from kg.errors import UsageError
from kg.gazetteer import Knowledge
from kg.namespace import ENTITY
from kg.script import fold
from kg.store import Store
from queries.articles import articles, word
from queries.likeness import did_you_mean, nearest
from queries.listing import Found
from queries.questions import question, well_formed


def said_by(store: Store, knowledge: Knowledge, name: str, found: Iterable[Found]) -> list[Found]:
    """Those of `found` that `name` says or publishes: id or label of a speaker, name of an author or a publisher.

    UsageError, with those who are called alike, where nobody of that name speaks in the store.
    """
    wanted = {fold(name), fold(knowledge.resolve(well_formed(name)) or name)}
    kept = [one for one in found if _is_one(wanted, voices(one))]
    if not kept:
        every = {word(row, "voice") or "" for row in store.select(question("voices"))}
        every |= {head.publisher for head in articles(store) if head.publisher}
        called = {iris.id_of(NamedNode(voice)) if voice.startswith(ENTITY) else voice for voice in every}
        if called and not _is_one(wanted, called):
            raise UsageError(f"nobody called {name!r} speaks there; {_hint(name, called, knowledge)}")
    return kept


def _is_one(wanted: Collection[str], called: Iterable[str]) -> bool:
    return any(fold(part) in wanted for voice in called for part in _persons(voice))


def _hint(name: str, called: Iterable[str], knowledge: Knowledge) -> str:
    near = nearest(name, sorted(_called(voice, knowledge) for voice in called))
    return did_you_mean(near, "`kg claims` tells in its first column who speaks")


def voices(found: Found) -> list[str]:
    """Whom a claim speaks for: who says it, and who publishes that."""
    return list(dict.fromkeys(filter(None, (found.who, found.head.publisher))))


_BETWEEN = re.compile(r"\s*[,，、;；&]\s*|\s+(?:and|和|与|與)\s+")


def _persons(voice: str) -> set[str]:
    """A byline, and each of those whom it names.

    >>> sorted(_persons("林一、Mo Hale"))
    ['Mo Hale', '林一', '林一、Mo Hale']
    """
    return {voice, *filter(None, _BETWEEN.split(voice))}


def _called(voice: str, knowledge: Knowledge) -> str:
    return knowledge.entities[voice].name() if voice in knowledge.entities else voice
