"""Traditional to simplified Chinese, and the form in which two spellings of a name are compared."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from functools import lru_cache

from opencc import OpenCC

_KEPT = frozenset("乾昇瞭藉於鍾")  # OpenCC simplifies them, names on the mainland keep them: 昇腾


@lru_cache(maxsize=1)
def _converter() -> OpenCC:
    return OpenCC("t2s")


def simplified(text: str) -> str:
    """`text` in simplified characters, of the same length; words that only Taiwan uses stay as they are.

    >>> simplified("臺積電的伺服器 GPU")
    '台积电的伺服器 GPU'
    """
    return str(_converter().convert(text)) if not text.isascii() else text


def simplified_all(texts: Iterable[str]) -> list[str]:
    """As `simplified`, for many short texts without line breaks in one call."""
    return simplified("\n".join(texts)).split("\n")


def is_traditional(text: str) -> bool:
    """Whether `text` has a character that is only written in traditional Chinese.

    >>> is_traditional("輝達"), is_traditional("昇腾"), is_traditional("GPU")
    (True, False, False)
    """
    return any(old != new and old not in _KEPT for old, new in zip(text, simplified(text), strict=True))


def fold(text: str) -> str:
    """What is equal for two spellings of one name: script, case, width and outer blanks do not count.

    >>> fold("輝達 ") == fold("辉达"), fold("ＮＶＩＤＩＡ") == fold("Nvidia")
    (True, True)
    """
    return simplified(unicodedata.normalize("NFKC", text)).casefold().strip()
