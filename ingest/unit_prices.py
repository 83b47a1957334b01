"""Money that is told for one of something before it: 每度便宜一毛, 一公斤只卖三十五块.

>>> thing("每度电便宜了"), thing("一公斤只卖"), thing("每吨成本下降，净利润"), thing("这一单")
('kWh', 'kg', None, None)
"""

from __future__ import annotations

import re
from functools import cache

from ingest.lexicons import words
from ingest.measure_lexicon import lexicon, table
from kg.units import Units

_DIMENSIONS = frozenset({"energy", "mass", "area", "volume", "count", "information", "power", "compute"})
_SHARE = "share"  # earnings per share are told as money
_ENDS = re.compile("[，,。；;：:]")
_OTHER = words("total_words")  # a total behind the unit is told of all


def thing(before: str) -> str | None:
    """The unit of the thing that the last 每 or 一 before a sum names, in the same clause; None where there is none."""
    clause = _ENDS.split(before)[-1]
    found = list(_each().finditer(clause))
    if not found or any(word in clause[found[-1].end() :] for word in _OTHER):
        return None
    return _units()[found[-1]["every"] or found[-1]["one"]]


@cache
def _each() -> re.Pattern[str]:
    names = "|".join(sorted(map(re.escape, _units()), key=len, reverse=True))
    sold = "|".join(map(re.escape, words("pricing_verbs")))
    return re.compile(rf"每(?:一)?(?P<every>{names})|(?<![第这那哪上下])一(?P<one>{names})(?=.{{0,3}}(?:{sold}))")


@cache
def _units() -> dict[str, str]:
    """Units by their Chinese names, and counting words that stand for one."""
    known = Units.load()
    named = {word: senses["unit"][0] for word, senses in lexicon().words.items() if "unit" in senses and _is_han(word)}
    found = {word: unit for word, unit in named.items() if known[unit].dimension in _DIMENSIONS and unit != _SHARE}
    counted = {word: str(unit) for unit, word in table("classifier") if unit in known}
    return counted | found


def _is_han(word: str) -> bool:
    return all("\u4e00" <= letter <= "\u9fff" for letter in word)
