"""Twice the text is twice the work, whatever its shape: what is counted is calls and things handed out, not seconds."""

from __future__ import annotations

import sys
from types import FrameType

import pytest

from ingest.pipeline import Reader
from tests.reading import article

ONCE = 60  # repetitions of a shape; the other text has twice as many
MOST = 2.1  # times the work
SHAPES = {
    "one paragraph, zh": "公司的股价上涨 5%。它预计明年的营收将达到 30 亿美元，因为芯片的需求增长。GPU 很多。",
    "one paragraph, en": "The stock rose 5%. It expects that revenue will reach $30 billion, since demand grows. ",
    "one long sentence": "英伟达的营收增长 5%，",
    "lines": "英伟达的营收达到 30 亿美元\n",
    "bullets": "- 英伟达的营收将达到 30 亿美元：\n  - it may fall by 5%\n",
    "headings": "## 英伟达的营收将增长\n\n未来它会达到 30 亿美元，因为芯片的需求增长。\n\n",
    "rows": "| 英伟达 | 30 亿美元 | 增长 5% | 2025 年 |\n",
    "cells": "| 英伟达 30 亿美元 ",
    "definitions": "台积电（简称 TSMC）的营收增长，TSMC 将投资 30 亿美元。",
    "abbreviations": "It grew, e.g. by approx. 5% vs. Inc. no. 7 ",
}


def work(reader: Reader, text: str) -> int:
    """Calls of functions that reading the text takes, and things in the lists that they return."""
    done = 0

    def count(_: FrameType, event: str, result: object) -> None:
        nonlocal done
        done += 1 + (len(result) if event == "return" and isinstance(result, list) else 0)

    sys.setprofile(count)
    try:
        reader.extract(article(text))
    finally:
        sys.setprofile(None)
    return done


@pytest.mark.parametrize("shape", SHAPES)
def test_twice_the_text_is_twice_the_work(reader: Reader, shape: str) -> None:
    short, long = SHAPES[shape] * ONCE, SHAPES[shape] * (2 * ONCE)
    reader.extract(article(long))
    assert work(reader, long) <= MOST * work(reader, short)


def test_work_that_grows_faster_is_seen() -> None:
    class Walker:
        def extract(self, read: object) -> list[int]:
            return [each for _ in read.text for each in self.all(read)]  # type: ignore[attr-defined]

        def all(self, read: object) -> list[str]:
            return list(read.text)  # type: ignore[attr-defined]

    short, long = (work(Walker(), "a" * length) for length in (100, 200))  # type: ignore[arg-type]
    assert long > MOST * short


def test_all_shapes_are_tried() -> None:
    assert len(SHAPES) == 10
