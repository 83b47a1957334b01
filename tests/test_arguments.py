"""What a claim rests on: every shape an argument can have, and the shapes in which it is shown."""

from __future__ import annotations

import io
import json
import tomllib
import xml.etree.ElementTree as ET
from dataclasses import replace
from itertools import pairwise
from pathlib import Path
from typing import Any

import networkx as nx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from api.drawing import graphml, svg
from api.outline import ABOVE, ABSENT, outline
from kg.errors import UsageError
from kg.model import Dependency
from kg.rdf import put
from kg.rdf_many import claims_from
from kg.rdf_read import claim_from
from kg.store import Store
from queries import RELATIONS, Argument, Reach, frames, plain, trace
from tests import books
from tests.arguments import SIGNS, article, library, step
from tests.extractions import ODD
from tests.surface import Kg, folder, kg, shelf  # noqa: F401 - fixtures

CASES = tomllib.loads((Path(__file__).parent / "cases" / "arguments.toml").read_text(encoding="utf-8"))["case"]


def store_of(case: dict[str, Any]) -> Store:
    texts = {"here": case["claims"]} | ({"there": case["elsewhere"]} if "elsewhere" in case else {})
    return library(texts, map(step, case["steps"]))


def traced(case: dict[str, Any]) -> Argument:
    given = {name: case[name] for name in ("way", "most") if name in case}
    reach = Reach(depth=case.get("bound"), relations=tuple(case.get("relations", ())), **given)
    with store_of(case) as store:
        return trace(store, case["from"], reach)


def drawn(argument: Argument) -> list[str]:
    """The tree with the claims by their letters alone."""
    lines = [line.plain.replace(ABSENT, "?") for line in outline(argument)]
    for id in argument.depth:
        lines = [line.replace(f"{id}  prediction  “{id} holds”", id).replace(f"{id}  ?", f"{id}?") for line in lines]
    return [line.replace("_by  ", "_by ").replace("_from  ", "_from ").replace("_on  ", "_on ") for line in lines]


def test_every_case_is_there() -> None:
    assert len(CASES) == len({case["name"] for case in CASES}) == 17


@pytest.mark.parametrize("case", CASES, ids=[case["name"] for case in CASES])
def test_arguments(case: dict[str, Any]) -> None:
    argument = traced(case)
    assert argument.depth == case["depth"]
    assert argument.cut == case.get("cut", False)
    there = set(case["claims"] + case.get("elsewhere", ""))
    assert set(argument.claims) == set(argument.depth) & there
    assert drawn(argument) == case["tree"]


# On any graph

letters = st.sampled_from("abcdefgh")
steps = st.lists(
    st.builds(
        Dependency,
        conclusion=letters,
        premise=letters,
        relation=st.sampled_from(RELATIONS),
        cue=st.sampled_from([None, "so"]),
        explicit=st.booleans(),
    ),
    max_size=16,
)


Closure = tuple[dict[str, int], set[Dependency]]


def closure(given: list[Dependency], root: str, near: str, far: str, reach: Reach) -> Closure:
    """By brute force: go over all steps again and again until nothing is new."""
    depth, used = {root: 0}, set[Dependency]()
    followed = [one for one in given if not reach.relations or one.relation in reach.relations]
    for done in range(len(given) + 1):
        if reach.depth is None or done < reach.depth:
            here = [one for one in followed if depth.get(getattr(one, near)) == done]
            used |= set(here)
            for one in here:
                depth.setdefault(getattr(one, far), done + 1)
    return depth, used


