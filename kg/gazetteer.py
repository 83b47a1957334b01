"""All that is known before reading: entities, metrics and units, packaged and the user's own.

>>> known = Knowledge.load()
>>> known.resolve("輝達"), known.entities["NVDA"].name("zh-Hans")
('NVDA', '英伟达')
>>> known.whole_of("waymo")
('GOOGL',)
"""

from __future__ import annotations

import hashlib
import tomllib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path

from kg.check import DATA, PACKAGED, USER_FILES, examine, user_files
from kg.concepts import Concept, Label, Metric, Nature, Pole
from kg.errors import DataError
from kg.script import fold
from kg.turtle_source import Source
from kg.units import Units

__all__ = ["PACKAGED", "USER_FILES", "Concept", "Knowledge", "Label", "Metric", "Nature", "Pole"]

THEMES = frozenset({"Technology", "Organization", "Index"})  # types of what has no name of its own, or may have none


@dataclass(frozen=True, kw_only=True)
class Knowledge:
    """Entities and metrics by id, in the order of their files; `fingerprint` names the exact bytes they come from."""

    entities: Mapping[str, Concept]
    metrics: Mapping[str, Metric]
    fingerprint: str

    @staticmethod
    def load(user_dir: Path | None = None) -> Knowledge:
        """The packaged data and the `entities.ttl` and `metrics.ttl` in `user_dir`, where they exist.

        DataError with every problem of every file, if there is one.
        """
        own = user_files(user_dir)
        paths = [*PACKAGED, *own]
        known = examine([Source.read(path) for path in paths], Units.load() if own else None)
        if known.problems:
            raise DataError(known.problems)
        return Knowledge(entities=known.entities, metrics=known.metrics, fingerprint=fingerprint(paths))

    @cached_property
    def units(self) -> Units:
        """The units of measure."""
        return Units.load()

    @cached_property
    def words(self) -> frozenset[str]:
        """The Latin words of which labels of themes and metrics are made, in lower case: they are nobody's own."""
        themes = [label for label, id in self.labels() if self.entities[id].type in THEMES]
        labels = (label.text.casefold().split() for label in [*themes, *(label for label, _ in self.metric_labels())])
        return frozenset(word for parts in labels if len(parts) > 1 for word in parts)

    def labels(self) -> Iterator[tuple[Label, str]]:
        """Every word for every entity, with the entity's id."""
        return _labels(self.entities.values())

    def metric_labels(self) -> Iterator[tuple[Label, str]]:
        """Every word for every metric, with the metric's id."""
        return _labels(self.metrics.values())

    def whole_of(self, entity: str) -> tuple[str, ...]:
        """What `entity` is part or product of, and what that is part of, nearest first."""
        return _closure(entity, self._wholes)

    def parts_of(self, entity: str) -> tuple[str, ...]:
        """Parts and products of `entity`, and theirs, nearest first."""
        return _closure(entity, self._parts)

    def resolve(self, text: str) -> str | None:
        """The entity with this id or label, whatever the script or case; None when there is none or more than one."""
        return _only(self._ids.get(fold(text)) or self._named.get(fold(text)))

    def resolve_metric(self, text: str) -> str | None:
        """The metric with this id or label; None when there is none or more than one."""
        return _only(self._metric_ids.get(fold(text)) or self._metrics_named.get(fold(text)))

    def refine(self, metric: str, entities: Sequence[str]) -> str:
        """The narrower metric that `metric` is of the first of `entities` that makes it one, else `metric` itself.

        >>> Knowledge.load().refine("cost", ["inference"]), Knowledge.load().refine("performance", ["nasdaq100"])
        ('inference_cost', 'price_level')
        """
        narrower = self._narrower.get(metric, {})
        kinds = ((id, self.entities[id].type) for id in entities if id in self.entities)
        return next((narrower[key] for pair in kinds for key in pair if key in narrower), metric)

    @cached_property
    def _narrower(self) -> dict[str, dict[str, str]]:
        found: dict[str, dict[str, str]] = {}
        for metric in self.metrics.values():
            for key in metric.about:
                found.setdefault(metric.refines or "", {}).setdefault(key, metric.id)
        return found

    @cached_property
    def _wholes(self) -> dict[str, tuple[str, ...]]:
        return {concept.id: concept.part_of + concept.product_of for concept in self.entities.values()}

    @cached_property
    def _parts(self) -> dict[str, tuple[str, ...]]:
        return _index((whole, part) for part, wholes in self._wholes.items() for whole in wholes)

    @cached_property
    def _ids(self) -> dict[str, tuple[str, ...]]:
        return _index((fold(id), id) for id in self.entities)

    @cached_property
    def _named(self) -> dict[str, tuple[str, ...]]:
        return _index((label.simplified.casefold(), id) for label, id in self.labels())

    @cached_property
    def _metric_ids(self) -> dict[str, tuple[str, ...]]:
        return _index((fold(id), id) for id in self.metrics)

    @cached_property
    def _metrics_named(self) -> dict[str, tuple[str, ...]]:
        return _index((label.simplified.casefold(), id) for label, id in self.metric_labels())


