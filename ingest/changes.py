"""What a proposition says of which metric: the metric, and whether it goes up, down or stays."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, NamedTuple

from ingest import carrying, cells, governing, undoing, ways
from ingest.choosing import PLAIN, Case, choose
from ingest.frames import Frames
from ingest.implied import Implied, Meant
from ingest.lexicons import Cue, words
from ingest.marks import Token, Tokens, marks
from ingest.matcher import Hit
from ingest.passage import Passage
from ingest.places import place
from ingest.sentences import Range, Segment
from ingest.wording import Wording

if TYPE_CHECKING:
    from kg.concepts import Metric
    from kg.gazetteer import Knowledge
    from kg.model import Direction

# How much a word tells of what is spoken of, by what it is
NAMED = {"quality": 1.5, "event": 1.8, "rank": 2.0}
SOFT = 0.9  # a label of a metric that mostly describes another
COMPOUND = 2.0  # one that is no plain word: observers of any trade mean it so
QUANTITY = 3.0  # a label of any other nature
HAPPENING = 3.4  # a listing, a takeover, a failure
IMPLIED, WEAK = 2.0, 1.3  # a word of movement that means one metric, mostly or now and then
SUBJECT = 3.0  # the head of the subject
STATED = 2.4  # an adjective said of the subject
FRAMED = 3.6  # a verb with its object
FAINT = 0.5  # one that is said of everything
MEASURED, MEANT = 3.0, 1.9  # a verb that with this subject means one metric, with and without a number
TOPIC = 0.8  # what is mostly said of such a subject
WHOLE = -2.0  # less for what a share is taken of
BEFORE = 1.2  # a metric named before, for a number of its unit
GOING_ON = 2.0  # the same, where a Chinese clause says no more than how much or which way
COMMENSURATE = 0.6  # more for a metric that is told in the unit of a number in the segment
LONG = 40  # characters: more than a number with its unit has
JUDGED = frozenset({"quality", "rank"})  # to be better than another is to be good; to cost more is only to be compared
PER = (" a ", " per ", " each ", " every ", "/", "每")  # before what a number is told for one of
BESIDE = 10  # characters in which the number stands
OWN = frozenset({"interest_rate", "policy", "unit_price", "price_level", "capability"})  # told by the name of a subject
OWN_VIEW = re.compile(r"\b(?:we|our|my|I)\b")
WHY = re.compile(rf", (?:{'|'.join(words('why_en'))})\b")  # behind the comma a reason stands
DRAWN = words("drawn_from_zh")
PRICE = "price"  # nature of what something costs
RATIO = ("/", "占")  # capex / sales, 研发占收入
EVENTS = frozenset({"ipo", "acquisition", "bankruptcy", "market_share"})


NOUNS = frozenset({"n", "nz", "nw", "vn", "NN", "NNS"})  # tags of common nouns
WORD = 2  # characters of a Chinese word
SPEAKING = 1.0  # what a mark must say for the metric to be shown as a reason


class Change(NamedTuple):
    """A metric (or None), its direction, and the words that told them.

    It is not `stated` where only the subject, the wording or what went before suggests the metric.
    """

    metric: str | None
    direction: Direction
    cues: tuple[Hit, ...]
    stated: bool = True


class Before(NamedTuple):
    """The metric of the clause before: in the same sentence, in the same paragraph."""

    sentence: str | None = None
    paragraph: str | None = None


class Sign(NamedTuple):
    """A reason to take the segment for one about `metric`; no word where numbers or subject are the reason."""

    metric: str
    strength: float
    kind: str  # named, move, meant, topic, before
    hit: Hit | None = None


class Statement(NamedTuple):
    """A segment with what was found in it."""

    passage: Passage
    segment: Segment
    entities: Sequence[str]
    moves: Sequence[Hit]
    roles: Sequence[Hit]  # words behind which a cause or an effect stands
    units: frozenset[str]  # of its numbers, and what they measure
    meant: Meant | None  # the metric that its verbs, numbers and subject mean
    covered: Sequence[Hit]  # words that mean a metric, and cover others that name one: diminishing returns

    @property
    def lang(self) -> str:
        """The language of its sentence."""
        return self.passage.sentences[self.segment.sentence].lang


class Changes:
    """Reads metric and direction of a segment from the words for metrics and for movements in it, and its numbers."""

    def __init__(self, knowledge: Knowledge) -> None:
        self._knowledge = knowledge
        self._implied = Implied(knowledge)
        self._tokens = Tokens(knowledge)
        self._frames = Frames.load()
        judged = {metric.id for metric in knowledge.metrics.values() if metric.nature in JUDGED}
        self._vague = frozenset(judged | self._implied.soft)

    def words(self, passage: Passage) -> Iterator[Hit]:
        """The words that imply a metric or part a cause from its effect, which `of` looks for in the passage."""
        return self._implied.words(passage)

    def of(self, passage: Passage, segment: Segment, entities: Sequence[str], before: Before) -> Change:
        """The change that the segment states."""
        if told := self._of_cell(passage, segment, entities):
            return told
        said = self._statement(passage, segment, entities)
        before = self._carried(said, before)
        signs = self._sorted(said, before)
        metric = self._grounded(choose(self._case(said, signs, before)), signs)
        sign = next((sign for sign in signs if sign.metric == metric), None)
        way = self._way(said, sign, metric)
        cues = self._telling(said, metric, before) if sign is None else (sign.hit,) if sign.hit else ()
        return Change(metric, way.direction, (*cues, *way.cues), any(sign.kind != "topic" for sign in signs))

    def _of_cell(self, passage: Passage, segment: Segment, entities: Sequence[str]) -> Change | None:
        """What a figure in a table tells: what its column's head names, else its row's label.

        In a column of changes it is what the label names, or the column before, in a row of changes what the row above
        does, and the sign says which way.
        """
        place = cells.of(passage, segment) if cells.figures(passage, segment) else None
        if place is None:
            return None
        label, *over = cells.over(passage, segment)
        head = (place.head,) if place.head else ()
        changing = bool(over) or any(cells.changing(passage, each) for each in head)
        apart = changing or any(cells.bare(passage, each) for each in head)
        where = (*over, label, *place.before) if apart else (*head, label)
        where = (*where, *cells.above(passage, segment))
        hit = next((hit for heads in where if (hit := _of_heads(passage, heads))), None)
        if hit is None:
            return Change(None, "none", (), stated=False) if place.head else None
        metric = self._knowledge.refine(hit.cue.get("metric") or hit.cue.value, entities)
        return Change(metric, cells.way(passage, segment) if changing else "none", (hit,))

    def _grounded(self, metric: str | None, signs: Sequence[Sign]) -> str | None:
        """The metric; none where it is an event that no word tells: what happened is named or it is not meant."""
        event = metric is not None and self._knowledge.metrics[metric].nature == "event"
        return None if event and all(sign.metric != metric for sign in signs) else metric

    def case(self, passage: Passage, segment: Segment, entities: Sequence[str], before: Before) -> Case:
        """All that speaks for one metric or another in the segment."""
        said = self._statement(passage, segment, entities)
        before = self._carried(said, before)
        return self._case(said, self._sorted(said, before), before)

    def tokens(self, passage: Passage, segment: Segment) -> list[Token]:
        """The marks of its wording, one by one, each at its place."""
        return self._tokens.of(passage, segment.sentence, segment)

    def _sorted(self, said: Statement, before: Before) -> list[Sign]:
        signs = list(self._signs(said))
        told = before.sentence or before.paragraph
        if told and said.lang == "en":
            signs.append(Sign(told, BEFORE, "before"))
        elif told and self._only_tells(said, told):
            signs.append(Sign(told, GOING_ON, "before"))
        return sorted(signs, key=lambda sign: -sign.strength)

    def _case(self, said: Statement, found: Sequence[Sign], before: Before) -> Case:
        signs: dict[str, dict[str, float]] = {}
        for sign in found:
            told = signs.setdefault(sign.metric, {sign.kind: sign.strength})
            if sign.kind == "named" and "named" in told and _in_subject(said, sign):
                told["in_subject"] = 1.0
        words = marks([token.text for token in self.tokens(said.passage, said.segment)], said.lang)
        return Case(signs, Wording.load(said.lang).suggests(words), *before, self._vague)

    def _carried(self, said: Statement, before: Before) -> Before:
        """What was told before, where the statement may go on about it."""
        told = before.sentence or before.paragraph
        return before if told is None or self._goes_on(said, told) else Before()

    def _only_tells(self, said: Statement, metric: str) -> bool:
        told = self._knowledge.metrics[metric]
        units = self._implied.dimensions(told.unit)
        return told.nature not in NAMED and carrying.only_tells(
            said.passage, said.segment, units, said.units, said.moves
        )

    def _goes_on(self, said: Statement, metric: str) -> bool:
        told = self._knowledge.metrics[metric]
        units = frozenset() if told.nature in NAMED else self._implied.dimensions(told.unit)
        return carrying.goes_on(said.passage, said.segment, units, said.units, said.moves)

    def _telling(self, said: Statement, metric: str | None, before: Before) -> tuple[Hit, ...]:
        """The word that speaks for the metric most, where no sign does."""
        if metric is None or metric in before:
            return ()
        lift = Wording.load(said.lang).lift
        tokens = self.tokens(said.passage, said.segment)
        loud = [(much, token) for token in tokens if (much := lift(token.text, metric)) >= SPEAKING]
        best = max(loud, key=lambda one: one[0], default=None)
        return (Hit(best[1].start, best[1].end, Cue("wording", metric)),) if best else ()

    def _way(self, said: Statement, sign: Sign | None, metric: str | None) -> ways.Way:
        if metric is None:
            own = [move for move in said.moves if governing.predicated(said.passage, said.segment, move)]
            return ways.read(said.passage, said.segment, None, None, own)
        meant, hit = said.meant, sign.hit if sign else None
        if sign and hit is None and meant and meant.direction and sign.kind == "meant":
            return ways.Way(meant.direction)
        nature = self._knowledge.metrics[metric].nature
        moves = said.moves if hit or nature != "event" else ()
        if nature not in JUDGED:
            moves = [move for move in moves if not _compares(said, move)]
        if metric in self._implied.costs:
            moves = ways.of_cost(moves)
        if nature == "event" and hit and undoing.called_off(said.passage, said.segment, hit):
            return ways.Way("down", (hit,))
        return ways.read(said.passage, said.segment, hit, metric, moves)

    def _statement(self, passage: Passage, segment: Segment, entities: Sequence[str]) -> Statement:
        where = (segment.start, segment.end)
        words, roles = passage.hits("told", *where), passage.hits("role", *where)
        numbers = [item.value for item in passage.quantities.within(segment.start, segment.end)]
        moves = ways.seen(passage, segment, _core(segment, _main(passage, segment)))
        meant = self._implied.meant({word.cue.value for word in words}, numbers, entities)
        told = meant.words if meant else frozenset()
        return Statement(
            passage=passage,
            segment=segment,
            entities=entities,
            moves=moves,
            roles=roles,
            units=frozenset().union(*(self._implied.dimensions(number.unit) for number in numbers)),
            meant=meant,
            covered=[hit for hit in (*moves, *words) if hit.cue.get("metric") or hit.cue.value in told],
        )

    def _signs(self, said: Statement) -> Iterator[Sign]:
        """What words, numbers and subject speak for, as the narrower metric that it becomes with such a subject."""
        told = [sign._replace(metric=self._narrowed(sign.metric, said)) for sign in self._told(said)]
        yield from told
        topic = self._topic(said)
        if topic and (topic not in self._implied.backed or any(sign.metric == topic for sign in told)):
            yield Sign(self._narrowed(topic, said), TOPIC, "topic")

    def _told(self, said: Statement) -> Iterator[Sign]:
        named = list(self._named(said))
        yield from named
        for hit in said.moves:
            implied = hit.cue.get("metric")
            if implied and hit.cue.has("plain") and self._is_priced(implied, said, named):
                continue
            if implied and not (_within(hit, named) or _aside(said, hit) or _spent(said, hit)):
                yield Sign(implied, _force(hit) + place(said.passage, said.segment, hit, said.roles), "move", hit)
        if subject := self._frames.subject(said.passage, said.segment):
            yield Sign(subject.cue.value, SUBJECT, "named", subject)
        framed = self._frames.of(said.passage, said.segment)
        if framed and not _own_view(said, framed, [sign.hit for sign in named if sign.hit]):
            yield Sign(str(framed.cue.get("metric")), FRAMED, "move", framed)
        elif state := self._frames.state(said.passage, said.segment):
            yield Sign(str(state.cue.get("metric")), STATED, "move", state)
        if said.meant and (_instead(said) or not any(s.strength > PLAIN and _in_subject(said, s) for s in named)):
            yield Sign(said.meant.metric, MEASURED if said.meant.firm else MEANT, "meant")
        spoken = self._spoken_of(said)
        if spoken:
            yield Sign(spoken, BEFORE, "before")

    def _is_priced(self, implied: str, said: Statement, named: Sequence[Sign]) -> bool:
        """The subject names a price itself, which the word for another moves: 楼价回升 is no share price."""
        told = [sign.metric for sign in named if _in_subject(said, sign)]
        return all(self._knowledge.metrics[metric].nature == PRICE for metric in (implied, *told)) and bool(told)

    def _named(self, said: Statement) -> Iterator[Sign]:
        passage, segment = said.passage, said.segment
        found = [*_before(said), *passage.hits("metric", segment.start, segment.end)]
        labels = [hit for hit in found if not _part(said, hit)]
        labels = [hit for hit in labels if not _own_view(said, hit, labels)]
        for hit in _core(segment, labels):
            metric = self._knowledge.metrics[hit.cue.value]
            fits = bool(self._implied.dimensions(metric.unit) & said.units)
            weight = self._weight(metric, passage.text[hit.start : hit.end])
            strength = weight + COMMENSURATE * fits + WHOLE * _whole(passage, segment, hit)
            yield Sign(metric.id, strength + place(passage, segment, hit, said.roles), "named", hit)

    def _weight(self, metric: Metric, label: str) -> float:
        if metric.id in self._implied.soft:
            return COMPOUND if _compound(label) else SOFT
        if metric.nature == "quality" and _compound(label):
            return COMPOUND
        return NAMED.get(metric.nature, QUANTITY)

    def _topic(self, said: Statement) -> str | None:
        """What such a subject is mostly spoken of for; a number may also go on about what stands before it."""
        goes_on = said.units and said.segment.frame.start < said.segment.start
        named = said.passage.names.within(said.segment.start, said.segment.end)
        topic = self._implied.topic(said.entities) if named and not goes_on else None
        return topic if said.lang != "en" or topic in OWN else None

    def _spoken_of(self, said: Statement) -> str | None:
        """The last metric named before in the paragraph that is told in the unit of a number here."""
        if not said.units or _counted(said):
            return None
        before = said.passage.hits("metric", *said.passage.before(said.segment))
        metrics = (self._knowledge.metrics[hit.cue.value] for hit in reversed(before))
        found = next((metric for metric in metrics if said.units & self._implied.dimensions(metric.unit)), None)
        return found.id if found and self._goes_on(said, found.id) else None

    def _narrowed(self, metric: str, said: Statement) -> str:
        """The narrower metric that the verbs or the subject make of it: a cost of training is training_cost."""
        meant = said.meant.metric if said.meant else None
        if meant and self._knowledge.metrics[meant].refines == metric:
            return meant
        return self._implied.of_listed(metric, said.entities) or self._knowledge.refine(metric, said.entities)


def _of_heads(passage: Passage, heads: Range) -> Hit | None:
    """The word of a label or a head that names its metric, the last one; none where it is a ratio of two."""
    named = passage.hits("metric", *heads)
    if len(named) > 1 and any(sign in passage.text[named[0].end : named[-1].start] for sign in RATIO):
        return None
    moved = [hit for hit in passage.hits("movement", *heads) if hit.cue.get("metric")]
    return next(iter([*named[-1:], *moved[-1:]]), None)


def _compound(label: str) -> bool:
    """Whether it is longer than a word that any metric may have beside it: 观望情绪, consumer confidence."""
    return " " in label if label.isascii() else len(label) > WORD


def _counted(said: Statement) -> bool:
    """Whether a noun of the segment says what its number is of: 其中三条线, no more of what was told before."""
    origin = said.passage.sentences[said.segment.sentence].start
    words = said.passage.parses[said.segment.sentence].between(said.segment.start - origin, said.segment.end - origin)
    return any(word.tag in NOUNS and not _held(said.passage, origin + word.start) for word in words)


def _held(passage: Passage, place: int) -> bool:
    """Whether a name, a number or a period stands there."""
    return bool(passage.names.around(place) or passage.quantities.around(place) or passage.periods.around(place))


def _before(said: Statement) -> Sequence[Hit]:
    """The labels in an English subject that stands before its proposition: rates, which doubled, have fallen."""
    apart = said.lang == "en" and said.segment.subject.end <= said.segment.start
    return said.passage.hits("metric", *said.segment.subject) if apart else ()


def _in_subject(said: Statement, sign: Sign) -> bool:
    """Whether the subject names the metric: what grows is the capex then, and no verb means another."""
    return sign.hit is not None and sign.hit.end <= said.segment.subject.end


def _spent(said: Statement, hit: Hit) -> bool:
    """Whether it surely means another metric with the words beside it: 取代 with 岗位, spent with subsidies."""
    return _tells(said, hit, hit.cue.get("metric"))


def _aside(said: Statement, hit: Hit) -> bool:
    """Whether the word only says which thing is meant: building permits, the firm that bought them."""
    return governing.describes(said.passage, said.segment, hit) or governing.relative(said.passage, said.segment, hit)


def _within(move: Hit, named: Sequence[Sign]) -> bool:
    """Whether the word is only part of one that names another metric: the 买进 of 买进评级."""
    long = move.end - move.start
    others = (sign.hit for sign in named if sign.metric != move.cue.get("metric"))
    labels = (label for label in others if label and label.end - label.start > long)
    return any(label.start <= move.start and move.end <= label.end for label in labels)


def _core(segment: Segment, hits: Sequence[Hit]) -> Sequence[Hit]:
    """The words of the statement itself, where it has any; else also those of the clauses that lead on to it."""
    return [hit for hit in hits if hit.start >= segment.subject.start] or hits


def _main(passage: Passage, segment: Segment) -> Sequence[Hit]:
    """The words of movement, without those of an English clause behind that only says why, where one is told before."""
    hits = passage.hits("movement", segment.start, segment.end)
    aside = (
        WHY.search(passage.text, segment.start, segment.end)
        if passage.sentences[segment.sentence].lang == "en"
        else None
    )
    if aside is None or not passage.hits("metric", segment.start, aside.start()):
        return hits
    return [hit for hit in hits if hit.start < aside.start()]


def _compares(said: Statement, move: Hit) -> bool:
    return not move.cue.get("metric") and governing.compares(said.passage, said.segment, move)


def _part(said: Statement, hit: Hit) -> bool:
    """Whether the word is only part of a number or of a longer word that means something else."""
    long = hit.end - hit.start
    wider = (other for other in said.covered if other.end - other.start >= long + (other.cue.layer != "told"))
    return _unit(said.passage, hit) or any(other.start <= hit.start and hit.end <= other.end for other in wider)


def _instead(said: Statement) -> bool:
    """Whether it is meant by a word that else names another: a product that 上市 is launched, no share is listed."""
    labels = said.passage.hits("metric", said.segment.subject.end, said.segment.end)
    return any(_tells(said, hit, hit.cue.value) for hit in labels)


def _tells(said: Statement, hit: Hit, metric: object) -> bool:
    """Whether the word belongs to what is surely meant, and that is not the metric."""
    meant, word = said.meant, said.passage.text[hit.start : hit.end].lower()
    return meant is not None and meant.firm and meant.metric != metric and word in meant.words


def _own_view(said: Statement, hit: Hit, named: Sequence[Hit]) -> bool:
    """Whether a writer foresees it of what is named too: our estimate of its revenue is no guidance."""
    if "guidance" not in {hit.cue.value, hit.cue.get("metric")} or all(
        other.cue.value == "guidance" for other in named
    ):
        return False
    return bool(OWN_VIEW.search(said.passage.text, max(said.segment.start, hit.start - LONG), hit.start + len("our ")))


def _unit(passage: Passage, hit: Hit) -> bool:
    """Whether the word only belongs to a number: $130 a share."""
    before = passage.text[max(0, hit.start - BESIDE) : hit.start]
    if before.endswith(PER) and any(letter.isdigit() for letter in before):
        return True
    if " " in passage.text[hit.start : hit.end]:  # 300 open positions
        return False
    near = passage.quantities.within(hit.start - LONG, hit.end + LONG)
    return any(item.start < hit.start and hit.end <= item.end for item in near)


def _whole(passage: Passage, segment: Segment, hit: Hit) -> bool:
    """Whether it is what a percentage is taken of: 12% of spending, 占成本的 40%."""
    for item in passage.quantities.within(segment.start, segment.end):
        if item.value.unit == "%":
            behind, before = (
                passage.text[item.end : hit.start],
                passage.text[max(segment.start, hit.start - LONG) : hit.start],
            )
            if (behind.startswith(" of ") and len(behind) < LONG) or (item.start >= hit.end and "占" in before):
                return True
            if behind == "的" and passage.text.startswith(DRAWN, hit.end):
                return True
    return False


def _force(move: Hit) -> float:
    if move.cue.get("metric") in EVENTS:
        return HAPPENING
    if move.cue.has("faint"):
        return FAINT
    return WEAK if move.cue.has("weak") else IMPLIED
