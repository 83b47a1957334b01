"""The scores in the README are those that `kg eval corpus` prints.

Refresh them with `pytest tests/test_readme.py --refresh-golden`.
"""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from ingest.evaluate import evaluate
from ingest.pipeline import Reader
from ingest.report import table
from kg.gazetteer import Knowledge

ROOT = Path(__file__).resolve().parents[1]
README = ROOT / "README.md"
BLOCK = re.compile(r"(<!-- scores: kg eval corpus -->\n```text\n)(.*?)(```\n<!-- /scores -->)", re.DOTALL)
NEAR = 0.03  # what another machine's arithmetic may move a score by


def scores(text: str) -> dict[str, list[float]]:
    """Figures by the label of their row."""
    rows = re.findall(r"^( *[A-Za-z][\w ()-]*?) {2,}(-?[\d.].*)$", text, re.MULTILINE)
    return {label: [float(cell) for cell in cells.split() if cell != "-"] for label, cells in rows}


@pytest.fixture(scope="module")
def printed() -> str:
    knowledge = Knowledge.load()
    report = evaluate([ROOT / "corpus"], Reader(knowledge).extract, knowledge)
    return table(report).split("\n\narticle")[0].strip("\n") + "\n"


def test_the_scores_are_those_that_the_command_prints(printed: str, request: pytest.FixtureRequest) -> None:
    text = README.read_text(encoding="utf-8")
    if request.config.getoption("--refresh-golden"):
        README.write_text(BLOCK.sub(lambda match: match[1] + printed + match[3], text), encoding="utf-8")
        return
    block = BLOCK.search(text)
    assert block is not None
    told, found = scores(block[2]), scores(printed)
    assert told.keys() == found.keys()
    assert len(told) > 20
    for label, figures in found.items():
        assert told[label][:4] == pytest.approx(figures[:4], abs=NEAR), label
