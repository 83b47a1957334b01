"""Claims in the order of the text: which stand in one sentence, which before and behind, which words stand between."""

from __future__ import annotations

import re
import sys
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

from ingest.claims import Draft
from ingest.matcher import Hit
from ingest.passage import Passage
from ingest.sentences import Range

if TYPE_CHECKING:
    from kg.model import Relation

_GRAM = re.compile(r"([a-z0-9]{3,})|(?=([\u4e00-\u9fff]{2}))")
OPENING = {"zh": 6, "en": 16}  # characters into a claim in which a word still links it as a whole
TURNS = ("supported_by", "caused_by", "conditional_on", "contrast")  # words that begin a new step
SUBJECT = 24  # characters more in which a word behind the subject still does
BREAK = re.compile(r"[，,；;：:]")
TAIL = 6  # characters before a claim's end in which a word still ends it


class Link(NamedTuple):
    """A dependency between two drafts, by their place in the list of drafts."""

    conclusion: int
    premise: int
    relation: Relation
    cue: str | None = None
    explicit: bool = False


class Neighbours:
    """The drafts of a passage, each by its place in the text."""

    def __init__(self, passage: Passage, drafts: Sequence[Draft]) -> None:
        self.passage = passage
        self.drafts = drafts
        self.sentences = [draft.segment.sentence for draft in drafts]
        self.blocks = [passage.sentences[sentence].block for sentence in self.sentences]

    @cached_property
    def in_sentence(self) -> Mapping[int, Sequence[int]]:
        """Drafts by sentence."""
        return _grouped(self.sentences)

    @cached_property
    def in_block(self) -> Mapping[int, Sequence[int]]:
        """Drafts by block."""
        return _grouped(self.blocks)

    @cached_property
    def announcing(self) -> Mapping[int, Hit]:
        """The last word of each block that says that reasons follow; a heading that asks why says so too."""
        passage, found = self.passage, {}
        for number, block in enumerate(passage.blocks):
            asks = block.kind == "heading"
            for hit in passage.hits("connective", block.start, block.end):
                if hit.cue.value == "announce" or (asks and hit.cue.value == "why" and hit.start == block.start):
                    found[number] = hit
        return found

    def before(self, end: int) -> int | None:
        """The last draft that begins before `end`."""
        place = bisect_left(self._starts, end) - 1
        return place if place >= 0 else None

    @cached_property
    def _starts(self) -> Sequence[int]:
        return [draft.start for draft in self.drafts]

    def lang(self, place: int) -> str:
        """Language of the draft's sentence."""
        return self.passage.sentences[self.sentences[place]].lang

    def follower(self, place: int) -> int | None:
        """The next draft of the same sentence."""
        after = place + 1
        return after if after < len(self.drafts) and self.sentences[after] == self.sentences[place] else None

    def leader(self, place: int) -> int | None:
        """The draft before it in the same sentence."""
        return place - 1 if place and self.sentences[place - 1] == self.sentences[place] else None

    def gap(self, place: int) -> Range:
        """The words of the sentence between the draft before and this one."""
        draft, before = self.drafts[place], self.leader(place)
        start = self.passage.sentences[self.sentences[place]].start if before is None else self.drafts[before].end
        return Range(min(start, draft.start), draft.start)

    def opening(self, place: int) -> Sequence[Hit]:
        """Linking words between the draft before and the first words of this one, or behind its subject."""
        return self._openings[place]

    @cached_property
    def _openings(self) -> Sequence[Sequence[Hit]]:
        return [self._opening(place) for place in range(len(self.drafts))]

    @cached_property
    def _opened(self) -> Sequence[frozenset[str]]:
        return [frozenset(hit.cue.value for hit in hits) for hits in self._openings]

    def _opening(self, place: int) -> Sequence[Hit]:
        draft = self.drafts[place]
        found = self.passage.hits("connective", self.gap(place).start, draft.end)
        if not found:
            return found
        clause = BREAK.search(self.passage.text, draft.start, draft.end)
        head = draft.start + OPENING[self.lang(place)]
        subject = min(clause.start() if clause else draft.end, head + SUBJECT)
        return [hit for hit in found if hit.start < head or (hit.cue.get("place") == "inside" and hit.start < subject)]

    def closing(self, place: int) -> list[Hit]:
        """Linking words that end it."""
        end = self.drafts[place].end
        return self.passage.hits("connective", max(self.drafts[place].start, end - TAIL), end + TAIL)

    def opens(self, place: int, *values: str) -> bool:
        """Whether a linking word of these values opens it."""
        return not self._opened[place].isdisjoint(values)

    def tag_behind(self, place: int, end: int) -> str:
        """Tag of the word that begins at or after `end` in the draft's sentence; empty at its end."""
        sentence = self.sentences[place]
        behind = self.passage.parses[sentence].between(end - self.passage.sentences[sentence].start, sys.maxsize)
        return next((word.tag for word in behind if not word.is_blank), "")

    @cached_property
    def grams(self) -> Sequence[frozenset[str]]:
        """Latin words and pairs of Han characters of each claim."""
        return [self.grams_of(draft.start, draft.end) for draft in self.drafts]

    def grams_of(self, start: int, end: int) -> frozenset[str]:
        """Those of a stretch of the text."""
        return frozenset(word or pair for word, pair in _GRAM.findall(self.passage.text[start:end].lower()))

    def beside(self, place: int, block: int) -> bool:
        """Whether the claim stands under the same heading as the block; a heading ends nothing."""
        blocks, heading = self.passage.blocks, self.passage.blocks[block].heading
        return blocks[block].kind == "heading" or blocks[self.blocks[place]].heading == heading

    def concludes(self, place: int) -> bool:
        """Whether a word that opens the claim says that it follows from others."""
        cues = (hit.cue for hit in self.opening(place))
        return any(cue.get("side") == "conclusion" and cue.get("place") != "verb" for cue in cues)

    def said_before(self, place: int) -> Sequence[int]:
        """The drafts a word can point back to: of this sentence, else of the one before, else of the block before."""
        sentence = self.sentences[place]
        same = [other for other in self.in_sentence[sentence] if other < place]
        if same:
            return same
        if not place:
            return ()
        before = self.sentences[place - 1]
        if self.blocks[place - 1] == self.blocks[place]:
            return self.in_sentence[before]
        return self._of_block_before(place, before)

    def items_before(self, place: int) -> Sequence[int]:
        """What the items of the list say that stands right before the block which the claim opens."""
        number = self.blocks[place]
        if self.in_block[number][0] != place or not number:
            return ()
        last = self.passage.blocks[number - 1]
        if last.kind != "item":
            return ()
        beside = (other for other in self.in_block if other < number and self.passage.blocks[other].kind == "item")
        list_ = [self.in_block[other] for other in beside if self.passage.blocks[other].lead == last.lead]
        return [place for places in list_ for place in self.points(places)]

    def told_off(self, place: int) -> Sequence[int]:
        """The claims of the block told off one by one up to this one, if it is one of them: first, second."""
        if self.ordinal(place) is None:
            return ()
        return [other for other in self.in_block[self.blocks[place]] if other <= place and self.ordinal(other)]

    def ordinal(self, place: int) -> Hit | None:
        """The word that counts it, which opens it or stands behind a colon: this shows two things: first."""
        found = next((hit for hit in self.opening(place) if hit.cue.value == "ordinal"), None)
        return found or next((hit for hit in self._ordinals(place) if self._behind_colon(place, hit)), None)

    def _ordinals(self, place: int) -> Iterator[Hit]:
        draft = self.drafts[place]
        return (hit for hit in self.passage.hits("connective", draft.start, draft.end) if hit.cue.value == "ordinal")

    def _behind_colon(self, place: int, hit: Hit) -> bool:
        return self.passage.text[self.drafts[place].start : hit.start].rstrip().endswith((":", "："))

    def points(self, places: Sequence[int]) -> Sequence[int]:
        """What an item comes to: the claim with a word that concludes, else all it says."""
        return [place for place in places if self.concludes(place)][:1] or places

    def _of_block_before(self, place: int, sentence: int) -> Sequence[int]:
        block, other = self.passage.blocks[self.blocks[place]], self.passage.blocks[self.blocks[place - 1]]
        opens = self.passage.sentences[self.sentences[place]].start == block.start
        if not opens or other.kind == "heading" or other.heading != block.heading:
            return ()
        return self.in_sentence[sentence]


def _grouped(keys: Iterable[int]) -> Mapping[int, Sequence[int]]:
    groups: dict[int, list[int]] = defaultdict(list)
    for place, key in enumerate(keys):
        groups[key].append(place)
    return groups
