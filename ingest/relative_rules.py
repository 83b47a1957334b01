"""Time counted from now or from another period: next year, 去年下半年, 5 年内, three weeks after Christmas, 近期."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta
from decimal import Decimal
from typing import Any

from ingest.calendar import (
    LENGTHS,
    MONTHS,
    UNKNOWN,
    Frame,
    Stretch,
    When,
    fixed,
    floor,
    holiday,
    mapped,
    nth,
    nth_weekday,
    part_of,
    relative,
    safely,
    shift,
    unit_at,
)
from ingest.date_rules import Day, quarter_of
from ingest.figures import Figure
from ingest.rules import Grammar

words = Grammar()
parts = Grammar()
_SMALL = ("hour", "minute", "second")


# --- words


@words.rule("period", "period_word")
def _(period_word: str) -> When:
    unit, count = period_word.split()
    return nth(unit, int(count))


@words.rule("period", "twice_word")
def _(twice_word: str) -> When:
    unit, first, last = twice_word.split()
    return relative(lambda now: _from_to(unit_at(shift(now, unit, int(first)), unit), unit_at(shift(now, unit, int(last)), unit)))


def _from_to(first: Stretch, last: Stretch) -> Stretch:
    return Stretch(first.start, last.end, "span")


@words.rule("period", "vague_word")
def _(vague_word: str) -> When:
    first, last = map(int, vague_word.split())

    def resolved(frame: Frame) -> Stretch:
        if frame.today is None:
            return UNKNOWN
        return Stretch(frame.today + timedelta(days=first), frame.today + timedelta(days=last), "span", "vague")

    return safely(resolved)


@words.rule("period", "now")
def _(now: int) -> When:
    return relative(lambda moment: Stretch(moment, moment + timedelta(minutes=1), "minute"))


@words.rule("period", "shift time", "shift fiscal_zh:time")
def _(shift: int, time: Any) -> When:
    return _shifted("fiscal year" if time is True else time, shift)


@words.rule("period", "shift:first shift time")
def _(first: int, shift: int, time: str) -> When | None:
    return _shifted(time, first + shift) if first == shift != 0 else None


def _shifted(unit: str, count: int) -> When:
    if unit in _SMALL and count:
        return relative(lambda now: _ordered(now, now + count * LENGTHS[unit], unit))
    if unit == "fortnight" and count:
        return relative(lambda now: _ordered(floor(now, "day") + LENGTHS["day"] * (count > 0), shift(now, unit, count), "span"))
    return nth(unit, count)


def _ordered(a: datetime, b: datetime, unit: str) -> Stretch:
    return Stretch(min(a, b), max(a, b), "hour" if unit == "hour" else "minute" if unit in _SMALL else "span")


@words.rule("period", "shift weekday|weekday_short:weekday")
def _(shift: int, weekday: int) -> When:
    return relative(lambda now: unit_at(floor(now, "week") + timedelta(days=weekday - 1 + 7 * shift), "day"))


@words.rule("period", "shift:first shift weekday", "shift:first shift classifier weekday")
def _(first: int, shift: int, weekday: int) -> When:
    return relative(lambda now: unit_at(floor(now, "week") + timedelta(days=weekday - 1 + 7 * (first + shift)), "day"))


@words.rule("period", "shift time_week weekday", "shift time_week hyphen weekday", "weekday of? shift time_week")
def _(shift: int, weekday: int) -> When:
    return relative(lambda now: unit_at(floor(now, "week") + timedelta(days=weekday - 1 + 7 * shift), "day"))


@words.rule("date", "weekday|weekday_short:weekday comma|hyphen? date", "weekday|weekday_short:weekday comma|hyphen? the date", "shift weekday comma|hyphen? date")
def _(date: Day, weekday: int) -> Day:
    return replace(date, weekday=weekday)


@words.rule("date", "weekday|weekday_short:weekday the? small|nth:number")
def _(weekday: int, number: int) -> Day | None:
    return Day(day=number, weekday=weekday) if 1 <= number <= 31 else None


@words.rule("period", "weekday")
def _(weekday: int) -> When:
    return Day(weekday=weekday)


@words.rule("period", "shift month_name")
def _(shift: int, month_name: int) -> When:
    def resolved(now: datetime) -> Stretch:
        if shift == 0:
            return unit_at(datetime(now.year, month_name, 1), "month")
        months = (month_name - now.month - 1) % 12 + 1 if shift > 0 else -((now.month - month_name - 1) % 12 + 1)
        return unit_at(datetime(now.year, now.month, 1) if not months else _month_from(now, months), "month")

    return relative(resolved)


def _month_from(now: datetime, months: int) -> datetime:
    return shift(datetime(now.year, now.month, 1), "month", months)


@words.rule("period", "holiday", "the holiday")
def _(holiday: str) -> When:
    return _holiday(holiday)


@words.rule("period", "holiday of|in? year4:year", "holiday of? yr:year", "yr:year of? holiday")
def _(holiday: str, year: int) -> When:
    return _holiday(holiday, year)


def _holiday(rule: str, year: int | None = None) -> When:
    def resolved(frame: Frame) -> Stretch:
        known = year or (frame.now.year if frame.now else None)
        return unit_at(holiday(rule, known), "day").based("stated" if year else "relative") if known else UNKNOWN

    return safely(resolved)


@words.rule("period", "shift holiday")
def _(shift: int, holiday: str) -> When:
    return relative(lambda now: _holiday_from(holiday, shift, now))


def _holiday_from(rule: str, count: int, now: datetime) -> Stretch:
    days = [holiday(rule, now.year + year) for year in (-1, 0, 1)]
    chosen = [d for d in days if d > now][:1] if count > 0 else [d for d in days if d < now][-1:] if count < 0 else [days[1]]
    return unit_at(chosen[0], "day")


@words.rule("period", "shift season", "season of? yr:year", "season of? year4:year", "season", "yr:year season", "period of? season")
def _(season: str, shift: int = 0, year: int | None = None, period: When | None = None) -> When:
    def resolved(frame: Frame) -> Stretch:
        own = period(frame) if period else None
        known = year or (own.start.year if own and own.start else frame.now.year + shift if frame.now else None)
        if known is None:
            return UNKNOWN
        start = datetime(known, {"spring": 3, "summer": 6, "autumn": 9, "winter": 12}[season], 1)
        return Stretch(start, _season_end(start), "quarter", "vague")

    return safely(resolved)


def _season_end(start: datetime) -> datetime:
    return shift(start, "month", 3)


# --- counted stretches


def stretch_of(count: Figure, unit: str, moment: datetime, sign: int) -> Stretch:
    """The stretch of `count` units from `moment` on or back; its far end is the larger count."""
    far = count.high if count.high is not None else count.low
    end = moved(moment, far, unit, sign)
    return Stretch(min(moment, end), max(moment, end), "span", "vague" if count.round and not count.is_point else "stated")


def moved(moment: datetime, count: Decimal, unit: str, sign: int) -> datetime:
    """`moment` moved by a count that may have halves in it."""
    whole = int(count)
    result = shift(moment, unit, sign * whole)
    rest = count - whole
    if rest and unit in MONTHS:
        return shift(result, "month", sign * int(rest * MONTHS[unit]))
    return result + sign * LENGTHS.get(unit, LENGTHS["day"]) * float(rest) if rest else result


def _spanned(count: Figure, unit: str, sign: int) -> When:
    def resolved(now: datetime) -> Stretch:
        today = floor(now, "day")
        if unit in _SMALL:
            return replace(stretch_of(count, unit, now, sign), grain="hour" if unit == "hour" else "minute")
        if unit in ("quarter", "fiscal quarter"):
            start = floor(today, "quarter") if sign < 0 else shift(floor(today, "quarter"), "quarter", 1)
            return replace(stretch_of(count, "quarter", start, sign), grain="span")
        first = today + LENGTHS["day"] * (sign > 0 and unit not in MONTHS)
        return stretch_of(count, unit, first, sign)

    return safely(relative(resolved))


@parts.rule("period", "future number time", "number future:future time", "future number classifier time", "future classifier? number time")
def _(number: Figure, time: str) -> When:
    return _spanned(number, time, 1)


@parts.rule("period", "past number time", "number past:past time", "past number classifier time", "past number surplus? time within_zh?")
def _(number: Figure, time: str) -> When:
    return _spanned(number, time, -1)


@parts.rule("period", "future half_zh time", "past:past half_zh time", "future half_year", "past:past half_year", "half_year within_zh")
def _(time: str = "year", past: Any = None) -> When:
    return _spanned(Figure.of(Decimal("0.5")), time, -1 if past else 1)


@parts.rule("period", "within number time", "number time within_zh", "future number time within_zh", "within:w half_zh time", "half_zh time within_zh", "at_zh number time within_zh")
def _(time: str, number: Figure | None = None) -> When:
    count = number or Figure.of(Decimal("0.5"))

    def resolved(now: datetime) -> Stretch:
        start = now if time in _SMALL else floor(now, "day")
        return stretch_of(count, time, start, 1)

    return safely(relative(resolved))


def _offset(count: Figure, unit: str, sign: int) -> When:
    """A point so far from now: a year is told to the year, anything less to the day."""

    def resolved(now: datetime) -> Stretch:
        if unit in _SMALL:
            point = moved(now, count.low, unit, sign)
            return Stretch(point, point + timedelta(minutes=1), "minute")
        today = floor(now, "day")
        grain = unit if unit in ("year", "decade", "century", "fiscal year") else "day"
        first = unit_at(moved(today, count.low, unit, sign), grain)
        last = unit_at(moved(today, count.high if count.high is not None else count.low, unit, sign), grain)
        vague = count.round and not count.is_point
        return replace(first, start=min(first.start, last.start), end=max(first.end, last.end), basis="vague" if vague else first.basis)  # type: ignore[type-var]

    return safely(relative(resolved))


@parts.rule("period", "number time ago", "a time ago", "number half_zh? time before_zh", "half_zh time before_zh")
def _(time: str, number: Figure | None = None, half_zh: Any = None) -> When:
    return _offset(number or Figure.of(Decimal("0.5") if half_zh else 1), time, -1)


@parts.rule("period", "in_time number time", "in_time a time", "number time later", "a time later", "number time after_zh", "future number time after_zh", "half_zh time after_zh")
def _(time: str, number: Figure | None = None, half_zh: Any = None) -> When:
    return _offset(number or Figure.of(Decimal("0.5") if half_zh else 1), time, 1)


@parts.rule("period", "number time after_en|from_now:x period", "a time after_en|from_now:x period")
def _(time: str, period: When, number: Figure | None = None) -> When:
    return _beside(number or Figure.of(1), time, period, 1)


@parts.rule("period", "number time before_en period", "a time before_en period")
def _(time: str, period: When, number: Figure | None = None) -> When:
    return _beside(number or Figure.of(1), time, period, -1)


def _beside(count: Figure, unit: str, period: When, sign: int) -> When:
    def change(stretch: Stretch) -> Stretch | None:
        point = moved(stretch.start or datetime.min, count.low, unit, sign)
        return unit_at(point, "day").based(stretch.basis)

    return safely(mapped(period, change))


# --- parts


@parts.rule("period", "period of? part_behind", "date of? part_behind")
def _(part_behind: str, period: When | None = None, date: Day | None = None) -> When:
    return mapped(period or date or fixed(None), lambda s: part_of(s, part_behind))


@parts.rule("period", "part hyphen? the? period|date:period", "the? part hyphen? the? period|date:period", "half_of of? the? period|date:period", "part hyphen? of the? period|date:period")
def _(period: When, part: str = "", half_of: str = "") -> When:
    return mapped(period, lambda s: part_of(s, part or half_of))


@parts.rule("period", "small:month month_part", "yr:year of? small:month month_part")
def _(month: int, month_part: str, year: int | None = None) -> When | None:
    return mapped(Day(year, month), lambda s: part_of(s, month_part)) if 1 <= month <= 12 else None


@parts.rule("period", "part_now")
def _(part_now: str) -> When:
    unit, part = part_now.split()
    return relative(lambda now: part_of(unit_at(now, unit), part))


@parts.rule("period", "half_of of the time", "part of? the time")
def _(time: str, half_of: str = "", part: str = "") -> When:
    return relative(lambda now: part_of(unit_at(now, time), half_of or part))


@parts.rule("period", "date|period:period of|comma? quarter", "quarter of|in|comma|hyphen|slash? the? date|period:period", "date|period:period hyphen? quarter")
def _(period: When, quarter: tuple[str, int]) -> When:
    return quarter_of(period, quarter)


@parts.rule("period", "quarter _hyphen? year4", "quarter _year2", "quarter _apostrophe _year2", "fiscal_mark:fiscal quarter year4", "year4 _hyphen? quarter", "year4 slash quarter", "quarter of? year4", "quarter of? fiscal_mark:fiscal _year2", "quarter comma year4")
def _(quarter: tuple[str, int], year4: int | None = None, year2: int | None = None, fiscal: str = "") -> When:
    return quarter_of(Day(year4 or 2000 + (year2 or 0), fiscal=fiscal == "fy"), quarter)


@parts.rule("period", "quarter", "quarter of the time")
def _(quarter: tuple[str, int]) -> When:
    return _own_quarter(quarter)


def _own_quarter(quarter: tuple[str, int]) -> When:
    def resolved(frame: Frame) -> Stretch | None:
        last = frame.last
        if last and last.start and last.grain in ("year", "quarter", "half"):
            found = quarter_of(fixed(unit_at(last.start, "year")), quarter)(frame)
            return found and found.based("inherited")
        return relative(lambda now: quarter_of(fixed(unit_at(now, "year")), quarter)(frame))(frame)

    return resolved


@parts.rule("period", "the? first|last_zh|shift:which number time of the? date|period:period", "date|period:period of? the? first|last_zh|shift:which number time")
def _(which: Any, number: Figure, time: str, period: When) -> When:
    back = which == -1 or which == "last"

    def change(stretch: Stretch) -> Stretch | None:
        if stretch.start is None or stretch.end is None or which in (0, 1):
            return None
        count = int(number.low)
        if back:
            end = floor(stretch.end, time) if time == "week" else stretch.end
            return Stretch(shift(end, time, -count), end, "span", stretch.basis)
        start = _first_of(stretch.start, time)
        return Stretch(start, shift(start, time, count), "span", stretch.basis)

    return safely(mapped(period, change))


def _first_of(start: datetime, unit: str) -> datetime:
    """The first whole week of a year is the one with its first Thursday."""
    return floor(start + timedelta(days=3), "week") if unit == "week" else start


@parts.rule("period", "the? nth time of the? date|period:period", "date|period:period of? nth time", "the? last_zh time of the? date|period:period", "date|period:period of? last_zh classifier? time")
def _(time: str, period: When, nth: int = -1) -> When:
    def change(stretch: Stretch) -> Stretch | None:
        if stretch.start is None or stretch.end is None or time == "decade":
            return None
        start = shift(_first_of(stretch.start, time), time, nth - 1) if nth > 0 else shift(stretch.end, time, -1)
        return unit_at(start, time).based(stretch.basis)

    return safely(mapped(period, change))


@parts.rule("period", "the? nth weekday of the? date|period:period", "date|period:period of? nth weekday", "date|period:period of? last_zh classifier? weekday", "the? last_zh weekday of the? date|period:period")
def _(weekday: int, period: When, nth: int = -1) -> When:
    def change(stretch: Stretch) -> Stretch | None:
        if stretch.start is None:
            return None
        return unit_at(nth_weekday(stretch.start.year, stretch.start.month, weekday, nth), "day").based(stretch.basis)

    return safely(mapped(period, change))


@parts.rule("period", "the? nth day_of of date|period:period")
def _(nth: int, period: When) -> When:
    return safely(mapped(period, lambda s: s.start and unit_at(s.start + timedelta(days=nth - 1), "day").based(s.basis)))


@parts.rule("period", "the? time_week of|since date|period:period", "the? time_week commencing date|period:period")
def _(period: When) -> When:
    return mapped(period, lambda s: s.start and unit_at(s.start, "week").based(s.basis))
