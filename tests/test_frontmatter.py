"""What front matter, date lines and bylines say of an article."""

from datetime import date

import pytest

from ingest.byline import Byline, byline
from ingest.dateline import read_date
from ingest.frontmatter import body_start, front_matter
from ingest.language import language
from ingest.title import title
from kg.errors import ReadError

FIELDS = [
    ("title: 芯片战争", {"title": "芯片战争"}),
    ('title: "Chips: the war"', {"title": "Chips: the war"}),
    ("date: 2025-01-03\npublished: 2024-01-01", {"published": "2025-01-03"}),
    ("published: 2025-01-03", {"published": "2025-01-03"}),
    ("source: https://a.example\nlang: zh-Hant", {"url": "https://a.example", "lang": "zh-Hant"}),
    ("authors: [甲, 乙]", {"author": "甲, 乙"}),
    ("author: {name: Jane Doe, url: x}", {"author": "Jane Doe"}),
    ("id: 007", {"id": "007"}),
    ("Title: A\nTAGS: [b]", {"title": "A"}),
    ("title:\nauthor: ~", {}),
    ("# comment\ntitle: A # not part of it", {"title": "A"}),
    ("title: |\n  Two\n  lines", {"title": "Two\n  lines".replace("  ", "")}),
]


@pytest.mark.parametrize(("inside", "expected"), FIELDS)
@pytest.mark.parametrize("line_end", ["\n", "\r\n"])
def test_fields(inside: str, expected: dict[str, str], line_end: str) -> None:
    head = f"---\n{inside}\n---\n".replace("\n", line_end)
    found = front_matter(head + "text", "a.md")
    assert {name: fact.value for name, fact in found.facts.items()} == expected
    assert found.body == body_start(head + "text") == len(head)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "text",
        "---",
        "---\n",
        "---\n\nA rule above.\n\n---\n",
        "--- \nno key here\n---\n",
        "# A\n---\ntitle: x\n---\n",
    ],
)
def test_no_front_matter(text: str) -> None:
    assert front_matter(text, "a.md").body == body_start(text) == 0


BROKEN = [
    ("---\ntitle: A: B\n---\n", 2, "mapping values"),
    ("---\ntitle: A\nauthor: [B\n---\n", 4, "broken front matter"),
    ("---\ntitle: 'A\n---\n", None, "broken front matter"),
    ("---\ntitle: A\n\ttabbed: B\n---\n", 3, "broken front matter"),
    ("---\ntitle: A\ntext without an end", 1, "not closed"),
    ("---\ntitle: \x07\n---\n", None, "broken front matter"),
    ("---\ntitle: " + "[" * 3000 + "\n---\n", None, "broken front matter"),
]


@pytest.mark.parametrize(("text", "line", "reason"), BROKEN)
def test_broken_front_matter_names_its_line(text: str, line: int | None, reason: str) -> None:
    with pytest.raises(ReadError, match=reason) as caught:
        front_matter(text, "a.md")
    assert caught.value.problem.file == "a.md"
    assert caught.value.problem.remedy
    if line:
        assert caught.value.problem.line == line


DATES = [
    ("2025-01-03", date(2025, 1, 3)),
    ("2025/1/3", date(2025, 1, 3)),
    ("2025.01.03", date(2025, 1, 3)),
    ("20250103", date(2025, 1, 3)),
    ("2025-01-03T10:00:00Z", date(2025, 1, 3)),
    ("2025-01-03 10:00:00 +0800", date(2025, 1, 3)),
    ("2025年1月3日", date(2025, 1, 3)),
    ("2025 年 1 月 3 號", date(2025, 1, 3)),
    ("2025年1月3日 星期五 09:21", date(2025, 1, 3)),
    ("Jan 3, 2025", date(2025, 1, 3)),
    ("January 3rd 2025", date(2025, 1, 3)),
    ("Fri, 3 Jan. 2025", date(2025, 1, 3)),
    ("3 January 2025 at 9:21 am ET", date(2025, 1, 3)),
    ("Sept. 30, 2024", date(2024, 9, 30)),
    ("2024-02-29", date(2024, 2, 29)),
    ("2025-01", date(2025, 1, 1)),
    ("2025年1月", date(2025, 1, 1)),
    ("May 2025", date(2025, 5, 1)),
    ("2025", None),
    ("soon", None),
    ("", None),
    ("03/01/2025", None),
    ("2025-01-03 or so", None),
]


