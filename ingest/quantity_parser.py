"""The grammar of quantities: from the tokens of one run to drafts.

    quantity := [every unit] [bound filler*] value [after] [rate]
    value    := core | core to core | between core and core
    core     := [currency] number [unit | currency | classifier noun]
    rate     := ("/" | per | a | 每) unit

What two numbers of a range share is told once, at the right or at the left: multiplier, unit, currency, percent.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from ingest.figures import ONE, Figure, divide
from ingest.measure_frame import changes_before
from ingest.measure_lexer import Token
from ingest.quantity_draft import Draft
from ingest.quantity_units import bracketed_unit, noun_behind, rate_behind, unit_behind
from ingest.token_cursor import Cursor
from kg.units import Units

_CONNECT = ("hyphen", "tilde", "to")


def drafts(text: str, run: Sequence[Token]) -> list[Draft]:
    """The quantities of one run whose numerals are combined, in order."""
    found = _cores(text, run)
    found = _ranges(text, run, found)
    out: list[Draft] = []
    for draft in found:
        if out and (draft.first < out[-1].last or draft.start < out[-1].end):
            continue
        _before(run, draft, out[-1].last if out else 0)
        _after(text, run, draft)
        _than(run, draft)
        out.append(draft)
    return _two_sided(run, out)


# --- one number with its unit


def _cores(text: str, run: Sequence[Token]) -> list[Draft]:
    found: list[Draft] = []
    at = 0
    while at < len(run):
        draft = _core(text, run, at)
        if draft is None:
            at += 1
            continue
        draft = _compounds(text, run, draft)
        found.append(draft)
        at = draft.last
    return found


def _core(text: str, run: Sequence[Token], at: int) -> Draft | None:
    token = run[at]
    if "number" in token or "share" in token:
        return None if _is_year(run, at) else _number(text, run, at)
    if "currency" in token or ("unit" in token and _is_money(token)):
        return _prefixed(text, run, at)
    if "half_zh" in token and at + 1 < len(run) and "unit" in run[at + 1]:
        return _draft(run, at, at + 2, Figure.of(Decimal("0.5")), run[at + 1]["unit"][0])
    if "percent_of" in token and at + 1 < len(run) and "number" in run[at + 1] and not (at and "number" in run[at - 1]):
        return _draft(run, at, at + 2, run[at + 1]["number"], "%")
    if token.senses.get("once", 0) > 1 and not (at + 1 < len(run) and "per" in run[at + 1]):
        draft = _draft(run, at, at + 1, Figure.of(Decimal(token["once"])), "x")
        draft.basis = "multiple"
        return draft
    if "every" in token or "once" in token or "weekdays" in token or "weekends" in token or "clock_parts" in token:
        return _recurrence(run, at)
    if "a" in token and at + 3 < len(run) and "unit" in run[at + 1] and "and" in run[at + 2] and "number" in run[at + 3]:
        part: Figure = run[at + 3]["number"]
        return _draft(run, at, at + 4, part.plus(Figure.of(1)), run[at + 1]["unit"][0]) if part.fraction else None
    if "band" in token:
        low, high = map(Decimal, token["band"].split())
        return _draft(run, at, at + 1, Figure(low, low, high, approximate=True), "%")
    if "majority" in token:
        draft = _draft(run, at, at + 1, Figure.of(50), "%")
        draft.bound = ">"
        return draft
    if "half_year" in token:
        return _draft(run, at, at + 1, Figure.of(Decimal("0.5")), "year")
    if "whole" in token:
        return _draft(run, at, at + 1, Figure.of(1), token["whole"])
    if "doubling" in token:
        draft = _draft(run, at, at + 1, Figure.of(Decimal(token["doubling"])), "x")
        draft.basis = "multiple"
        return draft
    if "recurrence" in token:
        count, unit = token["recurrence"].split()
        draft = _draft(run, at, at + 1, Figure.of(Decimal(count)), unit)
        draft.basis = "recurrence"
        return draft
    return None


def _recurrence(run: Sequence[Token], at: int) -> Draft | None:
    """每天, every other day, every Sunday, tuesday afternoons, once a year: an interval without a number."""
    cursor = Cursor(run, at)
    count = Decimal(1)
    if cursor.skip("weekends") or cursor.skip("weekdays") or cursor.skip("clock_parts"):
        unit = "weekend" if cursor.has("weekends", -1) else "day" if cursor.has("clock_parts", -1) else "week"
    elif cursor.skip("once"):
        cursor.skip("every") or cursor.skip("per")
        unit = cursor.take("time") if cursor.has("time") else ""
    else:
        cursor.at += 1
        count = Decimal(2) if cursor.skip("other_word") else count
        cursor.skip("classifier")
        unit = "week" if cursor.has("weekday") else cursor.value("time") or ("day" if cursor.has("clock_part") else "")
        cursor.at += bool(unit)
    if not unit or "number" in cursor.run[cursor.at].senses if cursor.has_more() else not unit:
        return None
    draft = _draft(run, at, cursor.at, Figure.of(count), unit)
    draft.basis = "recurrence"
    return draft


def _is_year(run: Sequence[Token], at: int) -> bool:
    """2025 年: a year and no stretch of time."""
    figure = run[at].senses.get("number")
    behind = run[at + 1].senses if at + 1 < len(run) else ()
    return "nian" in behind and figure is not None and figure.scale == ONE and 1000 <= figure.written < 3000 and figure.is_point


def _draft(run: Sequence[Token], first: int, last: int, figure: Figure, unit: str, stated: bool = True) -> Draft:
    return Draft(first, last, run[first].start, run[last - 1].end, figure, unit, stated)


def _is_money(token: Token) -> bool:
    return all(Units.load()[unit].is_money for unit in token["unit"])


def _number(text: str, run: Sequence[Token], at: int) -> Draft:
    token = run[at]
    if "share" in token:
        return _draft(run, at, at + 1, token["share"], "%")
    figure: Figure = token["number"]
    cursor = Cursor(run, at + 1)
    if figure.fraction and cursor.has("a") and cursor.has("unit", 1):
        cursor.at += 1
    counted = unit_behind(cursor, figure)
    shared = figure.fraction and figure.written < 1 and not figure.round
    if counted and _is_attributive(text, run[cursor.at - 1], figure, counted.unit):
        counted = None
    if counted and not (shared and _is_counted(counted.unit)):
        unit = "parameter" if counted.unit == "model" and figure.scale == 10**9 else counted.unit
        return _draft(run, at, cursor.at, counted.figure, unit, stated=bool(counted.unit))
    if shared:
        return _draft(run, at, at + 1, figure.times(Decimal(100), shared=False), "%", stated=False)
    draft = _draft(run, at, at + 1, figure, "", stated=False)
    named = bracketed_unit(text, token.end) or (noun_behind(text, token.end, figure) if _ends_run(run, at) or counted is None else None)
    if named:
        draft.unit, draft.end = named
        draft.stated = True
        if rate := rate_behind(text, draft.end):
            draft.rates, draft.end = (rate[0],), rate[1]
    return draft


def _is_attributive(text: str, unit: Token, figure: Figure, name: str) -> bool:
    """Whether the noun read as unit only describes the one that is counted: 700 contract lawyers."""
    if figure.written == 1 or not _is_counted(name) or not text[unit.end - 1].isascii() or text[unit.end - 1] == "s":
        return False
    named = noun_behind(text, unit.start - 1, figure)
    return named is not None and named[1] > unit.end


def _is_counted(unit: str) -> bool:
    return unit not in Units.load() or Units.load()[unit].dimension == "count"


def _ends_run(run: Sequence[Token], at: int) -> bool:
    return at + 1 == len(run)


def _prefixed(text: str, run: Sequence[Token], at: int) -> Draft | None:
    """A sign or name of money before its number."""
    token = run[at]
    unit = token.senses.get("currency") or token["unit"][0]
    if at + 1 == len(run) or "number" not in run[at + 1]:
        return None
    cursor = Cursor(run, at + 2)
    figure: Figure = run[at + 1]["number"]
    if "million" in token:
        figure = figure.times(Decimal(10**6))
    behind = unit_behind(cursor, figure, money=True)
    if behind and behind.unit and not Units.load()[unit].is_money:
        return None
    if behind is None or behind.unit:
        cursor.at = at + 2
        if "unit" not in token or not cursor.has("unit") or not _is_money(run[cursor.at]):
            cursor_figure = figure
        else:
            cursor.at += 1
            cursor_figure = figure
        return _draft(run, at, cursor.at, cursor_figure, unit)
    return _draft(run, at, cursor.at, behind.figure, unit)


def _compounds(text: str, run: Sequence[Token], draft: Draft) -> Draft:
    """5 ft 2 in, 五元三毛, 8 天 20 小时, an hour and a half, 15 dollars and 50: smaller units of the same kind, added up."""
    while draft.unit in Units.load() and draft.stated and draft.basis is None:
        cursor = Cursor(run, draft.last)
        joined = cursor.skip("and") or cursor.skip("you") or cursor.value("surplus") == "多" and cursor.skip("surplus")
        if not cursor.has("number"):
            return draft
        at = cursor.at
        figure: Figure = cursor.take("number")
        counted = unit_behind(cursor, figure)
        if counted:
            added = _added(draft, counted.figure, counted.unit)
        elif joined and figure.fraction and figure.written < 1 and draft.figure.written == int(draft.figure.written):
            added = draft.figure.plus(figure), draft.unit
        elif _are_cents(text, run, draft, at):
            added = draft.figure.plus(figure.times(Decimal("0.01"), shared=False)), draft.unit
        else:
            added = None
        if added is None:
            return draft
        draft.figure, draft.unit = added
        draft.last, draft.end = cursor.at, run[cursor.at - 1].end
    return draft


def _added(draft: Draft, figure: Figure, unit: str) -> tuple[Figure, str] | None:
    """The sum of a quantity and one of a smaller unit; months and days are added up in days of a usual length."""
    units = Units.load()
    if unit not in units or unit == draft.unit or units[unit].dimension != units[draft.unit].dimension:
        return None
    large, small = units[draft.unit], units[unit]
    if small.dimension in ("share", "count", "multiple"):
        return None
    if large.base == small.base:
        part = figure.times(small.factor, shared=False).over(large.factor)
        return (draft.figure.plus(part), draft.unit) if small.factor < large.factor and part.written < draft.figure.written + 1 else None
    if draft.unit in DAYS and unit in DAYS:
        total = draft.figure.times(DAYS[draft.unit], shared=False).plus(figure.times(DAYS[unit], shared=False))
        return replace(total, approximate=True), "day"
    return None


DAYS = {unit: Decimal(days) for unit, days in {"year": 365, "month": 30, "week": 7, "day": 1}.items()} | {"hour": Decimal(1) / 24}


def _are_cents(text: str, run: Sequence[Token], draft: Draft, at: int) -> bool:
    """15 dollars and 50, at the end of what is said."""
    figure: Figure = run[at]["number"]
    whole = draft.figure.scale == ONE and draft.figure.written == int(draft.figure.written)
    last = at + 1 == len(run) and text[run[at].end : run[at].end + 1] in ("", ".", "!", "?", ",", "\n", "。")
    small = figure.is_point and 0 < figure.written < 100 and figure.written == int(figure.written) and not figure.round
    return whole and last and small and Units.load()[draft.unit].is_money and not draft.unit.islower()


# --- two numbers


def _ranges(text: str, run: Sequence[Token], found: list[Draft]) -> list[Draft]:
    out: list[Draft] = []
    for draft in found:
        joined = _join(text, run, out[-1], draft) if out else None
        if joined:
            out[-1] = joined
        else:
            out.append(draft)
    return out


def _join(text: str, run: Sequence[Token], left: Draft, right: Draft) -> Draft | None:
    """Both as one range, when a connector stands between them and nothing else."""
    if left.is_range or left.end > right.start or (_is_growth(text, run, left) and "to" in run[right.first - 1]):
        return None
    between = [token for token in run[left.last : right.first] if "the" not in token]
    if len(between) != 1 or not _connects(run, left, right, between[0]) or left.basis == "recurrence":
        return None
    if text[left.end : run[left.last].start].strip() or _is_chain(run, left, right):
        return None
    left_figure, unit = _shared(left, right)
    if left_figure is None or right.figure.high is None or left_figure.low >= right.figure.high:
        return None
    first, last = _span(run, left, right)
    return replace(
        left, last=max(last, right.last), first=first, start=min(left.start, run[first].start), figure=left_figure,
        upper=right.figure, unit=unit, stated=left.stated or right.stated,
        end=max(right.end, run[last - 1].end),
    )  # fmt: skip


def _is_growth(text: str, run: Sequence[Token], left: Draft) -> bool:
    """Grew from 5 to 10: two values, no range."""
    return left.first > 0 and "from" in run[left.first - 1] and changes_before(text, run[left.first - 1].start)


def _connects(run: Sequence[Token], left: Draft, right: Draft, token: Token) -> bool:
    if any(sense in token for sense in _CONNECT):
        return True
    opened = left.first > 0 and "between" in run[left.first - 1]
    closed = right.last < len(run) and "among" in run[right.last]
    return ("and" in token or "comma" in token) and (opened or closed)


def _is_chain(run: Sequence[Token], left: Draft, right: Draft) -> bool:
    """A telephone or part number: digits on a string of hyphens."""
    if "hyphen" not in run[left.last]:
        return False
    ahead = right.last < len(run) and "hyphen" in run[right.last] and right.last + 1 < len(run) and "number" in run[right.last + 1]
    behind = left.first > 1 and "hyphen" in run[left.first - 1] and "number" in run[left.first - 2]
    leading_zero = any(len(d.figure.literal) > 1 and d.figure.literal[0] == "0" and "." not in d.figure.literal for d in (left, right))
    return ahead or behind or leading_zero


def _shared(left: Draft, right: Draft) -> tuple[Figure | None, str]:
    """The left figure with the multiplier of the right one, and the unit of both."""
    units = {draft.unit for draft in (left, right) if draft.stated}
    prefixed = left.first < left.last and left.unit in Units.load() and Units.load()[left.unit].is_money
    if len(units) > 1 or (left.stated and not right.stated and not prefixed):
        return None, ""
    figure = left.figure
    plain_percent = left.unit == "%" and not left.stated
    if plain_percent != (right.unit == "%" and not right.stated):
        return None, ""
    mantissa = right.figure.low / right.figure.scale if right.figure.scale else right.figure.low
    if figure.scale == ONE and not figure.round and right.figure.scale > ONE and figure.low < (right.figure.high or mantissa):
        if figure.low < mantissa or figure.literal and figure.low < right.figure.scale and figure.low <= mantissa:
            figure = figure.times(right.figure.scale)
    return figure, units.pop() if units else left.unit


def _span(run: Sequence[Token], left: Draft, right: Draft) -> tuple[int, int]:
    """The tokens of a range, with between, from and 之间."""
    first, last = left.first, right.last
    if first > 0 and ("between" in run[first - 1] or "from" in run[first - 1]):
        first -= 1
    if last < len(run) and "among" in run[last]:
        last += 1
    return first, last


# --- bounds and rates


def _before(run: Sequence[Token], draft: Draft, floor: int) -> None:
    """Takes in the bound before the number, over the small words between."""
    at = draft.first - 1
    while at >= floor and draft.first - at < 7:
        token = run[at]
        if "bound" in token and "over" in token and _repeats(draft) and not (at and _makes_bound(run[at - 1])):
            break
        if "bound" in token:
            _bind(draft, token["bound"])
            draft.first, draft.start = at, token.start
        elif "tilde" in token and not (at and "number" in run[at - 1]):
            draft.approximate = True
            draft.first, draft.start = at, token.start
        elif "every" in token and at + 1 < len(run) and at + 1 == draft.first and _repeats(draft):
            draft.basis, draft.first, draft.start = "recurrence", at, token.start
        elif "every" in token and at + 2 == draft.first and "unit" in run[at + 1]:
            draft.rates = (run[at + 1]["unit"][0],)
            draft.first, draft.start = at, token.start
        elif "filler" not in token and not ("unit" in token and at > 0 and "every" in run[at - 1]):
            break
        at -= 1


def _makes_bound(token: Token) -> bool:
    """Over six years is how long; for over six years, in over six years more than that."""
    return any(sense in token for sense in ("in", "for_time", "of", "after_en", "edge", "bound"))


def _repeats(draft: Draft) -> bool:
    return draft.unit in Units.load() and Units.load()[draft.unit].dimension == "time"


def _bind(draft: Draft, sign: str) -> None:
    if sign == "=":
        return
    if sign == "~":
        draft.approximate = True
    elif draft.bound in ("", "~<"):
        draft.bound = sign


def _than(run: Sequence[Token], draft: Draft) -> None:
    """比三十大, 比 5% 低."""
    if draft.first == 0 or "than_zh" not in run[draft.first - 1] or draft.last >= len(run) or draft.bound:
        return
    behind = run[draft.last]
    if "big_zh" in behind or "small_zh" in behind:
        draft.bound = ">" if "big_zh" in behind else "<"
        draft.first, draft.start = draft.first - 1, run[draft.first - 1].start
        draft.last, draft.end = draft.last + 1, behind.end


def _after(text: str, run: Sequence[Token], draft: Draft) -> None:
    """Takes in a rate and the bounds behind the number: 以上, or more, +."""
    cursor = Cursor(run, draft.last)
    while len(draft.rates) < 3 and (rate := _rate(text, cursor)):
        draft.rates += (rate[0],)
        draft.figure = _per(draft.figure, rate[1])
        draft.upper = draft.upper and _per(draft.upper, rate[1])
        draft.last, draft.end = cursor.at, run[cursor.at - 1].end
    while draft.basis != "recurrence" and (sign := _sign_behind(cursor)):
        if sign == "==":
            draft.bound = {"<": "<=", ">": ">="}.get(draft.bound, draft.bound)
        else:
            _bind(draft, sign)
        draft.last, draft.end = cursor.at, run[cursor.at - 1].end


def _per(figure: Figure, count: Decimal) -> Figure:
    return figure if count == ONE else figure.times(divide(ONE, count) or ONE, shared=False)


def _sign_behind(cursor: Cursor) -> str | None:
    """Passes a bound behind a number; one that has a number of its own belongs to that."""
    if cursor.has("hyphen") and cursor.has("after", 1) and cursor.tight(1):
        cursor.at += 1
    if cursor.has("after"):
        sign: str = cursor.value("after")
        if cursor.has("number", 1) and sign in ("<", "<=", ">="):
            return None
        cursor.at += 1
        return sign
    if cursor.has("plus") and cursor.tight() and not cursor.has("number", 1):
        cursor.at += 1
        return ">="
    if (cursor.has("or") or cursor.has("and")) and cursor.has("comparative", 1) and not cursor.has("number", 2):
        cursor.at += 2
        return str(cursor.value("comparative", -1))
    return None


def _rate(text: str, cursor: Cursor) -> tuple[str, Decimal] | None:
    """Per unit of something, and how many of it: /月, a year, per GPU, per million tokens."""
    start = cursor.at
    cursor.skip("hyphen")
    if cursor.has("slash") or cursor.has("per") or cursor.has("every"):
        cursor.at += 1
        cursor.skip("hyphen")
        if cursor.has("every", -1) and cursor.has("number"):
            cursor.at = start
            return None
        count = _denominator(cursor)
        unit = cursor.value("unit") or ((cursor.value("time"),) if cursor.has("time") else None)
        if unit and not Units.load()[unit[0]].is_money and not any(cursor.has(sense, 1) for sense in ("ago", "part", "later")):
            cursor.at += 1
            before, behind = cursor.run[cursor.at - 2], cursor.run[cursor.at - 1]
            if text[before.start] == "每" and text[behind.end : behind.end + 1] not in _CLOSED:
                cursor.at = start
                return None
            return unit[0], count
        if cursor.has("classifier"):
            return cursor.take("classifier"), count
    cursor.at = start
    return None


def _denominator(cursor: Cursor) -> Decimal:
    """A million in "per million tokens" or "per 1M tokens"; else one."""
    if cursor.has("scale"):
        return Decimal(cursor.take("scale"))
    if cursor.has("number") and cursor.value("number").is_point and cursor.value("number").low > 0 and (cursor.has("unit", 1) or cursor.has("classifier", 1)):
        return Decimal(cursor.take("number").low)
    return ONE


_CLOSED = ("", "，", "。", "、", "；", "）", ",", ".", ";", ")", "\n", " ")


# --- two bounds that tell one interval


def _two_sided(run: Sequence[Token], found: list[Draft]) -> list[Draft]:
    out: list[Draft] = []
    for draft in found:
        merged = _merge(run, out[-1], draft) if out else None
        if merged:
            out[-1] = merged
        else:
            out.append(draft)
    return out


def _merge(run: Sequence[Token], left: Draft, right: Draft) -> Draft | None:
    lower, upper = (left, right) if left.bound.startswith(">") else (right, left)
    if left.is_range or right.is_range or not lower.bound.startswith(">") or upper.bound not in ("<", "<="):
        return None
    links = run[left.last : right.first]
    if len(links) > 1 or any(not {"and", "comma", "but"} & token.senses.keys() for token in links):
        return None
    units = {draft.unit for draft in (left, right) if draft.stated}
    if len(units) > 1 or lower.figure.low >= (upper.figure.high or lower.figure.low):
        return None
    return replace(
        left, last=right.last, end=right.end, figure=lower.figure, upper=upper.figure, bound=lower.bound,
        upper_bound=upper.bound, unit=units.pop() if units else "", stated=left.stated or right.stated,
    )  # fmt: skip
