"""Claims read from one statement in two languages."""

from __future__ import annotations

import tomllib
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from kg.model import Claim
from tests.reading import extract

FILE = Path(__file__).parent / "cases" / "claims.toml"
CASES = tomllib.loads(FILE.read_text(encoding="utf-8"))["case"]
COUNTS = {"subject": 6, "change": 11, "polarity": 10, "modality": 6, "kind": 8, "speaker": 9, "none": 3}


def facts(claim: Claim) -> dict[str, Any]:
    """What a case may ask of a claim."""
    quantities = [f"{q.low.normalize():f} {q.unit}" for q in claim.quantities if q.low is not None]
    return {
        "subject": claim.entities[0] if claim.entities else None,
        "first_two": claim.entities[:2],
        "metric": claim.metric,
        "direction": claim.direction,
        "polarity": claim.polarity,
        "modality": claim.modality,
        "kind": claim.kind,
        "speaker": claim.speaker is not None,
        "who": claim.speaker,
        "quantity": quantities,
        "period": f"{claim.period.start} {claim.period.end}" if claim.period else None,
    }


def holds(wanted: object, found: object) -> bool:
    return wanted in found if isinstance(found, list | tuple) else wanted == found


def test_every_case_is_there_and_checks_something() -> None:
    assert Counter(case["behaviour"] for case in CASES) == COUNTS
    assert all(case.get("want") or "claims" in case for case in CASES)
    assert len({case[lang] for case in CASES for lang in ("zh", "en")}) == 2 * len(CASES)


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("case", CASES, ids=[f"{case['behaviour']}-{case['en'][:40]}" for case in CASES])
def test_case(case: dict[str, Any], lang: str) -> None:
    claims = extract(case[lang]).claims
    if "claims" in case:
        assert len(claims) == case["claims"], [claim.span.quote for claim in claims]
        return
    words = case.get("quote", {}).get(lang, "")
    claim = next(claim for claim in claims if words in claim.span.quote)
    found = facts(claim)
    assert {key: found[key] for key, value in case["want"].items() if not holds(value, found[key])} == {}, claim
