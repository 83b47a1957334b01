"""Scores of those who foretell: what they come to, and what holds of all of them."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from itertools import count
from pathlib import Path
from random import Random
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from api.scores import buckets, scored
from kg.errors import DataError
from kg.model import Outcome
from queries.forecasts import brier, calibration, wilson
from queries.frames import calibration_frame, scores_frame
from queries.probabilities import probabilities, read, stated
from queries.scoring import GROUPS, Resolved, error, score, scores, unmeasured
from tests.stances import Told, number, stance
from tests.surface import packaged

LIKELY = probabilities()
T = "000000000000 USD"
WORTH: Told = {"entities": ["NVDA"], "metric": "market_cap", "kind": "prediction", "published": "2024-01-01"}
_ids = count()


def came(
    outcome: Outcome, quote: str = "It will be so", on: str | None = None, actual: str | None = None, **told: Any
) -> Resolved:
    """A prediction with these facts that came out so."""
    one = stance(packaged(), f"{next(_ids):04}", quote, {**WORTH, **told})
    quantity = number(actual, one.claim.span) if actual else None
    return Resolved(stance=one, outcome=outcome, on=date.fromisoformat(on) if on else None, actual=quantity)


# by script: who says so, how likely it is meant
CHANCES: list[tuple[str, dict[str, Any], float | None]] = [
    ("英伟达市值明年会翻倍", {"modality": "certain"}, 0.93),
    ("輝達市值明年大概會翻倍", {"modality": "probable"}, 0.75),
    ("Nvidia may double next year", {"modality": "possible"}, 0.5),
    ("If demand holds, Nvidia will double", {"modality": "conditional"}, None),
    ("英伟达市值有 30% 的概率翻倍", {"modality": "possible", "numbers": ["30 %"]}, 0.3),
    ("輝達市值翻倍的機率有 30%", {"modality": "possible", "numbers": ["30 %"]}, 0.3),
    ("There is a 30% chance that Nvidia doubles", {"modality": "possible", "numbers": ["30 %"]}, 0.3),
    ("There is a 60 to 70% chance that Nvidia doubles", {"modality": "possible", "numbers": ["60..70 %"]}, 0.65),
    ("There is no 30% chance that Nvidia doubles", {"polarity": "negated", "numbers": ["30 %"]}, 0.93),
    ("英伟达市值会涨 30%", {"numbers": ["by 30 %"]}, 0.93),
    ("輝達市值會漲 30%", {"numbers": ["by 30 %"]}, 0.93),
    ("Nvidia will rise by 30%", {"numbers": ["by 30 %"]}, 0.93),
]


@pytest.mark.parametrize(("quote", "told", "expected"), CHANCES)
def test_how_likely_it_is_said_to_be(quote: str, told: dict[str, Any], expected: float | None) -> None:
    assert stated(came("true", quote, **told).stance, LIKELY) == (expected and pytest.approx(expected))


ERRORS: list[tuple[dict[str, Any], str, float | None]] = [
    ({"numbers": ["4" + T]}, "5" + T, 0.2),
    ({"numbers": ["6" + T]}, "5" + T, 0.2),
    ({"numbers": ["4000000000000..6000000000000 USD"]}, "5" + T, 0.0),
    ({"numbers": [">= 4" + T]}, "5" + T, 0.0),
    ({"numbers": ["<= 4" + T]}, "5" + T, 0.2),
    ({"metric": "power_consumption", "numbers": ["4 GW"]}, "5000 MW", 0.2),
    ({"direction": "up", "numbers": ["by 30 %"]}, "24 %", 0.25),
    ({"direction": "down", "numbers": ["by 30 %"]}, "-24 %", 0.25),
    ({"polarity": "negated", "numbers": ["5" + T]}, "4" + T, None),
]


@pytest.mark.parametrize(("told", "actual", "expected"), ERRORS)
def test_how_far_a_number_was_off(told: dict[str, Any], actual: str, expected: float | None) -> None:
    found = error(came("partly", actual=actual, **told))
    assert found is None if expected is None else float(found or 0) == pytest.approx(expected)


@pytest.mark.parametrize(
    ("told", "actual", "why"),
    [
        ({"numbers": ["4" + T]}, "30000000000000 CNY", "CNY cannot be held against USD"),
        ({"metric": "power_consumption", "numbers": ["4 GW"]}, "4 GWh", "GWh cannot be held against GW"),
        ({}, "4" + T, "a claim without a number"),
        ({"numbers": ["4" + T]}, "0 USD", "zero, of which nothing is a share"),
    ],
)
def test_a_number_of_another_kind_is_told(told: dict[str, Any], actual: str, why: str) -> None:
    one = came("true", actual=actual, **told)
    assert why in unmeasured([one])[one.stance.claim.id]
    assert (score([one], LIKELY).measured, score([one], LIKELY).error) == (0, None)


def test_a_group_is_scored() -> None:
    found = [
        came("true", period="2024", on="2024-07-01", numbers=["4" + T], actual="5" + T),
        came("true", period="2024", modality="probable"),
        came("partly", period="2024", modality="conditional"),
        came("false", period="2025", numbers=["10" + T], actual="5" + T),
        came("void", period="2024", numbers=["1" + T], actual="5" + T),
    ]
    told = score(found, LIKELY)
    assert (told.resolved, told.hits, told.partly, told.missed, told.void) == (4, 2, 1, 1, 1)
    assert told.rate is not None
    assert told.rate.share == 0.625
    assert (told.told, told.brier) == (3, pytest.approx((0.07**2 + 0.25**2 + 0.93**2) / 3))
    assert (told.lead, told.measured, told.error) == (365, 2, pytest.approx(0.6))
    assert [(one.low, one.count, one.right) for one in told.calibration] == [(0.7, 1, 1.0), (0.9, 2, 1.0)]


def test_who_denies_and_is_right_has_a_hit() -> None:
    told = score([came("true", polarity="negated")], LIKELY)
    assert (told.hits, told.brier) == (1, pytest.approx(0.07**2))


def test_days_ahead_end_when_it_comes_due() -> None:
    leads = [came("true", period="2024", on=on).lead for on in (None, "2024-03-01", "2026-01-01")]
    assert leads == [365, 60, 365]
    assert came("true").lead is None


BY: dict[str, list[tuple[str, int]]] = {
    "author": [("林一", 2), ("Mo Hale", 1), ("jensen-huang", 1), ("untold", 1)],
    "publisher": [("untold", 3), ("The Ledger", 1), ("观潮", 1)],
    "metric": [("market_cap", 4), ("untold", 1)],
    "horizon": [("under 1 year", 1), ("1 to 3 years", 2), ("over 3 years", 1), ("untold", 1)],
}
MADE = [
    came("true", "英伟达会翻倍", author="林一", publisher="观潮", period="2024"),
    came("false", "輝達會翻倍", author="林一", period="2025"),
    came("true", "It will double", author="Mo Hale", publisher="The Ledger", period="2026"),
    came("true", "Huang sees it double", author="Mo Hale", speaker="jensen-huang", period="2028"),
    came("partly", "It will be fine", metric=None),
]
MADE[3] = replace(MADE[3], stance=replace(MADE[3].stance, found=replace(
    MADE[3].stance.found, head=replace(MADE[3].stance.found.head, publisher=None))))  # fmt: skip


@pytest.mark.parametrize("by", GROUPS)
def test_groups_are_told_by_what_they_have_in_common(by: Any) -> None:
    assert [(one.group, one.resolved) for one in scores(MADE, by, LIKELY)] == BY[by]


def test_few_have_a_wide_interval_and_are_told() -> None:
    columns, rows = scored([*scores(MADE, "author", LIKELY), score(MADE, LIKELY)], "author", packaged())
    assert columns[0] == "author"
    assert [row[0] for row in rows] == ["林一", "Mo Hale", "Jensen Huang", "(not told)", "all"]
    assert rows[1][6] == "100% (21–100%)"


def test_a_table_speaks_chinese() -> None:
    columns, rows = scored(scores(MADE, "horizon", LIKELY), "horizon", packaged(), "zh-Hans")
    assert (columns[0], columns[6]) == ("期限", "应验率（95%）")
    assert [row[0] for row in rows] == ["一年以内", "一至三年", "三年以上", "（未说明）"]
    columns, rows = buckets(scores(MADE, "metric", LIKELY), "metric", packaged(), "zh-Hans")
    assert (columns[1], rows[0][0], rows[0][1]) == ("所说的概率", "市值", "90–100%")


def test_frames_have_a_row_a_group_and_a_row_a_tenth() -> None:
    told = scores(MADE, "author", LIKELY)
    frame, tenths = scores_frame(told, "author"), calibration_frame(told, "author")
    assert list(frame["resolved"]) == [2, 1, 1, 1]
    assert tenths["predictions"].sum() == 5
    assert list(scores_frame([], "author").columns)[:3] == ["by", "group", "resolved"]


def test_data_of_ones_own_changes_what_it_names(tmp_path: Path) -> None:
    own = tmp_path / "probabilities.toml"
    own.write_text("[probability]\nprobable = 0.6\nconditional = 0.5\n", encoding="utf-8")
    assert probabilities(own) == {**LIKELY, "probable": 0.6, "conditional": 0.5}


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("[probability]\nprobabel = 0.5", "own.toml: probability.probabel is no modality; did you mean probable?"),
        ("[probability]\npossible = 1.5", "own.toml: probability.possible = 1.5 is no probability"),
        ("[probability]\npossible = true", "probability.possible = True is no probability"),
        ("[probability]\npossible = nan", "probability.possible = nan is no probability"),
        ('[probability]\npossible = "even"', "probability.possible = even is no probability"),
        ("probable = 0.5", "own.toml: there is no table [probability]"),
        ("probability = 0.5", "there is no table [probability]"),
        ("[probability]\ncertain = 1\n[odds]", "odds says nothing here"),
        ("[probability", "own.toml: no TOML"),
    ],
)
def test_wrong_data_is_told_with_its_file_and_key(text: str, said: str) -> None:
    with pytest.raises(DataError) as caught:
        read(text, "own.toml")
    assert said in str(caught.value)


def test_every_problem_is_told_at_once() -> None:
    with pytest.raises(DataError) as caught:
        read("[probability]\nlikely = 0.5\npossible = 2", "own.toml")
    assert len(caught.value.problems) == 2


def test_a_file_that_is_not_there_is_told(tmp_path: Path) -> None:
    with pytest.raises(DataError, match="cannot be read"):
        probabilities(tmp_path / "none.toml")
    (tmp_path / "gbk.toml").write_bytes("# 概率".encode("gbk"))
    with pytest.raises(DataError, match="no text in UTF-8"):
        probabilities(tmp_path / "gbk.toml")


shares = st.floats(0, 1)


@given(st.integers(1, 500).flatmap(lambda of: st.tuples(st.integers(0, 2 * of), st.just(of))))
def test_an_interval_has_the_share_in_it(told: tuple[int, int]) -> None:
    halves, of = told
    found = wilson(halves / 2, of)
    assert 0 <= found.low <= found.share <= found.high <= 1
    assert found.high - found.low < 1
    wider, narrower = wilson(halves / 2, of), wilson(2 * halves, 4 * of)
    assert narrower.high - narrower.low < wider.high - wider.low


@given(st.lists(st.tuples(shares, st.sampled_from([0.0, 0.5, 1.0])), min_size=1))
def test_forecasts_are_scored_within_bounds(found: list[tuple[float, float]]) -> None:
    assert 0 <= brier(found) <= 1
    held = calibration(found)
    assert sum(one.count for one in held) == len(found)
    assert sum(one.right for one in held) == pytest.approx(sum(right for _, right in found))
    assert all(one.low - 1e-6 <= one.stated <= one.high + 1e-6 for one in held)


@given(st.lists(st.sampled_from([0.0, 1.0]), min_size=1))
def test_who_is_sure_and_right_has_next_to_nothing(came: list[float]) -> None:
    assert brier([(right, right) for right in came]) == 0
    assert brier([(1 - right, right) for right in came]) == 1


drawn = st.lists(st.tuples(st.integers(0, len(MADE) - 1), st.sampled_from(["true", "false", "partly", "void"])))


def _drawn(told: list[tuple[int, Any]]) -> list[Resolved]:
    return [replace(MADE[nth], outcome=outcome) for nth, outcome in told]


@given(drawn, st.sampled_from(GROUPS))
def test_groups_part_what_is_resolved(told: list[tuple[int, Any]], by: Any) -> None:
    found = _drawn(told)
    parts, whole = scores(found, by, LIKELY), score(found, LIKELY)
    for name in ("resolved", "hits", "partly", "missed", "void", "told", "measured"):
        assert sum(getattr(one, name) for one in parts) == getattr(whole, name), name
    assert whole.resolved + whole.void == len(found)
    assert whole.hits + whole.partly + whole.missed == whole.resolved
    assert len({one.group for one in parts}) == len(parts)


@given(drawn, st.sampled_from(GROUPS), st.randoms(use_true_random=False))
def test_their_order_is_of_no_matter(told: list[tuple[int, Any]], by: Any, random: Random) -> None:
    found = _drawn(told)
    mixed = random.sample(found, len(found))
    assert scores(found, by, LIKELY) == scores(mixed, by, LIKELY)
    assert score(found, LIKELY) == score(mixed, LIKELY)
