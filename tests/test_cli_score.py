"""`kg score` as a user meets it: predictions in three scripts that came out, scored by group, and wrong use."""

from __future__ import annotations

import csv
import io
import json
from datetime import date
from pathlib import Path

import pytest

from kg.model import Outcome, Span
from kg.rdf import put
from kg.store import Store
from queries.resolutions import Came, resolve, undo
from tests.stances import Told, extraction, number
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
T = "000000000000"
CAME: list[tuple[str, Outcome, str, str]] = [
    ("a1", "false", "2024-12-31", f"3{T} USD"),
    ("a2", "true", "2025-06-30", f"5{T}"),
    ("b1", "partly", "2028-12-31", ""),
    ("b2", "true", "2024-12-31", f"3{T} USD"),
    ("c1", "void", "2025-12-31", ""),
    ("c2", "true", "2024-12-31", ""),
]


def say(kg: Kg, came: list[tuple[str, Outcome, str, str]]) -> None:
    """Resolve claims."""
    here = Span(start=0, end=1, quote=".")
    with Store.open(kg.store) as store:
        for claim, outcome, on, value in came:
            told = number(value, here) if value else None
            shown = Came(outcome=outcome, on=date.fromisoformat(on), evidence="seen", value=told)
            resolve(store, claim, shown)


@pytest.fixture
def unresolved(kg: Kg) -> Kg:
    """`kg` with predictions of which nothing is told."""
    with Store.open(kg.store) as store:
        for id, claims in ARTICLES.items():
            put(store, extraction(id, claims), "1")
    return kg


@pytest.fixture
def came(unresolved: Kg) -> Kg:
    """`kg` with predictions that came out, and an assertion that did, which is none."""
    say(unresolved, CAME)
    return unresolved


def _rows(kg: Kg, *words: str) -> list[dict[str, str]]:
    done = kg("score", "--format", "csv", *words)
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
def test_a_row_a_group(came: Kg, words: tuple[str, ...], expected: list[tuple[str, str, str, str]]) -> None:
    rows = _rows(came, *words)
    assert [(row["group"], row["resolved"], row["true"], row["void"]) for row in rows] == expected


def test_figures_of_a_group(came: Kg) -> None:
    wu, lin, hale = _rows(came)
    assert (lin["rate"], lin["days_ahead"], lin["measured"]) == ("0.5", "446.5", "2")
    assert float(lin["brier"]) == pytest.approx((0.93**2 + 0.5**2) / 2)
    assert float(lin["relative_error"]) == pytest.approx((1 / 3 + 1 / 5) / 2)
    assert float(wu["brier"]) == pytest.approx((0.25**2 + 0.07**2) / 2)
    assert (wu["rate"], wu["relative_error"], wu["partly"]) == ("0.75", "", "1")
    assert (hale["rate"], hale["rate_low"], hale["brier"]) == ("", "", "")


def test_json_has_the_calibration_and_all(came: Kg) -> None:
    told = json.loads(came("score", "--format", "json").stdout)
    assert [one["group"] for one in told["groups"]] == ["吳二", "林一", "Mo Hale"]
    assert (told["all"]["group"], told["all"]["resolved"]) == (None, 4)
    assert [(one["from"], one["predictions"]) for one in told["all"]["calibration"]] == [(0.5, 1), (0.7, 1), (0.9, 2)]


def test_tables_in_both_languages(came: Kg) -> None:
    english = came("score", "--by", "metric").stdout
    chinese = came("score", "--by", "metric", "--lang", "zh").stdout
    assert english.splitlines()[0].split()[:2] == ["metric", "resolved"]
    assert "62% (22–91%)" in english
    assert chinese.splitlines()[0].split()[:2] == ["指标", "已判定"]
    assert [line.split()[0] for line in chinese.splitlines()[1:]] == ["市值", "营收", "全部"]


def test_a_calibration_has_a_row_a_tenth(came: Kg) -> None:
    rows = _rows(came, "--calibration", "--by", "metric")
    assert [(row["from"], row["to"], row["predictions"], row["share"]) for row in rows] == [
        ("0.5", "0.6", "1", "1.0"),
        ("0.7", "0.8", "1", "0.5"),
        ("0.9", "1.0", "2", "0.5"),
    ]
    table = came("score", "--calibration", "--lang", "zh").stdout
    assert table.startswith("作者")
    assert "90–100%" in table


def test_ones_own_probabilities(came: Kg, tmp_path: Path) -> None:
    own = tmp_path / "likely.toml"
    own.write_text("[probability]\ncertain = 1.0\npossible = 0.0", encoding="utf-8")
    named = _rows(came, "--probabilities", str(own))
    (came.store / "data").mkdir(exist_ok=True)
    (came.store / "data" / "probabilities.toml").write_text(own.read_text(encoding="utf-8"), encoding="utf-8")
    assert named == _rows(came)
    assert float(named[1]["brier"]) == 1.0


def test_a_number_of_another_kind_is_told(unresolved: Kg) -> None:
    say(unresolved, [("c1", "true", "2025-12-31", "3 x"), ("a2", "true", "2025-06-30", f"5{T}")])
    with Store.open(unresolved.store) as store:
        quote, told = ARTICLES["c"]["c1" + 14 * "0"]
        put(store, extraction("c", {"c1" + 14 * "0": (quote, {**told, "numbers": ["by 2 USD"]})}), "2")
    done = unresolved("score", "--format", "json")
    assert done.exit_code == 0
    assert "c1000000 is left out of how far numbers were off: x cannot be held against USD" in done.stderr
    assert json.loads(done.stdout)["all"]["relative_error"] == pytest.approx(0.2)


def test_the_last_word_counts_and_what_is_taken_back_does_not(came: Kg) -> None:
    say(came, [("a1", "true", "2024-12-31", "")])
    assert [row["true"] for row in _rows(came, "--author", "林一")] == ["2"]
    with Store.open(came.store) as store:
        undo(store, "a1")
        undo(store, "a1")
    assert [(row["resolved"], row["true"]) for row in _rows(came, "--author", "林一")] == [("1", "1")]


def test_no_outcome_is_no_error(unresolved: Kg) -> None:
    done = unresolved("score")
    assert (done.exit_code, done.stdout) == (0, "")
    assert "no prediction there has an outcome" in done.stderr
    assert _rows(unresolved) == []


def test_wrong_probabilities_are_told_with_their_key(came: Kg, tmp_path: Path) -> None:
    own = tmp_path / "likely.toml"
    own.write_text("[probability]\nprobabel = 0.5\npossible = 2", encoding="utf-8")
    done = came("score", "--probabilities", own)
    assert done.exit_code == 1
    assert "likely.toml: probability.probabel is no modality; did you mean probable?" in done.stderr
    assert "probability.possible = 2 is no probability" in done.stderr


def test_ones_own_probabilities_are_checked(came: Kg) -> None:
    own = came.store / "data" / "probabilities.toml"
    own.parent.mkdir(exist_ok=True)
    own.write_text("[probability]\npossible = 0.4", encoding="utf-8")
    assert came("check").exit_code == 0
    own.write_text("[probability]\npossible = 4", encoding="utf-8")
    done = came("check")
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
def test_wrong_use_is_told(came: Kg, words: tuple[str, ...], said: str) -> None:
    done = came("score", *words)
    assert done.exit_code == 2
    assert said in done.stderr
    assert not done.stdout
