"""Who says so: the source of reported speech, None for the author himself."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from ingest import informants, qualifiers, sources_en, sources_zh, voices
from ingest.lexicons import words
from ingest.matcher import Hit
from ingest.passage import Named, Passage
from ingest.sentences import Segment

if TYPE_CHECKING:
    from ingest.parse import Word
    from kg.gazetteer import Knowledge

LONGEST = 40  # characters of words that name a speaker
COMMA = re.compile("[，,]")
BEFORE_PEOPLE = frozenset(words("before_people"))
BEHIND_PEOPLE = frozenset(words("behind_people"))
SPEAKING = frozenset({"Company", "Organization", "Person"})
AUTHOR = ""
HOUSE = frozenset(words("house_words"))
PER = "Per "
VIEWS = frozenset(words("views"))
TURNS = frozenset({"contrast", "attacked_by"})
ENDING = "了道：。！!」”』 "
QUOTED = ("”", "」", "』", '"')
RELATIVES = frozenset({"which", "who", "that"})
FORECASTS = frozenset(words("forecast_nouns"))
POSSESSIVES = frozenset({"our", "my", "its", "their", "your", "his", "her"})
CROWDS = frozenset({"consensus", "street"})
HAVING = frozenset({"has", "had", "is", "was", "stands", "stood", "sits", "sat"})
THINGS = frozenset(words("telling_things"))
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
            said = self._own(passage, segment, ahead) or self._before(passage, segment, ahead)
            said = said or self._behind(passage, segment) or self._closing(passage, segment, ahead)
        said = (
            said
            or self._according(passage, segment)
            or _hearsay(passage, segment)
            or self._voice(passage, segment, voice)
        )
        return None if said and passage.own and _is_house(passage, said) else said

    def _voice(self, passage: Passage, segment: Segment, voice: str | None) -> Speaker | None:
        """Who goes on speaking: in a quotation, or in an interview."""
        if voice and (voices.in_quotation(passage, segment) or voices.resumed(passage, segment)):
            return Speaker(voice)
        unnamed = voice if voice and voice not in self._knowledge.entities else None
        if told := informants.goes_on(passage, segment, unnamed):
            return Speaker(told)
        labelled = passage.labels[segment.sentence]
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
        last = max(segment.subject.end, segment.subject.start + sources_zh.CLOSE)
        for verb in reversed(passage.hits("speech", sentence.start, last)):
            if qualifiers.yardstick(passage, verb) or (verb.cue.has("comma") and not _paused(passage, verb)):
                continue
            if verb.cue.value == "author" and verb.start < segment.subject.start:
                return None
            source = self._source(passage, sentence.start, verb.start, ahead) if verb.cue.value == "verb" else None
            if source is None and verb.cue.value == "verb" and not verb.cue.has("holds") and verb.end <= segment.start:
                source = self._opener(passage, sentence.start, verb.start)
            if source is not None and not self._turned(passage, segment, verb, source):
                return Speaker(source, verb) if source != AUTHOR else None
        return None

    def _turned(self, passage: Passage, segment: Segment, verb: Hit, source: str) -> bool:
        """The author turns against unnamed people in the same sentence: 有人认为…，但…"""
        turns = passage.hits("connective", verb.end, max(segment.start + 2, verb.end))
        opens = (hit for hit in turns if hit.cue.value in TURNS and passage.text[hit.start - 1] in sources_zh.OPENINGS)
        return source not in self._knowledge.entities and any(opens)

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

    def _own(self, passage: Passage, segment: Segment, ahead: str | None) -> Speaker | None:
        """Who speaks in the very words, which end with the verb: (有传言说甲退出，)乙予以否认."""
        for verb in passage.hits("speech", segment.start, segment.end)[-1:]:
            if _ends(passage, verb, segment.end):
                source = self._source(passage, segment.start, verb.start, ahead)
                return Speaker(source, verb) if source else None
        return None

    def _closing(self, passage: Passage, segment: Segment, ahead: str | None) -> Speaker | None:
        """Who is named in the clause that ends the sentence and says no more than that: …，他补充."""
        sentence = passage.sentences[segment.sentence]
        comma = passage.text.rfind("，", segment.end, sentence.end)
        verbs = passage.hits("speech", comma, sentence.end)[-1:] if comma >= 0 else []
        for verb in verbs:
            if _ends(passage, verb, sentence.end) and not passage.values("polarity", verb.start, verb.end):  # 否认
                source = self._source(passage, comma + 1, verb.start, ahead)
                return Speaker(source, verb) if source else None
        return None

    def _source(self, passage: Passage, start: int, end: int, ahead: str | None) -> str | None:
        """The source before its verb; `AUTHOR` for the writer, None when nobody is there.

        Between the two may stand where he spoke, or by what: 财务长在法说会上(表示), 统计局的数据(显示).
        """
        last = sources_zh.before_adjunct(passage, start, end)
        report = sources_zh.before_report(passage, start, last)
        ends = dict.fromkeys((end, last, report))
        found = (self._right_before(passage, start, each, ahead) for each in ends)
        return next((who for who in found if who is not None), None)

    def _right_before(self, passage: Passage, start: int, end: int, ahead: str | None) -> str | None:
        window = (max(start, end - LONGEST), end)
        people = [hit for hit in passage.hits("speech", *window) if hit.cue.value in {"source", "author"}]
        found = [(p.end, AUTHOR if p.cue.value == "author" else self._people(passage, p)) for p in people]
        named = [name for name in passage.names.within(*window) if name.end not in {p.end for p in people}]
        named = [name for name in named if not self._of_kind(passage, name, end)]
        found += [(name.end, name.entity) for name in named if self._speaks(name.entity)]
        near = [(place, who) for place, who in found if sources_zh.adverbial(passage.text[place:end])]
        return max(near)[1] if near else sources_zh.phrase(passage, start, end, ahead)

    def _opener(self, passage: Passage, start: int, end: int) -> str | None:
        """Who opened a clause before one that begins with its verb: 公司派讲得乐观，说…"""
        comma = passage.text.rfind("，", start, end)
        if comma < 0 or any(word.tag not in sources_zh.ADVERBS for word in passage.words(comma + 1, end)):
            return None
        people = [hit for hit in passage.hits("speech", start, comma) if hit.cue.value in {"source", "author"}]
        found = [(p.start, AUTHOR if p.cue.value == "author" else self._people(passage, p)) for p in people]
        found += [(name.start, name.entity) for name in passage.names.within(start, comma) if self._speaks(name.entity)]
        opening = [who for place, who in found if place == start or passage.text[place - 1] in sources_zh.OPENINGS]
        return opening[-1] if opening else None

    def _of_kind(self, passage: Passage, name: Named, end: int) -> bool:
        """The name of a group that only tells which person speaks: 供应商主管."""
        known = self._knowledge.entities.get(name.entity)
        behind = passage.words(name.end, end)[:1]
        group = known is not None and known.type == "Organization"
        return group and bool(behind) and behind[0].text in informants.PEOPLE

    # -- English: the verbs of saying that govern the proposition, and their subjects

    def _parsed(self, passage: Passage, segment: Segment, carried: str | None) -> Speaker | None:
        sentence = passage.sentences[segment.sentence]
        head = passage.predicate(segment)
        for word in (head, *sources_en.governing(head), *sources_en.interposed(head)):
            verb = sources_en.sayer(passage, sentence.start, word)
            told = verb is not None and (word is not head or verb.cue.has("holds") or sources_en.figures(word))
            if not told and not (word is head and sources_en.puts(word)):
                continue
            who = self._subject(passage, sentence.start, word, carried)
            if who is not None:
                return Speaker(who, verb) if who != AUTHOR else None
        return self._viewing(passage, sentence.start, head) or self._estimate(passage, segment, head)

    def _viewing(self, passage: Passage, start: int, head: Word) -> Speaker | None:
        """Whose view it is that something is so: the carriers' answer is that, Shell's argument is that."""
        owner = sources_en.viewer(head)
        if owner is None:
            return None
        first, last = start + owner.first.start, start + owner.end
        names = passage.names.within(first, last)
        return Speaker(names[0].entity if names else sources_en.brief(passage.text[first:last], owner))

    def _estimate(self, passage: Passage, segment: Segment, head: Word) -> Speaker | None:
        """Whose figure it is where his forecast is the subject, or he has it: FTR's forecast has, the Street was at."""
        start = passage.sentences[segment.sentence].start
        subject = next((child for child in head.children if child.dep == "nsubj"), None)
        if subject is None or not passage.quantities.within(segment.start, segment.end):
            return None
        owner = next((child for child in subject.children if child.dep == "poss"), None)
        if owner is not None and subject.lower in FORECASTS and owner.lower not in POSSESSIVES:
            first, last = start + owner.first.start, start + owner.end
            names = passage.names.within(first, last)
            return Speaker(names[0].entity if names else passage.text[first:last])
        crowd = subject.lower in CROWDS and head.lower in HAVING
        return Speaker(passage.text[start + subject.start : start + subject.end]) if crowd else None

    def _subject(self, passage: Passage, start: int, verb: Word, carried: str | None) -> str | None:
        subject = next((child for child in verb.children if child.dep == "nsubj"), None)
        if subject is None:
            return self._subject(passage, start, verb.head, carried) if verb.dep == "conj" else None
        if verb.dep == "relcl" and subject.lower in RELATIVES:
            told = passage.names.within(start + verb.head.first.start, start + verb.head.end)
            return told[-1].entity if told else self._many(passage, start, verb.head) or carried
        if subject.lower in PRONOUNS:
            return carried
        first, last = start + subject.first.start, start + subject.last.end
        heard = passage.hits("speech", first, last)
        if any(hit.cue.value == "author" for hit in heard) and not sources_en.acquainted(subject):
            return AUTHOR
        names = [name for name in passage.names.within(first, last) if self._speaks(name.entity)]
        people = [hit for hit in heard if hit.cue.value == "source"]
        house = next(filter(None, (self._house(passage, hit) for hit in people)), None)
        if not house and not names and not people and subject.lower in THINGS:
            return None
        return house or (names[0].entity if names else sources_en.brief(passage.text[first:last], subject))

    def _many(self, passage: Passage, start: int, noun: Word) -> str | None:
        """Unnamed people who are told of by what they say: people who say that, analysts who argue that."""
        heard = passage.hits("speech", start + noun.start, start + noun.end)
        return next((self._people(passage, hit) for hit in heard if hit.cue.value == "source"), None)

    # -- both

    def _according(self, passage: Passage, segment: Segment) -> Speaker | None:
        sentence = passage.sentences[segment.sentence]
        if named := self._viewed(passage, sentence.start):
            return Speaker(named)
        for hit in passage.hits("speech", sentence.start, sentence.end):
            if hit.cue.value == "according":
                last = hit.end + len(COMMA.split(passage.text[hit.end : min(sentence.end, hit.end + LONGEST)])[0])
                source = self._named(passage, hit.end, last) or _pointed(passage, hit.end)
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
        said = passage.text[start:end].split(".")[0].strip()
        return min(found)[1] if found else said if said[:1].isupper() else None

    def _people(self, passage: Passage, hit: Hit) -> str:
        """Unnamed people: their house where the words name it, else what they are called, with where they are from."""
        return self._house(passage, hit) or passage.text[sources_zh.of_where(passage, hit.start) : hit.end]

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


def _pointed(passage: Passage, place: int) -> str | None:
    """Whom a Chinese pronoun means behind 据: 据她计算."""
    said = passage.words(place, place + 2)
    if not said or said[0].text not in informants.THEY:
        return None
    block = passage.blocks[passage.sentences[passage.sentence_at(place) or 0].block]
    return informants.nearest(passage, block.start, place)


def _ends(passage: Passage, verb: Hit, end: int) -> bool:
    """Nothing stands behind a verb of saying but marks; it is no noun: 资本支出的指引."""
    said = verb.cue.value == "verb" and passage.word_before(verb.start) != "的"
    return said and not passage.text[verb.end : end].strip(ENDING)


def _paused(passage: Passage, verb: Hit) -> bool:
    """A comma or a colon stands right behind a word that is no verb of saying without it: 经销商反映，…"""
    return passage.text.startswith(("，", "："), verb.end)


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
