"""What closes by its units: $2 an hour, 8,000 GPUs and a year make dollars; an outlay over a yearly profit, years."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import combinations, pairwise, product

from ingest.neighbours import BREAK, Neighbours
from ingest.sum_numbers import TIMES, Number, is_count
from ingest.sum_trials import Term, Trial, tried
from ingest.sum_words import ahead, behind, between, found, many, of_time, pace, says, timeless, together
from kg.algebra import Measure

REACH = 6  # numbers back that may be factors
MOST = 4  # factors of a product
BEHIND = {"zh": 6, "en": 32}  # characters behind a number in which its clause still says how often it comes
CLOSE = {"zh": 3, "en": 12}  # characters behind a number in which it is told of each
NEXT = {"zh": 1, "en": 6}  # characters right before a number that divides
POWER, ENERGY = Measure.of("1", "W").dimensions, Measure.of("1", "Wh").dimensions
PLAIN = frozenset({"%", "x", "pp", ""})


def closing(text: Neighbours, numbers: Sequence[Number]) -> Iterator[Trial]:
    """Rates, counts, powers and lengths of time whose units make that of a number told to follow from them."""
    for nth, result in enumerate(numbers):
        if result.unit in PLAIN or not result.firm or _recurs(text, result):
            continue
        near = [each for each in numbers[max(0, nth - REACH) : nth] if together(text, (each, result))]
        if len(near) > 1 and not _added(text, near, result):
            yield from _best(text, near, result)


def _best(text: Neighbours, near: Sequence[Number], result: Number) -> Iterator[Trial]:
    """A way that agrees; else, where words tie the result, the one that takes in most and leaves nothing over."""
    factors = [each for each in near if each.unit not in PLAIN and each.firm and not _of_many(text, each)]
    if not _promises(text, factors, result):
        return
    trials = [
        trial
        for readings in product(*(_readings(text, each) for each in factors))
        for value in _results(text, factors, result)
        for trial in _closed(text, readings, value)
        if _cued(text, trial) or _specific(trial)
    ]
    right = next((trial for trial in trials if (outcome := tried(trial)) and outcome.verdict == "consistent"), None)
    if right:
        yield right
    elif not any(each.unit in PLAIN for each in near):
        sure = [trial for trial in trials if _cued(text, trial) and _takes_all(near, trial)]
        yield from sorted(sure, key=lambda trial: -len(trial.terms))[:1]


def _takes_all(near: Sequence[Number], trial: Trial) -> bool:
    """Whether it uses all numbers told from the first of its factors on."""
    starts = {term.number.start for term in trial.terms}
    return all(each.start in starts for each in near if each.start > min(starts))


def _recurs(text: Neighbours, number: Number) -> bool:
    """Whether it says how often: every 63 hours."""
    return number.quantity.basis == "recurrence" or _after_per(text, number)


def _of_many(text: Neighbours, number: Number) -> bool:
    """Whether it is the price of many at once: $3 per million."""
    return many(BREAK.split(ahead(text, number))[-1]) or many(BREAK.split(behind(text, number))[0])


def _specific(trial: Trial) -> bool:
    """Whether one is told of each unit of another that is measured, not counted: cents per kWh, dollars an hour."""
    units = {term.number.rate for term in trial.terms}
    return any(not is_count(unit) for each in units for unit in each.split("/")[1:])


def _promises(text: Neighbours, factors: Sequence[Number], result: Number) -> bool:
    """Whether any product of the factors could be one: a rate, a power or something told of each is among them."""
    if len(factors) < 2 or not any(_per(text, reading) for each in factors for reading in _readings(text, each)):
        return False
    words = ahead(text, result)
    if says("ties", between(text, factors[0], result)) or says("totals", words) or says("works", words):
        return True
    return any("/" in reading.rate for each in factors for reading in _readings(text, each))


def _cued(text: Neighbours, trial: Trial) -> bool:
    """Whether words say that the number follows from those of the trial, or that it is the work of a power."""
    first = min((term.number for term in trial.terms), key=lambda each: each.start)
    words = ahead(text, trial.result)
    if says("ties", between(text, first, trial.result)) or says("totals", words):
        return True
    powered = any(term.number.exact.dimensions == POWER for term in trial.terms)
    return powered and trial.result.exact.dimensions in {ENERGY, POWER} and says("works", words)


def _readings(text: Neighbours, number: Number) -> tuple[Number, ...]:
    """With the time over which it comes, as its unit or else its clause has it: 每小时租金 18 美元; also without it."""
    if number.yearly:
        rate = number._replace(every="year")
        return (rate,) if pace("", number.quantity.span.quote) else (rate, number)
    if number.unit in PLAIN or number.time or not TIMES.isdisjoint(number.unit.split("/")[1:]):
        return (number,)
    if "/" in number.unit and (hour := of_time(behind(text, number))):
        return (number._replace(every=hour),)
    before = ahead(text, number) if number.exact.dimensions == ENERGY else BREAK.split(ahead(text, number))[-1]
    every = pace(before, _after(text, number))
    return (number._replace(every=every), number) if every else (number,)


def _results(text: Neighbours, factors: Sequence[Number], result: Number) -> tuple[Number, ...]:
    """The readings of a result; also by the year, where a factor is told by it and the result leaves it unsaid."""
    found = _readings(text, result)
    unsaid = len(found) == 1 and not result.time and "/" not in result.rate and any(each.yearly for each in factors)
    return (*found, result._replace(every="year")) if unsaid else found


def _after(text: Neighbours, number: Number) -> str:
    """The words of its clause behind it, up to the next number; in Chinese only a time that ends the clause."""
    words = behind(text, number, BEHIND)
    inside = text.passage.quantities.within(number.end, number.end + len(words))
    clause = BREAK.split(words[: inside[0].start - number.end] if inside else words)[0]
    return clause if _lang(text, number) == "en" or len(clause.rstrip("。")) <= BEHIND["zh"] // 2 else ""


def _lang(text: Neighbours, number: Number) -> str:
    return text.passage.sentences[text.sentences[number.place]].lang


def _added(text: Neighbours, near: Sequence[Number], result: Number) -> bool:
    """Whether something that no number tells comes on top: with network and buildings."""
    gaps = [between(text, one, other) for one, other in pairwise((*near, result))]
    return any(end < len(gap.rstrip()) for gap in gaps for _, end in found("besides", gap))


def _closed(text: Neighbours, factors: Sequence[Number], result: Number) -> Iterator[Trial]:
    """All products that come out in the unit of the result."""
    for size in range(2, min(MOST, len(factors)) + 1):
        for group in combinations(factors, size):
            over = {each for each in group if _divides(text, each)}
            plain = {each.exact.dimensions for each in group if each not in over}
            if len(plain) < size - len(over) or not any(_per(text, each) for each in group):
                continue
            for signs in product((False, True), repeat=size):
                terms = tuple(sorted(map(Term, group, signs), key=lambda term: term.inverse))
                divided = all(term.inverse for term in terms if term.number in over)
                if divided and (over or not _cancels(terms)) and _closes(text, terms, result):
                    yield Trial("product", terms, result, strong=True)


def _divides(text: Neighbours, number: Number) -> bool:
    """Whether something is told of so many: 每百万 token, for every 10,000 residents."""
    return number.counted and _after_per(text, number)


def _after_per(text: Neighbours, number: Number) -> bool:
    return says("pers", ahead(text, number, NEXT)[-NEXT[_lang(text, number)] :])


def _per(text: Neighbours, number: Number) -> bool:
    """Whether it is told of each or by the time, or is a power."""
    return number.exact.dimensions == POWER or "/" in number.rate or apiece(text, number)


def apiece(text: Neighbours, number: Number) -> bool:
    """Whether it is told of each: per GPU, 每张 3 万美元, $30,000 apiece."""
    after = BREAK.split(behind(text, number, CLOSE))[0]
    words = (number.quantity.span.quote, BREAK.split(ahead(text, number))[-1], after)
    return "/" in number.unit or any(says("each", timeless(each)) or says("singles", each) for each in words)


def _cancels(terms: Sequence[Term]) -> bool:
    """Whether something is both multiplied by and divided by, beside a third factor: it says nothing then."""
    signs: dict[str, set[bool]] = {}
    for term in terms:
        for unit, power in term.number.exact.dimensions:
            signs.setdefault(unit, set()).add((power > 0) != term.inverse)
    money = {unit for term in terms if term.number.priced for unit in (term.number.unit.split("/")[0],)}
    return len(terms) > 2 and any(len(signs.get(unit, ())) > 1 for unit in money)


def _closes(text: Neighbours, terms: Sequence[Term], result: Number) -> bool:
    """Nothing is left over, or the one noun of which a factor is told each."""
    over = {unit: -power for unit, power in result.exact.dimensions}
    for term in terms:
        for unit, power in term.number.exact.dimensions:
            over[unit] = over.get(unit, 0) + (-power if term.inverse else power)
    left = {unit: power for unit, power in over.items() if power}
    under = {term.number.unit for term in terms if term.inverse}
    counted = [unit for unit, power in left.items() if abs(power) == 1 and is_count(unit) and unit not in under]
    if not left or len(left) > 1 or not counted:
        return not left
    each = [term.number for term in terms if apiece(text, term.number)]
    if left[counted[0]] < 0:
        return any(counted[0] in number.unit.split("/")[1:] for number in each)
    return any(number.priced or number.exact.dimensions == POWER for number in each)
