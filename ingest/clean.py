"""The readable copy of an article, with a way back to every raw character.

What is done: front matter, code, images, addresses, marks, tags and pinyin debris go; escapes and entities are what
they stand for; letters, digits and symbols take their common form (CJK punctuation stays); blanks are single; Chinese
is simplified; soft line breaks are joined. Blocks are parted by one line feed, the cells of a row by one tab; neither
stands anywhere else. Machine-spun Chinese is read as what it was spun from. A character that was lost with its debris
(`?yàn)`) is U+FFFD.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from ingest import debris, frontmatter, respelling
from ingest.blocks import Block, Draft, drafts
from ingest.characters import HAN, HAN_POINT, simplified
from ingest.inline import edits
from ingest.noise import reasons
from ingest.offsets import Copy, Edit, OffsetMap, Range
from ingest.outline import outline

_NUMBERING = re.compile(
    r"(?:\d{1,2}(?:\.\d{1,2}){0,2}(?:[.．](?!\d)|[、)）])|" + HAN_POINT + r"|[（(][一二三四五六七八九十\d]{1,2}[)）])"
    r"[ \t\u3000]*(?=[^\s*])"
)
_OPENED = re.compile(r"(?:\*\*|__)?")
_CUT_WORD = re.compile(f"(?<=[{HAN}，、；：])[ \t]+(?=[{HAN}])")


@dataclass(frozen=True, slots=True)
class Cleaned:
    """A readable copy: its text, its blocks in order, its emphasised ranges, and the way back.

    >>> copy = clean("**訓(xùn)練** costs fall")
    >>> copy.text, copy.raw(0, 1), copy.emphasis
    ('训练 costs fall', (2, 8), ((0, 2),))
    """

    text: str
    blocks: tuple[Block, ...]
    emphasis: tuple[Range, ...]
    offsets: OffsetMap

    def raw(self, start: int, end: int) -> Range:
        """The raw range that `text[start:end]` was made from; ValueError when that is empty or outside the text."""
        return self.offsets.raw(start, end)


def clean(text: str, body_start: int = 0) -> Cleaned:
    """The readable copy of `text`, from `body_start` on (0: behind its front matter, if it has one)."""
    body = body_start or frontmatter.body_start(text)
    writer = _Writer(text, debris.toned(text, body), respelling.is_spun(text))
    written = [block for draft in drafts(text, body) if (block := writer.write(draft))]
    words = simplified(writer.copy.text())
    emphasis = writer.ranges["bold"]
    blocks = outline(words, written, emphasis)
    told = zip(blocks, reasons(words, blocks, writer.ranges["link"]), strict=True)
    judged = (replace(block, reason=reason) if reason else block for block, reason in told)
    return Cleaned(words, tuple(judged), tuple(emphasis), writer.copy.map())


class _Writer:
    """Writes drafts to the copy, one after the other."""

    def __init__(self, text: str, among_pinyin: bool, spun: bool) -> None:
        self.text = text
        self.among_pinyin = among_pinyin
        self.spun = spun
        self.copy = Copy(text)
        self.ranges: dict[str, list[Range]] = {"bold": [], "link": []}
        self._heads: dict[Draft, tuple[Range, ...]] = {}

    def write(self, draft: Draft) -> Block | None:
        """The block that a draft becomes; None when nothing of it is left."""
        cells = [self._piece(draft, *piece, "\t" if nth else "\n") for nth, piece in enumerate(draft.pieces)]
        filled = [cell for cell in cells if cell[0] < cell[1]]
        if not filled:
            return None
        start, end = filled[0][0], filled[-1][1]
        if draft.kind == "row":
            return self._row(draft, [(max(first, start), max(last, start)) for first, last in cells], end)
        return Block(kind=draft.kind, start=start, end=end, level=draft.level, quoted=draft.quoted)

    def _row(self, draft: Draft, cells: list[Range], end: int) -> Block:
        start = cells[0][0]
        self._heads[draft] = tuple(cells)
        heads = self._heads.get(draft.head, ()) if draft.head else ()
        head = tuple(heads[nth] if nth < len(heads) else (start, start) for nth in range(len(cells))) if heads else ()
        return Block(kind="row", start=start, end=end, quoted=draft.quoted, cells=tuple(cells), head=head)

    def _piece(self, draft: Draft, start: int, end: int, separator: str) -> Range:
        """Write one stretch; where it stands on the copy, an empty range when nothing is left of it."""
        first = self.copy.open(separator)
        marked = len(self.copy.marks)
        self.copy.write(
            start, end, [*draft.joints, *self._numbering(draft, start, end), *self._edits(draft, start, end)]
        )
        last = self.copy.close()
        if last <= first:
            del self.copy.marks[marked:]
            return (self.copy.length, self.copy.length)
        self._note(marked, last)
        return (first, last)

    def _edits(self, draft: Draft, start: int, end: int) -> list[Edit]:
        found = edits(self.text, start, end, self.among_pinyin)
        if self.spun:
            found.extend(respelling.edits(self.text, start, end))
        if draft.kind == "row":
            found.extend(Edit(*match.span()) for match in _CUT_WORD.finditer(self.text, start, end))
        return found

    def _numbering(self, draft: Draft, start: int, end: int) -> list[Edit]:
        """The number of a heading, which says nothing."""
        opened = _OPENED.match(self.text, start, end)
        inside = opened.end() if opened else start
        if draft.kind != "heading" and inside == start:
            return []
        number = _NUMBERING.match(self.text, inside, end)
        return [Edit(inside, number.end())] if number else []

    def _note(self, marked: int, last: int) -> None:
        """Turn the marks written since into ranges; what is not closed reaches nowhere."""
        opened: dict[str, int] = {}
        for mark, place in self.copy.marks[marked:]:
            name = mark.removeprefix("/")
            if mark == name:
                opened.setdefault(name, place)
            elif name in opened:
                start, end = opened.pop(name), min(place, last)
                if start < end:
                    self.ranges[name].append((start, end))
