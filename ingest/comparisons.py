"""Whether a found claim says what the gold claim says, field by field.

A comparison yields nothing where the gold is silent, else how much is right and both values as words.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence

from ingest.gold import GoldClaim
from ingest.tally import Tally
from ingest.terms import Number, Time
from kg.model import Claim

Verdict = Iterator[tuple[Tally, str, str]]
Comparison = Callable[[Claim, GoldClaim], Verdict]


def whole(right: float) -> Tally:
    """One case, right or wrong (or right in part)."""
    return Tally(right, 1, 1)


def _equal(found: object, gold: object) -> tuple[Tally, str, str]:
    return whole(found == gold), str(gold), str(found)


def _prediction(found: Claim, gold: GoldClaim) -> Verdict:
    tally, _, _ = _equal(found.kind == "prediction", gold.kind == "prediction")
    yield tally, gold.kind, found.kind


def _kind(found: Claim, gold: GoldClaim) -> Verdict:
    yield _equal(found.kind, gold.kind)


def _metric(found: Claim, gold: GoldClaim) -> Verdict:
    if gold.metric and not gold.metric.startswith("other:"):
        yield _equal(found.metric, gold.metric)


def _direction(found: Claim, gold: GoldClaim) -> Verdict:
    yield _equal(found.direction, gold.direction)


def _polarity(found: Claim, gold: GoldClaim) -> Verdict:
    if gold.polarity:
        yield _equal(found.polarity, gold.polarity)


def _modality(found: Claim, gold: GoldClaim) -> Verdict:
    if gold.modality:
        yield _equal(found.modality, gold.modality)


def _speaker(found: Claim, gold: GoldClaim) -> Verdict:
    if gold.reported is not None:
        sought = "someone else" if gold.reported else "author"
        yield whole((found.speaker is not None) == gold.reported), sought, found.speaker or "author"


def _subject(found: Claim, gold: GoldClaim) -> Verdict:
    if gold.entities:
        yield _equal(found.entities[0] if found.entities else None, gold.entities[0])


def _among_two(found: Claim, gold: GoldClaim) -> Verdict:
    if gold.entities:
        yield whole(set(found.entities[:1]) <= set(gold.entities[:2]) and bool(found.entities)), *_both(found, gold)


def _entities(found: Claim, gold: GoldClaim) -> Verdict:
    ours, theirs = set(found.entities), set(gold.entities)
    yield Tally(len(ours & theirs), len(ours), len(theirs)), *_both(found, gold)


def _both(found: Claim, gold: GoldClaim) -> tuple[str, str]:
    return " ".join(gold.entities), " ".join(found.entities)


def _numbers(found: Claim, gold: GoldClaim) -> Verdict:
    yield from _compared(found, gold, Number.agrees)


def _values(found: Claim, gold: GoldClaim) -> Verdict:
    yield from _compared(found, gold, Number.agrees_in_value)


def _compared(found: Claim, gold: GoldClaim, agree: Callable[[Number, Number], bool]) -> Verdict:
    ours = [Number.read(quantity) for quantity in found.quantities]
    if ours or gold.numbers:
        tally = Tally(_agreeing(ours, gold.numbers, agree), len(ours), len(gold.numbers))
        yield tally, "; ".join(map(str, gold.numbers)), "; ".join(map(str, ours))


def _agreeing(ours: Sequence[Number], gold: Sequence[Number], agree: Callable[[Number, Number], bool]) -> int:
    left = list(ours)
    for number in gold:
        same = next((mine for mine in left if agree(mine, number)), None)
        if same:
            left.remove(same)
    return len(ours) - len(left)


def _period(found: Claim, gold: GoldClaim) -> Verdict:
    if gold.time is None or gold.time.stated:
        yield _equal(_found_time(found), gold.time and gold.time.time)


def _period_stated(found: Claim, gold: GoldClaim) -> Verdict:
    if gold.time and gold.time.stated:
        yield _equal(_found_time(found), gold.time.time)


def _period_month(found: Claim, gold: GoldClaim) -> Verdict:
    if gold.time and gold.time.stated:
        time = _found_time(found)
        same = time is not None and time.months() == gold.time.time.months()
        yield whole(same), str(gold.time.time), str(time)


def _period_inherited(found: Claim, gold: GoldClaim) -> Verdict:
    if gold.time and not gold.time.stated:
        yield _equal(_found_time(found), gold.time.time)


def _found_time(claim: Claim) -> Time | None:
    return Time.read(claim.period) if claim.period else None


COMPARISONS: Mapping[str, Comparison] = {
    "prediction or not": _prediction,
    "same kind": _kind,
    "metric": _metric,
    "direction": _direction,
    "polarity": _polarity,
    "modality": _modality,
    "speaker or not": _speaker,
    "subject": _subject,
    "among first two": _among_two,
    "entities": _entities,
    "numbers": _numbers,
    "values alone": _values,
    "period": _period,
    "period stated": _period_stated,
    "to the month": _period_month,
    "period inherited": _period_inherited,
}
