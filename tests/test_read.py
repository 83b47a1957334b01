"""Files of every format become articles; what cannot be read is named, and the others go on."""

from __future__ import annotations

import hashlib
import io
import json
import os
import sys
import tracemalloc
from datetime import date
from pathlib import Path

import pytest

from ingest.clean import clean
from ingest.read import read
from ingest.readers import SUFFIXES
from ingest.readers.pdf import take as take_pdf
from ingest.readers.web import take as take_web
from kg.errors import ReadError
from kg.model import Article
from tests.documents import docx, pdf, pptx
from tests.shared import SHARED, needs_shared

CHINESE = "今年的算力需求还会增长，云厂商的资本开支也会上升，但是电力不足，成本在短期内不会下降，这是我们最担心的事。"


def articles(*paths: Path | str) -> list[Article]:
    found = [*read([str(path) for path in paths])]
    assert all(isinstance(each, Article) for each in found), [str(each) for each in found]
    return [each for each in found if isinstance(each, Article)]


def errors(*paths: Path | str) -> list[str]:
    return [str(each) for each in read([str(path) for path in paths]) if isinstance(each, ReadError)]


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty folder that paths are relative to."""
    monkeypatch.chdir(tmp_path)
    return tmp_path


# -- texts -------------------------------------------------------------------------------------------------------------


def test_front_matter_names_everything(here: Path) -> None:
    facts = "id: c1\ntitle: 题\nauthor: 甲\npublisher: 乙\ndate: 2025-01-03\nurl: https://a.example\nlang: zh-TW\nx: y"
    text = f"---\n{facts}\n---\n# 芯片\n\n正文。\n"
    Path("a.md").write_text(text, encoding="utf-8")
    assert articles("a.md") == [
        Article(
            id="c1",
            text=text,
            sha256=hashlib.sha256(text.encode()).hexdigest(),
            lang="zh-Hant",
            title="题",
            author="甲",
            publisher="乙",
            published=date(2025, 1, 3),
            url="https://a.example",
            path="a.md",
        )
    ]


def test_what_front_matter_leaves_out_comes_from_the_text(here: Path) -> None:
    Path("芯片.txt").write_text("# 晶片戰爭\n\n作者：張三\n發佈日期：2025-01-03\n\n價格會下降。\n", encoding="utf-8")
    (article,) = articles("芯片.txt")
    assert (article.id, article.title, article.author) == ("芯片", "晶片戰爭", "張三")
    assert (article.published, article.lang, article.publisher, article.url) == (
        date(2025, 1, 3),
        "zh-Hant",
        None,
        None,
    )


def test_a_date_is_never_that_of_the_file(here: Path) -> None:
    Path("a.md").write_text("In January 2025 it rose; on 3 January 2025 it fell.", encoding="utf-8")
    assert articles("a.md")[0].published is None


GIVEN, NAMED, TOLD = date(2024, 5, 6), date(2025, 1, 31), date(2025, 12, 5)


@pytest.mark.parametrize(
    ("name", "text", "found"),
    [
        ("note.md", "明年成本会下降。", GIVEN),
        ("note.md", "Costs will fall next year.", GIVEN),
        ("2025-01-31-展望.md", "明年成本会下降。", NAMED),
        ("2025-01-31-outlook.md", "Costs will fall next year.", NAMED),
        ("2025-01-31.txt", "Costs will fall next year.", NAMED),
        ("2025-01-31-outlook.md", "---\npublished: 2025-12-05\n---\nCosts will fall.", TOLD),
        ("2025-01-31-展望.md", "展望\n发布日期：2025-12-05\n明年成本会下降。", TOLD),
        ("2025-02-30-outlook.md", "Costs will fall next year.", GIVEN),
        ("2025-01-311.md", "Costs will fall next year.", GIVEN),
        ("outlook-2025-01-31.md", "Costs will fall next year.", GIVEN),
    ],
)
def test_a_day_is_told_by_the_text_else_by_the_name_of_the_file_else_by_who_reads_it(
    here: Path, name: str, text: str, found: date
) -> None:
    Path(name).write_text(text, encoding="utf-8")
    (article,) = read([name], GIVEN)
    assert isinstance(article, Article)
    assert article.published == found


@pytest.mark.parametrize(
    ("data", "text"),
    [
        (b"a\r\nb\rc\n", "a\r\nb\rc\n"),
        (b"\xef\xbb\xbfAI\xef\xbb\xbf", "AI\ufeff"),
        ("算力\r\n".encode("utf-16"), "算力\r\n"),
        (b"\xfe\xff" + "算力".encode("utf-16-be"), "算力"),
        ("算力🚀".encode("utf-32"), "算力🚀"),
        (CHINESE.encode("gb18030"), CHINESE),
        ("今年的算力需求還會增長，雲廠商的資本開支也會上升，但是電力不足。這是我們最擔心的事。".encode("big5"), None),
    ],
)
def test_encodings(here: Path, data: bytes, text: str | None) -> None:
    Path("a.txt").write_bytes(data)
    assert articles("a.txt")[0].text == (text or data.decode("big5"))


@pytest.mark.parametrize(
    ("name", "data", "told"),
    [
        ("a.txt", b"", "a.txt: the file is empty; remove it or fill it"),
        ("a.md", b" \n\n", "a.md: the file is empty; remove it or fill it"),
        ("a.md", b"---\ntitle: A\n---\n\n", "a.md: no text in it; remove it or fill it"),
        ("a.txt", b"\x89PNG\r\n\0\0", "a.txt: not a text file, it holds zero bytes; "),
        ("a.txt", bytes(range(1, 256)) * 9, "a.txt: not a text file; "),
        (
            "a.txt",
            b"one\ntwo\nAI \x93boom\x94",
            "a.txt:3: not UTF-8 (byte 0x93), and its encoding cannot be told; convert it: iconv",
        ),
        (
            "a.txt",
            "算力".encode("gb18030"),
            "a.txt:1: not UTF-8 (byte 0xcb), and its encoding cannot be told; convert it: iconv -f GB18030",
        ),
        ("a.txt", CHINESE.encode()[:-1], "a.txt:1: damaged UTF-8 (byte 0xe3); convert it: iconv -f UTF-8 -c -t UTF-8"),
        ("a.txt", b"\xff\xfea", "a.txt: not valid UTF-16-LE: truncated data at byte 0; save it as UTF-8"),
        ("a.md", b"---\ntitle: A: B\n---\nText", "a.md:2: broken front matter: mapping values"),
        (
            "a.md",
            b"---\ntitle: A\ndate: 2025-02-30\n---\nText",
            "a.md:3: 2025-02-30 is no day of the calendar; correct the date",
        ),
        ("a.md", b"---\ndate: soon\n---\nText", 'a.md:2: the date "soon" is not read; write it like 2025-01-31'),
        ("a.doc", b"text", "a.doc: its format is not read; the formats are Markdown, text, HTML"),
        ("a", b"text", "a: its format is not read; "),
        (
            "a.pdf",
            pdf([[(72, 700, 12, "AI")]], encrypted=True),
            "a.pdf: the PDF is encrypted; save it without a password",
        ),
        ("a.pdf", b"%PDF-1.4 and no more", "a.pdf: not a PDF or damaged ("),
        ("a.pdf", pdf([[]]), "a.pdf: no text in it, pictures of pages perhaps; recognise their text first (OCR)"),
        ("a.docx", docx(empty=True), "a.docx: no text in the document; "),
        ("a.docx", docx()[:900], "a.docx: not a DOCX or damaged ("),
        (
            "a.docx",
            b"\xd0\xcf\x11\xe0" + b"locked" * 99,
            "a.docx: a protected document or not a DOCX; save it as DOCX without a password",
        ),
        ("a.pptx", pptx(empty=True), "a.pptx: no text on the slides; "),
        ("a.pptx", docx(), "a.pptx: not a PPTX or damaged ("),
        ("a.html", b"<html><script>x</script><nav>Home</nav></html>", "a.html: no text on the page; "),
        ("a.html", b"<div>" * 999 + b"deep", "a.html: elements more than 200 deep inside each other; "),
    ],
)
def test_what_cannot_be_read_is_named_and_the_others_go_on(here: Path, name: str, data: bytes, told: str) -> None:
    Path(name).write_bytes(data)
    Path("good.txt").write_text("Costs fall.", encoding="utf-8")
    first, second = read([name, "good.txt"])
    assert isinstance(first, ReadError)
    assert str(first).startswith(told), str(first)
    assert first.problem.remedy
    assert isinstance(second, Article)


# -- paths -------------------------------------------------------------------------------------------------------------


def test_a_folder_is_walked_in_order(here: Path) -> None:
    for name in [
        "b/2.txt",
        "b/1.md",
        "a.md",
        "c/index.md",
        ".hidden.md",
        ".git/x.md",
        "b/gold/1.md",
        "README.md",
        "a.json",
        "p.png",
    ]:
        Path(name).parent.mkdir(parents=True, exist_ok=True)
        Path(name).write_text("Text.", encoding="utf-8")
    assert [article.id for article in articles(".")] == ["a", "1", "2", "c"]
    assert [article.path for article in articles("b", "a.md", "b/1.md")] == ["b/1.md", "b/2.txt", "a.md"]
    assert [article.id for article in articles("README.md")] == [here.name]


def test_paths_without_articles(here: Path) -> None:
    Path("empty/gold").mkdir(parents=True)
    Path("empty/gold/a.md").write_text("x", encoding="utf-8")
    assert errors("no.md", "empty") == [
        "no.md: no such file or folder; check the path",
        f"empty: no article in this folder; articles are {', '.join(SUFFIXES)}",
    ]


def test_two_articles_of_one_id(here: Path) -> None:
    Path("a.md").write_text("---\nid: x\n---\nText.", encoding="utf-8")
    Path("x.txt").write_text("Other text.", encoding="utf-8")
    first, second = read(["a.md", "x.txt"])
    assert isinstance(first, Article)
    assert (
        str(second)
        == 'x.txt: its id "x" is that of a.md already; give one of them another id (`id:` in its front matter)'
    )


@pytest.mark.skipif(os.name != "posix" or os.geteuid() == 0, reason="permissions bind only plain users")
def test_a_file_that_may_not_be_opened(here: Path) -> None:
    Path("a.md").write_text("x", encoding="utf-8")
    Path("a.md").chmod(0)
    assert errors("a.md") == ["a.md: it cannot be opened: Permission denied; check its permissions"]


# -- JSONL -------------------------------------------------------------------------------------------------------------

RECORDS = [
    '{"id": "a", "text": "Costs fall.", "date": "2025-01-03", "author": ["B", "C"], "lang": "en-US", "url": "https://a.example"}',
    "",
    '{"id": 7, "text": "成本会下降。", "published": "2025年1月3日", "title": "题", "publisher": "刊"}',
    '{"id": "b", "text": ',
    '["id", "text"]',
    '{"text": "no id"}',
    '{"id": "c", "text": " "}',
    '{"id": "d", "text": "x", "date": "2025-02-30"}',
    '{"id": "e", "text": "x", "title": {"a": 1}}',
    '{"id": "f", "text": "half \\ud800"}',
    '{"id": "a", "text": "again"}',
    '{"id": "g", "text": "---\\ntitle: In front\\n---\\nText."}',
]


def check_records(found: list[Article | ReadError], path: str) -> None:
    read_ones = [each for each in found if isinstance(each, Article)]
    assert [(each.id, each.title, each.author, each.published, each.lang) for each in read_ones] == [
        ("a", None, "B, C", date(2025, 1, 3), "en"),
        ("7", "题", None, date(2025, 1, 3), "zh-Hans"),
        ("g", "In front", None, None, "en"),
    ]
    assert [str(each).split("; ", maxsplit=1)[0] for each in found if isinstance(each, ReadError)] == [
        f"{path}:4: not JSON: Expecting value at column 20",
        f"{path}:5: not a JSON object",
        f'{path}:6: no "id"',
        f'{path}:7: no "text"',
        f"{path}:8: 2025-02-30 is no day of the calendar",
        f'{path}:9: "title" is not a string',
        f'{path}:10: half of a surrogate pair in "text"',
        f'{path}:11: its id "a" is that of {path}:1 already',
    ]


def test_records_of_a_file(here: Path) -> None:
    Path("a.jsonl").write_text("\n".join(RECORDS), encoding="utf-8-sig")
    check_records([*read(["a.jsonl"])], "a.jsonl")


def test_records_of_standard_input(monkeypatch: pytest.MonkeyPatch) -> None:
    stream = io.TextIOWrapper(io.BytesIO("\n".join(RECORDS).encode()))
    monkeypatch.setattr(sys, "stdin", stream)
    check_records([*read(["-"])], "-")


# -- formats -----------------------------------------------------------------------------------------------------------

PAGE = """<html><head><title>Chips | Site</title><meta property="article:published_time" content="2025-01-03T10:00:00Z">
<meta name="author" content="Jane Doe"><meta property="og:site_name" content="Site"><link rel="canonical" href="https://a.example">
</head><body><header><a href="/">Home</a></header><nav>Menu</nav><div class="share">Share</div><article>
<header><h1>Chip <em>war</em></h1></header><p>Demand for <b>compute</b><b> keeps</b> growing,
 and 5 * 3 &lt;b&gt; is <a href="x">here</a>.<br>Second line</p><script>var x</script>
