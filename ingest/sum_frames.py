"""Structures that say of a number that it is worked out from others: a share of a whole, so many at so much each."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import chain, pairwise

from ingest.neighbours import BREAK, Neighbours
from ingest.sum_changes import changed
from ingest.sum_numbers import Number
from ingest.sum_parts import added
from ingest.sum_trials import Term, Trial
from ingest.sum_words import CLOSE, ahead, behind, between, in_order, says, subject, tied, together
from kg.algebra import Measure
from kg.identities import identities

OF = re.compile(
    r"\s*(?:of|out of)\s+(?:the|its|their|that|this|a|those|all|our|some|about|roughly)?\s*(?:\S+\s+){0,2}", re.I
)
ZH_OF = re.compile(r"\s*\w{0,6}(?:的|中|里|里面)\s*(?:约|大约|大概|有|，有|，|近)?\s*")
HERE = 3  # numbers back to which a sum with words of its own reaches
POWER, ENERGY = Measure.of("1", "W").dimensions, Measure.of("1", "Wh").dimensions
DRAWN = 9  # numbers of a passage among which power, machines and time are sought


def framed(text: Neighbours, values: Sequence[Sequence[Number]]) -> Iterator[Trial]:
    """All sums that words and structure tell."""
    numbers = in_order(values)
    frames = (_of_whole, _grouped, _each, _drawn, _defined, _told_again)
    yield from chain.from_iterable(frame(text, numbers) for frame in frames)
    yield from changed(text, numbers)
    yield from added(text, numbers)


# --- a share of a whole


def _of_whole(text: Neighbours, numbers: Sequence[Number]) -> Iterator[Trial]:
    """20% of the 500 billion is 100 billion; the market is 500 billion and 20% of it, that is, 100 billion."""
    for nth, result in enumerate(numbers):
        before = [each for each in numbers[max(0, nth - HERE) : nth] if together(text, (each, result))]
        shares = [each for each in before if _of_something(text, each)]
        wholes = [each for each in before if each.unit == result.unit and not each.share]
        if len(shares) != 1 or len(wholes) != 1 or result.share:
            continue
        share, whole = shares[0], wholes[0]
        if (_takes(text, share, whole) and tied(text, result)) or (_adjoins(text, share, whole) and _is(text, result)):
            yield Trial.of("product", (whole, share), result, strong=True)


def _of_something(text: Neighbours, number: Number) -> bool:
    """Whether it is a part rather than a change."""
    draft = text.drafts[number.place]
    change = number.quantity.basis in {"by", "from"} or number.yearly
    words = ahead(text, number, CLOSE) + behind(text, number)
    return number.share and not change and not says("changes", words) and draft.metric != "growth_rate"


def _takes(text: Neighbours, share: Number, whole: Number) -> bool:
    """Whether the share is taken of the amount just said, in its sentence or the next."""
    words = ahead(text, share) + behind(text, share)
    return whole.start < share.start and (says("shares", words) or _adjoins(text, share, whole))


def _adjoins(text: Neighbours, share: Number, whole: Number) -> bool:
    """20% of 500 billion, 5000 亿的 20%."""
    if share.start < whole.start:
        return OF.fullmatch(between(text, share, whole)) is not None
    return ZH_OF.fullmatch(between(text, whole, share)) is not None


_EQUALS = re.compile(
    r"[\s,，(（]*(?:is|are|was|were|or|i\.e\.|makes|gives|comes to|equals|=|是|为|即|就是|约为|约合|等于|合)"
    r"[\s,，]*(?:约|大约|about|roughly|some|around)?\s*[$€£]?$",
    re.I,
)


def _is(text: Neighbours, number: Number) -> bool:
    return _EQUALS.search(ahead(text, number)) is not None


def _grouped(text: Neighbours, numbers: Sequence[Number]) -> Iterator[Trial]:
    """The top 1% of 1,700 companies are 17 companies."""
    for nth, result in enumerate(numbers):
        if not result.counted or nth < 2:
            continue
        share = numbers[nth - 1]
        wholes = [each for each in numbers[max(0, nth - 2 * HERE) : nth - 1] if each.unit == result.unit]
        same = wholes and share.place == result.place and together(text, (wholes[-1], result))
        if same and share.share and says("groups", ahead(text, share, CLOSE)):
            yield Trial.of("product", (wholes[-1], share._replace(named=True)), result, strong=True)


# --- so many at so much each


def _each(text: Neighbours, numbers: Sequence[Number]) -> Iterator[Trial]:
    """So many at so much each cost so much together."""
    for nth, result in enumerate(numbers):
        before = [each for each in numbers[max(0, nth - HERE) : nth] if together(text, (each, result))]
        prices = [each for each in before if each.unit.split("/")[0] == result.unit and _apiece(text, each)]
        counts = [each for each in before if each.counted]
        if any(_by_more(text, price) for price in prices):
            continue
        if not result.money or len(prices) != 1 or len(counts) != 1 or _apiece(text, result):
            continue
        words = between(text, min(prices[0], counts[0], key=_start), result)
        cued = says("ties", words) or says("totals", ahead(text, result))
        if cued and not says("besides", words):
            yield Trial.of("product", (counts[0], prices[0]), result, strong=_one_subject(text, prices[0], result))


def _one_subject(text: Neighbours, price: Number, result: Number) -> bool:
    """Whether the price and what all cost are told of one thing, or of nothing in particular."""
    return len({subject(text, price), subject(text, result)} - {None}) <= 1


def _start(number: Number) -> int:
    return number.start


_PER_MANY = re.compile(r"(?:per|every|a)\s+(?:\d|hundred|thousand|million|billion)|每\s*(?:\d|百|千|万|亿)", re.I)
_PER_TIME = re.compile(r"[\s-]*(?:(?:an?|per|each|every|/)\s*)?(?:hour|day|week|month|小时|天|月)", re.I)


def _by_more(text: Neighbours, price: Number) -> bool:
    """Whether it is the price of many at once, or of one for some time: $3 per million, $2 per GPU hour."""
    after, before = behind(text, price), ahead(text, price)
    many = _PER_MANY.search(BREAK.split(before)[-1] + "|" + BREAK.split(after)[0])
    return many is not None or _PER_TIME.match(after) is not None or "小时" in BREAK.split(before)[-1]


def _apiece(text: Neighbours, number: Number) -> bool:
    """Whether it is told of each: per GPU, 每张 3 万美元, $30,000 apiece."""
    clause = BREAK.split(ahead(text, number))[-1]
    words = (number.quantity.span.quote, clause, behind(text, number, {"zh": 2, "en": 10}))
    return "/" in number.unit or any(says("each", each) for each in words)


def _drawn(text: Neighbours, numbers: Sequence[Number]) -> Iterator[Trial]:
    """Power, by machines, by time is energy; the power may also be that of all machines."""
    for nth, result in enumerate(numbers):
        if not _is_energy(result):
            continue
        before = [each for each in numbers[max(0, nth - DRAWN) : nth] if _same_passage(text, each, result)]
        power = [each for each in before if each.exact.dimensions == POWER]
        told = max((at for at, each in enumerate(before) if each.counted), default=None)
        if told is None or not power or any(map(_is_energy, before[told:])):
            continue
        spans = [each for each in before if each.time and together(text, (each, result)) and not _recurs(each)]
        if result.yearly or spans:
            time = [] if result.yearly else spans[-1:]
            yield Trial.of("product", [power[-1], before[told], *time], result, strong=True)
            yield Trial.of("product", [power[-1], *time], result, strong=True)


def _recurs(number: Number) -> bool:
    return number.quantity.basis == "recurrence"


def _same_passage(text: Neighbours, one: Number, other: Number) -> bool:
    """The same paragraph or the one before, under one heading."""
    blocks = text.blocks[other.place] - text.blocks[one.place]
    headings = {text.passage.blocks[text.blocks[each.place]].heading for each in (one, other)}
    return blocks <= 1 and len(headings) == 1


def _is_energy(number: Number) -> bool:
    return number.exact.dimensions == ENERGY


# --- what metrics are by definition


def _defined(text: Neighbours, numbers: Sequence[Number]) -> Iterator[Trial]:
    """The numbers of one subject, in one sentence or the next, of metrics of which one is the product of the others."""
    metrics = {each: _metric(text, each) for each in numbers}
    for nth, result in enumerate(numbers):
        for identity in identities():
            metric = metrics[result]
            if metric not in identity.metrics:
                continue
            near = [each for each in numbers[max(0, nth - 2 * HERE) : nth] if together(text, (each, result))]
            others = [
                [each for each in near if metrics[each] == other] for other in identity.metrics if other != metric
            ]
            if all(len(found) == 1 for found in others) and _agree(text, [found[0] for found in others], result):
                terms = _terms(identity.result, metric, [found[0] for found in others], metrics)
                yield Trial("product", terms, result, strong=tied(text, result))


def _terms(
    product: str, metric: str | None, others: Sequence[Number], metrics: dict[Number, str | None]
) -> tuple[Term, ...]:
    """What is worked out is the product itself, or one of its factors: then the other ones divide."""
    if metric == product:
        return tuple(map(Term, others))
    return tuple(Term(each, inverse=metrics[each] != product) for each in others)


def _metric(text: Neighbours, number: Number) -> str | None:
    """The metric of its claim, where the claim's own words name it and it is told no change."""
    draft = text.drafts[number.place]
    if draft.metric is None or number.quantity.basis in {"by", "from"} or len(draft.quantities) > 1:
        return None
    named = {hit.cue.value for hit in text.passage.hits("metric", draft.start, draft.end)}
    return draft.metric if draft.metric in named else None


