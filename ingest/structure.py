"""Links that the make-up of the text tells: a heading and what stands under it, a list and what leads into it, a colon."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence

from ingest.claims import Draft
from ingest.neighbours import Link, Neighbours

COLON = (":", "：")
APART = frozenset({"also", "contrast", "ordinal", "attacked_by"})
WEIGHED = frozenset({"prediction", "opinion", "recommendation"})
ALIKE = 2  # pairs of characters, or words, that two claims of one thing share


def ordered(text: Neighbours) -> Iterator[Link]:
    """Within a sentence: what a colon explains; in Chinese, the clause that follows from the one before."""
    for place in range(1, len(text.drafts)):
        before = text.leader(place)
        if before is None or text.passage.blocks[text.blocks[place]].kind == "heading":
            continue
        gap = text.passage.text[text.drafts[before].end : text.drafts[place].start]
        if any(sign in gap for sign in COLON):
            yield Link(before, place, "supported_by")
        elif text.lang(place) == "zh" and "；" not in gap and _follows(text, place):
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
    """Items of a list support the claim that introduces it, when that ends in a colon."""
    for block, places in text.in_block.items():
        lead = text.passage.blocks[block].lead
        if lead is None or not _leads(text, lead):
            continue
        thesis = _thesis(text, lead)
        if thesis is not None:
            yield Link(thesis, places[0], "supported_by")


def _thesis(text: Neighbours, block: int) -> int | None:
    """What the items bear out: the claim of the lead's last sentence, else of the block before it."""
    if block in text.in_block:
        last = text.in_block[block][-1]
        return text.in_sentence[text.sentences[last]][0]
    return None


def _leads(text: Neighbours, block: int) -> bool:
    lead = text.passage.blocks[block]
    return text.passage.text[lead.start : lead.end].rstrip(" *_").endswith(COLON)


def headed(text: Neighbours) -> Iterator[Link]:
    """A heading rests on the claim under it that is most like it."""
    under: dict[int, list[int]] = defaultdict(list)
    for place, block in enumerate(text.blocks):
        heading = text.passage.blocks[block].heading
        if heading is not None and heading in text.in_block:
            under[heading].append(place)
    for heading, places in under.items():
        for head in text.in_block[heading]:
            best = max(places, key=lambda place: (_likeness(text, head, place), -place))
            if _likeness(text, head, best) >= ALIKE:
                yield Link(head, best, "supported_by")


def _likeness(text: Neighbours, one: int, other: int) -> int:
    return len(text.grams(one) & text.grams(other))
