"""A sentence as its tagger sees it, in plain values: walking a spaCy `Doc` twice costs more than keeping its words.

>>> will, fall, prices = Word(1, 7, "will", "MD", "aux"), Word(2, 12, "fall", "VB", "ROOT"), Word(0, 0, "Prices", "NNS")
>>> for child in (prices, will):
...     child.hang(fall)
>>> [word.text for word in fall.children], fall.first.text, fall.last.text, will.head.text, will.end
(['Prices', 'will'], 'Prices', 'fall', 'fall', 11)
"""

from __future__ import annotations

import sys
import unicodedata
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from functools import cached_property


class Word:
    """A word of a sentence: its place among the words, its code points there, its tag and what it hangs on.

    In English `dep` is the name of its dependency on `head`; the head of a root is the word itself, as of any word in
    Chinese, which has no parse. `children` are in the order of the text.
    """

    __slots__ = ("children", "dep", "end", "head", "index", "is_blank", "lower", "start", "tag", "text")

    def __init__(self, index: int, start: int, text: str, tag: str, dep: str = "") -> None:
        self.index = index
        self.start = start
        self.end = start + len(text)
        self.text = text
        self.lower = text.lower()
        self.is_blank = text.isspace()
        self.tag = tag
        self.dep = dep
        self.head = self
        self.children: list[Word] = []

    def hang(self, head: Word) -> None:
        """Make it a child of `head`, behind those it has."""
        self.head = head
        head.children.append(self)

    @property
    def is_mark(self) -> bool:
        """Nothing but punctuation."""
        return not self.text[:1].isalnum() and all(unicodedata.category(letter)[0] == "P" for letter in self.text)

    def ancestors(self) -> Iterator[Word]:
        """Its head, the head of that, up to the root."""
        word = self
        while word.head is not word:
            word = word.head
            yield word

    @property
    def first(self) -> Word:
        """The first word of all that hangs on it, itself included."""
        word = self
        while word.children and word.children[0].index < word.index:
            word = word.children[0]
        return word

    @property
    def last(self) -> Word:
        """The last word of all that hangs on it, itself included."""
        word = self
        while word.children and word.children[-1].index > word.index:
            word = word.children[-1]
        return word


class Parse:
    """The words of a sentence, and the names its tagger sees: where each starts and ends there, and its label.

    >>> parse = Parse([Word(0, 0, "Prices", "NNS"), Word(1, 7, "fall", "VBP")], [])
    >>> [word.text for word in parse.between(1, 9)], parse.begins(7), parse.begins(8)
    (['fall'], True, False)
    """

    def __init__(self, words: Sequence[Word], names: Sequence[tuple[int, int, str]]) -> None:
        self.words = words
        self.names = names

    @cached_property
    def starts(self) -> Sequence[int]:
        """Where its words start, in order."""
        return [word.start for word in self.words]

    def between(self, start: int, end: int) -> Sequence[Word]:
        """The words that start in the range."""
        return self.words[bisect_left(self.starts, start) : bisect_left(self.starts, end)]

    def around(self, place: int) -> Word | None:
        """The word inside which a place lies: it starts before and ends behind it."""
        nth = bisect_left(self.starts, place) - 1
        return self.words[nth] if nth >= 0 and self.words[nth].end > place else None

    def text(self, start: int) -> str:
        """Its words from `start` on."""
        return "".join(word.text for word in self.between(start, sys.maxsize))

    def begins(self, place: int) -> bool:
        """Whether a word starts there."""
        nth = bisect_left(self.starts, place)
        return nth < len(self.starts) and self.starts[nth] == place
