"""Text that two writers share, by shingles: runs of words or characters in a row (Broder 1997)."""

from __future__ import annotations

import re
from fractions import Fraction

from kg.script import fold

RUN = 8
"""Words, or Chinese characters, of a shingle of a text."""
SHORT_RUN = 4
"""The same, of a shingle of a sentence."""
LEAST = 16
"""Words, or Chinese characters, that a sentence or a text has at the least, if it is to tell who wrote it."""
REPOSTED = Fraction(1, 4)
"""Share of the shorter text that stands in the other, if one is taken from the other."""
RESTATED = Fraction(1, 2)
"""The same, of the shorter sentence."""
_WORD = re.compile(r"[\u3400-\u9fff]|[^\W\u3400-\u9fff]+")

Shingles = frozenset[tuple[str, ...]]


def of_text(text: str) -> Shingles:
    """The shingles of a text; none where it is too short to tell."""
    return _shingles(text, RUN)


def of_sentence(quote: str) -> Shingles:
    """The shingles of a sentence; none where it is too short to tell."""
    return _shingles(quote, SHORT_RUN)


def share(one: Shingles, other: Shingles) -> Fraction:
    """The share of the shorter that stands in the other.

    >>> told = of_sentence("輝達執行長昨天說，今年資料中心的營收會再增加三成")
    >>> share(told, of_sentence("辉达执行长昨天说，今年资料中心的营收会再增加三成。")), share(told, of_sentence("短"))
    (Fraction(1, 1), Fraction(0, 1))
    """
    shorter = min(len(one), len(other))
    return Fraction(len(one & other), shorter) if shorter else Fraction(0)


def _shingles(text: str, run: int) -> Shingles:
    words = _WORD.findall(fold(text))
    if len(words) < LEAST:
        return frozenset()
    return frozenset(zip(*(words[at:] for at in range(run)), strict=False))
