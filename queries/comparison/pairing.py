"""Which claims are worth comparing: those that share a subject or its whole and a measure, or put things first."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence

from queries.comparison.stance import Stance

Key = tuple[str, str | None]


def pairs(stances: Sequence[Stance], wanted: Iterable[int] | None = None) -> Iterator[tuple[Stance, Stance]]:
    """Pairs of `stances` that may collide, each once; with `wanted`, only those with one of these places in it."""
    index = Index(stances)
    chosen = range(len(stances)) if wanted is None else sorted(set(wanted))
    done = set(chosen)
    for nth in chosen:
        for other in sorted(index.near(nth)):
            if other > nth or other not in done:
                yield stances[nth], stances[other]


class Index:
    """Claims by subject and measure, and by what they put first."""

    def __init__(self, stances: Sequence[Stance]) -> None:
        self._stances = stances
        self._told: dict[Key, list[int]] = defaultdict(list)
        self._about: dict[str, list[int]] = defaultdict(list)
        self._narrow: dict[Key, list[int]] = defaultdict(list)
        self._firsts: dict[tuple[str, str], list[int]] = defaultdict(list)
        for nth, stance in enumerate(stances):
            self._add(nth, stance)

    def _add(self, nth: int, stance: Stance) -> None:
        if not stance.subject:
            return
        self._told[stance.subject, stance.claim.metric].append(nth)
        self._about[stance.subject].append(nth)
        for whole in stance.wholes | stance.owners | set(stance.claim.entities[1:]):
            self._narrow[whole, stance.claim.metric].append(nth)
        for key in _firsts(stance):
            self._firsts[key].append(nth)

    def near(self, nth: int) -> set[int]:
        """Places of the claims that may collide with the one at `nth`."""
        stance = self._stances[nth]
        if not stance.subject:
            return set()
        found: set[int] = set()
        for metric in _metrics(stance):
            found.update(self._told[stance.subject, metric], self._narrow[stance.subject, metric])
            for whole in stance.wholes | stance.owners | set(stance.claim.entities[1:]):
                found.update(self._told[whole, metric])
        if stance.claim.metric is None or stance.denied:
            found.update(self._about[stance.subject])
        for key in _firsts(stance):
            found.update(self._firsts[key])
        return found - {nth}


def _metrics(stance: Stance) -> Iterator[str | None]:
    """The measures that may be compared with its own."""
    yield stance.claim.metric
    known = stance.knowledge.metrics.get(stance.claim.metric or "")
    if known:
        yield from dict.fromkeys((*([known.opposite] if known.opposite else ()), *known.neighbours))
        yield None


def _firsts(stance: Stance) -> Iterator[tuple[str, str]]:
    for end in sorted(stance.superlatives):
        for shared in (*stance.claim.entities, stance.claim.metric):
            if shared:
                yield end, shared
