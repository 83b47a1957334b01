"""Answers as pandas frames, a row each, with the columns that tie it to the text."""

from __future__ import annotations

from collections.abc import Iterable

import pandas as pd

from queries import plain
from queries.articles import Head
from queries.counts import Counted
from queries.listing import Found

NUMBERS = ("low", "high")


def claims_frame(found: Iterable[Found]) -> pd.DataFrame:
    """One row a claim, with the columns of an exported table.

    `start`, `end` and `quote` are its span in `article`; `low` and `high` are those of its first quantity, as floats;
    dates are dates, lists are lists.

    >>> list(claims_frame([]).columns[:3])
    ['claim', 'article', 'title']
    """
    frame = pd.DataFrame(map(plain.flat, found), columns=list(plain.CLAIM_COLUMNS))
    for name in NUMBERS:
        frame[name] = pd.to_numeric(frame[name])
    return frame


def entities_frame(found: Iterable[Counted]) -> pd.DataFrame:
    """One row an entity, with its counts."""
    return pd.DataFrame(map(plain.entity, found), columns=list(plain.ENTITY_COLUMNS))


def articles_frame(found: Iterable[Head]) -> pd.DataFrame:
    """One row an article."""
    columns = ["id", "path", "title", "author", "publisher", "published", "lang", "url"]
    return pd.DataFrame(map(plain.head, found), columns=columns)
