"""What would follow if a premise had another value: the sums of its article are carried on from it.

A result moves as its inputs do, in proportion for products and by the difference for sums. So a factor that the text
leaves unsaid, the multiple of a valuation say, stays what it was, and a premise set to its own value changes nothing.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from kg.errors import UsageError
from kg.model import Claim, Computation, Operand, Quantity, Verdict
from kg.rdf_many import claims_from
from kg.store import Store
from queries.audit import PROBLEMS, computations
from queries.rescaling import Moved, UnknownError, agree, closes, fitted, reworked
from queries.tellings import Place, Tellings, told_in
from queries.whole import claim_id

WHOLE = 100
"""Percent of a whole."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """A quantity of a claim, before and after; `by` is the sum that carries it, None where it was set."""

    claim: Claim
    quantity: int
    before: Quantity
    after: Quantity
    by: Computation | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Flip:
    """A sum whose verdict the new values turn: one that closed and no longer does, or the reverse."""

    computation: Computation
    verdict: Verdict


@dataclass(frozen=True, slots=True, kw_only=True)
class Unworked:
    """A sum that could not be carried on, and why."""

    computation: Computation
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Whatif:
    """What changes, in the order of the sums, which sums flip, and what could not be worked out."""

    claim: str
    changes: tuple[Change, ...]
    flips: tuple[Flip, ...]
    unworked: tuple[Unworked, ...]

    @property
    def reaches(self) -> bool:
        """Whether the claim that was asked about changes."""
        return any(change.claim.id == self.claim for change in self.changes)


def whatif(store: Store, claim: str, given: Mapping[str, Quantity]) -> Whatif:
    """What follows for `claim`, and all between, if the premises in `given` had these values.

    A premise is the id of a claim or as many of its first digits as tell it apart, with `#2` behind it for its second
    number. UsageError for a claim that is not there, one without a number or with several, and another unit.

    >>> with Store.memory() as store:
    ...     whatif(store, "3fa81c22", {})
    Traceback (most recent call last):
    kg.errors.UsageError: the store has no claim '3fa81c22'; `kg claims` lists those it has
    """
    asked = claim_id(store, claim)
    places = _places(store, given)
    ids = dict.fromkeys([asked, *(id for id, _ in places)])
    homes = dict.fromkeys(one.span.article for one in claims_from(store, ids).values())
    sums = [one for home in homes for one in computations(store, home)]
    said = claims_from(store, dict.fromkeys([*ids, *(id for one in sums for id in one.claims)]))
    told = [*places, *((asked, nth) for nth in range(len(said[asked].quantities)))]
    used = (place for one in sums for place in _used(one, said))
    work = _Work(said, sums, Tellings.of([*told, *used], said, sums))
    for place, (name, value) in places.items():
        work.assume(place, name, value)
    work.run()
    return Whatif(
        claim=asked, changes=tuple(work.changes), flips=tuple(work.flips), unworked=tuple(work.unworked.values())
    )


def _places(store: Store, given: Mapping[str, Quantity]) -> dict[Place, tuple[str, Quantity]]:
    """Where each value goes. UsageError for a number that is set twice."""
    places: dict[Place, tuple[str, Quantity]] = {}
    for name, value in given.items():
        place = _place(store, name)
        if place in places:
            raise UsageError(f"{places[place][0]} and {name} are the same number; set one of them")
        places[place] = name, value
    return places


def _place(store: Store, name: str) -> Place:
    text, _, nth = name.partition("#")
    id = claim_id(store, text)
    numbers = claims_from(store, [id])[id].quantities
    count = len(numbers)
    if not count:
        raise UsageError(f"the claim {text} has no number; set one that has, as `kg audit` lists them")
    if not nth and count > 1:
        ways = ", ".join(f"{text}#{place}= ({one.span.quote})" for place, one in enumerate(numbers, 1))
        raise UsageError(f"the claim {text} has {count} numbers; choose one: {ways}")
    if nth and not (nth.isdecimal() and 1 <= int(nth) <= count):
        raise UsageError(f"the claim {text} has no number {nth}; it has {count}")
    return id, int(nth or 1) - 1


@dataclass
class _Work:
    """The values as they become; each quantity changes once, so that a cycle ends."""

    said: Mapping[str, Claim]
    sums: Sequence[Computation]
    tellings: Tellings
    values: dict[Place, Quantity] = field(default_factory=dict)
    names: dict[Place, str] = field(default_factory=dict)
    changes: list[Change] = field(default_factory=list)
    flips: list[Flip] = field(default_factory=list)
    unworked: dict[int, Unworked] = field(default_factory=dict)
    done: set[int] = field(default_factory=set)

    def assume(self, place: Place, name: str, value: Quantity) -> None:
        """Give a premise its value. UsageError where another that tells the same has been given one."""
        first = self.tellings.first[place]
        if first in self.names:
            raise UsageError(f"{self.names[first]} and {name} tell the same number; set one of them")
        self.names[first] = name
        self.give(place, fitted(value, self.stated(place)))

    def stated(self, place: Place) -> Quantity:
        """The quantity as the text tells it."""
        return self.said[place[0]].quantities[place[1]]

    def give(self, place: Place, value: Quantity, by: Computation | None = None) -> None:
        """Set a quantity wherever it is told; where it is not told exactly so, only if it changes at all."""
        first, changed = self.tellings.first[place], not _same(value, self.stated(place))
        others = self.tellings.every[first] if changed else ()
        for one in dict.fromkeys([place, *others]):
            before = self.stated(one)
            self.values[one] = after = told_in(value, before)
            if not _same(before, after):
                self.changes.append(Change(claim=self.said[one[0]], quantity=one[1], before=before, after=after, by=by))

    def run(self) -> None:
        """Carry on until no sum has a changed number that it has not used."""
        while (nth := self._next()) is not None:
            self._do(nth)
        for nth in self._open():
            if self._results(nth) & self.values.keys():
                self._do(nth)

    def _do(self, nth: int) -> None:
        self.done.add(nth)
        try:
            self._carry(self.sums[nth])
        except UnknownError as error:
            self.unworked[nth] = Unworked(computation=self.sums[nth], reason=str(error))

    def _next(self) -> int | None:
        """The first sum that is touched, and none of whose inputs another one may yet change; in a cycle, the first."""
        touched, reached = list[int](), set(self.values)
        while more := [nth for nth in self._open() if nth not in touched and reached & self._inputs(nth)]:
            touched += more
            reached |= {place for nth in more for place in self._results(nth)}
        able = [nth for nth in sorted(touched) if self._inputs(nth) & self.values.keys()]
        for nth in able:
            awaited = {place for other in touched if other != nth for place in self._results(other)}
            if not awaited & self._inputs(nth) - self.values.keys():
                return nth
        return able[0] if able else None

    def _open(self) -> list[int]:
        return [nth for nth in range(len(self.sums)) if nth not in self.done]

    def _inputs(self, nth: int) -> set[Place]:
        return {(one.claim, one.quantity) for one in self.sums[nth].inputs if _has(self.said, one)}

    def _results(self, nth: int) -> set[Place]:
        """All places that tell the result of a sum."""
        one = self.sums[nth].result
        if one is None or not _has(self.said, one):
            return set()
        return set(self.tellings.every[self.tellings.first[one.claim, one.quantity]])

    def _carry(self, sum: Computation) -> None:
        """Give the result of a sum its new value, or tell that the sum no longer closes."""
        result = sum.result
        if result is None or not all(_has(self.said, one) for one in (*sum.inputs, result)):
            raise UnknownError("it does not say which numbers it is worked out from")
        place = _result(sum)
        stated, held = self.stated(place), self.values.get(place)
        moved = [(*self._both(one), one.inverse) for one in sum.inputs]
        if sum.verdict in PROBLEMS:
            self._mend(sum, moved, stated if held is None else held)
            return
        if over := next((after for before, after, _ in moved if _exceeds(sum, before, after)), None):
            self.flips.append(Flip(computation=sum, verdict="impossible"))
            raise UnknownError(f"{over.low:f}% is more than the whole")
        if held is None and all(_same(before, after) for before, after, _ in moved):
            return
        after = reworked(sum, moved, stated)
        if _beyond(sum, stated, after):
            self.flips.append(Flip(computation=sum, verdict="impossible"))
            raise UnknownError("its shares come to more than the whole")
        if held is None:
            self.give(place, after, sum)
        elif not agree(held, after):
            self.flips.append(Flip(computation=sum, verdict="inconsistent"))

    def _mend(self, sum: Computation, moved: Sequence[Moved], held: Quantity) -> None:
        """A sum that does not close may do so with the new values; else nothing can be carried on by it."""
        as_told = closes(sum, [(before, inverse) for before, _, inverse in moved], self.stated(_result(sum)))
        if not as_told and closes(sum, [(after, inverse) for _, after, inverse in moved], held):
            self.flips.append(Flip(computation=sum, verdict="consistent"))
            return
        if any(not _same(before, after) for before, after, _ in moved):
            raise UnknownError(
                f"it is {sum.verdict} as it stands: {sum.stated} is told where it comes to {sum.computed}"
            )

    def _both(self, one: Operand) -> tuple[Quantity, Quantity]:
        before = self.stated((one.claim, one.quantity))
        return before, self.values.get((one.claim, one.quantity), before)


def _result(sum: Computation) -> Place:
    assert sum.result
    return sum.result.claim, sum.result.quantity


def _same(one: Quantity, other: Quantity) -> bool:
    return (one.low, one.high) == (other.low, other.high)


def _exceeds(sum: Computation, before: Quantity, after: Quantity) -> bool:
    """Whether a share of a whole would become more than that."""
    shares = sum.operation == "product" and before.unit == "%" and before.low is not None and before.low <= WHOLE
    return shares and after.low is not None and after.low > WHOLE


def _beyond(sum: Computation, before: Quantity, after: Quantity) -> bool:
    """Whether shares of one whole would leave less than nothing of it, or come to more than all of it."""
    if sum.operation != "sum" or {before.unit, after.unit} != {"%"} or not _within(before):
        return False
    return not _within(after)


def _within(share: Quantity) -> bool:
    return (share.low is None or share.low >= 0) and (share.high is None or share.high <= WHOLE)


def _has(said: Mapping[str, Claim], one: Operand) -> bool:
    return one.claim in said and one.quantity < len(said[one.claim].quantities)


def _used(one: Computation, said: Mapping[str, Claim]) -> list[Place]:
    operands = (*one.inputs, *([one.result] if one.result else []))
    return [(each.claim, each.quantity) for each in operands if _has(said, each)]
