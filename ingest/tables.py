"""Tables in text: rows of cells between pipes (Markdown) or tabs (slides, copied sheets)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from ingest.lines import Line
from ingest.offsets import Range

_PIPE = re.compile(r"(?<!\\)\|")
_TAB = re.compile(r"\t")
_RULER = re.compile(r"\|?(?:[ \t]*+:?-+:?[ \t]*+\|)*+[ \t]*+(?::?-+:?)?+[ \t]*+$")
_FIGURE = re.compile(r"(?<![\dQqHhYy])(?!(?:19|20)\d\d(?!\d))\d")


class Table(NamedTuple):
    """The cells of every row, as raw ranges; `headed` says that the first row names the columns."""

    rows: tuple[tuple[Range, ...], ...]
    headed: bool


def parts(text: str, run: Sequence[Line]) -> Iterator[Table | list[Line]]:
    """The tables of a run of lines, and the lines between them."""
    if len(run) == 1 and not _is_framed(text, run[0]):
        yield [*run]
        return
    plain: list[Line] = []
    at = 0
    while at < len(run):
        size = _piped(text, run, at) or _tabbed(text, run, at)
        if not size:
            plain.append(run[at])
            at += 1
            continue
        if plain:
            yield plain
            plain = []
        yield _table(text, run[at : at + size])
        at += size
    if plain:
        yield plain


def _piped(text: str, run: Sequence[Line], at: int) -> int:
    """Number of lines of the pipe table that begins here."""
    ruled = at + 1 < len(run) and _has_pipe(text, run[at]) and _is_ruler(text, run[at + 1])
    if not ruled and not _is_framed(text, run[at]):
        return 0
    belongs = _has_pipe if ruled else _is_framed
    stop = at + 1
    while stop < len(run) and belongs(text, run[stop]):
        stop += 1
    return stop - at


def _tabbed(text: str, run: Sequence[Line], at: int) -> int:
    """Number of lines, two at least, that have as many tabs inside as this one."""
    tabs = _tabs(text, run[at])
    stop = at + 1
    while tabs and stop < len(run) and _tabs(text, run[stop]) == tabs:
        stop += 1
    return stop - at if stop - at > 1 else 0


def _has_pipe(text: str, line: Line) -> bool:
    return text.find("|", line.start, line.end) >= 0


def _is_framed(text: str, line: Line) -> bool:
    return line.end - line.start > 2 and text[line.start] == "|" == text[line.end - 1]


def _is_ruler(text: str, line: Line) -> bool:
    return (
        text[line.start] in "|:-"
        and "|" in text[line.start : line.end]
        and bool(_RULER.match(text, line.start, line.end))
    )


def _tabs(text: str, line: Line) -> int:
    return text.count("\t", line.left, line.end) if text.find("\t", line.start, line.end) >= 0 else 0


def _table(text: str, run: Sequence[Line]) -> Table:
    ruled = [_is_ruler(text, line) for line in run]
    rows = [_cells(text, line) for line, ruler in zip(run, ruled, strict=True) if not ruler]
    return Table(tuple(rows), len(rows) > 1 and (any(ruled[:2]) or _names_columns(text, rows[0])))


def _cells(text: str, line: Line) -> tuple[Range, ...]:
    if text.find("\t", line.start, line.end) >= 0 and text[line.start] != "|":
        separator, start, end = _TAB, line.left, line.end
    else:
        separator = _PIPE
        start = line.start + (text[line.start] == "|")
        end = line.end - (text[line.end - 1] == "|" and line.end - 1 > start)
    edges = [start, *(edge for match in separator.finditer(text, start, end) for edge in match.span()), end]
    return tuple(_trim(text, *pair) for pair in zip(edges[::2], edges[1::2], strict=True))


def _trim(text: str, start: int, end: int) -> Range:
    words = text[start:end]
    left = len(words) - len(words.lstrip())
    return start + left, start + max(left, len(words.rstrip()))


def _names_columns(text: str, row: Sequence[Range]) -> bool:
    """Whether a row without a rule below it can be one of heads: none of its cells holds a figure, years aside."""
    return not any(_FIGURE.search(text, *cell) for cell in row[1:])
