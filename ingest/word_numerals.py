"""English numerals, in words, digits or both.

    numeral  := part (scale part)* [and fraction] [scale]     two hundred and six thousand, 1.2 million, half a million
    part     := (digits | words) [hundred [and] words]         3 hundred and 21, two thousand three hundred
    fraction := a half | three quarters | one twenty-fifth | 1 over 21 | one out of three | 1/3
    ordinal  := [numeral] ordinal word                         twenty-first, two hundredth
"""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from ingest.figures import ONE, Figure, divide, from_literal
from ingest.token_cursor import Cursor

_HUNDRED = Decimal(100)
_HALF = Decimal("0.5")
_COUNTS_QUARTERS = frozenset(("past", "future", "shift", "first", "last_zh"))  # the next two quarters are no half
_STANDS_ALONE = frozenset(("time", "month_name", "letter", "bound"))


def read_words(cursor: Cursor) -> Figure | None:
    """The cardinal at the cursor, which moves behind it; None leaves the cursor where it is."""
    start = cursor.at
    figure = _dozens(cursor) or _fraction_first(cursor) or _cardinal(cursor)
    if figure is None:
        cursor.at = start
        return None
    counted = start > 0 and not _COUNTS_QUARTERS.isdisjoint(cursor.run[start - 1].senses)
    figure = _with_fraction(cursor, figure)
    return figure if counted else _divided(cursor, figure)


def read_ordinal(cursor: Cursor) -> Decimal | None:
    """The place in an order: twenty-first, one hundred twenty-fifth, two hundredth."""
    start = cursor.at
    if cursor.has("nth"):
        return Decimal(cursor.take("nth"))
    base = Decimal(0)
    if not cursor.has("ordinal"):
        figure = _cardinal(cursor, stop_at_tens=True)
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


def _dozens(cursor: Cursor) -> Figure | None:
    """What is left open: a dozen, dozens, tens of billions, a few hundred, several."""
    start = cursor.at
    if cursor.skip("a", "collective") or cursor.has("collective"):
        if cursor.at > start:
            cursor.at -= 1
        return Figure.of(cursor.take("collective"))
    if cursor.has("scales") and cursor.has("of", 1):
        return _heaps(cursor)
    if cursor.value("vague") != "several":
        return None
    cursor.at += 1
    several = Figure(Decimal(2), Decimal(2), Decimal(9), round=True)
    scale = next((sense for sense in ("hundred", "scale", "scales", "collective") if cursor.has(sense)), None)
    if scale:
        return several.times(Decimal(cursor.take(scale)))
    if cursor.has("time") or cursor.has("unit"):
        return several
    cursor.at = start
    return None


def _heaps(cursor: Cursor) -> Figure:
    """Hundreds of thousands: two of each at least."""
    factor = Decimal(cursor.take("scales"))
    while cursor.has("of") and cursor.has("scales", 1) and factor < 10**15:
        cursor.at += 1
        factor *= Decimal(cursor.take("scales"))
    return Figure(factor, 2 * factor, None, scale=factor, round=True)


def _fraction_first(cursor: Cursor, scaled: bool = True) -> Figure | None:
    """Half a million, a quarter, a third; the scale is left alone unless `scaled`."""
    start = cursor.at
    cursor.skip("a")
    for word, value in (("half", _HALF), ("quarter_part", Decimal("0.25"))):
        if cursor.has(word) and (word == "half" or cursor.at > start or cursor.has("scale", 1)):
            cursor.at += 1
            figure = replace(Figure.of(value), fraction=True)
            return _scaled_part(cursor, figure) if scaled else figure
    cursor.at = start
    if cursor.has("fraction_sign"):
        return _scaled_part(cursor, _sign_value(cursor.take("fraction_sign")))
    if cursor.skip("a") and (cursor.has("ordinal") or cursor.has("nth")) and not _month_near(cursor):
        value = read_ordinal(cursor)
        if value and value > 2:
            return replace(Figure.of(divide(ONE, value) or ONE), fraction=True)
    cursor.at = start
    return None


