"""Dates of the calendar: days, months, quarters, halves, years, decades, in the order either language writes them."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from typing import Any

from ingest.calendar import (
    MONTHS,
    Frame,
    Stretch,
    When,
    fixed,
    mapped,
    nth,
    on_start,
    relative,
    safely,
    shift,
    unit_at,
    week_of_year,
    year_of,
)
from ingest.dates import Day, dated, day, full_year, told
from ingest.figures import Figure
from ingest.rules import Grammar

years = Grammar()
days = Grammar()


# --- years


def _year_senses(year: int) -> dict[str, Any]:
    return {"yr": year, **told(Day(year))}


@years.rule("yr", "year4 nian", "ad year4 nian?", "year4 ad")
def _(year4: int) -> dict[str, Any]:
    return _year_senses(year4)


@years.rule("yr", "era number nian")
def _(era: int, number: Figure) -> dict[str, Any] | None:
    return _year_senses(era + int(number.low) - 1) if number.is_point and 0 < number.low < 300 else None


@years.rule("yr", "era first_year")
def _(era: int) -> dict[str, Any]:
    return _year_senses(era)


@years.rule("yr", "year2_told nian", "ad year2 nian")
def _(year2_told: int = 0, year2: int = 0) -> dict[str, Any]:
    return _year_senses(full_year(year2_told or year2))


@years.rule("yr", "small:century small:rest")
def _(century: int, rest: int) -> dict[str, Any] | None:
    return _year_senses(century * 100 + rest) if century in (18, 19, 20) and 10 <= rest < 100 else None


@years.rule(
    "years_span", "year4 nian? hyphen|tilde|to year4:last nian", "from year4 nian? hyphen|tilde|to year4:last nian"
)
def _(year4: int, last: int) -> Any:
    stretch = year_of(year4, last)
    return fixed(stretch) if stretch and last - year4 < 300 else None


@years.rule("counts", "number time and number:more time:smaller")
def _(number: Figure, time: str, more: Figure, smaller: str) -> list[tuple[Figure, str]] | None:
    """Three months and two weeks."""
    return [(number, time), (more, smaller)] if time != smaller else None


# --- days


@days.rule("date", "yr of? small:month yue small|nth:number ri?", "yr month_name small:number ri?")
def _(yr: int, number: int, month: int = 0, month_name: int = 0) -> Any:
    return dated(yr, month or month_name, number)


@days.rule("date", "year2 nian small:month yue small:number ri?", "year2 nian small:month yue")
def _(year2: int, month: int, number: int | None = None) -> Any:
    return dated(full_year(year2), month, number)


@days.rule("date", "yr of? small:month yue", "yr of? month_name")
def _(yr: int, month: int = 0, month_name: int = 0) -> Any:
    return dated(yr, month or month_name)


@days.rule("date", "small:month yue small:number ri?", "small:month yue")
def _(month: int, number: int | None = None) -> Any:
    return dated(None, month, number)


@days.rule("period", "first small:month yue")
def _(month: int) -> When | None:
    """前四月: up to that month."""
    if not 1 < month <= MONTHS["year"]:
        return None
    year = nth("year", 0)
    return on_start(year, lambda start: Stretch(start, shift(start, "month", month), "span"))


@days.rule("period", "small:month yue number:days ri", "yr of? small:month yue number:days ri")
def _(month: int, days: Figure, yr: int | None = None) -> When | None:
    """10月1-7日."""
    first, last = day(yr, month, int(days.low)), day(yr, month, int(days.high or days.low))
    if first is None or last is None or days.is_point:
        return None

    def resolved(frame: Frame) -> Stretch | None:
        start, end = first(frame), last(frame)
        return start and end and Stretch(start.start, end.end, "span", start.basis)

    return safely(resolved)


@days.rule("date", "small:number ri")
def _(number: int) -> Any:
    return told(Day(day=number)) if 1 <= number <= 31 else None


@days.rule(
    "date",
    "month_name the? small|nth:number comma? of|in? year4|yr:year",
    "month_name slash|hyphen small|nth:number slash|hyphen|comma? year4:year",
    "small|nth:number of|slash|hyphen? month_name comma|slash|hyphen|of|in? year4|yr:year",
    "the nth:number of month_name comma|of|in? year4|yr:year",
    "nth:number day_of of month_name year4|yr:year",
    "year4:year slash|hyphen month_name slash|hyphen small:number",
    "year4:year slash|hyphen small:number slash|hyphen month_name",
    "small:number hyphen year4:year hyphen month_name",
    "month_name hyphen year4:year hyphen small:number",
)
def _(year: int, month_name: int, number: int) -> Any:
    return dated(year, month_name, number)


@days.rule(
    "date",
    "month_name the? small|nth:number",
    "the? small|nth:number of|hyphen|slash? month_name",
    "month_name slash|hyphen small:number",
    "the? nth:number day_of of month_name",
)
def _(month_name: int, number: int) -> Any:
    return dated(None, month_name, number)


@days.rule(
    "date",
    "month_name comma|hyphen|slash|of|in? year4|yr:year",
    "year4:year hyphen|slash month_name",
    "month_name of year2",
    "month_name apostrophe _year2",
)
def _(month_name: int, year: int | None = None, year2: int | None = None) -> Any:
    return dated(year or full_year(year2 or 0), month_name)


@days.rule(
    "date", "year4:year _hyphen _small:month", "small:month _hyphen _year4:year", "small:month _slash _year4:year"
)
def _(year: int, month: int) -> Any:
    return dated(year, month)


@days.rule("date", "day_literal")
def _(day_literal: Day) -> Any:
    return told(day_literal)


@days.rule("date", "month_day")
def _(month_day: tuple[int, int]) -> Any:
    return dated(None, *month_day) or dated(None, *month_day[::-1])


@days.rule("date", "ymd8")
def _(ymd8: str) -> Any:
    year = int(ymd8[:4])
    return dated(year, int(ymd8[4:6]), int(ymd8[6:])) if 1900 <= year <= 2099 and ymd8[6:] != "00" else None


# --- years and what they hold


@days.rule(
    "date",
    "fiscal_mark:mark year4|yr:year",
    "the fiscal_mark:mark year4|yr:year",
    "fiscal_mark:mark _year2",
    "fiscal_mark:mark _apostrophe _year2",
)
def _(mark: str, year: int | None = None, year2: int = 0) -> Any:
    return told(Day(year or full_year(year2), fiscal=mark in ("fy", "sy")))


@days.rule("date", "yr|year4:year fiscal_zh", "year2 fiscal_zh")
def _(year: int = 0, year2: int = 0) -> Any:
    return told(Day(year or full_year(year2), fiscal=True))


@days.rule("period", "plan plan_part?", "the? nth:plan plan_word")
def _(plan: int) -> When | None:
    """十四五期间, the 14th five-year plan: China's, of which the sixth began in 1981."""
    first = 1981 + 5 * (plan - 6)
    return fixed(year_of(first, first + 4)) if 6 <= plan < 30 else None


