"""Time counted from now: next year, 去年, this Friday, 近期, the weekend."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

from ingest.calendar import (
    LENGTHS,
    UNKNOWN,
    Frame,
    Stretch,
    When,
    floor,
    mapped,
    nth,
    nth_weekday,
    part_of,
    relative,
    safely,
    shift,
    unit_at,
)
from ingest.dates import Day, told
from ingest.rules import Grammar

words = Grammar()
SMALL = ("hour", "minute", "second")
_DAYLIKE = ("day", "business day")


def phrase(when: When, unit: str) -> dict[str, Any]:
    """The senses of a period of one unit: a day can have times of day behind it, a month days."""
    if unit in _DAYLIKE:
        return {"period": when, "on_day": when}
    return {"period": when, f"{unit}_period": when} if unit in ("month", "year") else {"period": when}


@words.rule("period", "period_word")
def _(period_word: str) -> Any:
    unit, count = period_word.split()
    unit = unit.replace("_", " ")
    return phrase(nth(unit, int(count)), unit)


@words.rule("period", "week_before_last:period_word")
def _(period_word: str) -> When:
    unit, count = period_word.split()
    return nth(unit, int(count))


@words.rule("period", "shift classifier? month_part")
def _(shift: int, month_part: str) -> When:
    return mapped(nth("month", shift), lambda s: part_of(s, month_part))


@words.rule("week_begun", "edge:e? the? time_week commencing")
def _(e: str = "at") -> bool | None:
    return e == "at" or None


@words.rule("period", "to_date", "the? to_date")
def _(to_date: str) -> When:
    return relative(lambda now: Stretch(floor(now, to_date), floor(now, "day"), "span"))


@words.rule("period", "year_period of|comma? date", "date of|comma? year_period", "month_period of|comma? date")
def _(date: Day, year_period: When | None = None, month_period: When | None = None) -> Any:
    """明年三月, December last year, 上个月 20 号: a date of a period counted from now."""
    whole = year_period or month_period
    if date.year or date.weekday or (date.month is None) != (year_period is None) or whole is None:
        return None

    def resolved(frame: Frame) -> Stretch | None:
        within = whole(frame)
        if within is None or within.start is None:
            return within
        month = date.month or within.start.month
        found = replace(date, year=within.start.year, month=month)(frame)
        return found and found.based(within.basis)

    return phrase(safely(resolved), "day" if date.day else "month")


@words.rule("period", "told_year")
def _(told_year: int) -> When:
    """次年, the same year: counted from the period before in the sentence, else from now."""

    def resolved(frame: Frame) -> Stretch | None:
        last = frame.last
        if last is None or last.start is None:
            return nth("year", told_year)(frame)
        return unit_at(shift(last.start, "year", told_year), "year").based("inherited")

    return safely(resolved)


@words.rule("period", "told_day")
def _(told_day: int) -> Any:
    """次日, the next day: counted from the day before in the sentence; no time where none is told."""

    def resolved(frame: Frame) -> Stretch | None:
        last = frame.last
        if last is None or last.start is None or last.grain != "day":
            return None
        return unit_at(shift(last.start, "day", told_day), "day").based("inherited")

    return phrase(safely(resolved), "day")


@words.rule("period", "twice_word")
def _(twice_word: str) -> When:
    unit, first, last = twice_word.split()
    return relative(
        lambda now: _from_to(unit_at(shift(now, unit, int(first)), unit), unit_at(shift(now, unit, int(last)), unit))
    )


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
def _(now: int) -> Any:
    return {"period": relative(lambda moment: Stretch(moment, moment + timedelta(minutes=1), "minute")), "now": now}


@words.rule(
    "period",
    "the? shift fiscal_mark|fiscal_zh:time",
    "the? shift_time:shift time",
    "edge:e the time",
    "the whole_word time",
)
def _(time: Any, shift: int = 0, e: str = "at") -> Any:
    if e != "at" or (e == "at" and shift == 0 and time in SMALL):
        return None
    unit = {"yes": "fiscal year", "fy": "fiscal year", "sy": "fiscal year", "cy": "year"}.get(time, time)
    return phrase(shifted(unit, shift), unit)


@words.rule("period", "shift:first shift time", "shift:first shift classifier time")
def _(first: int, shift: int, time: str) -> Any:
    return phrase(shifted(time, first + shift), time) if first == shift != 0 else None


def shifted(unit: str, count: int) -> When:
    """The unit of the calendar so far from now; hours and less are counted from the moment itself."""
    if unit in SMALL and count:
        return relative(lambda now: _ordered(now, now + count * LENGTHS[unit], unit))
    if unit == "fortnight" and count:
        return relative(
            lambda now: _ordered(floor(now, "day") + LENGTHS["day"] * (count > 0), shift(now, unit, count), "span")
        )
    return nth(unit, count)


def _ordered(a: datetime, b: datetime, unit: str) -> Stretch:
    return Stretch(min(a, b), max(a, b), "hour" if unit == "hour" else "minute" if unit in SMALL else "span")


# --- days of the week


@words.rule(
    "period",
    "the? shift weekday|weekday_short:weekday",
    "shift:first shift classifier? weekday",
    "shift time_week hyphen? weekday",
    "weekday of? shift time_week",
    "shift time_week apostrophe_s weekday",
)
def _(shift: int, weekday: int, first: int = 0) -> Any:
    days = weekday - 1 + 7 * (first + shift)
    return phrase(relative(lambda now: unit_at(floor(now, "week") + timedelta(days=days), "day")), "day")


@words.rule("period", "past_day weekday|weekday_short:weekday")
def _(weekday: int) -> Any:
    def resolved(now: datetime) -> Stretch:
        days = (now.isoweekday() - weekday - 1) % 7 + 1
        return unit_at(floor(now, "day") - timedelta(days=days), "day")

    return phrase(relative(resolved), "day")


@words.rule(
    "date",
    "shift? weekday|weekday_short:weekday comma|hyphen? the? date",
    "weekday|weekday_short:weekday bracket date bracket:b",
)
def _(date: Day, weekday: int) -> Any:
    return told(replace(date, weekday=weekday)) if date.day else None


@words.rule("date", "date comma? bracket? weekday|weekday_short:weekday bracket:b?")
def _(date: Day, weekday: int) -> Any:
    return told(replace(date, weekday=weekday)) if date.day and not date.weekday else None


@words.rule("date", "shift? weekday|weekday_short:weekday dotted", "shift? weekday month_day")
def _(weekday: int, dotted: tuple[int, int, str] = (0, 0, ""), month_day: tuple[int, int] = (0, 0)) -> Any:
    month, number = month_day if month_day[0] else dotted[:2]
    return told(Day(month=month, day=number, weekday=weekday)) if 1 <= month <= 12 and 1 <= number <= 31 else None


@words.rule("date", "weekday|weekday_short:weekday the? small|nth:number")
def _(weekday: int, number: int) -> Any:
    return told(Day(day=number, weekday=weekday)) if 1 <= number <= 31 else None


@words.rule("date", "shift date")
def _(shift: int, date: Day) -> Any:
    return told(date) if shift == 0 and date.month and date.day else None


@words.rule("period", "the? weekend_word")
def _(weekend_word: int) -> When:
    """The coming one from Thursday on, before that the last."""
    return relative(lambda now: unit_at(floor(now, "week") - timedelta(days=7 * (now.isoweekday() < 4)), "weekend"))


@words.rule(
    "period",
    "the? nth weekday of the? period",
    "period of? nth classifier? weekday",
    "period of? last_zh classifier? weekday",
    "the? last_zh weekday of the? period",
)
def _(weekday: int, period: When, nth: int = -1) -> Any:
    def change(stretch: Stretch) -> Stretch | None:
        if stretch.start is None:
            return None
        return unit_at(nth_weekday(stretch.start.year, stretch.start.month, weekday, nth), "day").based(stretch.basis)

    return phrase(safely(mapped(period, change)), "day")


# --- months, seasons


@words.rule("period", "shift month_name")
def _(shift: int, month_name: int) -> When:
    def resolved(now: datetime) -> Stretch:
        if shift == 0:
            return unit_at(datetime(now.year, month_name, 1), "month")
        months = (month_name - now.month - 1) % 12 + 1 if shift > 0 else -((now.month - month_name - 1) % 12 + 1)
        return unit_at(_months_on(now, months), "month")

    return relative(resolved)


def _months_on(now: datetime, months: int) -> datetime:
    return shift(datetime(now.year, now.month, 1), "month", months)


@words.rule(
    "period",
    "the? shift season|fall_word:season",
    "season of|in? date",
    "fall_word:season of? date",
    "date season|fall_word:season",
    "season",
    "period of|apostrophe_s? season|fall_word|bare_season:season",
    "in the fall_word:season",
)
def _(season: Any, shift: int = 0, date: Day | None = None, period: When | None = None) -> Any:
    if date and (date.month or not date.year):
        return None
    name = "autumn" if season == "yes" else season

    def resolved(frame: Frame) -> Stretch:
        own = (period or date or UNKNOWN_YEAR)(frame)
        known = own.start.year if own and own.start else frame.now.year + shift if frame.now else None
        if known is None:
            return UNKNOWN
        return _season(known, name)

    told_alone = not shift and date is None and period is None
    return {"bare_season": name, "period": safely(resolved)} if told_alone else {"period": safely(resolved)}


def season_of(name: str) -> When:
    """The season of the year of writing."""
    return safely(relative(lambda now: _season(now.year, name)))


def _season(year: int, name: str) -> Stretch:
    start = datetime(year, {"spring": 3, "summer": 6, "holidays": 7, "autumn": 9, "winter": 12}[name], 1)
    end = datetime(year, 9, 1) if name == "holidays" else _season_end(start)
    return Stretch(start, end, "quarter", "vague")


def UNKNOWN_YEAR(frame: Frame) -> Stretch:  # noqa: N802
    """No year told."""
    return UNKNOWN


def _season_end(start: datetime) -> datetime:
    return shift(start, "month", 3)
