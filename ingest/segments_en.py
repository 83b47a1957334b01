"""English sentences into propositions, by the parse: one verb with its own subject each."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from ingest.lexicons import words
from ingest.sentences import Range, Segment, Sentence

if TYPE_CHECKING:
    from ingest.parse import Parse, Word
    from ingest.passage import Passage

SUBJECTS = frozenset({"nsubj", "nsubjpass", "csubj", "expl"})
CLAUSAL = frozenset({"advcl", "ccomp", "conj", "parataxis", "relcl"})
ATTACHED = frozenset(words("subordinators"))
RELATIVES = frozenset(words("relatives"))
ORDINALS = frozenset(words("ordinals"))
LINKS = frozenset(words("links"))
CONDITIONS = frozenset(words("conditions"))
SHADING = frozenset(words("shading_adverbs"))
NOBODY = frozenset({"nobody", "none", "few", "neither"})
SUPPOSING = frozenset(words("supposing_en"))
INVERTED = frozenset({"should", "were", "had"})
FINITE = frozenset({"VBD", "MD"})
GAP = 2  # characters: a comma and a blank
INSIDE = frozenset({"%", "(", ")", "$"})


def propositions(passage: Passage, index: int) -> Iterator[Segment]:
    """The propositions of the sentence at `index`: one for each verb that has its own subject."""
    sentence, parse = passage.sentences[index], passage.parses[index]
    sayers = {word.index for word in parse.words if _says(word, passage, sentence) and not _interposed(word)}
    sayers |= {word.index for word in parse.words if _only_announces(word, sayers)}
    supposed = opened(parse)
    heads = [
        word
        for word in parse.words
        if word.index >= supposed and word.index not in sayers and _is_head(word, sayers, passage, index)
    ]
    owners = _owners(parse, {head.index for head in heads} | sayers)
    frame = sentence.start
    for head in heads:
        first, last = _extent(head, owners)
        start, end = _trim(parse.words, first, last)
        if start >= end:
            continue
        start = _supposed(head, sayers, start)
        own = sentence.start + _own_subject(head, start)
        if not passage.quantities.within(own, sentence.start + start):
            start = min(start, own - sentence.start)
        left, right = sentence.start + start, sentence.start + end
        yield Segment(left, right, index, _subject(head, sentence, left), Range(min(frame, left), right), head.index)
        frame = max(frame, right)


def opened(parse: Parse) -> int:
    """The index of the comma behind a condition with which the sentence opens, told by its first word or its order:
    provided they agree, should oil fall, were rates to fall; 0 where it opens with none.
    """
    first, second = [*parse.words[:2], None, None][:2]
    comma = next((word.index for word in parse.words if word.text == ","), 0)
    if first is None or second is None or not comma or parse.words[-1].text == "?":
        return 0
    root = next((word.index for word in parse.words if word.dep == "ROOT"), 0)
    ordered = first.lower in INVERTED and first.tag in FINITE
    supposed = first.lower in SUPPOSING and second.lower not in {"by", "with"} and second.text != ","
    return comma if root > comma and (ordered or supposed) else 0


def _is_head(word: Word, sayers: set[int], passage: Passage, index: int) -> bool:
    if word.dep == "ROOT":
        return True
    if word.dep not in CLAUSAL or not _verbal(word) or _by_the_way(word, passage, index):
        return False
    if word.dep == "relcl":
        return _adds(word, passage.parses[index]) and _tells(word, passage, passage.sentences[index])
    if word.dep == "ccomp":
        return word.head.index in sayers or _is_parenthetic(word)
    if word.dep == "conj":
        apart = _has_subject(word) or _apart(word, passage, passage.sentences[index])
        return apart and not _of_attached(word)
    return _has_subject(word) and (not _attached(word) or _then(word, passage, passage.sentences[index]))


def _only_announces(word: Word, sayers: set[int]) -> bool:
    """It is fashionable to say that …, it is worth remembering that …: nothing but what opens what is said."""
    said = [child for child in word.children if child.dep in {"xcomp", "ccomp", "csubj", "acl"}]
    subject = next((child.lower for child in word.children if child.dep in SUBJECTS), "")
    return word.dep == "ROOT" and subject == "it" and any(child.index in sayers for child in said)


def _supposed(head: Word, sayers: set[int], start: int) -> int:
    """Where the condition starts that stands before it, or before who says so: if rates fall, we think that …"""
    tellers = [head, head.head] if head.dep == "ccomp" and head.head.index in sayers else [head]
    return min([start, *(child.first.start for each in tellers for child in each.children if _conditional(child))])


def _conditional(clause: Word) -> bool:
    """A condition before what hangs on it."""
    if clause.dep != "advcl" or clause.index > clause.head.index:
        return False
    return inverted(clause) or any(child.lower in CONDITIONS for child in clause.children)


def _by_the_way(word: Word, passage: Passage, index: int) -> bool:
    """Said between a subject and its verb, naming nothing of the field: one manager says, and it is only a guess."""
    if not (_interposed(word) or (word.head.dep in SUBJECTS and word.last.index < word.head.head.index)):
        return False
    sentence = passage.sentences[index]
    where = (sentence.start + word.first.start, sentence.start + word.last.end)
    return not passage.periods.within(*where) and not _tells(word, passage, sentence)


def _tells(word: Word, passage: Passage, sentence: Sentence) -> bool:
    """It names, measures or moves something of the field."""
    where = (sentence.start + word.first.start, sentence.start + word.last.end)
    told = passage.names.within(*where) or passage.quantities.within(*where)
    return bool(told or passage.hits("metric", *where))


def _interposed(word: Word) -> bool:
    """Who says so, between the subject and the verb of what is said."""
    return word.dep == "parataxis" and word.last.index < word.head.index and word.first.index > word.head.first.index


def _then(word: Word, passage: Passage, sentence: Sentence) -> bool:
    """What comes after it, with a number on either side: up 18% before growth slows to 5%."""
    if not any(child.dep == "mark" and child.lower == "before" for child in word.children):
        return False
    first, last = sentence.start + word.first.start, sentence.start + word.last.end
    return word.head.index < word.index and all(
        passage.quantities.within(*where) for where in ((sentence.start, first), (first, last))
    )


def _attached(word: Word) -> bool:
    """Tied by a word that makes it a part of what it hangs on: if, than, wherever, so that; or by its order."""
    if inverted(word):
        return True
    marks = [child.lower for child in word.children if child.dep in {"mark", "advmod"} and child.index < word.index]
    return any(mark in ATTACHED for mark in marks) or marks in (["so", "that"], ["for"])


def inverted(clause: Word) -> bool:
    """A condition told by its order: should it fail, were it to fail, had it failed."""
    opens = clause.first.lower in INVERTED and clause.first.tag in FINITE
    return opens and clause.head is not clause and any(child.dep.startswith("nsubj") for child in clause.children)


def _adds(word: Word, parse: Parse) -> bool:
    """A relative clause behind a comma, which says something more of what is named: ", which sells fuel cells"."""
    opening = parse.words[word.first.index : word.index]
    return bool(opening) and _behind_comma(opening[0], parse) and any(one.lower in RELATIVES for one in opening[:2])


def _behind_comma(word: Word, parse: Parse) -> bool:
    return word.index > 0 and parse.words[word.index - 1].text in {",", "—", "–"}


def _apart(word: Word, passage: Passage, sentence: Sentence) -> bool:
    """A second verb of one subject that says something of its own: with a number, a time, a will or a may."""
    if _modal(word) and not _modal(word.head):
        return True
    where = (sentence.start + word.start, sentence.start + word.last.end)
    return bool(passage.quantities.within(*where) or passage.periods.within(*where))


def _modal(word: Word) -> bool:
    """Told with will, may and the like; a second verb with one of its own says something of its own."""
    return any(child.tag == "MD" for child in word.children)


def _verbal(word: Word) -> bool:
    return word.tag.startswith(("VB", "MD")) or any(child.dep in {"cop", "aux", "auxpass"} for child in word.children)


def _has_subject(word: Word) -> bool:
    return any(child.dep in SUBJECTS for child in word.children)


def _is_parenthetic(word: Word) -> bool:
    return word.index < word.head.index and word.head.dep == "ROOT"


def _of_attached(word: Word) -> bool:
    """One more verb of a clause that is tied to another: if power gets cheaper and prices fall."""
    first = word.head
    while first.dep == "conj":
        first = first.head
    return first.dep == "advcl" and _attached(first)


def _says(word: Word, passage: Passage, sentence: Sentence) -> bool:
    """A verb of saying or thinking with a clause that says what; "we do not expect" says the opposite itself."""
    kinds = {child.dep for child in word.children}
    if "ccomp" not in kinds or "neg" in kinds or any(child.lower in NOBODY for child in word.children):
        return False
    if _supposes(word):
        return False
    return "verb" in passage.values("speech", sentence.start + word.start, sentence.start + word.end)


def _supposes(word: Word) -> bool:
    """If you believe that …; whether … is not said."""
    told = [child for child in word.children if child.dep == "ccomp"]
    asked = any(each.lower == "whether" for child in told for each in child.children)
    return asked or (word.dep == "advcl" and any(child.lower in CONDITIONS for child in word.children))


def _owners(parse: Parse, heads: set[int]) -> list[int]:
    """For each word the nearest head that it hangs on, itself included, or else its root."""
    owners = [word.index for word in parse.words]
    open_words = [word for word in parse.words if word.head is word]
    while open_words:
        word = open_words.pop()
        for child in word.children:
            if child.index not in heads:
                owners[child.index] = owners[word.index]
            open_words.append(child)
    return owners


def _extent(head: Word, owners: Sequence[int]) -> tuple[int, int]:
    """First and last word of the run around `head` that belongs to no other head."""
    first = last = head.index
    while first and owners[first - 1] == head.index:
        first -= 1
    while last + 1 < len(owners) and owners[last + 1] == head.index:
        last += 1
    return first, last


def _own_subject(head: Word, start: int) -> int:
    """Where the subject of `head` starts, when nothing but words that describe it parts it from the run at `start`."""
    subject = next((child for child in head.children if child.dep in SUBJECTS and child.index < head.index), None)
    if subject is None or subject.last.end + GAP < start:
        return start
    return subject.first.start


def _trim(words: Sequence[Word], first: int, last: int) -> tuple[int, int]:
    """Code points of the run without punctuation and linking words at its edges."""
    while first <= last and (_edge(words[first]) or _counts(words, first) or _shades(words, first)):
        first += 1
    while last >= first and _edge(words[last]):
        last -= 1
    return (words[first].start, words[last].end - _stopped(words, last)) if first <= last else (0, 0)


def _stopped(words: Sequence[Word], nth: int) -> bool:
    """The full stop that the tagger leaves to the last word of a sentence: $570m."""
    word = words[nth]
    ends = all(other.is_blank for other in words[nth + 1 :])
    return ends and word.text.endswith(".") and word.text[:-1].isalpha() and word.text[:-1].islower()


def _counts(words: Sequence[Word], nth: int) -> bool:
    """The number of a point: first, second, before a comma."""
    return words[nth].lower in ORDINALS and nth + 1 < len(words) and words[nth + 1].text == ","


def _shades(words: Sequence[Word], nth: int) -> bool:
    """How much of a reason follows: partly because."""
    return words[nth].lower in SHADING and nth + 1 < len(words) and words[nth + 1].lower == "because"


def _subject(head: Word, sentence: Sentence, start: int) -> Range:
    """Where the grammatical subject stands: the first verb's for a second without one, what "which" tells of."""
    word = head
    while not _has_subject(word) and word.dep == "conj":
        word = word.head
    if word.dep == "relcl":
        return _phrase(word.head, sentence)
    for child in word.children:
        if child.dep in SUBJECTS:
            return _phrase(child, sentence)
    return Range(start, start)


def _phrase(noun: Word, sentence: Sentence) -> Range:
    """The noun with what hangs on it, up to a relative clause."""
    clauses = [child.first.start for child in noun.children if child.dep == "relcl" and child.index > noun.index]
    end = min([noun.last.end, *(max(noun.end, start - 1) for start in clauses)])
    return Range(sentence.start + noun.first.start, sentence.start + end)


def _edge(word: Word) -> bool:
    """Nothing of the proposition: a mark or a word that links it to its neighbour."""
    return (
        word.is_blank
        or word.lower in LINKS
        or (word.lower == "before" and word.dep == "mark")
        or (word.is_mark and word.text not in INSIDE)
    )
