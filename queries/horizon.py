"""How far ahead a claim looks: from the day it was said to the last day of the time that it speaks of."""

from __future__ import annotations

from datetime import date
from typing import Literal, get_args

Horizon = Literal["under 1 year", "1 to 3 years", "over 3 years", "untold"]
HORIZONS: tuple[Horizon, ...] = get_args(Horizon)
YEAR = 366
"""Days of a year at most: what is said on the first day of a leap year about its last looks under a year ahead."""


def horizon(said: date | None, due: date | None) -> Horizon:
    """The class of the time between: under a year, up to three years, longer; `untold` where one end is not known.

    What was said when the day had gone by looks no way ahead, and so under a year.

    >>> [horizon(date(2024, 1, 1), date(year, 12, 31)) for year in (2023, 2024, 2026, 2027)]
    ['under 1 year', 'under 1 year', '1 to 3 years', 'over 3 years']
    >>> horizon(date(2024, 1, 1), None)
    'untold'
    """
    if said is None or due is None:
        return "untold"
    days = (due - said).days
    return "under 1 year" if days < YEAR else "1 to 3 years" if days < 3 * YEAR else "over 3 years"
