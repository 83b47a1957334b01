"""English sentences into propositions, by the parse: one verb with its own subject each."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from ingest.lexicons import words
from ingest.sentences import Range, Segment, Sentence

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

    from ingest.passage import Passage

SUBJECTS = frozenset({"nsubj", "nsubjpass", "csubj", "expl"})
CLAUSAL = frozenset({"conj", "advcl", "ccomp", "parataxis"})
ATTACHED = frozenset(words("subordinators"))
LINKS = frozenset(words("links"))
INSIDE = frozenset({"%", "(", ")", "$"})


def propositions(passage: Passage, index: int) -> Iterator[Segment]:
    """The propositions of the sentence at `index`: one for each verb that has its own subject."""
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
        yield Segment(left, right, index, _subject(head, sentence, left), Range(min(frame, left), right), head.i)
        frame = max(frame, right)


def _is_head(token: Token, passage: Passage, sentence: Sentence) -> bool:
    if token.dep_ == "ROOT":
        return not _says(token, passage, sentence)
    if token.dep_ not in CLAUSAL or not _verbal(token):
        return False
    if token.dep_ == "ccomp":
        return _says(token.head, passage, sentence) or _is_parenthetic(token)
    marks = {child.lower_ for child in token.children if child.dep_ in {"mark", "advmod"} and child.i < token.i}
    if token.dep_ == "advcl" and (marks & ATTACHED or not _has_subject(token)):
        return False
    return _has_subject(token) or (token.dep_ == "conj" and _modal(token) and not _modal(token.head))


def _modal(token: Token) -> bool:
    """Told with will, may and the like; a second verb with one of its own says something of its own."""
    return any(child.tag_ == "MD" for child in token.children)


def _verbal(token: Token) -> bool:
    return token.tag_.startswith(("VB", "MD")) or any(
        child.dep_ in {"cop", "aux", "auxpass"} for child in token.children
    )


def _has_subject(token: Token) -> bool:
    return any(child.dep_ in SUBJECTS for child in token.children)


def _is_parenthetic(token: Token) -> bool:
    return token.i < token.head.i and token.head.dep_ == "ROOT"


def _says(token: Token, passage: Passage, sentence: Sentence) -> bool:
    """A verb of saying or thinking with a clause that says what; "we do not expect" says the opposite itself."""
    start = sentence.start + token.idx
    verbs = [hit for hit in passage.hits("speech", start, start + len(token)) if hit.cue.value == "verb"]
    kinds = {child.dep_ for child in token.children}
    return bool(verbs) and "ccomp" in kinds and "neg" not in kinds


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


def _trim(doc: Doc, first: int, last: int) -> tuple[int, int]:
    """Code points of the run without punctuation and linking words at its edges."""
    while first <= last and _edge(doc[first]):
        first += 1
    while last >= first and _edge(doc[last]):
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


def _edge(token: Token) -> bool:
    """Nothing of the proposition: a mark or a word that links it to its neighbour."""
    return token.is_space or token.lower_ in LINKS or (token.is_punct and token.text not in INSIDE)