def fingerprint(paths: Iterable[Path]) -> str:
    """Hex sha256 over the bytes of the files at `paths` and of the packaged units, abbreviations and exchanges."""
    whole = hashlib.sha256()
    for path in [*paths, DATA / "units.ttl", DATA / "abbreviations.toml", DATA / "exchanges.toml"]:
        data = path.read_bytes() if path.exists() else b""
        whole.update(hashlib.sha256(data).digest())
    return whole.hexdigest()


def _labels(things: Iterable[Concept | Metric]) -> Iterator[tuple[Label, str]]:
    return ((form, thing.id) for thing in things for label in thing.labels for form in (label, *_forms(label)))


def _forms(label: Label) -> Iterator[Label]:
    """What an English label, or a code of a share, is also written as."""
    if label.lang == "en":
        yield from _spelled_out(label)
        yield from _listed(label)


def _listed(label: Label) -> Iterator[Label]:
    """The code of a share in the other notations for its exchange: 600519.SS is 600519.SH, too."""
    code, dot, exchange = label.text.partition(".")
    if code.isdigit():
        for form in _notations().get(dot + exchange, ()):
            text = form.format(code=code)
            yield label._replace(text=text, simplified=text, preferred=False)


def _spelled_out(label: Label) -> Iterator[Label]:
    """The label with a word of it, if it has such a one, in the words that it is also said as."""
    words = label.text.split()
    for nth, word in enumerate(words):
        if word in _long_forms():
            text = " ".join([*words[:nth], _long_forms()[word], *words[nth + 1 :]])
            yield label._replace(text=text, simplified=text, preferred=False, case_sensitive=False)


@cache
def _long_forms() -> dict[str, str]:
    """What abbreviations stand for, and the like."""
    told = tomllib.loads((DATA / "abbreviations.toml").read_text(encoding="utf-8"))
    return {short: f"{form['before']} {form['noun']}".lstrip() for short, form in told.items()}


@cache
def _notations() -> dict[str, list[str]]:
    """The notations of share codes, by what they end in."""
    return tomllib.loads((DATA / "exchanges.toml").read_text(encoding="utf-8"))


def _index(pairs: Iterable[tuple[str, str]]) -> dict[str, tuple[str, ...]]:
    found: dict[str, dict[str, None]] = {}
    for key, value in pairs:
        found.setdefault(key, {})[value] = None
    return {key: tuple(values) for key, values in found.items()}


def _closure(start: str, links: Mapping[str, tuple[str, ...]]) -> tuple[str, ...]:
    found: dict[str, None] = {}
    queue = list(links.get(start, ()))
    for id in queue:
        if id not in found and id != start:
            found[id] = None
            queue.extend(links.get(id, ()))
    return tuple(found)


def _only(ids: tuple[str, ...] | None) -> str | None:
    return ids[0] if ids and len(ids) == 1 else None
