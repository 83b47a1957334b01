"""English names that are read once and still believed: written as names, meaning nothing else, with a part in a clause.

`Hallmoor Power, a developer of gas plants`, `Norvane raised money`, `Helen Mordaunt, an analyst at Grid Partners`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, NamedTuple

from ingest import taggers
from ingest.endings import ended
from ingest.lexicons import layer, words
from kg.model import EntityType

if TYPE_CHECKING:
    from ingest.parse import Parse, Word
    from ingest.sentences import Sentence
    from kg.gazetteer import Knowledge

LONGEST_HEADING = 3  # words
LEAST = 4  # letters of a single word that nobody has read before
PROPER = frozenset({"NNP", "NNPS"})
NAMES = frozenset({"ORG", "PERSON", "PRODUCT", "GPE"})  # a new word may get any of these
ROLES = frozenset({"nsubj", "nsubjpass", "poss", "appos", "dobj", "pobj", "conj"})
COMPANIES = frozenset(words("company_nouns"))
TITLES = frozenset(words("title_nouns"))
SAYING = frozenset(word for word, cue in layer("speech") if cue.value == "verb")
POSSESSIONS = frozenset(words("possessions"))
MEASURED = frozenset(words("measured_compounds"))
SUBJECTS = frozenset({"nsubj", "nsubjpass"})
OF_FIRMS = frozenset(words("verbs_of_firms"))
BODIES = frozenset(words("bodies_of"))
HONORIFICS = frozenset(words("honorifics"))
_CAPITAL = re.compile(r"[A-Z][\w&'.-]*")
_SMALL = re.compile(r"(?<![\w'’-])[a-z]{3,}")


class Written(NamedTuple):
    """A name with its place and what it names."""

    start: int
    end: int
    kind: EntityType


class Believable:
    """Finds such names in one text; a word that it has in small letters, too, is none."""

    def __init__(self, text: str, knowledge: Knowledge) -> None:
        self._text = text
        self._small = set(_SMALL.findall(text)) | knowledge.words

    def find(self, sentence: Sentence, parse: Parse) -> Iterator[Written]:
        """The names of an English sentence."""
        for name in ended(parse, self._small):
            yield Written(
                sentence.start + name.start, sentence.start + name.end, "Organization" if name.body else "Company"
            )
        for start, end in _bodies(parse):
            yield Written(sentence.start + start, sentence.start + end, "Organization")
        for start, end, label in (*parse.names, *_unlabelled(parse)):
            inside = [word for word in parse.between(start, end) if word.tag != "POS" and word.text not in HONORIFICS]
            kind = self._kind(inside, label) if inside and label in NAMES else None
            if kind and _is_honoured(inside):
                kind = "Person"
            if kind:
                yield Written(sentence.start + inside[0].start, sentence.start + inside[-1].end, kind)
        if self._is_heading(parse):
            yield Written(sentence.start + parse.words[0].start, sentence.start + parse.words[-1].end, "Organization")

    def _is_heading(self, parse: Parse) -> bool:
        """A name that stands alone, of which a word at least means nothing: Ryanair, Wizz Air."""
        said = parse.words
        if not 0 < len(said) <= LONGEST_HEADING or any(
            label == "PERSON" and len(said) > 1 for *_, label in parse.names
        ):
            return False
        new = any(not taggers.has_read(word.lower) and word.lower not in self._small for word in said)
        told = any(label == "ORG" and end - start == said[-1].end for start, end, label in parse.names)
        return (new or told) and all(word.tag in PROPER and _CAPITAL.fullmatch(word.text) for word in said)

    def _kind(self, inside: list[Word], label: str) -> EntityType | None:
        """What it names, None where nothing shows that it is a name."""
        top = next((word for word in inside if word.head not in inside or word.head is word), None)
        if (
            top is None
            or (top.dep not in ROLES and not _measured(top))
            or not all(self._is_written(word) for word in inside if word.text != "&")
        ):
            return None
        beside = {word.lower for word in _beside(top)}
        if label == "PERSON" and len(inside) > 1:
            if top.dep in SUBJECTS and top.head.lower in OF_FIRMS:
                return "Organization"
            return "Person" if beside & TITLES or _says(top) or _is_told(top) or _is_honoured(inside) else None
        new = not any(taggers.has_read(word.lower) or word.lower in self._small for word in inside)
        acts = label != "GPE" or top.dep == "nsubj"
        if beside & COMPANIES or (new and acts and all(len(word.text) >= LEAST for word in inside)):
            return "Person" if len(inside) > 1 and _says(top) else "Organization"
        rare = not all(taggers.has_read(word.lower) or word.lower in self._small for word in inside)
        whole = label == "ORG" and len(inside) > 1 and top.dep != "pobj"
        return "Organization" if whole and rare else None

    def _is_written(self, word: Word) -> bool:
        is_name = bool(_CAPITAL.fullmatch(word.text)) and not word.text.isupper()
        return is_name and (word.tag in PROPER or not taggers.has_read(word.lower))


def _unlabelled(parse: Parse) -> Iterator[tuple[int, int, str]]:
    """Proper nouns that nobody has read and that do something, own something or are told more of, though the tagger
    does not take them for names: Islanore, a supplier; Orvento shipped; Codelco's output.
    """
    labelled = {place for start, end, label in parse.names if label in NAMES for place in range(start, end)}
    for word in parse.words:
        if taggers.has_read(word.lower):
            continue
        if _measured(word):
            yield word.start, word.end, "ORG"
        if word.tag not in PROPER:
            continue
        told = any(child.dep in {"appos", "relcl"} for child in word.children)
        owns = word.dep == "poss" and word.head.lower in POSSESSIONS
        if owns or (word.start not in labelled and (told or word.dep in SUBJECTS)):
            yield word.first.start if word.first.tag in PROPER else word.start, word.end, "ORG"


def _measured(word: Word) -> bool:
    """A new word with a capital before what is measured of it: Zepbound sales."""
    told = word.dep in {"compound", "amod"} and word.head.lower in MEASURED and word.head.dep in SUBJECTS
    return told and word.index == word.head.index - 1 and _CAPITAL.fullmatch(word.text) is not None


def _bodies(parse: Parse) -> Iterator[tuple[int, int]]:
    """The Port of Savannah, the University of Leeds."""
    for word in parse.words:
        if word.text not in BODIES or word.tag not in PROPER:
            continue
        links = (child for child in word.children if child.lower == "of" and child.index == word.index + 1)
        for name in (child for link in links for child in link.children if child.tag in PROPER):
            if name.first.index == word.index + 2:
                yield word.start, name.end


def _beside(top: Word) -> Iterator[Word]:
    """Nouns that say what a name is: in apposition, or right before it."""
    for child in top.children:
        if child.dep == "appos":
            yield child
            yield from child.children
        elif child.dep in {"compound", "amod"}:
            yield child


def _is_told(top: Word) -> bool:
    """Whether a title or more of who it is stands beside: the manager, Gordon Pike; Ana Ruiz, who runs the fund."""
    told = any(child.dep == "relcl" and any(word.lower == "who" for word in child.children) for child in top.children)
    beside = {word.lower for word in (top.head, *top.head.children)} if top.dep == "appos" else set()
    return told or bool(beside & TITLES)


def _is_honoured(name: list[Word]) -> bool:
    """Whether it is called Ms or Dr."""
    return any(child.text in HONORIFICS for word in name for child in word.children)


def _says(top: Word) -> bool:
    return top.dep == "nsubj" and top.head.lower in SAYING
