"""Many claims at once, by a handful of questions however many they are: a row each, much quicker than fact by fact."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import cast

from pyoxigraph import NamedNode

from kg import iris
from kg.model import Claim
from kg.rdf_read import Sheet
from kg.store import Store, Term
from kg.vocab import CG, OA, PROV, SCHEMA, TIME

Known = dict[NamedNode, dict[NamedNode, list[Term]]]
Names = tuple[NamedNode, ...]


def claims_from(store: Store, ids: Iterable[str]) -> dict[str, Claim]:
    """The claims with these ids, in this order; those that the store does not have are left out.

    >>> with Store.memory() as store:
    ...     claims_from(store, ["3fa81c22"])
    {}
    """
    nodes = {iris.claim(id): id for id in ids}
    known = _claims(store, nodes)
    quantities = list(_linked(store, known, CG.quantity))
    periods = list(_objects(known, TIME.hasTime))
    known |= _said(store, quantities, (CG.interval, PROV.wasDerivedFrom), _OF_QUANTITIES)
    known |= _said(store, periods, (CG.grain, CG.basis, PROV.wasDerivedFrom), (TIME.hasBeginning, TIME.hasEnd))
    ends = [end for side in (TIME.hasBeginning, TIME.hasEnd) for end in _objects(known, side)]
    known |= _said(store, ends, (), (TIME.inXSDDate, TIME.inXSDDateTime))
    places = (iris.part(span, "selector") for span in _objects(known, PROV.wasDerivedFrom))
    known |= _said(store, places, (OA.start, OA.end, OA.exact))
    return {id: _claim(known, node) for node, id in nodes.items() if node in known}


_OF_QUANTITIES = (SCHEMA.unitText, CG.approximate, CG.basis, CG.implied)


def _claims(store: Store, nodes: Iterable[NamedNode]) -> Known:
    always = (SCHEMA.appearance, PROV.wasDerivedFrom, CG.kind, CG.direction, CG.polarity, CG.modality, CG.rule)
    return _said(store, nodes, (*always, CG.inOrder), (CG.metric, CG.speaker, TIME.hasTime))


def _said(store: Store, nodes: Iterable[NamedNode], always: Names, perhaps: Names = ()) -> Known:
    """Facts of `nodes`, one of each name; those that lack one of `always` are left out."""
    values = " ".join(map(str, dict.fromkeys(nodes)))
    columns = {f"c{nth}": name for nth, name in enumerate((*always, *perhaps))}
    parts = [f"?s {name} ?{column}" for column, name in columns.items()]
    wanted = [
        *(f"{part} ." for part in parts[: len(always)]),
        *(f"OPTIONAL {{ {part} }}" for part in parts[len(always) :]),
    ]
    asked = (
        f"SELECT ?s {' '.join(f'?{column}' for column in columns)} {{ VALUES ?s {{ {values} }} {' '.join(wanted)} }}"
    )
    return {
        cast(NamedNode, row["s"]): {name: [row[column]] for column, name in columns.items() if column in row}
        for row in (store.select(asked) if values else ())
    }


def _linked(store: Store, known: Known, name: NamedNode) -> Iterator[NamedNode]:
    """What the things known are tied to by `name`, any number of times; it becomes known of them."""
    values = " ".join(map(str, known))
    for row in store.select(f"SELECT ?s ?o {{ VALUES ?s {{ {values} }} ?s {name} ?o }}") if values else ():
        known[cast(NamedNode, row["s"])].setdefault(name, []).append(row["o"])
        yield cast(NamedNode, row["o"])


def _objects(known: Known, name: NamedNode) -> Iterator[NamedNode]:
    return (cast(NamedNode, value) for facts in known.values() for value in facts.get(name, ()))


def _claim(known: Known, node: NamedNode) -> Claim:
    article = iris.id_of(cast(NamedNode, known[node][SCHEMA.appearance][0]))
    return Sheet(article, lambda part: known.get(part, {})).claim(node)
