"""Times of day as stretches and on a day: from 5 to 6 pm, tomorrow morning, 昨天下午两点到四点."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

from ingest.calendar import UNKNOWN, Frame, Stretch, When, floor, mapped, relative, safely
from ingest.clock import Clock, clock, refined, to_the_minute
from ingest.counted_rules import moved
from ingest.dates import Day
from ingest.figures import Figure
from ingest.rules import Grammar

spans = Grammar()
placed = Grammar()


# --- stretches of a day


Hours = Callable[[datetime], tuple[datetime, datetime]]


def _hours(first: Clock, last: Clock) -> Hours | None:
    """Between two times; the half of the day told with one is that of both, as far as they then ascend."""
    if last.certain and not first.certain and first.hour < 12 <= last.hour and first.offset < last.offset:
        shifted = first.later()
        first = shifted if shifted.offset < last.offset else first
    if not last.certain and last.offset <= first.offset and last.hour < 12:
        last = last.later()
    if last.offset <= first.offset:
        last = replace(last, days=last.days + 1)
    return lambda day: (day + first.offset, day + last.offset)


@spans.rule(
    "hours",
    "from? moment:first to|hyphen|tilde moment:last",
    "between moment:first and|to|hyphen moment:last",
    "from moment:first edge:e moment:last",
    "moment:first and moment:last among",
)
def _(first: Clock, last: Clock) -> Hours | None:
    return _hours(first, last)


@spans.rule(
    "hours",
    "from? small to|hyphen moment",
    "between small and|to|hyphen moment",
    "from small edge:e moment",
    "at small hyphen moment",
)
def _(small: int, moment: Clock) -> Hours | None:
    first = clock(small)
    return _hours(first, moment) if first else None


@spans.rule("hours", "from? moment to|hyphen small", "between moment and|to|hyphen small")
def _(small: int, moment: Clock) -> Hours | None:
    last = clock(small)
    return _hours(moment, last) if last else None


@spans.rule("hours", "from? dotted:first to|hyphen|and moment", "between dotted:first to|hyphen|and moment")
def _(first: tuple[int, int, str], moment: Clock) -> Hours | None:
    start = to_the_minute(first[0], first[1]) if len(first[2]) == 2 else None
    return _hours(start, moment) if start else None


@spans.rule("hours", "from small:h small:m to small:h2 small:m2", "from small:h small:m to moment")
def _(h: int, m: int, h2: int = 0, m2: int = 0, moment: Clock | None = None) -> Hours | None:
    first, last = to_the_minute(h, m), moment or to_the_minute(h2, m2)
    return _hours(first, last) if first and last else None


@spans.rule(
    "hours_told",
    "from small:first to|hyphen small:last",
    "between small:first and|to small:last",
    "small:first hyphen small:last",
)
def _(first: int, last: int) -> Hours | None:
    a, b = clock(first), clock(last)
    return _hours(a, b) if a and b and last <= 12 and 0 < first <= 12 else None


@spans.rule(
    "hours", "moment for_time number time", "from moment for_time number time", "from small for_time number time"
)
def _(number: Figure, time: str, moment: Clock | None = None, small: int = 0) -> Hours | None:
    first = moment or clock(small)
    if first is None or time not in ("hour", "minute"):
        return None
    return lambda day: (day + first.offset, moved(day + first.offset, number.low, time, 1))


@spans.rule("hours", "part in? the? clock_part:hours", "part shift clock_part:hours")
def _(part: str, hours: str) -> Hours | None:
    first, last = map(int, hours.split())
    middle = (first + last) // 2
    bounds = {"start": (first, middle), "end": (middle, last), "late": (middle, last), "mid": (first + 1, last - 1)}[
        part
    ]
    return lambda day: (day + timedelta(hours=bounds[0]), day + timedelta(hours=bounds[1]))


@spans.rule(
    "hours",
    "in the clock_part:hours",
    "in clock_part:hours",
    "clock_part:hours",
    "at|edge:e clock_part:hours",
    "during the clock_part:hours",
    "in? the clock_part:hours",
)
def _(hours: str) -> dict[str, Any]:
    first, last = map(int, hours.split())
    return {"hours": lambda day: (day + timedelta(hours=first), day + timedelta(hours=last)), "hours_part": hours}


# --- on a day


def _on(day: When, hours: Hours) -> When:
    def change(stretch: Stretch) -> Stretch | None:
        if stretch.start is None or stretch.grain not in ("day", "minute"):
            return None
        start, end = hours(floor(stretch.start, "day"))
        return Stretch(start, end, "hour", stretch.basis)

    return safely(mapped(day, change))


def _at(moment: Clock) -> Hours:
    length = timedelta(minutes=1) if moment.fine else timedelta(hours=1)
    return lambda day: (day + moment.offset, day + moment.offset + length)


def _point(day: When, moment: Clock) -> When:
    fine = _on(day, _at(moment))
    return safely(mapped(fine, lambda s: replace(s, grain="minute" if moment.fine else "hour")))


_TODAY = relative(lambda now: Stretch(floor(now, "day"), floor(now, "day") + timedelta(days=1), "day"))


@placed.rule(
    "period",
    "on_day:day comma? at? the? moment",
    "on_day:day for_time|hyphen|at_clock|from moment",
    "moment on|of|at? the? on_day:day",
    "on_day:day around moment",
)
def _(day: When, moment: Clock) -> When:
    return _point(day, moment)


@placed.rule(
    "period",
    "at? moment on_day:day clock_part|part_letter|hours_part:part",
    "on_day:day clock_part|part_letter:part at? moment",
)
def _(day: When, moment: Clock, part: str) -> When | None:
    told = moment if moment.certain else refined(moment, part)
    return _point(day, told) if told else None


@placed.rule("period", "on_day:day part_letter:part")
def _(day: When, part: str) -> When:
    first, last = map(int, part.split())
    return _on(day, lambda start: (start + timedelta(hours=first), start + timedelta(hours=last)))


@placed.rule("period", "on_day:day meridiem")
def _(day: When, meridiem: str) -> When:
    first, last = (8, 12) if meridiem == "am" else (12, 16)
    return _on(day, lambda start: (start + timedelta(hours=first), start + timedelta(hours=last)))


@placed.rule("period", "the small:number hours", "on the small:number hours", "the nth:number hours")
def _(number: int, hours: Hours) -> When | None:
    return _on(Day(day=number), hours) if 1 <= number <= 31 else None


@placed.rule("period", "on_day:day at_clock small", "on_day:day edge:e small")
def _(day: When, small: int, e: str = "around") -> When | None:
    moment = clock(small)
    return _point(day, moment) if moment and e == "around" else None


@placed.rule(
    "period",
    "on_day:day comma? at? the? hours",
    "hours on|of? the? on_day:day",
    "on_day:day in the hours",
    "hours_told:hours on|of? on_day:day",
    "on_day:day comma? at? hours_told:hours",
    "on_day:day at hours",
    "hours on|of? on_day:day clock_part:c",
    "hours on_day:day hours:c",
    "hours moment:m? of on_day:day",
)
def _(day: When, hours: Hours) -> When:
    return _on(day, hours)


@placed.rule(
    "period",
    "on_day:day clock_part|part_letter:part hours_told|hours:hours",
    "on_day:day hours_part:part hours_told:hours",
)
def _(day: When, part: str, hours: Hours) -> When | None:
    first, last = map(int, part.split())
    base = timedelta(hours=12 if last > 12 else 0)

    def moved_hours(start: datetime) -> tuple[datetime, datetime]:
        a, b = hours(start)
        return (a + base, b + base) if a.hour < 12 <= last and a.hour + base.seconds // 3600 >= first else (a, b)

    return _on(day, moved_hours)


@placed.rule("period", "shift clock_part|part_letter|hours_part:part hours|hours_told:hours")
def _(shift: int, part: str, hours: Hours) -> When:
    late = timedelta(hours=12 if int(part.split()[1]) > 12 else 0)

    def chosen(day: datetime) -> tuple[datetime, datetime]:
        a, b = hours(day)
        return (a + late, b + late) if a.hour < 12 else (a, b)

    return _on(relative(lambda now: Stretch(floor(now, "day") + timedelta(days=shift), None, "day")), chosen)


@placed.rule("period", "shift hours", "shift clock_part|part_letter:part")
def _(shift: int, hours: Hours | None = None, part: str = "") -> When:
    first, last = map(int, part.split()) if part else (0, 24)
    chosen = hours or (lambda day: (day + timedelta(hours=first), day + timedelta(hours=last)))
    return _on(relative(lambda now: Stretch(floor(now, "day") + timedelta(days=shift), None, "day")), chosen)


@placed.rule("period", "today_part")
def _(today_part: str) -> When:
    first, last = map(int, today_part.split())
    return _on(_TODAY, lambda day: (day + timedelta(hours=first), day + timedelta(hours=last)))


@placed.rule("period", "today_part moment", "today_part at|at_clock|around? moment|small:moment", "moment today_part")
def _(today_part: str, moment: Clock | int) -> When | None:
    first = int(today_part.split(maxsplit=1)[0])
    told = moment if isinstance(moment, Clock) else clock(moment)
    if told is None:
        return None
    later = told if told.certain or first % 24 < 12 or (isinstance(moment, int)) else told.later()
    day = first // 24 - told.days
    return _point(relative(lambda now: Stretch(floor(now, "day") + timedelta(days=day), None, "day")), later)


@placed.rule("period", "today_part hours|hours_told:hours")
def _(today_part: str, hours: Hours) -> When:
    def evening(day: datetime) -> tuple[datetime, datetime]:
        a, b = hours(day)
        late = timedelta(hours=12 if a.hour < 12 and int(today_part.split(maxsplit=1)[0]) >= 12 else 0)
        return a + late, b + late if b + late > a + late and b.hour < 12 else b

    return _on(_TODAY, evening)


@placed.rule(
    "period",
    "on_day:day edge moment",
    "on_day:day edge the? moment",
    "on_day:day edge small in the clock_part|part_letter:part",
)
def _(day: When, edge: str, moment: Clock | None = None, small: int = 0, part: str = "") -> When | None:
    told = moment or clock(small, part=part)
    return _bounded(day, told, edge) if told else None


@placed.rule("period", "edge moment", "edge the? moment", "at_clock moment", "moment closing:edge", "moment")
def _(moment: Clock, edge: str = "") -> When | None:
    return _bounded(_TODAY, moment, edge) if edge and edge != "at" else _point(_TODAY, moment)


def _bounded(day: When, moment: Clock, side: str) -> When | None:
    point = _point(day, moment)
    if side in ("before", "until"):
        return mapped(point, lambda s: replace(s, start=None, end=s.start))
    if side in ("after", "since"):
        return mapped(point, lambda s: replace(s, end=None))
    return point


@placed.rule("period", "hours")
def _(hours: Hours) -> When:
    return _on(_TODAY, hours)


@placed.rule(
    "period",
    "on_day:first moment to|hyphen on_day:last moment:until",
    "from on_day:first moment to|hyphen|edge:e on_day:last moment:until",
    "on_day:first moment and on_day:last moment:until among",
)
def _(first: When, moment: Clock, last: When, until: Clock) -> When:
    return _joined(_point(first, moment), _point(last, until))


@placed.rule("period", "from? moment to|edge:e on_day:last moment:until", "from moment edge:e on_day:last moment:until")
def _(moment: Clock, last: When, until: Clock) -> When:
    return _joined(_point(_TODAY, moment), _point(last, until))


@placed.rule("period", "between now and moment", "from now to moment")
def _(moment: Clock) -> When:
    def resolved(frame: Frame) -> Stretch:
        if frame.now is None:
            return UNKNOWN
        point = floor(frame.now, "day") + moment.offset
        end = point if point > frame.now or moment.certain else floor(frame.now, "day") + moment.later().offset
        return Stretch(frame.now, end, "hour", "relative")

    return resolved


@placed.rule("period", "between moment and now", "from moment to now")
def _(moment: Clock) -> When:
    return relative(lambda now: Stretch(floor(now, "day") + moment.offset, now, "hour"))


@placed.rule(
    "period",
    "between moment on_day:day and moment:until",
    "from moment on_day:day to moment:until",
    "on_day:day moment to moment:until",
)
def _(moment: Clock, day: When, until: Clock) -> When | None:
    hours = _hours(moment, until)
    return _on(day, hours) if hours else None


def _joined(first: When, last: When) -> When:
    def resolved(frame: Frame) -> Stretch | None:
        start, end = first(frame), last(frame)
        if start is None or end is None or start.start is None or end.start is None or end.start <= start.start:
            return None
        return Stretch(start.start, end.start, "span", start.basis)

    return safely(resolved)
