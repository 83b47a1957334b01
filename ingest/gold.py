"""Gold annotations: what a careful reader found in an article, read from JSON and checked against the article's text.

One file an article: `{"article": ID, "claims": [...], "dependencies": [...]}`, and where the annotator went that far
`entities` (ids of the annotator's own, with names), `borderline` (spans neither required nor wrong) and `non_claims`
(spans that must not be stored). A file lies beside its article, in `gold/` under it, or in a folder whose neighbour
`seeds/` holds the texts; the text is `ID.*` or `ID_*.*`. JSON without `claims` is left alone. What another reader found
may lie in a folder of its own in `gold/`: it is read when that folder is named, never with the rest.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any, get_args

from ingest.read import read
from ingest.terms import Number, Time
from kg.errors import DataError, Problem, ReadError
from kg.model import KINDS, LANGS, Article, Comparator, Direction, Modality, Polarity, Relation, Span

_KEYS = {
    *("id", "quote", "offset", "length", "context_quotes", "kind", "entities", "metric", "direction", "polarity"),
    *("modality", "speaker", "attributed_to", "numbers", "time", "core", "note", "gist_en"),
}
_MID_MONTH = 15


@dataclass(frozen=True, slots=True, kw_only=True)
class GoldTime:
    """When a gold claim holds. `stated` says that the words for it stand in the claim's own quote."""

    time: Time
    stated: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class GoldClaim:
    """One annotated claim. None in `polarity`, `modality`, `reported` or `core`: the annotator does not say.

    `reported` tells whether someone other than the author speaks; `numbers` and `time` are in normal form.
    """

    id: str
    span: Span
    kind: str
    entities: tuple[str, ...]
    metric: str | None
    direction: str
    polarity: str | None
    modality: str | None
    reported: bool | None
    numbers: tuple[Number, ...]
    time: GoldTime | None
    core: bool | None


@dataclass(frozen=True, slots=True, kw_only=True)
class GoldLink:
    """One annotated dependency, between ids of gold claims."""

    conclusion: str
    premise: str
    relation: str
    explicit: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Gold:
    """An article and what was annotated in it; `names` holds the annotator's names by entity id."""

    file: Path
    article: Article
    claims: tuple[GoldClaim, ...]
    links: tuple[GoldLink, ...] = ()
    borderline: tuple[Span, ...] = ()
    non_claims: tuple[Span, ...] = ()
    names: Mapping[str, tuple[str, ...]] = field(default_factory=dict)


def load(folders: Iterable[Path]) -> tuple[Gold, ...]:
    """All gold of the folders (or single files), each file once; DataError with everything that is wrong in it."""
    problems: list[Problem] = []
    found = list(dict.fromkeys(path for folder in folders for path in _files(folder, problems)))
    sheets = [_Sheet(path, problems) for path in found]
    golds = [gold for sheet in sheets if sheet.annotates and (gold := sheet.gold())]
    if not problems and not golds:
        problems.append(
            Problem(file="gold", text="none of these files annotates an article", remedy="name other folders")
        )
    if problems:
        raise DataError(problems)
    return tuple(golds)


def _files(folder: Path, problems: list[Problem]) -> list[Path]:
    if folder.is_file():
        return [folder.resolve()]
    found = [path.resolve() for place in (folder, folder / "gold") for path in sorted(place.glob("*.json"))]
    if not found:
        remedy = "put ARTICLE.json there, or in gold/ under it"
        problems.append(Problem(file=str(folder), text="no gold here", remedy=remedy))
    return found


def text_of(gold: Path, article: str) -> Path | None:
    """The text that the gold file annotates, or None when there is none, or more than one to choose from."""
    over = gold.parent.parent
    for place in (gold.parent, over, over / "seeds", *([over.parent] if over.name == "gold" else [])):
        texts = [path for path in sorted(place.glob("*")) if path.is_file() and path.suffix != ".json"]
        exact = [path for path in texts if path.stem == article]
        near = exact or [path for path in texts if path.stem.startswith(f"{article}_")]
        if near:
            return near[0] if len(near) == 1 else None
    return None


