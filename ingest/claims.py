"""Propositions into claims: which are worth storing, and what each says."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, NamedTuple

from ingest import framing, insiders, kinds, qualifiers, recalling, refusals, subjects, topics, untold, ways, when
from ingest.changes import Before, Change, Changes
from ingest.focus import Setting
from ingest.kinds import HOLDINGS
from ingest.matcher import Hit
from ingest.passage import Passage
from ingest.remarks import OF_WRITER
from ingest.segments import segments
from ingest.sentences import Segment
from ingest.speakers import SPEAKING, Speaker, Speakers

if TYPE_CHECKING:
    from ingest.passage import Named
    from kg.gazetteer import Knowledge
    from kg.model import Direction, Kind, Modality, Period, Polarity, Quantity

ALLOCATION = "allocation"
ADVISED = HOLDINGS | {"credit_rating", "attention", "policy"}  # what advice may be about by itself
VIEWS = frozenset({"assertion", "opinion"})
WORTH = 1.0  # what a proposition must offer to be a claim; see `_worth`
RECENT = 3  # subjects that a pronoun may still stand for
ON_TOPIC = 0.5  # worth of a proposition that says more of what its paragraph is about


class Draft(NamedTuple):
    """A claim in the coordinates of the cleaned text."""

    start: int
    end: int
    kind: Kind
    entities: tuple[str, ...]
    metric: str | None
    direction: Direction
    polarity: Polarity
    modality: Modality
    speaker: str | None
    quantities: tuple[Quantity, ...]
    period: Period | None
    rule: str
    cues: tuple[str, ...]
    segment: Segment


class Refused(NamedTuple):
    """A proposition that is no claim, and why."""

    start: int
    end: int
    reason: str


class Topic(NamedTuple):
    """What the text has been about: carried from segment to segment."""

    subject: str | None = None
    main: str | None = None  # the last subject that its sentence did not only describe or compare with
    lasting: str | None = None
    metric: str | None = None
    told: framing.Told = framing.Told()
    sentence: int = -1
    block: int = -1
    voice: str | None = None  # who spoke last, in the block `heard`
    heard: int = -1
    firms: tuple[str, ...] = ()  # the last two companies that it was about
    recent: tuple[str, ...] = ()  # its last subjects, the latest first
    cited: tuple[str, str | None] = ("", None)  # who was cited last, and of which company's affairs he tells
    told_of: int = -1  # the block that last told of a person, and the sentence that did
    personal: int = -1
    kind: str | None = None  # of the last claim


class Claims:
    """Reads the claims of a passage, in order, and tells why other propositions are none."""

    def __init__(self, knowledge: Knowledge, changes: Changes | None = None) -> None:
        self._knowledge = knowledge
        self._changes = changes or Changes(knowledge)
        self._speakers = Speakers(knowledge)

    def read(self, passage: Passage) -> Iterator[Draft | Refused]:
        """Drafts of claims and refused propositions."""
        passage.add(self._changes.words(passage))
        topic = Topic()
        heads: dict[int, str] = {}  # by block: what it began with
        above: str | None = None
        standing: str | None = None  # the company that the sentence opened with
        outside: str | None = None  # what the text was about before the table
        for segment in segments(passage):
            block = passage.sentences[segment.sentence].block
            if topic.block != block:
                above = topics.above(passage, block, heads)
                in_table = topic.block >= 0 and passage.blocks[topic.block].kind == "row"
                outside = outside if in_table else topic.main
                topic = topic._replace(main=outside)
                topic = _parted(topic) if topics.parted(passage, topic.block, block) else topic
            before = self._before(passage, segment, topic, above if topic.block != block else heads.get(block))
            carried = topics.cell(passage, segment) or before or passage.theme
            voice = topic.voice if topic.heard == block else None
            by = self._speakers.of(passage, segment, topic.subject, voice)
            fresh = segment.sentence != topic.sentence
            if fresh:
                standing = insiders.company(passage, (carried, topic.lasting, passage.issuer))
            if by:
                firm = insiders.firm(passage, segment, by, standing)
                topic = topic._replace(cited=(by.name, firm or (topic.cited[1] if topic.cited[0] == by.name else None)))
            sayer = topic.cited[1] or insiders.employer(passage, segment, by) if by else None
            speaker = by.name if by else None
            setting = Setting(carried, topic.lasting, above, sayer, topic.firms, topic.recent, fresh, speaker)
            entities = _without_speaker(subjects.of(passage, segment, setting), by if by and by.name != sayer else None)
            period = recalling.resolved(passage, segment, when.stated(passage, segment), topic.told)
            draft = self._draft(passage, segment, _Said(entities, period, by), topic)
            yield draft
            told = topic.told.after(passage, segment, period, entities[0] if entities else None)
            topic = _heard(topic, draft, segment, block)._replace(told=told, voice=by.name if by else voice)
            if entities and (sayer == entities[0] or by is None or by.name != entities[0]):
                metric = draft.metric if isinstance(draft, Draft) else None
                topic = _turned(passage, segment, topic, entities[0], metric)
                if topics.opens(passage, block, entities[0]):
                    heads.setdefault(block, entities[0])

    def _before(self, passage: Passage, segment: Segment, topic: Topic, head: str | None) -> str | None:
        """What the text has been about; `head` is what its block began with, else what is above the block."""
        block = passage.sentences[segment.sentence].block
        if topic.block != block:
            new = topics.parted(passage, topic.block, block)
            apart = new or (passage.blocks[block].kind == "item" and passage.told_of_one)
            return head or (passage.theme if apart else None) or passage.issuer or topic.main
        fresh = segment.sentence != topic.sentence
        return subjects.resumed(passage, segment, topic.main, head) if fresh else topic.subject

    def _nature(self, metric: str | None) -> str | None:
        return self._knowledge.metrics[metric].nature if metric else None

    def _acts(self, passage: Passage, segment: Segment) -> bool:
        """The subject ends with a name of someone who does things: Nvidia, not Nvidia's price."""
        names = passage.names.within(*segment.subject)
        if not names or passage.text[names[-1].end : segment.subject.end].strip():
            return False
        known = self._knowledge.entities.get(names[-1].entity)
        return known is None or known.type in SPEAKING

    def _draft(self, passage: Passage, segment: Segment, said: _Said, topic: Topic) -> Draft | Refused:
        reason = refusals.reason(passage, segment, self._knowledge, (said.entities or (topic.subject,))[0])
        if reason is None and _narrated(passage, segment, topic):
            reason = refusals.PERSONAL
        if reason:
            return Refused(segment.start, segment.end, reason)
        change = stated = self._changes.of(passage, segment, said.entities, _told_before(passage, segment, topic))
        period = said.period
        dated = period or framing.of_place(passage, segment)
        period = dated or framing.of_sentence(passage, segment, topic.told, change)
        period = period or framing.of_day(passage, segment, topic.told, change)
        period = period or framing.of_session(passage, segment, change)
        foreseen = topic.sentence != segment.sentence or topic.kind == "prediction"
        kind = kinds.kind(passage, segment, period if foreseen else dated, change, acts=self._acts(passage, segment))
        if untold.untold(passage, segment, change, kind.value):
            return Refused(segment.start, segment.end, untold.REASON)
        if kind.value == "prediction":
            told = (when.to_come(passage, segment, each) for each in (period, when.vague(passage, segment)))
            period = next(filter(None, told), None) or framing.of_heading(passage, segment)
        if period is None and kind.value == "assertion":
            period = when.now(passage, segment) or framing.of_accounts(
                passage, segment, topic.told, change, said.entities[0] if said.entities else None
            )
            period = period or framing.of_report(passage, segment, topic.told, change, self._nature(change.metric))
        change = _advised(passage, segment, change, kind)
        own = said.by is None and change.metric not in HOLDINGS and _of_the_writer(passage, segment)
        if own and kind.value in {"assertion", "opinion"}:
            return Refused(segment.start, segment.end, OF_WRITER)
        worth = _worth(passage, segment, stated, kind) + _goes_on(passage, segment, topic)
        if worth < WORTH:
            return Refused(segment.start, segment.end, f"says too little: {worth:g} of {WORTH:g}")
        return _claim(passage, segment, said._replace(period=period), change, kind)


