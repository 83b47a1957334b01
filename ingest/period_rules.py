"""Periods put together: ranges, and the sides that before, since, 以前 and 起 leave open."""

from __future__ import annotations

from dataclasses import replace

from ingest.calendar import UNKNOWN, Frame, Stretch, When, floor, mapped, relative, shift
from ingest.dates import Day, gone_by
from ingest.relative_rules import season_of
from ingest.rules import Grammar

LIMITS = ("before", "until")
ranges = Grammar()
edges = Grammar()


# --- ranges


@ranges.rule(
    "period",
    "from? period:first to|hyphen|tilde period:last",
    "between period:first and|to|hyphen|tilde period:last",
    "between the period:first and the period:last",
    "from the period:first to the period:last",
    "from period:first to the period:last",
    "between the? nth:ninth and the? period:last",
    "from? period:first edge:side period:last",
    "period:first and period:last among",
    "from period:first hyphen|to|tilde period:last closing:c",
)
def _(last: When, first: When | None = None, side: str = "until", ninth: int = 0) -> When | None:
    if ninth:
        day = isinstance(last, Day) and last.day and last.day > ninth
        return _between(replace(last, day=ninth), last) if day else None  # type: ignore[type-var]
    return _between(first, last) if first and side == "until" else None


@ranges.rule(
    "period",
    "date:first hyphen|tilde|to|and the? small|nth:number",
    "from date:first hyphen|tilde|to small|nth:number",
    "from? month_name nth|small:a to nth:number",
    "between date:first and|to|hyphen the? small|nth:number",
    "between the? date:first and the? nth:number",
)
def _(first: Day, number: int) -> When | None:
    if first.day is None or not first.day < number <= 31:
        return None
    return _between(first, replace(first, day=number))


@ranges.rule(
    "period",
    "from? the? small|nth:number to|hyphen|tilde the? date:last",
    "between the? small|nth:number and|to|hyphen the? date:last",
)
def _(number: int, last: Day) -> When | None:
    if last.day is None or last.month is None or not 1 <= number < last.day:
        return None
    return _between(replace(last, day=number), last)


@ranges.rule("period", "from? month_name to|hyphen|tilde date:last", "between month_name and|to|hyphen date:last")
def _(month_name: int, last: Day) -> When | None:
    return _between(Day(month=month_name), last) if last.month else None


@ranges.rule("period", "from? small:month yue? to|hyphen|tilde date:last")
def _(month: int, last: Day) -> When | None:
    return _between(Day(month=month), last) if last.month and last.day is None and 1 <= month <= 12 else None


@ranges.rule(
    "period", "from? yr|year4:year to|hyphen|tilde period:last", "between yr|year4:year and|to|hyphen period:last"
)
def _(year: int, last: When) -> When | None:
    return _between(Day(year), last)


@ranges.rule(
    "period", "from? date:first to|hyphen|tilde yr|year4:year", "between date:first and|to|hyphen|tilde yr|year4:year"
)
def _(first: Day, year: int) -> When | None:
    if first.month and first.day is None and first.year is None:
        return None
    return _between(first, Day(year))


@ranges.rule(
    "period",
    "from year4:year to|hyphen|tilde year4:last",
    "between year4:year and|to|hyphen|tilde year4:last",
    "year4:year _hyphen|_tilde _year4:last",
    "from year4:year edge:side year4:last",
)
def _(year: int, last: int, side: str = "until") -> When | None:
    return _between(Day(year), Day(last)) if year < last and side == "until" else None


