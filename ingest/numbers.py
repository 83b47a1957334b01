"""Every numeral of a text, cardinals, ordinals and places such as "last but one", to exact values.

>>> [(n.span.quote, n.value) for n in find("三千四百五十万, two and a half million, -1.5e3")]
[('三千四百五十万', Decimal('34500000')), ('two and a half million', Decimal('2500000')), ('-1.5e3', Decimal('-1500'))]
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from ingest.figures import Figure
from ingest.measure_lexer import Token, lex
from ingest.numerals import combine
from kg.model import Span


@dataclass(frozen=True, slots=True, kw_only=True)
class Numeral:
    """A number as written. `value` is its value on the page; an order of magnitude (几百, 十多万) gives its low end.

    `kind` is cardinal, ordinal (第三, twenty-first) or relative (last, next to last); of the latter `anchor` says
    what `value` is counted from: start, end or current.
    """

    span: Span
    value: Decimal
    kind: Literal["cardinal", "ordinal", "relative"] = "cardinal"
    anchor: Literal["start", "end", "current"] = "start"


def find(text: str) -> list[Numeral]:
    """All numerals of `text` in order, without overlap. Digits inside a name (GPT-4) or glued to a unit are none."""
    return [numeral for run in lex(text) for numeral in _of_run(text, combine(run))]


def _of_run(text: str, run: list[Token]) -> Iterator[Numeral]:
    for at, token in enumerate(run):
        inner = token.senses.get("inner", token)
        if "number" in inner.senses and _says_a_number(text, run, at):
            figure: Figure = inner.senses["number"]
            yield Numeral(span=Span.of(text, inner.start, inner.end), value=figure.written)
        elif "ordinal_number" in token.senses and ("time" not in token.senses or (at and "the" in run[at - 1].senses)):
            yield Numeral(span=Span.of(text, token.start, token.end), value=token["ordinal_number"], kind="ordinal")
        elif "relative" in token.senses:
            anchor, value = token["relative"].replace("+", " +").replace("-", " -").split()
            yield Numeral(
                span=Span.of(text, token.start, token.end), value=Decimal(value), kind="relative", anchor=anchor
            )


def _says_a_number(text: str, run: list[Token], at: int) -> bool:
    token = run[at]
    figure: Figure = token.senses.get("inner", token)["number"]
    written = text[token.start : token.end]
    bare = (
        (figure.round and figure.written in (1, 100, 1000)) or _MULTIPLIERS.issuperset(written)
    ) and "inner" not in token
    following = text[token.end : token.end + 1]
    glued = text[token.end - 1].isdigit() and following.isascii() and following.isalpha()
    discount = at + 1 < len(run) and "discount" in run[at + 1]
    return not (bare or glued or discount or _is_pronoun(text, token))


def _is_pronoun(text: str, token: Token) -> bool:
    """The one, that one: no number."""
    if text[token.start : token.end].lower() != "one":
        return False
    before = text[max(0, token.start - 12) : token.start].lower().split()
    return bool(before) and before[-1] in _POINTERS


_MULTIPLIERS = frozenset("万亿兆萬億")
_POINTERS = frozenset(("the", "this", "that", "which", "no", "any", "every", "each", "last", "first", "next", "only"))
