"""The language of a text, by its characters."""

from __future__ import annotations

import re
from functools import cache

from ingest.characters import HAN_CHARACTER, simplified
from kg.model import Lang

SAMPLE = 5_000  # characters that are looked at
_HAN_RUN = re.compile(f"{HAN_CHARACTER.pattern}+")
_WORD = re.compile(r"[^\W\d_]+")
HAN_A_WORD = 5 / 3  # Han characters that say what one English word says
_ADDRESS = re.compile(r"https?://[^\s)]+")
_LATIN_WORD = re.compile(r"[A-Za-z]{2,}")
_BASIC = "".join(map(chr, range(0x4E00, 0xA000)))


def han_share(text: str) -> float:
    """Share of Han characters among the letters; 0 where there are none.

    >>> han_share("AI 芯片"), han_share("42%")
    (0.5, 0.0)
    """
    letters = sum(map(len, _WORD.findall(text)))
    return len(HAN_CHARACTER.findall(text)) / letters if letters else 0.0


def language(text: str) -> Lang:
    """`en`, or Chinese in the script that more of its characters belong to alone.

    >>> language("Nvidia (英伟达) rose"), language("NVIDIA 的市值"), language("輝達的市值"), language("英伟达的市值")
    ('en', 'zh-Hans', 'zh-Hant', 'zh-Hans')
    """
    sample = _ADDRESS.sub(" ", text[:SAMPLE])
    han = "".join(_HAN_RUN.findall(sample))
    if len(han) <= HAN_A_WORD * len(_LATIN_WORD.findall(sample)):
        return "en"
    traditional, simple = _scripts()
    return "zh-Hant" if _count(han, traditional) > _count(han, simple) else "zh-Hans"


def _count(text: str, characters: frozenset[str]) -> int:
    return sum(map(characters.__contains__, text))


@cache
def _scripts() -> tuple[frozenset[str], frozenset[str]]:
    """Characters of the traditional script alone, and of the simplified alone."""
    pairs = list(zip(_BASIC, simplified("\n".join(_BASIC))[::2], strict=True))
    changed = {character for character, simple in pairs if character != simple}
    return frozenset(changed), frozenset(simple for character, simple in pairs if character != simple) - changed
