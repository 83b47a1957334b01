"""The ledger of predictions: what was foretold, by whom and when, on which conditions, due when; what came of it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Literal, get_args

from kg.contract import last_day
from kg.gazetteer import Knowledge
from kg.model import Period, Resolution
from kg.rdf_many import claims_from
from kg.store import Store
from queries.argument import Reach, walk
from queries.listing import LARGEST, Found, Wanted, claims
from queries.resolutions import outcomes
from queries.voices import said_by

Sureness = Literal["stated", "inferred", "vague"]
State = Literal["open", "due", "overdue", "resolved"]
STATES: tuple[State, ...] = get_args(State)


@dataclass(frozen=True, slots=True, kw_only=True)
class Sought:
    """Which predictions: each condition that is None asks nothing.

    `author` is a speaker who is reported, an author or a publisher; `due_before` is the first day that is too late;
    with `open` only those that have not come due, and of which nobody has said what came; with `state` those in it.
    """

    entity: str | None = None
    author: str | None = None
    due_before: date | None = None
    open: bool = False
    state: State | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Prediction:
    """A prediction as of a given day.

    `due` is the last day of the time it speaks of, None where it names none or no end; `sure` tells how that day is
    known: `stated` in its words, `inferred` from the date of the article or from what stands around it, or `vague`.
    `conditions` are the words of the claims on which it depends, `resolution` is what the user says came of it.
    """

    found: Found
    due: date | None
    sure: Sureness | None
    state: State
    conditions: tuple[str, ...] = ()
    resolution: Resolution | None = None

    @property
    def said(self) -> date | None:
        """The day of the article."""
        at = self.found.head.published
        return date.fromisoformat(str(at)[:10]) if at else None


def predictions(store: Store, knowledge: Knowledge, sought: Sought, today: date) -> list[Prediction]:
    """The predictions that are `sought`, the first to come due first, those without a day last; states are of `today`.

    What somebody has resolved is one of them, of whatever kind it is read to be. UsageError for a name that nothing
    has, and for an author who speaks nowhere.

    >>> with Store.memory() as store:
    ...     predictions(store, Knowledge.load(), Sought(), date(2026, 1, 1))
    []
    """
    came = outcomes(store)
    found = _foretold(store, knowledge, sought, came)
    if sought.author is not None:
        found = said_by(store, knowledge, sought.author, found)
    held = (_prediction(each, today, came.get(each.claim.id)) for each in found)
    kept = sorted(
        (one for one in held if _is_sought(one, sought)), key=lambda one: (one.due is None, one.due or date.max)
    )
    premises = _conditions(store, [one.found.claim.id for one in kept])
    return [replace(one, conditions=premises.get(one.found.claim.id, ())) for one in kept]


def _foretold(store: Store, knowledge: Knowledge, sought: Sought, came: Mapping[str, Resolution]) -> Sequence[Found]:
    wanted = Wanted(entity=sought.entity, kind="prediction")
    found = claims(store, knowledge, wanted, LARGEST).found
    others = came.keys() - {one.claim.id for one in found}
    if not others:
        return found
    every = claims(store, knowledge, replace(wanted, kind=None), LARGEST).found
    return [one for one in every if one.claim.kind == "prediction" or one.claim.id in others]


def _conditions(store: Store, ids: Sequence[str]) -> dict[str, tuple[str, ...]]:
    """By claim the words of those on which it depends."""
    if not ids:
        return {}
    steps = walk(store, ids, "conclusion", Reach(relations=("conditional_on",), depth=1, most=None)).steps
    said = claims_from(store, dict.fromkeys(step.premise for step in steps))
    found: dict[str, tuple[str, ...]] = {}
    for step in steps:
        if step.premise in said:
            found[step.conclusion] = (*found.get(step.conclusion, ()), said[step.premise].span.quote)
    return found


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


def _prediction(found: Found, today: date, came: Resolution | None) -> Prediction:
    day, sure = due(found.claim.period)
    now: State = "resolved" if came else state(day, today)
    return Prediction(found=found, due=day, sure=sure, state=now, resolution=came)


def _is_sought(one: Prediction, sought: Sought) -> bool:
    early = sought.due_before is None or (one.due is not None and one.due < sought.due_before)
    return early and (one.state == "open" or not sought.open) and sought.state in {None, one.state}
