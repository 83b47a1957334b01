"""What is known of a cleaned text before claims are read, for quick look-up by range."""

from __future__ import annotations

import sys
from bisect import bisect_left, bisect_right
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Sequence
from functools import cached_property
from typing import TYPE_CHECKING, Generic, NamedTuple, Protocol, TypeVar

from ingest import exchanges, outlook, reporting, topics
from ingest.matcher import Hit
from ingest.sentences import Range, Segment, Sentence

if TYPE_CHECKING:
    from datetime import date

    from ingest.blocks import Block
    from ingest.kin import Kin
    from ingest.parse import Parse, Word
    from kg.model import Period, Quantity

TELLING = ("metric", "movement", "reference", "connective", "modality", "kind", "speech", "polarity")  # layers
MEMORY = 1000  # characters
OFTEN, FAR = 3, 2  # times that the main entity of a text is named, at the least, and times more than any other
SHARE = 0.15  # of all names of the text that are its, at the least


class Located(Protocol):
    """Anything with a place in the text."""

    @property
    def start(self) -> int:
        """First code point."""

    @property
    def end(self) -> int:
        """Code point after the last."""


T = TypeVar("T", bound=Located)


class Shelf(Generic[T]):
    """Items in order of their start that do not overlap, found by range.

    >>> class Item(NamedTuple):
    ...     start: int
    ...     end: int
    >>> shelf = Shelf([Item(0, 2), Item(5, 9)])
    >>> shelf.within(4, 10), shelf.around(6), shelf.around(2)
    ([Item(start=5, end=9)], Item(start=5, end=9), None)
    """

    def __init__(self, items: Iterable[T]) -> None:
        self.items = list(items)
        self._starts = [*(item.start for item in self.items), sys.maxsize]

    def within(self, start: int, end: int) -> list[T]:
        """Items that lie wholly inside the range."""
        starts = self._starts
        first = bisect_left(starts, start)
        if starts[first] >= end:  # nothing, most of the times that are asked
            return []
        found = self.items[first : bisect_left(starts, end, first)]
        while found and found[-1].end > end:
            found.pop()
        return found

    def around(self, place: int) -> T | None:
        """The item in which the character at `place` stands."""
        nth = bisect_right(self._starts, place) - 1
        return self.items[nth] if nth >= 0 and place < self.items[nth].end else None

    def touching(self, start: int, end: int) -> bool:
        """Whether an item shares a character with the range."""
        nth = bisect_left(self._starts, end) - 1
        return nth >= 0 and start < self.items[nth].end


class Named(NamedTuple):
    """An entity named in the text."""

    start: int
    end: int
    entity: str


class Measured(NamedTuple):
    """A quantity or a period at its place."""

    start: int
    end: int
    value: Quantity


class Dated(NamedTuple):
    """A period at its place."""

    start: int
    end: int
    value: Period


