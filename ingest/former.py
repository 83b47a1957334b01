"""A level beside the level of another time, and the amount by which something changed."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import TYPE_CHECKING

from ingest import governing
from ingest.lexicons import words

if TYPE_CHECKING:
    from ingest.matcher import Hit
    from ingest.passage import Measured, Passage
    from ingest.sentences import Segment
    from kg.model import Direction

BETWEEN = 24  # characters between a level and the one it is set beside
AFTER = 28  # characters behind the former level in which its time is told
CLOSE = 5  # characters between a verb of growth and its number
EARLIER = words("earlier")  # words for the time before
BESIDE = words("beside")  # words that set one level beside another
MORE, LESS = tuple("高多大快贵长强重宽厚增涨升"), tuple("低少小慢短弱轻窄薄减降跌缩省")
PARTS = frozenset({"%", "pp", "bp"})
THAN = ("比", "较", "省")
EXCESS = tuple("太最够很挺")


def of(passage: Passage, segment: Segment, numbers: Sequence[Measured]) -> Direction | None:
    """The way from the former level to the present one, or of the amount that something is more or less.

    The former one stands second: 18.2% (24.9% a year earlier), 1.24 元，上年同期 0.97 元.
    """
    for now, then in pairwise(numbers):
        way = _way(now, then) if _earlier(passage, segment, now, then) else None
        if way:
            return way
    return next((way for item in numbers if (way := _by(passage, segment, item))), None)


def _way(now: Measured, then: Measured) -> Direction | None:
    first, second = now.value, then.value
    units = {first.unit.partition("/")[0], second.unit.partition("/")[0]} - {""}
    if len(units) > 1 or first.low is None or second.low is None or {first.basis, second.basis} & {"by", "multiple"}:
        return None
    return None if first.low == second.low else "up" if first.low > second.low else "down"


def _earlier(passage: Passage, segment: Segment, now: Measured, then: Measured) -> bool:
    between = passage.text[now.end : then.start].lower()
    if len(between) > BETWEEN:
        return False
    after = passage.text[then.end : min(segment.end, then.end + AFTER)].lower()
    if _any(EARLIER, between):
        return True
    beside = _any(BESIDE, between) or between.strip() in {"(", "（"}
    return beside and (_any(EARLIER, after) or not after.strip(" ).）。"))


def _by(passage: Passage, segment: Segment, item: Measured) -> Direction | None:
    """Whether it is the amount that one thing is more or less than it was: 比从前高两成."""
    before = passage.text[segment.start : item.start].rstrip("了出约近 ")
    if governing.beside_other(passage, segment, item.start):
        return None
    if item.value.basis != "by" and not (item.value.unit in PARTS and _any(THAN, before)):
        return None
    return "up" if before.endswith(MORE) else "down" if before.endswith(LESS) else None


def measured(passage: Passage, move: Hit) -> bool:
    """Whether the Chinese word is the verb of the number behind it: 增长 31.8%."""
    near = passage.quantities.within(move.end, move.end + AFTER)
    return not passage.text[move.start].isascii() and any(item.start - move.end <= CLOSE for item in near)


def behind(passage: Passage, move: Hit) -> bool:
    """Whether a number ends right before the word: 2% more than."""
    near = passage.quantities.within(move.start - AFTER, move.start)
    return any(move.start - item.end <= 1 for item in near)


def excess(passage: Passage, move: Hit) -> bool:
    """Whether the word only tells of too much, or that time is over: 太贵了, no longer."""
    text = passage.text
    if text[move.start : move.end] == "longer":
        return text[max(0, move.start - 4) : move.start].endswith(("no ", "any "))
    return text[move.end - 1 : move.end] == "了" and text[max(0, move.start - 1) : move.start] in EXCESS


def _any(words: Sequence[str], text: str) -> bool:
    return any(word in text for word in words)
