"""The time of a claim that states none: what the words around it still say.

A clause goes on in the time of its sentence, a cell in that of its column or row, an item in that of its list's lead, a
prediction in that of the heading above it, and a figure of the accounts in the period that the text is reporting on.
"""

from __future__ import annotations

import sys
from bisect import bisect_right
from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

from ingest import qualifiers, when
from ingest.lexicons import words
from ingest.reporting import REPORTS, STRETCHES, is_over, is_quarters
from ingest.timing import ONE_DAY, WHOLE, day, months_on
from kg.model import Span

if TYPE_CHECKING:
    from ingest.blocks import Block
    from ingest.changes import Change
    from ingest.passage import Passage
    from ingest.sentences import Segment
    from kg.model import Period

ACCOUNTS = frozenset(words("accounts"))  # metrics that are told of a period
OF_THE_DAY = frozenset(words("of_the_day"))  # and those that are told of a day or of no time
UNREPORTED = frozenset(words("unreported_zh"))
LASTING = {"year", "half", "quarter", "month"}  # grains of times that a text goes on about
TURNS = {"contrast", "grant"}
AGAIN = frozenset(words("again_times"))
REACHED, RATINGS = ("到", "至"), words("ratings")  # 排到 2028 年 is where something ends
COLONS = (":", "：")
MEASURED = frozenset({"stock", "flow", "ratio", "price"})  # natures of metrics that a report tells of its time
TRADED = frozenset({"price_level", "market_cap"})
BY_NOW = words("by_now_zh")
SAME_TIME, SINCE_THEN, BY_THEN = words("same_time"), words("since_then"), words("by_then")
YEAR_ENDS = ("年末", "年底", "期末", "报告期末")
LEADING = 8  # characters of a paragraph before the time that all of it reports on
OPENING, MARKS = 32, "，,、 "  # characters in which a segment opens


class Told(NamedTuple):
    """The last firm time that the text has told, and where."""

    period: Period | None = None
    sentence: int = -1
    block: int = -1
    reported: Period | None = None  # the last quarter, half or month that figures were told of
    reporting: int = -1  # in which block
    about: str | None = None  # whose figures they were
    far: bool = False  # a clause without a time lies between

    def after(self, passage: Passage, segment: Segment, stated: Period | None, about: str | None) -> Told:
        """What the text has told behind a segment that states a time, or none."""
        if stated is None:
            return self._replace(far=True) if self.sentence == segment.sentence else self._replace(sentence=-1)
        if self.period and stated.grain == "day" and stated.end == self.period.end and self.period.grain != "day":
            return self  # the quarter, which ended on 31 March
        block = passage.sentences[segment.sentence].block
        monthly = self.reporting != block and _measures(passage, segment, stated)
        row = passage.blocks[block].kind == "row"
        if row or not is_over(passage, stated) or not (is_quarters(stated) or monthly):
            return self._replace(period=stated, sentence=segment.sentence, block=block, far=False)
        return Told(stated, segment.sentence, block, stated, block, about)


def _measures(passage: Passage, segment: Segment, period: Period) -> bool:
    """The figures of a month, as Chinese offices of statistics give them."""
    chinese = passage.sentences[segment.sentence].lang == "zh"
    return chinese and period.grain == "month" and bool(passage.quantities.within(segment.start, segment.end))


def resolved(passage: Passage, segment: Segment, period: Period | None, told: Told) -> Period | None:
    """In the quarter, that year, since then: the time that the text has told of, or what it is counted from."""
    if period is None:
        return _recalled(passage, segment, told)
    report = passage.reports.get(passage.sentences[segment.sentence].block)
    if report and report.grain == "year" and period.basis == "relative":
        period = _of_report_year(period, report)
    if period.basis == "stated" or period.span.quote.lower().removeprefix("in ") not in AGAIN:
        return period
    lasts = [last for last in (told.period, told.reported, report) if last is not None]
    alike = (last for last in lasts if period.grain in STRETCHES and is_quarters(last))
    return next((last for last in lasts if period.grain == last.grain), next(alike, period))


