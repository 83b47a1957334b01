"""Finds the numerals of a run of tokens and puts one token with the sense `number` in the place of each.

Further senses: `ordinal_number` (第三, 21st), `share` (百分之五: the figure in percent; `inner` is then the numerator).
"""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from functools import cache, lru_cache
from typing import Any

from ingest.figures import Figure, from_literal, replace
from ingest.han_numerals import counts_yi, read_fraction, read_han
from ingest.measure_lexer import Token
from ingest.token_cursor import Cursor
from ingest.word_cardinals import read_ordinal
from ingest.word_numerals import read_words

_HAN = frozenset(("digit", "tenfold", "myriad"))
_STARTS = _HAN | frozenset(
    [
        "digits",
        "ones",
        "tens",
        "hundred",
        "half",
        "quarter_part",
        "ordinal",
        "collective",
        "minus",
        "a",
        "vague",
        "upward",
        "hyphen",
        "plus",
        "nth",
        "ordinal_mark",
        "fraction_sign",
        "scales",
        "scale",
        "one_half",
    ]
)
_ORDINAL_STARTS = frozenset(("ordinal", "nth", "tens", "ones", "hundred", "scale", "a"))
_Found = tuple[dict[str, Any], int]


def combine(run: Sequence[Token]) -> list[Token]:
    """`run` with a token for each numeral, which keeps the other senses of a word that stands alone."""
    out: list[Token] = []
    at = 0
    while at < len(run):
        token, end = run[at], at + 1
        if _STARTS.isdisjoint(token.senses):
            pass
        elif _belongs_to_name(run, at):
            token = Token(token.start, token.end, {"name": True}, token.tight)
        elif found := _plain(run, at) or _numeral(run, at):
            senses, end = found
            alone = end == at + 1
            token = Token(token.start, run[end - 1].end, {**token.senses, **senses} if alone else senses, token.tight)
        out.append(token)
        at = end
    return out


_FOLLOWS = frozenset(
    [
        "digits",
        "digit",
        "tenfold",
        "myriad",
        "ones",
        "tens",
        "hundred",
        "scale",
        "scales",
        "letter",
        "collective",
        "surplus",
        "fenzhi",
        "fen",
        "you",
        "point",
        "and",
        "fraction_sign",
        "over",
        "in",
        "out_of",
        "parts",
        "ordinal",
        "hyphen",
        "units",
        "vague",
        "dozen_zh",
    ]
)
_ONE_DIGIT = frozenset(("digit",))
_FACTORS = frozenset(((), (10**4,), (10**8,), (10**12,), (10**4, 10**8)))  # none, 万, 亿, 兆, 万亿


def _plain(run: Sequence[Token], at: int) -> _Found | None:
    """The usual case: digits before 万, 亿, 万亿 or none, or one Han digit; and nothing behind that goes on with it."""
    senses, end = run[at].senses, at + 1
    if "digits" in senses:
        while end < len(run) and "myriad" in run[end].senses:
            end += 1
        figure = _literal(senses["digits"], *(run[i]["myriad"] for i in range(at + 1, end)))
    else:
        figure = _digit(senses["digit"]) if _STARTS.intersection(senses) == _ONE_DIGIT else None
    if figure is None or (at and "ordinal_mark" in run[at - 1].senses):
        return None
    return None if end < len(run) and _goes_on(Cursor(run, end)) else ({"number": figure}, end)


def _goes_on(cursor: Cursor) -> bool:
    """Whether the token here may belong to the numeral before it; in a chain such as 1/2/3 no slash does."""
    if not _FOLLOWS.isdisjoint(cursor.run[cursor.at].senses):
        return True
    return (cursor.has("slash") and cursor.has("digits", 1) and not cursor.has("slash", 2)) or counts_yi(cursor)


_digit = cache(Figure.of)


@lru_cache(maxsize=4096)
def _literal(text: str, *factors: int) -> Figure | None:
    value = from_literal(text)
    if value is None or factors not in _FACTORS:
        return None
    figure = replace(Figure.of(value), literal=text)
    for factor in factors:
        figure = figure.times(Decimal(factor))
    return figure


