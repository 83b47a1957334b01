"""Which way something goes: up, down, flat, or none where only a level or a comparison is told."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import combinations
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from ingest.matcher import Hit
    from ingest.passage import Measured, Passage
    from ingest.sentences import Segment
    from kg.model import Direction

POLES: dict[str, Direction] = {"low": "down", "high": "up"}
TURNED: dict[str, Direction] = {"up": "down", "down": "up"}
FAR = 40  # characters between a metric and the word that moves it
STARTS = ("from", "从", "由", "自")
AFTER = 16  # characters behind "up" in which its number ends
NEAR = 14  # between a word that has a way of its own and one that moves it


class Way(NamedTuple):
    """A direction and the words that told it."""

    direction: Direction
    cues: tuple[Hit, ...] = ()


def read(passage: Passage, segment: Segment, told: Hit | None, moves: Sequence[Hit]) -> Way:
    """The direction of what `told` names or implies, or of the segment's subject where no word does."""
    compared = _compared(passage, passage.quantities.within(segment.start, segment.end))
    moving = [move for move in moves if move.cue.value != "none" and _holds(passage, segment, move)]
    own = _own(told)
    if told is None or own is None:
        move = _nearest(told, moving) if told else next(filter(_plain, moving), None)
        move = move or (moving[0] if moving and told is None else None)
        way = Way(move.cue.value, (move,)) if move else Way("none")  # type: ignore[arg-type]
        return Way(compared, way.cues) if compared else way
    plain = [move for move in moving if _plain(move) and move != told]
    move = _beside(told, plain)
    return Way(_moved(own, move), (move,)) if move else Way(own)


def _own(told: Hit | None) -> Direction | None:
    """The way that a word has of itself: a shortage is down, 降价 too."""
    if told is None:
        return None
    pole = told.cue.get("pole")
    if pole:
        return POLES[pole]
    return told.cue.value if told.cue.layer == "movement" else None  # type: ignore[return-value]


def _plain(move: Hit) -> bool:
    """It moves whatever is spoken of."""
    return not move.cue.get("metric") or move.cue.has("weak")


def _moved(own: Direction, move: Hit) -> Direction:
    """A shortage that grows is still down, one that eases is up; what persists keeps its way."""
    if own == "none":
        return move.cue.value  # type: ignore[return-value]
    return TURNED[own] if move.cue.value == "down" and own in TURNED else own


def _holds(passage: Passage, segment: Segment, move: Hit) -> bool:
    """Whether the word moves anything here: to pass a number is to rise only where that is yet to come."""
    if move.cue.has("number"):
        return bool(passage.quantities.within(move.end, move.end + AFTER))
    if not move.cue.has("over") or not passage.quantities.within(move.end, segment.end):
        return True
    return "future" in passage.values("kind", segment.start, segment.end)


def _nearest(metric: Hit, moves: Sequence[Hit]) -> Hit | None:
    """The word that moves the metric: the next one behind it, else the last before, else one in it (收入增长)."""
    apt = [move for move in moves if _plain(move) or move.cue.get("metric") == metric.cue.value]
    for told in (apt, moves):
        after = [move for move in told if 0 <= move.start - metric.end <= FAR]
        before = [move for move in told if 0 <= metric.start - move.end <= FAR]
        inside = [move for move in told if metric.start < move.end and move.start < metric.end]
        if after or before or inside:
            return (after or before[-1:] or inside)[0]
    return None


def _beside(told: Hit, moves: Sequence[Hit]) -> Hit | None:
    """The word that moves a noun which has a way of its own."""
    after = [move for move in moves if 0 <= move.start - told.end <= NEAR]
    before = [move for move in moves if 0 <= told.start - move.end <= NEAR // 2]
    return (after or before[-1:] or [None])[0]


def _compared(passage: Passage, numbers: Sequence[Measured]) -> Direction | None:
    """From one number to another of the same unit."""
    for item in numbers:
        low, high = item.value.low, item.value.high
        said = passage.text[item.start : item.end].lower()
        if low is not None and high is not None and low < high and said.startswith(STARTS):
            return "up"
    for first, second in combinations([item.value for item in numbers], 2):
        old, new = (first, second) if first.basis == "from" else (second, first)
        if old.basis != "from" or old.unit != new.unit or new.basis in {"by", "from", "multiple"}:
            continue
        if old.low is not None and new.low is not None and old.low != new.low:
            return "up" if new.low > old.low else "down"
    return None
