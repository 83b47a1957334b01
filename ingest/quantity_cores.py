"""One number with its unit: the core of a quantity, in each of the forms that it takes."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from decimal import Decimal

from ingest.figures import ONE, Figure
from ingest.measure_frame import tells_money
from ingest.measure_lexer import Token
from ingest.quantity_compounds import compounded
from ingest.quantity_draft import Draft
from ingest.quantity_nouns import OF_THEM, bracketed_unit, noun_behind, rate_behind
from ingest.quantity_units import unit_behind
from ingest.token_cursor import Cursor
from kg.units import Units

_POINT = re.compile(r"(?: of)?(?: an?)?[ -](?:percentage[ -])?points?(?![\w'])")  # a quarter point
_OFTEN = re.compile(r"[.,;]| (?:since|already|in|this|last|before|during|over|within|so far)(?![\w'])|[.,;]?$")
_COMPOUND = re.compile(
    r"-(?!digit)[a-z]|[ -](?:counting|booking|taxation|ordering|edged|check|dip|blind|standard)", re.IGNORECASE
)
_ODD = re.compile(r"-odd(?= )")
_OF = " of"  # dozens of farms
_MOST_FOLDS = 10
_HALF = Figure.of(Decimal("0.5"))
_Reader = Callable[[str, Sequence[Token], int], Draft | None]


def cores(text: str, run: Sequence[Token]) -> list[Draft]:
    """All cores of a run, in order."""
    found: list[Draft] = []
    at = 0
    while at < len(run):
        draft = None if _STARTS.isdisjoint(run[at].senses) else _core(text, run, at)
        if draft is None:
            at += 1
            continue
        found.append(compounded(text, run, draft))
        at = found[-1].last
    return found


def _core(text: str, run: Sequence[Token], at: int) -> Draft | None:
    for sense, reader in _READERS:
        if sense in run[at].senses:
            draft = reader(text, run, at)
            if draft:
                return draft
            if sense == "number":
                return None
    return None


def _draft(run: Sequence[Token], first: int, last: int, figure: Figure, unit: str) -> Draft:
    return Draft(first, last, run[first].start, run[last - 1].end, figure, unit, stated=True)


def _has(run: Sequence[Token], at: int, sense: str) -> bool:
    return 0 <= at < len(run) and sense in run[at].senses


# --- numbers


def _number(text: str, run: Sequence[Token], at: int) -> Draft | None:
    """A number with what it counts behind it; a fraction of something is a share of it."""
    figure: Figure = run[at]["number"]
    if _is_year(run, at, figure):
        return None
    if _is_spaced_discount(run, at):
        both = Figure.of(10 * figure.written + run[at + 1]["number"].written)
        return _draft(run, at, at + 3, both, "%")
    cursor = Cursor(run, at + 1)
    halved = figure.fraction and figure.written == _HALF.written and cursor.has("a") and cursor.has("unit", 1)
    if halved:
        cursor.at += 1
    counted = unit_behind(cursor, figure)
    if counted and _is_attributive(text, run[cursor.at - 1], figure, counted.unit):
        counted = None
    if counted and _has(run, at + 1, "of") and _is_count(counted.unit) and tells_money(text, run[cursor.at - 1].end):
        counted = None
    is_share = figure.fraction and figure.written < 1 and not figure.round
    if is_share and (point := _POINT.match(text, run[at].end)):
        last = next((i for i in range(at + 1, len(run)) if run[i].end >= point.end()), at)
        return _draft(run, at, last + 1, figure, "pp" if "percentage" in point[0] else "point")
    if is_share and (counted is None or (_is_count(counted.unit) and not halved)):
        share = _draft(run, at, at + 1, figure.times(Decimal(100), shared=False), "%")
        share.stated = False
        return share
    if counted:
        unit = "parameter" if counted.unit == "model" and figure.scale == 10**9 else counted.unit
        draft = _draft(run, at, cursor.at, counted.figure, unit)
        draft.stated = bool(unit)
        draft.end -= len(_OF) * ("percent_of" in run[cursor.at - 1])
        return draft
    return _named(text, _draft(run, at, at + 1, figure, ""))


def _is_year(run: Sequence[Token], at: int, figure: Figure) -> bool:
    """2025 年: a year and no stretch of time."""
    return _has(run, at + 1, "nian") and figure.scale == ONE and 1000 <= figure.written < 3000 and figure.is_point


def _is_spaced_discount(run: Sequence[Token], at: int) -> bool:
    """7 2 折: 72 % of the price."""
    digits = _has(run, at + 1, "number") and _has(run, at + 2, "discount")
    return digits and all(len(run[i]["number"].literal) == 1 for i in (at, at + 1))


def _named(text: str, draft: Draft) -> Draft:
    """The noun or the bracketed unit behind a number that no known word follows."""
    if odd := _ODD.match(text, draft.end):
        draft.end, draft.approximate = odd.end(), True
    of = len(_OF) * (draft.figure.round and draft.figure.high is None and text.startswith(_OF, draft.end))
    named = bracketed_unit(text, draft.end) or noun_behind(text, draft.end + of, draft.figure)
    draft.stated = named is not None or OF_THEM.match(text, draft.end) is not None
    if named:
        draft.unit, draft.end = named
        if rate := rate_behind(text, draft.end):
            draft.rates, draft.end = (rate[0],), rate[1]
    return draft


def _is_attributive(text: str, unit: Token, figure: Figure, name: str) -> bool:
    """Whether the noun read as unit only describes the one that is counted: 700 contract lawyers."""
    if figure.written == 1 or not _is_count(name) or not text[unit.end - 1].isascii() or text[unit.end - 1] == "s":
        return False
    named = noun_behind(text, unit.start - 1, figure)
    return named is not None and named[1] > unit.end


def _is_count(unit: str) -> bool:
    return unit not in Units.load() or Units.load()[unit].dimension == "count"


def _share(text: str, run: Sequence[Token], at: int) -> Draft | None:
    return _draft(run, at, at + 1, run[at]["share"], "%")


def _percent_of(text: str, run: Sequence[Token], at: int) -> Draft | None:
    """Per cent of twenty, where no number stands before it."""
    if not _has(run, at + 1, "number") or _has(run, at - 1, "number"):
        return None
    return _draft(run, at, at + 2, run[at + 1]["number"], "%")


def _factor_of(text: str, run: Sequence[Token], at: int) -> Draft | None:
    """A factor of ten, multiplied by ten, 除以三; not by 20 % or 20 dollars."""
    figure: Figure | None = run[at + 1].senses.get("number") if at + 1 < len(run) else None
    if figure is None or figure.round or not figure.is_point or _has(run, at + 1, "vague"):
        return None
    cursor = Cursor(run, at + 2)
    counted = unit_behind(cursor, figure)
    if counted and counted.unit != "x":
        return None
    return _of_basis(_draft(run, at, cursor.at, figure, "x"), "multiple")


# --- money with its sign before it


def _prefixed(text: str, run: Sequence[Token], at: int) -> Draft | None:
    token = run[at]
    unit = token.senses.get("currency") or token["unit"][0]
    if not Units.load()[unit].is_money or not _has(run, at + 1, "number"):
        return None
    figure: Figure = run[at + 1]["number"]
    figure = figure.times(Decimal(10**6)) if "million" in token else figure
    first = at
    if token.tight and _has(run, at - 1, "sign") and text[run[at - 1].start] != "+":
        first, figure = at - 1, figure.negated()
    cursor = Cursor(run, at + 2)
    behind = unit_behind(cursor, figure, money=True)
    if behind and not behind.unit:
        return _draft(run, first, cursor.at, behind.figure, unit)
    named_twice = "unit" in token and _has(run, at + 2, "unit") and Units.load()[run[at + 2]["unit"][0]].is_money
    return _draft(run, first, at + 3 if named_twice else at + 2, figure, unit)


# --- quantities told by a word


def _of_basis(draft: Draft, basis: str) -> Draft:
    draft.basis = basis
    return draft


def _half(text: str, run: Sequence[Token], at: int) -> Draft | None:
    unit = "%" if _has(run, at + 1, "li_zh") else run[at + 1]["unit"][0] if _has(run, at + 1, "unit") else None
    return _draft(run, at, at + 2, _HALF, unit) if unit else None


def _one_and_a_part(text: str, run: Sequence[Token], at: int) -> Draft | None:
    """An hour and a half."""
    if not (_has(run, at + 1, "unit") and _has(run, at + 2, "and") and _has(run, at + 3, "number")):
        return None
    part: Figure = run[at + 3]["number"]
    return _draft(run, at, at + 4, part.plus(Figure.of(1)), run[at + 1]["unit"][0]) if part.fraction else None


def _band(text: str, run: Sequence[Token], at: int) -> Draft | None:
    low, high = map(Decimal, run[at]["band"].split())
    return _draft(run, at, at + 1, Figure(low, low, high, approximate=True), "%")


def _majority(text: str, run: Sequence[Token], at: int) -> Draft | None:
    draft = _draft(run, at, at + 1, Figure.of(50), "%")
    draft.bound = ">"
    return draft


def _half_year(text: str, run: Sequence[Token], at: int) -> Draft | None:
    return _draft(run, at, at + 1, _HALF, "year")


def _whole(text: str, run: Sequence[Token], at: int) -> Draft | None:
    return _draft(run, at, at + 1, Figure.of(1), run[at]["whole"])


def _doubling(text: str, run: Sequence[Token], at: int) -> Draft | None:
    """Double, triple; double-ordering and double taxation are no change."""
    if _COMPOUND.match(text, run[at].end):
        return None
    return _of_basis(_draft(run, at, at + 1, Figure.of(Decimal(run[at]["doubling"])), "x"), "multiple")


def _folded(text: str, run: Sequence[Token], at: int) -> Draft | None:
    """翻了不止一番, 翻三番: twofold for each time that it is told; 翻了近一倍 is twofold too."""
    cursor = Cursor(run, at + 1)
    bound = cursor.take("bound") if cursor.has("bound") else ""
    figure: Figure = cursor.take("number") if cursor.has("number") else Figure.of(1)
    once = bound and cursor.at > at + 2 and figure == Figure.of(1) and cursor.value("unit") == ("x",)
    if not (cursor.has("double_zh") or once) or not figure.is_point or not 0 < figure.written < _MOST_FOLDS:
        return None
    draft = _draft(run, at, cursor.at + 1, Figure.of(Decimal(2) ** int(figure.written)), "x")
    draft.bound, draft.approximate = ("" if bound == "~" else bound), bound == "~"
    return _of_basis(draft, "multiple")


def _times(text: str, run: Sequence[Token], at: int) -> Draft | None:
    """Twice, thrice as much, and how often: raised twice; once is an interval if anything."""
    count = Decimal(run[at]["once"])
    if count == 1:
        return _recurrence(text, run, at)
    if _OFTEN.match(text, run[at].end):
        return _draft(run, at, at + 1, Figure.of(count), "time")
    return _of_basis(_draft(run, at, at + 1, Figure.of(count), "x"), "multiple")


def _interval(text: str, run: Sequence[Token], at: int) -> Draft | None:
    count, unit = run[at]["recurrence"].split()
    return _of_basis(_draft(run, at, at + 1, Figure.of(Decimal(count)), unit), "recurrence")


def _recurrence(text: str, run: Sequence[Token], at: int) -> Draft | None:
    """每天, every other day, every Sunday, once a year, tuesday afternoons: an interval without a number."""
    cursor = Cursor(run, at)
    count, unit = ONE, next((unit for sense, unit in _PLURALS.items() if cursor.has(sense)), "")
    cursor.at += 1
    if not unit:
        if cursor.has("once", -1):
            cursor.skip("every") or cursor.skip("per")
        elif cursor.skip("other_word"):
            count = Decimal(2)
        cursor.skip("classifier")
        unit = "week" if cursor.has("weekday") else cursor.value("time") or ("day" if cursor.has("clock_part") else "")
        cursor.at += bool(unit)
    if not unit or cursor.has("number"):
        return None
    return _of_basis(_draft(run, at, cursor.at, Figure.of(count), unit), "recurrence")


_PLURALS = {"weekends": "weekend", "weekdays": "week", "clock_parts": "day"}
_READERS: tuple[tuple[str, _Reader], ...] = (
    ("number", _number),
    ("share", _share),
    ("currency", _prefixed),
    ("half_zh", _half),
    ("percent_of", _percent_of),
    ("factor_of", _factor_of),
    ("times_by", _folded),
    ("once", _times),
    ("every", _recurrence),
    ("weekends", _recurrence),
    ("weekdays", _recurrence),
    ("clock_parts", _recurrence),
    ("a", _one_and_a_part),
    ("band", _band),
    ("majority", _majority),
    ("half_year", _half_year),
    ("whole", _whole),
    ("doubling", _doubling),
    ("recurrence", _interval),
    ("unit", _prefixed),
)
_STARTS = frozenset(sense for sense, _ in _READERS)
