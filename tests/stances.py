"""Claims as values, to be held against one another: numbers and times are written as people write them.

A number is `5 GW`, `~ 3 USD`, `>= 40 %`, `3..4 x`, before it how a change is told: `by 20 %`. A time is `2025`,
`2025-03`, `2025-Q3`, `2025..2027`, `by 2025-12-31` (from the day it was said), `until 2025-12-31` (whenever it began),
before it `vague` where its bounds are ours.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from kg.gazetteer import Knowledge
from kg.model import Article, Claim, Extraction, Period, Quantity, Span
from queries.articles import Head
from queries.comparison.stance import Stance
from queries.listing import Found

SAID = date(2025, 3, 1)
BASES = ("by", "to", "from", "multiple", "share", "recurrence")
Told = Mapping[str, Any]
OWN = ("published", "author", "publisher", "article", "numbers", "period")
"""What is not written into the claim as it stands."""
_NUMBER = re.compile(r"(?:(\w+) )??(~|>=|<=|>|<)? ?(-?[\d.]+?)(?:\.\.(-?[\d.]+))?(?: (\D.*))?")


def stance(knowledge: Knowledge, id: str, quote: str, told: Told) -> Stance:
    """The claim `id`, with this quote, in an article of its own if nothing else is told."""
    said, article = _said(told), told.get("article", f"article of {id}")
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
    span = Span.of(quote, 0, len(quote), article)
    return Stance(found=Found(claim=_claim(id, span, told, said), head=head), knowledge=knowledge)


def extraction(article: str, claims: Mapping[str, tuple[str, Told]]) -> Extraction:
    """An article that makes these claims (quote and what is told of it, by id), one a line, under the first's head."""
    head = next(iter(claims.values()))[1]
    text = "".join(f"{quote}\n" for quote, _ in claims.values())
    read, start = [], 0
    for id, (quote, told) in claims.items():
        read.append(_claim(id, Span.of(text, start, start + len(quote), article), told, _said(head)))
        start += len(quote) + 1
    return Extraction(
        article=Article(
            id=article,
            text=text,
            sha256="0",
            lang="en" if text.isascii() else "zh-Hans",
            author=head.get("author"),
            publisher=head.get("publisher"),
            published=_said(head),
        ),
        quantities=tuple(quantity for claim in read for quantity in claim.quantities),
        periods=tuple(claim.period for claim in read if claim.period),
        claims=tuple(read),
    )


def _said(told: Told) -> date:
    return date.fromisoformat(told["published"]) if "published" in told else SAID


def _claim(id: str, span: Span, told: Told, said: date) -> Claim:
    fields = {name: value for name, value in told.items() if name not in OWN}
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
    last_at = min(len(span.quote), at + len(first))
    low, high = Decimal(first), Decimal(last or first)
    return Quantity(
        span=Span(article=span.article, start=span.start + at, end=span.start + last_at, quote=span.quote[at:last_at]),
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
    if text.startswith("until "):
        found = Period(span=span, start=None, end=date.fromisoformat(text[6:]) + timedelta(days=1), grain="span")
    elif text.startswith("by "):
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
