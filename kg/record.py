"""All that the data files say about one subject."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from kg.errors import Problem
from kg.namespace import CG, ENTITY, METRIC, RDF, RDFS, SKOS, WIKIDATA
from kg.script import simplified_all
from kg.turtle_source import Source, Statement

_PREFIXES = {ENTITY: "e:", METRIC: "m:", CG: "cg:", SKOS: "skos:", RDF: "rdf:", RDFS: "rdfs:", WIKIDATA: "wd:"}


def short(iri: str) -> str:
    """`iri` as the data files write it.

    >>> short(CG + "partOf")
    'cg:partOf'
    """
    return next((prefix + iri.removeprefix(base) for base, prefix in _PREFIXES.items() if iri.startswith(base)), iri)


Told = list[tuple[Statement, Source]]


@dataclass(slots=True)
class Record:
    """All statements about one subject by their predicates, from however many files, and what is wrong with them."""

    subject: str
    home: Source
    told: dict[str, Told] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)

    def having(self, predicate: str) -> Told:
        """The statements with `predicate`."""
        return self.told.get(predicate, [])

    def complain(self, text: str, remedy: str, at: Source | None = None, near: str | None = None) -> None:
        """Note a problem on the line of the literal or name `near` in `at`, which is the first file by default."""
        source = at or self.home
        line = source.line(self.subject, near)
        self.problems.append(Problem(file=source.name, line=line, text=f"{short(self.subject)}: {text}", remedy=remedy))


def records(sources: Iterable[Source]) -> list[Record]:
    """The statements of `sources` by subject, in the order of the files."""
    found: dict[str, Record] = {}
    for source in sources:
        for statement in source.statements:
            record = found.get(statement.subject)
            if record is None:
                record = found[statement.subject] = Record(statement.subject, source)
            record.told.setdefault(statement.predicate, []).append((statement, source))
    return list(found.values())


def respell(sources: Iterable[Source]) -> Mapping[str, str]:
    """Each literal of `sources` that has other characters when simplified, with its simplified form."""
    texts = dict.fromkeys(s.value for source in sources for s in source.statements if s.lang is not None)
    foreign = [text for text in texts if not text.isascii() and "\n" not in text]
    pairs = zip(foreign, simplified_all(foreign), strict=True) if foreign else ()
    return {text: simple for text, simple in pairs if simple != text}
