"""What a valid graph is: good graphs pass, and each way to spoil one is told by its name."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date

import pytest
from pyoxigraph import Literal, NamedNode, Triple

from kg import iris
from kg.errors import Problem, StoreError
from kg.model import Computation, Dependency, Extraction, Operand, Resolution, Span
from kg.rdf import put, to_triples
from kg.rdf_user import resolutions, say
from kg.rdf_user import to_triples as resolution_triples
from kg.shapes import SHAPES, validate, validate_article
from kg.store import Store
from kg.vocab import AIF, CG, OA, PROV, RDF, RDFS, SCHEMA, TIME, XSD
from tests.extractions import plain
from tests.stances import number
from tests.test_contract import chinese, english


def whole(number: int) -> Literal:
    return Literal(str(number), datatype=XSD.integer)


def full() -> Extraction:
    """One claim with everything, another that attacks it, and a computation."""
    seen = plain(1, sentences=2)
    first, second = (claim.id for claim in seen.claims)
    attack = Dependency(conclusion=first, premise=second, relation="attacked_by")
    sum = Computation(
        expression="1 + 1",
        claims=(first,),
        stated="3",
        computed="2",
        verdict="inconsistent",
        operation="sum",
        inputs=(Operand(claim=first, quantity=0), Operand(claim=first, quantity=0, inverse=True)),
        result=Operand(claim=first, quantity=0),
        missing="1 x",
    )
    return replace(seen, dependencies=(*seen.dependencies, attack), computations=(sum,))


def faults(triples: Iterable[Triple]) -> list[Problem]:
    with Store.memory() as store:
        store.replace("article-1", triples, "1")
        return validate(store)


def spoilt(kind: NamedNode, predicate: NamedNode, values: list[NamedNode | Literal]) -> list[Triple]:
    """The triples of `full`, with other values for one predicate of the first thing of a kind."""
    triples = to_triples(full())
    node = min((t.subject for t in triples if (t.predicate, t.object) == (RDF.type, kind)), key=str)
    if predicate in (TIME.inXSDDate, TIME.inXSDDateTime):
        node = next(t.object for t in triples if (t.subject, t.predicate) == (node, TIME.hasEnd))
    kept = [t for t in triples if (t.subject, t.predicate) != (node, predicate)]
    return kept + [Triple(node, predicate, value) for value in values]


A, B = Literal("a"), Literal("b")
SELECTOR = OA.TextPositionSelector
NOWHERE = NamedNode("https://example.org/nowhere")

SPOILT = {
    "article without text": (SCHEMA.Article, SCHEMA.articleBody, [], "an article has one text"),
    "article of two ids": (SCHEMA.Article, SCHEMA.identifier, [A, B], "an article has one id"),
    "article without hash": (SCHEMA.Article, SCHEMA.sha256, [], "an article has one sha256"),
    "article in French": (SCHEMA.Article, SCHEMA.inLanguage, [Literal("fr")], "language of an article"),
    "article of words for a date": (SCHEMA.Article, SCHEMA.datePublished, [A], "one date of publication"),
    "span of nothing": (OA.SpecificResource, OA.hasSource, [NOWHERE], "a span is of one article"),
    "span without selector": (OA.SpecificResource, OA.hasSelector, [], "a span has one selector"),
    "span before the text": (SELECTOR, OA.start, [whole(-1)], "a span has one start, at 0 or after"),
    "span that ends before it starts": (SELECTOR, OA.end, [whole(0)], "a span ends after its start"),
    "span without end": (SELECTOR, OA.end, [], "a span has one end"),
    "empty quote": (SELECTOR, OA.exact, [Literal("")], "a span has one quote"),
    "quote that is not verbatim": (SELECTOR, OA.exact, [Literal("公私")], "the quote of a span is verbatim"),
    "span beside its words": (SELECTOR, OA.end, [whole(500)], "the quote of a span is verbatim"),
    "claim of no article": (SCHEMA.Claim, SCHEMA.appearance, [], "a claim stands in one article"),
    "claim without span": (SCHEMA.Claim, PROV.wasDerivedFrom, [], "a claim is read from one span"),
    "claim of two kinds": (SCHEMA.Claim, CG.kind, [Literal("opinion"), Literal("causal")], "the kind of a claim"),
    "claim of an unknown kind": (SCHEMA.Claim, CG.kind, [Literal("wish")], "the kind of a claim"),
    "claim that goes sideways": (SCHEMA.Claim, CG.direction, [Literal("sideways")], "the direction of a claim"),
    "claim without polarity": (SCHEMA.Claim, CG.polarity, [], "the polarity of a claim"),
    "claim that is sure": (SCHEMA.Claim, CG.modality, [Literal("sure")], "the modality of a claim"),
    "claim of two subjects": (SCHEMA.Claim, CG.subject, [NOWHERE, CG.Unit], "at most one subject"),
    "claim about words": (SCHEMA.Claim, SCHEMA.about, [A], "a claim is about entities"),
    "claim of a metric in words": (SCHEMA.Claim, CG.metric, [A], "at most one metric"),
    "claim of two speakers": (SCHEMA.Claim, CG.speaker, [A, B], "at most one speaker"),
    "claim with a foreign quantity": (SCHEMA.Claim, CG.quantity, [NOWHERE], "a claim states quantities"),
    "claim in a foreign period": (SCHEMA.Claim, TIME.hasTime, [NOWHERE], "at most one period"),
    "claim without order": (SCHEMA.Claim, CG.inOrder, [], "in which order"),
    "quantity without span": (CG.Quantity, PROV.wasDerivedFrom, [], "a quantity is read from one span"),
    "quantity without interval": (CG.Quantity, CG.interval, [], "a quantity has one interval"),
    "quantity in words": (CG.Quantity, CG.interval, [Literal("[many,more]")], "a quantity has one interval"),
    "quantity upside down": (
        CG.Quantity,
        SCHEMA.minValue,
        [Literal("9e99", datatype=XSD.double)],
        "lower bound of a quantity is not above",
    ),
    "quantity of two units": (CG.Quantity, CG.unit, [NOWHERE, CG.Unit], "at most one unit"),
    "period without span": (TIME.Interval, PROV.wasDerivedFrom, [], "a period is read from one span"),
    "period of an unknown grain": (TIME.Interval, CG.grain, [Literal("eon")], "the grain of a period"),
    "period without basis": (TIME.Interval, CG.basis, [], "where its bounds come from"),
    "period without dates": (TIME.Interval, TIME.inXSDDate, [], "an end of a period has one date"),
    "period until some word": (TIME.Interval, TIME.inXSDDate, [A], "is an xsd:date"),
    "period of two moments": (
        TIME.Interval,
        TIME.inXSDDateTime,
        [Literal("2027-01-01T00:00:00", datatype=XSD.dateTime)],
        "an end of a period has one date",
    ),
    "period that ends before it begins": (
        TIME.Interval,
        TIME.inXSDDate,
        [Literal("2025-01-01", datatype=XSD.date)],
        "a period ends after its beginning",
    ),
    "support that attacks": (AIF["RA-node"], CG.relation, [Literal("attacked_by")], "the relation of a support"),
    "attack that supports": (AIF["CA-node"], CG.relation, [Literal("supported_by")], "the relation of an attack"),
    "support without premise": (AIF["RA-node"], AIF.Premise, [], "a dependency has one premise"),
    "attack on no claim": (AIF["CA-node"], AIF.Conclusion, [NOWHERE], "a dependency has one conclusion"),
    "support that may be told": (AIF["RA-node"], CG.explicit, [A], "says whether a word tells of it"),
    "mention of nothing": (OA.Annotation, OA.hasBody, [], "a mention is of one entity"),
    "mention nowhere": (OA.Annotation, OA.hasTarget, [NOWHERE], "a mention is at one span"),
    "listing of nothing": (SCHEMA.ListItem, SCHEMA.item, [], "a listing is of one entity"),
    "listing of an unknown type": (SCHEMA.ListItem, SCHEMA.additionalType, [CG.Unit], "the type of an entity"),
    "listing that may be known": (SCHEMA.ListItem, CG.known, [A], "whether the entity is known"),
    "computation with words": (CG.Computation, PROV.used, [NOWHERE], "a computation uses claims"),
    "computation without verdict": (CG.Computation, CG.verdict, [], "the verdict of a computation"),
    "computation without operation": (CG.Computation, CG.operation, [], "the operation of a computation"),
    "dropped text nowhere": (CG.Dropped, PROV.wasDerivedFrom, [], "dropped text is at one span"),
    "dropped text without reason": (CG.Dropped, RDFS.comment, [], "dropped text has a reason"),
}


MISSAID: dict[str, tuple[NamedNode, list[NamedNode | Literal], str]] = {
    "of no claim": (SCHEMA.itemReviewed, [], "a resolution is of one claim"),
    "of a word": (SCHEMA.itemReviewed, [A], "a resolution is of one claim"),
    "of no article": (CG.inArticle, [], "names the one article of its claim"),
    "before the text": (OA.start, [whole(-1)], "where its claim began"),
    "without words": (OA.exact, [], "has the words of its claim"),
    "of two subjects": (CG.subject, [NOWHERE, CG.Unit], "at most one subject"),
    "of two metrics": (CG.metric, [NOWHERE, CG.Unit], "at most one metric"),
    "without number": (CG.sequence, [], "one number in the sequence"),
    "the noughth": (CG.sequence, [whole(0)], "one number in the sequence"),
    "come out otherwise": (CG.outcome, [Literal("maybe")], "an outcome is true, false, partly or void"),
    "come out both ways": (
        CG.outcome,
        [Literal("true"), Literal("false")],
        "an outcome is true, false, partly or void",
    ),
    "on some day": (CG.cameOut, [A], "an outcome has one day"),
    "on two days": (
        CG.cameOut,
        [Literal(f"2026-01-0{nth}", datatype=XSD.date) for nth in (1, 2)],
        "an outcome has one day",
    ),
    "shown by nothing": (CG.evidence, [Literal("")], "an outcome has one evidence"),
    "of two values": (CG.actual, [A, B], "an outcome has at most one value"),
    "of two intervals": (CG.interval, [Literal("[1,1]"), Literal("[2,2]")], "value of an outcome is one interval"),
    "of words for a value": (CG.interval, [Literal("[many,more]")], "value of an outcome is one interval"),
}

SAYING = Resolution(
    claim="1f",
    span=Span(article="article-1", start=3, end=11, quote="輝達會到五兆美元"),
    subject="NVDA",
    metric="market_cap",
    sequence=1,
    outcome="true",
    on=date(2026, 1, 2),
    evidence="https://example.org/close",
    value=replace(number("~ 5 USD", Span(start=0, end=1, quote="5")), span=Span(start=0, end=4, quote="5 美元")),
)


def missaid(predicate: NamedNode, values: list[NamedNode | Literal]) -> Store:
    """A store with a word of the user's that has other values for one predicate."""
    triples = list(resolution_triples(SAYING))
    kept = [t for t in triples if t.predicate != predicate]
    store = Store.memory()
    store.remember([*kept, *(Triple(triples[0].subject, predicate, value) for value in values)])
    return store


