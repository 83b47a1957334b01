"""The JSON of `kg extract`: its exact shape for a Chinese and an English article, and its way back."""

from __future__ import annotations

import hashlib
import json
from dataclasses import replace
from datetime import date, datetime
from decimal import Decimal

import pytest
from hypothesis import HealthCheck, given, settings

from kg.concepts import Concept, Label
from kg.contract import claim_json, from_json, period_json, quantity_json, to_json
from kg.gazetteer import Knowledge
from kg.model import (
    Article,
    Claim,
    Computation,
    Dependency,
    Dropped,
    Entity,
    Extraction,
    Lang,
    Mention,
    Operand,
    Period,
    Quantity,
    Span,
)
from tests.extractions import extractions, plain

ZH = "輝達明年市值將超過 4 兆美元，因為需求翻倍。營收 \ufffd\ufffd 億元。"
EN = "Acme may sell about 2.50 million cars in 2026, analysts say. It sold 2 million."


class Text:
    """Spans of a text by their words."""

    def __init__(self, id: str, text: str, lang: Lang, **facts: object) -> None:
        sha256 = hashlib.sha256(text.encode()).hexdigest()
        self.article = Article(id=id, text=text, lang=lang, sha256=sha256, **facts)  # type: ignore[arg-type]

    def at(self, quote: str) -> Span:
        start = self.article.text.index(quote)
        return Span.of(self.article.text, start, start + len(quote), self.article.id)


def chinese() -> Extraction:
    text = Text("zh", ZH, "zh-Hant", title="年度展望", published=date(2025, 1, 31), path="corpus/zh.md")
    cap = Quantity(span=text.at("超過 4 兆美元"), low=Decimal("4E+12"), high=None, unit="USD", low_open=True)
    double = Quantity(span=text.at("翻倍"), low=Decimal(2), high=Decimal(2), unit="x", basis="multiple")
    year = Period(span=text.at("明年"), start=date(2026, 1, 1), end=date(2027, 1, 1), grain="year", basis="relative")
    effect = Claim(
        id="c1",
        span=text.at("輝達明年市值將超過 4 兆美元"),
        kind="prediction",
        entities=("NVDA",),
        metric="market_cap",
        direction="up",
        quantities=(cap,),
        period=year,
        rule="change",
        cues=("將", "超過"),
    )
    cause = Claim(
        id="c2", span=text.at("需求翻倍"), kind="assertion", entities=("NVDA",), metric="demand", direction="up",
        quantities=(double,), rule="change",
    )  # fmt: skip
    return Extraction(
        article=text.article,
        entities=(Entity(id="NVDA", type="Company", labels=("NVIDIA", "英伟达", "輝達")),),
        mentions=(Mention(span=text.at("輝達"), entity="NVDA"),),
        quantities=(cap, double),
        periods=(year,),
        claims=(effect, cause),
        dependencies=(Dependency(conclusion="c1", premise="c2", relation="supported_by", cue="因為", explicit=True),),
        dropped=(Dropped(span=text.at("\ufffd\ufffd 億元"), reason="digits lost"),),
    )


