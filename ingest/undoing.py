"""Whether what a word tells to come about is called off: an abandoned merger, 放弃收购."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ingest.lexicons import words

if TYPE_CHECKING:
    from ingest.matcher import Hit
    from ingest.passage import Passage
    from ingest.sentences import Segment

REACH = {"zh": (16, 8), "en": (48, 28)}  # characters before the event and behind it in which it is undone
COMMAS = re.compile("[，；。;:：]|, ")
UNDONE = re.compile("|".join(rf"\b{re.escape(word)}\b" if word.isascii() else word for word in words("undone")))


def called_off(passage: Passage, segment: Segment, event: Hit) -> bool:
    """Whether a word near the event, in its clause, says that it does not come about."""
    before, behind = REACH[passage.sentences[segment.sentence].lang]
    first = passage.text[max(segment.start, event.start - before) : event.start].lower()
    last = passage.text[event.end : min(segment.end, event.end + behind)].lower()
    return bool(UNDONE.search(COMMAS.split(first)[-1]) or UNDONE.search(COMMAS.split(last)[0]))
