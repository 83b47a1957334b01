"""`kg contradictions` and `kg why` as a user meets them: formats, both languages, filters, and what is wrong use."""

from __future__ import annotations

import csv
import io
import json
from datetime import date
from pathlib import Path

import pytest

from ingest.pipeline import Reader
from kg.gazetteer import Knowledge
from kg.model import Article, Lang
from kg.rdf import put
from kg.rdf_analysis import crowds
from kg.store import Store
from queries.analysis import bring_up_to_date
from queries.comparison import sweep
from queries.comparison.table import Table
from queries.contradictions import KINDS, STRENGTHS
from tests.stances import Told, extraction
from tests.surface import Kg, kg

__all__ = ["kg"]

WORTH: Told = {"entities": ["NVDA"], "metric": "market_cap", "period": "2025", "kind": "prediction"}
SUPPLY: Told = {"entities": ["hbm"], "metric": "supply", "period": "2025"}
LIN = {"author": "林一", "published": "2025-01-05"}
HALE = {"author": "Mo Hale", "published": "2025-02-01"}
AGAIN = {"author": "林一", "published": "2025-03-03"}
ARTICLES: dict[str, dict[str, tuple[str, Told]]] = {
    "lin": {
        "a1" + 14 * "0": ("英伟达今年市值只有3万亿美元", {**WORTH, **LIN, "numbers": ["3000000000000 USD"]}),
        "a2" + 14 * "0": ("高带宽内存全年供应紧张", {**SUPPLY, **LIN, "direction": "down"}),
    },
    "hale": {
        "b1" + 14 * "0": ("Nvidia ends the year above $5tn", {**WORTH, **HALE, "numbers": [">= 5000000000000 USD"]}),
        "b2" + 14 * "0": ("Nvidia is worth $5.5tn by then", {**WORTH, **HALE, "numbers": ["5500000000000 USD"]}),
        "b3" + 14 * "0": (
            "HBM may be plentiful all year",
            {**SUPPLY, **HALE, "direction": "up", "modality": "possible"},
        ),
    },
    "again": {
        "c1" + 14 * "0": ("英伟达年内市值会到5.5万亿美元", {**WORTH, **AGAIN, "numbers": ["5500000000000 USD"]}),
    },
}
FOUND = [
    ("contradiction", "numeric", "a1", "b1", 1),
    ("tension", "direction", "a2", "b3", 0),
    ("revision", "numeric", "a1", "c1", 0),
]
"""What collides: how, which claims, and how many more between the same articles."""


@pytest.fixture
def quarrel(kg: Kg) -> Kg:
    """`kg` with three articles that disagree."""
    with Store.open(kg.store) as store:
        for id, claims in ARTICLES.items():
            put(store, extraction(id, claims), "1")
    return kg


def asked(kg: Kg, *args: str) -> list[tuple[str, str, str, str, int]]:
    result = kg("contradictions", "--format", "json", *args)
    assert result.exit_code == 0, result.stderr
    return [
        (one["strength"], one["kind"], one["left"]["id"][:2], one["right"]["id"][:2], one["folded"])
        for one in json.loads(result.stdout)
    ]


@pytest.mark.parametrize(
    ("args", "places"),
    [
        ((), (0, 1, 2)),
        (("--entity", "NVDA"), (0, 2)),
        (("--entity", "輝達"), (0, 2)),
        (("--entity", "英伟达", "--strength", "revision"), (2,)),
        (("--entity", "HBM"), (1,)),
        (("--entity", "AMD"), ()),
        (("--article", "hale"), (0, 1)),
        (("--article", "again"), (2,)),
        (("--article", "again", "--entity", "HBM"), ()),
        (("--kind", "numeric"), (0, 2)),
        (("--kind", "rank"), ()),
        (("--strength", "tension"), (1,)),
        (("--kind", "direction", "--strength", "contradiction"), ()),
        (("--limit", "1"), (0,)),
        (("--lang", "zh"), (0, 1, 2)),
    ],
    ids=lambda one: " ".join(map(str, one)),
)
def test_what_is_asked_for_is_listed(quarrel: Kg, args: tuple[str, ...], places: tuple[int, ...]) -> None:
    assert asked(quarrel, *args) == [FOUND[place] for place in places]


