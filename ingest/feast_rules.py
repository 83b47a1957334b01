"""Feasts: Christmas 2026, last Easter, 2024 年春节, Labor Day weekend, 正月十五."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from ingest.calendar import UNKNOWN, Frame, Stretch, When, floor, holiday, mapped, relative, safely, unit_at
from ingest.counted_rules import parts
from ingest.date_rules import days
from ingest.dates import Day
from ingest.relative_rules import phrase, words

__all__ = ["days", "parts", "words"]


@words.rule("period", "the? holiday of|in? date", "date of? holiday", "the? holiday")
def _(holiday: str, date: Day | None = None) -> Any:
    if date and (date.month or not date.year):
        return None
    return {
        **phrase(_holiday(holiday, date.year if date else None), "day"),
        "feast": (holiday, date.year if date else None),
    }


@days.rule("lunar", "lunar_mark? lunar_month chu? small", "lunar_mark small:lunar_month yue chu? small")
def _(lunar_month: int, small: int) -> str | None:
    """正月十五, 农历八月初一."""
    return f"lunar {lunar_month} {small}" if 1 <= lunar_month <= 12 and 1 <= small <= 30 else None


@parts.rule("period", "date of? lunar", "year_period of? lunar", "lunar")
def _(lunar: str, date: Day | None = None, year_period: When | None = None) -> Any:
    if date and (date.month or not date.year):
        return None
    told = year_period or date

    def resolved(frame: Frame) -> Stretch | None:
        own = told(frame) if told else None
        start = own.start if own else frame.now
        return _lunar(lunar, start.year).based(own.basis if own else "relative") if start else UNKNOWN

    return phrase(safely(resolved), "day")


@parts.rule("period", "year_period of? feast", "feast of|comma? year_period")
def _(feast: tuple[str, int | None], year_period: When) -> Any:
    """明年春节, Christmas last year."""
    rule, year = feast
    if year:
        return None

    def change(stretch: Stretch) -> Stretch | None:
        return unit_at(holiday(rule, stretch.start.year), "day").based(stretch.basis) if stretch.start else None

    return phrase(safely(mapped(year_period, change)), "day")


def _lunar(rule: str, year: int) -> Stretch:
    """The day of our calendar; in years whose months are not known, the day as it was told."""
    try:
        return unit_at(holiday(rule, year), "day")
    except ValueError:
        month, day = map(int, rule.split()[1:])
        return unit_at(datetime(year, month, day), "day").based("vague")


def _holiday(rule: str, year: int | None = None) -> When:
    def resolved(frame: Frame) -> Stretch:
        known = year or (frame.now.year if frame.now else None)
        return unit_at(holiday(rule, known), "day").based("stated" if year else "relative") if known else UNKNOWN

    return safely(resolved)


@words.rule("period", "shift holiday")
def _(shift: int, holiday: str) -> Any:
    return phrase(relative(lambda now: _holiday_from(holiday, shift, now)), "day")


def _holiday_from(rule: str, count: int, now: datetime) -> Stretch:
    days = [holiday(rule, now.year + year) for year in (-1, 0, 1)]
    chosen = (
        [d for d in days if d > now][:1] if count > 0 else [d for d in days if d < now][-1:] if count < 0 else [days[1]]
    )
    return unit_at(chosen[0], "day")


@words.rule(
    "period",
    "holiday date weekend_word",
    "holiday weekend_word",
    "weekend_word of holiday date",
    "weekend_word of holiday",
)
def _(holiday: str, date: Day | None = None) -> When:
    """A feast on Monday lengthens its weekend, one on Thursday or Friday begins it."""

    def change(stretch: Stretch) -> Stretch | None:
        if stretch.start is None:
            return None
        monday = floor(stretch.start, "week")
        first = (
            monday - timedelta(days=2) if stretch.start == monday else min(stretch.start, monday + timedelta(days=5))
        )
        end = monday + timedelta(days=1 if stretch.start == monday else 7 + (stretch.start.weekday() == 3))
        return Stretch(first, end, "span", stretch.basis)

    return safely(mapped(_holiday(holiday, date.year if date else None), change))
