"""The way back holds on every text: each character of the copy came from some of the raw text, in order."""

import random

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ingest.clean import Cleaned, clean
from tests.shared import SHARED, needs_shared

SNIPPETS = [
    "**",
    "*",
    "_",
    "~~",
    "`",
    "``",
    "[",
    "]",
    "(",
    ")",
    "](",
    "](https://a.example/b)",
    "![",
    "<b>",
    "</b>",
    "<br/>",
    "<!--",
    "-->",
    "&amp;",
    "&#x3000;",
    "\\n",
    "\\u3000",
    "\\*",
    "\\",
    "https://a.example/z",
    "www.a.example",
    "芯(xīn)",
    "(xīn)",
    "片(pian)",
    "A",
    "AI",
    "算力",
    "價格",
    " ",
    "  ",
    "\t",
    "|",
    "|---|---|",
    "\n",
    "\r\n",
    "\r",
    "\n\n",
    "# ",
    "## ",
    "- ",
    "1. ",
    "> ",
    "---",
    "===",
    "```",
    "～",
    "，",
    "。",
    ":",
    "：",
    "\u200b",
    "\ufeff",
    "\u3000",
    "½",
    "ＡＩ５％",
    "㎡",
    "ﬁ",
    "e\u0301",
    "𝐀",
    "🚀",
    "\ud800",
    "\u2028",
    "\x0c",
    "\x00",
    "来源：",
    "目录",
    "延伸阅读",
    "2025-01-02",
    "? ",
    "?yàn)?",
    "---\ntitle: x\n---\n",
]
TEXTS = st.one_of(st.text(), st.lists(st.one_of(st.sampled_from(SNIPPETS), st.text(max_size=3))).map("".join))
MEGABYTE = 1_000_000
HOSTILE = [
    "[",
    "](",
    "[a](",
    "*",
    "**a",
    "_",
    "`",
    "|",
    "|-",
    "<",
    "<a ",
    "<!--",
    "&",
    "\\",
    "字(",
    "(",
    "> ",
    "- ",
    "# ",
    "a\t",
    "(",
]


def check(raw: str, copy: Cleaned) -> None:
    """Every promise of `Cleaned` and `Block`."""
    before = (0, 0)
    for place in range(len(copy.text)):
        start, end = copy.raw(place, place + 1)
        assert 0 <= start < end <= len(raw)
        assert before[0] <= start
        assert before[1] <= end
        before = (start, end)
    check_blocks(copy)


def check_blocks(copy: Cleaned) -> None:
    last = 0
    for block in copy.blocks:
        words = copy.text[block.start : block.end]
        assert last <= block.start < block.end <= len(copy.text)
        assert words == words.strip()
        assert "\n" not in words
        assert "\t" not in words or block.kind == "row"
        assert all(block.start <= start <= end <= block.end for start, end in block.cells)
        assert all(0 <= start <= end <= len(copy.text) for start, end in block.head)
        assert copy.text[last : block.start] in {"", "\n"}
        last = block.end
    assert last == len(copy.text)
    assert "  " not in copy.text
    for (_, end), (start, _) in zip(copy.emphasis, copy.emphasis[1:], strict=False):
        assert end <= start


@settings(max_examples=400, deadline=None, suppress_health_check=list(HealthCheck))
@given(TEXTS)
def test_any_text(raw: str) -> None:
    check(raw, clean(raw))


@settings(max_examples=100, deadline=None)
@given(st.text(alphabet="abcdefgh ,\n", max_size=200))
def test_plain_characters_stand_for_themselves(raw: str) -> None:
    copy = clean(raw)
    for place, character in enumerate(copy.text):
        start, end = copy.raw(place, place + 1)
        assert raw[start:end] == character or character in " \n"


@settings(max_examples=100, deadline=None)
@given(TEXTS, st.data())
def test_ranges_are_hulls_of_their_characters(raw: str, data: st.DataObject) -> None:
    copy = clean(raw)
    if not copy.text:
        return
    start = data.draw(st.integers(0, len(copy.text) - 1))
    end = data.draw(st.integers(start + 1, len(copy.text)))
    assert copy.raw(start, end) == (copy.raw(start, start + 1)[0], copy.raw(end - 1, end)[1])


@pytest.mark.parametrize("line_end", ["\n", "\r\n", "\r"])
def test_line_ends_change_nothing_but_offsets(line_end: str) -> None:
    raw = "# 题\n\n甲说，\n乙说。\n\n- 一\n- 二\n\n| a | b |\n|---|---|\n| 1 | 2 |\n"
    other = raw.replace("\n", line_end)
    copy = clean(other)
    assert (copy.text, copy.blocks) == (clean(raw).text, clean(raw).blocks)
    check(other, copy)


def test_a_megabyte_of_everything() -> None:
    source = random.Random(7)
    raw = "".join(source.choices(SNIPPETS, k=MEGABYTE // 3))
    copy = clean(raw)
    check_blocks(copy)
    for place in source.sample(range(len(copy.text)), 2000):
        start, end = copy.raw(place, place + 1)
        assert 0 <= start < end <= len(raw)


@pytest.mark.parametrize("unit", HOSTILE)
def test_a_hostile_text_is_still_a_text(unit: str) -> None:
    """Length 200,000: with anything but linear work this would not end."""
    raw = unit * (200_000 // len(unit))
    copy = clean(raw)
    check_blocks(copy)
    assert not copy.text or copy.raw(0, len(copy.text))[1] <= len(raw)


def test_the_readable_copy_of_a_readable_copy_is_itself() -> None:
    raw = "# 算力\n\n**毛(máo)利** 上升，ＡＩ [芯片](https://a.example) 紧张。\n\nCosts\nfall.\n"
    once = clean(raw).text
    assert clean(once.replace("\n", "\n\n")).text == once


@needs_shared
@pytest.mark.parametrize("folder", ["seeds", "dev"])
def test_articles_from_elsewhere(folder: str) -> None:
    files = sorted((SHARED / folder).glob("*.txt"))
    assert len(files) >= 3
    for file in files:
        raw = file.read_bytes().decode()
        check(raw, clean(raw))
