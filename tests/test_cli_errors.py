"""Whatever a user gets wrong: a message with a remedy, the right exit code, no data printed, nothing harmed."""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from kg.store import FORMAT, Store
from tests import books
from tests.surface import Kg, kg, shelf

__all__ = ["kg", "shelf"]

ROOT = Path(__file__).resolve().parents[1]
GOOD = "NVIDIA rose.\n"

# what is typed, the exit code, what standard error says
USES: list[tuple[tuple[str, ...], int, str]] = [
    (("clams",), 2, "did you mean 'claims'?"),
    (("xyzzy",), 2, "No such command 'xyzzy'"),
    (("--nonsense",), 2, "No such option"),
    (("claims", "--nonsense"), 2, "No such option"),
    (("claims", "--entity", "nvdia"), 2, "did you mean NVDA"),
    (("claims", "--entity", ""), 2, "no entity is called ''"),
    (("claims", "--metric", "markt cap"), 2, "did you mean market_cap"),
    (("claims", "--kind", "guess"), 2, "is not one of"),
    (("claims", "--article", "nothing"), 2, "the store has no article 'nothing'"),
    (("claims", "--from", "2025-13"), 2, "is no day, month or year"),
    (("claims", "--from", "2025-02-30"), 2, "is no day, month or year"),
    (("claims", "--to", "next year"), 2, "is no day, month or year"),
    (("claims", "--from", "2026", "--to", "2025"), 2, "2026-01-01 to 2025-12-31 ends before it begins"),
    (("claims", "--from", "2025-07", "--to", "2025-06-30"), 2, "2025-07-01 to 2025-06-30 ends before it begins"),
    (("claims", "--speaker", "Nobody"), 2, "nobody is called 'Nobody'; `kg claims` tells"),
    (("claims", "--speaker", "Ada Rowe"), 2, "did you mean Ada Row?"),
    (("claims", "--speaker", "周行"), 2, "nobody is called '周行'; `kg claims` tells"),
    (("claims", "--article", "blogs"), 2, "did you mean blog?"),
    (("claims", "--limit", "0"), 2, "0 is not in the range"),
    (("claims", "--cursor", "junk"), 2, "is no cursor"),
    (("claims", "--format", "xml"), 2, "is not one of"),
    (("claims", "surplus"), 2, "unexpected extra argument"),
    (("claims", "--words", "caf\udce9"), 2, "is no text in UTF-8"),
    (("show", "ffffffffffffffff"), 2, "no claim, entity or article 'ffffffffffffffff'"),
    (("show", "no such thing"), 2, "no claim, entity or article"),
    (("show", "caf\udce9"), 2, "is no text in UTF-8"),
    (("entities", "--type", "Planet"), 2, "is not one of"),
    (("query",), 2, "Missing argument"),
    (("query", "no/such/file.rq"), 2, "is neither a query nor a file"),
    (("query", "SELECT * { ?s ?p"), 2, "this is no SPARQL query"),
    (("query", "DROP ALL"), 2, "`kg query` only reads"),
    (("query", "INSERT DATA { <x:a> <x:b> <x:c> }"), 2, "`kg query` only reads"),
    (("query", "DELETE WHERE { ?s ?p ?o }"), 2, "`kg query` only reads"),
    (("query", "CLEAR ALL"), 2, "`kg query` only reads"),
    (("query", "LOAD <http://127.0.0.1:1/>"), 2, "`kg query` only reads"),
    (("query", "SELECT * { SERVICE <http://127.0.0.1:1/> { ?s ?p ?o } }"), 2, "SERVICE"),
    (("query", "SELECT * { ?s ?p ?o }", "--format", "ttl"), 2, "a SELECT gives rows and no triples"),
    (("query", "CONSTRUCT WHERE { ?s ?p ?o }", "--format", "csv"), 2, "use --format ttl"),
    (("export",), 2, "no format is named"),
    (("export", "-o", "graph.doc"), 2, "no format is named"),
    (("export", "-o", "no/such/folder/graph.ttl"), 2, "is no folder"),
    (("export", "--format", "word"), 2, "is not one of"),
    (("ingest",), 2, "Missing argument"),
    (("extract",), 2, "Missing argument"),
    (("eval",), 2, "Missing argument"),
    (("eval", "no/such/folder"), 2, "does not exist"),
    (("check", "no/such/file.ttl"), 2, "does not exist"),
    (("add", "planet"), 2, "No such command 'planet'"),
    (("add", "entity", "--id", "x"), 2, "Missing option"),
    (("add", "entity", "--id", "x", "--type", "Company", "--label", "Acme"), 2, "is no label; write its language"),
    (("add", "entity", "--id", "x", "--type", "Company", "--label", "fr=Acme"), 2, "is no label; write its language"),
    (("add", "entity", "--id", "x", "--type", "Planet", "--label", "en=Acme"), 2, "is not one of"),
    (("add", "entity", "--id", "NVDA", "--type", "Company", "--label", "en=Acme"), 1, "NVDA is there already"),
    (("add", "entity", "--id", "x", "--type", "Company", "--label", "en=NVIDIA"), 1, "already names e:NVDA"),
    (("add", "entity", "--id", "x", "--type", "Product", "--label", "en=Xyz", "--product-of", "y"), 1, "e:y"),
    (
        ("add", "metric", "--id", "revenue", "--unit", "USD", "--nature", "flow", "--label", "en=xyz"),
        1,
        "revenue is there already",
    ),
    (("add", "label", "nothing", "--label", "en=Xyz"), 1, "there is no entity nothing"),
]