class _Sheet:
    """A gold file while it is read: its JSON, its text, and where to complain."""

    def __init__(self, path: Path, problems: list[Problem]) -> None:
        self.path, self.problems = path, problems
        self.raw = path.read_bytes().decode("utf-8-sig", "replace")
        self.article: Article | None = None
        self.data = self._parsed()
        self.annotates = "claims" in self.data

    def wrong(self, at: str | None, text: str, remedy: str = "") -> None:
        """Note a problem at the claim (or other word of the file) `at`."""
        place = self.raw.find(json.dumps(at, ensure_ascii=False)) if at else -1
        line = self.raw.count("\n", 0, place) + 1 if place >= 0 else None
        head = f"{at}: " if at else ""
        self.problems.append(Problem(file=str(self.path), line=line, text=head + text, remedy=remedy))

    def gold(self) -> Gold | None:
        """What the file annotates, None when its text cannot be had."""
        whole = _Record(self, self.data, None)
        self.article = self._text(whole)
        if self.article is None:
            return None
        claims = tuple(map(_claim, whole.records("claims")))
        links = tuple(map(_link, whole.records("dependencies")))
        self._check(whole, claims, links)
        spans = {key: tuple(record.span() for record in whole.records(key)) for key in ("borderline", "non_claims")}
        names = {record.word("id"): _names(record) for record in whole.records("entities")}
        return Gold(file=self.path, article=self.article, claims=claims, links=links, names=names, **spans)

    def _parsed(self) -> Mapping[str, Any]:
        try:
            data = json.loads(self.raw, parse_float=Decimal, parse_int=int)
        except json.JSONDecodeError as error:
            problem = Problem(file=str(self.path), line=error.lineno, text=f"no JSON: {error.msg}")
            self.problems.append(problem)
            return {}
        return data if isinstance(data, dict) else {}

    def _text(self, whole: _Record) -> Article | None:
        name = whole.word("article") if "article" in self.data else self.path.stem
        path = text_of(self.path, name)
        if path is None:
            self.wrong(None, f"not one text for article {name}", f"put {name}.md beside the file or one folder up")
            return None
        article = next(iter(read([str(path)])))
        if isinstance(article, ReadError):
            self.problems.append(article.problem)
            return None
        lang = self.data.get("lang")
        dated = article if article.published else replace(article, published=whole.published())
        return replace(dated, lang=lang) if lang in LANGS else dated

    def _check(self, whole: _Record, claims: Sequence[GoldClaim], links: Sequence[GoldLink]) -> None:
        ids = [claim.id for claim in claims]
        declared = {record.word("id") for record in whole.records("entities")}
        if not claims:
            self.wrong(None, "no claims", "annotate at least one")
        for id in {id for id in ids if ids.count(id) > 1}:
            self.wrong(id, "names more than one claim", "give each its own id")
        for claim in claims if declared else ():
            for entity in set(claim.entities) - declared:
                self.wrong(claim.id, f"entity {entity} is not under entities", "declare it there")
        for end in {end for link in links for end in (link.conclusion, link.premise)} - set(ids):
            self.wrong(end, "a dependency names it, but no claim has this id")
        for link in links:
            if link.conclusion == link.premise:
                self.wrong(link.premise, "depends on itself")


