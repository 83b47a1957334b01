"""How a proposition is meant: affirmed or negated, and how sure."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, NamedTuple

from ingest import cells
from ingest.lexicons import Cue, any_of, words
from ingest.matcher import Hit
from ingest.passage import Passage
from ingest.segments_en import SUPPOSING, inverted, opened
from ingest.sentences import Segment
from ingest.timing import day

if TYPE_CHECKING:
    from ingest.parse import Word
    from kg.model import Modality

WEAKEST: tuple[Modality, ...] = ("conditional", "possible", "probable")
CONDITIONS = frozenset(words("conditions"))
DESCRIBING = frozenset({"relcl", "acl"})
BESIDE = DESCRIBING | {"advcl"}
GOVERNED = frozenset({"ccomp", "xcomp", "conj"})
SURE = ("MD", "VB", "RB", "JJ", "IN")  # tags of English words that tell how sure something is
PERFECT = frozenset({"has", "have", "'ve", "’ve"})
AUXILIARIES = frozenset({"aux", "auxpass"})
FINITE = frozenset({"VBZ", "VBP", "VBD", "MD"})
AS = frozenset({"那么", "这么", "那样", "这样", "那般", "这般"})  # what 没有 compares: 没有 A 那么强
DOUBTS = frozenset({"doubt", "doubts", "doubted"})
THINKING = frozenset(
    {"expect", "expects", "think", "thinks", "believe", "believes", "see", "sees", "forecast", "foresee"}
)
NEGATED = Cue("polarity", "negated")
CONTRAST = {"zh": ("而是", "而在"), "en": (" but ",)}
WONDERING = frozenset({"why", "how"})
MARKS = frozenset({"mark", "advmod"})
SUBJECT = frozenset({"nsubj", "nsubjpass"})
NO_GO = ("不行", "不可", "不成")  # what is left undone will not do
REACH = {"zh": 14, "en": 60}  # characters from a negation to what it negates
COMMAS = ("，", "；", "。", ";", ", ")
HELD = 8  # characters from what something is held against to what was expected
AGAINST = words("held_against_zh")
IS = "是"
WHENEVER = frozenset({"只要", "一旦", "如果", "每当"})
AWAITING, AFTER = ("等", "待", "直到", "直至"), ("再", "才")
UNREAL = any_of(words("unreal_zh"))
WOULD = frozenset({"would", "'d", "’d", "could", "might"})
WHOLE_DENIED = re.compile(rf"(?:{'|'.join(words('denied_whole'))})\b", re.IGNORECASE)
THEN = "才"  # what makes 只有 a condition


class Reading(NamedTuple):
    """One qualifier and the words that told it."""

    value: str
    cues: tuple[Hit, ...] = ()


def asks(passage: Passage, segment: Segment) -> bool:
    """It ends with a question mark."""
    sentence = passage.sentences[segment.sentence]
    return passage.text[segment.end : sentence.end].lstrip(" ”\"’」')）*_").startswith(("?", "？"))


def suggests(passage: Passage, segment: Segment) -> bool:
    """A question that suggests its answer: who says …?, isn't …?, 谁说…？"""
    if not asks(passage, segment):
        return False
    sentence = passage.sentences[segment.sentence]
    return "rhetorical" in passage.values("kind", sentence.start, segment.end) or _expects_yes(passage, segment)


def _expects_yes(passage: Passage, segment: Segment) -> bool:
    """An English question that begins with a negated auxiliary: isn't, doesn't."""
    first, second = [*passage.parses[segment.sentence].words[:2], None, None][:2]
    return first is not None and second is not None and first.tag in FINITE and second.dep == "neg"


def in_main_clause(passage: Passage, segment: Segment, hit: Hit) -> bool:
    """In English: not in a clause that describes a noun or sets a condition (robots that have no users)."""
    if passage.sentences[segment.sentence].lang == "zh":
        return True
    head, word = passage.predicate(segment), _word(passage, segment, hit)
    return word is None or not any(each.dep in DESCRIBING or _wonders(each) for each in _up_to(word, head))


