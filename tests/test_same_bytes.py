"""The same articles give the same bytes and the same scores in every process, whatever its hash seed."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

from kg.version import DECIDING

ROOT = Path(__file__).resolve().parents[1]
ARTICLES = ["corpus/red-ocean.md", "corpus/earnings-note-nvidia.md"]
PASSAGE = "zh-server-brief"  # two of its claims answer one equally well
RUN = "import sys; from api.cli import main; sys.argv = ['kg', *sys.argv[1:]]; main()"


def told(seed: str, *words: str) -> bytes:
    """What `kg` with these words writes in a process of this hash seed."""
    command = [sys.executable, "-W", "ignore", "-c", RUN, *words]
    found = subprocess.run(
        command, cwd=ROOT, env={**os.environ, "PYTHONHASHSEED": seed}, capture_output=True, check=True
    )
    return found.stdout


def test_hash_seeds_change_nothing_that_is_found() -> None:
    first, second = told("1", "extract", *ARTICLES), told("2", "extract", *ARTICLES)
    assert first.count(b"\n") == len(ARTICLES)
    assert first == second


def test_hash_seeds_change_no_score(tmp_path: Path) -> None:
    passages = ROOT / "tests" / "passages"
    (tmp_path / "gold").mkdir()
    shutil.copy(passages / f"{PASSAGE}.md", tmp_path)
    shutil.copy(passages / "gold" / f"{PASSAGE}.json", tmp_path / "gold")
    first, second = told("1", "eval", str(tmp_path)), told("2", "eval", str(tmp_path))
    assert PASSAGE.encode() in first
    assert first == second


def test_every_file_of_data_is_part_of_the_version_that_reads() -> None:
    files = [file for name in ("ingest", "kg") for file in (ROOT / name / "data").iterdir() if file.is_file()]
    assert len(files) > 25
    assert {file.suffix for file in files} <= DECIDING
