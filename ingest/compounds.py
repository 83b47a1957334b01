"""Unknown English names that hold a known word: Zebrafish Robotics is no robots.

Only what is written as a name is one: a word of its own, which means nothing elsewhere, before the trade it is in.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, NamedTuple

from ingest.lexicons import words
from ingest.passage import Named, Shelf
from ingest.sentences import Sentence

if TYPE_CHECKING:
    from ingest.parse import Parse
    from kg.gazetteer import Knowledge

ENDINGS = words("organisation_endings")
TRADES = frozenset(words("trades_in_names"))
ORGANISATION = "ORG"
PROPER = frozenset({"NNP", "NNPS"})
ORIGINS = frozenset({"NORP", "GPE", "LOC", "DATE"})  # Chinese Robotics is no company
MANY = 2  # words of its own that make a name of any trade
LEAST = 3  # letters of a word of its own
_CAPITAL = re.compile(r"[A-Z][\w&'-]*")
_BEFORE = re.compile(r"(?:[A-Z][\w&'-]* ){1,3}$")


class Unlisted(NamedTuple):
    """A name with its place; a `sure` one is believed though it is read once."""

    start: int
    end: int
    sure: bool


class Compounds:
    """Finds the compounds of one text among its `known` names."""

    def __init__(self, text: str, known: Sequence[Named], knowledge: Knowledge) -> None:
        self._text = text
        self._known = Shelf(known)
        self._knowledge = knowledge

    def find(self, sentence: Sentence, parse: Parse) -> Iterator[Unlisted]:
        """The compounds of an English sentence."""
        spans = [(sentence.start + a, sentence.start + b) for a, b, label in parse.names if label == ORGANISATION]
        for start, end in dict.fromkeys([*spans, *self._written(sentence)]):
            inner = self._known.within(start, end)
            own = self._text[start : inner[0].start].strip() if inner else ""
            if not own or not all(map(self._is_trade, inner)) or not self._is_last(inner[-1], end):
                continue
            if self._is_latin(own, parse, start - sentence.start):
                yield Unlisted(start, end, self._is_sure(start, end, inner[0], own))

    def _written(self, sentence: Sentence) -> Iterator[tuple[int, int]]:
        """Capitals before a trade written with a capital, in a sentence that has small letters, too."""
        text = self._text
        for name in self._known.within(sentence.start, sentence.end):
            before = _BEFORE.search(text, sentence.start, name.start)
            if before and text[name.start : name.end] in TRADES and text[name.end : name.end + 2].strip(" ").islower():
                yield before.start(), name.end

    def _is_trade(self, name: Named) -> bool:
        return self._knowledge.entities[name.entity].type == "Technology"

    def _is_last(self, name: Named, end: int) -> bool:
        rest = self._text[name.end : end].strip()
        return not rest or rest.endswith(ENDINGS)

    def _is_latin(self, own: str, parse: Parse, start: int) -> bool:
        """Whether words are names: written with capitals, of no people or place, and no words of what is known."""
        tags = {word.tag for word in parse.between(start, start + len(own))}
        origins = {label for a, b, label in parse.names if a < start + len(own) and start < b} & ORIGINS
        words = own.split()
        return tags <= PROPER and not origins and all(map(_is_written, words)) and any(map(self._is_rare, words))

    def _is_rare(self, word: str) -> bool:
        return word.casefold() not in self._knowledge.words

    def _is_sure(self, start: int, end: int, trade: Named, own: str) -> bool:
        name = self._text[start:end]
        return name.endswith(ENDINGS) or self._text[trade.start : trade.end] in TRADES or len(own.split()) >= MANY


def _is_written(word: str) -> bool:
    return len(word) >= LEAST and bool(_CAPITAL.fullmatch(word))
