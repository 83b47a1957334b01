"""Metric and direction of claims, read from one statement in two languages."""

from __future__ import annotations

import tomllib
from collections import Counter
from pathlib import Path

import pytest

from ingest.implied import FILE as FILE_OF_RULES
from ingest.implied import LISTED
from ingest.lexicons import layer
from kg.concepts import ENTITY_TYPES
from kg.gazetteer import Knowledge
from tests.reading import extract

FILE = Path(__file__).parent / "cases" / "changes.toml"
CASES = tomllib.loads(FILE.read_text(encoding="utf-8"))["case"]
COUNTS = {"named": 9, "negated": 2, "pole": 7, "implied": 17, "measured": 11, "numbers": 6, "chosen": 6}


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
    assert {id for rule in rules for id in rule.get("about", ())} - {LISTED, *ENTITY_TYPES} <= known.entities.keys()
    assert all(rule.get("words") or rule.get("unit") for rule in data["measure"])


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("case", CASES, ids=[f"{case['behaviour']}-{case['en'][:40]}" for case in CASES])
def test_case(case: dict[str, str], lang: str) -> None:
    claim = extract(case[lang]).claims[0]
    assert (claim.metric, claim.direction) == (case["metric"], case["direction"]), claim
