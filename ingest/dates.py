"""Dates as far as they were told: what is missing comes from the sentence or the article."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any

from ingest.calendar import UNKNOWN, Frame, Stretch, When, floor, shift, unit_at, year_of


@dataclass(frozen=True, slots=True)
class Day:
    """A date as far as it was told. What is missing comes from the frame: the sentence first, then the article.

    >>> Day(month=5)(Frame(datetime(2024, 7, 28))).start
    datetime.datetime(2024, 5, 1, 0, 0)
    """

    year: int | None = None
    month: int | None = None
    day: int | None = None
    weekday: int | None = None
    fiscal: bool = False

    def __call__(self, frame: Frame) -> Stretch | None:
        """The day, month or year it names."""
        if self.month is None and self.day is None and self.weekday is None:
            stretch = year_of(self.year) if self.year else None
            return stretch.based("fiscal") if stretch and self.fiscal else stretch
        year, basis = self._year(frame)
        if year is None:
            return UNKNOWN
        if self.month is None:
            return self._in_month(frame, basis)
        start = self._day_in(year, 5 if self.year is None else 1)
        if start is None:
            return Stretch(None, None, "day", "vague")
        return unit_at(start, "day" if self.day else "month").based(basis)

    def _day_in(self, year: int, years: int) -> datetime | None:
        """The day in the first of the years that has it: 29 February is in one of four."""
        for candidate in range(year, year + years):
            try:
                return datetime(candidate, self.month or 1, self.day or 1)
            except ValueError:
                continue
        return None

    def _year(self, frame: Frame) -> tuple[int | None, str]:
        if self.year is not None:
            return self.year, "stated"
        last = frame.last
        if last and last.start and last.grain in ("day", "month", "year", "quarter", "half") and self.month is not None:
            return last.start.year, "inherited"
        if frame.now is None:
            return None, "vague"
        return nearest_year(frame.now, self.month or frame.now.month), "relative"

    def _in_month(self, frame: Frame, basis: str) -> Stretch | None:
        now = frame.today
        if now is None:
            return UNKNOWN
        if self.day is None:
            assert self.weekday
            return unit_at(floor(now, "week") + timedelta(days=self.weekday - 1), "day").based("relative")
        anchor = frame.last.start if frame.last and frame.last.start and frame.last.grain in ("month", "day") else None
        months = (0, -1, 1, -2, 2, -3, 3, -4, 4, -5, 5, -6, 6, -7, 7, -8, 8, -9, 9) if self.weekday else (0,)
        for count in months:
            start = self._day_of(floor(shift(floor(anchor or now, "month"), "month", count), "month"))
            if start and self.weekday in (None, start.isoweekday()):
                return unit_at(start, "day").based("inherited" if anchor else "relative")
        return None

    def _day_of(self, month: datetime) -> datetime | None:
        try:
            return month.replace(day=self.day or 1)
        except ValueError:
            return None


def nearest_year(now: datetime, month: int) -> int:
    """The year of a month told without one: this year's unless another is nearer by a quarter at least.

    >>> nearest_year(datetime(2025, 1, 31), 11), nearest_year(datetime(2025, 1, 31), 6)
    (2024, 2025)
    """
    ahead = month - now.month
    nearer = -1 if ahead > 7 else 1 if ahead < -7 else 0
    return now.year + nearer


def gone_by(date: Day) -> When:
    """What is told as known up to then lies behind: 截至 9 月 30 日."""

    def resolved(frame: Frame) -> Stretch | None:
        stretch = date(frame)
        if stretch is None or stretch.basis != "relative" or stretch.start is None or frame.now is None:
            return stretch
        return replace(date, year=stretch.start.year - 1)(frame) if stretch.start > frame.now else stretch

    return resolved


def told(date: Day) -> dict[str, Any]:
    """The senses of a date: that of a period, and of a day when it names one."""
    senses: dict[str, Any] = {"date": date, "period": date}
    return {**senses, "on_day": date} if date.day or date.weekday else senses


def dated(year: int | None, month: int, number: int | None = None, weekday: int | None = None) -> dict[str, Any] | None:
    """The senses of a checked date."""
    date = day(year, month, number, weekday)
    return told(date) if date else None


def full_year(two_digits: int) -> int:
    """The year that two digits stand for: up to 39 of this century, else of the last."""
    return two_digits + (2000 if two_digits < 40 else 1900)


def day(year: int | None, month: int, number: int | None = None, weekday: int | None = None) -> Day | None:
    """A date whose month and day can be; None for others."""
    if not 1 <= month <= 12 or (number is not None and not 1 <= number <= 31):
        return None
    return Day(year, month, number, weekday)
