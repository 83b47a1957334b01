"""Periods against their sentence: what the phrase alone cannot tell.

The tagger's words, the tense and the day of publication settle which phrase is a time at all, which year a bare month
belongs to, and from when a deadline runs.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from calendar import monthrange
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date, datetime, timedelta
from itertools import takewhile
from typing import TYPE_CHECKING

from ingest import periods
from ingest.lexicons import words
from ingest.sentences import Sentence

if TYPE_CHECKING:
    from ingest.parse import Parse, Word
    from kg.model import Period

NOW = frozenset(words("now_words"))
SHORT = 2  # Chinese characters of a phrase that may be part of another word
YEAR_DIGITS = 4
ONE_DAY = timedelta(days=1)
FIXING = frozenset({"last", "next", "this", "past", "coming", "yesterday", "today", "tomorrow", "ago"})
WILL = frozenset({"will", "'ll", "’ll", "shall"})
HAVE = frozenset({"have", "has", "had", "'ve", "’ve"})
IN, WITHIN = ("in ", "within ", "inside ", "不到"), ("内", "之内", "里", "时间", "之间", "间", "时间里")
AHEAD = ("未来", "今后", "往后", "接下来", "next", "coming", "'s time")
DONE, TO_COME = ("已", "了", "过"), ("将", "会", "可望", "有望", "预计", "预期", "要", "能", "可能", "为了")
UNITS = {"year": 12, "half": 6, "quarter": 3, "month": 1}  # months of a grain
SAME = frozenset({"put", "set", "bet", "let"})  # verbs whose past looks like their present
END = re.compile(r"\b(?:end|year-end|yearend|eoy)\b")
PARTS = "初中底末尾"  # signs of a part of a year or month that begin other words too: 中国, 初步, 底薪
HALF, NEAR = 7, 3  # the month in which the last half of a year begins; words from "expected" to its "to"
TO = frozenset({"to", "until", "through", "till", "-", "–"})
EXPECTED = frozenset(words("expected_en"))
RECORDED, AHEAD_ZH = words("recorded_zh"), (*TO_COME, *words("ahead_zh"))
MONTH = re.compile(r"\b(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)", re.IGNORECASE)
BARE_MONTH = re.compile(r"(?:\d{1,2}|十[一二]?|[一二三四五六七八九]) ?月(?:份)?")
WHOLE = frozenset(words("whole_year"))
NUMBERED = re.compile(
    r"[0-9一二两三四五六七八九十百半几]|\b(?:a|an|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve)\b"
)
HIGHS = words("highs_zh")
SINCE, NOMINAL = 7, frozenset({"DT", "PRP$", "JJ", "JJS", "NN", "NNS", "NNP", "VBG", "POS", "IN"})
REPORTS = ("季报", "季度报告")
SOME = re.compile(r"(?:in )?an? \w+$", re.IGNORECASE)
STRETCH = re.compile(r"in (?:\w+[ -])?\w+[ -](?:day|week|month|quarter|year)s?$", re.IGNORECASE)
RANKED = frozenset({"NN", "NNS", "JJ", "JJR", "JJS", "RBS", "VBG", "IN", "CD", "SYM"})
RANKS = frozenset(words("ranks_en"))
TRADING = words("trading")
WOULD = frozenset({"would", "'d", "’d", "could", "might"})
DESCRIBED = (["in", "which"], ["when"], ["that"])  # in a year in which steel shrank
PUBLISHING = re.compile("报告?(?:之|以)?[前后]$")  # 三季报之前: before it is published
CLAUSE_END = re.compile("[，。；：,;:]")


def shortened(
    found: Iterable[Period], sentences: Sequence[Sentence], parses: Sequence[Parse], published: date | None
) -> Iterator[Period]:
    """Without the sign of a part that is the first of the next word: 2025 年|中国经济, 2025 年|初步核算."""
    starts = [sentence.start for sentence in sentences]
    for period in found:
        place = bisect_right(starts, period.span.start) - 1
        halved = place >= 0 and _halves(period, sentences[place], parses[place])
        whole = next(iter(periods.find(period.span.quote[:-1], published)), None) if halved else None
        yield _moved(whole, period.span.start) if whole else period


def _halves(period: Period, sentence: Sentence, parse: Parse) -> bool:
    last = period.span.end - sentence.start - 1
    inside = sentence.lang == "zh" and period.span.end < sentence.end
    return inside and period.span.quote[-1] in PARTS and parse.begins(last) and not parse.begins(last + 1)


def _moved(period: Period, start: int) -> Period:
    span = period.span
    return replace(period, span=replace(span, start=start + span.start, end=start + span.end))


def settled(
    found: Iterable[Period], sentences: Sequence[Sentence], parses: Sequence[Parse], published: date | None
) -> Iterator[Period]:
    """Those that stand in a sentence, with the bounds that the sentence and the day of publication give them."""
    starts = [sentence.start for sentence in sentences]
    last: dict[int, Period] = {}
    for period in found:
        place = bisect_right(starts, period.span.start) - 1
        if place < 0 or not _is_word(period, sentences[place], parses[place]):
            continue
        block = sentences[place].block
        dated = _reported(_of_year(period, last.get(block)), published)
        placed = _placed(dated, sentences[place], parses[place], published)
        if placed.grain in UNITS and placed.start is not None:
            last[block] = placed
        yield placed


def _of_year(period: Period, last: Period | None) -> Period:
    """全年: the whole of the year that the paragraph tells of."""
    if last is None or last.start is None or period.start is None or period.span.quote.lower() not in WHOLE:
        return period
    start = period.start.replace(year=last.start.year)
    return replace(period, start=start, end=start.replace(year=start.year + 1))


def _reported(period: Period, published: date | None) -> Period:
    """三季报: of the last third quarter that is over."""
    start, end = period.start, period.end
    if published is None or start is None or end is None or period.basis != "relative":
        return period
    if not period.span.quote.endswith(REPORTS):
        return period
    return replace(period, start=_years(start, -1), end=_years(end, -1)) if day(end) > published else period


def _placed(period: Period, sentence: Sentence, parse: Parse, published: date | None) -> Period:
    if published is None or period.start is None:
        return _bounded(_now(_until_noun(period, sentence, parse), parse, published), published)
    period = _sided(_closing(period), sentence, parse, published)
    if period.start and _is_count(period, published) and _has_happened(period, sentence, parse):
        return _mirrored(period, period.start, published)
    return _bounded(_now(_tensed(period, sentence, parse, published), parse, published), published)


def _until_noun(period: Period, sentence: Sentence, parse: Parse) -> Period:
    """Before the autumn elections is not before the autumn."""
    behind = parse.between(period.span.end - sentence.start, sentence.end - sentence.start)[:1]
    end, noun = period.end, any(word.tag.startswith("NN") for word in behind)
    if end is None or period.grain != "quarter" or not noun or not period.span.quote.lower().startswith("before"):
        return period
    return replace(period, end=months_on(day(end), UNITS["quarter"]))


def _closing(period: Period) -> Period:
    """The end of 2026 is its last month."""
    said, start, end = period.span.quote.lower(), period.start, period.end
    ends = start and end and END.search(said) and (end.month, end.day, start.month) == (1, 1, HALF)
    return replace(period, start=end.replace(year=end.year - 1, month=12), grain="span") if ends and end else period


def _sided(period: Period, sentence: Sentence, parse: Parse, published: date) -> Period:
    """From July on, sold out into 2028: what the English word before a time to come says of its sides."""
    start, end = period.start, period.end
    if sentence.lang != "en" or start is None or end is None:
        return period
    before = parse.words[: bisect_left(parse.starts, period.span.start - sentence.start)][-SINCE:]
    if day(end) <= published:
        return replace(period, end=published + ONE_DAY, grain="span") if _since(before) else period
    before = before[-1:]
    behind = parse.between(period.span.end - sentence.start, sentence.end)[:1]
    word = before[0].lower if before else ""
    if word == "from" and day(start) >= published.replace(day=1) and not any(each.lower in TO for each in behind):
        return replace(period, end=None)
    return replace(period, start=published) if word == "into" and day(start) > published else period


def _since(before: Sequence[Word]) -> bool:
    """Since the peak of 2022, since its listing in March: what happened then is where it begins."""
    words = [word.lower for word in before]
    if "since" not in words:
        return False
    between = before[words.index("since") + 1 :]
    return bool(between) and between[0].tag in {"DT", "PRP$"} and all(word.tag in NOMINAL for word in between)


def _is_count(period: Period, published: date) -> bool:
    """In two years, 两年内: a number of years and the like without a word that tells which way."""
    said = period.span.quote.lower()
    counts = bool(NUMBERED.search(said)) and (said.endswith(WITHIN) or said.startswith(IN))
    ahead = period.start is not None and day(period.start) >= published
    return counts and ahead and period.basis == "relative" and not any(word in said for word in AHEAD)


def _has_happened(period: Period, sentence: Sentence, parse: Parse) -> bool:
    """What the time belongs to is told as done."""
    if sentence.lang == "zh":
        return _is_done(parse.text(period.span.end - sentence.start))
    start = period.span.start - sentence.start
    inside = parse.between(start, period.span.end - sentence.start)
    verb = next((word for word in (inside[0].ancestors() if inside else ()) if word.tag.startswith(("VB", "MD"))), None)
    if verb is None or verb.lower in SAME:
        return False
    helpers = {word.lower for word in verb.children if word.dep in {"aux", "auxpass"}}
    return verb.tag == "VBD" or (verb.tag == "VBN" and bool(helpers & HAVE) and not helpers & WILL)


def _is_done(behind: str) -> bool:
    """In the clause behind the time: 已, or 了 without a word of what is to come."""
    clause = CLAUSE_END.split(behind.lstrip("，,"), maxsplit=1)[0]
    return any(word in clause for word in DONE) and not any(word in clause for word in TO_COME)


def _mirrored(period: Period, start: date, published: date) -> Period:
    """The same stretch up to the day of publication."""
    until = period.end if day(start) == published and period.end else start
    months = (until.year - published.year) * 12 + (0 if period.grain == "year" else until.month - published.month)
    if period.grain == "year" or until.day == published.day:
        first = months_on(published, -months)
    else:
        first = published - (day(until) - published)
    return replace(period, start=first, end=published, grain="span")


def months_on(moment: date, by: int) -> date:
    """The same day of the month `by` months later, or its last day."""
    year, month = divmod(moment.year * 12 + moment.month - 1 + by, 12)
    return moment.replace(year=year, month=month + 1, day=min(moment.day, monthrange(year, month + 1)[1]))


def is_now(period: Period) -> bool:
    """目前, now: the time of writing, which tells nothing but of a level."""
    return period.span.quote.lower() in NOW and period.grain != "day"


def _is_word(period: Period, sentence: Sentence, parse: Parse) -> bool:
    """Not half of another word, as 明 in 明显 or 早 in 早期; nor 下五年 in 创下五年新低; nor the 全年 of something."""
    if period.span.quote.lower() == "soon":
        before = parse.words[: bisect_left(parse.starts, period.span.start - sentence.start)][-1:]
        return not any(word.lower in {"how", "as", "too"} for word in before)
    if period.span.quote in WHOLE and parse.text(period.span.end - sentence.start).startswith("的"):
        return False
    if sentence.lang != "zh" or period.span.quote.isascii():
        return not any(told(period, sentence, parse) for told in (_is_any_day, _is_rank, _is_described))
    if PUBLISHING.search(period.span.quote):
        return False
    if len(period.span.quote) > SHORT:
        return not parse.text(period.span.end - sentence.start).startswith(HIGHS)
    start, end = period.span.start - sentence.start, period.span.end - sentence.start
    return parse.begins(start) and (parse.begins(end) or period.span.end == sentence.end)


def _is_any_day(period: Period, sentence: Sentence, parse: Parse) -> bool:
    """Any day: they would leave tomorrow if they could."""
    if period.span.quote.lower() != "tomorrow":
        return False
    before = parse.words[: bisect_left(parse.starts, period.span.start - sentence.start)]
    return any(word.lower in WOULD for word in before)


def _is_rank(period: Period, sentence: Sentence, parse: Parse) -> bool:
    """Its third fall in five quarters: among which it is the third."""
    if not STRETCH.match(period.span.quote):
        return False
    before = parse.words[: bisect_left(parse.starts, period.span.start - sentence.start)]
    noun = list(takewhile(lambda word: word.tag in RANKED or word.lower in RANKS, reversed(before)))
    return any(word.lower in RANKS or word.tag in {"JJS", "RBS"} for word in noun)


def _is_described(period: Period, sentence: Sentence, parse: Parse) -> bool:
    """A clause tells which one it is: a year in which steel shrank."""
    if not SOME.match(period.span.quote):
        return False
    end = period.span.end - sentence.start
    behind = [word.lower for word in parse.between(end, sentence.end - sentence.start)[:2]]
    return any(behind[: len(words)] == words for words in DESCRIBED)


def _now(period: Period, parse: Parse, published: date | None) -> Period:
    """The month in which it was written; 今天 of trading is the day."""
    if published is None or period.span.quote.lower() not in NOW:
        return period
    if period.grain == "day" and any(word in parse.text(0) for word in TRADING):
        return period
    first = published.replace(day=1)
    return replace(period, start=first, end=_next_month(first), grain="month", basis="relative")


def _next_month(first: date) -> date:
    return first.replace(year=first.year + first.month // 12, month=first.month % 12 + 1)


def _tensed(period: Period, sentence: Sentence, parse: Parse, published: date | None) -> Period:
    """A month or day without a year has gone by where the sentence is told in the past, and is to come with `will`."""
    start, end = period.start, period.end
    if published is None or start is None or end is None:
        return period
    if sentence.lang != "en":
        return _tensed_zh(period, sentence, parse, published)
    bare = period.grain in {"month", "day"} or (period.grain == "span" and MONTH.search(period.span.quote))
    if not bare or _has_year(period):
        return period
    tags, words = {word.tag for word in parse.words}, {word.lower for word in parse.words}
    ahead = _is_ahead(period, sentence, parse)
    gone = not ahead and bool(tags & {"VBD", "VBN"}) and "MD" not in tags
    latest = end - ONE_DAY if period.grain == "span" else start
    by = -1 if day(latest) > published and gone else int(day(end) <= published and (ahead or bool(words & WILL)))
    return replace(period, start=_years(start, by), end=_years(end, by)) if by else period


def _tensed_zh(period: Period, sentence: Sentence, parse: Parse, published: date) -> Period:
    """十二月營收創新高, written in May: a bare month that is told as done has gone by."""
    start, end = period.start, period.end
    said = period.span.quote
    if start is None or end is None or day(start) <= published or not BARE_MONTH.fullmatch(said):
        return period
    clause = CLAUSE_END.split(parse.text(period.span.end - sentence.start), maxsplit=1)[0]
    done = any(word in clause for word in (*DONE, *RECORDED)) and not any(word in clause for word in AHEAD_ZH)
    return replace(period, start=_years(start, -1), end=_years(end, -1)) if done else period


def _is_ahead(period: Period, sentence: Sentence, parse: Parse) -> bool:
    """Expected to, due to, set to: the words before the time tell what is to come."""
    before = parse.words[: bisect_left(parse.starts, period.span.start - sentence.start)]
    said = [word.lower for word in before]
    return any(each in EXPECTED and "to" in said[at + 1 : at + NEAR] for at, each in enumerate(said))


def _has_year(period: Period) -> bool:
    """The phrase itself tells the year: in figures, or by `last` and `next`."""
    said = period.span.quote.lower().split()
    return bool(FIXING & set(said)) or any(word.isdigit() and len(word) == YEAR_DIGITS for word in said)


def _years(day: date, by: int) -> date:
    leap = day.month == 2 and day.day == 29
    return day.replace(year=day.year + by, day=28 if leap else day.day)


def _bounded(period: Period, published: date | None) -> Period:
    """A deadline runs from the day it was set; what began before runs up to that day."""
    if published is None:
        return period
    if period.start is None and period.end is not None and day(period.end) > published:
        return replace(period, start=published)
    if period.end is None and period.start is not None:
        return _begun(period, day(period.start), published)
    return period


def _begun(period: Period, start: date, published: date) -> Period:
    """What has begun runs up to that day; since October is since the last one, 从今年起 has no end yet."""
    said = period.span.quote.lower()
    if said.endswith("以来") and period.basis == "inherited":
        start = _years(start, published.year - start.year)
    if start > published and (said.startswith("since") or said.endswith("以来")) and not _has_year(period):
        start = _years(start, -1)
    over = months_on(start, UNITS.get(period.grain, 0)) <= published and start < published
    return replace(period, start=start, end=published + ONE_DAY if over else None)


def day(moment: date) -> date:
    """The day of a moment."""
    return moment.date() if isinstance(moment, datetime) else moment
