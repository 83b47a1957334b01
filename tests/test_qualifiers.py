"""Kind, modality, polarity and speaker of claims, read from one statement in two languages."""

from __future__ import annotations

import tomllib
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from kg.model import KINDS, Claim
from tests.reading import extract

FOLDER = Path(__file__).parent / "cases"
COUNTS = {"kind": 153, "modality": 54, "polarity": 77, "speaker": 72}
CASES = [
    {"field": field, **case}
    for field in COUNTS
    for case in tomllib.loads((FOLDER / f"{field}.toml").read_text(encoding="utf-8"))["case"]
]
LANGS = ("zh", "en")


def told(claim: Claim, field: str) -> str:
    """The field as the tables write it: the speaker is `author` where nobody else speaks."""
    return getattr(claim, field) or "author"


def found(case: dict[str, Any], lang: str) -> str:
    words = case.get("quote", {}).get(lang, "")
    claims = [claim for claim in extract(case[lang]).claims if words in claim.span.quote]
    answer = told(claims[0], case["field"]) if claims else "none"
    return "*" if case["want"] == "*" and answer not in {"author", "none"} else answer


def limits() -> list[Any]:
    """Every case in both languages, those that cannot be had yet marked with their reason."""
    return [
        pytest.param(
            case,
            lang,
            id=f"{case['field']}-{lang}-{case['en'][:40]}",
            marks=[pytest.mark.xfail(reason=case["limit"][lang], strict=True)] if lang in case.get("limit", {}) else [],
        )
        for case in CASES
        for lang in LANGS
    ]


def test_every_case_is_there_and_checks_something() -> None:
    assert Counter(case["field"] for case in CASES) == COUNTS
    assert len({(case["field"], case[lang]) for case in CASES for lang in LANGS}) == 2 * len(CASES)
    assert {case["want"] for case in CASES if case["field"] == "kind"} == {*KINDS, "none"}
    assert all(set(case.get("limit", {})) <= set(LANGS) for case in CASES)


@pytest.mark.parametrize(("case", "lang"), limits())
def test_case(case: dict[str, Any], lang: str) -> None:
    assert found(case, lang) == case["want"], case[lang]
