"""What an English verb tells with its object or its subject: to cut jobs is headcount, to go live is product_launch.

>>> frames = Frames.load()
>>> frames.metrics >= {"headcount", "product_launch"}
True
"""

from __future__ import annotations

import tomllib
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cache, partial
from types import MappingProxyType
from typing import TYPE_CHECKING, NamedTuple

from ingest.lexicons import DATA, Cue
from ingest.marks import stem
from ingest.matcher import Hit
from ingest.plurals import singular

if TYPE_CHECKING:
    from ingest.parse import Word
    from ingest.passage import Passage
    from ingest.sentences import Segment

FILE = DATA / "frames.toml"
PLACE = "@place"  # in a list of subjects: the name of a country, a state or a town
DEEP = 3  # verbs that only lead on to another: plans to be able to build
OBJECTS = frozenset({"dobj", "nsubjpass", "attr", "oprd", "dative"})
BEARING = frozenset({"prep", "prt", "advmod", "acomp", "agent", "dative", "oprd", "dobj", "ccomp", "advcl"})
LEADING = frozenset({"xcomp", "pcomp", "dobj", "attr", "prep", "acomp"})
PARTS = frozenset({"NN", "NNS", "CD", "DT", "JJ", "JJS", "PDT", "$"})


class Frame(NamedTuple):
    """A verb, the words that belong to it or must not, and the nouns that must stand with it (any, where none do).

    One that stands `alone` has no object.
    """

    cue: Cue
    rest: frozenset[str]
    without: frozenset[str]
    alone: bool
    objects: frozenset[str]
    subjects: frozenset[str]
    wholes: frozenset[str]


class Noun(NamedTuple):
    """What a metric is called where a statement is about it, and words of which one must describe it, if any."""

    cue: Cue
    beside: frozenset[str]


class Frames:
    """The frames of `frames.toml`, by their verb."""

    def __init__(
        self, frames: Mapping[str, Sequence[Frame]], nouns: Mapping[str, Sequence[Noun]], states: Mapping[str, Cue]
    ) -> None:
        self._frames = frames
        self._nouns = nouns
        self._states = states

    @staticmethod
    @cache
    def load() -> Frames:
        """Those of the data file."""
        data = tomllib.loads(FILE.read_text(encoding="utf-8"))
        found: dict[str, list[Frame]] = defaultdict(list)
        for table in data["frame"]:
            for verb, frame in _frames(table):
                for form in (verb, *data["forms"].get(verb, ())):
                    found[stem(form)].append(frame)
        nouns: dict[str, list[Noun]] = defaultdict(list)
        for noun, told in (pair for table in data["noun"] for pair in _nouns(table)):
            nouns[noun].append(told)
        return Frames(found, nouns, {word: _cue(table) for table in data["state"] for word in table["words"]})

    @property
    def metrics(self) -> set[str]:
        """What they tell of."""
        told = {str(frame.cue.get("metric")) for frames in self._frames.values() for frame in frames}
        told |= {str(cue.get("metric")) for cue in self._states.values()}
        return told | {noun.cue.value for nouns in self._nouns.values() for noun in nouns}

    def subject(self, passage: Passage, segment: Segment) -> Hit | None:
        """The head of an English segment's subject, where it is a noun for a metric."""
        if passage.sentences[segment.sentence].lang != "en":
            return None
        origin = passage.sentences[segment.sentence].start
        for head in _subjects(passage.predicate(segment), passage.predicate(segment)):
            found = [noun for noun in self._nouns.get(_noun(head.lower), ()) if _described(noun, head)]
            start, end = origin + head.start, origin + head.end
            named = passage.hit_at("metric", start) or _meaning(passage.hit_at("movement", start))
            if found and not named and start >= segment.start:
                return Hit(start, end, found[0].cue)
        return None

    def state(self, passage: Passage, segment: Segment) -> Hit | None:
        """The adjective that an English segment says of its subject, where it tells a metric."""
        if passage.sentences[segment.sentence].lang != "en":
            return None
        origin = passage.sentences[segment.sentence].start
        for word in passage.predicate(segment).children:
            if word.dep == "acomp" and word.lower in self._states and origin + word.start < segment.end:
                return Hit(origin + word.start, origin + word.end, self._states[word.lower])
        return None

    def of(self, passage: Passage, segment: Segment) -> Hit | None:
        """The verb of an English segment that tells a metric with what stands beside it."""
        if passage.sentences[segment.sentence].lang != "en":
            return None
        head, origin = passage.predicate(segment), passage.sentences[segment.sentence].start
        places = partial(_is_place, passage, origin)
        for verb in _verbs(head, DEEP):
            start = origin + verb.start
            if segment.start <= start < segment.end:
                for frame in self._frames.get(stem(verb.lower), ()):
                    if _fits(frame, verb, head, places):
                        return Hit(start, origin + verb.end, frame.cue)
        return None


