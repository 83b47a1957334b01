"""`kg timeline` as a user meets it: three scripts on one line, units, levels and changes, and what is wrong use."""

from __future__ import annotations

import csv
import io
import json

import pytest

from kg.gazetteer import Knowledge
from kg.rdf import put
from kg.store import Store
from queries.frames import timeline_frame
from queries.timeline import timeline
from tests.stances import Told, extraction
from tests.surface import Kg, kg, packaged

__all__ = ["kg"]

WORTH: Told = {"entities": ["NVDA"], "metric": "market_cap"}
LIN: Told = {**WORTH, "author": "林一", "publisher": "观潮", "published": "2025-01-05"}
WU: Told = {**WORTH, "author": "吳二", "published": "2025-02-10"}
HALE: Told = {**WORTH, "author": "Mo Hale", "publisher": "The Ledger", "published": "2025-03-01"}
POWER: Told = {**HALE, "metric": "power_consumption"}
ARTICLES: dict[str, dict[str, tuple[str, Told]]] = {
    "lin": {
        "a1": (
            "英伟达2026年市值会到4万亿美元",
            {**LIN, "kind": "prediction", "numbers": ["4000000000000 USD"], "period": "2026"},
        ),
        "a2": ("英伟达市值总有一天会过6万亿美元", {**LIN, "kind": "prediction", "numbers": ["> 6000000000000 USD"]}),
        "a3": (
            "英伟达市值2025年会涨三成",
            {**LIN, "kind": "prediction", "numbers": ["by 30 %"], "period": "2025", "direction": "up"},
        ),
        "a4": ("英伟达2025年市值合22万亿元人民币", {**LIN, "numbers": ["22000000000000 CNY"], "period": "2025"}),
    },
    "wu": {
        "b1": ("輝達市值2026年走不到4兆美元", {**WU, "kind": "prediction", "polarity": "negated",
               "modality": "probable", "numbers": ["4000000000000 USD"], "period": "2026"}),
        "b2": ("分析師說輝達2025年市值3.5兆美元", {**WU, "speaker": "分析師", "numbers": ["3500000000000 USD"],
               "period": "2025"}),
    },
    "hale": {
        "c1": ("Nvidia will be worth $4tn to $5tn in 2026", {**HALE, "kind": "prediction",
               "numbers": ["4000000000000..5000000000000 USD"], "period": "2026"}),
        "c2": ("The Blackwell line drew 3 GW", {**POWER, "numbers": ["3 GW"], "period": "2025"}),
        "c3": ("Nvidia drew 500 MW in 2024", {**POWER, "numbers": ["500 MW"], "period": "2024"}),
        "c5": ("Nvidia, at 30 dollars, draws more", {**POWER, "numbers": ["30 USD"], "period": "2025"}),
        "c4": ("Nvidia drew 2 GW in 2026", {**POWER, "numbers": ["2 GW"], "period": "2026"}),
    },
}  # fmt: skip


WHOLE: Told = {"author": "Mo Hale", "published": "2025-03-01", "metric": "revenue", "period": "2025"}
SALES: dict[str, tuple[str, Told]] = {
    "g1": ("谷歌2025年收入4000亿美元", {**WHOLE, "entities": ["GOOGL"], "numbers": ["400000000000 USD"]}),
    "g2": ("Waymo took $1bn in 2025", {**WHOLE, "entities": ["waymo"], "numbers": ["1000000000 USD"]}),
    "g3": (
        "Amazon took $2bn from Waymo",
        {**WHOLE, "entities": ["AMZN", "waymo"], "numbers": ["2000000000 USD"]},
    ),
    "g4": ("推論2025年的成本每次3美元", {**WHOLE, "metric": "inference_cost", "entities": ["inference"],
           "numbers": ["3 USD"]}),
}  # fmt: skip


@pytest.fixture
def told(kg: Kg) -> Kg:
    """`kg` with articles in three scripts."""
    with Store.open(kg.store) as store:
        for id, claims in ARTICLES.items():
            put(store, extraction(id, claims), "1")
        put(store, extraction("sales", SALES), "1")
    return kg


def _rows(kg: Kg, *words: str) -> list[dict[str, str]]:
    done = kg("timeline", *words, "--format", "csv")
    assert done.exit_code == 0, done.stderr
    return list(csv.DictReader(io.StringIO(done.stdout)))


