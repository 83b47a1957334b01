"""Quantities against their clause: a sum that is told per year, per day, without a sign beside it."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from functools import cache
from itertools import zip_longest
from typing import TYPE_CHECKING

from ingest import handfuls, unit_prices
from ingest.lexicons import words
from ingest.sentences import Range, Sentence, clauses
from kg.model import Span

if TYPE_CHECKING:
    from ingest.parse import Parse
    from kg.model import Quantity
    from kg.units import Units

SPANS = ("year", "quarter", "month", "week", "day")
MARKS = {span: words(f"per_{span}") for span in SPANS}
PER = frozenset({"money", "energy", "share", "time", "count"})
FREE = frozenset({"money", "energy", "time"})
EVERY = ("每", "per", "each", "every", "a ", "日均", "周均", "月均", "年均")  # of a share, only these make a rate
ONE = ("一天", "一周", "一个月", "一年")  # and of a count these
SOLD = "销"
OF = "的"
HANDFUL = 10
GAP = 2  # characters: 20% a quarter is a rate, no 25%
POINTS = ("个点", "点")
PERCENT_POINT = "百分点"
THINGS = frozenset({"count", "volume", "length", "area", "mass"})
EVEN = frozenset({"甚至", "乃至", "甚至是", "or even"})
RESTATING = words("restating_openings")
BEHIND = words("behind_year")
THEN = words("then_words")
GROWTH = words("rate_nouns")
DATING = (*"0123456789〇零一二三四五六七八九今明去前全当本该财同后半", "自然", "财政", "会计")
REACH = 8  # characters behind a percentage in which the noun stands that it measures
CHANGED, NEAR = frozenset("低高少多降升涨跌减增掉落窄加砍压慢快差"), 3  # before 两个点 that are points of a percentage
TENORS = words("tenor_nouns")
LONGEST = 20  # characters of a word before a number
HALF, NOUNS = 3, frozenset({"n", "nz", "an", "vn", "LOC", "ORG"})  # characters; the tagger's names of nouns and names
PARTED, EXISTING = frozenset(words("parted")), frozenset(words("existing"))
_ORDINAL = re.compile(r"an? (?:third|(?:four|fif|six|seven|eigh|nin|ten|eleven|twelf)th)", re.IGNORECASE)
_FEW = re.compile("(?<![十百千万])几(?![十百千万亿])")
_WORD = re.compile(r"\s+([A-Za-z'’-]+)")
LONE = frozenset(words("lone_durations"))


def settled(
    quantities: Iterable[Quantity], text: str, sentences: Sequence[Sentence], parses: Sequence[Parse], units: Units
) -> Iterator[Quantity]:
    """Those that measure something; with `/year` and the like where their clause says so before them."""
    starts = [sentence.start for sentence in sentences]
    parts = cache(lambda place: clauses(text, sentences[place].start, sentences[place].end))
    last = -GAP
    for quantity in _shared(_raised(quantities, text)):
        beside, last = quantity.span.start - last < GAP and quantity.span.quote == "a quarter", quantity.span.end
        if beside or quantity.span.quote in LONE or _is_another(quantity, text) or _is_generic(quantity, text, units):
            continue
        place = bisect_right(starts, quantity.span.start) - 1
        if place >= 0 and _is_half(quantity, sentences[place], parses[place]):
            continue
        dimension = _dimension(quantity, units)
        told = place >= 0 and dimension in PER
        span = _rate(quantity, dimension, text, sentences[place].start, parts(place)) if told else None
        span = None if span == quantity.unit else span  # 每年净赚 2 亿，也就是 4 年回本: no years by the year
        if span is None and dimension == "money" and "/" not in quantity.unit and sentences[place].lang == "zh":
            start = max(sentences[place].start, quantity.span.start - LONGEST)
            span = unit_prices.thing(text[start : quantity.span.start])
        yield replace(quantity, unit=f"{quantity.unit}/{span}") if span else quantity


def _raised(quantities: Iterable[Quantity], text: str) -> Iterator[Quantity]:
    """200 甚至 2000 美元/月: one range, told in the unit of its upper end."""
    waiting: Quantity | None = None
    for quantity in quantities:
        if waiting and text[waiting.span.end : quantity.span.start].strip() in EVEN and _same_kind(waiting, quantity):
            span = Span(
                start=waiting.span.start, end=quantity.span.end, quote=text[waiting.span.start : quantity.span.end]
            )
            waiting = replace(quantity, span=span, low=waiting.low)
            continue
        if waiting:
            yield waiting
        waiting = quantity
    if waiting:
        yield waiting


def _same_kind(low: Quantity, high: Quantity) -> bool:
    ordered = low.low is not None and high.high is not None and low.low < high.high
    return ordered and low.unit in {"", high.unit, high.unit.partition("/")[0]}


def _shared(quantities: Iterable[Quantity]) -> Iterator[Quantity]:
    """从 2 万亿涨到 18 万亿美元: both ends of a change are told in the unit of the last."""
    found = list(quantities)
    for quantity, then in zip_longest(found, found[1:]):
        ends = then is not None and (quantity.basis, then.basis) == ("from", "to") and _lacks(quantity.unit, then.unit)
        yield replace(quantity, unit=then.unit, implied=then.implied) if ends else quantity


def _lacks(unit: str, full: str) -> bool:
    """Whether a unit is left to the other one, or its time is: from $4 to $2 an hour."""
    return not unit or ("/" not in unit and full.startswith(f"{unit}/"))


def _is_generic(quantity: Quantity, text: str, units: Units) -> bool:
    """A handful of things, told for the flow of speech: 三个方面, 几代; or a part of a name: ten-year bonds."""
    dimension = _dimension(quantity, units)
    spelled = not any(character.isdigit() for character in quantity.span.quote)
    if dimension == "time" and text.startswith(TENORS, quantity.span.end):
        return True
    if spelled and _FEW.search(quantity.span.quote) and dimension in {"", "time", *THINGS}:
        return True
    if quantity.high is None or quantity.low is None or quantity.high >= HANDFUL or "/" in quantity.unit:
        return False
    if spelled and quantity.span.quote.removesuffix(PERCENT_POINT).endswith(POINTS):
        return not CHANGED & set(text[max(0, quantity.span.start - NEAR) : quantity.span.start])
    return dimension in {"", *THINGS} and bool(quantity.unit) and handfuls.in_passing(quantity, text)


def _is_half(quantity: Quantity, sentence: Sentence, parse: Parse) -> bool:
    """A Chinese numeral inside a longer word: 三位 in 三位一体, 两方 in 两方面."""
    quote = quantity.span.quote
    if sentence.lang != "zh" or len(quote) > HALF or any(letter.isascii() for letter in quote):
        return False
    around = (parse.around(place - sentence.start) for place in (quantity.span.start, quantity.span.end))
    return any(word is not None and word.tag in NOUNS for word in around)


def _is_another(quantity: Quantity, text: str) -> bool:
    """A third reason, a fifth plant: one more of a row, and no part; a third of it, cut by a third are parts."""
    if not _ORDINAL.fullmatch(quantity.span.quote):
        return False
    before = text[max(0, quantity.span.start - LONGEST) : quantity.span.start].rpartition("\n")[2].split()[-1:]
    behind = _WORD.match(text, quantity.span.end)
    noun = behind[1].lower() if behind else ""
    return noun not in PARTED and (bool(noun) or not before or before[0].lower() in EXISTING)


def _dimension(quantity: Quantity, units: Units) -> str:
    known = units.get(quantity.unit)
    return known.dimension if known else ""


def _rate(quantity: Quantity, dimension: str, text: str, sentence: int, parts: Sequence[Range]) -> str | None:
    """The span of time that is named last before the quantity: in its clause, of energy in its sentence."""
    if text.startswith(BEHIND, quantity.span.end):
        return "year"
    if dimension == "share" and _is_part(quantity, text):
        return None
    start = sentence if dimension == "energy" else _said_from(quantity, text, sentence, parts)
    before = text[start : quantity.span.start].lower()
    found = {
        before.rfind(mark): (mark, span)
        for span, marks in MARKS.items()
        for mark in marks
        if mark in before and _marks(before, mark) and _may_tell(mark, dimension)
    }
    if not found:
        return None
    place = max(found)
    mark, span = found[place]
    behind = before[place + len(mark) :].strip()
    described = dimension == "count" and behind.endswith(OF) and len(behind) > len(OF)
    return None if behind.startswith(THEN) or "每" in behind or described else span


def _may_tell(mark: str, dimension: str) -> bool:
    """Sold in a month tells a count or money, and a share or a count is told per year by that word only."""
    if mark.endswith(SOLD):
        return dimension in {"count", "money"}
    return dimension in FREE or mark.startswith((*EVERY, *ONE) if dimension == "count" else EVERY)


def _marks(before: str, mark: str) -> bool:
    """Whether the mark stands there as a word: 年收入 does, but not in 今年收入 or 2024 年收入."""
    return not (mark.startswith("年") and before[: before.rfind(mark)].rstrip().endswith(DATING))


def _is_part(quantity: Quantity, text: str) -> bool:
    """3% of something, and not of growth: 3% 的国防开支."""
    behind = text[quantity.span.end : quantity.span.end + REACH].lstrip()
    if behind.startswith("of "):
        return True
    return behind.startswith("的") and not any(noun in behind for noun in GROWTH)


def _said_from(quantity: Quantity, text: str, start: int, parts: Sequence[Range]) -> int:
    """Where the clause of the quantity starts, or the one before that it says again (也就是 7%)."""
    for part in parts:
        if not text.startswith(RESTATING, part.start):
            start = part.start
        if part.end >= quantity.span.end:
            break
    return start
