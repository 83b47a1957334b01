"""Articles without end, made of the corpus's own paragraphs in another order each time."""

from __future__ import annotations

import hashlib
import random
from collections.abc import Iterator
from datetime import date
from functools import cache
from pathlib import Path

from ingest.read import read
from kg.model import LANGS, Article, Lang

CORPUS = Path(__file__).resolve().parents[2] / "corpus"


@cache
def paragraphs(lang: Lang) -> tuple[str, ...]:
    """Paragraphs of the corpus in one language, front matter left out."""
    paths = sorted(str(path) for path in CORPUS.glob("*") if path.suffix in {".md", ".txt"} and path.stem != "README")
    articles = (each for each in read(paths) if isinstance(each, Article) and each.lang == lang)
    bodies = (article.text.split("---\n", 2)[-1] for article in articles)
    return tuple(part for body in bodies for part in body.split("\n\n") if part.strip())


def articles(lang: Lang, count: int, characters: int) -> Iterator[Article]:
    """`count` articles of about `characters` characters, the same ones on every run."""
    chance = random.Random(f"{lang} {count}")
    for nth in range(count):
        parts = [f"# {nth}"]
        while sum(map(len, parts)) < characters:
            parts.append(chance.choice(paragraphs(lang)))
        text = "\n\n".join(parts) + "\n"
        digest = hashlib.sha256(text.encode()).hexdigest()
        yield Article(id=f"{lang}-{nth}", text=text, sha256=digest, lang=lang, published=date(2026, 1, 1))


def write(folder: Path, count: int, characters: int) -> None:
    """Files of `count` articles, the languages in turn."""
    sources = [articles(lang, count, characters) for lang in LANGS]
    for nth in range(count):
        article = next(sources[nth % len(sources)])
        (folder / f"{nth:05}.md").write_text(f"---\ndate: 2026-01-01\n---\n\n{article.text}", encoding="utf-8")
