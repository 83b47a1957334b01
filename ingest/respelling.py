"""Machine-spun Chinese read as what it was spun from: 模子 as 模型, 来岁 as 明年, in texts that show they were spun.

Some spun words say the opposite of what they stand for (次要 for 主要, 收入 for 支出), so ordinary text is left alone.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Any

from ingest.offsets import Edit

DATA = Path(__file__).parent / "data" / "respelling.toml"
DISTINCT = 6  # different signs that a spun text shows at least
SPACING = 300  # characters, at most, to each sign


def is_spun(text: str) -> bool:
    """Whether enough different words in it are such as only a spinner writes, and they stand close enough.

    >>> is_spun("英伟达的模型训练成本正在下降。")
    False
    >>> spun = "实正的来由次要是加快器,每小我大要率可以或许用上办事器,宏不雅上不竭存正在"
    >>> is_spun(spun), [edit.new for edit in edits(spun, 0, 9)]
    (True, ['真正', '理由', '主要'])
    """
    found = [match.group() for match in _signs().finditer(text)]
    return len(set(found)) >= DISTINCT and len(found) * SPACING >= len(text)


def edits(text: str, start: int, end: int) -> Iterator[Edit]:
    """Every spun word between `start` and `end`, to be read as what it stood for."""
    words = _words()
    for match in _spun_words().finditer(text, start, end):
        yield Edit(*match.span(), words[match.group()])


@cache
def _words() -> Mapping[str, str]:
    return dict(_table()["words"])


@cache
def _signs() -> re.Pattern[str]:
    return _any_of(_table()["signs"])


@cache
def _spun_words() -> re.Pattern[str]:
    return _any_of(_words())


@cache
def _table() -> dict[str, Any]:
    return tomllib.loads(DATA.read_text(encoding="utf-8"))


def _any_of(words: Iterable[str]) -> re.Pattern[str]:
    """The longest of the words that starts at a place."""
    return re.compile("|".join(map(re.escape, sorted(words, key=lambda word: (-len(word), word)))))
