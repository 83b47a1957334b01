"""Shares of wholes: what two amounts make of one, two shares of one whole, the rest of it, and more than all of it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction
from itertools import pairwise
from typing import NamedTuple

from ingest.neighbours import BREAK, Neighbours
from ingest.sum_guesses import adjoining
from ingest.sum_numbers import Number
from ingest.sum_trials import Outcome, Term, Trial
from ingest.sum_words import CLOSE, Phrase, ahead, amount_of, behind, of_whole, phrase_of, says, subject, tied, together
from kg.algebra import Measure

WHOLE = Measure.of("100", "%")
PERCENT = 100
REACH = 40  # characters around a share in which its whole is named
BACK = 4  # numbers back that may be the part or the whole
FAR = 8  # numbers between two shares of one whole at most
OF_WHOLE = frozenset({"market_share", "usage_share", "revenue_mix", "penetration", "utilization"})
HELD = frozenset({"market_share", "usage_share", "revenue_mix"})
CHANGES = frozenset({"by", "from", "to"})
SLACK = Fraction(1, 100)  # of each share that rounding may have added


def shared(text: Neighbours, numbers: Sequence[Number]) -> Iterator[Trial]:
    """All that shares tell of their wholes."""
    parts = [each for each in numbers if _is_part(text, each)]
    for share in parts:
        yield from _implied(text, numbers, share)
        yield from _rest(text, numbers, share)
    yield from _of_one_whole(text, numbers, [each for each in parts if is_share(text, each)])


def _is_part(text: Neighbours, number: Number) -> bool:
    """Whether it is a percentage and no change."""
    plain = number.share and not number.yearly and number.quantity.basis not in CHANGES
    return plain and number.firm and not says("changes", _clause(text, number))


def is_share(text: Neighbours, number: Number) -> bool:
    """Whether words say that it is a part of something."""
    metric = text.drafts[number.place].metric
    told = says("shares", _clause(text, number)) or metric in OF_WHOLE or phrase_of(text, number) is not None
    return told and _is_part(text, number)


def _clause(text: Neighbours, number: Number) -> str:
    return BREAK.split(ahead(text, number))[-1] + "|" + BREAK.split(behind(text, number))[0]


# --- a share that two amounts make


def _implied(text: Neighbours, numbers: Sequence[Number], share: Number) -> Iterator[Trial]:
    """430 of the 4,200 are 10%; 26 million are sold, 3.9 million of them by one: 15%."""
    nth = numbers.index(share)
    before = [each for each in numbers[max(0, nth - BACK) : nth] if together(text, (each, share)) and _amount(each)]
    after = [each for each in numbers[nth + 1 : nth + 2] if _amount(each) and of_whole(text, share, each)]
    wholes = after or [each for each in before[-1:] if of_whole(text, each, share)]
    parts = [each for each in before if each not in wholes]
    if wholes and parts and _alike(parts[-1], wholes[0]):
        part, near = parts[-1], text.sentences[parts[-1].place] == text.sentences[share.place]
        yield Trial("product", (Term(part), Term(wholes[0], True)), share, strong=near and _steady(text, part, share))
    elif not wholes and len(before) == 2 and _alike(*before) and amount_of(text, *before) and tied(text, share):
        part, whole = before
        yield Trial("product", (Term(part), Term(whole, True)), share, strong=True)
    elif is_share(text, share) and len(before) == 2 and _alike(*before) and _under(before[1], before[0]):
        whole, part = before
        strong = _is_whole(text, whole, part, share) and _steady(text, part, share)
        yield Trial("product", (Term(part), Term(whole, True)), share, strong=strong)


def _amount(number: Number) -> bool:
    return number.unit not in {"%", "x", "pp"} and not number.time and number.firm


def _alike(one: Number, other: Number) -> bool:
    same = one.exact.dimensions == other.exact.dimensions or "" in {one.unit, other.unit}
    return same and {one.quantity.basis, other.quantity.basis}.isdisjoint(CHANGES)


def _under(part: Number, whole: Number) -> bool:
    return (part.quantity.low or 0) < (whole.quantity.low or 0)


def _is_whole(text: Neighbours, whole: Number, part: Number, share: Number) -> bool:
    """Whether words say that one amount is the whole of the other."""
    metric = text.drafts[whole.place].metric
    named = {hit.cue.value for hit in text.passage.hits("metric", part.end, share.start)}
    said = says("wholes", _clause(text, whole)) or says("parts", _clause(text, part))
    return said or (
        metric in named and metric != text.drafts[part.place].metric and says("shares", _clause(text, share))
    )


def _steady(text: Neighbours, part: Number, share: Number) -> bool:
    """Whether no other is named between a part and its share."""
    names = {name.entity for name in text.passage.names.within(part.end, share.start)}
    others = {text.drafts[each.place].entities[:1] for each in (part, share)}
    return len(others) == 1 or not names - {subject(text, part)} or tied(text, share)


# --- two shares of one whole


class Held(NamedTuple):
    """An amount, the share that it is of something, and the words for that."""

    amount: Number
    share: Number
    whole: Phrase


def _of_one_whole(text: Neighbours, numbers: Sequence[Number], shares: Sequence[Number]) -> Iterator[Trial]:
    """1.1 TWh are 2% of the state's demand, and 0.9 TWh 4% of it: one of the two is wrong."""
    held = [found for share in shares for found in _held(text, numbers, share)]
    for nth, other in enumerate(held):
        for one in held[:nth]:
            if _comparable(text, numbers, one, other):
                terms = (Term(other.amount), Term(one.share), Term(one.amount, True))
                ratio = Fraction(one.whole.days or 1, other.whole.days or 1)
                yield Trial("product", terms, other.share, strong=True, factor=ratio)