def _wonders(verb: Word) -> bool:
    """An indirect question, below the predicate: (hard to see) why anyone would sell."""
    return verb.dep == "ccomp" and any(child.lower in WONDERING for child in verb.children)


def _word(passage: Passage, segment: Segment, hit: Hit) -> Word | None:
    start = passage.sentences[segment.sentence].start
    return next(iter(passage.parses[segment.sentence].between(hit.start - start, hit.end - start)), None)


def _up_to(word: Word, head: Word) -> Iterator[Word]:
    """The word and what it hangs on, below `head`."""
    for each in (word, *word.ancestors()):
        if each is head:
            return
        yield each


def past_tense(passage: Passage, segment: Segment) -> bool:
    """The English predicate is in the past."""
    if passage.sentences[segment.sentence].lang != "en":
        return False
    head = passage.predicate(segment)
    auxiliaries = [child for child in head.children if child.dep in AUXILIARIES]
    if any(word.tag == "MD" for word in auxiliaries):
        return counterfactual(passage, segment)
    finite = auxiliaries[0] if auxiliaries else head
    return finite.tag == "VBD" or (head.tag == "VBN" and finite.lower in PERFECT)


def counterfactual(passage: Passage, segment: Segment) -> bool:
    """What would have been and was not: sales would have risen, 否则利润早就转负了, 本来会亏损."""
    if passage.sentences[segment.sentence].lang == "zh":
        start = passage.sentences[segment.sentence].start
        return UNREAL.search(passage.text, start, segment.end) is not None
    head = passage.predicate(segment)
    auxiliaries = {child.lower for child in head.children if child.dep in AUXILIARIES}
    return head.tag == "VBN" and "have" in auxiliaries and bool(auxiliaries & WOULD)


def _awaits(passage: Passage, segment: Segment) -> bool:
    """What is to come first: 等美团盈利再考虑, 待良率稳定才扩产."""
    if passage.sentences[segment.sentence].lang != "zh":
        return False
    start = max(passage.text.rfind(mark, segment.frame.start, segment.end) for mark in "，；") + 1
    said = passage.text[max(start, segment.start) : segment.end]
    return said.startswith(AWAITING) and any(word in said for word in AFTER)


# -- polarity


def polarity(passage: Passage, segment: Segment, told: tuple[Hit, ...]) -> Reading:
    """`negated` when an odd number of negations reach the words that carry the statement."""
    found = [hit for hit in passage.hits("polarity", segment.start, segment.end) if hit.cue.value == "negated"]
    hits = [hit for hit in found if not _beside(passage, segment, hit) and not _contrasted(passage, segment, hit)]
    hits = [hit for hit in hits if not _second_of_pair(passage, segment, hit)]
    counted = _denied_whole(passage, segment, found, told) or _denied(passage, segment, hits)
    counted = counted or _reaching(passage, segment, hits, told)
    turned = suggests(passage, segment), _doubted(passage, segment), bool(counted) and _undone(passage, segment, told)
    odd = (len(counted) + sum(turned)) % 2
    return Reading("negated" if odd else "affirmed", tuple(counted))


def _denied_whole(passage: Passage, segment: Segment, hits: list[Hit], told: tuple[Hit, ...]) -> list[Hit]:
    """What is said as a whole is denied, and that itself may deny: it is not true that Intel has no customers."""
    opening = WHOLE_DENIED.match(passage.text, segment.start, segment.end)
    if opening is None:
        return []
    inside = [hit for hit in hits if hit.start >= opening.end()]
    return [*(hit for hit in hits if hit.start < opening.end())][:1] + _reaching(passage, segment, inside, told)


def _undone(passage: Passage, segment: Segment, told: tuple[Hit, ...]) -> bool:
    """What is denied must be: 不降价不行, cannot live without cutting prices."""
    first = min((hit.start for hit in told), default=segment.end)
    if passage.sentences[segment.sentence].lang == "en":
        said, without, rest = passage.text[segment.start : segment.end].partition(" without ")
        return bool(without) and len(said) < first - segment.start and rest.partition(" ")[0].endswith("ing")
    said = passage.text[segment.start : segment.end].rstrip("。！!」”")
    return said.endswith(NO_GO) and any(word in said[:-2] for word in ("不", "没"))


