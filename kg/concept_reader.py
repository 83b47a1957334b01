"""From what the data files say about one subject to a concept or a metric, or to what is wrong with it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from difflib import get_close_matches
from typing import TypeVar

from kg.concepts import ENTITY_TYPES, NATURES, Concept, Metric, Nature
from kg.label_reader import CONTEXT, LABELS, read_labels
from kg.model import EntityType
from kg.namespace import CG, ENTITY, METRIC, RDF, SKOS, WIKIDATA, name_of
from kg.record import Record, short

TYPE = RDF + "type"
_LINKS = {name: CG + name for name in ("partOf", "productOf", "opposite", "neighbour", "refines", "about")}
_LINKS |= {"broader": SKOS + "broader", "exactMatch": SKOS + "exactMatch"}
_VALUES = {"unit": CG + "unit", "nature": CG + "nature", "definition": SKOS + "definition"}
_REMARKS = tuple(SKOS + name for name in ("note", "scopeNote", "example", "inScheme"))
PROPERTIES = frozenset((CONTEXT, *LABELS, *_LINKS.values(), *_VALUES.values(), *_REMARKS))

ID_REMEDY = "an id is a ticker or a short name, as NVDA or unit_price"

_T = TypeVar("_T")


def build(record: Record, respelled: Mapping[str, str]) -> Concept | Metric | None:
    """The concept or metric that `record` describes; None, with a problem noted, when it describes neither."""
    _check_properties(record)
    types = {s.value: source for s, source in record.having(TYPE) if not s.value.startswith(SKOS)}
    first, *others = types or [""]
    kind = name_of(CG, first) or short(first)
    for other in others[:1]:
        told = ", ".join(map(short, types))
        record.complain(f"more than one type: {told}", "keep one of them", types[other], other)
    if kind == "Metric":
        return _metric(record, respelled)
    if entity_type := _among(ENTITY_TYPES, kind):
        return _concept(record, entity_type, respelled)
    told = f"unknown type {kind}" if kind else "no type"
    record.complain(told, f"say `a cg:Metric` or one of {', '.join(ENTITY_TYPES)}", near=kind or None)
    return None


def _concept(record: Record, kind: EntityType, respelled: Mapping[str, str]) -> Concept | None:
    id = _id(record, ENTITY)
    if id is None:
        return None
    return Concept(
        id=id,
        type=kind,
        labels=read_labels(record, respelled),
        part_of=_links(record, "partOf", ENTITY),
        product_of=_links(record, "productOf", ENTITY),
        broader=_links(record, "broader", ENTITY),
        context=_context(record, respelled),
        wikidata=next(iter(_links(record, "exactMatch", WIKIDATA)), None),
        definition=_value(record, "definition"),
        file=record.home.name,
        line=record.home.line(record.subject),
    )


def _metric(record: Record, respelled: Mapping[str, str]) -> Metric | None:
    id = _id(record, METRIC)
    if id is None:
        return None
    return Metric(
        id=id,
        labels=read_labels(record, respelled),
        unit=_value(record, "unit") or "",
        nature=_nature(record),
        opposite=next(iter(_links(record, "opposite", METRIC)), None),
        neighbours=_links(record, "neighbour", METRIC),
        refines=next(iter(_links(record, "refines", METRIC)), None),
        about=_links(record, "about", ENTITY, CG),
        context=_context(record, respelled),
        definition=_value(record, "definition"),
        file=record.home.name,
        line=record.home.line(record.subject),
    )


def _check_properties(record: Record) -> None:
    for predicate in record.told.keys() - PROPERTIES:
        if predicate.startswith((CG, SKOS)):
            source, name = record.told[predicate][0][1], short(predicate)
            close = get_close_matches(name, map(short, PROPERTIES), n=1)
            remedy = f"did you mean {close[0]}?" if close else f"known are {', '.join(sorted(map(short, PROPERTIES)))}"
            record.complain(f"unknown property {name}", remedy, source, name.partition(":")[2])


def _id(record: Record, base: str) -> str | None:
    id = name_of(base, record.subject)
    if id is None:
        record.complain("its IRI is not one of ours", f"write it as {short(base)}some-id, that is <{base}some-id>")
    elif not is_word(id):
        record.complain(f"its id {id!r} is no word", ID_REMEDY)
    return id


def is_word(id: str) -> bool:
    """Whether `id` can be typed and told from others: printable, with nothing blank at its ends.

    >>> [is_word(id) for id in ("NVDA", "acme works", "增速", "", " x", "a\\tb")]
    [True, True, True, False, False, False]
    """
    return bool(id) and id == id.strip() and id.isprintable()


def _links(record: Record, name: str, *bases: str) -> tuple[str, ...]:
    told = record.told.get(_LINKS[name])
    if told is None:
        return ()
    base, found = bases[0], dict[str, None]()
    for statement, source in told:
        ids = (name_of(base, statement.value) for base in bases if statement.lang is None)
        id = next(filter(None, ids), None)
        if id is None:
            said = f"{short(_LINKS[name])} names {short(statement.value)}"
            record.complain(said, f"write {short(base)}some-id", source, statement.value)
        else:
            found[id] = None
    return tuple(found)


def _value(record: Record, name: str) -> str | None:
    values = {s.value: source for s, source in record.having(_VALUES[name])}
    if len(values) > 1:
        last, source = list(values.items())[-1]
        told = f"{short(_VALUES[name])} is said {len(values)} times: {', '.join(values)}"
        record.complain(told, "keep one of them", source, last)
    return next(iter(values), None)


def _nature(record: Record) -> Nature:
    told = _value(record, "nature")
    if found := _among(NATURES, told):
        return found
    problem = f"unknown nature {told}" if told else "no nature"
    record.complain(problem, f"cg:nature is one of {', '.join(NATURES)}", near=told)
    return "quality"


def _context(record: Record, respelled: Mapping[str, str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(respelled.get(s.value, s.value) for s, _ in record.having(CONTEXT)))


def _among(choices: Sequence[_T], word: str | None) -> _T | None:
    return next((choice for choice in choices if choice == word), None)
