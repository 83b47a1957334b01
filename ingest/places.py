"""How much a word's place in its sentence says that the sentence is about it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ingest.matcher import Hit
    from ingest.parse import Parse, Word
    from ingest.passage import Passage
    from ingest.sentences import Segment

HEAD = 0.5  # of the grammatical subject, or an object
EFFECT = 1.2  # what a cause is said to bring about
CAUSE = -1.0  # behind a word that adds a cause
MODIFIER = -0.8  # only describes another noun
ASIDE = -1.6  # in a clause that says when, if or which
LATER = 0.01  # less for each character from the start, so that the first of equals wins

THEN = ("之后", "以后", "过后")
SPAN = 6  # characters from a word to the 之后 that ends its clause
BY = ("按", "按照", "以")  # behind these the yardstick stands: 按收入算
OBJECTS = frozenset({"dobj", "attr", "oprd", "nsubj", "nsubjpass", "ROOT", "conj", "ccomp", "acomp"})
BESIDES = frozenset(
    {"after", "before", "without", "despite", "amid", "besides", "following", "beyond", "since", "than", "given"}
)
SUMS = frozenset({"CD", "$"})  # a sum of money is one of what stands behind "of"
ASIDES = frozenset({"advcl", "relcl", "acl", "npadvmod"})


def place(passage: Passage, segment: Segment, hit: Hit, roles: Sequence[Hit]) -> float:
    """Points for the place of a word in its segment."""
    sentence = passage.sentences[segment.sentence]
    points = -LATER * (hit.start - segment.start) / max(1, segment.end - segment.start)
    before = {role.cue.value for role in roles if role.end <= hit.start}
    points += EFFECT * ("bringing" in before) + CAUSE * ("because" in before)
    if sentence.lang == "en":
        return points + _english(
            passage.parses[segment.sentence], segment, hit.start - sentence.start, hit.end - sentence.start
        )
    return points + _chinese(passage, segment, hit)


def _english(parse: Parse, segment: Segment, start: int, end: int) -> float:
    """By the parse: the head of the word's own words, and what hangs between it and the predicate."""
    span = parse.between(start, end)
    if not span:
        return 0.0
    word = next((word for word in span if word.head not in span), span[-1])
    points = HEAD if word.dep in OBJECTS else 0.0
    if word.dep in {"compound", "amod", "poss"}:
        points += MODIFIER / 2
    if word.dep == "pobj" and word.head.lower == "by":
        points += MODIFIER
    if word.dep == "pobj" and word.head.lower == "of" and word.head.head.tag in SUMS:
        points += HEAD
    return points + (ASIDE if _aside(word, segment.head) else 0.0)


def _aside(word: Word, head: int) -> bool:
    """In a clause that only says when, if or why; one behind "as" may be read as a noun: (rise) as demand booms."""
    if word.head.dep == "pobj" and word.head.head.lower == "as":
        return True
    while word.index != head and word.head is not word:
        if word.dep in ASIDES or (word.dep == "pobj" and word.head.lower in BESIDES):
            return True
        word = word.head
    return False


def _chinese(passage: Passage, segment: Segment, hit: Hit) -> float:
    """By order: the subject's last noun, what follows a verb of bringing about, what 的 or 时 make an aside."""
    after = passage.text[hit.end : hit.end + 4]
    points = 0.0
    described = passage.hits("movement", hit.end + 1, min(segment.end, hit.end + 5))
    if after.startswith("的") and not described:
        points += MODIFIER
    if _conditional(passage, segment, hit):
        points += ASIDE
    if passage.text.endswith(BY, segment.start, hit.start):
        points += ASIDE
    if after.startswith(("时", "后", "以来", "厂商", "公司")) or _over(passage.text[hit.end : hit.end + SPAN]):
        points += ASIDE
    subject = segment.subject
    if subject.start <= hit.start and hit.end <= subject.end and not passage.hits("metric", hit.end, subject.end):
        points += HEAD
    return points


def _over(after: str) -> bool:
    """What follows says that it is over: 亏损一年之后."""
    return any(word in after for word in THEN) and "，" not in after


def _conditional(passage: Passage, segment: Segment, hit: Hit) -> bool:
    """In a clause that only says on what condition the next one holds: 除非良率突破九成，…"""
    comma = passage.text.find("，", hit.end, segment.end)
    if comma < 0:
        return False
    start = passage.text.rfind("，", segment.frame.start, hit.start) + 1 or segment.frame.start
    return "conditional" in passage.values("modality", start, comma)
