"""Links that the make-up of the text tells: a heading and what stands under it, a list and its lead, a colon."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import TYPE_CHECKING

from ingest.claims import Draft
from ingest.cued import rejected
from ingest.matcher import Hit
from ingest.neighbours import TURNS, Link, Neighbours

if TYPE_CHECKING:
    from kg.model import Relation

COLON = (":", "：")  # signs between a claim and what explains it
PARTING = (":", "：", "；")
APART = frozenset({"also", "contrast", "ordinal", "attacked_by"})
FACTS = frozenset({"assertion", "causal"})
WEIGHED = frozenset({"prediction", "opinion", "recommendation"})
ORDINAL = 3  # characters of a clause that is no more than first or second
REACH = 2  # blocks back in which stands what reasons are announced for
HEADED = 3  # claims that one heading rests on at most
FEW = 2  # claims under a heading that are there for it alone
ALIKE = 2  # pairs of characters, or words, that two claims of one thing share


def ordered(text: Neighbours) -> Iterator[Link]:
    """Within a sentence: what stands behind a colon explains; in Chinese, a clause follows from the one before."""
    head: int | None = None  # the claim before the colon that the clause is behind
    for place in range(1, len(text.drafts)):
        before = text.leader(place)
        if before is None or text.passage.blocks[text.blocks[place]].kind == "heading":
            head = None
            continue
        gap = text.passage.text[text.drafts[before].end : text.drafts[place].start].strip()
        if gap in COLON or any(sign in gap for sign in PARTING):
            head = before if gap in COLON else None
        if head is not None and not text.opens(place, "contrast", "supported_by"):
            yield Link(head, place, "supported_by")
        if head != before and text.lang(place) == "zh" and not any(sign in gap for sign in PARTING):
            yield from _consequence(text, before, place)


def opened(text: Neighbours) -> Iterator[Link]:
    """In English a paragraph opens with its point, told without numbers, and bears it out in the next sentence."""
    for places in text.in_block.values():
        first = places[0]
        behind = next((place for place in places if text.sentences[place] != text.sentences[first]), None)
        if behind is None or text.lang(first) != "en" or text.passage.blocks[text.blocks[first]].kind == "heading":
            continue
        one, other = text.drafts[first], text.drafts[behind]
        adjacent = text.sentences[behind] == text.sentences[first] + 1
        adjacent = adjacent and one.speaker == other.speaker and other.kind != "recommendation"
        if adjacent and not one.quantities and not text.opens(behind, *TURNS, "also", "reject"):
            yield Link(first, behind, "supported_by")


def closed(text: Neighbours) -> Iterator[Link]:
    """Advice rests on the fact told in the sentence before it, unless it is set apart from that."""
    for places in text.in_block.values():
        for before, place in pairwise(places):
            fact = text.drafts[before].kind in FACTS and not text.drafts[before].speaker
            advised = fact and text.drafts[place].kind == "recommendation" and not text.opens(place, *APART)
            if advised and text.sentences[place] == text.sentences[before] + 1:
                yield Link(place, before, "supported_by")


def _follows(text: Neighbours, place: int) -> bool:
    """Whether nothing says that the clause stands beside the one before or against it."""
    draft = text.drafts[place]
    said = text.passage.values("connective", draft.start, draft.end)
    return not text.opens(place, *APART) and "contrast" not in said


def _consequence(text: Neighbours, before: int, place: int) -> Iterator[Link]:
    """Fact first, then what is made of it; advice first, then why; two of the same are a row."""
    ground, claim = text.drafts[before], text.drafts[place]
    if not _follows(text, place):
        return
    if ground.kind == "recommendation" and claim.kind != "recommendation":
        yield Link(before, place, "supported_by")
    elif not text.opens(place, "again") and not _row(ground, claim) and ground.kind not in WEIGHED:
        yield Link(place, before, _relation(ground, claim))


def _relation(ground: Draft, claim: Draft) -> Relation:
    """A claim with a condition holds if what was just said comes true; a fact about another thing is its cause."""
    if claim.modality == "conditional" and not claim.quantities:
        return "conditional_on"
    apart = ground.entities[:1] != claim.entities[:1]
    return "caused_by" if apart and claim.kind in FACTS else "supported_by"


def _row(one: Draft, other: Draft) -> bool:
    """Facts about one thing of which one is in numbers, or the same metric of two things, stand in a row."""
    numbers, same = [bool(draft.quantities) for draft in (one, other)], one.entities[:1] == other.entities[:1]
    if one.metric and one.metric == other.metric and not same:
        return not (all(numbers) and other.kind in WEIGHED)
    return other.kind in FACTS and (all(numbers) or (same and any(numbers)))


def listed(text: Neighbours) -> Iterator[Link]:
    """Items of a list, or claims told off one by one, support the claim that announces them."""
    items: dict[int, list[Sequence[int]]] = defaultdict(list)
    for block, places in text.in_block.items():
        lead = text.passage.blocks[block].lead
        if lead is not None:
            items[lead].append(places)
    for block in sorted({*items, *text.announcing}):
        word = text.announcing.get(block)
        if word is None and not _leads(text, block):
            continue
        thesis = _thesis(text, block, word)
        cue = text.passage.text[word.start : word.end] if word else None
        points = _said(text, items.get(block, ()), word)
        for place in points or _told_off(text, block, thesis) or _argued(text, block, word):
            if thesis is not None and thesis < place:
                yield Link(thesis, place, _reason(text, thesis, place, word), cue, word is not None)


def _reason(text: Neighbours, thesis: int, place: int, word: Hit | None) -> Relation:
    """Who asks why of a fact, or what stands behind it, is told its cause."""
    facts = all(text.drafts[end].kind in FACTS for end in (thesis, place))
    asked = word is not None and (word.cue.value == "why" or word.cue.get("fact") == "cause")
    return "caused_by" if facts and asked else "supported_by"


def _thesis(text: Neighbours, block: int, word: Hit | None) -> int | None:
    """What the reasons bear out: the claim of the sentence that announces them, else what was said before."""
    before = text.before(word.end if word else text.passage.blocks[block].end)
    if before is None:
        return None
    if text.blocks[before] != block:
        return _meant(text, block, word) if word else None
    if word:
        return before
    sentence = text.sentences[before]
    ends = text.passage.sentences[sentence].end == text.passage.blocks[block].end
    return text.in_sentence[sentence][0] if ends else None


def _meant(text: Neighbours, block: int, word: Hit) -> int | None:
    """Of the claims just before a block that tells none but says that reasons follow, the one that it speaks of."""
    own = text.passage.blocks[block]
    names = text.grams_of(own.start, word.end)
    recalls = own.kind == "heading" and word.cue.value == "announce"
    kinds = WEIGHED | FACTS if word.cue.value == "why" else WEIGHED  # a fact is asked about, a view is argued for
    beside = block - 1 if recalls and block else block
    near = [
        place
        for number in range(0 if recalls else block - REACH, block)
        for place in text.in_block.get(number, ())
        if text.drafts[place].kind in kinds and text.beside(place, beside)
    ]
    likeness = {place: len(names & text.grams[place]) for place in near}
    best = max(near, key=lambda place: (likeness[place], place), default=None)
    return None if best is None or (recalls and likeness[best] <= ALIKE) else best


def _said(text: Neighbours, items: Sequence[Sequence[int]], word: Hit | None) -> Sequence[int]:
    """What the items say: all of it where a word announces them as reasons, else what each comes to."""
    return [place for places in items for place in (text.points(places) if word else [_point(text, places)])]


def _point(text: Neighbours, places: Sequence[int]) -> int:
    """What an item comes to: the claim with a word that concludes, else what it says first."""
    return next((place for place in places if text.concludes(place)), places[0])


def _argued(text: Neighbours, block: int, word: Hit | None) -> list[int]:
    """Under a heading that says that an argument follows: where it comes out, else what each paragraph comes to."""
    own = text.passage.blocks[block]
    if word is None or word.cue.value != "announce" or own.kind != "heading":
        return []
    under = [number for number in text.in_block if text.passage.blocks[number].heading == block]
    names = text.grams_of(own.start, word.end)
    out = [place for number in under for place in text.in_block[number] if len(names & text.grams[place]) > ALIKE]
    return out[-1:] or [_point(text, text.in_block[number]) for number in under]


def _told_off(text: Neighbours, block: int, thesis: int | None) -> list[int]:
    """Claims behind the thesis in its block that open with first, second, third."""
    found = []
    for place in text.in_block.get(block, ()):
        if thesis is not None and place > thesis and text.opens(place, "ordinal"):
            draft, follower = text.drafts[place], text.follower(place)
            only = draft.end - draft.start <= ORDINAL and follower is not None
            found.append(follower if only and follower is not None else place)
    return found


def _leads(text: Neighbours, block: int) -> bool:
    lead = text.passage.blocks[block]
    return text.passage.text[lead.start : lead.end].rstrip(" *_").endswith(COLON)


def headed(text: Neighbours) -> Iterator[Link]:
    """A heading rests on the claims under it that are most like it; for a view that is rejected on what rejects it."""
    under: dict[int, list[int]] = defaultdict(list)
    for place, block in enumerate(text.blocks):
        heading = text.passage.blocks[block].heading
        if heading is not None and heading in text.in_block:
            under[heading].append(place)
    answers = {view: answer for answer, view in rejected(text)}
    for heading, places in under.items():
        yield from _borne_out(text, heading, places)
        for head in text.in_block[heading]:
            alike = sorted(places, key=lambda place: (-_likeness(text, head, place), place))
            for nth, place in enumerate(alike[:HEADED]):
                if _likeness(text, head, place) >= ALIKE + nth or len(places) <= FEW:
                    yield Link(head, answers.get(place, place), "supported_by")


def _borne_out(text: Neighbours, heading: int, places: Sequence[int]) -> Iterator[Link]:
    """A heading with one claim and nothing but a list under it rests on what each item comes to."""
    blocks = list(dict.fromkeys(text.blocks[place] for place in places))
    if len(text.in_block[heading]) == 1 and all(text.passage.blocks[block].kind == "item" for block in blocks):
        for block in blocks:
            yield Link(text.in_block[heading][0], _point(text, text.in_block[block]), "supported_by")


def _likeness(text: Neighbours, one: int, other: int) -> int:
    return len(text.grams[one] & text.grams[other])
