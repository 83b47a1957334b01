"""A text to search for, as it may stand in either Chinese script."""

from __future__ import annotations

from functools import lru_cache

from opencc import OpenCC

from kg.script import simplified


@lru_cache(maxsize=1)
def _converter() -> OpenCC:
    return OpenCC("s2t")


def traditional(text: str) -> str:
    """`text` in traditional characters.

    >>> traditional("数据中心 GPU")
    '數據中心 GPU'
    """
    return text if text.isascii() else str(_converter().convert(text))


def spellings(text: str) -> tuple[list[str], list[str], list[str]]:
    """The words of `text` in lower case: as typed, in simplified and in traditional characters.

    >>> spellings("GPU 訂單")
    (['gpu', '訂單'], ['gpu', '订单'], ['gpu', '訂單'])
    """
    typed = text.lower().split()
    return typed, [simplified(word) for word in typed], [traditional(word) for word in typed]
