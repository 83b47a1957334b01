"""Whether a proposition may go on about the metric that was told before it.

It does where it tells no more than how much or which way: Memory fell 4%, phones were flat. A verb of its own
(cancelled, approved) or a common noun as its subject (deposits) tells of something else.
"""

from __future__ import annotations

import tomllib
from functools import cache
from typing import TYPE_CHECKING

from ingest.frames import FILE
from ingest.marks import stem

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ingest.matcher import Hit
    from ingest.parse import Word
    from ingest.passage import Passage
    from ingest.sentences import Segment

_DATA = tomllib.loads(FILE.read_text(encoding="utf-8"))
LEVEL, RESUMING, POINTING = (
    frozenset(stem(form) for word in _DATA["carried"][key] for form in (word, *_DATA["forms"].get(word, ())))
    for key in ("level", "resuming", "pointing")
)
SUBJECTS = frozenset({"nsubj", "nsubjpass"})
RATES = frozenset({"%", "x", "pp", "bp"})  # units in which any metric may be told
BARE = frozenset({"count", ""})  # of a bare number no unit is told: 年底目标是 12
CLOSED = ("d", "c", "p", "u", "m", "q", "r", "f", "t", "y", "e", "w", "xc", "TIME", "nr", "PER", "s")  # tags
TELLING = frozenset(_DATA["carried"]["telling_zh"])  # words that say no more than how much
NAMING = ("NNP", "PRP", "CD", "DT")


def goes_on(
    passage: Passage, segment: Segment, units: frozenset[str], told: frozenset[str], moves: Sequence[Hit]
) -> bool:
    """Whether it moves, or measures in one of `units` what is `told` in it, and says nothing else.

    Always in Chinese, which has no parse (`only_tells` asks more), and in the row of a table, which its first cell
    names.
    """
    sentence = passage.sentences[segment.sentence]
    if sentence.lang != "en" or passage.blocks[sentence.block].cells:
        return True
    origin = sentence.start
    head = passage.predicate(segment)
    moving = [move for move in moves if not move.cue.get("metric")]
    moved = any(_over(move, origin + head.start) for move in moving)
    if not (moved or stem(head.lower) in LEVEL or not head.tag.startswith("VB")):
        return False
    if told and not told & (units | RATES):
        return False
    says = told or moving or stem(head.lower) in RESUMING
    return bool(says) and _same(passage, origin, head, moving) and not _does(passage, origin, head, moving)


def only_tells(
    passage: Passage, segment: Segment, units: frozenset[str], told: frozenset[str], moves: Sequence[Hit]
) -> bool:
    """Whether a Chinese proposition says no more than how much, when or which way: 年底目标是 12, 去年又增加了一成."""
    moving = [
        move for move in moves if not move.cue.get("metric") or (move.cue.has("weak") and move.cue.value != "none")
    ]
    if told and not (told & (units | RATES) or told <= BARE):
        return False
    origin = passage.sentences[segment.sentence].start
    said = passage.hits("speech", segment.start, segment.end)
    start = max((hit.end for hit in said), default=segment.start)
    words = passage.parses[segment.sentence].between(start - origin, segment.end - origin)
    bare = any(word.tag == "m" and not passage.periods.around(origin + word.start) for word in words)
    return bool(told or moving or bare) and all(_tells(passage, origin + word.start, word, moving) for word in words)


def _tells(passage: Passage, place: int, word: Word, moving: Sequence[Hit]) -> bool:
    end = place + len(word.text)
    if word.tag in CLOSED or _made_of(word.text) or any(move.start < end and place < move.end for move in moving):
        return True
    return any(shelf.around(place) for shelf in (passage.quantities, passage.periods, passage.names))


@cache
def _made_of(text: str) -> bool:
    """Whether it is one of the words that tell no more, or several in a row: 还要, 还会再."""
    return text in TELLING or any(text[:cut] in TELLING and _made_of(text[cut:]) for cut in range(1, len(text)))


def _does(passage: Passage, origin: int, head: Word, moving: Sequence[Hit]) -> bool:
    """Its verb has an object that is neither a number nor a movement: has no plan, delayed planting."""
    objects = (origin + child.start for child in head.children if child.dep == "dobj")
    return any(
        not passage.quantities.around(place) and not any(_over(one, place) for one in moving) for place in objects
    )


def _same(passage: Passage, origin: int, head: Word, moving: Sequence[Hit]) -> bool:
    """Its subject is a name, points back or is a movement itself (the squeeze), or it has none."""
    subject = next((child for child in head.children if child.dep in SUBJECTS), None)
    if subject is None or subject.tag.startswith(NAMING) or stem(subject.lower) in POINTING:
        return True
    place = origin + subject.start
    if any(_over(move, place) for move in moving):
        return True
    return (passage.names.around(place) or passage.quantities.around(place)) is not None


def _over(move: Hit, place: int) -> bool:
    return move.start <= place < move.end
