"""Extractions that nobody read: random ones for properties, and plain ones by number for stores and exports."""

from __future__ import annotations

import hashlib
from datetime import UTC, date
from decimal import Decimal
from itertools import pairwise
from typing import get_args

from hypothesis import strategies as st

from kg.identity import claim_id
from kg.model import KINDS as KIND_NAMES
from kg.model import (
    LANGS,
    Article,
    Claim,
    Computation,
    Dependency,
    Direction,
    Dropped,
    Entity,
    EntityType,
    Extraction,
    Grain,
    Mention,
    Modality,
    Period,
    Polarity,
    Quantity,
    Relation,
    Span,
    Verdict,
)

ODD = [
    '"',
    "\\",
    "\\u0041",
    '\\"',
    "\r\n",
    "\x00",
    "\x0b\x7f\x85\u2028",
    "\ufffe\ufdd0",
    "😀𠮷",
    "英伟达 75%",
    "'''",
    "{}<>#?$@",
]
NUMBERS = [Decimal(text) for text in ("1.50", "-0", "0.000", "1E+400", "4E-30", "123456789012345678901234567890.5")]

words = st.one_of(st.text(max_size=12), st.sampled_from(ODD))
names = words.filter(bool)
numbers = st.one_of(st.decimals(allow_nan=False, allow_infinity=False), st.sampled_from(NUMBERS))
hours = st.datetimes(timezones=st.sampled_from([None, UTC])).map(lambda at: at.replace(fold=0))
moments = st.one_of(st.dates(), hours)


def one_of_type(literal: object) -> st.SearchStrategy[str]:
    return st.sampled_from(get_args(literal))


@st.composite
def extractions(draw: st.DrawFn) -> Extraction:
    """Any extraction whose spans are verbatim."""
    text = "".join(draw(st.lists(st.one_of(st.text(max_size=20), st.sampled_from(ODD)), max_size=6))) or "。"
    article = draw(articles(text))
    spans = _spans(article)
    quantities, periods = _quantities(spans), _periods(spans)
    entities = draw(st.lists(_entities(), max_size=3, unique_by=lambda entity: entity.id))
    claims = draw(st.lists(_claims(spans, quantities, periods, entities), max_size=4, unique_by=lambda claim: claim.id))
    return Extraction(
        article=article,
        entities=tuple(entities),
        mentions=draw(_tuples(st.builds(Mention, span=spans, entity=names))),
        quantities=draw(_tuples(quantities)),
        periods=draw(_tuples(periods)),
        claims=tuple(claims),
        dependencies=draw(_tuples(_dependencies())),
        computations=draw(_tuples(_computations())),
        dropped=draw(_tuples(st.builds(Dropped, span=spans, reason=words))),
    )


def articles(text: str) -> st.SearchStrategy[Article]:
    maybe = st.none() | words
    return st.builds(
        Article,
        id=names,
        text=st.just(text),
        sha256=st.just(hashlib.sha256(text.encode()).hexdigest()),
        lang=st.sampled_from(LANGS),
        title=maybe,
        author=maybe,
        publisher=maybe,
        published=st.none() | st.dates(),
        url=maybe,
        path=maybe,
    )


def _tuples(values: st.SearchStrategy) -> st.SearchStrategy[tuple]:
    return st.lists(values, max_size=3).map(tuple)


def _spans(article: Article) -> st.SearchStrategy[Span]:
    ends = st.tuples(st.integers(0, len(article.text)), st.integers(0, len(article.text)))
    different = ends.filter(lambda pair: pair[0] != pair[1])
    return different.map(lambda pair: Span.of(article.text, min(pair), max(pair), article.id))


def _entities() -> st.SearchStrategy[Entity]:
    return st.builds(Entity, id=names, type=one_of_type(EntityType), labels=_tuples(words), known=st.booleans())


def _quantities(spans: st.SearchStrategy[Span]) -> st.SearchStrategy[Quantity]:
    yes = st.booleans()
    return st.builds(
        Quantity,
        span=spans,
        low=st.none() | numbers,
        high=st.none() | numbers,
        unit=st.sampled_from(["", "USD", "USD/year", "%", "个 ,]"]),
        approximate=yes,
        low_open=yes,
        high_open=yes,
        basis=st.none() | words,
        implied=yes,
    )


