"""`kg views` as a user meets it: what is revised, what only seems to be and why, in three scripts."""

from __future__ import annotations

import csv
import io
import json
from typing import NamedTuple

import pytest

from kg.rdf import put
from kg.store import Store
from queries.frames import views_frame
from queries.views import views
from tests.stances import Told, extraction
from tests.surface import Kg, kg, packaged

__all__ = ["kg"]

WORTH: Told = {"entities": ["NVDA"], "metric": "market_cap", "kind": "prediction"}
T = "000000000000 USD"


class Pair(NamedTuple):
    """Two things that one voice says, the second later, and what is marked at the second."""

    author: str
    first: tuple[str, Told]
    second: tuple[str, Told]
    mark: str
    note: tuple[str, str]


PAIRS = {
    "value, zh-Hans": Pair(
        "林一",
        ("英伟达2026年市值会到5万亿美元", {"numbers": ["5" + T], "period": "2026"}),
        ("英伟达2026年市值会到3万亿美元", {"numbers": ["3" + T], "period": "2026"}),
        "revision",
        ("their numbers have no value in common", "数值没有交集"),
    ),
    "value, zh-Hant": Pair(
        "吳二",
        ("輝達2026年市值會到5兆美元", {"numbers": ["5" + T], "period": "2026"}),
        ("輝達2026年市值會到3兆美元", {"numbers": ["3" + T], "period": "2026"}),
        "revision",
        ("their numbers have no value in common", "数值没有交集"),
    ),
    "value, en": Pair(
        "Mo Hale",
        ("Nvidia will be worth $5tn in 2026", {"numbers": ["5" + T], "period": "2026"}),
        ("Nvidia will be worth $3tn in 2026", {"numbers": ["3" + T], "period": "2026"}),
        "revision",
        ("their numbers have no value in common", "数值没有交集"),
    ),
    "way, zh-Hans": Pair(
        "王三",
        ("英伟达市值2026年会涨", {"direction": "up", "period": "2026"}),
        ("英伟达市值2026年会跌", {"direction": "down", "period": "2026"}),
        "revision",
        ("they go opposite ways", "方向相反"),
    ),
    "way, en": Pair(
        "Jo Reed",
        ("Nvidia's market cap will rise in 2026", {"direction": "up", "period": "2026"}),
        ("Nvidia's market cap will fall in 2026", {"direction": "down", "period": "2026"}),
        "revision",
        ("they go opposite ways", "方向相反"),
    ),
    "no time, en": Pair(
        "Al Moss",
        ("Nvidia's market cap will rise in 2026", {"direction": "up", "period": "2026"}),
        ("Nvidia's market cap will fall", {"direction": "down"}),
        "perhaps",
        ("one of them names no time", "有一方没有说时间"),
    ),
    "horizon, zh-Hans": Pair(
        "赵四",
        ("英伟达2024年市值会到5万亿美元", {"numbers": ["5" + T], "period": "2024"}),
        ("英伟达2025年市值会到4万亿美元", {"numbers": ["4" + T], "period": "2025"}),
        "none",
        ("No revision: they speak of different times", "不是修正：说的不是同一时间"),
    ),
    "horizon, zh-Hant": Pair(
        "錢五",
        ("輝達2024年市值會到5兆美元", {"numbers": ["5" + T], "period": "2024"}),
        ("輝達2025年市值會到4兆美元", {"numbers": ["4" + T], "period": "2025"}),
        "none",
        ("No revision: they speak of different times", "不是修正：说的不是同一时间"),
    ),
    "horizon, en": Pair(
        "Cy Dunn",
        ("Nvidia will be worth $5tn in 2024", {"numbers": ["5" + T], "period": "2024"}),
        ("Nvidia will be worth $4tn in 2025", {"numbers": ["4" + T], "period": "2025"}),
        "none",
        ("No revision: they speak of different times", "不是修正：说的不是同一时间"),
    ),
    "bound, zh-Hant": Pair(
        "孫六",
        ("輝達2026年市值至少4兆美元", {"numbers": [">= 4" + T], "period": "2026"}),
        ("輝達2026年市值會到5兆美元", {"numbers": ["5" + T], "period": "2026"}),
        "none",
        ("No revision: their numbers agree", "不是修正：数值相合"),
    ),
    "bound, en": Pair(
        "Ed Fox",
        ("Nvidia will be worth at least $4tn in 2026", {"numbers": [">= 4" + T], "period": "2026"}),
        ("Nvidia will be worth $5tn in 2026", {"numbers": ["5" + T], "period": "2026"}),
        "none",
        ("No revision: their numbers agree", "不是修正：数值相合"),
    ),
    "currency, zh-Hans": Pair(
        "李七",
        ("英伟达2026年市值会到4万亿美元", {"numbers": ["4" + T], "period": "2026"}),
        ("英伟达2026年市值会到30万亿元", {"numbers": ["30000000000000 CNY"], "period": "2026"}),
        "none",
        ("No revision: their numbers measure different things", "不是修正：数值量的不是同一样东西"),
    ),
    "said again, en": Pair(
        "Di Marsh",
        ("Nvidia will be worth $5tn in 2026", {"numbers": ["5" + T], "period": "2026"}),
        ("By 2026 Nvidia is at $5tn", {"numbers": ["5" + T], "period": "2026"}),
        "none",
        ("", ""),
    ),
}


