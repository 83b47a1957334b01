"""How a text marks what it argues for: in its title, in headings, in bold, or by avowing it."""

from __future__ import annotations

import re
import tomllib
from functools import cache
from importlib.resources import files
from typing import Literal, get_args

from kg.model import Article, Span
from kg.script import fold

Mark = Literal["title", "heading", "bold", "avowed"]

MARKS: tuple[Mark, ...] = get_args(Mark)
"""The strongest first."""
LEAD = 40
"""Characters before a claim, in its sentence, in which an avowal counts."""

_HEADING = re.compile(r" {0,3}#{1,6}\s")
_BOLD = re.compile(r"\*\*(?=\S)(.+?)(?<=\S)\*\*|__(?=\S)(.+?)(?<=\S)__")
_ENDS = re.compile(r"[。！？!?\n]|\.\W*\s")


def marks(article: Article, span: Span) -> tuple[Mark, ...]:
    """By which means `article` marks what stands at `span`, the strongest first.

    >>> text = "# Compute\\n\\n**We believe power is the limit.** Prices fell."
    >>> article = Article(id="a", text=text, sha256="", lang="en", title="Compute")
    >>> marks(article, Span.of(text, 24, 42)), marks(article, Span.of(text, 46, 57))
    (('bold', 'avowed'), ())
    """
    line, start = _line(article.text, span)
    found: dict[Mark, bool] = {
        "title": _in_title(article.title or "", span.quote),
        "heading": bool(_HEADING.match(line)),
        "bold": any(_covers(bold, span.start - start, span.end - start) for bold in _BOLD.finditer(line)),
        "avowed": _avowed(article.text, span),
    }
    return tuple(mark for mark in MARKS if found[mark])


def _line(text: str, span: Span) -> tuple[str, int]:
    """The line in which a span begins, and where that begins."""
    start = text.rfind("\n", 0, span.start) + 1
    end = text.find("\n", span.start)
    return text[start : end if end >= 0 else len(text)], start


def _in_title(title: str, quote: str) -> bool:
    called, said = fold(title), fold(quote)
    return bool(called) and ((said in called and 2 * len(said) >= len(called)) or called in said)


def _covers(bold: re.Match[str], start: int, end: int) -> bool:
    """Whether most of a stretch is bold."""
    return 2 * (min(bold.end(), end) - max(bold.start(), start)) > end - start


def _avowed(text: str, span: Span) -> bool:
    before = _ENDS.split(text[max(0, span.start - LEAD) : span.start])[-1]
    return bool(_avowals().search(fold(before + span.quote)))


@cache
def _avowals() -> re.Pattern[str]:
    words = tomllib.loads(files("queries").joinpath("data", "avowals.toml").read_text(encoding="utf-8"))
    chinese, english = ("|".join(map(re.escape, words[lang])) for lang in ("zh", "en"))
    return re.compile(rf"{chinese}|\b(?:{english})\b")
