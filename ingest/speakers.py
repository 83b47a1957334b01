"""Who says so: the source of reported speech, None for the author himself."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, NamedTuple

from ingest import informants, topics, voices
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
HOUSE = frozenset(words("house_words"))
PER = "Per "
VIEWS = frozenset(words("views"))
TURNS = frozenset({"contrast", "attacked_by"})
QUOTED = ("”", "」", "』", '"')
OPENINGS = ("，", "。", "；", "：", "！", "？", "「", "“", "、", "」", "”")
ADVERBS = frozenset({"d", "ad", "c"})
NAMING = frozenset([*"namqrfbucdw", "nr", "nz", "nt", "nw", "ns", "vn", "an", "PER", "ORG", "LOC"])
MOST_WORDS = 7
SAYERS = words("sayer_endings")
TOLD = frozenset({"ccomp", "xcomp", "parataxis", "conj", "dep", "advcl"})
DESCRIBING = frozenset({"relcl", "acl", "nsubj", "nsubjpass"})
PUT = frozenset({"put", "puts"})
ACQUAINTANCES = frozenset(words("acquaintances"))
RELATIVES = frozenset({"which", "who", "that"})
PRONOUNS = frozenset({"it", "he", "she", "they", "this", "which", "who"})


class Speaker(NamedTuple):
    """An entity id, or the words used; with the word that tells it."""

    name: str
    cue: Hit | None = None


class Speakers:
    """Finds the speaker of a segment by its sentence, else by the quotation it stands in."""

    def __init__(self, knowledge: Knowledge) -> None:
        self._knowledge = knowledge

    def of(self, passage: Passage, segment: Segment, carried: str | None, voice: str | None) -> Speaker | None:
        """The speaker, unless it is the author.

        `voice` is who spoke last in the paragraph, `carried` what it is about: a pronoun stands for one of them.
        """
        ahead = voice or (carried if carried and self._speaks(carried) else None)
        if passage.sentences[segment.sentence].lang == "en":
            said = self._parsed(passage, segment, ahead)
        else:
            said = self._before(passage, segment, ahead) or self._behind(passage, segment)
        said = (
            said
            or self._according(passage, segment)
            or _hearsay(passage, segment)
            or self._voice(passage, segment, voice)
        )
        return None if said and passage.own and _is_house(passage, said) else said

    def _voice(self, passage: Passage, segment: Segment, voice: str | None) -> Speaker | None:
        """Who goes on speaking: in a quotation, or in an interview."""
        if voice and voices.in_quotation(passage, segment):
            return Speaker(voice)
        unnamed = voice if voice and voice not in self._knowledge.entities else None
        if told := informants.goes_on(passage, segment, unnamed):
            return Speaker(told)
        labelled = topics.label(passage, segment)
        if labelled and labelled in self._knowledge.entities and self._knowledge.entities[labelled].type == "Person":
            return Speaker(labelled)
        name = passage.answers.get(passage.sentences[segment.sentence].block)
        return Speaker(self._known(passage, segment, name)) if name else None

    def _known(self, passage: Passage, segment: Segment, name: str) -> str:
        start = passage.blocks[passage.sentences[segment.sentence].block].start
        found = passage.names.within(start, start + LONGEST)
        return found[0].entity if found and passage.text[found[0].start : found[0].end] == name else name

    def _speaks(self, entity: str) -> bool:
        known = self._knowledge.entities.get(entity)
        return known is None or known.type in SPEAKING

    # -- Chinese: the nearest source and verb before what is said

    def _before(self, passage: Passage, segment: Segment, ahead: str | None) -> Speaker | None:
        sentence = passage.sentences[segment.sentence]
        verbs = passage.hits("speech", sentence.start, max(segment.subject.end, segment.subject.start + CLOSE))
        for verb in reversed(verbs):
            if verb.cue.value == "author" and verb.start < segment.subject.start:
                return None
            source = self._source(passage, sentence.start, verb.start, ahead) if verb.cue.value == "verb" else None
            if source is not None and not self._turned(passage, segment, verb, source):
                return Speaker(source, verb) if source != AUTHOR else None
        return None

    def _turned(self, passage: Passage, segment: Segment, verb: Hit, source: str) -> bool:
        """The author turns against unnamed people in the same sentence: 有人认为…，但…"""
        first = max(segment.start - 2, verb.end)
        turns = passage.hits("connective", first, max(segment.start + 2, first))
        return source not in self._knowledge.entities and any(hit.cue.value in TURNS for hit in turns)

    def _behind(self, passage: Passage, segment: Segment) -> Speaker | None:
        """Who is named behind a quotation: 「…」，黄仁勋说."""
        sentence = passage.sentences[segment.sentence]
        closing = passage.text[segment.end - 1 : segment.end + 2]
        if not voices.in_quotation(passage, segment) and not any(mark in closing for mark in QUOTED):
            return None
        for verb in passage.hits("speech", segment.end, _attributed(passage, segment))[:2]:
            if verb.cue.value == "verb":
                source = self._source(passage, max(segment.end, sentence.start), verb.start, None)
                return Speaker(source, verb) if source else None
        return None

    def _source(self, passage: Passage, start: int, end: int, ahead: str | None) -> str | None:
        """The source right before its verb; `AUTHOR` for the writer, None when nobody is there."""
        window = (max(start, end - LONGEST), end)
        people = [hit for hit in passage.hits("speech", *window) if hit.cue.value in {"source", "author"}]
        found = [(p.end, AUTHOR if p.cue.value == "author" else self._people(passage, p)) for p in people]
        named = [name for name in passage.names.within(*window) if name.end not in {p.end for p in people}]
        found += [(name.end, name.entity) for name in named if self._speaks(name.entity)]
        near = [(place, who) for place, who in found if _adverbial(passage.text[place:end])]
        return max(near)[1] if near else _phrase(passage, start, end, ahead)

    # -- English: the verbs of saying that govern the proposition, and their subjects

    def _parsed(self, passage: Passage, segment: Segment, carried: str | None) -> Speaker | None:
        sentence = passage.sentences[segment.sentence]
        head = passage.predicate(segment)
        for word in (head, *_governing(head), *_interposed(head)):
            verb = _sayer(passage, sentence.start, word)
            told = verb is not None and (word is not head or verb.cue.has("holds"))
            if not told and not (word is head and _puts(word)):
                continue
            who = self._subject(passage, sentence.start, word, carried)
            if who is not None:
                return Speaker(who, verb) if who != AUTHOR else None
        return None

    def _subject(self, passage: Passage, start: int, verb: Word, carried: str | None) -> str | None:
        subject = next((child for child in verb.children if child.dep == "nsubj"), None)
        if subject is None:
            return self._subject(passage, start, verb.head, carried) if verb.dep == "conj" else None
        if verb.dep == "relcl" and subject.lower in RELATIVES:
            told = passage.names.within(start + verb.head.first.start, start + verb.head.end)
            return told[-1].entity if told else carried
        if subject.lower in PRONOUNS:
            return carried
        first, last = start + subject.first.start, start + subject.last.end
        if any(hit.cue.value == "author" for hit in passage.hits("speech", first, last)) and not _acquainted(subject):
            return AUTHOR
        names = [name for name in passage.names.within(first, last) if self._speaks(name.entity)]
        people = [hit for hit in passage.hits("speech", first, last) if hit.cue.value == "source"]
        house = next(filter(None, (self._house(passage, hit) for hit in people)), None)
        return house or (names[0].entity if names else _brief(passage.text[first:last], subject))

    # -- both

    def _according(self, passage: Passage, segment: Segment) -> Speaker | None:
        sentence = passage.sentences[segment.sentence]
        if named := self._viewed(passage, sentence.start):
            return Speaker(named)
        for hit in passage.hits("speech", sentence.start, sentence.end):
            if hit.cue.value == "according":
                comma = passage.text.find("，", hit.end, sentence.end)
                last = min(sentence.end if comma < 0 else comma, hit.end + LONGEST)
                source = self._named(passage, hit.end, last)
                if source:
                    return Speaker(source, hit)
        return None

    def _viewed(self, passage: Passage, start: int) -> str | None:
        """Who opens an English sentence by his view: Per Bloomberg, In JPMorgan's view, By Gartner's count."""
        for name in passage.names.within(start, start + LONGEST)[:1]:
            opening, behind = passage.text[start : name.start], passage.text[name.end : name.end + LONGEST]
            view = behind[3:].split(",")[0] in VIEWS and behind[1:3] == "s "
            if self._speaks(name.entity) and (opening == PER or (opening in {"In ", "By ", "On "} and view)):
                return name.entity
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


def _is_house(passage: Passage, said: Speaker) -> bool:
    """Who writes the text: in a company's own release the company, its board and its management are the author."""
    return said.name == passage.theme or said.name.lower().removeprefix("the ") in HOUSE


