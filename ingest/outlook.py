"""Lists of predictions: ten calls for 2026, 明年十大猜想. What they say without a time is of that year."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import TYPE_CHECKING

from ingest import periods, when
from ingest.lexicons import words
from ingest.period_tokens import INSIDE
from ingest.timing import WHOLE, day, months_on

if TYPE_CHECKING:
    from ingest.passage import Passage
    from ingest.sentences import Segment
    from kg.model import Period

CALLS = words("calls")  # what such a list is called
YOUNG = timedelta(days=90)  # how much of its year may be gone when it is written
PRICED, SIMPLE = words("priced"), frozenset({"VBZ", "VBP", "VB"})
SUPPOSED = frozenset({"possible", "probable", "conditional"})
POINTS = frozenset({"heading", "item"})
BARE = frozenset({"year", "half", "quarter", "month"})  # grains of a time without a year
TELLING = ("今", "本", "去", "上年", "明", "来年", "this", "last", "next", "past", "ago", "since", "以来", "current")


def of_title(title: str, published: date | None) -> Period | None:
    """The year that a title calls, where it is still to come or has just begun.

    >>> str(of_title("Ten calls for 2027", date(2026, 12, 29)).start), of_title("How 2026 went", date(2026, 12, 29))
    ('2027-01-01', None)
    """
    if published is None or not any(word in title.lower() for word in CALLS):
        return None
    found = (period for period in periods.find(title, published) if period.grain == "year")
    return next((period for period in found if _is_ahead(period, published)), None)


def _is_ahead(period: Period, published: date) -> bool:
    return period.start is not None and day(period.start) + YOUNG > published


def frames(passage: Passage) -> dict[int, Period]:
    """By block: the year that the title, or a heading over it, calls; one that tells of another time ends it."""
    found: dict[int, Period] = {}
    standing: list[tuple[int, Period | None]] = [(0, passage.called)]
    for nth, block in enumerate(passage.blocks):
        if block.kind == "heading":
            while standing[-1][0] >= block.level:
                standing.pop()
            standing.append((block.level, _of_heading(passage, block.start, block.end, standing[-1][1])))
        if period := standing[-1][1]:
            found[nth] = period
    return found


def _of_heading(passage: Passage, start: int, end: int, above: Period | None) -> Period | None:
    own = of_title(passage.text[start:end], passage.published)
    told = [item.value for item in when.own(passage, start, end)]
    over = told and all(each.end and passage.published and day(each.end) <= passage.published for each in told)
    return own or (None if over else above)


def of_block(passage: Passage, segment: Segment) -> Period | None:
    """The year that the list calls in which a segment stands."""
    return passage.outlook.get(passage.sentences[segment.sentence].block)


def is_point(passage: Passage, segment: Segment) -> bool:
    """It is what the list predicts: a heading or an item, or the figure with which the text under a heading opens."""
    if of_block(passage, segment) is None:
        return False
    nth = passage.sentences[segment.sentence].block
    block = passage.blocks[nth]
    if block.kind in POINTS:
        return True
    if passage.hits("speech", segment.frame.start, segment.end) or _is_priced(passage, segment):
        return False
    first = block.heading == nth - 1 and passage.sentence_at(block.start) == segment.sentence
    opens = first or _is_present(passage, segment)
    sentence = passage.sentences[segment.sentence]
    moved = passage.hits("movement", sentence.start if first else segment.start, segment.end)
    return opens and bool(moved) and bool(passage.quantities.within(segment.start, segment.end))


def _is_present(passage: Passage, segment: Segment) -> bool:
    """An English event in the simple present: its margin slips below 72%."""
    if passage.sentences[segment.sentence].lang != "en":
        return False
    head = passage.predicate(segment)
    return head.tag in SIMPLE and not any(child.dep in {"aux", "auxpass"} for child in head.children)


def _is_priced(passage: Passage, segment: Segment) -> bool:
    """What others reckon with: futures price two cuts, 市场一致预期."""
    said = passage.text[segment.start : segment.end].lower()
    return any(word in said for word in PRICED)


def resolved(passage: Passage, segment: Segment, period: Period) -> Period:
    """A time without a year, told of the year that the list calls."""
    year, where = of_block(passage, segment), (segment.start, segment.end)
    if year is None or "past" in passage.values("kind", *where):
        return period
    foreseen = "future" in passage.values("kind", *where) or passage.values("modality", *where) & SUPPOSED
    whole = period.span.quote.lower() in (*WHOLE, INSIDE)
    return of_its_year(period, year) if whole or foreseen or is_point(passage, segment) else period


def of_its_year(period: Period, year: Period) -> Period:
    """全年, in the second half: of the year that is called, where the words tell none."""
    start, end, said = period.start, period.end, period.span.quote.lower()
    if period.basis != "relative" or period.grain not in BARE or start is None or end is None or year.start is None:
        return period
    if said in WHOLE or said == INSIDE:
        return replace(period, start=year.start, end=year.end)
    if any(word in said for word in TELLING) or start.year + 1 != year.start.year:
        return period
    return replace(period, start=months_on(start, 12), end=months_on(end, 12))
