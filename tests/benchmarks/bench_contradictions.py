"""A million claims swept for what may collide: `python -m tests.benchmarks.bench_contradictions` prints what it costs.

The table is flat (`tests/flat.py`). Beside the sweep DuckDB joins the same table with itself, and pandas merges it;
each is alone in a process of its own. `python -m tests.benchmarks.bench_comparing` does it with words and verdicts.
"""

from __future__ import annotations

import resource
import sys
import time
from collections.abc import Callable, Mapping
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from typing import NamedTuple

import numpy as np

from queries.comparison.columns import Columns, Places
from queries.comparison.sweep import within
from tests.flat import COLLIDING, flat, frame

SIZES = (10_000, 30_000, 100_000, 300_000, 1_000_000)
MERGED = 30_000_000
"""Rows that a merge may have: more do not fit."""
COLUMNS = ("seconds", "a claim", "MB", "pairs", "folded", "beyond", "DuckDB", "its pairs", "its MB", "pandas", "its MB")


class Cost(NamedTuple):
    """CPU seconds, the peak of memory in MB, pairs found, folded and not looked at."""

    seconds: float
    memory: float
    pairs: int
    folded: int = 0
    beyond: int = 0


def sweep(keys: Places, columns: Columns) -> tuple[int, int, int]:
    found = within(keys, np.arange(len(keys)), columns)
    ends, many = (columns.articles[found.left], columns.articles[found.right]), int(columns.articles.max()) + 1
    kinds = columns.numbers_apart(found.left, found.right)
    topics = ((keys[found.left] * many + np.minimum(*ends)) * many + np.maximum(*ends)) * 2 + kinds
    folded = np.count_nonzero(np.diff(np.sort(topics)) == 0)
    return len(kinds), int(folded), int(found.beyond.sum())


def duckdb(keys: Places, columns: Columns) -> tuple[int]:
    import duckdb as database

    with database.connect(config={"threads": 2}) as opened:
        opened.register("claims", frame(keys, columns))
        return opened.execute(f"SELECT count(*) {COLLIDING}").fetchall()[0]


def pandas(keys: Places, columns: Columns) -> tuple[int]:
    table = frame(keys, columns)[["key", "place", "first", "last"]]
    both = table.merge(table, on="key")
    kept = (both.place_x < both.place_y) & (both.first_x < both.last_y) & (both.first_y < both.last_x)
    left, right = both.place_x[kept].to_numpy(), both.place_y[kept].to_numpy()
    return (int(columns.may_collide(left, right).sum()),)


WAYS: Mapping[str, Callable[[Places, Columns], tuple[int, ...]]] = {"sweep": sweep, "duckdb": duckdb, "pandas": pandas}


def cost(way: str, many: int) -> Cost | None:
    """What it costs; None for a merge that would not fit."""
    keys, columns = flat(many)
    if way == "pandas" and (np.bincount(keys) ** 2).sum() > MERGED:
        return None
    start = time.process_time()
    found = WAYS[way](keys, columns)
    seconds = time.process_time() - start
    return Cost(seconds, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e3, *found)


def main() -> None:
    print(f"{'claims':>9}" + "".join(f"{name:>12}" for name in COLUMNS))
    first = 0.0
    with ProcessPoolExecutor(1, get_context("spawn"), max_tasks_per_child=1) as alone:
        for many in map(int, sys.argv[1:]) if sys.argv[1:] else SIZES:
            ours, theirs, merged = (alone.submit(cost, way, many).result() for way in WAYS)
            assert ours
            assert theirs
            first = first or ours.seconds / many
            cells = [f"{ours.seconds:.2f}", f"{ours.seconds / many / first:.2f}", f"{ours.memory:,.0f}"]
            cells += [f"{count:,}" for count in ours[2:]]
            cells += [f"{theirs.seconds:.2f}", f"{theirs.pairs:,}", f"{theirs.memory:,.0f}"]
            cells += [f"{merged.seconds:.2f}", f"{merged.memory:,.0f}"] if merged else ["does not fit", ""]
            print(f"{many:>9,}" + "".join(f"{cell:>12}" for cell in cells), flush=True)
    print("`a claim`: seconds each, beside the smallest; `beyond`: pairs of one time that were not looked at")


if __name__ == "__main__":
    main()
