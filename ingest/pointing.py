"""What words stand for that point at something named before: it, the company, both, the former."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from itertools import pairwise
from typing import TYPE_CHECKING

from ingest import subjects_en
from ingest.lexicons import words
from ingest.sentences import Range

if TYPE_CHECKING:
    from ingest.matcher import Hit
    from ingest.passage import Named, Passage
    from ingest.sentences import Segment

PERSONAL = frozenset(words("personal_pronouns"))
STATEMENT = frozenset({"this", "that", "这", "这个", "此"})  # what was spoken of, whatever it is
STEADY = frozenset({"it", "it's", "they", "them", "their", "它们"})  # what was spoken of, be it a theme
PLURAL = frozenset(words("plural_pronouns"))
JOINING = frozenset(words("joining"))
BARE_COMPANY = "公司"
BEFORE_COMPANY = frozenset({"", "TIME", "d", "c", "w", "v"})  # tags of words behind which 公司 stands alone
REACH = 2  # characters behind the subject in which its pronoun may still stand
BACK = 400  # characters in which a reader still has two names in mind
PAIR = 2
ASKING = frozenset({"who", "which"})
OF_FIRMS = "家"  # 两家
FIRMS = ("公司", "compan", "firm")
REACH_OF_NOUN = 10  # characters behind "both" in which its noun stands
BOTH, LATTER = "both", "latter"
OF_FIRMS_ONLY = frozenset(words("company_metrics"))
WILLING_ZH, WILLING_EN = words("willing_zh"), frozenset(words("willing_en"))
OF_PLACES = frozenset(words("place_metrics"))
PAIRED = frozenset({BOTH, "former", "latter"})


def pointed(
    passage: Passage, segment: Segment, carried: str | None, firms: tuple[str, ...], recent: tuple[str, ...] = ()
) -> tuple[str, ...]:
    """What the subject points at, unless a name comes before the word: one thing, or two where both are meant.

    `carried` is what the text has been about, `firms` the last two companies among that, `recent` its last subjects,
    the latest first.
    """
    hit = _pointer(passage, segment)
    if hit is None or (hit.cue.value == BOTH and not _counts(passage, segment)) or _determines(passage, segment, hit):
        return ()
    word = passage.text[hit.start : hit.end].lower()
    if hit.cue.value in PAIRED:
        two = _beside(passage, segment, hit) or _two(passage, segment, hit, firms)
        chosen = {"former": two[:1], "latter": two[1:]}.get(hit.cue.value, two)
        return chosen or _single(carried)
    if hit.cue.value == "company":
        return _single(company(passage, segment, carried, recent))
    if word in PLURAL:
        two = next(_joined(passage, _before(passage, segment)), ())
        if carried in two:
            return two
    if word in STATEMENT and carried and not passage.kin.left(carried):
        return (carried,)
    spoken = (carried, *recent) if carried else recent
    return _single(_antecedent(passage, segment, word, spoken) or carried)


def _determines(passage: Passage, segment: Segment, hit: Hit) -> bool:
    """It only stands before a name: 这波 AI."""
    word = passage.text[hit.start : hit.end].lower()
    return word in STATEMENT and bool(passage.names.within(hit.end, segment.subject.end))


def _antecedent(passage: Passage, segment: Segment, word: str, spoken: Sequence[str]) -> str | None:
    """What a pronoun stands for: the latest of what was spoken of that agrees with it, one that acts before a theme,
    else the latest that was named.
    """
    fitting = [entity for entity in spoken if agrees(passage, word, entity) and _lasts(passage, word, entity)]
    if _needs_a_firm(passage, segment, fitting):
        meant = fitting[0] if fitting and (passage.kin.proper(fitting[0]) or passage.kin.group(fitting[0])) else None
        meant = meant or last(passage, segment, None, passage.kin.company)
        if meant:
            return meant
    if fitting and (word in STEADY or passage.kin.acts(fitting[0]) or passage.kin.group(fitting[0])):
        return fitting[0]
    before = (name.entity for name in reversed(passage.names.within(*passage.before(segment))))
    acting = (entity for entity in (*before, *fitting) if passage.kin.acts(entity) and not passage.kin.left(entity))
    return next((entity for entity in acting if agrees(passage, word, entity)), None) or next(iter(fitting), None)


def _needs_a_firm(passage: Passage, segment: Segment, fitting: Sequence[str]) -> bool:
    """What only a company has or does is told, its margin, it plans; or a body was told of by the way."""
    metrics = passage.values("metric", segment.start, segment.end)
    if metrics & OF_FIRMS_ONLY:
        return True
    if metrics - OF_PLACES and fitting and passage.kin.body(fitting[0]):
        return True
    if passage.sentences[segment.sentence].lang == "zh":
        return passage.text.startswith(WILLING_ZH, segment.subject.end)
    verb = passage.predicate(segment)
    return verb.lower in WILLING_EN and verb.tag != "VBN"


def _lasts(passage: Passage, word: str, entity: str) -> bool:
    """Spoken of for itself; of crowds that are named by the way they may stand for one."""
    several = passage.kin.group(entity) or passage.kin.common(entity)
    return not passage.kin.left(entity) or (word in PLURAL and several)


def agrees(passage: Passage, word: str, entity: str) -> bool:
    """Whether a pronoun can stand for an entity: it for no person and no crowd, she for nothing else, they for several
    or a firm; none for a place.
    """
    kind = passage.kin.kind(entity)
    if word in PLURAL:
        return kind not in {"Place", "Person"}
    if word in PERSONAL:
        return passage.kin.acts(entity)
    return kind not in {"Place", "Person"} and not passage.kin.group(entity)


def company(passage: Passage, segment: Segment, carried: str | None, recent: tuple[str, ...] = ()) -> str | None:
    """Which company is meant by the bare word: the one that was told of last, else named last."""
    told = (entity for entity in (carried, *recent) if entity and passage.kin.company(entity))
    return (
        passage.issuer
        or next(told, None)
        or last(passage, segment, carried, passage.kin.firm)
        or passage.dominant(passage.kin.company)
        or carried
    )


def last(passage: Passage, segment: Segment, carried: str | None, among: Callable[[str], bool]) -> str | None:
    """What was spoken of last of those that `among` accepts."""
    if carried and among(carried):
        return carried
    before = passage.names.within(*passage.before(segment))
    return next((name.entity for name in reversed(before) if among(name.entity)), None)


def _single(entity: str | None) -> tuple[str, ...]:
    return (entity,) if entity else ()


def _pointer(passage: Passage, segment: Segment) -> Hit | None:
    region = segment.subject
    found = passage.hits("reference", region.start, region.end + REACH)
    if not found and _is_led(passage, segment):
        found = passage.hits("reference", segment.start, segment.start + REACH)
    if not passage.names.within(segment.start, segment.end):
        found += [hit for hit in passage.hits("reference", region.end, segment.end) if hit.cue.value in PAIRED]
    hit = next((hit for hit in found if not _generic(passage, hit) and not _asks(passage, segment, hit)), None)
    names = passage.names.within(*region)
    return None if hit is None or (names and names[0].start < hit.start) else hit


def _is_led(passage: Passage, segment: Segment) -> bool:
    """A Chinese clause leads on to it that has the subject: 它把钱花在骑手身上，一年十几亿."""
    leads = segment.subject.start - segment.start > REACH and passage.sentences[segment.sentence].lang == "zh"
    return leads and not passage.names.within(*segment.subject)


def _asks(passage: Passage, segment: Segment, hit: Hit) -> bool:
    """Who wins?"""
    opens = hit.start == passage.sentences[segment.sentence].start
    return opens and passage.text[hit.start : hit.end].lower() in ASKING


def _counts(passage: Passage, segment: Segment) -> bool:
    """Whether "both" stands for what was named: both companies, as against both trends."""
    return passage.sentences[segment.sentence].lang == "zh" or subjects_en.counts(passage, segment)


def _generic(passage: Passage, hit: Hit) -> bool:
    """One of many, or of a kind: 一家公司, 中小公司 point at nothing that was named."""
    bare = passage.text[hit.start : hit.end] == BARE_COMPANY
    return bare and passage.tag_before(hit.start) not in BEFORE_COMPANY


def _before(passage: Passage, segment: Segment) -> list[Named]:
    where = Range(max(0, segment.start - BACK), segment.start)
    return [name for name in passage.names.within(*where) if passage.kin.works(name.entity)]


def _joined(passage: Passage, names: list[Named]) -> Iterator[tuple[str, ...]]:
    """Pairs of names with "and" between them, the last first."""
    for left, right in reversed(list(pairwise(names))):
        if passage.text[left.end : right.start].strip() in JOINING and left.entity != right.entity:
            yield (left.entity, right.entity)


def _of_firms(passage: Passage, hit: Hit) -> bool:
    """Both companies, 两家公司."""
    words = passage.text[hit.start : hit.end + REACH_OF_NOUN].lower()
    return any(firm in words for firm in FIRMS)


def _beside(passage: Passage, segment: Segment, hit: Hit) -> tuple[str, ...]:
    """The last two things, be they themes, that its sentence names before the former or the latter."""
    if hit.cue.value == BOTH:
        return ()
    start = passage.sentences[segment.sentence].start
    named = [name.entity for name in passage.names.within(start, hit.start) if not passage.kin.passing(name.entity)]
    found = tuple(reversed(list(dict.fromkeys(reversed(named)))[:PAIR]))
    return found if len(found) == PAIR else (found * PAIR if found and hit.cue.value == LATTER else ())


def _two(passage: Passage, segment: Segment, hit: Hit, firms: tuple[str, ...]) -> tuple[str, ...]:
    """The last two things named together, else the two firms told of, else the last two that were named."""
    only = _of_firms(passage, hit)
    counted = only or OF_FIRMS in passage.text[hit.start : hit.end]
    before = [name for name in _before(passage, segment) if not only or passage.kin.company(name.entity)]
    apart = list(dict.fromkeys(name.entity for name in reversed(before)))[:PAIR]
    return next(_joined(passage, before), firms if counted and len(firms) == PAIR else tuple(reversed(apart)))
