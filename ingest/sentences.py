"""Sentences and clauses of a cleaned text, as half-open ranges of code points."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from ingest.language import han_share
from ingest.lexicons import any_of, words

ABBREVIATIONS = frozenset(words("abbreviations"))
FINAL = frozenset(words("final_abbreviations"))
_END = re.compile(r"[。！？!?…；]+[”’」』）)\"'》】]*|\.[”\"')\]]*(?=\s)|;(?=\s)|\n+")
_CLAUSE = re.compile(r"[，：；,:;]|——|—|–(?=\s)|\s[-–](?=\s)")
_OPEN, _CLOSE = "（(【[", "）)】]"
_OPENING = any_of(_OPEN)
LONGEST = 500  # characters; longer ones are cut at a clause or a space: a tagger's cost grows faster than its text
LONGEST_WORD = 40  # characters; an abbreviation is shorter
_NEXT = re.compile(r"\S")
_BREAK = re.compile(r"[，、：,:\s]")
_STOPS = "。！？!?…；.;"
CHINESE_SHARE = 0.2  # of letters: above it a sentence is read as Chinese


class Sentence(NamedTuple):
    """A sentence: its range, the index of its block, and `zh` or `en`."""

    start: int
    end: int
    block: int
    lang: str


class Range(NamedTuple):
    """A piece of a text."""

    start: int
    end: int


class Segment(NamedTuple):
    """One proposition: its words, its sentence, and where its grammatical subject may stand."""

    start: int
    end: int
    sentence: int
    subject: Range
    frame: Range  # its words with what comes before them in the sentence since the last segment
    head: int = 0  # the token of its predicate, in English


def sentences(text: str, start: int, end: int, block: int = 0) -> list[Sentence]:
    """The sentences of a range, the text of `block`, in order, without surrounding white space.

    >>> [s[:2] for s in sentences("Up 3.5% in the U.S. market. It fell.", 0, 36)]
    [(0, 27), (28, 36)]
    """
    return [Sentence(first, last, block, language(text[first:last])) for first, last in _split(text, start, end)]


def language(sentence: str) -> str:
    """`zh` or `en`, by the share of Han characters among the letters."""
    return "zh" if han_share(sentence) >= CHINESE_SHARE else "en"


def _split(text: str, first: int, last: int) -> Iterator[Range]:
    start = first
    for match in _END.finditer(text, first, last):
        if match.group()[0] == "." and _abbreviated(text, start, match):
            continue
        yield from _bounded(text, start, match.end())
        start = match.end()
    yield from _bounded(text, start, last)


def _bounded(text: str, start: int, end: int) -> Iterator[Range]:
    while end - start > LONGEST:
        breaks = [match.end() for match in _BREAK.finditer(text, start + 1, start + LONGEST)]
        cut = breaks[-1] if breaks else start + LONGEST
        yield from trimmed(text, start, cut)
        start = cut
    yield from trimmed(text, start, end)


def _abbreviated(text: str, start: int, match: re.Match[str]) -> bool:
    following = _NEXT.search(text, match.end())
    if following and following.group().islower():
        return True
    word = text[max(start, match.start() - LONGEST_WORD) : match.start()].rsplit(None, 1)[-1:]
    if not word or word[0].lstrip("(\"'“").lower() not in ABBREVIATIONS:
        return False
    return not (word[0].lower() in FINAL and following and following.group().isupper())


def trimmed(text: str, start: int, end: int) -> Iterator[Range]:
    """The range without white space at its edges, if anything with a letter or digit is left."""
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    if any(map(str.isalnum, text[start:end])):
        yield Range(start, end)


def clauses(text: str, start: int, end: int) -> list[Range]:
    """The parts of a sentence between commas, colons and dashes, brackets kept whole.

    >>> text = "营收 1,700 亿美元（同比, 增 5%），但利润下滑。"
    >>> [text[a:b] for a, b in clauses(text, 0, len(text))]
    ['营收 1,700 亿美元（同比, 增 5%）', '但利润下滑']
    """
    found: list[Range] = []
    first = start
    bracketed = _OPENING.search(text, start, end) is not None
    for match in _CLAUSE.finditer(text, start, end):
        place = match.start()
        if _inside_number(text, match) or (bracketed and _inside_brackets(text, first, place)):
            continue
        found.extend(trimmed(text, first, place))
        first = match.end()
    while end > first and text[end - 1] in _STOPS:
        end -= 1
    found.extend(trimmed(text, first, end))
    return found


def _inside_number(text: str, match: re.Match[str]) -> bool:
    return text[match.end() : match.end() + 1].isdigit() and text[match.start() - 1 : match.start()].isdigit()


def _inside_brackets(text: str, start: int, place: int) -> bool:
    piece = text[start:place]
    return sum(map(piece.count, _OPEN)) > sum(map(piece.count, _CLOSE))
