"""English cardinals and ordinals, in words, digits or both.

cardinal := part (scale part)*                             two hundred and six thousand, 1.2 million
part     := (digits | words) [hundred [and] words]         3 hundred and 21, two thousand three hundred
ordinal  := [cardinal] ordinal word                        twenty-first, two hundredth
"""

from __future__ import annotations

from decimal import Decimal

from ingest.figures import ONE, Figure, from_literal, replace
from ingest.token_cursor import Cursor

_HUNDRED = Decimal(100)


def read_ordinal(cursor: Cursor) -> Decimal | None:
    """The place in an order: twenty-first, one hundred twenty-fifth, two hundredth."""
    start = cursor.at
    if cursor.has("nth"):
        return Decimal(cursor.take("nth"))
    base = Decimal(0)
    if not cursor.has("ordinal"):
        figure = read_cardinal(cursor, stop_at_tens=True)
        base = figure.written if figure else base
        cursor.skip("hyphen") or (figure and figure.written >= _HUNDRED and cursor.skip("and"))
    if not cursor.has("ordinal"):
        cursor.at = start
        return None
    place = Decimal(cursor.take("ordinal"))
    if base and place >= _HUNDRED:
        return base * place
    fits = not base or (base % (10 if place < 10 else 100) == 0 and base >= 20)
    if not fits:
        cursor.at = start
        return None
    return base + place


def read_cardinal(cursor: Cursor, stop_at_tens: bool = False) -> Figure | None:
    """Parts with falling scales, added up."""
    total: Figure | None = None
    ceiling = Decimal("Infinity")
    while True:
        start = cursor.at
        joined = total is not None and (
            cursor.skip("and") or (cursor.has("comma") and not cursor.tight(1) and cursor.skip("comma"))
        )
        part = _part(cursor)
        if part is None:
            cursor.at = start
            break
        scale, literal = read_scale(cursor), part.literal
        value = part.times(scale) if scale != ONE else part
        fits = total is None or _joins(total, value, joined, literal, scale)
        if value.written >= ceiling or not fits or (joined and cursor.has("parts")):
            cursor.at = start
            break
        total = _added(total, value) if total else value
        ceiling = scale if scale != ONE else min(ceiling, ONE)
        if scale == ONE:
            break
    if total and cursor.value("scales") == 12 and not cursor.has("of", 1):
        total = total.times(Decimal(cursor.take("scales")), shared=False)
    if total and cursor.has("collective") and total.written < 1000 and not stop_at_tens:
        total = total.times(Decimal(cursor.take("collective")), shared=False)
    return total


def _joins(total: Figure, part: Figure, joined: bool, literal: str, scale: Decimal) -> bool:
    """Whether a part after a scale belongs to the same numeral, and not to the next phrase."""
    if part.written == 0:
        return False
    if literal:
        return total.written == int(total.written) and scale != ONE and not joined
    return True


def _added(total: Figure, part: Figure) -> Figure:
    return replace(total.plus(part), scale=ONE)


def read_scale(cursor: Cursor) -> Decimal:
    """The product of the scale words here: thousand, hundred million, and the letters that stand for them."""
    factor = ONE
    while factor < 10**15:
        start = cursor.at
        cursor.skip("hyphen")
        if cursor.has("scale"):
            factor *= Decimal(cursor.take("scale"))
        elif cursor.has("scales") and cursor.value("scales") > 12 and not cursor.has("of", 1):
            factor *= Decimal(cursor.take("scales"))
        else:
            cursor.at = start
            break
    return factor


def _part(cursor: Cursor) -> Figure | None:
    """What one scale multiplies: below a thousand in words, or digits."""
    start = cursor.at
    literal = ""
    if cursor.has("digits"):
        text = cursor.take("digits")
        value = from_literal(text)
        if value is None:
            cursor.at = start
            return None
        literal = text
        if cursor.has("letter") and _is_multiplier(cursor):
            return Figure.of(value).times(Decimal(cursor.take("letter")))
    else:
        value = read_tens(cursor)
        if value is None and cursor.has("a") and (cursor.has("hundred", 1) or cursor.has("scale", 1)):
            cursor.at += 1
            value = ONE
        if value is None and (cursor.has("hundred") or cursor.has("scale")):
            return replace(Figure.of(1), round=True) if _bare_scale(cursor) else None
    if value is None:
        return None
    return _hundreds(cursor, value, literal)


def _bare_scale(cursor: Cursor) -> bool:
    """A scale without a number, as in billion-dollar, hundred-fold."""
    return cursor.has("scale") and cursor.has("hyphen", 1)


def _is_multiplier(cursor: Cursor) -> bool:
    """Whether the letter behind digits multiplies: 5k does; in 5m and 3 m it may be a unit."""
    letter_is_unit = cursor.has("unit")
    return not letter_is_unit and (cursor.tight() or Decimal(cursor.value("letter")) != 1000)


def _hundreds(cursor: Cursor, value: Decimal, literal: str) -> Figure:
    hyphen = cursor.has("hyphen") and cursor.has("hundred", 1) and cursor.tight()
    if not (cursor.has("hundred") or hyphen) or value >= 1000:
        return replace(Figure.of(value), literal=literal)
    cursor.at += hyphen
    value *= Decimal(cursor.take("hundred"))
    start = cursor.at
    joined = cursor.skip("and")
    rest = read_tens(cursor)
    if rest is None and joined and literal and cursor.has("digits"):
        rest = from_literal(cursor.take("digits"))
        rest = rest if rest and rest < 100 and rest == int(rest) else None
    if rest and (cursor.has("collective") or cursor.value("scales") == 12):
        rest *= cursor.take("collective" if cursor.has("collective") else "scales")
    if not rest or cursor.has("hundred") or (_parts_follow(cursor) and (joined or rest % 10 == 0)):
        cursor.at = start
        return Figure.of(value)
    return Figure.of(value + rest)


def _parts_follow(cursor: Cursor) -> bool:
    return cursor.has("parts") or (cursor.has("hyphen") and cursor.has("parts", 1))


def read_tens(cursor: Cursor) -> Decimal | None:
    """Twenty, twenty-one, seven."""
    if cursor.has("tens"):
        value = Decimal(cursor.take("tens"))
        start = cursor.at
        cursor.skip("hyphen")
        if cursor.has("ones") and 0 < cursor.value("ones") < 10:
            return value + Decimal(cursor.take("ones"))
        cursor.at = start
        return value
    return Decimal(cursor.take("ones")) if cursor.has("ones") else None
