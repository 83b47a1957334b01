"""The subject of a Chinese clause: the head of the noun phrase before its predicate."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise, takewhile
from typing import TYPE_CHECKING

from ingest.kin import BYSTANDERS
from ingest.lexicons import words
from ingest.passage import TELLING
from ingest.sentences import Range

if TYPE_CHECKING:
    from ingest.kin import Kin
    from ingest.parse import Word
    from ingest.passage import Named, Passage
    from ingest.sentences import Segment

PREPOSITIONS = frozenset(words("prepositions"))
TOWARDS = frozenset(words("going_prepositions"))
CLOSING = words("postpositions")
TOPICAL = frozenset(words("topical_prepositions"))
BELONGING = words("belonging")
RELATIONAL = words("relational_nouns")
NOUNS = frozenset({"n", "nz", "nw", "nr", "ORG", "PER", "an", "vn", "xc"})
VERBS = frozenset({"v", "vd"})
DESCRIBING = NOUNS | {"u", "a", "ad", "f"}
PLACES = frozenset({"LOC", "ns", "s", "m", "q", "r"})
MEASURING = frozenset(words("measuring_prepositions"))
COPULAS = ("是", "有")
ROLES = frozenset(words("role_nouns"))
OF = ("的", "")
WANTED = "demand"  # the metric of what stands behind 对: 云厂商对 GPU 的需求
POINTERS = frozenset({"这", "那", "它", "此", "这就", "这个", "那个", "这种"})
RANKED = re.compile(
    rf"(?:最.{{1,3}}的?|第[一二三四五六七八九十\d]+名?的?|(?:{'|'.join(words('first_places_zh'))}))(?:是|为|则是|仍是|还是|就是)\Z"
)
EQUATING = frozenset(words("equating"))


def named(passage: Passage, segment: Segment, kin: Kin) -> str | None:
    """The entity that the noun phrase before the predicate names, else the clauses that lead on to it."""
    ranked = _ranked(passage, segment, kin)
    if ranked:
        return ranked
    wanted = _wanted(passage, segment)
    if wanted:
        return _head(passage, wanted, kin)
    for region in (_whole(passage, segment.subject), Range(segment.start, segment.subject.start)):
        names = [name for name in passage.names.within(*region) if not aside(passage, name)]
        if names:
            return _head(passage, [name for name in names if name.entity not in BYSTANDERS] or names, kin)
    topics = [name for name in passage.names.within(*segment.subject) if _topical(passage, name)]
    return topics[0].entity if topics else None


def _ranked(passage: Passage, segment: Segment, kin: Kin) -> str | None:
    """Who holds a rank that is told before: 出货量最高的是联想."""
    for name in passage.names.within(segment.subject.start, segment.end):
        if kin.proper(name.entity) and RANKED.search(passage.text, segment.subject.start, name.start):
            return name.entity
    return None


def _whole(passage: Passage, where: Range) -> Range:
    """A subject with all of a name that the tagger cuts at a verb: 访|港|旅客."""
    name = passage.names.around(where.end)
    cut = name is not None and where.start <= name.start and len(passage.words(name.start, name.end)) > 1
    return Range(where.start, name.end) if name and cut else where


def unlisted(passage: Passage, segment: Segment) -> bool:
    """Whether the subject is a noun of its own that no list holds: 冷却塔 in 冷却塔的价格."""
    found = passage.words(segment.subject.start, segment.subject.end)
    return any(_unlisted(passage, word, passage.sentences[segment.sentence].start) for word in found)


def _unlisted(passage: Passage, word: Word, origin: int) -> bool:
    if word.tag not in NOUNS or word.text.endswith(RELATIONAL):
        return False
    place = (origin + word.start, origin + word.end)
    told = any(passage.touched(layer, *place) for layer in TELLING)
    return not (told or passage.periods.touching(*place) or passage.quantities.touching(*place))


def aside(passage: Passage, name: Named) -> bool:
    """Named as a circumstance: behind a preposition that nothing has closed, or before a word such as 发布以来."""
    after = passage.text[name.end : name.end + 4].lstrip()
    return (
        after.startswith(CLOSING)
        or passage.word_before(name.start).lower() in PREPOSITIONS
        or _measured_by(passage, name)
        or likened(passage, name)
    )


def circumstance(passage: Passage, name: Named) -> bool:
    """Where to, by which way or when, or what something else is called: never what a clause is about."""
    after = passage.text[name.end : name.end + 4].lstrip()
    going = passage.word_before(name.start) in TOWARDS
    return going or after.startswith(CLOSING) or likened(passage, name)


def compares(passage: Passage, segment: Segment) -> bool:
    """It opens with what something else is measured by: 比蒙特雷的厂少."""
    said = passage.words(segment.start, segment.end)
    return bool(said) and said[0].text in MEASURING


def _measured_by(passage: Passage, name: Named) -> bool:
    """Inside the phrase behind 比: 比蒙特雷的鸿海厂少."""
    start = passage.sentences[passage.sentence_at(name.start) or 0].start
    return any(word.text in MEASURING for word in _phrase_before(passage, start, name.start))


def likened(passage: Passage, name: Named) -> bool:
    """What something spoken of before is called: 这是个看跌期权, 它就是一台印钞机."""
    start = passage.sentences[passage.sentence_at(name.start) or 0].start
    clause = _clause_before(passage, start, name.start)
    called = len(clause) > len("这是") and clause[-1].tag in {"q", "m"} and clause[0].text in POINTERS
    return called and any(word.text in EQUATING for word in clause[1:-1])


def _clause_before(passage: Passage, start: int, end: int) -> list[Word]:
    """The words before a place, back to the last mark."""
    return list(takewhile(lambda word: word.tag != "w", reversed(passage.words(start, end))))[::-1]


def _phrase_before(passage: Passage, start: int, end: int) -> Iterator[Word]:
    """The words before a noun that only describe it, the nearest first, and the one before them."""
    for word in reversed(passage.words(start, end)):
        yield word
        if word.tag not in DESCRIBING | PLACES:
            return


def _topical(passage: Passage, name: Named) -> bool:
    """对 GPU 的需求: behind a preposition that names what is spoken of."""
    return passage.word_before(name.start) in TOPICAL


def _wanted(passage: Passage, segment: Segment) -> list[Named]:
    """云厂商对 GPU 的需求: what is wanted, not who wants it."""
    where = segment.subject
    for hit in passage.hits("metric", where.start, where.end):
        before = passage.names.within(where.start, hit.start)
        first = next((place for place, name in enumerate(before) if _topical(passage, name)), None)
        if hit.cue.value == WANTED and first is not None and passage.text[before[-1].end : hit.start].strip() in OF:
            return before[first:]
    return []


def _head(passage: Passage, names: Sequence[Named], kin: Kin) -> str:
    """The head of the noun phrase that opens with the first of the names."""
    best = names[0]
    for left, right in pairwise(names):
        bond = _bond(passage, left, right, kin)
        if bond is None:
            break
        if bond or kin.narrower(right.entity, best.entity):
            best = right
    return best.entity


def _bond(passage: Passage, left: Named, right: Named, kin: Kin) -> bool | None:
    """How two names hang together: True where only the second is the head of their phrase, None where they do not."""
    between = passage.text[left.end : right.start].strip()
    if between in OF:
        return not between and kin.proper(right.entity) and kin.kind(left.entity) == "Organization"
    if between in ROLES:
        return kin.proper(right.entity)
    if kin.place(left.entity):
        return False
    words = passage.words(left.end, right.start)
    tags = {word.tag for word in words}
    if between.startswith(BELONGING) or (tags & VERBS and between.endswith("的") and not between.startswith(COPULAS)):
        # 依赖英伟达的云厂商: the first name is the object of a verb that has no subject of its own
        return kin.proper(right.entity) or passage.tag_before(left.start) in VERBS or None
    if words and tags <= DESCRIBING and not passage.hits("metric", left.end, right.start):
        return kin.proper(right.entity)
    return None
