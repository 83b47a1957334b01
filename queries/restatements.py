"""Claims that say the same: of one subject, metric and polarity, with a direction, numbers and times that agree."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from itertools import product

from pyoxigraph import NamedNode

from kg import iris
from kg.algebra import Measure
from kg.errors import ClaimgraphError
from kg.model import Claim, Period, Quantity
from kg.rdf_many import claims_from
from kg.rounding import LOOSE
from kg.store import Store
from queries.articles import Row, articles, word
from queries.listing import Found
from queries.questions import question

TOLD = frozenset({"prediction", "recommendation", "opinion"})
"""Kinds of claims that somebody argues for; the others tell what is."""

Topic = tuple[str, str, str]


def restatements(store: Store, claim_id: str) -> tuple[Found, ...]:
    """The other claims that say what this one says, by date and place; () for a claim that is not there.

    >>> with Store.memory() as store:
    ...     restatements(store, "3fa81c22")
    ()
    """
    claim = claims_from(store, [claim_id]).get(claim_id)
    return tuple(saying_the_same(claim, on_one_topic(store, [claim]))) if claim else ()


def on_one_topic(store: Store, claims: Iterable[Claim]) -> list[Found]:
    """All claims about the subject and the metric of any of `claims`, by date, article and place."""
    topics = {found for claim in claims if (found := topic(claim))}
    if not topics:
        return []
    subjects, metrics = (sorted({part[place] for part in topics}) for place in (0, 1))
    rows = store.select(question("same_topic", subject=map(iris.entity, subjects), metric=map(iris.metric, metrics)))
    said = list(claims_from(store, [_id(row, "claim") for row in rows if _topic(row) in topics]).values())
    heads = articles(store, {claim.span.article for claim in said}) if said else []
    place = {head.id: (nth, head) for nth, head in enumerate(heads)}
    said.sort(key=lambda claim: (place[claim.span.article][0], claim.span.start, claim.id))
    return [Found(claim=claim, head=place[claim.span.article][1]) for claim in said]


def _id(row: Row, name: str) -> str:
    return iris.id_of(NamedNode(word(row, name) or ""))


def _topic(row: Row) -> Topic:
    return _id(row, "subject"), _id(row, "metric"), word(row, "polarity") or ""


def saying_the_same(claim: Claim, others: Iterable[Found]) -> list[Found]:
    """Those of `others` that say what `claim` says, and agree with each other; what is put alike is compared once."""
    if not same_claim(claim, claim):
        return []
    same, refused = list[Found](), set[object]()
    agreed = {_content(claim, claim): claim}
    for other in others:
        content = _content(other.claim, claim)
        if other.claim.id == claim.id or content in refused:
            continue
        if content not in agreed and not all(same_claim(one, other.claim) for one in agreed.values()):
            refused.add(content)
            continue
        agreed.setdefault(content, other.claim)
        same.append(other)
    return same


def _content(claim: Claim, first: Claim) -> object:
    """All of a claim that `same_claim` looks at beside `first`."""
    numbers = tuple((one.low, one.high, one.unit, one.basis) for one in claim.quantities)
    period = claim.period and (claim.period.start, claim.period.end)
    manner = claim.kind in TOLD, claim.direction, claim.modality == "conditional"
    return topic(claim), numbers, period, manner, claim.span.article == first.span.article


def topic(claim: Claim) -> Topic | None:
    """Subject, metric and polarity; None for a claim that lacks subject or metric."""
    if claim.metric is None or not claim.entities:
        return None
    return claim.entities[0], claim.metric, claim.polarity


def same_claim(one: Claim, other: Claim) -> bool:
    """Whether both say the same: with numbers that agree, or both without any.

    A time that is left open agrees with any, and so does a direction where the numbers agree; where there are none it
    must be told. What holds only on a condition says something else. What one article tells as a fact is no restatement
    of what another argues for: it may have come true.

    >>> from dataclasses import replace
    >>> from kg.model import Span
    >>> up = Claim(id="a", span=Span.of("x", 0, 1), kind="opinion", entities=("NVDA",), metric="moat", direction="up")
    >>> same_claim(up, replace(up, id="b")), same_claim(up, replace(up, direction="down"))
    (True, False)
    """
    if topic(one) is None or topic(one) != topic(other) or not same_time(one.period, other.period):
        return False
    if "conditional" in {one.modality, other.modality} and one.modality != other.modality:
        return False
    alike = (one.kind in TOLD) == (other.kind in TOLD)
    if one.quantities or other.quantities:
        directions = {one.direction, other.direction} - {"none"}
        agreed = len(directions) <= 1 and numbers_agree(one.quantities, other.quantities)
        return agreed and (alike or one.span.article == other.span.article)
    return alike and one.direction == other.direction != "none"


def numbers_agree(ours: Sequence[Quantity], theirs: Sequence[Quantity]) -> bool:
    """Whether a number of one is, or nearly is, a number of the other."""
    return any(same_number(one, other) for one, other in product(ours, theirs))


def same_number(one: Quantity, other: Quantity) -> bool:
    """Whether both are told of the same sort of thing and come to the same, or nearly."""
    if "from" in {one.basis, other.basis} or sort(one) != sort(other):
        return False
    try:
        return measure(one).meets(measure(other))
    except ClaimgraphError:
        return False


def measure(quantity: Quantity) -> Measure:
    """What a number comes to, or nearly; of "at least 5" it is 5, for who says 10 does not say the same."""
    low, high = quantity.low, quantity.high
    known = high if low is None else low, low if high is None else high
    return Measure.between(*known, quantity.unit).widened(LOOSE / 2)


def sort(quantity: Quantity) -> str:
    """What a number tells: a level, a change, a share."""
    return "" if quantity.basis in {None, "to"} else str(quantity.basis)


def same_time(one: Period | None, other: Period | None) -> bool:
    """Whether at least half of the shorter time lies in the longer; a time that is not told is any."""
    if one is None or other is None:
        return True
    (first, last), (begin, end) = _days(one), _days(other)
    shared = min(last, end) - max(first, begin)
    return shared > 0 and 2 * shared >= min(last - first, end - begin)


def _days(period: Period) -> tuple[int, int]:
    """First day and day after the last, as ordinals."""
    start = period.start.toordinal() if period.start else date.min.toordinal()
    return start, period.end.toordinal() if period.end else date.max.toordinal()