def _of_report_year(period: Period, report: Period) -> Period:
    """全年, 截至年末: of the year that is reported on."""
    said = period.span.quote.lower()
    if said in WHOLE:
        return report
    ends = said.removeprefix("截至").removeprefix("截止") in YEAR_ENDS and report.end
    return replace(report, start=months_on(day(report.end), -1), grain="month") if ends and report.end else period


def _recalled(passage: Passage, segment: Segment, told: Told) -> Period | None:
    """Over the same period, 其间, since then, by then, 届时: by the last firm time of the paragraph."""
    last, block = told.period, passage.sentences[segment.sentence].block
    if last is None or told.block != block or passage.periods.within(segment.start, segment.end):
        return None
    start = segment.start if segment.sentence == told.sentence else segment.frame.start
    said = passage.text[start : min(segment.end, start + OPENING)].lower().lstrip(MARKS)
    if said.startswith(SAME_TIME):
        return last
    if said.startswith(BY_THEN):
        return None if is_over(passage, last) else last
    published = passage.published
    since = next((word for word in SINCE_THEN if said.startswith(word)), None)
    if since is None or last.start is None or published is None or day(last.start) > published:
        return None
    place = passage.text[start : start + 2 * OPENING].lower().index(since) + start
    return replace(last, span=Span.of(passage.text, place, place + len(since)), end=published + ONE_DAY, grain="span")


def of_sentence(passage: Passage, segment: Segment, told: Told, change: Change) -> Period | None:
    """The time of the sentence, for a clause that goes on: no turn, no reason, no other tense."""
    period = told.period
    if period is None or told.sentence != segment.sentence or not (_lasts(period) or _trades(period, change)):
        return None
    if passage.periods.within(segment.start, segment.end) or _is_by_now(passage, segment, period):
        return None
    if _turns(passage, segment) and not _is_to_come(passage, segment, period):
        return None
    if passage.text.endswith(REACHED, 0, period.span.start) or _rates(passage, segment):
        return None
    if told.far and (change.direction == "none" or not _tells_done(passage, segment)):
        return None
    return period if _in_tense(passage, segment, period) else None


def _trades(period: Period, change: Change) -> bool:
    """A day of trading goes on through its sentence."""
    return period.grain == "day" and period.end is not None and change.metric in TRADED


def _is_by_now(passage: Passage, segment: Segment, period: Period) -> bool:
    """Behind a time gone by, 仍 and 还...着 tell what is so at the time of writing."""
    if not is_over(passage, period) or passage.sentences[segment.sentence].lang != "zh":
        return False
    said = passage.text[segment.start : segment.end]
    return any(word in said for word in BY_NOW) or ("还" in said and "着" in said)


def _is_to_come(passage: Passage, segment: Segment, period: Period) -> bool:
    """What turns goes on about a time to come where it too tells what will be."""
    if is_over(passage, period):
        return False
    return "future" in passage.values("kind", segment.start, segment.end)


def _rates(passage: Passage, segment: Segment) -> bool:
    """A rating or a target for a price holds from the day on."""
    said = passage.text[segment.start : segment.end].lower()
    return any(word in said for word in RATINGS)


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
            return period if _lasts(period) and not is_over(passage, period) else None
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
    moved = [hit for hit in passage.hits("movement", *where) if not passage.text.startswith("的", hit.end)]
    return bool(moved or told)


def of_accounts(passage: Passage, segment: Segment, told: Told, change: Change, about: str | None) -> Period | None:
    """The period that the text reports on, for a figure of the same accounts; a paragraph may open with that of all."""
    here = told.reporting == passage.sentences[segment.sentence].block
    period = told.reported if here else told.period
    if period is None or not passage.quantities.within(segment.start, segment.end):
        return None
    if when.is_from_now(passage, segment) or _is_by_now(passage, segment, period):
        return None
    other = about != told.about and (change.metric not in ACCOUNTS or None not in {about, told.about})
    if here and (other or (about is None and change.metric not in ACCOUNTS)) and not _opens(passage, told):
        return None
    if change.metric not in ACCOUNTS and not (here and _goes_on(passage, segment, period, change)):
        return None
    return period if here or (is_over(passage, period) and is_quarters(period)) else None


