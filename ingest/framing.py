"""The time of a claim that states none: what the words around it still say.

A clause goes on in the time of its sentence, a cell in that of its column or row, an item in that of its list's lead, a
prediction in that of the heading above it, and a figure of the accounts in the period that the text is reporting on.
"""

from __future__ import annotations

import sys
from bisect import bisect_right
from typing import TYPE_CHECKING, NamedTuple

from ingest import qualifiers, when
from ingest.lexicons import words
from ingest.timing import day

if TYPE_CHECKING:
    from ingest.blocks import Block
    from ingest.changes import Change
    from ingest.passage import Passage
    from ingest.sentences import Segment
    from kg.model import Period

ACCOUNTS = frozenset(words("accounts"))  # metrics that are told of a period
LASTING = {"year", "half", "quarter", "month"}  # grains of times that a text goes on about
REPORTED = {"half", "quarter"}  # those it reports on
QUARTER = range(80, 100)  # days of one told by its months
TURNS = {"contrast", "grant"}
AGAIN = frozenset(words("again_times"))
COLONS = (":", "：")


class Told(NamedTuple):
    """The last firm time that the text has told, and where."""

    period: Period | None = None
    sentence: int = -1
    block: int = -1

    def after(self, passage: Passage, segment: Segment, stated: Period | None) -> Told:
        """What the text has told behind a segment that states a time, or none."""
        if stated is None:
            return self._replace(sentence=-1)
        return Told(stated, segment.sentence, passage.sentences[segment.sentence].block)


def resolved(period: Period | None, told: Told) -> Period | None:
    """In the quarter, that year: the one that the text has told of."""
    last = told.period
    if period is None or last is None or period.span.quote.lower().removeprefix("in ") not in AGAIN:
        return period
    same = period.grain == last.grain or (period.grain in REPORTED and _is_reported(last))
    return last if same and period.basis != "stated" else period


def of_sentence(passage: Passage, segment: Segment, told: Told) -> Period | None:
    """The time of the sentence, for a clause that goes on: no turn, no reason, no other tense."""
    period = told.period
    if period is None or told.sentence != segment.sentence or not _lasts(period):
        return None
    if passage.periods.within(segment.start, segment.end) or _turns(passage, segment):
        return None
    return period if _in_tense(passage, segment, period) else None


def of_place(passage: Passage, segment: Segment) -> Period | None:
    """The time of the cell's column or row, or of the words that lead into the list or the table."""
    nth = passage.sentences[segment.sentence].block
    block = passage.blocks[nth]
    if block.kind == "row":
        return _of_cell(passage, segment, block) or _led(passage, _before_rows(passage, nth))
    return _led(passage, block.lead) if block.kind == "item" else None


def of_heading(passage: Passage, segment: Segment) -> Period | None:
    """The time to come of the nearest heading that has one; what hangs on a condition may come at any time."""
    if "conditional" in passage.values("modality", segment.frame.start, segment.end):
        return None
    nearest = _heading(passage, passage.sentences[segment.sentence].block)
    while nearest is not None:
        block = passage.blocks[nearest]
        found = when.own(passage, block.start, block.end)
        if found and not _states(passage, block):
            period = found[0].value
            return period if _lasts(period) and not _is_over(passage, period) else None
        nearest = _heading(passage, nearest)
    return None


def _heading(passage: Passage, nth: int) -> int | None:
    """The heading over a block; that of a heading is the nearest before it of a higher level."""
    block = passage.blocks[nth]
    if block.kind != "heading":
        return block.heading
    before = range(nth - 1, -1, -1)
    levels = {at: passage.blocks[at].level for at in before if passage.blocks[at].kind == "heading"}
    return next((at for at, level in levels.items() if level < block.level), None)


def _states(passage: Passage, heading: Block) -> bool:
    """A heading that says something, and does not only tell what follows."""
    where = (heading.start, heading.end)
    told = [hit for hit in passage.hits("kind", *where) if hit.cue.value != "question" and not hit.cue.has("weak")]
    return bool(passage.hits("movement", *where) or told)


def of_accounts(passage: Passage, segment: Segment, told: Told, change: Change) -> Period | None:
    """The period that the text reports on, for a figure of the accounts."""
    period = told.period
    if period is None or change.metric not in ACCOUNTS or not passage.quantities.within(segment.start, segment.end):
        return None
    return period if _is_over(passage, period) and _is_reported(period) else None


def _lasts(period: Period) -> bool:
    return period.grain in LASTING and period.start is not None and period.end is not None


def _is_reported(period: Period) -> bool:
    if period.grain in REPORTED or period.start is None or period.end is None:
        return period.grain in REPORTED
    return (period.end - period.start).days in QUARTER


def _turns(passage: Passage, segment: Segment) -> bool:
    """It opens with a word that turns."""
    opening = passage.hits("connective", segment.frame.start, segment.end)
    return any(hit.start <= segment.start + 1 and hit.cue.value in TURNS for hit in opening)


def _in_tense(passage: Passage, segment: Segment, period: Period) -> bool:
    """What is over is told in the past; Chinese has no tenses."""
    if passage.sentences[segment.sentence].lang == "zh" or not _is_over(passage, period):
        return True
    return qualifiers.past_tense(passage, segment)


def _is_over(passage: Passage, period: Period) -> bool:
    return passage.published is not None and period.end is not None and day(period.end) <= passage.published


def _of_cell(passage: Passage, segment: Segment, row: Block) -> Period | None:
    nth = bisect_right(row.cells, (segment.start, sys.maxsize)) - 1
    last = bisect_right(row.cells, (segment.end - 1, sys.maxsize)) - 1
    near = [*row.head[nth : last + 1], *row.cells[:1]]
    for heads in (near, row.head):
        found = [item.value for head in heads for item in when.own(passage, *head)]
        if len(found) == 1 or (found and heads is near):
            return found[0]
    return None


def _before_rows(passage: Passage, nth: int) -> int | None:
    while nth >= 0 and passage.blocks[nth].kind == "row":
        nth -= 1
    return nth if nth >= 0 else None


def _led(passage: Passage, lead: int | None) -> Period | None:
    """The last time in a sentence that ends in a colon."""
    if lead is None or not passage.text[: passage.blocks[lead].end].endswith(COLONS):
        return None
    nth = passage.sentence_at(passage.blocks[lead].end - 1)
    found = when.own(passage, *passage.sentences[nth][:2]) if nth is not None else ()
    return found[-1].value if found else None