def state(folder: Path) -> dict[str, str]:
    """Hash of every file under `folder`, but for the log that the engine keeps of its own doings."""
    files = (path for path in sorted(folder.rglob("*")) if path.is_file() and not path.name.startswith("LOG"))
    return {str(path): hashlib.sha256(path.read_bytes()).hexdigest() for path in files}


def test_every_use_is_there() -> None:
    assert len(USES) == len(set(USES)) == 57


@pytest.mark.parametrize(
    ("args", "code", "says"), USES, ids=lambda value: " ".join(value) if isinstance(value, tuple) else None
)
def test_wrong_use(shelf: Kg, args: tuple[str, ...], code: int, says: str) -> None:
    before = state(shelf.store)
    done = shelf(*args)
    assert says in done.stderr
    assert done.exit_code == code
    assert done.stdout == ""
    assert "Traceback" not in done.stderr
    assert state(shelf.store) == before


@pytest.mark.parametrize(
    "args", [("claims",), ("show",), ("entities",), ("query", "ASK {}"), ("export", "--format", "csv")]
)
def test_no_store_to_read(kg: Kg, args: tuple[str, ...]) -> None:
    done = kg(*args)
    assert (done.exit_code, done.stdout) == (1, "")
    assert "there is no store at" in done.stderr
    assert "kg ingest" in done.stderr
    assert not kg.store.exists()


# Articles that cannot be read: the others go on


def unreadable(folder: Path) -> dict[str, tuple[bytes, str]]:
    """Names, bytes and what is said of files that cannot be read."""
    return {
        "binary.md": (b"\x00\x01\x02\xff\xfe" * 100, "binary.md"),
        "empty.txt": (b"", "empty"),
        "front.md": (b"---\ntitle: [unclosed\n---\n\ntext\n", "front.md"),
        "date.md": (b"---\npublished: 2025-02-31\n---\n\ntext\n", "no day of the calendar"),
        "fake.pdf": (b"this is no PDF", "fake.pdf"),
        "fake.docx": (b"this is no DOCX", "fake.docx"),
        "table.xyz": (b"text", "format"),
    }


@pytest.mark.parametrize("name", unreadable(Path()))
@pytest.mark.parametrize("command", ["ingest", "extract"])
def test_one_bad_file_among_good_ones(kg: Kg, tmp_path: Path, name: str, command: str) -> None:
    data, says = unreadable(tmp_path)[name]
    good, bad = tmp_path / "good.md", tmp_path / name
    good.write_text(GOOD, encoding="utf-8")
    bad.write_bytes(data)
    done = kg(command, bad, good)
    assert done.exit_code == 1
    assert name in done.stderr
    assert says in done.stderr
    assert "Traceback" not in done.stderr
    assert len(done.stderr.strip().splitlines()) == 1
    if command == "ingest":
        assert "1 new, 1 failed" in done.stdout
        assert len(kg("claims", "--format", "jsonl").stdout.splitlines()) == 1
    else:
        assert '"id": "good"' in done.stdout