def _periods(spans: st.SearchStrategy[Span]) -> st.SearchStrategy[Period]:
    side = st.none() | moments
    return st.builds(Period, span=spans, start=side, end=side, grain=one_of_type(Grain), basis=words)


def _claims(
    spans: st.SearchStrategy[Span],
    quantities: st.SearchStrategy[Quantity],
    periods: st.SearchStrategy[Period],
    entities: list[Entity],
) -> st.SearchStrategy[Claim]:
    named = st.sampled_from([entity.id for entity in entities]) if entities else names
    return st.builds(
        Claim,
        id=names,
        span=spans,
        kind=st.sampled_from(KIND_NAMES),
        entities=_tuples(named | names),
        metric=st.none() | names,
        direction=one_of_type(Direction),
        polarity=one_of_type(Polarity),
        modality=one_of_type(Modality),
        speaker=st.none() | named | words,
        quantities=_tuples(quantities),
        period=st.none() | periods,
        rule=words,
        cues=_tuples(words),
    )


def _dependencies() -> st.SearchStrategy[Dependency]:
    return st.builds(
        Dependency,
        conclusion=names,
        premise=names,
        relation=one_of_type(Relation),
        cue=st.none() | words,
        explicit=st.booleans(),
    )


def _computations() -> st.SearchStrategy[Computation]:
    return st.builds(
        Computation,
        expression=words,
        claims=_tuples(names),
        stated=words,
        computed=words,
        verdict=one_of_type(Verdict),
    )


def plain(number: int, sentences: int = 5, revision: str = "") -> Extraction:
    """Article `number` of a corpus that says one thing of one company in every sentence."""
    id = f"article-{number}"
    lines = [f"第{nth}家公司的收入到 2026 年将达到 {number + nth} 亿美元{revision}。" for nth in range(sentences)]
    text = "\n".join(lines)
    article = Article(
        id=id,
        text=text,
        sha256=hashlib.sha256(text.encode()).hexdigest(),
        lang="zh-Hans",
        title=f"No. {number}",
        author="Ada",
        published=date(2025, 1, 31),
        path=f"corpus/{id}.md",
    )
    claims = tuple(_sentence(article, line, nth) for nth, line in enumerate(lines))
    return Extraction(
        article=article,
        entities=(Entity(id="NVDA", type="Company", labels=("NVIDIA", "英伟达")), _unknown()),
        mentions=tuple(Mention(span=_within(claim.span, text, "公司"), entity="NVDA") for claim in claims),
        quantities=tuple(quantity for claim in claims for quantity in claim.quantities),
        periods=tuple(claim.period for claim in claims if claim.period),
        claims=claims,
        dependencies=tuple(
            Dependency(conclusion=a.id, premise=b.id, relation="supported_by", cue="因为", explicit=True)
            for a, b in pairwise(claims)
        ),
        dropped=(Dropped(span=Span.of(text, 0, 1, id), reason="a test"),),
    )


def _unknown() -> Entity:
    return Entity(id="acme works", type="Organization", labels=("Acme Works",), known=False)


def _within(span: Span, text: str, quote: str) -> Span:
    start = text.index(quote, span.start, span.end)
    return Span.of(text, start, start + len(quote), span.article)


def _sentence(article: Article, line: str, nth: int) -> Claim:
    start = sum(len(before) + 1 for before in article.text.split("\n")[:nth])
    span = Span.of(article.text, start, start + len(line), article.id)
    figure = line.split("达到 ")[1].split("美元", maxsplit=1)[0] + "美元"
    value = Decimal(figure.split(" ")[0]) * 10**8
    return Claim(
        id=claim_id(article.id, line, 0, "prediction"),
        span=span,
        kind="prediction",
        entities=("NVDA", "acme works"),
        metric="revenue",
        direction="up",
        quantities=(Quantity(span=_within(span, article.text, figure), low=value, high=value, unit="USD"),),
        period=Period(
            span=_within(span, article.text, "2026 年"), start=date(2026, 1, 1), end=date(2027, 1, 1), grain="year"
        ),
        rule="change",
        cues=("将",),
    )