def _held(text: Neighbours, numbers: Sequence[Number], share: Number) -> Iterator[Held]:
    nth, phrase = numbers.index(share), phrase_of(text, share)
    if phrase is None or not nth:
        return
    amount = numbers[nth - 1]
    near = text.sentences[amount.place] == text.sentences[share.place]
    if near and _amount(amount) and not of_whole(text, amount, share) and _is_definite(text, share, phrase):
        yield Held(amount, share, phrase)


def _is_definite(text: Neighbours, share: Number, phrase: Phrase) -> bool:
    """Whether the whole is one of its kind wherever it is named: Shanghai's, the state's; no company's revenue."""
    sentence = text.passage.sentences[text.sentences[share.place]]
    around = text.passage.names.within(max(sentence.start, share.start - REACH), min(sentence.end, share.end + REACH))
    named = [text.passage.text[name.start : name.end].lower() for name in around]
    return says("wholes", phrase.words) or any(name in phrase.words for name in named)


def _comparable(text: Neighbours, numbers: Sequence[Number], one: Held, other: Held) -> bool:
    if not _alike(one.amount, other.amount) or one.whole.words != other.whole.words:
        return False
    if (one.whole.days is None) != (other.whole.days is None):
        return False
    drafts = text.drafts[one.share.place], text.drafts[other.share.place]
    periods = {
        (draft.period.start, draft.period.end) for draft in drafts if draft.period and draft.period.grain == "year"
    }
    near = numbers.index(other.share) - numbers.index(one.share) <= FAR
    one_place = _one_place(text, one, other)
    return near and one_place and len(periods) <= 1 and adjoining(text, one.share.place, other.share.place)


def _one_place(text: Neighbours, one: Held, other: Held) -> bool:
    """Whether the state, the country is the same in both: no other place is named beside it."""
    places = [_places(text, each.share) for each in (one, other)]
    return bool(places[0] & places[1]) or not all(places)


def _places(text: Neighbours, share: Number) -> set[str]:
    passage = text.passage
    sentence = passage.sentences[text.sentences[share.place]]
    names = {name.entity for name in passage.names.within(sentence.start, share.start)}
    return {name for name in names if passage.kin.kind(name) == "Place"}