def _month_near(cursor: Cursor) -> bool:
    return cursor.has("month_name", 1) or cursor.has("of", 1) and cursor.has("month_name", 2)


def _scaled_part(cursor: Cursor, figure: Figure) -> Figure:
    """Half a million, half million, ½ million."""
    start = cursor.at
    cursor.skip("a") or cursor.skip("of", "a")
    if cursor.has("scale"):
        return replace(figure.times(Decimal(cursor.take("scale"))), fraction=False)
    if cursor.has("hundred") or cursor.has("collective"):
        return replace(figure.times(Decimal(cursor.take("hundred" if cursor.has("hundred") else "collective"))), fraction=False)
    cursor.at = start
    return figure


def _sign_value(text: str) -> Figure:
    above, _, below = text.partition("/")
    return replace(Figure.of(divide(Decimal(above), Decimal(below)) or ONE), fraction=True)


def _cardinal(cursor: Cursor, stop_at_tens: bool = False) -> Figure | None:
    """Parts with falling scales, added up."""
    total: Figure | None = None
    ceiling = Decimal("Infinity")
    while True:
        start = cursor.at
        joined = total is not None and (cursor.skip("and") or (cursor.has("comma") and not cursor.tight(1) and cursor.skip("comma")))
        part = _part(cursor)
        if part is None:
            cursor.at = start
            break
        scale, literal = _scale(cursor), part.literal
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
        return not total.written.normalize().as_tuple().exponent < 0 and scale != ONE and not joined
    return True


def _added(total: Figure, part: Figure) -> Figure:
    return replace(total.plus(part), scale=ONE)


def _scale(cursor: Cursor) -> Decimal:
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
        value = _tens(cursor)
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
    rest = _tens(cursor)
    if rest is None and joined and literal and cursor.has("digits"):
        rest = from_literal(cursor.take("digits"))
        rest = rest if rest and rest < 100 and rest == int(rest) else None
    if rest and (cursor.has("collective") or cursor.value("scales") == 12):
        rest *= cursor.take("collective" if cursor.has("collective") else "scales")
    if not rest or cursor.has("hundred") or _parts_follow(cursor) and (joined or rest % 10 == 0):
        cursor.at = start
        return Figure.of(value)
    return Figure.of(value + rest)


def _parts_follow(cursor: Cursor) -> bool:
    return cursor.has("parts") or cursor.has("hyphen") and cursor.has("parts", 1)


def _tens(cursor: Cursor) -> Decimal | None:
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


def _with_fraction(cursor: Cursor, whole: Figure) -> Figure:
    """One and a half, 42 and a third, 10 1/2, five and a half million, two hundred point zero three."""
    start = cursor.at
    if cursor.has("point") and (cursor.has("ones", 1) or cursor.has("tens", 1)):
        return _pointed(cursor, whole)
    if cursor.has("slash") and whole.literal and cursor.has("digits", 1) and not cursor.has("hyphen", -2):
        return _slashed(cursor, whole)
    if cursor.has("fraction_sign"):
        return whole.plus(_sign_value(cursor.take("fraction_sign")))
    if whole.literal and not cursor.tight() and cursor.has("digits") and cursor.has("slash", 1) and cursor.tight(1):
        part = _mixed(cursor)
        if part:
            return replace(whole.plus(part), fraction=True)
        cursor.at = start
    if cursor.skip("and") and not whole.fraction:
        part = _fraction_first(cursor, scaled=False) or _named_parts(cursor)
        if part and (part.fraction or part.written < whole.written):
            return _join_fraction(cursor, whole, part)
    cursor.at = start
    return whole


