"""Characters: which are Han, which are written in a form of their own, which show nothing.

Letters, digits and symbols of compatibility forms are folded as NFKC folds them (ＡＩ５％ to AI5%). Left as they are:
CJK punctuation, which parts sentences, and numerals such as ½, ² and ①, whose NFKC form is another number. A comma in
a wide number is one in a number: １，２００ is 1,200.
"""

from __future__ import annotations

import html
import re
import unicodedata
from functools import cache
from html.entities import html5
from itertools import pairwise

import opencc

from ingest.genre import genre

HAN = "\u3005\u3007\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
_PAIRS = "|".join(f"{left}、{right}" for left, right in pairwise("一二三四五六七八九"))
HAN_POINT = (
    f"(?!(?:{_PAIRS})[线線级級十百千成倍、])[一二三四五六七八九十]{{1,3}}、"  # a point's number; not of 一、二线城市
)
KEPT = "！（），：；？［］。、「」『』《》〈〉【】〔〕…—·"
_OWN_FORM = (
    "\u00aa\u00b5\u00ba\u1d2c-\u1d6a\u2010\u2011\u2212\u2100-\u2121\u2123-\u213b\u2150-\u218f\u24b6-\u24e9"
    "\u2e80-\u2fdf\u3036-\u303a\u3130-\u318f\u3200-\u33ff\uf900-\ufaff\ufb00-\ufb06"
    "\uff02-\uff07\uff0a\uff0b\uff0d-\uff19\uff1c-\uff1e\uff20-\uff3a\uff3c\uff3e-\uffee"
    "\U0001d400-\U0001d7ff\U0001f100-\U0001f2ff\U0002f800-\U0002fa1f"
)
_UNSEEN = (
    "\x00-\x08\x0e-\x1b\x1f\x7f-\x84\x86-\x9f\u00ad\u00ae\u034f\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f"
    "\u2120\u2122\ufe00-\ufe0f\ufeff\ufff9-\ufffb\U000e0000-\U000e0fff"
)
_BLANK = " \t\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000"
_BROKEN = "\ud800-\udfff"
_JOINED = "\u0300-\u036f"
OWN_FORM = f"[{_OWN_FORM}]"
UNSEEN = f"[{_UNSEEN}]"
BLANK = f"[{_BLANK}]"
ODD_BLANK = f"[{_BLANK[1:]}]"
JOINED = f"(?<=[A-Za-zÜü])[{_JOINED}]{{1,4}}"
BROKEN = f"[{_BROKEN}]"
ODD = _OWN_FORM + _UNSEEN + _BLANK[1:] + _JOINED + _BROKEN
HAN_CHARACTER = re.compile(f"[{HAN}]")
WIDE = re.compile(f"[{HAN}\u3000-\u303f\uff01-\uff60“”‘’…—]")
_UNSEEN_CHARACTER = re.compile(UNSEEN)
_WHITE = re.compile(r"\s+")
_HYPHENS = frozenset("\u2010\u2011\u2212")


@cache
def fold(character: str) -> str:
    """One character in its common form.

    >>> "".join(map(fold, "ＡＩ５％（㎡）½"))
    'AI5%（m2）½'
    """
    if character in _HYPHENS:
        return "-"
    if character in KEPT or unicodedata.category(character) == "No":
        return character
    return unicodedata.normalize("NFKC", character)


def fold_all(words: str) -> str:
    """Words in common form: marks joined to their letters, unseen characters gone, white space as one blank.

    >>> fold_all("ＡＩ\\u00a0\\u200bGPU")
    'AI GPU'
    """
    seen = _UNSEEN_CHARACTER.sub("", unicodedata.normalize("NFC", words))
    return _WHITE.sub(" ", "".join(map(fold, seen)))


def entity(name: str) -> str:
    """What an HTML entity stands for, in common form; the name itself when it stands for nothing.

    >>> entity("&amp;"), entity("&nbsp;"), entity("&nothing;")
    ('&', ' ', '&nothing;')
    """
    return fold_all(html.unescape(name) if name[1] == "#" else html5.get(name[1:], name))


@cache
def _converter(pair: str) -> opencc.OpenCC:
    return opencc.OpenCC(pair)


_BROKEN_CHARACTER = re.compile(BROKEN)


def simplified(text: str) -> str:
    """The text in simplified characters, of equal length, so that offsets stay; broken surrogates become U+FFFD.

    >>> simplified("訓練 GPU 晶片"), simplified("隨著著名的模型")
    ('训练 GPU 晶片', '随着著名的模型')
    """
    if text.isascii():
        return text
    whole = _BROKEN_CHARACTER.sub("\ufffd", text)
    converted: str = _converter("t2s").convert(whole)
    assert len(converted) == len(text), "a conversion to simplified characters changed the length"
    return _lasting().sub("着", converted) if "著" in converted else converted


@cache
def _lasting() -> re.Pattern[str]:
    """著 where it is 着, which `t2s` leaves as it is."""
    behind, before = genre().famous
    return re.compile(f"(?<![{behind}])著(?![{before}])")


def traditional(words: str) -> str:
    """The words in traditional characters.

    >>> traditional("发布日期")
    '發佈日期'
    """
    converted: str = _converter("s2t").convert(words)
    return converted


def columns(words: str) -> int:
    """Columns that a line takes on a screen, about: one a Latin letter, two a Han character.

    >>> columns("AI 芯片")
    7
    """
    return len(words.encode("gb18030", "replace"))
