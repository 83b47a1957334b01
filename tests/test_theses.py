"""Theses: how texts mark them, who says the same, which premises carry them and what falls without each."""

from __future__ import annotations

import json
import tomllib
from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.errors import UsageError
from kg.gazetteer import Knowledge
from kg.model import Article, Claim, Dependency, Extraction, Period, Quantity, Span
from kg.rdf import put
from kg.store import Store
from queries import Bearing, Thesis, frames, loadbearing, plain, restatements, theses
from queries.articles import Head
from queries.listing import Found
from queries.loadbearing import conclusions, lost
from queries.prominence import marks
from queries.restatements import same_claim, saying_the_same
from queries.sayings import Sayings
from queries.theses import resting, supporting
from tests import books
from tests.arguments import article, step
from tests.surface import Kg, folder, kg, packaged, shelf  # noqa: F401 - fixtures
from tests.tables import cases, table

FOLDER = Path(__file__).parent / "cases"
SAME = tomllib.loads((FOLDER / "restatements.toml").read_text(encoding="utf-8"))["case"]
MARKED = table("prominence")
WORD = Span.of("x" * 100, 0, 1, "here")


# Who says the same


def said(id: str, told: dict[str, Any]) -> Claim:
    value, years = told.get("value"), told.get("years")
    span = replace(WORD, article=told.get("article", "here"))
    return Claim(
        id=id,
        span=span,
        kind=told.get("kind", "prediction"),
        entities=(told.get("subject", "NVDA"),),
        metric=told.get("metric", "revenue") or None,
        direction=told.get("direction", "up"),
        polarity=told.get("polarity", "affirmed"),
        modality=told.get("modality", "certain"),
        quantities=(_quantity(*value),) if value else (),
        period=Period(span=span, start=_first(years[0]), end=_first(years[1]), grain="year") if years else None,
    )


def _quantity(low: str, high: str, unit: str, basis: str | None = None) -> Quantity:
    ends = (Decimal(end) if end else None for end in (low, high))
    return Quantity(span=WORD, low=next(ends), high=next(ends), unit=unit, basis=basis)


def _first(year: int) -> date | None:
    return date(year, 1, 1) if year else None


def test_every_case_is_there() -> None:
    assert len(SAME) == len({case["name"] for case in SAME}) == 31
    assert len(MARKED) == 13


@pytest.mark.parametrize("case", SAME, ids=[case["name"] for case in SAME])
def test_who_says_the_same(case: dict[str, Any]) -> None:
    one, other = said("a", case["one"]), said("b", case["other"])
    assert same_claim(one, other) is same_claim(other, one) is case["same"]


@pytest.mark.parametrize(("lang", "case"), cases(MARKED))
def test_marks(lang: str, case: dict[str, Any]) -> None:
    before, rest = case[lang].split("⟦")
    quote, after = rest.split("⟧")
    text = before + quote + after
    source = Article(id="a", text=text, sha256="0", lang="en", title=case.get("title", {}).get(lang))
    assert list(marks(source, Span.of(text, len(before), len(before) + len(quote), "a"))) == case["marks"]


# A small library

NOTE = """# Power is the limit

We believe Nvidia's revenue reaches $300 billion. Orders are long. Supply is sold out.
"""
POST = "Nvidia will sell for $300 billion, I think. Chips were scarce. Prices rose.\n"


def note() -> Extraction:
    source = books.article("note", NOTE, author="Ada", published=date(2025, 1, 1))
    billions = {"metric": "revenue", "kind": "prediction"}
    amount = books.amount(source, "$300 billion", "300E9", "300E9", "USD")
    limit = books.says(source, "Power is the limit", kind="opinion")
    revenue = books.says(source, "Nvidia's revenue reaches $300 billion", "NVDA", quantities=(amount,), **billions)
    orders, supply = books.says(source, "Orders are long", "NVDA"), books.says(source, "Supply is sold out", "NVDA")
    links = ((revenue, orders), (orders, supply))
    steps = tuple(Dependency(conclusion=a.id, premise=b.id, relation="supported_by") for a, b in links)
    return books.extraction(source, limit, revenue, orders, supply, dependencies=steps)


def post() -> Extraction:
    source = books.article("post", POST, author="Ben", published=date(2025, 2, 1))
    amount = books.amount(source, "$300 billion", "300E9", "300E9", "USD")
    revenue = books.says(
        source, "Nvidia will sell for $300 billion", "NVDA", kind="prediction", metric="revenue", quantities=(amount,)
    )
    scarce, prices = books.says(source, "Chips were scarce", "NVDA"), books.says(source, "Prices rose", "NVDA")
    against = Dependency(conclusion=revenue.id, premise=prices.id, relation="attacked_by", explicit=True)
    why = Dependency(conclusion=revenue.id, premise=scarce.id, relation="caused_by")
    return books.extraction(source, revenue, scarce, prices, dependencies=(why, against))


