"""The lines of a text and what each is by its first characters: heading, item of a list, rule, plain text."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Literal, NamedTuple

from ingest.characters import HAN, HAN_POINT

LineKind = Literal["blank", "text", "heading", "item", "rule", "underline", "fence"]
_BREAK = re.compile(
    r"\r\n|[\n\r\x0b\x0c\x1c-\x1e\x85\u2028\u2029]|(?:\\r)?\\n(?![a-z])|<br[ \t]*/?>[ \t]*(?:\r\n|\n|\r)?",
    re.IGNORECASE,
)
_HARD = re.compile(r"(?: {2,}|\\)$")
_QUOTE = re.compile(r"[ \t]{0,3}>(?:[ \t]*>)*(?![\d=.])[ \t]?")
_HEADING = re.compile(r"(#{1,6})(?:[ \t\u3000]+|(?<=##)(?=[^\s#]))")
_CLOSING_HASHES = re.compile(r"[ \t]#+[ \t]*$")
_RULE = re.compile(r"([-*_=—─━~·•])(?:[ \t]*\1){2,}[ \t]*$")
_UNDERLINE = re.compile(r"(=+|-{2,})[ \t]*$")
_FENCE = re.compile(r"(?:`{3,}|~{3,})[^`]*$")
_DEFINITION = re.compile(r"\[\^[^\]\s]{1,40}\]:|\[[^\]\n]{1,80}\]:[ \t]*(?:<|https?:|[./#])")
_ORDERED = "|".join(
    (
        r"\d{1,3}(?:[.．](?![\d.])|[、)）](?!\d)|/(?=[ \t]))",
        r"[(（](?:\d{1,2}|[a-z]|[一二三四五六七八九十]{1,3})[)）]",
        HAN_POINT,
        r"[①-⑳]",
        rf"[A-Z][.)](?=[ \t]+[A-Z{HAN}])",
        r"[a-z]\)(?=[ \t])",
    )
)
_BULLET = r"[-*+–—](?=[ \t])|[•·●▪▫◦‣○■□◆◇►▶➤➢✓✔✅☑★☆※◎]|[?？\ufffd]{1,2}(?=[ \t]*\S)"
_ITEM = re.compile(rf"(?:(?P<ordered>{_ORDERED})|(?P<bullet>{_BULLET}))[ \t\u3000]*(?:\[[ xX]\][ \t]+)?(?=\S)")
_MARKED = frozenset("#-*_=—─━~·•`[(（+–●▪▫◦‣○■□◆◇►▶➤➢✓✔✅☑★☆※◎?？\ufffd") | frozenset("0123456789一二三四五六七八九十")
_LETTERED = re.compile(r"[A-Za-z][.)]|[①-⑳]")


class Line(NamedTuple):
    """A line: its content without marks and outer blanks, and what the marks said.

    `left` and `right` are the edges of the line as it stands; `hard` says that a break behind it is meant.
    """

    kind: LineKind
    start: int
    end: int
    left: int
    right: int
    level: int = 0
    quoted: int = 0
    indent: int = 0
    ordered: bool = False
    hard: bool = False


def is_item(words: str) -> bool:
    """Whether words begin with the mark of a list.

    >>> is_item("• TPU"), is_item("2. GPU"), is_item("2.5 GW")
    (True, True, False)
    """
    return bool(_ITEM.match(words))


def lines(text: str, body: int = 0) -> Iterator[Line]:
    """The lines of `text[body:]` in order; those of code between fences are left out.

    >>> [line.kind for line in lines("# A\\n- b\\nc\\n\\n***")]
    ['heading', 'item', 'text', 'blank', 'rule']
    """
    found = [_line(text, left, right, broken) for left, right, broken in _physical(text, body)]
    fences = [place for place, line in enumerate(found) if line.kind == "fence"]
    at = 0
    for opening, closing in zip(fences[::2], fences[1::2], strict=False):
        yield from found[at:opening]
        yield found[closing]._replace(kind="rule")
        at = closing + 1
    yield from found[at:]


def _physical(text: str, body: int) -> Iterator[tuple[int, int, bool]]:
    left = body
    for match in _BREAK.finditer(text, body):
        tag = match.group()[0] == "<"
        in_row = tag and text[left : left + 1] == "|"
        if in_row and match.group()[-1] not in "\r\n":
            continue
        yield left, match.start(), tag and not in_row
        left = match.end()
    if left < len(text):
        yield left, len(text), False


def _line(text: str, left: int, right: int, broken: bool) -> Line:
    if left == right:
        return Line("blank", left, right, left, right, hard=broken)
    quote = _QUOTE.match(text, left, right)
    inside = quote.end() if quote else left
    start, end = _trim(text, inside, right)
    line = Line(
        "text" if start < end else "blank", start, end, inside, right,
        quoted=quote.group().count(">") if quote else 0,
        indent=len(text[inside:start].expandtabs(4)),
        hard=broken or bool(_HARD.search(text, max(left, right - 3), right)),
    )  # fmt: skip
    if start < end and (text[start] in _MARKED or _LETTERED.match(text, start, end)):
        return _marked(text, line)
    return line


def _trim(text: str, start: int, end: int) -> tuple[int, int]:
    words = text[start:end]
    return end - len(words.lstrip()), start + len(words.rstrip())


def _marked(text: str, line: Line) -> Line:
    start, end = line.start, line.end
    if heading := _HEADING.match(text, start, end):
        closing = _CLOSING_HASHES.search(text, max(heading.end(), end - 12), end)
        return line._replace(
            kind="heading", start=heading.end(), end=closing.start() if closing else end, level=len(heading.group(1))
        )
    if _FENCE.match(text, start, end):
        return line._replace(kind="fence")
    if underline := _UNDERLINE.match(text, start, end):
        return line._replace(kind="underline", level=1 if underline.group()[0] == "=" else 2)
    if _RULE.match(text, start, end) or _DEFINITION.match(text, start, end):
        return line._replace(kind="rule")
    if item := _ITEM.match(text, start, end):
        return line._replace(kind="item", start=item.end(), ordered=bool(item.group("ordered")))
    return line
