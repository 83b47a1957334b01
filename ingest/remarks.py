"""Propositions about what is said elsewhere: who published what, who agrees, how many points follow, what was asked.

They tell nothing of the field themselves; what they speak of stands before or behind them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ingest.clauses_zh import ANNOUNCERS
from ingest.lexicons import any_of, words
from ingest.segments_en import SUBJECTS

if TYPE_CHECKING:
    from ingest.parse import Word
    from ingest.passage import Passage
    from ingest.sentences import Segment

PUBLISHING, PUBLISHED = words("publishing_zh"), frozenset(words("publishing_en"))
DOCUMENTS, PAPERS = words("documents_zh"), frozenset(words("documents_en"))
STANCES, AGREEING = words("stances_zh"), frozenset(words("agreeing_en"))
TAKING_SIDES = any_of(STANCES)
TALK, TALKING = words("talk_zh"), frozenset(words("talk_en"))
ATTRIBUTING = frozenset(words("attributing_zh"))
REPLIES = frozenset(words("replies_zh"))
DOINGS, DONE = any_of(words("doings_zh")), frozenset(words("doings_en"))
POINTING, POINTED = words("pointing_zh"), frozenset(words("pointing_en"))
POINTS, COUNTED = words("points_zh"), frozenset(words("points_en"))
OF_MEASURES = "points"  # what is counted so may also be measured in them
DISCUSSING, TREATING = frozenset(words("discussing_zh")), frozenset(words("discussing_en"))
ATTENTION = words("attention_zh")
INQUIRING, INQUIRED = any_of(words("asking_about_zh")), frozenset(words("asking_about_en"))
UNANSWERED, REFUSING = words("unanswered_zh"), words("refusing_zh")
EMBEDDED, GOVERNING = any_of(words("embedded_questions")), any_of(words("governing_questions"))
COUNTERS, QUALITIES = words("point_counters_zh"), words("point_qualities_zh")
TIME = "TIME"  # tag
HANDFUL, DIGITS = "一两二三四五六七八九十几多数", "0123456789"
NTH = "第"
THUS = words("likewise_zh")
EVER = "动时"  # 动不动, 时不时 ask nothing
FEW = frozenset(words("few_en"))
PAPER = frozenset({"year", "month", "week", "day", "hour", "page", "time", "页", "份", "篇", "year of age"})
AGREED = frozenset({"nsubj", "advmod", "aux", "neg", "punct", "prep", "cc", "npadvmod"})
SAYING_MORE = frozenset({"acl", "relcl", "advcl", "ccomp", "xcomp", "conj", "appos", "dep"})
PAIR = 2  # words
NEAR = 10  # characters of a pointing object: 这种悲观的说法
OF_WRITER = "tells what the writer does"
CODE = 3  # letters of a currency
AUTHORS = frozenset({"we", "i"})


def remark(passage: Passage, segment: Segment) -> str | None:
    """What the proposition does instead of telling something of the field, None where it tells something."""
    if passage.sentences[segment.sentence].lang == "en":
        head = passage.predicate(segment)
        return next((reason for reason, holds in ENGLISH if holds(passage, segment, head)), None)
    said = passage.text[segment.start : segment.end].rstrip("。！!，, ")
    return next((reason for reason, holds in CHINESE if holds(passage, segment, said)), None)


def _went_about(passage: Passage, segment: Segment, said: str) -> bool:
    """The writer went, met and read: 我们走访了六家工厂."""
    if not DOINGS.search(said) or "author" not in passage.values("speech", *segment.subject):
        return False
    return not _valued(passage, segment)


def _valued(passage: Passage, segment: Segment) -> bool:
    """It tells a share or a sum of money."""
    units = (item.value.unit or "" for item in passage.quantities.within(segment.start, segment.end))
    return any(unit == "%" or (len(unit) == CODE and unit.isupper()) for unit in units)


def _turns_to(passage: Passage, segment: Segment, said: str) -> bool:
    """It only says what deserves a look: 更值得关注的是保险; not who worries about what."""
    matter, being, named = said.rpartition("，")[2].partition("的")
    if not being or len(named) > NEAR or not matter.endswith(ATTENTION):
        return False
    word = next(word for word in ATTENTION if matter.endswith(word))
    if len(matter) - len(word) > NEAR // 2:
        return False
    start = segment.start + said.rfind("，") + 1
    sources = passage.values("speech", start, start + len(matter)) - {"author", "verb"}
    return "是" in named and not sources and not passage.names.within(start, start + len(matter))


def _published(passage: Passage, segment: Segment, said: str) -> bool:
    """Somebody made a document public, and nothing of what stands in it."""
    found = [(said.rfind(verb), verb) for verb in PUBLISHING if verb in said] if said.endswith(DOCUMENTS) else []
    if not found or not _bare(passage, segment):
        return False
    at, verb = max(found)
    start = segment.start + at
    moved = (hit for hit in passage.hits("movement", start, segment.end) if hit.cue.value != "none")
    return all(hit.end <= start + len(verb) for hit in moved)


def _told(passage: Passage, layer: str, start: int, end: int) -> set[str]:
    """What the words of a lexicon say in a range, those aside that only look like such words."""
    return passage.values(layer, start, end) - {"none"}


def _bare(passage: Passage, segment: Segment, length: int | None = None) -> bool:
    """It, or so much of it, measures nothing but time and paper, denies nothing, and speaks of no time to come."""
    segment = segment if length is None else segment._replace(end=segment.start + length)
    where = (segment.start, segment.end)
    told = _told(passage, "polarity", *where) or _told(passage, "modality", *where)
    return _unmeasured(passage, segment) and not told


def _unmeasured(passage: Passage, segment: Segment) -> bool:
    """It measures nothing but time and paper, and speaks of no time to come."""
    where = (segment.start, segment.end)
    paper = all(item.value.unit in PAPER for item in passage.quantities.within(*where))
    return paper and "future" not in passage.values("kind", *where)


def _asks_within(passage: Passage, segment: Segment, said: str) -> bool:
    """It only says what is asked, and nothing that hangs on the answer: 利率是否会下调."""
    if _asked_about(passage, segment, said):
        return True
    asks = EMBEDDED.search(said) or ("不" in said and any(map(_either, said, said[1:], said[2:])))
    return bool(asks) and not GOVERNING.search(said)


def _either(first: str, second: str, third: str) -> bool:
    """A verb and its denial: 值不值."""
    return second == "不" and first == third and first not in EVER


def _asked_about(passage: Passage, segment: Segment, said: str) -> bool:
    """Somebody asks about something: 有分析师追问新厂的进度."""
    return bool(INQUIRING.search(said)) and _bare(passage, segment)


def _unanswered(passage: Passage, segment: Segment, said: str) -> bool:
    """Somebody says nothing: 公司不愿对此表态."""
    if not said.endswith(UNANSWERED) or passage.quantities.within(segment.start, segment.end):
        return False
    spoken = passage.words(segment.start, segment.end)
    refuses = any(word.text.startswith(REFUSING) and word.tag != TIME for word in spoken)  # 未来 refuses nothing
    return refuses or "negated" in passage.values("polarity", segment.start, segment.end)


def _points(passage: Passage, segment: Segment, said: str) -> bool:
    """It ends with a number of points, or calls what was said a view: 主要有两方面, 这是我的判断."""
    if said.startswith("这") and said.endswith(ANNOUNCERS) and not _tells_of_field(passage, segment):
        return True
    if said.endswith(THUS) or _only_counts(passage, segment, said) or _turns_to(passage, segment, said):
        return True
    before = _before_points(said)
    return before is not None and not _is_measure(passage, segment, said, before) and _bare(passage, segment, before)


def _is_measure(passage: Passage, segment: Segment, said: str, before: int) -> bool:
    """What ends it is no number of points but one that is measured, or a time of day: 收涨 35 点, 下午三点."""
    start, end = segment.start + before, segment.start + len(said)
    return passage.quantities.around(end - 1) is not None or passage.periods.touching(start, end)


def _before_points(said: str) -> int | None:
    """How many characters stand before the number of points at its end: 有三大原因, 有 3 个看点; not 第三个原因."""
    noun = _ending(said, POINTS)
    if not noun:
        return None
    rest = said.removesuffix(noun).rstrip()
    while quality := _ending(rest, QUALITIES):
        rest = rest.removesuffix(quality).rstrip()
    counter = _ending(rest, COUNTERS)
    rest = rest.removesuffix(counter).rstrip()
    before = rest.rstrip(HANDFUL + DIGITS)
    counts = bool(counter or noun in COUNTERS) and before != rest and not before.endswith(NTH)
    return len(before) if counts else None


def _ending(said: str, ends: tuple[str, ...]) -> str:
    """The longest of the words with which it ends."""
    if not said.endswith(ends):
        return ""
    return max((word for word in ends if said.endswith(word)), key=len)


def _only_counts(passage: Passage, segment: Segment, said: str) -> bool:
    """It ends with how many there are: 市场关注的焦点有三个."""
    counter = _ending(said, COUNTERS)
    if not counter:
        return False
    rest = said.removesuffix(counter).rstrip()
    before = rest.rstrip(HANDFUL + DIGITS)
    there = before != rest and before.rstrip().endswith("有")
    return there and "future" not in passage.values("kind", segment.start, segment.end)


def _numbered(passage: Passage, segment: Segment, said: str) -> bool:
    """Only the number of a point: 理由一."""
    return said[-1:] in {*HANDFUL} and said[:-1].rstrip("之") in POINTS


def _treats(passage: Passage, segment: Segment, _: str) -> bool:
    """The writer says what he writes about: 我们对这家公司做了梳理."""
    if "author" not in passage.values("speech", *segment.subject) or passage.hits("modality", *segment[:2]):
        return False
    return any(word.text in DISCUSSING for word in passage.words(segment.subject.start, segment.end))


def _tells_of_field(passage: Passage, segment: Segment) -> bool:
    where = (segment.start, segment.end)
    measured = passage.quantities.within(*where) or passage.hits("metric", *where)
    return bool(measured or _told(passage, "movement", *where))


def _attributes(passage: Passage, segment: Segment, said: str) -> bool:
    """It only names who said what stands before it: (…，)花旗分析师说; not 英伟达否认, which tells something."""
    end = segment.start + len(said)
    hits = passage.hits("speech", segment.start, end)
    if not hits or "，" in said or _valued(passage, segment):
        return False
    verb, start = hits[-1], passage.sentences[segment.sentence].start
    is_part = passage.parses[segment.sentence].around(verb.start - start) is not None  # the 说 of 再说
    named = any(hit.end == verb.start for hit in hits)  # the 说 of 分析师说, however it is cut
    return passage.text[verb.start : end] in ATTRIBUTING and (named or not is_part)


def _of_speech(passage: Passage, segment: Segment, said: str) -> bool:
    return not _tells_of_field(passage, segment) and (_takes_side(said) or _of_talk(passage, segment, said))


def _takes_side(said: str) -> bool:
    """Somebody agrees or not, without saying with what: 百度方面不同意这种说法."""
    if not TAKING_SIDES.search(said):
        return False
    at, stance = max(((said.rfind(word), word) for word in STANCES), key=lambda found: (found[0], len(found[1])))
    behind = said[at + len(stance) :]
    return not behind or (behind.startswith(POINTING) and behind.endswith(TALK) and len(behind) <= NEAR)


def _of_talk(passage: Passage, segment: Segment, said: str) -> bool:
    """Its subject is what somebody said or asked: 这个问题很好, 财务长的回答很谨慎."""
    if any(word.text in REPLIES for word in passage.words(*segment.subject)[-2:]):
        return True
    if not said.startswith(POINTING) or passage.names.within(segment.start, segment.end):
        return False
    hits = passage.hits("speech", segment.start, segment.end)
    granted = bool(hits) and hits[-1].cue.value == "verb" and segment.end - hits[-1].end <= 1
    return granted or any(word.text in TALK for word in passage.words(segment.start, segment.subject.end))


CHINESE = (
    ("names a source", _published),
    (OF_WRITER, _went_about),
    ("asks", _asks_within),
    ("leaves it open", _unanswered),
    ("announces what follows", _points),
    ("announces what follows", _numbered),
    ("announces what follows", _treats),
    ("speaks of what was said", _attributes),
    ("speaks of what was said", _of_speech),
)


# -- in English, by the parse


def _did(passage: Passage, segment: Segment, head: Word) -> bool:
    """The writer went, met and read: I sat through nine of them."""
    return head.lower in DONE and _subject(head) in AUTHORS and not _valued(passage, segment)


def _inquires(passage: Passage, segment: Segment, head: Word) -> bool:
    return head.lower in INQUIRED and _bare(passage, segment) and not _tells_of_field(passage, segment)


def _announces(passage: Passage, segment: Segment, head: Word) -> bool:
    """The writer says what he writes about: we discuss the accounts."""
    return head.lower in TREATING and _subject(head) in AUTHORS and _bare(passage, segment)


def _put_out(passage: Passage, segment: Segment, head: Word) -> bool:
    """Somebody published a paper, or one was published, and nothing of what stands in it."""
    if head.lower not in PUBLISHED or any(child.dep in SAYING_MORE for child in head.children):
        return False
    paper = next((child for child in head.children if child.dep in {"dobj", "nsubjpass"}), None)
    if paper is None or paper.lower not in PAPERS or not _bare(passage, segment):
        return False
    base = passage.sentences[segment.sentence].start
    moved = _told(passage, "movement", base + paper.first.start, base + paper.end)
    return not moved and not any(child.dep in SAYING_MORE for child in paper.children)


def _listed(passage: Passage, segment: Segment, _: Word) -> bool:
    """It ends with a number of points: it comes down to three things; not by so many points of what it measures."""
    said = [word for word in passage.words(segment.start, segment.end) if not word.is_mark]
    if not said or not _unmeasured(passage, segment):
        return False
    if said[-1].lower == OF_MEASURES and _tells_of_field(passage, segment):
        return False
    there = said[0].lower == "there"
    last = len(said) if there else 1
    counted = [nth for nth, word in enumerate(said) if word.lower in COUNTED and nth >= len(said) - last]
    return any(word.lower in FEW or word.text.isdigit() for nth in counted[:1] for word in said[max(0, nth - 2) : nth])


def _nth(passage: Passage, segment: Segment, _: Word) -> bool:
    """Only the number of a point: reason one."""
    said = [word for word in passage.words(segment.start, segment.end) if not word.is_mark]
    return len(said) == PAIR and f"{said[0].lower}s" in COUNTED and said[1].tag == "CD"


def _on_speech(passage: Passage, segment: Segment, head: Word) -> bool:
    return not _tells_of_field(passage, segment) and (_sides(head) or _on_talk(passage, segment, head))


def _sides(head: Word) -> bool:
    """Somebody agrees or not, without saying with what: others disagree."""
    if head.lower not in AGREEING or any(child.dep not in AGREED for child in head.children):
        return False
    tied = [child for child in head.children if child.dep == "prep"]
    return all(child.lower == "with" for child in tied)


def _on_talk(passage: Passage, segment: Segment, head: Word) -> bool:
    """Its subject is what somebody said or asked: that is a good question, the question is whether."""
    if passage.names.within(segment.start, segment.end):
        return False
    told = [child for child in head.children if child.dep in SUBJECTS | {"attr"} and child.lower in TALKING]
    return any(noun.dep in SUBJECTS or _subject(head) in POINTED for noun in told)


def _subject(head: Word) -> str:
    return next((child.lower for child in head.children if child.dep in SUBJECTS), "")


ENGLISH = (
    ("names a source", _put_out),
    (OF_WRITER, _did),
    ("asks", _inquires),
    ("announces what follows", _listed),
    ("announces what follows", _nth),
    ("announces what follows", _announces),
    ("speaks of what was said", _on_speech),
)
