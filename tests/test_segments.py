"""Sentences into propositions, zh beside en: what stands alone, what leads on to it and what goes on with it."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest

from ingest.segments import segments
from tests.reading import read

FILE = Path(__file__).parent / "cases" / "segments.toml"
CASES = tomllib.loads(FILE.read_text(encoding="utf-8"))["case"]
LANGS = ("zh", "en")


def test_enough_cases() -> None:
    assert len(CASES) >= 40
    assert all(case.keys() >= {"behaviour", *LANGS} and len(case[lang]) > 1 for case in CASES for lang in LANGS)


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("case", CASES, ids=[f"{case['behaviour']}-{case['en'][0][:40]}" for case in CASES])
def test_case(case: dict[str, Any], lang: str) -> None:
    text, *wanted = case[lang]
    passage = read(text).passage
    found = [passage.text[segment.start : segment.end] for segment in segments(passage)]
    if lang in case.get("limit", {}):
        assert found != wanted, "this limit is gone: take `limit` off"
    else:
        assert found == wanted