def _agree(text: Neighbours, others: Sequence[Number], result: Number) -> bool:
    drafts = [text.drafts[each.place] for each in (*others, result)]
    periods = {(draft.period.start, draft.period.end) for draft in drafts if draft.period}
    subjects = {draft.entities[:1] for draft in drafts if draft.metric != "market_size"}
    return len(periods) <= 1 and len(subjects) == 1 and len({draft.speaker for draft in drafts}) == 1


# --- the same in another unit


def _told_again(text: Neighbours, numbers: Sequence[Number]) -> Iterator[Trial]:
    """600 miles, that is, 966 km; 600 miles (966 km)."""
    for one, other in pairwise(numbers):
        if one.quantity.unit == other.quantity.unit or one.share or other.share or not one.unit or not other.unit:
            continue
        same = text.sentences[one.place] == text.sentences[other.place]
        if same and one.exact.dimensions == other.exact.dimensions and _equated(between(text, one, other)):
            yield Trial.of("product", (one,), other, strong=True)


_SAME = re.compile(
    r"\s*[(（,，]?\s*(?:=|equals|(?:is )?(?:equal|equivalent) to|or|i\.e\.|that is,?|which is|即|"
    r"也就是|相当于|等于|折合|合)?"
    r"\s*(?:about|roughly|some|around|约)?\s*",
    re.I,
)


def _equated(words: str) -> bool:
    return bool(words.strip()) and _SAME.fullmatch(words) is not None
