"""The time of a claim that states none: what the words around it still say.

A clause goes on in the time of its sentence, a cell in that of its column or row, an item in that of its list's lead, a
prediction in that of the heading above it, and a figure of the accounts in the period that the text is reporting on.
"""

from __future__ import annotations

import re
import sys
from bisect import bisect_right
from typing import TYPE_CHECKING, NamedTuple

from ingest import cells, outlook, qualifiers, recalling, when
from ingest.lexicons import any_of, words
from ingest.reporting import REPORTS, is_over, is_quarters
from ingest.timing import day

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
REACHED, RATINGS = ("到", "至"), any_of(words("ratings"))  # 排到 2028 年 is where something ends
COLONS = (":", "：")
MEASURED = frozenset({"stock", "flow", "ratio", "price"})  # natures of metrics that a report tells of its time
TRADED = frozenset({"price_level", "market_cap"})
BY_NOW = words("by_now_zh")
QUARTER = (89, 98)  # days of a quarter, be it counted in weeks
TRADING = words("trading")
LEADING = 8  # characters of a paragraph before the time that all of it reports on


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
        if stated is not None and recalling.is_year_before(stated):
            return self
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


def of_session(passage: Passage, segment: Segment, change: Change) -> Period | None:
    """The day of whose trading the whole text tells, for a price of a further paragraph."""
    if change.metric not in TRADED or change.direction == "none" or recalling.has_own(passage, segment):
        return None
    first = next((block for block in passage.blocks if block.kind == "paragraph"), None)
    if first is None or _rates(passage, segment) or not _tells_done(passage, segment):
        return None
    nth = passage.sentence_at(first.start)
    end = passage.sentences[nth].end if nth is not None else first.start
    if not any(word in passage.text[first.start : end].lower() for word in TRADING):
        return None
    days = (item.value for item in passage.periods.within(first.start, end) if item.value.grain == "day")
    return next((period for period in days if is_past_day(passage, period)), None)


def of_day(passage: Passage, segment: Segment, told: Told, change: Change) -> Period | None:
    """The day that opens a paragraph about what was traded on it, for whatever rose, fell or changed hands."""
    period, nth = told.period, passage.sentences[segment.sentence].block
    if period is None or period.grain != "day" or told.block != nth or not is_past_day(passage, period):
        return None
    start = passage.blocks[nth].start
    first = passage.sentence_at(start)
    clause = re.split("[，,。]", passage.text[start : period.span.start])
    opens = len(clause) == 1 and first is not None
    said = passage.text[start : passage.sentences[first].end].lower() if opens and first is not None else ""
    if not any(word in said for word in TRADING) or recalling.has_own(passage, segment) or _rates(passage, segment):
        return None
    return period if change.metric not in ACCOUNTS and _tells_done(passage, segment) else None


def is_past_day(passage: Passage, period: Period) -> bool:
    """The day of writing or one before it."""
    return passage.published is not None and period.start is not None and day(period.start) <= passage.published


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
    return RATINGS.search(said) is not None


def of_place(passage: Passage, segment: Segment) -> Period | None:
    """The time of the cell's column or row, or of the words that lead into the list or the table."""
    nth = passage.sentences[segment.sentence].block
    block = passage.blocks[nth]
    if block.kind == "row":
        return _of_cell(passage, segment, block) or _led(passage, _before_rows(passage, nth))
    return _led(passage, block.lead) if block.kind == "item" else None


def of_heading(passage: Passage, segment: Segment) -> Period | None:
    """The time to come of the nearest heading that has one, else the year that the list of predictions calls.

    What hangs on a condition may come at any time.
    """
    if "conditional" in passage.values("modality", segment.frame.start, segment.end):
        return None
    return _headed(passage, segment) or outlook.of_block(passage, segment)


def _headed(passage: Passage, segment: Segment) -> Period | None:
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
    before = ((at, passage.blocks[at]) for at in range(nth - 1, -1, -1))
    return next((at for at, each in before if each.kind == "heading" and each.level < block.level), None)


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
    if recalling.asks_year_before(passage, segment, told):
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


def _more_exact(told: Period | None, report: Period) -> Period:
    """The quarter that the text itself bounds, where it is the one of the heading by a calendar of its own."""
    if told is None or not (told.start and told.end and report.start and report.end and is_quarters(report)):
        return report
    overlap = told.start < report.end and report.start < told.end
    return told if overlap and QUARTER[0] <= (day(told.end) - day(told.start)).days <= QUARTER[1] else report


def of_report(passage: Passage, segment: Segment, told: Told, change: Change, nature: str | None) -> Period | None:
    """The period that the heading over it reports on, for a metric or a change that it measures, told as done."""
    period = passage.reports.get(passage.sentences[segment.sentence].block)
    changed = change.metric is None and change.direction != "none"
    measured = nature in MEASURED or (changed and passage.quantities.within(segment.start, segment.end))
    if period is None or not measured or _of_the_day(change, period) or _rates(passage, segment):
        return None
    if when.own(passage, segment.frame.start, segment.end) or when.vague(passage, segment):
        return None
    if recalling.asks_year_before(passage, segment, told):
        return None
    period = _more_exact(told.reported, period)
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
    for heads in (near, *((head,) for head in cells.timing(passage, segment))):
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
