"""Periods against their sentence: what the phrase alone cannot tell.

The tagger's words, the tense and the day of publication settle which phrase is a time at all, which year a bare month
belongs to, and from when a deadline runs.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date, datetime
from typing import TYPE_CHECKING

from ingest.lexicons import words
from ingest.sentences import Sentence

if TYPE_CHECKING:
    from ingest.parse import Parse
    from kg.model import Period

NOW = frozenset(words("now_words"))
SHORT = 2  # Chinese characters of a phrase that may be part of another word
YEAR_DIGITS = 4
FIXING = frozenset({"last", "next", "this", "past", "coming", "yesterday", "today", "tomorrow", "ago"})
WILL = frozenset({"will", "'ll", "’ll", "shall"})


def settled(
    periods: Iterable[Period], sentences: Sequence[Sentence], parses: Sequence[Parse], published: date | None
) -> Iterator[Period]:
    """Those that stand in a sentence, with the bounds that the sentence and the day of publication give them."""
    starts = [sentence.start for sentence in sentences]
    for period in periods:
        place = bisect_right(starts, period.span.start) - 1
        if place < 0 or not _is_word(period, sentences[place], parses[place]):
            continue
        yield _bounded(_now(_tensed(period, sentences[place], parses[place], published), published), published)


def is_now(period: Period) -> bool:
    """目前, now: the time of writing, which tells nothing but of a level."""
    return period.span.quote.lower() in NOW


def _is_word(period: Period, sentence: Sentence, parse: Parse) -> bool:
    """Not half of another word, as 明 in 明显 or 早 in 早期."""
    if sentence.lang != "zh" or len(period.span.quote) > SHORT or period.span.quote.isascii():
        return True
    start, end = period.span.start - sentence.start, period.span.end - sentence.start
    return parse.begins(start) and (parse.begins(end) or period.span.end == sentence.end)


def _now(period: Period, published: date | None) -> Period:
    """The month in which it was written."""
    if published is None or not is_now(period):
        return period
    first = published.replace(day=1)
    return replace(period, start=first, end=_next_month(first), grain="month", basis="relative")


def _next_month(first: date) -> date:
    return first.replace(year=first.year + first.month // 12, month=first.month % 12 + 1)


def _tensed(period: Period, sentence: Sentence, parse: Parse, published: date | None) -> Period:
    """A month or day without a year has gone by where the sentence is told in the past, and is to come with `will`."""
    start, end = period.start, period.end
    if published is None or start is None or end is None or sentence.lang != "en":
        return period
    if period.grain not in {"month", "day"} or _has_year(period):
        return period
    tags, words = {word.tag for word in parse.words}, {word.lower for word in parse.words}
    if day(start) > published and tags & {"VBD", "VBN"} and "MD" not in tags:
        return replace(period, start=_years(start, -1), end=_years(end, -1))
    if day(end) <= published and words & WILL:
        return replace(period, start=_years(start, 1), end=_years(end, 1))
    return period


def _has_year(period: Period) -> bool:
    """The phrase itself tells the year: in figures, or by `last` and `next`."""
    said = period.span.quote.lower().split()
    return bool(FIXING & set(said)) or any(word.isdigit() and len(word) == YEAR_DIGITS for word in said)


def _years(day: date, by: int) -> date:
    leap = day.month == 2 and day.day == 29
    return day.replace(year=day.year + by, day=28 if leap else day.day)


def _bounded(period: Period, published: date | None) -> Period:
    """A deadline runs from the day it was set."""
    if period.start is None and period.end is not None and published is not None and day(period.end) > published:
        return replace(period, start=published)
    return period


def day(moment: date) -> date:
    """The day of a moment."""
    return moment.date() if isinstance(moment, datetime) else moment
