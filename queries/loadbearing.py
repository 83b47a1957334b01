"""Which premises carry most theses, and what falls without each."""

from __future__ import annotations

from collections.abc import Container, Iterable
from dataclasses import dataclass

from kg.gazetteer import Knowledge
from kg.store import Store
from queries.argument import read, walk
from queries.listing import Found
from queries.theses import Premises, Thesis, supporting, theses


@dataclass(frozen=True, slots=True, kw_only=True)
class Bearing:
    """A premise with the theses that rest on it, and those of them that are left with no premise without it."""

    found: Found
    carries: tuple[Thesis, ...]
    falls: tuple[Thesis, ...]


def loadbearing(
    store: Store,
    knowledge: Knowledge,
    *,
    entity: str | None = None,
    article: str | None = None,
    limit: int | None = None,
) -> list[Bearing]:
    """The premises of the theses about `entity`, of `article`, or of all, those that carry most first.

    A premise that has lost all of its own premises is lost too, and so on up to the theses. A thesis itself is taken
    for a premise where another rests on it.

    >>> with Store.memory() as store:
    ...     loadbearing(store, Knowledge.load())
    []
    """
    told = [one for one in theses(store, knowledge, entity=entity, article=article) if one.premises]
    premises = supporting(walk(store, [id for one in told for id in one.claims], "conclusion").steps)
    carried, over = _carried(told), conclusions(premises)
    claims = read(store, carried)
    bearings = [
        Bearing(
            found=claims[id],
            carries=tuple(theses_over),
            falls=tuple(falling(lost(id, premises, over), theses_over, premises)),
        )
        for id, theses_over in carried.items()
        if id in claims
    ]
    return sorted(bearings, key=_rank)[:limit]


def _carried(told: Iterable[Thesis]) -> dict[str, list[Thesis]]:
    carried: dict[str, list[Thesis]] = {}
    for thesis in told:
        for premise in thesis.premises:
            carried.setdefault(premise, []).append(thesis)
    return carried


def _rank(bearing: Bearing) -> tuple[object, ...]:
    claim, head = bearing.found.claim, bearing.found.head
    place = str(head.published or "9999"), head.id, claim.span.start, claim.id
    return -len(bearing.carries), -len(bearing.falls), *place


def falling(gone: Container[str], over: Iterable[Thesis], premises: Premises) -> list[Thesis]:
    """Those of the theses `over` a premise that have no premise left when all of `gone` is."""
    return [one for one in over if all(far in gone for id in one.claims for far in premises.get(id, ()))]


def conclusions(premises: Premises) -> dict[str, list[str]]:
    """What rests directly on each claim.

    >>> conclusions({"a": ["c"], "b": ["c"]})
    {'c': ['a', 'b']}
    """
    over: dict[str, list[str]] = {}
    for conclusion, under in premises.items():
        for one in under:
            over.setdefault(one, []).append(conclusion)
    return over


def lost(taken: str, premises: Premises, over: Premises) -> set[str]:
    """`taken` and every claim that had premises and has none left without it; `over` are the `conclusions`.

    >>> premises = {"a": ["b"], "b": ["c"], "d": ["c", "e"]}
    >>> sorted(lost("c", premises, conclusions(premises)))
    ['a', 'b', 'c']
    """
    gone, fallen, left = {taken}, [taken], dict[str, int]()
    while fallen:
        for conclusion in over.get(fallen.pop(), ()):
            left[conclusion] = left.get(conclusion, len(premises[conclusion])) - 1
            if not left[conclusion] and conclusion not in gone:
                gone.add(conclusion)
                fallen.append(conclusion)
    return gone