def _second_of_pair(passage: Passage, segment: Segment, hit: Hit) -> bool:
    """The "nor" of "neither": the two deny once."""
    before = passage.text[segment.start : hit.start].lower()
    return passage.text[hit.start : hit.end].lower() == "nor" and "neither" in before


def _doubted(passage: Passage, segment: Segment) -> bool:
    """The English verb on which it hangs says that it will not be: we doubt it will last."""
    if passage.sentences[segment.sentence].lang != "en":
        return False
    head = passage.predicate(segment)
    if head.dep == "ccomp" and head.head.lower in THINKING and any(w.lower == "longer" for w in head.head.children):
        return True
    return head.dep == "ccomp" and head.head.lower in DOUBTS and not any(w.dep == "neg" for w in head.head.children)


def _beside(passage: Passage, segment: Segment, hit: Hit) -> bool:
    """In words that only describe a noun, or in a condition: 没有收入的公司, 如果不降价."""
    if passage.sentences[segment.sentence].lang == "en":
        word, head = _word(passage, segment, hit), passage.predicate(segment)
        return word is not None and any(each.dep in BESIDE for each in _up_to(word, head))
    clause = max(passage.text.rfind(mark, segment.start, hit.start) for mark in COMMAS) + 1 or segment.start
    leading = passage.text.find("，", hit.end, segment.end) >= 0
    supposed = "conditional" in passage.values("modality", max(clause, segment.start), hit.start)
    return (leading and supposed) or (hit.cue.has("lacks") and _describes(passage, segment, hit))


def _describes(passage: Passage, segment: Segment, hit: Hit) -> bool:
    """What is lacked and 的 stand before the predicate: it tells which subject is meant."""
    if not segment.subject.start <= hit.start or hit.end > segment.subject.end:
        return False
    start = passage.sentences[segment.sentence].start
    between = passage.parses[segment.sentence].between(hit.end - start, segment.subject.end - start)
    return any(word.text == "的" for word in between) and not any(
        word.tag == "p" or word.text in AS for word in between
    )


def _reaching(passage: Passage, segment: Segment, hits: list[Hit], told: tuple[Hit, ...]) -> list[Hit]:
    """Those that stand before what they negate, near it and in its clause."""
    free = [hit for hit in hits if not _consumed(passage, hit)]
    moves = [hit.start for hit in told if hit.cue.layer == "movement"]
    if passage.sentences[segment.sentence].lang == "zh":
        free += _unable(passage, segment, free)
    if not moves:
        return free
    target, reach = moves[-1], REACH[passage.sentences[segment.sentence].lang]
    near = [hit for hit in free if hit.start <= target and target - hit.end <= reach]
    near = [hit for hit in near if not any(mark in passage.text[hit.end : target] for mark in COMMAS)]
    return near or [hit for hit in free if target <= hit.start and _same_clause(passage, segment, target, hit)]


def _same_clause(passage: Passage, segment: Segment, target: int, hit: Hit) -> bool:
    """The negation stands in the subject, or in Chinese no comma parts it from what moves: 冻涨没有压住物价."""
    if passage.sentences[segment.sentence].lang == "en" or hit.start <= segment.subject.end:
        return hit.start <= segment.subject.end
    return not any(mark in passage.text[target : hit.start] for mark in COMMAS)


def _denied(passage: Passage, segment: Segment, hits: list[Hit]) -> list[Hit]:
    """The negation of the English predicate itself: cannot carry, does not expect; it may deny too (will not fail)."""
    sentence = passage.sentences[segment.sentence]
    if sentence.lang != "en":
        return []
    head = passage.predicate(segment)
    places = {sentence.start + child.start for child in head.children if child.dep == "neg"}
    denied = [hit for hit in hits if any(hit.start <= place < hit.end for place in places)][:1]
    itself = [hit for hit in hits if hit.start == sentence.start + head.start and hit not in denied]
    return [*denied, *(itself if denied else ())]