CHINESE = {
    "article": {
        "id": "zh",
        "path": "corpus/zh.md",
        "title": "年度展望",
        "author": None,
        "published": "2025-01-31",
        "lang": "zh-Hant",
    },
    "entities": [
        {
            "id": "NVDA",
            "labels": ["NVIDIA", "英伟达", "輝達"],
            "type": "Company",
            "known": True,
            "mentions": [{"start": 0, "end": 2, "quote": "輝達"}],
        }
    ],
    "quantities": [
        {
            "start": 7,
            "end": 15,
            "quote": "超過 4 兆美元",
            "low": "4000000000000",
            "high": None,
            "comparator": ">",
            "unit": "USD",
        },
        {"start": 20, "end": 22, "quote": "翻倍", "low": "2", "high": "2", "comparator": "=", "unit": "x"},
    ],
    "periods": [
        {
            "start": 2,
            "end": 4,
            "quote": "明年",
            "from": "2026-01-01",
            "to": "2026-12-31",
            "grain": "year",
            "vague": False,
        }
    ],
    "claims": [
        {
            "id": "c1",
            "start": 0,
            "end": 15,
            "quote": "輝達明年市值將超過 4 兆美元",
            "kind": "prediction",
            "entities": ["NVDA"],
            "metric": "market_cap",
            "direction": "up",
            "polarity": "affirmed",
            "modality": "certain",
            "speaker": None,
            "quantities": [0],
            "period": 0,
            "rule": "change",
            "cues": ["將", "超過"],
        },
        {
            "id": "c2",
            "start": 18,
            "end": 22,
            "quote": "需求翻倍",
            "kind": "assertion",
            "entities": ["NVDA"],
            "metric": "demand",
            "direction": "up",
            "polarity": "affirmed",
            "modality": "certain",
            "speaker": None,
            "quantities": [1],
            "period": None,
            "rule": "change",
            "cues": [],
        },
    ],
    "dependencies": [
        {"conclusion": "c1", "premise": "c2", "relation": "supported_by", "cue": "因為", "explicit": True}
    ],
    "computations": [],
    "dropped": [{"start": 26, "end": 31, "quote": "\ufffd\ufffd 億元", "reason": "digits lost"}],
}


def english() -> Extraction:
    text = Text("en", EN, "en", author="A. Writer", url="https://example.org/a")
    sales = Quantity(
        span=text.at("about 2.50 million cars"), low=Decimal("2500000"), high=Decimal("2500000"), unit="car",
        approximate=True,
    )  # fmt: skip
    year = Period(span=text.at("2026"), start=date(2026, 1, 1), end=date(2027, 1, 1), grain="year")
    claim = Claim(
        id="c1",
        span=text.at("Acme may sell about 2.50 million cars in 2026"),
        kind="prediction",
        entities=("acme",),
        metric="sales",
        modality="possible",
        speaker="analysts",
        quantities=(sales,),
        period=year,
        rule="level",
        cues=("may", "say"),
    )
    sum = Computation(
        expression="2.5 / 2",
        claims=("c1",),
        stated="30%",
        computed="25%",
        verdict="inconsistent",
        operation="growth",
        inputs=(Operand(claim="c1", quantity=0), Operand(claim="c1", quantity=1, inverse=True)),
        result=Operand(claim="c1", quantity=2),
        missing="2 x",
    )
    return Extraction(
        article=text.article,
        entities=(Entity(id="acme", type="Company", labels=("Acme",), known=False),),
        mentions=(Mention(span=text.at("Acme"), entity="acme"),),
        quantities=(sales,),
        periods=(year,),
        claims=(claim,),
        computations=(sum,),
    )


ENGLISH = {
    "article": {"id": "en", "path": None, "title": None, "author": "A. Writer", "published": None, "lang": "en"},
    "entities": [
        {
            "id": "acme",
            "labels": ["Acme"],
            "type": "Company",
            "known": False,
            "mentions": [{"start": 0, "end": 4, "quote": "Acme"}],
        }
    ],
    "quantities": [
        {
            "start": 14,
            "end": 37,
            "quote": "about 2.50 million cars",
            "low": "2500000",
            "high": "2500000",
            "comparator": "~",
            "unit": "car",
        }
    ],
    "periods": [
        {
            "start": 41,
            "end": 45,
            "quote": "2026",
            "from": "2026-01-01",
            "to": "2026-12-31",
            "grain": "year",
            "vague": False,
        }
    ],
    "claims": [
        {
            "id": "c1",
            "start": 0,
            "end": 45,
            "quote": "Acme may sell about 2.50 million cars in 2026",
            "kind": "prediction",
            "entities": ["acme"],
            "metric": "sales",
            "direction": "none",
            "polarity": "affirmed",
            "modality": "possible",
            "speaker": "analysts",
            "quantities": [0],
            "period": 0,
            "rule": "level",
            "cues": ["may", "say"],
        }
    ],
    "dependencies": [],
    "computations": [
        {
            "expression": "2.5 / 2",
            "claims": ["c1"],
            "stated": "30%",
            "computed": "25%",
            "verdict": "inconsistent",
            "operation": "growth",
            "inputs": [
                {"claim": "c1", "quantity": 0, "inverse": False},
                {"claim": "c1", "quantity": 1, "inverse": True},
            ],
            "result": {"claim": "c1", "quantity": 2, "inverse": False},
            "missing": "2 x",
        }
    ],
    "dropped": [],
}

