"""Checking data files: every problem of every file at once, each with its place and its remedy."""

from __future__ import annotations

import gc
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

from kg.concept_reader import build
from kg.concepts import Concept, Metric
from kg.errors import DataError, Problem
from kg.record import records, respell
from kg.rules import between
from kg.turtle_source import Source
from kg.units import Units

DATA = Path(__file__).parent / "data"
USER_FILES = ("entities.ttl", "metrics.ttl")
NAMED = ("entities.ttl", "companies.ttl", "suppliers.ttl", "places.ttl", "themes.ttl", "groups.ttl", "goods.ttl")
FILES = (*NAMED, "metrics.ttl")
PACKAGED = tuple(DATA / name for name in FILES)


@dataclass(frozen=True, slots=True)
class Examined:
    """What a set of files says, as far as it can be read, and all that is wrong with it."""

    entities: Mapping[str, Concept]
    metrics: Mapping[str, Metric]
    problems: tuple[Problem, ...]


def check_data(paths: Iterable[Path] = ()) -> list[Problem]:
    """All problems of the packaged data together with `paths`: Turtle files, or folders, which may be missing.

    >>> check_data()
    []
    """
    wrong: tuple[Problem, ...] = ()
    units = None
    try:
        units = Units.load()
    except DataError as error:
        wrong = error.problems
    files = [
        file for path in paths for file in ([path] if path.is_file() or path.suffix == ".ttl" else user_files(path))
    ]
    packaged = {path.resolve() for path in PACKAGED}
    own = [file for file in dict.fromkeys(files) if file.resolve() not in packaged]
    found = examine([Source.read(path) for path in (*PACKAGED, *own)], units)
    return [*wrong, *found.problems]


def user_files(folder: Path | None) -> list[Path]:
    """The user's data files in `folder` that exist."""
    return [path for name in USER_FILES if folder and (path := folder / name).exists()]


def examine(sources: Sequence[Source], units: Collection[str] | None = None) -> Examined:
    """Read `sources` together and apply every rule to them; `units` are the ids that a metric may have as its unit."""
    with _collector_paused():
        every = records(sources)
        respelled = respell(sources)
        built = [build(record, respelled) for record in every]
    entities = {thing.id: thing for thing in built if isinstance(thing, Concept)}
    metrics = {thing.id: thing for thing in built if isinstance(thing, Metric)}
    problems = [source.malformed for source in sources if source.malformed]
    problems += [problem for record in every for problem in record.problems]
    problems += between(entities, metrics, sources, units)
    return Examined(entities, _both_ways(metrics), tuple(problems))


@contextmanager
def _collector_paused() -> Iterator[None]:
    """Nothing here is garbage: looking for some while 50,000 small values are made takes a third of the time."""
    running = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if running:
            gc.enable()


def _both_ways(metrics: Mapping[str, Metric]) -> dict[str, Metric]:
    """The same metrics, each the neighbour of its neighbours."""
    near = {id: dict.fromkeys(metric.neighbours) for id, metric in metrics.items()}
    for metric in metrics.values():
        for other in metric.neighbours:
            near.get(other, {})[metric.id] = None
    return {id: replace(metric, neighbours=tuple(near[id])) for id, metric in metrics.items()}
