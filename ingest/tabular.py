"""Figures in tables: the unit of each is told once for all, in the head of its column, the label of its row, the corner
or the words above; a unit is read by the grammar of numbers itself, with a one before it. In heads a bare year is one.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal
from functools import cache
from itertools import groupby
from typing import TYPE_CHECKING, NamedTuple

from ingest import measures
from ingest.cells import counts
from ingest.lexicons import words
from ingest.sentences import Range
from kg.model import Period, Quantity, Span
from kg.units import Units

if TYPE_CHECKING:
    from ingest.blocks import Block
    from ingest.lexicons import Cue
    from ingest.matcher import Hit
    from kg.gazetteer import Knowledge

_FIGURE = re.compile(r"([~≈约]?)\s?([(（]?)([+＋±]?)([-−–]?)(\d[\d,]*(?:\.\d+)?)([)）]?)(\+?)")
_YEAR = re.compile(r"(?:19|20)\d\d")
_GROUP = re.compile(r"[(（\[【]([^()（）\[\]【】]+)[)）\]】]")
_PARTS = re.compile(r"[,，;；、]\s?")
_SCALED = re.compile(r"(.*?)[,，]?\s?\b(?:in )?(thousand|million|billion|trillion)s?\b(?: of)?\s?(.*)", re.IGNORECASE)
_STATED = re.compile(r"(?:单位|unit|units)\s?[:：]\s?([^\s,，;；)）。]+(?: [^\s,，;；)）。]+)?)", re.IGNORECASE)
_LETTER = re.compile(r"(?<=\d)[AEFaef](?![A-Za-z])")
_SHORT = re.compile(r"['’]?(\d\d) ?[AEF]")  # 26E
CENTURY = 100  # years
FIRMS = 2  # of the labels of a column that are companies, at the least
MIN = 2  # characters of a name
SUMMED = frozenset(words("sum_labels"))
MANY = 2  # figures of a cell that is no single one
LONGEST = 24  # characters of the words for a unit
CAPTION = 120  # characters of the words above a table


class Listed(NamedTuple):
    """Companies by the columns they stand in: names that nobody lists, and the ids of those that labels may mean."""

    unlisted: tuple[str, ...] = ()
    meant: frozenset[str] = frozenset()


class Unit(NamedTuple):
    """In what a figure is told: `scale` times the unit `id`."""

    scale: Decimal
    id: str


def measured(text: str, blocks: Sequence[Block], found: Iterable[Quantity]) -> list[Quantity]:
    """The quantities of a text, with those that bare figures in tables are, each in the unit that its place tells."""
    told = {quantity.span.start: quantity for quantity in found}
    for nth, block in enumerate(blocks):
        if block.cells and block.head:
            above = _above(blocks, nth)
            caption = _caption(text, above) if above else None
            for match in _units(text, above) if above and caption else ():
                _forget(told, Range(*match.span()), wordless=True)
            _forget(told, Range(*block.cells[0]), wordless=True)
            for place, cell in enumerate(block.cells[1:], 1):
                own = [told[at] for at in range(*cell) if at in told]
                figure = _of_cell(text, block, place, own[:MANY])
                if figure and (figure.unit or caption or not _YEAR.fullmatch(figure.span.quote)):
                    _forget(told, Range(*cell))
                    told[figure.span.start] = _in(figure, caption)
    return [told[start] for start in sorted(told)]


def listed(text: str, blocks: Sequence[Block], hits: Iterable[Hit], knowledge: Knowledge) -> Listed:
    """What the labels of a column of companies name: firms all of them, also those that nobody lists."""
    found = list(hits)
    whole = {(hit.start, hit.end): hit.cue for hit in found if hit.cue.layer == "entity"}
    named = {start for hit in found if hit.cue.layer == "metric" for start in range(hit.start, hit.end)}
    unlisted, meant = list[str](), set[str]()
    for _, rows in groupby((block for block in blocks if block.cells), key=lambda block: block.head):
        labels = [block.cells[0] for block in rows if block.head and block.head != block.cells]
        firms = {label: whole[label] for label in labels if _is_company(whole.get(label), knowledge)}
        sure = sum(not cue.has("ambiguous") for cue in firms.values())
        if sure >= FIRMS and 2 * len(firms) >= len(labels):
            meant |= {cue.value for cue in firms.values()}
            free = (label for label in labels if label not in whole and named.isdisjoint(range(*label)))
            unlisted += [said for label in free if _is_name(said := text[slice(*label)])]
    return Listed(tuple(dict.fromkeys(unlisted)), frozenset(meant))


def _is_company(cue: Cue | None, knowledge: Knowledge) -> bool:
    return cue is not None and cue.value in knowledge.entities and knowledge.entities[cue.value].type == "Company"


def _is_name(said: str) -> bool:
    """Letters, not all of them small, that sum up no rows."""
    plain = MIN <= len(said) <= LONGEST and said.lower() not in SUMMED and not any(map(str.isdigit, said))
    return plain and not said.islower()


def dated(text: str, blocks: Sequence[Block], found: Iterable[Period], reference: date | None) -> list[Period]:
    """The periods of a text; those of heads and labels are read cell by cell, for there a bare year is one."""
    places = [Range(*cell) for block in blocks if block.head for cell in (*block.head, block.cells[0])]
    heads = sorted({place for place in places if place.start < place.end})
    own = [period for place in heads for period in _of_head(text, place, reference)]
    told = {period.span.start: period for period in (*found, *own)}
    return [told[start] for start in sorted(told)]


def _of_head(text: str, place: Range, reference: date | None) -> Iterator[Period]:
    """The times that a head tells; the letter of an estimate (26E, 26Q4E) is no part of them."""
    start, end = place
    words = _LETTER.sub(" ", text[start:end])
    if short := _SHORT.fullmatch(text[start:end].strip()):
        year = (reference.year if reference else CENTURY) // CENTURY * CENTURY + int(short[1])
        yield Period(span=Span.of(text, start, end), start=date(year, 1, 1), end=date(year + 1, 1, 1), grain="year")
        return
    for period in measures.find(words, reference).periods:
        yield period.at(Span.of(text, start + period.span.start, start + period.span.end))


def _of_cell(text: str, block: Block, nth: int, own: Sequence[Quantity]) -> Quantity | None:
    """The one figure of a cell, in the unit of its column, its row or the corner; None where there is none."""
    head = text[slice(*block.head[nth])] if nth < len(block.head) else ""
    if counts(head) or len(own) == MANY:
        return None
    figure = _alone(text, Range(*block.cells[nth])) or next(iter(own), None)
    if figure is None or figure.unit:
        return figure
    label, corner = (text[slice(*cells[0])] for cells in (block.cells, block.head))
    told = (unit_of(words) for words in (head, label, corner))
    return _in(figure, next(filter(None, told), None) or _of_corner(corner) or _named(head))


def _in(figure: Quantity, unit: Unit | None) -> Quantity:
    """A bare figure in a unit."""
    if unit is None or figure.unit:
        return figure
    low, high = (None if bound is None else bound * unit.scale for bound in (figure.low, figure.high))
    return replace(figure, low=low, high=high, unit=unit.id)


def _forget(told: dict[int, Quantity], where: Range, *, wordless: bool = False) -> None:
    """Leave out the quantities of a range, or only what is no number but a unit: 出货（万台）."""
    for at in [at for at in range(*where) if at in told]:
        if not (wordless and any(map(str.isdigit, told[at].span.quote))):
            del told[at]


def _of_corner(label: str) -> Unit | None:
    """The unit that is all that stands in the corner of a table; a noun there is what the rows are."""
    unit = _named(label)
    known = Units.load().get(unit.id) if unit else None
    return unit if known and known.dimension != "count" else None


def _alone(text: str, cell: Range) -> Quantity | None:
    """What a cell says that is all figure."""
    start, end = cell
    while start < end and text[start] in "*_ ":
        start += 1
    while end > start and text[end - 1] in "*_ ":
        end -= 1
    found = measures.find(text[start:end], None).quantities if start < end else []
    if len(found) == 1 and found[0].unit and found[0].span.quote == text[start:end]:
        return found[0].at(Span.of(text, start, end))
    return _bare(text, start, end)


def _bare(text: str, start: int, end: int) -> Quantity | None:
    """A figure without a unit: 128, -950, 1,000+, (1,200), which is below zero."""
    match = _FIGURE.fullmatch(text, start, end)
    if match is None or bool(match[2]) != bool(match[6]):
        return None
    value = Decimal(match[5].replace(",", ""))
    value = -value if match[2] or match[4] else value
    high = None if match[7] else value
    return Quantity(span=Span.of(text, start, end), low=value, high=high, approximate=bool(match[1]))


def _above(blocks: Sequence[Block], nth: int) -> Block | None:
    """The block before a table."""
    while nth >= 0 and blocks[nth].kind == "row":
        nth -= 1
    return blocks[nth] if nth >= 0 else None


def _caption(text: str, above: Block) -> Unit | None:
    """The unit told in the words above the table: 单位：亿元, (US$ million)."""
    return next((found for match in _units(text, above) if (found := _read(match[1]))), None)


def _units(text: str, above: Block) -> Iterator[re.Match[str]]:
    """Where words may name a unit: behind 单位：, in brackets."""
    start = max(above.start, above.end - CAPTION)
    yield from _STATED.finditer(text, start, above.end)
    yield from _GROUP.finditer(text, start, above.end)


@cache
def unit_of(label: str) -> Unit | None:
    """The unit and its scale that a label tells of, in brackets or behind a comma.

    >>> unit_of("2025 capex ($bn)"), unit_of("储能出货(GWh)"), unit_of("Revenue")
    (Unit(scale=Decimal('1000000000'), id='USD'), Unit(scale=Decimal('1'), id='GWh'), None)
    """
    told = [part for group in reversed(_GROUP.findall(label)) for part in (group, *_PARTS.split(group))]
    return next((found for words in (*told, *_PARTS.split(label)[1:]) if (found := _read(words))), None)


@cache
def _named(label: str) -> Unit | None:
    """The unit that is all a label says: NOK m, cities."""
    return _read(label.strip(" *_:："))


def _read(told: str) -> Unit | None:
    """The unit that words name, if they name no more."""
    if not told or len(told) > LONGEST or any(map(str.isdigit, told)):
        return None
    for phrase in _phrases(told):
        found = measures.find(phrase, None).quantities
        whole = len(found) == 1 and (found[0].span.start, found[0].span.end) == (0, len(phrase))
        if whole and found[0].low is not None and found[0].low == found[0].high and _is_unit(found[0]):
            return Unit(found[0].low, found[0].unit)
    return None


def _is_unit(one: Quantity) -> bool:
    """Whether it is one of something that is counted or measured, not a one before any word."""
    return one.unit.partition("/")[0] in Units.load() or (bool(one.unit) and one.low != 1)


def _phrases(told: str) -> Iterator[str]:
    """Ways to say one of it: 1亿元, $1bn, NOK 1m, 1 million dollars."""
    money = next((sign for sign in _signs() if told.lower().startswith(sign.lower())), "")
    rest = told[len(money) :].strip()
    if money:
        yield f"{money}{' ' if money.isalpha() and money.isascii() else ''}1{rest}"
        yield f"{money}1 {rest}".rstrip()
    if scaled := _SCALED.fullmatch(told):
        before, scale, behind = (part.strip() for part in scaled.groups())
        yield f"{before}1 {scale} {behind}".rstrip()
    yield f"1{told}"
    yield f"1 {told}"


@cache
def _signs() -> tuple[str, ...]:
    """What stands before an amount of money, the longest first."""
    units = [unit for unit in Units.load().values() if unit.is_money]
    signs = {sign for unit in units for sign in (*unit.prefixes, *(name for name, _ in unit.names))}
    return tuple(sorted(signs, key=lambda sign: (-len(sign), sign)))
