"""Words of a quote that matter when it is compared with another: first of its like, always, how likely."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Iterator
from functools import cache
from importlib.resources import files
from typing import Any

from ahocorasick_rs import AhoCorasick

from kg.concepts import Label
from kg.script import simplified


def lists() -> dict[str, dict[str, Any]]:
    """The lists of `queries/data/comparing.toml`."""
    return table("comparing")


@cache
def table(name: str) -> dict[str, dict[str, Any]]:
    """A packaged file of words, by its name without the ending."""
    return tomllib.loads(files("queries").joinpath("data", f"{name}.toml").read_text(encoding="utf-8"))


@cache
def _pattern(table: str, name: str) -> re.Pattern[str]:
    """Any word of a list, the longest first; English ones as whole words."""
    told: Any = lists()[table]
    for part in name.split("."):
        told = told[part]
    return _any(told)


def _any(words: Iterable[str]) -> re.Pattern[str]:
    """Any of the words, the longest first."""
    ordered = sorted(words, key=len, reverse=True)
    return re.compile("|".join(whole(word) if word.isascii() else re.escape(word) for word in ordered))


def whole(word: str) -> str:
    """A pattern of an English word as a whole; Chinese beside it is no part of it: 按GAAP计."""
    return rf"(?a:\b{re.escape(word)}\b)"


@cache
def words(table: str, name: str = "words") -> frozenset[str]:
    """The words of a list.

    >>> sorted(words("owners"))
    ['Company', 'Organization']
    """
    return frozenset(lists()[table][name])


@cache
def pattern(name: str) -> re.Pattern[str]:
    """A way of writing, of the table `patterns`; it is looked for in plain text."""
    return re.compile(lists()["patterns"][name])


def says(quote: str, table: str, name: str = "words") -> bool:
    """Whether a word of the list stands in the quote, whatever its script and case.

    >>> says("輝達永遠供不應求", "always"), says("It is one of the largest banks", "among")
    (True, True)
    """
    return (table, name) in _said(plain(quote))


List = tuple[str, str]
"""A table of the file and the name of a list in it."""


@cache
def _said(text: str) -> frozenset[List]:
    """The lists of which a word stands in the plain text, an English one as a whole word."""
    automaton, places = _words()
    matches = automaton.find_matches_as_indexes(text, overlapping=True)
    told = {nth for nth, start, end in matches if not text[start:end].isascii() or _whole(text, start, end)}
    return frozenset(place for nth in told for place in places[nth])


@cache
def _words() -> tuple[AhoCorasick, list[list[List]]]:
    """All words of all lists, and in which lists each of them is."""
    found: dict[str, list[List]] = {}
    for table, told in lists().items():
        for name, listed in _leaves(told):
            for word in listed:
                found.setdefault(word, []).append((table, name))
    return AhoCorasick(found), [*found.values()]


def _leaves(told: dict[str, Any], above: str = "") -> Iterator[tuple[str, list[str]]]:
    for name, each in told.items():
        if isinstance(each, dict):
            yield from _leaves(each, f"{above}{name}.")
        elif isinstance(each, list):
            yield f"{above}{name}", each


def _whole(text: str, start: int, end: int) -> bool:
    """Whether a word begins and ends where the piece of the text does."""
    return all(_in_word(text[at - 1 : at]) != _in_word(text[at : at + 1]) for at in (start, end))


def _in_word(character: str) -> bool:
    return character.isascii() and (character.isalnum() or character == "_")


def places(quote: str, table: str, name: str = "words") -> list[tuple[int, int]]:
    """Where words of the list stand in the quote."""
    if not says(quote, table, name):
        return []
    return [found.span() for found in _pattern(table, name).finditer(plain(quote))]


@cache
def plain(quote: str) -> str:
    """The quote in simplified characters and lower case, of the same length."""
    return simplified(quote).lower()


def superlatives(quote: str) -> frozenset[str]:
    """The scales on which the quote puts its subject first: largest, fastest; empty for one of many.

    >>> sorted(superlatives("台積電是全球最大的晶圓代工廠")), sorted(superlatives("one of the largest banks"))
    (['largest'], [])
    """
    if says(quote, "among") or not any(says(quote, "superlatives", name) for name in lists()["superlatives"]):
        return frozenset()
    text, found = plain(quote), set[str]()
    for match in _superlatives().finditer(text):
        found.update(name for name, words in lists()["superlatives"].items() if match.group() in words)
    return frozenset(found)


@cache
def _superlatives() -> re.Pattern[str]:
    """Any superlative, the longest first, so that the second largest is not the largest."""
    words = [word for words in lists()["superlatives"].values() for word in words]
    return _any(words)


def aspects(quote: str) -> dict[str, str]:
    """By distinction, the side that the quote takes; a quote that names both sides takes none.

    >>> aspects("China's real GDP grew 5%"), aspects("名目 GDP 成長 4.2%")
    ({'prices': 'real'}, {'prices': 'nominal'})
    """
    found = {
        name: [side for side in sides if says(quote, "aspects", f"{name}.{side}")]
        for name, sides in lists()["aspects"].items()
    }
    found = {name: _outermost(quote, name) if len(sides) > 1 else sides for name, sides in found.items()}
    return {name: sides[0] for name, sides in found.items() if len(sides) == 1}


def _outermost(quote: str, name: str) -> list[str]:
    """The sides of a distinction whose words stand within no longer word of it: non-GAAP is not GAAP."""
    sides: dict[str, list[str]] = lists()["aspects"][name]
    told = {match.group() for match in _side_words(name).finditer(plain(quote))}
    return [side for side, listed in sides.items() if not told.isdisjoint(listed)]


@cache
def _side_words(name: str) -> re.Pattern[str]:
    """Any word of either side of a distinction, the longest first."""
    return _any(word for listed in lists()["aspects"][name].values() for word in listed)


@cache
def sided() -> re.Pattern[str]:
    """Any word that takes a side of some distinction."""
    return _any(word for sides in lists()["aspects"].values() for side in sides.values() for word in side)


def themes(quote: str) -> frozenset[str]:
    """The themes that the quote names, whatever its language.

    >>> themes("The moat is narrowing") == themes("護城河越來越寬")
    True
    """
    return frozenset(name for name in lists()["themes"] if says(quote, "themes", name))


def content(quote: str) -> frozenset[str]:
    """Words of three letters or more, and pairs of Chinese characters, without the commonest.

    >>> sorted(content("The plant is making chips")), sorted(content("量产芯片"))
    (['chip', 'mak', 'plant'], ['产芯', '芯片', '量产'])
    """
    text = plain(quote)
    english = {_stem(word) for word in re.findall(r"[a-z]{3,}", text)} - words("common")
    runs = re.findall(r"[\u4e00-\u9fff]+", text)
    return frozenset(english | {run[at : at + 2] for run in runs for at in range(len(run) - 1)})


def _stem(word: str) -> str:
    for ending in ("ing", "ed", "es", "s"):
        if word.endswith(ending) and len(word) - len(ending) > 2:
            return word.removesuffix(ending)
    return word


def beside(quote: str, start: int, end: int, spans: Iterable[tuple[int, int]], gap: int = 12) -> bool:
    """Whether one of `spans` lies within `gap` characters of the piece of the quote from `start` to `end`."""
    return any(start - gap <= last and first <= end + gap for first, last in spans)


def named(labels: Iterable[Label], words: str) -> bool:
    """Whether a label stands in `words`, an English one as whole words."""
    return any(form in words and (not form.isascii() or re.search(whole(form), words)) for form in forms(labels))


def is_name(labels: Iterable[Label], quote: str) -> bool:
    """Whether a quote, a heading say, is no more than names of the measure; words for an end of its scale say more.

    >>> from kg.gazetteer import Knowledge
    >>> moat = Knowledge.load().metrics["competitive_position"].labels
    >>> is_name(moat, "护城河 (Moat)"), is_name(moat, "The moat is wide")
    (True, False)
    """
    text = plain(quote)
    for form in sorted(forms(label for label in labels if not label.pole), key=len, reverse=True):
        text = text.replace(form, " ")
    return not any(map(str.isalnum, text))


def forms(labels: Iterable[Label]) -> Iterator[str]:
    """The words of the labels as they stand in plain text."""
    return (label.simplified.lower() for label in labels)
