"""The words that `ingest.measure_lexer` finds: from the TOML files of numbers and periods, and from the units."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

from kg.units import Unit, Units

DATA = Path(__file__).parent / "data"
FILES = ("numbers.toml", "counting.toml", "periods.toml")
CONTEXT = {
    "frame",
    "degree",
    "length",
    "paying",
    "change",
    "function",
    "label",
    "saying",
    "card_name",
}  # looked up around a number, not found as tokens
Senses = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Lexicon:
    """Words with their senses, and how long those are that begin with a Latin word or another character.

    `symbols` are signs that only follow a number, in the case as written; `cards` are makes of accelerator.
    """

    words: Mapping[str, Senses]
    lengths: Mapping[str, tuple[int, ...]]
    symbols: Mapping[str, Senses]
    symbol_lengths: Mapping[str, tuple[int, ...]]
    characters: frozenset[str]
    cards: Mapping[str, str]


@cache
def lexicon() -> Lexicon:
    """The packaged lexicon, read once."""
    words: dict[str, dict[str, Any]] = {}
    symbols: dict[str, dict[str, Any]] = {}
    for sense, value, word in _entries():
        if sense == "letter":
            symbols.setdefault(word, {})[sense] = value
        else:
            words.setdefault(fold(word), {}).setdefault(sense, value)
    for unit in Units.load().values():
        _add_unit(unit, words, symbols)
    firsts = {_first(word) for word in words} | {fold(symbol)[0] for symbol in symbols}
    return Lexicon(
        words=words, lengths=_lengths((_first(word), word) for word in words), symbols=symbols,
        symbol_lengths=_lengths((fold(symbol)[0], symbol) for symbol in symbols),
        characters=frozenset(first for first in firsts if not _is_latin(first)),
        cards={word: str(unit) for unit, word in table("card_name")},
    )  # fmt: skip


def _lengths(pairs: Iterable[tuple[str, str]]) -> dict[str, tuple[int, ...]]:
    found: dict[str, set[int]] = {}
    for first, word in pairs:
        found.setdefault(first, set()).add(len(word))
    return {first: tuple(sorted(lengths, reverse=True)) for first, lengths in found.items()}


@cache
def _tables() -> Mapping[str, Mapping[str, list[str]]]:
    tables: dict[str, dict[str, list[str]]] = {}
    for file in FILES:
        for sense, entries in tomllib.loads((DATA / file).read_text(encoding="utf-8")).items():
            tables.setdefault(sense, {}).update(entries)
    return tables


def senses_for(purpose: str) -> frozenset[str]:
    """The senses that `senses.toml` lists for a purpose."""
    return frozenset(tomllib.loads((DATA / "senses.toml").read_text(encoding="utf-8"))[purpose])


def table(sense: str) -> list[tuple[Any, str]]:
    """The (value, word) pairs of one table of the lexicons."""
    return [(_value(value), word) for value, words in _tables()[sense].items() for word in words]


def words_of(sense: str) -> list[str]:
    """The words of one table."""
    return [word for _, word in table(sense)]


def _entries() -> Iterator[tuple[str, Any, str]]:
    for sense in (known for known in _tables() if known not in CONTEXT):
        for value, word in table(sense):
            yield (value, True, word) if sense == "word" else (sense, value, word)


def _value(text: str) -> Any:
    """A number where it is one, else the text itself."""
    bare = text.removeprefix("-")
    return int(text) if bare.isdigit() else Decimal(text) if bare.replace(".", "", 1).isdigit() else text


def _add_unit(unit: Unit, words: dict[str, dict[str, Any]], symbols: dict[str, dict[str, Any]]) -> None:
    for name, lang in unit.names:
        for form in _forms(fold(name)) if lang == "en" else (fold(name),):
            senses = words.setdefault(form, {})
            senses["unit"] = (
                (*senses.get("unit", ()), unit.id) if unit.id not in senses.get("unit", ()) else senses["unit"]
            )
    for symbol in unit.symbols:
        senses = symbols.setdefault(symbol, {})
        senses["unit"] = (*senses.get("unit", ()), unit.id)
    for prefix in unit.prefixes:
        _add_money(words, prefix, unit.id, {})
        if prefix.isalpha() and prefix.isupper() and prefix.isascii():
            _add_money(words, "M" + prefix, unit.id, {"million": True})


def _add_money(words: dict[str, dict[str, Any]], written: str, unit: str, more: Senses) -> None:
    """A sign of money; one of letters counts only in the case as written (ALL, mad and Cup are words)."""
    senses = words.setdefault(fold(written), {})
    senses |= {"currency": unit, "glues": True, **more}
    if written.isalpha() and written.isascii():
        senses["written"] = (*senses.get("written", ()), written)


def _forms(name: str) -> tuple[str, ...]:
    """An English name in the singular and in the plural."""
    head, of, rest = name.partition(" of ")
    if head.endswith(("s", "feet", "people", " per hour")):
        return (name,)
    if head.endswith("y") and head[-2:-1] not in "aeiou":
        return name, head[:-1] + "ies" + of + rest
    return name, head + ("es" if head.endswith(("x", "ch", "sh")) else "s") + of + rest


def _is_latin(letter: str) -> bool:
    return letter[0].isalpha() and letter[0] < "\u0250"


def _first(word: str) -> str:
    """What a word is looked up by: its first Latin word, or its first character."""
    end = 0
    while end < len(word) and _is_latin(word[end]):
        end += 1
    if 0 < end < len(word) - 1 and word[end] == "'" and _is_latin(word[end + 1]):
        end += 1 + len(_first(word[end + 1 :]))
    return word[: end or 1]


def fold(text: str) -> str:
    """`text` in small letters, narrow signs and simplified characters, every character in its place.

    >>> fold("５ 萬億 US＄")
    '5 万亿 us$'
    """
    return text.translate(_folding())


@cache
def _folding() -> dict[int, str]:
    table: dict[int, str] = {code: chr(code - 0xFEE0) for code in range(0xFF01, 0xFF5F)}
    table |= {code: chr(code + 32) for code in range(ord("A"), ord("Z") + 1)}
    table |= {code: chr(code - 0xFEE0 + 32) for code in range(0xFF21, 0xFF3B)}
    table[ord("，")] = "，"
    for pair in tomllib.loads((DATA / "folding.toml").read_text(encoding="utf-8"))["pairs"]:
        for variant in pair[1:]:
            table[ord(variant)] = pair[0]
    return table
