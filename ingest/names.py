"""Which entities a text names: labels of the gazetteer, abbreviations it defines, and names only the text knows."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, NamedTuple

from ingest.compounds import Compounds
from ingest.lexicons import Cue, words
from ingest.matcher import Entry, Hit, Matcher
from ingest.passage import Named, Shelf
from ingest.sentences import Sentence
from ingest.sifting import selected
from ingest.vocabulary import NOTHING
from kg.model import Entity, EntityType

if TYPE_CHECKING:
    from ingest.parse import Parse
    from kg.gazetteer import Knowledge

OFTEN = 2  # times a name must be tagged before we believe in it
KINDS: dict[str, EntityType] = {"ORG": "Organization", "PER": "Person", "PERSON": "Person", "PRODUCT": "Product"}
ENDINGS = words("organisation_endings")
NO_NAMES = frozenset(words("no_names"))
CASHTAG = "$"  # $NOW is a share
NUMERALS = frozenset("一二两三四五六七八九十百千万亿兆几数半零〇")
_DEFINED = re.compile(
    r"[（(](?:简称|下称|以下简称|又称)?\s*[“\"「]?([A-Za-z][\w.&-]{1,11}|[\u4e00-\u9fff]{2,6})[”\"」]?[）)]"
)
_LATIN = re.compile(r"[A-Z][A-Za-z0-9.&'-]*(?: [A-Z][A-Za-z0-9.&'-]*){0,3}")
_HAN = re.compile(r"[\u4e00-\u9fff·]{2,12}")


class Found(NamedTuple):
    """The names of one text, and the entities that only the text knows."""

    names: tuple[Named, ...]
    unknown: tuple[Entity, ...]


def find(
    text: str, hits: Sequence[Hit], sentences: Sequence[Sentence], parses: Sequence[Parse], knowledge: Knowledge
) -> Found:
    """Names in order, without overlap."""
    known = list(_known(text, hits, knowledge))
    known += _defined(text, known)
    taken = sorted({(name.start, name.end) for name in known} | _worded(hits))
    free = _free(text, sentences, parses, Shelf([Named(a, b, "") for a, b in _merged(taken)]))
    unknown = _believed(text, [*free, *_compounds(text, sentences, parses, list(_apart(known)), knowledge)])
    entities = {entity.id: entity for _, entity in unknown}
    names = known + [name for name, _ in unknown]
    return Found(tuple(_apart(names)), tuple(sorted(entities.values(), key=lambda entity: entity.id)))


def _known(text: str, hits: Sequence[Hit], knowledge: Knowledge) -> Iterator[Named]:
    """Labels of the gazetteer; an ambiguous one needs a context word near, or a sure name of it in the text."""
    found = [hit for hit in hits if hit.cue.layer == "entity" and hit.cue.value != NOTHING]
    sure = {hit.cue.value for hit in found if not hit.cue.has("ambiguous")}
    for hit in found:
        doubtful = hit.cue.has("ambiguous") and hit.cue.value not in sure and text[hit.start - 1 : hit.start] != CASHTAG
        if doubtful and not selected(text, hit, knowledge.entities[hit.cue.value].context):
            continue
        if not _counts(text, hit):
            yield Named(hit.start, hit.end, hit.cue.value)


def _counts(text: str, hit: Hit) -> bool:
    """The 百 of 百度 belongs to the numeral before it: 一百度电."""
    before = text[max(0, hit.start - 2) : hit.start].rstrip()[-1:]
    return text[hit.start] in NUMERALS and (before in NUMERALS or before.isdigit()) and bool(before)


def _defined(text: str, known: Sequence[Named]) -> Iterator[Named]:
    """`X（简称 Y）` makes every later Y a name of X."""
    first: dict[str, Named] = {}
    for name in known:
        match = _DEFINED.match(text, name.end) or _DEFINED.match(text, name.end + 1)
        if match:
            first.setdefault(match.group(1), Named(*match.span(1), name.entity))
    if first:
        shorter = Matcher(Entry(word, Cue("name", name.entity), exact=True) for word, name in first.items())
        for hit in shorter.find(text):
            if hit.start >= first[text[hit.start : hit.end]].start:
                yield Named(hit.start, hit.end, hit.cue.value)


def _worded(hits: Sequence[Hit]) -> set[tuple[int, int]]:
    return {(hit.start, hit.end) for hit in hits if hit.cue.layer in {"metric", "movement", "speech", "kind"}}


class _Seen(NamedTuple):
    """A name that nobody knows where it stands; a `sure` one is believed though it is read once."""

    start: int
    end: int
    kind: EntityType
    sure: bool


def _free(text: str, sentences: Sequence[Sentence], parses: Sequence[Parse], taken: Shelf[Named]) -> Iterator[_Seen]:
    """Names that the taggers see where nothing is known."""
    for sentence, parse in zip(sentences, parses, strict=True):
        for start, end, kind in _tagged(sentence, parse):
            if not taken.touching(start, end) and _is_name(text[start:end]):
                yield _Seen(start, end, kind, text[start:end].endswith(ENDINGS))


def _compounds(
    text: str, sentences: Sequence[Sentence], parses: Sequence[Parse], known: Sequence[Named], knowledge: Knowledge
) -> Iterator[_Seen]:
    """Names of companies with a trade in them, which is known."""
    compounds = Compounds(text, known, knowledge)
    pairs = zip(sentences, parses, strict=True)
    found = [compound for sentence, parse in pairs for compound in compounds.find(sentence, parse)]
    sure = Matcher(Entry(text[one.start : one.end], Cue("name", ""), exact=True) for one in found if one.sure)
    again = {(hit.start, hit.end) for hit in sure.find(text)} if any(one.sure for one in found) else set()
    for start, end in sorted(again | {(one.start, one.end) for one in found}):
        yield _Seen(start, end, "Organization", (start, end) in again)


def _believed(text: str, seen: Sequence[_Seen]) -> list[tuple[Named, Entity]]:
    """Those that are sure, or read often enough."""
    counts = Counter(text[one.start : one.end] for one in seen)
    kinds = {text[one.start : one.end]: one.kind for one in reversed(seen)}
    return [
        (Named(one.start, one.end, slug(word)), Entity(id=slug(word), type=kinds[word], labels=(word,), known=False))
        for one in seen
        if counts[word := text[one.start : one.end]] >= OFTEN or one.sure
    ]


def _tagged(sentence: Sentence, parse: Parse) -> Iterator[tuple[int, int, EntityType]]:
    for start, end, label in parse.names:
        if label in KINDS:
            yield sentence.start + start, sentence.start + end, KINDS[label]


def _is_name(word: str) -> bool:
    return bool(_HAN.fullmatch(word)) or bool(_LATIN.fullmatch(word) and len(word) > 2 and word not in NO_NAMES)


def slug(name: str) -> str:
    """The id of a name nobody knows, the same in every article: lower case, hyphens for spaces and marks.

    >>> slug("Acme Robotics Inc."), slug("拾象")
    ('acme-robotics-inc', '拾象')
    """
    plain = unicodedata.normalize("NFKC", name).casefold()
    return re.sub(r"[^\w]+", "-", plain).strip("-")


def _merged(ranges: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    merged: list[tuple[int, int]] = []
    for start, end in ranges:
        if merged and start < merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return merged


def _apart(names: Sequence[Named]) -> Iterator[Named]:
    """In order, the longer of two that overlap."""
    last = 0
    for name in sorted(names, key=lambda name: (name.start, -name.end)):
        if name.start >= last:
            yield name
            last = name.end
