"""Sentences into propositions: which words say one thing that could come out true or false.

A segment is the shortest run of clauses with one predicate of its own. Words that only time it or set a condition for it
belong to it; words that only link it to the sentence before (因此, however) or name who says it do not.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, NamedTuple

from ingest.sentences import Range, Sentence, clauses

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

    from ingest.passage import Passage

VERBAL = frozenset({"v", "vd", "a", "ad", "vn", "an"})
PREDICATES = frozenset({"v", "a"})
SHORT = 5  # characters of a Chinese clause too short to stand alone
SUBJECTS = frozenset({"nsubj", "nsubjpass", "csubj", "expl"})
CLAUSAL = frozenset({"conj", "advcl", "ccomp", "parataxis"})
ATTACHED_MARKS = frozenset({"if", "unless", "when", "once", "until", "provided", "so", "to", "that", "as", "after", "before"})
FRAMES = frozenset({"conditional"})


class Segment(NamedTuple):
    """One proposition: its words, its sentence, and where its grammatical subject may stand."""

    start: int
    end: int
    sentence: int
    subject: Range
    frame: Range  # its words with what comes before them in the sentence since the last segment


def segments(passage: Passage) -> Iterator[Segment]:
    """The propositions of every sentence, in order."""
    for index, sentence in enumerate(passage.sentences):
        if passage.blocks[sentence.block].noise:
            continue
        found = _english(passage, index) if sentence.lang == "en" else _chinese(passage, index)
        yield from found


# -- Chinese: clauses between commas, joined where one cannot stand alone ------------------------------------------


def _chinese(passage: Passage, index: int) -> Iterator[Segment]:
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
            group, waiting = _kept(passage, waiting) + [part], []
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


# -- English: the parse -----------------------------------------------------------------------------------------------


def _english(passage: Passage, index: int) -> Iterator[Segment]:
    sentence, doc = passage.sentences[index], passage.docs[index]
    heads = [token for token in doc if _is_head(token, passage, sentence)]
    taken = {head.i for head in heads}
    frame = sentence.start
    for head in heads:
        first, last = _extent(head, taken)
        start, end = _trim(doc, first, last)
        if start >= end:
            continue
        left, right = sentence.start + start, sentence.start + end
        yield Segment(left, right, index, _subject(head, sentence, left), Range(min(frame, left), right))
        frame = max(frame, right)


def _is_head(token: Token, passage: Passage, sentence: Sentence) -> bool:
    if token.dep_ == "ROOT":
        return not _says(token, passage, sentence)
    if token.dep_ not in CLAUSAL or not _verbal(token):
        return False
    if token.dep_ == "ccomp":
        return _says(token.head, passage, sentence) or _is_parenthetic(token)
    marks = {child.lower_ for child in token.children if child.dep_ in {"mark", "advmod"} and child.i < token.i}
    if token.dep_ == "advcl" and (marks & ATTACHED_MARKS or not _has_subject(token)):
        return False
    return _has_subject(token)


def _verbal(token: Token) -> bool:
    return token.tag_.startswith(("VB", "MD")) or any(child.dep_ in {"cop", "aux", "auxpass"} for child in token.children)


def _has_subject(token: Token) -> bool:
    return any(child.dep_ in SUBJECTS for child in token.children)


def _is_parenthetic(token: Token) -> bool:
    return token.i < token.head.i and token.head.dep_ == "ROOT"


def _says(token: Token, passage: Passage, sentence: Sentence) -> bool:
    """A verb of saying or thinking with a clause that says what."""
    start = sentence.start + token.idx
    verbs = [hit for hit in passage.hits("speech", start, start + len(token)) if hit.cue.value == "verb"]
    return bool(verbs) and any(child.dep_ == "ccomp" for child in token.children)


def _extent(head: Token, heads: set[int]) -> tuple[int, int]:
    """First and last token of the run around `head` that belongs to no other head."""
    own = {token.i for token in head.subtree if _nearest(token, heads) == head.i}
    first = last = head.i
    while first - 1 in own:
        first -= 1
    while last + 1 in own:
        last += 1
    return first, last


def _nearest(token: Token, heads: set[int]) -> int:
    while token.i not in heads and token.head is not token:
        token = token.head
    return token.i


EDGE = frozenset(", ; : . - – — \" “ ” ' ( ) ! ? * _ \n".split() + ["and", "but", "or", "that", "so", "yet", "because", "while", "whereas", "although", "though", "since", " "])


def _trim(doc: Doc, first: int, last: int) -> tuple[int, int]:
    """Code points of the run without punctuation and linking words at its edges."""
    while first <= last and (doc[first].lower_ in EDGE or doc[first].is_space):
        first += 1
    while last >= first and (doc[last].is_punct or doc[last].is_space) and doc[last].text not in {"%", ")"}:
        last -= 1
    return (doc[first].idx, doc[last].idx + len(doc[last])) if first <= last else (0, 0)


def _subject(head: Token, sentence: Sentence, start: int) -> Range:
    """Where the grammatical subject stands; for a second verb without one, the first verb's."""
    token = head
    while not _has_subject(token) and token.dep_ == "conj":
        token = token.head
    for child in token.children:
        if child.dep_ in SUBJECTS:
            words = list(child.subtree)
            return Range(sentence.start + words[0].idx, sentence.start + words[-1].idx + len(words[-1]))
    return Range(start, start)
