"""English common nouns that a claim is about: equipment vendors, regional carriers, quartz crucibles.

The head of the grammatical subject with the nouns before it: who acts, in the plural or as one of many, and things that
two words tell.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from ingest.lexicons import nouns, words
from ingest.passage import Named
from ingest.sentences import Range
from ingest.subjects_en import grammatical
from ingest.unknown import slug

if TYPE_CHECKING:
    from ingest.parse import Word
    from ingest.passage import Passage
    from ingest.sentences import Segment

LAYERS = ("metric", "movement", "reference", "connective", "modality", "kind", "polarity")
ACTORS = nouns("actors_en")
NOBODY = frozenset(nouns("nobody_en"))
AGENTS = frozenset(nouns("agents_en"))
NO_HEADS = frozenset([*nouns("abstract_en"), *words("relational_words")])
ABSTRACT = nouns("abstract_endings_en")
VAGUE = frozenset(nouns("vague_en"))
FIRMS = frozenset(nouns("generic_en"))
ANY = frozenset({"a", "an", "any", "every", "each", "no"})  # articles of one of a kind
EXPECTING = frozenset(nouns("expecting_en"))
COMPLEMENTS = frozenset({"ccomp", "xcomp"})
FEW = 3  # words
SHORT = 2  # letters


def subject(passage: Passage, segment: Segment) -> Named | None:
    """The grammatical subject with the nouns before it: actors in the plural or one of many, things of two words."""
    noun = _head(passage, segment)
    if noun is None or noun.tag not in {"NN", "NNS"}:
        return None
    origin = passage.sentences[segment.sentence].start
    phrase = [*_before(noun, acting=_single(noun).endswith(ACTORS)), noun]
    start, end = origin + phrase[0].start, origin + noun.end
    told = any(passage.touched(layer, start, end) for layer in LAYERS) or passage.quantities.touching(start, end)
    single = _single(noun)
    if told or len(phrase) > FEW or not _unlisted(passage, Range(start, end), Range(origin + noun.start, end), single):
        return None
    owned = any(child.dep == "poss" for child in noun.children)
    told_apart = len(phrase) > 1 and single in FIRMS
    if owned or (single in NO_HEADS and not told_apart) or single.endswith(ABSTRACT):
        return None
    if len(phrase) == 1 and not (_acts(single) and _of_many(noun)) and not _are_things(noun, single):
        return None
    said = passage.text[start : origin + noun.start] + single
    return Named(start, end, slug(said))


def _head(passage: Passage, segment: Segment) -> Word | None:
    """The noun that is the subject; where that only measures, who expects it: operators expect sales to grow."""
    verb = passage.predicate(segment)
    noun = next(iter(grammatical(verb)), None)
    origin = passage.sentences[segment.sentence].start
    expected = verb.dep in COMPLEMENTS and verb.head.lower in EXPECTING
    if noun is None or not expected or not passage.hit_at("metric", origin + noun.start):
        return noun
    return next(iter(grammatical(verb.head)), None)


def _unlisted(passage: Passage, phrase: Range, noun: Range, single: str) -> bool:
    """No name has a part in it but that of firms at large: umbrella |factories."""
    inside = passage.names.within(*phrase)
    if not inside:
        return not passage.names.touching(*phrase)
    return phrase != noun and single in FIRMS and [name[:2] for name in inside] == [noun]


def _before(noun: Word, *, acting: bool) -> Iterator[Word]:
    """The words before it that say which are meant: nouns, and of actors what describes them: regional carriers."""
    for child in noun.children:
        noun_like = child.dep == "compound" and (child.index == 0 or not child.tag.startswith("NNP"))
        describes = (
            acting and child.dep == "amod" and child.tag in {"JJ", "VBG", "VBN", "NN"} and child.lower not in VAGUE
        )
        if child.index < noun.index and (noun_like or describes):
            yield child


def _acts(single: str) -> bool:
    return single.endswith(ACTORS) and single not in NOBODY | AGENTS


def _are_things(noun: Word, single: str) -> bool:
    """Many of a kind: homes, vendors; no figures or thoughts, nor the makers of something."""
    of_others = single in AGENTS and any(child.lower == "of" for child in noun.children)
    return noun.tag == "NNS" and single not in NOBODY and len(single) > SHORT and not of_others


def _of_many(noun: Word) -> bool:
    return noun.tag == "NNS" or any(child.lower in ANY for child in noun.children)


def _single(noun: Word) -> str:
    """The noun in the singular."""
    word = noun.lower
    if noun.tag != "NNS":
        return word
    if word.endswith("ies"):
        return f"{word[:-3]}y"
    if word.endswith(("sses", "xes", "ches", "shes")):
        return word[:-2]
    return word.removesuffix("s")
