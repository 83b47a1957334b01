"""What a Chinese clause does among its neighbours: stands alone, leads on to the next, or goes on with the last."""

from __future__ import annotations

from itertools import takewhile
from typing import TYPE_CHECKING, NamedTuple

from ingest.lexicons import any_of, words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ingest.matcher import Hit
    from ingest.parse import Word
    from ingest.passage import Measured, Passage
    from ingest.sentences import Range, Sentence

PREDICATES = frozenset({"v", "a"})
NOUNS = frozenset({"n", "nz", "nw", "vn", "an", "ORG", "PER", "LOC"})
SUBJECTS = NOUNS | {"r", "xc", "s"}
PLACED = "f"  # 之后, 以内, 上
STOPS = frozenset("，：；,:;")
SHORT = 5  # characters of a clause too short to stand alone
TWICE = 2
OPENING = 12  # characters in which a clause may still say who thinks so, before it says what
ADVERBS = 4  # characters of adverbs before a verb without a subject of its own
FROM, TO = ("从", "由"), ("到", "至", "成")
ADJUNCT_OPENINGS, ADJUNCT_ENDINGS = words("adjunct_openings"), words("adjunct_endings")
RESTATING, LISTING = words("restating_openings"), words("listing_openings")
ANNOUNCERS, ANNOUNCING = words("announcers"), words("announcing_endings")
TIMED, PLACING, COMPARING = words("timed_words"), words("placing_words"), words("comparing_openings")
PAIRS = tuple(tuple(pair.split("…")) for pair in words("clause_pairs"))
SECONDS = any_of(second for _, second in PAIRS)
FRAMES = tuple(tuple(frame.split("…")) for frame in words("adjunct_frames"))
FRAME_ENDINGS = tuple(last for _, last in FRAMES)
RECKONING, RECKONED = words("reckoning_openings"), words("reckoning_endings")
SCOPED, OUTCOMES = words("scope_openings"), words("outcome_adverbs")
TOPICAL, SCENARIOS = words("topic_openings"), words("scenario_nouns")
REGARDING = frozenset(words("regarding_zh"))
CONCLUDING, EXTENDING = words("concluding_openings"), words("extending_openings")
SUPPOSING = ("若", "如果", "一旦", "只要", "假如", "倘若", "要是", "除非")
EACH, STEPS = "每", "升涨跌降增减提少多上下高低加扩缩"
THAT_IS = "的是"  # behind what is thought of it: 有趣的是
RECORDS, BEING = words("records_zh"), ("是", "为", "系", "也是", "均为")
CAUSES, YIELDING = frozenset({"因", "因为", "由于", "为了"}), "而"
RESUMING = words("resuming_openings")
EXISTENTIAL = words("existential_verbs")
THERE_IS = ("还有",)  # opens a list, or a statement of its own where it counts: 还有两百套等货
LINKS = frozenset({"contrast", "also"})
LASTING, SINCE = frozenset({"year", "month", "week", "day", "hour"}), ("之后", "以后", "后", "之前", "以前", "以来")
DETACHED = frozenset({"contrast", "supported_by", "caused_by", "conditional_on", "attacked_by", "grant", "announce"})


class Clause(NamedTuple):
    """A clause between commas with what several questions about it need: each is found once."""

    start: int
    end: int
    words: Sequence[Word]
    predicates: Sequence[int]  # where its verbs and adjectives say something
    base: int  # where its sentence starts, from which the places of words are counted
    text: str
    unlinked: int  # where it begins behind a word that links it to what was said: 但|为了省电
    numbers: Sequence[Measured]
    links: Sequence[Hit]  # the connectives among its first characters
    supposes: bool  # it sets a condition, before or behind its subject: 若再加价, 机场扩建费若再加价

    @staticmethod
    def of(passage: Passage, sentence: Sentence, where: Range, inside: Sequence[Word], said: Sequence[int]) -> Clause:
        """The clause at a range, with the words inside it and its predicates."""
        start, end = where
        return Clause(
            start,
            end,
            inside,
            said,
            sentence.start,
            passage.text[start:end],
            _unlinked(passage, start, end),
            passage.quantities.within(start, end),
            [hit for hit in passage.hits("connective", start, end) if _early(hit, start)],
            _supposes(passage, start, end, said[0] if said else end),
        )

    @property
    def head(self) -> int:
        """Where its first predicate stands; its end when it has none."""
        return self.predicates[0] if self.predicates else self.end

    def place(self, word: Word) -> int:
        """Where one of its words stands in the passage."""
        return self.base + word.start


