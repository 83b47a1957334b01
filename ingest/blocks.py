"""The blocks of a text: headings, paragraphs, items of lists, quotes, rows of tables.

`drafts` finds them in the raw text; `Block` is what becomes of them on the readable copy.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from itertools import pairwise
from typing import Literal

from ingest.lines import Line, lines
from ingest.offsets import Edit, Range
from ingest.tables import Table, parts
from ingest.wrap import FINAL, joint, paragraphs

BlockKind = Literal["heading", "paragraph", "item", "quote", "row"]
BOLD_LEVEL, PLAIN_LEVEL = 7, 8
LONGEST_TITLE = 100  # characters of a line that `---` below it can make a heading


_BOLD_LINE = re.compile(r"\*\*[^*\n]{1,80}+\*\*")
_CUT_TITLE = re.compile(r"\*\*[^*\n]{1,80}(?<=[，,、的])\*\*")


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """A stretch of the cleaned text that stands for itself; it holds no line break.

    `level` of a heading: 1 to 6 by its marks, 7 for a line all in bold, 8 for a plain line that looks like one; of an
    item: how deep its list stands, from 1. `quoted` is the depth of the quote around the block, `bold` says that all of
    it is emphasised. `heading` is the index of the heading it stands under; `lead` that of the block that leads into an
    item's list: the paragraph before it, the item above it, else the heading.

    `cells` of a row are ranges of the cleaned text, an empty range for an empty cell, the first being the row's head;
    `head` are those of the heads of their columns, one a cell (none for the row of heads itself).
    `reason` says why the block is noise (`advertisement`, `author`, `disclaimer`...), else it is empty.
    """

    kind: BlockKind
    start: int
    end: int
    level: int = 0
    quoted: int = 0
    bold: bool = False
    heading: int | None = None
    lead: int | None = None
    cells: tuple[Range, ...] = ()
    head: tuple[Range, ...] = ()
    reason: str = ""

    @property
    def noise(self) -> bool:
        """Whether it is not the article's text: navigation, advertisement, byline, source, disclaimer."""
        return bool(self.reason)


@dataclass(slots=True, eq=False)
class Draft:
    """A block in the raw text: the ranges it is made of (a row has one a cell), and the joints of its lines."""

    kind: BlockKind
    pieces: tuple[Range, ...]
    joints: tuple[Edit, ...] = ()
    level: int = 0
    quoted: int = 0
    ordered: bool = False
    head: Draft | None = None
    lines: int = 1


@dataclass(slots=True)
class _List:
    """The lists that are open, outermost first, each by its indent and by whether it is numbered."""

    open: list[tuple[int, bool]] = field(default_factory=list)

    def is_new(self, line: Line) -> bool:
        """Whether an item behind a blank line begins another list beside the outermost."""
        return bool(self.open) and line.indent <= self.open[0][0] and (line.indent, line.ordered) not in self.open

    def level(self, line: Line) -> int:
        """How deep the item stands; lists that it closes are forgotten."""
        kind = (line.indent, line.ordered)
        while self.open and self.open[-1][0] > line.indent + 1:
            self.open.pop()
        if kind in self.open:
            del self.open[self.open.index(kind) + 1 :]
        elif self.open and self.open[-1][1] == line.ordered and line.indent < self.open[-1][0] + 2:
            self.open[-1] = kind
        else:
            self.open.append(kind)
        return len(self.open)


