"""Numbers that close only with a factor that the text leaves unsaid: a profit and a value, and no multiple."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ingest.neighbours import Neighbours
from ingest.sum_guesses import adjoining
from ingest.sum_numbers import Number
from ingest.sum_trials import Outcome, Trial
from ingest.sum_words import subject
from kg.identities import Identity, identities

REACH = 4  # drafts back
FORESEEN = frozenset({"prediction", "opinion", "recommendation"})


def unsaid(text: Neighbours, values: Sequence[Sequence[Number]]) -> Iterator[tuple[Outcome, str]]:
    """A forecast value and the forecast it is drawn from, with the factor that lies between them."""
    for identity in (identity for identity in identities() if identity.unsaid):
        seen: set[Number] = set()
        for result in (number for numbers in values for number in numbers):
            found = _base(text, values, identity, result)
            base = found and found[0].trial.terms[0].number
            if found and base and base not in seen:
                seen.add(base)
                yield found


def _base(
    text: Neighbours, values: Sequence[Sequence[Number]], identity: Identity, result: Number
) -> tuple[Outcome, str] | None:
    if not _is_value(text, values, identity, result):
        return None
    first = max(result.place - REACH, 0)
    near = [place for place in range(result.place - 1, first - 1, -1) if adjoining(text, place, result.place)]
    if any(text.drafts[place].metric == identity.unsaid for place in (*near, result.place)):
        return None
    factors = [metric for metric in identity.factors if metric != identity.unsaid]
    for place in near:
        if text.drafts[place].metric in factors and _argued(text, place, result.place):
            return next((_missing(identity, base, result) for base in values[place] if _fits(base, result)), None)
    return None


def _argued(text: Neighbours, before: int, place: int) -> bool:
    """Whether the one is foreseen and the other drawn from it."""
    one, other = text.drafts[before], text.drafts[place]
    return one.entities[:1] == other.entities[:1] and one.kind in FORESEEN and one.speaker == other.speaker


def _fits(base: Number, result: Number) -> bool:
    low = base.quantity.low, result.quantity.low
    return base.unit == result.unit and base.firm and low[0] is not None and low[1] is not None and low[1] > low[0]


def _missing(identity: Identity, base: Number, result: Number) -> tuple[Outcome, str]:
    outcome = Outcome(Trial.of("product", (base,), result, strong=True), base.exact, "needs_input")
    return outcome, (result.exact / base.exact).told(identity.unit).removeprefix("at least ")


def _is_value(text: Neighbours, values: Sequence[Sequence[Number]], identity: Identity, number: Number) -> bool:
    """A number of this metric, or one that the text elsewhere tells of the same subject as such."""
    if not number.money or number.quantity.low is None:
        return False
    if text.drafts[number.place].metric == identity.result:
        return True
    return any(
        other.quantity.low == number.quantity.low
        and other.unit == number.unit
        and subject(text, other) == subject(text, number)
        for others in values
        for other in others
        if text.drafts[other.place].metric == identity.result
    )
