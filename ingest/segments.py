"""Sentences into propositions: which words say one thing that could come out true or false.

A segment is the shortest run of words with one predicate of its own. Words that only time it or set a condition for it
belong to it; words that only link it to the sentence before (因此, however) or name who says it do not.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from ingest import segments_en, segments_zh
from ingest.characters import HAN_POINT
from ingest.exchanges import unlabelled
from ingest.sentences import Range, Segment
from ingest.voices import QUOTES

if TYPE_CHECKING:
    from ingest.passage import Passage

EDGES = frozenset(mark for pair in QUOTES for mark in pair)
NUMBER = re.compile(HAN_POINT)
PROPOSITIONS = {"zh": segments_zh.propositions, "en": segments_en.propositions}


def segments(passage: Passage) -> Iterator[Segment]:
    """The propositions of every sentence, in order; blocks that are noise have none."""
    for index, sentence in enumerate(passage.sentences):
        if not passage.blocks[sentence.block].noise:
            found = _row(passage, index) if _is_row(passage, index) else PROPOSITIONS[sentence.lang](passage, index)
            for segment in found:
                yield _unnumbered(passage.text, _unquoted(passage.text, unlabelled(passage, segment)))


def _unquoted(text: str, segment: Segment) -> Segment:
    """Without a mark of quotation at its edge whose other half stands elsewhere."""
    start, end = segment.start, segment.end
    if EDGES.isdisjoint((text[start], text[end - 1])):
        return segment
    for left, right in QUOTES:
        said = text[start:end]
        if said.startswith(left) and right not in said:
            start += 1
        if said.endswith(right) and left not in said:
            end = start + len(said[:-1].rstrip("。，！？.,!? "))
    return _narrowed(segment, start, end)


def _unnumbered(text: str, segment: Segment) -> Segment:
    """Without the number of a point in Chinese: 一、."""
    number = NUMBER.match(text, segment.start, segment.end)
    return _narrowed(segment, number.end(), segment.end) if number else segment


def _narrowed(segment: Segment, start: int, end: int) -> Segment:
    if (start, end) == (segment.start, segment.end) or start >= end:
        return segment
    subject = Range(*(min(max(place, start), end) for place in segment.subject))
    return segment._replace(start=start, end=end, subject=subject)


def _is_row(passage: Passage, index: int) -> bool:
    """The sentence holds several cells of a table."""
    sentence = passage.sentences[index]
    cells = passage.blocks[sentence.block].cells
    return sum(sentence.start <= start < end <= sentence.end for start, end in cells) > 1


def _row(passage: Passage, index: int) -> Iterator[Segment]:
    """A row says one thing: its first cell is what it is about."""
    sentence = passage.sentences[index]
    start, end = next(cell for cell in passage.blocks[sentence.block].cells if cell[0] >= sentence.start)
    roots = (word.index for word in passage.parses[index].words if word.dep == "ROOT")
    where = Range(sentence.start, sentence.end)
    yield Segment(*where, index, Range(start, end), where, next(roots, 0))
