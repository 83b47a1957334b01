"""Words that point back to a time that the text has told: that year, since then, 届时, 当时, 去年同期, 在那之前."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from ingest import outlook
from ingest.lexicons import words
from ingest.reporting import STRETCHES, is_over, is_quarters
from ingest.timing import ONE_DAY, WHOLE, day, months_on
from kg.model import Span

if TYPE_CHECKING:
    from ingest.framing import Told
    from ingest.passage import Passage
    from ingest.sentences import Segment
    from kg.model import Period

AGAIN = frozenset(words("again_times"))
SAME_TIME, SINCE_THEN, BY_THEN = words("same_time"), words("since_then"), words("by_then")
BACK_THEN, UNTIL_THEN = words("back_then"), words("until_then")
YEAR_BEFORE, YEAR = words("year_before"), 12  # and its months
POINTING = (SAME_TIME, BACK_THEN, BY_THEN, YEAR_BEFORE, UNTIL_THEN, SINCE_THEN)
QUARTER_BEFORE = frozenset(words("quarter_before"))
YEAR_ENDS = ("年末", "年底", "期末", "报告期末")
OPENING, MARKS = 32, "，,、 "  # characters in which a segment opens


def resolved(passage: Passage, segment: Segment, period: Period | None, told: Told) -> Period | None:
    """In the quarter, that year, since then: the time that the text has told of, or what it is counted from."""
    words, place = _opening(passage, segment, told)
    if words == YEAR_BEFORE and place and (period is None or period.span.start < place.end):
        block = passage.sentences[segment.sentence].block
        return None if _dates_itself(passage, segment, place) else _year_before(passage, told, block, place)
    if period is None:
        return _recalled(passage, segment, told)
    if period.span.quote.lower().removeprefix("the ") in QUARTER_BEFORE:
        return _quarter_before(passage, segment, period, told)
    period = outlook.resolved(passage, segment, period)
    report = passage.reports.get(passage.sentences[segment.sentence].block)
    if report and report.grain == "year" and period.basis == "relative":
        period = _of_report_year(period, report)
    if period.basis == "stated" or period.span.quote.lower().removeprefix("in ") not in AGAIN:
        return period
    lasts = [last for last in (told.period, told.reported, report) if last is not None]
    alike = (last for last in lasts if period.grain in STRETCHES and is_quarters(last))
    return next((last for last in lasts if period.grain == last.grain), next(alike, period))


def _quarter_before(passage: Passage, segment: Segment, period: Period, told: Told) -> Period:
    """上一季度 in a report on the quarter gone by is the one before that."""
    report = passage.reports.get(passage.sentences[segment.sentence].block)
    reported = next((each for each in (told.reported, report) if each and each.start == period.start), None)
    if reported is None or period.start is None or period.end is None:
        return period
    return replace(period, start=months_on(day(period.start), -3), end=months_on(day(period.end), -3))


def _dates_itself(passage: Passage, segment: Segment, place: Span) -> bool:
    """Another time stands behind the words."""
    return bool(passage.periods.within(place.end, segment.end))


def _of_report_year(period: Period, report: Period) -> Period:
    """全年, 截至年末: of the year that is reported on."""
    said = period.span.quote.lower()
    if said in WHOLE:
        return report
    ends = said.removeprefix("截至").removeprefix("截止") in YEAR_ENDS and report.end
    return replace(report, start=months_on(day(report.end), -1), grain="month") if ends and report.end else period


def _recalled(passage: Passage, segment: Segment, told: Told) -> Period | None:
    """其间, since then, 届时, 当时, 去年同期: by the last firm time of the paragraph."""
    last, block = told.period, passage.sentences[segment.sentence].block
    if last is None or has_own(passage, segment):
        return None
    words, place = _opening(passage, segment, told)
    if words == BACK_THEN and block - told.block <= 1:
        return last if is_over(passage, last) else None
    if told.block == block and (words == SAME_TIME or (words == BY_THEN and not is_over(passage, last))):
        return last
    return _bounded(passage, last, words, place) if told.block == block else None


def _opening(passage: Passage, segment: Segment, told: Told) -> tuple[tuple[str, ...], Span | None]:
    """The list of words that points back of which one opens the segment, and where that stands."""
    start = segment.start if segment.sentence == told.sentence else segment.frame.start
    said = passage.text[start : min(segment.end, start + OPENING)].lower()
    start += len(said) - len(said.lstrip(MARKS))
    before = passage.text[max(0, segment.start - OPENING) : segment.start].rstrip(MARKS)
    said = said.lstrip(MARKS)
    for listed in POINTING:
        if said.startswith(listed):
            word = next(word for word in listed if said.startswith(word))
            return listed, Span.of(passage.text, start, start + len(word))
        if before.endswith(listed):
            word = next(word for word in listed if before.endswith(word))
            end = max(0, segment.start - OPENING) + len(before)
            return listed, Span.of(passage.text, end - len(word), end)
    return (), None


def _bounded(passage: Passage, last: Period, words: tuple[str, ...], place: Span | None) -> Period | None:
    """From the time of writing to that time, or from that time on."""
    published = passage.published
    if published is None or place is None or last.start is None:
        return None
    over = day(last.start) <= published
    if words == UNTIL_THEN and not is_over(passage, last):
        return replace(last, span=place, start=published, end=last.end if over else last.start, grain="span")
    if words == SINCE_THEN and over:
        return replace(last, span=place, end=published + ONE_DAY, grain="span")
    return None


def has_own(passage: Passage, segment: Segment) -> bool:
    """It tells a time; the year of 去年同期 is none of its own."""
    inside = passage.periods.within(segment.start, segment.end)
    said = ((item, passage.text[item.start : item.end].lower()) for item in inside)
    return any(words not in YEAR_BEFORE and not passage.text.startswith("同", item.end) for item, words in said)


def _year_before(passage: Passage, told: Told, block: int, place: Span | None) -> Period | None:
    """The same period a year before the one that figures were told of, here or in the whole report."""
    near = told.period if told.block == block else None
    lasts = (near, told.reported, passage.reports.get(block))
    period = next((each for each in lasts if each and (each.grain == "month" or is_quarters(each))), None)
    if period is None or place is None or period.start is None or period.end is None:
        return None
    first, last = months_on(day(period.start), -YEAR), months_on(day(period.end), -YEAR)
    return replace(period, span=place, start=first, end=last)


def is_year_before(period: Period) -> bool:
    """It was told by 去年同期 or the like."""
    return period.span.quote.lower() in YEAR_BEFORE


def asks_year_before(passage: Passage, segment: Segment, told: Told) -> bool:
    """去年同期 opens it: it tells of a year before what the text reports on."""
    return _opening(passage, segment, told)[0] == YEAR_BEFORE
