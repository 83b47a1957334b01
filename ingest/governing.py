"""Which word of movement a noun hangs on, by the English parse and by the order of Chinese words."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from ingest.lexicons import words

if TYPE_CHECKING:
    from ingest.matcher import Hit
    from ingest.parse import Word
    from ingest.passage import Passage
    from ingest.sentences import Segment

COMPLEMENTS = frozenset({"xcomp", "acomp", "prt", "advmod", "oprd", "attr", "dobj", "prep", "ccomp", "pcomp", "pobj"})
PREMODIFIERS = frozenset({"amod", "compound", "nmod"})
SUBJECTS = frozenset({"nsubj", "nsubjpass"})
DEEP = 3  # verbs that only lead on to another: is expected to continue to fall
PARTICLES = frozenset({"prt", "advmod", "acomp", "oprd", "advcl", "xcomp", "prep"})
PREDICATED = frozenset({"acomp", "prt", "advmod", "xcomp", "oprd", "nsubj", "nsubjpass"})
BEING = frozenset({"be", "is", "are", "was", "were", "been", "'s", "’s", "'re", "’re"})
CARRIERS = frozenset(words("carriers"))
THINGS = frozenset(words("things_en"))
THAN = 24  # characters behind a comparative in which "than" ends
OTHER = 18  # characters behind "than" or before 高 in which the other one's name starts
OVER = words("over_others_zh")
SAME = words("itself_zh")
OVER_EN, OTHERS = frozenset({"below", "above", "beneath"}), words("others_en")
BEFORE_RATIO, AFTER_RATIO = frozenset("占同环对相性价正反配净均"), frozenset("，,例重率值分为")  # 占比, 比例
FARTHER = 30  # characters behind "than" or "below" in which the other is told


def of(passage: Passage, segment: Segment, noun: Hit, moves: Sequence[Hit]) -> Hit | None:
    """The word among `moves` that the English noun is moved by; None in Chinese and where the parse tells nothing."""
    if not moves or passage.sentences[segment.sentence].lang != "en":
        return None
    at = {word.index: move for move in moves for word in _within(passage, segment, move)}
    inside = _within(passage, segment, noun)
    top = next((word for word in inside if word.head not in inside), None)
    if top is None:
        return None
    return _above(top, at) or next((at[child.index] for child in top.children if _before(child, at)), None)


def _above(word: Word, at: Mapping[int, Hit]) -> Hit | None:
    """The nearest word of movement among the heads of the noun and what completes them."""
    while word.head is not word:
        word, below = word.head, word
        if word.index in at:
            return at[word.index]
        found = next((other for other in _completing(word, DEEP) if other.index in at and other is not below), None)
        if found:
            return at[found.index]
        if word.tag.startswith("VB") and below.dep != "xcomp":
            return None
    return None


def _completing(word: Word, deep: int) -> Iterator[Word]:
    for child in word.children:
        if child.dep in COMPLEMENTS:
            yield child
            if deep and child.dep in {"xcomp", "ccomp", "prep", "attr", "acomp"}:
                yield from _completing(child, deep - 1)


def _before(child: Word, at: Mapping[int, Hit]) -> bool:
    return child.index in at and child.dep in PREMODIFIERS and child.index < child.head.index


def carried(passage: Passage, segment: Segment, move: Hit) -> bool:
    """Whether "up" or "down" says where a verb brings its object or goes itself: has brought costs down."""
    if passage.sentences[segment.sentence].lang != "en":
        return False
    found = _within(passage, segment, move)
    return any(word.dep in PARTICLES and word.head.lower in CARRIERS for word in found)


def passive(passage: Passage, segment: Segment, move: Hit) -> bool:
    """Whether an English verb is told of the one it is done to."""
    return any(child.dep in {"auxpass", "agent"} for child in _children(passage, segment, move))


def transitive(passage: Passage, segment: Segment, move: Hit) -> bool:
    """Whether an English verb has an object, or is told of the one it is done to."""
    if passage.sentences[segment.sentence].lang != "en":
        return False
    return any(child.dep in {"dobj", "auxpass"} for child in _children(passage, segment, move))


def predicated(passage: Passage, segment: Segment, move: Hit) -> bool:
    """Whether the word tells which way an English subject itself goes; what it does to others tells no way of its own.

    Always in Chinese, which has no parse.
    """
    if passage.sentences[segment.sentence].lang != "en":
        return True
    head, found = passage.predicate(segment), _within(passage, segment, move)
    acting = move.cue.has("agent") or carried(passage, segment, move)  # to overtake another, to bring one down
    if not acting and any(child.dep == "dobj" and child not in found for child in head.children):
        return False
    return any(_led_to(word, head) for word in found)


def _led_to(word: Word, head: Word) -> bool:
    """The predicate itself, what it leads on to, or is said to be: the condition is that it expands."""
    while word is not head and (word.dep in PREDICATED or (word.dep == "ccomp" and word.head.lower in BEING)):
        word = word.head
    return word is head


def describes(passage: Passage, segment: Segment, move: Hit) -> bool:
    """Whether an English verb only names a kind of thing: building permits, charging points."""
    if passage.sentences[segment.sentence].lang != "en":
        return False
    found = _within(passage, segment, move)
    return len(found) == 1 and found[0].lower.endswith("ing") and found[0].dep in PREMODIFIERS


def relative(passage: Passage, segment: Segment, hit: Hit) -> bool:
    """Whether an English word stands in a clause that only says which thing is meant; not where one is said to be."""
    if passage.sentences[segment.sentence].lang != "en":
        return False
    head, found = passage.predicate(segment), _within(passage, segment, hit)
    if not found or head.lower in BEING:
        return False
    word = found[0]
    while word is not head and word.head is not word:
        if word.dep == "relcl":
            return True
        word = word.head
    return False


def thing(passage: Passage, segment: Segment, move: Hit) -> bool:
    """Whether what may be an English verb of movement is a noun for a thing: contracts, rockets."""
    if passage.text[move.start : move.end].lower() not in THINGS or passage.sentences[segment.sentence].lang != "en":
        return False
    return all(word.tag.startswith("NN") for word in _within(passage, segment, move))


def acts(passage: Passage, segment: Segment, hit: Hit) -> bool:
    """Whether an English word that may be a noun is a verb here: what it costs, who supplies it."""
    if passage.sentences[segment.sentence].lang != "en":
        return False
    found = _within(passage, segment, hit)
    return len(found) == 1 and found[0].tag in {"VB", "VBP", "VBZ", "VBD"}


def compares(passage: Passage, segment: Segment, move: Hit) -> bool:
    """Whether the word only sets one thing beside another: higher than Meta's, 高于 Meta, 比 Meta 更高."""
    text = passage.text
    if passage.sentences[segment.sentence].lang == "en":
        return _beside_other(passage, segment, move)
    if text[move.start : move.end] in OVER:
        return not _itself(passage, move.end, move.end + OTHER)
    return beside_other(passage, segment, move.start)