@pytest.mark.parametrize("case", MISSAID)
def test_a_spoilt_word_of_the_user_is_told(case: str) -> None:
    predicate, values, message = MISSAID[case]
    with missaid(predicate, values) as store:
        found = validate(store)
    assert any(message in problem.text for problem in found), found
    assert {problem.file for problem in found} == {"data/user.ttl"}


BACK = Resolution(claim="1f", span=SAYING.span, sequence=2)


@pytest.mark.parametrize("word", [SAYING, BACK], ids=["an outcome", "taken back"])
def test_a_good_word_of_the_user_has_no_problems_and_is_read_as_it_was_said(word: Resolution) -> None:
    with Store.memory() as store:
        say(store, word)
        assert validate(store) == []
        assert resolutions(store) == [word]


@pytest.mark.parametrize("predicate", [SCHEMA.itemReviewed, CG.inArticle, OA.start, OA.exact, CG.sequence])
def test_a_word_of_the_user_that_is_not_whole_is_told_with_what_finds_it(predicate: NamedNode) -> None:
    with missaid(predicate, []) as store, pytest.raises(StoreError, match="kg check --graph"):
        resolutions(store)


def test_every_message_of_the_shapes_is_tried() -> None:
    messages = {line.split('"')[1] for line in SHAPES.read_text(encoding="utf-8").splitlines() if "sh:message" in line}
    tried = [wanted for *_, wanted in (*SPOILT.values(), *MISSAID.values())]
    untried = {message for message in messages if not any(wanted in message for wanted in tried)}
    assert untried == {
        "an article names the one run that read it",
        "a quantity has at most one upper bound",
        "a period has at most one beginning",
        "a period has at most one end",
        "a claim does not rest on itself",
    }
    assert (len(SPOILT), len(MISSAID)) == (54, 17)


