"""Parts of a document to lines of Markdown, so that headings, lists, quotes and tables of every format read alike."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

PartKind = Literal["heading", "paragraph", "item", "table"]
DEEPEST = 20  # levels of lists in lists
_MARKS = re.compile(r"[*`]|<(?=[A-Za-z/!])")
_OPENING = re.compile(r"^[#>]", re.MULTILINE)
_BLANKS = re.compile(r"[^\S\n]+")
_BREAKS = re.compile(r" *\n\s*")
_EMPTY_BOLD = re.compile(r"\*\*(\s*)\*\*")


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """A heading (`level` 1 to 6), a paragraph, an item of a list (`level` from 1) or a table; `words` are Markdown.

    A paragraph with a level belongs to the item before it. A table is `headed` when its first row names the columns.
    """

    kind: PartKind
    words: str = ""
    level: int = 0
    ordered: bool = False
    quoted: int = 0
    rows: tuple[tuple[str, ...], ...] = ()
    headed: bool = False


def escaped(words: str) -> str:
    """Plain words with a backslash where they would be read as marks.

    >>> escaped("5 * 3 <b>")
    '5 \\\\* 3 \\\\<b>'
    """
    return _MARKS.sub(lambda match: "\\" + match.group(), words)


def strong(words: str) -> str:
    """Words in bold, blanks at their edges left outside.

    >>> strong(" up ")
    ' **up** '
    """
    inner = words.strip()
    if not inner or "\n" in inner:
        return words
    left = len(words) - len(words.lstrip())
    return f"{words[:left]}**{inner}**{words[left + len(inner) :]}"


def tidy(words: str) -> str:
    """Words with single blanks, and without bold that was closed only to be opened again.

    >>> tidy(" **Costs**** fall**\\n  at last ")
    '**Costs fall**\\nat last'
    """
    joined = _EMPTY_BOLD.sub(r"\1", words)
    return _BREAKS.sub("\n", _BLANKS.sub(" ", joined)).strip()


def markdown(parts: Iterable[Part]) -> str:
    """The parts as text; one without words or cells is left out.

    >>> markdown([Part(kind="heading", words="Chips", level=2), Part(kind="item", words="TPU", level=1)])
    '## Chips\\n\\n- TPU\\n'
    """
    lines: list[str] = []
    before: Part | None = None
    marks: dict[int, bool] = {}  # of the list that is open: whether it is numbered, by level
    for part in parts:
        written = [*_written(part)]
        if not written:
            continue
        if before and not _is_same_list(before, part, marks):
            lines.append(("> " * min(before.quoted, part.quoted)).rstrip())
            marks.clear()
        lines.extend("> " * part.quoted + line for line in written)
        marks[part.level] = part.ordered
        before = part
    return "".join(line + "\n" for line in lines)


def _is_same_list(before: Part, part: Part, marks: Mapping[int, bool]) -> bool:
    same_kind = before.kind == part.kind == "item" and before.quoted == part.quoted
    return same_kind and marks.get(part.level, part.ordered) == part.ordered


def _written(part: Part) -> Iterator[str]:
    if part.kind == "table":
        yield from _table(part.rows, part.headed)
        return
    words = tidy(part.words)
    if not words:
        return
    if part.kind == "heading":
        yield "#" * min(max(part.level, 1), 6) + " " + words.replace("\n", " ")
        return
    if part.kind == "item":
        indent, mark = "  " * (min(part.level, DEEPEST) - 1), "1. " if part.ordered else "- "
        yield from _broken(words, indent + mark, indent + "  ")
    else:
        indent = "  " * min(part.level, DEEPEST)
        yield from _broken(_OPENING.sub(r"\\\g<0>", words), indent, indent)


def _broken(words: str, first: str, hanging: str) -> Iterator[str]:
    """The lines of a part, two blanks at the end of each but the last to keep the break."""
    *lines, last = words.split("\n")
    margin = first
    for line in lines:
        yield f"{margin}{line}  "
        margin = hanging
    yield margin + last


def _table(rows: Sequence[Sequence[str]], headed: bool) -> Iterator[str]:
    filled = [[_cell(cell) for cell in row] for row in rows if any(cell.strip() for cell in row)]
    for nth, row in enumerate(filled):
        yield "| " + " | ".join(row) + " |"
        if nth == 0 and headed and len(filled) > 1:
            yield "|" + " --- |" * len(row)


def _cell(words: str) -> str:
    return tidy(words).replace("\n", " ").replace("|", "\\|")
