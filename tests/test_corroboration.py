"""Who says the same, and who only says it after another: claims side by side in three scripts, and `kg agreements`."""

from __future__ import annotations

import csv
import io
import json
from datetime import date
from itertools import product
from typing import Any

import pytest

from kg.gazetteer import Knowledge
from kg.rdf import put
from kg.store import Store
from queries.analysis import bring_up_to_date
from queries.corroboration import Ties, agrees
from tests.stances import Told, extraction, stance
from tests.surface import Kg, kg

__all__ = ["kg"]

WORTH: Told = {"entities": ["NVDA"], "metric": "market_cap", "period": "2026", "direction": "up", "kind": "prediction"}
FIVE, SIX = {"numbers": ["5000000000000 USD"]}, {"numbers": ["6000000000000 USD"]}
SCARCE: Told = {"entities": ["compute"], "metric": "supply", "direction": "down", "period": "2026"}
FIVE_TOLD = ("英伟达2026年市值会到5万亿美元", "輝達2026年市值將達5兆美元", "Nvidia will be worth $5tn in 2026")
SCARCE_TOLD = ("2026年算力仍然紧缺", "2026年算力依舊吃緊", "Compute stays short in 2026")

CASES: list[tuple[str, tuple[str, ...], Told, Told, bool]] = [
    ("one number", FIVE_TOLD, {**WORTH, **FIVE}, {**WORTH, **FIVE}, True),
    ("nearly one number", FIVE_TOLD, {**WORTH, **FIVE}, {**WORTH, "numbers": ["5100000000000 USD"]}, True),
    ("one way", SCARCE_TOLD, SCARCE, SCARCE, True),
    ("another number", FIVE_TOLD, {**WORTH, **FIVE}, {**WORTH, **SIX}, False),
    ("another year", FIVE_TOLD, {**WORTH, **FIVE}, {**WORTH, **FIVE, "period": "2028"}, False),
    ("another measure", FIVE_TOLD, {**WORTH, **FIVE}, {**WORTH, **FIVE, "metric": "revenue"}, False),
    ("another thing", FIVE_TOLD, {**WORTH, **FIVE}, {**WORTH, **FIVE, "entities": ["AMD"]}, False),
    ("denied", FIVE_TOLD, {**WORTH, **FIVE}, {**WORTH, **FIVE, "polarity": "negated"}, False),
    ("the other way", SCARCE_TOLD, SCARCE, {**SCARCE, "direction": "up"}, False),
    ("told as a fact", FIVE_TOLD, {**WORTH, **FIVE}, {**WORTH, **FIVE, "kind": "assertion"}, False),
]


@pytest.mark.parametrize(("quotes", "left", "right", "same"), [case[1:] for case in CASES], ids=[c[0] for c in CASES])
def test_the_same_is_said_in_whatever_script(quotes: tuple[str, ...], left: Told, right: Told, same: bool) -> None:
    for nth, (one, other) in enumerate(product(quotes, quotes)):
        sides = [
            stance(Knowledge.load(), f"{side}{nth}", quote, {**told, "article": side})
            for side, quote, told in (("a", one, left), ("b", other, right))
        ]
        assert agrees(*sides) == agrees(*reversed(sides)) == same, (one, other)


TEXT = "Nvidia will be worth $5tn in 2026, and nothing will stop it, for every cloud buys all that it can make. " * 3
TIED: list[tuple[str, Told, Told, tuple[str, ...]]] = [
    ("nobody in common", {"author": "林一"}, {"author": "Mo Hale"}, ()),
    ("one author", {"author": "林一"}, {"author": "林一"}, ("author",)),
    ("one of two authors", {"author": "林一、Mo Hale"}, {"author": "Mo Hale"}, ("author",)),
    ("one publisher", {"publisher": "北岸研究"}, {"publisher": "北岸研究"}, ("publisher",)),
    ("one speaker", {"speaker": "Dan Ives"}, {"speaker": "Dan Ives"}, ("speaker",)),
    ("one reports the other", {"author": "Mo Hale"}, {"author": "林一", "speaker": "Mo Hale"}, ("quoted",)),
]