GOLDEN = {"zh": (chinese(), CHINESE), "en": (english(), ENGLISH)}


@pytest.mark.parametrize("lang", GOLDEN)
def test_the_shape_is_exactly_this(lang: str) -> None:
    extraction, expected = GOLDEN[lang]
    assert to_json(extraction) == expected
    assert list(to_json(extraction)) == list(expected)


@pytest.mark.parametrize("lang", GOLDEN)
def test_every_quote_is_verbatim(lang: str) -> None:
    extraction, expected = GOLDEN[lang]

    def places(value: object) -> list[dict]:
        if isinstance(value, list):
            return [place for item in value for place in places(item)]
        if isinstance(value, dict):
            return ([value] if "quote" in value else []) + [p for item in value.values() for p in places(item)]
        return []

    text = extraction.article.text
    found = places(expected)
    assert len(found) >= 4
    assert all(text[place["start"] : place["end"]] == place["quote"] for place in found)


@pytest.mark.parametrize("lang", GOLDEN)
def test_json_comes_back_as_values(lang: str) -> None:
    extraction, expected = GOLDEN[lang]
    back = from_json(json.loads(json.dumps(expected)), extraction.article)
    assert to_json(back) == expected
    assert (back.entities, back.mentions, back.dependencies) == (
        extraction.entities,
        extraction.mentions,
        extraction.dependencies,
    )
    assert [replace(q, basis=None) for q in extraction.quantities] == list(back.quantities)


@given(extractions())
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much])
def test_any_extraction_is_json_and_comes_back(extraction: Extraction) -> None:
    named = {entity.id for entity in extraction.entities}
    mentions = tuple(mention for mention in extraction.mentions if mention.entity in named)
    periods = tuple(p for p in extraction.periods if p.end is None or p.end.year > 1)
    claims = tuple(replace(claim, period=None) for claim in extraction.claims)
    whole = replace(extraction, mentions=mentions, periods=periods, claims=claims)
    told = json.loads(json.dumps(to_json(whole)))
    assert to_json(whole) == told
    again = to_json(from_json(told, whole.article))
    for part in ("article", "dependencies", "computations", "dropped", "periods"):
        assert again[part] == told[part]
    assert [claim["id"] for claim in again["claims"]] == [claim["id"] for claim in told["claims"]]
    assert [(q["low"], q["high"]) for q in again["quantities"]] == [(q["low"], q["high"]) for q in told["quantities"]]


SPAN = Span.of("x", 0, 1, "a")

QUANTITIES = [
    ({"low": "30", "high": None}, {"low": "30", "high": None, "comparator": ">="}),
    ({"low": "30", "high": None, "low_open": True}, {"low": "30", "high": None, "comparator": ">"}),
    ({"low": None, "high": "2"}, {"low": None, "high": "2", "comparator": "<="}),
    ({"low": None, "high": "2", "high_open": True}, {"low": None, "high": "2", "comparator": "<"}),
    ({"low": "1.50", "high": "1.50"}, {"low": "1.50", "high": "1.50", "comparator": "="}),
    ({"low": "3", "high": "3", "approximate": True}, {"low": "3", "high": "3", "comparator": "~"}),
    ({"low": "20", "high": "30"}, {"low": "20", "high": "30", "comparator": "range"}),
    ({"low": "5E+9", "high": "6E+9"}, {"low": "5000000000", "high": "6000000000", "comparator": "range"}),
    ({"low": "1E+400", "high": None}, {"low": "1E+400", "high": None, "comparator": ">="}),
    ({"low": "-0.5", "high": "-0.5"}, {"low": "-0.5", "high": "-0.5", "comparator": "="}),
]


