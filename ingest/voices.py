"""Whose voice a whole stretch of text is: answers in an interview, quotations that go on over sentences."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from typing import TYPE_CHECKING

from ingest.lexicons import words
from ingest.sentences import Range

if TYPE_CHECKING:
    from ingest.matcher import Hit
    from ingest.passage import Passage
    from ingest.sentences import Segment

_HEAD = re.compile(r"[\s*_>]*([^\s：:，,。.*_][^：:，,。.*_\n]{0,19})[*_]{0,2}\s?[：:][*_]{0,2}\s*(?=\S)")
_POST = re.compile(r"(?:推|嘘|噓|→)\s*(\w+)$")  # a comment below a post
_MARKS = (("“", "”"), ("「", "」"), ("『", "』"))
_STRAIGHT = '"'
LEFT, RIGHT = {left for left, _ in _MARKS}, {right for _, right in _MARKS}
INTERVIEW = words("interview_words")
ASKERS = frozenset(words("askers"))
INTERVIEWERS = frozenset(words("interviewers"))
GOING_ON = frozenset({"他", "她", "他们", "她们", "其", "该公司", "he", "she", "it", "they"})
BRIDGED = 3  # sentences
OFTEN = 2  # answers that make a name that of somebody interviewed


def answers(passage: Passage) -> dict[int, str]:
    """By block: the name before what is answered, where it stands before several, or the name of who is interviewed."""
    heads: dict[int, str] = {}
    posts: dict[int, str] = {}
    for index, block in enumerate(passage.blocks):
        found = None if block.cells else _HEAD.match(passage.text, block.start, block.end)
        if found and (post := _POST.match(found[1])):
            posts[index] = post[1]
        elif found and found[1].strip().lower() not in ASKERS:
            heads[index] = found[1].strip()
    often = Counter(heads.values())
    return _interview(passage) | {index: head for index, head in heads.items() if often[head] >= OFTEN} | posts


def _interview(passage: Passage) -> dict[int, str]:
    """The answers under headings that ask, where one person is told of before the first of them."""
    asked = [nth for nth, block in enumerate(passage.blocks) if _asks(passage, nth) and block.kind == "heading"]
    if len(asked) <= OFTEN:
        return {}
    first = passage.blocks[asked[0]].start
    people = set(_people(passage, first))
    if len(people) != 1 or not any(word in passage.text[:first].lower() for word in INTERVIEW):
        return {}
    last = max(asked)
    under = {nth for nth, block in enumerate(passage.blocks) if block.heading in asked or nth == last + 1}
    return dict.fromkeys(sorted(under - set(asked)), next(iter(people)))


def _people(passage: Passage, end: int) -> Iterator[str]:
    """The names of persons that the taggers see before a place."""
    for sentence, parse in zip(passage.sentences, passage.parses, strict=True):
        if sentence.end > end:
            return
        yield from (word.text for word in parse.words if word.tag == "PER")
        yield from (
            passage.text[sentence.start + first : sentence.start + last]
            for first, last, label in parse.names
            if label == "PERSON"
        )


def _asks(passage: Passage, nth: int) -> bool:
    block = passage.blocks[nth]
    return passage.text[block.start : block.end].rstrip(' *_”」’"').endswith(("?", "？"))


def unlabelled(passage: Passage, segment: Segment) -> Segment:
    """The segment without the label of who speaks in it."""
    block = passage.sentences[segment.sentence].block
    start = passage.blocks[block].start
    label = _HEAD.match(passage.text, start, segment.end) if segment.start == start else None
    name = label[1].strip() if label else ""
    if label is None or not (name.lower() in ASKERS or name.endswith(passage.answers.get(block, "\0"))):
        return segment
    first = label.end()
    return segment._replace(start=first, subject=Range(*(max(first, place) for place in segment.subject)))


def asked(passage: Passage, segment: Segment) -> bool:
    """It stands behind the label of who asks the questions."""
    block = passage.blocks[passage.sentences[segment.sentence].block]
    label = _HEAD.match(passage.text, block.start, block.end)
    return label is not None and label[1].strip().lower() in INTERVIEWERS


def resumed(passage: Passage, segment: Segment) -> bool:
    """Behind a sentence that cites somebody stands, at most `BRIDGED` further on, one in which he goes on: it added."""
    here = passage.sentences[segment.sentence]
    if "author" in passage.values("speech", here.start, here.end):
        return False
    for nth in range(segment.sentence + 1, min(segment.sentence + BRIDGED, len(passage.sentences) - 1) + 1):
        there = passage.sentences[nth]
        if there.block != here.block or "author" in passage.values("speech", there.start, there.end):
            return False
        verbs = [hit for hit in passage.hits("speech", there.start, there.end) if hit.cue.value == "verb"]
        if verbs:
            return any(_says_on(passage, nth, verb) for verb in verbs)
    return False


def _says_on(passage: Passage, nth: int, hit: Hit) -> bool:
    """A verb of saying whose subject is a pronoun: (被问到价格战，)他坦承, it added."""
    sentence = passage.sentences[nth]
    if sentence.lang == "zh":
        return passage.word_before(hit.start) in GOING_ON
    verb = next(iter(passage.parses[nth].between(hit.start - sentence.start, hit.end - sentence.start)), None)
    return verb is not None and any(child.dep == "nsubj" and child.lower in GOING_ON for child in verb.children)


def in_quotation(passage: Passage, segment: Segment) -> bool:
    """It stands in a quotation that opened its sentence or one before."""
    sentence = passage.sentences[segment.sentence]
    start = passage.blocks[sentence.block].start
    before = passage.text[start : segment.start]
    inside = before.count(_STRAIGHT) % 2 == 1 or any(before.count(left) > before.count(right) for left, right in _MARKS)
    own = passage.text[sentence.start : segment.start]
    if segment.start == sentence.start and passage.text[sentence.start : sentence.end][:1] in LEFT:
        return passage.text[sentence.end - 1] in RIGHT
    opened = own[:1] in {_STRAIGHT, *(left for left, _ in _MARKS)}
    return inside and (opened or not any(mark in own for mark in (_STRAIGHT, "“", "「", "『")))
