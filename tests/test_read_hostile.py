"""What is made to do harm, or was badly made: reading it comes to an end, tells its place, and the others go on."""

from __future__ import annotations

import io
import os
import sys
from pathlib import Path

import pytest

from ingest.read import read
from kg.errors import ReadError
from kg.model import Article
from tests.documents import docx, pdf, pptx, replacing, swollen


def head(*lines: str) -> bytes:
    """An article with these lines as front matter."""
    return "\n".join(("---", *lines, "---", "Costs fall. 成本下降。")).encode()


LAYERS = zip("abcdefgh", "bcdefghi", strict=True)
BILLIONS = [f"{name}: &{name} [{', '.join([f'*{last}'] * 9)}]" for last, name in LAYERS]
ONE_PAGE = pdf([[(72, 700, 12, "Costs fall.")]])

HARMFUL: dict[str, tuple[str, bytes, str]] = {
    "references a billion times": ("a.md", head("a: &a [x]", *BILLIONS), "a.md:3: broken front matter: a value that b"),
    "a list in itself": ("a.md", head("title: &t [*t]"), "a.md:2: broken front matter: a value that begins with *"),
    "a star in a title": ("a.md", head("title: *成本*"), "a.md:2: broken front matter: "),
    "a document that unpacks to 60 MB": ("a.docx", swollen(docx()), "a.docx: more than 50 MB of text and marks; "),
    "slides that unpack to 60 MB": ("a.pptx", swollen(pptx()), "a.pptx: more than 50 MB of text and marks; "),
    "a document without its text": (
        "a.docx",
        replacing(docx(), "word/document.xml", b"<html/>"),
        "a.docx: not a DOCX or damaged (",
    ),
    "slides with broken marks": (
        "a.pptx",
        replacing(pptx(), "ppt/slides/slide1.xml", b"<p:sld"),
        "a.pptx: not a PPTX or damaged (",
    ),
    "pages that are each other": (
        "a.pdf",
        ONE_PAGE.replace(b"<</Type/Catalog/Pages 2 0 R>>", b"1 0 R                        "),
        "a.pdf: not a PDF or damaged (",
    ),
    "zero bytes as a page": ("a.html", b"\x00\x01PK\x03\x04\x00" * 99, "a.html: not a page, or of an encoding"),
    "another encoding as a page": (
        "a.html",
        b'<meta charset="utf-8">' + "成本下降".encode("gb18030") * 99,
        "a.html: not a page, or of an encoding",
    ),
}


