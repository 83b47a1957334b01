"""The command line as a test sees it, and a reader that is quick because it reads next to nothing."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import ClassVar

import pytest
from click.testing import CliRunner, Result

from api.cli import main
from kg.check import user_files
from kg.gazetteer import Knowledge
from kg.identity import claim_id
from kg.model import Article, Claim, Dropped, Entity, Extraction, Mention, Span
from kg.store import Store
from tests import books

ACME = ("add", "entity", "--id", "acme", "--type", "Company", "--label", "en=Acme", "--label", "zh-Hans=顶点")
WORDS = {"英伟达": "NVDA", "輝達": "NVDA", "NVIDIA": "NVDA"}


class QuickReader:
    """Takes every line that names NVIDIA for a claim, and drops every `??`."""

    read: ClassVar[list[str]] = []

    def __init__(self, knowledge: Knowledge) -> None:
        self.knowledge = knowledge

    def extract(self, article: Article) -> Extraction:
        self.read.append(article.id)
        claims = tuple(_claims(article))
        mentions = tuple(
            Mention(span=_span(article, word), entity=id) for word, id in WORDS.items() if word in article.text
        )
        return Extraction(
            article=article,
            entities=(Entity(id="NVDA", type="Company", labels=("NVIDIA",)),) if mentions else (),
            mentions=mentions,
            claims=claims,
            dropped=(Dropped(span=_span(article, "??"), reason="digits lost"),) if "??" in article.text else (),
        )

    def explain(self, article: Article) -> list[tuple[Span, str]]:
        lines = [line for line in article.text.split("\n") if line.strip() and not any(word in line for word in WORDS)]
        return [(_span(article, line), "it names nothing") for line in lines]


def _span(article: Article, words: str) -> Span:
    start = article.text.index(words)
    return Span.of(article.text, start, start + len(words), article.id)


def _claims(article: Article) -> list[Claim]:
    lines = [line for line in article.text.split("\n") if any(word in line for word in WORDS)]
    return [
        Claim(
            id=claim_id(article.id, line, nth, "assertion"),
            span=_span(article, line),
            kind="assertion",
            entities=("NVDA",),
            rule="a line",
            cues=("NVIDIA",),
        )
        for nth, line in enumerate(dict.fromkeys(lines))
    ]


@dataclass(frozen=True)
class Kg:
    """`kg` with a store of its own."""

    store: Path

    def __call__(self, *args: str | Path, stdin: str | bytes | None = None) -> Result:
        result = CliRunner().invoke(main, ["--store", str(self.store), *map(str, args)], input=stdin)
        if result.exception and not isinstance(result.exception, SystemExit):
            raise result.exception
        return result


packaged = cache(Knowledge.load)


def quick_knowledge(store: str) -> Knowledge:
    """What `api.place` gives, without reading the packaged data again where the user has none."""
    own = Path(store) / "data"
    return Knowledge.load(own) if user_files(own) else packaged()


@pytest.fixture
def kg(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Kg:
    """`kg` with an empty place for a store, the quick reader, and no reference graph, which takes long to write."""
    monkeypatch.setattr("api.place.knowledge", quick_knowledge)
    monkeypatch.setattr(Store, "replace_reference", lambda *_: None)
    monkeypatch.setattr("ingest.pipeline.Reader", QuickReader)
    monkeypatch.setattr("ingest.pipeline.fingerprint", lambda knowledge: "quick-1")
    monkeypatch.setattr(QuickReader, "read", [])
    monkeypatch.delenv("KG_STORE", raising=False)
    return Kg(tmp_path / "store")


@pytest.fixture
def shelf(kg: Kg) -> Kg:
    """`kg` with the small library in its store."""
    with Store.open(kg.store) as store:
        books.fill(store)
    return kg


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    folder = tmp_path / "in"
    folder.mkdir()
    (folder / "a.md").write_text("---\ntitle: One\n---\n\nNVIDIA rose.\nNothing else ?? here.\n", encoding="utf-8")
    (folder / "b.txt").write_text("2025-02-01\n\n英伟达涨了。\n", encoding="utf-8")
    return folder
