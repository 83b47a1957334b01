"""Of which kind a proposition is: prediction, recommendation, causal, assertion or opinion."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from ingest import topics
from ingest.changes import Change
from ingest.lexicons import words
from ingest.matcher import Hit
from ingest.passage import Passage
from ingest.qualifiers import (
    PERFECT,
    Reading,
    conditioned,
    conditions,
    in_main_clause,
    past_tense,
    suggests,
)
from ingest.sentences import Segment
from ingest.timing import day, is_now

if TYPE_CHECKING:
    from ingest.parse import Word
    from kg.model import Period

ONE_DAY = timedelta(days=1)
MOSTLY = 0.75  # of a running year that must be left for a figure of that year to be a forecast
SIDE = {"zh": 2, "en": 4}  # characters that a cause and its effect need on either side of the word that links them
NEXT = 3  # characters in which a sum follows the verb that yields it
OPENING = 4  # Chinese characters before a verb that leave no room for a subject
LONG = frozenset({"year", "half"})
ITEM = 10  # characters of a holding and its share
HELD = frozenset(words("held"))
SHARES = frozenset({"%", "x", "USD", "year", "month", "share"})  # units of a part of a holding, and of what it costs
CLEFT = {"zh": words("cleft_openings"), "en": ("what ",)}
THAT_IS = ("的，是", "的是", "的，不是", "的不是", "的，并不是", "的并不是", "的，正是", "的正是", "的，其实是")
HOLDINGS = frozenset({"allocation", "top_pick"})
SETTING = words("setting_to")
COPULAS = frozenset({"is", "are", "'s", "’s"})
LASTING = frozenset({"remain", "remains", "look", "looks", "seem", "seems", "feel", "feels", "sound", "sounds"})
MAY = frozenset({"may", "might", "could", "should"})
OUTCOMES = frozenset(words("outcomes"))
STATES = frozenset(words("states"))
EQUATING = words("equating")
VERBAL = frozenset({"v", "a", "ad", "d", "p", "vd"})  # tags of what follows 将 where it tells the future
EQUATING_ALONE = ("不是", "就是说")
SUBJECTS = frozenset({"nsubj", "nsubjpass", "csubj", "expl"})
PASSIVE = frozenset({"auxpass"})
OBJECTS = frozenset({"dobj", "prep"})
ACTORS = frozenset({"it", "he", "she", "they", "we", "i", "you", "who", "which"})
NEGATION = frozenset({"neg"})
WEIGHED = frozenset({"acomp", "attr", "oprd"})

Cues = dict[str, tuple[Hit, ...]]


def kind(passage: Passage, segment: Segment, period: Period | None, change: Change, acts: bool) -> Reading:
    """The first that fits; `acts` tells that the subject is someone who does things, not something that happens."""
    cues = _by_value(passage, segment)
    if suggests(passage, segment):
        return Reading("opinion", cues.get("rhetorical", ())[:1])
    advice = _advice(passage, segment, cues, change)
    if advice is not None:
        return Reading("recommendation", advice)
    reasons = _reasons(passage, segment, cues)
    ahead = None if reasons else _ahead(passage, segment, cues, period)
    if ahead is not None:
        return Reading("prediction", ahead)
    links = reasons or _linking(passage, segment, cues, acts)
    if links or _cleft(passage, segment, cues):
        return Reading("causal", links)
    if _checkable(passage, segment, cues, period):
        return Reading("assertion", cues.get("past", ())[:1])
    return Reading("opinion", (*cues.get("opinion", ()), *cues.get("weighing", ()))[:1])


def _linking(passage: Passage, segment: Segment, cues: Cues, acts: bool) -> tuple[Hit, ...]:
    return tuple(hit for hit in cues.get("causal", ()) if _links(passage, segment, hit, acts))[:1]


def _by_value(passage: Passage, segment: Segment) -> Cues:
    found: Cues = {}
    for hit in passage.hits("kind", segment.frame.start, segment.end):
        if hit.end > segment.start or hit.cue.value == "opinion":
            found[hit.cue.value] = (*found.get(hit.cue.value, ()), hit)
    return found


# -- recommendation


def _advice(passage: Passage, segment: Segment, cues: Cues, change: Change) -> tuple[Hit, ...] | None:
    """What tells the reader what to do, or how the writer allocates; None when nothing does."""
    own = _of_author(passage, segment)
    if own and change.metric in HOLDINGS and "future" in cues:  # we would buy
        return cues["future"][:1]
    found = tuple(hit for hit in cues.get("recommendation", ()) if _counsels(passage, segment, hit, own=own))
    return found[:1] or (_listed(passage, segment) if change.metric in HOLDINGS else None)


def _listed(passage: Passage, segment: Segment) -> tuple[Hit, ...] | None:
    """One of a Chinese list of holdings, with its share: 持股：奇鋐三成."""
    sentence = passage.sentences[segment.sentence]
    shares = [item.value.unit for item in passage.quantities.within(segment.start, segment.end)]
    if sentence.lang == "en" or shares != ["%"] or segment.end - segment.start > ITEM:
        return None
    block = passage.blocks[sentence.block]
    places = [(passage.before(segment).start, segment.start)]
    places += [
        (passage.blocks[nth].start, passage.blocks[nth].end) for nth in (block.heading, block.lead) if nth is not None
    ]
    told = (hit for place in places for hit in passage.hits("kind", *place))
    return next(((hit,) for hit in told if hit.cue.value == "recommendation" and hit.cue.has("own")), None)


def _counsels(passage: Passage, segment: Segment, hit: Hit, *, own: bool) -> bool:
    """`own` words count of the writer or of nobody, `bare` ones as an order, `rates` before a rating.

    Where the writer deals in what is named, `deal` and `bare` ones do: we sold Adobe.
    """
    if own and (hit.cue.has("deal") or hit.cue.has("bare")) and _deals(passage, segment, hit):
        return True
    if hit.cue.has("deal"):
        return False
    if hit.cue.has("own"):
        return own or (passage.sentences[segment.sentence].lang == "zh" and _opens(passage, segment, hit))
    if hit.cue.has("rates"):
        return any(other.cue.value == hit.cue.value for other in passage.hits("kind", hit.end, segment.end))
    return not hit.cue.has("bare") or _orders(passage, segment, hit)


def _deals(passage: Passage, segment: Segment, hit: Hit) -> bool:
    """The English predicate is the verb at the hit; a company or a holding stands behind it, not a count of things."""
    if passage.sentences[segment.sentence].lang != "en" or _says_at(passage, segment, hit) is None:
        return False
    where = (hit.end, segment.end)
    held = any(word.lower in HELD for word in passage.words(*where))
    counted = any(item.value.unit not in SHARES for item in passage.quantities.within(*where))
    named = any(name.entity[:1].isupper() for name in passage.names.within(*where))
    return (held or named) and not counted


def _says_at(passage: Passage, segment: Segment, hit: Hit) -> Word | None:
    """The predicate, or a verb beside it, that stands at the hit."""
    head, start = passage.predicate(segment), passage.sentences[segment.sentence].start
    verbs = (head, *(child for child in head.children if child.dep in {"conj", "xcomp"}))
    return next((verb for verb in verbs if start + verb.start == hit.start), None)


def _opens(passage: Passage, segment: Segment, hit: Hit) -> bool:
    """It begins a Chinese clause: there is no room for a subject."""
    clause = passage.text.rfind("，", segment.start, hit.start) + 1 or segment.start
    return hit.start - clause <= OPENING and "source" not in passage.values("speech", clause, hit.start)


def _orders(passage: Passage, segment: Segment, hit: Hit) -> bool:
    """The English verb at the hit is the predicate, has no subject and stands in the base form."""
    head, start = passage.predicate(segment), passage.sentences[segment.sentence].start
    if hit.start <= segment.start and passage.text[hit.start].isupper():
        return True
    return start + head.start == hit.start and head.tag in {"VB", "VBP"} and not _has(head, SUBJECTS)


def _of_author(passage: Passage, segment: Segment) -> bool:
    return "author" in passage.values("speech", segment.subject.start, segment.subject.end)


# -- prediction


def _ahead(passage: Passage, segment: Segment, cues: Cues, period: Period | None) -> tuple[Hit, ...] | None:
    """The cues of a statement about what was to come when it was made; None when it is none."""
    future = [hit for hit in cues.get("future", ()) if in_main_clause(passage, segment, hit)]
    strong = tuple(hit for hit in future if not hit.cue.has("weak") and not _otherwise(passage, segment, hit))
    weak = tuple(hit for hit in future if hit.cue.has("weak"))
    figures = tuple(hit for hit in weak if hit.cue.has("figure") and _set_to(passage, segment, hit))
    if foreseen := figures or _headed(passage, segment):
        return foreseen[:1]
    if _over(passage, segment):
        return None
    if strong and ("habit" not in cues or _lies_ahead(passage, period)):
        return strong[:1]
    if any(not _bracketed(passage, segment, hit) for hit in cues.get("past", ())) or past_tense(passage, segment):
        return None
    weak = weak or _led(passage, segment)
    supposed = conditions(passage, segment)
    depends = "reckoning" not in cues and (supposed or conditioned(passage, segment))
    if weak or depends or _may_happen(passage, segment) or _lies_ahead(passage, period):
        return (*weak, *supposed)[:1]
    return None


def _led(passage: Passage, segment: Segment) -> tuple[Hit, ...]:
    """The forecast that opens a Chinese sentence and reaches to a further figure: 预计营收增 8%，毛利率维持在 31%."""
    sentence = passage.sentences[segment.sentence]
    where = (segment.start, segment.end)
    figure = passage.quantities.within(*where) and not passage.periods.within(*where)
    if sentence.lang == "en" or not figure or "contrast" in passage.values("connective", *where):
        return ()
    hits = passage.hits("kind", sentence.start, segment.start)
    settled = any(hit.cue.value == "past" for hit in hits)
    return () if settled else tuple(hit for hit in hits if hit.cue.has("weak") and not hit.cue.has("figure"))[:1]


def _bracketed(passage: Passage, segment: Segment, hit: Hit) -> bool:
    """Said in brackets: (previously £730m)."""
    before = passage.text[segment.start : hit.start]
    return any(before.count(left) > before.count(right) for left, right in ("()", "（）"))


def _otherwise(passage: Passage, segment: Segment, hit: Hit) -> bool:
    """Chinese 将 that stands for 把 (将目标下调), or 会 of somebody who can (缺会写代码的人)."""
    if passage.sentences[segment.sentence].lang == "en":
        return False
    word = passage.text[hit.start : hit.end]
    if word == "将":
        own, then = [*passage.words(hit.start, segment.end)[:2], None, None][:2]
        return own is not None and own.tag == "p" and then is not None and then.tag not in VERBAL
    clause = passage.text[hit.end : segment.end].partition("，")[0]
    describes = "的" in clause[:-1] and passage.tag_before(hit.start) == "v"
    return word == "会" and describes and not passage.text[segment.start : hit.start].endswith(EQUATING_ALONE)


def _set_to(passage: Passage, segment: Segment, hit: Hit) -> bool:
    """A target or forecast is set to a figure: guidance of $43bn, 目标价上调至 200 美元."""
    figures = passage.quantities.within(hit.end, segment.end)
    return any(passage.text.endswith(SETTING, hit.end, figure.start) for figure in figures)


def _headed(passage: Passage, segment: Segment) -> tuple[Hit, ...]:
    """The word by which the head of its column says that it is a forecast: 2027 年（预估）."""
    place = topics.head(passage, segment)
    hits = passage.hits("kind", place.start, place.end) if place else []
    return tuple(hit for hit in hits if hit.cue.value == "future")[:1]


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
    auxiliaries = [child.lower for child in head.children if child.dep == "aux"]
    if head.lower == "be" and MAY & set(auxiliaries) and _outcome(passage, segment):
        return True
    if head.tag != "VB" or PERFECT & set(auxiliaries) or ("could" in auxiliaries and _has(head, NEGATION)):
        return False
    return (bool(MAY & set(auxiliaries)) and head.lower not in STATES) or ("to" in auxiliaries and _has(head, SUBJECTS))


def _outcome(passage: Passage, segment: Segment) -> bool:
    """It names who may win or lose: the losers may be the lenders."""
    return any(word.lower in OUTCOMES for word in passage.words(segment.start, segment.end))


def _has(word: Word, kinds: frozenset[str]) -> bool:
    return any(child.dep in kinds for child in word.children)


def _lies_ahead(passage: Passage, period: Period | None) -> bool:
    """It begins after the article was published, is a deadline that had not come, or a year that had hardly begun."""
    if period is None or passage.published is None:
        return False
    first, last = period.start or period.end, period.end
    if first is None or last is None:
        return False
    if day(first) > passage.published:
        return True
    left = (day(last) - passage.published) / max(day(last) - day(first), ONE_DAY)
    if day(first) == passage.published:
        return day(last) > passage.published + ONE_DAY
    return period.grain in LONG and not is_now(period) and left >= MOSTLY


# -- causal


def _reasons(passage: Passage, segment: Segment, cues: Cues) -> tuple[Hit, ...]:
    """The words that open a reason for what the clause before says: 主因是投资人担心关税."""
    side = SIDE[passage.sentences[segment.sentence].lang]
    causal = cues.get("causal", ())
    found = [hit for hit in causal if hit.cue.has("reason") and hit.start - segment.start <= NEXT]
    return tuple(hit for hit in found if segment.end - hit.end >= side)[:1]


def _cleft(passage: Passage, segment: Segment, cues: Cues) -> bool:
    """What brought it about is set behind: what drove prices was copper, 让价格崩下来的是卫星."""
    lang = passage.sentences[segment.sentence].lang
    said = passage.text[segment.start : segment.end].lower()
    if not said.startswith(CLEFT[lang]):
        return False
    if lang == "zh":
        return any(mark in said for mark in THAT_IS)
    head = passage.predicate(segment)
    verb = next((child for child in head.children if child.dep == "csubj"), None)
    base = passage.sentences[segment.sentence].start
    return verb is not None and any(hit.start == base + verb.start for hit in cues.get("causal", ()))


def _links(passage: Passage, segment: Segment, hit: Hit, acts: bool) -> bool:
    """Something stands on either side, or a comma parts the cause that it opens from what follows."""
    side = SIDE[passage.sentences[segment.sentence].lang]
    if segment.end - hit.end < side or (hit.cue.has("event") and (acts or not _happens(passage, segment, hit))):
        return False
    opens = any(mark in passage.text[hit.end : segment.end] for mark in ("，", ", "))
    return hit.start - segment.start >= side or (hit.cue.has("opens") and opens)


def _happens(passage: Passage, segment: Segment, hit: Hit) -> bool:
    """What it does it does to something, not to a number; in English it is the predicate."""
    sentence = passage.sentences[segment.sentence]
    if sentence.lang == "zh":
        return not (hit.cue.has("yields") and passage.quantities.touching(hit.end, hit.end + NEXT))
    head = passage.predicate(segment)
    if head.start != hit.start - sentence.start or _has(head, PASSIVE):
        return False
    subject = next((child for child in head.children if child.dep in SUBJECTS), None)
    objects = [child for child in head.children if child.dep in OBJECTS]
    ends = ((word, word.last if word.dep == "prep" else word) for word in objects)
    places = ((sentence.start + word.first.start, sentence.start + last.end) for word, last in ends)
    measured = any(passage.quantities.within(*place) for place in places)
    return bool(objects) and not measured and subject is not None and subject.lower not in ACTORS


# -- assertion or opinion


def _checkable(passage: Passage, segment: Segment, cues: Cues, period: Period | None) -> bool:
    """Measured, dated, told as done, or at least not weighed."""
    if passage.quantities.within(segment.start, segment.end) or period is not None:
        return True
    if "opinion" in cues:
        return False
    return "past" in cues or past_tense(passage, segment) or not ("weighing" in cues or _equates(passage, segment))


def _equates(passage: Passage, segment: Segment) -> bool:
    """The predicate is no more than `is`."""
    if passage.sentences[segment.sentence].lang == "en":
        head = passage.predicate(segment)
        weighed = (
            head.lower in LASTING and _has(head, WEIGHED) and not passage.hits("movement", segment.start, segment.end)
        )
        return head.lower in COPULAS or weighed
    return passage.text.startswith(EQUATING, segment.subject.end)