@pytest.fixture
def spoken(kg: Kg) -> Kg:
    """`kg` with two articles of each voice, half a year apart, and a view of someone whom an article reports."""
    with Store.open(kg.store) as store:
        for nth, pair in enumerate(PAIRS.values()):
            for when, (quote, told), published in zip("ab", pair[1:3], ("2024-01-10", "2024-07-10"), strict=True):
                head = {"author": pair.author, "publisher": "观潮" if nth % 2 else "The Ledger", "published": published}
                put(store, extraction(f"{nth}{when}", {f"{nth:02}{when}": (quote, {**WORTH, **head, **told})}), "1")
        reported: Told = {"author": "Mo Hale", "published": "2025-02-01", "speaker": "jensen-huang", **WORTH}
        put(
            store,
            extraction("said", {"r1": ("Huang sees demand for chips rise", {**reported, "metric": "demand"})}),
            "1",
        )
    return kg


def _json(kg: Kg, *words: str) -> list[dict[str, object]]:
    done = kg("views", *words, "--format", "json")
    assert done.exit_code == 0, done.stderr
    found: list[dict[str, object]] = json.loads(done.stdout)
    return found


def test_there_are_so_many_pairs() -> None:
    assert len(PAIRS) == 13
    assert {pair.mark for pair in PAIRS.values()} == {"revision", "perhaps", "none"}


@pytest.mark.parametrize("name", PAIRS)
def test_what_is_revised_and_what_only_seems_so(spoken: Kg, name: str) -> None:
    pair, nth = PAIRS[name], list(PAIRS).index(name)
    found = {one["id"]: one for one in _json(spoken, pair.author, "--entity", "輝達", "--metric", "market_cap")}
    first, second = (found[f"{nth:02}{when}"] for when in "ab")
    assert (first["mark"], first["note"], first["beside"], second["mark"]) == ("none", None, None, pair.mark)
    assert second["revises"] == ([f"{nth:02}a"] if pair.mark != "none" else [])
    assert second["beside"] == (f"{nth:02}a" if pair.mark == "none" and pair.note[0] else None)
    told: object = second["note"]
    assert isinstance(told, dict) == bool(pair.note[0])
    if isinstance(told, dict):
        assert pair.note[0] in told["en"]
        assert pair.note[1] in told["zh"]


def test_a_publisher_has_the_views_of_its_authors_and_nobody_revises_another(spoken: Kg) -> None:
    found = _json(spoken, "观潮")
    assert {one["author"] for one in found} == {pair.author for pair in list(PAIRS.values())[1::2]}
    marked = {one["author"]: one["mark"] for one in found if one["mark"] != "none"}
    assert marked == {pair.author: pair.mark for pair in list(PAIRS.values())[1::2] if pair.mark != "none"}


@pytest.mark.parametrize("name", ["jensen-huang", "黃仁勳", "Jensen Huang"])
def test_whom_an_article_reports_speaks(spoken: Kg, name: str) -> None:
    assert [one["id"] for one in _json(spoken, name)] == ["r1"]


def test_every_shape_tells_the_same(spoken: Kg) -> None:
    rows = list(csv.DictReader(io.StringIO(spoken("views", "林一", "--format", "csv", "--lang", "zh").stdout)))
    table = spoken("views", "林一", "--revised").stdout.splitlines()
    assert [(row["claim"], row["mark"], row["horizon"]) for row in rows] == [
        ("00a", "none", "1 to 3 years"),
        ("00b", "revision", "1 to 3 years"),
    ]
    assert rows[1]["note"].startswith("修正：")
    assert [line.split()[-1] for line in table] == ["id", "00a", "00b"]
    assert "revises 00a Revision:" in table[2]


def test_only_what_is_revised_is_told_with_what_it_revises(spoken: Kg) -> None:
    assert [one["id"] for one in _json(spoken, "Di Marsh", "--revised")] == []
    assert [one["id"] for one in _json(spoken, "Mo Hale", "--revised")] == ["02a", "02b"]


def test_the_frame_has_a_row_a_view(spoken: Kg) -> None:
    with Store.open(spoken.store, read_only=True) as store:
        frame = views_frame(views(store, packaged(), "Mo Hale"))
    assert list(frame["mark"]) == ["none", "revision"]


def test_nothing_said_is_no_error(spoken: Kg) -> None:
    done = spoken("views", "林一", "--entity", "AMD")
    assert (done.exit_code, done.stdout) == (0, "")
    assert "nothing like that" in done.stderr


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("Mo Hail",), "did you mean Mo Hale"),
        (("孫",), "did you mean 孫六"),
        (("林一", "--metric", "market_capp"), "did you mean market_cap"),
        (("林一", "--entity", "NVDIA"), "did you mean NVDA"),
        ((), "Missing argument 'AUTHOR'"),
    ],
)
def test_wrong_use_is_told(spoken: Kg, words: tuple[str, ...], said: str) -> None:
    done = spoken("views", *words)
    assert done.exit_code == 2
    assert said in done.stderr
    assert not done.stdout