def _unable(passage: Passage, segment: Segment, known: list[Hit]) -> list[Hit]:
    """Verbs that say that something cannot be done: 做不了, 买不到."""
    start = passage.sentences[segment.sentence].start
    said = passage.parses[segment.sentence].between(segment.start - start, segment.end - start)
    places = [start + word.start for word in said if word.tag == "v" and "不" in word.text[1:-1]]
    taken = passage.hits("polarity", segment.start, segment.end)
    return [
        Hit(place, place + 1, NEGATED)
        for place in places
        if not any(hit.start <= place + 2 and place < hit.end for hit in (*known, *taken))
    ]


def _consumed(passage: Passage, hit: Hit) -> bool:
    """Part of a bound (不到 5%) or of a word that already says where things go (不会改变)."""
    moves = passage.hits("movement", max(0, hit.start - 1), hit.end + 4)
    bounds = passage.quantities.within(max(0, hit.start - 2), hit.end + 30)
    covers = [(move.start, move.end) for move in moves] + [(bound.start, bound.end) for bound in bounds]
    return any(start <= hit.start and hit.end <= end for start, end in covers)


def _contrasted(passage: Passage, segment: Segment, hit: Hit) -> bool:
    """What is denied only sets off what is said: not A but B, B, not A, 不是 A 而是 B."""
    lang = passage.sentences[segment.sentence].lang
    if any(mark in passage.text[hit.end : segment.end] for mark in CONTRAST[lang]):
        return True
    if lang == "zh":
        return _set_against(passage, segment, hit)
    word = _word(passage, segment, hit)
    if word is None or word.dep != "neg":
        return False
    if passage.text.endswith("but ", segment.start, hit.start):
        return True
    return word.index > word.head.index and passage.text.endswith((", ", "and ", "if "), segment.start, hit.start)


def _set_against(passage: Passage, segment: Segment, hit: Hit) -> bool:
    """What is not the case stands beside what is: 难的不是做菜，是冷链; 拼的是认证，不是价格."""
    if IS not in passage.text[hit.start : hit.end + 1]:
        return False
    before, behind = passage.text[segment.start : hit.start], passage.text[hit.end + 1 : segment.end]
    return "，是" in behind or (before.endswith("，") and IS in before)


# -- modality


def modality(passage: Passage, segment: Segment, *, advised: bool = False) -> Reading:
    """The weakest commitment told; a condition counts also in the words before; in advice `should` weakens nothing."""
    if suggests(passage, segment):
        return Reading("possible")
    around = (segment.frame.start, _behind(passage, segment))
    hits = [hit for hit in passage.hits("modality", *around) if _commits(passage, segment, hit)]
    if conditioned(passage, segment) or counterfactual(passage, segment) or _awaits(passage, segment):
        return Reading("conditional", tuple(hit for hit in hits if hit.cue.value == "conditional"))
    hits = [hit for hit in hits if _covers(segment, hit) and not (advised and hit.cue.has("advises"))]
    hits += _governing(passage, segment)
    if (place := cells.of(passage, segment)) and place.head:
        hits += passage.hits("modality", *place.head)
    for value in WEAKEST:
        cues = tuple(hit for hit in hits if hit.cue.value == value)
        if cues:
            return Reading(value, cues)
    return Reading("certain")


def _behind(passage: Passage, segment: Segment) -> int:
    """The end of the proposition, or of the condition that ends its sentence: 不会下滑，除非…"""
    sentence = passage.sentences[segment.sentence]
    start = segment.end + 1
    for hit in passage.hits("modality", start, sentence.end)[:1]:
        last = not any(mark in passage.text[hit.end : sentence.end - 1] for mark in COMMAS)
        if last and hit.start == start and hit.cue.value == "conditional":
            return hit.end
    return segment.end


def _covers(segment: Segment, hit: Hit) -> bool:
    """A condition, or 预计, counts also in what comes before the proposition."""
    inside = segment.start < hit.end <= segment.end
    return inside or hit.cue.value == "conditional" or (hit.cue.has("leads") and hit.start < segment.start)


def conditions(passage: Passage, segment: Segment) -> tuple[Hit, ...]:
    """The words that make the proposition conditional."""
    hits = passage.hits("modality", segment.start, segment.end)
    return tuple(hit for hit in hits if hit.cue.value == "conditional" and _commits(passage, segment, hit))


