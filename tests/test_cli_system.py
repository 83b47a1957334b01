"""Where the system refuses: streams that are closed, names too long, places that cannot be written, odd targets."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import threading
from pathlib import Path

import pytest

from kg.errors import UsageError
from kg.store import Store
from tests.surface import ACME, Kg, folder, kg, shelf

__all__ = ["folder", "kg", "shelf"]

ROOT = Path(__file__).resolve().parents[1]
LONG = "长" * 100
RUN = f"{sys.executable} -c 'from api.cli import main; main()'"


def shell(script: str, store: Path) -> subprocess.CompletedProcess[str]:
    """A script of bash in which `$kg` is the command."""
    env = {**os.environ, "KG_STORE": str(store), "PYTHONPATH": str(ROOT), "kg": RUN}
    script = script.replace("$kg", RUN)
    return subprocess.run(["bash", "-c", script], check=False, capture_output=True, text=True, env=env, cwd=ROOT)


# -- streams -----------------------------------------------------------------------------------------------------------

CLOSED = [
    ("$kg claims --format csv <&- | wc -l", "8\n", ""),
    ("$kg claims >&-; echo $?", "0\n", ""),
    ("$kg claims --kind opinion 2>&-; echo $?", "0\n", ""),
    ("$kg claims --entity nvdia >&-; echo $?", "2\n", "did you mean NVDA"),
    ("$kg claims --entity nvdia 2>&-; echo $?", "2\n", ""),
    ("$kg query - <&-; echo $?", "2\n", "no SPARQL query"),
    ("$kg extract - <&-; echo $?", "1\n", "-: no article in it"),
    ("$kg doctor <&- >&- 2>&-; echo still here", "still here\n", ""),
    ("$kg export --format csv >/dev/full; echo $?", "1\n", "No space left on device; free some space"),
]


def test_every_stream_is_tried() -> None:
    assert len(CLOSED) == 9


@pytest.mark.parametrize(("script", "out", "says"), CLOSED)
def test_streams_that_are_closed(shelf: Kg, script: str, out: str, says: str) -> None:
    done = shell(script, shelf.store)
    assert done.stdout == out
    assert says in done.stderr
    assert "Traceback" not in done.stderr
    with Store.open(shelf.store, read_only=True) as store:
        assert len(store.articles()) == 4


def test_a_closed_stream_is_not_taken_for_a_file_of_the_store(kg: Kg, folder: Path) -> None:
    done = shell("$kg add entity --id a --type Company --label en=Acme >&- 2>&- && $kg check", kg.store)
    assert (done.returncode, done.stderr) == (0, "kg: no problems\n")


# -- places ------------------------------------------------------------------------------------------------------------

PLACES = {
    "below a file": (
        "file/kg",
        "a file lies where a folder should be|a file where a folder should be|there is no store",
    ),
    "a name too long": (LONG, "too long"),
    "a loop of links": ("loop/kg", "symbolic links"),
    "a link that leads nowhere": ("lost", "a folder should be"),
    "no UTF-8": ("caf\udce9", "is not UTF-8"),
}


@pytest.mark.parametrize("case", PLACES)
@pytest.mark.parametrize("args", [("ingest", "a.md"), ("claims",), ACME], ids=["ingest", "claims", "add"])
def test_places_where_no_store_can_be(
    kg: Kg, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, case: str, args: tuple[str, ...]
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("file").write_text("mine", encoding="utf-8")
    Path("a.md").write_text("NVIDIA rose.", encoding="utf-8")
    Path("loop").symlink_to("loop")
    Path("lost").symlink_to("nowhere/at/all")
    place, says = PLACES[case]
    done = Kg(Path(place))(*args)
    assert (done.exit_code, done.stdout) == (1, "")
    assert re.search(f"^kg: [^\n]*({says}|there is no store)[^\n]*; [^\n]*\n$", done.stderr), done.stderr
    assert place in done.stderr or ascii(place)[1:-1] in done.stderr
    assert Path("file").read_text(encoding="utf-8") == "mine"


READ_ONLY = """
mount -t tmpfs none "$place" && cp -r "$KG_STORE" "$place/kg" && mount -o remount,ro "$place" || exit 99
export KG_STORE="$place/kg"
$kg claims --format csv | wc -l
$kg ingest "$article"; echo ingest $?
$kg add entity --id acme --type Company --label en=Acme; echo add $?
$kg export -o "$place/x.csv"; echo export $?
KG_STORE="$place/new" $kg ingest "$article"; echo new $?
"""


def test_a_place_that_cannot_be_written(shelf: Kg, tmp_path: Path) -> None:
    place, article = tmp_path / "place", tmp_path / "a.md"
    place.mkdir()
    article.write_text("NVIDIA rose.", encoding="utf-8")
    script = READ_ONLY.replace("$kg", RUN).replace("$place", str(place)).replace("$article", str(article))
    env = {**os.environ, "KG_STORE": str(shelf.store), "PYTHONPATH": str(ROOT)}
    done = subprocess.run(
        ["unshare", "-rm", "bash", "-c", script], capture_output=True, text=True, check=False, env=env
    )
    if done.returncode == 99 or "unshare" in done.stderr:
        pytest.skip("no file system can be mounted here")
    assert done.stdout == "8\ningest 1\nadd 1\nexport 1\nnew 1\n", done.stderr
    assert "Traceback" not in done.stderr
    assert len(said := done.stderr.strip().splitlines()) == 4
    assert all("cannot be written; name another" in line for line in said), said


# -- targets of an export ----------------------------------------------------------------------------------------------


def test_export_to_a_pipe(shelf: Kg, tmp_path: Path) -> None:
    pipe, got = tmp_path / "claims.csv", []
    os.mkfifo(pipe)
    reader = threading.Thread(target=lambda: got.append(pipe.read_bytes()))
    reader.start()
    done = shelf("export", "-o", pipe)
    reader.join(timeout=20)
    assert (done.exit_code, done.stderr) == (0, f"kg: wrote {pipe}\n")
    assert got == [shelf("export", "--format", "csv").stdout_bytes]
    assert pipe.is_fifo()


def test_export_to_a_device(shelf: Kg) -> None:
    assert shelf("export", "--format", "csv", "-o", "/dev/null").exit_code == 0
    assert not Path("/dev/null").is_file()
    done = shelf("export", "--format", "csv", "-o", "/dev/full")
    assert done.exit_code == 1
    assert "No space left on device; free some space" in done.stderr


def test_export_through_a_link_keeps_the_link_and_the_mode(shelf: Kg, tmp_path: Path) -> None:
    (tmp_path / "far").mkdir()
    target, link = tmp_path / "far" / "target.csv", tmp_path / "claims.csv"
    target.write_text("old", encoding="utf-8")
    target.chmod(0o640)
    link.symlink_to(target)
    assert shelf("export", "-o", link).exit_code == 0
    assert link.is_symlink()
    assert target.read_bytes() == shelf("export", "--format", "csv").stdout_bytes
    assert target.stat().st_mode & 0o777 == 0o640
    assert [path.name for path in target.parent.iterdir()] == ["target.csv"]


@pytest.mark.parametrize(
    ("target", "code", "says"),
    [
        (f"{LONG}.csv", 1, "File name too long; give it a shorter name"),
        ("file/claims.csv", 2, "is no folder; make it"),
        ("folder.csv", 2, "is a folder; name a file"),
        ("", 2, "is a folder; name a file"),
    ],
)
def test_targets_that_are_none(
    shelf: Kg, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, target: str, code: int, says: str
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("file").write_text("mine", encoding="utf-8")
    Path("folder.csv").mkdir()
    done = shelf("export", "--format", "csv", "-o", target)
    assert (done.exit_code, done.stdout) == (code, "")
    assert says in done.stderr
    assert sorted(path.name for path in tmp_path.iterdir()) == ["file", "folder.csv", "store"]


# -- queries that would break the engine -------------------------------------------------------------------------------

DEEP = {
    "groups": "SELECT * " + "{" * 50_000,
    "brackets": f"SELECT * {{ ?s ?p ?o FILTER({'(' * 5000}1{')' * 5000}) }}",
    "a long sum": f"SELECT (1{'+1' * 50_000} AS ?n) {{}}",
    "a long path": f"SELECT * {{ ?s {'/'.join(['cg:kind'] * 5000)} ?o }}",
    "a long choice": f"ASK {{ ?s {'|'.join(['cg:kind'] * 5000)} ?o }}",
    "many denials": f"ASK {{ FILTER({'!' * 5000}true) }}",
    "many unions": f"ASK {{ {' UNION '.join(['{ ?s ?p ?o }'] * 5000)} }}",
}


@pytest.mark.parametrize("case", DEEP)
def test_queries_too_deep_for_the_engine(case: str) -> None:
    with Store.memory() as store, pytest.raises(UsageError, match="more than 500 brackets and operators"):
        store.query_raw(DEEP[case])


@pytest.mark.parametrize(
    "query",
    [
        f"SELECT * {{ ?s schema:name '{'(' * 5000}' }}",
        f'ASK {{ ?s schema:name "{"成本+" * 5000}" }}',
        f"ASK {{ ?s ?p ?o }} # {'{' * 5000}",
        "ASK { VALUES ?s { " + " ".join(f"<http://a.example/{nth}>" for nth in range(5000)) + " } ?s ?p ?o }",
    ],
    ids=["brackets in words", "operators in words", "a comment", "a long list"],
)
def test_long_queries_that_are_not_deep(query: str) -> None:
    with Store.memory() as store:
        store.query_raw(query)
