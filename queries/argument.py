"""The argument around a claim: what it rests on, what rests on it, and what attacks them.

It is read from the store a level at a time, and never beyond what was asked for: cycles, claims
that are reached twice and claims that are no longer there do it no harm.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, cast, get_args

from pyoxigraph import NamedNode, Quad

from kg import iris
from kg.errors import UsageError
from kg.model import Dependency, Relation
from kg.rdf_many import claims_from
from kg.rdf_read import Sheet, facts_of
from kg.store import Store
from kg.vocab import AIF
from queries.articles import articles
from queries.likeness import did_you_mean, nearest
from queries.listing import Found
from queries.questions import well_formed
from queries.restatements import restatements
from queries.whole import claim_id

if TYPE_CHECKING:
    import networkx as nx

Way = Literal["down", "up", "both"]
End = Literal["conclusion", "premise"]

RELATIONS: tuple[Relation, ...] = get_args(Relation)
SUPPORT: tuple[Relation, ...] = tuple(relation for relation in RELATIONS if relation != "attacked_by")
"""Every relation by which a claim rests on another."""
MOST = 1000
"""Claims of an argument, unless more are asked for."""
LINKS: Mapping[End, NamedNode] = {"conclusion": AIF.Conclusion, "premise": AIF.Premise}
ENDS: Mapping[str, Mapping[End, int]] = {
    "down": {"conclusion": 1},
    "up": {"premise": -1},
    "both": {"premise": -1, "conclusion": 1},
}
"""By which ends of its steps a claim is looked for on each way, and the sign of the depth on that side."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Argument:
    """Claims and the steps between them.

    `roots` are the claims that were asked about, the first by name, the others because they say the same. `depth` is
    how many steps a claim is away from them: down to premises positive, up to conclusions negative. `claims` lacks
    those that the store no longer has. `cut` tells that there were more claims than were asked for.
    """

    roots: tuple[str, ...]
    depth: Mapping[str, int]
    steps: tuple[Dependency, ...]
    claims: Mapping[str, Found]
    way: Way = "down"
    cut: bool = False

    def graph(self) -> nx.DiGraph[str]:
        """A graph whose edges lead from conclusion to premise, each with the relations between the two as `relations`.

        >>> step = Dependency(conclusion="a", premise="b", relation="supported_by")
        >>> Argument(roots=("a",), depth={"a": 0, "b": 1}, steps=(step,), claims={}).graph().edges
        OutEdgeView([('a', 'b')])
        """
        import networkx as nx  # noqa: PLC0415 - slow to import

        graph: nx.DiGraph[str] = nx.DiGraph()
        for id, depth in self.depth.items():
            graph.add_node(id, depth=depth)
        for step in self.steps:
            before = graph.get_edge_data(step.conclusion, step.premise, {}).get("relations", ())
            graph.add_edge(step.conclusion, step.premise, relations=(*before, step.relation))
        return graph


@dataclass(frozen=True, slots=True, kw_only=True)
class Reach:
    """How far an argument goes: which way, how many steps, over which relations (all when none is named).

    `way` is down to premises, up to conclusions, or both. `most` bounds the claims on each of the two sides; None does
    not. UsageError for a way or a relation that is none and for a bound below nothing.

    >>> Reach(relations=("suported_by",))
    Traceback (most recent call last):
    kg.errors.UsageError: no relation is called 'suported_by'; did you mean supported_by or caused_by?
    """

    way: Way = "down"
    depth: int | None = None
    relations: tuple[Relation, ...] = ()
    most: int | None = MOST

    def __post_init__(self) -> None:
        """UsageError for what is none."""
        if self.way not in ENDS:
            raise UsageError(f"{self.way!r} is no way to go; there are {', '.join(ENDS)}")
        if self.depth is not None and self.depth < 0:
            raise UsageError(f"a depth is 0 or more, not {self.depth}")
        if self.most is not None and self.most < 1:
            raise UsageError(f"an argument has at least one claim, not {self.most}")
        for name in self.relations:
            if name not in RELATIONS:
                hint = did_you_mean(nearest(name, RELATIONS), f"there are {', '.join(RELATIONS)}")
                raise UsageError(f"no relation is called {name!r}; {hint}")


