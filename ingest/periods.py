"""Every period of a text, resolved against the date it was written.

>>> from datetime import date
>>> [(p.span.quote, str(p.start), str(p.end), p.basis) for p in find("去年下半年, by the end of 2026", date(2025, 3, 1))]
[('去年下半年', '2024-07-01', '2025-01-01', 'relative'), ('by the end of 2026', 'None', '2027-01-01', 'stated')]
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date, datetime, time

from ingest import date_rules, period_rules, relative_rules
from ingest.calendar import Frame, Stretch, When
from ingest.measure_lexer import Token, lex
from ingest.numerals import combine
from ingest.period_tokens import prepared
from kg.model import Period, Span

_STAGES = (
    date_rules.years, date_rules.days, relative_rules.words, relative_rules.parts, relative_rules.parts,
    period_rules.ranges, period_rules.edges,
)  # fmt: skip
_SENTENCE_END = re.compile(r"[。！？；!?;\n]|\.\s")
_TIMED = ("hour", "minute")


def find(text: str, reference: date | None) -> list[Period]:
    """All periods of `text` in order, without overlap; relative ones need the `reference` date, else they are vague."""
    resolver = Resolver(text, reference)
    return [period for run in lex(text) for period in resolver.periods(parsed(text, combine(run)))]


def parsed(text: str, run: Sequence[Token]) -> list[Token]:
    """A run of combined numerals with its periods put together."""
    tokens = prepared(text, run)
    if not any(not _TIME.isdisjoint(token.senses) for token in tokens):
        return tokens
    for stage in _STAGES:
        tokens = stage.reduce(tokens)
    return tokens


_TIME = frozenset(
    "numeric_date clock part_code nth time month_name weekday day_word period_word holiday season era part_now part_behind half_of vague_word twice_word now year4 "
    "month_day nian yue ri quarter_zh fiscal_mark meridiem clock_part today_part clock_word hour_mark day_literal military dotted ymd8 century decade_mark".split()
)  # fmt: skip


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
            when: When | None = token.senses.get("period") or token.senses.get("date")
            if when is None:
                continue
            if self._last and _SENTENCE_END.search(self._text, self._end, token.start):
                self._last = None
            stretch = when(Frame(self._now, self._last))
            if stretch is None:
                continue
            self._last, self._end = (stretch if stretch.start else self._last), token.end
            yield _period(self._text, token, stretch)


def _period(text: str, token: Token, stretch: Stretch) -> Period:
    start, end = stretch.start, stretch.end
    timed = stretch.grain in _TIMED or any(side and side.time() != time() for side in (start, end))
    span = Span.of(text, token.start, token.end)
    if timed:
        return Period(span=span, start=start, end=end, grain=stretch.grain, basis=stretch.basis)
    return Period(span=span, start=start and start.date(), end=end and end.date(), grain=stretch.grain, basis=stretch.basis)
