"""Which entities a text names: labels of the gazetteer, abbreviations it defines, and names only the text knows."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from typing import TYPE_CHECKING, NamedTuple

from ingest import short_names
from ingest.coined import is_word
from ingest.lexicons import Cue, words
from ingest.matcher import Entry, Hit, Matcher
from ingest.passage import Named
from ingest.sentences import Sentence
from ingest.sifting import selected
from ingest.tabular import Listed
from ingest.unknown import Unknown
from ingest.vocabulary import NOTHING
from kg.model import Entity

if TYPE_CHECKING:
    from ingest.parse import Parse
    from kg.gazetteer import Knowledge

SHORT_NAME = 3  # characters
OFTEN = 2  # places inside of sentences
_INSIDE = re.compile("[a-z,] ")  # before a word that does not open its sentence
LICENSED = words("licensed_trades")
CASHTAG = "$"  # $NOW is a share
NUMERALS = frozenset("一二两三四五六七八九十百千万亿兆几数半零〇")
_CODED = re.compile(r"(?<![\u4e00-\u9fff])([\u4e00-\u9fff]{2,6})(?:-?[KW])?\s?[（(](\d{4}|\d{6})(?:\.[A-Z]{1,3})?[)）]")
TAIWAN_OR_HONG_KONG, MAINLAND = (".TW", ".TWO", ".HK"), (".SS", ".SZ")  # endings of tickers
FIRM = "Company"
_OWNS = words("firm_possessions")
_OWNED = re.compile(
    r"(?:['’]s (?:(?:net|gross|free|total|annual|quarterly|full-year|20\d\d|capital) )*"
    rf"(?:{'|'.join(word for word in _OWNS if word.isascii())})\b"
    r"|(?:(?:20\d\d ?年|[今去明]年|[上本下]季)(?:第[一二三四]季度?|[上下]半年|全年)?)?的?"
    rf"(?:合并)?(?:{'|'.join(word for word in _OWNS if not word.isascii())}))"
)
TRADE = "Technology"  # type of what firms are in: 氢能企业, hydrogen suppliers
_GROUPS = words("trade_groups")
_GROUP = re.compile(
    "|".join(
        [*(word for word in _GROUPS if not word.isascii()), *(f" {word}\\b" for word in _GROUPS if word.isascii())]
    )
)
RATINGS = words("rating_words")
_RATED = re.compile(rf"(?<![\u4e00-\u9fff])([\u4e00-\u9fff]{{2,6}})\s?[（(](?:{'|'.join(RATINGS)})")
_DEFINED = re.compile(
    r"[（(](?:简称|下称|以下简称|又称)?\s*[“\"「]?([A-Za-z][\w.&-]{1,11}|[\u4e00-\u9fff]{2,6})[”\"」]?[）)]"
)


class Given(NamedTuple):
    """What else tells of names: the entities that the title names and nobody lists, and the companies of the tables."""

    title: Sequence[Entity] = ()
    table: Listed = Listed()


class Found(NamedTuple):
    """The names of one text, and the entities that only the text knows."""

    names: tuple[Named, ...]
    unknown: tuple[Entity, ...]


def find(
    text: str,
    hits: Sequence[Hit],
    pairs: Sequence[tuple[Sentence, Parse]],
    knowledge: Knowledge,
    given: Given | None = None,
) -> Found:
    """Names in order, without overlap."""
    told = given or Given()
    known = list(_known(text, hits, knowledge, told.table.meant))
    known += _defined(text, known)
    coded = dict(_coded(text, knowledge))
    known += _called(text, {name: entity for name, entity in coded.items() if entity})
    unknown = Unknown(text, hits, list(_apart(known)), knowledge).find(
        pairs,
        {entity.labels[0]: entity.type for entity in told.title}
        | dict.fromkeys(
            (*told.table.unlisted, *(name for name, entity in coded.items() if not entity)), "Organization"
        ),
    )
    entities = {entity.id: entity for _, entity in unknown}
    listed = short_names.owners(entities.values(), knowledge, {name.entity for name in known})
    names = known + [name._replace(entity=listed.get(name.entity, name.entity)) for name, _ in unknown]
    own = (entity for id, entity in sorted(entities.items()) if id not in listed)
    return Found(tuple(_apart(names)), tuple(own))


def _known(text: str, hits: Sequence[Hit], knowledge: Knowledge, meant: Set[str]) -> Iterator[Named]:
    """Labels of the gazetteer; an ambiguous one needs a context word near, or a sure name of it in the text."""
    found = [hit for hit in hits if hit.cue.layer == "entity" and hit.cue.value != NOTHING]
    sure = {hit.cue.value for hit in found if not hit.cue.has("ambiguous")} | _meant_throughout(text, found, knowledge)
    sure |= meant
    for hit in found:
        doubtful = hit.cue.has("ambiguous") and hit.cue.value not in sure and text[hit.start - 1 : hit.start] != CASHTAG
        told = not doubtful or selected(text, hit, knowledge.entities[hit.cue.value].context)
        if not told and not _owns(text, hit, knowledge):
            continue
        if not _counts(text, hit) and not _namesake(text, hit, knowledge):
            in_trade = knowledge.entities[hit.cue.value].type == TRADE and _GROUP.match(text, hit.end)
            yield Named(hit.start, in_trade.end() if in_trade else hit.end, hit.cue.value)


def _owns(text: str, hit: Hit, knowledge: Knowledge) -> bool:
    """It has what only firms have, and no other is called so: Lucid's deliveries, 广达2025年营收, not 超微的股价."""
    is_firm = knowledge.entities[hit.cue.value].type == FIRM and not text[hit.start].islower()
    if not is_firm or _OWNED.match(text, hit.end) is None:
        return False
    said = text[hit.start : hit.end]
    called = (any(label.simplified == said for label in one.labels) for one in knowledge.entities.values())
    return sum(called) == 1


