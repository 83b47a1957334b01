"""The subject of an English clause: the head of its grammatical subject, by the parse."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from ingest.kin import BYSTANDERS
from ingest.lexicons import words
from ingest.segments_en import SUBJECTS

if TYPE_CHECKING:
    from ingest.kin import Kin
    from ingest.parse import Word
    from ingest.passage import Named, Passage
    from ingest.sentences import Segment

OF = ("'s", "’s", "'", "")
EXPLETIVE = "expl"
SHOWN = frozenset({"attr", "dobj"})  # what "there is" brings in
OBJECTS = frozenset({"pobj", "pcomp"})
WANTED = "demand"  # of this the object counts, not who wants it
OWNING = frozenset(words("owning_prepositions"))
RELATIONAL = frozenset(words("relational_words"))
PRONOUNS = frozenset({"it", "they"})
NUMBERS = {"it": frozenset({"NN", "NNP"}), "they": frozenset({"NNS", "NNPS", "NNP"})}  # tags of what each may stand for
RELATIVES = frozenset({"which", "that", "who", "whose"})
INDEFINITE = frozenset(words("indefinite_pronouns"))
ROLES = frozenset(words("company_nouns"))
FIRMS = frozenset({"companies", "firms", "groups", "businesses", "stocks", "shares", "banks", "labs", "pair"})
MAKER = "maker"
POINTING = frozenset({"the", "this", "that"})
PRICES = frozenset(words("prices"))  # rents for the H100
SUPERLATIVE, RANKS = frozenset({"JJS", "RBS"}), frozenset(words("ranks_en"))
BEING = frozenset({"is", "was", "are", "were", "be", "been", "remains", "remained"})
DEEP = 3  # noun phrases inside one another


def named(passage: Passage, segment: Segment, kin: Kin) -> str | None:
    """The entity that the grammatical subject names, else the one that it belongs to."""
    ranked = _ranked(passage, segment, kin)
    if ranked:
        return ranked
    phrases = _Phrases(passage, segment, kin)
    found = [phrases.topic(noun, DEEP) for noun in grammatical(passage.predicate(segment))]
    return next((name for name in found if name and kin.proper(name)), None) or next(filter(None, found), None)


def _ranked(passage: Passage, segment: Segment, kin: Kin) -> str | None:
    """Who holds a rank that the subject tells: the largest carmaker was Toyota."""
    verb, start = passage.predicate(segment), passage.sentences[segment.sentence].start
    nouns = grammatical(verb)
    top = any(child.tag in SUPERLATIVE or child.lower in RANKS for noun in nouns for child in _describing(noun))
    holders = [child for child in verb.children if child.dep == "attr"] if top and verb.lower in BEING else []
    names = (passage.names.around(start + holder.start) for holder in holders if holder not in nouns)
    return next((name.entity for name in names if name and kin.proper(name.entity)), None)


def _describing(noun: Word) -> list[Word]:
    """What stands right before a noun, and what that hangs on: most valuable."""
    own = list(noun.children)
    return [*own, *(below for child in own for below in child.children if child.dep == "amod")]


def unlisted(passage: Passage, segment: Segment) -> bool:
    """Whether the subject is a noun of its own that no list holds: towers in "cooling towers will cost more"."""
    noun = next(iter(grammatical(passage.predicate(segment))), None)
    if noun is None or not noun.tag.startswith("NN") or noun.lower in RELATIONAL or noun.lower in INDEFINITE:
        return False
    start = passage.sentences[segment.sentence].start
    place = (start + noun.start, start + noun.end)
    told = (
        passage.touched("metric", *place) or passage.touched("reference", *place) or passage.touched("speech", *place)
    )
    return not (told or passage.periods.touching(*place) or passage.quantities.touching(*place))


def in_a_role(passage: Passage, segment: Segment) -> bool:
    """Whether the subject is a firm told by what it does: the planemaker, the Irish carrier."""
    noun = next(iter(grammatical(passage.predicate(segment))), None)
    if noun is None or noun.tag != "NN" or not (noun.lower in ROLES or noun.lower.endswith(MAKER)):
        return False
    pointed = any(child.lower in POINTING for child in noun.children)
    return pointed and not any(child.dep in {"prep", "relcl", "appos"} for child in noun.children)


def does(passage: Passage, segment: Segment, entity: str) -> bool:
    """Whether the grammatical subject is the entity itself, and the verb has an object."""
    verb = passage.predicate(segment)
    noun = next(iter(_subjects(verb)), None)
    start = passage.sentences[segment.sentence].start
    named = passage.names.around(start + noun.start) if noun and noun.dep == "nsubj" else None
    return named is not None and named.entity == entity and any(child.dep == "dobj" for child in verb.children)


def counts(passage: Passage, segment: Segment) -> bool:
    """Whether "both" is the subject itself or counts firms: both companies, as against both trends."""
    noun = next(iter(grammatical(passage.predicate(segment))), None)
    return noun is None or noun.tag not in {"NN", "NNS"} or noun.lower in FIRMS or noun.lower.endswith("makers")


def grammatical(verb: Word) -> list[Word]:
    """The nouns that are the subject of the verb; for a second verb without one, the first verb's."""
    while verb.dep == "conj" and not _subjects(verb):
        verb = verb.head
    found = _subjects(verb)
    if found and found[0].dep == EXPLETIVE:
        return [child for child in verb.children if child.dep in SHOWN]
    return found


