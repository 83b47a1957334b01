"""Claims as values, to be held against one another: numbers and times are written as people write them.

A number is `5 GW`, `~ 3 USD`, `>= 40 %`, `3..4 x`, before it how a change is told: `by 20 %`. A time is `2025`,
`2025-03`, `2025-Q3`, `2025..2027`, `by 2025-12-31` (from the day it was said), before it `vague` where its bounds are
ours.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from kg.gazetteer import Knowledge
from kg.model import Claim, Period, Quantity, Span
from queries.articles import Head
from queries.comparison.stance import Stance
from queries.listing import Found

SAID = date(2025, 3, 1)
BASES = ("by", "to", "from", "multiple", "share", "recurrence")
OWN = ("published", "author", "publisher", "article", "numbers", "period")
"""What is not written into the claim as it stands."""
_NUMBER = re.compile(r"(?:(\w+) )??(~|>=|<=|>|<)? ?(-?[\d.]+?)(?:\.\.(-?[\d.]+))?(?: (\D.*))?")


def stance(knowledge: Knowledge, id: str, quote: str, told: Mapping[str, Any]) -> Stance:
    """The claim `id`, with this quote, in an article of its own if nothing else is told."""
    said = date.fromisoformat(told["published"]) if told.get("published", SAID) is not SAID else SAID
    article = told.get("article", f"article of {id}")
    head = Head(
        id=article,
        title=None,
        author=told.get("author"),
        publisher=told.get("publisher"),
        published=said,
        lang="en" if quote.isascii() else "zh-Hans",
        url=None,
        path=None,
    )
    return Stance(found=Found(claim=_claim(id, article, quote, told, said), head=head), knowledge=knowledge)


def _claim(id: str, article: str, quote: str, told: Mapping[str, Any], said: date) -> Claim:
    fields = {name: value for name, value in told.items() if name not in OWN}
    span = Span.of(quote, 0, len(quote), article)
    known = {"kind": "assertion", "entities": (), **fields}
    known["entities"] = tuple(known["entities"])
    return Claim(
        id=id,
        span=span,
        quantities=tuple(number(text, span) for text in told.get("numbers", ())),
        period=period(told["period"], span, said) if "period" in told else None,
        **known,
    )


def number(text: str, span: Span) -> Quantity:
    """The quantity that `text` writes; it stands where its digits do in the quote, else at its beginning."""
    found = _NUMBER.fullmatch(text)
    assert found, f"{text!r} is no number"
    basis, sign, first, last, unit = found.groups()
    assert basis in {None, *BASES}, f"{basis!r} is no basis"
    at = max(0, span.quote.find(first))
    low, high = Decimal(first), Decimal(last or first)
    return Quantity(
        span=Span(article=span.article, start=at, end=at + len(first), quote=span.quote[at : at + len(first)]),
        low=None if sign in {"<", "<="} else low,
        high=None if sign in {">", ">="} else high,
        unit=unit or "",
        approximate=sign == "~",
        low_open=sign == ">",
        high_open=sign == "<",
        basis=basis,
    )


def period(text: str, span: Span, said: date = SAID) -> Period:
    """The time that `text` writes."""
    vague, text = text.startswith("vague "), text.removeprefix("vague ")
    if text.startswith("by "):
        found = Period(span=span, start=said, end=date.fromisoformat(text[3:]) + timedelta(days=1), grain="span")
    else:
        first, _, last = text.partition("..")
        found = Period(span=span, start=_days(first)[0], end=_days(last or first)[1], grain="span")
    return replace(found, basis="vague") if vague else found


def _days(text: str) -> tuple[date, date]:
    """The first day of a year, a quarter, a month or a day, and the day after its last."""
    year, _, rest = text.partition("-")
    if not rest:
        return date(int(year), 1, 1), date(int(year) + 1, 1, 1)
    if len(rest) > 2:
        day = date.fromisoformat(text)
        return day, day + timedelta(days=1)
    first = 3 * int(rest[1]) - 2 if rest.startswith("Q") else int(rest)
    last = first + (3 if rest.startswith("Q") else 1)
    return date(int(year), first, 1), date(int(year) + (last > 12), (last - 1) % 12 + 1, 1)