def _attributed(passage: Passage, segment: Segment) -> int:
    """The end of the sentence, or of the next where the quotation ends with this one: 「…。」一位主管这么说。"""
    sentence = passage.sentences[segment.sentence]
    then = segment.sentence + 1
    closed = passage.text[sentence.start : sentence.end].endswith(QUOTED)
    if closed and then < len(passage.sentences) and passage.sentences[then].block == sentence.block:
        return passage.sentences[then].end
    return sentence.end


def _hearsay(passage: Passage, segment: Segment) -> Speaker | None:
    """Told as said by others, nobody knows whom: reportedly, 据传. Only what opens a sentence counts for all of it."""
    sentence = passage.sentences[segment.sentence]
    first = segment.frame.start if passage.hits("speech", segment.frame.start, segment.end) else sentence.start
    for hit in passage.hits("speech", first, segment.end):
        opens = hit.start - sentence.start <= 1 and passage.text[hit.end : hit.end + 1] in {"，", ","}
        if hit.cue.value == "hearsay" and (opens or hit.start >= segment.frame.start):
            return Speaker(passage.text[hit.start : hit.end], hit)
    return None


def _phrase(passage: Passage, start: int, end: int, ahead: str | None) -> str | None:
    """The words between the start of a Chinese clause and its verb, where they name someone: 董事长林书豪."""
    start = max((passage.text.rfind(mark, start, end) for mark in OPENINGS), default=-1) + 1 or start
    sentence = passage.sentence_at(start)
    if sentence is None:
        return None
    at = passage.sentences[sentence].start
    said = [word for word in passage.parses[sentence].between(start - at, end - at) if not word.is_blank]
    while said and said[-1].tag in ADVERBS:
        said.pop()
    if not said or len(said) > MOST_WORDS:
        return None
    if said[-1].text in informants.THEY:
        block = passage.blocks[passage.sentences[sentence].block]
        return informants.nearest(passage, block.start, at + said[-1].start) or ahead
    if not (said[-1].tag in {"PER", "ORG"} or said[-1].text.endswith(SAYERS)):
        return None
    apart = max((nth + 1 for nth, word in enumerate(said) if word.tag not in NAMING or word.text == "的"), default=0)
    named = said[apart:] if apart < len(said) else said
    return passage.text[at + named[0].start : at + named[-1].end].strip() if _alone(said[:apart]) else None


