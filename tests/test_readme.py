"""The scores in README files are those that `kg eval` prints, and the answers those that `kg` gives on `corpus`.

Refresh them with `pytest tests/test_readme.py --refresh-golden`.
"""

from __future__ import annotations

import re
import shlex
from pathlib import Path

import pytest
from click.testing import CliRunner

from api.cli import main
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


ANSWER = re.compile(r"(<!-- output: kg ([^\n]+) -->\n```text\n)(.*?)(```\n<!-- /output -->)", re.DOTALL)


def answers(text: str, store: Path) -> str:
    """`text` with what each command prints in its block."""
    return ANSWER.sub(lambda block: block[1] + _answer(block[2], store) + block[4], text)


def _answer(command: str, store: Path) -> str:
    done = CliRunner().invoke(main, ["--store", str(store), *shlex.split(command)])
    assert done.exit_code == 0, f"kg {command}: {done.stderr}"
    return done.stdout


def test_the_answers_are_those_that_the_commands_give(tmp_path: Path, request: pytest.FixtureRequest) -> None:
    readme, store = ROOT / "README.md", tmp_path / "store"
    text = readme.read_text(encoding="utf-8")
    assert ANSWER.search(text)
    assert CliRunner().invoke(main, ["--store", str(store), "ingest", str(ROOT / "corpus")]).exit_code == 0
    written = answers(text, store)
    if request.config.getoption("--refresh-golden"):
        readme.write_text(written, encoding="utf-8")
    else:
        assert text == written