def test_the_strongest_come_first_and_then_the_earliest(kg: Kg) -> None:
    days = {"z": "2025-01-02", "y": "2025-01-09", "x": "2025-01-16", "w": "2025-01-23"}
    with Store.open(kg.store) as store:
        for nth, (id, day) in enumerate(days.items(), 1):
            worth = {**WORTH, "published": day, "numbers": [f"{nth}000000000000 USD"]}
            put(store, extraction(id, {f"{nth:016x}": (f"Nvidia is worth ${nth}tn", worth)}), "1")
    found = json.loads(kg("contradictions", "--format", "json").stdout)
    said = [(one["left"]["article"], one["right"]["article"]) for one in found]
    assert said == [("z", "y"), ("z", "x"), ("z", "w"), ("y", "x"), ("y", "w"), ("x", "w")]


def test_what_was_not_compared_is_told_of(kg: Kg, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sweep.within, "__defaults__", (sweep.Bounds(pairs=1, near=2),))
    with Store.open(kg.store) as store:
        for nth in range(1, 9):
            worth = {**WORTH, "numbers": [f"{nth}000000000000 USD"]}
            put(store, extraction(f"n{nth}", {f"{nth:016x}": (f"Nvidia is worth ${nth}tn", worth)}), "1")
        bring_up_to_date(store, Knowledge.load())
        (crowd,) = crowds(store)
    assert f" {crowd.beyond} pairs of claims were not compared" in kg("contradictions").stderr


def test_every_format_tells_the_same(quarrel: Kg) -> None:
    whole = json.loads(quarrel("contradictions", "--format", "json").stdout)
    lines = quarrel("contradictions", "--format", "jsonl").stdout.splitlines()
    assert [json.loads(line) for line in lines] == whole
    rows = list(csv.DictReader(io.StringIO(quarrel("contradictions", "--format", "csv").stdout)))
    assert [(row["strength"], row["kind"], row["left"], row["right"], int(row["folded"])) for row in rows] == [
        (one["strength"], one["kind"], one["left"]["id"], one["right"]["id"], one["folded"]) for one in whole
    ]
    assert [row["said"] for row in rows] == [one["left"]["quote"] for one in whole]
    assert [row["why"] for row in rows] == [one["told"]["en"] for one in whole]
    table = quarrel("contradictions").stdout
    assert all(one["kind"] in table and one["strength"] in table for one in whole)


def test_a_finding_carries_its_claims_and_its_tests(quarrel: Kg) -> None:
    first = json.loads(quarrel("contradictions", "--format", "json").stdout)[0]
    for side, article in (("left", "lin"), ("right", "hale")):
        claim = first[side]
        assert claim["article"] == article
        assert claim["end"] - claim["start"] == len(claim["quote"])
    effects = {one["test"]: one["effect"] for one in first["reasons"]}
    assert list(effects) == list(Table.load().tests)
    assert [test for test, effect in effects.items() if effect == "collides"] == ["quantity"]
    assert first["told"]["en"].startswith("Contradiction: their numbers have no value in common")
    assert first["told"]["zh"].startswith("矛盾：数值没有交集")


def test_the_table_speaks_chinese(quarrel: Kg) -> None:
    english, chinese = quarrel("contradictions").stdout, quarrel("contradictions", "--lang", "zh").stdout
    assert "数值没有交集" in "".join(chinese.split())
    assert "数值没有交集" not in "".join(english.split())


def test_more_than_the_limit_is_told_of(quarrel: Kg) -> None:
    assert "there are 2 more" in quarrel("contradictions", "--limit", "1").stderr
    assert quarrel("contradictions", "--limit", "3").stderr == ""


def test_a_store_without_collisions_says_so(kg: Kg) -> None:
    with Store.open(kg.store) as store:
        put(store, extraction("lin", ARTICLES["lin"]), "1")
    result = kg("contradictions")
    assert (result.exit_code, result.stdout) == (0, "")
    assert "nothing collides there" in result.stderr
    assert kg("contradictions", "--format", "json").stdout.strip() == "[]"
    assert kg("contradictions", "--format", "jsonl").stdout == ""
    assert kg("contradictions", "--format", "csv").stdout.count("\n") == 1


# --- why