def leads_on(passage: Passage, clause: Clause, first: bool) -> bool:
    """Whether it cannot stand alone: only a time, a place, a topic, a condition, a cause, or who says so.

    `first`: nothing is said before it in its sentence, so that what it opens with 因为 follows.
    """
    if _only_links(passage, clause):
        return True
    text = passage.text[clause.unlinked : clause.end]
    ends = text.endswith(ADJUNCT_ENDINGS) or _placed(clause)
    if (ends and not _ends_in_number(clause)) or text.startswith(ADJUNCT_OPENINGS):
        return True
    if _affected(clause, text) or _since(clause) or takes_up(passage, clause) or labels(passage, clause):
        return True
    if clause.supposes or _caused(passage, clause, first):
        return True
    if not clause.predicates:
        return not _nominal(passage, clause)
    return _only_timed(passage, clause) or announces(passage, clause)


def _only_links(passage: Passage, clause: Clause) -> bool:
    """Nothing but a word that ties what follows to what was said: 也就是说, 第一."""
    hit = passage.hit_at("connective", clause.start)
    return hit is not None and hit.start == clause.start and hit.end >= clause.end


def _early(hit: Hit, start: int) -> bool:
    """Whether it opens the clause, or ends among its first characters."""
    return hit.start - start <= 1 or hit.end - start <= SHORT


def _unlinked(passage: Passage, start: int, end: int) -> int:
    hit = passage.hit_at("connective", start)
    return hit.end if hit and hit.cue.value in LINKS and hit.end < end else start


def _supposes(passage: Passage, start: int, end: int, head: int) -> bool:
    if opens_with(passage, start, end, "modality", "conditional"):
        return True
    hits = passage.hits("modality", start, head)
    return any(passage.text.startswith(SUPPOSING, hit.start) and hit.cue.value == "conditional" for hit in hits)


def _affected(clause: Clause, text: str) -> bool:
    """It only says what works on what follows or how it is reckoned: 受春节影响, 公司受汇率影响, 按现价计算."""
    if text.startswith(SCOPED) and not clause.numbers:
        return not any(word in text for word in OUTCOMES)
    if text.startswith(RECKONING) and text.endswith(RECKONED):
        return True
    if not text.endswith(FRAME_ENDINGS):
        return False
    before = max(0, clause.head - (clause.end - len(text)))  # a subject may stand there, no verb
    return any(text.endswith(last) and 0 <= text.find(first) <= before for first, last in FRAMES)


def _since(clause: Clause) -> bool:
    """It ends with how long after something: 扩建之后三个月."""
    numbers = clause.numbers
    if not numbers or numbers[-1].end < clause.end or numbers[-1].value.unit not in LASTING:
        return False
    return clause.text[: numbers[-1].start - clause.start].rstrip(" 的约近不到整").endswith(SINCE)


def takes_up(passage: Passage, clause: Clause) -> bool:
    """It only names what comes next: 反观上海, 再看北美市场."""
    for start in (clause.start, clause.unlinked):
        if passage.text.startswith(TOPICAL, start):
            opened = next(word for word in TOPICAL if passage.text.startswith(word, start))
            behind = start + len(opened)
            if not any(clause.place(word) == behind for word in clause.words):
                return False
            if opened in REGARDING:
                return True
            return not any(place >= start + len(opened) for place in clause.predicates)
    return False


def labels(passage: Passage, clause: Clause) -> bool:
    """It only says what is named behind the colon: 乐观情境（机率四成）：, 悲观情形："""
    if passage.text[clause.end : clause.end + SHORT].lstrip(" *_")[:1] not in {"：", ":"}:
        return False
    text = clause.text
    name = text[: text.rfind("（")] if text.endswith("）") else text[: text.rfind("(")] if text.endswith(")") else text
    return name.strip().endswith(SCENARIOS) or (name != text and not clause.predicates)


def _placed(clause: Clause) -> bool:
    """Its last word says where or when: 上市后, 一年之内."""
    last = clause.words[-1] if clause.words else None
    return last is not None and last.tag == PLACED and last.text in PLACING


def _ends_in_number(clause: Clause) -> bool:
    """What looks like a time or a place belongs to a number: 412 吉瓦时, 5 万亿以上."""
    return any(number.end >= clause.end for number in clause.numbers)


def _nominal(passage: Passage, clause: Clause) -> bool:
    """A statement without a verb: it ends in a number, or a noun in it says what happens."""
    described = max((clause.place(word) + 1 for word in clause.words if word.text == "的"), default=clause.start)
    return _ends_in_number(clause) or bool(passage.hits("movement", described, clause.end))


