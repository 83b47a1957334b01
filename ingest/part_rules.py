"""Parts of periods: early 2026, 2025 年底, the second quarter of next year, the last three weeks of May."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

from ingest.calendar import (
    Frame,
    Stretch,
    When,
    fixed,
    floor,
    mapped,
    nth,
    on_start,
    part_of,
    relative,
    safely,
    shift,
    unit_at,
)
from ingest.counted_rules import parts
from ingest.date_rules import quarter_of
from ingest.dates import Day, gone_by, nearest_year
from ingest.figures import Figure
from ingest.relative_rules import phrase

__all__ = ["parts"]

ENDED = {"month": 1, "quarter": 3, "half": 6, "year": 12}  # months of the stretches that end on a day
_ONE = Figure.of(1)


@parts.rule("period", "the? rest the? period", "the? rest the time")
def _(period: When | None = None, time: str = "") -> When:
    def resolved(frame: Frame) -> Stretch | None:
        whole = (period or nth(time, 0))(frame)
        if whole is None or frame.today is None or whole.end is None or whole.start is None:
            return whole
        return replace(whole, start=max(whole.start, frame.today), grain="span") if frame.today < whole.end else whole

    return resolved


@parts.rule("period", "the? nth of the? month_period")
def _(nth: int, month_period: When) -> Any:
    return phrase(on_start(month_period, lambda start: unit_at(start + timedelta(days=nth - 1), "day")), "day")


@parts.rule("period", "the? date quarter_word", "the month_name quarter_word")
def _(date: Day | None = None, month_name: int = 0) -> When | None:
    """The March 2025 quarter ends with that month."""
    month = date or Day(month=month_name)
    if month.month is None or month.day:
        return None
    return on_start(month, lambda start: Stretch(shift(start, "month", -2), shift(start, "month", 1), "quarter"))


@parts.rule(
    "period",
    "edge:e date of|closing? the? number classifier? time",
    "edge:e date of|closing time",
)
def _(date: Day, time: str, e: str, number: Figure = _ONE) -> When | None:
    """截至 6 月 30 日的三个月: the stretch that ended then."""
    if e != "asof" or not date.month or time not in ENDED:
        return None

    def change(stretch: Stretch) -> Stretch | None:
        if stretch.end is None:
            return None
        start = shift(floor(stretch.end - timedelta(days=1), "month"), "month", 1 - ENDED[time] * int(number.low))
        return Stretch(start, stretch.end, time if number.low == 1 and time != "month" else "span", stretch.basis)  # type: ignore[arg-type]

    return safely(mapped(gone_by(date) if date.year is None else date, change))


@parts.rule("period", "period of? part_behind")
def _(part_behind: str, period: When) -> When:
    return mapped(period, lambda s: part_of(s, part_behind))


@parts.rule(
    "period",
    "the? part hyphen? the? period",
    "the? half_of of|in? the? period",
    "in the half_of of the? period",
    "the? part of the? period",
    "part in the day_of on_day:period",
)
def _(period: When, part: str = "", half_of: str = "", day_of: Any = None) -> Any:
    chosen = part or half_of

    def resolved(frame: Any) -> Stretch | None:
        stretch = period(frame)
        found = part_of(stretch, chosen) if stretch else None
        return _cut_at_now(found, stretch, chosen, frame.now) if found and stretch else found

    return {"period": resolved}


def _cut_at_now(found: Stretch, whole: Stretch, part: str, now: datetime | None) -> Stretch:
    """Earlier this year ends now, later this week begins now."""
    relative_now = whole.basis == "relative" and now is not None and whole.start is not None and whole.end is not None
    if not relative_now or not whole.start <= now < whole.end or whole.grain not in ("year", "week"):  # type: ignore[operator]
        return found
    today = floor(now, "day")  # type: ignore[arg-type]
    if part == "start" and whole.grain == "year":
        return replace(found, end=today)
    return replace(found, start=max(found.start or today, today)) if part == "late" and whole.grain == "week" else found


@parts.rule("period", "part_now", "the part_now")
def _(part_now: str) -> When:
    unit, part = part_now.split()
    return relative(lambda now: part_of(unit_at(now, unit), part))


@parts.rule("period", "year4|yr:year part_now", "year2_told:year part_now")
def _(year: int, part_now: str) -> When | None:
    unit, part = part_now.split()
    return mapped(Day(year if year > 99 else 2000 + year), lambda s: part_of(s, part)) if unit == "year" else None


@parts.rule("period", "shift classifier? half_zh time")
def _(shift: int, time: str) -> When | None:
    return nth("half", shift) if time == "year" else None


@parts.rule("period", "small:month month_part", "date of? small:month month_part")
def _(month: int, month_part: str, date: Day | None = None) -> When | None:
    return (
        mapped(Day(date.year if date else None, month), lambda s: part_of(s, month_part)) if 1 <= month <= 12 else None
    )


@parts.rule("period", "in the half_of")
def _(half_of: str) -> When:
    """In the first half, of this year."""
    return relative(lambda now: part_of(unit_at(now, "year"), half_of))


@parts.rule("period", "the? half_of of the time", "the? part of? the time")
def _(time: str, half_of: str = "", part: str = "") -> When:
    return relative(lambda now: part_of(unit_at(now, time), half_of or part))


@parts.rule(
    "period",
    "period of|comma|hyphen? the? quarter",
    "the? quarter of|in|comma|hyphen|slash? the? period",
    "period apostrophe_s quarter",
    "fiscal_mark:fiscal quarter period",
)
def _(period: When, quarter: tuple[str, int], fiscal: str = "") -> When:
    own = replace(period, fiscal=True) if fiscal == "fy" and isinstance(period, Day) else period
    return quarter_of(own, quarter)


@parts.rule(
    "period",
    "quarter _hyphen? year4",
    "quarter _year2",
    "quarter _apostrophe _year2",
    "year4 _hyphen? quarter",
    "year4 slash quarter",
    "quarter of? year4",
    "quarter of? fiscal_mark:fiscal _year2",
    "quarter comma year4",
    "fiscal_mark:fiscal quarter year4",
    "year2 _quarter",
)
def _(quarter: tuple[str, int], year4: int | None = None, year2: int | None = None, fiscal: str = "") -> When:
    return quarter_of(Day(year4 or 2000 + (year2 or 0), fiscal=fiscal == "fy"), quarter)


@parts.rule("period", "period of? first_quarters", "first_quarters")
def _(first_quarters: int, period: When | None = None) -> When:
    year = period or nth("year", 0)
    return on_start(year, lambda start: Stretch(start, shift(start, "quarter", first_quarters), "span"))


@parts.rule("period", "quarter", "the? quarter of the time", "the quarter")
def _(quarter: tuple[str, int]) -> When:
    def resolved(frame: Any) -> Stretch | None:
        last = frame.last
        if last and last.start and last.grain in ("year", "quarter", "half"):
            found = quarter_of(fixed(unit_at(last.start, "year")), quarter)(frame)
            return found and found.based("inherited")
        return relative(lambda now: quarter_of(fixed(unit_at(_year_near(now, quarter), "year")), quarter)(frame))(frame)

    return safely(resolved)


def _year_near(now: datetime, quarter: tuple[str, int]) -> datetime:
    unit, number = quarter
    year = now.year if unit == "half" else nearest_year(now, 3 * number - 1)
    return datetime(year, 1, 1)


@parts.rule(
    "period",
    "the? first number time of the? period",
    "the? last_zh:last number time of the? period",
    "edge:e the? first number time of the? period",
    "edge:e the? last_zh:last number time of the? period",
    "period of? the? first number classifier? time",
    "period of? the? last_zh:last number classifier? time",
)
def _(number: Figure, time: str, period: When, last: Any = None, e: str = "at") -> When | None:
    if e != "at":
        return None

    def change(stretch: Stretch) -> Stretch | None:
        if stretch.start is None or stretch.end is None:
            return None
        count = int(number.low)
        if last:
            end = floor(stretch.end, time) if time == "week" else stretch.end
            return Stretch(shift(end, time, -count), end, "span", stretch.basis)
        start = _first_of(stretch.start, time)
        return Stretch(start, shift(start, time, count), "span", stretch.basis)

    return safely(mapped(period, change))


def _first_of(start: datetime, unit: str) -> datetime:
    """The first week of a year or month is the one with its first Thursday."""
    return floor(start + timedelta(days=3), "week") if unit == "week" else start


@parts.rule(
    "period",
    "the? nth time of the? period",
    "period of? nth classifier? time",
    "the? last_zh time of the? period",
    "period of? last_zh classifier? time",
)
def _(time: str, period: When, nth: int = -1) -> Any:
    def change(stretch: Stretch) -> Stretch | None:
        if stretch.start is None or stretch.end is None or time == "decade":
            return None
        start = shift(_first_of(stretch.start, time), time, nth - 1) if nth > 0 else shift(stretch.end, time, -1)
        return unit_at(start, time).based(stretch.basis)

    return phrase(safely(mapped(period, change)), time)


@parts.rule("period", "the? time_week of the? period", "week_begun the? period")
def _(period: When) -> When:
    return on_start(period, lambda start: unit_at(start, "week"))


@parts.rule("date", "the nth_day:number", "on nth_day:number", "on the nth_day:number")
def _(number: int) -> Any:
    date = Day(day=number)
    return {"date": date, "period": date, "on_day": date} if 1 <= number <= 31 else None