class _Record:
    """One object of the JSON; every reader complains once and gives something harmless when a value is unfit."""

    def __init__(self, sheet: _Sheet, data: Mapping[str, Any], at: str | None) -> None:
        self.sheet, self.data, self.at = sheet, data, at

    def wrong(self, text: str, remedy: str = "") -> None:
        self.sheet.wrong(self.at, text, remedy)

    def word(self, key: str) -> str:
        value = self.data.get(key)
        if isinstance(value, str) and value:
            return value
        self.wrong(f"{key} is {value!r}", "write a word")
        return ""

    def choice(self, key: str, allowed: Iterable[str]) -> str:
        value, choices = self.data.get(key), tuple(allowed)
        if value in choices:
            return str(value)
        self.wrong(f"{key} is {value!r}", f"write one of {' '.join(choices)}")
        return choices[0]

    def records(self, key: str) -> Iterator[_Record]:
        values = self.data.get(key) or []
        for value in values if isinstance(values, list) else [values]:
            if isinstance(value, dict):
                yield _Record(self.sheet, value, str(value["id"]) if "id" in value else self.at)
            else:
                self.wrong(f"{key} holds {value!r}", "write a list of objects")

    def words(self, key: str) -> tuple[str, ...]:
        values = self.data.get(key)
        if isinstance(values, list) and all(isinstance(value, str) and value for value in values):
            return tuple(values)
        self.wrong(f"{key} is {values!r}", "write a list of words")
        return ()

    def span(self) -> Span:
        """The quote at its offset, checked to the letter."""
        assert self.sheet.article is not None
        text, quote, start = self.sheet.article.text, self.word("quote"), self.data.get("offset")
        if isinstance(start, int) and quote and start >= 0 and text[start : start + len(quote)] == quote:
            return Span.of(text, start, start + len(quote), self.sheet.article.id)
        if quote:
            at = text.find(quote)
            remedy = "copy it from the text" if at < 0 else f"it stands at {at}"
            self.wrong(f"quote {quote[:30]!r} does not stand at {start!r}", remedy)
        return Span(start=0, end=1, quote="?")

    def side(self, key: str) -> Decimal | None:
        value = self.data.get(key)
        if value is None or (isinstance(value, (int, Decimal)) and not isinstance(value, bool)):
            return None if value is None else Decimal(value)
        self.wrong(f"{key} is {value!r}", "write a number or null")
        return None

    def day(self, key: str) -> date | None:
        value = self.data.get(key)
        try:
            return None if value is None else date.fromisoformat(value)
        except (ValueError, TypeError):
            self.wrong(f"{key} is {value!r}", "write a date as 2025-12-31, or null")
            return None

    def published(self) -> date | None:
        """The date of the article; the middle of the month when only that is known."""
        value = self.data.get("published")
        if isinstance(value, str) and value.count("-") == 1:
            return _Record(self.sheet, {"published": f"{value}-{_MID_MONTH}"}, None).day("published")
        return self.day("published")

    def quoted(self) -> bool:
        """Whether there is a quote; it must stand in the text, at its offset where one is given."""
        quote = self.data.get("quote")
        assert self.sheet.article is not None
        if "offset" in self.data:
            self.span()
        elif quote and quote not in self.sheet.article.text:
            self.wrong(f"quote {quote!r} is not in the text", "copy it from the text")
        return bool(quote)


def _claim(record: _Record) -> GoldClaim:
    for key in sorted(record.data.keys() - _KEYS):
        record.wrong(f"no field is called {key}", "correct or remove it")
    data, span = record.data, record.span()
    return GoldClaim(
        id=record.word("id"),
        span=span,
        kind=record.choice("kind", KINDS),
        entities=record.words("entities"),
        metric=None if data.get("metric") is None else record.word("metric"),
        direction=record.choice("direction", get_args(Direction)),
        polarity=record.choice("polarity", get_args(Polarity)) if "polarity" in data else None,
        modality=record.choice("modality", get_args(Modality)) if "modality" in data else None,
        reported=_reported(data),
        numbers=tuple(_number(each) for each in record.records("numbers")),
        time=next((_time(each, span) for each in record.records("time")), None),
        core=bool(data["core"]) if "core" in data else None,
    )


def _reported(data: Mapping[str, Any]) -> bool | None:
    said = [data[key] for key in ("speaker", "attributed_to") if key in data]
    return any(said) if said else None


def _number(record: _Record) -> Number:
    record.quoted()
    low, high = record.side("low"), record.side("high")
    if low is None and high is None:
        record.wrong("a number has neither low nor high", "write what is known")
    if low is not None and high is not None and low > high:
        record.wrong(f"low {low} is above high {high}", "turn them round")
    unit = record.data.get("unit") or ""
    return Number.of(low, high, record.choice("comparator", (*get_args(Comparator), "~<")), str(unit))


def _time(record: _Record, claim: Span) -> GoldTime:
    stated = record.quoted() and record.data["quote"] in claim.quote and not record.data.get("inherited")
    start, last = record.day("start"), record.day("end")
    if start and last and start > last:
        record.wrong(f"time starts {start}, after its end {last}", "turn them round")
    return GoldTime(time=Time(start, last and last + timedelta(days=1)), stated=stated)


def _link(record: _Record) -> GoldLink:
    return GoldLink(
        conclusion=record.word("from"),
        premise=record.word("to"),
        relation=record.choice("relation", get_args(Relation)),
        explicit=bool(record.data.get("explicit", record.data.get("cue"))),
    )


def _names(record: _Record) -> tuple[str, ...]:
    label = record.data.get("label_en")
    aliases = record.data.get("aliases_in_text") or []
    return (*([label] if label else []), *aliases)