@pytest.mark.parametrize(("entity", "metric"), [("NVDA", "market_cap"), ("英伟达", "市值"), ("輝達", "Market cap")])
def test_three_scripts_stand_on_one_line(told: Kg, entity: str, metric: str) -> None:
    rows = _rows(told, entity, metric)
    assert [(row["role"], row["unit"], row["to"][:4], row["claim"]) for row in rows] == [
        ("level", "CNY", "2025", "a4"),
        ("level", "USD", "2025", "b2"),
        ("level", "USD", "2026", "a1"),
        ("level", "USD", "2026", "b1"),
        ("level", "USD", "2026", "c1"),
        ("level", "USD", "", "a2"),
        ("change", "%", "2025", "a3"),
    ]


def test_a_row_tells_who_when_and_how(told: Kg) -> None:
    rows = {row["claim"]: row for row in _rows(told, "NVDA", "market_cap")}
    assert {name: rows["b1"][name] for name in ("said", "author", "modality", "polarity", "prediction")} == {
        "said": "2025-02-10",
        "author": "吳二",
        "modality": "probable",
        "polarity": "negated",
        "prediction": "true",
    }
    assert (rows["b2"]["speaker"], rows["b2"]["prediction"]) == ("分析師", "false")
    assert (rows["c1"]["low"], rows["c1"]["high"], rows["c1"]["comparator"]) == (
        "4000000000000",
        "5000000000000",
        "range",
    )
    assert (rows["c1"]["publisher"], rows["a2"]["comparator"], rows["a2"]["dated"]) == ("The Ledger", ">", "false")


def test_units_of_one_measure_are_brought_together(told: Kg) -> None:
    rows = _rows(told, "NVDA", "power_consumption")
    assert [(row["low"], row["unit"], row["to"][:4]) for row in rows] == [
        ("0.5", "GW", "2024"),
        ("3", "GW", "2025"),
        ("2", "GW", "2026"),
        ("30", "USD", "2025"),
    ]
    assert [row["role"] for row in rows] == ["level", "level", "level", "other"]


PARTS: list[tuple[tuple[str, ...], list[str]]] = [
    (("GOOGL", "revenue"), ["g1"]),
    (("谷歌", "收入", "--parts"), ["g1", "g2"]),
    (("Waymo", "營收"), ["g2"]),
    (("inference", "cost"), ["g4"]),
    (("推理", "inference_cost"), ["g4"]),
]


@pytest.mark.parametrize(("words", "ids"), PARTS)
def test_a_whole_has_its_parts_only_where_they_are_asked_for(told: Kg, words: tuple[str, ...], ids: list[str]) -> None:
    assert sorted(row["claim"] for row in _rows(told, *words)) == ids


def test_what_narrows_a_subject_is_told(told: Kg) -> None:
    rows = _rows(told, "AMZN", "revenue")
    assert [(row["claim"], row["scope"]) for row in rows] == [("g3", "waymo")]


def test_every_shape_tells_the_same_claims(told: Kg) -> None:
    ids = [row["claim"] for row in _rows(told, "NVDA", "market_cap")]
    whole = json.loads(told("timeline", "NVDA", "market_cap", "--format", "json").stdout)
    lines = told("timeline", "NVDA", "market_cap", "--format", "jsonl").stdout.splitlines()
    table = told("timeline", "NVDA", "market_cap").stdout.splitlines()
    assert [one["id"] for one in whole] == [json.loads(line)["id"] for line in lines] == ids
    assert [line.split()[-1] for line in table[1:]] == ids
    assert [line.split().count("undated") for line in table] == [0, 0, 0, 0, 0, 0, 1, 0]


def test_the_frame_has_numbers(told: Kg) -> None:
    known: Knowledge = packaged()
    with Store.open(told.store, read_only=True) as store:
        frame = timeline_frame(timeline(store, known, "輝達", "market_cap"))
    assert frame[frame["role"] == "level"]["low"].max() == 22e12
    assert frame["low"].dtype == float


def test_nothing_told_is_no_error(told: Kg) -> None:
    done = told("timeline", "AMD", "market_cap")
    assert (done.exit_code, done.stdout) == (0, "")
    assert "no number is told" in done.stderr


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("NVDA", "market_capp"), "did you mean market_cap"),
        (("NVDA", "总市直"), "no metric is called"),
        (("NVDIA", "market_cap"), "did you mean NVDA"),
        (("輝達達", "market_cap"), "no entity is called"),
        (("NVDA",), "Missing argument 'METRIC'"),
    ],
)
def test_wrong_use_is_told(told: Kg, words: tuple[str, ...], said: str) -> None:
    done = told("timeline", *words)
    assert done.exit_code == 2
    assert said in done.stderr
    assert not done.stdout