<ul><li>TPU<ul><li>v6</li></ul></li><li>GPU</li></ul><ol><li>一<li>二</ol><blockquote><p>引用</p></blockquote>
<table><thead><tr><th>Year</th><th>Capex</th></tr></thead><tr><td>2024</td><td>$230bn | net</td></tr></table>
<pre><code>x = 1</code></pre><p hidden>no</p><!-- no --><aside>Related</aside></article>
<footer>Copyright</footer></body></html>"""


def test_html(here: Path) -> None:
    Path("a.html").write_text(PAGE, encoding="utf-8")
    (article,) = articles("a.html")
    assert article.text == (
        "# Chip war\n\nDemand for **compute keeps** growing, and 5 \\* 3 \\<b> is here.  \nSecond line\n\n"
        "- TPU\n  - v6\n- GPU\n\n1. 一\n1. 二\n\n> 引用\n\n"
        "| Year | Capex |\n| --- | --- |\n| 2024 | $230bn \\| net |\n"
    )
    assert (article.title, article.author, article.publisher) == ("Chip war", "Jane Doe", "Site")
    assert (article.published, article.url) == (date(2025, 1, 3), "https://a.example")


def test_html_reads_like_its_markdown() -> None:
    copy = clean(take_web(PAGE.encode(), "a.html").text)
    assert [(block.kind, block.level, copy.text[block.start : block.end]) for block in copy.blocks] == [
        ("heading", 1, "Chip war"),
        ("paragraph", 0, "Demand for compute keeps growing, and 5 * 3 <b> is here."),
        ("paragraph", 0, "Second line"),
        ("item", 1, "TPU"), ("item", 2, "v6"), ("item", 1, "GPU"), ("item", 1, "一"), ("item", 1, "二"),
        ("quote", 0, "引用"),
        ("row", 0, "Year\tCapex"), ("row", 0, "2024\t$230bn | net"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("table", "lines"),
    [
        (
            "<table><caption>资本开支(亿元)</caption><tr><th>公司<th>2025<tr><td><p>百度</p><td><div>80</div></table>",
            "资本开支(亿元)\n\n| 公司 | 2025 |\n| --- | --- |\n| 百度 | 80 |\n",
        ),
        (
            "<table><caption>Capex ($bn)</caption><tr><th>Firm<th>2025<tr><td><p>Baidu</p><td><div>1.1</div></table>",
            "Capex ($bn)\n\n| Firm | 2025 |\n| --- | --- |\n| Baidu | 1.1 |\n",
        ),
        ("<table><tr><td><p>导航</p><td><p>Menu</p></table>", "导航\n\nMenu\n"),
    ],
)
def test_a_table_of_data_keeps_its_cells_and_its_title(table: str, lines: str) -> None:
    assert take_web(table.encode(), "a.html").text == lines


def test_docx(here: Path) -> None:
    Path("a.docx").write_bytes(docx())
    (article,) = articles("a.docx")
    assert article.text == (
        "# Chip war\n\n# Costs\n\nDemand for 5 \\* 3 chips is **growing** fast.\n\n- TPU\n  - v6\n\n1. 一\n\n> 引用\n\n"
        "| Year | Capex |  |\n| 2024 | $230bn |  |\n"
    )
    assert (article.title, article.author, article.published) == ("Chip war", None, None)


def test_pptx(here: Path) -> None:
    Path("a.pptx").write_bytes(pptx())
    (article,) = articles("a.pptx")
    assert article.text == (
        "## Chips fall\n\n- TPU up\n  - v6\n\n| Year | Capex |\n| --- | --- |\n| 2024 | $230bn |\n\n算力是根\n"
    )


ENGLISH = [
    "Demand for compute keeps growing, and the large clouds have raised their",
    "capital spending. Power is what slows the new infra-",
    "structure: such infrastructure is old, and long-",
    "term plans (long-term!) slip.",
]
SPLIT = ["今年算力的需求还会增长，云厂商把资本开支上调到三千", "二百亿美元，但是电力不足会拖慢新的数据中心。"]


def test_pdf() -> None:
    def page(number: int, *words: tuple[float, float, float, str]) -> list[tuple[float, float, float, str]]:
        return [(72, 800, 9, f"Chip Weekly {number}"), *words, (280, 30, 9, str(number))]

    english = [(72, 720 - 14 * nth, 11, line) for nth, line in enumerate(ENGLISH)]
    cut = (72, 640, 11, "A second paragraph stands here and goes on over the end of the page as")
    chinese = [(72, 690 - 16 * nth, 11, line) for nth, line in enumerate(SPLIT)]
    items = [(72, 640, 11, "- one"), (72, 626, 11, "- two")]
    data = pdf(
        [
            page(1, (72, 760, 20, "The chip war"), *english, cut),
            page(2, (72, 760, 11, "nobody stopped it."), (72, 720, 16, "电力紧张"), *chinese, *items),
            page(3, (72, 760, 11, "The end.")),
        ]
    )
    assert take_pdf(data, "a.pdf").text.split("\n\n") == [
        "# The chip war",
        "Demand for compute keeps growing, and the large clouds have raised their capital spending. "
        "Power is what slows the new infrastructure: such infrastructure is old, "
        "and long-term plans (long-term!) slip.",
        "A second paragraph stands here and goes on over the end of the page as nobody stopped it.",
        "## 电力紧张",
        "".join(SPLIT),
        "- one",
        "- two",
        "The end.\n",
    ]


# -- size --------------------------------------------------------------------------------------------------------------


def test_memory_does_not_grow_with_the_folder(here: Path) -> None:
    for number in range(100):
        Path(f"{number:03}.md").write_text(f"# {number}\n\n" + CHINESE * 60, encoding="utf-8")
    peaks = []
    for folder in (["000.md", "001.md", "002.md"], ["."]):
        tracemalloc.start()
        count = sum(1 for _ in read(folder))
        peaks.append(tracemalloc.get_traced_memory()[1])
        tracemalloc.stop()
    assert count == 100
    assert peaks[1] < peaks[0] + 150_000


def test_reading_is_lazy(here: Path) -> None:
    Path("a.jsonl").write_text(
        "\n".join(json.dumps({"id": str(nth), "text": "x"}) for nth in range(9)), encoding="utf-8"
    )
    assert getattr(next(read(["a.jsonl", "no.md"])), "id", None) == "0"


@needs_shared
def test_articles_from_elsewhere() -> None:
    found = articles(SHARED / "seeds", SHARED / "dev")
    assert [article.lang for article in found] == [
        "zh-Hant",
        "zh-Hans",
        "zh-Hans",
        "zh-Hant",
        "zh-Hans",
        "zh-Hant",
        "en",
        "en",
    ]
    assert [str(article.published) for article in found if article.published] == [
        "2025-12-05",
        "2025-07-10",
        "2026-05-04",
        "2025-01-28",
    ]
