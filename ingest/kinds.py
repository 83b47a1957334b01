"""Of which kind a proposition is: prediction, recommendation, causal, assertion or opinion."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ingest import causes, foreseen
from ingest.changes import Change
from ingest.foreseen import SUBJECTS, Cues
from ingest.lexicons import words
from ingest.matcher import Hit
from ingest.passage import Passage
from ingest.qualifiers import (
    Reading,
    past_tense,
    suggests,
)
from ingest.sentences import Segment

if TYPE_CHECKING:
    from ingest.parse import Word
    from kg.model import Period

OPENING = 4  # Chinese characters before a verb that leave no room for a subject
ITEM = 10  # characters of a holding and its share
HELD = frozenset(words("held"))
SHARES = frozenset({"%", "x", "USD", "year", "month", "share"})  # units of a part of a holding, and of what it costs
FRAMED = 6  # characters of an opening that frames what follows: 在我看来，…
FRAMING = frozenset({"opinion", "habit"})  # what counts also in the words before a proposition
HOLDINGS = frozenset({"allocation", "top_pick"})
COPULAS = frozenset({"is", "are", "'s", "’s"})
LINKING = frozenset(words("linking_verbs"))
EQUATING = words("equating")
ORDERING = (".", "!", ".”", '."', ".)")
LEADING = frozenset({"advcl", "advmod", "cc", "punct", "neg", "prep", "npadvmod", "intj"})
IDLE = frozenset(words("idle_orders"))
DECIDING = frozenset(words("deciding"))
WEIGHED = frozenset({"acomp", "attr", "oprd"})
WHERE = frozenset({"in", "at", "on", "under", "over", "out", "off", "up", "down", "behind", "ahead", "between"})


def kind(passage: Passage, segment: Segment, period: Period | None, change: Change, acts: bool) -> Reading:
    """The first that fits; `acts` tells that the subject is someone who does things, not something that happens."""
    cues = _by_value(passage, segment)
    if suggests(passage, segment):
        return Reading("opinion", cues.get("rhetorical", ())[:1])
    advice = _advice(passage, segment, cues, change)
    if advice is not None:
        return Reading("recommendation", advice)
    reasons = causes.reasons(passage, segment, cues)
    ahead = None if reasons else foreseen.ahead(passage, segment, cues, period)
    if ahead is not None:
        return Reading("prediction", ahead)
    links = reasons or causes.linking(passage, segment, cues, acts)
    if links or causes.cleft(passage, segment, cues):
        return Reading("causal", links)
    if _checkable(passage, segment, cues, period):
        return Reading("assertion", cues.get("past", ())[:1])
    return Reading("opinion", (*cues.get("opinion", ()), *cues.get("weighing", ()))[:1])


def _by_value(passage: Passage, segment: Segment) -> Cues:
    found: Cues = {}
    opening = passage.sentences[segment.sentence].start
    first = opening if segment.frame.start - opening <= FRAMED else segment.frame.start
    for hit in passage.hits("kind", opening, segment.end):
        if hit.start < first and hit.cue.value != "habit":
            continue
        if hit.end > segment.start or hit.cue.value in FRAMING:
            found[hit.cue.value] = (*found.get(hit.cue.value, ()), hit)
    return found


# -- recommendation


def _advice(passage: Passage, segment: Segment, cues: Cues, change: Change) -> tuple[Hit, ...] | None:
    """What tells the reader what to do, or how the writer allocates; None when nothing does."""
    own = _of_author(passage, segment)
    if own and change.metric in HOLDINGS and "future" in cues:  # we would buy
        return cues["future"][:1]
    found = tuple(hit for hit in cues.get("recommendation", ()) if _counsels(passage, segment, hit, own=own))
    found = found or _obliges(passage, segment)
    if found or _bids(passage, segment):
        return found[:1]
    return _listed(passage, segment) if change.metric in HOLDINGS else None


def _obliges(passage: Passage, segment: Segment) -> tuple[Hit, ...]:
    """What those who decide should do: regulators should publish the list, 政府应该放宽限制."""
    hits = (hit for hit in passage.hits("modality", segment.start, segment.end) if hit.cue.has("advises"))
    return tuple(hit for hit in hits if passage.word_before(hit.start).lower() in DECIDING)[:1]


def _bids(passage: Passage, segment: Segment) -> bool:
    """An English order that opens its sentence, or follows an opening clause: If you own it, sleep well."""
    sentence = passage.sentences[segment.sentence]
    if sentence.lang != "en" or not passage.text[sentence.start : sentence.end].endswith(ORDERING):
        return False
    head = passage.predicate(segment)
    if head.tag != "VB" or head.dep != "ROOT" or head.lower in IDLE or foreseen.has(head, SUBJECTS):
        return False
    before = [child for child in head.children if child.index < head.index]
    return all(child.dep in LEADING or child.lower == "do" for child in before)


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
        ordered = hit.cue.has("orders") and _orders(passage, segment, hit)
        return own or ordered or (passage.sentences[segment.sentence].lang == "zh" and _opens(passage, segment, hit))
    if hit.cue.has("rates"):
        return any(other.cue.value == hit.cue.value for other in passage.hits("kind", hit.end, segment.end))
    if hit.cue.has("closes"):
        return causes.ends(passage, segment, hit)
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
    if passage.text[hit.end : hit.end + 1] == "-":
        return False
    if hit.start <= segment.start and passage.text[hit.start].isupper():
        words = passage.words(hit.start, hit.end)
        return not words or words[-1].dep not in {"amod", "compound"}
    return start + head.start == hit.start and head.tag in {"VB", "VBP"} and not foreseen.has(head, SUBJECTS)


def _of_author(passage: Passage, segment: Segment) -> bool:
    return "author" in passage.values("speech", segment.subject.start, segment.subject.end)


# -- assertion or opinion


def _checkable(passage: Passage, segment: Segment, cues: Cues, period: Period | None) -> bool:
    """Measured, dated, told as done, or at least not weighed."""
    if passage.quantities.within(segment.start, segment.end) or period is not None:
        return True
    if "opinion" in cues:
        return False
    return (
        "past" in cues
        or past_tense(passage, segment)
        or not ("weighing" in cues or ("identity" not in cues and _equates(passage, segment)))
    )


def _placed(word: Word) -> bool:
    """It tells how or where something is, rather than what: is flat, is in full production."""
    return word.dep == "acomp" or (word.dep == "prep" and word.lower in WHERE)


def _equates(passage: Passage, segment: Segment) -> bool:
    """The predicate is no more than `is`."""
    if passage.sentences[segment.sentence].lang == "en":
        head = passage.predicate(segment)
        moves = passage.hits("movement", segment.start, segment.end)
        weighed = head.lower in LINKING and foreseen.has(head, WEIGHED) and not moves
        return (head.lower in COPULAS and not any(_placed(child) for child in head.children)) or weighed
    return passage.text.startswith(EQUATING, segment.subject.end)
