"""Whose affairs a cited speaker tells of: a company tells of itself, and so do those who lead it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from ingest.lexicons import words

if TYPE_CHECKING:
    from ingest.passage import Passage
    from ingest.sentences import Segment
    from ingest.speakers import Speaker

LEADERS = {"zh": words("leading_zh"), "en": words("leading_en")}
BEHIND = 60  # characters behind a verb of saying in which its subject may stand


def firm(passage: Passage, segment: Segment, by: Speaker | None, standing: str | None) -> str | None:
    """The company that speaks, or whose leaders do; `standing` is the one that the sentence opened with."""
    if by is None:
        return None
    if passage.kin.company(by.name):
        return by.name if passage.kin.tells_of_itself(by.name) else None
    told = _told(passage, segment, by)
    if not any(word in told[0] for word in LEADERS[passage.sentences[segment.sentence].lang]):
        return None
    return next((name for name in told[1] if passage.kin.tells_of_itself(name)), standing)


def _told(passage: Passage, segment: Segment, by: Speaker) -> tuple[str, list[str]]:
    """What is said of the speaker beside the verb, and the names in it."""
    sentence = passage.sentences[segment.sentence]
    if by.cue is None:
        return by.name.lower(), []
    ahead = (sentence.start, by.cue.start)
    behind = (by.cue.end, min(sentence.end, by.cue.end + BEHIND))
    start, end = ahead if passage.text[slice(*ahead)].strip(' "“「') and by.cue.start <= segment.start else behind
    return passage.text[start:end].lower(), [name.entity for name in passage.names.within(start, end)]


def employer(passage: Passage, segment: Segment, by: Speaker) -> str | None:
    """The company of whoever says we: the one that the text names him with, where it first does."""
    if not speaks_of_itself(passage, segment):
        return None
    place = passage.text.find(by.name)
    nth = passage.sentence_at(place) if place >= 0 else None
    if nth is None:
        return None
    sentence = passage.sentences[nth]
    if not any(word in passage.text[sentence.start : sentence.end].lower() for word in LEADERS[sentence.lang]):
        return None
    firms = (name.entity for name in passage.names.within(sentence.start, sentence.end))
    return next((name for name in firms if passage.kin.tells_of_itself(name)), None)


def speaks_of_itself(passage: Passage, segment: Segment) -> bool:
    """Its grammatical subject is the speaker or what is his: we, our backlog, 我们."""
    return "author" in passage.values("speech", *segment.subject)


def company(passage: Passage, entities: Iterable[str | None]) -> str | None:
    """The first company among what a text has been about."""
    return next((entity for entity in entities if entity and passage.kin.company(entity)), None)
