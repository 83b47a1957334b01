"""The English verbs that say something, and the words for who says it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from ingest.lexicons import words

if TYPE_CHECKING:
    from ingest.matcher import Hit
    from ingest.parse import Word
    from ingest.passage import Passage

LONGEST = 40  # characters of words that name a speaker
TOLD = frozenset({"ccomp", "xcomp", "parataxis", "conj", "dep", "advcl"})
DESCRIBING = frozenset({"relcl", "acl", "nsubj", "nsubjpass"})
PUT = frozenset({"put", "puts"})
VALUES = frozenset({"dobj", "npadvmod", "nummod", "attr", "dep"})
SAYS = frozenset({"say", "says", "said", "reckon", "reckons", "reckoned"})
BEING = frozenset({"is", "was", "’s", "'s"})
VIEWS = frozenset(words("view_nouns"))
OWN = frozenset({"my", "our", "its", "his", "her", "their", "your"})
ACQUAINTANCES = frozenset(words("acquaintances"))


def governing(word: Word) -> Iterator[Word]:
    """The verbs of which the word tells what is said: neither those it stands beside nor those it describes."""
    while word.head is not word and (word.dep in TOLD or word.head.tag[:2] != "VB"):
        if word.dep in DESCRIBING:
            return
        beside, word = word.dep == "conj", word.head
        if not beside:
            yield word


def sayer(passage: Passage, start: int, word: Word) -> Hit | None:
    """The word as a verb of saying; none where nobody is named who says so: is expected."""
    said = passage.hits("speech", start + word.start, start + word.end)
    passive = any(child.dep == "auxpass" for child in word.children)
    return None if passive else next((hit for hit in said if hit.cue.value == "verb"), None)


def interposed(word: Word) -> Iterator[Word]:
    """Verbs said by the way of it: prices, traders say, will fall."""
    return (child for child in word.children if child.dep == "parataxis")


def puts(word: Word) -> bool:
    """Puts the cost at £5m: tells a figure as its own."""
    return word.lower in PUT and any(child.lower == "at" for child in word.children)


def figures(word: Word) -> bool:
    """Says a number and no clause: the partners say 60 million."""
    told = (child for child in word.children if child.index > word.index and child.dep in VALUES)
    return word.lower in SAYS and any(each.tag == "CD" for child in told for each in (child, *child.children))


def viewer(head: Word) -> Word | None:
    """Whose view it is that is told: the carriers' answer is that …"""
    being = head.head if head.dep == "ccomp" else head
    if being.lower not in BEING or not any(child.dep == "ccomp" for child in being.children):
        return None
    noun = next((child for child in being.children if child.dep == "nsubj"), None)
    if noun is None or noun.lower not in VIEWS:
        return None
    owner = next((child for child in noun.children if child.dep == "poss"), None)
    return owner if owner is not None and owner.lower not in OWN else None


def acquainted(subject: Word) -> bool:
    """Somebody whom the writer knows, not the writer: my buddy, a friend of mine."""
    return subject.lower in ACQUAINTANCES


def brief(words: str, head: Word) -> str:
    """The words of a noun phrase, cut at its first clause or aside."""
    short = words.split(",", maxsplit=1)[0].strip()
    return short if len(short) <= LONGEST else head.text