@pytest.mark.parametrize(
    ("left", "right", "english", "chinese"),
    [
        ("a1", "b1", "Contradiction: their numbers have no value in common", "矛盾：数值没有交集"),
        ("b1", "a1", "Contradiction: their numbers have no value in common", "矛盾：数值没有交集"),
        ("a2", "b3", "Tension: they go opposite ways", "张力：方向相反"),
        ("a1", "c1", "Revision: their numbers have no value in common", "修正：数值没有交集"),
        ("b1", "c1", "No contradiction: their numbers agree", "不矛盾：数值相合"),
        ("a1", "b3", "No contradiction: they are about different things", "不矛盾：说的不是同一主体"),
        ("a1", "a1", "No contradiction: their numbers agree", "不矛盾：数值相合"),
    ],
)
def test_why_tells_in_one_sentence_and_test_by_test(
    quarrel: Kg, left: str, right: str, english: str, chinese: str
) -> None:
    told = quarrel("why", left, right).stdout
    assert english in " ".join(told.split())
    assert [line.split()[0] for line in told.splitlines() if line.strip()][-1] == "voice"
    assert chinese in "".join(quarrel("why", left, right, "--lang", "zh").stdout.split())
    found = json.loads(quarrel("why", left, right, "--format", "json").stdout)
    assert found["told"]["en"].startswith(english)
    assert found["told"]["zh"].startswith(chinese)
    assert {found["left"]["id"][:2], found["right"]["id"][:2]} == {left, right}
    saving = [one["test"] for one in found["reasons"] if one["effect"] == "saves"]
    assert len(saving) == (found["strength"] == "none")


# --- wrong use

USES: list[tuple[tuple[str, ...], str]] = [
    (("contradictions", "--kind", "quarrel"), "is not one of"),
    (("contradictions", "--strength", "none"), "is not one of"),
    (("contradictions", "--entity", "nvdia"), "did you mean NVDA"),
    (("contradictions", "--entity", "没有这家"), "no entity is called"),
    (("contradictions", "--article", "nothing"), "the store has no article 'nothing'"),
    (("contradictions", "--format", "ttl"), "is not one of"),
    (("contradictions", "--limit", "0"), "0 is not in the range"),
    (("contradictions", "--lang", "fr"), "is not one of"),
    (("contradictions", "caf\udce9"), "unexpected extra argument"),
    (("why",), "Missing argument"),
    (("why", "a1"), "Missing argument"),
    (("why", "a1", "ff"), "the store has no claim 'ff'"),
    (("why", "无", "a1"), "the store has no claim"),
    (("why", "a", "b1"), "several claims start with a"),
    (("why", "a1", "b1", "c1"), "unexpected extra argument"),
    (("why", "a1", "b1", "--format", "csv"), "is not one of"),
    (("why", "caf\udce9", "a1"), "is no text in UTF-8"),
]


@pytest.mark.parametrize(
    ("args", "said"), USES, ids=[" ".join(args).encode("ascii", "replace").decode() for args, _ in USES]
)
def test_wrong_use_is_told_with_a_remedy(quarrel: Kg, args: tuple[str, ...], said: str) -> None:
    result = quarrel(*args)
    assert result.exit_code == 2
    assert result.stdout == ""
    assert said in " ".join(result.stderr.split())
    assert "Traceback" not in result.stderr


@pytest.mark.parametrize("args", [("contradictions",), ("why", "a1", "b1")])
def test_without_a_store_there_is_nothing_to_ask(kg: Kg, args: tuple[str, ...]) -> None:
    result = kg(*args)
    assert result.exit_code == 1
    assert result.stdout == ""
    assert "kg ingest" in result.stderr


def test_the_choices_are_all_kinds_and_strengths(kg: Kg) -> None:
    told = " ".join(kg("contradictions", "--help").stdout.split()).replace("| ", "|")
    assert "|".join(KINDS) in told.replace(" ", "")
    assert "|".join(STRENGTHS) in told.replace(" ", "")


# --- read from text

TEXTS: dict[str, tuple[Lang, str]] = {
    "zh": ("zh-Hans", "我们预计，2026年英伟达的市值将达到3万亿美元。\n\n台积电2026年的资本开支为400亿美元。\n"),
    "hant": ("zh-Hant", "我們預計，2026年輝達的市值將超過5兆美元。\n\n台積電2027年的資本支出為520億美元。\n"),
    "en": ("en", "We expect Nvidia's market value to exceed $5 trillion in 2026.\n\nTSMC's capex in 2026 was $40bn.\n"),
}


def test_articles_in_three_scripts_collide_as_they_should(kg: Kg, reader: Reader) -> None:
    with Store.open(kg.store) as store:
        for id, (lang, text) in TEXTS.items():
            article = Article(id=id, text=text, sha256=id, lang=lang, published=date(2026, 1, 5), path=f"{id}.md")
            put(store, reader.extract(article), "1")
    found = json.loads(kg("contradictions", "--format", "json").stdout)
    sides = [{one["left"]["article"], one["right"]["article"]} for one in found]
    assert sorted(map(sorted, sides)) == [["en", "zh"], ["hant", "zh"]]
    assert {(one["kind"], one["strength"]) for one in found} == {("numeric", "contradiction")}
    assert all(one["left"]["metric"] == one["right"]["metric"] == "market_cap" for one in found)


@pytest.fixture(autouse=True)
def in_a_place_of_its_own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
