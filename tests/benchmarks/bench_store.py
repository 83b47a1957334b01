"""The store alone: `python -m tests.benchmarks.bench_store` prints quads a second in, and how reads grow with size."""

from __future__ import annotations

import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from kg.rdf import claim_from, extraction_from, put, to_triples
from kg.shapes import validate_article
from kg.store import Store
from tests.extractions import plain

ARTICLES, SENTENCES = 20, 50
TIMES_LARGER = 10


def quads_per_second(articles: int = ARTICLES, sentences: int = SENTENCES) -> float:
    """Quads a second into a new store on disk, from values to the flush after each article."""
    extractions = [plain(number, sentences) for number in range(articles)]
    quads = sum(len(to_triples(extraction)) for extraction in extractions)
    with tempfile.TemporaryDirectory() as folder, Store.open(Path(folder) / "kg") as store:
        return quads / seconds(lambda: [put(store, extraction, "1") for extraction in extractions])


def seconds(work: Callable[[], object], times: int = 1) -> float:
    """Seconds that `work` takes, on average of so many times."""
    start = time.perf_counter()
    for _ in range(times):
        work()
    return (time.perf_counter() - start) / times


def reading(articles: int) -> tuple[float, float]:
    """Seconds to read one claim, and one article, of a store of so many articles."""
    with tempfile.TemporaryDirectory() as folder:
        with Store.open(Path(folder) / "kg") as store:
            for number in range(articles):
                put(store, plain(number, SENTENCES), "1")
        with Store.open(Path(folder) / "kg", read_only=True) as store:
            claim = plain(1, SENTENCES).claims[7].id
            one = seconds(lambda: claim_from(store, claim), 200)
            return one, seconds(lambda: extraction_from(store, "article-1"), 5)


def checking() -> float:
    """Seconds to hold one article against the shapes."""
    with Store.memory() as store:
        put(store, plain(1, SENTENCES), "1")
        validate_article(store, "article-1")
        return seconds(lambda: validate_article(store, "article-1"), 2)


def main() -> None:
    extraction = plain(1, SENTENCES)
    quads = len(to_triples(extraction))
    made = seconds(lambda: to_triples(extraction), 3)
    (one, whole), (one_of_many, whole_of_many) = reading(2), reading(2 * TIMES_LARGER)
    print(f"quads a claim                   {quads / SENTENCES:10.0f}")
    print(f"quads a second, made            {quads / made:10,.0f}")
    print(f"quads a second, made and stored {quads_per_second():10,.0f}")
    print(f"one claim read                  {1e3 * one:10.2f} ms")
    print(f"  in a store {TIMES_LARGER} times larger      {one_of_many / one:10.2f} times")
    print(f"one article of {SENTENCES} claims read    {1e3 * whole:10.0f} ms")
    print(f"  in a store {TIMES_LARGER} times larger      {whole_of_many / whole:10.2f} times")
    print(f"  held against the shapes       {checking() / whole:10.1f} times")


if __name__ == "__main__":
    main()
