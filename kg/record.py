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


@dataclass(frozen=True, slots=True)
class Record:
    """All statements about one subject, from however many files, and what is wrong with them."""

    subject: str
    entries: list[tuple[Statement, Source]] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)

    @property
    def home(self) -> Source:
        """The file that speaks of the subject first."""
        return self.entries[0][1]

    def having(self, *predicates: str) -> Iterable[tuple[Statement, Source]]:
        """The statements with one of `predicates`."""
        return (entry for entry in self.entries if entry[0].predicate in predicates)

    def complain(self, text: str, remedy: str, at: Source | None = None, near: str | None = None) -> None:
        """Note a problem on the line of the literal or name `near` in `at`."""
        source = at or self.home
        line = source.line(self.subject, near)
        self.problems.append(Problem(file=source.name, line=line, text=f"{short(self.subject)}: {text}", remedy=remedy))


def records(sources: Iterable[Source]) -> list[Record]:
    """The statements of `sources` by subject, in the order of the files."""
    found: dict[str, Record] = {}
    for source in sources:
        for statement in source.statements:
            record = found.get(statement.subject) or found.setdefault(statement.subject, Record(statement.subject))
            record.entries.append((statement, source))
    return list(found.values())


def respell(every: Iterable[Record]) -> Mapping[str, str]:
    """Each literal of `every` in simplified characters."""
    texts = {s.value: s.value for record in every for s, _ in record.entries if s.is_literal}
    foreign = [text for text in texts if not text.isascii() and "\n" not in text]
    return texts | dict(zip(foreign, simplified_all(foreign), strict=True)) if foreign else texts