@pytest.mark.parametrize(("words", "expected"), DATES)
def test_dates(words: str, expected: date | None) -> None:
    assert read_date(words) == expected


@pytest.mark.parametrize(
    "words", ["2025-02-30", "2025年2月30日", "Feb 30, 2025", "2025-13-01", "2025-00-10", "20251399"]
)
def test_days_that_do_not_exist(words: str) -> None:
    with pytest.raises(ValueError, match=r"day|month"):
        read_date(words)


BYLINES = [
    ("发布日期:2025-01-03 09:21\n正文。", Byline(published=date(2025, 1, 3))),
    ("題\n\n發佈時間：2025年1月3日\n作者：張三\n\n正文。", Byline(author="張三", published=date(2025, 1, 3))),
    (
        "# T\n\nBy Jane Doe and John Roe | Jan 3, 2025\n\nText.",
        Byline(author="Jane Doe and John Roe", published=date(2025, 1, 3)),
    ),
    ("By Jane Doe, Jan 3, 2025\nText.", Byline(author="Jane Doe", published=date(2025, 1, 3))),
    ("Published on January 3, 2025\nText.", Byline(published=date(2025, 1, 3))),
    ("**作者：李四、王五**\n公众号：算力周报\n2025-01-03", Byline("李四、王五", "算力周报", date(2025, 1, 3))),
    ("文｜赵六\n正文。", Byline(author="赵六")),
    ("正文第一段。\n\n正文第二段。\n\n2025年1月3日", Byline(published=date(2025, 1, 3))),
    ("来源：某财经网  2025-01-03 08:00\n正文。", Byline(publisher="某财经网", published=date(2025, 1, 3))),
    # not bylines
    ("By 2030 demand will double.\nText.", Byline()),
    ("On Jan 3, 2025 the stock fell.\nText.", Byline()),
    ("2025年1月3日，股价下跌。", Byline()),
    ("作者认为：股价会涨。", Byline()),
    ("文章：股价会涨。", Byline()),
    ("By the end of next year costs fall.", Byline()),
    ("发布日期:2025-02-30\n正文。", Byline()),
    ("更多内容" * 40 + "2025-01-03", Byline()),
    ("甲。\n" * 20 + "2025-01-03\n" + "乙。\n" * 20, Byline()),
    ("", Byline()),
]


@pytest.mark.parametrize(("text", "expected"), BYLINES)
def test_bylines(text: str, expected: Byline) -> None:
    assert byline(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("# 芯片 *战争*\n## 二", "芯片 战争"),
        ("文\n\n題\n===\n", "題"),
        ("## Deep\n# Top", "Deep"),
        ("#no\ntext", None),
        ("**Bold line**\n\ntext", None),
        ("> # quoted\n\ntext", None),
        ("```\n# code\n```\n# Real", "Real"),
        ("# ![](a.png)\n# B", "B"),
    ],
)
def test_title(text: str, expected: str | None) -> None:
    assert title(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("芯片的价格会下降。", "zh-Hans"),
        ("晶片的價格會下降。", "zh-Hant"),
        ("Prices of chips will fall.", "en"),
        ("NVIDIA H100 GPU 价格会下降", "zh-Hans"),
        ("TSMC (台積電) raised prices this year.", "en"),
        ("", "en"),
        ("42%", "en"),
        ("中文", "zh-Hans"),
        ("見 [連結](https://a.example/a/very/long/address/with/many/english/words)", "zh-Hant"),
    ],
)
def test_language(text: str, expected: str) -> None:
    assert language(text) == expected


def test_cases_are_collected() -> None:
    assert [len(FIELDS), len(BROKEN), len(DATES), len(BYLINES)] == [12, 7, 23, 19]