@pytest.fixture(scope="module")
def knowledge() -> Knowledge:
    return packaged()


@pytest.fixture(scope="module")
def library() -> Iterator[Store]:
    with Store.memory() as store:
        for one in (note(), post()):
            put(store, one, "1")
        yield store


def quotes(found: Iterable[Thesis]) -> list[str]:
    return [one.found.claim.span.quote for one in found]


REVENUE, LIMIT, SOLD = (
    "Nvidia's revenue reaches $300 billion",
    "Power is the limit",
    "Nvidia will sell for $300 billion",
)


def test_theses_with_those_who_say_the_same(library: Store, knowledge: Knowledge) -> None:
    first, second = theses(library, knowledge)
    assert quotes([first, second]) == [REVENUE, LIMIT]
    assert first.marks == ("avowed",)
    assert [(one.who, str(one.head.published), one.claim.span.quote) for one in first.restated] == [
        ("Ben", "2025-02-01", SOLD)
    ]
    words = {claim.id: claim.span.quote for one in (note(), post()) for claim in one.claims}
    assert {words[id] for id in first.premises} == {"Orders are long", "Supply is sold out", "Chips were scarce"}
    assert first.direct == 2
    assert second.marks == ("heading",)
    assert second.premises == ()


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ({}, [REVENUE, LIMIT]),
        ({"limit": 1}, [REVENUE]),
        ({"entity": "輝達"}, [REVENUE]),
        ({"entity": "waymo"}, []),
        ({"article": "post"}, [SOLD]),
        ({"article": "note", "entity": "NVDA"}, [REVENUE]),
    ],
)
def test_some_theses(library: Store, knowledge: Knowledge, asked: dict[str, Any], found: list[str]) -> None:
    assert quotes(theses(library, knowledge, **asked)) == found


@pytest.mark.parametrize("ask", [theses, loadbearing])
@pytest.mark.parametrize(
    ("asked", "says"),
    [
        ({"entity": "nvdia"}, "no entity is called 'nvdia'; did you mean NVDA"),
        ({"article": "nte"}, "the store has no article 'nte'; did you mean note?"),
    ],
)
def test_wrong_names_are_told(library: Store, knowledge: Knowledge, ask: Any, asked: dict[str, Any], says: str) -> None:
    with pytest.raises(UsageError) as told:
        ask(library, knowledge, **asked)
    assert says in str(told.value)


def test_restatements_of_one_claim(library: Store) -> None:
    revenue, orders = note().claims[1], note().claims[2]
    assert [one.claim.id for one in restatements(library, revenue.id)] == [post().claims[0].id]
    assert restatements(library, orders.id) == restatements(library, "absent") == ()


measures = st.builds(
    _quantity,
    st.integers(90, 110).map(str),
    st.integers(110, 125).map(str),
    st.sampled_from(["USD", "%"]),
    st.sampled_from([None, "by", "from"]),
)
sayings = st.lists(
    st.builds(
        lambda told, number: replace(said("", told), quantities=(number,) if number else ()),
        st.fixed_dictionaries(
            {
                "kind": st.sampled_from(["prediction", "assertion"]),
                "direction": st.sampled_from(["up", "down", "none"]),
                "modality": st.sampled_from(["certain", "conditional"]),
                "article": st.sampled_from(["here", "there"]),
                "years": st.none() | st.sampled_from([[2025, 2026], [2025, 2030], [2029, 2030]]),
            }
        ),
        st.none() | measures,
    ),
    max_size=14,
)


@settings(max_examples=150, deadline=None)
@given(sayings)
def test_who_says_the_same_is_found_without_comparing_all(claims: list[Claim]) -> None:
    head = Head(id="here", title=None, author=None, publisher=None, published=None, lang="en", url=None, path=None)
    found = [Found(claim=replace(claim, id=str(nth)), head=head) for nth, claim in enumerate(claims)]
    for one in found:
        same = list[Found]()
        for other in found:
            everyone = (one.claim, *(each.claim for each in same))
            if other is not one and all(same_claim(each, other.claim) for each in everyone):
                same.append(other)
        assert saying_the_same(one.claim, found) == saying_the_same(one.claim, Sayings(found).near(one.claim)) == same


# What carries them


def test_premises_with_what_they_carry(library: Store, knowledge: Knowledge) -> None:
    found = loadbearing(library, knowledge)
    assert [(one.found.claim.span.quote, quotes(one.carries), quotes(one.falls)) for one in found] == [
        ("Orders are long", [REVENUE], []),
        ("Supply is sold out", [REVENUE], []),
        ("Chips were scarce", [REVENUE], []),
    ]
    alone = loadbearing(library, knowledge, article="note", limit=1)
    assert [quotes(one.carries) for one in alone] == [[REVENUE]]