def beside_other(passage: Passage, segment: Segment, end: int) -> bool:
    """Whether 比 before a place sets what is told there beside another thing: 比同行高, not 比去年高."""
    before = passage.text.rfind("比", max(segment.start, end - OTHER), end)
    if (
        before < 0
        or passage.text[before + 1] in AFTER_RATIO
        or passage.text[max(0, before - 1) : before] in BEFORE_RATIO
    ):
        return False
    named = any(name.start == before + 1 for name in passage.names.within(before, end))
    if not named and not passage.words(before, before + 1):
        return False
    return not _itself(passage, before, end)


def _beside_other(passage: Passage, segment: Segment, move: Hit) -> bool:
    """Than Meta's, below those of rivals."""
    text = passage.text
    than = text.find("than ", move.start, min(segment.end, move.end + THAN))
    side = move.end if text[move.start : move.end].lower() in OVER_EN else than
    if side < 0:
        return False
    stop = min(segment.end, side + FARTHER)
    said, names = text[side:stop].lower(), passage.names.within(side, stop)
    return any(name.start - side <= OTHER for name in names) or any(word in said for word in OTHERS)


def _itself(passage: Passage, start: int, end: int) -> bool:
    """An earlier time, a plan or a number: what the thing itself was, or what was thought of it."""
    said = passage.text[start:end]
    return (
        any(word in said for word in SAME)
        or bool(passage.periods.within(start, end))
        or passage.quantities.touching(start + 1, min(end, start + 4))
    )


def _children(passage: Passage, segment: Segment, hit: Hit) -> Iterator[Word]:
    for word in _within(passage, segment, hit):
        yield from word.children


def _within(passage: Passage, segment: Segment, hit: Hit) -> Sequence[Word]:
    start = passage.sentences[segment.sentence].start
    return passage.parses[segment.sentence].between(hit.start - start, hit.end - start)
