"""Persons without a name who are cited in Chinese: a friend, a manager of theirs, and what goes on in their words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ingest.lexicons import words

if TYPE_CHECKING:
    from ingest.parse import Word
    from ingest.passage import Passage
    from ingest.sentences import Segment

PEOPLE = words("people_endings")
MET = words("meeting_words")
NOBODY = frozenset(words("no_persons"))
THEY = frozenset({"他", "她", "他们", "她们", "其"})
ABOUT = frozenset({"n", "nz", "nw", "vn", "s", "ORG", "LOC", "PER"})  # tags of what stands before such a noun: 业务主管
REACH = 3  # sentences back in which the person may be told of


def nearest(passage: Passage, start: int, end: int) -> str | None:
    """The last person told of between two places of a block: the entity, or the words for him."""
    last = passage.sentence_at(end - 1) if end > start else None
    for index in range(last if last is not None else -1, -1, -1):
        sentence = passage.sentences[index]
        if sentence.end <= start or (last or 0) - index > REACH:
            return None
        if found := _in(passage, max(start, sentence.start), min(end, sentence.end)):
            return found
    return None


def _in(passage: Passage, start: int, end: int) -> str | None:
    said = passage.words(start, end)
    for nth in range(len(said) - 1, -1, -1):
        if said[nth].tag == "PER" or _person(said, nth):
            base = passage.sentences[passage.sentence_at(start) or 0].start
            names = passage.names.within(base + said[nth].start, base + said[nth].end)
            return names[0].entity if names and said[nth].tag == "PER" else _named(said, nth)
    return None


def _person(said: list[Word], nth: int) -> bool:
    """The noun is one for a person; 人 alone is none, but 投资人 is."""
    word = said[nth]
    if word.text in NOBODY:
        return False
    return (
        word.tag == "n"
        and word.text.endswith(PEOPLE)
        and (len(word.text) > 1 or (nth > 0 and said[nth - 1].tag == "vn"))
    )


def _named(said: list[Word], nth: int) -> str:
    first = nth
    while first and said[first - 1].tag in ABOUT and said[nth].tag != "PER":
        first -= 1
    return "".join(word.text for word in said[first : nth + 1])


def goes_on(passage: Passage, segment: Segment, voice: str | None) -> str | None:
    """Who still speaks in a Chinese sentence that begins with 他: the unnamed person cited before, or one just met."""
    sentence = passage.sentences[segment.sentence]
    if sentence.lang != "zh":
        return None
    opening = next((word for word in passage.parses[segment.sentence].words if not word.is_blank), None)
    if opening is None or opening.text not in THEY:
        return None
    if voice:
        return voice
    before = segment.sentence - 1
    if before < 0 or passage.sentences[before].block != sentence.block:
        return None
    place = passage.sentences[before]
    met = any(word in passage.text[place.start : place.end] for word in MET)
    return nearest(passage, place.start, place.end) if met else None
