"""The money of a text's home: 元 and 块 are New Taiwan dollars in Taiwan, Hong Kong dollars there.

A sum told without its currency (亏了近五百亿, sales of 4.2bn) is in that of its sentence; else in dollars where a
company of America is spoken of; else in that of its paragraph, of most sums of the text, or of the text's home.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from ingest.lexicons import words
from kg.units import Units

if TYPE_CHECKING:
    from ingest.passage import Named
    from ingest.sentences import Sentence
    from kg.model import Quantity

MAINLAND, DOLLAR = "CNY", "USD"
SIGNS = {currency: words(f"home_{currency.lower()}") for currency in ("TWD", "HKD", MAINLAND)}
NAMED = words("renminbi")
DEFAULT = {"zh-Hant": "TWD"}  # of a text in which nothing tells; other Chinese texts are at home on the mainland
ELSEWHERE = frozenset(words("listed_elsewhere"))  # companies with a ticker of America that count in other money
PLACES = {"taiwan": "TWD", "hong-kong": "HKD", "china": MAINLAND, "us": DOLLAR}
_TICKER = re.compile(r"[A-Z]{1,4}")


def localised(
    quantities: Iterable[Quantity], text: str, lang: str, sentences: Sequence[Sentence], names: Sequence[Named]
) -> Iterator[Quantity]:
    """The quantities, with the currency of money that is told in 元 alone or without any, which is marked as implied.

    `text` is the cleaned text, in simplified characters; `lang` the script it was written in.
    """
    home = currency(text, lang)
    told = [_at_home(quantity, home) for quantity in quantities]
    sums = _Sums(told, sentences, names, home)
    for quantity in told:
        unit, slash, rate = quantity.unit.partition("/")
        open_ = quantity.implied and unit == DOLLAR
        yield replace(quantity, unit=f"{sums.currency(quantity)}{slash}{rate}") if open_ else quantity


def _at_home(quantity: Quantity, home: str) -> Quantity:
    unit, slash, rate = quantity.unit.partition("/")
    if unit != MAINLAND or home in (MAINLAND, DOLLAR) or any(name in quantity.span.quote for name in NAMED):
        return quantity
    return replace(quantity, unit=f"{home}{slash}{rate}", implied=True)


class _Sums:
    """The sums of a text that tell their currency, for those that do not."""

    def __init__(
        self, told: Sequence[Quantity], sentences: Sequence[Sentence], names: Sequence[Named], home: str
    ) -> None:
        self._starts = [sentence.start for sentence in sentences]
        self._blocks = [sentence.block for sentence in sentences]
        paid = [(self._place(quantity.span.start), money) for quantity in told if (money := _money(quantity))]
        self._by_sentence: Mapping[int, str] = dict(paid)
        self._by_block: Mapping[int, str] = {self._blocks[place]: money for place, money in paid if place >= 0}
        self._american = {self._place(name.start) for name in names if _is_american(name.entity)}
        self._placed = {self._place(name.start): home for name in names if PLACES.get(name.entity) == home}
        most = Counter(money for _, money in paid).most_common(2)
        self._most = most[0][0] if most and (len(most) == 1 or most[0][1] > most[1][1]) else ""
        self._home = DOLLAR if not most and self._american else home

    def currency(self, quantity: Quantity) -> str:
        """What a sum without a currency is told in."""
        place = self._place(quantity.span.start)
        if place < 0:
            return self._most or self._home
        near = self._by_sentence.get(place) or self._placed.get(place) or (DOLLAR if place in self._american else "")
        return near or self._by_block.get(self._blocks[place]) or self._most or self._home

    def _place(self, start: int) -> int:
        return bisect_right(self._starts, start) - 1


def _money(quantity: Quantity) -> str:
    """The currency that a quantity tells; 元 tells that of the home."""
    unit = quantity.unit.partition("/")[0]
    known = Units.load().get(unit)
    return known.base if known and known.is_money and not (quantity.implied and unit == DOLLAR) else ""


def _is_american(entity: str) -> bool:
    return _TICKER.fullmatch(entity) is not None and entity not in ELSEWHERE


def currency(text: str, lang: str) -> str:
    """The currency of the text's home. In traditional characters the one whose signs it shows most, or Taiwan's.

    >>> currency("台股今天上涨。", "zh-Hant"), currency("港股下跌。", "zh-Hant"), currency("营收 3 亿元", "zh-Hans")
    ('TWD', 'HKD', 'CNY')
    """
    if lang not in DEFAULT:
        return MAINLAND if lang.startswith("zh") else DOLLAR
    default = DEFAULT[lang]
    shown = {one: sum(text.count(sign) for sign in signs) for one, signs in SIGNS.items()}
    best = max(shown.values())
    return default if shown[default] == best else next(one for one, count in shown.items() if count == best)
