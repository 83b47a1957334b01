"""Propositions of which nobody can tell whom they are about: it rarely is, that attitude is rational, 不卖不行."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from ingest import subjects_en, subjects_zh
from ingest.lexicons import any_of, words

if TYPE_CHECKING:
    from ingest.changes import Change
    from ingest.parse import Word
    from ingest.passage import Named, Passage
    from ingest.sentences import Segment

REASON = "does not tell whom it is about"
SHELLS_ZH, SHELLS_EN = words("shell_nouns_zh"), frozenset(words("shell_nouns_en"))
DEMONSTRATIVES = {"zh": words("demonstratives_zh"), "en": frozenset({"this", "that", "these", "those", "such"})}
ANYBODY = {"zh": frozenset(words("anybody_zh")), "en": frozenset(words("anybody_en"))}
ADVICE = "recommendation"
POINTING_ZH = frozenset({"它", "它们", "他", "她", "他们", "她们"})
PRONOUNS = frozenset({"it", "they"})
JUDGING = frozenset(words("judging_words_en"))
THINGS = frozenset({"NN", "NNS", "NNP", "NNPS", "CD"})
SKIPPED = frozenset({"d", "c", "ad", "f", "w", "xc"})  # tags of Chinese words before and behind a subject
NEAR = 2  # characters
GOING_ON = ("；", ";", "：", ":", "，", "、")
ECHOING = words("echoing")
ECHOES = any_of(ECHOING)
HAVING = "有"


def untold(passage: Passage, segment: Segment, change: Change, kind: str) -> bool:
    """Its subject is a word that stands for a statement, for nobody or for nothing, and it says nothing besides: no
    number, no time, no metric, and names nothing but where. Advice is about what the text is about.
    """
    if kind == ADVICE:
        return False
    if _echoes(passage, segment):
        return not passage.quantities.within(segment.start, segment.end)
    return not _tells(passage, segment, change) and VAGUE[passage.sentences[segment.sentence].lang](passage, segment)


def _tells(passage: Passage, segment: Segment, change: Change) -> bool:
    where = (segment.start, segment.end)
    if passage.quantities.within(*where) or passage.periods.within(*where):
        return True
    named = any(not _circumstance(passage, name) for name in passage.names.within(*where))
    measured = change.direction != "none" or bool(passage.hits("metric", *where))
    return named or (measured and change.stated and change.metric is not None)


def _circumstance(passage: Passage, name: Named) -> bool:
    return passage.kin.place(name.entity)


def _echoes(passage: Passage, segment: Segment) -> bool:
    """需求就是需求, a deal is a deal, 便宜有便宜的理由: the same before and behind."""
    links = passage.hits("connective", segment.start, segment.start + NEAR)
    said = passage.text[links[0].end if links else segment.start : segment.end].lower()
    if ECHOES.search(said) and any(
        left == right != "" for word in ECHOING for left, _, right in [said.partition(word)]
    ):
        return True
    left, _, right = said.partition(HAVING)
    return bool(left) and right.startswith(f"{left}的")


# -- Chinese


def _vague_zh(passage: Passage, segment: Segment) -> bool:
    """这不容易, 这话去年也说过, 谁都看得出来; a sentence without a subject."""
    said = _kept(passage.words(*segment.subject))
    if not said:
        return _opens(passage, segment) and not _named_ahead(passage, segment)
    text = "".join(word.text for word in said)
    if text in ANYBODY["zh"] or (said[0].text in POINTING_ZH and not _names_things(passage, segment)):
        return True
    demonstrative = next((word for word in DEMONSTRATIVES["zh"] if text.startswith(word)), None)
    return demonstrative is not None and (text == demonstrative or text.endswith(SHELLS_ZH))


def _names_things(passage: Passage, segment: Segment) -> bool:
    said = passage.words(segment.start, segment.end)
    return any(word.tag in subjects_zh.NOUNS | subjects_zh.PLACES for word in said[1:])


def _kept(said: Sequence[Word]) -> list[Word]:
    """The words of a subject without what says when, how and with what link."""
    first, last = 0, len(said)
    while first < last and said[first].tag in SKIPPED:
        first += 1
    while last > first and said[last - 1].tag in SKIPPED:
        last -= 1
    return list(said[first:last])


def _named_ahead(passage: Passage, segment: Segment) -> bool:
    """A noun stands before the predicate: 重整期应该不会太长."""
    return any(word.tag in subjects_zh.NOUNS for word in passage.words(segment.start, segment.subject.end))


def _opens(passage: Passage, segment: Segment) -> bool:
    """Nothing of its sentence stands before it, nor one that it goes on with behind a semicolon."""
    start = passage.sentences[segment.sentence].start
    if passage.text[max(0, start - NEAR) : start].rstrip().endswith(GOING_ON):
        return False
    return not passage.text[start : segment.start].strip(' \n\t*_“"「')


# -- English


def _vague_en(passage: Passage, segment: Segment) -> bool:
    """That is odd, this view is popular, it rarely is, nobody seems to care."""
    verb = passage.predicate(segment)
    subject = next(iter(subjects_en.grammatical(verb)), None)
    if subject is None:
        return False
    if subject.lower in DEMONSTRATIVES["en"] or subject.lower in ANYBODY["en"]:
        return True
    if subject.lower in SHELLS_EN:
        return any(child.lower in DEMONSTRATIVES["en"] or child.lower == "the" for child in subject.children)
    return subject.lower in PRONOUNS and _empty(passage, segment)


def _empty(passage: Passage, segment: Segment) -> bool:
    """It names no thing but what is judged: it works, they cheered, it is early, it is a mistake."""
    said = passage.words(segment.start, segment.end)
    return not any(word.tag in THINGS and word.lower not in JUDGING for word in said)


VAGUE = {"zh": _vague_zh, "en": _vague_en}
