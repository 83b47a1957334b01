"""Characters a second through the pipeline and its parts, and quads a second into the store."""

from __future__ import annotations

import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from ingest import measures, pipeline
from ingest.clean import clean
from kg.gazetteer import Knowledge
from kg.model import Article, Extraction, Lang
from kg.rdf import put, to_triples
from kg.store import Store
from tests.benchmarks import texts

ARTICLES, CHARACTERS = 12, 3000
WRITTEN = date(2026, 1, 1)
HOSTILE = ("7", "1,", "1/", "亿", "百分之", "3 年", "([", "](", "from to ", "twenty ", "a half and ", "Q1 ")
HOSTILE_CHARACTERS = 100_000


@dataclass(frozen=True)
class Speed:
    """Seconds for so many characters: all of it, the taggers alone, everything but the taggers, numbers and periods."""

    characters: int
    whole: float
    taggers: float
    rest: float
    measures: float


def seconds(work: Callable[[], object]) -> float:
    """How long `work` takes, on the clock of this process's own time."""
    start = time.process_time()
    work()
    return time.process_time() - start


def measure(lang: Lang, reader: pipeline.Reader) -> tuple[Speed, list[Extraction]]:
    """The speed on generated articles in one language, models loaded before; and what was read."""
    sample = list(texts.articles(lang, ARTICLES, CHARACTERS))
    reader.extract(sample[0])
    read: list[Extraction] = []
    whole = seconds(lambda: read.extend(map(reader.extract, sample)))
    with tags_kept() as tagging:
        run(reader, sample)
        rest = seconds(lambda: run(reader, sample))
    cleaned = [clean(each.text).text for each in sample]
    figures = seconds(lambda: [measures.find(text, WRITTEN) for text in cleaned])
    return Speed(sum(len(each.text) for each in sample), whole, sum(tagging), rest, figures), read


def hostile() -> list[tuple[str, float]]:
    """Texts that are one expression again and again, each with its characters a second through numbers and periods."""
    return [
        (unit, HOSTILE_CHARACTERS / seconds(lambda text=text: measures.find(text, WRITTEN)))
        for unit in HOSTILE
        for text in [(unit * HOSTILE_CHARACTERS)[:HOSTILE_CHARACTERS]]
    ]


def run(reader: pipeline.Reader, articles: Sequence[Article]) -> None:
    for article in articles:
        reader.extract(article)


@contextmanager
def tags_kept() -> Iterator[list[float]]:
    """Within it a text is tagged once and the tags are kept; gives the seconds that each tagging took."""
    tag, kept, took = pipeline.tag, {}, []

    def tag_once(text: str, *more: Any) -> Any:
        if text not in kept:
            took.append(seconds(lambda: kept.setdefault(text, tag(text, *more))))
        return kept[text]

    pipeline.tag = tag_once
    try:
        yield took
    finally:
        pipeline.tag = tag


def storing(read: Sequence[Extraction]) -> tuple[int, float, float]:
    """Quads of the extractions, seconds to make them, and seconds to put them into a store on disk."""
    made = seconds(lambda: [to_triples(each) for each in read])
    with tempfile.TemporaryDirectory() as folder, Store.open(Path(folder)) as store:
        start = time.perf_counter()
        for extraction in read:
            put(store, extraction, "benchmark")
        stored = time.perf_counter() - start - made
    return sum(len(to_triples(each)) for each in read), made, stored


def knowledge() -> Knowledge:
    """The packaged knowledge."""
    return Knowledge.load()
