"""The command as a process among others: pipes, signals, locks, locales, and where the store lies."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner

from api.cli import main
from kg.store import Store
from tests.surface import ACME, Kg, folder, kg, shelf

__all__ = ["folder", "kg", "shelf"]

ROOT = Path(__file__).resolve().parents[1]
RUN = [sys.executable, "-c", "import sys; from api.cli import main; sys.argv[0] = 'kg'; main()"]


def test_the_store_may_be_named_anywhere(shelf: Kg, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before = shelf("claims").stdout
    elsewhere = Kg(tmp_path / "nowhere")
    elsewhere(*ACME, "--store", tmp_path / "third")
    assert (tmp_path / "third" / "data" / "entities.ttl").exists()
    assert elsewhere("claims", "--store", shelf.store).stdout == before
    monkeypatch.setenv("KG_STORE", str(shelf.store))
    assert CliRunner().invoke(main, ["claims"]).stdout == before


def run(args: list[str], store: Path, **more: str) -> subprocess.CompletedProcess[str]:
    env = environment(store) | more
    return subprocess.run(args, check=False, capture_output=True, text=True, encoding="utf-8", env=env, cwd=ROOT)


def environment(store: Path) -> dict[str, str]:
    return {**os.environ, "KG_STORE": str(store), "PYTHONPATH": str(ROOT)}


def test_a_reader_that_leaves_early_is_no_error(shelf: Kg) -> None:
    kg = f"{sys.executable} -c 'from api.cli import main; main()'"
    shell = f'{kg} query "$0" --format csv | head -1; echo ${{PIPESTATUS[0]}}'
    many = "SELECT ?a ?b ?c ?d { ?a cg:kind ?k . ?b cg:kind ?l . ?c cg:kind ?m . ?d cg:kind ?n . ?e cg:kind ?o }"
    done = run(["bash", "-c", shell, many], shelf.store)
    assert done.stdout == "a,b,c,d\n0\n"
    assert done.stderr == ""


def test_output_is_utf8_whatever_the_locale(shelf: Kg) -> None:
    done = run([*RUN, "claims"], shelf.store, LC_ALL="C", PYTHONUTF8="0", PYTHONIOENCODING="ascii")
    assert "英伟达" in done.stdout


SLOW = """
import signal, sys, time
import ingest.pipeline
from tests.surface import QuickReader

signal.signal(signal.SIGINT, signal.default_int_handler)  # whoever starts the tests may have had it ignored

class SlowReader(QuickReader):
    def extract(self, article):
        found = super().extract(article)
        if article.id == "b":
            print("reading b", file=sys.stderr, flush=True)
            time.sleep(60)
        return found

ingest.pipeline.Reader = SlowReader
from api.cli import main
main()
"""


def test_ctrl_c_leaves_a_clean_store(kg: Kg, folder: Path) -> None:
    running = subprocess.Popen(
        [sys.executable, "-c", SLOW, "ingest", str(folder)],
        env=environment(kg.store),
        cwd=ROOT,
        stderr=subprocess.PIPE,
        text=True,
    )
    assert running.stderr
    assert running.stderr.readline() == "reading b\n"
    running.send_signal(signal.SIGINT)
    said = running.communicate(timeout=30)[1]
    assert running.returncode == 130
    assert "interrupted" in said
    assert "Traceback" not in said
    assert [row["article"] for row in json.loads(kg("claims", "--format", "json").stdout)] == ["a"]
    assert json.loads(kg("ingest", folder, "--format", "json").stdout)["articles"] == 2


def test_a_second_writer_is_told_to_wait(kg: Kg, folder: Path) -> None:
    with Store.open(kg.store):
        done = run([*RUN, "ingest", str(folder)], kg.store)
        asked = run([*RUN, "claims"], kg.store)
    assert done.returncode == 1
    assert "another kg is writing" in done.stderr
    assert "Traceback" not in done.stderr + asked.stderr
    assert asked.returncode == 0


def test_a_long_query_can_be_stopped(shelf: Kg) -> None:
    endless = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l }"
    running = subprocess.Popen(
        [*RUN, "query", endless], env=environment(shelf.store), cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE
    )
    try:
        with pytest.raises(subprocess.TimeoutExpired):
            running.communicate(timeout=3)
        running.send_signal(signal.SIGINT)
        out, said = running.communicate(timeout=20)
    finally:
        running.kill()
    assert (out, said) == (b"", b"")
    assert running.returncode == -signal.SIGINT