def _alone(said: list[Word]) -> bool:
    """What stands before the noun only describes it: 一位不愿具名的."""
    return not said or said[-1].text == "的"


def _governing(word: Word) -> Iterator[Word]:
    """The verbs of which the word tells what is said: neither those it stands beside nor those it describes."""
    while word.head is not word and (word.dep in TOLD or word.head.tag[:2] != "VB"):
        if word.dep in DESCRIBING:
            return
        beside, word = word.dep == "conj", word.head
        if not beside:
            yield word


def _sayer(passage: Passage, start: int, word: Word) -> Hit | None:
    """The word as a verb of saying; none where nobody is named who says so: is expected."""
    said = passage.hits("speech", start + word.start, start + word.end)
    passive = any(child.dep == "auxpass" for child in word.children)
    return None if passive else next((hit for hit in said if hit.cue.value == "verb"), None)


def _interposed(word: Word) -> Iterator[Word]:
    """Verbs said by the way of it: prices, traders say, will fall."""
    return (child for child in word.children if child.dep == "parataxis")


def _puts(word: Word) -> bool:
    """Puts the cost at £5m: tells a figure as its own."""
    return word.lower in PUT and any(child.lower == "at" for child in word.children)


def _acquainted(subject: Word) -> bool:
    """Somebody whom the writer knows, not the writer: my buddy, a friend of mine."""
    return subject.lower in ACQUAINTANCES


def _adverbial(text: str) -> bool:
    """Nothing but adverbs, or a place as in 在财报会上, between a speaker and his verb."""
    plain = text.strip()
    return "的" not in plain and (len(plain) <= CLOSE or plain.startswith("在")) and "，" not in plain


def _brief(words: str, head: Word) -> str:
    """The words of a noun phrase, cut at its first clause or aside."""
    short = words.split(",", maxsplit=1)[0].strip()
    return short if len(short) <= LONGEST else head.text
