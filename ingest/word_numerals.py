"""English numerals, in words, digits or both.

numeral  := cardinal [and fraction] [scale] | fraction | heap      five and a half million, half a million, dozens
"""

from __future__ import annotations

from decimal import Decimal

from ingest.figures import Figure
from ingest.token_cursor import Cursor
from ingest.word_cardinals import read_cardinal
from ingest.word_fractions import divided, fraction_first, with_fraction

_COUNTS_QUARTERS = frozenset(("past", "future", "shift", "first", "last_zh"))  # the next two quarters are no half


def read_words(cursor: Cursor) -> Figure | None:
    """The cardinal at the cursor, which moves behind it; None leaves the cursor where it is."""
    start = cursor.at
    figure = _dozens(cursor) or fraction_first(cursor) or read_cardinal(cursor)
    if figure is None:
        cursor.at = start
        return None
    counted = start > 0 and not _COUNTS_QUARTERS.isdisjoint(cursor.run[start - 1].senses)
    figure = with_fraction(cursor, figure)
    return figure if counted else divided(cursor, figure)


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
