"""English names told by how they end: Kestrel Foods, Harcourt Bank, Brindle & Co, Kobayashi Motors Co., Ltd.

What stands before the ending must be written as a name and be nobody's common word; a heading in title case shows
nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence, Set
from typing import TYPE_CHECKING, NamedTuple

from ingest.lexicons import words

if TYPE_CHECKING:
    from ingest.parse import Parse, Word

PROPER = frozenset({"NNP", "NNPS"})
LEGAL = frozenset(words("legal_forms"))
ENDINGS = frozenset(words("english_endings"))
BODIES = frozenset(words("endings_of_bodies"))
INTRODUCING = frozenset([*words("company_nouns"), *words("title_nouns")])
JOINING = frozenset({"&", "and"})
LONGEST = 5  # words of a name
HALF = 0.5  # share of capitals among the longer words of a heading
LONGER = 4  # letters
_CAPITAL = re.compile(r"[A-Z][\w&'.-]*[a-z]\w*\.?|[A-Z]\.?")


class Ended(NamedTuple):
    """A name with its place; `body` where it is no company."""

    start: int
    end: int
    body: bool


def ended(parse: Parse, common: Set[str]) -> Iterator[Ended]:
    """The names of a sentence that end as names of organisations do; `common` are words that are nobody's own."""
    in_title = _is_title(parse.words)
    for run in _runs(parse.words):
        last = _last(run)
        first = next((place for place, word in enumerate(run) if word.lower not in INTRODUCING), len(run))
        own = run[first:last]
        if not own or last - first > LONGEST:
            continue
        legal = run[last].text in LEGAL
        told = any(word.lower not in common and word.text not in ENDINGS for word in own)
        if legal or (told and not in_title):
            yield Ended(own[0].start, run[last].end, run[last].text in BODIES)


def _last(run: Sequence[Word]) -> int:
    """The place of the last word that may end a name, 0 without one."""
    places = (place for place, word in enumerate(run) if word.text in ENDINGS or word.text in LEGAL)
    return max(places, default=0)


def _runs(line: Sequence[Word]) -> Iterator[list[Word]]:
    """Words in a row that are written as parts of a name; a comma may stand before a legal form."""
    run: list[Word] = []
    for word, after in zip(line, [*line[1:], None], strict=True):
        joins = after is not None and bool(run) and _joins(word, after)
        if _is_written(word) or joins:
            run.append(word)
        elif run:
            yield run
            run = []
    if run:
        yield run


def _joins(word: Word, after: Word) -> bool:
    return (word.text == "&" and after.text[:1].isupper()) or (word.text == "," and after.text in LEGAL)


def _is_written(word: Word) -> bool:
    named = word.tag in PROPER or word.text in ENDINGS
    return word.text in LEGAL or (named and bool(_CAPITAL.fullmatch(word.text)))


def _is_title(line: Sequence[Word]) -> bool:
    """Whether most of the longer words behind the first have capitals."""
    longer = [word for word in line[1:] if len(word.text) >= LONGER and word.text.isalpha()]
    capitals = sum(word.text[0].isupper() for word in longer)
    return len(line) > LONGEST and capitals > HALF * len(longer) and not any(word.text == "." for word in line)
