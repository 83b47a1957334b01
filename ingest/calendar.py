"""The arithmetic of periods: stretches of time, what they are resolved against, and how to shift and part them.

Everything is a naive `datetime` inside and half-open; weeks begin on Monday. A `When` is a period as told: given the
frame of its sentence it becomes a `Stretch`. There is no clock here: without a reference date a relative phrase stays
without bounds.
"""

from __future__ import annotations

import tomllib
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from functools import cache
from pathlib import Path

from ingest.lunar import lunar_day, qingming
from kg.model import Grain

_DAY = timedelta(days=1)
_CLOCK_UNITS = ("hour", "minute", "second")
LENGTHS = {
    "second": timedelta(seconds=1),
    "minute": timedelta(minutes=1),
    "hour": timedelta(hours=1),
    "day": _DAY,
    "week": 7 * _DAY,
    "fortnight": 14 * _DAY,
}
MONTHS = {
    "month": 1,
    "quarter": 3,
    "fiscal quarter": 3,
    "half": 6,
    "year": 12,
    "fiscal year": 12,
    "decade": 120,
    "century": 1200,
}
GRAINS: dict[str, Grain] = {
    "second": "minute",
    "minute": "minute",
    "hour": "hour",
    "day": "day",
    "business day": "day",
    "week": "week",
    "workweek": "span",
    "fortnight": "span",
    "weekend": "span",
    "month": "month",
    "quarter": "quarter",
    "fiscal quarter": "quarter",
    "half": "half",
    "year": "year",
    "fiscal year": "year",
    "decade": "decade",
    "century": "span",
}


@dataclass(frozen=True, slots=True)
class Stretch:
    """Time from `start` up to `end`; None is an open or unknown side. `basis` is that of `kg.model.Period`.

    `tail` marks the end of a larger stretch: what comes before it may still lie inside.
    """

    start: datetime | None
    end: datetime | None
    grain: Grain
    basis: str = "stated"
    tail: bool = False

    def based(self, basis: str) -> Stretch:
        """The same with another basis, unless it is already less sure."""
        order = ("stated", "inherited", "relative", "fiscal", "vague")
        return self if order.index(self.basis) > order.index(basis) else replace(self, basis=basis)


UNKNOWN = Stretch(None, None, "span", "vague")


@dataclass(frozen=True, slots=True)
class Frame:
    """What a phrase is resolved against: when it was written, and the period told before it in the same sentence."""

    now: datetime | None
    last: Stretch | None = None

    @property
    def today(self) -> datetime | None:
        """Midnight of the day of writing."""
        return self.now and datetime(self.now.year, self.now.month, self.now.day)


When = Callable[[Frame], Stretch | None]


def shift(moment: datetime, unit: str, count: int) -> datetime:
    """`moment` moved by `count` units; the last day of a month stays inside its month.

    >>> shift(datetime(2024, 1, 31), "month", 1)
    datetime.datetime(2024, 2, 29, 0, 0)
    """
    if unit in ("business day",):
        return _business(moment, count)
    if unit not in MONTHS:
        return moment + LENGTHS["week" if unit in ("weekend", "workweek") else unit] * count
    months = moment.year * 12 + moment.month - 1 + MONTHS[unit] * count
    year, month = divmod(months, 12)
    return moment.replace(year=year, month=month + 1, day=min(moment.day, _days(year, month + 1)))


def _business(moment: datetime, count: int) -> datetime:
    step = 1 if count > 0 else -1
    while count:
        moment += step * _DAY
        count -= step * (moment.weekday() < 5)
    return moment


def _days(year: int, month: int) -> int:
    return 31 if month == 12 else (date(year, month + 1, 1) - date(year, month, 1)).days


