"""A small library of four articles, built by hand, that tests of questions and surfaces ask about."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

from kg.identity import claim_id
from kg.model import Article, Claim, Dependency, Dropped, Entity, Extraction, Mention, Period, Quantity, Span
from kg.rdf import put
from kg.store import Store

NAMES = {
    "NVDA": Entity(id="NVDA", type="Company", labels=("NVIDIA", "英伟达")),
    "GOOGL": Entity(id="GOOGL", type="Company", labels=("Alphabet", "谷歌")),
    "waymo": Entity(id="waymo", type="Company", labels=("Waymo",)),
    "acme works": Entity(id="acme works", type="Organization", labels=("Acme Works",), known=False),
}
WRITTEN = {
    "英伟达": "NVDA",
    "輝達": "NVDA",
    "NVIDIA": "NVDA",
    "谷歌": "GOOGL",
    "Waymo": "waymo",
    "Acme Works": "acme works",
}

YEAR_AHEAD = """---
title: 明年的十件事
author: 周衡
---

英伟达的市值明年会超过 5 万亿美元。因为数据中心的订单排到了年底。

有调查机构说，谷歌的收入今年只增长 3%。"""
BLOG = "輝達的訂單在 2026 年可能下滑，\r\n這是我們的看法。"
COLUMN = "Waymo will not break even by 2027.\nIf rides double 😀 each year, Acme Works could overtake it."
NOTE = "NVIDIA shipped."


def article(id: str, text: str, **head: Any) -> Article:
    sha256 = hashlib.sha256(text.encode()).hexdigest()
    return Article(**({"id": id, "text": text, "sha256": sha256, "lang": "en"} | head))


def within(source: Article, quote: str) -> Span:
    start = source.text.index(quote)
    return Span.of(source.text, start, start + len(quote), source.id)


def amount(source: Article, quote: str, low: str | None, high: str | None, unit: str, **more: Any) -> Quantity:
    low_high = (None if bound is None else Decimal(bound) for bound in (low, high))
    return Quantity(span=within(source, quote), **dict(zip(("low", "high"), low_high, strict=True)), unit=unit, **more)


def year(source: Article, quote: str, first: int, last: int | None = None) -> Period:
    return Period(
        span=within(source, quote), start=date(first, 1, 1), end=date((last or first) + 1, 1, 1), grain="year"
    )


def says(source: Article, quote: str, *entities: str, **fields: Any) -> Claim:
    kind = fields.pop("kind", "assertion")
    defaults = {"rule": "statement", "cues": ()}
    span = within(source, quote)
    return Claim(id=claim_id(source.id, quote, 1, kind), span=span, kind=kind, entities=entities, **(defaults | fields))


def extraction(source: Article, *claims: Claim, **more: Any) -> Extraction:
    mentions = [
        Mention(span=within(source, word), entity=entity) for word, entity in WRITTEN.items() if word in source.text
    ]
    seen = dict.fromkeys(
        [*(mention.entity for mention in mentions), *(name for claim in claims for name in claim.entities)]
    )
    return Extraction(
        article=source,
        entities=tuple(NAMES[id] for id in seen),
        mentions=tuple(mentions),
        quantities=tuple(quantity for claim in claims for quantity in claim.quantities),
        periods=tuple(claim.period for claim in claims if claim.period),
        claims=claims,
        **more,
    )


def year_ahead() -> Extraction:
    source = article(
        "year-ahead",
        YEAR_AHEAD,
        lang="zh-Hans",
        title="明年的十件事",
        author="周衡",
        published=date(2024, 12, 31),
        path="in/a.md",
    )
    cap = says(
        source,
        "英伟达的市值明年会超过 5 万亿美元",
        "NVDA",
        kind="prediction",
        metric="market_cap",
        direction="up",
        quantities=(amount(source, "超过 5 万亿美元", "5E+12", None, "USD", low_open=True),),
        period=year(source, "明年", 2025),
        rule="will",
        cues=("会", "超过"),
    )
    orders = says(source, "数据中心的订单排到了年底", "NVDA", metric="demand", direction="up")
    revenue = says(
        source,
        "谷歌的收入今年只增长 3%",
        "GOOGL",
        "NVDA",
        metric="revenue",
        direction="up",
        speaker="调查机构",
        quantities=(amount(source, "3%", "3", "3", "%", basis="by"),),
        period=year(source, "今年", 2024),
    )
    why = Dependency(conclusion=cap.id, premise=orders.id, relation="supported_by", cue="因为", explicit=True)
    lost = Dropped(span=within(source, "十件事"), reason="a number without its digits")
    return extraction(source, cap, orders, revenue, dependencies=(why,), dropped=(lost,))


def blog() -> Extraction:
    source = article(
        "blog", BLOG, lang="zh-Hant", title="觀察", author="Lin", published=date(2025, 3, 1), path="in/b.md"
    )
    fall = says(
        source,
        "輝達的訂單在 2026 年可能下滑",
        "NVDA",
        kind="prediction",
        metric="demand",
        direction="down",
        modality="possible",
        period=year(source, "2026 年", 2026),
    )
    return extraction(source, fall)


def column() -> Extraction:
    source = article(
        "column", COLUMN, title="Robotaxis, counted", author="Ada Row", published=date(2025, 3, 1), path="in/c.txt"
    )
    even = says(
        source,
        "Waymo will not break even by 2027",
        "waymo",
        kind="prediction",
        metric="net_profit",
        polarity="negated",
        period=Period(span=within(source, "by 2027"), start=None, end=date(2028, 1, 1), grain="year"),
    )
    overtake = says(
        source,
        "Acme Works could overtake it",
        "acme works",
        "waymo",
        kind="prediction",
        modality="conditional",
        speaker="NVDA",
    )
    return extraction(source, even, overtake)


def note() -> Extraction:
    source = article("note", NOTE, path="in/d.txt")
    return replace(extraction(source, says(source, "NVIDIA shipped", "NVDA")), entities=(NAMES["NVDA"],))


def every() -> list[Extraction]:
    """Four articles of 31 December 2024, of 1 March 2025 (two) and of no date, with seven claims."""
    return [note(), column(), blog(), year_ahead()]


def fill(store: Store) -> Store:
    for one in every():
        put(store, one, "1")
    return store
