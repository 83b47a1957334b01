"""How predictions came out, as a table that somebody keeps: a line each, with its claim and its outcome."""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import get_args

from ingest.quantities import find
from kg.errors import ClaimgraphError, DataError, Problem, UsageError
from kg.model import Quantity
from kg.store import Store
from queries.outcomes import Told
from queries.scoring import Outcome
from queries.whole import claim_id

OUTCOMES: tuple[Outcome, ...] = get_args(Outcome)
COLUMNS = ("claim", "outcome", "on", "value")
NEEDED = COLUMNS[:2]
Line = Mapping[str, str | None]


def outcomes(store: Store, file: Path) -> list[Told]:
    """The lines of a CSV file with the columns `claim` and `outcome` and, if told, `on` and `value`.

    DataError with every problem, each with its line; a claim that stands twice has the outcome of its last line.
    """
    reader = csv.DictReader(io.StringIO(_text(file)))
    missing = [name for name in NEEDED if name not in (reader.fieldnames or ())]
    if missing:
        text = f"there is no column {' and no column '.join(missing)}"
        raise DataError([Problem(file=str(file), line=1, text=text, remedy=f"begin with {','.join(COLUMNS)}")])
    told: dict[str, Told] = {}
    problems: list[Problem] = []
    for line in reader:
        try:
            one = _told(store, line)
            told[one.claim] = one
        except ClaimgraphError as error:
            problems.append(Problem(file=str(file), line=reader.line_num, text=str(error)))
    if problems:
        raise DataError(problems)
    return list(told.values())


def _text(file: Path) -> str:
    try:
        return file.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError:
        raise DataError([Problem(file=str(file), text="is no text in UTF-8", remedy="save it as UTF-8")]) from None


def _told(store: Store, line: Line) -> Told:
    cells = {name: (line.get(name) or "").strip() for name in COLUMNS}
    outcome = next((one for one in OUTCOMES if one == cells["outcome"]), None)
    if outcome is None:
        raise UsageError(f"{cells['outcome']!r} is no outcome; there are {', '.join(OUTCOMES)}")
    return Told(
        claim=claim_id(store, cells["claim"]), outcome=outcome, on=_day(cells["on"]), value=_value(cells["value"])
    )


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text) if text else None
    except ValueError:
        raise UsageError(f"{text!r} is no day; write 2025-06-30") from None


def _value(text: str) -> Quantity | None:
    found = find(text, frame_currency=None)
    if text and (len(found) != 1 or found[0].span.quote != text):
        raise UsageError(f"{text!r} is not one number; write it as in an article, as in $4.6tn or 4.6万亿美元")
    return found[0] if found else None
