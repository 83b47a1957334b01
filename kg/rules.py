"""What must hold between things of all files: a word has one meaning, links lead somewhere and never in a circle."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from difflib import get_close_matches
from graphlib import CycleError, TopologicalSorter
from itertools import combinations, pairwise

from kg.concepts import ENTITY_TYPES, Concept, Label, Metric
from kg.errors import Problem
from kg.namespace import ENTITY, METRIC, iri
from kg.turtle_source import Source

_UNITS = "cg:unit is the id of a unit in units.ttl, or two with a slash: USD, %, USD/year"

Thing = Concept | Metric
Links = Callable[[Concept], tuple[str, ...]]


def between(
    entities: Mapping[str, Concept],
    metrics: Mapping[str, Metric],
    sources: Sequence[Source],
    units: Collection[str] | None = None,
) -> Iterator[Problem]:
    """Every problem that shows only when all things are seen together."""
    place = _Place(sources)
    for things in (entities.values(), metrics.values()):
        yield from _twins(things, place)
        yield from _clashes(things, place)
    if not any(source.malformed for source in sources):  # else what is missing may stand in the part that was not read
        yield from _dangling(entities, metrics, place)
    yield from _cycles(entities, lambda concept: concept.part_of + concept.product_of, "part or product", place)
    yield from _cycles(entities, lambda concept: concept.broader, "a kind", place)
    yield from _lonely_opposites(metrics, place)
    yield from _unknown_units(metrics, units, place) if units is not None else ()


class _Place:
    """Finds the line of a word or link of a thing, in whichever file has it."""

    def __init__(self, sources: Sequence[Source]) -> None:
        self._sources = sources

    def __call__(self, thing: Thing, word: str) -> tuple[str, int | None]:
        subject = iri(METRIC if isinstance(thing, Metric) else ENTITY, thing.id)
        lines = ((source.name, source.find(subject, word)) for source in self._sources)
        return next((found for found in lines if found[1]), (thing.file, thing.line))

    def order(self, thing: Thing, word: str) -> tuple[int, int]:
        """What stands later in the files, and in later files, comes later."""
        file, line = self(thing, word)
        return [source.name for source in self._sources].index(file), line or 0

    def problem(self, thing: Thing, word: str, text: str, remedy: str) -> Problem:
        file, line = self(thing, word)
        return Problem(file=file, line=line, text=f"{_short(thing)}: {text}", remedy=remedy)


def _twins(things: Iterable[Thing], place: _Place) -> Iterator[Problem]:
    """Ids that differ in case only, which nobody can keep apart."""
    seen: dict[str, Thing] = {}
    for thing in things:
        first = seen.setdefault(thing.id.casefold(), thing)
        if first is not thing:
            told = f"differs only in case from {_short(first)} ({first.file}:{first.line})"
            yield Problem(file=thing.file, line=thing.line, text=f"{_short(thing)}: {told}", remedy="change one id")


def _clashes(things: Iterable[Thing], place: _Place) -> Iterator[Problem]:
    """Words that name two things without being ambiguous on both."""
    things = list(things)
    reported: set[tuple[str, str]] = set()
    for (label, first), (other, second) in (pair for group in _shared(things) for pair in combinations(group, 2)):
        if first.id != second.id and _clash(label, other) and (first.id, second.id) not in reported:
            reported.add((first.id, second.id))
            file, line = place(first, label.text)
            told = f'"{other.text}"@{other.lang} already names {_short(first)} ({file}:{line})'
            remedy = "give one of them a longer label, or make it cg:ambiguousLabel with cg:context on both"
            yield place.problem(second, other.text, told, remedy)


def _shared(things: Sequence[Thing]) -> Iterable[list[tuple[Label, Thing]]]:
    """The labels of each word that more than one thing has."""
    first: dict[str, str] = {}
    named = ((label.simplified.casefold(), thing.id) for thing in things for label in thing.labels)
    shared = {word for word, id in named if first.setdefault(word, id) != id}
    uses: dict[str, list[tuple[Label, Thing]]] = {}
    for thing in things:
        for label in thing.labels:
            if (word := label.simplified.casefold()) in shared:
                uses.setdefault(word, []).append((label, thing))
    return uses.values()


def _clash(label: Label, other: Label) -> bool:
    if label.ambiguous and other.ambiguous:
        return False
    return label.simplified == other.simplified or not (label.case_sensitive and other.case_sensitive)


def _dangling(entities: Mapping[str, Concept], metrics: Mapping[str, Metric], place: _Place) -> Iterator[Problem]:
    for concept in entities.values():
        for target in concept.part_of + concept.product_of + concept.broader:
            if target not in entities:
                yield place.problem(concept, target, f"no entity e:{target}", "add it, or mend the id")
    for metric in metrics.values():
        near = (metric.opposite, metric.refines, *metric.neighbours)
        for target in (id for id in near if id and id not in metrics):
            yield place.problem(metric, target, f"no metric m:{target}", "add it, or mend the id")
        for target in (id for id in metric.about if id not in entities and id not in ENTITY_TYPES):
            yield place.problem(metric, target, f"no entity e:{target}", "add it, or mend the id")


def _lonely_opposites(metrics: Mapping[str, Metric], place: _Place) -> Iterator[Problem]:
    for metric in metrics.values():
        other = metrics.get(metric.opposite or "")
        if other and other.opposite != metric.id:
            told = f"its opposite m:{other.id} has the opposite {other.opposite and 'm:' + other.opposite}"
            yield place.problem(metric, other.id, told, f"make it `cg:opposite m:{metric.id}` there")


def _unknown_units(metrics: Mapping[str, Metric], units: Collection[str], place: _Place) -> Iterator[Problem]:
    for metric in metrics.values():
        parts = [] if metric.unit in units else metric.unit.split("/")
        for part in (part for part in parts if part not in units):
            told = f"unknown unit {part}" if part else "no unit"
            near = get_close_matches(part, units)
            remedy = f"did you mean {' or '.join(near)}?" if near else _UNITS
            yield place.problem(metric, metric.unit, told, remedy)


def _cycles(entities: Mapping[str, Concept], links: Links, word: str, place: _Place) -> Iterator[Problem]:
    """One problem for each cycle, at the link that was written last."""
    graph = {concept.id: list(dict.fromkeys(links(concept))) for concept in entities.values()}
    while circle := _circle(graph):
        whole, part = max(pairwise(circle), key=lambda link: place.order(entities[link[1]], link[0]))
        told = " -> ".join(f"e:{id}" for id in reversed(circle))
        yield place.problem(entities[part], whole, f"is {word} of itself: {told}", "remove one of these links")
        graph[part].remove(whole)


def _circle(graph: Mapping[str, Iterable[str]]) -> list[str]:
    """The ids on one cycle, the first repeated as the last; each is a whole of the next."""
    try:
        TopologicalSorter(graph).prepare()
    except CycleError as error:
        return list(error.args[1])
    return []


def _short(thing: Thing) -> str:
    return f"{'m' if isinstance(thing, Metric) else 'e'}:{thing.id}"
