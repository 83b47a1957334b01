"""Who says so: the source of reported speech, None for the author himself."""

from __future__ import annotations

from typing import NamedTuple

from ingest.matcher import Hit
from ingest.passage import Passage
from ingest.sentences import Range, Segment

CLOSE = 8  # characters of adverbs and auxiliaries between a speaker and his verb
LONGEST = 24  # characters of words that name a speaker


class Speaker(NamedTuple):
    """An entity id, or the words used; with the verb of saying."""

    name: str
    cue: Hit


def speaker(passage: Passage, segment: Segment) -> Speaker | None:
    """The speaker that the words before the proposition (or right after it) name, unless it is the author."""
    sentence = passage.sentences[segment.sentence]
    before = Range(sentence.start, segment.end)
    return _according(passage, before) or _saying(passage, before, segment) or _trailing(passage, segment)


def _saying(passage: Passage, where: Range, segment: Segment) -> Speaker | None:
    """`X 表示`, `analysts expect`: a source, then its verb, before what is said."""
    verbs = [hit for hit in passage.hits("speech", *where) if hit.cue.value == "verb"]
    for verb in verbs:
        if verb.start > segment.start + CLOSE and verb.start >= segment.subject.end + CLOSE:
            continue
        source = _source(passage, where.start, verb.start)
        if source is AUTHOR:
            return None
        if source:
            return Speaker(source, verb)
    return None


def _trailing(passage: Passage, segment: Segment) -> Speaker | None:
    """`..., analysts say`: source and verb close the sentence."""
    sentence = passage.sentences[segment.sentence]
    verbs = [hit for hit in passage.hits("speech", segment.end, sentence.end) if hit.cue.value == "verb"]
    if sentence.lang != "en" or not verbs or sentence.end - segment.end > 2 * LONGEST:
        return None
    source = _source(passage, segment.end, verbs[0].start) or _source(passage, verbs[0].end, sentence.end, back=False)
    return Speaker(source, verbs[0]) if source and source is not AUTHOR else None


AUTHOR = ""


def _source(passage: Passage, start: int, end: int, *, back: bool = True) -> str | None:
    """The named source nearest to its verb; `AUTHOR` for the writer, None when nobody is there."""
    window = (max(start, end - LONGEST), end) if back else (start, min(end, start + LONGEST))
    people = [hit for hit in passage.hits("speech", *window) if hit.cue.value in {"source", "author"}]
    names = passage.names.within(*window)
    found = [*((hit.end, AUTHOR if hit.cue.value == "author" else passage.text[hit.start : hit.end]) for hit in people)]
    found += [(name.end, name.entity) for name in names]
    near = [(place, who) for place, who in found if not back or end - place <= CLOSE]
    return max(near)[1] if near else None


def _according(passage: Passage, where: Range) -> Speaker | None:
    for hit in passage.hits("speech", *where):
        if hit.cue.value != "according":
            continue
        end = min(where.end, hit.end + LONGEST)
        source = _source(passage, hit.end, end, back=False)
        if source and not passage.text[hit.end : hit.end + 1].isdigit():
            return Speaker(source, hit)
    return None
