"""The lists of `sums.toml`: words that do one thing to numbers, and patterns made of them."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from functools import cache
from typing import Any

from ingest.lexicons import DATA


@cache
def _lists() -> Mapping[str, Any]:
    return tomllib.loads((DATA / "sums.toml").read_text(encoding="utf-8"))


@cache
def either(name: str) -> str:
    """The words of a list as a pattern, the longest first; Latin ones only as whole words.

    >>> re.search(either("pluses"), "a surplus plus 3").start()
    10
    """
    return _pattern(_lists()[name])


def _pattern(found: list[str]) -> str:
    ordered = sorted(found, key=lambda word: (-len(word), word))
    told = (rf"\b{re.escape(word)}\b" if word.isascii() and word[0].isalpha() else re.escape(word) for word in ordered)
    return f"(?:{'|'.join(told)})"


@cache
def one_of(name: str) -> re.Pattern[str]:
    """The same, compiled."""
    return re.compile(either(name), re.I)


def starts(name: str, words: str) -> bool:
    """Whether some words begin with one of a list.

    >>> starts("approaches", "nearly 20%"), starts("approaches", "20%")
    (True, False)
    """
    return one_of(name).match(words) is not None


@cache
def paces() -> tuple[tuple[str, re.Pattern[str]], ...]:
    """By unit of time, the words that make a number one of so much in that time."""
    return tuple((unit, re.compile(_pattern(words), re.I)) for unit, words in _lists()["paces"].items())
