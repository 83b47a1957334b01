"""Chinese sentences into propositions: clauses between commas, joined where one cannot stand alone."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator
from itertools import pairwise, takewhile
from typing import TYPE_CHECKING, NamedTuple

from ingest import antecedents_zh
from ingest.clauses_zh import (
    CONCLUDING,
    EXTENDING,
    NOUNS,
    OPENING,
    PREDICATES,
    STOPS,
    Clause,
    announces,
    goes_on,
    labels,
    leads_on,
    situates,
    takes_up,
)
from ingest.lexicons import words
from ingest.sentences import Range, Segment, Sentence, clauses

if TYPE_CHECKING:
    from ingest.parse import Parse, Word
    from ingest.passage import Passage

LIGHT = words("light_verbs")
LIGHT_REACH = 3
IS = "是"
AVERAGING = frozenset(words("averaging"))
LEADERS = ("speech", "connective", "modality", "reference")
LINKING = frozenset({"connective", "reference"})
SPEAKING = ("speech",)
IDLE = frozenset({"courtesy", "filler", "aside", "disclosure"})


class _Group(NamedTuple):
    """Clauses of one proposition: those that lead on to it, and those that say it."""

    lead: list[Clause]
    core: list[Clause]


def propositions(passage: Passage, index: int) -> Iterator[Segment]:
    """The propositions of the sentence at `index`: groups of clauses with one predicate of their own."""
    sentence = passage.sentences[index]
    parts = list(_clauses(passage, index))
    frame = sentence.start
    for group in _groups(passage, parts):
        start, end = (*group.lead, *group.core)[0].start, group.core[-1].end
        yield Segment(start, end, index, _subject(passage, group.core[0]), Range(frame, end))
        frame = end


def _clauses(passage: Passage, index: int) -> Iterator[Clause]:
    sentence, parse = passage.sentences[index], passage.parses[index]
    predicates = [at for at in _predicates(parse, sentence) if not _proper(passage, at)]
    for where in clauses(passage.text, sentence.start, sentence.end):
        inside = parse.between(where.start - sentence.start, where.end - sentence.start)
        said = predicates[bisect_left(predicates, where.start) : bisect_left(predicates, where.end)]
        yield Clause.of(passage, sentence, where, inside, said)


def _proper(passage: Passage, place: int) -> bool:
    """Within a name of one's own, whatever the tagger makes of its parts: the 跑 of 萝卜快跑."""
    name = passage.names.around(place)
    return name is not None and name.start < place and passage.kin.proper(name.entity)


def _predicates(parse: Parse, sentence: Sentence) -> list[int]:
    """Where verbs and adjectives stand that say something, and do not only describe the noun behind them."""
    tokens = [word for word in parse.words if not word.is_blank]
    found = [place for place, word in enumerate(tokens) if word.tag in PREDICATES and not _attributive(tokens, place)]
    main = [place for place, then in pairwise([*found, len(tokens)]) if not _relative(tokens, place, then)]
    return [sentence.start + tokens[place].start for place in main or found]


def _attributive(tokens: list[Word], place: int) -> bool:
    """An adjective before its noun: 小模型, 高端的芯片."""
    following = tokens[place + 1] if place + 1 < len(tokens) else None
    if following is None or (tokens[place].tag != "a" and tokens[place].text not in AVERAGING):
        return False
    return following.text == "的" or following.tag in NOUNS


def _relative(tokens: list[Word], place: int, then: int) -> bool:
    """A verb in a relative clause: 的 stands before the next verb, or right behind it when none follows."""
    if then >= len(tokens):
        return False
    behind = list(takewhile(lambda word: word.text not in STOPS, tokens[place:then]))
    joints = [at for at, word in enumerate(behind) if word.text == "的"]
    if len(behind) == then - place:
        return bool(joints)
    return any(behind[at - 1].tag in PREDICATES for at in joints)


def _subject(passage: Passage, head: Clause) -> Range:
    """From the head's start, or from behind 我们认为, 考虑到, 预计, to its predicate."""
    start = head.start
    for place in head.predicates:
        if place < start:
            continue
        leader = _leader(passage, place, head) or _light(passage, start, place)
        if leader is None or place - start > OPENING or not _more(passage, leader, head):
            return Range(start, max(place, start + 1))
        start = leader
    return Range(start, head.end)


