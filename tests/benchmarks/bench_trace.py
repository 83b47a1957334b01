"""Arguments in a large graph: `python -m tests.benchmarks.bench_trace` prints what a thesis costs, and how that grows.

The graph has 100,000 claims in articles of a hundred each and three steps a claim; one step in a hundred leads to
another article. It is compared with one a tenth as large.
"""

from __future__ import annotations

import random
import resource
import time
import tracemalloc
from collections.abc import Callable, Iterator
from statistics import median

from kg import iris
from kg.model import Article, Claim, Dependency, Extraction, Span
from kg.rdf import put
from kg.store import Store
from queries import Reach, trace

CLAIMS, EACH, STEPS = 100_000, 100, 3
TIMES_SMALLER = 10
THESES, WITHIN = 40, 1 / 20
"""How many theses are traced, and in which part of its article a thesis stands."""
AIM = 50.0
"""Milliseconds for the whole argument of a thesis."""


def claim(nth: int) -> str:
    return f"{nth:016x}"


def articles(claims: int) -> Iterator[Extraction]:
    """Every claim rests on three after it, nearly always of its own article; nothing is reached twice for nothing."""
    chance = random.Random(5)
    for first in range(0, claims, EACH):
        own = range(first, first + EACH)
        text = "".join(f"Claim {nth:06d} holds.\n" for nth in own)
        source = Article(id=f"article-{first // EACH}", text=text, sha256="0", lang="en")
        steps = dict.fromkeys(_step(chance, nth, first + EACH, claims) for nth in own for _ in range(STEPS))
        yield Extraction(
            article=source,
            claims=tuple(_claim(source, nth, 20 * (nth - first)) for nth in own),
            dependencies=tuple(steps),
        )


def _claim(source: Article, nth: int, start: int) -> Claim:
    span = Span.of(source.text, start, start + 19, source.id)
    return Claim(id=claim(nth), span=span, kind="prediction", entities=("NVDA",), metric="revenue", direction="up")


def _step(chance: random.Random, nth: int, end: int, claims: int) -> Dependency:
    last = claims if chance.random() < 0.01 else end
    premise = chance.randrange(nth + 1, last) if nth + 1 < last else nth - 1
    return Dependency(conclusion=claim(nth), premise=claim(premise), relation="supported_by", explicit=True)


def filled(claims: int) -> Store:
    store = Store.memory()
    for extraction in articles(claims):
        put(store, extraction, "1")
    return store


def milliseconds(work: Callable[[], object]) -> float:
    start = time.perf_counter()
    work()
    return 1e3 * (time.perf_counter() - start)


def theses(claims: int) -> list[str]:
    """Claims at the beginnings of articles, spread over all of them: each rests on most of its article."""
    chance = random.Random(7)
    return [
        claim(EACH * chance.randrange(claims // EACH) + int(EACH * WITHIN * chance.random())) for _ in range(THESES)
    ]


def figures(store: Store, claims: int, reach: Reach) -> tuple[float, float, float]:
    """Milliseconds a thesis (middle and worst) and claims of its argument."""
    asked = theses(claims)
    trace(store, asked[0], reach)
    times = [milliseconds(lambda id=id: trace(store, id, reach)) for id in asked]
    return median(times), max(times), median(len(trace(store, id, reach).depth) for id in asked)


def kilobytes(store: Store, claims: int, reach: Reach) -> float:
    """Memory of an argument at its highest, for each of its claims, that of the database aside."""
    sizes = []
    tracemalloc.start()
    for id in theses(claims):
        tracemalloc.reset_peak()
        before = tracemalloc.get_traced_memory()[0]
        reached = len(trace(store, id, reach).depth)
        sizes.append((tracemalloc.get_traced_memory()[1] - before) / 1e3 / reached)
    tracemalloc.stop()
    return median(sizes)


REACHES = {
    "three steps": Reach(depth=3),
    "in its article, all steps": Reach(most=EACH),
    "all steps, 1,000 claims at most": Reach(),
    "three steps up": Reach(way="up", depth=3),
}


def main() -> None:
    small, large = CLAIMS // TIMES_SMALLER, CLAIMS
    few, many = filled(small), filled(large)
    steps = len(many.quads(None, iris.NamedNode("http://www.arg.dundee.ac.uk/aif#Premise")))
    print(f"{large:,} claims, {steps:,} steps; {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e3:,.0f} MB")
    head = f"{'a thesis traced':<34}{'ms':>8}{'worst':>8}{'claims':>8}{'kB each':>8}"
    print(f"{head}   time and memory a claim in a store ten times larger; aim {AIM:.0f} ms a thesis")
    for name, reach in REACHES.items():
        (one, _, had), before = figures(few, small, reach), kilobytes(few, small, reach)
        middle, worst, reached = figures(many, large, reach)
        after = kilobytes(many, large, reach)
        ratios = f"{middle / reached / (one / had):.2f} and {after / before:.2f} times"
        print(f"{name:<34}{middle:>8.1f}{worst:>8.1f}{reached:>8.0f}{after:>8.1f}   {ratios}")


if __name__ == "__main__":
    main()
