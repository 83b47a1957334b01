"""Killed at any moment, or with a full disk: every article is whole or absent, and the next run completes."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from itertools import count
from pathlib import Path

import pytest

from kg.errors import StoreError
from kg.rdf import extraction_from, put
from kg.store import Store
from tests.extractions import plain

ROOT = Path(__file__).resolve().parents[1]
ARTICLES, SENTENCES, KILLS = 5, 20, 20

WRITER = f"""
import sys
from itertools import count
from kg.rdf import put
from kg.store import Store
from tests.extractions import plain
with Store.open(sys.argv[1]) as store:
    for revision in count(int(sys.argv[2])):
        for number in range({ARTICLES}):
            put(store, plain(number, {SENTENCES}, str(revision)), str(revision))
            print(number, revision, flush=True)
"""


def killed_while_writing(path: Path, revision: int, after: float) -> dict[int, int]:
    """Kill a writer `after` seconds from its first article; which revision of each article it said was done."""
    command = [sys.executable, "-c", WRITER, str(path), str(revision)]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        first = process.stdout.readline()
        time.sleep(after)
        process.send_signal(signal.SIGKILL)
        rest = process.stdout.read()
    assert process.returncode == -signal.SIGKILL
    said = [line.split() for line in (first + rest).splitlines() if line.count(" ") == 1]
    return {int(number): int(done) for number, done in said}


def revisions(path: Path) -> dict[int, int]:
    """Which revision of each article the store has, after a look that it has all of it and nothing else."""
    found = {}
    with Store.open(path) as store:
        for number in range(ARTICLES):
            id = f"article-{number}"
            fingerprint = store.fingerprint_of(id)
            if fingerprint is None:
                assert id not in store.articles()
            else:
                assert extraction_from(store, id) == plain(number, SENTENCES, fingerprint)
                found[number] = int(fingerprint)
        assert len(store.articles()) == len(found)
    return found


def test_every_article_is_whole_whenever_the_writer_is_killed(tmp_path: Path) -> None:
    path, chance = tmp_path / "kg", random.Random(7)
    known: dict[int, int] = {}
    for kill in range(KILLS):
        done = killed_while_writing(path, kill * 1000, chance.uniform(0, 0.5))
        found = revisions(path)
        assert done, "the writer was killed before its first article"
        for promised in (known, done):
            assert found.keys() >= promised.keys()
            assert all(found[number] >= revision for number, revision in promised.items())
        known = found
    with Store.open(path) as store:
        for number in range(ARTICLES):
            put(store, plain(number, SENTENCES, "0"), "0")
    assert revisions(path) == dict.fromkeys(range(ARTICLES), 0)


def mounted(folder: Path, *options: str) -> bool:
    command = ["mount", "-t", "tmpfs", "-o", ",".join(options), "tmpfs", str(folder)]
    return subprocess.run(command, capture_output=True, check=False).returncode == 0


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A disk of a few megabytes."""
    folder = tmp_path / "disk"
    folder.mkdir()
    if os.name != "posix" or os.geteuid() != 0 or not mounted(folder, "size=6m"):
        pytest.skip("a small disk can only be mounted by root, and not everywhere")
    yield folder
    subprocess.run(["umount", "--lazy", str(folder)], check=True)


def fill(path: Path) -> Iterator[int]:
    """Write articles without end, and say each when it is done."""
    with Store.open(path) as store:
        for number in count():
            put(store, plain(number, 10), "1")
            yield number


def test_a_full_disk_is_said_and_what_was_done_stays(small_disk: Path) -> None:
    path = small_disk / "kg"
    writing, done = fill(path), 0
    with pytest.raises(StoreError, match="is full; free some space and run the command again") as caught:  # noqa: PT012
        for number in writing:
            done = number + 1
    assert str(path) in str(caught.value)
    assert done > 3
    assert mounted(small_disk, "remount", "size=64m")
    with Store.open(path) as store:
        assert set(store.articles()) >= {f"article-{number}" for number in range(done)}
        assert all(extraction_from(store, id) == plain(int(id.split("-")[1]), 10) for id in store.articles())
        for number in range(done, done + 3):
            put(store, plain(number, 10), "1")
        assert len(store.articles()) == done + 3


def test_a_disk_that_is_full_from_the_start_is_said(small_disk: Path) -> None:
    filler = small_disk / "filler"
    with pytest.raises(OSError, match="No space left"):
        filler.write_bytes(b"x" * (7 << 20))
    with pytest.raises(StoreError, match="is full; free some space"):
        Store.open(small_disk / "kg")
    filler.unlink()
    with Store.open(small_disk / "kg") as store:
        assert store.articles() == []
