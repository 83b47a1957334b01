"""What goes into the graph comes out as it was, and the graph says it in words that others know."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from pyoxigraph import Literal, NamedNode, RdfFormat, parse

from kg import iris, vocab
from kg.check import FILES
from kg.errors import StoreError
from kg.model import Article, Claim, Extraction, Quantity, Span
from kg.rdf import article_from, claim_from, extraction_from, holds, put, to_triples
from kg.store import Store
from kg.vocab import CG, PREFIXES, RDFS, SCHEMA
from tests.extractions import ODD, extractions, plain

DATA = Path(vocab.__file__).parent / "data"


def there_and_back(extraction: Extraction) -> Extraction:
    with Store.memory() as store:
        put(store, extraction, "1")
        return extraction_from(store, extraction.article.id)


@given(extractions())
@settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much])
def test_every_extraction_survives(extraction: Extraction) -> None:
    assert repr(there_and_back(extraction)) == repr(extraction)


@given(extractions())
@settings(max_examples=50, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much])
def test_every_claim_can_be_read_alone(extraction: Extraction) -> None:
    with Store.memory() as store:
        put(store, extraction, "1")
        assert repr([claim_from(store, claim.id) for claim in extraction.claims]) == repr(list(extraction.claims))


@pytest.mark.parametrize("text", ODD, ids=ascii)
def test_odd_text_survives_on_disk(text: str, tmp_path: Path) -> None:
    article = Article(id=text, text=text * 3, sha256="", lang="en", title=text, author=text)
    span = Span.of(article.text, 0, len(text), text)
    claim = Claim(id=text, span=span, kind="opinion", entities=(text,), speaker=text, rule=text, cues=(text, text))
    extraction = Extraction(article=article, claims=(claim,))
    with Store.open(tmp_path / "kg") as store:
        put(store, extraction, text)
    with Store.open(tmp_path / "kg", read_only=True) as store:
        assert extraction_from(store, text) == extraction
        assert (store.articles(), store.fingerprint_of(text)) == ([text], text)


def test_a_text_of_a_megabyte_is_one_update(tmp_path: Path) -> None:
    text = "价格\t“涨”了 5%。\\ \r\n" * 70_000
    extraction = Extraction(article=Article(id="long", text=text, sha256="", lang="zh-Hans"))
    with Store.open(tmp_path / "kg") as store:
        put(store, extraction, "1")
        assert article_from(store, "long").text == text


@pytest.mark.parametrize("spelling", ["1.50", "-0", "1E+400", "0E-7", "4000000000000", "4E+12", "0.1" + "3" * 40])
def test_numbers_keep_their_spelling(spelling: str) -> None:
    span = Span.of("x", 0, 1, "a")
    quantity = Quantity(span=span, low=Decimal(spelling), high=None, unit="USD")
    back = there_and_back(Extraction(article=Article(id="a", text="x", sha256="", lang="en"), quantities=(quantity,)))
    assert str(back.quantities[0].low) == spelling


@pytest.mark.parametrize(
    ("value", "compared"),
    [("1.50", True), ("1.5000000000000000000000001", True), ("1E+26", True), ("-3", False), ("4E-30", False)],
)
def test_numbers_can_be_compared_in_the_graph(value: str, compared: bool) -> None:
    quantity = Quantity(span=Span.of("x", 0, 1, "a"), low=Decimal(value), high=None)
    with Store.memory() as store:
        put(store, Extraction(article=Article(id="a", text="x", sha256="", lang="en"), quantities=(quantity,)), "1")
        found = store.select("SELECT ?q { ?q schema:minValue ?low FILTER(?low > 1) }")
    assert bool(found) is compared


@pytest.mark.parametrize(
    ("unit", "kind", "currency"),
    [
        ("USD", SCHEMA.MonetaryAmount, "USD"),
        ("TWD/month", SCHEMA.MonetaryAmount, "TWD"),
        ("GPU", SCHEMA.QuantitativeValue, None),
        ("", SCHEMA.QuantitativeValue, None),
    ],
)
def test_money_is_a_monetary_amount(unit: str, kind: NamedNode, currency: str | None) -> None:
    quantity = Quantity(span=Span.of("x", 0, 1, "a"), low=Decimal(1), high=Decimal(1), unit=unit)
    extraction = Extraction(article=Article(id="a", text="x", sha256="", lang="en"), quantities=(quantity,))
    facts = {(t.predicate, t.object) for t in to_triples(extraction)}
    assert (vocab.RDF.type, kind) in facts
    assert [o.value for p, o in facts if p == SCHEMA.currency] == ([currency] if currency else [])


def bad_extractions() -> dict[str, tuple[Extraction, str]]:
    good = plain(1)
    claim = good.claims[0]
    moved = replace(claim, span=replace(claim.span, start=claim.span.start + 1))
    foreign = replace(claim, span=replace(claim.span, article="another"))
    twin = replace(claim, kind="opinion")
    endless = replace(claim.quantities[0], high=Decimal("Infinity"))
    surrogate = replace(good.article, title="\ud83d")
    return {
        "a quote that is not verbatim": (replace(good, claims=(moved,)), "does not say"),
        "a span of another article": (replace(good, claims=(foreign,)), "does not say"),
        "one id for two claims": (replace(good, claims=(claim, twin)), "two different claims"),
        "a bound that is no number": (replace(good, quantities=(endless,)), "numbers for bounds"),
        "half a surrogate pair": (replace(good, article=surrogate), "half a surrogate pair"),
    }


@pytest.mark.parametrize("case", bad_extractions())
def test_what_would_lie_is_refused_and_nothing_is_written(case: str) -> None:
    extraction, message = bad_extractions()[case]
    with Store.memory() as store:
        put(store, plain(1), "1")
        with pytest.raises(ValueError, match=message):
            put(store, extraction, "2")
        assert (extraction_from(store, "article-1"), store.fingerprint_of("article-1")) == (plain(1), "1")


def test_an_article_is_held_when_text_facts_and_version_are_the_same() -> None:
    seen = plain(1)
    with Store.memory() as store:
        put(store, seen, "1")
        assert holds(store, seen.article, "1")
        assert not holds(store, seen.article, "2")
        assert not holds(store, replace(seen.article, author="Bo"), "1")
        assert not holds(store, plain(1, revision="左右").article, "1")
        assert not holds(store, plain(2).article, "1")


@pytest.mark.parametrize("read", [extraction_from, article_from, claim_from])
def test_what_is_not_there_is_said_to_be_missing(read: object) -> None:
    with Store.memory() as store, pytest.raises(StoreError, match=r"the store has no (article|claim) nowhere"):
        read(store, "nowhere")  # type: ignore[operator]


def test_no_blank_nodes_and_no_word_without_an_owner() -> None:
    triples = to_triples(plain(1))
    assert all(isinstance(triple.subject, NamedNode) for triple in triples)
    assert all(isinstance(triple.object, NamedNode | Literal) for triple in triples)
    assert {triple.predicate.value for triple in triples} <= vocab.terms()


def test_articles_share_no_triple() -> None:
    shared = set(to_triples(plain(1))) & set(to_triples(plain(2)))
    assert shared == set()


def test_a_speaker_is_an_entity_where_the_article_lists_it() -> None:
    seen = plain(1)
    claims = (replace(seen.claims[0], speaker="NVDA"), replace(seen.claims[1], speaker="市场"), seen.claims[2])
    facts = to_triples(replace(seen, claims=claims))
    said = [triple.object for triple in facts if triple.predicate == CG.speaker]
    assert said == [iris.entity("NVDA"), Literal("市场")]


def test_the_vocabulary_says_what_its_words_mean_in_both_languages() -> None:
    facts: dict[str, set[tuple[str, str]]] = {}
    for quad in parse(path=DATA / "vocab.ttl", format=RdfFormat.TURTLE):
        if quad.predicate in (RDFS.comment, RDFS_LABEL):
            facts.setdefault(quad.subject.value, set()).add((quad.predicate.value, quad.object.language))
    own = {term for term in vocab.terms() if term.startswith(PREFIXES["cg"])}
    wanted = {(said.value, lang) for said in (RDFS.comment, RDFS_LABEL) for lang in ("en", "zh")}
    assert len(own) > 50
    assert {term: wanted - facts.get(term, set()) for term in own if wanted - facts.get(term, set())} == {}


RDFS_LABEL = NamedNode(PREFIXES["rdfs"] + "label")


@pytest.mark.parametrize("name", [*FILES, "units.ttl"])
def test_data_files_use_words_of_the_vocabulary(name: str) -> None:
    used = {
        node.value
        for quad in parse(path=DATA / name, format=RdfFormat.TURTLE)
        for node in (quad.predicate, quad.object)
        if isinstance(node, NamedNode) and node.value.startswith(PREFIXES["cg"])
    }
    assert used
    assert used - vocab.terms() == set()


@pytest.mark.parametrize("word", ["knid", "Kind", "datePublished", "", "__wrapped__"])
def test_a_word_that_is_not_in_the_vocabulary_cannot_be_used(word: str) -> None:
    with pytest.raises(AttributeError, match=r"vocab\.ttl has no term"):
        getattr(CG, word)
