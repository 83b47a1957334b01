"""Fiscal years of companies: FY2027 of a company whose year ends in January begins in February 2026.

Where a company's year ends is known of those in a data file; of others the text may tell it: the second quarter of
fiscal 2026, which ended on 31 March; 截至八月底的第四财季.
"""

from __future__ import annotations

import re
import tomllib
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from ingest.calendar import MONTHS
from ingest.measure_lexicon import table
from ingest.timing import day, months_on

if TYPE_CHECKING:
    from ingest.passage import Named
    from ingest.sentences import Sentence
    from kg.model import Period

DATA = Path(__file__).parent / "data" / "fiscal.toml"
DECEMBER = 12
RECKONED = "inherited"  # the basis of a period whose end is told beside it
OFTEN = 0.5  # of the times that the most frequent name is named: what the text is about
LINK = 1  # characters between 截至三月底 and the quarter that ends there
_NUMBERED = re.compile(  # quarters and halves by their number, of the company's year where the text tells one
    r"(?:\b(?:first|second|third|fourth)[ -](?:quarter|half)|\bq[1-4]\b|\b[1-4]q\b|\bh[12]\b|第[一二三四1-4]季)",
    re.IGNORECASE,
)
_ORDER = {"first": 1, "second": 2, "third": 3, "fourth": 4, "一": 1, "二": 2, "三": 3, "四": 4}
_HAN_MONTH = r"(?P<han>\d{1,2}|十[一二]?|[一二三四五六七八九])月"
_UNITS = (("季", "quarter"), ("年", "year"), ("quarter", "quarter"), ("year", "year"))


def settled(
    periods: Iterable[Period], names: Sequence[Named], sentences: Sequence[Sentence], text: str, published: date | None
) -> Iterator[Period]:
    """Fiscal periods by the calendar of the company they are told of, or by the one that the text tells."""
    own = told(text)
    for period in _closed(periods, text, published):
        if period.basis == RECKONED or (period.basis != "fiscal" and not (own and _NUMBERED.search(period.span.quote))):
            yield period
            continue
        company = _company(period, names, sentences)
        month = own or (_ends_of(company) if company and _is_dated(period) else None)
        yield _running(_by_year_end(period, month), published) if month else period


def _closed(periods: Iterable[Period], text: str, published: date | None) -> Iterator[Period]:
    """截至三月底的第二财季, whether read as one period or as two: the three months up to that day."""
    waiting: Period | None = None
    for period in periods:
        end = _end_told(period, published) if published and period.start is None else None
        behind = waiting is not None and _behind(waiting, period, text)
        if behind and waiting and waiting.end:
            end = day(waiting.end)
        elif waiting:
            yield waiting
        opens = period.start is None and end is None and period.span.quote.startswith(_UP_TO)
        waiting = period if opens else None
        if not opens:
            yield _up_to(period, end) if end else period
    if waiting:
        yield waiting


