"""One pass over a text finds every word of the gazetteer and of all lexicons."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from ahocorasick_rs import AhoCorasick, Implementation, MatchKind

from ingest.lexicons import Cue

FREE = (False, False, False)  # of a word that counts wherever it stands, as a Chinese one


class Hit(NamedTuple):
    """A word found: half-open code points of the text, and what it tells."""

    start: int
    end: int
    cue: Cue


class Entry(NamedTuple):
    """A word to find. `exact` asks for the letters' case as written."""

    word: str
    cue: Cue
    exact: bool = False


class Matcher:
    """Finds words of many layers at once, in linear time; in each layer the leftmost longest wins.

    Latin words match whole words only. A single Han character is a word only where the tagger says so: see `aligned`.

    >>> gpu = Matcher([Entry("GPU", Cue("entity", "gpu")), Entry("推理需求", Cue("metric", "demand"))])
    >>> [(hit.start, hit.end, hit.cue.value) for hit in gpu.find("GPU 的推理需求, GPUX")]
    [(0, 3, 'gpu'), (5, 9, 'demand')]
    """

    def __init__(self, entries: Iterable[Entry]) -> None:
        self._entries = tuple(entry for entry in entries if entry.word)
        patterns = [fold(entry.word) for entry in self._entries]
        self._bound = [
            (_is_word(pattern[0]), _is_word(pattern[-1]), entry.exact)
            for pattern, entry in zip(patterns, self._entries, strict=True)
        ]
        self._automaton = AhoCorasick(
            patterns, matchkind=MatchKind.Standard, implementation=Implementation.ContiguousNFA
        )

    def find(self, text: str) -> list[Hit]:
        """Hits in order of start; those of one layer do not overlap."""
        folded = fold(text)
        found = self._automaton.find_matches_as_indexes(folded, overlapping=True)
        hits = [
            Hit(start, end, self._entries[index].cue)
            for index, start, end in found
            if self._bound[index] == FREE or self._stands(text, folded, index, start, end)
        ]
        hits.sort(key=lambda hit: (hit.start, -hit.end))
        return _longest(hits)

    def _stands(self, text: str, folded: str, index: int, start: int, end: int) -> bool:
        """Whether it is a whole word where it is Latin, and in the right case where that counts."""
        head, tail, exact = self._bound[index]
        if (head and start and _is_word(folded[start - 1])) or (tail and end < len(text) and _is_word(folded[end])):
            return False
        return not exact or text[start:end] == self._entries[index].word


def fold(text: str) -> str:
    """Lower case that keeps every character in its place."""
    lower = text.lower()
    return lower if len(lower) == len(text) else "".join(c.lower() if len(c.lower()) == 1 else c for c in text)


def _is_word(character: str) -> bool:
    return character.isalnum() and character < "\u0250"


def _longest(hits: list[Hit]) -> list[Hit]:
    end: dict[str, int] = {}
    kept = []
    for hit in hits:
        if hit.start >= end.get(hit.cue.layer, 0):
            end[hit.cue.layer] = hit.end
            kept.append(hit)
    return kept
