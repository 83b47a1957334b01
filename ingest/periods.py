"""Every period of a text, resolved against the date it was written.

>>> from datetime import date
>>> for p in find("去年下半年, by the end of 2026", date(2025, 3, 1)):
...     print(p.span.quote, p.start, p.end, p.basis)
去年下半年 2024-07-01 2025-01-01 relative
by the end of 2026 None 2027-01-01 stated
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date, datetime, time
from decimal import Decimal
from functools import cache

from ingest import clock_rules, day_rules, feast_rules, part_rules, period_rules
from ingest.calendar import Frame, Stretch, When, safely
from ingest.date_rules import years
from ingest.figures import Figure
from ingest.measure_lexer import Token, lex
from ingest.measure_lexicon import fold, senses_for, words_of
from ingest.numerals import combine
from ingest.period_tokens import prepared
from ingest.rules import Cascade
from kg.model import Period, Span

_GRAMMAR = Cascade(
    (
        years,
        clock_rules.clocks,
        clock_rules.clocks,
        feast_rules.days,
        feast_rules.words,
        part_rules.parts,
        feast_rules.words,
        part_rules.parts,
        day_rules.spans,
        day_rules.placed,
        period_rules.ranges,
        period_rules.edges,
    )
)
_CLAUSE_END = re.compile("[，；,;]")
_TIME = senses_for("time")
_SENTENCE_END = re.compile(r"[。！？；!?;\n]|\.\s")
FAR = 2  # years
_TIMED = ("hour", "minute")


def find(text: str, reference: date | None) -> list[Period]:
    """All periods of `text` in order, without overlap; relative ones need the `reference` date, else they are vague."""
    resolver = Resolver(text, reference)
    return [period for run in lex(text) for period in resolver.periods(parsed(text, combine(run)))]


def parsed(text: str, run: Sequence[Token]) -> Sequence[Token]:
    """A run of combined numerals with its periods put together."""
    if not any(_may_tell_time(token) for token in run):
        return run
    return _GRAMMAR.reduce(prepared(text, run))


def _may_tell_time(token: Token) -> bool:
    senses = token.senses
    if not _TIME.isdisjoint(senses):
        return True
    if "meridiem_letter" in senses and token.tight:
        return True
    figure: Figure | None = senses.get("number")
    return figure is not None and figure.scale == 1 and _may_be_date(figure.written, figure.literal)


def _may_be_date(value: Decimal, literal: str) -> bool:
    """A year, 0730, 5/12, 7.6, the 80 of the 80s."""
    return (
        value >= 1000
        or literal[:1] == "0"
        or (literal[-1:] == "0" and len(literal) == 2)
        or (bool(literal) and not literal.isdigit())
    )


def _moment(reference: date | None) -> datetime | None:
    if reference is None or isinstance(reference, datetime):
        return reference
    return datetime.combine(reference, time())


class Resolver:
    """Resolves the periods of a text in order; within a sentence one can take its year from the one before."""

    def __init__(self, text: str, reference: date | None) -> None:
        self._text, self._now = text, _moment(reference)
        self._last: Stretch | None = None
        self._end = 0

    def periods(self, tokens: Sequence[Token]) -> Iterator[Period]:
        """The periods among the tokens of one run."""
        for token in tokens:
            when: When | None = token.senses.get("period")
            if when is None:
                continue
            if self._last and _SENTENCE_END.search(self._text, self._end, token.start):
                self._last = None
            stretch = safely(when)(Frame(self._written(token), self._last))
            if stretch is None:
                continue
            self._last = stretch if self._goes_on(stretch) else self._last
            self._end = token.end
            yield _period(self._text, token, stretch)

    def _goes_on(self, stretch: Stretch) -> bool:
        """A month behind it may be of its year; not behind since 2021, nor in March behind a goal for 2035."""
        start = stretch.start
        far = start is not None and self._now is not None and start.year > self._now.year + FAR
        return start is not None and not far and (stretch.end is not None or stretch.basis == "inherited")

    def _written(self, token: Token) -> datetime | None:
        """When the words at the token were said: 2023 年他预测明年 is of 2023; not behind what 2023 itself came to."""
        said = self._last
        if said is None or said.start is None or said.basis != "stated" or self._now is None or said.start > self._now:
            return self._now
        clause = _CLAUSE_END.split(fold(self._text[self._end : token.start]).lstrip("，, "))[0]
        told = _saying().search(clause) and not any(map(str.isdigit, clause))
        return said.start if told else self._now


@cache
def _saying() -> re.Pattern[str]:
    words = sorted((fold(word) for word in words_of("saying")), key=len, reverse=True)
    return re.compile("|".join(rf"\b{word}\b" if word.isascii() else word for word in words))


def _period(text: str, token: Token, stretch: Stretch) -> Period:
    start, end = stretch.start, stretch.end
    timed = stretch.grain in _TIMED or any(side and side.time() != time() for side in (start, end))
    span = Span.of(text, token.start, token.end)
    if timed:
        return Period(span=span, start=start, end=end, grain=stretch.grain, basis=stretch.basis)
    return Period(
        span=span, start=start and start.date(), end=end and end.date(), grain=stretch.grain, basis=stretch.basis
    )
