"""Chinese conditions that no word marks, only what follows from them: 日元一回升, …就退烧; 没有补贴, …便不会入场."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from ingest.clauses_zh import PREDICATES
from ingest.lexicons import words

if TYPE_CHECKING:
    from ingest.clauses_zh import Clause
    from ingest.passage import Passage

OUTCOMES = frozenset(words("outcome_adverbs"))  # before the verb of what follows: 就, 便, 才
FORCED = frozenset(words("forced_adverbs"))  # behind 一 alone: 只能
ONCE = OUTCOMES | FORCED
LACKING = words("lacking_openings")
DONE = frozenset({"已", "已经", "早已", "却", "但", "业已"})  # what follows is told as a fact of its own
BARE = frozenset({"v", "a", "d", "xc", "vd", "ad"})
SHORT = 4  # characters of a condition that is no more than its verb: 拆了
REACH = 12  # characters of an outcome in which its adverb stands


def bare(passage: Passage, parts: list[Clause]) -> set[int]:
    """Which clauses are conditions by what stands behind them alone."""
    return {nth for nth, (part, then) in enumerate(pairwise(parts)) if _leads(passage, part, then)}


def _leads(passage: Passage, part: Clause, then: Clause) -> bool:
    if _once(part):
        return _outcome(then, ONCE)
    return (_lacks(passage, part) or _verb_alone(part)) and _outcome(then, OUTCOMES)


def _outcome(then: Clause, adverbs: frozenset[str]) -> bool:
    """One of the adverbs stands before its verb, and nothing tells that it has happened."""
    said = [word.text for word in then.words if then.place(word) - then.start <= REACH]
    ahead = [word.text for word in then.words if then.place(word) <= then.head]
    return not adverbs.isdisjoint(ahead) and DONE.isdisjoint(said)


def _once(part: Clause) -> bool:
    """一 right before its verb: 日元一回升."""
    return any(word.text == "一" and then.tag in {"v", "vn"} for word, then in pairwise(part.words))


def _lacks(passage: Passage, part: Clause) -> bool:
    """It opens with what is not there or not done, and has no subject: 没有补贴, 不降价."""
    return passage.text.startswith(LACKING, part.unlinked)


def _verb_alone(part: Clause) -> bool:
    if part.end - part.start > SHORT:
        return False
    tags = {word.tag for word in part.words if not word.is_blank}
    return tags <= BARE and bool(tags & PREDICATES)
