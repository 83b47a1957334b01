"""What a number counts: the unit, classifier, currency or noun behind it."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from ingest.figures import Figure, replace
from ingest.token_cursor import Cursor
from kg.units import Units

_MONEY, _TIME = "money", "time"
MOST_LI = 30  # 厘 of interest is a percent
_GOES_ON = ("unit", "classifier", "time", "currency", "letter", "scale", "hyphen", "tilde", "to", "tenth_zh", "fen")
_STARTS = frozenset(  # how all that a number counts begins
    (
        "letter",
        "tenth_zh",
        "li_zh",
        "percent_of",
        "discount",
        "hyphen",
        "currency",
        "plus",
        "after",
        "of",
        "unit",
        "classifier",
        "card",
    )
)


@dataclass(frozen=True, slots=True)
class Counted:
    """The unit that was found and the figure as it then stands (三成 is 30 %)."""

    figure: Figure
    unit: str


def unit_behind(cursor: Cursor, figure: Figure, money: bool = False) -> Counted | None:
    """Reads what follows a number; `money` when a sign of money stands before it. The cursor moves behind it."""
    if not cursor.has_more() or _STARTS.isdisjoint(cursor.run[cursor.at].senses):
        return None
    start = cursor.at
    letter = _letter(cursor, figure, money)
    if letter:
        figure = letter
    found = _share_word(cursor, figure) or _unit_word(cursor, figure, money) or _classified(cursor, figure)
    if found:
        return found
    if letter:
        return Counted(figure, "")
    cursor.at = start
    return None


def _letter(cursor: Cursor, figure: Figure, money: bool) -> Figure | None:
    """5m is five million where money or something counted is told, else five metres."""
    if not cursor.has("letter") or not figure.literal or not cursor.tight():
        return None
    if money or not cursor.has("unit") or _counts_or_pays(cursor) or (cursor.has("per", 1) and cursor.has("time", 2)):
        return figure.times(Decimal(cursor.take("letter")))
    return None


def _counts_or_pays(cursor: Cursor) -> bool:
    units = cursor.value("unit", 1) or ()
    return cursor.has("currency", 1) or any(Units.load()[unit].dimension in ("count", _MONEY) for unit in units)


def _share_word(cursor: Cursor, figure: Figure) -> Counted | None:
    """三成五, 七五折, 5 percent: shares of ten."""
    if cursor.has("tenth_zh"):
        cursor.at += 1
        value = figure.times(Decimal(10))
        if cursor.value("surplus") == "多" and figure.is_point:
            cursor.at += 1
            value = replace(value, high=value.low + 10)
        elif cursor.skip("half_zh"):
            value = value.plus(Figure.of(5))
        elif cursor.has("number") and figure.written < 10 and _is_digit(cursor.value("number")):
            value = value.plus(cursor.take("number"))
        return Counted(value, "%")
    if cursor.has("percent_of"):
        cursor.at += 1
        return Counted(figure, "%")
    if cursor.has("li_zh") and figure.written < MOST_LI and not cursor.has("fen", -2):
        cursor.at += 1
        return Counted(_with_tenths(cursor, figure), "%")
    if cursor.has("discount"):
        cursor.at += 1
        tenths = (
            figure.high is not None and (figure.high < 10 or figure.written == 10) and len(figure.literal) < 2
        ) or "." in figure.literal
        return Counted(figure.times(Decimal(10)) if tenths else figure, "%")
    return None


def _with_tenths(cursor: Cursor, figure: Figure) -> Figure:
    """三厘半, 三厘一: half or a tenth of it more."""
    if cursor.skip("half_zh"):
        return figure.plus(Figure.of(Decimal("0.5")))
    return _tenths(cursor, figure) or figure


def _is_digit(figure: Figure) -> bool:
    return figure.is_point and 0 < figure.written < 10 and figure.written == int(figure.written)


def _unit_word(cursor: Cursor, figure: Figure, money: bool) -> Counted | None:
    start = cursor.at
    if cursor.has("hyphen") and cursor.has("unit", 1) and cursor.tight() and cursor.tight(1):
        cursor.at += 1
    if cursor.has("currency") and not money and not (cursor.tight(1) and cursor.has("number", 1)):
        scale = cursor.value("scale", 1)
        figure = figure.times(Decimal(10**6)) if cursor.has("million") else figure
        unit = cursor.take("currency")
        if scale and not figure.round and figure.scale == 1:
            cursor.at += 1
            figure = figure.times(Decimal(scale))
        return Counted(figure, unit)
    figure = _odd(cursor, figure)
    if figure.high is None and figure.round and cursor.has("of") and cursor.has("unit", 1):
        cursor.at += 1
    if figure.written < 1 and (ahead := _of_one(cursor)):
        cursor.at += ahead
    if cursor.value("unit") == ("x",) and cursor.has("card", 1):
        cursor.at += 1
        return Counted(figure, cursor.take("card"))
    if cursor.has("unit") and not (money and _is_money(cursor)) and not _is_preposition(cursor):
        unit = _chosen(cursor, figure)
        cursor.at += 1
        return _surplus(cursor, figure, unit)
    cursor.at = start
    return None


def _odd(cursor: Cursor, figure: Figure) -> Figure:
    """40-odd percent, 10,000-plus employees, 20+ GPUs."""
    hyphen = cursor.has("hyphen")
    sign = ">=" if cursor.has("plus") and cursor.tight() else cursor.value("after", hyphen)
    if sign not in ("~", ">=") or not figure.is_point or not cursor.has("unit", hyphen + 1):
        return figure
    cursor.at += hyphen + 1
    return replace(figure, approximate=True) if sign == "~" else replace(figure, high=None)


def _of_one(cursor: Cursor) -> int:
    """The tokens between a part and the one that it is of: a quarter of a percent, half of one hour."""
    one: Figure | None = cursor.value("number", 1)
    if not cursor.has("of") or not (cursor.has("a", 1) or (one and one.is_point and one.low == 1)):
        return 0
    units = cursor.value("unit", 2) or ()
    return 2 if units and all(Units.load()[unit].dimension != "count" for unit in units) else 0


def _is_preposition(cursor: Cursor) -> bool:
    """5 in stands for inches only behind feet, 5 x for five times only glued to the digits."""
    if cursor.tight() or not (cursor.has("in") or (cursor.value("unit") == ("x",) and cursor.has("sign_x"))):
        return False
    return "foot" not in (cursor.value("unit", -2) or ())


def _is_money(cursor: Cursor) -> bool:
    return any(Units.load()[unit].is_money for unit in cursor.value("unit"))


def _chosen(cursor: Cursor, figure: Figure) -> str:
    """Of several units with one name: pounds are money in millions and weight in ones."""
    units: tuple[str, ...] = cursor.value("unit")
    if len(units) == 1:
        return units[0]
    wants_money = figure.scale > 1
    fitting = [unit for unit in units if Units.load()[unit].is_money == wants_money]
    return (fitting or list(units))[0]


def _surplus(cursor: Cursor, figure: Figure, unit: str) -> Counted:
    """一吨半, 一年多: what is added behind the unit."""
    if (
        cursor.has("half_zh")
        and cursor.tight()
        and Units.load()[unit].dimension != "share"
        and not cursor.has("unit", 1)
    ):
        cursor.at += 1
        return Counted(figure.plus(Figure.of(Decimal("0.5"))), unit)
    if cursor.value("surplus") == "多" and cursor.tight() and figure.is_point:
        cursor.at += 1
        return Counted(replace(figure, high=figure.low + 1, literal=""), unit)
    if unit in ("m", "CNY", "jiao") and (tenths := _tenths(cursor, figure)):
        return Counted(tenths, unit)
    return Counted(figure, unit)


def _tenths(cursor: Cursor, figure: Figure) -> Figure | None:
    """One digit right behind the unit: 一米八, 三块五."""
    digit: Figure | None = cursor.value("number")
    if digit is None or not cursor.tight() or not _is_digit(digit) or not _is_whole(figure):
        return None
    if any(cursor.has(sense, 1) for sense in _GOES_ON):
        return None
    cursor.at += 1
    return figure.plus(digit.times(Decimal("0.1"), shared=False))


def _is_whole(figure: Figure) -> bool:
    return figure.is_point and figure.written < 1000 and figure.written == int(figure.written)


def _classified(cursor: Cursor, figure: Figure) -> Counted | None:
    """A classifier, with what it counts when a known word names that: 3.2 万张 H100, 10 家公司, 一个半小时."""
    start = cursor.at
    between = cursor.has("among") and cursor.has("and", -2) and cursor.has("number", -3)
    classifier = cursor.take("classifier") if cursor.has("classifier") and not between else ""
    if classifier == "个" and cursor.has("half_zh") and cursor.has("time", 1):
        cursor.at += 1
        return Counted(figure.plus(Figure.of(Decimal("0.5"))), cursor.take("time"))
    if paid := _paid(cursor, figure, classifier):
        return paid
    if cursor.value("surplus") == "多" and classifier and cursor.has("unit", 1):
        cursor.at += 1
        figure = replace(figure, high=figure.low + 1, literal="")
    behind = cursor.at
    cursor.skip("of")
    if cursor.has("card") and (classifier or figure.scale > 1 or figure.literal):
        return Counted(figure, cursor.take("card"))
    if cursor.has("unit") and _is_counted(cursor):
        return Counted(figure, cursor.take("unit")[0])
    cursor.at = behind
    if classifier:
        return Counted(figure, classifier)
    cursor.at = start
    return None


def _paid(cursor: Cursor, figure: Figure, classifier: str) -> Counted | None:
    """五块五, 三块两毛: 块 is money where less of it follows; 两个比特币 are counted."""
    if classifier in ("个", "枚") and cursor.has("unit") and _is_money(cursor):
        return Counted(figure, cursor.take("unit")[0])
    if classifier != "块":
        return None
    jiao = cursor.has("number") and cursor.tight() and "jiao" in (cursor.value("unit", 1) or ())
    paid = figure if jiao else _tenths(cursor, figure)
    return Counted(paid, "CNY") if paid else None


def _is_counted(cursor: Cursor) -> bool:
    return all(Units.load()[unit].dimension in ("count", _TIME) for unit in cursor.value("unit"))


def is_count(unit: str) -> bool:
    """Whether a unit, with a rate or not, is of things that are counted."""
    head = unit.partition("/")[0]
    known = Units.load().get(head)
    return known.dimension == "count" if known else len(head) > 1
