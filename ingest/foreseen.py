"""Whether a proposition is about what was still to come when it was written."""

from __future__ import annotations

import re
from datetime import timedelta
from itertools import takewhile
from typing import TYPE_CHECKING

from ingest import cells, outlook
from ingest.lexicons import words
from ingest.matcher import Hit
from ingest.passage import Passage
from ingest.period_tokens import INSIDE
from ingest.qualifiers import (
    AUXILIARIES,
    PERFECT,
    conditioned,
    conditions,
    counterfactual,
    in_main_clause,
    past_tense,
    yardstick,
)
from ingest.sentences import Segment
from ingest.timing import day, is_now

if TYPE_CHECKING:
    from ingest.parse import Word
    from kg.model import Period

ONE_DAY = timedelta(days=1)
MOSTLY = 0.75  # of a running year that must be left for a figure of that year to be a forecast
_ESTIMATED = re.compile(r"\d\d ?(?:[EeFf]|预[测估]|预计|目标)(?![A-Za-z])")  # 2027E, FY27F
_STOPS = re.compile("[，。；,;到至为]")
_GOING_ON = re.compile("|".join(words("going_on_zh")))
BEING = frozenset({"is", "are", "'s", "’s", "'re", "’re"})
SUPPOSED = "以为"  # what was thought, and turned out otherwise
OPENING = 4  # characters in which a sentence opens
LONG = frozenset({"year", "half"})
MAY = frozenset({"may", "might", "could", "should"})
OUTCOMES = frozenset(words("outcomes"))
SPANS = frozenset({"year", "month", "week", "quarter"})  # units of time
NEAR = 8  # characters in which a span of time follows
PERSONS = frozenset({"r", "PER", "ORG"})  # tags of those who see a figure, rather than reach it
NOMINAL, DESCRIPTIVE = ("n", "vn", "ORG", "PER", "LOC"), frozenset({"a", "ad"})  # of the object that 将 brings forward
VERBAL = frozenset({"v", "a", "ad", "d", "p", "vd"})  # tags of what follows 将 where it tells the future
CUSTOMARY = frozenset({"会", "都会", "也会"})
SET = ("由", "从", "至", "到")
SETTING = words("setting_to")
EQUATING_ALONE = ("不是", "就是说")
SAYINGS = frozenset(words("sayings"))
HELD_AGAINST = frozenset({"above", "below", "than", "against", "beyond", "past"})
WEIGHING = frozenset({"opinion", "weighing"})
AHEAD = frozenset({"ahead", "short"})
STATES = frozenset(words("states"))
NEGATION = frozenset({"neg"})
SUBJECTS = frozenset({"nsubj", "nsubjpass", "csubj", "expl"})

PRESENT = frozenset({"is", "are", *words("linking_verbs")})
SAID_TO_BE = frozenset({"acomp", "oprd"})
CHANCES = frozenset(words("chances"))
COUNTED = frozenset({"NN", "NNS", "VBG"})  # tags of nouns for what may come

Cues = dict[str, tuple[Hit, ...]]


def ahead(passage: Passage, segment: Segment, cues: Cues, period: Period | None) -> tuple[Hit, ...] | None:
    """The cues of a statement about what was to come when it was made; None when it is none."""
    future = [hit for hit in cues.get("future", ()) if in_main_clause(passage, segment, hit)]
    future = [hit for hit in future if _measures(passage, segment, hit) and not yardstick(passage, hit)]
    strong = tuple(hit for hit in future if not hit.cue.has("weak") and not _otherwise(passage, segment, hit))
    strong = () if _is_custom(passage, segment, strong) else strong
    weak = tuple(hit for hit in future if hit.cue.has("weak") and not _yardstick(passage, segment, hit))
    figures = tuple(hit for hit in weak if hit.cue.has("figure") and _set_to(passage, segment, hit))
    foreseen = figures or _headed(passage, segment)
    if foreseen or _estimated(passage, segment) or _is_called(passage, segment, cues, period):
        return foreseen[:1]
    if _over(passage, segment) or counterfactual(passage, segment):
        return None
    if strong and ("habit" not in cues or _lies_ahead(passage, period)):
        return strong[:1]
    if any(not _bracketed(passage, segment, hit) for hit in cues.get("past", ())) or past_tense(passage, segment):
        return None
    weak = weak or _led(passage, segment)
    supposed = conditions(passage, segment)
    depends = "reckoning" not in cues and (supposed or conditioned(passage, segment))
    if weak or depends or _may_happen(passage, segment) or _to_come(passage, segment, cues, period):
        return (*weak, *supposed)[:1]
    return None


def _is_called(passage: Passage, segment: Segment, cues: Cues, period: Period | None) -> bool:
    """A point of a list of predictions; not what is told of as done, or with a time gone by."""
    if not outlook.is_point(passage, segment) or "past" in cues or past_tense(passage, segment):
        return False
    return period is None or passage.published is None or period.end is None or day(period.end) > passage.published


