"""Why words can be no claim, whatever they say: they greet, ask, announce, only name, or tell of somebody's day."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ingest import cells, qualifiers
from ingest.clauses_zh import ANNOUNCERS, ANNOUNCING
from ingest.lexicons import any_of, words
from ingest.remarks import OF_WRITER, remark
from ingest.segments_en import SUBJECTS

if TYPE_CHECKING:
    from ingest.matcher import Hit
    from ingest.parse import Word
    from ingest.passage import Passage
    from ingest.sentences import Segment
    from kg.gazetteer import Knowledge

BESIDES = {
    "about_text": "speaks of the text",
    "call_to_act": "calls on the reader",
    "personal": OF_WRITER,
    "aside": "is said by the way",
    "courtesy": "greets or thanks",
    "open": "leaves it open",
    "formality": "is a formality",
    "disclosure": OF_WRITER,
    "warning": "is a formality",
}  # what evidence says of a proposition
LASTING = ("disclosure", "warning")  # what holds for the rest of its sentence
PERSONAL = "tells of a person"
STOPS = '。.！!？?”"'
VERBS = {"zh": ("v", "a"), "en": ("VB", "MD")}  # tags of words that say something, those of nouns made of verbs too
TELLING = {"zh": frozenset({"v", "a"}), "en": frozenset({"VBZ", "VBP", "VBD", "MD"})}
NOMINAL = frozenset({"amod", "acl", "compound", "relcl", "pcomp", "poss", "nmod"})  # what an English noun takes with it
ASKING, WONDERING, INDIRECT = any_of(words("asking")), any_of(words("wondering")), words("indirect_questions")
ANSWERS, ECHOES = frozenset(words("answers")), frozenset(words("echoes"))
THIRD = frozenset({"他", "她", "他的", "她的", "he", "she", "his", "her"})
READER = frozenset({"you", "你", "你们", "您", "大家", "各位"})
FIELD = frozenset({"Company", "Organization", "Product", "Model", "Index"})  # types whose names are of the field
GROUPS = frozenset({"Organization"})  # the type of bosses, tenants, investors
OF_LIFE = frozenset({"year", "month", "week", "day", "hour", "minute", "second", "year of age", "time"})  # units
NEAR = 2  # characters between a word that announces and the end of its proposition
THERE_ARE = 3  # words that only name who does something: there are analysts (who argue)
UNRATED = words("unrated")
PERSON = frozenset({"PER"})


def reason(passage: Passage, segment: Segment, knowledge: Knowledge, about: str | None) -> str | None:
    """Why a proposition is no claim, None where nothing speaks against it; `about` is what the text is about there."""
    return (
        _besides(passage, segment)
        or _said_of_nothing(passage, segment, about)
        or _named_only(passage, segment)
        or remark(passage, segment)
        or _of_somebody(passage, segment, knowledge, about)
    )


def _said_of_nothing(passage: Passage, segment: Segment, about: str | None) -> str | None:
    if _is_particle(passage, segment):
        return "says nothing"
    if _only_supposes(passage, segment):
        return "only supposes"
    if _asks(passage, segment) or (_questions(passage, segment) and not _measures(passage, segment)):
        return "asks"
    if not about and not passage.hits("metric", segment.start, segment.end):
        return "names nothing of the field"
    return "announces what follows" if _announces(passage, segment) else None


def _named_only(passage: Passage, segment: Segment) -> str | None:
    bare = _is_label(passage, segment) and not _states(passage, segment)
    of_table = any(is_part(passage, segment) for is_part in (_titles_table, _heads_table, _numbers_row))
    return "is a label" if bare or of_table or _is_title(passage, segment) else None


def _of_somebody(passage: Passage, segment: Segment, knowledge: Knowledge, about: str | None) -> str | None:
    if _of_the_reader(passage, segment):
        return "speaks to the reader"
    return PERSONAL if of_a_person(passage, segment, knowledge, about) else None


# -- said beside the point


def _besides(passage: Passage, segment: Segment) -> str | None:
    """What the words speak of instead of the field.

    The bound of a number (1 万元以下) speaks of nothing else; asides and the writer's doings count only by themselves.
    """
    numbers = [item.value.unit for item in passage.quantities.within(segment.start, segment.end)]
    measures, told = bool(numbers), any(unit not in OF_LIFE for unit in numbers)
    for hit in passage.hits("evidence", segment.start, segment.end):
        if hit.cue.value == "filler":
            if _fills(passage, segment, hit):
                return "says nothing"
            continue
        around = (segment._replace(end=hit.start), segment._replace(start=hit.end))
        beside = {"aside": any(_states(passage, part) for part in around), "personal": measures, "courtesy": told}
        if not passage.quantities.around(hit.start) and not beside.get(hit.cue.value):
            return BESIDES[hit.cue.value]
    before = passage.values("evidence", passage.sentences[segment.sentence].start, segment.start)
    opened = next((value for value in LASTING if value in before), None)
    if opened:
        return BESIDES[opened]
    return BESIDES["courtesy"] if not measures and _greets(passage, segment) else None


def _greets(passage: Passage, segment: Segment) -> bool:
    """Its English sentence greets, and it is a clause that only describes who is greeted: who ran a plant."""
    sentence = passage.sentences[segment.sentence]
    if sentence.lang != "en" or passage.predicate(segment).dep != "relcl":
        return False
    return "courtesy" in passage.values("evidence", sentence.start, sentence.end)


def _fills(passage: Passage, segment: Segment, hit: Hit) -> bool:
    """Nothing but the word stands in its proposition: yes, it depends, 不好说."""
    left, right = passage.text[segment.start : hit.start], passage.text[hit.end : segment.end]
    return not any(map(str.isalnum, left + right))


def _is_particle(passage: Passage, segment: Segment) -> bool:
    """An answer of a character or two, or of English words that only echo the question: 不信, 对, no, it is."""
    if passage.sentences[segment.sentence].lang == "zh":
        short = sum(map(str.isalnum, passage.text[segment.start : segment.end])) <= NEAR
    else:
        said = [word.lower for word in passage.words(segment.start, segment.end) if not word.is_mark]
        there = said[:1] == ["there"] and len(said) <= THERE_ARE
        short = ECHOES.issuperset(said) or (len(said) == 1 and said[0] in ANSWERS)
        if there and not passage.quantities.within(segment.start, segment.end):
            return "future" not in passage.values("kind", segment.start, segment.end)
    return short and not _measures(passage, segment)


def _only_supposes(passage: Passage, segment: Segment) -> bool:
    """Nothing but a Chinese condition, whatever would follow from it: 除非单子下来."""
    sentence = passage.sentences[segment.sentence]
    if sentence.lang == "en" or "，" in passage.text[segment.start : segment.end]:
        return False
    hits = passage.hits("modality", segment.start, segment.end)
    opens = bool(hits) and hits[0].start == segment.start and hits[0].cue.value == "conditional"
    return opens and hits[0].cue.has("supposes")


def _announces(passage: Passage, segment: Segment) -> bool:
    """It ends with how many points follow: 我们看好它有三个原因, for two reasons."""
    hits = passage.hits("connective", segment.start, segment.end)
    last = next((hit for hit in hits if hit.cue.value == "announce" and segment.end - hit.end <= NEAR), None)
    if last is not None and passage.sentences[segment.sentence].lang == "en":
        return not _states(passage, segment._replace(end=last.start))
    foretold = "future" in passage.values("kind", segment.start, segment.end)
    return (last is not None and not foretold) or _promises(passage, segment)


def _promises(passage: Passage, segment: Segment) -> bool:
    """It ends before the colon behind which what is thought follows: 我们的逻辑是：…"""
    said = passage.text[segment.start : segment.end]
    behind = passage.text[segment.end : segment.end + NEAR].lstrip("*_ ")[:1]
    return behind in {"：", ":"} and said.endswith(ANNOUNCING) and any(noun in said for noun in ANNOUNCERS)


# -- questions


def _asks(passage: Passage, segment: Segment) -> bool:
    """A question that does not suggest its answer; in a heading also one without its mark."""
    if qualifiers.suggests(passage, segment):
        return False
    if qualifiers.asks(passage, segment) or _inverted(passage, segment):
        return True
    if _wonders(passage, segment):
        return True
    heading = passage.blocks[passage.sentences[segment.sentence].block].kind == "heading"
    return heading and ASKING.search(passage.text, segment.start, segment.end) is not None


def _questions(passage: Passage, segment: Segment) -> bool:
    """It stands behind the label of who asks the questions."""
    return passage.sentences[segment.sentence].block in passage.questions


def _wonders(passage: Passage, segment: Segment) -> bool:
    """A question that somebody asks himself, in Chinese: 市场在讨论如何布局."""
    said = passage.text[segment.start : segment.end]
    first = WONDERING.search(said)
    asked = first is not None and any(said.find(word, first.start()) > first.start() for word in INDIRECT)
    return asked and not passage.quantities.within(segment.start, segment.end)


def _inverted(passage: Passage, segment: Segment) -> bool:
    """The first half of an English question: do you believe them when they say so?"""
    sentence = passage.sentences[segment.sentence]
    if sentence.lang != "en" or not passage.text[sentence.start : sentence.end].rstrip(' ”"’*_)').endswith("?"):
        return False
    head = passage.predicate(segment)
    first = next((child for child in head.children if child.dep in {"aux", "auxpass"}), head)
    subject = next((child for child in head.children if child.dep in SUBJECTS), None)
    return subject is not None and first.index < subject.index


# -- labels


def _is_title(passage: Passage, segment: Segment) -> bool:
    """A marked heading above all text, or any heading without a verb: it names what the text tells."""
    sentence = passage.sentences[segment.sentence]
    block = passage.blocks[sentence.block]
    if block.kind != "heading":
        return False
    if passage.text[segment.start : segment.end].rstrip(" ）)").lower().endswith(UNRATED):
        return True
    said = passage.parses[segment.sentence].between(segment.start - sentence.start, segment.end - sentence.start)
    return _opens_text(passage, sentence.block) or not any(_tells(word, sentence.lang) for word in said)


def _opens_text(passage: Passage, index: int) -> bool:
    return passage.blocks[index].level == 1 and all(block.noise for block in passage.blocks[:index])


def _tells(word: Word, lang: str) -> bool:
    return word.tag in TELLING[lang] or (word.tag == "VB" and word.dep == "ROOT")


def _titles_table(passage: Passage, segment: Segment) -> bool:
    """It stands alone over a table, without figures of its own and without a stop."""
    index = passage.sentences[segment.sentence].block
    here, below = passage.blocks[index], passage.blocks[index + 1 : index + 2]
    if not below or not below[0].cells or here.cells or here.end - here.start > cells.TITLE:
        return False
    stopped = passage.text[here.end - 1] in STOPS
    return not stopped and not passage.quantities.within(segment.start, segment.end)


def _heads_table(passage: Passage, segment: Segment) -> bool:
    """It stands in the row that names the columns."""
    index = passage.sentences[segment.sentence].block
    below = passage.blocks[index + 1] if index + 1 < len(passage.blocks) else None
    cells = passage.blocks[index].cells
    return bool(cells) and below is not None and below.head == cells


def _numbers_row(passage: Passage, segment: Segment) -> bool:
    """It gives a row its number, its code or its year."""
    place = cells.of(passage, segment)
    return place is not None and place.head is not None and cells.counts(passage.text[slice(*place.head)])


def _is_label(passage: Passage, segment: Segment) -> bool:
    """A heading, or words without a verb: names and titles."""
    sentence = passage.sentences[segment.sentence]
    if passage.blocks[sentence.block].kind == "heading":
        return True
    said = passage.parses[segment.sentence].between(segment.start - sentence.start, segment.end - sentence.start)
    return not any(
        _says(word, sentence.lang) or word.index == segment.head for word in said if _verbal(word, sentence.lang)
    )


def _verbal(word: Word, lang: str) -> bool:
    return word.tag.startswith(VERBS[lang])


def _says(word: Word, lang: str) -> bool:
    return lang == "zh" or word.dep not in NOMINAL


def _states(passage: Passage, segment: Segment) -> bool:
    """Whether words that may be a label say something: they move, measure or date what they name."""
    where = (segment.start, segment.end)
    said = passage.hits("movement", *where) or passage.quantities.within(*where) or passage.periods.within(*where)
    told = passage.hits("kind", *where)
    orders = any(hit.cue.value == "recommendation" and hit.start == segment.start for hit in told)
    return bool(said or orders or any(hit.cue.value == "future" for hit in told) or passage.hits("polarity", *where))


# -- persons


def _of_the_reader(passage: Passage, segment: Segment) -> bool:
    """Its subject is the reader, and it measures nothing and names none but groups: 你们不要告诉老板."""
    if passage.text[slice(*segment.subject)].strip().lower() not in READER:
        return False
    where = (segment.start, segment.end)
    named = any(passage.kin.kind(name.entity) not in GROUPS for name in passage.names.within(*where))
    return not (named or passage.quantities.within(*where) or passage.hits("metric", *where))


def _measures(passage: Passage, segment: Segment) -> bool:
    where = (segment.start, segment.end)
    return bool(passage.names.within(*where) or passage.quantities.within(*where) or passage.hits("metric", *where))


def of_a_person(passage: Passage, segment: Segment, knowledge: Knowledge, about: str | None) -> bool:
    """It tells what a person who is nobody in the field does, and nothing of the field: he has packed his tools."""
    if "verb" in passage.values("speech", segment.start, segment.end):
        return False
    return _person(passage, segment, knowledge, about) and off_field(passage, segment)


def off_field(passage: Passage, segment: Segment) -> bool:
    """It names nothing of the field, and it measures nothing but time."""
    where = (segment.start, segment.end)
    kinds = {passage.kin.kind(name.entity) for name in passage.names.within(*where)}
    measured = [item for item in passage.quantities.within(*where) if item.value.unit not in OF_LIFE]
    return not (measured or passage.hits("metric", *where) or kinds & FIELD)


def _person(passage: Passage, segment: Segment, knowledge: Knowledge, about: str | None) -> bool:
    """The grammatical subject is a pronoun for one person, or a person whom only this text knows."""
    said = passage.words(*segment.subject)
    if said and said[0].lower in THIRD:
        known = knowledge.entities.get(about or "")
        return known is None or known.type != "Person"
    names = passage.names.within(*segment.subject)
    if names:
        return passage.kin.kind(names[0].entity) == "Person" and names[0].entity not in knowledge.entities
    return any(word.tag in PERSON for word in said)
