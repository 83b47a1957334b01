"""Which metric a proposition is about: the counts of wording, the weights, and how both are made."""

from __future__ import annotations

from math import exp

import pytest

from ingest.choosing import LEAST, Case, choose, fitted
from ingest.wording import EXAMPLES, MOST, NOTHING, OFTEN, Wording
from kg.gazetteer import Knowledge
from tests.training import Example, counted, fit, phrases, weighed

# What a model of words must tell apart, no word of which names a metric: Chinese and English
TOLD = [
    ("zh", ["排", "排队", "队", "到", "明年", "~排队", "~明年"], "supply", "allocation"),
    ("en", ["queue", "for", "a", "deliveri", "slot"], "supply", "allocation"),
    ("zh", ["打官司", "告", "法院", "~告上", "~法院"], "lawsuit", "capex"),
    ("en", ["court", "judg", "su", "su over"], "lawsuit", "capex"),
]


@pytest.mark.parametrize(("lang", "marks", "metric", "other"), TOLD)
def test_wording_suggests_what_is_meant(lang: str, marks: list[str], metric: str, other: str) -> None:
    told = Wording.load(lang).suggests(marks)
    assert told[metric] > told.get(other, LEAST)
    assert list(told.values()) == sorted(told.values(), reverse=True)
    assert len(told) == MOST
    assert sum(map(exp, told.values())) < 1 < (MOST + 1) * exp(LEAST)  # none that counts is left out


def test_what_nobody_has_seen_suggests_what_is_told_most() -> None:
    wording = Wording({EXAMPLES: {"capex": 5, "supply": 5}, OFTEN: {"supply": 1}, "built": {"capex": 5}})
    assert max(wording.suggests(["never seen"]).items(), key=lambda one: one[1])[0] == "supply"
    assert max(wording.suggests(["built"]).items(), key=lambda one: one[1])[0] == "capex"


@pytest.mark.parametrize(
    ("case", "metric"),
    [
        (Case({"capex": {"named": 3.5}}, {"revenue": -0.1, NOTHING: -3.0}), "capex"),  # a plain name beats a suggestion
        (Case({}, {"demand": -0.1, "capex": -3.0}), "demand"),
        (Case({}, {"demand": -4.0, "capex": -4.1, NOTHING: -0.1}), None),
        (Case({}, {"demand": -3.0, NOTHING: -3.0}, sentence="revenue", paragraph="revenue"), "revenue"),
    ],
)
def test_the_metric_with_most_to_be_said_for_it_is_chosen(case: Case, metric: str | None) -> None:
    assert choose(case) == metric


def test_counts_and_phrases_speak_of_known_metrics() -> None:
    known = {*Knowledge.load().metrics, NOTHING}
    found = phrases()
    assert len(found) > 15_000
    assert {phrase.lang for phrase in found} == {"en", "zh-Hans", "zh-Hant"}
    assert {phrase.metric for phrase in found} <= known
    assert {phrase.direction for phrase in found} == {"up", "down", "flat", "none"}
    for lang in ("zh", "en"):
        assert Wording.load(lang).suggests([]).keys() <= known


def test_counting_and_fitting_find_what_tells() -> None:
    told = [Example("en", "supply", ["queue", "the"])] * 4 + [Example("en", "capex", ["built", "the"])] * 4
    table = counted(told)["en"]
    assert table["queue"] == {"supply": 4}
    assert table["the"] == {"capex": 4, "supply": 4}
    signs = {"supply": {"named": 3.0}}
    gold = [Example("en", "supply", ["queue"], "a", Case(signs, {"supply": -1.0, "capex": -1.0}))] * 5
    ((named,)) = fit(list(weighed(gold, ["named"])), 1)
    assert named > 0


def test_every_reason_has_a_weight_that_is_a_number() -> None:
    weights = fitted()
    assert {"wording", "named", "move", "nothing", "paragraph"} <= weights.keys()
    assert weights["wording"] > 0 < weights["paragraph"]
