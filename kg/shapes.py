"""Is the graph what it should be? Shapes in `data/shapes.ttl`, and what shapes cannot say: quotes are verbatim.

Each article is looked at by itself, so that the memory needed is that of the longest.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from pyoxigraph import Literal, NamedNode

from kg import iris
from kg.errors import Problem
from kg.namespace import BASE
from kg.rdf_read import Facts, by_subject, whole_graph
from kg.store import SAID, Store, Term
from kg.vocab import CG, OA, PROV, SCHEMA, TIME, XSD

if TYPE_CHECKING:
    from rdflib import Graph, URIRef
    from rdflib import Literal as RdflibLiteral

SHAPES = Path(__file__).parent / "data" / "shapes.ttl"
ANALYSIS_SHAPES = SHAPES.with_name("analysis_shapes.ttl")
REMEDY = "ingest the article again"
MEND = "mend the file beside the database, delete graph/ and ingest the articles again"

Graphed = dict[NamedNode, dict[NamedNode, list[Term]]]
Fault = tuple[str, str]
_LINKS = {
    CG.first: SCHEMA.appearance,
    CG.against: SCHEMA.appearance,
    CG.voice: SCHEMA.appearance,
    PROV.wasDerivedFrom: SCHEMA.sha256,
}
"""What a finding tells of, and what the store says of that if it is there."""


def validate(store: Store) -> list[Problem]:
    """All that is wrong with the articles in the store, one by one, with the analysis, and with what the user says.

    >>> with Store.memory() as store:
    ...     validate(store)
    []
    """
    found = [problem for article in store.articles() for problem in validate_article(store, article)]
    return found + validate_analysis(store) + validate_user(store)


def validate_user(store: Store) -> list[Problem]:
    """All that is wrong with the form of what the user says."""
    faults = sorted(set(_misshapen(by_subject(store.quads(graph=iris.USER)), SHAPES)))
    return [Problem(file=f"data/{SAID}", text=f"{name}: {message}", remedy=MEND) for name, message in faults]


def validate_analysis(store: Store) -> list[Problem]:
    """All that is wrong with what is worked out from the articles: its form, and what it tells of that is not there."""
    facts = by_subject(store.quads(graph=iris.ANALYSIS))
    faults = {*_misshapen(facts, ANALYSIS_SHAPES), *_of_nothing(store, facts)}
    remedy = "run `kg ingest` again: the analysis is brought up to date"
    return [Problem(file="analysis", text=f"{name}: {message}", remedy=remedy) for name, message in sorted(faults)]


def _of_nothing(store: Store, facts: Graphed) -> Iterator[Fault]:
    """Findings about claims and articles that the store does not have."""
    for node, known in facts.items():
        for link, is_there in _LINKS.items():
            for value in known.get(link, ()):
                if isinstance(value, NamedNode) and not store.quads(value, is_there):
                    yield _short(node.value), f"the store has no {_short(value.value)}"


def validate_article(store: Store, article_id: str) -> list[Problem]:
    """All that is wrong with one article, in the order of the names of things."""
    facts = whole_graph(store, article_id)
    faults = {*_misshapen(facts, SHAPES), *_not_verbatim(facts, article_id), *_backwards(facts)}
    place = f"article {article_id}"
    return [Problem(file=place, text=f"{name}: {message}", remedy=REMEDY) for name, message in sorted(faults)]


def _misshapen(facts: Graphed, shapes: Path) -> Iterator[Fault]:
    import pyshacl  # noqa: PLC0415 - slow to import
    from rdflib.namespace import SH  # noqa: PLC0415

    conforms, report, _ = pyshacl.validate(_graph(facts), shacl_graph=_shapes(shapes), inplace=True)
    for result in () if conforms else report.objects(None, SH.result):
        yield _short(report.value(result, SH.focusNode)), str(report.value(result, SH.resultMessage))


def _not_verbatim(facts: Graphed, article_id: str) -> Iterator[Fault]:
    body = facts.get(iris.article(article_id), {}).get(SCHEMA.articleBody, [Literal("")])
    text = _value(body[0])
    for node, known in facts.items():
        if OA.exact in known and not _stands(known, text):
            yield _short(node.value), "the quote of a span is verbatim"


def _stands(known: Facts, text: str) -> bool:
    """Whether a selector's quote stands where it says; True where it lacks a place, which a shape tells."""
    try:
        start, end = (int(_value(known[side][0])) for side in (OA.start, OA.end))
    except (KeyError, ValueError):
        return True
    return text[start:end] == _value(known[OA.exact][0])


def _backwards(facts: Graphed) -> Iterator[Fault]:
    for node, known in facts.items():
        ends = [_moment(facts, known.get(side, ())) for side in (TIME.hasBeginning, TIME.hasEnd)]
        if None not in ends and ends[0] >= ends[1]:  # type: ignore[operator]
            yield _short(node.value), "a period ends after its beginning"


def _moment(facts: Graphed, sides: list[Term] | tuple[()]) -> str | None:
    """A date or moment in a form that sorts; None where there is none."""
    for side in sides:
        known = facts.get(side, {}) if isinstance(side, NamedNode) else {}
        for said in (*known.get(TIME.inXSDDate, ()), *known.get(TIME.inXSDDateTime, ())):
            return _value(said)
    return None


@cache
def _shapes(file: Path) -> Graph:
    import rdflib  # noqa: PLC0415 - slow to import

    return rdflib.Graph().parse(file, format="turtle")


def _graph(facts: Graphed) -> Graph:
    import rdflib  # noqa: PLC0415 - slow to import

    graph = rdflib.Graph()
    for subject, known in facts.items():
        node = rdflib.URIRef(subject.value)
        for predicate, values in known.items():
            said = rdflib.URIRef(predicate.value)
            for value in values:
                graph.add((node, said, _term(value)))
    return graph


def _term(term: Term) -> URIRef | RdflibLiteral:
    """The same term in rdflib, where a plain string has no datatype."""
    import rdflib  # noqa: PLC0415 - slow to import

    if not isinstance(term, Literal):
        return rdflib.URIRef(_value(term))
    if term.language:
        return rdflib.Literal(term.value, lang=term.language)
    datatype = None if term.datatype == XSD.string else rdflib.URIRef(term.datatype.value)
    return rdflib.Literal(term.value, datatype=datatype, normalize=False)


def _value(term: Term) -> str:
    return str(getattr(term, "value", term))


def _short(name: object) -> str:
    """`claim/1f` for the IRI of a claim."""
    return str(name).removeprefix(BASE)
