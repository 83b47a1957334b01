"""The Chinese calendar: its months and days, its feasts, and the solar terms that are feasts."""

from __future__ import annotations

import tomllib
from datetime import datetime, timedelta
from functools import cache
from pathlib import Path

_FILE = Path(__file__).parent / "data" / "lunar.toml"
_LENGTHS = {"L": 30, "s": 29}


@cache
def _years() -> dict[int, tuple[datetime, tuple[int, ...]]]:
    """The first day of each year and the days before each month; a leap month is passed over."""
    rows = tomllib.loads(_FILE.read_text(encoding="utf-8"))["years"]
    return {int(year): _year(int(year), row) for year, row in rows.items()}


def _year(year: int, row: str) -> tuple[datetime, tuple[int, ...]]:
    first, months = row.split()
    days, before, leap = 0, [], False
    for letter in months:
        leap = letter == "(" or (leap and letter != ")")
        if letter in _LENGTHS:
            before += [] if leap else [days]
            days += _LENGTHS[letter]
    return datetime.fromisoformat(f"{year}-{first}"), (*before, days)


def lunar_day(year: int, month: int, day: int) -> datetime:
    """The day of our calendar; day 0 is the eve of the month. ValueError where the year is unknown or has no such day.

    >>> lunar_day(2025, 8, 15), lunar_day(2024, 1, 1)
    (datetime.datetime(2025, 10, 6, 0, 0), datetime.datetime(2024, 2, 10, 0, 0))
    """
    known = _years().get(year)
    if known is None or not 1 <= month <= 12 or not 0 <= day <= 30:
        raise ValueError(f"no day {month}-{day} of the Chinese year {year}")
    first, before = known
    return first + timedelta(days=before[month - 1] + day - 1)


def qingming(year: int) -> datetime:
    """The feast of the dead, at the fifth solar term, in this century.

    >>> qingming(2025), qingming(2027)
    (datetime.datetime(2025, 4, 4, 0, 0), datetime.datetime(2027, 4, 5, 0, 0))
    """
    in_century = year % 100
    return datetime(year, 4, int(in_century * 0.2422 + 4.81) - in_century // 4)
