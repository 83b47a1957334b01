"""The scores in README files are those that `kg eval` prints.

Refresh them with `pytest tests/test_readme.py --refresh-golden`.
"""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from ingest.evaluate import evaluate
from ingest.report import table
from tests.reading import reader

ROOT = Path(__file__).resolve().parents[1]
TOLD = [("README.md", "corpus"), ("tests/passages/README.md", "tests/passages")]  # where, and of which folder
BLOCK = re.compile(r"(<!-- scores: kg eval [\w/]+ -->\n```text\n)(.*?)(```\n<!-- /scores -->)", re.DOTALL)
NEAR = 0.03  # what another machine's arithmetic may move a score by


def scores(text: str) -> dict[str, list[float]]:
    """Figures by the label of their row."""
    rows = re.findall(r"^( *[A-Za-z][\w ()-]*?) {2,}(-?[\d.].*)$", text, re.MULTILINE)
    return {label: [float(cell) for cell in cells.split() if cell != "-"] for label, cells in rows}


@pytest.mark.parametrize(("file", "folder"), TOLD)
def test_the_scores_are_those_that_the_command_prints(file: str, folder: str, request: pytest.FixtureRequest) -> None:
    readme = ROOT / file
    text = readme.read_text(encoding="utf-8")
    block = BLOCK.search(text)
    assert block is not None
    assert f"kg eval {folder} " in block[1]
    printed = _printed(folder)
    if request.config.getoption("--refresh-golden"):
        readme.write_text(BLOCK.sub(lambda match: match[1] + printed + match[3], text), encoding="utf-8")
        return
    told, found = scores(block[2]), scores(printed)
    assert told.keys() == found.keys()
    assert len(told) > 20
    for label, figures in found.items():
        assert told[label][:4] == pytest.approx(figures[:4], abs=NEAR), label


def _printed(folder: str) -> str:
    report = evaluate([ROOT / folder], reader().extract, reader().knowledge)
    return table(report).split("\n\narticle")[0].strip("\n") + "\n"