def _end_told(period: Period, published: date) -> date | None:
    """The end of the last month so named before the text was written."""
    found = _HAN_END.match(period.span.quote) if period.basis == "fiscal" else None
    month = _month(found) if found else None
    if month is None:
        return None
    end = date(published.year + month // DECEMBER, month % DECEMBER + 1, 1)
    return end if end <= published else months_on(end, -DECEMBER)


_HAN_END = re.compile(rf"截[至止]{_HAN_MONTH}")
_UP_TO = ("截至", "截止")


def _behind(first: Period, then: Period, text: str) -> bool:
    near = 0 <= then.span.start - first.span.end <= LINK and text[first.span.end : then.span.start] in ("", "的")
    return near and any(word in then.span.quote for word, _ in _UNITS)


def _up_to(period: Period, end: date) -> Period:
    """The stretch of its length that ends on a day; it is reckoned no further."""
    unit = next(unit for word, unit in _UNITS if word in period.span.quote)
    return replace(period, start=months_on(end, -MONTHS[unit]), end=end, basis=RECKONED)


def told(text: str) -> int | None:
    """The last month of the fiscal year that the text tells, where it is not December.

    >>> told("in the second quarter of fiscal 2026, which ended on 31 March"), told("the fiscal year that ends in June")
    (9, 6)
    >>> told("截至八月底的第四财季营收增长"), told("2026 年第一季度"), told("the quarter ended 31 March")
    (8, None, None)
    """
    for pattern in _patterns():
        if found := pattern.search(text):
            month = _month(found)
            quarter = found.groupdict().get("nth")
            if month and quarter:
                month = (month + 3 * (4 - _ORDER[quarter.lower()]) - 1) % DECEMBER + 1
            if month:
                return month if month != DECEMBER else None
    return None


def _month(found: re.Match[str]) -> int | None:
    name = found.groupdict().get("month")
    if name:
        return _months()[name.lower()]
    han = found["han"]
    month = int(han) if han.isdigit() else _HAN[han]
    return month if 1 <= month <= DECEMBER else None


_HAN = {han: at for at, han in enumerate("一二三四五六七八九十", start=1)} | {"十一": 11, "十二": 12}


@cache
def _months() -> dict[str, int]:
    return {str(word): int(value) for value, word in table("month_name") if str(word).isalpha()}


@cache
def _patterns() -> tuple[re.Pattern[str], ...]:
    month = rf"(?P<month>{'|'.join(sorted(_months(), key=len, reverse=True))})\b"
    when = rf"(?:on |in |next |last |the end of |about )*(?:\d{{1,2}}(?:st|nd|rd|th)? (?:of )?)?{month}"
    ended = r",? ?(?:which |that |and )?(?:ended|ending|ends|closed|closes|runs to|to)"
    quarter = r"\b(?P<nth>first|second|third|fourth)[- ](?:fiscal[- ])?quarter"
    return tuple(
        re.compile(pattern, re.IGNORECASE)
        for pattern in (
            rf"{quarter}[^.;,]{{0,12}}(?:fiscal|financial|FY)[^.;,]{{0,12}}{ended} {when}",
            rf"\bfiscal (?P<nth>first|second|third|fourth)[- ]quarter{ended} {when}",
            rf"\b(?:fiscal|financial) (?:year|20\d\d)[^.;,]{{0,12}}{ended} {when}",
            rf"截[至止]{_HAN_MONTH}[^，。；]{{0,14}}第(?P<nth>[一二三四])(?:财季|财政季|季度|季)",
            rf"截[至止]{_HAN_MONTH}[^，。；第]{{0,8}}(?:财年|财政年度|会计年度)",
            rf"(?:财年|财政年度|会计年度)(?:于|在|截[至止]到?|每年)*{_HAN_MONTH}[底末]?(?:\d+日)?(?:结束|止|截止)",
        )
    )


def _is_dated(period: Period) -> bool:
    return any(map(str.isdigit, period.span.quote))


def _running(period: Period, published: date | None) -> Period:
    """The fiscal year without a number is the one in which it was written."""
    if _is_dated(period) or published is None or period.end is None or day(period.end) > published:
        return period
    return replace(period, start=_on(period.start, DECEMBER), end=_on(period.end, DECEMBER))


def _company(period: Period, names: Sequence[Named], sentences: Sequence[Sentence]) -> str | None:
    """The first of its sentence with such a year, else one that the text is about by how often it is named."""
    here = next((each for each in sentences if each.start <= period.span.start < each.end), None)
    known = [name.entity for name in names if name.entity in year_ends()]
    near = [name.entity for name in names if here and here.start <= name.start < here.end]
    counts = Counter(name.entity for name in names)
    most = max(known, key=counts.__getitem__, default=None)
    told = most is not None and counts[most] >= OFTEN * max(counts.values())
    states = near[:1] if near and near[0] in _ends("states") else []
    return next((name for name in (*near, *states) if name in year_ends() or name in states), most if told else None)


@cache
def year_ends() -> dict[str, int]:
    """The last month of the fiscal year by company, where it is not December; above 12 it is one of the year after.

    >>> year_ends()["MSFT"]
    6
    """
    begun = {company: month + DECEMBER for company, month in _ends("year_starts").items()}
    return _ends("year_ends") | begun


def _ends_of(name: str) -> int:
    return year_ends().get(name) or _ends("states")[name]


@cache
def _ends(table: str) -> dict[str, int]:
    months = tomllib.loads(DATA.read_text(encoding="utf-8"))[table]
    return {name: int(month) for month, names in months.items() for name in names}


def _by_year_end(period: Period, month: int) -> Period:
    """As far from the end of the fiscal year as the period is from that of the calendar's."""
    return replace(period, start=_on(period.start, month - DECEMBER), end=_on(period.end, month - DECEMBER))


def _on(moment: date | None, months: int) -> date | None:
    return months_on(moment, months) if moment else None