def floor(moment: datetime, unit: str) -> datetime:
    """The start of the unit that holds `moment`.

    >>> floor(datetime(2024, 7, 28), "quarter"), floor(datetime(2024, 7, 28), "week")
    (datetime.datetime(2024, 7, 1, 0, 0), datetime.datetime(2024, 7, 22, 0, 0))
    """
    day = datetime(moment.year, moment.month, moment.day)
    if unit in ("day", "business day"):
        return day
    if unit in ("week", "workweek", "fortnight"):
        return day - timedelta(days=day.weekday())
    if unit == "weekend":
        return day + timedelta(days=5 - day.weekday())
    if unit in _CLOCK_UNITS:
        minute = 0 if unit == "hour" else moment.minute
        return moment.replace(minute=minute, second=moment.second if unit == "second" else 0, microsecond=0)
    months = MONTHS[unit]
    if months > 12:
        return datetime(day.year - day.year % (months // 12) or 1, 1, 1)
    return datetime(day.year, (day.month - 1) // months * months + 1, 1)


def unit_at(moment: datetime, unit: str) -> Stretch:
    """The whole unit of the calendar that holds `moment`."""
    start = floor(moment, unit)
    ends = {"weekend": start + 2 * _DAY, "workweek": start + 5 * _DAY}
    return Stretch(
        start,
        ends.get(unit) or shift(start, unit, 1),
        GRAINS[unit],
        "fiscal" if unit.startswith("fiscal") else "stated",
    )


def year_of(number: int, last: int | None = None) -> Stretch | None:
    """A year, or the years up to `last`."""
    if not 1 <= number <= (last or number) < 9999:
        return None
    return Stretch(
        datetime(number, 1, 1), datetime((last or number) + 1, 1, 1), "year" if last in (None, number) else "span"
    )


def safely(when: When) -> When:
    """The same, but a date beyond the calendar is no period."""

    def resolved(frame: Frame) -> Stretch | None:
        try:
            return when(frame)
        except (OverflowError, ValueError):
            return None

    return resolved


def relative(make: Callable[[datetime], Stretch | None]) -> When:
    """A period counted from the moment of writing; unknown without one."""

    def resolved(frame: Frame) -> Stretch | None:
        stretch = make(frame.now) if frame.now else UNKNOWN
        return stretch and stretch.based("relative")

    return resolved


def nth(unit: str, count: int) -> When:
    """This, next, last … unit of the calendar."""
    return relative(lambda now: unit_at(shift(floor(now, unit), unit, count), unit))


def fixed(stretch: Stretch | None) -> When:
    """A period that needs no frame."""
    return lambda frame: stretch


def mapped(when: When, change: Callable[[Stretch], Stretch | None]) -> When:
    """What `change` makes of a period once it is resolved; unknown stays unknown."""

    def resolved(frame: Frame) -> Stretch | None:
        stretch = when(frame)
        if stretch is None or stretch is UNKNOWN or (stretch.start is None and stretch.end is None):
            return stretch
        return change(stretch)

    return resolved


@cache
def _parts() -> dict[str, dict[str, tuple[str, int, int]]]:
    return tomllib.loads((Path(__file__).parent / "data" / "parts.toml").read_text(encoding="utf-8"))


def on_start(when: When, make: Callable[[datetime], Stretch]) -> When:
    """What `make` builds on the start of a period, as sure as that is."""

    def change(stretch: Stretch) -> Stretch | None:
        return make(stretch.start).based(stretch.basis) if stretch.start else None

    return safely(mapped(when, change))


def part_of(stretch: Stretch, part: str) -> Stretch:
    """Early, mid and late of a year, month, week, decade or day, by the table of parts; Chinese 初 and 底 are narrower.

    >>> part_of(year_of(2026), "mid").end, part_of(year_of(2026), "底").start
    (datetime.datetime(2026, 9, 1, 0, 0), datetime.datetime(2026, 12, 1, 0, 0))
    """
    grain = "century" if _is_century(stretch) else stretch.grain
    bounds = _parts().get(grain, {}).get(part)
    if bounds is None or stretch.start is None or stretch.end is None:
        return stretch
    unit, first, last = bounds
    start, end = shift(stretch.start, unit, first), min(stretch.end, shift(stretch.start, unit, last))
    whole = part in ("h1", "h2") and grain == "year"
    own: Grain = (
        "minute" if unit == "minute" else "half" if whole else "month" if (grain, part) == ("year", "底") else "span"
    )
    return replace(stretch, start=start, end=end, grain=own, tail=part in ("end", "底"))


def _is_century(stretch: Stretch) -> bool:
    start, end = stretch.start, stretch.end
    return stretch.grain == "span" and start is not None and end is not None and end.year - start.year == 100


def easter(year: int) -> datetime:
    """Western Easter Sunday, by the rule of Meeus, Jones and Butcher.

    >>> easter(2018)
    datetime.datetime(2018, 4, 1, 0, 0)
    """
    a, b, c = year % 19, year // 100, year % 100
    g = (8 * b + 13) // 25
    h = (19 * a + b - b // 4 - g + 15) % 30
    weekday = (32 + 2 * (b % 4) + 2 * (c // 4) - h - c % 4) % 7
    m = (a + 11 * h + 19 * weekday) // 433
    month = (h + weekday - 7 * m + 90) // 25
    return datetime(year, month, (h + weekday - 7 * m + 33 * month + 19) % 32)


def holiday(rule: str, year: int) -> datetime:
    """The day of a holiday: a month and day, the nth weekday of a month (with days to add), days from Easter, or a day
    of the Chinese calendar; ValueError where that is not known.

    >>> holiday("11 4 4", 2023), holiday("12-25", 2023)
    (datetime.datetime(2023, 11, 23, 0, 0), datetime.datetime(2023, 12, 25, 0, 0))
    """
    if "-" in rule[1:3] and " " not in rule:
        month, day = map(int, rule.split("-"))
        return datetime(year, month, day)
    if rule.startswith("easter"):
        return easter(year) + int(rule.split()[1]) * _DAY
    if rule == "qingming":
        return qingming(year)
    if rule.startswith("lunar"):
        return lunar_day(year, *map(int, rule.split()[1:]))
    month, weekday, count, *more = map(int, rule.split())
    return nth_weekday(year, month, weekday, count) + sum(more) * _DAY


def nth_weekday(year: int, month: int, weekday: int, count: int) -> datetime:
    """The count-th weekday (1 is Monday) of a month; -1 is the last."""
    first = datetime(year, month, 1)
    if count < 0:
        last = datetime(year, month, _days(year, month))
        return last - timedelta(days=(last.isoweekday() - weekday) % 7)
    return first + timedelta(days=(weekday - first.isoweekday()) % 7 + 7 * (count - 1))


def week_of_year(year: int, week: int) -> Stretch | None:
    """ISO week."""
    if not 1 <= week <= 53:
        return None
    start = datetime.combine(date.fromisocalendar(year, 1, 1), datetime.min.time()) + (week - 1) * LENGTHS["week"]
    return Stretch(start, start + LENGTHS["week"], "week")
