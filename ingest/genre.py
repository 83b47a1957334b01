"""The words of the genre: what bylines, disclaimers and advertisements say (`data/clean.toml`)."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from kg.errors import DataError, Problem

DATA = Path(__file__).parent / "data" / "clean.toml"


@dataclass(frozen=True, slots=True, kw_only=True)
class Noise:
    """How one kind of noise is told; `longest` in columns."""

    reason: str
    longest: int
    starts: tuple[str, ...] = ()
    words: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Genre:
    """The lists of `clean.toml`, ready for use; words in simplified Chinese and lower-case English."""

    noises: tuple[Noise, ...]
    parts: Mapping[str, str]
    leads: tuple[str, ...]
    open_ends: frozenset[str]
    open_words: tuple[str, ...]
    continuing_words: tuple[str, ...]
    open_signs: str
    continuing_signs: str
    not_pinyin: frozenset[str]
    famous: tuple[str, str]
    bylines: Mapping[str, str]
    left_out: frozenset[str]


@cache
def genre() -> Genre:
    """The lists as the package brings them; DataError with every problem of the file."""
    return from_toml(DATA.read_text(encoding="utf-8"))


def from_toml(text: str) -> Genre:
    """The lists of a TOML text; DataError with every problem it has.

    >>> genre().parts["延伸阅读"], genre().bylines["作者"]
    ('reading', 'author')
    """
    lists = tomllib.loads(text)
    if problems := [*_problems(lists)]:
        raise DataError(problems)
    return Genre(
        noises=tuple(_noise(reason, table) for reason, table in lists["noise"].items()),
        parts={word: part for part, words in lists["part"].items() for word in words},
        leads=tuple(lists["lead"]["words"]),
        open_ends=frozenset(lists["wrap"]["open_ends"]),
        open_words=tuple(lists["wrap"]["open_words"]),
        continuing_words=tuple(lists["wrap"]["continuing_words"]),
        open_signs=lists["wrap"]["open_signs"],
        continuing_signs=lists["wrap"]["continuing_signs"],
        famous=(lists["simplified"]["famous_behind"], lists["simplified"]["famous_before"]),
        not_pinyin=frozenset(lists["pinyin"]["english"]),
        left_out=frozenset(lists["page"]["left_out"]),
        bylines={word: role for role, words in lists["byline"].items() for word in words},
    )


def _noise(reason: str, table: Mapping[str, Any]) -> Noise:
    starts, words = tuple(table.get("starts", ())), tuple(table.get("words", ()))
    return Noise(reason=reason, longest=table["longest"], starts=starts, words=words)


def _problems(lists: Mapping[str, Any]) -> Iterator[Problem]:
    for table in ("noise", "part", "lead", "wrap", "pinyin", "byline", "simplified", "page"):
        if not isinstance(lists.get(table), dict):
            yield Problem(file=DATA.name, text=f"no table [{table}]", remedy="add it")
    for reason, table in lists.get("noise", {}).items():
        if not isinstance(table.get("longest"), int):
            yield Problem(file=DATA.name, text=f"[noise.{reason}] has no whole number `longest`", remedy="add it")
    yield from (Problem(file=DATA.name, text=text, remedy="write it once, in lower case") for text in _misspelt(lists))


def _misspelt(lists: Mapping[str, Any]) -> Iterator[str]:
    seen: dict[tuple[str, str], str] = {}
    for table, key, word in _words(lists):
        if word != word.casefold() or not word:
            yield f'"{word}" in [{table}.{key}] is empty or not in lower case'
        if seen.setdefault((table, word), key) != key:
            yield f'"{word}" stands in [{table}.{key}] and in [{table}.{seen[table, word]}]'


def _words(lists: Mapping[str, Any]) -> Iterator[tuple[str, str, str]]:
    for table in ("noise", "part", "byline"):
        for key, found in lists.get(table, {}).items():
            listed = [*found.get("starts", ()), *found.get("words", ())] if isinstance(found, dict) else found
            yield from ((table, key, word) for word in listed)