def _measures(passage: Passage, segment: Segment, hit: Hit) -> bool:
    """What `reach` words aim at is a level and what `lasts` words count is time; others count as they are."""
    if hit.cue.has("lasts"):
        found = passage.quantities.within(hit.end, hit.end + NEAR)
        return any(item.value.unit in SPANS for item in found)
    if not hit.cue.has("reach"):
        return True
    figures = passage.quantities.within(hit.end, segment.end)
    if passage.sentences[segment.sentence].lang == "en":
        return any(passage.text.endswith(SETTING, hit.end, figure.start) for figure in figures)
    at_once = next((item for item in figures if item.start - hit.end <= 2), None)
    told = passage.tag_before(hit.start) not in PERSONS
    return told and at_once is not None and not passage.text.startswith("的", at_once.end)


def _led(passage: Passage, segment: Segment) -> tuple[Hit, ...]:
    """The forecast that opens a Chinese sentence and reaches to a further figure: 预计营收增 8%，毛利率维持在 31%."""
    sentence = passage.sentences[segment.sentence]
    where = (segment.start, segment.end)
    figure = passage.quantities.within(*where) and not passage.periods.within(*where)
    if sentence.lang == "en" or not figure or "contrast" in passage.values("connective", *where):
        return ()
    hits = passage.hits("kind", sentence.start, segment.start)
    settled = any(hit.cue.value == "past" for hit in hits)
    weak = (hit for hit in hits if hit.cue.has("weak") and not hit.cue.has("figure"))
    return () if settled else tuple(hit for hit in weak if not yardstick(passage, hit))[:1]


def _is_custom(passage: Passage, segment: Segment, strong: tuple[Hit, ...]) -> bool:
    """现在同一张单会下给三家: 会 of what is done these days."""
    if not strong or any(passage.text[hit.start : hit.end] not in CUSTOMARY for hit in strong):
        return False
    told = passage.periods.within(segment.start, segment.end)
    return bool(told) and all(is_now(item.value) for item in told)


def _bracketed(passage: Passage, segment: Segment, hit: Hit) -> bool:
    """Said in brackets: (previously £730m)."""
    before = passage.text[segment.start : hit.start]
    return any(before.count(left) > before.count(right) for left, right in ("()", "（）"))


def _otherwise(passage: Passage, segment: Segment, hit: Hit) -> bool:
    """What will only be said (有人会说); 将 that stands for 把 (将目标下调), 会 of who can (缺会写代码的人)."""
    then = next((word for word in passage.words(hit.end, segment.end) if word.tag != "RB"), None)
    if then is not None and then.lower in SAYINGS:
        return True
    if passage.sentences[segment.sentence].lang == "en":
        return False
    word = passage.text[hit.start : hit.end]
    if word == "将":
        return _brings(passage, segment, hit)
    clause = passage.text[hit.end : segment.end].partition("，")[0]
    describes = "的" in clause[:-1] and passage.tag_before(hit.start) == "v"
    if SUPPOSED in passage.text[segment.start : hit.start]:
        return True
    return word == "会" and describes and not passage.text[segment.start : hit.start].endswith(EQUATING_ALONE)


def _brings(passage: Passage, segment: Segment, hit: Hit) -> bool:
    """将 as 把: the tagger says so, or a noun follows it and is set to something."""
    said = passage.words(hit.start, segment.end)
    clause = passage.text[hit.end : segment.end].partition("，")[0]
    object_ = takewhile(lambda each: each.tag not in VERBAL or each.tag in DESCRIPTIVE, said[1:])
    named = any(each.tag.startswith(NOMINAL) for each in object_)
    return named and (said[0].tag == "p" or any(word in clause for word in SET))


def _yardstick(passage: Passage, segment: Segment, hit: Hit) -> bool:
    """A forecast that something is held against, or that is weighed itself: ahead of forecast, a target too early."""
    if not hit.cue.has("figure") or hit.start < segment.start:
        return False
    word = _at(passage, segment, hit)
    if passage.sentences[segment.sentence].lang == "en" and word is not None and word.head.dep == "prep":
        return word.head.lower in HELD_AGAINST or (word.head.lower == "of" and word.head.head.lower in AHEAD)
    where = (segment.start, segment.end)
    moved = any(_works_on(passage, segment, move, hit) for move in passage.hits("movement", segment.start, hit.start))
    behind = (hit.end, segment.end)
    if moved and not passage.quantities.within(*behind) and not passage.periods.within(*behind):
        return True
    if passage.values("kind", hit.end, segment.end) & WEIGHING and not passage.quantities.within(hit.end, segment.end):
        return True
    return not (passage.quantities.within(*where) or passage.periods.within(*where) or passage.hits("movement", *where))


def _works_on(passage: Passage, segment: Segment, move: Hit, hit: Hit) -> bool:
    """上调指引, 上调资本支出的指引: what is moved is the forecast, not by the writer himself."""
    between = passage.text[move.end : hit.start]
    near = len(between) <= NEAR and not _STOPS.search(between)
    return not between or (near and "author" not in passage.values("speech", segment.start, move.start))


