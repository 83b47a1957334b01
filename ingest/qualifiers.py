"""How a proposition is meant: affirmed or negated, how sure, and of which kind."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, NamedTuple

from ingest.changes import Change
from ingest.lexicons import words
from ingest.matcher import Hit
from ingest.passage import Passage
from ingest.sentences import Segment
from ingest.timing import day

if TYPE_CHECKING:
    from kg.model import Modality, Period, Polarity

ONE_DAY = timedelta(days=1)
WEAKEST: tuple[Modality, ...] = ("conditional", "possible", "probable")
SIDE = 4  # characters that a cause and its effect need on either side of the word that links them
CONDITIONS = frozenset(words("conditions"))
PERFECT = frozenset({"has", "have", "'ve", "’ve"})
NEXT_NUMBER = 12  # characters in which a number follows the word that bounds it
HOLDINGS = frozenset({"allocation", "top_pick"})
COPULAS = frozenset({"is", "are", "'s", "’s"})
MARKS = frozenset({"mark", "advmod"})
REACH = {"zh": 14, "en": 60}  # characters from a negation to what it negates


class Reading(NamedTuple):
    """One qualifier and the words that told it."""

    value: str
    cues: tuple[Hit, ...] = ()


def polarity(passage: Passage, segment: Segment, told: tuple[Hit, ...]) -> Reading:
    """`negated` when an odd number of negations reach the words that carry the statement."""
    hits = [hit for hit in passage.hits("polarity", segment.start, segment.end) if hit.cue.value == "negated"]
    denied = _denied(passage, segment, hits)
    if denied:
        return Reading("negated", denied)
    free = [hit for hit in hits if not _consumed(passage, hit)]
    reach = REACH[passage.sentences[segment.sentence].lang]
    target = told[-1].start if told else None
    near = [h for h in free if target is None or (h.start <= target and target - h.end <= reach)]
    clause = [hit for hit in near if _same_clause(passage.text, hit, target)]
    value: Polarity = "negated" if len(clause) % 2 else "affirmed"
    return Reading(value, tuple(clause))


def _denied(passage: Passage, segment: Segment, hits: list[Hit]) -> tuple[Hit, ...]:
    """The negation of the English predicate itself: cannot carry, does not expect."""
    sentence = passage.sentences[segment.sentence]
    if sentence.lang != "en":
        return ()
    head = passage.predicate(segment)
    places = {sentence.start + child.start for child in head.children if child.dep == "neg"}
    return tuple(hit for hit in hits if any(hit.start <= place < hit.end for place in places))[:1]


def _consumed(passage: Passage, hit: Hit) -> bool:
    """Part of a bound (不到 5%) or of a word that already says where things go (不会改变)."""
    moves = passage.hits("movement", max(0, hit.start - 1), hit.end + 4)
    bounds = passage.quantities.within(max(0, hit.start - 2), hit.end + 30)
    covers = [(move.start, move.end) for move in moves] + [(bound.start, bound.end) for bound in bounds]
    return any(start <= hit.start and hit.end <= end for start, end in covers)


def _same_clause(text: str, hit: Hit, target: int | None) -> bool:
    return target is None or not any(mark in text[hit.end : target] for mark in ("，", "；", "。", ";", ", "))


def modality(passage: Passage, segment: Segment) -> Reading:
    """The weakest commitment told; a condition counts also in the words before the proposition."""
    hits = [hit for hit in passage.hits("modality", segment.frame.start, segment.end) if not _counts(passage, hit)]
    if _conditioned(passage, segment):
        return Reading("conditional", tuple(hit for hit in hits if hit.cue.value == "conditional"))
    for value in WEAKEST:
        cues = tuple(
            hit for hit in hits if hit.cue.value == value and (hit.end > segment.start or value == "conditional")
        )
        if cues:
            return Reading(value, cues)
    return Reading("certain")


def _counts(passage: Passage, hit: Hit) -> bool:
    """只有 12 倍: it sets a bound, no condition."""
    return hit.cue.has("counts") and bool(passage.quantities.within(hit.end, hit.end + NEXT_NUMBER))


def _conditioned(passage: Passage, segment: Segment) -> bool:
    """An English clause of condition hangs on the predicate: if, unless, once."""
    if passage.sentences[segment.sentence].lang != "en":
        return False
    head = passage.predicate(segment)
    clauses = (child for child in head.children if child.dep == "advcl")
    return any(word.lower in CONDITIONS for clause in clauses for word in clause.children if word.dep in MARKS)


def kind(passage: Passage, segment: Segment, period: Period | None, change: Change) -> Reading:
    """The first that fits: prediction, recommendation, causal, assertion, opinion."""
    cues = _by_value(passage, segment)
    if _advises(passage, segment, cues, change):
        return Reading("recommendation", cues.get("recommendation", ())[:1])
    ahead = _ahead(passage, segment, cues, period)
    if ahead is not None:
        return Reading("prediction", ahead)
    if "recommendation" in cues:
        return Reading("recommendation", cues["recommendation"][:1])
    links = [hit for hit in cues.get("causal", ()) if _links(segment, hit)]
    if links:
        return Reading("causal", tuple(links[:1]))
    if _checkable(passage, segment, cues, period):
        return Reading("assertion", cues.get("past", ())[:1])
    return Reading("opinion", (*cues.get("opinion", ()), *cues.get("weighing", ()))[:1])


def _advises(passage: Passage, segment: Segment, cues: dict[str, tuple[Hit, ...]], change: Change) -> bool:
    """The writer says what he would hold: we would buy, 我们会加仓."""
    holds = change.metric in HOLDINGS and "future" in cues
    return holds and "author" in passage.values("speech", segment.subject.start, segment.subject.end)


def _ahead(
    passage: Passage, segment: Segment, cues: dict[str, tuple[Hit, ...]], period: Period | None
) -> tuple[Hit, ...] | None:
    """The cues of a statement about what was to come when it was made; None when it is none."""
    strong = tuple(hit for hit in cues.get("future", ()) if not hit.cue.has("weak"))
    weak = tuple(hit for hit in cues.get("future", ()) if hit.cue.has("weak"))
    modal = passage.hits("modality", segment.start, segment.end)
    conditions = [hit for hit in modal if hit.cue.value == "conditional" and not _counts(passage, hit)]
    over = "past" in cues or past_tense(passage, segment)
    if strong and ("habit" not in cues or _lies_ahead(passage, period)):
        return strong[:1]
    if not over and (weak or conditions or _lies_ahead(passage, period)):
        return (*weak, *conditions)[:1]
    return None


def past_tense(passage: Passage, segment: Segment) -> bool:
    """The English predicate is in the past."""
    if passage.sentences[segment.sentence].lang != "en":
        return False
    head = passage.predicate(segment)
    auxiliaries = [child for child in head.children if child.dep in {"aux", "auxpass"}]
    if any(word.tag == "MD" for word in auxiliaries):
        return False
    finite = auxiliaries[0] if auxiliaries else head
    return finite.tag == "VBD" or (head.tag == "VBN" and finite.lower in PERFECT)


def _checkable(passage: Passage, segment: Segment, cues: dict[str, tuple[Hit, ...]], period: Period | None) -> bool:
    """Measured, dated, told as done, or at least not weighed."""
    if passage.quantities.within(segment.start, segment.end) or period is not None:
        return True
    if "opinion" in cues:
        return False
    return "past" in cues or past_tense(passage, segment) or not ("weighing" in cues or _equates(passage, segment))


def _equates(passage: Passage, segment: Segment) -> bool:
    """The predicate is no more than `is`."""
    if passage.sentences[segment.sentence].lang == "en":
        return passage.predicate(segment).lower in COPULAS
    return passage.text.startswith("是", segment.subject.end)


def _by_value(passage: Passage, segment: Segment) -> dict[str, tuple[Hit, ...]]:
    found: dict[str, tuple[Hit, ...]] = {}
    for hit in passage.hits("kind", segment.frame.start, segment.end):
        if hit.end > segment.start or hit.cue.value == "opinion":
            found[hit.cue.value] = (*found.get(hit.cue.value, ()), hit)
    return found


def _lies_ahead(passage: Passage, period: Period | None) -> bool:
    """It begins after the article was published, or is a deadline that had not come."""
    if period is None or passage.published is None:
        return False
    first, last = period.start or period.end, period.end
    if first is None:
        return False
    running = day(first) == passage.published and last is not None and day(last) > passage.published + ONE_DAY
    return running or day(first) > passage.published


def _links(segment: Segment, hit: Hit) -> bool:
    return hit.start - segment.start >= SIDE and segment.end - hit.end >= SIDE
