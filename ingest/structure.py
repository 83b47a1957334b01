"""Links that the make-up of the text tells: a heading and what stands under it, a list and what leads into it, a colon."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence

from ingest.claims import Draft
from ingest.matcher import Hit
from ingest.neighbours import Link, Neighbours

COLON = (":", "：")  # signs between a claim and what explains it
PARTING = (":", "：", "；")
APART = frozenset({"also", "contrast", "ordinal", "attacked_by", "again"})
WEIGHED = frozenset({"prediction", "opinion", "recommendation"})
HEADED = 3  # claims that one heading rests on at most
ALIKE = 2  # pairs of characters, or words, that two claims of one thing share


def ordered(text: Neighbours) -> Iterator[Link]:
    """Within a sentence: what a colon explains; in Chinese, the clause that follows from the one before."""
    for place in range(1, len(text.drafts)):
        before = text.leader(place)
        if before is None or text.passage.blocks[text.blocks[place]].kind == "heading":
            continue
        gap = text.passage.text[text.drafts[before].end : text.drafts[place].start]
        if gap.strip() in COLON:
            yield Link(before, place, "supported_by")
        elif text.lang(place) == "zh" and not any(sign in gap for sign in PARTING) and _follows(text, place):
            yield from _consequence(text.drafts, before, place)


def _follows(text: Neighbours, place: int) -> bool:
    """Whether nothing says that the clause stands beside the one before or against it."""
    draft = text.drafts[place]
    said = text.passage.values("connective", draft.start, draft.end)
    return not text.opens(place, *APART) and "contrast" not in said


def _consequence(drafts: Sequence[Draft], before: int, place: int) -> Iterator[Link]:
    """Fact first, then what is made of it; advice first, then why; two of the same are a row."""
    ground, claim = drafts[before], drafts[place]
    if ground.kind == "recommendation":
        yield Link(before, place, "supported_by")
    elif not _row(ground, claim) and not (ground.kind in WEIGHED and claim.kind not in WEIGHED):
        yield Link(place, before, "supported_by")


def _row(one: Draft, other: Draft) -> bool:
    """Facts in numbers, or the same metric of two things, stand in a row."""
    if one.metric and one.metric == other.metric and one.entities[:1] != other.entities[:1]:
        return True
    return one.kind == other.kind == "assertion" and bool(one.quantities) and bool(other.quantities)


def listed(text: Neighbours) -> Iterator[Link]:
    """Items of a list, or claims told off one by one, support the claim that announces them."""
    items: dict[int, list[int]] = defaultdict(list)
    for block, places in text.in_block.items():
        lead = text.passage.blocks[block].lead
        if lead is not None:
            items[lead].append(places[0])
    for block in sorted({*items, *text.announcing}):
        word = text.announcing.get(block)
        if word is None and not _leads(text, block):
            continue
        thesis = _thesis(text, block, word)
        cue = text.passage.text[word.start : word.end] if word else None
        for place in items.get(block) or _told_off(text, block, thesis):
            if thesis is not None and thesis < place:
                yield Link(thesis, place, "supported_by", cue, word is not None)


def _thesis(text: Neighbours, block: int, word: Hit | None) -> int | None:
    """What the reasons bear out: the claim of the sentence that announces them, else what was said before."""
    before = text.before(word.end if word else text.passage.blocks[block].end)
    if before is None:
        return None
    if text.blocks[before] != block:
        return before if word and text.blocks[before] == block - 1 else None
    if word:
        return before
    sentence = text.sentences[before]
    ends = text.passage.sentences[sentence].end == text.passage.blocks[block].end
    return text.in_sentence[sentence][0] if ends else None


def _told_off(text: Neighbours, block: int, thesis: int | None) -> Iterator[int]:
    """Claims behind the thesis in its block that open with first, second, third."""
    for place in text.in_block.get(block, ()):
        if thesis is not None and place > thesis and text.opens(place, "ordinal"):
            yield place


def _leads(text: Neighbours, block: int) -> bool:
    lead = text.passage.blocks[block]
    return text.passage.text[lead.start : lead.end].rstrip(" *_").endswith(COLON)


def headed(text: Neighbours) -> Iterator[Link]:
    """A heading rests on the claims under it that are most like it."""
    under: dict[int, list[int]] = defaultdict(list)
    for place, block in enumerate(text.blocks):
        heading = text.passage.blocks[block].heading
        if heading is not None and heading in text.in_block:
            under[heading].append(place)
    for heading, places in under.items():
        for head in text.in_block[heading]:
            alike = sorted(places, key=lambda place: (-_likeness(text, head, place), place))
            for nth, place in enumerate(alike[:HEADED]):
                if _likeness(text, head, place) >= ALIKE + nth:
                    yield Link(head, place, "supported_by")


def _likeness(text: Neighbours, one: int, other: int) -> int:
    return len(text.grams(one) & text.grams(other))
