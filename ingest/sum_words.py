"""The words that tell arithmetic, and where they stand between numbers."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import NamedTuple

from ingest.measure_frame import change_at
from ingest.neighbours import Neighbours
from ingest.numbers import find as numerals
from ingest.rates import DATING
from ingest.sum_lists import either, one_of, paces, starts
from ingest.sum_numbers import Number
from kg.algebra import Measure

WINDOW = {"zh": 24, "en": 60}  # characters before a number in which a word still says how it came about
CLOSE = {"zh": 8, "en": 18}  # characters in which it belongs to the number itself


def says(name: str, words: str) -> bool:
    """Whether a word of one list of `sums.toml` stands in some words.

    >>> says("ties", "也就是每年"), says("totals", "together they hold"), says("pluses", "surplus")
    (True, True, False)
    """
    return one_of(name).search(words) is not None


def found(name: str, words: str) -> list[tuple[int, int]]:
    """Where they stand."""
    return [match.span() for match in one_of(name).finditer(words)]


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


def based(words: str) -> bool:
    """Whether some words tell a change against another time: 年增 15%, up 15% on the year; not 今年增长.

    >>> based("季增"), based("今年增长"), based("up, year on year,")
    (True, False, True)
    """
    return any(not start or words[start - 1] not in DATING for start, _ in found("bases", words))


def basis(text: Neighbours, number: Number) -> str | None:
    """From, to, by: how it tells a change, also with its date or pace before it: 由 2020 年的 100 亿."""
    told = number.quantity.basis
    if told:
        return told
    words = ahead(text, number)
    first, bare = number.start - len(words), words
    for each in reversed(text.passage.periods.within(first, number.start)):
        bare = bare[: each.start - first] + bare[each.end - first :]
    bare = timeless(bare).rstrip(" 的")
    return change_at(bare) if bare != words.rstrip() else None


def between(text: Neighbours, one: Number, other: Number) -> str:
    """The words from one number to another."""
    return text.passage.text[one.end : other.start]


LONGEST = 99  # years that a length of time may have; more is a date
_YEARS = re.compile(r"[ -]?个?\s*(?:年(?![代前])|years?\b)")


def years(text: Neighbours, number: Number) -> Measure | None:
    """How many years its sentence tells of: in 3 years, from 2023 to 2026; None where none or several are told."""
    place = text.passage.sentences[text.sentences[number.place]]
    told = set(_lengths(text.passage.text[place.start : place.end]))
    if len(told) == 1:
        return Measure.of(told.pop(), "year")
    dated = [each.value for each in text.passage.periods.within(place.start, place.end) if each.value.grain == "year"]
    starts = sorted({each.start.year for each in dated if each.start})
    return Measure.of(str(starts[1] - starts[0]), "year") if len(starts) == 2 and not told else None


def _lengths(words: str) -> Iterator[Decimal]:
    """The numerals that count years."""
    if _YEARS.search(words):
        for each in numerals(words):
            if each.kind == "cardinal" and 0 < each.value <= LONGEST and _YEARS.match(words, each.span.end):
                yield each.value


def lasts(words: str) -> bool:
    """Whether some words tell a number of years.

    >>> lasts("电网十年共"), lasts("in 2024"), lasts("over ten years")
    (True, False, True)
    """
    return next(_lengths(words), None) is not None


def pace(before: str, after: str) -> str:
    """The time over which a number comes, as the words on either side of it have it; empty where they have none.

    >>> pace("每小时租金", ""), pace("a fleet earns", " an hour"), pace("一小时后有", "")
    ('hour', 'hour', '')
    """
    for words in (after, before):
        for unit, pattern in paces():
            if any(not starts("thens", words[match.end() :].lstrip()) for match in pattern.finditer(words)):
                return unit
    return ""


_MANY = re.compile(rf"{either('pers')}\s*(?:\d|{either('scales')})", re.I)
_OF_TIME = re.compile(rf"[\s-]*({either('times')})", re.I)


def many(words: str) -> bool:
    """Whether some words tell of so many at once: per million, 每百万.

    >>> many("$3 per million"), many("每千次"), many("per person")
    (True, True, False)
    """
    return _MANY.search(words) is not None


def of_time(words: str) -> str:
    """The time with which some words begin: a GPU hour is one of a GPU for an hour."""
    told = _OF_TIME.match(words)
    return told[1].lower() if told else ""


def timeless(words: str) -> str:
    """Some words without those that tell a pace: 每年 is not told of each.

    >>> timeless("每年每人")
    '每人'
    """
    for _, pattern in paces():
        words = pattern.sub("", words)
    return words


# --- shares


def of_whole(text: Neighbours, one: Number, other: Number) -> bool:
    """Whether an amount and a share stand side by side as the whole and its part: 20% of 500, 500 的 20%."""
    words = between(text, one, other)
    return (_OF if one.share else _ZH_OF).fullmatch(words) is not None


def amount_of(text: Neighbours, part: Number, whole: Number) -> bool:
    """Whether one amount is told to be some of the other: 430 of the 4,200."""
    return _OF.fullmatch(between(text, part, whole)) is not None


_HEDGE = rf"(?:{either('hedges')}\s*)?"
_OF = re.compile(rf"\s*{either('ofs')}\s+(?:{either('determiners')}\s*)?(?:\S+\s+){{0,2}}[$€£]?", re.I)
_ZH_OF = re.compile(rf"\s*\w{{0,6}}{either('zh_ofs')}[\s，]*有?\s*{_HEDGE}")
_OF_WHAT = re.compile(rf"\s*{either('ofs')}\s+([^,，;；:：.。()（）]+)", re.I)
_WHAT_OF = re.compile(rf"([^,，;；:：.。()（）、]+?)的\s*{_HEDGE}$")
_EQUALS = re.compile(rf"[\s,，(（]*{either('equals')}[\s,，]*{_HEDGE}[$€£]?$", re.I)
_SAME = re.compile(rf"\s*(?:[(（]|[,，]?\s*{either('restatings')})\s*{_HEDGE}", re.I)
DAYS = {"day": 1, "week": 7, "month": 30, "year": 365}


class Phrase(NamedTuple):
    """What a share is of: its words without those of time, and the days of which it is told."""

    words: str
    days: int | None


def phrase_of(text: Neighbours, share: Number) -> Phrase | None:
    """The words for the whole that a share is of: 上海一天用电量的 5%, 5% of the state's demand."""
    lang = text.passage.sentences[text.sentences[share.place]].lang
    found = _WHAT_OF.search(ahead(text, share)) if lang == "zh" else _OF_WHAT.match(behind(text, share, WINDOW))
    return _phrase(found[1]) if found else None


def _phrase(words: str) -> Phrase | None:
    cut = max((end for _, end in found("equates", words)), default=0)
    told = words[cut:].strip()
    days = next((DAYS[unit] for unit, pattern in paces() if unit in DAYS and pattern.search(told)), None)
    told = one_of("entires").sub("", timeless(told)).strip().lower()
    return Phrase(" ".join(told.split()), days) if told else None


def equals(words: str) -> bool:
    """Whether words before a number say that it is what was named: is, 就是."""
    return _EQUALS.search(words) is not None


def equated(words: str) -> bool:
    """Whether the words between two numbers make one of them the other again."""
    return _SAME.fullmatch(words) is not None


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