@pytest.mark.parametrize("command", ["ingest", "extract"])
def test_places_without_articles(kg: Kg, tmp_path: Path, command: str) -> None:
    (tmp_path / "nothing").mkdir()
    (tmp_path / "nothing" / "image.png").write_bytes(b"\x89PNG")
    for path, says in (
        (tmp_path / "nothing", "no article in this folder"),
        (tmp_path / "absent", "no such file or folder"),
    ):
        done = kg(command, path)
        assert (done.exit_code, "Traceback" in done.stderr) == (1, False)
        assert says in done.stderr
        assert str(path) in done.stderr


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_a_file_that_may_not_be_read(kg: Kg, tmp_path: Path) -> None:
    secret = tmp_path / "secret.md"
    secret.write_text(GOOD, encoding="utf-8")
    secret.chmod(0)
    assert "check its permissions" in kg("ingest", secret).stderr


def test_two_articles_of_one_id_in_a_run(kg: Kg, tmp_path: Path) -> None:
    for folder in ("a", "b"):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "note.md").write_text(f"NVIDIA rose in {folder}.\n", encoding="utf-8")
    done = kg("ingest", tmp_path / "a", tmp_path / "b")
    assert done.exit_code == 1
    assert 'its id "note" is that of' in done.stderr
    assert "1 new, 1 failed" in done.stdout


def test_two_articles_of_one_id_in_two_runs(kg: Kg, tmp_path: Path) -> None:
    for folder in ("a", "b"):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "note.md").write_text(f"NVIDIA rose in {folder}.\n", encoding="utf-8")
    kg("ingest", tmp_path / "a")
    before = kg("claims").stdout
    done = kg("ingest", tmp_path / "b")
    assert done.exit_code == 1
    assert "in the store" in done.stderr
    assert kg("claims").stdout == before


def test_a_moved_article_is_the_same_article(kg: Kg, tmp_path: Path) -> None:
    (tmp_path / "a").mkdir()
    note = tmp_path / "a" / "note.md"
    note.write_text(GOOD, encoding="utf-8")
    kg("ingest", note)
    (tmp_path / "b").mkdir()
    moved = Path(shutil.move(note, tmp_path / "b"))
    moved.write_text("NVIDIA fell.\n", encoding="utf-8")
    done = kg("ingest", moved)
    assert done.exit_code == 0
    assert "1 changed" in done.stdout
    assert "the store holds 1" in done.stdout


@pytest.mark.parametrize(
    ("line", "says"),
    [
        ("not json", "-:1"),
        ('{"id": "x"}', "-:1"),
        ('["list"]', "-:1"),
        ('{"id": "x", "text": ""}', "-:1"),
        ('{"id": "x", "text": "NVIDIA \\ud800 rose"}', "-:1"),
    ],
)
@pytest.mark.parametrize("command", ["ingest", "extract"])
def test_bad_records(kg: Kg, command: str, line: str, says: str) -> None:
    done = kg(command, "-", stdin=f'{line}\n{{"id": "good", "text": "NVIDIA rose."}}\n')
    assert done.exit_code == 1
    assert says in done.stderr
    assert "Traceback" not in done.stderr
    assert "good" in (done.stdout if command == "extract" else kg("show").stdout)


# Stores that cannot be used


def test_a_store_of_a_newer_version(shelf: Kg, tmp_path: Path) -> None:
    (shelf.store / "version").write_text(f"{FORMAT + 1}\n", encoding="utf-8")
    (tmp_path / "a.md").write_text(GOOD, encoding="utf-8")
    before = state(shelf.store)
    for args in (("claims",), ("ingest", tmp_path / "a.md"), ("export", "--format", "csv")):
        done = shelf(*args)
        assert (done.exit_code, done.stdout) == (1, "")
        assert "newer Claimgraph" in done.stderr
    assert state(shelf.store) == before


