"""The marks of a proposition by which a model tells what it is about: words, themes, and what its numbers measure.

Who is named and when tells nothing of what is said: a gap stands for it.

>>> marks(["we", "sold", "<count>"], "en")
['we', 'we sold', 'sold', 'sold <count>', '<count>']
>>> marks(["", "断货"], "zh")
['断货', '~断', '~货', '~断货']
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

import snowballstemmer

if TYPE_CHECKING:
    from ingest.parse import Word
    from ingest.passage import Dated, Located, Measured, Named, Passage
    from kg.gazetteer import Knowledge

ACTORS = frozenset({"Company", "Organization", "Person", "Place"})
GAP = ""
LONGEST = 3  # characters of Chinese that are a mark together
PLACEHOLDERS = ("<", "#")
_STEMMER = snowballstemmer.stemmer("english")


class Token(NamedTuple):
    """A mark and where it stands."""

    text: str
    start: int
    end: int


class Tokens:
    """Turns the words of a passage into tokens, for one body of knowledge."""

    def __init__(self, knowledge: Knowledge) -> None:
        self._types = {entity.id: entity.type for entity in knowledge.entities.values()}
        self._dimensions: Mapping[str, str] = {unit.id: unit.dimension for unit in knowledge.units.units.values()}

    def of(self, passage: Passage, nth: int, where: Located) -> list[Token]:
        """The tokens of a stretch of the sentence with index `nth`."""
        sentence = passage.sentences[nth]
        found: list[Token] = []
        behind = where.start
        shelves = [
            shelf
            for shelf in (passage.quantities, passage.periods, passage.names)
            if shelf.touching(where.start, where.end)
        ]
        for word in passage.parses[nth].between(where.start - sentence.start, where.end - sentence.start):
            start = sentence.start + word.start
            if start < behind or word.is_blank:
                continue
            held = next((item for shelf in shelves if (item := shelf.around(start))), None)
            if held is None:
                found += _plain(word, sentence.start, sentence.lang)
            else:
                behind = held.end
                found.append(Token(self._held(held), start, held.end))
        return found

    def _held(self, held: Measured | Dated | Named) -> str:
        """A number by what it measures, a theme by itself; nothing for dates and actors."""
        entity = getattr(held, "entity", None)
        if entity is None:
            unit = getattr(held.value, "unit", None)  # type: ignore[union-attr]
            return GAP if unit is None else self._measure(unit)
        return GAP if self._types.get(entity, "Company") in ACTORS else f"#{entity}"

    def _measure(self, unit: str) -> str:
        counted, rate, _ = unit.partition("/")
        return f"<{self._dimensions.get(counted, 'count')}{rate}>"


def _plain(word: Word, origin: int, lang: str) -> Iterator[Token]:
    if lang == "en":
        if any(character.isalnum() for character in word.text):
            yield Token(stem(word.lower), origin + word.start, origin + word.end)
    elif not word.is_mark:
        yield Token(word.lower, origin + word.start, origin + word.end)


@lru_cache(maxsize=20_000)
def stem(word: str) -> str:
    """An English word without its endings: stem("stores") == stem("store")."""
    return str(_STEMMER.stemWord(word))


def marks(tokens: Sequence[str], lang: str) -> list[str]:
    """The tokens, each two neighbours, and in Chinese all runs of up to three characters; each once, in order."""
    found: dict[str, None] = {}  # in order
    for left, right in pairwise(tokens):
        found[left] = None
        if left and right:
            found[f"{left} {right}"] = None
    found.update(dict.fromkeys(tokens[-1:]))
    if lang != "en":
        for text in _runs(tokens):
            found.update(dict.fromkeys(_parts(text)))
    found.pop(GAP, None)
    return list(found)


def _runs(tokens: Sequence[str]) -> Iterator[str]:
    """The plain words between names and numbers, joined."""
    run = ""
    for token in (*tokens, GAP):
        if token == GAP or token.startswith(PLACEHOLDERS):
            yield run
            run = ""
        else:
            run += token


def _parts(text: str) -> list[str]:
    lengths = range(1, LONGEST + 1)
    return [f"~{text[start : start + length]}" for length in lengths for start in range(len(text) - length + 1)]
