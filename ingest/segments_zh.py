"""Chinese sentences into propositions: clauses between commas, joined where one cannot stand alone."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise, takewhile
from typing import TYPE_CHECKING, NamedTuple

from ingest.lexicons import words
from ingest.sentences import Range, Segment, Sentence, clauses

if TYPE_CHECKING:
    from ingest.parse import Parse, Word
    from ingest.passage import Passage

PREDICATES = frozenset({"v", "a"})
NOUNS = frozenset({"n", "nz", "nw", "vn", "an", "ORG", "PER", "LOC"})
SHORT = 5  # characters of a clause too short to stand alone
STOPS = frozenset("，：；,:;")
OPENING = 12  # characters in which a clause may still say who thinks so, before it says what
ADJUNCT_ENDINGS = words("adjunct_endings")
FROM = ("从", "由")
ADVERBS = 4  # characters of adverbs before a verb without a subject of its own
LIGHT = words("light_verbs")
LIGHT_REACH = 3
RESTATING, CONSEQUENT = words("restating_openings"), words("consequent_openings")
ANNOUNCERS, ANNOUNCING = words("announcers"), words("announcing_endings")
LEADERS = ("speech", "connective", "modality", "reference")


class _Group(NamedTuple):
    """Clauses of one proposition: those that lead on to it, and those that say it."""

    lead: list[Range]
    core: list[Range]


def propositions(passage: Passage, index: int) -> Iterator[Segment]:
    """The propositions of the sentence at `index`: groups of clauses with one predicate of their own."""
    sentence = passage.sentences[index]
    parts = clauses(passage.text, sentence.start, sentence.end)
    predicates = _predicates(passage.parses[index], sentence)
    frame = sentence.start
    for group in _groups(passage, parts, predicates):
        start, end = (*group.lead, *group.core)[0].start, group.core[-1].end
        yield Segment(start, end, index, _subject(passage, group.core[0], predicates), Range(frame, end))
        frame = end


def _predicates(parse: Parse, sentence: Sentence) -> list[int]:
    """Where verbs and adjectives stand that say something, and do not only describe the noun behind them."""
    tokens = [word for word in parse.words if not word.is_blank]
    found = [place for place, word in enumerate(tokens) if word.tag in PREDICATES and not _attributive(tokens, place)]
    main = [place for place, then in pairwise([*found, len(tokens)]) if not _relative(tokens, place, then)]
    return [sentence.start + tokens[place].start for place in main or found]


def _attributive(tokens: list[Word], place: int) -> bool:
    """An adjective before its noun: 小模型, 高端的芯片."""
    following = tokens[place + 1] if place + 1 < len(tokens) else None
    if tokens[place].tag != "a" or following is None:
        return False
    return following.text == "的" or following.tag in NOUNS


def _relative(tokens: list[Word], place: int, then: int) -> bool:
    """A verb in a relative clause: 的 stands between it and the next verb, with no stop before."""
    if then >= len(tokens):
        return False
    behind = takewhile(lambda word: word.text not in STOPS, tokens[place + 1 : then])
    return any(word.text == "的" for word in behind)


def _has(places: list[int], part: Range) -> bool:
    return any(part.start <= place < part.end for place in places)


def _subject(passage: Passage, head: Range, predicates: list[int]) -> Range:
    """From the head's start, or from behind 我们认为, 考虑到, 预计, to its predicate."""
    start = head.start
    for place in predicates:
        if not start <= place < head.end:
            continue
        leader = _leader(passage, place, head) or _light(passage, start, place)
        if leader is None or place - start > OPENING or not _has(predicates, Range(leader, head.end)):
            return Range(start, max(place, start + 1))
        start = leader
    return Range(start, head.end)


def _leader(passage: Passage, place: int, head: Range) -> int | None:
    """The end of the word at `place` when it only leads on to what is said."""
    for layer in LEADERS:
        for hit in passage.hits(layer, max(head.start, place - 3), place + 6):
            if hit.start <= place < hit.end:
                return hit.end
    return None


def _light(passage: Passage, start: int, place: int) -> int | None:
    """The end of a light verb that opens the clause: its subject stands behind it."""
    if place - start > LIGHT_REACH:
        return None
    return next((place + len(verb) for verb in LIGHT if passage.text.startswith(verb, place)), None)