def _opens(passage: Passage, told: Told) -> bool:
    """The paragraph begins with the time that it reports on, or says that it reports."""
    reported = told.reported
    if reported is None or reported.span.start - passage.blocks[told.reporting].start < LEADING:
        return True
    nth = passage.sentence_at(reported.span.start) or 0
    said = passage.text[passage.sentences[nth].start : reported.span.start].lower()
    return not said or any(word in said for word in REPORTS)


def of_report(passage: Passage, segment: Segment, change: Change, nature: str | None) -> Period | None:
    """The period that the heading over it reports on, for a metric or a change that it measures, told as done."""
    period = passage.reports.get(passage.sentences[segment.sentence].block)
    changed = change.metric is None and change.direction != "none"
    measured = nature in MEASURED or (changed and passage.quantities.within(segment.start, segment.end))
    if period is None or not measured or _of_the_day(change, period) or _rates(passage, segment):
        return None
    if when.own(passage, segment.frame.start, segment.end) or when.vague(passage, segment):
        return None
    tells = change.direction != "none" or passage.quantities.within(segment.start, segment.end)
    return period if tells and _is_done(passage, segment) else None


def _of_the_day(change: Change, period: Period) -> bool:
    """Prices of a month are told as those of its last quarter are not."""
    return change.metric in OF_THE_DAY and (change.metric != "price_level" or period.grain != "month")


def _goes_on(passage: Passage, segment: Segment, period: Period, change: Change) -> bool:
    """A figure of the paragraph that reports, told as gone by; prices and views are of the day."""
    if change.metric in OF_THE_DAY or period.vague or not (period.grain == "month" or is_quarters(period)):
        return False
    return _tells_done(passage, segment)


def _tells_done(passage: Passage, segment: Segment) -> bool:
    """A figure told as gone by."""
    if not passage.quantities.within(segment.start, segment.end):
        return False
    if passage.sentences[segment.sentence].lang == "zh":
        return _is_done(passage, segment)
    return not passage.periods.within(segment.start, segment.end) and _is_done(passage, segment)


def _is_done(passage: Passage, segment: Segment) -> bool:
    """Told in the past; in Chinese, without a word of what is to come, is thought or is so by now."""
    sentence, parse = passage.sentences[segment.sentence], passage.parses[segment.sentence]
    if sentence.lang == "en":
        return qualifiers.past_tense(passage, segment) and not _is_perfect(passage, segment)
    said = parse.between(segment.start - sentence.start, segment.end - sentence.start)
    return UNREPORTED.isdisjoint(word.text for word in said)


def _lasts(period: Period) -> bool:
    return period.grain in LASTING and period.start is not None and period.end is not None


def _is_perfect(passage: Passage, segment: Segment) -> bool:
    """Has narrowed: up to now."""
    helpers = [child.lower for child in passage.predicate(segment).children if child.dep in {"aux", "auxpass"}]
    return bool(helpers) and helpers[0] in qualifiers.PERFECT


def _turns(passage: Passage, segment: Segment) -> bool:
    """It opens with a word that turns."""
    opening = passage.hits("connective", segment.frame.start, segment.end)
    return any(hit.start <= segment.start + 1 and hit.cue.value in TURNS for hit in opening)


def _in_tense(passage: Passage, segment: Segment, period: Period) -> bool:
    """What is over is told in the past; Chinese has no tenses."""
    if passage.sentences[segment.sentence].lang == "zh" or not is_over(passage, period):
        return True
    return qualifiers.past_tense(passage, segment)


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
    if lead is None or not passage.text.endswith(COLONS, 0, passage.blocks[lead].end):
        return None
    nth = passage.sentence_at(passage.blocks[lead].end - 1)
    found = when.own(passage, *passage.sentences[nth][:2]) if nth is not None else ()
    return found[-1].value if found else None
