"""Times of day in words and digits: 8点20分, half past seven, 2.30pm, noon."""

from __future__ import annotations

from dataclasses import replace

from ingest.clock import Clock, clock, parts_of, refined, to_the_minute
from ingest.rules import Grammar

clocks = Grammar()


NOON = 12

# --- one time


@clocks.rule("moment", "clock meridiem", "clock _meridiem_letter:meridiem", "clock")
def _(clock: str, meridiem: str = "") -> Clock | None:
    return to_the_minute(*parts_of(clock), half=meridiem)


@clocks.rule(
    "moment",
    "clock_part|part_letter:part at? clock",
    "clock in? the? clock_part|part_letter:part",
    "today_part:part clock",
)
def _(clock: str, part: str) -> Clock | None:
    return to_the_minute(*parts_of(clock), part=part)


@clocks.rule(
    "moment",
    "small meridiem",
    "small oclock",
    "small oclock meridiem",
    "small dot_meridiem:meridiem",
)
def _(small: int, meridiem: str = "") -> Clock | None:
    return clock(small, half=meridiem)


@clocks.rule("moment", "at_clock? small _meridiem_letter:meridiem")
def _(small: int, meridiem: str) -> Clock | None:
    return clock(small, half=meridiem) if small <= NOON else None  # 14A is a name


@clocks.rule("moment", "dotted meridiem", "dotted _meridiem_letter:meridiem", "at_clock dotted meridiem?")
def _(dotted: tuple[int, int, str], meridiem: str = "") -> Clock | None:
    hour, minute, written = dotted
    return to_the_minute(hour, minute, half=meridiem) if len(written) == 2 else None


@clocks.rule(
    "moment",
    "small:hour _hyphen? small:minute meridiem",
    "small:hour hyphen small:minute in the clock_part|part_letter:part",
    "at_clock small:hour _hyphen? small:minute minute_word?",
    "small_word:hour _hyphen small_word:minute",
)
def _(hour: int, minute: int, meridiem: str = "", part: str = "") -> Clock | None:
    return to_the_minute(hour, minute, half=meridiem, part=part) if minute > 12 and 1 <= hour <= 12 else None


@clocks.rule(
    "moment",
    "small:minute minute_word? past_clock small:hour meridiem? oclock?",
    "small:minute minute_word? past_clock small:hour in the clock_part|part_letter:part",
    "a? quarter_part past_clock small:hour meridiem?",
)
def _(hour: int, minute: int = 15, meridiem: str = "", part: str = "") -> Clock | None:
    return to_the_minute(hour, minute, half=meridiem, part=part)


@clocks.rule("moment", "half past_clock small:hour meridiem?")
def _(hour: int, meridiem: str = "") -> Clock | None:
    return to_the_minute(hour, 30, half=meridiem)


@clocks.rule(
    "moment", "a? quarter_part to_clock small:hour meridiem?", "small:minute minute_word to_clock small:hour meridiem?"
)
def _(hour: int, minute: int = 15, meridiem: str = "") -> Clock | None:
    return to_the_minute(hour - 1, 60 - minute, half=meridiem) if 0 < minute < 60 and hour > 1 else None


@clocks.rule("moment", "clock_word")
def _(clock_word: str) -> Clock | None:
    hour, minute = parts_of(clock_word)
    return replace(clock(hour, minute) or Clock(0), certain=True)


@clocks.rule(
    "moment",
    "small _ish",
    "at_clock small oclock?",
    "at_clock small meridiem",
)
def _(small: int, meridiem: str = "") -> Clock | None:
    return clock(small, half=meridiem)


@clocks.rule("moment", "military")
def _(military: int) -> Clock | None:
    return to_the_minute(military // 100, military % 100)


@clocks.rule(
    "moment",
    "clock_part|part_letter:part? small:hour hour_mark small:minute clock_minute? small:second second_mark",
    "clock_part|part_letter:part? small:hour hour_mark small:minute minute_mark",
    "clock_part|part_letter:part small:hour hour_mark small:minute",
    "today_part:part small:hour hour_mark small:minute minute_mark?",
)
def _(hour: int, minute: int, second: int = 0, part: str = "") -> Clock | None:
    return to_the_minute(hour, minute, second, part=part)


@clocks.rule(
    "moment",
    "clock_part|part_letter:part? small:hour hour_mark small:n quarter_mark",
    "today_part:part small:hour hour_mark small:n quarter_mark",
)
def _(hour: int, n: int, part: str = "") -> Clock | None:
    return to_the_minute(hour, 15 * n, part=part) if n < 4 else None


@clocks.rule("moment", "clock_part|part_letter:part? small:hour hour_mark half_zh")
def _(hour: int, part: str = "") -> Clock | None:
    return to_the_minute(hour, 30, part=part)


@clocks.rule("moment", "clock_part|part_letter:part? small:hour hour_mark")
def _(hour: int, part: str = "") -> Clock | None:
    return clock(hour, part=part)


@clocks.rule(
    "moment",
    "moment in? the clock_part|part_letter:part",
    "clock_part|part_letter:part at small",
    "in the clock_part|part_letter:part at small",
    "in the clock_part|part_letter:part at moment",
    "small in the clock_part|part_letter:part",
)
def _(part: str, moment: Clock | None = None, small: int = 0) -> Clock | None:
    return refined(moment, part) if moment else clock(small, part=part)
