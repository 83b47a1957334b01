"""Which line breaks of a paragraph are only there to keep lines short.

A break is soft, and the two lines are one, when either

- the words say so: the second line begins in lower case, with a closing sign or a word that none begins with, or the
  first ends in a comma, an opening sign or a word that cannot end a sentence;
- the lines say so: the widest is as wide as a page or column, most breaks stand where the next word would not have
  fitted any more, and the last line ends in a sign; or
- Markdown says so: the second line is indented under the item of a list.

Everything else is a text with one paragraph a line. So a hard-wrapped paragraph becomes one, a sentence on two lines of
a slide becomes one where its words show it, and a page of one-line paragraphs stays as it is.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from ingest.byline import is_byline
from ingest.characters import HAN_CHARACTER, WIDE, columns
from ingest.genre import genre
from ingest.lines import Line
from ingest.offsets import Edit

COLUMN, PAGE = 40, 120  # columns: nobody wraps running text to lines narrower or wider than that
SLACK = 4  # columns that a line of Chinese may stay short of the edge
FINAL = "。！？!?.；;…"
_TARGETS = re.compile(r"\]\([^()\n]*\)")
_LOWER_WORD = re.compile(r"[a-z]+(?!\w)", re.ASCII)
_LAST_WORD = re.compile(r"([A-Za-z]+)$")
_CLOSERS = "”’」』）)\"'》】*_ "
_MARKS = "*_~"


def paragraphs(text: str, run: Sequence[Line]) -> Iterator[list[Line]]:
    """The lines of a run in groups, each of which is one paragraph."""
    if len(run) < 2:
        yield [*run]
        return
    breaks = _breaks(text, run)
    first = 0
    for place, broken in enumerate(breaks, 1):
        if broken:
            yield [*run[first:place]]
            first = place
    yield [*run[first:]]


def joint(text: str, before: Line, after: Line) -> Edit:
    """The edit that joins two lines: a blank between Latin letters, nothing beside Chinese ones."""
    last, first = _edge_letters(text, before, after)
    chinese = bool(WIDE.match(last) or WIDE.match(first))
    hyphen = last == "-" and text[before.end - 2 : before.end - 1].islower() and first.islower()
    return Edit(before.end, after.start, "" if chinese or hyphen else " ")


def _edge_letters(text: str, before: Line, after: Line) -> tuple[str, str]:
    last, first = before.end - 1, after.start
    while last > before.start and text[last] in _MARKS:
        last -= 1
    while first < after.end - 1 and text[first] in _MARKS:
        first += 1
    return text[last], text[first]


def _breaks(text: str, run: Sequence[Line]) -> list[bool]:
    """For every line but the last, whether the paragraph ends with it."""
    words = [_seen(text[line.start : line.end]) for line in run]
    full = _full(words)
    under = run[0].indent + 2 if run[0].kind == "item" else PAGE
    return [
        _is_break(line, words[nth], words[nth + 1], full[nth] or run[nth + 1].indent >= under)
        for nth, line in enumerate(run[:-1])
    ]


def _seen(words: str) -> str:
    """The words of a line without the targets of links, which take no room on a page."""
    return _TARGETS.sub("", words) or words


def _is_break(line: Line, words: str, following: str, soft: bool) -> bool:
    if is_byline(words) or is_byline(following):
        return True
    if goes_on(words, following):
        return False
    return line.hard or not soft


def _full(words: Sequence[str]) -> list[bool]:
    """For every line but the last, whether it was broken because the next word did not fit."""
    widths = [columns(line) for line in words]
    edge = max(widths)
    if COLUMN <= edge <= PAGE and not words[-1][-1].isalnum():
        full = [width + _need(line) > edge for width, line in zip(widths, words[1:], strict=False)]
        if 2 * sum(full) >= len(full):
            return full
    return [False] * (len(words) - 1)


def _need(words: str) -> int:
    """Columns that the first word of a line would have needed on the line before."""
    if HAN_CHARACTER.match(words[:1]):
        return SLACK
    return columns(words.split(None, 1)[0]) + 1


def goes_on(words: str, following: str) -> bool:
    """Whether the words of two lines show that the second goes on with the first."""
    lists = genre()
    if following[0] in lists.continuing_signs or words[-1] in lists.open_signs:
        return True
    if words.rstrip(_CLOSERS)[-1:] in FINAL:
        return False
    if WIDE.match(words[-1]):
        aside = following[0] in "(（" and columns(words) <= PAGE // 2
        return aside or words.endswith(lists.open_words) or following.startswith(lists.continuing_words)
    last = _LAST_WORD.search(words[-20:])
    return (
        bool(_LOWER_WORD.match(following))
        or following[0] == "("
        or bool(last and last.group(1).lower() in lists.open_ends)
    )