def _only_timed(passage: Passage, clause: Clause) -> bool:
    """Nothing but a time and the words that place it: 到 2028 年, 但预计在未来两年."""
    periods = passage.periods.within(clause.start, clause.end)
    if not periods:
        return False
    rest = (word for word in clause.words if not any(one.start <= clause.place(word) < one.end for one in periods))
    return all(word.text in TIMED or word.is_blank for word in rest)


def announces(passage: Passage, clause: Clause) -> bool:
    """It only says that something will be said: 我们的判断是, 黄仁勋在财报会上表示."""
    text = clause.text
    if _reckons(text):
        return True
    if text.endswith(ANNOUNCING) and (text.endswith(THAT_IS) or any(noun in text for noun in ANNOUNCERS)):
        return True
    return labels(passage, clause) or _only_speech(passage, clause)


def _reckons(text: str) -> bool:
    """Behind what is announced stands only how it is reckoned: 理由是按目前的速度."""
    before, being, behind = text.partition("是")
    return bool(being) and before.endswith(ANNOUNCERS) and behind.startswith(RECKONING)


def _only_speech(passage: Passage, clause: Clause) -> bool:
    """It ends in a verb of saying."""
    verbs = [hit for hit in passage.hits("speech", clause.start, clause.end) if hit.cue.value in {"verb", "hearsay"}]
    if not verbs or clause.end - verbs[-1].end > 1:
        return False
    units = ((item.value.unit, item.start) for item in clause.numbers)  # 三家银行表示: it counts who says so
    return not any(unit == "%" or (unit not in LASTING and place > clause.unlinked) for unit, place in units)


def situates(passage: Passage, clause: Clause) -> bool:
    """It names something, times it, measures it or sets a condition."""
    where = (clause.start, clause.end)
    return bool(
        passage.names.within(*where)
        or passage.periods.within(*where)
        or clause.numbers
        or passage.hits("metric", *where)
        or "conditional" in passage.values("modality", *where)
    )


def _caused(passage: Passage, clause: Clause, first: bool) -> bool:
    """It opens with a word for a cause whose effect follows, as 随着, or 因为 where `first`; 导致 opens an effect.

    A cause with a number of its own is a statement of its own.
    """
    for hit in clause.links:
        if hit.cue.get("side") == "premise" and hit.cue.value == "caused_by":
            return True
        if first and hit.cue.get("side") == "premise" and hit.cue.get("fact") == "cause":
            return not clause.numbers
    return _by_cause(passage, clause)


def _by_cause(passage: Passage, clause: Clause) -> bool:
    """It ends with the cause of what its subject does next: 部分厂房因电力不足, …; not with what came of it."""
    cause = next((clause.place(word) for word in clause.words if word.text in CAUSES), None)
    if cause is None or cause == clause.start or clause.head < cause or YIELDING in passage.text[cause : clause.end]:
        return False
    return len(clause.predicates) < TWICE and not passage.quantities.within(cause, clause.end)


def opens_with(passage: Passage, start: int, end: int, layer: str, value: str) -> bool:
    """Whether one of the first words of a range tells `value` in `layer`."""
    return any(hit.cue.value == value for hit in passage.hits(layer, start, min(end, start + SHORT)))


def goes_on(passage: Passage, said: list[Clause], clause: Clause) -> bool:
    """Whether it only goes on with what the clauses before it say."""
    if _only_links(passage, clause):
        return False
    if _paired(said, clause) or _by_step(said, clause) or _lists(passage, clause) or _compares(passage, said, clause):
        return True
    if _resumes(passage, said, clause) or _reaches(passage, said, clause):
        return True
    if _detached(passage, clause) or _advises(passage, clause):
        return False
    if _measures(passage, said, clause):
        return True
    apart = bool(clause.numbers) or leads_on(passage, clause, first=False)
    return not apart and (_brief(passage, clause) or not clause.predicates or _subjectless(passage, clause))


def _compares(passage: Passage, said: list[Clause], clause: Clause) -> bool:
    """It tells against what the number of the clause before stands: 同比增长 46%, 优于预期的 3.2 元."""
    told = passage.text.startswith(COMPARING, clause.unlinked) or _sets_record(clause.text)
    return told and _measured(said[-1:])


def _sets_record(text: str) -> bool:
    """It says how seldom the number is: 是十年来头一遭."""
    return text.startswith(BEING) and any(word in text for word in RECORDS)


def _named_before(clause: Clause) -> bool:
    """A noun stands before 从: 续费率从 91% 掉到 78%."""
    before = list(takewhile(lambda word: word.text not in FROM, clause.words))
    return len(before) < len(clause.words) and any(word.tag in NOUNS for word in before)


