"""Every quantity of a text: numbers with units, bounds, ranges, rates and the way a change is told.

>>> [q.quantity for q in []]
[]
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ingest.measure_frame import basis_of, frame_of
from ingest.measure_lexer import Token, lex
from ingest.numerals import combine
from ingest.quantity_draft import Draft
from ingest.quantity_parser import drafts
from kg.model import Dropped, Quantity, Span


def find(text: str, *, frame_currency: str | None = "USD") -> list[Quantity]:
    """All quantities of `text` in order, without overlap. Money told without a currency gets `frame_currency`."""
    return [
        draft.quantity(text)
        for run in lex(text)
        for draft in completed(text, combine(run), frame_currency)
    ]


def completed(text: str, run: Sequence[Token], frame_currency: str | None) -> list[Draft]:
    """The drafts of a run with what the words around them say."""
    found = drafts(text, run)
    for draft in found:
        draft.basis = draft.basis or basis_of(text, draft)
        if not draft.unit:
            draft.unit, draft.implied = frame_of(text, draft, frame_currency)
    return found


def damaged(text: str) -> list[Dropped]:
    """Signs of units whose number was lost."""
    return [dropped for run in lex(text) for dropped in lost(text, combine(run))]


def lost(text: str, run: Sequence[Token]) -> Iterator[Dropped]:
    """Percent signs without a number before them."""
    for at, token in enumerate(run):
        if text[token.start : token.end] in ("%", "％") and not (at and {"number", "share"} & run[at - 1].senses.keys()):
            yield Dropped(span=Span.of(text, token.start, token.end), reason="a percent sign without its number")
