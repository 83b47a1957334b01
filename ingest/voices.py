"""Whose voice a stretch of text is: quotations, and citations that go on over sentences."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ingest.lexicons import any_of

if TYPE_CHECKING:
    from ingest.matcher import Hit
    from ingest.passage import Passage
    from ingest.sentences import Segment

QUOTES = (("“", "”"), ("「", "」"), ("『", "』"))
_STRAIGHT = '"'
_OPENING = any_of([_STRAIGHT, *(left for left, _ in QUOTES)])
LEFT, RIGHT = tuple(left for left, _ in QUOTES), tuple(right for _, right in QUOTES)
GOING_ON = frozenset({"他", "她", "他们", "她们", "其", "该公司", "he", "she", "it", "they"})
BRIDGED = 3  # sentences


def resumed(passage: Passage, segment: Segment) -> bool:
    """Behind a sentence that cites somebody stands, at most `BRIDGED` further on, one in which he goes on: it added."""
    here = passage.sentences[segment.sentence]
    if "author" in passage.values("speech", here.start, here.end):
        return False
    for nth in range(segment.sentence + 1, min(segment.sentence + BRIDGED, len(passage.sentences) - 1) + 1):
        there = passage.sentences[nth]
        if there.block != here.block or "author" in passage.values("speech", there.start, there.end):
            return False
        verbs = [hit for hit in passage.hits("speech", there.start, there.end) if hit.cue.value == "verb"]
        if verbs:
            return any(_says_on(passage, nth, verb) for verb in verbs)
    return False


def _says_on(passage: Passage, nth: int, hit: Hit) -> bool:
    """A verb of saying whose subject is a pronoun: (被问到价格战，)他坦承, it added."""
    sentence = passage.sentences[nth]
    if sentence.lang == "zh":
        return passage.word_before(hit.start) in GOING_ON
    verb = next(iter(passage.parses[nth].between(hit.start - sentence.start, hit.end - sentence.start)), None)
    return verb is not None and any(child.dep == "nsubj" and child.lower in GOING_ON for child in verb.children)


def in_quotation(passage: Passage, segment: Segment) -> bool:
    """It stands in a quotation that opened its sentence or one before."""
    sentence = passage.sentences[segment.sentence]
    start = passage.blocks[sentence.block].start
    if segment.start == sentence.start and passage.text[sentence.start] in LEFT:
        return passage.text[sentence.end - 1] in RIGHT
    if not _OPENING.search(passage.text, start, segment.start):
        return False
    before = passage.text[start : segment.start]
    inside = before.count(_STRAIGHT) % 2 == 1 or any(before.count(left) > before.count(right) for left, right in QUOTES)
    own = _OPENING.search(passage.text, sentence.start, segment.start)
    return inside and (own is None or own.start() == sentence.start)
