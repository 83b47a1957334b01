"""That one thing brings about another, and both are there."""

from __future__ import annotations

from ingest import foreseen
from ingest.foreseen import SUBJECTS, Cues
from ingest.lexicons import words
from ingest.matcher import Hit
from ingest.passage import Passage
from ingest.sentences import Segment

MARKS_OF_END = '。！!」”" '
BEING = frozenset({"is", "are", "'s", "’s", "was", "were"})
SIDE = {"zh": 2, "en": 4}  # characters that a cause and its effect need on either side of the word that links them
UNDER, REACH = "受", 24  # what a Chinese effect stands under, and characters to the word that ends it
NEXT = 3  # characters in which a sum follows the verb that yields it
CLEFT = {"zh": words("cleft_openings"), "en": ("what ",)}
THAT_IS = ("的，是", "的是", "的，不是", "的不是", "的，并不是", "的并不是", "的，正是", "的正是", "的，其实是")
DOING = frozenset({"did", "does", "doing"})
PASSIVE = frozenset({"auxpass"})
OBJECTS = frozenset({"dobj", "prep"})
ACTORS = frozenset({"it", "he", "she", "they", "we", "i", "you", "who", "which"})


def linking(passage: Passage, segment: Segment, cues: Cues, acts: bool) -> tuple[Hit, ...]:
    """The word that links a cause to its effect; `acts` tells that the subject is someone who does things."""
    return tuple(hit for hit in cues.get("causal", ()) if _links(passage, segment, hit, acts))[:1]


def reasons(passage: Passage, segment: Segment, cues: Cues) -> tuple[Hit, ...]:
    """The words that open a reason for what the clause before says: 主因是投资人担心关税."""
    side = SIDE[passage.sentences[segment.sentence].lang]
    causal = cues.get("causal", ())
    found = [hit for hit in causal if hit.cue.has("reason") and hit.start - segment.start <= NEXT]
    return tuple(hit for hit in found if segment.end - hit.end >= side)[:1]


def cleft(passage: Passage, segment: Segment, cues: Cues) -> bool:
    """What brought it about is set behind: what drove prices was copper, 让价格崩下来的是卫星."""
    lang = passage.sentences[segment.sentence].lang
    if lang == "en" and _is_what(passage, segment, cues):
        return True
    said = passage.text[segment.start : segment.end].lower()
    if not said.startswith(CLEFT[lang]):
        return False
    if lang == "zh":
        return any(mark in said for mark in THAT_IS)
    head = passage.predicate(segment)
    verb = next((child for child in head.children if child.dep == "csubj"), None)
    base = passage.sentences[segment.sentence].start
    return verb is not None and any(hit.start == base + verb.start for hit in cues.get("causal", ()))


def _is_what(passage: Passage, segment: Segment, cues: Cues) -> bool:
    """What brought it about is said to be what did it: higher rates are what broke the market."""
    head, base = passage.predicate(segment), passage.sentences[segment.sentence].start
    told = {hit.start - base for hit in cues.get("causal", ())}
    clauses = [child for child in head.children if child.dep in {"ccomp", "attr"} and child.tag[:2] == "VB"]
    whats = (each for each in clauses if any(word.lower == "what" for word in each.children))
    return head.lower in BEING and any(each.lower in DOING or each.start in told for each in whats)


def _links(passage: Passage, segment: Segment, hit: Hit, acts: bool) -> bool:
    """Something stands on either side, or a comma parts the cause that it opens from what follows."""
    if hit.cue.has("closes"):
        return "是" in passage.text[segment.start : hit.start] and ends(passage, segment, hit)
    if hit.cue.has("names"):
        return any(word.lower in BEING for word in passage.words(segment.start, segment.end))
    return _under(passage, segment, hit) or _beside(passage, segment, hit, acts)


def _beside(passage: Passage, segment: Segment, hit: Hit, acts: bool) -> bool:
    """There is room for a cause and an effect on either side, or the cause is the clause before."""
    side = SIDE[passage.sentences[segment.sentence].lang]
    if hit.cue.has("under") or segment.end - hit.end < side:
        return False
    if hit.cue.has("event") and (acts or not _happens(passage, segment, hit)):
        return False
    opens = any(mark in passage.text[hit.end : segment.end] for mark in ("，", ", "))
    if hit.start - segment.start >= side or (hit.cue.has("opens") and opens):
        return True
    return _goes_on(passage, segment, hit)


def _goes_on(passage: Passage, segment: Segment, hit: Hit) -> bool:
    """The cause is the Chinese clause before, in the same sentence: 专利到期，使得资产抢手."""
    sentence = passage.sentences[segment.sentence]
    if sentence.lang == "en" or hit.cue.has("opens") or hit.cue.has("reason"):
        return False
    return passage.text.endswith("，", sentence.start, segment.start)


def _under(passage: Passage, segment: Segment, hit: Hit) -> bool:
    """What it stands under is told: 毛利率受原料涨价拖累, 受关税影响，订单减少."""
    if not (hit.cue.has("under") or hit.cue.has("event") or hit.cue.has("moves")):
        return False
    place = passage.text.rfind(UNDER, max(segment.start, hit.start - REACH), hit.start)
    if place < 0 or "，" in passage.text[place : hit.start]:
        return False
    return place - segment.start >= SIDE["zh"] or segment.end - hit.end > SIDE["zh"]


def _happens(passage: Passage, segment: Segment, hit: Hit) -> bool:
    """What it does it does to something, not to a number; in English it is the predicate."""
    sentence = passage.sentences[segment.sentence]
    if sentence.lang == "zh":
        return not (hit.cue.has("yields") and passage.quantities.touching(hit.end, hit.end + NEXT))
    head = passage.predicate(segment)
    if head.start != hit.start - sentence.start or foreseen.has(head, PASSIVE):
        return False
    subject = next((child for child in head.children if child.dep in SUBJECTS), None)
    objects = [child for child in head.children if child.dep in OBJECTS]
    ends = ((word, word.last if word.dep == "prep" else word) for word in objects)
    places = ((sentence.start + word.first.start, sentence.start + last.end) for word, last in ends)
    measured = all(passage.quantities.within(*place) for place in places)
    return bool(objects) and not measured and subject is not None and subject.lower not in ACTORS


def ends(passage: Passage, segment: Segment, hit: Hit) -> bool:
    """Nothing but marks stands between it and the end of the clause."""
    return not passage.text[hit.end : segment.end].strip(MARKS_OF_END)
