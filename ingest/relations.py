"""Which claim rests on which: cue words between neighbours, and lists under what they support."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, NamedTuple

from ingest.claims import Draft
from ingest.matcher import Hit
from ingest.passage import Passage

if TYPE_CHECKING:
    from kg.model import Relation

OPENING = {"zh": 6, "en": 16}  # characters into a claim in which a word still links it as a whole
RELATIONS = frozenset({"supported_by", "caused_by", "conditional_on", "attacked_by"})
LEADS = (":", "：")


class Link(NamedTuple):
    """A dependency between two drafts, by their place in the list of drafts."""

    conclusion: int
    premise: int
    relation: Relation
    cue: str | None
    explicit: bool


def links(passage: Passage, drafts: Sequence[Draft]) -> list[Link]:
    """Direct links, each pair once, no cycles among those that support."""
    found = [*_cued(passage, drafts), *_listed(passage, drafts)]
    return list(_acyclic(found))


def _cued(passage: Passage, drafts: Sequence[Draft]) -> Iterator[Link]:
    for place, draft in enumerate(drafts):
        for hit in _opening(passage, drafts, place):
            other = place + 1 if hit.cue.get("link") == "on" else place - 1
            if 0 <= other < len(drafts) and _together(passage, draft, drafts[other], hit):
                pair = (other, place) if hit.cue.get("side") == "premise" else (place, other)
                yield Link(*pair, hit.cue.value, passage.text[hit.start : hit.end], True)  # type: ignore[arg-type]


def _opening(passage: Passage, drafts: Sequence[Draft], place: int) -> list[Hit]:
    """Linking words between the claim before and the first words of this one."""
    draft = drafts[place]
    sentence = passage.sentences[draft.segment.sentence]
    before = drafts[place - 1].end if place and drafts[place - 1].end > sentence.start else sentence.start
    hits = passage.hits("connective", min(before, draft.start), draft.start + OPENING[sentence.lang])
    return [hit for hit in hits if hit.cue.value in RELATIONS]


def _together(passage: Passage, draft: Draft, other: Draft, hit: Hit) -> bool:
    """Near enough to be meant: the same sentence for `on`, the same block for `back`."""
    if hit.cue.get("link") == "on":
        return draft.segment.sentence == other.segment.sentence
    return _block(passage, draft) == _block(passage, other)


def _block(passage: Passage, draft: Draft) -> int:
    return passage.sentences[draft.segment.sentence].block


def _listed(passage: Passage, drafts: Sequence[Draft]) -> Iterator[Link]:
    """Items of a list support the claim that introduces it, when that ends in a colon."""
    blocks: dict[int, list[int]] = defaultdict(list)
    for place, draft in enumerate(drafts):
        blocks[_block(passage, draft)].append(place)
    for block, places in blocks.items():
        lead = passage.blocks[block].lead
        if lead is None or lead not in blocks or not _leads(passage, lead):
            continue
        yield Link(blocks[lead][-1], places[0], "supported_by", None, False)


def _leads(passage: Passage, block: int) -> bool:
    lead = passage.blocks[block]
    return passage.text[lead.start : lead.end].rstrip(" *_").endswith(LEADS)


def _acyclic(found: Iterable[Link]) -> Iterator[Link]:
    """Each pair once; a link that would close a circle of support is left out."""
    pairs: set[tuple[int, int]] = set()
    premises: dict[int, set[int]] = defaultdict(set)
    for link in found:
        pair = (link.conclusion, link.premise)
        if pair in pairs or link.conclusion == link.premise:
            continue
        if link.relation != "attacked_by":
            if _reaches(premises, link.premise, link.conclusion):
                continue
            premises[link.conclusion].add(link.premise)
        pairs.add(pair)
        yield link


def _reaches(premises: dict[int, set[int]], start: int, goal: int) -> bool:
    seen, waiting = {start}, [start]
    while waiting:
        for premise in premises.get(waiting.pop(), ()):
            if premise == goal:
                return True
            if premise not in seen:
                seen.add(premise)
                waiting.append(premise)
    return False
