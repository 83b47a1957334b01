"""A second reader's claims stand in their passages, are no gold, and agree with the first's as the README says.

Refresh the table with `pytest tests/test_agreement.py --refresh-golden`.
"""

from __future__ import annotations

import re
import subprocess
import sys
from functools import cache
from pathlib import Path

import pytest

from ingest.gold import load
from ingest.scores import Score
from kg.gazetteer import Knowledge
from tests.agreement import FIRST, ROWS, SECOND, agreement, table

PASSAGES = FIRST.parent
README = PASSAGES / "README.md"
TABLE = re.compile(
    r"(<!-- agreement: python -m tests\.agreement -->\n```text\n)(.*?)(```\n<!-- /agreement -->)", re.DOTALL
)
READ_TWICE = ["en-column", "en-earnings", "en-thread"]
NAMES = {"idaho"}  # not in our data, so the slug of the name


@cache
def scores() -> tuple[Score, ...]:
    return agreement()


def test_the_readme_tells_what_the_module_prints(request: pytest.FixtureRequest) -> None:
    text, printed = README.read_text(encoding="utf-8"), table(scores())
    if request.config.getoption("--refresh-golden"):
        README.write_text(TABLE.sub(lambda match: match[1] + printed + match[3], text), encoding="utf-8")
        return
    told = TABLE.search(text)
    assert told is not None
    assert told[2] == printed


def test_it_runs() -> None:
    run = subprocess.run(
        [sys.executable, "-m", "tests.agreement"],
        cwd=Path(__file__).resolve().parents[1],
        capture_output=True,
        text=True,
        check=True,
    )
    assert run.stdout == table(scores())


def test_every_row_has_something_to_count() -> None:
    assert [score.article for score in scores()] == READ_TWICE
    for score in scores():
        assert {row.measure for row in ROWS} <= set(score.tallies)


def test_the_first_reader_agrees_with_himself() -> None:
    lines = table(agreement(FIRST)).splitlines()[1:]
    assert len(lines) == len(ROWS)
    assert {cell for line in lines for cell in line.split()[-len(READ_TWICE) - 2 : -1]} == {"1.00"}


def test_a_second_reading_is_no_gold() -> None:
    assert {gold.file.parent for gold in load([PASSAGES])} == {FIRST}
    assert [gold.article.id for gold in load([SECOND])] == READ_TWICE


def test_entities_and_metrics_are_known() -> None:
    knowledge, claims = Knowledge.load(), [claim for gold in load([SECOND]) for claim in gold.claims]
    assert {id for claim in claims for id in claim.entities if id not in knowledge.entities} <= NAMES
    assert {claim.metric for claim in claims} <= {None, *knowledge.metrics}
