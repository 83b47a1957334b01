"""English fractions: a half, three quarters, one twenty-fifth, 1 over 21, one out of three, 10 1/2, 2.5 in words."""

from __future__ import annotations

from decimal import Decimal

from ingest.figures import ONE, Figure, divide, from_literal, replace
from ingest.token_cursor import Cursor
from ingest.word_cardinals import read_cardinal, read_ordinal, read_scale, read_tens

_HUNDRED = Decimal(100)
_HALF = Decimal("0.5")
_ROUND = frozenset(map(Decimal, (3, 4, 5, 6, 7, 8, 9, 10, 20, 100, 1000)))  # of so many: two in five
_BEFORE_TIME = ("in_time", "for_time", "within", "rolling", "over", "every", "per")
_BEHIND_TIME = ("ago", "later", "from_now")
_STANDS_ALONE = frozenset(("time", "month_name", "letter", "bound"))


def fraction_first(cursor: Cursor, scaled: bool = True) -> Figure | None:
    """Half a million, a quarter, a third; the scale is left alone unless `scaled`."""
    start = cursor.at
    if _is_quarter_of_year(cursor):
        return None
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
        place = read_ordinal(cursor)
        if place and place > 2:
            return replace(Figure.of(divide(ONE, place) or ONE), fraction=True)
    cursor.at = start
    return None


def _is_quarter_of_year(cursor: Cursor) -> bool:
    """For a quarter, a quarter ago: three months. A quarter of something is a fourth."""
    if not (cursor.has("a") and cursor.has("quarter_part", 1)) or cursor.has("of", 2):
        return False
    return any(cursor.has(sense, -1) for sense in _BEFORE_TIME) or any(cursor.has(sense, 2) for sense in _BEHIND_TIME)


def _month_near(cursor: Cursor) -> bool:
    return cursor.has("month_name", 1) or (cursor.has("of", 1) and cursor.has("month_name", 2))


def _scaled_part(cursor: Cursor, figure: Figure) -> Figure:
    """Half a million, half million, ½ million."""
    start = cursor.at
    cursor.skip("a") or cursor.skip("of", "a")
    if cursor.has("scale"):
        return replace(figure.times(Decimal(cursor.take("scale"))), fraction=False)
    if cursor.has("hundred") or cursor.has("collective"):
        return replace(
            figure.times(Decimal(cursor.take("hundred" if cursor.has("hundred") else "collective"))), fraction=False
        )
    cursor.at = start
    return figure


def _sign_value(text: str) -> Figure:
    above, _, below = text.partition("/")
    return replace(Figure.of(divide(Decimal(above), Decimal(below)) or ONE), fraction=True)


def with_fraction(cursor: Cursor, whole: Figure) -> Figure:
    """One and a half, 42 and a third, 10 1/2, five and a half million, two hundred point zero three."""
    start = cursor.at
    if cursor.has("point") and (cursor.has("ones", 1) or cursor.has("tens", 1)):
        return _pointed(cursor, whole)
    if cursor.has("slash") and whole.literal and cursor.has("digits", 1) and not _is_behind_hyphen(cursor):
        return _slashed(cursor, whole)
    if cursor.has("fraction_sign"):
        return whole.plus(_sign_value(cursor.take("fraction_sign")))
    if whole.literal and not cursor.tight() and cursor.has("digits") and cursor.has("slash", 1) and cursor.tight(1):
        part = _mixed(cursor)
        if part:
            return replace(whole.plus(part), fraction=True)
        cursor.at = start
    if cursor.skip("and") and not whole.fraction:
        part = fraction_first(cursor, scaled=False) or _named_parts(cursor)
        if part and (part.fraction or part.written < whole.written):
            return _join_fraction(cursor, whole, part)
    cursor.at = start
    return whole


def _is_behind_hyphen(cursor: Cursor) -> bool:
    """1-11/7 is no fraction; 1/3-2/3 has two of them."""
    return cursor.has("hyphen", -2) and not cursor.has("slash", -4)


def _join_fraction(cursor: Cursor, whole: Figure, part: Figure) -> Figure:
    """Five billion and three quarters is 5.75 billion; five and a half million is 5.5 million."""
    if not part.fraction:
        return whole.plus(part)
    figure = whole.plus(part.times(whole.scale, shared=False)) if whole.scale != ONE else whole.plus(part)
    factor = read_scale(cursor)
    return replace(figure.times(factor) if factor != ONE else figure, fraction=factor == ONE)


def _pointed(cursor: Cursor, whole: Figure) -> Figure:
    cursor.at += 1
    digits = ""
    while cursor.has("ones") or cursor.has("tens"):
        value = read_tens(cursor)
        digits += str(value)
        if value is not None and value >= 10:
            break
    figure = whole.plus(Figure.of(Decimal("0." + digits)))
    factor = Decimal(cursor.take("hundred")) if cursor.has("hundred") else ONE
    factor *= read_scale(cursor)
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
    above = read_cardinal(cursor)
    figure = divided(cursor, above) if above else None
    if figure and figure.fraction:
        return _scaled_part(cursor, figure)
    cursor.at = start
    return None


def divided(cursor: Cursor, above: Figure) -> Figure:
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
    among = cursor.has("in") and 1 <= above.written < _HUNDRED and above.is_point
    if not (out_of or cursor.has("over") or among) or above.fraction:
        return None
    cursor.at += 1
    below = read_cardinal(cursor)
    if among and above.written > 1 and (below is None or below.written not in _ROUND or below.written <= above.written):
        return None
    if below is None or not _STANDS_ALONE.isdisjoint(cursor.run[cursor.at].senses if cursor.has_more() else ()):
        return None
    if out_of:
        return below.written if below.written > above.written else None
    return below.written if not below.literal or below.written < 1900 else None


def _are_things(cursor: Cursor, above: Figure) -> bool:
    """Five quarters are parts of years, and so are three on end: three quarters in a row."""
    if above.literal and above.written >= _HUNDRED:
        return True
    if not cursor.has("time") or cursor.value("time") != "quarter":
        return False
    return above.written > 3 or any(cursor.has(sense, 1) for sense in ("on_end", "ago", "later"))


def _denominator(cursor: Cursor, above: Figure) -> Decimal | None:
    """Fifths, twenty-firsts; a singular only after one: one fifth, one hundred-and-fifth."""
    cursor.skip("hyphen")
    if above.written == 1 and cursor.has("half") and cursor.has("hyphen", -1):
        cursor.at += 1
        return Decimal(2)
    if cursor.has("parts"):
        return None if _are_things(cursor, above) else Decimal(cursor.take("parts"))
    tens = cursor.value("tens") if cursor.has("tens") else None
    if tens:
        ahead = 2 if cursor.has("hyphen", 1) else 1
        for sense in ("parts", "units"):
            if cursor.has(sense, ahead) and cursor.value(sense, ahead) < 10:
                cursor.at += ahead + 1
                return Decimal(tens) + Decimal(cursor.value(sense, -1))
    if above.written == 1 and not above.round and (cursor.has("ordinal") or cursor.has("ones") or cursor.has("tens")):
        place = read_ordinal(cursor)
        return place if place and place > 2 else None
    return None
