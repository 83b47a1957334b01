"""When a claim holds that tells its time only by the frame of its passage, in three scripts."""

from __future__ import annotations

import tomllib
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from kg.model import Article
from tests.reading import reader

FILE = Path(__file__).parent / "cases" / "framed_periods.toml"
CASES: list[dict[str, Any]] = tomllib.loads(FILE.read_text(encoding="utf-8"))["case"]
WRITTEN = date(2026, 5, 20)


def test_every_passage_is_there() -> None:
    assert (len(CASES), sum(len(case["times"]) for case in CASES)) == (26, 140)
    assert {case["lang"] for case in CASES} == {"zh-Hans", "zh-Hant", "en"}


@pytest.mark.parametrize("case", CASES, ids=[case["text"][:30] for case in CASES])
def test_claims_hold_in_the_time_of_their_frame(case: dict[str, Any]) -> None:
    article = Article(id="case", text=case["text"], sha256="", lang=case["lang"], published=WRITTEN)
    claims = reader().extract(article).claims
    found = {}
    for words in case["times"]:
        place = case["text"].index(words) + len(words) // 2
        period = next(claim for claim in claims if claim.span.start <= place < claim.span.end).period
        found[words] = f"{period.start}..{period.end}" if period else ""
    assert found == case["times"]
