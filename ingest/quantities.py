"""Every quantity of a text: numbers with units, bounds, ranges, rates and the way a change is told.

>>> for q in find("市值超过 3 万亿美元, capex of $300-400 billion a year, 30% to 35%"):
...     print(q.span.quote, q.comparator, q.low, q.high, q.unit)
超过 3 万亿美元 > 3000000000000 None USD
$300-400 billion a year range 300000000000 400000000000 USD/year
30% to 35% range 30 35 %
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from ingest.measure_frame import basis_of, card_of, degree_of, frame_of, is_long, is_price
from ingest.measure_lexer import Token, lex
from ingest.numerals import combine
from ingest.quantity_draft import Draft
from ingest.quantity_hedges import hedge
from ingest.quantity_nouns import noun_behind, unit_named
from ingest.quantity_parser import drafts
from kg.model import Dropped, Quantity, Span
from kg.units import Units

_NEAR = 16  # characters between the two values of a change
_VERB = 8  # characters of a verb of change: 1.1 万掉到 8500 块
_YEAR = re.compile(r"(?:19|20)\d\d")
_REACHED = ("past ", "passed ", "passes ")  # climbed past 50%: a value, no difference
_STEP, _RATES = "码碼", re.compile("[升降息调調]|利率")
_AROUND = 60  # characters around 3.9m in which a length would be told
_HAN = re.compile(r"[\u4e00-\u9fff]")
_GLUED = re.compile(r"\dm$")
_BREAKS = frozenset("，,。.；;：:（）()\n")


@dataclass(frozen=True, slots=True, kw_only=True)
class UnitName:
    """A unit named without a number."""

    span: Span
    unit: str


def find(text: str, *, frame_currency: str | None = "USD") -> list[Quantity]:
    """All quantities of `text` in order, without overlap. Money told without a currency gets `frame_currency`."""
    end = 0
    found: list[Quantity] = []
    for run in lex(text):
        for draft in completed(text, combine(run), frame_currency):
            if draft.start >= end:
                end = draft.end
                add(found, draft.quantity(text), text)
    return found


def add(found: list[Quantity], quantity: Quantity, text: str) -> None:
    """Appends a quantity; an upper bound behind a comma closes the interval that a lower one opened: 大于 3，小于 9."""
    last = found[-1] if found else None
    if last and _starts_from(last, quantity, text):
        found[-1] = replace(last, unit=quantity.unit, implied=quantity.implied)
    if last and _ends_in(last, quantity, text):
        quantity = replace(quantity, unit=last.unit, implied=last.implied)
    sides = [q for q in (last, quantity) if q]
    lower = next((q for q in sides if q.low is not None and q.high is None), None)
    upper = next((q for q in sides if q.low is None and q.high is not None), None)
    between = text[last.span.end : quantity.span.start].strip() if last else ""
    if last is None or lower is None or upper is None or between != "，" or not _is_interval(lower, upper):
        found.append(quantity)
        return
    found[-1] = replace(
        lower, span=Span.of(text, last.span.start, quantity.span.end), high=upper.high, high_open=upper.high_open,
        unit=lower.unit or upper.unit,
    )  # fmt: skip


def _starts_from(first: Quantity, last: Quantity, text: str) -> bool:
    """Whether a change from one value to another tells the currency with the other only: 从 2 万亿涨到 18 万亿美元."""
    bare = (not first.unit or first.implied) and not _YEAR.fullmatch(first.span.quote)
    money = last.unit in Units.load() and Units.load()[last.unit].is_money
    between = text[first.span.end : last.span.start]
    told = first.basis == "from" or len(between) < _VERB
    return bare and money and told and last.basis == "to" and len(between) < _NEAR and not _BREAKS.intersection(between)


def _ends_in(first: Quantity, last: Quantity, text: str) -> bool:
    """Whether the unit of a change is told with its first value only: 从两千人减为一千四."""
    between = text[first.span.end : last.span.start]
    alike = not last.unit and last.basis == "to" and first.basis in ("from", None) and bool(first.unit)
    return alike and first.unit != "%" and len(between) < _VERB and not _BREAKS.intersection(between)


def _is_interval(lower: Quantity, upper: Quantity) -> bool:
    assert lower.low is not None
    assert upper.high is not None
    same = lower.unit == upper.unit or not (lower.unit and upper.unit)
    return same and lower.low < upper.high and (lower.basis, upper.basis) == (None, None)


def completed(text: str, run: Sequence[Token], frame_currency: str | None) -> list[Draft]:
    """The drafts of a run with what the words around them say."""
    found = drafts(text, run)
    for draft in found:
        draft.basis = draft.basis or ("to" if text.startswith(_REACHED, draft.start) else basis_of(text, draft))
        if draft.unit in ("张", "块", "片", "颗"):
            draft.unit = card_of(text, draft) or ("CNY" if is_price(text, draft) else draft.unit)
        if draft.unit == "kWh" and text[draft.end - 1] == "度":
            draft.unit = degree_of(text, draft) or draft.unit
        _read_million(text, draft)
        _read_steps(text, draft)
        hedge(text, draft)
        if not draft.unit:
            draft.unit, draft.implied = frame_of(text, draft, frame_currency)
    return found


def _read_steps(text: str, draft: Draft) -> None:
    """降息两码: steps of a quarter point where rates are spoken of."""
    around = text[max(0, draft.start - _NEAR) : draft.end + _NEAR]
    if draft.unit == "yard" and text[draft.end - 1] in _STEP and _RATES.search(around):
        draft.figure = draft.figure.times(Decimal(25), shared=False)
        draft.upper = draft.upper and draft.upper.times(Decimal(25), shared=False)
        draft.unit = "bp"


def _read_million(text: str, draft: Draft) -> None:
    """Sales fell to 3.9m: no metres, where nothing long or high is spoken of."""
    if draft.unit != "m" or not _GLUED.search(text, draft.start, draft.end) or draft.rates:
        return
    start, end = max(0, draft.start - _AROUND), draft.end + _AROUND
    if not draft.figure.literal or _HAN.search(text, start, end):
        return
    named = unit_named(text, draft.end) or noun_behind(text, draft.end, draft.figure)
    if named or not is_long(text, start, end):
        draft.figure, draft.unit, draft.stated = draft.figure.times(Decimal(10**6)), "", False
        draft.upper = draft.upper and draft.upper.times(Decimal(10**6))
    if named:
        draft.unit, draft.end, draft.stated = *named, True


def units_named(text: str) -> list[UnitName]:
    """Units of money and measure that stand without a number, as in the head of a table: (亿美元), in dollars."""
    return [name for run in lex(text, bare=True) for name in _names(text, combine(run))]


def _names(text: str, run: Sequence[Token]) -> Iterator[UnitName]:
    taken = {at for draft in drafts(text, run) for at in range(draft.first, draft.last)}
    for at, token in enumerate(run):
        units = token.senses.get("unit") or (token.senses.get("currency"),)
        known = Units.load().get(units[0] or "")
        if at not in taken and known and known.dimension not in _COUNTED and token.end - token.start > 1:
            yield UnitName(span=Span.of(text, token.start, token.end), unit=known.id)


_COUNTED = ("count", "time", "multiple", "share", "share difference")


def damaged(text: str) -> list[Dropped]:
    """Signs of units whose number was lost."""
    return [dropped for run in lex(text) for dropped in lost(text, combine(run))]


def _is_code(text: str, token: Token) -> bool:
    """A percent sign inside a word of signs, such as an address."""
    beside = text[max(0, token.start - 1) : token.start] + text[token.end : token.end + 1]
    return any(letter.isascii() and (letter.isalnum() or letter in "%_&=") for letter in beside)


def lost(text: str, run: Sequence[Token]) -> Iterator[Dropped]:
    """Percent signs without a number before them."""
    for at, token in enumerate(run):
        if (
            "percent_sign" in token
            and not _is_code(text, token)
            and not (at and {"number", "share"} & run[at - 1].senses.keys())
        ):
            yield Dropped(span=Span.of(text, token.start, token.end), reason="a percent sign without its number")
