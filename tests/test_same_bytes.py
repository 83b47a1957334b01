"""The same article gives the same bytes in every process, whatever its hash seed."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
ARTICLES = ["corpus/red-ocean.md", "corpus/earnings-note-nvidia.md"]
RUN = "import sys; from api.cli import main; sys.argv = ['kg', 'extract', *sys.argv[1:]]; main()"


def extracted(seed: str) -> bytes:
    command = [sys.executable, "-W", "ignore", "-c", RUN, *ARTICLES]
    found = subprocess.run(
        command, cwd=ROOT, env={**os.environ, "PYTHONHASHSEED": seed}, capture_output=True, check=True
    )
    return found.stdout


def test_hash_seeds_change_nothing() -> None:
    first, second = extracted("1"), extracted("2")
    assert first.count(b"\n") == len(ARTICLES)
    assert first == second
