"""The analysis that the store keeps: whatever happens to articles, it is what working out everything gives."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from functools import cache
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyoxigraph import Literal, NamedNode, Quad, Triple

from kg import iris
from kg.gazetteer import Knowledge
from kg.identity import digest
from kg.rdf import put
from kg.rdf_analysis import against, crowds, made_by, of_article, triples_of, version_of
from kg.shapes import validate_analysis
from kg.store import Store
from kg.vocab import AIF, CG, PROV, RDF, SCHEMA, XSD
from queries import Asked, analysis, contradictions
from queries.analysis import bring_up_to_date, findings, is_current, version
from queries.comparison import sweep
from tests.stances import Told, extraction
from tests.test_comparison_properties import FEW, HEADS, SAYINGS, Saying

knowledge = cache(Knowledge.load)
WORTH: Told = {"entities": ["NVDA"], "metric": "market_cap", "period": "2025", "kind": "prediction"}
LIBRARY: dict[str, dict[str, tuple[str, Told]]] = {
    "lin": {"a1": ("英伟达今年市值只有3万亿美元", {**WORTH, "author": "林一", "numbers": ["3000000000000 USD"]})},
    "hale": {"b1": ("Nvidia ends above $5tn", {**WORTH, "author": "Mo Hale", "numbers": [">= 5000000000000 USD"]})},
    "wu": {"c1": ("輝達年底市值超過5兆美元", {**WORTH, "author": "吳二", "numbers": [">= 5000000000000 USD"]})},
    "far": {"d1": ("Diesel is cheap", {"entities": ["oil"], "metric": "price", "direction": "down"})},
}
Claims = Mapping[str, tuple[str, Told]]


def place(store: Store, article: str, claims: Claims) -> None:
    """The article, with a digest that is its own."""
    made = extraction(article, claims)
    put(store, replace(made, article=replace(made.article, sha256=digest(repr(claims)))), "1")


def library(store: Store) -> Store:
    for article, claims in LIBRARY.items():
        place(store, article, claims)
    return store


def kept(store: Store) -> set[Triple]:
    return {quad.triple for quad in store.quads(graph=iris.ANALYSIS)}


def afresh(store: Store) -> set[Triple]:
    """What working out everything gives."""
    found = findings(store, knowledge())
    return {made_by(version(knowledge())), *(triple for one in found for triple in triples_of(one))}


def edited(store: Store) -> None:
    quote, told = LIBRARY["hale"]["b1"]
    place(store, "hale", {"b1": (quote, {**told, "numbers": ["3000000000000 USD"]})})


def restored(store: Store) -> None:
    store.remove("lin")
    place(store, "lin", LIBRARY["lin"])


def emptied(store: Store) -> None:
    for article in LIBRARY:
        store.remove(article)


CHANGES: dict[str, Callable[[Store], None]] = {
    "nothing": lambda store: None,
    "an article goes": lambda store: store.remove("hale"),
    "one that agrees goes": lambda store: store.remove("wu"),
    "one that has nothing to do with others goes": lambda store: store.remove("far"),
    "all go": emptied,
    "an article is edited": edited,
    "its author is another": lambda store: place(
        store, "wu", {id: (quote, {**told, "author": "Mo Hale"}) for id, (quote, told) in LIBRARY["wu"].items()}
    ),
    "one comes": lambda store: place(
        store, "new", {"e1": ("Nvidia at $3tn", {**WORTH, "numbers": ["3000000000000 USD"]})}
    ),
    "it goes and comes again": restored,
}


@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES)
def test_a_change_leaves_what_working_out_everything_gives(change: Callable[[Store], None]) -> None:
    with Store.memory() as store:
        bring_up_to_date(library(store), knowledge())
        assert len({t.subject for t in kept(store) if t.object in {CG.Conflict, CG.Agreement}}) == 3
        change(store)
        bring_up_to_date(store, knowledge())
        assert is_current(store, knowledge())
        assert kept(store) == afresh(store)
        assert validate_analysis(store) == []


def test_it_is_current_only_for_its_articles_and_its_version(monkeypatch: pytest.MonkeyPatch) -> None:
    with Store.memory() as store:
        assert not is_current(library(store), knowledge())
        first = bring_up_to_date(store, knowledge())
        assert first is not None
        assert (first.whole, first.articles, first.added) == (True, 4, {"collisions": 2, "agreements": 1})
        assert bring_up_to_date(store, knowledge()) is None
        edited(store)
        assert not is_current(store, knowledge())
        second = bring_up_to_date(store, knowledge())
        assert second is not None
        assert (second.whole, second.articles) == (False, 1)
        monkeypatch.setattr(analysis, "version", lambda _: "another")
        assert not is_current(store, knowledge())
        third = bring_up_to_date(store, knowledge())
        assert third is not None
        assert third.whole
        assert version_of(store) == "another"


def test_dropped_it_is_made_again_to_the_byte() -> None:
    with Store.memory() as store:
        bring_up_to_date(library(store), knowledge())
        before = kept(store)
        store.replace_graph(iris.ANALYSIS, [])
        assert not is_current(store, knowledge())
        bring_up_to_date(store, knowledge())
        assert kept(store) == before
        assert all(isinstance(triple.subject, NamedNode) for triple in before)


QUESTIONS = [
    Asked(),
    Asked(entity="NVDA"),
    Asked(entity="oil"),
    Asked(article="lin"),
    Asked(kind="numeric"),
    Asked(kind="rank"),
    Asked(strength="contradiction"),
    Asked(strength="tension", entity="NVDA"),
]


@pytest.mark.parametrize("asked", QUESTIONS, ids=repr)
def test_what_is_kept_answers_as_what_is_worked_out(asked: Asked) -> None:
    with Store.memory() as store:
        worked_out = contradictions(library(store), knowledge(), asked)
        bring_up_to_date(store, knowledge())
        assert contradictions(store, knowledge(), asked) == worked_out


NARROW = sweep.Bounds(pairs=1, near=2)
ARTICLES = st.lists(st.tuples(st.integers(0, 3), HEADS, st.lists(SAYINGS, min_size=1, max_size=6)), max_size=6)


@FEW
@given(ARTICLES, st.sets(st.integers(0, 3)), st.booleans())
def test_any_order_of_changes_gives_the_same(
    steps: list[tuple[int, dict[str, Any], list[Saying]]], gone: set[int], crowded: bool
) -> None:
    bounds = NARROW if crowded else sweep.USUAL
    with pytest.MonkeyPatch.context() as patched, Store.memory() as store:
        patched.setattr(sweep.within, "__defaults__", (bounds,))
        for nth, head, sayings in steps:
            claims = {f"{nth}{at:02}": (quote, {**told, **head}) for at, (quote, told) in enumerate(sayings)}
            place(store, f"article {nth}", claims)
            bring_up_to_date(store, knowledge())
        for nth in sorted(gone):
            store.remove(f"article {nth}")
            bring_up_to_date(store, knowledge())
        bring_up_to_date(store, knowledge())
        assert kept(store) == afresh(store)
        assert validate_analysis(store) == []


def test_crowded_topics_are_told_and_worked_out_as_a_whole(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sweep.within, "__defaults__", (NARROW,))
    with Store.memory() as store:
        for nth in range(8):
            numbers = [f"{nth + 1}000000000000 USD"]
            place(store, f"n{nth}", {f"{nth:02}": (f"Nvidia at ${nth + 1}tn", {**WORTH, "numbers": numbers})})
        bring_up_to_date(store, knowledge())
        (before,) = crowds(store)
        assert (before.subject, before.metric) == ("NVDA", "market_cap")
        store.remove("n3")
        bring_up_to_date(store, knowledge())
        assert [0 < one.beyond < before.beyond for one in crowds(store)] == [True]
        assert kept(store) == afresh(store)


A = Literal("a")
ELSEWHERE = NamedNode("https://example.org/elsewhere")
SPOILT: dict[str, tuple[NamedNode, NamedNode, list[NamedNode | Literal], str]] = {
    "one side": (CG.Conflict, CG.first, [], "one claim that was said first"),
    "no other side": (CG.Conflict, CG.against, [], "one claim that was said against"),
    "no kind": (CG.Conflict, CG.collision, [A], "the kind of a conflict"),
    "no strength": (CG.Conflict, CG.strength, [A], "the strength of a conflict"),
    "a minus folded": (CG.Conflict, CG.folded, [Literal("-1", datatype=XSD.integer)], "how many more"),
    "no reasons": (CG.Conflict, CG.reasons, [], "its reasons"),
    "reasons in words": (CG.Conflict, CG.reasons, [A], "its reasons"),
    "of no article": (CG.Conflict, PROV.wasDerivedFrom, [], "one article or two"),
    "of an article that is not there": (CG.Conflict, PROV.wasDerivedFrom, [ELSEWHERE], "the store has no"),
    "against a claim that is not there": (CG.Conflict, CG.against, [ELSEWHERE], "the store has no"),
    "about nothing": (CG.Agreement, CG.subject, [], "one subject"),
    "of no metric": (CG.Agreement, CG.metric, [], "one metric"),
    "one voice": (CG.Agreement, CG.voice, [ELSEWHERE], "two voices or more"),
    "nobody independent": (CG.Agreement, CG.independent, [Literal("0", datatype=XSD.integer)], "one or more"),
    "agreement without reasons": (CG.Agreement, CG.reasons, [], "which voice depends on which"),
    "reading of nothing": (PROV.Entity, PROV.wasDerivedFrom, [], "a reading is of one article"),
    "reading without digest": (PROV.Entity, SCHEMA.identifier, [], "a reading has one digest"),
}


@pytest.mark.parametrize(("kind", "predicate", "values", "said"), SPOILT.values(), ids=SPOILT)
def test_what_is_wrong_with_it_is_told(
    kind: NamedNode, predicate: NamedNode, values: list[NamedNode | Literal], said: str
) -> None:
    with Store.memory() as store:
        bring_up_to_date(library(store), knowledge())
        triples = kept(store)
        node = min((t.subject for t in triples if (t.predicate, t.object) == (RDF.type, kind)), key=str)
        spoilt = [t for t in triples if (t.subject, t.predicate) != (node, predicate)]
        store.replace_graph(iris.ANALYSIS, [*spoilt, *(Triple(node, predicate, value) for value in values)])
        found = validate_analysis(store)
        assert any(said in problem.text for problem in found), found
        assert {problem.file for problem in found} == {"analysis"}


def test_its_nodes_are_conflicts_of_the_argument_interchange_format() -> None:
    with Store.memory() as store:
        bring_up_to_date(library(store), knowledge())
        conflicts = {quad.subject for quad in store.quads(None, RDF.type, CG.Conflict)}
        assert conflicts == {quad.subject for quad in store.quads(None, RDF.type, AIF["CA-node"])}
        sides: list[Quad] = [*against(store, "a1"), *of_article(store, "lin")]
        assert {quad.subject for quad in sides} >= conflicts
