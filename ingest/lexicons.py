"""The word lists of the reader: one TOML file a layer, each entry a value and the words that tell it.

A file holds `[[entry]]` tables. `words` are taken as they are; `verbs` (English) stand for all their regular forms,
irregular ones being written out under `words`; `adjectives` (Chinese) for all their degrees: 更高, 越来越高, 变高.
Every other key of the entry is kept as an attribute of the cue.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from types import MappingProxyType

from kg.errors import DataError, Problem

DATA = Path(__file__).parent / "data"
LAYERS = ("movement", "modality", "polarity", "kind", "speech", "connective", "reference", "evidence")
_PLAIN = {"value", "words", "verbs", "adjectives"}
_DEGREES = ("更", "更加", "还", "越", "越来越", "愈来愈", "愈发", "日益", "日渐", "变", "变得", "变得更", "变得越来越")
_VOWELS = "aeiou"


@dataclass(frozen=True, slots=True, eq=False)
class Cue:
    """What a word of a lexicon tells: its layer, its value there, and the entry's further attributes."""

    layer: str
    value: str
    attributes: Mapping[str, str | bool] = field(default_factory=lambda: MappingProxyType({}))

    def get(self, name: str) -> str | None:
        """The attribute as a string, or None."""
        found = self.attributes.get(name)
        return found if isinstance(found, str) else None

    def has(self, name: str) -> bool:
        """Whether the attribute is set and true."""
        return bool(self.attributes.get(name, False))


def inflect(verb: str) -> tuple[str, ...]:
    """Regular forms of an English verb; a phrase is inflected on its first word.

    >>> inflect("drop")
    ('drop', 'drops', 'dropped', 'dropping')
    >>> inflect("rely on")[2]
    'relied on'
    """
    head, _, rest = verb.partition(" ")
    tail = f" {rest}" if rest else ""
    return tuple(form + tail for form in _forms(head))


def _forms(verb: str) -> tuple[str, str, str, str]:
    if verb.endswith("e"):
        return verb, verb + "s", verb + "d", verb.removesuffix("e") + "ing"
    if verb.endswith("y") and verb[-2] not in _VOWELS:
        return verb, verb[:-1] + "ies", verb[:-1] + "ied", verb + "ing"
    if verb.endswith(("s", "sh", "ch", "x", "z")):
        return verb, verb + "es", verb + "ed", verb + "ing"
    stem = verb + verb[-1] if _doubles(verb) else verb
    return verb, verb + "s", stem + "ed", stem + "ing"


def _doubles(verb: str) -> bool:
    one_syllable = sum(letter in _VOWELS for letter in verb) == 1
    return one_syllable and len(verb) > 2 and verb[-1] not in "wxy" + _VOWELS and verb[-2] in _VOWELS


@cache
def words(name: str) -> tuple[str, ...]:
    """One of the plain lists of `lists.toml`."""
    return tuple(_lists()[name])


@cache
def _lists() -> Mapping[str, list[str]]:
    return tomllib.loads((DATA / "lists.toml").read_text(encoding="utf-8"))


def any_of(words: Iterable[str]) -> re.Pattern[str]:
    """A pattern for one of the words, the longest of those that begin at a place: one look for all of them.

    >>> any_of(["预计", "预计将", "料"]).search("公司预计将增产")[0]
    '预计将'
    """
    return re.compile("|".join(map(re.escape, sorted(words, key=lambda word: (-len(word), word)))))


@cache
def nouns(name: str) -> tuple[str, ...]:
    """One of the lists of `nouns.toml`."""
    return tuple(tomllib.loads((DATA / "nouns.toml").read_text(encoding="utf-8"))[name])


@cache
def layer(name: str) -> tuple[tuple[str, Cue], ...]:
    """All `(word, cue)` pairs of one layer; DataError with every problem of its file."""
    file = DATA / f"{name}.toml"
    entries = tomllib.loads(file.read_text(encoding="utf-8"))["entry"]
    pairs = [(word, cue) for entry in entries for word, cue in _pairs(name, entry)]
    _refuse_doubles(file.name, pairs)
    return tuple(pairs)


def _pairs(name: str, entry: dict[str, object]) -> Iterator[tuple[str, Cue]]:
    attributes = {key: value for key, value in entry.items() if key not in _PLAIN}
    cue = Cue(name, str(entry["value"]), MappingProxyType(attributes))  # type: ignore[arg-type]
    for word in entry.get("words", ()):  # type: ignore[attr-defined]
        yield word, cue
    for verb in entry.get("verbs", ()):  # type: ignore[attr-defined]
        for form in inflect(verb):
            yield form, cue
    for adjective in entry.get("adjectives", ()):  # type: ignore[attr-defined]
        for degree in _DEGREES:
            yield degree + adjective, cue


def _refuse_doubles(file: str, pairs: list[tuple[str, Cue]]) -> None:
    seen: dict[str, Cue] = {}
    problems = []
    for word, cue in pairs:
        other = seen.setdefault(word.casefold(), cue)
        if other is not cue and (other.value, other.attributes) != (cue.value, cue.attributes):
            text = f'"{word}" stands under "{other.value}" and under "{cue.value}"'
            problems.append(Problem(file=file, text=text, remedy="keep it in one entry"))
    if problems:
        raise DataError(problems)
