"""Articles out of the store, and those whose files have gone."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from pyoxigraph import Literal, Triple

from kg import iris
from kg.store import Store
from kg.vocab import SCHEMA
from tests.surface import Kg, folder, kg, shelf

__all__ = ["folder", "kg", "shelf"]

ALL = ["blog", "column", "note", "year-ahead"]


def ids(kg: Kg) -> list[str]:
    return sorted(head["id"] for head in json.loads(kg("show", "--format", "json").stdout))


@pytest.mark.parametrize(
    ("named", "left", "says"),
    [
        (["blog"], ["column", "note", "year-ahead"], "kg: removed blog (in/b.md) with 1 claim\n"),
        (["in/b.md"], ["column", "note", "year-ahead"], "kg: removed blog (in/b.md) with 1 claim\n"),
        (["./in/b.md", "blog"], ["column", "note", "year-ahead"], "kg: removed blog (in/b.md) with 1 claim\n"),
        (["year-ahead", "column"], ["blog", "note"], "kg: removed year-ahead (in/a.md) with 3 claims\n"),
        (ALL, [], "kg: removed note"),
    ],
)
def test_articles_are_forgotten(shelf: Kg, named: list[str], left: list[str], says: str) -> None:
    done = shelf("remove", *named)
    assert (done.exit_code, done.stdout) == (0, "")
    assert says in done.stderr
    assert ids(shelf) == left
    assert {row["article"] for row in json.loads(shelf("claims", "--format", "json").stdout)} == set(left)
    assert shelf("check", "--graph").exit_code == 0


@pytest.mark.parametrize(
    ("named", "says"),
    [
        (["blogs"], "no article 'blogs'; did you mean blog?"),
        (["blog", "colunm", "in/x.md"], "no article 'colunm'; did you mean column?"),
        (["in"], "no article 'in'; `kg show`"),
        (["year"], "no article 'year'; did you mean year-ahead?"),
        (["觀察"], "no article '觀察'; did you mean blog?"),
        ([""], "no article ''"),
        (["*"], "no article '*'"),
        (["caf\udce9"], "is no text in UTF-8"),
        ([], "Missing argument"),
    ],
)
def test_nothing_is_removed_when_a_name_is_wrong(shelf: Kg, named: list[str], says: str) -> None:
    done = shelf("remove", *named)
    assert (done.exit_code, done.stdout) == (2, "")
    assert says in done.stderr
    assert ("nothing was removed" in done.stderr) == ("blog" in named)
    assert ids(shelf) == ALL


def test_no_store_is_made_to_remove_from(kg: Kg) -> None:
    done = kg("remove", "blog")
    assert (done.exit_code, done.stdout) == (1, "")
    assert "there is no store at" in done.stderr
    assert not kg.store.exists()


def test_what_the_user_says_survives(shelf: Kg) -> None:
    note = Triple(iris.claim("x"), SCHEMA.text, Literal("mine"))
    with Store.open(shelf.store) as store:
        store.replace_graph(iris.USER, [note])
    shelf("add", "label", "NVDA", "--label", "en=Team Green")
    shelf("remove", *ALL)
    with Store.open(shelf.store, read_only=True) as store:
        assert [quad.triple for quad in store.quads(graph=iris.USER)] == [note]
    assert "Team Green" in (shelf.store / "data" / "entities.ttl").read_text(encoding="utf-8")


def test_a_removed_article_can_be_read_again(kg: Kg, folder: Path) -> None:
    kg("ingest", folder)
    before = kg("export", "--format", "nquads").stdout_bytes
    assert "`kg ingest` of its file puts it back" in kg("remove", "a").stderr
    assert "1 new, 1 unchanged" in kg("ingest", folder).stdout
    assert kg("export", "--format", "nquads").stdout_bytes == before


# What is no longer found


def records(*ids: str) -> str:
    return "".join(json.dumps({"id": id, "text": f"NVIDIA rose: {id}."}) + "\n" for id in ids)


def gone(kg: Kg, *paths: Path) -> list[str]:
    return [head["id"] for head in json.loads(kg("ingest", *paths, "--format", "json").stdout)["gone"]]


def test_articles_whose_files_have_gone_are_told_and_stay(kg: Kg, folder: Path) -> None:
    kg("ingest", folder)
    (folder / "b.txt").unlink()
    done = kg("ingest", folder)
    assert done.exit_code == 0
    line = next(line for line in done.stdout.splitlines() if line.startswith("gone"))
    assert line.split(maxsplit=1)[1] == ("1 article read from here earlier, no longer found; to leave out: kg remove b")
    assert ids(kg) == ["a", "b"]
    assert kg("remove", "b").stderr.startswith("kg: removed b (")
    assert "gone" not in kg("ingest", folder).stdout


def test_many_that_have_gone_are_counted(kg: Kg, folder: Path) -> None:
    (folder / "all.jsonl").write_text(records(*"cdefghijk", "l m"), encoding="utf-8")
    kg("ingest", folder)
    (folder / "all.jsonl").unlink()
    line = kg("ingest", folder).stdout.splitlines()[-1]
    assert "10 articles read from here earlier, no longer found, and others that --format json lists" in line
    assert line.endswith("kg remove c d e f g h")
    assert gone(kg, folder) == [*"cdefghijk", "l m"]


def moved(folder: Path) -> None:
    (folder / "deep").mkdir()
    (folder / "a.md").rename(folder / "deep" / "a.md")


CHANGES = {
    "nothing": (lambda folder: None, []),
    "a file is gone": (lambda folder: (folder / "a.md").unlink(), ["a"]),
    "a file moves": (moved, []),
    "a file becomes another article": (
        lambda folder: (folder / "a.md").write_text("---\nid: z\n---\nNVIDIA fell.\n", encoding="utf-8"),
        ["a"],
    ),
    "a file cannot be read": (lambda folder: (folder / "a.md").write_bytes(b"\0\1"), []),
    "a file is no longer looked for": (lambda folder: (folder / "a.md").rename(folder / "README.md"), ["a"]),
    "a record is gone": (lambda folder: (folder / "all.jsonl").write_text(records("d"), encoding="utf-8"), ["c"]),
    "a record cannot be read": (
        lambda folder: (folder / "all.jsonl").write_text('{"id": "c"}\n' + records("d"), encoding="utf-8"),
        [],
    ),
    "records change places": (
        lambda folder: (folder / "all.jsonl").write_text(records("d", "c"), encoding="utf-8"),
        [],
    ),
}


@pytest.mark.parametrize("case", CHANGES)
def test_what_counts_as_gone(kg: Kg, folder: Path, tmp_path: Path, case: str) -> None:
    change, expected = CHANGES[case]
    (folder / "all.jsonl").write_text(records("c", "d"), encoding="utf-8")
    kg("ingest", folder)
    change(folder)
    assert gone(kg, folder) == expected
    (tmp_path / "other").mkdir()
    (tmp_path / "other" / "x.md").write_text("NVIDIA rose.\n", encoding="utf-8")
    assert gone(kg, tmp_path / "other") == []