@pytest.mark.parametrize("case", SPOILT)
def test_a_spoilt_graph_is_told(case: str) -> None:
    kind, predicate, values, message = SPOILT[case]
    found = faults(spoilt(kind, predicate, values))
    assert any(message in problem.text for problem in found), found
    assert all((problem.file, problem.remedy) == ("article article-1", "ingest the article again") for problem in found)


def test_a_claim_that_rests_on_itself_is_told() -> None:
    triples = to_triples(full())
    step = next(t for t in triples if t.predicate == AIF.Premise)
    again = Triple(step.subject, AIF.Conclusion, step.object)
    kept = [t for t in triples if (t.subject, t.predicate) != (step.subject, AIF.Conclusion)]
    assert [problem.text.split(": ")[1] for problem in faults([*kept, again])] == ["a claim does not rest on itself"]


def test_an_article_that_no_run_read_is_told() -> None:
    with Store.memory() as store:
        store.replace_graph(iris.article("article-1"), to_triples(full()))
        (problem,) = validate(store)
    assert str(problem) == (
        "article article-1: article/article-1: an article names the one run that read it; ingest the article again"
    )


@pytest.mark.parametrize("seen", [plain(1), full(), chinese(), english()], ids=["plain", "full", "zh", "en"])
def test_a_good_graph_has_no_problems(seen: Extraction) -> None:
    with Store.memory() as store:
        put(store, seen, "1")
        assert validate(store) == []


def test_articles_are_looked_at_one_by_one() -> None:
    with Store.memory() as store:
        put(store, plain(2), "1")
        store.replace("article-1", spoilt(SCHEMA.Claim, CG.kind, []), "1")
        assert validate_article(store, "article-2") == []
        assert {problem.file for problem in validate(store)} == {"article article-1"}
