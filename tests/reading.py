"""One reader for all tests: the taggers are loaded once."""

from __future__ import annotations

from datetime import date
from functools import cache

from ingest.pipeline import Reader, Reading
from kg.gazetteer import Knowledge
from kg.model import Article, Extraction

PUBLISHED = date(2025, 3, 15)


@cache
def reader() -> Reader:
    return Reader(Knowledge.load())


def article(text: str, published: date | None = PUBLISHED, title: str | None = None) -> Article:
    return Article(id="case", text=text, sha256="", lang="en", published=published, title=title)


def read(text: str, published: date | None = PUBLISHED) -> Reading:
    return reader().read(article(text, published))


def extract(text: str, published: date | None = PUBLISHED, title: str | None = None) -> Extraction:
    return reader().extract(article(text, published, title))


def explain(text: str, published: date | None = PUBLISHED) -> list[tuple[str, str]]:
    """What gave no claim, with the reason."""
    return [(span.quote, reason) for span, reason in reader().explain(article(text, published))]
