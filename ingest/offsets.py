"""A copy of a text that remembers, character by character, where it was taken from.

The way back is a list of stretches: either character by character (`width` 0), or one raw range for all its characters.
"""

from __future__ import annotations

from array import array
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

Range = tuple[int, int]


class Edit(NamedTuple):
    """Replace the raw range by `new`; `even` says that `new` stands for it character by character.

    `mark` opens or closes something on the copy: `bold`, `/bold`, `link`, `/link`.
    """

    start: int
    end: int
    new: str = ""
    mark: str = ""
    even: bool = False


@dataclass(frozen=True, slots=True)
class OffsetMap:
    """From ranges of the copy to ranges of the raw text."""

    starts: Sequence[int]
    raws: Sequence[int]
    widths: Sequence[int]
    length: int

    def raw(self, start: int, end: int) -> Range:
        """The raw range that the copy's `start:end` was made from; ValueError when it is empty or outside the copy."""
        if not 0 <= start < end <= self.length:
            raise ValueError(f"range {start}:{end} is empty or outside a copy of {self.length} characters")
        return self._character(start)[0], self._character(end - 1)[1]

    def _character(self, place: int) -> Range:
        nth = bisect_right(self.starts, place) - 1
        raw, width = self.raws[nth], self.widths[nth]
        if width:
            return raw, raw + width
        raw += place - self.starts[nth]
        return raw, raw + 1


@dataclass(slots=True)
class Copy:
    """The copy while it is being written, left to right.

    Blanks are kept single and away from the edges of a block or cell; a separator is written when something follows.

    >>> copy = Copy("訓(xùn)練  GPU")
    >>> copy.write(0, 11, [Edit(0, 6, "訓"), Edit(7, 9, " ")])
    >>> copy.text(), copy.map().raw(0, 1), copy.map().raw(3, 4)
    ('訓練 GP', (0, 6), (9, 10))
    """

    source: str
    length: int = 0
    marks: list[tuple[str, int]] = field(default_factory=list)
    _parts: list[str] = field(default_factory=list)
    _starts: array[int] = field(default_factory=lambda: array("q"))
    _raws: array[int] = field(default_factory=lambda: array("q"))
    _widths: array[int] = field(default_factory=lambda: array("q"))
    _edge: bool = True
    _raw_end: int = 0
    _separator: str = ""

    def write(self, start: int, end: int, edits: Sequence[Edit]) -> None:
        """Take `source[start:end]` with the edits made; of edits that overlap the outer one is made."""
        at = start
        for edit in sorted(edits, key=_outer_first):
            if edit.start < at:
                continue
            if at < edit.start:
                self._take(at, edit.start)
            self._make(edit)
            at = edit.end
        if at < end:
            self._take(at, end)

    def open(self, separator: str) -> int:
        """Begin a block or cell after `separator`; where its first character will stand, if it gets one."""
        if self.length and self._separator != "\n":
            self._separator = separator
        self._edge = True
        return self.length + len(self._separator)

    def close(self) -> int:
        """End a block or cell: blanks at its end go; where it ends."""
        while not self._separator and self._parts and self._parts[-1].endswith(" "):
            self._shorten()
        return self.length

    def text(self) -> str:
        """What is written so far."""
        return "".join(self._parts)

    def map(self) -> OffsetMap:
        """The way back for what is written so far."""
        return OffsetMap(self._starts, self._raws, self._widths, self.length)

    def _take(self, start: int, end: int) -> None:
        if self._edge:
            while start < end and self.source[start] == " ":
                start += 1
        if start < end:
            self._add(self.source[start:end], start, end, 0)

    def _make(self, edit: Edit) -> None:
        if edit.new and not (self._edge and edit.new == " "):
            self._add(edit.new, edit.start, edit.end, 0 if edit.even else edit.end - edit.start)
        if edit.mark:
            self.marks.append((edit.mark, self.length + len(self._separator)))

    def _add(self, words: str, start: int, end: int, width: int) -> None:
        if self._separator:
            separator, self._separator = self._separator, ""
            self._append(separator, self._raw_end, start - self._raw_end)
        self._append(words, start, width)
        self._raw_end = end
        self._edge = words.endswith(" ")

    def _append(self, words: str, raw: int, width: int) -> None:
        self._parts.append(words)
        self._starts.append(self.length)
        self._raws.append(raw)
        self._widths.append(width)
        self.length += len(words)

    def _shorten(self) -> None:
        part = self._parts.pop()
        shorter = part.rstrip(" ")
        self.length -= len(part) - len(shorter)
        if shorter:
            self._parts.append(shorter)
            self._raw_end -= 0 if self._widths[-1] else len(part) - len(shorter)
            return
        for column in (self._starts, self._raws, self._widths):
            column.pop()
        if self._raws:
            self._raw_end = self._raws[-1] + (self._widths[-1] or len(self._parts[-1]))


def _outer_first(edit: Edit) -> tuple[int, int]:
    return edit.start, -edit.end
