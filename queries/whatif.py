"""What would follow if a premise had another value: the sums of its article are carried on from it.

A result moves as its inputs do, in proportion for products and by the difference for sums. So a factor that the text
leaves unsaid, the multiple of a valuation say, stays what it was, and a premise set to its own value changes nothing.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from kg.errors import UsageError
from kg.model import Claim, Computation, Operand, Quantity, Verdict
from kg.rdf_many import claims_from
from kg.store import Store
from queries.audit import PROBLEMS, computations
from queries.rescaling import UnknownError, agree, fitted, reworked
from queries.whole import claim_id

Place = tuple[str, int]
"""A claim and which of its quantities."""
Key = tuple[object, ...]
"""What is the same for each place that tells the same quantity."""


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
    """A sum that closed and no longer does."""

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
    places = [(_place(store, name), value) for name, value in given.items()]
    ids = dict.fromkeys([asked, *(id for (id, _), _ in places)])
    homes = dict.fromkeys(one.span.article for one in claims_from(store, ids).values())
    sums = [one for home in homes for one in computations(store, home)]
    said = claims_from(store, dict.fromkeys([*ids, *(id for one in sums for id in one.claims)]))
    work = _Work(said, sums)
    for (id, nth), value in places:
        work.give((id, nth), fitted(value, said[id].quantities[nth]))
    work.run()
    return Whatif(
        claim=asked, changes=tuple(work.changes), flips=tuple(work.flips), unworked=tuple(work.unworked.values())
    )


def _place(store: Store, name: str) -> Place:
    text, _, nth = name.partition("#")
    id = claim_id(store, text)
    count = len(claims_from(store, [id])[id].quantities)
    if not count:
        raise UsageError(f"the claim {text} has no number; set one that has, as `kg audit` lists them")
    if not nth and count > 1:
        raise UsageError(f"the claim {text} has {count} numbers; choose one: {text}#1= to {text}#{count}=")
    if nth and not (nth.isdecimal() and 1 <= int(nth) <= count):
        raise UsageError(f"the claim {text} has no number {nth}; it has {count}")
    return id, int(nth or 1) - 1


@dataclass
class _Work:
    """The values as they become; each quantity changes once, so that a cycle ends."""

    said: Mapping[str, Claim]
    sums: Sequence[Computation]
    values: dict[Key, Quantity] = field(default_factory=dict)
    changes: list[Change] = field(default_factory=list)
    flips: list[Flip] = field(default_factory=list)
    unworked: dict[int, Unworked] = field(default_factory=dict)
    done: set[int] = field(default_factory=set)

    def key(self, place: Place) -> Key:
        """A quantity by its article, subject, metric and value; one without a metric by its place."""
        claim, one = self.said[place[0]], self.said[place[0]].quantities[place[1]]
        if claim.metric is None or not claim.entities:
            return place
        return claim.span.article, claim.entities[0], claim.metric, one.unit, one.low, one.high

    def give(self, place: Place, value: Quantity, by: Computation | None = None) -> None:
        """Set a quantity wherever it is told."""
        key = self.key(place)
        self.values[key] = value
        others = [one for sum in self.sums for one in _places(sum, self.said) if self.key(one) == key]
        for id, nth in dict.fromkeys([place, *others]):
            before = self.said[id].quantities[nth]
            after = replace(before, low=value.low, high=value.high)
            if after != before:
                self.changes.append(Change(claim=self.said[id], quantity=nth, before=before, after=after, by=by))

    def run(self) -> None:
        """Carry on until no sum has a changed input that it has not used."""
        while (nth := self._next()) is not None:
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
            reached |= {key for nth in more for key in self._results(nth)}
        able = [nth for nth in sorted(touched) if self._inputs(nth) & self.values.keys()]
        for nth in able:
            awaited = {key for other in touched if other != nth for key in self._results(other)}
            if not awaited & self._inputs(nth) - self.values.keys():
                return nth
        return able[0] if able else None

    def _open(self) -> list[int]:
        return [nth for nth in range(len(self.sums)) if nth not in self.done]

    def _inputs(self, nth: int) -> set[Key]:
        return {self.key((one.claim, one.quantity)) for one in self.sums[nth].inputs if self._has(one)}

    def _results(self, nth: int) -> set[Key]:
        one = self.sums[nth].result
        return {self.key((one.claim, one.quantity))} if one and self._has(one) else set()

    def _has(self, one: Operand) -> bool:
        return one.claim in self.said and one.quantity < len(self.said[one.claim].quantities)

    def _carry(self, sum: Computation) -> None:
        result = sum.result
        if result is None or not self._has(result) or not all(map(self._has, sum.inputs)):
            raise UnknownError("it does not say which numbers it is worked out from")
        if sum.verdict in PROBLEMS:
            raise UnknownError(
                f"it is {sum.verdict} as it stands: {sum.stated} is told where it comes to {sum.computed}"
            )
        place = result.claim, result.quantity
        stated = self.said[result.claim].quantities[result.quantity]
        moved = [(*self._both(one), one.inverse) for one in sum.inputs]
        if all(before == after for before, after, _ in moved):
            return
        after = reworked(sum, moved, stated)
        held = self.values.get(self.key(place))
        if held is None:
            self.give(place, after, sum)
        elif not agree(held, after):
            self.flips.append(Flip(computation=sum, verdict="inconsistent"))

    def _both(self, one: Operand) -> tuple[Quantity, Quantity]:
        before = self.said[one.claim].quantities[one.quantity]
        value = self.values.get(self.key((one.claim, one.quantity)))
        return before, before if value is None else replace(before, low=value.low, high=value.high)


def _places(one: Computation, said: Mapping[str, Claim]) -> list[Place]:
    operands = (*one.inputs, *([one.result] if one.result else []))
    return [(n.claim, n.quantity) for n in operands if n.claim in said and n.quantity < len(said[n.claim].quantities)]
