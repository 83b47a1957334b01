"""Who says so: the source of reported speech, None for the author himself."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from ingest.lexicons import words
from ingest.matcher import Hit
from ingest.passage import Named, Passage
from ingest.sentences import Segment

if TYPE_CHECKING:
    from ingest.parse import Word
    from kg.gazetteer import Knowledge

CLOSE = 5  # Chinese characters of adverbs between a speaker and his verb
LONGEST = 40  # characters of words that name a speaker
BEFORE_PEOPLE = frozenset(words("before_people"))
BEHIND_PEOPLE = frozenset(words("behind_people"))
SPEAKING = frozenset({"Company", "Organization", "Person"})
AUTHOR = ""
PRONOUNS = frozenset({"it", "he", "she", "they", "this", "which", "who"})


class Speaker(NamedTuple):
    """An entity id, or the words used; with the word that tells it."""

    name: str
    cue: Hit


class Speakers:
    """Finds the speaker of a segment by its sentence, else by the quotation it stands in."""

    def __init__(self, knowledge: Knowledge) -> None:
        self._knowledge = knowledge

    def of(self, passage: Passage, segment: Segment, carried: str | None) -> Speaker | None:
        """The speaker, unless it is the author; `carried` is whom a pronoun stands for."""
        if passage.sentences[segment.sentence].lang == "en":
            return self._parsed(passage, segment, carried) or self._according(passage, segment)
        return self._before(passage, segment) or self._according(passage, segment)

    def _speaks(self, entity: str) -> bool:
        known = self._knowledge.entities.get(entity)
        return known is None or known.type in SPEAKING

    # -- Chinese: the nearest source and verb before what is said

    def _before(self, passage: Passage, segment: Segment) -> Speaker | None:
        sentence = passage.sentences[segment.sentence]
        verbs = passage.hits("speech", sentence.start, max(segment.subject.end, segment.subject.start + CLOSE))
        for verb in reversed(verbs):
            if verb.cue.value == "author" and verb.start < segment.subject.start:
                return None
            source = self._source(passage, sentence.start, verb.start) if verb.cue.value == "verb" else None
            if source is not None:
                return Speaker(source, verb) if source != AUTHOR else None
        return None

    def _source(self, passage: Passage, start: int, end: int) -> str | None:
        """The source right before its verb; `AUTHOR` for the writer, None when nobody is there."""
        window = (max(start, end - LONGEST), end)
        people = [hit for hit in passage.hits("speech", *window) if hit.cue.value in {"source", "author"}]
        found = [(p.end, AUTHOR if p.cue.value == "author" else self._people(passage, p)) for p in people]
        named = [name for name in passage.names.within(*window) if name.end not in {p.end for p in people}]
        found += [(name.end, name.entity) for name in named if self._speaks(name.entity)]
        near = [(place, who) for place, who in found if _adverbial(passage.text[place:end])]
        return max(near)[1] if near else None

    # -- English: the verbs of saying that govern the proposition, and their subjects

    def _parsed(self, passage: Passage, segment: Segment, carried: str | None) -> Speaker | None:
        sentence = passage.sentences[segment.sentence]
        head = passage.predicate(segment)
        for word in (head, *head.ancestors()):
            said = passage.hits("speech", sentence.start + word.start, sentence.start + word.end)
            verb = next((hit for hit in said if hit.cue.value == "verb"), None)
            if verb is None or (word is head and not verb.cue.has("holds")):
                continue
            who = self._subject(passage, sentence.start, word, carried)
            if who is not None:
                return Speaker(who, verb) if who != AUTHOR else None
        return None

    def _subject(self, passage: Passage, start: int, verb: Word, carried: str | None) -> str | None:
        subject = next((child for child in verb.children if child.dep == "nsubj"), None)
        if subject is None:
            return None
        if subject.lower in PRONOUNS:
            return carried if carried and self._speaks(carried) else None
        first, last = start + subject.first.start, start + subject.last.end
        if any(hit.cue.value == "author" for hit in passage.hits("speech", first, last)):
            return AUTHOR
        names = [name for name in passage.names.within(first, last) if self._speaks(name.entity)]
        people = [hit for hit in passage.hits("speech", first, last) if hit.cue.value == "source"]
        house = next(filter(None, (self._house(passage, hit) for hit in people)), None)
        return house or (names[0].entity if names else _brief(passage.text[first:last], subject))

    # -- both

    def _according(self, passage: Passage, segment: Segment) -> Speaker | None:
        sentence = passage.sentences[segment.sentence]
        for hit in passage.hits("speech", sentence.start, sentence.end):
            if hit.cue.value == "according":
                source = self._named(passage, hit.end, min(sentence.end, hit.end + LONGEST))
                if source:
                    return Speaker(source, hit)
        return None

    def _named(self, passage: Passage, start: int, end: int) -> str | None:
        """The first name, else unnamed source, else capitalised words, in the range."""
        names = [name for name in passage.names.within(start, end) if self._speaks(name.entity)]
        people = [hit for hit in passage.hits("speech", start, end) if hit.cue.value == "source"]
        found = [(name.start, name.entity) for name in names]
        found += [(hit.start, self._people(passage, hit)) for hit in people]
        words = passage.text[start:end].split(",")[0].split(".")[0].strip()
        return min(found)[1] if found else words if words[:1].isupper() else None

    def _people(self, passage: Passage, hit: Hit) -> str:
        """Unnamed people: their house where the words name it, else what they are called."""
        return self._house(passage, hit) or passage.text[hit.start : hit.end]

    def _house(self, passage: Passage, people: Hit) -> str | None:
        """Who employs unnamed people: 高盛分析师, Goldman's economists, analysts at Goldman."""
        for name in passage.names.within(max(0, people.start - LONGEST), people.end + LONGEST):
            gap = passage.text[name.end : people.start] if name.end <= people.start else None
            behind = passage.text[people.end : name.start] if name.start >= people.end else None
            if (gap in BEFORE_PEOPLE or behind in BEHIND_PEOPLE) and self._employs(passage, name):
                return name.entity
        return None

    def _employs(self, passage: Passage, name: Named) -> bool:
        known = self._knowledge.entities.get(name.entity)
        is_house = known is not None and known.type in {"Company", "Organization"}
        return is_house and not passage.hits("speech", name.start, name.end)


def _adverbial(text: str) -> bool:
    """Nothing but adverbs, or a place as in 在财报会上, between a speaker and his verb."""
    plain = text.strip()
    return "的" not in plain and (len(plain) <= CLOSE or plain.startswith("在")) and "，" not in plain


def _brief(words: str, head: Word) -> str:
    """The words of a noun phrase, cut at its first clause or aside."""
    short = words.split(",", maxsplit=1)[0].strip()
    return short if len(short) <= LONGEST else head.text
