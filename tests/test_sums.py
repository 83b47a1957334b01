"""The arithmetic of passages: what is found right, found wrong, found to lack a factor, and left alone."""

from __future__ import annotations

import tomllib
from collections import Counter
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from opencc import OpenCC

from kg.model import Computation
from tests.reading import extract

FILE = Path(__file__).parent / "cases" / "sums.toml"
CASES = tomllib.loads(FILE.read_text(encoding="utf-8"))["case"]
COUNTS = {
    "product": 6,
    "group": 2,
    "rate": 6,
    "growth": 12,
    "parts": 4,
    "compound": 4,
    "reciprocal": 2,
    "units": 2,
    "unsaid": 2,
    "impossible": 2,
    "closing": 5,
    "years": 5,
    "shares": 6,
    "metrics": 3,
    "plain": 29,
}
SCRIPTS = ("zh-Hans", "zh-Hant", "en")
FLAGGED = {"inconsistent", "needs_input", "impossible"}


@cache
def traditional() -> OpenCC:
    return OpenCC("s2twp")


def text_of(case: dict[str, Any], script: str) -> str:
    if script == "zh-Hant":
        return str(traditional().convert(case["zh"]))
    return str(case["en" if script == "en" else "zh"])


def worked(one: Computation) -> str:
    return one.missing or one.computed


def test_there_are_so_many_cases_of_each_kind() -> None:
    assert Counter(case["kind"] for case in CASES) == COUNTS


@pytest.mark.parametrize("script", SCRIPTS)
@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case['kind']}-{case['zh'][:12]}")
def test_sums(case: dict[str, Any], script: str) -> None:
    text = text_of(case, script)
    expected = case.get(f"computed_{script[:2]}", case.get("computed"))
    found = extract(text).computations
    told = "\n".join([text, *(f"{one.verdict}: {one.expression} | {one.computed} | {one.missing}" for one in found)])
    flagged = [one for one in found if one.verdict in FLAGGED]
    if case["verdict"] in FLAGGED:
        assert [(one.verdict, worked(one)) for one in flagged] == [(case["verdict"], expected)], told
    else:
        assert not flagged, told
        assert case["verdict"] == "plain" or expected in {worked(one) for one in found}, told


def test_the_chain_of_a_thesis_is_whole_and_its_unsaid_multiple_named() -> None:
    text = (Path(__file__).parents[1] / "corpus" / "nvidia-five-trillion.md").read_text(encoding="utf-8")
    found = extract(text).computations
    right = {one.stated.removesuffix("/year") for one in found if one.verdict == "consistent"}
    assert {"400000000000 USD", "300000000000 USD", "150000000000 USD"} <= right
    assert [one.missing for one in found if one.verdict == "needs_input"] == ["33.3 x"]