@days.rule("period", "years_span")
def _(years_span: When) -> When:
    return years_span


@days.rule("period", "the decade_word", "small:century decade_word", "in the decade_word")
def _(decade_word: int, century: int = 19) -> When | None:
    first = century * 100 + decade_word
    return fixed(_decade(first)) if 10 <= century <= 21 else None


@days.rule(
    "period", "yr _hyphen _year2", "fiscal_mark:mark yr _hyphen _year2", "fiscal_mark:mark _year2:first _hyphen _year2"
)
def _(year2: int, yr: int = 0, first: int = 0, mark: str = "") -> When | None:
    start = yr or full_year(first)
    last = start - start % 100 + year2
    stretch = year_of(start, last) if start < last and (year2 > 12 or last == start + 1) else None
    return fixed(stretch.based("fiscal") if mark else stretch) if stretch else None


@days.rule("period", "year_pair", "fiscal_mark year_pair")
def _(year_pair: int) -> When:
    return fixed(year_of(year_pair, year_pair + 1))


@days.rule(
    "period",
    "the? year4 _decade_s",
    "year4 decade_mark",
    "the? small _decade_s",
    "small decade_mark",
    "apostrophe _small _decade_s",
)
def _(year4: int | None = None, small: int | None = None) -> When | None:
    first = year4 if year4 is not None else full_year(small or 0) if small is not None else None
    return None if first is None or first % 10 else fixed(_decade(first))


@days.rule("period", "small|nth:number century small decade_mark")
def _(number: int, small: int) -> When | None:
    first = (number - 1) * 100 + small
    return fixed(_decade(first)) if 0 < first < 3000 else None


@days.rule("period", "the? nth|small:number century")
def _(number: int) -> When | None:
    first = (number - 1) * 100
    return fixed(Stretch(datetime(first, 1, 1), datetime(first + 100, 1, 1), "span")) if 0 < first < 3000 else None


@days.rule("period", "shift century small decade_mark")
def _(shift: int, small: int) -> When:
    return safely(relative(lambda now: _decade((now.year // 100 + shift) * 100 + small)))


def _decade(first: int) -> Stretch:
    return Stretch(datetime(first, 1, 1), datetime(first + 10, 1, 1), "decade")


@days.rule("first_quarters", "first small quarter_word", "first small classifier quarter_word")
def _(small: int) -> int | None:
    return small if 2 <= small <= 4 else None


@days.rule("quarter", "part_code")
def _(part_code: str) -> tuple[str, int]:
    kind = "quarter" if "q" in part_code else "half"
    return kind, int(part_code.strip("qh"))


@days.rule("quarter", "the? nth quarter_word", "nth|small:nth quarter_word", "the? nth _hyphen _quarter_word")
def _(nth: int) -> tuple[str, int] | None:
    return ("quarter", nth) if 1 <= nth <= 4 else None


@days.rule("quarter", "quarter_zh")
def _(quarter_zh: int) -> tuple[str, int]:
    return "quarter", quarter_zh


@days.rule("period", "week_word small:week of? year4|yr:year", "week_word small:week")
def _(week: int, year: int | None = None) -> When | None:
    return (
        safely(lambda frame: week_of_year(year or (frame.now.year if frame.now else 0), week))
        if 1 <= week <= 53
        else None
    )


def quarter_of(year: When, quarter: tuple[str, int]) -> When:
    """The quarter or half of a year."""
    unit, number = quarter
    return mapped(
        year, lambda s: replace(unit_at(shift(s.start or datetime.min, unit, number - 1), unit), basis=s.basis)
    )