class Passage:
    """One article's cleaned text with everything found in it so far."""

    def __init__(  # noqa: PLR0913
        self,
        *,
        text: str,
        blocks: Sequence[Block],
        sentences: Sequence[Sentence],
        parses: Sequence[Parse],
        hits: Iterable[Hit],
        names: Iterable[Named],
        quantities: Iterable[Quantity],
        periods: Iterable[Period],
        published: date | None,
        kin: Kin,
        theme: str | None = None,
        issuer: str | None = None,
        own: bool = False,
        called: Period | None = None,
    ) -> None:
        self.text = text
        self.blocks = blocks
        self.sentences = sentences
        self.parses = parses
        self.published = published
        self.kin = kin
        self.theme = theme  # what the title names
        self.called = called  # the year for which the title promises predictions
        self.own = own  # the company that the title names writes the text itself
        self.issuer = issuer  # the company whose results, plans or stock the whole text is about
        self.names = Shelf(names)
        self.quantities = Shelf(Measured(q.span.start, q.span.end, q) for q in quantities)
        self.periods = Shelf(Dated(p.span.start, p.span.end, p) for p in periods)
        self._starts = [sentence.start for sentence in sentences]
        self._layers: dict[str, Shelf[Hit]] = defaultdict(lambda: Shelf(()))
        self.add(hits)
        self.coined: dict[Named, None] = {}  # nouns that claims are about and no list holds
        self._named: dict[Callable[[str], bool], list[tuple[str, int]]] = {}

    def add(self, hits: Iterable[Hit]) -> None:
        """Words of further layers, in the order of the text."""
        layers: dict[str, list[Hit]] = defaultdict(list)
        for hit in hits:
            layers[hit.cue.layer].append(hit)
        self._layers.update((name, Shelf(found)) for name, found in layers.items())

    def coin(self, noun: Named) -> None:
        """Take a common noun for the name of a concept of its own."""
        self.coined[noun] = None
        self.kin.learn(noun.entity)

    def most_named(self, among: Callable[[str], bool]) -> str | None:
        """The entity that the text names most often of those that `among` accepts; the first of equals."""
        counts = self._counts(among)
        return counts[0][0] if counts else None

    def dominant(self, among: Callable[[str], bool]) -> str | None:
        """The one that the text is about: of those that `among` accepts it is named far more often than any other."""
        counts = self._counts(among)
        rival = counts[1][1] if len(counts) > 1 else 0
        least = max(OFTEN, FAR * rival, SHARE * len(self.names.items))
        return counts[0][0] if counts and counts[0][1] >= least else None

    def _counts(self, among: Callable[[str], bool]) -> list[tuple[str, int]]:
        if among not in self._named:
            found = Counter(name.entity for name in self.names.items if among(name.entity))
            self._named[among] = found.most_common(2)
        return self._named[among]

    @cached_property
    def told_of_one(self) -> bool:
        """Whether the title names a company."""
        return self.theme is not None and self.kin.company(self.theme)

    def before(self, segment: Segment) -> Range:
        """The words of its block before a segment, as far back as a reader still has them in mind."""
        block = self.blocks[self.sentences[segment.sentence].block]
        return Range(max(block.start, segment.start - MEMORY), segment.start)

    @cached_property
    def labels(self) -> Sequence[str | None]:
        """By sentence: the name that opens it as its label."""
        return [topics.label(self, sentence) for sentence in self.sentences]

    @cached_property
    def questions(self) -> frozenset[int]:
        """The blocks that stand behind the label of who asks the questions."""
        return frozenset(exchanges.questions(self))

    @cached_property
    def answers(self) -> dict[int, str]:
        """By block: who says it, in an interview, a conversation or a thread."""
        return exchanges.answers(self)

    @cached_property
    def reports(self) -> dict[int, Period]:
        """By block: the period that its headings report on."""
        return reporting.frames(self)

    @cached_property
    def outlook(self) -> dict[int, Period]:
        """By block: the year for which its headings promise predictions."""
        return outlook.frames(self)

    def predicate(self, segment: Segment) -> Word:
        """The word that the rest of an English segment hangs on."""
        return self.parses[segment.sentence].words[segment.head]

    def sentence_at(self, place: int) -> int | None:
        """The last sentence that starts at or before a character."""
        index = bisect_right(self._starts, place) - 1
        return index if index >= 0 else None

    def word_before(self, place: int) -> str:
        """The word that ends before `place` in its sentence, as the tagger cuts it; empty at a sentence's start."""
        word = self._before(place)
        return word.text if word else ""

    def tag_before(self, place: int) -> str:
        """The tag of that word."""
        word = self._before(place)
        return word.tag if word else ""

    def _before(self, place: int) -> Word | None:
        """That word itself."""
        index = self.sentence_at(place)
        if index is None:
            return None
        before = self.parses[index].between(0, place - self.sentences[index].start)
        return next((word for word in reversed(before) if not word.is_blank), None)

    def words(self, start: int, end: int) -> list[Word]:
        """The words that lie wholly in a range of one sentence, blanks aside."""
        index = self.sentence_at(start)
        if index is None:
            return []
        first = self.sentences[index].start
        found = self.parses[index].between(start - first, end - first)
        return [word for word in found if first + word.end <= end and not word.is_blank]

    def hits(self, layer: str, start: int, end: int) -> list[Hit]:
        """Words of one lexicon inside the range."""
        return self._layers[layer].within(start, end)

    def hit_at(self, layer: str, place: int) -> Hit | None:
        """The word of one lexicon in which a character stands."""
        return self._layers[layer].around(place)

    def tells(self, place: int) -> bool:
        """Whether a character belongs to a word that says something of things, and is no name of one."""
        return bool(self._told[place])

    @cached_property
    def _told(self) -> bytearray:
        told = bytearray(len(self.text))
        for hit in (hit for layer in TELLING for hit in self._layers[layer].items):
            if hit.cue.value != "none":
                told[hit.start : hit.end] = b"\1" * (hit.end - hit.start)
        return told

    def touched(self, layer: str, start: int, end: int) -> bool:
        """Whether a word of one lexicon shares a character with the range."""
        return self._layers[layer].touching(start, end)

    def values(self, layer: str, start: int, end: int) -> set[str]:
        """What the words of one lexicon say inside the range."""
        return {hit.cue.value for hit in self.hits(layer, start, end)}