@settings(max_examples=150, deadline=None)
@given(
    given=steps,
    root=letters,
    present=st.sets(letters),
    bound=st.none() | st.integers(0, 4),
    kinds=st.sets(st.sampled_from(RELATIONS)),
)
def test_a_trace_is_the_closure(
    given: list[Dependency], root: str, present: set[str], bound: int | None, kinds: set[Any]
) -> None:
    claims = "".join(sorted(present | {root}))
    reach = Reach(depth=bound, relations=tuple(sorted(kinds)), way="both")
    with library({"one": claims[::2], "two": claims[1::2]}, given) as store:
        argument = trace(store, root, reach)
        alone = [trace(store, root, replace(reach, way=way)) for way in ("down", "up")]
    ends = (("conclusion", "premise"), ("premise", "conclusion"))
    (down, below), (up, above) = (closure(given, root, near, far, reach) for near, far in ends)
    assert (alone[0].depth, set(alone[0].steps)) == (down, below)
    assert (alone[1].depth, set(alone[1].steps)) == ({id: -steps for id, steps in up.items()}, above)
    assert set(argument.steps) == below | above
    assert set(argument.depth) == set(down) | set(up)
    assert set(argument.claims) == set(argument.depth) & set(claims)
    assert sum(ABOVE not in line.plain for line in outline(alone[0])) <= len(below) + 1
    graph = argument.graph()
    assert set(graph.edges) == {(one.conclusion, one.premise) for one in argument.steps}
    assert set(graph) == set(argument.depth)


def test_a_long_chain_is_followed_to_its_end() -> None:
    ids = [chr(0x4E00 + nth) for nth in range(3000)]
    chain = [Dependency(conclusion=a, premise=b, relation="caused_by") for a, b in pairwise(ids)]
    with library({"one": "".join(ids)}, chain) as store:
        argument = trace(store, ids[0], Reach(most=None, depth=1200))
    assert len(argument.steps) == 1200
    assert sum(1 for _ in outline(argument)) == 1201
    assert svg(argument).count("<rect") == 1201


# Bad questions


@pytest.mark.parametrize(
    ("reach", "says"),
    [
        ({"relations": ("suported_by",)}, "no relation is called 'suported_by'; did you mean supported_by"),
        ({"relations": ("support",)}, "no relation is called 'support'; did you mean supported_by?"),
        ({"relations": ("supported_by", "zzz")}, "no relation is called 'zzz'; there are supported_by, attacked_by"),
        ({"relations": ("",)}, "no relation is called ''; there are supported_by"),
        ({"way": "sideways"}, "'sideways' is no way to go; there are down, up, both"),
        ({"depth": -1}, "a depth is 0 or more, not -1"),
        ({"most": 0}, "an argument has at least one claim, not 0"),
    ],
)
def test_a_reach_that_is_none(reach: dict[str, Any], says: str) -> None:
    with pytest.raises(UsageError) as told:
        Reach(**reach)
    assert says in str(told.value)


def test_a_claim_that_is_not_there() -> None:
    with books.fill(Store.memory()) as store:
        id = books.year_ahead().claims[0].id
        other = f"{id[:7]}{'0' if id[7] != '0' else '1'}"
        with pytest.raises(UsageError, match=rf"no claim '{other}'; did you mean {id[:8]}\?"):
            trace(store, other)
        for odd in (*ODD, "zzz", ""):
            with pytest.raises(UsageError):
                trace(store, odd)
        with pytest.raises(UsageError, match="no text in UTF-8"):
            trace(store, "caf\udce9")


# Many claims at once


def test_many_claims_are_read_as_one_by_one() -> None:
    with books.fill(Store.memory()) as store:
        ids = [claim.id for one in books.every() for claim in one.claims]
        many = claims_from(store, [*ids[::-1], "absent"])
        assert list(many) == ids[::-1]
        assert many == {id: claim_from(store, id) for id in ids}
        assert claims_from(store, []) == {}


# Shapes


def odd_argument() -> Argument:
    """An argument whose words have all that XML forbids, and whose premise is gone."""
    words = 'a & b < "c" ]]> \x0b \ufffe 英伟达'
    source = books.article("odd & <id>", words)
    one = books.says(source, words, "NVDA", kind="opinion")
    steps = (Dependency(conclusion=one.id, premise="x<y>", relation="attacked_by", cue='"&"', explicit=True),)
    with Store.memory() as store:
        put(store, books.extraction(source, one, dependencies=steps), "1")
        return trace(store, one.id)