@pytest.mark.parametrize(("given", "told"), QUANTITIES)
def test_quantities(given: dict, told: dict) -> None:
    bounds = {side: given[side] and Decimal(given[side]) for side in ("low", "high")}
    quantity = Quantity(**(given | bounds), span=SPAN, unit="%")
    assert quantity_json(quantity) == {"start": 0, "end": 1, "quote": "x", **told, "unit": "%"}


def test_a_bare_number_has_no_unit() -> None:
    assert quantity_json(Quantity(span=SPAN, low=Decimal(1), high=Decimal(1)))["unit"] is None


PERIODS = [
    ((date(2025, 1, 1), date(2026, 1, 1), "year", "stated"), ("2025-01-01", "2025-12-31", False)),
    ((date(2024, 2, 29), date(2024, 3, 1), "day", "relative"), ("2024-02-29", "2024-02-29", False)),
    ((None, date(2030, 1, 1), "year", "stated"), (None, "2029-12-31", False)),
    ((date(2025, 6, 1), None, "span", "vague"), ("2025-06-01", None, True)),
    ((datetime(2025, 3, 4, 10), datetime(2025, 3, 4, 11), "hour", "stated"), ("2025-03-04", "2025-03-04", False)),
    ((datetime(2025, 3, 4, 23), datetime(2025, 3, 5, 0), "hour", "stated"), ("2025-03-04", "2025-03-04", False)),
    ((date(987, 1, 1), date(988, 1, 1), "year", "stated"), ("0987-01-01", "0987-12-31", False)),
]


@pytest.mark.parametrize(("given", "told"), PERIODS)
def test_periods_end_with_their_last_day(given: tuple, told: tuple) -> None:
    start, end, grain, basis = given
    found = period_json(Period(span=SPAN, start=start, end=end, grain=grain, basis=basis))
    assert (found["from"], found["to"], found["vague"]) == told


def test_a_claim_by_itself_says_its_article_and_its_quantities_in_full() -> None:
    extraction, expected = GOLDEN["zh"]
    alone, listed = claim_json(extraction.claims[0]), expected["claims"][0]
    assert alone["article"] == "zh"
    assert alone["quantities"] == [expected["quantities"][0]]
    assert alone["period"] == expected["periods"][0]
    same = listed.keys() - {"quantities", "period"}
    assert {key: alone[key] for key in same} == {key: listed[key] for key in same}


def test_a_quantity_that_only_a_claim_has_is_listed_at_the_end() -> None:
    seen = plain(1)
    told = to_json(replace(seen, quantities=seen.quantities[2:], periods=()))
    assert len(told["quantities"]) == 5
    quotes = [told["quantities"][claim["quantities"][0]]["quote"] for claim in told["claims"]]
    assert quotes == [claim.quantities[0].span.quote for claim in seen.claims]
    assert [claim["period"] for claim in told["claims"]] == [0, 1, 2, 3, 4]


def test_a_mention_of_nothing_is_an_error() -> None:
    with pytest.raises(ValueError, match="'公司' names 'NVDA', which is not among the entities"):
        to_json(replace(plain(1), entities=()))


def test_known_entities_without_labels_take_those_of_the_data() -> None:
    label = Label(text="Acme", lang="en", simplified="acme", preferred=True)
    known = Knowledge(
        entities={"acme": Concept(id="acme", type="Company", labels=(label,))}, metrics={}, fingerprint=""
    )
    bare = replace(english(), entities=(Entity(id="acme", type="Company", labels=()),))
    assert to_json(bare, known)["entities"][0]["labels"] == ["Acme"]
    assert to_json(bare)["entities"][0]["labels"] == []
