"""Chinese common nouns that a claim is about: 组装厂 in 组装厂的营运资金, 熟料 in 熟料价格.

The noun phrase before the predicate, or before the metric that it has; who acts and what things are is told by how
words end, and what is measured shows that it is something whatever it ends in.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import takewhile
from typing import TYPE_CHECKING

from ingest.lexicons import nouns, words
from ingest.passage import Named
from ingest.subjects_zh import aside, likened
from ingest.unknown import slug

if TYPE_CHECKING:
    from ingest.parse import Word
    from ingest.passage import Passage
    from ingest.sentences import Segment

ENDINGS = (*nouns("actors_zh"), *nouns("things_zh"))
RELATIONAL = frozenset(words("relational_nouns"))
NO_HEADS = frozenset([*nouns("nobody_zh"), *nouns("nothing_zh"), *RELATIONAL])
GENERIC = frozenset(nouns("generic_zh"))
BODIES = nouns("bodies_zh")
VAGUE = frozenset("新旧大小多少老好坏真假高低长短快慢贵贱")
AMOUNTS = frozenset(nouns("amounts_zh"))
ATTRIBUTES = nouns("attributes_zh")
OF_GOODS = frozenset(nouns("of_goods"))
NOUNS = frozenset({"n", "nz", "nw", "vn", "an", "ORG"})
HEADING = frozenset({"n", "nz", "nw"})
LEADING = frozenset({"TIME", "d", "c", "m", "q", "r", "a", "w", "s", "t", "ad"})  # tags of what may stand before it
TRAILING = LEADING | {"p", "f"}  # tags of what may stand between it and the predicate
OF = "的"
SHORTEST, LONGEST = 2, 10  # characters


def subject(passage: Passage, segment: Segment) -> Named | None:
    """The noun before 的 and a metric, else the one that the words before the predicate end in."""
    origin = passage.sentences[segment.sentence].start
    said = passage.words(*segment.subject)
    inside = passage.names.within(*segment.subject)
    if not all(aside(passage, name) or _is_generic(passage, name) or _is_body(passage, name) for name in inside):
        return None
    if any(likened(passage, name) for name in inside):
        return None
    *owners, last = map(_trimmed, _split(said))
    owned = False
    for group in (last, *reversed(owners)):
        free = _free(passage, origin, group)
        found = _named(passage, origin, free, measured=owned or _of_goods(passage, origin, group[len(free) :]))
        if found or not _belongs(passage, origin, group):
            return found
        owned = any(passage.touched("metric", origin + word.start, origin + word.end) for word in group)
    return None


def _trimmed(group: list[Word]) -> list[Word]:
    """Without what may stand between a noun and its predicate."""
    while group and (group[-1].tag in TRAILING or group[-1].text in AMOUNTS):
        group.pop()
    return group


def _of_goods(passage: Passage, origin: int, behind: Sequence[Word]) -> bool:
    """The words right behind a noun measure goods: 熟料|价格."""
    first = behind[0] if behind else None
    told = passage.values("metric", origin + first.start, origin + behind[-1].end) if first else set()
    return bool(told & OF_GOODS)


def _split(said: Sequence[Word]) -> list[list[Word]]:
    """The words between the 的."""
    groups: list[list[Word]] = [[]]
    for word in said:
        if word.text == OF:
            groups.append([])
        else:
            groups[-1].append(word)
    return groups


def _free(passage: Passage, origin: int, group: Sequence[Word]) -> list[Word]:
    """The words of a group as far as nothing in them is measured: 设备商 of 设备商研发费用."""
    return list(takewhile(lambda word: not _told(passage, origin, word), group))


def _belongs(passage: Passage, origin: int, group: Sequence[Word]) -> bool:
    """It is something's: a metric, or a word such as 价格 or 会费."""
    if not group:
        return False
    last = group[-1].text
    return last in RELATIONAL or last.endswith(ATTRIBUTES) or any(_told(passage, origin, word) for word in group)


def _told(passage: Passage, origin: int, word: Word) -> bool:
    """Whether it is or ends in a word that says something: 投资, no 投资客."""
    return passage.tells(origin + word.end - 1) or passage.quantities.touching(origin + word.start, origin + word.end)


def _named(passage: Passage, origin: int, group: Sequence[Word], *, measured: bool) -> Named | None:
    """The nouns that a group ends in, behind nothing but what counts or points at them.

    What is `measured` behind them shows that they name something, whatever they end in.
    """
    run = _run(group)
    before = group[: len(group) - len(run)]
    if not run or run[-1].tag not in HEADING or not all(word.tag in LEADING or word.text in AMOUNTS for word in before):
        return None
    start, end = origin + run[0].start, origin + run[-1].end
    text = passage.text[start:end]
    listed = [name for name in passage.names.within(start, end) if name.end != end and not _is_body(passage, name)]
    fits = SHORTEST <= len(text) <= LONGEST and not listed
    stands = _stands(text, run[-1].text) or (measured and _is_something(text))
    return None if not fits or not stands else Named(start, end, slug(text))


def _run(group: Sequence[Word]) -> Sequence[Word]:
    """The nouns that it ends in, with what was cut off the first: 冷|链仓."""
    nouns = list(takewhile(lambda word: word.tag in NOUNS and word.text not in AMOUNTS, reversed(group)))
    first = len(group) - len(nouns)
    before = group[first - 1] if nouns and first else None
    cut = before is not None and before.tag == "a" and len(before.text) == 1 and before.text not in VAGUE
    return group[first - cut :]


def _is_generic(passage: Passage, name: Named) -> bool:
    """Any firms at all, told by the noun before: 屠宰|企业."""
    before = passage.tag_before(name.start)
    return passage.text[name.start : name.end] in GENERIC and before in NOUNS


def _is_body(passage: Passage, name: Named) -> bool:
    """Those in it have a body that speaks for them: 渔民|团体."""
    after = next(iter(passage.words(name.end, name.end + LONGEST)), None)
    behind = after is not None and passage.text.startswith(after.text, name.end) and after.text.endswith(BODIES)
    return behind and not passage.kin.proper(name.entity)


def _stands(text: str, head: str) -> bool:
    """Whether it names who acts or a thing."""
    ends = text.endswith(ENDINGS)
    return ends and text not in NO_HEADS and (head not in NO_HEADS or len(text) > len(head))


def _is_something(text: str) -> bool:
    """Whether what is measured is no part of a firm's own figures."""
    return text not in NO_HEADS and not text.endswith(ATTRIBUTES)
