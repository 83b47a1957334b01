"""What the words around a quantity say about it: the thing that is counted, and a bound told before the verb.

A counting word such as 片 counts what its clause names, points are percentage points where a share is spoken of, "forty
of them" counts what was named before, and the second of two numbers counts what the first does.
"""

from __future__ import annotations

import re
import tomllib
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal
from functools import cache
from typing import TYPE_CHECKING

from ingest.lexicons import DATA, words
from ingest.quantity_nouns import OF_THEM, unit_of_noun
from ingest.quantity_units import is_count
from ingest.sentences import Sentence, clauses

if TYPE_CHECKING:
    from kg.model import Quantity

MANY = Decimal(1000)  # a bare number below it may be anything
NEVER = frozenset({"time", "point", "share", "line", "question", "word"})
EVENT = re.compile(r"[次回遍]|\btimes?\b|twice|thrice")
PLURAL = re.compile(r"(?:([a-z]+) )?\b([a-z]+s|people)\b")
BOUNDS = {">=": words("bounds_at_least"), "<=": words("bounds_at_most")}
NO_VERB = words("no_verbs")
VERB = 12  # characters of a verb and its adverbs, at most


def told(quantities: Iterable[Quantity], text: str, sentences: Sequence[Sentence]) -> Iterator[Quantity]:
    """The quantities, with the units and bounds that their sentences tell. `text` is the cleaned text."""
    starts = [sentence.start for sentence in sentences]
    last: Quantity | None = None
    count: Quantity | None = None
    for quantity in quantities:
        place = bisect_right(starts, quantity.span.start) - 1
        if place < 0:
            yield quantity
            continue
        sentence = sentences[place]
        before = last if last and last.span.start >= sentence.start else None
        found = _bounded(quantity, before, text, sentence)
        if found.unit.partition("/")[0] in _things():
            found = _of_clause(found, text, sentence)
        counted = count if count and count.span.start >= sentence.start else before
        if _is_bare(found) or _is_pronoun(found, text) or _is_small(found, counted):
            found = _of_antecedent(found, counted, text, sentences[max(0, place - 1)].start, sentence.start)
        last = found
        count = found if _counts(found.unit.partition("/")[0]) else count
        if found.unit or not _is_pronoun(found, text):
            yield found


# --- what is counted


@cache
def _things() -> Mapping[str, Mapping[str, re.Pattern[str]]]:
    """Of each counting word, the units it may stand for and what tells them."""
    tables = tomllib.loads((DATA / "counted.toml").read_text(encoding="utf-8"))
    return {word: {unit: re.compile(_any(told)) for unit, told in units.items()} for word, units in tables.items()}


def _any(names: Iterable[str]) -> str:
    return "|".join(rf"\b{re.escape(name)}s?\b" if name[0].isalpha() and name.isascii() else name for name in names)


def _of_clause(quantity: Quantity, text: str, sentence: Sentence) -> Quantity:
    """100 次推理: times of something are counted as that, when their clause names it."""
    word, slash, rate = quantity.unit.partition("/")
    clause = next((c for c in clauses(text, sentence.start, sentence.end) if c.end > quantity.span.start), None)
    said = (text[clause.start : clause.end] if clause else "", text[sentence.start : quantity.span.start])
    unit = next((unit for part in said if (unit := _named(word, part.lower()))), word)
    return replace(quantity, unit=f"{unit}{slash}{rate}")


def _named(word: str, said: str) -> str | None:
    return next((unit for unit, names in _things()[word].items() if names.search(said)), None)


def _is_bare(quantity: Quantity) -> bool:
    """A number that counts nothing; 1m a week is one too."""
    value = quantity.low if quantity.low is not None else quantity.high
    return _is_nothing(quantity) and value is not None and value >= MANY


def _is_small(quantity: Quantity, before: Quantity | None) -> bool:
    """Closed nine: a bare number behind a count of its sentence."""
    told = quantity.comparator == "=" and quantity.basis not in {"by", "share"}
    return told and not quantity.unit and before is not None and _counts(before.unit.partition("/")[0])


def _is_nothing(quantity: Quantity) -> bool:
    head = quantity.unit.partition("/")[0]
    return not head or (head == "time" and not EVENT.search(quantity.span.quote))


def _is_pronoun(quantity: Quantity, text: str) -> bool:
    return _is_nothing(quantity) and OF_THEM.match(text, quantity.span.end) is not None


def _of_antecedent(quantity: Quantity, before: Quantity | None, text: str, previous: int, start: int) -> Quantity:
    """Forty of them, 3 万辆对 2 万: what is counted before, or named before in the plural."""
    slash, rate = quantity.unit.partition("/")[1:]
    if before and _counts(before.unit.partition("/")[0]):
        unit = before.unit.partition("/")[0]
    else:
        begin = previous if rate or _is_pronoun(quantity, text) else start
        unit = _last_named(text[begin : quantity.span.start].lower())
    return replace(quantity, unit=f"{unit}{slash}{rate}") if unit else quantity


def _counts(unit: str) -> bool:
    return unit not in NEVER and is_count(unit)


def _last_named(said: str) -> str:
    """The unit of the last noun in the plural that names things counted."""
    for match in reversed(list(PLURAL.finditer(said))):
        unit = unit_of_noun(match[2], match[1] or "")
        if unit and unit not in NEVER:
            return unit
    return ""


# --- bounds before the verb


def _bounded(quantity: Quantity, before: Quantity | None, text: str, sentence: Sentence) -> Quantity:
    """至少会被压低三个百分点: the bound stands before the verb, and nothing between them but the verb."""
    if quantity.comparator != "=" or quantity.basis == "recurrence":
        return quantity
    start = max(sentence.start, quantity.span.start - VERB - 2, before.span.end if before else 0)
    said = text[start : quantity.span.start]
    for sign, names in BOUNDS.items():
        name = next((name for name in names if name in said), None)
        verb = said.rpartition(name)[2].strip() if name else ""
        if verb and not verb.startswith(NO_VERB) and not _PARTED.search(verb):
            return replace(quantity, high=None) if sign == ">=" else replace(quantity, low=None)
    return quantity


_PARTED = re.compile(r"[，,、；;：:（(。.]")
