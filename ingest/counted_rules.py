"""Counted stretches: 5 年内, over the past two quarters, three weeks after Christmas."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from decimal import Decimal
from typing import Any

from ingest.calendar import (
    LENGTHS,
    MONTHS,
    Frame,
    Stretch,
    When,
    floor,
    mapped,
    nth,
    on_start,
    relative,
    safely,
    shift,
    unit_at,
)
from ingest.dates import Day
from ingest.figures import Figure
from ingest.relative_rules import SMALL, phrase
from ingest.rules import Grammar

parts = Grammar()
_HALF = Figure.of(Decimal("0.5"))
_ONE = Figure.of(1)


def stretch_of(count: Figure, unit: str, moment: datetime, sign: int) -> Stretch:
    """The stretch of `count` units from `moment` on or back; its far end is the larger count."""
    far = count.high if count.high is not None else count.low
    end = moved(moment, far, unit, sign)
    if unit == "business day" and sign > 0:
        end = moved(moment - LENGTHS["day"], far, unit, sign) + LENGTHS["day"]
    return Stretch(
        min(moment, end), max(moment, end), "span", "vague" if count.round and not count.is_point else "stated"
    )


def moved(moment: datetime, count: Decimal, unit: str, sign: int) -> datetime:
    """`moment` moved by a count that may have halves in it."""
    whole = int(count)
    result = shift(moment, unit, sign * whole)
    rest = count - whole
    if rest and unit in MONTHS:
        return shift(result, "month", sign * int(rest * MONTHS[unit]))
    return result + sign * LENGTHS.get(unit, LENGTHS["day"]) * float(rest) if rest else result


def _spanned(counts: Sequence[tuple[Figure, str]], sign: int) -> When:
    """The stretch of several counts that begins or ends now; of quarters the whole ones."""

    def resolved(now: datetime) -> Stretch:
        count, unit = counts[0]
        if unit in SMALL:
            return replace(stretch_of(count, unit, now, sign), grain="hour" if unit == "hour" else "minute")
        today = floor(now, "day")
        if unit in ("quarter", "fiscal quarter"):
            return stretch_of(count, "quarter", shift(floor(today, "quarter"), "quarter", int(sign > 0)), sign)
        first = today + LENGTHS["day"] * (sign > 0 and unit not in MONTHS)
        whole = stretch_of(count, unit, first, sign)
        for more, other in counts[1:]:
            side = stretch_of(more, other, (whole.end if sign > 0 else whole.start) or first, sign)
            whole = replace(
                whole,
                start=min(whole.start or first, side.start or first),
                end=max(whole.end or first, side.end or first),
            )
        return whole

    return safely(relative(resolved))


@parts.rule("period", "the? first number classifier? time", "edge:e the? first number classifier? time")
def _(number: Figure, time: str, e: str = "at") -> When | None:
    """前四个月, in the first four months: of this year, or of the last where that is not yet so old."""
    count = int(number.low)
    if e != "at" or time not in ("month", "quarter") or not number.is_point or count * MONTHS[time] >= MONTHS["year"]:
        return None

    def resolved(now: datetime) -> Stretch:
        start = floor(now, "year")
        if shift(start, time, count - 1) > now:
            start = shift(start, "year", -1)
        return Stretch(start, shift(start, time, count), "span")

    return safely(relative(resolved))


@parts.rule("period", "yr? of? number yue", "period number yue")
def _(number: Figure, yr: int | None = None, period: When | None = None) -> When | None:
    """今年 1 到 4 月, 一至四月: a row of months."""
    if number.high is None or not 1 <= number.low < number.high <= MONTHS["year"] or number.literal:
        return None
    first, last = int(number.low), int(number.high)

    def row(start: datetime) -> Stretch:
        return Stretch(shift(start, "month", first - 1), shift(start, "month", last), "span")

    if period or yr:
        return on_start(period or Day(yr), lambda start: row(floor(start, "year")))
    return safely(relative(lambda now: row(floor(now, "year"))))


@parts.rule(
    "period",
    "the number time to the? period",
    "the time to the? period",
    "edge:e the number time to the? period",
    "edge:e the time to the? period",
)
def _(period: When, number: Figure = _ONE, time: str = "", e: str = "at") -> When | None:
    """The six months to September, in the year to April."""
    return _up_to(period, number, time) if e == "at" and time in ("month", "quarter", "year", "week", "half") else None


def _up_to(period: When, count: Figure, unit: str) -> When:
    def change(stretch: Stretch) -> Stretch | None:
        if stretch.end is None or stretch.grain in ("year", "decade"):
            return None
        end = shift(floor(stretch.end - LENGTHS["day"], "month"), "month", 1) if unit != "week" else stretch.end
        return Stretch(moved(end, count.low, unit, -1), end, "span", stretch.basis)

    return safely(mapped(period, change))


@parts.rule(
    "period",
    "edge:e the? future number classifier? time",
    "the? future number classifier? time",
    "rolling the? future number time",
    "edge:e the number future time",
    "the number future time",
    "number future time",
)
def _(number: Figure, time: str, e: str = "at") -> When | None:
    return _spanned([(number, time)], 1) if e in ("at", "since") else None


@parts.rule(
    "period",
    "edge:e the? past number classifier? surplus? time",
    "the? past number classifier? surplus? time within_zh?",
    "rolling the? past number time",
)
def _(number: Figure, time: str, e: str = "at") -> When | None:
    return _spanned([(number, time)], -1) if e in ("at", "since") else None


@parts.rule("period", "these number classifier? time")
def _(number: Figure, time: str) -> When | None:
    """这两年, 这三个月: up to now."""
    return _spanned([(number, time)], -1) if number.scale == 1 and number.low > 1 and time not in SMALL else None


@parts.rule("period", "edge:e the number past time", "the number past time", "number past time")
def _(number: Figure, time: str, e: str = "at") -> When | None:
    """The two past years; but $2bn last quarter is an amount and a time."""
    return _spanned([(number, time)], -1) if e in ("at", "since") and number.scale == 1 else None


@parts.rule(
    "period",
    "edge:e? the? past counts and? number time",
    "edge:e? the? past counts",
)
def _(counts: list[tuple[Figure, str]], number: Figure | None = None, time: str = "") -> When:
    return _spanned([*counts, (number, time)] if number else counts, -1)


@parts.rule(
    "period",
    "rolling the? future time",
    "rolling the? past:past time",
    "edge:e the? future half_zh time",
    "future half_zh time",
    "past:past half_zh time",
    "future half_year",
    "past:past half_year",
    "edge:e the? past:past half_year",
)
def _(time: str = "", past: Any = None, half_zh: Any = None, half_year: Any = None) -> When:
    count = _HALF if half_zh or half_year else _ONE
    if time in ("quarter", "century", "weekend"):
        return nth(time, -1 if past else 1)
    return _spanned([(count, time or "year")], -1 if past else 1)


@parts.rule(
    "period", "edge:e the? future time", "the? future time", "edge:e the? past:past time", "the? past:past time"
)
def _(time: str, past: Any = None, e: str = "at", the: Any = None) -> Any:
    if past and the and time == "decade":
        return _spanned([(_ONE, time)], -1)
    return phrase(nth(time, -1 if past else 1), time) if time not in SMALL and e == "at" else None


@parts.rule(
    "period",
    "within the? future? number time",
    "number time within_zh",
    "future number time within_zh",
    "half_zh time within_zh",
    "within the? half_zh time",
    "at_zh number time within_zh",
    "within a time",
    "within half_year",
    "half_year within_zh",
)
def _(time: str = "year", number: Figure | None = None, a: Any = None) -> When:
    count = number or (_ONE if a else _HALF)

    def resolved(now: datetime) -> Stretch:
        return stretch_of(count, time, now if time in SMALL else floor(now, "day"), 1)

    return safely(relative(resolved))


def _offset(count: Figure, unit: str, sign: int) -> Any:
    """A point so far from now: a year is told to the year, anything less to the day."""

    def resolved(now: datetime) -> Stretch:
        if unit in SMALL:
            point = moved(now, count.low, unit, sign)
            return Stretch(point, point + timedelta(minutes=1), "minute")
        whole = count.low == int(count.low)
        grain = unit if whole and unit in ("year", "decade", "century", "fiscal year") else "day"
        ends = [
            unit_at(moved(floor(now, "day"), n, unit, sign), grain)
            for n in (count.low, count.high if count.high is not None else count.low)
        ]
        starts, stops = [s.start for s in ends if s.start], [s.end for s in ends if s.end]
        vague = count.round and not count.is_point
        return Stretch(min(starts), max(stops), ends[0].grain, "vague" if vague else ends[0].basis)

    return phrase(safely(relative(resolved)), "day" if unit not in ("year", "decade", "century", *SMALL) else unit)


@parts.rule(
    "period",
    "number time ago",
    "a time ago",
    "half_year ago",
    "number half_zh? time before_zh",
    "half_zh time before_zh",
    "number time half_zh:more before_zh",
)
def _(time: str = "year", number: Figure | None = None, a: Any = None, more: Any = None) -> Any:
    return _offset(_with_half(number, more) or (_ONE if a else _HALF), time, -1)


@parts.rule(
    "period",
    "in_time number time",
    "in_time a time",
    "number time later",
    "a time later",
    "number time after_zh",
    "future number time after_zh",
    "half_zh time after_zh",
    "in_time half_year",
    "number time half_zh:more after_zh",
)
def _(time: str = "year", number: Figure | None = None, a: Any = None, more: Any = None) -> Any:
    return _offset(_with_half(number, more) or (_ONE if a else _HALF), time, 1)


def _with_half(number: Figure | None, more: Any) -> Figure | None:
    return number.plus(_HALF) if number and more else number


@parts.rule("period", "number time after_en|from_now:x the? period", "a time after_en|from_now:x the? period")
def _(time: str, period: When, number: Figure = _ONE) -> Any:
    return _beside(number, time, period, 1)


@parts.rule("period", "number time before_en the? period", "a time before_en the? period")
def _(time: str, period: When, number: Figure = _ONE) -> Any:
    return _beside(number, time, period, -1)


def _beside(count: Figure, unit: str, period: When, sign: int) -> Any:
    def change(stretch: Stretch) -> Stretch | None:
        point = moved(stretch.start or datetime.min, count.low, unit, sign)
        if unit in SMALL:
            return Stretch(point, point + timedelta(minutes=1), "minute", stretch.basis)
        return unit_at(point, "day").based(stretch.basis)

    return phrase(safely(mapped(period, change)), "day")


@parts.rule(
    "period", "bound:b number time after_en|from_now:x the? period", "bound:b number time before_en:back the? period"
)
def _(b: str, number: Figure, time: str, period: When, back: Any = None) -> When:
    """More than two weeks before today, less than three days after tomorrow."""

    def change(stretch: Stretch) -> Stretch:
        start = stretch.start or datetime.min
        point = moved(start, number.low, time, -1 if back else 1)
        if b.startswith("<"):
            return Stretch(min(start, point), max(start, point), "span", stretch.basis)
        return Stretch(None, point, "day", stretch.basis) if back else Stretch(point, None, "day", stretch.basis)

    return safely(mapped(period, change))


@parts.rule("period", "number time commencing the? period", "a time commencing the? period")
def _(time: str, period: When, number: Figure = _ONE) -> When:
    return on_start(period, lambda start: stretch_of(number, time, start, 1))


@parts.rule("period", "period:stretch ended the? period:last", "period:stretch ended on|at the? period:last")
def _(stretch: When, last: When) -> When:
    """In the quarter ended 30 April: the stretch of that length up to its end."""

    def resolved(frame: Frame) -> Stretch | None:
        unit, whole = stretch(frame), last(frame)
        if unit is None or whole is None or whole.end is None or unit.grain not in ("month", "quarter", "year"):
            return None
        return Stretch(moved(whole.end, Decimal(1), unit.grain, -1), whole.end, "span", whole.basis)

    return safely(resolved)


@parts.rule(
    "period",
    "the? number time ended the? period",
    "the? time ended the? period",
    "the? quarter_word:q ended the? period",
)
def _(period: When, time: str = "quarter", number: Figure = _ONE) -> When:
    """The nine months ended September 30."""

    def change(stretch: Stretch) -> Stretch | None:
        if stretch.end is None:
            return None
        start = moved(stretch.end, number.low, "year" if time == "fiscal year" else time, -1)
        return Stretch(start, stretch.end, "span", stretch.basis)

    return safely(mapped(period, change))
