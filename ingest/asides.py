"""Times beside the claim: those that date a noun or a cause in it, and no other time than that is told.

Tariffs introduced in February had no effect in the quarter; its 2035 ban was softened in December; at nine times next
year's earnings; 由于新产能明年底才投产，今年供给紧张; 上月把今年的预测下调.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ingest.lexicons import words
from ingest.timing import day

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ingest.parse import Word
    from ingest.passage import Dated, Passage

DESCRIBING = frozenset({"relcl", "acl"})  # what hangs on a noun and describes it
HELPING = frozenset({"aux", "auxpass", "xcomp"})  # verbs that make one with the verb above them
SUBJECTS = frozenset({"nsubj", "nsubjpass", "appos"})
NAMING = frozenset({"compound", "nummod", "nmod", "amod"})
TIMES = frozenset({"times", "multiple", "x"})
CAUSES = words("causes_zh")
FORECASTS = re.compile("|".join(words("forecasts_zh")))
SHORT = frozenset({"day", "week", "month"})
MOVED, AHEAD = re.compile("(?:推迟|延后|延迟|延期|提前|顺延|改|挪|拖)(?:到|至)$"), 4  # 推迟到后年, and its characters
COMMA = re.compile("[，,；;]")
BEGINNINGS = frozenset(words("beginnings_zh"))
DESCRIPTION, NOUNS = 16, ("n", "m", "q", "a", "ORG", "PER", "LOC", "nz", "v")  # characters up to 的, and tags behind it


def ranked(passage: Passage, inside: Sequence[Dated]) -> list[Dated]:
    """The times of a proposition; those that date only a noun, a cause or the making of a forecast come last."""
    return sorted(inside, key=lambda item: _rank(passage, item, inside)) if len(inside) > 1 else list(inside)


def names_only(passage: Passage, item: Dated, nth: int) -> bool:
    """At nine times next year's earnings: the time tells which earnings, not when."""
    word = _word(passage, item, nth)
    if word is None or word.dep != "poss":
        return False
    return any(
        each.lower in TIMES for each in (word.head, word.head.head, *word.head.children, *word.head.head.children)
    )


def _rank(passage: Passage, item: Dated, inside: Sequence[Dated]) -> int:
    """How far a time is from the verb of the proposition: by the verbs above it, then as a part of a name."""
    nth = passage.sentence_at(item.start)
    if nth is None:
        return 0
    if passage.sentences[nth].lang == "zh":
        if MOVED.search(passage.text, max(0, item.start - AHEAD), item.start):
            return -1
        return int(_of_cause(passage, item, inside, nth) or _of_forecast(passage, item, inside))
    word = _word(passage, item, nth)
    if word is None:
        return 0
    verbs = sum(each.tag.startswith("VB") and each.dep not in HELPING for each in word.ancestors())
    in_subject = any(each.dep in SUBJECTS for each in word.ancestors())
    return 2 * verbs + (word.dep in NAMING or word.head.lower == "of" or in_subject)


def _word(passage: Passage, item: Dated, nth: int) -> Word | None:
    """The word of an English time on which its others hang."""
    sentence, parse = passage.sentences[nth], passage.parses[nth]
    if sentence.lang != "en":
        return None
    inside = parse.between(item.start - sentence.start, item.end - sentence.start)
    return next((word for word in inside if word.head not in inside), None)


def describes(passage: Passage, item: Dated) -> bool:
    """It stands in words that describe a noun: the revenue it reported for the year."""
    nth = passage.sentence_at(item.start)
    word = _word(passage, item, nth) if nth is not None else None
    return word is not None and any(each.dep in DESCRIBING for each in word.ancestors())


def dates_noun(passage: Passage, item: Dated, nth: int, where: tuple[int, int]) -> bool:
    """It tells since when something is there of which the claim tells what is so now: 2023 年以前投产的产线会被淘汰."""
    end, published = item.value.end, passage.published
    if end is None or published is None or day(end) > published:
        return False
    if passage.sentences[nth].lang == "zh":
        return _begun_zh(passage, item, nth)
    word = _word(passage, item, nth)
    above = list(word.ancestors()) if word else []
    clause = next((at for at, each in enumerate(above) if each.dep in DESCRIBING), None)
    verbs = [] if clause is None else [each for each in above[clause + 1 :] if each.tag.startswith("VB")]
    start = passage.sentences[nth].start
    return bool(verbs) and where[0] <= start + verbs[0].start < where[1] and _is_present(verbs[0])


def _is_present(verb: Word) -> bool:
    helpers = [child.tag for child in verb.children if child.dep in {"aux", "auxpass"}]
    return not {"VBZ", "VBP", "MD"}.isdisjoint(helpers) or (not helpers and verb.tag in {"VBZ", "VBP"})


def _begun_zh(passage: Passage, item: Dated, nth: int) -> bool:
    """A verb of coming into being behind it, then 的 and what has come."""
    sentence, parse = passage.sentences[nth], passage.parses[nth]
    behind = parse.between(item.end - sentence.start, item.end - sentence.start + DESCRIPTION)
    of = next((at for at, word in enumerate(behind) if word.text == "的"), None)
    if of is None or of + 1 >= len(behind) or not behind[of + 1].tag.startswith(NOUNS):
        return False
    inside = behind[:of]
    return any(word.text in BEGINNINGS for word in inside) and not any(COMMA.match(word.text) for word in inside)


def _of_cause(passage: Passage, item: Dated, inside: Sequence[Dated], nth: int) -> bool:
    """Behind 由于 and before the comma, with another time behind that."""
    comma = COMMA.search(passage.text, item.end, inside[-1].start) if item is not inside[-1] else None
    if comma is None:
        return False
    start = passage.sentences[nth].start
    clause = COMMA.split(passage.text[start : item.start])[-1]
    return any(word in clause for word in CAUSES)


def _of_forecast(passage: Passage, item: Dated, inside: Sequence[Dated]) -> bool:
    """When a forecast was made, before the time that it is of."""
    later = inside[-1]
    if item is later or item.value.grain not in SHORT or later.value.grain in SHORT or later.start < item.end:
        return False
    nth = passage.sentence_at(item.start)
    stop = passage.sentences[nth].end if nth is not None else later.end
    between = passage.text[item.end : min(stop, later.end + 20)]
    return COMMA.search(passage.text, item.end, later.start) is None and FORECASTS.search(between) is not None
