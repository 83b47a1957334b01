"""How well those who foretell do: how often they are right, how sure they said they were, how early and how near.

All counts are of predictions whose outcome somebody has told. An outcome says whether the prediction came true as it
was said: who foretold that something will not come about, and was right, has a hit.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from statistics import median
from typing import Literal, get_args

from kg.algebra import Measure, UnitError
from kg.gazetteer import Knowledge
from kg.model import Outcome, Quantity, Resolution
from kg.store import Store
from queries.comparison.stance import Stance
from queries.forecasts import Bucket, Forecast, Interval, brier, calibration, wilson
from queries.horizon import HORIZONS, Horizon, horizon
from queries.ledger import Sought, due, predictions
from queries.probabilities import Probabilities, stated
from queries.resolutions import outcomes

Group = Literal["author", "publisher", "metric", "horizon"]
GROUPS: tuple[Group, ...] = get_args(Group)
UNTOLD = "untold"
"""The group of those of whom nothing tells their group."""
RIGHT: Mapping[Outcome, float] = {"true": 1.0, "partly": 0.5, "false": 0.0}
"""What a prediction is worth: one that came true in part is half right. One that is void is worth nothing at all."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Resolved:
    """A prediction and how it came out; `on` is the day it did so, `actual` the number it came out at, where told."""

    stance: Stance
    outcome: Outcome
    on: date | None = None
    actual: Quantity | None = None

    @staticmethod
    def of(stance: Stance, said: Resolution) -> Resolved:
        """A prediction with what the user says came of it, which is an outcome."""
        assert said.outcome is not None
        return Resolved(stance=stance, outcome=said.outcome, on=said.on, actual=said.value)

    @property
    def due(self) -> date | None:
        """The last day of the time that it speaks of."""
        return due(self.stance.claim.period)[0]

    @property
    def horizon(self) -> Horizon:
        """How far ahead it looks."""
        return horizon(self.stance.said, self.due)

    @property
    def lead(self) -> int | None:
        """Days from when it was said to the day it came out, at the latest the day it came due; None if not known."""
        ends = [day for day in (self.on, self.due) if day is not None]
        return (min(ends) - self.stance.said).days if ends and self.stance.said else None


@dataclass(frozen=True, slots=True, kw_only=True)
class Score:
    """How a group of predictions did.

    `resolved` is the number of those that count, `void` of those that do not. `rate` is the share that was right, None
    where none counts. `brier` is over the `told` ones that say how likely they are. `lead` is the median of days ahead,
    `error` the median of relative errors over `measured` numbers.
    """

    group: str | None
    resolved: int
    hits: int
    partly: int
    missed: int
    void: int
    rate: Interval | None
    brier: float | None
    told: int
    lead: float | None
    error: float | None
    measured: int
    calibration: tuple[Bucket, ...]


def resolved(
    store: Store, knowledge: Knowledge, entity: str | None = None, author: str | None = None
) -> list[Resolved]:
    """The predictions about `entity` and by `author`, where these are given, of which the user says what came of them.

    An assertion that is resolved too is none. UsageError for a name that nothing has.

    >>> with Store.memory() as store:
    ...     resolved(store, Knowledge.load())
    []
    """
    said = outcomes(store)
    sought = Sought(entity=entity, author=author)
    found = (one.found for one in predictions(store, knowledge, sought, date.max))
    known = (one for one in found if one.claim.id in said and one.claim.kind == "prediction")
    return [Resolved.of(Stance(found=one, knowledge=knowledge), said[one.claim.id]) for one in known]


def scores(found: Iterable[Resolved], by: Group, likely: Probabilities) -> list[Score]:
    """A score for each group, those with most predictions first; horizons in their order.

    >>> scores([], "author", {})
    []
    """
    grouped: dict[str, list[Resolved]] = {}
    for one in found:
        grouped.setdefault(KEYS[by](one) or UNTOLD, []).append(one)
    told = [score(ones, likely, group) for group, ones in grouped.items()]
    if by == "horizon":
        return sorted(told, key=lambda one: [*map(str, HORIZONS)].index(one.group or UNTOLD))
    return sorted(told, key=lambda one: (-one.resolved, one.group or ""))