def _groups(passage: Passage, parts: list[Range], predicates: list[int]) -> Iterator[_Group]:
    """Adjuncts and conditions go with what follows them, fragments with what went before."""
    waiting: list[Range] = []
    group: _Group | None = None
    for part in parts:
        if group and (_continues(passage, part) or _measures(passage, group, part, predicates)):
            group.core.append(part)
            continue
        if group:
            yield group
            group = None
        if _leads_on(passage, part, predicates):
            waiting.append(part)
        else:
            group, waiting = _Group(_kept(passage, waiting), [part]), []
    if group:
        yield group
    elif waiting:
        yield _Group(waiting[:-1], waiting[-1:])


def _kept(passage: Passage, waiting: list[Range]) -> list[Range]:
    """Of the clauses that lead on, those after who says so, from the first that says when, where or if."""
    said = [place for place, part in enumerate(waiting) if _announces(passage, part)]
    after = waiting[said[-1] + 1 :] if said else waiting
    situating = [place for place, part in enumerate(after) if _situates(passage, part)]
    return after[situating[0] :] if situating else []


def _situates(passage: Passage, part: Range) -> bool:
    return bool(
        passage.names.within(*part)
        or passage.periods.within(*part)
        or passage.quantities.within(*part)
        or passage.hits("metric", *part)
        or "conditional" in passage.values("modality", *part)
    )


def _leads_on(passage: Passage, part: Range, predicates: list[int]) -> bool:
    """Whether the clause cannot stand alone: no predicate, a time, a condition, or only who says so."""
    if passage.text[part.start : part.end].endswith(ADJUNCT_ENDINGS):
        return True
    if not _has(predicates, part):
        return not (passage.quantities.within(*part) or passage.hits("movement", *part))
    if _opens_with(passage, part, "modality", "conditional") or _caused(passage, part):
        return True
    return _announces(passage, part)


def _announces(passage: Passage, part: Range) -> bool:
    """A clause that only says that something will be said: 我们的判断是, 黄仁勋在财报会上表示."""
    text = passage.text[part.start : part.end]
    return (text.endswith(ANNOUNCING) and any(noun in text for noun in ANNOUNCERS)) or _only_speech(passage, part)


def _caused(passage: Passage, part: Range) -> bool:
    """It opens with a word for a cause, as 随着; 导致 opens an effect."""
    hits = passage.hits("connective", part.start, min(part.end, part.start + SHORT))
    return any(hit.cue.value == "caused_by" and hit.cue.get("side") == "premise" for hit in hits)


def _opens_with(passage: Passage, part: Range, layer: str, value: str) -> bool:
    window = min(part.end, part.start + SHORT)
    return any(hit.cue.value == value for hit in passage.hits(layer, part.start, window))


def _only_speech(passage: Passage, part: Range) -> bool:
    """It ends in a verb of saying."""
    verbs = [hit for hit in passage.hits("speech", *part) if hit.cue.value == "verb"]
    return bool(verbs) and part.end - verbs[-1].end <= 1 and not passage.quantities.within(*part)


def _measures(passage: Passage, group: _Group, part: Range, predicates: list[int]) -> bool:
    """Whether the clause only gives the number of what the group says: it starts with its verb or with 从 5% 到 16%."""
    verb = next((place for place in predicates if part.start <= place < part.end), part.end)
    numbers = passage.quantities.within(*part)
    if not numbers or passage.names.within(part.start, verb):
        return False
    if passage.text.startswith(FROM, part.start):
        return True
    measured = any(passage.quantities.within(*said) for said in group.core)
    subject = passage.hits("metric", part.start, verb) or passage.hits("connective", part.start, verb)
    adverbs = verb - part.start - sum(number.end - number.start for number in numbers if number.end <= verb)
    return adverbs <= ADVERBS and not subject and not measured


def _continues(passage: Passage, part: Range) -> bool:
    """Whether the clause only goes on with what the clause before says."""
    if passage.text.startswith(RESTATING, part.start):
        return not passage.names.within(*part)
    if passage.text.startswith(CONSEQUENT, part.start):
        return not passage.names.within(part.start, part.start + OPENING)
    if passage.quantities.within(*part) or _opens_with(passage, part, "connective", "supported_by"):
        return False
    if _opens_with(passage, part, "connective", "contrast") or _opens_with(passage, part, "modality", "conditional"):
        return False
    if part.end - part.start <= SHORT:
        return True
    own = passage.names.within(*part) or passage.hits("metric", *part) or passage.hits("movement", *part)
    return not own