def _commits(passage: Passage, segment: Segment, hit: Hit) -> bool:
    """Whether the word tells how sure the proposition is, and not something else: 只有 12 倍, in May, the project."""
    if yardstick(passage, hit) or (passage.text[hit.start : hit.end] in WHENEVER and _is_gone_by(passage, segment)):
        return False
    if hit.cue.has("counts"):
        return THEN in passage.text[hit.end : segment.end]
    if hit.cue.has("rounds") and passage.quantities.within(hit.start, segment.end):
        return False
    given = _given(passage, segment, hit)
    return _sure(passage, segment, hit) if given is None else given


def _sure(passage: Passage, segment: Segment, hit: Hit) -> bool:
    """Whether it stands in the main clause, and is a word of those that tell how sure something is."""
    if hit.end > segment.start and not in_main_clause(passage, segment, hit):
        return False
    word = _word(passage, segment, hit)
    if passage.sentences[segment.sentence].lang != "en" or word is None or " " in passage.text[hit.start : hit.end]:
        return True
    return hit.cue.has("noun") or (word.tag.startswith(SURE) and word.dep != "amod")


def _given(passage: Passage, segment: Segment, hit: Hit) -> bool | None:
    """What must be so stands behind it, as a clause of its own: provided demand holds; no condition where somebody
    provided something. None where another word tells.
    """
    word = _word(passage, segment, hit)
    if word is None or word.lower not in SUPPOSING or passage.sentences[segment.sentence].lang != "en":
        return None
    if any(child.dep in SUBJECT and child.index < word.index for child in word.children):
        return False
    behind = passage.parses[segment.sentence].words[word.index + 1 :]
    noun = next(
        (each for each in behind if each.tag not in {"DT", "JJ", "PRP$", "NN", "IN"} or each.dep in SUBJECT), None
    )
    return True if noun is not None and noun.dep in SUBJECT and noun.head.index > noun.index else None


def _is_gone_by(passage: Passage, segment: Segment) -> bool:
    """The time told before it is over: 过去两年，只要谈到缺货，…"""
    sentence, published = passage.sentences[segment.sentence], passage.published
    told = passage.periods.within(sentence.start, segment.end)
    ends = [item.value.end for item in told]
    return bool(ends) and published is not None and all(end is not None and day(end) <= published for end in ends)


def yardstick(passage: Passage, hit: Hit) -> bool:
    """What was expected, and something is held against: 不如预期, 低于市场先前的预测."""
    if passage.text[hit.end - 1] not in "期测估":
        return False
    held = passage.text[max(0, hit.start - HELD) : hit.start]
    place = max((held.rfind(word) for word in AGAINST), default=-1)
    return place >= 0 and "，" not in held[place:]


def _governing(passage: Passage, segment: Segment) -> list[Hit]:
    """The words that tell how sure the English verb is on which the predicate hangs: expects (revenue to grow)."""
    sentence = passage.sentences[segment.sentence]
    if sentence.lang != "en":
        return []
    found: list[Hit] = []
    word = passage.predicate(segment)
    while word.dep in GOVERNED and word.head is not word:
        if word.dep != "conj":
            found += passage.hits("modality", sentence.start + word.head.start, sentence.start + word.head.end)
        word = word.head
    return [hit for hit in found if hit.cue.value != "conditional"]


def conditioned(passage: Passage, segment: Segment) -> bool:
    """An English clause of condition hangs on the predicate: if, unless, once, should it."""
    if passage.sentences[segment.sentence].lang != "en":
        return False
    parse, start = passage.parses[segment.sentence], passage.sentences[segment.sentence].start
    comma = opened(parse)
    if comma and segment.start < start + parse.words[comma].start < segment.end:
        return True
    clauses = [child for child in passage.predicate(segment).children if child.dep == "advcl"]
    marks = (word for clause in clauses for word in clause.children if word.dep in MARKS)
    return any(word.lower in CONDITIONS for word in marks) or any(inverted(clause) for clause in clauses)
