"""Whom claims are about, read from passages in two languages."""

from __future__ import annotations

from collections import Counter
from typing import Any

import pytest

from kg.model import Claim
from tests.reading import extract
from tests.tables import LANGS, cases, several, table

CASES = table("subjects")
COUNTS = {
    "agreement": 5, "allocation": 2, "answer": 2, "bullet": 4, "business": 1, "cause": 4, "cited": 5,
    "common noun": 20,
    "comparison": 7,
    "existence": 3, "generic": 6, "heading": 4, "issuer": 2, "judged": 2, "market": 2, "modifier": 7,
    "ownerless": 3, "pair": 4, "part": 4,
    "passing": 4, "passive": 4, "place": 7,
    "possessive": 5, "product": 5, "pronoun": 8, "resumed": 3, "role": 2, "section": 1, "speaker": 5,
    "table": 2, "topic": 12, "trade": 5, "transfer": 3, "unknown head": 4, "new name": 5, "unknown name": 2, "zero": 7,
}  # fmt: skip
ASKED = {"first", "others", "never"}


def faults(wanted: dict[str, Any], claim: Claim) -> list[str]:
    """What of the case does not hold for the claim."""
    first = claim.entities[0] if claim.entities else "nothing"
    found = [f"{other} is missing" for other in several(wanted.get("others", [])) if other not in claim.entities]
    if "first" in wanted and first not in several(wanted["first"]):
        found.append(f"{first} comes first, not {wanted['first']}")
    if first in several(wanted.get("never", [])):
        found.append(f"{first} comes first")
    return found


def test_every_case_is_there_and_checks_something() -> None:
    assert Counter(case["behaviour"] for case in CASES) == COUNTS
    wanted = [claim for case in CASES for claim in case["claims"]]
    assert all(set(claim["of"]) <= set(LANGS) and claim.keys() - {"of"} <= ASKED and len(claim) > 1 for claim in wanted)
    assert all(any(lang in claim["of"] for claim in case["claims"]) for case in CASES for lang in LANGS)


@pytest.mark.parametrize(("lang", "case"), cases(CASES))
def test_case(lang: str, case: dict[str, Any]) -> None:
    claims = extract(case[lang], title=case.get("title", {}).get(lang)).claims
    for wanted in case["claims"]:
        if lang in wanted["of"]:
            claim = next((claim for claim in claims if wanted["of"][lang] in claim.span.quote), None)
            assert claim is not None, [claim.span.quote for claim in claims]
            assert faults(wanted, claim) == [], claim
