"""Where the words end that name who speaks, before a Chinese verb of saying, and what they name."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ingest import informants
from ingest.lexicons import words

if TYPE_CHECKING:
    from ingest.parse import Word
    from ingest.passage import Passage

OPENINGS = ("，", "。", "；", "：", "！", "？", "「", "“", "、", "」", "”")
CLOSE = 5  # Chinese characters of adverbs between a speaker and his verb
BETWEEN = frozenset({"v", "vn", "a", "an", "d", "t", "TIME", "m", "q", "f"})  # tags between a maker and his report
REPORTS = frozenset(words("reports_zh"))
TO_WHOM = frozenset({"在", "向", "对", "于", "就", "针对", "接受", "受访", "受", "跟", "给", "率先", "昨日", "今日"})
WHEN = frozenset({"t", "TIME", "d", "ad", "c"})
BODIES = frozenset({"ORG", "LOC", "nz", "nt"})
MOST_WORDS = 7
NAMING = frozenset([*"namqrfbucdw", "nr", "nz", "nt", "nw", "ns", "vn", "an", "PER", "ORG", "LOC"])
ADVERBS = frozenset({"d", "ad", "c"})
HEARD = frozenset({"听", "听说", "据"})  # 听同行说
SAYERS = words("sayer_endings")


def before_adjunct(passage: Passage, start: int, end: int) -> int:
    """The end of who speaks, where behind him stands where or to whom: 财务总监|在会上(介绍)."""
    said = passage.words(start, end)
    nth = next((nth for nth in range(len(said) - 1, 0, -1) if said[nth].text in TO_WHOM), 0)
    if nth == 0 or said[-1].text == "的" or any(word.text in OPENINGS for word in said[nth - 1 :]):
        return end
    said = said[:nth]
    while len(said) > 1 and said[-1].tag in WHEN:
        said.pop()
    return passage.sentences[passage.sentence_at(start) or 0].start + said[-1].end


def of_where(passage: Passage, start: int) -> int:
    """Where the words for unnamed people start, with the body right before them that they are of: 欧盟|官员."""
    sentence = passage.sentence_at(start)
    if sentence is None or passage.sentences[sentence].lang == "en":
        return start
    before = passage.words(passage.sentences[sentence].start, start)[-1:]
    return start - len(before[0].text) if before and before[0].tag in BODIES else start


def before_report(passage: Passage, start: int, end: int) -> int:
    """The end of who made what tells: 克拉克森|的数据(显示); the end itself where it tells of nobody's report."""
    said = passage.words(start, end)
    if not said or said[-1].text not in REPORTS:
        return end
    said = said[: next((nth for nth in range(len(said) - 1, -1, -1) if said[nth].text == "的"), len(said) - 1)]
    while said and said[-1].tag in BETWEEN:
        said.pop()
    base = passage.sentences[passage.sentence_at(start) or 0].start
    return base + said[-1].end if said and said[-1].text not in OPENINGS else end


def phrase(passage: Passage, start: int, end: int, ahead: str | None) -> str | None:
    """The words between the start of a Chinese clause and its verb, where they name someone: 董事长林书豪."""
    start = max((passage.text.rfind(mark, start, end) for mark in OPENINGS), default=-1) + 1 or start
    sentence = passage.sentence_at(start)
    if sentence is None:
        return None
    at = passage.sentences[sentence].start
    said = [word for word in passage.parses[sentence].between(start - at, end - at) if not word.is_blank]
    while said and said[-1].tag in ADVERBS:
        said.pop()
    if said and said[0].text in HEARD:
        del said[0]
    if not said or len(said) > MOST_WORDS:
        return None
    if said[-1].text in informants.THEY:
        block = passage.blocks[passage.sentences[sentence].block]
        return informants.nearest(passage, block.start, at + said[-1].start) or ahead
    if not (said[-1].tag in {"PER", "ORG"} or said[-1].text.endswith(SAYERS) or _latin(said[-1])):
        return None
    other = (nth for nth, word in enumerate(said[:-1]) if word.tag not in NAMING or word.text == "的")
    apart = max(other, default=-1) + 1
    named = said[apart:] if apart < len(said) else said
    return passage.text[at + named[0].start : at + named[-1].end].strip() if _alone(said[:apart]) else None


def _latin(word: Word) -> bool:
    """An abbreviation that the tagger takes for no name: ICSG."""
    return len(word.text) > 2 and word.text.isascii() and word.text.isalpha() and word.text.isupper()


def _alone(said: list[Word]) -> bool:
    """What stands before the noun only describes it: 一位不愿具名的."""
    return not said or said[-1].text == "的"


def adverbial(text: str) -> bool:
    """Nothing but adverbs, or a place as in 在财报会上, between a speaker and his verb."""
    plain = text.strip()
    return "的" not in plain and (len(plain) <= CLOSE or plain.startswith("在")) and "，" not in plain
