"""How wide a number is meant: half a unit of its last digit, and more where words or noughts make it rough."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

FIGURES = 2
"""Digits of a number that are meant, however many noughts follow."""
LOOSE = Fraction(1, 20)
"""What "about" and "nearly" leave open, and by how much two numbers differ that tell one thing, as a share of them."""
COUNTED_ON_FINGERS = 10
"""Up to here whole percents, multiples, months and years are told as they come."""
ROUND = frozenset({"%", "pp", "x", "year", "month"})


def rounding(value: Decimal, unit: str) -> Decimal:
    """Half a unit of the last digit that is meant; a whole percent, multiple or year under ten is one of few.

    >>> rounding(Decimal(26), "kWh"), int(rounding(Decimal(8000), "GPU")), rounding(Decimal(7), "year")
    (Decimal('0.5'), 50, Decimal('0.5'))
    """
    if not value:
        return Decimal(0)
    if unit in ROUND and abs(value) < COUNTED_ON_FINGERS and value == value.to_integral_value():
        return Decimal("0.5")
    figures = max(FIGURES, len(value.normalize().as_tuple().digits))
    return Decimal(1).scaleb(value.adjusted() - figures + 1) / 2
