"""The words of the gazetteer and of the lexicons in one matcher."""

from __future__ import annotations

from collections.abc import Iterator
from types import MappingProxyType
from typing import TYPE_CHECKING

from ingest.lexicons import LAYERS, Cue, layer, words
from ingest.matcher import Entry, Matcher

if TYPE_CHECKING:
    from kg.concepts import Label
    from kg.gazetteer import Knowledge

NOTHING = ""  # the entity of a word that only looks as if it held a name
SHORT_TICKER = 2  # Latin labels up to this length name something only in the case they are written in


def vocabulary(knowledge: Knowledge) -> Matcher:
    """A matcher over every entity, metric and lexicon word; build it once and keep it."""
    return Matcher([*_entities(knowledge), *_metrics(knowledge), *_lexicons()])


def _entities(knowledge: Knowledge) -> Iterator[Entry]:
    doubt = {told: MappingProxyType({"ambiguous": told}) for told in (False, True)}
    for label, entity in knowledge.labels():
        cue = Cue("entity", entity, doubt[label.ambiguous])
        yield Entry(label.simplified, cue, label.case_sensitive or _short_ticker(label))
    for word in words("homonyms"):
        yield Entry(word, Cue("entity", NOTHING))


def _short_ticker(label: Label) -> bool:
    return label.simplified.isascii() and len(label.simplified) <= SHORT_TICKER


def _metrics(knowledge: Knowledge) -> Iterator[Entry]:
    for label, metric in knowledge.metric_labels():
        attributes = {"pole": label.pole or "", "ambiguous": label.ambiguous}
        cue = Cue("metric", metric, MappingProxyType(attributes))
        yield Entry(label.simplified, cue, label.case_sensitive or _short_ticker(label))


def _lexicons() -> Iterator[Entry]:
    for name in LAYERS:
        for word, cue in layer(name):
            yield Entry(word, cue)