@pytest.mark.parametrize(("left", "right", "ties"), [case[1:] for case in TIED], ids=[case[0] for case in TIED])
def test_who_depends_on_whom_is_told_with_the_reason(left: Told, right: Told, ties: tuple[str, ...]) -> None:
    one = stance(Knowledge.load(), "a1", FIVE_TOLD[0], {**WORTH, **FIVE, **left, "article": "a"})
    other = stance(Knowledge.load(), "b1", FIVE_TOLD[2], {**WORTH, **FIVE, **right, "article": "b"})
    assert Ties(text={"a": "甲", "b": "something else"}.__getitem__)(one, other) == ties


@pytest.mark.parametrize(
    ("text", "tied"), [(TEXT, True), (TEXT + "More of it.", True), ("Something else. " * 20, False)]
)
def test_a_text_that_is_printed_again_is_one_source(text: str, tied: bool) -> None:
    one = stance(Knowledge.load(), "a1", FIVE_TOLD[0], {**WORTH, **FIVE, "article": "a"})
    other = stance(Knowledge.load(), "b1", FIVE_TOLD[2], {**WORTH, **FIVE, "article": "b"})
    assert ("text" in Ties(text={"a": TEXT, "b": text}.__getitem__)(one, other)) == tied


# -- the command -------------------------------------------------------------------------------------------------------


@pytest.fixture
def said(kg: Kg) -> Kg:
    """`kg` with three articles that say the same, two of one publisher, and one that does not."""
    heads: dict[str, Told] = {
        "lin": {"author": "林一", "publisher": "北岸研究", "published": "2025-01-05"},
        "wu": {"author": "吳二", "publisher": "北岸研究", "published": "2025-02-05"},
        "hale": {"author": "Mo Hale", "publisher": "Fjord", "published": "2025-03-05"},
        "kim": {"author": "Ann Kim", "publisher": "Delta", "published": "2025-03-06"},
    }
    quotes = dict(zip(heads, (*FIVE_TOLD, "Nvidia will be worth $6tn in 2026"), strict=True))
    with Store.open(kg.store) as store:
        for nth, (id, head) in enumerate(heads.items()):
            told = {**WORTH, **(SIX if id == "kim" else FIVE), **head}
            put(store, extraction(id, {f"{nth:016x}": (quotes[id], told)}), "1")
        bring_up_to_date(store, Knowledge.load())
    return kg


def listed(kg: Kg, *words: str) -> list[dict[str, Any]]:
    done = kg("agreements", "--format", "json", *words)
    assert done.exit_code == 0, done.stderr
    return list(json.loads(done.stdout))


@pytest.mark.parametrize(
    "words", [(), ("--entity", "輝達"), ("--entity", "英伟达"), ("--entity", "Nvidia"), ("--article", "wu")]
)
def test_what_several_say_is_listed_with_those_who_count(said: Kg, words: tuple[str, ...]) -> None:
    (one,) = listed(said, *words)
    assert (one["independent"], len(one["voices"])) == (2, 3)
    assert [voice["ties"] for voice in one["voices"]] == [[], ["publisher"], []]


def test_it_is_told_as_a_table_and_as_csv(said: Kg) -> None:
    assert "2 of 3" in said("agreements").stdout
    (row, *_) = csv.DictReader(io.StringIO(said("agreements", "--format", "csv").stdout))
    assert row["independent"] == "2"


def test_an_empty_answer_and_wrong_words_are_told(said: Kg) -> None:
    assert listed(said, "--article", "kim") == []
    assert "no two articles" in said("agreements", "--article", "kim").stderr
    assert said("agreements", "--entity", "no such thing").exit_code == 2
    assert said("agreements", "--article", "no such thing").exit_code == 2
    assert date(2025, 1, 5).isoformat() in said("agreements").stdout
