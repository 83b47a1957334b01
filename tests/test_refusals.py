"""Why sentences give no claim, and that words which are found in such sentences do not make others mute."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest

from tests.reading import explain, extract

FILE = Path(__file__).parent / "cases" / "refusals.toml"
CASES = tomllib.loads(FILE.read_text(encoding="utf-8"))["case"]


def test_every_case_is_there_and_checks_something() -> None:
    assert len(CASES) == len({case["zh"] for case in CASES}) == len({case["en"] for case in CASES}) == 70
    assert sum("claims" in case for case in CASES) == 25
    assert all(("claims" in case) != ("says" in case) for case in CASES)


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("case", CASES, ids=[case["en"][:40] for case in CASES])
def test_case(case: dict[str, Any], lang: str) -> None:
    claims = [claim.span.quote for claim in extract(case[lang]).claims]
    reasons = dict(explain(case[lang]))
    if "claims" in case:
        assert len(claims) == case["claims"], reasons
    else:
        assert case["says"] in reasons.values(), (claims, reasons)
        assert not set(claims) & set(reasons)
