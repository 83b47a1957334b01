"""The money of a text's home: 元 and 块 are New Taiwan dollars in Taiwan, Hong Kong dollars there."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

from ingest.lexicons import words

if TYPE_CHECKING:
    from kg.model import Quantity

MAINLAND = "CNY"
SIGNS = {currency: words(f"home_{currency.lower()}") for currency in ("TWD", "HKD", MAINLAND)}
NAMED = words("renminbi")
DEFAULT = {"zh-Hant": "TWD"}  # of a text in which nothing tells; other texts are at home on the mainland


def localised(quantities: Iterable[Quantity], text: str, lang: str) -> Iterator[Quantity]:
    """Money that is told in 元 alone, in the currency of the text's home and marked as implied.

    `text` is the cleaned text, in simplified characters; `lang` the script it was written in.
    """
    home = currency(text, lang)
    for quantity in quantities:
        unit, slash, rate = quantity.unit.partition("/")
        if unit != MAINLAND or home == MAINLAND or any(name in quantity.span.quote for name in NAMED):
            yield quantity
        else:
            yield replace(quantity, unit=f"{home}{slash}{rate}", implied=True)


def currency(text: str, lang: str) -> str:
    """The currency of the text's home. In traditional characters the one whose signs it shows most, or Taiwan's.

    >>> currency("台股今天上涨。", "zh-Hant"), currency("港股下跌。", "zh-Hant"), currency("营收 3 亿元", "zh-Hans")
    ('TWD', 'HKD', 'CNY')
    """
    if lang not in DEFAULT:
        return MAINLAND
    default = DEFAULT[lang]
    shown = {one: sum(text.count(sign) for sign in signs) for one, signs in SIGNS.items()}
    best = max(shown.values())
    return default if shown[default] == best else next(one for one, count in shown.items() if count == best)
