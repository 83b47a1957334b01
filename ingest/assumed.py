"""Links of a number that the writer sets himself: what it is measured by, and the standing it is given for."""

from __future__ import annotations

from collections.abc import Iterator

from ingest.neighbours import Link, Neighbours

STANDING = "competitive_position"
GIVEN_FOR = frozenset({"market_share", "usage_share", "gross_margin", "net_margin"})  # what a strong standing earns


def assumed(text: Neighbours) -> Iterator[Link]:
    """A number that the writer assumes rests on the fact before it, and a share or margin on how its holder stands."""
    for place, draft in enumerate(text.drafts):
        if not draft.quantities or not text.opens(place, "assume"):
            continue
        beside = (other for other in text.said_before(place)[-1:] if text.blocks[other] == text.blocks[place])
        yield from (Link(place, other, "supported_by") for other in beside if text.drafts[other].quantities)
        standing = _standing(text, place) if draft.metric in GIVEN_FOR else None
        if standing is not None:
            yield Link(place, standing, "supported_by")


def _standing(text: Neighbours, place: int) -> int | None:
    """What the last paragraph that speaks of the standing of the same thing says of it first, and says itself."""
    found = [other for other in range(place) if _tells_standing(text, place, other)]
    return next((other for other in found if text.blocks[other] == text.blocks[found[-1]]), None)


def _tells_standing(text: Neighbours, place: int, other: int) -> bool:
    one, draft = text.drafts[place], text.drafts[other]
    own = draft.speaker is None and draft.entities[:1] == one.entities[:1] != ()
    return own and draft.metric == STANDING and text.passage.blocks[text.blocks[other]].kind != "heading"
