"""Scores of those who foretell as plain values: for JSON, and one flat row each for tables of programs."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from queries.forecasts import Bucket, Interval
from queries.scoring import Group, Score

Row = dict[str, Any]

SCORE_COLUMNS = (
    *("by", "group", "resolved", "true", "partly", "false", "void", "rate", "rate_low", "rate_high"),
    *("brier", "told", "days_ahead", "relative_error", "measured"),
)
BUCKET_COLUMNS = ("by", "group", "from", "to", "stated", "predictions", "right", "share", "share_low", "share_high")


def score(found: Score, by: Group) -> Row:
    """A score with its calibration; shares are from 0 to 1, what cannot be told is null."""
    return flat_score(found, by) | {"calibration": [_bucket(one) for one in found.calibration]}


def flat_score(found: Score, by: Group) -> Row:
    """A score in one row, without its calibration."""
    return {
        "by": by,
        "group": found.group,
        "resolved": found.resolved,
        "true": found.hits,
        "partly": found.partly,
        "false": found.missed,
        "void": found.void,
        **_interval("rate", found.rate),
        "brier": found.brier,
        "told": found.told,
        "days_ahead": found.lead,
        "relative_error": found.error,
        "measured": found.measured,
    }


def flat_buckets(found: Sequence[Score], by: Group) -> list[Row]:
    """The calibration of every score, one row a tenth that has any prediction in it."""
    return [{"by": by, "group": one.group} | _bucket(bucket) for one in found for bucket in one.calibration]


def _bucket(found: Bucket) -> Row:
    return {
        "from": found.low,
        "to": found.high,
        "stated": found.stated,
        "predictions": found.count,
        "right": found.right,
        **_interval("share", found.observed),
    }


def _interval(name: str, found: Interval | None) -> Row:
    share, low, high = found or (None, None, None)
    return {name: share, f"{name}_low": low, f"{name}_high": high}
