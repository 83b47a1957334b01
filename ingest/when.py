"""When a claim holds: which of the times around it is its own.

A time with which the claim only compares (than in 2023, 去年同期) is never its own; nor is the time of saying, where
the words that are said tell theirs.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from ingest import asides
from ingest.lexicons import words
from ingest.timing import UNITS, day, is_now, months_on
from kg.model import Span

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from ingest.parse import Word
    from ingest.passage import Dated, Passage
    from ingest.sentences import Segment
    from kg.model import Period

FROM_NOW = frozenset({"relative", "vague"})  # bases of times that are counted from the day of writing
BEFORE = words("compared_before")  # Chinese words right before a time that make it the other side of a comparison
BEHIND = words("compared_behind")
WITH, BESIDE = words("compared_with"), words("compared_beside")  # 与 ... 相比 around it
OUT_OF, OUT = ("从", "由", "自"), ("的",)
RECORDS, RECORD_WORDS = words("records_zh"), frozenset(words("records_en"))
AGAINST = frozenset(words("compared_en"))
EARLIER = words("earlier_en")
TO_BE = ("将于", "将在", "拟于", "定于", "将", "会在", "会于")
YEARLY = frozenset({"year", "half", "quarter", "month"})
JOINING = frozenset(words("joined_times"))
SINCE = ("以来", "since")
UNTIL = re.compile("(?:not )?(?:until|till)\\b|直到|直至", re.IGNORECASE)
SEASON = "quarter"  # the grain of spring and summer, whose bounds are vague
REACH = 10  # characters behind 以来 in which the record is told
UP_TO = frozenset({"to", "until", "through"})
FROM, HEDGES = "from", frozenset(words("hedges_before_amounts"))
AMOUNT = 40  # characters in which an amount is told
BRACKETS, BRACKETED = (
    ("(", "（"),
    re.compile(r"[:： 为]{0,2}[约超近]?[\d一二三四五六七八九十百]"),
)  # 52 元（去年 60 元）
MANIFOLD = re.compile(r"的[ ]?[\d.一二两三四五六七八九十百几数多]+[ ]?多?(?:倍|成|%|分之)")  # 是一年前的 15 倍
LEVELS = re.compile(  # a third of its 2023 level; the budget for 2025 totals $3bn
    r" (?:levels?|peaks?|highs?|lows?|averages?|totals?(?! \W?\d)|figures?)\b"
)
LEVEL_OF = re.compile(  # double the level of 2020, twice as much as in 2020, more than it did in 2019
    r"\b(?:(?:levels?|peaks?|average|total|figure) (?:of|in|from)|as (?:in|of|at)"
    r"|(?:than|as) (?:it|they|he|she|we) (?:did|was|were|had|has|have|do|does)(?: \w+)?(?: in| at)?) ?$"
)
LONGEST = 28  # characters of such words
GLANCE = 4  # words before an English time in which a comparison is seen where the parse does not show it


def stated(passage: Passage, segment: Segment) -> Period | None:
    """The firm time that the words state: the first in the proposition, else the last before it in its sentence.

    What is said comes before when it was said: behind a word of saying the first time counts.
    """
    inside, before = own(passage, segment.start, segment.end), own(passage, segment.frame.start, segment.start)
    inside = asides.ranked(passage, inside)
    said = [item for item in inside if passage.hits("speech", inside[0].end, item.start)]
    said = [item for item in said if not asides.describes(passage, item) and not _announced(passage, inside[0])]
    if not inside and is_from_now(passage, segment):
        return None
    found = next(iter((*said, *inside, *reversed(before))), None)
    return _both(passage, found, inside) if found else None


def _announced(passage: Passage, first: Dated) -> bool:
    """将于3月4日公布全年业绩: the day of the publication is what is told."""
    return passage.text.endswith(TO_BE, 0, first.start) or passage.text.startswith(TO_BE, first.start, first.end)


def is_from_now(passage: Passage, segment: Segment) -> bool:
    """It sets what is so now against a time counted back from now: 由一年前的9%升至16%."""
    told = (passage.text[item.start : item.end].lower() for item in passage.periods.within(segment.start, segment.end))
    return any(said.endswith(("ago", "年前", "个月前")) for said in told)


def _both(passage: Passage, found: Dated, inside: Sequence[Dated]) -> Period:
    """In 2014 and 2015, in 2018 as well as in 2021: from the first to the last."""
    first = found.value
    for item in inside:
        if item.start <= found.start or item.value.grain != first.grain or first.grain not in YEARLY:
            continue
        if passage.text[found.end : item.start].strip().lower() not in JOINING:
            break
        if first.start and item.value.start and item.value.end and first.start < item.value.start:
            span = Span.of(passage.text, found.start, item.end)
            return replace(first, span=span, end=item.value.end)
    return first


def now(passage: Passage, segment: Segment) -> Period | None:
    """目前 and "now" are a time only for a level, one that is measured."""
    inside = [item.value for item in passage.periods.within(segment.start, segment.end) if is_now(item.value)]
    return inside[0] if inside and passage.quantities.within(segment.start, segment.end) else None


def to_come(passage: Passage, segment: Segment, period: Period | None) -> Period | None:
    """The time of what is still to come: none that had gone by, unless a forecast of then tells it."""
    over = period is not None and _is_over(passage, period)
    if period is None or not over:
        return period
    own = segment.frame.start <= period.span.start < segment.end
    return period if own and period.basis not in FROM_NOW else None


def _is_over(passage: Passage, period: Period) -> bool:
    published, end = passage.published, period.end
    return published is not None and end is not None and day(end) <= published


def denied(period: Period | None) -> Period | None:
    """What does not happen until 2027 is denied up to where that year begins."""
    if period is None or period.end is None or not UNTIL.match(period.span.quote):
        return period
    months = UNITS.get(period.grain, 0)
    end = months_on(period.end, -months)
    return replace(period, end=end) if months and (period.start is None or period.start < end) else period


def vague(passage: Passage, segment: Segment) -> Period | None:
    """The first time without bounds of its own: soon, 未来几年."""
    inside = passage.periods.within(segment.frame.start, segment.end)
    return next((item.value for item in inside if item.value.vague and not is_now(item.value)), None)


def own(passage: Passage, start: int, end: int) -> list[Dated]:
    """The firm times of a range with which nothing is compared."""
    return [item for item in firm(passage, start, end) if not _is_compared(passage, item, start, end)]


def firm(passage: Passage, start: int, end: int) -> list[Dated]:
    """The times of a range that have bounds."""
    return [item for item in passage.periods.within(start, end) if _is_firm(item.value)]


def _is_firm(period: Period) -> bool:
    """It has bounds of its own; seasons have."""
    return not is_now(period) and (not period.vague or period.grain == SEASON)


def _is_compared(passage: Passage, item: Dated, start: int, end: int) -> bool:
    """It is what the claim is measured against: than in 2023, the most since 2021, 比去年, 创 2000 年以来新高."""
    nth = passage.sentence_at(item.start)
    if nth is None:
        return False
    sentence = passage.sentences[nth]
    said = passage.text[item.start : item.end].lower()
    head, tail = passage.text[sentence.start : item.start].lower(), passage.text[item.end : sentence.end].lower()
    if any(word in said for word in SINCE):
        return _is_record(head, tail, said)
    if asides.dates_noun(passage, item, nth, (start, end)):
        return True
    if sentence.lang == "zh":
        return _compared_zh(head.rstrip(), tail.lstrip(), said)
    if asides.names_only(passage, item, nth):
        return True
    return said.endswith(EARLIER) or (item.value.end is not None and _compared_en(passage, item, nth))


def _is_record(head: str, tail: str, said: str) -> bool:
    """Since then nothing has been as high or low."""
    return any(word in tail[:REACH] for word in RECORDS) or (
        "since" in said and bool(RECORD_WORDS & set(head.split()[-GLANCE:]))
    )


def _compared_zh(head: str, tail: str, said: str) -> bool:
    if said.endswith(BEHIND) or tail.startswith(BEHIND) or head.endswith(BEFORE):
        return True
    if head.endswith(BRACKETS) and BRACKETED.match(tail):
        return True
    if MANIFOLD.match(tail):
        return True
    if head.endswith(WITH) and tail.startswith(BESIDE):
        return True
    return (head.endswith(OUT_OF) or said.startswith(OUT_OF)) and tail.startswith(OUT)


def _compared_en(passage: Passage, item: Dated, nth: int) -> bool:
    """What the time hangs on, up to the verb, is set against something: "up from $3bn in 2023"."""
    sentence, parse = passage.sentences[nth], passage.parses[nth]
    inside = parse.between(item.start - sentence.start, item.end - sentence.start)
    if not inside or any(word.lower in UP_TO for word in inside):
        return False
    word = next((word for word in inside if word.head not in inside), inside[0])
    if _is_left(passage, _amount(passage, item.start)):
        return True
    before, behind = (
        passage.text[max(0, item.start - LONGEST) : item.start],
        passage.text[item.end : item.end + LONGEST],
    )
    if "since" not in before and (LEVELS.match(behind) or LEVEL_OF.search(before)):
        return True
    near = parse.words[max(0, inside[0].index - 1) : inside[0].index]
    return any(each.lower in AGAINST for each in (inside[0], *near, *_above(word)))


def _amount(passage: Passage, place: int) -> int:
    """Where the amount right before a place begins: the $3bn of "from $3bn in 2023"."""
    return next((q.start for q in passage.quantities.within(max(0, place - AMOUNT), place) if q.end == place - 1), 0)


def _is_left(passage: Passage, amount: int) -> bool:
    """An amount is told from which something went: from $3bn, from a mere $3bn."""
    before = passage.text[max(0, amount - LONGEST) : amount].lower().split()
    while before and before[-1] in HEDGES:
        before.pop()
    return before[-1:] == [FROM]


def _above(word: Word) -> Iterator[Word]:
    """What the word hangs on, up to the verb; that too where it compares: "compared with 2023"."""
    for head in word.ancestors():
        yield head
        if head.tag.startswith(("VB", "MD")):
            return
