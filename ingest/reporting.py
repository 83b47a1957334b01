"""What the parts of a text report on: the quarter, half, month or year gone by that the heading over them tells of.

Q3 results; 一季报点评; 零售业：四月数据. A heading that tells of what is to come ends the report above it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ingest import when
from ingest.lexicons import words
from ingest.timing import day

if TYPE_CHECKING:
    from ingest.blocks import Block
    from ingest.passage import Passage
    from kg.model import Period

STRETCHES = frozenset({"half", "quarter"})  # of which a text hardly tells but to report
LONGER = frozenset({"month", "year"})  # of which it may tell anything
ENDED = " ended "  # before the day on which the books were closed
REPORTS = words("reports")


def frames(passage: Passage) -> dict[int, Period]:
    """By block: the period that the headings over it report on."""
    found: dict[int, Period] = {}
    over: list[tuple[int, Period | None]] = []  # the levels of the headings that stand open, and what they report on
    for nth, block in enumerate(passage.blocks):
        if block.kind == "heading":
            while over and over[-1][0] >= block.level:
                over.pop()
            over.append((block.level, _of_heading(passage, block, over[-1][1] if over else None)))
        elif over and (period := over[-1][1]):
            found[nth] = period
    return found


def _of_heading(passage: Passage, heading: Block, above: Period | None) -> Period | None:
    """What a heading reports on; where it tells no time, what the one above it does."""
    told = [item.value for item in when.firm(passage, heading.start, heading.end)]
    if not told:
        return above
    if told[0].start and passage.published and day(told[0].start) > passage.published:
        return None
    said = passage.text[heading.start : heading.end].lower()
    return next((period for period in told if is_over(passage, period) and _is_reported(period, said)), None)


def _is_reported(period: Period, said: str) -> bool:
    if period.grain in LONGER and any(word in said for word in REPORTS):
        return True
    return period.grain in STRETCHES or is_quarters(period)


def is_over(passage: Passage, period: Period) -> bool:
    """It ended before the text was written."""
    return passage.published is not None and period.end is not None and day(period.end) <= passage.published


def is_quarters(period: Period) -> bool:
    """A quarter, a half, or three to twelve whole months of the calendar: the six months to March, 前四个月."""
    start, end = period.start, period.end
    if period.grain in STRETCHES or start is None or end is None:
        return period.grain in STRETCHES
    months = (end.year - start.year) * 12 + end.month - start.month
    whole = (start.day, end.day) == (1, 1) or (start.day == end.day and ENDED in period.span.quote)
    return period.grain == "span" and whole and 3 <= months <= 12