def _author(one: Resolved) -> str | None:
    return one.stance.claim.speaker or one.stance.found.head.author


KEYS: Mapping[Group, Callable[[Resolved], str | None]] = {
    "author": _author,
    "publisher": lambda one: one.stance.found.head.publisher,
    "metric": lambda one: one.stance.claim.metric,
    "horizon": lambda one: one.horizon,
}
"""To which group a prediction belongs."""


def score(found: Sequence[Resolved], likely: Probabilities, group: str | None = None) -> Score:
    """The score of predictions, whatever their order.

    >>> score([], {}).rate is None
    True
    """
    counted = [one for one in found if one.outcome != "void"]
    outcomes = [one.outcome for one in found]
    pairs = sorted(_forecasts(counted, likely))
    leads = [lead for one in counted if (lead := one.lead) is not None]
    errors = [error for one in counted if (error := _measured(one)) is not None]
    right = sum(RIGHT[one.outcome] for one in counted)
    return Score(
        group=group,
        resolved=len(counted),
        hits=outcomes.count("true"),
        partly=outcomes.count("partly"),
        missed=outcomes.count("false"),
        void=outcomes.count("void"),
        rate=wilson(right, len(counted)) if counted else None,
        brier=brier(pairs) if pairs else None,
        told=len(pairs),
        lead=median(leads) if leads else None,
        error=float(median(errors)) if errors else None,
        measured=len(errors),
        calibration=calibration(pairs),
    )


def _forecasts(found: Iterable[Resolved], likely: Probabilities) -> list[Forecast]:
    told = ((stated(one.stance, likely), RIGHT[one.outcome]) for one in found)
    return [(chance, right) for chance, right in told if chance is not None]


def _measured(one: Resolved) -> Fraction | None:
    try:
        return error(one)
    except UnitError:
        return None


def unmeasured(found: Iterable[Resolved]) -> dict[str, str]:
    """By claim why the number that it came out at cannot be held against the one that was foretold."""
    why: dict[str, str] = {}
    for one in found:
        try:
            error(one)
        except UnitError as problem:
            why[one.stance.claim.id] = str(problem)
    return why


def error(one: Resolved) -> Fraction | None:
    """How far what was foretold lies from what came, as a share of that; zero within the interval that was foretold.

    The first number of the same kind is taken. None where no actual number is told, and for a denial, which foretells
    no number. UnitError where none of its numbers is of that kind, and for zero, of which nothing is a share.
    """
    if one.actual is None or one.outcome == "void" or one.stance.denied:
        return None
    came = Measure.read(one.actual)
    numbers = [Measure.read(value.quantity) for value in one.stance.values]
    alike = next((number for number in numbers if number.dimensions == came.dimensions), None)
    if alike is None:
        raise UnitError(_unlike(one))
    actual = came.low if came.low is not None else came.high
    if not actual:
        raise UnitError("what came out is zero, of which nothing is a share")
    signed = -actual if one.stance.sign == -1 and actual < 0 else actual
    return distance(signed, alike) / abs(actual)


def _unlike(one: Resolved) -> str:
    units = dict.fromkeys(value.quantity.unit or "a bare number" for value in one.stance.values)
    came = one.actual.unit if one.actual else ""
    return f"{came or 'a bare number'} cannot be held against {' or '.join(units) or 'a claim without a number'}"


def distance(value: Fraction, interval: Measure) -> Fraction:
    """How far a value lies outside an interval.

    >>> distance(Fraction(5), Measure.of("4", "")), distance(Fraction(5), Measure(low=Fraction(4), high=None))
    (Fraction(1, 1), Fraction(0, 1))
    """
    below = interval.low - value if interval.low is not None else Fraction(0)
    above = value - interval.high if interval.high is not None else Fraction(0)
    return max(Fraction(0), below, above)