def _subjects(verb: Word) -> list[Word]:
    return [child for child in verb.children if child.dep in SUBJECTS]


def _is_relative(noun: Word) -> bool:
    """Which, who; whose campus."""
    return noun.lower in RELATIVES or any(child.lower in RELATIVES for child in noun.children)


def antecedent(passage: Passage, segment: Segment, kin: Kin) -> str | None:
    """What a relative pronoun stands for, or who tells of himself, where the subject is one."""
    verb = passage.predicate(segment)
    nouns = _subjects(verb)
    relative = verb.dep == "relcl" and nouns and _is_relative(nouns[0])
    if relative:
        return _Phrases(passage, segment, kin).topic(verb.head, DEEP)
    return _sayer(passage, segment, kin, nouns[0]) if nouns and nouns[0].lower in PRONOUNS else None


def _sayer(passage: Passage, segment: Segment, kin: Kin, pronoun: Word) -> str | None:
    """Who says it of themselves: refiners say that they will run at a loss."""
    verb = passage.predicate(segment)
    nouns = _subjects(verb.head) if verb.dep == "ccomp" else []
    if not nouns or nouns[0].tag not in NUMBERS[pronoun.lower]:
        return None
    found = _Phrases(passage, segment, kin).topic(nouns[0], 0)
    return found if found and not kin.place(found) and kin.kind(found) != "Person" else None


class _Phrases:
    """The noun phrases of one segment."""

    def __init__(self, passage: Passage, segment: Segment, kin: Kin) -> None:
        self._passage, self._kin = passage, kin
        self._origin = passage.sentences[segment.sentence].start

    def topic(self, noun: Word, deep: int) -> str | None:
        """What the phrase is about: its noun, the name beside it, whose it is or what it is of."""
        own, beside, before = self._own(noun), self._beside(noun), self._before(noun)
        if own and not beside and own not in BYSTANDERS | PRICES and not self._kin.place(own):
            return before if before and self._kin.theme(own) and self._kin.company(before) else own
        behind = self._behind(noun, deep) if deep else None
        ways = (beside, behind, before) if self._wanted(noun) or own in PRICES else (beside, before, behind)
        return next((found for found in ways if found), None) or own or self._inside(noun)

    def _own(self, noun: Word) -> str | None:
        found = self._passage.names.around(self._origin + noun.start)
        return found.entity if found else None

    def _beside(self, noun: Word) -> str | None:
        """Its rival, Anthropic: a name in apposition."""
        names = [self._own(child) for child in noun.children if child.dep == "appos"]
        return next((name for name in names if name and self._kin.proper(name)), None)

    def _before(self, noun: Word) -> str | None:
        """Whose or what: the names before the noun, places and names inside of a metric aside."""
        start = self._origin + noun.first.start
        names = [name for name in self._passage.names.within(start, self._origin + noun.start) if self._free(name)]
        return self._narrowest(names) if names else None

    def _free(self, name: Named) -> bool:
        return not (self._kin.place(name.entity) or self._passage.touched("metric", name.start, name.end))

    def _narrowest(self, names: Sequence[Named]) -> str:
        best = names[0]
        for name in names[1:]:
            if self._passage.text[best.end : name.start].strip() not in OF:
                break
            best = name if self._kin.narrower(name.entity, best.entity) else best
        return best.entity

    def _behind(self, noun: Word, deep: int) -> str | None:
        """The cost of training, growth at Azure: what stands behind a preposition."""
        objects = (
            child
            for link in noun.children
            if link.index > noun.index and link.lower in OWNING
            for child in link.children
            if child.dep in OBJECTS
        )
        found = (self.topic(child, deep - 1) for child in objects)
        return next((name for name in found if name and not self._kin.place(name)), None)

    def _wanted(self, noun: Word) -> bool:
        return WANTED in self._passage.values("metric", *self._place(noun))

    def _inside(self, noun: Word) -> str | None:
        """Any name of the phrase."""
        names = self._passage.names.within(self._origin + noun.first.start, self._origin + noun.end)
        return names[0].entity if names else None

    def _place(self, noun: Word) -> tuple[int, int]:
        return self._origin + noun.start, self._origin + noun.end
