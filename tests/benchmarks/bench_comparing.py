"""Claims with words held against one another: `python -m tests.benchmarks.bench_comparing` prints what that costs.

The claims are values, without a store: 5,000 subjects and 60 measures, both by Zipf's law, in articles of twenty over
five years. Nine in ten say of a subject, a measure and a year what the others say; the others say something else.
"""

from __future__ import annotations

import random
import resource
import sys
import time
from bisect import bisect
from collections.abc import Callable, Iterator, Sequence
from datetime import date, timedelta
from functools import cache
from itertools import accumulate
from typing import NamedTuple

from kg.gazetteer import Knowledge
from queries.comparison.pairing import pairs
from queries.comparison.stance import Stance
from queries.comparison.verdict import collides, compare
from tests.stances import Told, stance

SIZES = (10_000, 30_000, 100_000)
SUBJECTS, METRICS, EACH, YEARS = 5_000, 60, 20, 5
AGREE = 0.9
FIRST = date(2020, 1, 1)
WORDS = ("{s} 的 {m} 预计为 {v}", "{s} sees its {m} at {v}", "{m} of {s} comes to {v}", "{s} 在 {m} 上达到 {v}")


class Cost(NamedTuple):
    """CPU seconds: the columns and the sweep, the tests of the pairs, the verdicts on those that collide."""

    pairing: float
    tests: float
    verdicts: float
    pairs: int
    found: int

    @property
    def whole(self) -> float:
        return self.pairing + self.tests + self.verdicts


knowledge = cache(Knowledge.load)


def zipf(many: int) -> list[float]:
    return list(accumulate(1 / rank for rank in range(1, many + 1)))


def picked(chance: random.Random, heights: Sequence[float]) -> int:
    return bisect(heights, chance.random() * heights[-1])


def claims(many: int) -> Iterator[Stance]:
    """So many claims, the same ones in every run."""
    chance, subjects, metrics = random.Random(11), zipf(SUBJECTS), zipf(METRICS)
    known = [metric for metric in knowledge().metrics.values() if metric.nature != "event"][:METRICS]
    for nth in range(many):
        said = FIRST + timedelta(days=int(365.25 * YEARS * (nth // EACH * EACH / many)))
        subject, metric = picked(chance, subjects), known[picked(chance, metrics)]
        told = _told(chance, f"subject-{subject}", metric.id, metric.unit, said, f"article-{nth // EACH}")
        value = told["numbers"][0] if "numbers" in told else told["direction"]
        quote = chance.choice(WORDS).format(s=f"No {subject}", m=metric.name(), v=value)
        yield stance(knowledge(), f"{nth:016x}", quote, told)


def _told(chance: random.Random, subject: str, metric: str, unit: str, said: date, article: str) -> Told:
    year = said.year + chance.choice((0, 0, 1))
    truth, others = random.Random(f"{subject} {metric} {year}"), chance.random() > AGREE
    level = truth.randint(100, 900)
    told = {"entities": [subject], "metric": metric, "published": str(said), "article": article, "author": article}
    told["polarity"] = "negated" if chance.random() < 0.03 else "affirmed"
    if chance.random() < 0.6:
        told["numbers"] = [f"{level * chance.choice((2, 3)) if others else level} {unit}"]
    else:
        told["direction"] = "up" if truth.random() < 0.6 and not others else "down"
    if chance.random() < 0.75:
        told["period"] = str(year) if chance.random() < 0.8 else f"{year}-Q{chance.randint(1, 4)}"
    return told


def timed(work: Callable[[], list[object]]) -> tuple[float, list[object]]:
    start = time.process_time()
    found = work()
    return time.process_time() - start, found


def cost(made: Sequence[Stance]) -> Cost:
    pairing, candidates = timed(lambda: list(pairs(made)))
    tests, colliding = timed(lambda: [pair for pair in candidates if collides(*pair)])
    verdicts, found = timed(lambda: [compare(*pair) for pair in colliding])
    return Cost(pairing, tests, verdicts, len(candidates), len(found))


def main() -> None:
    columns = ("seconds", "times", "a claim", "pairing", "tests", "verdicts", "pairs", "collide")
    print(f"{'claims':>9}" + "".join(f"{name:>11}" for name in columns))
    small: tuple[int, Cost] | None = None
    for many in map(int, sys.argv[1:]) if sys.argv[1:] else SIZES:
        one = cost(list(claims(many)))
        small = small or (many, one)
        times = one.whole / small[1].whole
        shares = [f"{part / one.whole:.0%}" for part in one[:3]]
        cells = [f"{one.whole:.1f}", f"{times:.1f}", f"{times * small[0] / many:.2f}", *shares]
        print(
            f"{many:>9,}" + "".join(f"{cell:>11}" for cell in (*cells, f"{one.pairs:,}", f"{one.found:,}")), flush=True
        )
    print(
        f"`times` the smallest, and for each claim; {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e3:,.0f} MB"
    )


if __name__ == "__main__":
    main()
