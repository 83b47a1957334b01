"""`kg score` as a user meets it: a table of outcomes in, scores by group out, and what is wrong with either."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest

from kg.rdf import put
from kg.store import Store
from tests.stances import Told, extraction
from tests.surface import Kg, kg

__all__ = ["kg"]

WORTH: Told = {"entities": ["NVDA"], "metric": "market_cap", "kind": "prediction"}
ARTICLES: dict[str, dict[str, tuple[str, Told]]] = {
    letter: {
        f"{letter}{nth}" + 14 * "0": (quote, {**WORTH, **head, **told})
        for nth, (quote, told) in enumerate(claims, 1)
    }
    for letter, head, claims in (
        ("a", {"author": "林一", "publisher": "观潮", "published": "2024-01-10"}, [
            ("英伟达2024年市值会到4万亿美元", {"numbers": ["4000000000000 USD"], "period": "2024"}),
            ("英伟达2025年市值可能到6万亿美元", {"numbers": ["6000000000000 USD"], "period": "2025",
                                        "modality": "possible"}),
        ]),
        ("b", {"author": "吳二", "published": "2024-01-10"}, [
            ("輝達2028年市值大概到8兆美元", {"numbers": ["8000000000000 USD"], "period": "2028",
                                        "modality": "probable"}),
            ("輝達2024年市值不會到5兆美元", {"numbers": ["5000000000000 USD"], "period": "2024",
                                        "polarity": "negated"}),
        ]),
        ("c", {"author": "Mo Hale", "publisher": "The Ledger", "published": "2024-01-10"}, [
            ("AMD's revenue will double by 2025", {"entities": ["AMD"], "metric": "revenue", "period": "2025",
                                                  "numbers": ["multiple 2 x"]}),
            ("Nvidia is worth $2tn", {"kind": "assertion", "numbers": ["2000000000000 USD"]}),
        ]),
    )
}  # fmt: skip
CAME = """claim,outcome,on,value
a1,false,2024-12-31,$3tn
a2,true,2025-06-30,5万亿美元
b1,partly,,
b2,true,2024-12-31,3兆美元
c1,void,,
c2,true,,
"""


@pytest.fixture
def came(kg: Kg, tmp_path: Path) -> Path:
    """A table of outcomes, with the articles in the store."""
    with Store.open(kg.store) as store:
        for id, claims in ARTICLES.items():
            put(store, extraction(id, claims), "1")
    (tmp_path / "came.csv").write_text(CAME, encoding="utf-8")
    return tmp_path / "came.csv"


def _rows(kg: Kg, came: Path, *words: str) -> list[dict[str, str]]:
    done = kg("score", "--outcomes", came, "--format", "csv", *words)
    assert done.exit_code == 0, done.stderr
    return list(csv.DictReader(io.StringIO(done.stdout)))


CASES: list[tuple[tuple[str, ...], list[tuple[str, str, str, str]]]] = [
    ((), [("吳二", "2", "1", "0"), ("林一", "2", "1", "0"), ("Mo Hale", "0", "0", "1")]),
    (("--by", "publisher"), [("untold", "2", "1", "0"), ("观潮", "2", "1", "0"), ("The Ledger", "0", "0", "1")]),
    (("--by", "metric"), [("market_cap", "4", "2", "0"), ("revenue", "0", "0", "1")]),
    (
        ("--by", "horizon"),
        [("under 1 year", "2", "1", "0"), ("1 to 3 years", "1", "1", "1"), ("over 3 years", "1", "0", "0")],
    ),
    (("--entity", "輝達"), [("吳二", "2", "1", "0"), ("林一", "2", "1", "0")]),
    (("--entity", "英伟达", "--author", "吳二"), [("吳二", "2", "1", "0")]),
    (("--author", "the ledger"), [("Mo Hale", "0", "0", "1")]),
]


@pytest.mark.parametrize(("words", "expected"), CASES)
def test_a_row_a_group(kg: Kg, came: Path, words: tuple[str, ...], expected: list[tuple[str, str, str, str]]) -> None:
    rows = _rows(kg, came, *words)
    assert [(row["group"], row["resolved"], row["true"], row["void"]) for row in rows] == expected


def test_figures_of_a_group(kg: Kg, came: Path) -> None:
    wu, lin, hale = _rows(kg, came)
    assert (lin["rate"], lin["days_ahead"], lin["measured"]) == ("0.5", "446.5", "2")
    assert float(lin["brier"]) == pytest.approx((0.93**2 + 0.5**2) / 2)
    assert float(lin["relative_error"]) == pytest.approx((1 / 3 + 1 / 5) / 2)
    assert float(wu["brier"]) == pytest.approx((0.25**2 + 0.07**2) / 2)
    assert (wu["rate"], wu["relative_error"], wu["partly"]) == ("0.75", "", "1")
    assert (hale["rate"], hale["rate_low"], hale["brier"]) == ("", "", "")


def test_json_has_the_calibration_and_all(kg: Kg, came: Path) -> None:
    told = json.loads(kg("score", "--outcomes", came, "--format", "json").stdout)
    assert [one["group"] for one in told["groups"]] == ["吳二", "林一", "Mo Hale"]
    assert (told["all"]["group"], told["all"]["resolved"]) == (None, 4)
    assert [(one["from"], one["predictions"]) for one in told["all"]["calibration"]] == [(0.5, 1), (0.7, 1), (0.9, 2)]


def test_tables_in_both_languages(kg: Kg, came: Path) -> None:
    english = kg("score", "--outcomes", came, "--by", "metric").stdout
    chinese = kg("score", "--outcomes", came, "--by", "metric", "--lang", "zh").stdout
    assert english.splitlines()[0].split()[:2] == ["metric", "resolved"]
    assert "62% (22–91%)" in english
    assert chinese.splitlines()[0].split()[:2] == ["指标", "已判定"]
    assert [line.split()[0] for line in chinese.splitlines()[1:]] == ["市值", "营收", "全部"]


def test_a_calibration_has_a_row_a_tenth(kg: Kg, came: Path) -> None:
    rows = _rows(kg, came, "--calibration", "--by", "metric")
    assert [(row["from"], row["to"], row["predictions"], row["share"]) for row in rows] == [
        ("0.5", "0.6", "1", "1.0"),
        ("0.7", "0.8", "1", "0.5"),
        ("0.9", "1.0", "2", "0.5"),
    ]
    table = kg("score", "--outcomes", came, "--calibration", "--lang", "zh").stdout
    assert table.startswith("作者")
    assert "90–100%" in table


def test_ones_own_probabilities(kg: Kg, came: Path, tmp_path: Path) -> None:
    own = tmp_path / "likely.toml"
    own.write_text("[probability]\ncertain = 1.0\npossible = 0.0", encoding="utf-8")
    named = _rows(kg, came, "--probabilities", str(own))
    (kg.store / "data").mkdir(exist_ok=True)
    (kg.store / "data" / "probabilities.toml").write_text(own.read_text(encoding="utf-8"), encoding="utf-8")
    assert named == _rows(kg, came)
    assert float(named[1]["brier"]) == 1.0


def test_a_value_in_another_unit_is_told(kg: Kg, came: Path) -> None:
    came.write_text("claim,outcome,on,value\na1,true,,30万亿元人民币\na2,true,,5000000000000\n", encoding="utf-8")
    done = kg("score", "--outcomes", came, "--format", "json")
    assert done.exit_code == 0
    assert "a1000000 is left out of how far numbers were off: CNY cannot be held against USD" in done.stderr
    assert json.loads(done.stdout)["all"]["relative_error"] == pytest.approx(0.2)


def test_no_outcome_is_no_error(kg: Kg, came: Path) -> None:
    came.write_text("claim,outcome\n", encoding="utf-8")
    done = kg("score", "--outcomes", came)
    assert (done.exit_code, done.stdout) == (0, "")
    assert "no prediction there has an outcome" in done.stderr
    assert _rows(kg, came) == []


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("claim,outcome\na1,maybe\n", "came.csv:2: 'maybe' is no outcome; there are true, false, partly, void"),
        ("claim,outcome\nffff,true\n", "came.csv:2: "),
        ("claim,outcome,on\na1,true,tomorrow\n", "came.csv:2: 'tomorrow' is no day"),
        ("claim,outcome,value\na1,true,很多\n", "came.csv:2: '很多' is not one number"),
        ("claim,outcome,value\na1,true,$3tn or $4tn\n", "is not one number"),
        ("id,came\na1,true\n", "came.csv:1: there is no column claim and no column outcome"),
        ("", "there is no column"),
    ],
)
def test_wrong_outcomes_are_told_with_their_line(kg: Kg, came: Path, text: str, said: str) -> None:
    came.write_text(text, encoding="utf-8")
    done = kg("score", "--outcomes", came)
    assert done.exit_code == 1
    assert said in done.stderr
    assert not done.stdout


def test_every_wrong_line_is_told(kg: Kg, came: Path) -> None:
    came.write_text("claim,outcome,on\na1,maybe,\na2,true,soon\nb1,true,\n", encoding="utf-8")
    said = kg("score", "--outcomes", came).stderr
    assert "came.csv:2:" in said
    assert "came.csv:3:" in said
    assert "came.csv:4:" not in said


def test_a_table_in_another_encoding_is_told(kg: Kg, came: Path) -> None:
    came.write_bytes("claim,outcome\n结果,true\n".encode("gbk"))
    done = kg("score", "--outcomes", came)
    assert (done.exit_code, "no text in UTF-8" in done.stderr) == (1, True)


def test_wrong_probabilities_are_told_with_their_key(kg: Kg, came: Path, tmp_path: Path) -> None:
    own = tmp_path / "likely.toml"
    own.write_text("[probability]\nprobabel = 0.5\npossible = 2", encoding="utf-8")
    done = kg("score", "--outcomes", came, "--probabilities", own)
    assert done.exit_code == 1
    assert "likely.toml: probability.probabel is no modality; did you mean probable?" in done.stderr
    assert "probability.possible = 2 is no probability" in done.stderr


def test_ones_own_probabilities_are_checked(kg: Kg, came: Path) -> None:
    own = kg.store / "data" / "probabilities.toml"
    own.parent.mkdir(exist_ok=True)
    own.write_text("[probability]\npossible = 0.4", encoding="utf-8")
    assert kg("check").exit_code == 0
    own.write_text("[probability]\npossible = 4", encoding="utf-8")
    done = kg("check")
    assert (done.exit_code, "probability.possible = 4 is no probability" in done.stdout) == (1, True)


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("--by", "speaker"), "'speaker' is not one of"),
        (("--entity", "NVDIA"), "did you mean NVDA"),
        (("--author", "Mo Hail"), "did you mean Mo Hale"),
        (("--probabilities", "nosuch.toml"), "does not exist"),
    ],
)
def test_wrong_use_is_told(kg: Kg, came: Path, words: tuple[str, ...], said: str) -> None:
    done = kg("score", "--outcomes", came, *words)
    assert done.exit_code == 2
    assert said in done.stderr
    assert not done.stdout
