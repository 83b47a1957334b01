"""Who wrote an article and when, from lines of its own at the top or the end: 作者：…, By …, 发布日期：…"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache

from ingest.characters import columns, traditional
from ingest.dateline import last_date, lone_date
from ingest.genre import genre

WIDEST = 100  # columns of a byline
HEAD, TAIL = 15, 6  # lines with words that are looked at, from the top and from the end
_END = 3000  # characters among which the last lines are sought
_HINT = re.compile(r"\d|[:：/|｜]|\b[Bb]y\b|\b(?:[Aa]uthor|[Pp]ublish|[Rr]eport|[Ww]ritten)")
_PART = re.compile(r"\s[|｜·•–—-]\s|\s{2,}|\t")
_NAMES = re.compile(r"[A-Z][\w.'’-]*(?:\s+(?:[A-Z][\w.'’-]*|and|&|de|van|von)|\s*,\s*(?=[A-Z]\w+\s[A-Z]))*")
_MARKS = re.compile(r"[*_#>`\[\]]|\(https?://[^\s)]*\)")
_LINE = re.compile(r"[^\r\n]+")
_EDGES = " \t\u3000,，;；:：|｜/"


@dataclass(frozen=True, slots=True)
class Byline:
    """What the lines say; None where they say nothing."""

    author: str | None = None
    publisher: str | None = None
    published: date | None = None


def byline(text: str, body: int = 0) -> Byline:
    """Author, publisher and date as the first and last lines of `text[body:]` tell them.

    >>> byline("Chips\\nBy Jane Doe | Jan 3, 2025\\nIn 2024 it rose.")
    Byline(author='Jane Doe', publisher=None, published=datetime.date(2025, 1, 3))
    """
    found: dict[str, str | date] = {}
    for line, top in _edge_lines(text, body):
        for role, value in _facts(line):
            if top or role != "publisher":
                found.setdefault(role, value)
    return Byline(**found)  # type: ignore[arg-type]


def is_byline(line: str) -> bool:
    """Whether a line tells nothing but author, publisher or date.

    >>> is_byline("作者：張三"), is_byline("发布日期:2025-12-05 09:21"), is_byline("By 2025 it will double")
    (True, True, False)
    """
    return any(_facts(line))


def _edge_lines(text: str, body: int) -> Iterator[tuple[str, bool]]:
    taken = 0
    for match in _LINE.finditer(text, body):
        if taken == HEAD:
            break
        if match.group().strip():
            taken += 1
            yield match.group(), True
    start = max(body, len(text) - _END)
    last = [line for line in text[start:].splitlines()[start > body :] if line.strip()]
    yield from ((line, False) for line in last[-TAIL:])


def _facts(line: str) -> Iterator[tuple[str, str | date]]:
    if len(line) > 4 * WIDEST or not _HINT.search(line):
        return
    plain = _MARKS.sub("", line).strip()
    if not plain or columns(plain) > WIDEST:
        return
    for part in _PART.split(plain):
        yield from _part_facts(part.strip(_EDGES))


def _part_facts(part: str) -> Iterator[tuple[str, str | date]]:
    role, value, colon = _labelled(part)
    told = lone_date(value)
    if told:
        if role in (None, "date", "author"):
            yield "published", told
        return
    if role == "author" and (name := _author(value, colon)):
        yield "author", name
        if ended := last_date(value):
            yield "published", ended
    elif role == "publisher" and colon and columns(value) <= 40:
        yield "publisher", value


def _labelled(part: str) -> tuple[str | None, str, bool]:
    """Role, value, and whether a sign stands between them; without a label the role is None."""
    match = _label().match(part)
    if not match:
        return None, part, False
    value = part[match.end() :].strip(_EDGES)
    return (_roles()[match.group(1).lower()], value, bool(match.group(2))) if value else (None, part, False)


@cache
def _roles() -> dict[str, str]:
    """What a label tells, by the label in either script."""
    simple = genre().bylines
    written = "\n".join(simple)
    both = zip(f"{traditional(written)}\n{written}".split("\n"), [*simple.values()] * 2, strict=True)
    return dict(both) | {label.replace("佈", "布"): role for label, role in both}


@cache
def _label() -> re.Pattern[str]:
    labels = "|".join(map(re.escape, sorted(_roles(), key=len, reverse=True)))
    return re.compile(rf"({labels})(?:\s*([:：/|｜])|\s+|(?=\d))\s*", re.IGNORECASE)


def _author(value: str, colon: bool) -> str | None:
    if value[:1].isascii():
        names = _NAMES.match(value)
        return names.group().strip(_EDGES) if names and (colon or names.group() == value or last_date(value)) else None
    return value if colon and columns(value) <= 60 else None