def _between(first: When, last: When) -> When:
    """From the start of the first to the end of the last; what one leaves out the other tells."""

    def resolved(frame: Frame) -> Stretch | None:
        left, right = _filled(first, last)
        start = left(frame)
        end = right(
            replace(frame, last=start)
            if start and start.start and not (isinstance(right, Day) and right.year) and start.basis != "vague"
            else frame
        )
        if start is None or end is None or start.start is None or end.end is None:
            return (
                start
                if end is None
                else UNKNOWN
                if start is None
                else Stretch(start.start, end.end, "span", start.basis)
            )
        stop = end.end
        if stop <= start.start and isinstance(right, Day) and right.year is None:
            stop = shift(stop, "week" if right.weekday and not right.month else "year", 1)
        if stop <= start.start and end.basis in ("relative", "inherited"):
            stop = shift(stop, "year", 1)
        if stop <= start.start:
            return None
        return Stretch(
            start.start,
            stop,
            start.grain if start.grain == end.grain and start.start == end.start else "span",
            start.basis,
        ).based("stated" if end.basis == "inherited" else end.basis)

    return resolved


def _filled(first: When, last: When) -> tuple[When, When]:
    """Jan-Feb 2017, Nov-Feb 2017: the year is told once, with the last."""
    if not isinstance(first, Day) or not isinstance(last, Day) or last.year is None or first.year is not None:
        return first, last
    if first.month is None:
        return (replace(first, year=last.year, month=last.month), last) if last.month else (first, last)
    crosses = last.month is not None and (first.month, first.day or 0) > (last.month, last.day or 31)
    return replace(first, year=last.year - crosses), last


@ranges.rule(
    "period",
    "period:first to now",
    "from? period:first to now",
    "between period:first and now",
    "from period:first edge:e now",
)
def _(first: When) -> When:
    return _between(first, relative(lambda now: Stretch(floor(now, "day"), floor(now, "day"), "day")))


@ranges.rule("period", "between now and period:last", "from? now to period:last", "from now edge:e period:last")
def _(last: When) -> When:
    return _between(relative(lambda now: Stretch(floor(now, "day"), None, "day")), last)


# --- open sides


def _coming(date: Day) -> When:
    """What is told as a limit lies ahead: by December, before 5 May."""

    def resolved(frame: Frame) -> Stretch | None:
        stretch = date(frame)
        if (
            stretch is None
            or stretch.basis != "relative"
            or stretch.end is None
            or frame.now is None
            or stretch.end > frame.now
        ):
            return stretch
        for year in (frame.now.year, frame.now.year + 1):
            later = replace(date, year=year)(frame)
            if later and later.end and later.end > frame.now:
                return later.based("relative")
        return stretch

    return resolved


@edges.rule("period", "edge the? bare_season", "bare_season closing:edge")
def _(edge: str, bare_season: str) -> When | None:
    """By the summer: the next one."""
    return _open(_next(season_of(bare_season)), edge) if edge in LIMITS else None


def _next(season: When) -> When:
    def resolved(frame: Frame) -> Stretch | None:
        stretch = season(frame)
        if stretch is None or stretch.start is None or stretch.end is None or frame.now is None:
            return stretch
        by = int(stretch.start <= frame.now)
        return replace(stretch, start=shift(stretch.start, "year", by), end=shift(stretch.end, "year", by))

    return resolved


@edges.rule("period", "edge the? period", "edge the? year4", "edge the? yr:year4", "edge in|at period", "edge in year4")
def _(edge: str, period: When | None = None, year4: int | None = None) -> When | None:
    return _open(period or Day(year4), edge)


@edges.rule("period", "from|edge:e? period among? closing", "from|edge:e? period or|and closing")
def _(closing: str, period: When, e: object = None) -> When | None:
    """Since 2026, where 从 opens it: what 2026 年开始交付 tells begins in 2026."""
    if closing == "begins":
        return _open(period, "since") if e is not None else None
    return _open(period, closing)


def _open(period: When, side: str) -> When | None:
    if isinstance(period, Day) and period.year is None and period.month:
        period = _coming(period) if side in LIMITS else gone_by(period) if side == "asof" else period

    def change(stretch: Stretch) -> Stretch | None:
        if side == "before":
            return replace(stretch, start=None, end=stretch.end if stretch.tail else stretch.start)
        if side in ("until", "asof"):
            return replace(stretch, start=None)
        if side == "after":
            return replace(stretch, start=stretch.end, end=None)
        if side == "since":
            return replace(stretch, end=None)
        return stretch

    return mapped(period, change)
