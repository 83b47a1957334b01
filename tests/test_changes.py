"""Metric and direction of claims, read from one statement in two languages."""

from __future__ import annotations

import tomllib
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from ingest.implied import FILE as FILE_OF_RULES
from ingest.implied import LISTED
from ingest.lexicons import layer
from kg.concepts import ENTITY_TYPES
from kg.gazetteer import Knowledge
from kg.model import Claim
from tests.reading import extract

FOLDER = Path(__file__).parent / "cases"


def load(name: str) -> dict[str, Any]:
    return tomllib.loads((FOLDER / f"{name}.toml").read_text(encoding="utf-8"))


CASES = load("changes")["case"]
COUNTS = {"named": 9, "negated": 2, "pole": 7, "implied": 17, "measured": 11, "numbers": 6, "chosen": 6}

METRIC, DIRECTION = load("metric"), load("direction")
LIMITS: dict[str, str] = {**METRIC["limits"], **DIRECTION.pop("limits", {})}
METRICS = [(metric, text) for metric, pairs in METRIC["metric"].items() for pair in pairs for text in pair]
WAYS = [
    (behaviour, way, text)
    for behaviour, ways in DIRECTION.items()
    for way, pairs in ways.items()
    for pair in pairs
    for text in pair
]
DENIED = {"negated": "negated", "doubled": "affirmed"}


def cases(rows: list[tuple[str, ...]]) -> list[Any]:
    """Rows that end in a sentence; the known limits must fail, so that they are told when they pass."""
    return [
        pytest.param(*row, id=row[-1][:40], marks=pytest.mark.xfail(reason=LIMITS[row[-1]], strict=True))
        if row[-1] in LIMITS
        else pytest.param(*row, id=row[-1][:40])
        for row in rows
    ]


def first(text: str) -> Claim:
    return extract(text).claims[0]


def test_the_tables_are_whole() -> None:
    assert (len(METRICS), len(WAYS), len(LIMITS)) == (484, 314, 1)
    assert len({text for *_, text in (*METRICS, *WAYS)}) > 400
    assert METRIC["metric"].keys() - {"nothing"} <= Knowledge.load().metrics.keys()
    assert {way for _, way, _ in WAYS} == {"up", "down", "flat", "none"}
    assert LIMITS.keys() <= {text for *_, text in (*METRICS, *WAYS)}


@pytest.mark.parametrize(("metric", "text"), cases(METRICS))
def test_metric(metric: str, text: str) -> None:
    claims = extract(text).claims
    if metric == "nothing":
        assert not claims or claims[0].metric is None
    else:
        assert claims[0].metric == metric, claims


@pytest.mark.parametrize(("behaviour", "way", "text"), cases(WAYS))
def test_direction(behaviour: str, way: str, text: str) -> None:
    claim = first(text)
    assert claim.direction == way, claim
    assert claim.polarity == DENIED.get(behaviour, claim.polarity), claim


def test_every_case_is_there_and_checks_something() -> None:
    assert Counter(case["behaviour"] for case in CASES) == COUNTS
    assert len({case[lang] for case in CASES for lang in ("zh", "en")}) == 2 * len(CASES)
    assert {case["metric"] for case in CASES} <= Knowledge.load().metrics.keys()
    assert {case["direction"] for case in CASES} == {"up", "down", "flat", "none"}


def test_rules_speak_of_what_is_known() -> None:
    known = Knowledge.load()
    data = tomllib.loads(FILE_OF_RULES.read_text(encoding="utf-8"))
    rules = [*data["measure"], *data["topic"]]
    told = {cue.get("metric") for _, cue in layer("movement")} - {None}
    assert told | {rule["metric"] for rule in rules} | {*data["soft"]} <= known.metrics.keys()
    named = {id for rule in rules for key in ("about", "beside") for id in rule.get(key, ())}
    assert named - {LISTED, *ENTITY_TYPES} <= known.entities.keys()
    assert all(rule.get("words") or rule.get("unit") or rule.get("about") for rule in data["measure"])


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("case", CASES, ids=[f"{case['behaviour']}-{case['en'][:40]}" for case in CASES])
def test_case(case: dict[str, str], lang: str) -> None:
    claim = extract(case[lang]).claims[0]
    assert (claim.metric, claim.direction) == (case["metric"], case["direction"]), claim


CARRIED = load("carried")["case"]


def test_the_carried_are_all_there() -> None:
    assert len(CARRIED) == 22


@pytest.mark.parametrize("case", CARRIED, ids=[case["text"][:40] for case in CARRIED])
def test_carried(case: dict[str, str]) -> None:
    """What the last claim of a text goes on about; nothing where it tells of another thing."""
    assert (extract(case["text"]).claims[-1].metric or "nothing") == case["metric"]
