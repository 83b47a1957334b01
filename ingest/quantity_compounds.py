"""Quantities told in two units: 5 ft 2 in, 五元三毛, 8 天 20 小时, an hour and a half, 15 dollars and 50."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from ingest.figures import ONE, Figure, replace
from ingest.measure_lexer import Token
from ingest.quantity_draft import Draft
from ingest.quantity_units import unit_behind
from ingest.token_cursor import Cursor
from kg.units import Units

_DAYS = {"year": Decimal(365), "month": Decimal(30), "week": Decimal(7), "day": ONE}
_NEVER = ("share", "count", "multiple")
_ENDS = ("", ".", "!", "?", ",", "\n", "。")


def compounded(text: str, run: Sequence[Token], draft: Draft) -> Draft:
    """The draft with the smaller units of the same kind behind it added."""
    while draft.unit in Units.load() and draft.stated and draft.basis is None:
        cursor = Cursor(run, draft.last)
        linked = (
            cursor.skip("and") or cursor.skip("you") or (cursor.value("surplus") == "多" and cursor.skip("surplus"))
        )
        added = _sum(text, cursor, draft, linked) if cursor.has("number") else None
        if added is None:
            break
        draft.figure, draft.unit = added
        draft.last, draft.end = cursor.at, run[cursor.at - 1].end
    return draft


def _sum(text: str, cursor: Cursor, draft: Draft, linked: bool) -> tuple[Figure, str] | None:
    """The sum with the number at the cursor, which moves behind it."""
    at = cursor.at
    figure: Figure = cursor.take("number")
    counted = unit_behind(cursor, figure)
    if counted:
        return _added(draft, counted.figure, counted.unit)
    if cursor.has("fen") and draft.unit in ("CNY", "jiao") and not linked:
        cursor.at += 1
        return _added(draft, figure, "fen")
    if linked and figure.fraction and figure.written < 1 and _is_whole(draft.figure):
        return draft.figure.plus(figure), draft.unit
    if _are_cents(text, cursor.run, draft, at):
        return draft.figure.plus(figure.times(Decimal("0.01"), shared=False)), draft.unit
    return None


def _added(draft: Draft, figure: Figure, unit: str) -> tuple[Figure, str] | None:
    """Months and days are added up in days of a usual length, and are then approximate."""
    small, large = Units.load().get(unit), Units.load()[draft.unit]
    if small is None or unit == draft.unit or small.dimension != large.dimension or small.dimension in _NEVER:
        return None
    if large.base == small.base:
        part = figure.times(small.factor, shared=False).over(large.factor)
        fits = small.factor < large.factor and part.written < draft.figure.written + 1
        return (draft.figure.plus(part), draft.unit) if fits else None
    if draft.unit in _DAYS and (unit in _DAYS or unit == "hour"):
        days = figure.times(_DAYS[unit], shared=False) if unit in _DAYS else figure.over(Decimal(24))
        return replace(draft.figure.times(_DAYS[draft.unit], shared=False).plus(days), approximate=True), "day"
    return None


def _is_whole(figure: Figure) -> bool:
    return figure.written == int(figure.written)


def _are_cents(text: str, run: Sequence[Token], draft: Draft, at: int) -> bool:
    """15 dollars and 50, at the end of what is said."""
    figure: Figure = run[at]["number"]
    ends = at + 1 == len(run) and text[run[at].end : run[at].end + 1] in _ENDS
    small = figure.is_point and 0 < figure.written < 100 and _is_whole(figure) and not figure.round
    dollars = draft.figure.scale == ONE and _is_whole(draft.figure) and not draft.unit.islower()
    return ends and small and dollars and Units.load()[draft.unit].is_money