@pytest.mark.parametrize("args", [("claims",), ("ingest", "a.md")])
def test_a_store_that_is_something_else(
    kg: Kg, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, args: tuple[str, ...]
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("a.md").write_text(GOOD, encoding="utf-8")
    Path("file").write_text("mine", encoding="utf-8")
    Path("folder").mkdir()
    Path("folder", "mine").write_text("mine", encoding="utf-8")
    for place in ("file", "folder"):
        done = Kg(Path(place))(*args)
        assert (done.exit_code, done.stdout) == (1, "")
        assert place in done.stderr
    assert Path("file").read_text(encoding="utf-8") == Path("folder", "mine").read_text(encoding="utf-8") == "mine"


def test_malformed_data_of_the_user(shelf: Kg, tmp_path: Path) -> None:
    own = shelf.store / "data"
    own.mkdir(exist_ok=True)
    (own / "entities.ttl").write_text("@prefix e: <https://w3id.org/claimgraph/entity/> .\ne:acme a ", encoding="utf-8")
    (tmp_path / "a.md").write_text(GOOD, encoding="utf-8")
    before = state(shelf.store)
    for args in (("claims",), ("ingest", tmp_path / "a.md"), ("extract", tmp_path / "a.md"), ("entities",)):
        done = shelf(*args)
        assert (done.exit_code, done.stdout) == (1, "")
        assert "entities.ttl:2" in done.stderr
        assert "Traceback" not in done.stderr
    checked = shelf("check")
    assert checked.exit_code == 1
    assert "entities.ttl:2" in checked.stdout
    assert state(shelf.store) == before


QUICK = """
import ingest.pipeline
from tests.surface import QuickReader
ingest.pipeline.Reader = QuickReader
from api.cli import main
main()
"""


def test_a_full_disk(tmp_path: Path, shelf: Kg) -> None:
    """On a tiny file system of its own, where one can be mounted."""
    small = tmp_path / "small"
    small.mkdir()
    (tmp_path / "big.md").write_text("NVIDIA rose, and so on. " * 20_000, encoding="utf-8")
    (tmp_path / "quick.py").write_text(QUICK, encoding="utf-8")
    kg = f"{sys.executable} {tmp_path}/quick.py --store {small}/kg"
    script = (
        f"mount -t tmpfs -o size=192m none {small} && cd {ROOT} && "
        f"cp -r {shelf.store} {small}/kg && head -c 256M /dev/zero > {small}/filler; "
        f"{kg} export -o {small}/x.ttl; echo export $?; ls -a {small}; "
        f"{kg} ingest {tmp_path}/big.md; echo ingest $?; rm {small}/filler; "
        f"{kg} claims --format csv | wc -l; {kg} ingest {tmp_path}/big.md; echo again $?"
    )
    env = {**os.environ, "PYTHONPATH": str(ROOT)}
    done = subprocess.run(
        ["unshare", "-rm", "bash", "-c", script], capture_output=True, text=True, check=False, env=env
    )
    if "mount" in done.stderr or "unshare" in done.stderr or done.returncode == 127:
        pytest.skip("no file system can be mounted here")
    assert "export 1" in done.stdout
    assert "No space left" in done.stderr
    assert "x.ttl" not in done.stdout
    assert "ingest 1" in done.stdout
    assert "free some space" in done.stderr
    assert "Traceback" not in done.stderr
    assert "\n8\n" in done.stdout, "the seven claims and the header are there again"
    assert "again 0" in done.stdout


def test_export_leaves_the_old_file_when_it_fails(shelf: Kg, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    target = tmp_path / "claims.csv"
    target.write_text("old", encoding="utf-8")

    def fails(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("api.commands.export.export", fails)
    done = shelf("export", "-o", target)
    assert done.exit_code == 1
    assert "No space left on device; free some space" in done.stderr
    assert target.read_text(encoding="utf-8") == "old"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["claims.csv", "store"]


def test_the_library_is_intact(shelf: Kg) -> None:
    with Store.open(shelf.store, read_only=True) as store:
        assert len(store.articles()) == len(books.every())