def _parted(topic: Topic) -> Topic:
    """The topic under another heading."""
    return topic._replace(firms=(), recent=())


def _turned(passage: Passage, segment: Segment, topic: Topic, subject: str, metric: str | None) -> Topic:
    """The topic behind a claim about `subject`; where it only describes or compares, the next sentence goes on about
    what its own began with.
    """
    firms = (*topic.firms[-1:], subject) if passage.kin.company(subject) and subject not in topic.firms[-1:] else ()
    lasting = subjects.lasting(passage, subject, topic.lasting)
    aside = topic.main and topic.sentence == segment.sentence and subjects.subordinate(passage, segment)
    return topic._replace(
        subject=subject,
        metric=metric,
        sentence=segment.sentence,
        block=passage.sentences[segment.sentence].block,
        main=topic.main if aside else subject,
        lasting=lasting,
        firms=firms or topic.firms,
        recent=tuple(dict.fromkeys((subject, *topic.recent)))[:RECENT],
    )


def _heard(topic: Topic, draft: Draft | Refused, segment: Segment, block: int) -> Topic:
    """What the last proposition leaves behind, whatever it is about."""
    if isinstance(draft, Draft):
        return topic._replace(heard=block, kind=draft.kind)
    if draft.reason != refusals.PERSONAL:
        return topic._replace(heard=block)
    return topic._replace(heard=block, told_of=block, personal=segment.sentence)


def _narrated(passage: Passage, segment: Segment, topic: Topic) -> bool:
    """It stands in a paragraph that tells of a person, and names nothing at all."""
    here = topic.told_of == passage.sentences[segment.sentence].block
    unnamed = topic.personal == segment.sentence or not passage.names.within(segment.start, segment.end)
    return here and unnamed and refusals.off_field(passage, segment)


class _Said(NamedTuple):
    """Of whom a segment tells, of when, and who says so."""

    entities: tuple[str, ...]
    period: Period | None
    by: Speaker | None


