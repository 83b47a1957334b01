"""Whose words a block is: the answers of an interview, the turns of a conversation, the posts of a thread."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from typing import TYPE_CHECKING

from ingest.lexicons import words
from ingest.sentences import Range

if TYPE_CHECKING:
    from ingest.passage import Passage
    from ingest.sentences import Segment

_HEAD = re.compile(r"[\s*_>]*([^\s：:，,。.*_][^：:，,。.*_\n]{0,19})[*_]{0,2}\s?[：:][*_]{0,2}\s*(?=\S)")
_COMMENT = re.compile(r"(?:推|嘘|噓|→)\s*(\w+)$")  # below a post
_PLACE = r"第?\s?\d{1,4}\s?(?:楼|层|F\b)|B\d{1,4}\b|(?:Post|Reply|Comment)\s#?\d{1,4}\b|(?=楼主)"
_POST = re.compile(rf"(?:{_PLACE})[\s:：|·—–-]*(.{{1,24}})")  # the head of a post in a thread
REPLYING = words("replying_words")
STARTERS, THREADS = words("thread_starters"), words("thread_words")
INTERVIEW = words("interview_words")
ASKERS = frozenset(words("askers"))
INTERVIEWERS = frozenset(words("interviewers"))
TOLD = ("metric", "movement", "kind")  # layers of words for what is told, not for who tells
NAMES = frozenset({"PER", "nr", "NNP", "NNPS"})  # tags
PEOPLE, GUESTS = words("people_endings"), frozenset(words("guests"))
OFTEN = 2  # answers that make a name that of somebody interviewed; more questions make an interview
RARELY = 3  # of so many that an interviewer says, one ends in a question mark


def answers(passage: Passage) -> dict[int, str]:
    """By block: the name before what is answered, where it stands before several, or the name of who is interviewed."""
    heads: dict[int, str] = {}
    posts: dict[int, str] = {}
    for index, block in enumerate(passage.blocks):
        found = None if block.cells else _HEAD.match(passage.text, block.start, block.end)
        if found and (post := _COMMENT.match(found[1])):
            posts[index] = post[1]
        elif found and found[1].strip().lower() not in ASKERS and _is_somebody(passage, Range(*found.span(1))):
            heads[index] = found[1].strip()
    often = Counter(heads.values())
    told = _interview(passage) | _thread(passage)
    return told | {index: head for index, head in heads.items() if often[head] >= OFTEN} | posts


def _is_somebody(passage: Passage, label: Range) -> bool:
    """What stands before a colon is who says something, and not what the words behind are about: 营收：, Verdict:."""
    if any(passage.hits(layer, *label) for layer in TOLD):
        return False
    if "source" in passage.values("speech", *label):
        return True
    if any(passage.kin.kind(name.entity) not in {None, "Person"} for name in passage.names.within(*label)):
        return False
    titled = passage.text[slice(*label)].lower() in GUESTS
    return titled or any(word.tag in NAMES or word.text.endswith(PEOPLE) for word in passage.words(*label))


def _thread(passage: Passage) -> dict[int, str]:
    """The posts under heads that count them, 4 楼 小王, Reply 4: ann; who opened the thread is the author himself."""
    heads = {nth: found for nth in range(len(passage.blocks)) if (found := _poster(passage, nth))}
    if len(heads) <= OFTEN or not any(word in passage.text.lower() for word in THREADS):
        return {}
    first = min(heads)
    opened = passage.text.startswith(STARTERS, passage.blocks[first].start)
    author = heads[first] if opened else None
    under = ((nth, heads[block.heading]) for nth, block in enumerate(passage.blocks) if block.heading in heads)
    return {nth: name for nth, name in under if name != author and not name.lower().startswith(STARTERS)}


def _poster(passage: Passage, nth: int) -> str | None:
    """Who wrote what stands under a head of a thread."""
    block = passage.blocks[nth]
    found = _POST.fullmatch(passage.text, block.start, block.end) if block.kind == "heading" else None
    if found is None:
        return None
    name = found[1].strip()
    said = next((word for word in REPLYING if name.endswith(word) and name != word), "")
    return name.removesuffix(said).strip(" :：")


def _interview(passage: Passage) -> dict[int, str]:
    """The answers behind what is asked, where the words before tell of an interview and of whom."""
    bold = _bold(passage)
    asked = bold or _headings(passage)
    if len(asked) <= OFTEN:
        return {}
    first = passage.blocks[asked[0]].start
    people = dict.fromkeys(_people(passage, first))
    if not people or not any(word in passage.text[:first].lower() for word in INTERVIEW):
        return {}
    if bold:
        under = [nth for nth in range(asked[0], len(passage.blocks)) if not passage.blocks[nth].bold]
    else:
        under = [nth for nth, block in enumerate(passage.blocks) if block.heading in asked or nth == asked[-1] + 1]
    return dict.fromkeys(sorted({*under} - {*asked}), next(iter(people))) if bold or len(people) == 1 else {}


def _headings(passage: Passage) -> list[int]:
    """The headings that ask."""
    return [nth for nth, block in enumerate(passage.blocks) if block.kind == "heading" and _asks(passage, nth)]


def _bold(passage: Passage) -> list[int]:
    """What stands all in bold before a paragraph that does not, where enough of it asks: an interviewer does not
    always.
    """
    bold = [nth for nth, block in enumerate(passage.blocks) if block.bold and _answered(passage, nth)]
    asking = sum(_asks(passage, nth) for nth in bold)
    return bold if asking > OFTEN and asking * RARELY >= len(bold) else []


def _answered(passage: Passage, nth: int) -> bool:
    behind = passage.blocks[nth + 1] if nth + 1 < len(passage.blocks) else None
    return behind is not None and behind.kind != "heading" and not behind.bold


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


def questions(passage: Passage) -> Iterator[int]:
    """The blocks that stand behind the label of who asks the questions."""
    for nth, block in enumerate(passage.blocks):
        label = _HEAD.match(passage.text, block.start, block.end)
        if label is not None and label[1].strip().lower() in INTERVIEWERS:
            yield nth
