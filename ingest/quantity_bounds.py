"""Bounds before and behind a number, and the rates behind it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal

from ingest.figures import ONE, Figure, divide
from ingest.measure_lexer import Token
from ingest.quantity_draft import Draft
from ingest.quantity_nouns import signed_rate
from ingest.token_cursor import Cursor
from kg.units import Units

_FARTHEST = 6  # tokens between a bound and its number
_MOST_RATES = 3
_THEN = re.compile(r" (?:before|earlier|prior|previously)(?![\w'])")
_TURNED = str.maketrans("<>", "><")
_QUARTER = "a quarter"
_ADDEND = re.compile(r"(?<=\s)plus (?:[A-Z$€£¥\d]|(?:the|a|an|another|its|their|our|some|about)\b)")
_BEHIND = frozenset(("hyphen", "slash", "per", "every", "number", "after", "plus", "or", "and"))  # how all these begin
_CLOSED = ("", *"，。、；：！？）】”’」』…,.;:!?)]\"'|*\n ")


def bind(text: str, run: Sequence[Token], draft: Draft, floor: int) -> None:
    """Takes in what stands around the value: bounds, rates, and 每; no token before `floor`."""
    _before(run, draft, floor)
    goes_on = draft.last < len(run) and not _BEHIND.isdisjoint(run[draft.last].senses)
    cursor = Cursor(run, draft.last)
    if goes_on:
        _take_rates(text, cursor, draft)
    if not draft.rates and _is_money(draft) and (signed := signed_rate(text, draft.end)):
        draft.rates, draft.end = (signed[0],), signed[1]
    if goes_on:
        _take_signs(text, cursor, draft)
    _than(run, draft)


def _before(run: Sequence[Token], draft: Draft, floor: int) -> None:
    """Goes back over the small words before the number, as far as the first word that belongs to it."""
    for at in range(draft.first - 1, max(floor, draft.first - _FARTHEST) - 1, -1):
        told = _told_by(run, at, draft)
        if told is None:
            break
        if told:
            draft.first, draft.start = at, run[at].start


def _told_by(run: Sequence[Token], at: int, draft: Draft) -> bool | None:
    """Whether the token tells something of the number, or nothing (False), or ends the search (None)."""
    token = run[at]
    if "bound" in token:
        if "over" in token and _is_time(draft) and not (at and _makes_bound(run[at - 1])):
            return None
        return _bound(draft, token["bound"])
    if "tilde" in token and not (at and "number" in run[at - 1]):
        draft.approximate = True
        return True
    if "every" in token and at + 1 == draft.first and _is_time(draft):
        draft.basis = "recurrence"
        return True
    if "every" in token and at + 2 == draft.first and (counted := _counted_by(run[at + 1], draft)):
        draft.rates = (counted,)
        return True
    named = "unit" in token or "classifier" in token
    between = "filler" in token or (named and at > 0 and "every" in run[at - 1])
    return False if between else None


def _counted_by(token: Token, draft: Draft) -> str:
    """What every one of is told before: 每天 60 次, and of money 每单 16 元."""
    if "unit" in token:
        return str(token["unit"][0])
    unit: str = token.senses.get("classifier", "")
    is_money = draft.unit in Units.load() and Units.load()[draft.unit].is_money
    return unit if is_money and unit in Units.load() else ""


def _makes_bound(token: Token) -> bool:
    """Over six years is how long; for over six years, in over six years more than that."""
    return any(sense in token for sense in ("in", "for_time", "of", "after_en", "edge", "bound"))


def _is_time(draft: Draft) -> bool:
    return draft.unit in Units.load() and Units.load()[draft.unit].dimension == "time"


def _is_money(draft: Draft) -> bool:
    return draft.unit in Units.load() and Units.load()[draft.unit].is_money


def _bound(draft: Draft, sign: str) -> bool:
    if draft.basis == "multiple" and draft.figure.written < 1:  # more than halved
        sign = sign.translate(_TURNED)
    if sign == "~":
        draft.approximate = True
    elif sign != "=" and draft.bound in ("", "~<"):
        draft.bound = sign
    return True


def _than(run: Sequence[Token], draft: Draft) -> None:
    """比三十大, 比 5% 低."""
    if draft.first == 0 or "than_zh" not in run[draft.first - 1] or draft.last >= len(run) or draft.bound:
        return
    behind = run[draft.last]
    if "big_zh" in behind or "small_zh" in behind:
        draft.bound = ">" if "big_zh" in behind else "<"
        draft.first, draft.start = draft.first - 1, run[draft.first - 1].start
        draft.last, draft.end = draft.last + 1, behind.end


def _take_signs(text: str, cursor: Cursor, draft: Draft) -> None:
    """Bounds behind the number: 以上, or more, +."""
    while draft.basis != "recurrence" and (sign := _sign_behind(text, cursor)):
        if sign == "==":
            draft.bound = {"<": "<=", ">": ">="}.get(draft.bound, draft.bound)
        else:
            _bound(draft, sign)
        draft.last, draft.end = cursor.at, max(draft.end, cursor.run[cursor.at - 1].end)


def _sign_behind(text: str, cursor: Cursor) -> str | None:
    """Passes a bound behind a number; one that has a number of its own belongs to that."""
    if cursor.has("hyphen") and cursor.has("after", 1) and cursor.tight(1):
        cursor.at += 1
    if cursor.has("after") and _ADDEND.match(text, cursor.run[cursor.at].start):
        return None
    if cursor.has("after"):
        sign: str = cursor.value("after")
        before = cursor.has("bound") or text[cursor.run[cursor.at].start].isascii()
        of_next = before and cursor.has("number", 1) and sign in ("<", "<=", ">=")
        return None if of_next else str(cursor.take("after"))
    if cursor.has("plus") and cursor.tight() and not cursor.has("number", 1):
        cursor.at += 1
        return ">="
    if (cursor.has("or") or cursor.has("and")) and cursor.has("comparative", 1) and not cursor.has("number", 2):
        cursor.at += 1
        return str(cursor.take("comparative"))
    return None


# --- rates


def _take_rates(text: str, cursor: Cursor, draft: Draft) -> None:
    is_money = _is_money(draft)
    if draft.unit == "%" and cursor.has("per") and cursor.has("unit", 1) and "time" in cursor.value("unit", 1):
        return
    while len(draft.rates) < _MOST_RATES and (rate := _rate(text, cursor) or (is_money and _one_time(text, cursor))):
        unit, count = rate
        draft.rates += (unit,)
        draft.figure, draft.upper = _per(draft.figure, count), draft.upper and _per(draft.upper, count)
        draft.last, draft.end = cursor.at, cursor.run[cursor.at - 1].end


def _per(figure: Figure, count: Decimal) -> Figure:
    return figure if count == ONE else figure.times(divide(ONE, count) or ONE, shared=False)


def _rate(text: str, cursor: Cursor) -> tuple[str, Decimal] | None:
    """Per unit of something, and how many of it: /月, a year, per GPU, per million tokens."""
    start = cursor.at
    cursor.skip("hyphen")
    if not (cursor.skip("slash") or cursor.skip("per") or cursor.skip("every")):
        cursor.at = start
        return None
    every = text[cursor.run[cursor.at - 1].start] == "每" or cursor.has("every", -1)
    cursor.skip("hyphen")
    count = _denominator(cursor) if not every else ONE
    unit = _unit_of_rate(cursor)
    behind = cursor.run[cursor.at - 1].end
    if (
        unit is None
        or _THEN.match(text, behind)
        or (text[cursor.run[start].start] == "每" and text[behind : behind + 1] not in _CLOSED)
    ):
        cursor.at = start
        return None
    return unit, count


def _one_time(text: str, cursor: Cursor) -> tuple[str, Decimal] | None:
    """20 块钱一个月, 三美元一小时, $57bn a quarter."""
    one: Figure | None = cursor.value("number")
    if one and text.startswith(_QUARTER, cursor.run[cursor.at].start) and not cursor.has("of", 1):
        cursor.at += 1
        return "quarter", ONE
    units = cursor.value("unit", 1) or ()
    if one is None or text[cursor.run[cursor.at].start] != "一" or one.low != ONE or not units:
        return None
    behind = cursor.run[cursor.at + 1].end
    if Units.load()[units[0]].dimension != "time" or text[behind : behind + 1] not in _CLOSED:
        return None
    cursor.at += 2
    return units[0], ONE


def per_before(run: Sequence[Token], left: Draft, right: Draft) -> bool:
    """Makes money told per so many of something a rate: 每百万 token 0.15 美元."""
    is_count = left.unit in Units.load() and Units.load()[left.unit].dimension not in ("money", "share", "time")
    every = left.first > 0 and "every" in run[left.first - 1]
    if not (_is_money(right) and is_count and every) or left.last != right.first or not left.figure.is_point:
        return False
    right.rates += (left.unit,)
    right.figure, right.upper = _per(right.figure, left.figure.low), right.upper and _per(right.upper, left.figure.low)
    right.first, right.start = left.first - 1, run[left.first - 1].start
    return True


def _unit_of_rate(cursor: Cursor) -> str | None:
    if any(cursor.has(sense, 1) for sense in ("ago", "part", "later")):
        return None
    if cursor.has("unit"):
        unit: str = cursor.value("unit")[0]
        return None if Units.load()[unit].is_money else str(cursor.take("unit")[0])
    if cursor.has("time"):
        return str(cursor.take("time"))
    return str(cursor.take("classifier")) if cursor.has("classifier") else None


def _denominator(cursor: Cursor) -> Decimal:
    """A million in "per million tokens" or "per 1M tokens"; else one."""
    if cursor.has("scale"):
        return Decimal(cursor.take("scale"))
    figure: Figure | None = cursor.value("number")
    if figure and figure.is_point and figure.low > 0 and (cursor.has("unit", 1) or cursor.has("classifier", 1)):
        cursor.at += 1
        return figure.low
    return ONE