FALLS = [
    ("a chain falls", ["a<b", "b<c"], "c", "abc"),
    ("one of two premises", ["a<b", "a<c"], "c", "c"),
    ("two that rest on the same", ["a<b", "a<c", "b<d", "c<d"], "d", "abcd"),
    ("one that also stands by itself", ["a<b", "a<c", "b<d"], "d", "bd"),
    ("nothing rests on it", ["a<b"], "a", "a"),
    ("a cycle", ["a<b", "b<a"], "a", "ab"),
    ("an attack carries nothing", ["a<b", "a!c"], "c", "c"),
]


@pytest.mark.parametrize(("steps", "taken", "fallen"), [case[1:] for case in FALLS], ids=[case[0] for case in FALLS])
def test_what_falls(steps: list[str], taken: str, fallen: str) -> None:
    premises = supporting(map(step, steps))
    assert "".join(sorted(lost(taken, premises, conclusions(premises)))) == fallen


letters = st.sampled_from("abcdefg")


@settings(max_examples=200, deadline=None)
@given(st.sets(st.tuples(letters, letters), max_size=14), letters)
def test_what_falls_is_the_least_that_can(pairs: set[tuple[str, str]], taken: str) -> None:
    premises = supporting(Dependency(conclusion=a, premise=b, relation="caused_by") for a, b in sorted(pairs))
    gone = {taken}
    while new := {one for one, under in premises.items() if one not in gone and gone.issuperset(under)}:
        gone |= new
    assert lost(taken, premises, conclusions(premises)) == gone
    reached = set(resting(premises, [taken]))
    assert taken not in reached
    assert all(any(one in premises.get(near, ()) for near in {*reached, taken}) for one in reached)


def test_a_thesis_falls_with_its_only_premise(knowledge: Knowledge) -> None:
    with Store.memory() as store:
        put(store, article("one", "abcd", map(step, ["a<c", "b<c", "b<d"])), "1")
        found: list[Bearing] = loadbearing(store, knowledge)
    assert [(one.found.claim.id, quotes(one.carries), quotes(one.falls)) for one in found] == [
        ("c", ["b holds", "a holds"], ["a holds"]),
        ("d", ["b holds"], []),
    ]


# Shapes


def test_frames_and_plain_values(library: Store, knowledge: Knowledge) -> None:
    told, carried = theses(library, knowledge), loadbearing(library, knowledge)
    frame = frames.theses_frame(told)
    assert frame.quote.tolist() == [REVENUE, LIMIT]
    assert frame.transitive.tolist() == [3, 0]
    assert list(frame.columns) == list(plain.THESIS_COLUMNS)
    bearing = frames.loadbearing_frame(carried)
    assert bearing.carries.tolist() == [1, 1, 1]
    assert bearing.carried.tolist() == [[told[0].found.claim.id]] * 3
    assert json.loads(json.dumps(plain.thesis(told[0])))["restated"][0]["author"] == "Ben"


def test_the_commands(shelf: Kg) -> None:  # noqa: F811
    cap, orders, _ = books.year_ahead().claims
    told = json.loads(shelf("theses", "--entity", "NVDA", "--format", "json").stdout)
    assert [one["id"] for one in told] == [cap.id]
    assert told[0]["premises"] == [orders.id]
    assert shelf("theses").stdout.splitlines()[0].split()[:4] == ["weight", "marks", "premises", "source"]
    assert shelf("theses", "--format", "csv").stdout.startswith("weight,marks,direct,transitive,restated,claim")
    shown = shelf("loadbearing").stdout.splitlines()
    assert shown[1].split()[:2] == ["1", "1"]
    assert shown[3] == f"without {orders.id[:8]} falls"
    assert cap.span.quote in shown[4]
    carried = json.loads(shelf("loadbearing", "--format", "jsonl").stdout)
    assert (carried["id"], carried["carries"], carried["falls"]) == (orders.id, [cap.id], [cap.id])
    assert shelf("loadbearing", "--format", "csv").stdout.startswith("carries,falls,carried,fallen,claim")


@pytest.mark.parametrize("name", ["theses", "loadbearing"])
def test_the_commands_say_what_is_wrong(shelf: Kg, name: str) -> None:  # noqa: F811
    wrong = shelf(name, "--entity", "nvdia")
    assert (wrong.exit_code, wrong.stdout) == (2, "")
    assert "did you mean NVDA" in wrong.stderr
    empty = shelf(name, "--article", "note")
    assert (empty.exit_code, empty.stdout) == (0, "")
    assert empty.stderr.startswith("kg: ")