SUPPORTING = Reach(relations=SUPPORT, most=None)
"""All that a claim rests on."""


@dataclass(frozen=True, slots=True)
class Walk:
    """Claims by the steps that lead to them, these steps, and whether there were more claims than wanted."""

    depth: dict[str, int]
    steps: list[Dependency]
    cut: bool


def trace(store: Store, claim: str, reach: Reach | None = None, *, restated: bool = False) -> Argument:
    """The argument around the claim whose id is, or alone starts with, `claim`.

    With `restated` the claims that say the same, here or in other articles, are asked about too. UsageError for a claim
    that the store does not have.

    >>> with Store.memory() as store:
    ...     trace(store, "3fa81c22")
    Traceback (most recent call last):
    kg.errors.UsageError: the store has no claim '3fa81c22'; `kg claims` lists those it has
    """
    reach = reach or Reach()
    root = claim_id(store, well_formed(claim))
    every = (root, *(found.claim.id for found in restatements(store, root))) if restated else (root,)
    roots = every[: reach.most]
    walks = [(sign, walk(store, roots, end, reach)) for end, sign in ENDS[reach.way].items()]
    depth = {id: sign * steps for sign, one in walks for id, steps in one.depth.items()}
    return Argument(
        roots=roots,
        depth=depth,
        steps=tuple(dict.fromkeys(step for _, one in walks for step in one.steps)),
        claims=read(store, depth),
        way=reach.way,
        cut=len(roots) < len(every) or any(one.cut for _, one in walks),
    )


def walk(store: Store, starts: Sequence[str], end: End, reach: Reach = SUPPORTING) -> Walk:
    """All that is reached from `starts` by steps of which they are the `end`, breadth first."""
    found, steps, cut = dict.fromkeys(starts, 0), list[Dependency](), False
    level, done = list(found), 0
    while level and (reach.depth is None or done < reach.depth):
        done += 1
        new = _steps(store, end, level, reach.relations)
        far = dict.fromkeys(_other(step, end) for step in new)
        level = [id for id in far if id not in found]
        room = len(level) if reach.most is None else max(0, reach.most - len(found))
        cut, level = cut or len(level) > room, level[:room]
        found |= dict.fromkeys(level, done)
        steps += [step for step in new if _other(step, end) in found]
    return Walk(found, steps, cut)


def _other(step: Dependency, end: End) -> str:
    return step.premise if end == "conclusion" else step.conclusion


def _steps(store: Store, end: End, ids: Iterable[str], relations: Sequence[Relation]) -> list[Dependency]:
    """The steps of reasoning of which `ids` are the `end`, in order, each once."""
    found = dict.fromkeys(
        _read_step(store, quad) for id in ids for quad in store.quads(None, LINKS[end], iris.claim(id))
    )
    wanted = (step for step in found if not relations or step.relation in relations)
    return sorted(wanted, key=lambda step: (step.conclusion, step.premise, step.relation, step.cue or ""))


def _read_step(store: Store, quad: Quad) -> Dependency:
    node, article = cast(NamedNode, quad.subject), cast(NamedNode, quad.graph_name)
    return Sheet(iris.id_of(article), lambda part: facts_of(store.quads(part, graph=article))).dependency(node)


def read(store: Store, ids: Iterable[str]) -> dict[str, Found]:
    """The claims with these ids and the heads of their articles; those that are not there are left out."""
    claims = claims_from(store, ids)
    wanted = dict.fromkeys(claim.span.article for claim in claims.values())
    heads = {head.id: head for head in articles(store, wanted)} if claims else {}
    return {id: Found(claim=claim, head=heads[claim.span.article]) for id, claim in claims.items()}