@pytest.mark.parametrize("argument", [odd_argument(), *map(traced, CASES)])
def test_pictures_are_xml_and_need_nothing_from_elsewhere(argument: Argument) -> None:
    text = svg(argument)
    root = ET.fromstring(text)
    inside = "{http://www.w3.org/2000/svg}"
    assert root.tag == f"{inside}svg"
    assert {node.get("id") for node in root.iter(f"{inside}g")} == set(argument.depth)
    assert len([node for node in root.iter(f"{inside}path") if node.get("class") == "arrow"]) == len(argument.steps)
    assert "http" not in text.replace("http://www.w3.org/2000/svg", "")
    assert not {"image", "script", "foreignObject", "use"} & {node.tag.removeprefix(inside) for node in root.iter()}
    sides = ("x", "y", "width", "height")
    boxes = [[float(node.get(name) or 0) for name in sides] for node in root.iter(f"{inside}rect")]
    assert all(x >= 0 and x + w <= float(root.get("width") or 0) for x, _, w, _ in boxes)
    assert all(y >= 0 and y + h <= float(root.get("height") or 0) for _, y, _, h in boxes)
    pairs = ((a, b) for nth, a in enumerate(boxes) for b in boxes[:nth])
    assert [(a, b) for a, b in pairs if abs(a[0] - b[0]) < a[2] and a[1] == b[1]] == []


@pytest.mark.parametrize("argument", [odd_argument(), *map(traced, CASES)])
def test_networks_can_be_read_back(argument: Argument) -> None:
    graph = nx.read_graphml(io.BytesIO(graphml(argument).encode()), force_multigraph=True)
    assert {(a, b, facts["relation"]) for a, b, facts in graph.edges(data=True)} == {
        (one.conclusion, one.premise, one.relation) for one in argument.steps
    }
    assert {id: facts["depth"] for id, facts in graph.nodes(data=True)} == argument.depth


def test_steps_as_a_frame() -> None:
    frame = frames.argument_frame(traced(CASES[-2]))
    assert list(frame.columns) == list(plain.STEP_COLUMNS)
    assert frame.depth.tolist() == [1, 2]
    assert frame.because.tolist() == ["c holds", "d holds"]
    assert frame.article.tolist() == ["here", "there"]


# The command


def test_trace_for_people_and_programs(shelf: Kg) -> None:  # noqa: F811
    cap, orders, _ = books.year_ahead().claims
    shown = shelf("trace", cap.id[:8]).stdout.splitlines()
    assert shown[0].split() == ["depth", "conclusion", "relation", "premise", "said", "because"]
    assert shown[1].split()[:5] == ["1", cap.id[:8], "supported_by", "(因为)", orders.id[:8]]
    tree = shelf("trace", orders.id, "--up", "--format", "tree").stdout.splitlines()
    assert tree[1] == "bears"
    assert tree[2].startswith(
        f"└─ supported_by (因为)  {cap.id[:8]}  prediction  NVDA market_cap ↑  > 5T USD  2025  “英伟达的市值"
    )
    told = json.loads(shelf("trace", cap.id, "--both", "--format", "json").stdout)
    assert [(one["depth"], one["claim"]["quote"]) for one in told["claims"]] == [
        (0, cap.span.quote),
        (1, orders.span.quote),
    ]
    assert told["dependencies"][0]["cue"] == "因为"
    assert "graphml" in shelf("trace", cap.id, "--format", "graphml").stdout
    assert ET.fromstring(shelf("trace", cap.id, "--format", "svg").stdout).tag.endswith("svg")


def test_trace_says_what_is_wrong(shelf: Kg) -> None:  # noqa: F811
    cap = books.year_ahead().claims[0].id
    wrong = shelf("trace", cap, "--relation", "suported_by")
    assert (wrong.exit_code, wrong.stdout) == (2, "")
    assert "did you mean supported_by" in wrong.stderr
    assert shelf("trace", "zzz").exit_code == 2
    assert shelf("trace", cap, "--depth", "-1").exit_code == 2
    assert "more than 1 claims" in shelf("trace", cap, "--limit", "1").stderr
    alone = shelf("trace", books.note().claims[0].id)
    assert (alone.exit_code, alone.stdout) == (0, "")
    assert "nothing is known to hang together with it" in alone.stderr


def test_the_signs_of_the_cases_are_relations() -> None:
    assert set(SIGNS.values()) <= set(RELATIONS)
    assert article("a", "xy", ()).claims[1].span.quote == "y holds"
