"""Sums of parts: one number plus another, what all come to together."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal
from functools import partial
from itertools import takewhile

from ingest.neighbours import BREAK, Neighbours
from ingest.numbers import find as numerals
from ingest.sum_numbers import Number
from ingest.sum_trials import Trial
from ingest.sum_words import WINDOW, ahead, behind, between, found, says, together

PARTS = 6  # numbers that a total takes together at most


def added(text: Neighbours, numbers: Sequence[Number]) -> Iterator[Trial]:
    """Two numbers with a plus between them and what they make; the parts of a sentence and their total."""
    for nth, result in enumerate(numbers):
        before = [
            each
            for each in numbers[max(0, nth - PARTS) : nth]
            if together(text, (each, result)) and each.unit == result.unit and not each.time
        ]
        if len(before) < 2 or result.unit in {"", "x"}:
            continue
        if _plus(text, before[-2], before[-1]):
            yield Trial.of("sum", before[-2:], result, strong=_follows(text, before[-1], result))
        elif says("totals", ahead(text, result, WINDOW)) or says("totals", _clause(behind(text, result))):
            yield from _total(text, before, result)


def opened(text: Neighbours, numbers: Sequence[Number]) -> Iterator[Trial]:
    """A total that is told first, with as many parts as it names behind it: 两家合计 80 亿，一家 30 亿，一家 50 亿."""
    for nth, result in enumerate(numbers):
        words = ahead(text, result)
        if not says("totals", words) or result.time or result.unit in {"", "%", "x"}:
            continue
        parts = list(takewhile(partial(_is_next, text, result), numbers[nth + 1 : nth + 1 + PARTS]))
        if len(parts) > 1:
            counts = {each.value for each in numerals(words)} | _counted(text, result)
            yield Trial.of("sum", parts, result, strong=len(parts) in counts)


def _is_next(text: Neighbours, total: Number, part: Number) -> bool:
    same = text.sentences[part.place] == text.sentences[total.place] and part.unit == total.unit
    return same and part.firm and part.quantity.basis is None and not says("totals", ahead(text, part))


def _counted(text: Neighbours, total: Number) -> set[Decimal | None]:
    """The small counts of its claim: 三家."""
    return {each.low for each in text.drafts[total.place].quantities if each.span.end <= total.start}


def _clause(words: str) -> str:
    return BREAK.split(words, maxsplit=1)[0]


def _plus(text: Neighbours, one: Number, other: Number) -> bool:
    """Whether a word of adding stands between them, and no other number."""
    words = between(text, one, other)
    places = found("pluses", words)
    return len(places) == 1 and not set("，,；;。") & set(words[places[0][1] :])


def _follows(text: Neighbours, last: Number, result: Number) -> bool:
    """Whether the result is told next, without a further addend."""
    words = between(text, last, result)
    same = text.sentences[last.place] == text.sentences[result.place]
    return same and not says("pluses", words) and "from" not in {last.quantity.basis, result.quantity.basis}


def _total(text: Neighbours, before: Sequence[Number], result: Number) -> Iterator[Trial]:
    """All of them, or the last ones."""
    own = [each for each in before if each.place >= before[-1].place - len(before)]
    plain = all(each.quantity.basis is None and each.firm for each in own) and result.firm
    sentence = text.sentences[own[0].place] == text.sentences[own[-1].place]
    for first in range(len(own) - 1):
        whole = first == 0 and plain and sentence and not own[0].share
        yield Trial.of("sum", own[first:], result, strong=whole)
