"""When a claim holds: which of the times around it is its own."""

from __future__ import annotations

import tomllib
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from ingest.terms import Time
from tests.reading import extract

FILE = Path(__file__).parent / "cases" / "claim_periods.toml"
CASES: list[dict[str, Any]] = tomllib.loads(FILE.read_text(encoding="utf-8"))["case"]
LANGS = ("zh", "en")
PARAMS = [
    pytest.param(
        case,
        lang,
        id=f"{case['behaviour']}-{lang}-{case[lang].strip()[:30]}",
        marks=[pytest.mark.xfail(strict=True, reason=case["limit"][lang])] if lang in case.get("limit", {}) else [],
    )
    for case in CASES
    for lang in LANGS
]


def test_every_case_is_there_and_checks_something() -> None:
    assert len(CASES) == 93
    assert sum(len(case.get("limit", {})) for case in CASES) == 6
    assert min(Counter(case["behaviour"] for case in CASES).values()) > 1
    assert all("want" in case or {"want_zh", "want_en"} <= case.keys() for case in CASES)


@pytest.mark.parametrize(("case", "lang"), PARAMS)
def test_case(case: dict[str, Any], lang: str) -> None:
    words = case.get("quote", {}).get(lang, "")
    claim = next(claim for claim in extract(case[lang]).claims if words in claim.span.quote)
    found = str(Time.read(claim.period)) if claim.period else ""
    assert found == case.get(f"want_{lang}", case.get("want")), claim