# --- the rest of a whole


def _rest(text: Neighbours, numbers: Sequence[Number], share: Number) -> Iterator[Trial]:
    """65%, 12% and 6%; the remaining 17%."""
    nth = numbers.index(share)
    before = _run(text, numbers[:nth], share)
    if before and says("remains", ahead(text, share, CLOSE)) and not any(_is_total(text, each) for each in before):
        terms = tuple(Term(each, inverse=True) for each in before)
        yield Trial("sum", terms, share, strong=all(is_share(text, each) for each in before[:1]), whole=True)


def _run(text: Neighbours, numbers: Sequence[Number], last: Number) -> list[Number]:
    """The shares of its sentence before it, where nothing but shares stands among them."""
    run: list[Number] = []
    for each in reversed(numbers):
        if not together(text, (each, last)) or not each.share or each.quantity.basis in CHANGES:
            break
        run.insert(0, each)
    return run


def _is_total(text: Neighbours, number: Number) -> bool:
    return says("totals", ahead(text, number))


# --- more than there is


def impossible(text: Neighbours, numbers: Sequence[Number]) -> Iterator[Outcome]:
    """A share above the whole, and shares of one whole that exceed it together."""
    for number in numbers:
        if _over(number) and _is_held(text, number):
            yield Outcome(Trial("product", (), number, strong=True), WHOLE, "impossible")
    for run in _runs(text, numbers):
        total = sum((each.exact.low or Fraction(0) for each in run), Fraction(0))
        if total > 1 + SLACK * len(run) / 2:
            terms = tuple(Term(each, inverse=True) for each in run[:-1])
            value = Measure(low=total, high=total)
            yield Outcome(Trial("sum", terms, run[-1], strong=True, whole=True), value, "impossible")


def _over(number: Number) -> bool:
    low = number.quantity.low
    return number.quantity.unit == "%" and low is not None and low > PERCENT


def _is_held(text: Neighbours, number: Number) -> bool:
    draft = text.drafts[number.place]
    words = ahead(text, number) + "|" + behind(text, number, CLOSE)
    if number.quantity.basis == "by" or draft.polarity == "negated" or says("changes", words):
        return False
    return says("shares", words) and (draft.metric in HELD or number.quantity.basis == "share")


def _runs(text: Neighbours, numbers: Sequence[Number]) -> Iterator[list[Number]]:
    """Shares of one market that its holders have, one after another in a sentence."""
    by_sentence: dict[int, list[Number]] = {}
    for each in numbers:
        by_sentence.setdefault(text.sentences[each.place], []).append(each)
    for place, run in by_sentence.items():
        if len(run) > 1 and all(_plain(text, each) for each in run) and _one_market(text, place, run):
            yield run


def _plain(text: Neighbours, number: Number) -> bool:
    draft = text.drafts[number.place]
    known = draft.metric in HELD and draft.polarity == "affirmed"
    return (
        known
        and number.share
        and number.firm
        and number.quantity.basis in {None, "share"}
        and not _is_total(text, number)
    )


def _one_market(text: Neighbours, place: int, run: Sequence[Number]) -> bool:
    """Each holder is named once, the whole once, and nothing says that one may be counted twice."""
    sentence = text.passage.sentences[place]
    starts = [sentence.start, *(each.end for each in run[:-1])]
    holders = [
        {name.entity for name in text.passage.names.within(start, each.start)}
        for start, each in zip(starts, run, strict=True)
    ]
    apart = all(holders) and all(not one & other for one, other in pairwise(holders))
    phrases = [phrase_of(text, each) for each in run]
    words = text.passage.text[sentence.start : sentence.end]
    dated = {item.value.start for item in text.passage.periods.within(sentence.start, sentence.end)}
    return apart and not any(phrases[1:]) and not says("overlaps", words) and len(dated) <= 1
