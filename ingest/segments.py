"""Sentences into propositions: which words say one thing that could come out true or false.

A segment is the shortest run of words with one predicate of its own. Words that only time it or set a condition for it
belong to it; words that only link it to the sentence before (因此, however) or name who says it do not.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from ingest import segments_en, segments_zh

if TYPE_CHECKING:
    from ingest.passage import Passage
    from ingest.sentences import Segment

PROPOSITIONS = {"zh": segments_zh.propositions, "en": segments_en.propositions}


def segments(passage: Passage) -> Iterator[Segment]:
    """The propositions of every sentence, in order; blocks that are noise have none."""
    for index, sentence in enumerate(passage.sentences):
        if not passage.blocks[sentence.block].noise:
            yield from PROPOSITIONS[sentence.lang](passage, index)