def doubtful(hits: Iterable[Hit]) -> list[Named]:
    """What labels of doubtful meaning would name, if they were names."""
    return [
        Named(hit.start, hit.end, hit.cue.value)
        for hit in hits
        if hit.cue.layer == "entity" and hit.cue.has("ambiguous") and hit.cue.value != NOTHING
    ]


def _meant_throughout(text: str, found: Sequence[Hit], knowledge: Knowledge) -> set[str]:
    """Whose capitalised label a context makes sure once, and that stands inside of sentences more than once: a text
    means the same by it everywhere.
    """
    capitals = [hit for hit in found if hit.cue.has("ambiguous") and "A" <= text[hit.start] <= "Z"]
    told = {hit.cue.value for hit in capitals if selected(text, hit, knowledge.entities[hit.cue.value].context)}
    inside = Counter(hit.cue.value for hit in capitals if _INSIDE.fullmatch(text[max(0, hit.start - 2) : hit.start]))
    return {entity for entity, times in inside.items() if times >= OFTEN and entity in told}


def _namesake(text: str, hit: Hit, knowledge: Knowledge) -> bool:
    """Another firm, that only begins with the name of one: 恒瑞|银行 is no drug maker."""
    short = hit.end - hit.start <= SHORT_NAME and knowledge.entities[hit.cue.value].type == "Company"
    return short and text.startswith(LICENSED, hit.end) and not text[hit.start : hit.end].isascii()


def _counts(text: str, hit: Hit) -> bool:
    """The 百 of 百度 belongs to the numeral before it: 一百度电."""
    before = text[max(0, hit.start - 2) : hit.start].rstrip()[-1:]
    return text[hit.start] in NUMERALS and (before in NUMERALS or before.isdigit()) and bool(before)


def _defined(text: str, known: Sequence[Named]) -> Iterator[Named]:
    """`X（简称 Y）` makes every later Y a name of X."""
    first: dict[str, Named] = {}
    for name in known:
        match = _DEFINED.match(text, name.end) or _DEFINED.match(text, name.end + 1)
        if match and not match.group(1).startswith(RATINGS):
            first.setdefault(match.group(1), Named(*match.span(1), name.entity))
    for name in _called(text, {word: name.entity for word, name in first.items()}):
        if name.start >= first[text[name.start : name.end]].start:
            yield name


def _coded(text: str, knowledge: Knowledge) -> Iterator[tuple[str, str | None]]:
    """`南亚科（2408）`, `晟耀（评级：买入）`: a name with the number or the rating of its share, and whose that is.

    Years are no such numbers.

    >>> from kg.gazetteer import Knowledge
    >>> knowledge = Knowledge.load()
    >>> list(_coded("南亚科（2408）大涨，海澜科创（688999）跟进，去年（2023）则相反", knowledge))
    [('南亚科', '2408.TW'), ('海澜科创', None)]
    >>> list(_coded("晟耀（评级：买入）二季度交货，英伟达（增持）持平，评级（增持）不变", knowledge))
    [('晟耀', None)]
    """
    for match in _RATED.finditer(text):
        if knowledge.resolve(match[1]) is None and not is_word(match[1]):
            yield match[1], None
    for match in _CODED.finditer(text):
        name, code = match.groups()
        markets = TAIWAN_OR_HONG_KONG if len(code) == len("2408") else MAINLAND
        listed = next((code + market for market in markets if code + market in knowledge.entities), None)
        if listed or len(code) > len("2408"):
            yield name, listed


def _called(text: str, entities: Mapping[str, str]) -> Iterator[Named]:
    """Where words stand that are names of entities in this text."""
    if entities:
        for hit in Matcher(Entry(word, Cue("name", entity), exact=True) for word, entity in entities.items()).find(
            text
        ):
            yield Named(hit.start, hit.end, hit.cue.value)


def _apart(names: Sequence[Named]) -> Iterator[Named]:
    """In order, the longer of two that overlap."""
    last = 0
    for name in sorted(names, key=lambda name: (name.start, -name.end)):
        if name.start >= last:
            yield name
            last = name.end