def _claim(passage: Passage, segment: Segment, said: _Said, change: Change, kind: qualifiers.Reading) -> Draft:
    polarity = qualifiers.polarity(passage, segment, change.cues)
    modality = qualifiers.modality(passage, segment, advised=kind.value == "recommendation")
    quantities = tuple(item.value for item in passage.quantities.within(segment.start, segment.end))
    cues = (
        *change.cues,
        *kind.cues,
        *polarity.cues,
        *modality.cues,
        *((said.by.cue,) if said.by and said.by.cue else ()),
    )
    return Draft(
        start=segment.start,
        end=segment.end,
        kind=kind.value,  # type: ignore[arg-type]
        entities=said.entities,
        metric=change.metric,
        direction=change.direction,
        polarity=polarity.value,  # type: ignore[arg-type]
        modality=modality.value,  # type: ignore[arg-type]
        speaker=said.by.name if said.by else None,
        quantities=quantities,
        period=when.denied(said.period) if polarity.value == "negated" else said.period,
        rule=f"{passage.sentences[segment.sentence].lang}.{_rule(change, quantities)}",
        cues=_words(passage.text, cues),
        segment=segment,
    )


def _words(text: str, hits: tuple[Hit, ...]) -> tuple[str, ...]:
    return tuple(
        dict.fromkeys(text[hit.start : hit.end] for hit in sorted(set(hits), key=lambda hit: (hit.start, hit.end)))
    )


def _rule(change: Change, quantities: tuple[Quantity, ...]) -> str:
    if quantities:
        return "measure"
    if change.metric:
        return "level" if change.direction == "none" else "trend"
    return "statement"


def _without_speaker(entities: tuple[str, ...], said: Speaker | None) -> tuple[str, ...]:
    """A speaker is no subject for speaking, unless nothing else is named."""
    if said and len(entities) > 1 and entities[0] == said.name:
        return entities[1:]
    return entities


def _told_before(passage: Passage, segment: Segment, topic: Topic) -> Before:
    """What the clauses before were about, in the sentence and else in the paragraph."""
    here = topic.block == passage.sentences[segment.sentence].block
    return Before(topic.metric if topic.sentence == segment.sentence else None, topic.metric if here else None)


def _advised(passage: Passage, segment: Segment, change: Change, kind: qualifiers.Reading) -> Change:
    """Advice is about what to hold, whatever moves the writer to give it; to buy is more of it, to sell less.

    A grade says so itself; what to watch or to decree is none of it.
    """
    if kind.value != "recommendation" or change.metric in ADVISED:
        return change
    deals = ways.dealing(ALLOCATION, passage.hits("movement", segment.start, segment.end))
    english = passage.sentences[segment.sentence].lang == "en"
    if not deals and (english or (change.metric and change.cues)):
        return change
    told = ways.read(passage, segment, None, ALLOCATION, deals).direction if deals else change.direction
    return change._replace(metric=ALLOCATION, direction=told, stated=True)


def _of_the_writer(passage: Passage, segment: Segment) -> bool:
    """Its grammatical subject is the writer, and it measures nothing."""
    where = segment.subject
    if passage.quantities.within(segment.start, segment.end) or passage.names.within(*where):
        return False
    return "author" in passage.values("speech", *where)


def _goes_on(passage: Passage, segment: Segment, topic: Topic) -> float:
    """What it is worth to say more of what its paragraph is about."""
    return ON_TOPIC if topic.block == passage.sentences[segment.sentence].block else 0.0


def _worth(passage: Passage, segment: Segment, change: Change, kind: qualifiers.Reading) -> float:
    """Points for each thing that makes words say something about the field."""
    where = (segment.start, segment.end)
    if kind.value in VIEWS and not _tells(passage, segment, change):
        return 0.0
    values = passage.values("kind", *where)
    names = {name.entity for name in _named(passage, segment)}
    pointed = (segment.subject.start, min(segment.subject.end + 2, segment.end))
    named = names or passage.hits("reference", *pointed)
    points = 1.0 * bool(named) + 0.5 * (len(names) > 1) + 1.0 * bool(passage.quantities.within(*where))
    points += 1.0 * bool(change.metric and change.stated) + 0.5 * (change.direction != "none")
    points += 1.0 * (kind.value in {"prediction", "recommendation", "causal"}) + 0.5 * ("opinion" in values)
    return points + 0.5 * bool(passage.periods.within(*where)) - ("illustration" in values)


def _tells(passage: Passage, segment: Segment, change: Change) -> bool:
    """It measures, times or moves something, or names more than a place."""
    where = (segment.start, segment.end)
    if passage.quantities.within(*where) or passage.periods.within(*where) or passage.hits("metric", *where):
        return True
    moved = change.direction != "none" or (change.stated and change.metric is not None)
    return moved or any(not passage.kin.place(name.entity) for name in _named(passage, segment))


def _named(passage: Passage, segment: Segment) -> list[Named]:
    """What it names, its subject among it where that stands before it."""
    apart = passage.names.within(*segment.subject) if segment.subject.end <= segment.start else []
    return [*apart, *passage.names.within(segment.start, segment.end)]