def _more(passage: Passage, leader: int, head: Clause) -> bool:
    """Whether something is said behind the word that leads on to it: a predicate, or what 我们看好 names."""
    return any(leader <= place for place in head.predicates) or bool(passage.names.within(leader, head.end))


def _leader(passage: Passage, place: int, head: Clause) -> int | None:
    """The end of the word at `place` when it only leads on to what is said; behind a pronoun 只有 sets no condition.

    A word that links leads on in front only: 合计 behind its subject does not.
    """
    pointed = passage.hits("reference", head.start, place)
    for layer in SPEAKING if pointed else LEADERS:
        hit = passage.hit_at(layer, place)
        if hit and hit.start >= head.start and (layer not in LINKING or hit.start - head.start <= LIGHT_REACH):
            return hit.end
    return None


def _light(passage: Passage, start: int, place: int) -> int | None:
    """The end of a light verb that opens the clause: its subject stands behind it, or a name before (三星是冠军)."""
    if passage.text.startswith(IS, place) and any(
        passage.kin.proper(name.entity) or passage.kin.place(name.entity) for name in passage.names.within(start, place)
    ):
        return None
    if place - start > LIGHT_REACH or not passage.text.startswith(LIGHT, place):
        return None
    return next(place + len(verb) for verb in LIGHT if passage.text.startswith(verb, place))


def _groups(passage: Passage, parts: list[Clause]) -> Iterator[_Group]:
    """Adjuncts and conditions go with what follows them, fragments with what went before."""
    waiting: list[Clause] = []
    group: _Group | None = None
    said = False
    bare = antecedents_zh.bare(passage, parts)
    held = _supposed(passage, parts) | bare
    for nth, part in enumerate(parts):
        idle = _idle(passage, part)
        if idle and waiting:
            continue
        if group and not idle and nth not in held and goes_on(passage, group.core, part):
            group.core.append(part)
            continue
        if group:
            yield group
            group = None
        if idle:
            yield _Group([], [part])
        elif nth in held or leads_on(passage, part, first=not said):
            waiting.append(part)
        else:
            supposed = [parts[other] for other in sorted(bare)]
            group, waiting, said = _Group(_kept(passage, waiting, supposed), [part]), [], True
    if group:
        yield group
    elif waiting and not (takes_up(passage, waiting[-1]) or labels(passage, waiting[-1])):
        yield _Group(waiting[:-1], waiting[-1:])


def _idle(passage: Passage, part: Clause) -> bool:
    """Nothing but a courtesy or a word that says nothing by itself: 先讲结论, 换句话说."""
    hit = passage.hit_at("evidence", part.start)
    whole = hit is not None and hit.start == part.start and hit.end >= part.end
    return whole and hit is not None and hit.cue.value in IDLE


def _supposed(passage: Passage, parts: list[Clause]) -> set[int]:
    """Which clauses are conditions: from 如果 to what opens with 那么, with what 而 or 且 adds before the outcome."""
    held: set[int] = set()
    opened: int | None = None
    for nth, part in enumerate(parts):
        if part.supposes:
            opened = nth
        elif opened is not None and passage.text.startswith(CONCLUDING, part.start):
            held.update(range(opened, nth))
            opened = None
        elif opened == nth - 1 and nth + 1 < len(parts) and _extends(passage, part):
            held.update((opened, nth))
            opened = nth
    return held


def _extends(passage: Passage, part: Clause) -> bool:
    """It goes on with a condition: 而开店不再增加; not with what would come of it."""
    told = passage.values("kind", part.start, part.end)
    return passage.text.startswith(EXTENDING, part.start) and "future" not in told


def _kept(passage: Passage, waiting: list[Clause], bare: list[Clause]) -> list[Clause]:
    """Of the clauses that lead on, those after who says so, from the first that says when, where or if."""
    said = [place for place, part in enumerate(waiting) if announces(passage, part)]
    supposed = [place for place, part in enumerate(waiting) if part in bare or part.supposes]
    if said and supposed and supposed[0] < said[-1]:
        return waiting[supposed[0] :]
    after = waiting[said[-1] + 1 :] if said else waiting
    situating = [place for place, part in enumerate(after) if part in bare or situates(passage, part)]
    return after[situating[0] :] if situating else []