def _brief(passage: Passage, clause: Clause) -> bool:
    """Too short to say something of its own, unless it does something with something: 加电池."""
    own = passage.names.within(clause.start, clause.end) or passage.hits("metric", clause.start, clause.end)
    return clause.end - clause.start <= SHORT and not (own and clause.predicates)


def _resumes(passage: Passage, said: list[Clause], clause: Clause) -> bool:
    """It says the same in other words, or opens with 就, 它: the other half of what was said; one number at most."""
    if clause.numbers and _measured(said):
        return False
    text, names = passage.text, passage.names
    if text.startswith(RESTATING, clause.start):
        return not names.within(clause.start, clause.end)
    return text.startswith(RESUMING, clause.start) and not names.within(clause.start, clause.start + OPENING)


def _reaches(passage: Passage, said: list[Clause], clause: Clause) -> bool:
    """It says what the clause before sets out from: 有望从一成, 提高到三成."""
    before, numbers = said[-1], said[-1].numbers
    opened = max(passage.text.rfind(word, before.start, numbers[-1].start) for word in FROM) if numbers else -1
    if opened < 0 or any(opened < place for place in before.predicates):
        return False
    opening = passage.text[clause.start : clause.start + SHORT]
    return bool(clause.numbers) and any(word in opening for word in TO)


def _measured(said: list[Clause]) -> bool:
    return any(one.numbers for one in said)


def _paired(said: list[Clause], clause: Clause) -> bool:
    """The second half of a pair: 不是 … 而是, 越 … 越, 只有 … 才."""
    before, opening = said[-1].text, clause.text[:OPENING]
    return bool(SECONDS.search(opening)) and any(first in before and second in opening for first, second in PAIRS)


def _by_step(said: list[Clause], clause: Clause) -> bool:
    """What comes of each step that the clause before takes: 油价每涨一成, 成本就多两个点."""
    before = said[-1].text
    step = before.find(EACH)
    return 0 <= step < len(before) - 1 and before[step + 1] in STEPS and bool(clause.numbers)


def _lists(passage: Passage, clause: Clause) -> bool:
    """More of a list, or examples, with no predicate: 尤其是英伟达, 例如律师、医生等."""
    if not clause.text.startswith(LISTING):
        return False
    opened = next(word for word in LISTING if clause.text.startswith(word))
    if opened in THERE_IS and clause.numbers:
        return False
    return not any(place >= clause.start + len(opened) for place in clause.predicates)


def _detached(passage: Passage, clause: Clause) -> bool:
    """It turns, concludes, gives a reason or says who thinks so: a statement of its own."""
    turned = any(hit.cue.value in DETACHED and hit.start - clause.start <= 1 for hit in clause.links)
    return turned or bool(passage.hits("speech", clause.start, min(clause.end, clause.start + SHORT)))


def _advises(passage: Passage, clause: Clause) -> bool:
    """A rating or a deal is a statement of its own: 维持买进评等, 跌破季线再加码."""
    return any(hit.cue.value == "recommendation" for hit in passage.hits("kind", clause.start, clause.end))


def _subjectless(passage: Passage, clause: Clause) -> bool:
    """Its verb comes with no subject and no time of its own, neither before it nor, as in 有机会出现, behind."""
    if not clause.predicates or passage.periods.within(clause.start, clause.end):
        return False
    modal = passage.hits("modality", clause.start, clause.end)
    verbs = [at for at in clause.predicates if not any(hit.start <= at < hit.end for hit in modal)]
    head = verbs[0] if verbs else clause.head
    before = takewhile(lambda word: clause.place(word) < head, clause.words)
    owned = any(word.tag in SUBJECTS or word.text == "的" for word in before)
    return not owned and not passage.text.startswith(EXISTENTIAL, head)


def _measures(passage: Passage, said: list[Clause], clause: Clause) -> bool:
    """It only gives the number of what was said: it starts with its verb or with 从 5% 到 16%."""
    where, numbers = (clause.start, clause.end), clause.numbers
    if not numbers or passage.names.within(clause.start, clause.head):
        return False
    if passage.text.startswith(FROM, clause.start):
        return numbers[0].end <= clause.head or not passage.periods.within(*where)
    if passage.periods.within(*where):
        return False
    if _named_before(clause):
        return False
    subject = passage.hits("metric", clause.start, clause.head) or passage.hits("connective", clause.start, clause.head)
    adverbs = clause.head - clause.start - sum(item.end - item.start for item in numbers if item.end <= clause.head)
    return adverbs <= ADVERBS and not subject and not _measured(said)
