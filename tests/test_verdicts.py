"""The table of verdicts, row by row: what collides, what softens, revises and saves; and a table that is wrong."""

from __future__ import annotations

import tomllib
from typing import Any, get_args

import pytest

from kg.concepts import NATURES
from kg.errors import DataError
from kg.model import Direction, Modality
from queries.comparison.table import Table
from queries.comparison.verdict import TESTS
from queries.comparison.wording import table
from tests.tables import FOLDER

TOLD = tomllib.loads((FOLDER / "verdicts.toml").read_text(encoding="utf-8"))
PLAIN: dict[str, str] = TOLD["plain"]
CASES: list[dict[str, Any]] = TOLD["case"]
TABLE = Table.load()
VERDICTS = [case for case in CASES if "verdict" in case]
SAVED = [case for case in CASES if "saves" in case]


def outcomes(case: dict[str, Any]) -> dict[str, str]:
    return {**PLAIN, **case["told"]}


def name(case: dict[str, Any]) -> str:
    return ", ".join(f"{test} {outcome}" for test, outcome in case["told"].items()) or "nothing"


def test_the_cases_are_what_they_claim_to_be() -> None:
    assert len(CASES) == 75
    assert len({tuple(sorted(outcomes(case).items())) for case in CASES}) == len(CASES)
    for case in CASES:
        assert case.keys() in ({"told", "verdict", "decides"}, {"told", "verdict", "by"}, {"told", "saves"})
        found = outcomes(case)
        assert found.keys() == TABLE.outcomes.keys()
        assert all(found[test] in TABLE.outcomes[test] for test in found)


@pytest.mark.parametrize("case", VERDICTS, ids=map(name, VERDICTS))
def test_the_first_row_that_fits_decides(case: dict[str, Any]) -> None:
    found = outcomes(case)
    row = TABLE.first(found)
    assert row is not None
    assert f"{row.kind} {TABLE.strength(found)}" == case["verdict"]
    effects = TABLE.effects(found)
    assert "saves" not in effects.values()
    if "decides" in case:
        assert {*row.decides} == {*case["decides"]} == {test for test in effects if effects[test] == "collides"}
    else:
        assert [test for test in effects if effects[test] in {"softens", "revises"}] == case["by"]


@pytest.mark.parametrize("case", SAVED, ids=map(name, SAVED))
def test_one_test_saves(case: dict[str, Any]) -> None:
    found = outcomes(case)
    assert TABLE.first(found) is None
    assert TABLE.strength(found) == "none"
    effects = TABLE.effects(found)
    assert [test for test in effects if effects[test] != "passes"] == [case["saves"]]
    assert effects[case["saves"]] == "saves"


def test_every_row_is_reached_and_every_strength_and_saving() -> None:
    reached = [TABLE.first(outcomes(case)) for case in VERDICTS if "decides" in case]
    assert [row for row in TABLE.rows if not any(row is one for one in reached)] == []
    asked = {test for row in TABLE.rows for test in row.asks}
    never = {"wording", "rank", "earliest"}
    assert asked - {case["saves"] for case in SAVED} == never, "these save only beside another that is told first"
    for sets, effect in ((TABLE.softens, "softens"), (TABLE.revises, "revises")):
        told = {(test, outcomes(case)[test]) for case in VERDICTS for test in case.get("by", ())}
        assert {(test, value) for test, values in sets.items() for value in values} <= told, effect


def test_a_test_that_saves_alone_is_no_test_that_collides() -> None:
    deciding = {(test, value) for row in TABLE.rows for test in row.decides for value in row.asks[test]}
    assert not deciding & {(test, value) for test in TABLE.saves for value in TABLE.saves[test]}


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_every_outcome_has_a_sentence(lang: str) -> None:
    words = table("verdict_words")[lang]
    for test, outcomes in TABLE.outcomes.items():
        assert words[test].keys() == outcomes, test
        assert len(set(words[test].values())) == len(outcomes), test
    assert list(TESTS) == list(TABLE.tests)
    assert TABLE.outcomes["nature"] == {*NATURES, "untold"}


def test_chinese_has_a_word_for_all_that_the_tests_compare() -> None:
    called, lists = table("verdict_words")["zh"]["called"], table("comparing")
    sides = {side for distinction in lists["aspects"].values() for side in distinction}
    ways = {f"{no}{way}" for way in get_args(Direction) for no in ("", "not ")}
    kinds = {*NATURES, *TABLE.outcomes["period"], *get_args(Modality)}
    assert called.keys() == {*lists["superlatives"], *lists["themes"], *sides, *ways, *kinds, "untold"}
    assert not any(word.isascii() for word in called.values())


# --- a table that is wrong

GOOD = """
[outcomes]
subject = ["same", "different"]
direction = ["opposed", "agree"]
[softens]
subject = ["different"]
[[collision]]
kind = "direction"
strength = "contradiction"
decides = ["direction"]
direction = ["opposed"]
"""

WRONG: list[tuple[str, str, tuple[str, ...]]] = [
    (
        'subject = ["same", "different"]',
        'topicality = ["same"]',
        ("nothing tests 'topicality'", "'subject' is no test"),
    ),
    ('kind = "direction"', 'kind = "quarrel"', ("'quarrel' is no kind; there are numeric, direction",)),
    ('kind = "direction"\n', "", ("None is no kind",)),
    ('strength = "contradiction"', 'strength = "revision"', ("'revision' is no strength",)),
    ('decides = ["direction"]', 'decides = ["subject"]', ("subject decides and is not asked for",)),
    ('decides = ["direction"]', "decides = []", ("nothing decides",)),
    ('direction = ["opposed"]\n', 'direction = ["up"]\n', ("direction is never 'up'; it is opposed, agree",)),
    ('direction = ["opposed"]\n', 'direction = ["opposed"]\nplce = ["same"]\n', ("'plce' is no test",)),
    ('direction = ["opposed"]\n', 'direction = "opposed"\n', ("direction asks for no list of outcomes",)),
    ('direction = ["opposed"]\n', "direction = []\n", ("direction asks for no list of outcomes",)),
    ('subject = ["different"]', 'subject = ["differing"]', ("[softens]: subject is never 'differing'",)),
    ("[softens]", "[weakens]", ("[weakens] says nothing here",)),
    ("[softens]", "[softens", ("no TOML",)),
    (
        'kind = "direction"\nstrength = "contradiction"',
        'kind = "x"\nstrength = "y"\nz = ["w"]',
        ("'x' is no kind", "'y' is no strength", "'z' is no test"),
    ),
]


@pytest.mark.parametrize(("before", "after", "said"), WRONG, ids=[after[:30] for _, after, _ in WRONG])
def test_a_wrong_table_is_refused_with_all_that_is_wrong(before: str, after: str, said: tuple[str, ...]) -> None:
    assert Table.read(GOOD).tests == ("subject", "direction")
    assert GOOD.count(before) == 1
    with pytest.raises(DataError) as caught:
        Table.read(GOOD.replace(before, after))
    assert len(caught.value.problems) == len(said)
    for problem, words in zip(caught.value.problems, said, strict=True):
        assert str(problem).startswith("verdicts.toml: ")
        assert words in str(problem)


def test_a_table_without_rows_is_refused() -> None:
    with pytest.raises(DataError, match=r"no row \[\[collision\]\]"):
        Table.read(GOOD[: GOOD.index("[[collision]]")])
