"""The arithmetic of periods: stretches of time, what they are resolved against, and how to shift and part them.

Everything is a naive `datetime` inside and half-open; weeks begin on Monday. A `When` is a period as told: given the
frame of its sentence it becomes a `Stretch`. There is no clock here: without a reference date a relative phrase stays
without bounds.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from kg.model import Grain

_DAY = timedelta(days=1)
LENGTHS = {"second": timedelta(seconds=1), "minute": timedelta(minutes=1), "hour": timedelta(hours=1), "day": _DAY, "week": 7 * _DAY, "fortnight": 14 * _DAY}  # fmt: skip
MONTHS = {"month": 1, "quarter": 3, "fiscal quarter": 3, "half": 6, "year": 12, "fiscal year": 12, "decade": 120, "century": 1200}  # fmt: skip
GRAINS: dict[str, Grain] = {
    "second": "minute", "minute": "minute", "hour": "hour", "day": "day", "business day": "day", "week": "week", "workweek": "span", "fortnight": "span",
    "weekend": "span", "month": "month", "quarter": "quarter", "fiscal quarter": "quarter", "half": "half", "year": "year", "fiscal year": "year",
    "decade": "decade", "century": "span",
}  # fmt: skip
_EARLIEST, _LATEST = datetime(1, 1, 1), datetime(9999, 12, 31)


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
    if unit in ("hour", "minute", "second"):
        return moment.replace(**{part: 0 for part in ("minute", "second")[("hour", "minute", "second").index(unit) :]}, microsecond=0)
    months = MONTHS[unit]
    if months > 12:
        return datetime(day.year - day.year % (months // 12) or 1, 1, 1)
    return datetime(day.year, (day.month - 1) // months * months + 1, 1)


def unit_at(moment: datetime, unit: str) -> Stretch:
    """The whole unit of the calendar that holds `moment`."""
    start = floor(moment, unit)
    ends = {"weekend": start + 2 * _DAY, "workweek": start + 5 * _DAY}
    return Stretch(start, ends.get(unit) or shift(start, unit, 1), GRAINS[unit], "fiscal" if unit.startswith("fiscal") else "stated")


def year_of(number: int, last: int | None = None) -> Stretch | None:
    """A year, or the years up to `last`."""
    if not 1 <= number <= (last or number) < 9999:
        return None
    return Stretch(datetime(number, 1, 1), datetime((last or number) + 1, 1, 1), "year" if last in (None, number) else "span")


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


PARTS: dict[tuple[str, str], tuple[str, int, int]] = {
    ("century", "start"): ("year", 0, 33), ("century", "mid"): ("year", 33, 66), ("century", "late"): ("year", 66, 100), ("century", "end"): ("year", 66, 100),
    ("century", "初"): ("year", 0, 33), ("century", "中"): ("year", 33, 66), ("century", "底"): ("year", 66, 100),
    ("decade", "初"): ("year", 0, 3), ("decade", "中"): ("year", 3, 7), ("decade", "底"): ("year", 7, 10),
    ("century", "h1"): ("year", 0, 50), ("century", "h2"): ("year", 50, 100),
    ("decade", "start"): ("year", 0, 3), ("decade", "mid"): ("year", 3, 7), ("decade", "late"): ("year", 7, 10), ("decade", "end"): ("year", 7, 10),
    ("decade", "h1"): ("year", 0, 5), ("decade", "h2"): ("year", 5, 10),
    ("year", "start"): ("month", 0, 4), ("year", "mid"): ("month", 4, 8), ("year", "late"): ("month", 6, 12), ("year", "end"): ("month", 6, 12),
    ("year", "初"): ("month", 0, 3), ("year", "中"): ("month", 4, 8), ("year", "底"): ("month", 11, 12),
    ("year", "h1"): ("month", 0, 6), ("year", "h2"): ("month", 6, 12),
    ("half", "start"): ("month", 0, 2), ("half", "mid"): ("month", 2, 4), ("half", "late"): ("month", 4, 6), ("half", "end"): ("month", 4, 6),
    ("quarter", "start"): ("month", 0, 1), ("quarter", "mid"): ("month", 1, 2), ("quarter", "late"): ("month", 2, 3), ("quarter", "end"): ("month", 2, 3),
    ("quarter", "初"): ("month", 0, 1), ("quarter", "中"): ("month", 1, 2), ("quarter", "底"): ("month", 2, 3),
    ("month", "start"): ("day", 0, 15), ("month", "mid"): ("day", 10, 20), ("month", "late"): ("day", 15, 31), ("month", "end"): ("day", 15, 31),
    ("month", "初"): ("day", 0, 10), ("month", "中"): ("day", 10, 20), ("month", "底"): ("day", 20, 31),
    ("month", "h1"): ("day", 0, 15), ("month", "h2"): ("day", 15, 31),
    ("week", "start"): ("day", 0, 3), ("week", "mid"): ("day", 2, 4), ("week", "late"): ("day", 3, 7), ("week", "end"): ("day", 3, 7),
    ("week", "初"): ("day", 0, 3), ("week", "中"): ("day", 2, 4), ("week", "底"): ("day", 3, 7),
    ("week", "h1"): ("day", 0, 3), ("week", "h2"): ("day", 3, 7),
    ("day", "start"): ("hour", 0, 12), ("day", "mid"): ("hour", 10, 14), ("day", "late"): ("hour", 12, 24), ("day", "end"): ("minute", 1439, 1440),
    ("hour", "h1"): ("minute", 0, 30), ("hour", "h2"): ("minute", 30, 60),
}  # fmt: skip


def part_of(stretch: Stretch, part: str) -> Stretch:
    """Early, mid and late of a year, month, week, decade or day, by the table of parts; Chinese 初 and 底 are narrower.

    >>> part_of(year_of(2026), "mid").end, part_of(year_of(2026), "底").start
    (datetime.datetime(2026, 9, 1, 0, 0), datetime.datetime(2026, 12, 1, 0, 0))
    """
    grain = "century" if _is_century(stretch) else stretch.grain
    bounds = PARTS.get((grain, part))
    if bounds is None or stretch.start is None or stretch.end is None:
        return stretch
    unit, first, last = bounds
    start, end = shift(stretch.start, unit, first), min(stretch.end, shift(stretch.start, unit, last))
    whole = part in ("h1", "h2") and grain == "year"
    own: Grain = "minute" if unit == "minute" else "half" if whole else "month" if (grain, part) == ("year", "底") else "span"
    return replace(stretch, start=start, end=end, grain=own, tail=part in ("end", "底"))


def _is_century(stretch: Stretch) -> bool:
    return stretch.grain == "span" and bool(stretch.start and stretch.end) and stretch.end.year - stretch.start.year == 100  # type: ignore[union-attr]


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
    """The day of a holiday: a month and day, the nth weekday of a month (with days to add), or days from Easter.

    >>> holiday("11 4 4", 2023), holiday("12-25", 2023)
    (datetime.datetime(2023, 11, 23, 0, 0), datetime.datetime(2023, 12, 25, 0, 0))
    """
    if "-" in rule[1:3] and " " not in rule:
        month, day = map(int, rule.split("-"))
        return datetime(year, month, day)
    if rule.startswith("easter"):
        return easter(year) + int(rule.split()[1]) * _DAY
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
