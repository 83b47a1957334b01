"""The words that tell arithmetic, and where they stand between numbers."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Sequence
from functools import cache

from ingest.lexicons import DATA
from ingest.neighbours import Neighbours
from ingest.sum_numbers import Number
from kg.algebra import Measure

WINDOW = {"zh": 24, "en": 60}  # characters before a number in which a word still says how it came about
CLOSE = {"zh": 8, "en": 18}  # characters in which it belongs to the number itself


@cache
def _words(name: str) -> re.Pattern[str]:
    found = tomllib.loads((DATA / "sums.toml").read_text(encoding="utf-8"))[name]
    ordered = sorted(found, key=lambda word: (-len(word), word))
    return re.compile(
        "|".join(rf"\b{re.escape(word)}\b" if word.isascii() else re.escape(word) for word in ordered), re.I
    )


def says(name: str, words: str) -> bool:
    """Whether a word of one list of `sums.toml` stands in some words.

    >>> says("ties", "也就是每年"), says("totals", "together they hold"), says("pluses", "surplus")
    (True, True, False)
    """
    return _words(name).search(words) is not None


def found(name: str, words: str) -> list[tuple[int, int]]:
    """Where they stand."""
    return [match.span() for match in _words(name).finditer(words)]


def ahead(text: Neighbours, number: Number, reach: dict[str, int] = WINDOW) -> str:
    """The words of the sentence shortly before a number, behind the number before it."""
    sentence = text.passage.sentences[text.sentences[number.place]]
    start = max(sentence.start, number.start - reach[sentence.lang])
    inside = text.passage.quantities.within(start, number.start)
    return text.passage.text[max([start, *(item.end for item in inside)]) : number.start]


def behind(text: Neighbours, number: Number, reach: dict[str, int] = CLOSE) -> str:
    """The words of its sentence shortly behind it."""
    sentence = text.passage.sentences[text.sentences[number.place]]
    return text.passage.text[number.end : min(sentence.end, number.end + reach[sentence.lang])]


def tied(text: Neighbours, number: Number) -> bool:
    """Whether words before it say that it is worked out."""
    return says("ties", ahead(text, number))


def between(text: Neighbours, one: Number, other: Number) -> str:
    """The words from one number to another."""
    return text.passage.text[one.end : other.start]


_FEW = "一二三四五六七八九十", ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")
_NAMED = {word: nth for row in _FEW for nth, word in enumerate(row, 1)} | {"两": 2}
_YEARS = re.compile(
    rf"(?<![\d.])(\d{{1,2}}(?:\.\d)?|[{''.join(_FEW[0])}两]|\b(?:{'|'.join(_FEW[1])}))"
    r"[ -]?(?:个)?\s*(?:年(?!代|前|后)|years?\b)",
    re.I,
)


def years(text: Neighbours, number: Number) -> Measure | None:
    """How many years its sentence tells of: in 3 years, from 2023 to 2026; None where none or several are told."""
    place = text.passage.sentences[text.sentences[number.place]]
    told = {match[1].lower() for match in _YEARS.finditer(text.passage.text, place.start, place.end)}
    if len(told) == 1:
        word = told.pop()
        return Measure.of(str(_NAMED.get(word, word)), "year")
    dated = [each.value for each in text.passage.periods.within(place.start, place.end) if each.value.grain == "year"]
    starts = sorted({each.start.year for each in dated if each.start})
    return Measure.of(str(starts[1] - starts[0]), "year") if len(starts) == 2 and not told else None


def sentence(text: Neighbours, number: Number) -> int:
    """Its sentence."""
    return text.sentences[number.place]


def together(text: Neighbours, numbers: Sequence[Number], most: int = 1) -> bool:
    """Whether they stand in one block, within so many sentences of one another."""
    sentences = [sentence(text, number) for number in numbers]
    blocks = {text.blocks[number.place] for number in numbers}
    return len(blocks) == 1 and max(sentences) - min(sentences) <= most


def subject(text: Neighbours, number: Number) -> str | None:
    """What its claim is about."""
    entities = text.drafts[number.place].entities
    return entities[0] if entities else None


def in_order(values: Sequence[Sequence[Number]]) -> list[Number]:
    """All numbers in the order of the text, each once: a clause may lie within another."""
    by_start = {number.start: number for numbers in values for number in numbers}
    return [by_start[start] for start in sorted(by_start)]