@dataclass(slots=True)
class _Drafting:
    """Lines gathered until their block ends."""

    text: str
    run: list[Line] = field(default_factory=list)
    lists: _List = field(default_factory=_List)
    level: int = 0  # of the item that the run belongs to
    spaced: bool = False  # a blank line came last

    def add(self, line: Line) -> Iterator[Draft]:
        """Take a line; the blocks that end with it."""
        if line.kind == "text":
            yield from self._add_text(line)
        elif line.kind == "item":
            yield from self._add_item(line)
        elif line.kind == "underline":
            yield from self._underline(line)
        else:
            yield from self.end()
            if line.kind == "heading" and line.start < line.end:
                self.lists.open.clear()
                yield Draft("heading", ((line.start, line.end),), level=line.level, quoted=line.quoted)
            self.spaced = True

    def end(self) -> Iterator[Draft]:
        """The blocks of the lines gathered so far."""
        run, self.run = self.run, []
        for part in parts(self.text, run):
            if isinstance(part, Table):
                yield from _rows(part, run[0].quoted)
            else:
                yield from self._drafts(part)

    def _add_text(self, line: Line) -> Iterator[Draft]:
        if self.run and self.run[-1].quoted != line.quoted:
            yield from self.end()
            self.spaced = True
        if self.spaced or not self.run:
            yield from self.end()
            inside = self.lists.open and line.indent >= self.lists.open[0][0] + 2
            if not inside:
                self.lists.open.clear()
                self.level = 0
        self.spaced = False
        self.run.append(line)

    def _add_item(self, line: Line) -> Iterator[Draft]:
        yield from self.end()
        if self.spaced and self.lists.is_new(line):
            self.lists.open.clear()
        self.level = self.lists.level(line)
        self.spaced = False
        self.run.append(line)

    def _underline(self, line: Line) -> Iterator[Draft]:
        """A line of `===` or `---` makes a heading of the short line before it; else it is a rule."""
        title = self.run.pop() if self.run and not (self.spaced or self.level) else None
        if title and (line.level == 1 or _is_title(self.text, title)):
            yield from self.end()
            yield Draft("heading", ((title.start, title.end),), level=line.level, quoted=title.quoted)
        else:
            if title:
                self.run.append(title)
            yield from self.end()
        self.spaced = True

    def _drafts(self, run: list[Line]) -> Iterator[Draft]:
        item, before = run[0], run[0]
        for group in paragraphs(self.text, run):
            if self.level and group[0] is not item and not (before.hard or group[0].indent > item.indent):
                self.level = 0
                self.lists.open.clear()
            yield self._draft(group)
            before = group[-1]

    def _draft(self, group: list[Line]) -> Draft:
        first, last = group[0], group[-1]
        joints = tuple(joint(self.text, *pair) for pair in pairwise(group))
        kind: BlockKind = "item" if self.level else "quote" if first.quoted else "paragraph"
        return Draft(
            kind, ((first.start, last.end),), joints, self.level, first.quoted, first.ordered, lines=len(group)
        )


def drafts(text: str, body: int = 0) -> Iterator[Draft]:
    """The blocks of `text[body:]` in order; rules, code and blank lines are none.

    >>> [(draft.kind, draft.level) for draft in drafts("# A\\n\\nB:\\n- c\\n  - d\\n\\n> e")]
    [('heading', 1), ('paragraph', 0), ('item', 1), ('item', 2), ('quote', 0)]
    """
    waiting: Draft | None = None
    for draft in _drafts(text, body):
        if waiting and _goes_on(text, waiting, draft):
            waiting = _joined(waiting, draft)
            continue
        if waiting:
            yield waiting
        waiting = draft
    if waiting:
        yield waiting


def _drafts(text: str, body: int) -> Iterator[Draft]:
    drafting = _Drafting(text)
    for line in lines(text, body):
        yield from drafting.add(line)
    yield from drafting.end()


def _goes_on(text: str, before: Draft, after: Draft) -> bool:
    """Whether two lines in bold are one heading, cut in two for show."""
    (start, end), (first, last) = before.pieces[-1], after.pieces[0]
    if text[start] != "*" or text[first] != "*" or before.kind != "paragraph" or after.kind != "paragraph":
        return False
    return bool(_CUT_TITLE.fullmatch(text, start, end) and _BOLD_LINE.fullmatch(text, first, last))


def _joined(before: Draft, after: Draft) -> Draft:
    (start, end), (first, last) = before.pieces[-1], after.pieces[0]
    return replace(before, pieces=((start, last),), joints=(*before.joints, Edit(end, first), *after.joints))


def _rows(table: Table, quoted: int) -> Iterator[Draft]:
    head = None
    for cells in table.rows:
        row = Draft("row", cells, quoted=quoted, head=head)
        if table.headed and head is None:
            head = row
        yield row


def _is_title(text: str, line: Line) -> bool:
    return line.end - line.start <= LONGEST_TITLE and text[line.end - 1] not in FINAL + "."
