"""Where a cell of a table stands: the label of its row, the head of its column, and what they say of its figure."""

from __future__ import annotations

import re
import sys
from bisect import bisect_right
from collections.abc import Iterator
from typing import TYPE_CHECKING, NamedTuple

from ingest.lexicons import words
from ingest.sentences import Range

if TYPE_CHECKING:
    from ingest.passage import Passage
    from ingest.sentences import Segment
    from kg.model import Direction

_BRACKETS = re.compile(r"[(（\[【][^()（）\[\]【】]+[)）\]】]")
COUNTING = frozenset(words("counting_heads"))
CHANGING = words("changing_heads")
TITLE = 60  # characters of the title of a table, at most


class Place(NamedTuple):
    """Where a cell stands: the label of its row, the head of its column (None without one), and the heads left of it,
    the nearest first.
    """

    label: Range
    head: Range | None
    before: tuple[Range, ...]

    @property
    def heads(self) -> tuple[Range, ...]:
        """The head of its column, if any, and the label."""
        return (self.label,) if self.head is None else (self.head, self.label)


def of(passage: Passage, segment: Segment) -> Place | None:
    """The place of the cell that a segment is; of a label with its first figure, that of the figure."""
    block = passage.blocks[passage.sentences[segment.sentence].block]
    if not block.cells:
        return None
    nth = bisect_right(block.cells, (segment.start, sys.maxsize)) - 1
    nth += nth == 0 and len(block.cells) > 1 and segment.end > block.cells[1][0]
    if segment.start >= block.cells[nth][1]:
        return None
    head = Range(*block.head[nth]) if nth < len(block.head) else None
    return Place(Range(*block.cells[0]), head, tuple(Range(*each) for each in block.head[1:nth][::-1]))


def above(passage: Passage, segment: Segment) -> Iterator[Range]:
    """The words that stand over a table as its title, the nearest first."""
    nth = passage.sentences[segment.sentence].block
    while nth >= 0 and passage.blocks[nth].kind == "row":
        nth -= 1
    for block in passage.blocks[max(0, nth - 1) : nth + 1][::-1]:
        if block.end - block.start > TITLE or block.kind == "row":
            return
        yield Range(block.start, block.end)


def over(passage: Passage, segment: Segment) -> tuple[Range, ...]:
    """The label of a row and, where it only tells of a change (同比, YoY), those of the rows above it."""
    nth = passage.sentences[segment.sentence].block
    labels = [Range(*passage.blocks[nth].cells[0])]
    head = passage.blocks[nth].head
    while head and changing(passage, labels[-1]) and passage.blocks[nth - 1].head == head:
        nth -= 1
        labels.append(Range(*passage.blocks[nth].cells[0]))
    return tuple(labels)


def figures(passage: Passage, segment: Segment) -> bool:
    """Whether the segment is a cell that holds figures and no words of its own, with or without its row's label."""
    place = of(passage, segment)
    if place is None or segment.end <= place.label.end:
        return False
    start = max(segment.start, place.label.end)
    told = passage.quantities.within(start, segment.end)
    rest = "".join(
        letter
        for at, letter in enumerate(passage.text[start : segment.end], start)
        if not any(item.start <= at < item.end for item in told)
    )
    return bool(told) and not any(map(str.isalpha, rest))


def changing(passage: Passage, head: Range) -> bool:
    """Whether the figures under a head tell how much something has changed: growth, YoY, 同比."""
    said = passage.text[slice(*head)].lower()
    found = (word for word in CHANGING if word in said)
    return any(not word.isascii() or re.search(rf"(?<![a-z]){re.escape(word)}(?![a-z])", said) for word in found)


def measures(passage: Passage, label: Range) -> bool:
    """Whether the label of a row says what is measured, how it changes, or when, and names no thing of its own."""
    if changing(passage, label):
        return True
    told = passage.hits("metric", *label) or passage.hits("movement", *label) or passage.periods.within(*label)
    return bool(told) or not any(map(str.isalpha, passage.text[slice(*label)]))


def timing(passage: Passage, segment: Segment) -> tuple[Range, ...]:
    """The heads that may tell when a cell holds: its own; of a change also those before it, the nearest first."""
    place = of(passage, segment)
    if place is None or place.head is None:
        return ()
    return (place.head, *(place.before if changing(passage, place.head) else ()))


def bare(passage: Passage, head: Range) -> bool:
    """Whether a head tells only when and in what: 2026E ($bn)."""
    rest = _BRACKETS.sub("", "".join(passage.text[at] for at in range(*head) if not passage.periods.around(at)))
    return not any(map(str.isalpha, rest))


def way(passage: Passage, segment: Segment) -> Direction:
    """Which way the first figure of a segment points: below zero down."""
    told = passage.quantities.within(segment.start, segment.end)
    low = told[0].value.low if told else None
    return "none" if low is None else "down" if low < 0 else "up" if low > 0 else "flat"


def counts(head: str) -> bool:
    """Whether the figures under it only name or number the rows."""
    return head.strip(" *_.").lower() in COUNTING
