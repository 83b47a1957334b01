"""A flat table of claims, as columns of numbers without a text, and the same question as a self-join of a database.

Subjects and measures are drawn by Zipf's law, years from 2020 to 2030, articles have forty claims. Three in four tell
no time, so that they speak of about the day they were written; one in twenty is denied. Nine in ten say of a subject,
a measure and a year what the others say.
"""

from __future__ import annotations

from datetime import date

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from queries.comparison.columns import UNTOLD, Columns, Places
from queries.comparison.stance import LATELY

SUBJECTS, METRICS, EACH, YEARS = 5_000, 60, 40, 10
UNDATED, VAGUE, NUMBERED, DENIED, THROUGHOUT, AGREE = 0.74, 0.04, 0.23, 0.046, 0.002, 0.9
WAYS = {1: 0.57, -1: 0.16, 0: 0.03, UNTOLD: 0.24}
FIRST = date(2020, 1, 1).toordinal()
COLLIDING = """
FROM claims one JOIN claims other
ON one.key = other.key AND one.place < other.place AND one.first < other.last AND other.first < one.last
WHERE one.earliest OR other.earliest OR (one.ranks AND other.ranks) OR (
    (
        NOT (one.dated AND other.dated AND one.denied = other.denied)
        OR abs(one.last - other.last) <= 31 OR one.throughout OR other.throughout
        OR 2 * (least(one.last, other.last) - greatest(one.first, other.first))
            >= greatest(one.last - one.first, other.last - other.first)
    ) AND (
        (one.sign <> other.sign AND one.sign <> 9 AND other.sign <> 9 AND NOT (
            one.numbers AND other.numbers AND NOT one.loose AND NOT other.loose AND one.dimensions = other.dimensions
        ))
        OR (one.denied <> other.denied AND (one.sign = other.sign OR one.sign = 9 OR other.sign = 9))
        OR (one.chance AND other.chance)
        OR (
            one.numbers AND other.numbers AND (
                one.loose OR other.loose OR (
                    one.dimensions = other.dimensions AND (one.low > other.high OR other.low > one.high)
                )
            )
        )
    )
)
"""
"""What pairs of claims of one subject and measure may collide, in SQL."""


def flat(many: int) -> tuple[Places, Columns]:
    """The keys and the columns of so many claims, the same ones in every run."""
    chance = np.random.default_rng(11)
    subjects, metrics = _zipf(chance, SUBJECTS, many), _zipf(chance, METRICS, many)
    keys, articles = subjects * METRICS + metrics, np.arange(many) // EACH
    said = FIRST + (articles * EACH * int(365.25 * YEARS)) // many
    first, last, dated = _times(chance, said)
    others, truth = chance.random(many) > AGREE, (keys * 7_919 + (first - FIRST) // 365 * 104_729) % 801 + 100
    low = (truth * np.where(others, chance.choice((0.5, 1.5, 2.0, 3.0), many), 1.0)) * 0.99
    values = chance.random(many) < NUMBERED
    sign = chance.choice([*WAYS], many, p=[*WAYS.values()])
    denied = chance.random(many) < DENIED
    loose = ~values | denied
    none = np.zeros(many, np.bool_)
    return keys, Columns(
        first=first,
        last=last,
        dated=dated,
        sign=sign,
        denied=denied,
        metric=metrics,
        opposite=metrics * 0 - 1,
        values=values,
        loose=loose,
        low=np.where(loose, 0.0, low),
        high=np.where(loose, 0.0, low * 1.02),
        dimensions=values * (1 + metrics % 3),
        chance=none,
        ranks=none,
        earliest=none,
        throughout=chance.random(many) < THROUGHOUT,
        articles=articles,
    )


def _zipf(chance: np.random.Generator, many: int, drawn: int) -> Places:
    heights = np.cumsum(1 / np.arange(1, many + 1))
    return np.searchsorted(heights, chance.random(drawn) * heights[-1]).astype(np.int64)


def _times(chance: np.random.Generator, said: Places) -> tuple[Places, Places, NDArray[np.bool_]]:
    """First and last day, and whether the text tells them: a year, a quarter, or about when it was said."""
    year = (said - FIRST) // 365 + chance.choice((-1, 0, 0, 1), len(said))
    begins = FIRST + (year * 365.25).astype(np.int64)
    quarter = chance.random(len(said)) < 0.2
    begins = np.where(quarter, begins + 91 * chance.integers(0, 4, len(said)), begins)
    length = np.where(quarter, 91, 365)
    told = chance.random(len(said)) >= UNDATED
    first = np.where(told, begins, said - LATELY.days)
    last = np.where(told, begins + length, said + LATELY.days)
    return first, last, told & (chance.random(len(said)) >= VAGUE / (1 - UNDATED))


def frame(keys: Places, columns: Columns) -> pd.DataFrame:
    """The table as a database reads it."""
    names = {
        name: column
        for name, column in vars(columns).items()
        if name not in {"metric", "opposite", "articles", "values"}
    }
    return pd.DataFrame({"place": np.arange(len(keys)), "key": keys, "numbers": columns.values, **names})
