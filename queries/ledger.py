"""The ledger of predictions: what was foretold, by whom, when, and by which day it comes out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

from kg.contract import last_day
from kg.gazetteer import Knowledge
from kg.model import Period
from kg.store import Store
from queries.listing import LARGEST, Found, Wanted, claims
from queries.voices import said_by

Sureness = Literal["stated", "inferred", "vague"]
State = Literal["open", "due", "overdue"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Sought:
    """Which predictions: each condition that is None asks nothing.

    `author` is a speaker who is reported, an author or a publisher; `due_before` is the first day that is too late;
    with `open` only those that have not come due.
    """

    entity: str | None = None
    author: str | None = None
    due_before: date | None = None
    open: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Prediction:
    """A prediction as of a given day.

    `due` is the last day of the time it speaks of, None where it names none or no end; `sure` tells how that day is
    known: `stated` in its words, `inferred` from the date of the article or from what stands around it, or `vague`.
    """

    found: Found
    due: date | None
    sure: Sureness | None
    state: State

    @property
    def said(self) -> date | None:
        """The day of the article."""
        at = self.found.head.published
        return date.fromisoformat(str(at)[:10]) if at else None


def predictions(store: Store, knowledge: Knowledge, sought: Sought, today: date) -> list[Prediction]:
    """The predictions that are `sought`, the first to come due first, those without a day last; states are of `today`.

    UsageError for a name that nothing has, and for an author who speaks nowhere.

    >>> with Store.memory() as store:
    ...     predictions(store, Knowledge.load(), Sought(), date(2026, 1, 1))
    []
    """
    wanted = Wanted(entity=sought.entity, kind="prediction")
    found: Sequence[Found] = claims(store, knowledge, wanted, LARGEST).found
    if sought.author is not None:
        found = said_by(store, knowledge, sought.author, found)
    held = [one for one in (_prediction(each, today) for each in found) if _is_sought(one, sought)]
    return sorted(held, key=lambda one: (one.due is None, one.due or date.max))


def due(period: Period | None) -> tuple[date | None, Sureness | None]:
    """The last day of a period, and how that day is known; None for both where it has no end.

    >>> from kg.model import Span
    >>> due(Period(span=Span.of("2025", 0, 4), start=date(2025, 1, 1), end=date(2026, 1, 1), grain="year"))
    (datetime.date(2025, 12, 31), 'stated')
    """
    last = last_day(period.end) if period else None
    if period is None or last is None:
        return None, None
    return last, "vague" if period.vague else "stated" if period.basis == "stated" else "inferred"


def state(day: date | None, today: date) -> State:
    """Before the day that a prediction comes due it is open, on that day due, afterwards overdue.

    >>> [state(date(2025, 12, 31), date(2025, 12, 30 + n)) for n in (0, 1)], state(None, date.max)
    (['open', 'due'], 'open')
    """
    if day is None or today < day:
        return "open"
    return "due" if today == day else "overdue"


def _prediction(found: Found, today: date) -> Prediction:
    day, sure = due(found.claim.period)
    return Prediction(found=found, due=day, sure=sure, state=state(day, today))


def _is_sought(one: Prediction, sought: Sought) -> bool:
    early = sought.due_before is None or (one.due is not None and one.due < sought.due_before)
    return early and (one.state == "open" or not sought.open)
