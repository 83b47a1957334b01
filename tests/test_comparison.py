"""Two claims given as values: the verdict, what each test finds, and that languages and sides change nothing."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from functools import cache
from typing import Any

import pytest

from kg.gazetteer import Knowledge
from kg.model import Contradiction
from queries.comparison.table import Table
from queries.comparison.telling import told
from queries.comparison.verdict import collides, compare
from tests.stances import stance
from tests.tables import FOLDER, LANGS

CASES: list[dict[str, Any]] = tomllib.loads((FOLDER / "comparisons.toml").read_text(encoding="utf-8"))["case"]
FIELDS = {
    "behaviour",
    "both",
    "left",
    "right",
    "zh",
    "en",
    "across",
    "verdict",
    "saves",
    "by",
    "decides",
    "finds",
    "limit",
}
HARD = """other year; other measure; other subject; a bound against a value inside it; GW and MW; 亿 and bn, exact;
rounding; about; other currency without a rate; segment against total; two segments; other region; each on a condition;
a view the author only reports; the same voice later; quarter against year; a denied bound against what it leaves;
doubly denied; growth against level; firsts by different scales; more is held to be less likely"""
knowledge = cache(Knowledge.load)


def sides() -> Iterator[Any]:
    """Each case with both quotes in one language, and in either with the other in the other."""
    for case in CASES:
        for one in LANGS:
            for other in LANGS:
                if one == other or case.get("across", True):
                    limit = case.get("limit")
                    marks = [pytest.mark.xfail(reason=limit, strict=True)] if limit else []
                    yield pytest.param(case, one, other, marks=marks, id=f"{case['behaviour']}-{one}-{other}")


def verdict(case: dict[str, Any], one: str, other: str) -> Contradiction:
    left = stance(knowledge(), "1", case[one][0], {**case.get("both", {}), **case.get("left", {})})
    right = stance(knowledge(), "2", case[other][1], {**case.get("both", {}), **case.get("right", {})})
    found = compare(left, right)
    assert compare(right, left) == found
    assert (found.left, found.right) == ("1", "2")
    assert collides(left, right) == collides(right, left) == (found.kind is not None)
    return found


def test_the_cases_are_what_they_claim_to_be() -> None:
    assert len(CASES) == 159
    assert len({case["behaviour"] for case in CASES}) == len(CASES)
    for case in CASES:
        assert case.keys() <= FIELDS, case["behaviour"]
        assert case.keys() >= {"verdict", "zh", "en"}
        assert case.keys() & {"saves", "by", "decides", "finds", "limit"} or case["verdict"] != "none"
        assert [len(case[lang]) for lang in LANGS] == [2, 2]
        assert all(quote.isascii() is (lang == "en") for lang in LANGS for quote in case[lang])


def test_every_hard_negative_is_there_and_is_no_contradiction() -> None:
    found = {case["behaviour"]: case["verdict"] for case in CASES}
    for behaviour in HARD.replace("\n", " ").split("; "):
        assert "contradiction" not in found[behaviour]


def test_every_outcome_is_found_by_a_case() -> None:
    found = {(test, outcome) for case in CASES for test, outcome in case.get("finds", {}).items()}
    declared = {(test, outcome) for test, outcomes in Table.load().outcomes.items() for outcome in outcomes}
    assert declared == found


@pytest.mark.parametrize(("case", "one", "other"), sides())
def test_the_verdict_is_the_same_in_every_language(case: dict[str, Any], one: str, other: str) -> None:
    found = verdict(case, one, other)
    outcomes = {reason.test: reason.outcome for reason in found.reasons}
    assert {test: outcomes[test] for test in case.get("finds", {})} == case.get("finds", {})
    assert f"{found.kind} {found.strength}".removeprefix("None ") == case["verdict"]
    effects = {effect: [one.test for one in found.reasons if one.effect == effect] for effect in ("saves", "collides")}
    softening = [reason.test for reason in found.reasons if reason.effect in {"softens", "revises"}]
    assert softening == case.get("by", softening)
    assert effects["saves"] == [case["saves"]] if "saves" in case else len(effects["saves"]) == (found.kind is None)
    assert {*effects["collides"]} == {*case.get("decides", effects["collides"])}


@pytest.mark.parametrize("case", CASES, ids=[case["behaviour"] for case in CASES])
def test_the_verdict_is_told_in_both_languages(case: dict[str, Any]) -> None:
    found = verdict(case, "en", "en")
    english, chinese = told(found, knowledge()), told(found, knowledge(), "zh-Hans")
    assert english.startswith({"none": "No contradiction: "}.get(found.strength, f"{found.strength.capitalize()}: ")), (
        english
    )
    assert english.endswith(".")
    assert chinese.endswith("。")
    assert "nothing in them collides" not in english


def test_things_measures_and_kinds_are_called_as_each_language_calls_them() -> None:
    case = next(case for case in CASES if case["behaviour"] == "other subject")
    english, chinese = (told(verdict(case, "en", "en"), knowledge(), lang) for lang in ("en", "zh-Hans"))
    ids = case["left"]["entities"][0], case["right"]["entities"][0]
    for lang, sentence in (("en", english), ("zh-Hans", chinese)):
        assert all(knowledge().entities[id].name(lang) in sentence for id in ids)
    assert not any(id in chinese for id in ids)
