"""Chinese sentences into propositions: clauses between commas, joined where one cannot stand alone."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from ingest.sentences import Range, Segment, Sentence, clauses

if TYPE_CHECKING:
    from spacy.tokens import Doc

    from ingest.passage import Passage

PREDICATES = frozenset({"v", "a"})
SHORT = 5  # characters of a clause too short to stand alone


def propositions(passage: Passage, index: int) -> Iterator[Segment]:
    """The propositions of the sentence at `index`: groups of clauses with one predicate of their own."""
    sentence = passage.sentences[index]
    parts = clauses(passage.text, sentence.start, sentence.end)
    predicates = _predicates(passage.docs[index], sentence)
    frame = sentence.start
    for group in _groups(passage, parts, predicates):
        start, end = group[0].start, group[-1].end
        head = next((part for part in group if _has(predicates, part)), group[-1])
        stop = next((place for place in predicates if head.start <= place), head.end)
        yield Segment(start, end, index, Range(start, max(stop, start + 1)), Range(frame, end))
        frame = end


def _predicates(doc: Doc, sentence: Sentence) -> list[int]:
    return [sentence.start + token.idx for token in doc if token.tag_ in PREDICATES]


def _has(places: list[int], part: Range) -> bool:
    return any(part.start <= place < part.end for place in places)


def _groups(passage: Passage, parts: list[Range], predicates: list[int]) -> Iterator[list[Range]]:
    """Clauses that belong together: adjuncts and conditions go with what follows, fragments with what went before."""
    waiting: list[Range] = []
    group: list[Range] = []
    for part in parts:
        if _leads_on(passage, part, predicates):
            if group:
                yield group
                group = []
            waiting.append(part)
        elif group and _continues(passage, part, predicates):
            group.append(part)
        else:
            if group:
                yield group
            group, waiting = [*_kept(passage, waiting), part], []
    if group:
        yield group
    elif waiting:
        yield waiting


def _kept(passage: Passage, waiting: list[Range]) -> list[Range]:
    """Of the clauses that lead on, those from the first that says when, where, what or under which condition."""
    for place, part in enumerate(waiting):
        if _situates(passage, part):
            return waiting[place:]
    return []


def _situates(passage: Passage, part: Range) -> bool:
    return bool(
        passage.names.within(*part)
        or passage.periods.within(*part)
        or passage.hits("metric", *part)
        or "conditional" in passage.values("modality", *part)
    )


def _leads_on(passage: Passage, part: Range, predicates: list[int]) -> bool:
    """Whether the clause cannot stand alone: no predicate, a condition, or only who says so."""
    if not _has(predicates, part):
        return not (passage.quantities.within(*part) or passage.hits("movement", *part))
    if _opens_with(passage, part, "modality", "conditional") or _opens_with(passage, part, "connective", "caused_by"):
        return True
    return _only_speech(passage, part)


def _opens_with(passage: Passage, part: Range, layer: str, value: str) -> bool:
    window = min(part.end, part.start + SHORT)
    return any(hit.cue.value == value for hit in passage.hits(layer, part.start, window))


def _only_speech(passage: Passage, part: Range) -> bool:
    """A clause such as 我们认为 or 黄仁勋在财报会上表示: it ends in a verb of saying."""
    verbs = [hit for hit in passage.hits("speech", *part) if hit.cue.value == "verb"]
    return bool(verbs) and part.end - verbs[-1].end <= 1 and not passage.quantities.within(*part)


def _continues(passage: Passage, part: Range, predicates: list[int]) -> bool:
    """Whether the clause only goes on with what the clause before says."""
    if passage.quantities.within(*part) or _opens_with(passage, part, "connective", "supported_by"):
        return False
    if _opens_with(passage, part, "connective", "contrast"):
        return False
    if part.end - part.start <= SHORT:
        return True
    own = passage.names.within(*part) or passage.hits("metric", *part) or passage.hits("movement", *part)
    return not own
