"""What a text is about where a proposition starts: the label before it, its column, its list's head, its heading."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import TYPE_CHECKING

from ingest import cells

if TYPE_CHECKING:
    from ingest.passage import Named, Passage
    from ingest.sentences import Segment, Sentence

_LABEL = re.compile(r"\s?[）)]?\s?(?:[：:]|——?|–|[-]\s)")
_MARKS = ' \t*_#•·-“"「(（0123456789.、'  # what may stand before a label


def label(passage: Passage, sentence: Sentence) -> str | None:
    """The name that opens the sentence as its label: Waymo: more than 250,000 rides a week."""
    names = passage.names.within(sentence.start, sentence.end)
    return names[0].entity if names and _labels(passage.text, sentence.start, names[0]) else None


def _labels(text: str, start: int, name: Named) -> bool:
    return not text[start : name.start].strip(_MARKS) and bool(_LABEL.match(text, name.end))


def cell(passage: Passage, segment: Segment) -> str | None:
    """What a cell is about: what its row's label or its column's head names, a name of its own before a theme.

    A theme in the head counts where the label only says what is measured or when.
    """
    place = cells.of(passage, segment)
    if place is None:
        return None
    told = (place.heads[0], *cells.over(passage, segment))
    head, *labels = ([name.entity for name in passage.names.within(*where)] for where in told)
    label = next(filter(None, labels), [])
    named = [*label, *(each for each in head if passage.kin.proper(each) or cells.measures(passage, place.label))]
    return next((entity for entity in named if passage.kin.proper(entity)), next(iter(named), None))


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
