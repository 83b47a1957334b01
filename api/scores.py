"""Scores as tables for people, in English or Chinese."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from importlib.resources import files
from typing import Any

from api.render import Cell
from kg.gazetteer import Knowledge
from kg.model import Lang
from queries.forecasts import Bucket, Interval
from queries.scoring import Group, Score

Table = tuple[list[str], list[list[Cell]]]
"""Names of columns, and rows of cells."""


@cache
def _words(lang: Lang) -> Mapping[str, Any]:
    told = tomllib.loads(files("queries").joinpath("data", "score_words.toml").read_text(encoding="utf-8"))
    words: Mapping[str, Any] = told["en" if lang == "en" else "zh"]
    return words


def scored(found: Sequence[Score], by: Group, known: Knowledge, lang: Lang = "en") -> Table:
    """A row a group: counts, the share that was right, how sure it was, how early and how near."""
    cells: list[list[Cell]] = [[_group(one, known, lang), *_figures(one)] for one in found]
    return _columns(SCORED, by, lang), cells


SCORED = ("resolved", "hits", "partly", "missed", "void", "rate", "brier", "lead", "error")
BUCKETS = ("stated", "mean", "count", "right", "observed")


def _figures(one: Score) -> list[str]:
    counts = (one.resolved, one.hits, one.partly, one.missed, one.void)
    days = "" if one.lead is None else f"{one.lead:g}"
    off = "" if one.error is None else percent(one.error)
    return [*map(str, counts), interval(one.rate), "" if one.brier is None else f"{one.brier:.3f}", days, off]


def buckets(found: Sequence[Score], by: Group, known: Knowledge, lang: Lang = "en") -> Table:
    """A row a tenth of the scale and group: how many were said to be so likely, and how many came true."""
    cells: list[list[Cell]] = [
        [_group(one, known, lang), *_tenth(bucket)] for one in found for bucket in one.calibration
    ]
    return _columns(BUCKETS, by, lang), cells


def _tenth(one: Bucket) -> Iterator[str]:
    yield f"{100 * one.low:.0f}–{percent(one.high)}"
    yield percent(one.stated)
    yield str(one.count)
    yield f"{one.right:g}"
    yield interval(one.observed)


def _columns(names: Sequence[str], by: Group, lang: Lang) -> list[str]:
    words = _words(lang)["columns"]
    return [words["group"][by], *(words[name] for name in names)]


def _group(one: Score, known: Knowledge, lang: Lang) -> str:
    """What a group is called: an entity or a metric by its name."""
    group = one.group or "all"
    concept = known.metrics.get(group) or known.entities.get(group)
    return concept.name(lang) if concept else str(_words(lang)["names"].get(group, group))


def interval(found: Interval | None) -> str:
    """A share with its bounds, in percent.

    >>> interval(Interval(0.5, 0.0945, 0.9055))
    '50% (9–91%)'
    """
    return f"{percent(found.share)} ({100 * found.low:.0f}–{percent(found.high)})" if found else ""


def percent(share: float) -> str:
    """A share in whole percents.

    >>> percent(0.256)
    '26%'
    """
    return f"{100 * share:.0f}%"