def test_every_harm_is_there() -> None:
    assert len(HARMFUL) == 10


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty folder that paths are relative to."""
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.mark.parametrize("case", HARMFUL)
def test_what_does_harm_is_named_and_the_others_go_on(here: Path, case: str) -> None:
    name, data, told = HARMFUL[case]
    Path(name).write_bytes(data)
    Path("good.txt").write_text("成本下降。", encoding="utf-8")
    first, second = read([name, "good.txt"])
    assert isinstance(first, ReadError)
    assert str(first).startswith(told), str(first)
    assert first.problem.remedy
    assert isinstance(second, Article)


# -- letters -----------------------------------------------------------------------------------------------------------

HALVES = [
    (r'"title": "\ud83d\ude80 成本"', "🚀 成本"),
    (r'"title": "\ud83d 成本"', "\ufffd 成本"),
    (r'"title": "Costs \ude80"', "Costs \ufffd"),
    (r'"title": ["\ud83d", "Costs"]', "\ufffd, Costs"),
]


@pytest.mark.parametrize(("field", "title"), HALVES)
def test_halves_of_surrogate_pairs_in_records(monkeypatch: pytest.MonkeyPatch, field: str, title: str) -> None:
    (article,) = records(monkeypatch, f'{{"id": "a", "text": "Costs fall.", {field}}}')
    assert isinstance(article, Article)
    assert article.title == title


@pytest.mark.parametrize(("field", "title"), [(r'"\ud83d\ude80 成本"', "🚀 成本"), (r'"\ud83d Costs"', "\ufffd Costs")])
def test_halves_of_surrogate_pairs_in_front_matter(here: Path, field: str, title: str) -> None:
    Path("a.md").write_bytes(head(f"title: {field}"))
    (article,) = read(["a.md"])
    assert isinstance(article, Article)
    assert article.title == title


# -- records -----------------------------------------------------------------------------------------------------------

NO_RECORDS = [
    ("", "-: no article in it"),
    ("\n \n\n", "-: no article in it"),
    ("\ufeff", "-:1: not JSON"),
    ("[]", "-:1: not a JSON object"),
    ('"Costs fall."', "-:1: not a JSON object"),
    ("NaN", "-:1: not a JSON object"),
    ('{"id": null, "text": "Costs fall."}', '-:1: no "id"'),
    ('{"id": " ", "text": "Costs fall."}', '-:1: no "id"'),
    ('{"id": true, "text": "Costs fall."}', '-:1: "id" is not a string'),
    ('{"id": {"a": 1}, "text": "成本下降"}', '-:1: "id" is not a string'),
    ('{"id": "a"}', '-:1: no "text"'),
    ('{"id": "a", "text": ["Costs fall."]}', '-:1: no "text"'),
    ('{"id": "a", "text": "成本下降", "author": 1.5}', '-:1: "author" is not a string'),
    ("[" * 100_000, "-:1: not JSON"),
]


def records(monkeypatch: pytest.MonkeyPatch, lines: str) -> list[Article | ReadError]:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(lines.encode())))
    return [*read(["-"])]


@pytest.mark.parametrize(("lines", "told"), NO_RECORDS, ids=[line[:40] for line, _ in NO_RECORDS])
def test_records_that_are_none(monkeypatch: pytest.MonkeyPatch, lines: str, told: str) -> None:
    (found,) = records(monkeypatch, lines)
    assert isinstance(found, ReadError)
    assert str(found).startswith(told), str(found)
    assert found.problem.remedy


def test_a_second_record_of_one_id_names_the_first(monkeypatch: pytest.MonkeyPatch) -> None:
    one = '{"id": "甲", "text": "成本下降。"}\n'
    first, again = records(monkeypatch, one * 2)
    assert isinstance(first, Article)
    assert str(again).startswith('-:2: its id "甲" is that of -:1 already; ')


# -- paths -------------------------------------------------------------------------------------------------------------


def test_loops_of_links_are_walked_once(here: Path) -> None:
    Path("in/deep").mkdir(parents=True)
    Path("in/a.md").write_text("Costs fall.", encoding="utf-8")
    Path("in/deep/up").symlink_to(here / "in", target_is_directory=True)
    Path("in/deep/again.md").symlink_to(here / "in" / "a.md")
    Path("in/self.md").symlink_to(here / "in" / "self.md")
    Path("in/lost.md").symlink_to(here / "nowhere.md")
    assert [getattr(found, "path", str(found)) for found in read(["in", "in/deep"])] == ["in/a.md"]


@pytest.mark.parametrize(
    ("path", "told"),
    [
        ("self.md", "self.md: no file and no folder, or a link that leads to none; "),
        ("lost.md", "lost.md: no file and no folder, or a link that leads to none; "),
        ("pipe.md", "pipe.md: no file and no folder, or a link that leads to none; "),
        ("file.txt/a.md", "file.txt/a.md: no such file or folder; "),
        ("长" * 100 + ".md", "长" * 100 + ".md: no such file or folder; "),
        ("nul\0.md", "nul\0.md: no such file or folder; "),
        ("", ": no such file or folder; "),
    ],
)
def test_paths_that_lead_nowhere(here: Path, path: str, told: str) -> None:
    Path("self.md").symlink_to("self.md")
    Path("lost.md").symlink_to("nowhere.md")
    os.mkfifo("pipe.md")
    Path("file.txt").write_text("成本下降。", encoding="utf-8")
    first, second = read([path, "file.txt"])
    assert str(first).startswith(told), str(first)
    assert isinstance(second, Article)


def test_a_name_that_is_not_utf8_is_told_in_letters(here: Path) -> None:
    name = os.fsdecode(b"\xb3\xff.md")
    try:
        Path(name).write_text("Costs fall.", encoding="utf-8")
    except OSError:
        pytest.skip("this file system has no such names")
    Path("good.md").write_text("成本下降。", encoding="utf-8")
    found = {str(each) if isinstance(each, ReadError) else each.id for each in read(["."])}
    assert found == {"good", r"./\udcb3\udcff.md: its name is not UTF-8; rename it"}


def test_folders_inside_folders_without_end(here: Path) -> None:
    folders = ["d" + "/d" * nth for nth in range(1200)]
    for folder in folders:
        Path(folder).mkdir()
    Path(folders[-1], "a.md").write_text("成本下降。", encoding="utf-8")
    (article,) = read(["d"])
    assert isinstance(article, Article)
    Path(folders[-1], "a.md").unlink()
    os.removedirs(folders[-1])
