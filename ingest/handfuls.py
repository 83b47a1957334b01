"""Counts below ten, told on purpose or only in passing.

Only two customers, nine of them closed: a count. These two firms, the four largest, three reasons why: what is counted
is known, or is nothing but a heading over what follows.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ingest.lexicons import words

if TYPE_CHECKING:
    from kg.model import Quantity

VAGUE = frozenset(words("vague_counters"))  # Chinese counting words of what can be told apart only by listing it
DEFINITE_ZH, DEFINITE_EN = words("definite_zh"), frozenset(words("definite_en"))
LISTED_ZH, LISTED_EN = words("listed_zh"), frozenset(words("listed_en"))
NOUN = 6  # characters behind a Chinese count in which its noun stands
NOTHING = "零"  # 零件, 零部件: no numeral
_BEFORE = re.compile(r"([A-Za-z]+(?:['’]s)?|['’])[ ]*$")
_REACH = 24


def in_passing(quantity: Quantity, text: str) -> bool:
    """Whether a count below ten says nothing that could be true or false."""
    quote, start, end = quantity.span.quote, quantity.span.start, quantity.span.end
    if quote[-1].isascii() and quote[-1].isalpha():
        return _in_passing_en(quote, text[max(0, start - _REACH) : start])
    if quote.startswith(NOTHING) or not VAGUE.isdisjoint(quote) or quantity.low == quantity.high == 1:
        return True
    behind = text[end : end + NOUN].lstrip()
    return text[:start].rstrip().endswith(DEFINITE_ZH, max(0, start - NOUN)) or _is_listed(quote, behind)


def _is_listed(quote: str, behind: str) -> bool:
    """三个阶段, 五个大判断: the noun is one of those that are listed, not counted."""
    return any(behind.startswith(noun) or behind[1:].startswith(noun) for noun in LISTED_ZH) or quote.endswith(
        LISTED_ZH
    )


def _in_passing_en(quote: str, before: str) -> bool:
    """The four largest customers, its two plants; three reasons."""
    word = _BEFORE.search(before)
    known = word is not None and (word[1].lower() in DEFINITE_EN or word[1].endswith(("'s", "’s", "'", "’")))
    return known or quote.rpartition(" ")[2].lower() in LISTED_EN