def _belongs_to_name(run: Sequence[Token], at: int) -> bool:
    """Claude 3.5, Nasdaq 100, GPT-4: the number is part of the name before it."""
    if at == 0 or "digits" not in run[at]:
        return False
    before = run[at - 1]
    if "hyphen" in before and at > 1 and before.tight and run[at].tight:
        before = run[at - 2]
    return "series" in before


def _numeral(run: Sequence[Token], at: int) -> _Found | None:
    cursor = Cursor(run, at)
    if cursor.skip("ordinal_mark"):
        figure = read_han(cursor)
        return ({"ordinal_number": figure.written, "ordinal_figure": figure}, cursor.at) if figure else None
    negative = _sign(cursor)
    begin = cursor.at
    if not cursor.has_more():
        return None
    ordinal = None if negative or _ORDINAL_STARTS.isdisjoint(run[begin].senses) else read_ordinal(cursor)
    ordinal_end, cursor.at = cursor.at, begin
    figure = _one_half(cursor) or _figure(cursor)
    if ordinal is not None and (figure is None or ordinal_end > cursor.at):
        return {"ordinal_number": ordinal}, ordinal_end
    if figure is None:
        return None
    senses = _with_fraction(cursor, figure, begin, negative)
    if ordinal is not None:
        senses["ordinal_number"] = ordinal
    return senses, cursor.at


def _sign(cursor: Cursor) -> bool:
    """Passes a sign before a number; whether it is a minus."""
    if cursor.has("minus"):
        cursor.at += 1
        return True
    signed = cursor.has("sign") and cursor.has("digits", 1) and cursor.tight(1)
    after_number = (
        cursor.has("number", -1)
        or cursor.has("digits", -1)
        or (cursor.tight() and not any(cursor.has(sense, -1) for sense in ("bound", "after", "currency")))
    )
    if not signed or after_number:
        return False
    cursor.at += 1
    return cursor.has("hyphen", -1)


def _figure(cursor: Cursor) -> Figure | None:
    if _is_han(cursor):
        figure = read_han(cursor)
        if figure and cursor.has("dozen_zh") and not figure.fraction:
            figure = figure.times(Decimal(cursor.take("dozen_zh")), shared=False)
        return figure
    return read_words(cursor)


def _one_half(cursor: Cursor) -> Figure | None:
    if not cursor.skip("one_half"):
        return None
    return replace(Figure.of(Decimal("0.5")), fraction=True)


def _is_han(cursor: Cursor) -> bool:
    if cursor.has("digits"):
        return (
            any(cursor.has(sense, 1) for sense in ("tenfold", "myriad", "surplus", "fenzhi", "you"))
            or (cursor.has("fen", 1) and cursor.has("zhi", 2))
            or cursor.value("vague", 1) == "几"
            or counts_yi(cursor, 1)
        )
    return not _HAN.isdisjoint(cursor.run[cursor.at].senses) or cursor.value("vague") == "几" or cursor.has("upward")


def _with_fraction(cursor: Cursor, figure: Figure, begin: int, negative: bool) -> dict[str, Any]:
    run = cursor.run
    found = read_fraction(cursor, figure)
    if found is None:
        return {"number": figure.negated() if negative else figure}
    fraction, inner = found
    if (figure.round and cursor.has("fenzhi", begin - cursor.at + 1)) or (figure.round and _is_base(run, begin)):
        share = fraction.times(Decimal(100), shared=False)
        numerator = Token(
            run[inner].start, run[cursor.at - 1].end, {"number": fraction.times(figure.written, shared=False)}
        )
        return {"share": share.negated() if negative else share, "inner": numerator}
    return {"number": fraction.negated() if negative else fraction}


def _is_base(run: Sequence[Token], begin: int) -> bool:
    return "tenfold" in run[begin] or "myriad" in run[begin]