def _join_fraction(cursor: Cursor, whole: Figure, part: Figure) -> Figure:
    """Five billion and three quarters is 5.75 billion; five and a half million is 5.5 million."""
    if not part.fraction:
        return whole.plus(part)
    figure = whole.plus(part.times(whole.scale, shared=False)) if whole.scale != ONE else whole.plus(part)
    factor = _scale(cursor)
    return replace(figure.times(factor) if factor != ONE else figure, fraction=factor == ONE)


def _pointed(cursor: Cursor, whole: Figure) -> Figure:
    cursor.at += 1
    digits = ""
    while cursor.has("ones") or cursor.has("tens"):
        value = _tens(cursor)
        digits += str(value)
        if value is not None and value >= 10:
            break
    figure = whole.plus(Figure.of(Decimal("0." + digits)))
    factor = Decimal(cursor.take("hundred")) if cursor.has("hundred") else ONE
    factor *= _scale(cursor)
    return figure.times(factor) if factor != ONE else figure


def _slashed(cursor: Cursor, above: Figure) -> Figure:
    """1/3, and 1/2 million; a chain such as 1/2/3 is none."""
    start = cursor.at
    cursor.at += 1
    below = from_literal(cursor.take("digits"))
    value = divide(above.written, below) if below else None
    if value is None or cursor.has("slash") or "." in above.literal or above.written > 9999:
        cursor.at = start
        return above
    return _scaled_part(cursor, replace(Figure.of(value), fraction=True, literal=f"{above.literal}/{below}"))


def _mixed(cursor: Cursor) -> Figure | None:
    above = Figure.of(from_literal(cursor.take("digits")) or 0)
    part = _slashed(cursor, above) if above.written else None
    return part if part and part.fraction else None


def _named_parts(cursor: Cursor) -> Figure | None:
    """Three quarters, two thirds, with a scale behind: three quarters million."""
    start = cursor.at
    above = _cardinal(cursor)
    figure = _divided(cursor, above) if above else None
    if figure and figure.fraction:
        return _scaled_part(cursor, figure)
    cursor.at = start
    return None


def _divided(cursor: Cursor, above: Figure) -> Figure:
    """A numeral with its denominator: three fifths, one twenty-fifth, 1 over 21, one out of three."""
    start = cursor.at
    below = _over(cursor, above) or _denominator(cursor, above)
    value = divide(above.written, below) if below else None
    if value is None:
        cursor.at = start
        return above
    return replace(Figure.of(value), fraction=True)


def _over(cursor: Cursor, above: Figure) -> Decimal | None:
    out_of = cursor.has("out_of")
    if not (out_of or (cursor.has("over") or cursor.has("in") and above.written == 1)) or above.fraction:
        return None
    cursor.at += 1
    below = _cardinal(cursor)
    if below is None or not _STANDS_ALONE.isdisjoint(cursor.run[cursor.at].senses if cursor.has_more() else ()):
        return None
    if out_of:
        return below.written if below.written > above.written else None
    return below.written if not below.literal or below.written < 1900 else None


def _denominator(cursor: Cursor, above: Figure) -> Decimal | None:
    """Fifths, twenty-firsts; a singular only after one: one fifth, one hundred-and-fifth."""
    cursor.skip("hyphen")
    if cursor.has("parts"):
        return None if above.literal and not cursor.tight(-1) and above.written >= _HUNDRED else Decimal(cursor.take("parts"))
    tens = cursor.value("tens") if cursor.has("tens") else None
    if tens:
        ahead = 2 if cursor.has("hyphen", 1) else 1
        for sense in ("parts", "units"):
            if cursor.has(sense, ahead) and cursor.value(sense, ahead) < 10:
                cursor.at += ahead + 1
                return Decimal(tens) + cursor.run[cursor.at - 1].senses[sense]
    if above.written == 1 and not above.round and (cursor.has("ordinal") or cursor.has("ones") or cursor.has("tens")):
        place = read_ordinal(cursor)
        return place if place and place > 2 else None
    return None
