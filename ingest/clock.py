"""A time of day."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import timedelta


@dataclass(frozen=True, slots=True)
class Clock:
    """A time of day, `days` from the day that is spoken of.

    `certain` tells that morning or afternoon is known; `fine` is its precision.
    """

    hour: int
    minute: int = 0
    second: int = 0
    certain: bool = False
    fine: bool = False
    days: int = 0

    @property
    def offset(self) -> timedelta:
        """From midnight."""
        return timedelta(days=self.days, hours=self.hour, minutes=self.minute, seconds=self.second)

    def later(self) -> Clock:
        """Twelve hours on, where that is still the same day."""
        return replace(self, hour=self.hour + 12, certain=True) if self.hour < 12 else self


def clock(hour: int, minute: int = 0, second: int = 0, *, half: str = "", part: str = "") -> Clock | None:
    """A checked time of day; `half` is am or pm, `part` the hours of a part of the day.

    >>> clock(7, half="pm").hour, clock(7, part="16 20").hour, clock(25)
    (19, 19, None)
    """
    if not (0 <= hour <= 24 and 0 <= minute < 60 and 0 <= second < 60) or (half and hour == 0):
        return None
    days, first, last = hours_of(part) if part else (0, 0, 0)
    certain = bool(half or part) or hour > 12 or hour == 0
    if half == "am" and hour == 12 and not part:
        hour = 0
    after_noon = last > 12 and not (first >= 20 and hour < 5)
    if hour < 12 and (half == "pm" or after_noon):
        hour += 12
    return Clock(hour % 24 if hour == 24 else hour, minute, second, certain, days=days + (hour == 24))


def hours_of(part: str) -> tuple[int, int, int]:
    """Days from today, and the hours of a part of the day: tomorrow morning is "32 36".

    >>> hours_of("32 36"), hours_of("-4 0")
    ((1, 8, 12), (-1, 20, 24))
    """
    first, last = map(int, part.split())
    days = first // 24
    return days, first - 24 * days, last - 24 * days


def parts_of(text: str) -> tuple[int, ...]:
    """Hour, minute and perhaps second of digits with colons."""
    return tuple(int(part) for part in text.split(":"))


def to_the_minute(hour: int, minute: int = 0, second: int = 0, *, half: str = "", part: str = "") -> Clock | None:
    """A time told with its minutes."""
    told = clock(hour, minute, second, half=half, part=part)
    return told and replace(told, fine=True)


def refined(moment: Clock, part: str) -> Clock | None:
    """The same time in the part of the day."""
    told = clock(moment.hour, moment.minute, moment.second, part=part)
    return told and replace(told, fine=moment.fine)
