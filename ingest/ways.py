"""Which way something goes: up, down, flat, or none where only a level or a comparison is told."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime
from itertools import combinations
from typing import TYPE_CHECKING, NamedTuple

from ingest import former, governing
from ingest.lexicons import Cue, words

if TYPE_CHECKING:
    from ingest.matcher import Hit
    from ingest.passage import Measured, Passage
    from ingest.sentences import Segment
    from kg.model import Direction, Quantity

POLES: dict[str, Direction] = {"low": "down", "high": "up"}
TURNED: dict[str, Direction] = {"up": "down", "down": "up"}
FAR = 40  # characters between a metric and the word that moves it
STARTS = ("from", "从", "由", "自")
AFTER = 16  # characters behind "up" in which its number ends
NEAR = {"zh": 10, "en": 28}  # between a noun that has a way of its own and the word that moves it
PASSIVE = ("被", "遭", "遭到", "遭受", "惨遭", "受到", "败给", "输给")
DEAR = "unit_price"  # dear and cheap are said of every cost
PAIR = 2
CLOSING = frozenset(words("closing_en"))
CONTINUING = words("continuing")
INSTEAD = ("反而", "反倒", " but instead ")
STATE = 12  # characters between "remains" and what it remains
MINUS = ("-", "−", "–")
ENTERING = re.compile(r"\binto(?: an?)?(?: \w+)? ?$|[陷步跌落滑坠进]入$")  # it slips into recession
ENTERED = 24  # characters before the state in which that stands
DENYING, DENIAL = ("不", "未", "没", "不会", "not ", "no "), 4  # 不超过 bounds, and moves nothing
PATIENT = 14  # characters between 被 and its verb


class Way(NamedTuple):
    """A direction and the words that told it."""

    direction: Direction
    cues: tuple[Hit, ...] = ()


def seen(passage: Passage, segment: Segment, moves: Sequence[Hit]) -> list[Hit]:
    """The words of movement as the subject sees them: who is overtaken goes down."""
    return [
        _struck(move)
        if _strikes(passage, segment, move)
        else _turned(move)
        if _suffers(passage, segment, move)
        else move
        for move in moves
    ]


def of_cost(moves: Sequence[Hit]) -> list[Hit]:
    """The words as they move what is better the lower it is: a cost that improves falls, one that is dearer rises."""
    moves = [_turned(move) if move.cue.has("good") or move.cue.has("bad") else move for move in moves]
    return [move._replace(cue=Cue("movement", move.cue.value)) if _dear(move) else move for move in moves]


def _dear(move: Hit) -> bool:
    return move.cue.get("metric") == DEAR and move.cue.value != "none"


def read(passage: Passage, segment: Segment, told: Hit | None, metric: str | None, moves: Sequence[Hit]) -> Way:
    """The direction of `metric`, which the word `told` names or implies, or which no word does."""
    moving = _instead(passage, [move for move in _turned_for(metric, moves) if _holds(passage, segment, move)])
    own = _own(told)
    if told is not None and own is not None:
        return _of_its_own(passage, segment, told, own, moving)
    move = _nearest(passage, segment, told, moving) if told else _first(metric, moving)
    move = _slowed(passage, segment, move, moving) if move else None
    cues = (move,) if move else ()
    numbers = passage.quantities.within(segment.start, segment.end)
    if compared := _compared(passage, numbers) or _dated(passage, segment, numbers):
        return Way(compared, cues)
    if move:
        return Way(move.cue.value, cues)  # type: ignore[arg-type]
    return Way(former.of(passage, segment, numbers) or _signed(passage, numbers))


def dealing(metric: str, moves: Sequence[Hit]) -> list[Hit]:
    """The words that are said of `metric` before any other."""
    return [move for move in moves if metric in {move.cue.get("metric"), move.cue.get("of"), move.cue.get("also")}]


def _turned_for(metric: str | None, moves: Sequence[Hit]) -> list[Hit]:
    """The words that move anything, as they move `metric`: what eats up power is demand, what eats up a margin no."""
    moves = [_otherwise(move, metric) if move.cue.get("metric") != metric else move for move in moves]
    return [move for move in moves if move.cue.value != "none" and move.cue.get("of") in {None, metric}]


def _otherwise(move: Hit, metric: str | None) -> Hit:
    also = move.cue.value if metric and move.cue.get("also") == metric else None
    other = also or move.cue.get("other")
    return move._replace(cue=Cue(move.cue.layer, other)) if other else move


def _instead(passage: Passage, moves: list[Hit]) -> list[Hit]:
    """What happens in the place of another thing, where that is told: 没有降反而涨."""
    told = (
        max((passage.text.rfind(word, moves[0].end, moves[-1].start) for word in INSTEAD), default=-1) if moves else -1
    )
    return [move for move in moves if move.start > told]


def _of_its_own(passage: Passage, segment: Segment, told: Hit, own: Direction, moving: Sequence[Hit]) -> Way:
    """The way of a word that has one, or of what is said of it: a shortage that eases."""
    if told.cue.has("act") and _continues(passage, told):
        return Way("flat", (told,))
    apart = [move for move in moving if _plain(move) and _apart(told, move)] if _state(told) else []
    if ENTERING.search(passage.text[max(segment.start, told.start - ENTERED) : told.start].lower()):
        return Way(own, (told,))
    move = governing.of(passage, segment, told, apart)
    move = move or _closest(told, apart, NEAR[passage.sentences[segment.sentence].lang])
    return Way(_moved(own, move), (told, move) if move.start > told.start else (move,)) if move else Way(own)


def _continues(passage: Passage, told: Hit) -> bool:
    before = passage.text[max(0, told.start - AFTER) : told.start].lower()
    return any(word in before for word in CONTINUING)


def _first(metric: str | None, moves: Sequence[Hit]) -> Hit | None:
    """The first word that moves anything, else the first for the metric."""
    fitting = [move for move in moves if move.cue.get("metric") == metric]
    return next(iter((*_firm(list(filter(_plain, moves))), *fitting)), None)


def _firm(moves: Sequence[Hit]) -> Sequence[Hit]:
    """Without those that move only where no other word does."""
    return [move for move in moves if not move.cue.has("slight")] or moves


def _slowed(passage: Passage, segment: Segment, move: Hit, moves: Sequence[Hit]) -> Hit:
    """What is said of the growth itself, where something is: growth that slows is down."""
    if not move.cue.has("noun") or move.cue.get("metric"):
        return move
    if former.measured(passage, move):
        return move
    slowing = [other for other in moves if _plain(other) and (other.cue.value == "down" or other.cue.has("halt"))]
    after = (other for other in slowing if move.end <= other.start)
    return governing.of(passage, segment, move, slowing) or next(after, move)


def _own(told: Hit | None) -> Direction | None:
    """The way that a word has of itself: a shortage is down, 降价 too."""
    if told is None:
        return None
    pole = told.cue.get("pole")
    if pole:
        return POLES[pole]
    if told.cue.layer != "movement" or told.cue.value == "none":
        return None
    return told.cue.value  # type: ignore[return-value]


def _plain(move: Hit) -> bool:
    """It moves whatever is spoken of."""
    return not move.cue.get("metric") or move.cue.has("plain")


def _moved(own: Direction, move: Hit) -> Direction:
    """A shortage that grows is still down, one that eases is up; what persists keeps its way; progress may halt."""
    if move.cue.has("halt") and own == "up":
        return "flat"
    fades = move.cue.value == "down" and not (own == "down" and move.cue.has("bad"))
    return TURNED[own] if fades and own in TURNED else own


def _holds(passage: Passage, segment: Segment, move: Hit) -> bool:
    """Whether the word moves anything here: to pass a number is to rise only where that is yet to come."""
    if (move.cue.get("metric") and _counts(passage, move)) or governing.thing(passage, segment, move):
        return False
    if (
        _closes(passage, move)
        or former.excess(passage, move)
        or (move.cue.has("behind") and not former.behind(passage, move))
    ):
        return False
    if move.cue.has("number") and not passage.quantities.within(move.start, move.end + AFTER):
        return move.cue.has("particle") and governing.carried(passage, segment, move)
    if move.cue.has("over") and passage.text[max(0, move.start - DENIAL) : move.start].endswith(DENYING):
        return False
    counted = bool(passage.quantities.within(move.start, segment.end))
    if not move.cue.has("reach") and not (move.cue.has("over") and counted):
        return True
    return counted and "future" in passage.values("kind", segment.start, segment.end)


def _closes(passage: Passage, move: Hit) -> bool:
    """A year or a day came to its end, and nothing else: ended 2025 with sales of $4bn."""
    word = passage.text[move.start : move.end].lower()
    behind = passage.periods.within(move.end, move.end + FAR) if word in CLOSING else []
    return any(item.start <= move.end + 1 for item in behind)


def _counts(passage: Passage, move: Hit) -> bool:
    """It only compares a number: 不足 5%."""
    near = passage.quantities.within(move.start - AFTER, move.end + AFTER)
    return any(item.start <= move.start and move.end <= item.end for item in near)


def _nearest(passage: Passage, segment: Segment, metric: Hit, moves: Sequence[Hit]) -> Hit | None:
    """The word that moves the metric: what it hangs on, else the next one, else the last before, else one in it."""
    apt = _firm([move for move in moves if _plain(move) or move.cue.get("metric") == metric.cue.value])
    governed = governing.of(passage, segment, metric, [move for move in apt if _apart(metric, move)])
    return _persisting(governed or _closest(metric, apt, FAR), apt)


def _persisting(move: Hit | None, moves: Sequence[Hit]) -> Hit | None:
    """What goes on, where that is told: supply that remains tight is down."""
    if move is None or move.cue.value != "flat" or move.cue.has("halt"):
        return move
    state = (other for other in moves if 0 <= other.start - move.end <= STATE and other.cue.value != "flat")
    return next(state, move)


def _closest(told: Hit, moves: Sequence[Hit], far: int) -> Hit | None:
    after = [move for move in moves if 0 <= move.start - told.end <= far]
    before = [move for move in moves if 0 <= told.start - move.end <= far]
    inside = [move for move in moves if told.start < move.end and move.start < told.end]
    return next(iter(after or before[-1:] or inside), None)


def _apart(told: Hit, move: Hit) -> bool:
    return move.end <= told.start or told.end <= move.start


def _state(told: Hit) -> bool:
    """A noun for a state that can itself grow or fade."""
    return told.cue.layer == "metric" or told.cue.has("noun")


def _strikes(passage: Passage, segment: Segment, move: Hit) -> bool:
    """It does harm to its object: tariffs hit sales."""
    if not move.cue.has("strikes") or passage.quantities.within(move.end, move.end + AFTER):
        return False
    return governing.transitive(passage, segment, move)


def _struck(move: Hit) -> Hit:
    return move._replace(cue=Cue(move.cue.layer, "down"))


def _suffers(passage: Passage, segment: Segment, move: Hit) -> bool:
    """What it tells of the one who does it is told of the one to whom it is done: 被 AMD 抢走, overtaken by AMD."""
    if not move.cue.has("agent"):
        return False
    if passage.sentences[segment.sentence].lang == "en":
        return governing.passive(passage, segment, move)
    before = passage.text[max(segment.start, move.start - PATIENT) : move.start]
    return any(word in before for word in PASSIVE)


def _turned(move: Hit) -> Hit:
    return move._replace(cue=replace(move.cue, value=TURNED.get(move.cue.value, move.cue.value)))


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


def _dated(passage: Passage, segment: Segment, numbers: Sequence[Measured]) -> Direction | None:
    """From one year's number to another's: $8 in 2023, $2 today."""
    periods = passage.periods.within(segment.start, segment.end)
    if len(numbers) != PAIR or len(periods) != PAIR:
        return None
    first, second = (item.value for item in numbers)
    old, new = (item.value.start for item in periods)
    if _counted(first) != _counted(second) or None in {first.low, second.low, old, new} or first.basis or second.basis:
        return None
    if first.low == second.low or _instant(old) == _instant(new):  # type: ignore[arg-type]
        return None
    return "up" if (first.low < second.low) == (_instant(old) < _instant(new)) else "down"  # type: ignore[operator, arg-type]


def _instant(moment: date) -> date:
    return moment.date() if isinstance(moment, datetime) else moment


def _signed(passage: Passage, numbers: Sequence[Measured]) -> Direction:
    """By the sign before a percentage: +26%."""
    for item in numbers:
        if item.value.unit == "%":
            sign = passage.text[max(0, item.start - 1) : item.start + 1]
            if "+" in sign:
                return "up"
            if sign[-1:] in MINUS or (sign[:1] in MINUS and passage.text[item.start - 2 : item.start - 1] in " 比"):
                return "down"
    return "none"


def _counted(number: Quantity) -> str:
    """Its unit, without what it is told for: the second of two rents is seldom told an hour again."""
    return number.unit.partition("/")[0]
