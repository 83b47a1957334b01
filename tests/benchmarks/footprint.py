"""What a user feels: how long `kg --help` takes, and how much memory a folder of articles needs.

`python -m tests.benchmarks.footprint COUNT` reads so many generated articles with the command line and prints the
peak memory of that process in MB.
"""

from __future__ import annotations

import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from tests.benchmarks import texts

ROOT = Path(__file__).resolve().parents[2]
KG = [sys.executable, "-c", "from api.cli import main; main()"]
CHARACTERS = 200
TRIES = 5


def start_up(command: list[str]) -> float:
    """The best of some runs of the command, in seconds."""
    return min(_once(command) for _ in range(TRIES))


def _once(command: list[str]) -> float:
    start = time.perf_counter()
    subprocess.run(command, cwd=ROOT, check=True, capture_output=True)
    return time.perf_counter() - start


def peak(count: int) -> float:
    """Peak memory in MB of reading `count` articles, in a process of its own."""
    command = [sys.executable, "-m", "tests.benchmarks.footprint", str(count)]
    return float(subprocess.run(command, cwd=ROOT, check=True, capture_output=True, text=True).stdout)


def _peak_of_reading(count: int) -> float:
    with tempfile.TemporaryDirectory() as folder:
        articles = Path(folder) / "articles"
        articles.mkdir()
        texts.write(articles, count, CHARACTERS)
        store = str(Path(folder) / "store")
        subprocess.run([*KG, "ingest", "--store", store, str(articles)], cwd=ROOT, check=True, capture_output=True)
    return resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024


if __name__ == "__main__":
    sys.stdout.write(f"{_peak_of_reading(int(sys.argv[1])):.0f}\n")
