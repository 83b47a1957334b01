"""How blocks hang together: which plain ones are headings, what stands under which heading, what leads into a list."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from ingest.blocks import BOLD_LEVEL, PLAIN_LEVEL, Block
from ingest.byline import is_byline
from ingest.characters import columns
from ingest.genre import genre
from ingest.offsets import Range

WIDEST_HEADING = 120  # columns of a line without marks that can be a heading
SHORT = 40  # columns of such a line when it ends like a sentence
LONGER = 1.5  # times as wide as such a line the paragraph behind it is at least
_FINAL = "。！？!?.；;…"
_QUESTION = "？?"
_CLOSING = "”’」』）)\"' "
_COLON = ":："
_SENTENCE_ENDS = "。！？!?；"


def outline(text: str, blocks: Sequence[Block], emphasis: Sequence[Range]) -> list[Block]:
    """The blocks with `kind`, `level`, `bold`, `heading` and `lead` as their words and neighbours tell them."""
    bold = [replace(block, bold=True) if _is_bold(text, block, emphasis) else block for block in blocks]
    return [*_hung(text, [*_headed(text, bold)])]


def _is_bold(text: str, block: Block, emphasis: Sequence[Range]) -> bool:
    """Whether every letter and digit of the block is emphasised."""
    at = block.start
    nth = bisect_left(emphasis, (block.start, 0))
    if nth == len(emphasis) or emphasis[nth][0] >= block.end:
        return False
    for start, end in emphasis[nth : bisect_left(emphasis, (block.end, 0))]:
        if _says(text[at:start]):
            return False
        at = end
    return not _says(text[at : block.end])


def _says(words: str) -> bool:
    return any(map(str.isalnum, words))


def _headed(text: str, blocks: Sequence[Block]) -> Iterator[Block]:
    for nth, block in enumerate(blocks):
        following = blocks[nth + 1] if nth + 1 < len(blocks) else None
        if block.kind != "paragraph" or block.end - block.start > WIDEST_HEADING:
            yield block
        elif _is_heading(text[block.start : block.end], block, text, following):
            yield replace(block, kind="heading", level=BOLD_LEVEL if block.bold else PLAIN_LEVEL)
        else:
            yield block


def _is_heading(words: str, block: Block, text: str, following: Block | None) -> bool:
    wide = columns(words)
    last = words.rstrip(_CLOSING)[-1:]
    if wide > WIDEST_HEADING or (last in _FINAL and not (wide <= SHORT and (block.bold or last in _QUESTION))):
        return False
    if block.bold:
        return True
    if last in _COLON or following is None or following.kind != "paragraph" or following.quoted != block.quoted:
        return False
    paragraph = text[following.start : following.end]
    full = paragraph.rstrip(_CLOSING)[-1:] in _FINAL
    return full and columns(paragraph) >= LONGER * wide and not is_byline(words)


@dataclass(slots=True)
class _Trail:
    """What was passed on the way down the page."""

    heading: int | None = None
    lead: int | None = None
    items: list[tuple[int, int]] = field(default_factory=list)  # (level, index) of the items that are open


def _hung(text: str, blocks: Sequence[Block]) -> Iterator[Block]:
    trail = _Trail()
    for nth, block in enumerate(blocks):
        if block.kind == "heading":
            trail = _Trail(heading=nth)
            yield block
        elif block.kind == "item":
            yield _placed(block, trail.heading, _lead(trail, nth, block.level))
        else:
            before_list = nth + 1 < len(blocks) and blocks[nth + 1].kind == "item" and block.kind != "row"
            leads = before_list and _leads(text[block.start : block.end])
            trail = _Trail(trail.heading, nth if leads else None)
            yield _placed(block, trail.heading, None)


def _placed(block: Block, heading: int | None, lead: int | None) -> Block:
    """The block under its heading; written out, since `replace` takes longer than all the rest."""
    return Block(
        kind=block.kind, start=block.start, end=block.end, level=block.level, quoted=block.quoted, bold=block.bold,
        heading=heading, lead=lead, cells=block.cells, head=block.head, reason=block.reason,
    )  # fmt: skip


def _lead(trail: _Trail, nth: int, level: int) -> int | None:
    while trail.items and trail.items[-1][0] >= level:
        trail.items.pop()
    above = trail.items[-1][1] if trail.items else None
    trail.items.append((level, nth))
    if above is not None:
        return above
    return trail.heading if trail.lead is None else trail.lead


def _leads(words: str) -> bool:
    """Whether a paragraph leads into a list behind it."""
    if words.rstrip(_CLOSING)[-1:] in _COLON:
        return True
    body = words[:-1]
    last = body[max(map(body.rfind, _SENTENCE_ENDS)) + 1 :].lower()
    return any(word in last for word in genre().leads)
