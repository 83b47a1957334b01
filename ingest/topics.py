"""What a text is about where a proposition starts: the label before it, its column, its list's head, its heading."""

from __future__ import annotations

import re
import sys
from bisect import bisect_right
from collections.abc import Mapping
from typing import TYPE_CHECKING

from ingest.sentences import Range

if TYPE_CHECKING:
    from ingest.passage import Named, Passage
    from ingest.sentences import Segment

_LABEL = re.compile(r"\s?[）)]?\s?(?:[：:]|——?|–|[-]\s)")
_MARKS = ' \t*_#•·-“"「(（0123456789.、'  # what may stand before a label


def label(passage: Passage, segment: Segment) -> str | None:
    """The name that opens the sentence as its label: Waymo: more than 250,000 rides a week."""
    sentence = passage.sentences[segment.sentence]
    names = passage.names.within(sentence.start, sentence.end)
    return names[0].entity if names and _labels(passage.text, sentence.start, names[0]) else None


def _labels(text: str, start: int, name: Named) -> bool:
    return not text[start : name.start].strip(_MARKS) and bool(_LABEL.match(text, name.end))


def column(passage: Passage, segment: Segment) -> str | None:
    """The entity that heads the column of the cell a segment stands in."""
    place = head(passage, segment)
    names = passage.names.within(*place) if place else []
    return names[0].entity if names else None


def head(passage: Passage, segment: Segment) -> Range | None:
    """Where the head of the column stands in which a segment is a cell."""
    block = passage.blocks[passage.sentences[segment.sentence].block]
    nth = bisect_right(block.cells, (segment.start, sys.maxsize)) - 1
    nth += nth == 0 and len(block.cells) > 1 and segment.end > block.cells[1][0]  # a row's label and its first figure
    if not 0 <= nth < len(block.head) or segment.start >= block.cells[nth][1]:
        return None
    return Range(*block.head[nth])


def parted(passage: Passage, before: int, block: int) -> bool:
    """Whether a heading stands between two blocks."""
    return passage.blocks[before].heading != passage.blocks[block].heading


def opens(passage: Passage, block: int, subject: str) -> bool:
    """Whether what stands under a block may be about its subject; a heading is about nothing that it does not name."""
    here = passage.blocks[block]
    if here.kind != "heading":
        return True
    return any(name.entity == subject for name in passage.names.within(here.start, here.end))


def above(passage: Passage, block: int, subjects: Mapping[int, str]) -> str | None:
    """The subject of what leads into the block: its list's head, else the nearest heading that has one."""
    places = [block]
    while places:
        here = passage.blocks[places[-1]]
        places = [place for place in (here.lead, here.heading) if place is not None]
        for place in places:
            if place in subjects:
                return subjects[place]
    return None
