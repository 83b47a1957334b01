"""Pinyin in brackets behind single characters, `字(zì)`, as reading aids leave it in copied text."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from ingest.characters import HAN
from ingest.genre import genre

_TONED = "āáǎăàēéěĕèīíǐĭìōóǒŏòūúǔŭùǖǘǚǜńňǹḿ"
_LETTERS = f"a-zü{_TONED}\u0300\u0301\u0304\u0306\u030c"
DEBRIS = f"(?<=[{HAN}])[(（](?:[A-Z][{_LETTERS}]|[{_LETTERS}]){{1,7}}[)）]"
ORPHAN = f"[?？\ufffd](?=[{_LETTERS}]{{0,6}}[{_TONED}])[{_LETTERS}]{{1,7}}[)）][?？\ufffd]?"
_TONED_DEBRIS = re.compile(
    f"[{HAN}][(（][A-Za-zü]{{0,4}}(?:[{_TONED}]|[aeiouümn][\u0300\u0301\u0304\u030c])[a-zü]{{0,4}}[)）]"
)
_SYLLABLE = re.compile(
    "(?:[bpmf]|[dt]|[nl]|[gkh]|[jqx]|[zcs]h?|r|y|w)?"
    "(?:i?a(?:o|ng?|i)?|i?ong|io?u|i(?:e|ng?)?|u(?:a(?:i|ng?)?|e|i|n|o)?|[üv]e?|e(?:i|ng?|r)?|ou?)|[mn]g?"
)


def toned(text: str, start: int = 0) -> bool:
    """Whether the text has such debris beyond doubt, with a tone mark."""
    return bool(_TONED_DEBRIS.search(text, start))


@lru_cache(4096)
def is_debris(bracket: str, among_others: bool) -> bool:
    """Whether a bracket behind one Han character tells how that character is said.

    Without a tone mark it must be a syllable, and where the text has no toned debris, none that is an English word too.

    >>> is_debris("(xùn)", False), is_debris("(xun)", False), is_debris("(long)", False), is_debris("(long)", True)
    (True, True, False, True)
    """
    word = bracket[1:-1]
    plain = _without_tones(word)
    if not _SYLLABLE.fullmatch(plain):
        return False
    return plain != word.lower() or among_others or (len(plain) > 1 and plain not in genre().not_pinyin)


def _without_tones(word: str) -> str:
    letters = unicodedata.normalize("NFD", word.lower().replace("ü", "v"))
    return "".join(letter for letter in letters if not unicodedata.combining(letter))
