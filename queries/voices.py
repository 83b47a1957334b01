"""Who speaks: those whom articles report, those who write them and those who publish them."""

from __future__ import annotations

import re
from collections.abc import Iterable

from kg.errors import UsageError
from kg.gazetteer import Knowledge
from kg.script import fold
from queries.likeness import did_you_mean, nearest
from queries.listing import Found
from queries.questions import well_formed


def said_by(found: Iterable[Found], knowledge: Knowledge, name: str) -> list[Found]:
    """Those that `name` says or publishes: an id or a label of a speaker, the name of an author or a publisher.

    UsageError, with those who are called alike, where nobody of that name speaks.
    """
    every = list(found)
    wanted = {fold(name), fold(knowledge.resolve(well_formed(name)) or name)}
    kept = [one for one in every if wanted & {fold(part) for voice in voices(one) for part in _persons(voice)}]
    if every and not kept:
        called = (_called(voice, knowledge) for one in every for voice in voices(one))
        hint = did_you_mean(nearest(name, called), "`kg claims` tells in its first column who speaks")
        raise UsageError(f"nobody is called {name!r}; {hint}")
    return kept


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