def _at(passage: Passage, segment: Segment, hit: Hit) -> Word | None:
    """The last word of the hit in the parse."""
    start = passage.sentences[segment.sentence].start
    return next(iter(passage.parses[segment.sentence].between(hit.start - start, hit.end - start)[-1:]), None)


def _set_to(passage: Passage, segment: Segment, hit: Hit) -> bool:
    """A target or forecast is set to a figure: guidance of $43bn, 目标价上调至 200 美元."""
    figures = passage.quantities.within(hit.end, segment.end)
    return any(passage.text.endswith(SETTING, hit.end, figure.start) for figure in figures)


def _headed(passage: Passage, segment: Segment) -> tuple[Hit, ...]:
    """The word by which the head of its column says that it is a forecast: 2027 年（预估）."""
    place = cells.of(passage, segment)
    hits = passage.hits("kind", *place.head) if place and place.head else []
    return tuple(hit for hit in hits if hit.cue.value == "future")[:1]


def _estimated(passage: Passage, segment: Segment) -> bool:
    """The head of its column is a year with the letter for an estimate or a forecast: 2027E, FY27F."""
    return any(_ESTIMATED.search(passage.text, *head) for head in cells.timing(passage, segment))


def _over(passage: Passage, segment: Segment) -> bool:
    """The time that opens it had gone by."""
    told = passage.periods.within(segment.start, segment.end)
    published = passage.published
    if not told or published is None or told[0].start - segment.start > OPENING or is_now(told[0].value):
        return False
    end = told[0].value.end
    return end is not None and day(end) <= published and not any(_lies_ahead(passage, each.value) for each in told)


def _may_happen(passage: Passage, segment: Segment) -> bool:
    """An English event that may, could or should come; or one told by an infinitive with a subject: prices to fall."""
    if passage.sentences[segment.sentence].lang != "en":
        return False
    head = passage.predicate(segment)
    auxiliaries = [child.lower for child in head.children if child.dep in AUXILIARIES]
    if head.lower == "be" and MAY & set(auxiliaries) and _outcome(passage, segment):
        return True
    if head.lower in PRESENT and _to_be_seen(passage, head):
        return True
    passive = head.tag == "VBN" and "be" in auxiliaries
    denied = "could" in auxiliaries and has(head, NEGATION)
    if not (head.tag == "VB" or passive) or PERFECT & set(auxiliaries) or denied:
        return False
    return (bool(MAY & set(auxiliaries)) and head.lower not in STATES) or ("to" in auxiliaries and has(head, SUBJECTS))


def _to_be_seen(passage: Passage, head: Word) -> bool:
    """An event is said to be likely: a takeover is conceivable, a deal is close; not what is now: demand is certain."""
    told = any(child.dep in SAID_TO_BE and child.lower in CHANCES for child in head.children)
    subject = next((child for child in head.children if child.dep == "nsubj"), None)
    return told and subject is not None and subject.tag in COUNTED


def _outcome(passage: Passage, segment: Segment) -> bool:
    """It names who may win or lose: the losers may be the lenders."""
    return any(word.lower in OUTCOMES for word in passage.words(segment.start, segment.end))


def has(word: Word, kinds: frozenset[str]) -> bool:
    """A word that hangs on it is of one of these kinds."""
    return any(child.dep in kinds for child in word.children)


def _to_come(passage: Passage, segment: Segment, cues: Cues, period: Period | None) -> bool:
    """The period lies ahead, unless what happens again and again is told: 历史上三成在五年内关闭.

    What moved by a figure, 年内上涨 20%, did so up to now.
    """
    where = (segment.start, segment.end)
    moved = passage.hits("movement", *where) and passage.quantities.within(*where)
    goes_on = "future" in passage.values("kind", passage.sentences[segment.sentence].start, segment.start)
    if period and moved and not goes_on and period.span.quote == INSIDE:
        return False
    return "habit" not in cues and _lies_ahead(passage, period) and not _under_way(passage, segment, period)


def _under_way(passage: Passage, segment: Segment, period: Period | None) -> bool:
    """Of a time that has begun it is told as going on: 今年供给愈发紧张, supply is getting worse in 2025."""
    start, published = period.start if period else None, passage.published
    if start is None or published is None or day(start) > published:
        return False
    if passage.sentences[segment.sentence].lang == "zh":
        return _GOING_ON.search(passage.text, segment.start, segment.end) is not None
    head = passage.predicate(segment)
    helpers = {child.lower for child in head.children if child.dep in AUXILIARIES}
    return head.tag == "VBG" and head.lower != "going" and bool(helpers & BEING)


def _lies_ahead(passage: Passage, period: Period | None) -> bool:
    """It begins after the article was published, is a deadline that had not come, or a year that had hardly begun."""
    if period is None or passage.published is None:
        return False
    first, last = period.start or period.end, period.end
    if first is None or last is None:
        return False
    if day(first) > passage.published:
        return True
    if period.span.quote == INSIDE and day(last) > passage.published:
        return True
    left = (day(last) - passage.published) / max(day(last) - day(first), ONE_DAY)
    if day(first) == passage.published:
        return day(last) > passage.published + ONE_DAY
    return period.grain in LONG and not is_now(period) and left >= MOSTLY
