"""Offsets hold: whatever is read from whatever text stands there to the letter."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ingest.read import read
from kg.model import Article, Extraction, Span
from tests.shared import SHARED

if TYPE_CHECKING:
    from ingest.pipeline import Reader

CORPUS = Path(__file__).resolve().parents[1] / "corpus"
OURS = sorted(path for path in CORPUS.glob("*") if path.suffix in {".md", ".txt"} and path.stem != "README")
SEEDS = sorted((SHARED / "seeds").glob("*.txt")) + sorted((SHARED / "dev").glob("*.txt"))


def spans(extraction: Extraction) -> Iterator[tuple[str, Span]]:
    """Every span of an extraction, with what it belongs to."""
    for name in ("claims", "mentions", "quantities", "periods", "dropped"):
        yield from ((name, each.span) for each in getattr(extraction, name))
    for claim in extraction.claims:
        yield from (("quantity of a claim", quantity.span) for quantity in claim.quantities)
        yield from (("period of a claim", claim.period.span) for _ in range(claim.period is not None))


def check(article: Article, extraction: Extraction) -> None:
    """Spans are verbatim and inside, lists are in order, and every name that is used is given."""
    for name, span in spans(extraction):
        assert 0 <= span.start < span.end <= len(article.text), (name, span)
        assert article.text[span.start : span.end] == span.quote, (name, span)
        assert span.article == article.id, (name, span)
    for values in (extraction.quantities, extraction.periods):
        starts = [value.span.start for value in values]
        assert starts == sorted(starts)
    ids = [claim.id for claim in extraction.claims]
    assert len(ids) == len(set(ids))
    assert {end for link in extraction.dependencies for end in (link.conclusion, link.premise)} <= set(ids)
    assert {id for claim in extraction.claims for id in claim.entities} <= {entity.id for entity in extraction.entities}
    assert {mention.entity for mention in extraction.mentions} <= {entity.id for entity in extraction.entities}
    assert all(claim.rule for claim in extraction.claims)


def article(text: str, lang: str = "en") -> Article:
    digest = hashlib.sha256(text.encode()).hexdigest()
    return Article(id=digest[:16], text=text, sha256=digest, lang=lang)  # type: ignore[arg-type]


@pytest.mark.parametrize("path", OURS + SEEDS, ids=lambda path: path.name)
def test_everything_read_stands_there_to_the_letter(reader: Reader, path: Path) -> None:
    (found,) = read([str(path)])
    assert isinstance(found, Article), found
    assert found.text == path.read_bytes().decode("utf-8-sig" if found.text[:1] != "\ufeff" else "utf-8")
    extraction = reader.extract(found)
    check(found, extraction)
    assert len(extraction.claims) >= 5, "an article that says next to nothing was not read"
    assert len(extraction.mentions) >= 5


def test_all_articles_are_there() -> None:
    assert len(OURS) == 10
    assert len(SEEDS) == (8 if SHARED.is_dir() else 0)


PIECES = (
    *(
        "英伟达的市值将达到 4 万亿美元",
        "輝達市值將達 4 兆美元，",
        "推理(tuī lǐ)需求增长 30%",
        "由于缺电，因此放缓。",
        "如果降价",
        "\r\n",
        "\n\n",
    ),
    *(
        "Nvidia will pass $4 trillion by 2027. ",
        "because demand fell 3.5%",
        "analysts say ",
        "U.S. ",
        "\r",
        "\ufeff",
        "\u3000",
        "\x00",
    ),
    *(
        "𠮷野家",
        "🤖",
        "e\u0301",
        "ｈｔｔｐ：",
        "１００％",
        "①",
        "㎏",
        "½",
        "\u202e",
        "\u200d",
        "\ud7ff",
        "**",
        "## ",
        "- ",
        "| a | b |\n|---|---|\n",
    ),
    *(
        "[x](http://a.b/c)",
        "![",
        "](",
        "`",
        "<b>",
        "&amp;",
        "(",
        ")",
        "（",
        "）",
        "“",
        "”",
        "…",
        "——",
        "~~",
        "1.",
        "3,000.5",
        "去年",
        "Q3 2025",
    ),
)
ODD = st.lists(st.sampled_from(PIECES) | st.text(max_size=12), max_size=14).map("".join)
SETTINGS = settings(max_examples=400, deadline=None, derandomize=True, suppress_health_check=[HealthCheck.too_slow])


@SETTINGS
@given(text=ODD, lang=st.sampled_from(["zh-Hans", "zh-Hant", "en"]))
def test_no_text_is_too_odd(reader: Reader, text: str, lang: str) -> None:
    odd = article(text, lang)
    check(odd, reader.extract(odd))


ZH = "英伟达的市值将达到 4 万亿美元。\n\n由于电力短缺，明年数据中心的建设会放缓 20%。\n"
EN = "Nvidia will be worth $4 trillion.\n\nBecause power is short, data centre building will slow by 20% next year.\n"


@pytest.mark.parametrize("text", ["", " ", "\n", "\r\n", "\ufeff", "。", ".", "\x00", "𠮷", "🤖", "2025", "---\n---\n"])
def test_a_text_that_says_nothing_gives_no_claim(reader: Reader, text: str) -> None:
    nothing = reader.extract(article(text))
    check(nothing.article, nothing)
    assert nothing.claims == ()


def said(extraction: Extraction) -> list[tuple[object, ...]]:
    """What the claims say, without their places."""
    return [
        (
            claim.kind,
            claim.entities,
            claim.metric,
            claim.direction,
            claim.modality,
            [each.low for each in claim.quantities],
        )
        for claim in extraction.claims
    ]


@pytest.mark.parametrize("lang", ["zh-Hans", "en"])
@pytest.mark.parametrize("variant", ["crlf", "bom", "astral"])
def test_line_ends_marks_and_astral_signs_change_no_reading(reader: Reader, lang: str, variant: str) -> None:
    plain = ZH if lang == "zh-Hans" else EN
    text = {"crlf": plain.replace("\n", "\r\n"), "bom": "\ufeff" + plain, "astral": "🤖𠮷\n\n" + plain}[variant]
    expected, got = reader.extract(article(plain, lang)), reader.extract(article(text, lang))
    check(got.article, got)
    assert len(expected.claims) >= 2
    assert said(got) == said(expected)


MEGABYTE = 1_000_000
SAYING = "Nvidia will grow 5%, and "
LONG = {"x": MEGABYTE, "9": MEGABYTE, "推": MEGABYTE, "🤖": MEGABYTE, "（": MEGABYTE, "\n": MEGABYTE, ZH + EN: MEGABYTE}
SLOW = {"a ": 100_000, "1. ": 30_000, SAYING: 100_000}  # one sentence of so many words


@pytest.mark.parametrize("piece", [*LONG, *SLOW], ids=repr)
def test_a_long_text_is_read(reader: Reader, piece: str) -> None:
    long = article(piece * ((LONG | SLOW)[piece] // len(piece.encode())))
    extraction = reader.extract(long)
    check(long, extraction)
    assert bool(extraction.claims) == (piece in {ZH + EN, SAYING})
