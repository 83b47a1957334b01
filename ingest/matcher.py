"""One pass over a text finds every word of the gazetteer and of all lexicons."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import NamedTuple

from ahocorasick_rs import AhoCorasick, Implementation, MatchKind

from ingest.lexicons import Cue

LATIN = frozenset(filter(str.isalnum, map(chr, range(0x250))))  # letters and digits of words that stand apart
NOT = ("'t", "’t")  # behind half of a contraction: the won of won't
FREE = (False, False, False)  # of a word that counts wherever it stands, as a Chinese one


_HYPHEN = re.compile(r"(?<=[a-z]{2})-(?=[a-z]{2})")


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
            (pattern[0] in LATIN, pattern[-1] in LATIN, entry.exact)
            for pattern, entry in zip(patterns, self._entries, strict=True)
        ]
        self._automaton = AhoCorasick(
            patterns, matchkind=MatchKind.Standard, implementation=Implementation.ContiguousNFA
        )

    def find(self, text: str) -> list[Hit]:
        """Hits in order of start; those of one layer do not overlap."""
        folded = fold(text)
        matches = self._automaton.find_matches_as_indexes(folded, overlapping=True)
        ends: dict[str, int] = {}
        found = []
        for start, until, index in sorted((start, -end, index) for index, start, end in matches):
            cue, free = self._entries[index].cue, self._bound[index] == FREE
            if start >= ends.get(cue.layer, 0) and (free or self._stands(text, folded, index, start, -until)):
                ends[cue.layer] = -until
                found.append(Hit(start, -until, cue))
        return found

    def _stands(self, text: str, folded: str, index: int, start: int, end: int) -> bool:
        """Whether it is a whole word where it is Latin, and in the right case where that counts."""
        head, tail, exact = self._bound[index]
        if (head and start and folded[start - 1] in LATIN) or (tail and end < len(text) and folded[end] in LATIN):
            return False
        if tail and folded.startswith(NOT, end):
            return False
        return not exact or text[start:end] == self._entries[index].word


def fold(text: str) -> str:
    """Lower case that keeps every character in its place; a hyphen between Latin words counts as a space.

    >>> fold("Data-Center"), fold("A-share"), fold("GPT-4")
    ('data center', 'a-share', 'gpt-4')
    """
    lower = text.lower()
    same = lower if len(lower) == len(text) else "".join(c.lower() if len(c.lower()) == 1 else c for c in text)
    return _HYPHEN.sub(" ", same) if "-" in same else same
