"""Questions to a small library: which claims, in which order, a page at a time, and one of them whole."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pyoxigraph as ox
import pytest

import queries
from kg import iris
from kg.errors import StoreError, UsageError
from kg.gazetteer import Knowledge
from kg.rdf import put
from kg.store import Store
from kg.vocab import PREFIXES, terms
from queries import Wanted, asked, frames, plain
from queries.questions import question, source
from queries.whole import passage
from tests import books
from tests.extractions import ODD
from tests.extractions import plain as plain_article

QUESTIONS = sorted(path.stem for path in (Path(queries.__file__).parent / "sparql").glob("*.rq"))


@pytest.fixture(scope="module")
def knowledge() -> Knowledge:
    return Knowledge.load()


@pytest.fixture(scope="module")
def store() -> Iterator[Store]:
    with Store.memory() as opened:
        yield books.fill(opened)


CAP = "英伟达的市值明年会超过 5 万亿美元"
ORDERS = "数据中心的订单排到了年底"
REVENUE = "谷歌的收入今年只增长 3%"
FALL = "輝達的訂單在 2026 年可能下滑"
EVEN = "Waymo will not break even by 2027"
OVERTAKE = "Acme Works could overtake it"
SHIPPED = "NVIDIA shipped"
ALL = [CAP, ORDERS, REVENUE, FALL, EVEN, OVERTAKE, SHIPPED]

CASES = [
    ("everything, undated last", Wanted(), ALL),
    ("ticker", Wanted(entity="NVDA"), [CAP, ORDERS, REVENUE, FALL, SHIPPED]),
    ("lower case", Wanted(entity="nvda"), [CAP, ORDERS, REVENUE, FALL, SHIPPED]),
    ("label zh-Hans", Wanted(entity="英伟达"), [CAP, ORDERS, REVENUE, FALL, SHIPPED]),
    ("label zh-Hant", Wanted(entity="輝達"), [CAP, ORDERS, REVENUE, FALL, SHIPPED]),
    ("label en", Wanted(entity="nvidia"), [CAP, ORDERS, REVENUE, FALL, SHIPPED]),
    ("whole without its parts", Wanted(entity="谷歌"), [REVENUE]),
    ("whole with its parts", Wanted(entity="谷歌", parts=True), [REVENUE, EVEN, OVERTAKE]),
    ("part with its parts", Wanted(entity="Waymo", parts=True), [EVEN, OVERTAKE]),
    ("unknown, by id", Wanted(entity="acme works"), [OVERTAKE]),
    ("unknown, by name", Wanted(entity="ACME Works"), [OVERTAKE]),
    ("metric by id", Wanted(metric="market_cap"), [CAP]),
    ("metric zh", Wanted(metric="市值"), [CAP]),
    ("metric en", Wanted(metric="Market Cap"), [CAP]),
    ("kind", Wanted(kind="prediction"), [CAP, FALL, EVEN, OVERTAKE]),
    ("kind that is not there", Wanted(kind="recommendation"), []),
    ("reported speaker", Wanted(speaker="调查机构"), [REVENUE]),
    ("author, where nobody is reported", Wanted(speaker="周衡"), [CAP, ORDERS]),
    ("author, other case", Wanted(speaker="ADA ROW"), [EVEN]),
    ("speaker that is an entity", Wanted(speaker="英伟达"), [OVERTAKE]),
    ("author in the other script", Wanted(speaker="週衡"), [CAP, ORDERS]),
    ("speaker in the other script", Wanted(speaker="調查機構"), [REVENUE]),
    ("somebody known who says nothing", Wanted(speaker="waymo"), []),
    ("article by id", Wanted(article="column"), [EVEN, OVERTAKE]),
    ("article by path", Wanted(article="in/b.md"), [FALL]),
    ("article by file name", Wanted(article="b.md"), [FALL]),
    ("article by another way to its path", Wanted(article="./in/../in/b.md"), [FALL]),
    ("article by title", Wanted(article="觀察"), [FALL]),
    ("article by the start of its id", Wanted(article="year"), [CAP, ORDERS, REVENUE]),
    ("time, from the first day of a claim's", Wanted(since=date(2025, 1, 1)), [CAP, FALL, EVEN]),
    ("time, from its last day", Wanted(since=date(2025, 12, 31), until=date(2026, 1, 1)), [CAP, EVEN]),
    ("time, after its last day", Wanted(since=date(2026, 1, 1)), [FALL, EVEN]),
    ("time, before its first day", Wanted(until=date(2025, 1, 1)), [REVENUE, EVEN]),
    ("time, long after", Wanted(since=date(2030, 1, 1)), []),
    ("words zh-Hans find zh-Hant", Wanted(words="订单"), [ORDERS, FALL]),
    ("words zh-Hant find zh-Hans", Wanted(words="訂單"), [ORDERS, FALL]),
    ("words en, any case, all of them", Wanted(words="BREAK waymo"), [EVEN]),
    ("words of two quotes", Wanted(words="waymo shipped"), []),
    ("words that mean something to SPARQL", Wanted(words='" } ?x \\'), []),
    ("several conditions", Wanted(entity="NVDA", kind="prediction", metric="demand"), [FALL]),
    ("entity and article", Wanted(entity="NVDA", article="note"), [SHIPPED]),
]


def test_every_case_is_there() -> None:
    assert len(CASES) == len({name for name, _, _ in CASES}) == 41


@pytest.mark.parametrize(("wanted", "quotes"), [case[1:] for case in CASES], ids=[case[0] for case in CASES])
def test_claims(store: Store, knowledge: Knowledge, wanted: Wanted, quotes: list[str]) -> None:
    page = queries.claims(store, knowledge, wanted)
    assert [found.claim.span.quote for found in page.found] == quotes
    assert page.cursor is None


def test_claims_come_as_they_were_read(store: Store, knowledge: Knowledge) -> None:
    read = {claim.id: claim for one in books.every() for claim in one.claims}
    found = queries.claims(store, knowledge, Wanted()).found
    assert {one.claim.id: one.claim for one in found} == read
    assert [one.who for one in found] == ["周衡", "周衡", "调查机构", "Lin", "Ada Row", "NVDA", None]


@pytest.mark.parametrize("limit", [1, 2, 3, 6, 7, 8])
def test_pages_join_without_gap_or_overlap(store: Store, knowledge: Knowledge, limit: int) -> None:
    quotes, cursor, pages = [], None, 0
    while pages == 0 or cursor:
        page = queries.claims(store, knowledge, Wanted(), limit, cursor)
        quotes += [found.claim.span.quote for found in page.found]
        cursor, pages = page.cursor, pages + 1
    assert quotes == ALL
    assert pages == -(-len(ALL) // limit)


def test_a_page_stays_in_its_place_when_an_article_is_added_before_it(knowledge: Knowledge) -> None:
    with books.fill(Store.memory()) as store:
        first = queries.claims(store, knowledge, Wanted(), 4)
        early = books.article("early", "NVIDIA fell.", published=date(2020, 1, 1))
        put(store, books.extraction(early, books.says(early, "NVIDIA fell", "NVDA")), "1")
        rest = queries.claims(store, knowledge, Wanted(), 4, first.cursor)
    assert [found.claim.span.quote for found in rest.found] == ALL[4:]


def test_claims_on_one_place_are_told_apart(knowledge: Knowledge) -> None:
    note = books.article("twice", "NVIDIA shipped and fell.")
    kinds = ("assertion", "opinion", "causal")
    claims = [books.says(note, "NVIDIA shipped and fell", "NVDA", kind=kind) for kind in kinds]
    with Store.memory() as store:
        put(store, books.extraction(note, *claims), "1")
        seen, cursor = [], None
        for _ in kinds:
            page = queries.claims(store, knowledge, Wanted(), 1, cursor)
            seen.append(page.found[0].claim.kind)
            cursor = page.cursor
    assert sorted(seen) == sorted(kinds)
    assert cursor is None


@pytest.mark.parametrize(
    ("wanted", "cursor", "says"),
    [
        (Wanted(entity="nvdia"), None, "no entity is called 'nvdia'; did you mean NVDA"),
        (Wanted(entity="zzzzzzzzzz"), None, "`kg entities` lists"),
        (Wanted(metric="markt cap"), None, "no metric is called 'markt cap'; did you mean market_cap"),
        (Wanted(kind="guess"), None, "'guess' is no kind of claim; there are prediction, assertion"),
        (Wanted(article="nothing"), None, "the store has no article 'nothing'"),
        (Wanted(article="in"), None, "the store has no article 'in'"),
        (Wanted(article="yaer-ahead"), None, "no article 'yaer-ahead'; did you mean year-ahead?"),
        (Wanted(article="明年的十件"), None, "no article '明年的十件'; did you mean year-ahead?"),
        (Wanted(speaker="nobody"), None, "nobody is called 'nobody'; `kg claims` tells"),
        (Wanted(speaker="ada"), None, "nobody is called 'ada'; did you mean Ada Row?"),
        (Wanted(speaker="調查機溝"), None, "nobody is called '調查機溝'; did you mean 调查机构?"),
        (Wanted(speaker="输达"), None, "nobody is called '输达'; `kg claims` tells"),
        (Wanted(speaker="nvidai"), None, "nobody is called 'nvidai'; did you mean NVIDIA?"),
        (Wanted(), "junk", "'junk' is no cursor"),
        (Wanted(), "a~b~c~d", "'a~b~c~d' is no cursor"),
    ],
)
def test_wrong_questions_are_answered_with_a_remedy(
    store: Store, knowledge: Knowledge, wanted: Wanted, cursor: str | None, says: str
) -> None:
    with pytest.raises(UsageError, match=re.escape(says)):
        queries.claims(store, knowledge, wanted, 5, cursor)


@pytest.mark.parametrize("name", ["entity", "metric", "kind", "speaker", "article", "words"])
def test_bytes_that_are_no_text_are_refused(name: str) -> None:
    with pytest.raises(UsageError, match="is no text in UTF-8"):
        Wanted(**{name: "caf\udce9"})


@pytest.mark.parametrize("text", ODD, ids=ascii)
def test_odd_words_are_only_looked_for(store: Store, knowledge: Knowledge, text: str) -> None:
    with pytest.raises(UsageError, match="nobody is called"):
        queries.claims(store, knowledge, Wanted(speaker=text))
    with pytest.raises(UsageError):
        queries.claims(store, knowledge, Wanted(entity=text + "?"))


def test_one_claim_whole(store: Store, knowledge: Knowledge) -> None:
    cap, orders, _ = books.year_ahead().claims
    whole = queries.claim(store, knowledge, cap.id)
    assert whole.claim == cap
    assert whole.article == books.year_ahead().article
    assert whole.passage.quote == f"{CAP}。因为{ORDERS}。"
    assert whole.article.text[whole.passage.start : whole.passage.end] == whole.passage.quote
    assert [entity.id for entity in whole.entities] == ["NVDA"]
    assert {"NVIDIA", "英伟达", "輝達"} <= set(whole.entities[0].labels)
    assert [(link.claim, link.dependency.relation, link.dependency.cue) for link in whole.premises] == [
        (orders, "supported_by", "因为")
    ]
    assert whole.conclusions == ()
    other = queries.claim(store, knowledge, orders.id)
    assert [link.claim for link in other.conclusions] == [cap]
    assert other.premises == ()


def test_a_claim_by_the_start_of_its_id(store: Store, knowledge: Knowledge) -> None:
    ids = [claim.id for one in books.every() for claim in one.claims]
    assert [queries.claim(store, knowledge, id[:8].upper()).claim.id for id in ids] == ids


def test_a_start_that_several_ids_share(knowledge: Knowledge) -> None:
    with Store.memory() as store:
        put(store, plain_article(1, sentences=40), "1")
        ids = [claim.id for claim in plain_article(1, sentences=40).claims]
        shared = next(digit for digit in "0123456789abcdef" if sum(id.startswith(digit) for id in ids) > 1)
        with pytest.raises(UsageError, match="several claims start with"):
            queries.claim(store, knowledge, shared)


@pytest.mark.parametrize("text", ["ffffffffffffffff", "", "zzz", '"', "../../etc"])
def test_a_claim_that_is_not_there(store: Store, knowledge: Knowledge, text: str) -> None:
    with pytest.raises((UsageError, StoreError)):
        queries.claim(store, knowledge, text)


PASSAGES = [
    ("One.\n\nTwo is up.\n\nThree.", "is", "Two is up."),
    ("一段。\r\n\r\n英伟达上涨。\r\n接着说。\r\n\r\n三段。", "上涨", "英伟达上涨。\r\n接着说。\r"),
    ("Only one.", "one", "Only one."),
    ("A.\n \t\nB 😀 C.\n", "C", "B 😀 C.\n"),
]


@pytest.mark.parametrize(("text", "quote", "expected"), PASSAGES)
def test_passages(text: str, quote: str, expected: str) -> None:
    source = books.article("a", text)
    assert passage(source, books.within(source, quote)).quote == expected


@pytest.mark.parametrize("filler", ["字" * 5000, "line\n" * 1000, "no break " * 700])
def test_a_long_paragraph_is_shown_in_part(filler: str) -> None:
    source = books.article("a", filler + "NVIDIA shipped" + filler)
    shown = passage(source, books.within(source, "NVIDIA shipped"))
    assert "NVIDIA shipped" in shown.quote
    assert 15 <= len(shown.quote) <= 1300
    assert source.text[shown.start : shown.end] == shown.quote


def test_entities_with_their_counts(store: Store, knowledge: Knowledge) -> None:
    counted = {one.entity.id: one for one in queries.entities(store, knowledge)}
    figures = {id: (one.mentions, one.articles, one.claims, one.subject) for id, one in counted.items()}
    assert figures == {"NVDA": (3, 3, 5, 4), "GOOGL": (1, 1, 1, 1), "waymo": (1, 1, 2, 1), "acme works": (1, 1, 1, 1)}
    assert list(counted) == ["NVDA", "waymo", "GOOGL", "acme works"]
    assert counted["NVDA"].entity.labels[0] == knowledge.entities["NVDA"].name()
    assert counted["acme works"].entity.labels == ("Acme Works",)


@pytest.mark.parametrize(
    ("condition", "ids"),
    [
        ({"type": "Organization"}, ["acme works"]),
        ({"known": False}, ["acme works"]),
        ({"known": True}, ["NVDA", "waymo", "GOOGL"]),
        ({"type": "Place"}, []),
        ({"ids": ["waymo", "absent"]}, ["waymo"]),
        ({"ids": []}, []),
    ],
)
def test_some_entities(store: Store, knowledge: Knowledge, condition: dict, ids: list[str]) -> None:
    assert [one.entity.id for one in queries.entities(store, knowledge, **condition)] == ids


def test_the_store_in_figures(store: Store, knowledge: Knowledge) -> None:
    summary = queries.summary(store, knowledge, most=2)
    assert (summary.articles, summary.claims) == (4, 7)
    assert summary.kinds == {"prediction": 4, "assertion": 3}
    assert [one.entity.id for one in summary.entities] == ["NVDA", "GOOGL"]
    assert summary.dropped == {"a number without its digits": 1}


def test_kinds_of_an_entity_and_of_an_article(store: Store) -> None:
    assert queries.kinds(store, entity="NVDA") == {"assertion": 3, "prediction": 2}
    assert queries.kinds(store, article="column") == {"prediction": 2}


def test_nothing_is_found_in_an_empty_store(knowledge: Knowledge) -> None:
    with Store.memory() as store:
        assert queries.claims(store, knowledge, Wanted(entity="NVDA")) == queries.Page(found=(), cursor=None)
        assert queries.entities(store, knowledge) == queries.articles(store) == []
        assert queries.summary(store, knowledge).claims == 0


def test_articles_by_date(store: Store) -> None:
    heads = queries.articles(store)
    assert [head.id for head in heads] == ["year-ahead", "blog", "column", "note"]
    assert heads[0].published == date(2024, 12, 31)
    assert heads[3].published is None
    assert (heads[1].title, heads[1].author, heads[1].lang, heads[1].path) == ("觀察", "Lin", "zh-Hant", "in/b.md")


def test_frames_keep_the_span(store: Store, knowledge: Knowledge) -> None:
    found = queries.claims(store, knowledge, Wanted()).found
    frame = frames.claims_frame(found)
    texts = {one.article.id: one.article.text for one in books.every()}
    assert len(frame) == 7
    assert all(texts[row.article][row.start : row.end] == row.quote for row in frame.itertuples())
    assert frame.loc[0, "low"] == 5e12
    assert frame.loc[frame.quote == FALL, "from"].item() == date(2026, 1, 1)
    assert frame.loc[frame.quote == EVEN, "to"].item() == date(2027, 12, 31)
    assert list(frame.columns) == list(plain.CLAIM_COLUMNS)
    assert list(frames.entities_frame(queries.entities(store, knowledge)).id) == [
        "NVDA",
        "waymo",
        "GOOGL",
        "acme works",
    ]
    assert len(frames.articles_frame(queries.articles(store))) == 4


def test_plain_values_follow_the_contract(store: Store, knowledge: Knowledge) -> None:
    first = plain.claim(queries.claims(store, knowledge, Wanted()).found[0])
    assert first["article"] == "year-ahead"
    assert first["published"] == "2024-12-31"
    assert first["quantities"][0] | {"start": 0, "end": 0} == {
        "start": 0,
        "end": 0,
        "quote": "超过 5 万亿美元",
        "low": "5000000000000",
        "high": None,
        "comparator": ">",
        "unit": "USD",
    }
    assert (first["period"]["from"], first["period"]["to"]) == ("2025-01-01", "2025-12-31")
    whole = plain.whole(queries.claim(store, knowledge, first["id"]))
    assert whole["passage"]["quote"].startswith(CAP)
    assert whole["premises"][0]["claim"]["quote"] == ORDERS


# The questions themselves


def test_the_questions_are_there() -> None:
    assert len(QUESTIONS) == 17


@pytest.mark.parametrize("name", QUESTIONS)
def test_a_question_is_valid_as_it_stands_and_says_what_it_asks(name: str) -> None:
    text = source(name)
    assert text.startswith("# ")
    assert "?" in text.splitlines()[0]
    ox.Store().query(text, prefixes=PREFIXES, use_default_graph_as_union=True)
    known = terms()
    words = re.findall(r"(?<![\w?])([a-z]+):([\w-]+)", re.sub(r"#.*", "", text))
    assert words
    assert [f"{prefix}:{term}" for prefix, term in words if PREFIXES[prefix] + term not in known] == []
    assert "OFFSET" not in text


def test_an_unknown_parameter_is_refused() -> None:
    with pytest.raises(KeyError, match="colour"):
        question("claims", colour=[ox.Literal("red")])


HERE = {"article": [iris.article("a")]}


def test_a_condition_that_is_not_asked_is_left_out() -> None:
    assert "cg:metric" not in question("claims", **HERE)
    assert "?claim cg:metric <https://w3id.org/claimgraph/metric/x%20y> ." in question(
        "claims", metric=[iris.metric("x y")], **HERE
    )


def test_what_stands_in_a_term_is_not_bound_again() -> None:
    asked_for = {"kind": [ox.Literal("?metric } ?entity")], "metric": [ox.Literal('"?kind"')]}
    assert 'cg:kind "?metric } ?entity" .' in question("claims", **asked_for, **HERE)
    assert 'cg:metric "\\"?kind\\"" .' in question("claims", **asked_for, **HERE)


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("DROP ALL", "only reads"),
        ("INSERT DATA { <x:a> <x:b> <x:c> }", "only reads"),
        ("PREFIX e: <x:> DELETE WHERE { ?s e:p ?o }", "only reads"),
        ("LOAD <http://127.0.0.1:1/>", "only reads"),
        ("SELECT * { SERVICE <http://127.0.0.1:1/> { ?s ?p ?o } }", "SERVICE"),
        ("SELECT WHERE", "no SPARQL query"),
        ("", "no SPARQL query"),
    ],
)
def test_foreign_questions_only_read(store: Store, text: str, says: str) -> None:
    with pytest.raises(UsageError, match=says):
        asked.ask(store, text)
    assert len(store.articles()) == 4


def test_foreign_questions_are_answered(store: Store) -> None:
    answer = asked.ask(
        store, "SELECT ?kind (COUNT(*) AS ?n) { ?c a schema:Claim ; cg:kind ?kind } GROUP BY ?kind ORDER BY ?kind"
    )
    assert isinstance(answer, ox.QuerySolutions)
    names, rows = asked.table(answer)
    assert names == ["kind", "n"]
    assert [[asked.short(term) for term in row] for row in rows] == [["assertion", "3"], ["prediction", "4"]]
