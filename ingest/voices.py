"""Whose voice a whole stretch of text is: answers in an interview, quotations that go on over sentences."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING

from ingest.lexicons import words
from ingest.sentences import Range

if TYPE_CHECKING:
    from ingest.passage import Passage
    from ingest.sentences import Segment

_HEAD = re.compile(r"[\s*_>]*([^\s：:，,。.*_][^：:，,。.*_\n]{0,19})[*_]{0,2}\s?[：:][*_]{0,2}\s*(?=\S)")
_MARKS = (("“", "”"), ("「", "」"), ("『", "』"))
_STRAIGHT = '"'
ASKERS = frozenset(words("askers"))
OFTEN = 2  # answers that make a name that of somebody interviewed


def answers(passage: Passage) -> dict[int, str]:
    """By block: the name that stands before what is answered, where it stands before several or is a known person's."""
    heads: dict[int, str] = {}
    for index, block in enumerate(passage.blocks):
        found = None if block.cells else _HEAD.match(passage.text, block.start, block.end)
        if found and found[1].strip().lower() not in ASKERS:
            heads[index] = found[1].strip()
    often = Counter(heads.values())
    return {index: head for index, head in heads.items() if often[head] >= OFTEN}


def unlabelled(passage: Passage, segment: Segment) -> Segment:
    """The segment without the label of who speaks in it."""
    block = passage.sentences[segment.sentence].block
    start = passage.blocks[block].start
    label = _HEAD.match(passage.text, start, segment.end) if segment.start == start else None
    if label is None or not (block in passage.answers or label[1].strip().lower() in ASKERS):
        return segment
    first = label.end()
    return segment._replace(start=first, subject=Range(*(max(first, place) for place in segment.subject)))


def in_quotation(passage: Passage, segment: Segment) -> bool:
    """It stands in a quotation that opened its sentence or one before."""
    sentence = passage.sentences[segment.sentence]
    start = passage.blocks[sentence.block].start
    before = passage.text[start : segment.start]
    inside = before.count(_STRAIGHT) % 2 == 1 or any(before.count(left) > before.count(right) for left, right in _MARKS)
    own = passage.text[sentence.start : segment.start]
    opened = own[:1] in {_STRAIGHT, *(left for left, _ in _MARKS)}
    return inside and (opened or not any(mark in own for mark in (_STRAIGHT, "“", "「", "『")))