def _cue(table: Mapping[str, object]) -> Cue:
    return Cue("movement", str(table.get("value", "none")), MappingProxyType({"metric": str(table["metric"])}))


def _frames(table: Mapping[str, object]) -> Iterator[tuple[str, Frame]]:
    cue = _cue(table)
    nouns = [frozenset(map(_noun, table.get(key, ()))) for key in ("objects", "subjects", "of")]  # type: ignore[call-overload]
    without = frozenset(table.get("without", ()))  # type: ignore[call-overload]
    for words in table["verbs"]:  # type: ignore[attr-defined]
        verb, *rest = words.split()
        yield verb, Frame(cue, frozenset(rest), without, bool(table.get("alone")), *nouns)


def _meaning(move: Hit | None) -> Hit | None:
    """A word of movement that means a metric itself: losses."""
    return move if move and move.cue.get("metric") else None


def _nouns(table: Mapping[str, Sequence[str]]) -> Iterator[tuple[str, Noun]]:
    noun = Noun(Cue("metric", str(table["metric"])), frozenset(map(_noun, table.get("beside", ()))))
    for word in table["nouns"]:
        yield _noun(word), noun


def _described(noun: Noun, head: Word) -> bool:
    if not noun.beside:
        return True
    near = [child for child in head.children if child.dep in {"amod", "compound", "prep", "poss", "nmod"}]
    words = [*near, *(word for child in near for word in child.children)]
    return any(_noun(word.lower) in noun.beside for word in words)


def _noun(words: str) -> str:
    """A noun is known by its last word, as one of its kind: companies, company."""
    return singular(words.rsplit(" ", 1)[-1])


def _verbs(head: Word, deep: int) -> Iterator[Word]:
    """What the predicate comes to, before what leads on to it: plans to build, has no plan to build."""
    if deep:
        for child in head.children:
            if child.dep in LEADING or (child.dep == "acl" and child.tag == "VB"):
                yield from _verbs(child, deep - 1)
    if head.tag.startswith("VB"):
        yield head


def _is_place(passage: Passage, origin: int, noun: Word) -> bool:
    name = passage.names.around(origin + noun.start)
    return name is not None and passage.kin.place(name.entity)


def _fits(frame: Frame, verb: Word, head: Word, places: Callable[[Word], bool]) -> bool:
    beside = {child.lower for child in _beside(verb)}
    if not frame.rest <= beside or frame.without & beside:
        return False
    if frame.alone and any(child.dep in OBJECTS for child in verb.children):
        return False
    if frame.objects and not any(_noun(noun.lower) in frame.objects for noun in _objects(verb)):
        return False
    if frame.wholes and not any(_noun(noun.lower) in frame.wholes for noun in _wholes(verb)):
        return False
    if not frame.subjects:
        return True
    doers = list(_subjects(verb, head))
    named = any(_noun(noun.lower) in frame.subjects for noun in doers)
    return named or (PLACE in frame.subjects and any(map(places, doers)))


def _beside(verb: Word) -> Iterator[Word]:
    for child in verb.children:
        yield child
        if child.dep in BEARING:
            yield from child.children


def _objects(verb: Word) -> Iterator[Word]:
    """Its object, or what it is done to, with what they are a part of; and what stands behind its prepositions."""
    for child in verb.children:
        if child.dep in OBJECTS:
            yield from _parts(child)
        elif child.dep == "prep" and child.lower != "by":
            for noun in child.children:
                if noun.dep == "pobj":
                    yield from _parts(noun)
    if verb.dep == "acl" and verb.tag == "VBN":
        yield verb.head


def _parts(noun: Word) -> Iterator[Word]:
    """The noun, what it is one of (two of its plants, a tenth of the sailings), and what is told beside it."""
    yield noun
    for child in noun.children:
        if child.dep == "conj":
            yield child
        elif child.dep == "prep" and child.lower == "of" and noun.tag in PARTS:
            yield from (item for item in child.children if item.dep == "pobj")


def _wholes(verb: Word) -> Iterator[Word]:
    """What its object is a part of: a fifth of sales."""
    for noun in _objects(verb):
        yield from (item for child in noun.children if child.lower == "of" for item in child.children)


def _subjects(verb: Word, head: Word) -> Iterator[Word]:
    """Who does it, or to whom it is done: of the verb itself, else of the predicate that leads on to it."""
    own = [child for child in verb.children if child.dep in {"nsubj", "nsubjpass"}]
    for child in own or [child for child in head.children if child.dep in {"nsubj", "nsubjpass"}]:
        yield from _parts(child)
