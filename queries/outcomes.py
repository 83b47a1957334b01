"""What somebody says about how predictions came out, brought together with the predictions themselves."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from kg.gazetteer import Knowledge
from kg.model import Quantity
from kg.store import Store
from queries.comparison.stance import Stance
from queries.ledger import Sought, predictions
from queries.rescaling import fitted
from queries.scoring import Outcome, Resolved


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """How the prediction with the id `claim` came out, on which day, and at which number; a bare one has its unit."""

    claim: str
    outcome: Outcome
    on: date | None = None
    value: Quantity | None = None


def resolved(
    store: Store, knowledge: Knowledge, told: Iterable[Told], entity: str | None = None, author: str | None = None
) -> list[Resolved]:
    """The predictions about `entity` and by `author`, where these are given, of which it is told how they came out.

    What is told of claims that the store lacks, or that are no predictions, is passed over. UsageError for a name that
    nothing has.

    >>> with Store.memory() as store:
    ...     resolved(store, Knowledge.load(), [Told(claim="a", outcome="true")])
    []
    """
    sought = Sought(entity=entity, author=author)
    known = {one.found.claim.id: one.found for one in predictions(store, knowledge, sought, date.max)}
    return [_resolved(Stance(found=known[one.claim], knowledge=knowledge), one) for one in told if one.claim in known]


def _resolved(stance: Stance, told: Told) -> Resolved:
    actual = _in_its_unit(told.value, [value.quantity for value in stance.values]) if told.value else None
    return Resolved(stance=stance, outcome=told.outcome, on=told.on, actual=actual)


def _in_its_unit(value: Quantity, stated: Sequence[Quantity]) -> Quantity:
    """A bare number in the unit of the first number that was foretold; any other as it is."""
    return fitted(value, stated[0]) if stated and not value.unit else value
