"""What is known before reading: the packaged entities and metrics, and the user's own on top of them."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from kg.concepts import NATURES, Concept, Metric
from kg.errors import DataError
from kg.gazetteer import PACKAGED, Knowledge
from kg.script import fold, is_traditional, simplified

PREFIXES = """@prefix cg: <https://w3id.org/claimgraph/ns#> .
@prefix e: <https://w3id.org/claimgraph/entity/> .
@prefix m: <https://w3id.org/claimgraph/metric/> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
"""
REQUIRED = {
    "market_cap", "revenue", "net_profit", "gross_margin", "net_margin", "operating_margin", "market_share",
    "usage_share", "unit_price", "inference_cost", "training_cost", "compute_cost", "demand", "supply", "capex",
    "competitive_position", "ipo", "acquisition", "bankruptcy", "price_level", "power_consumption", "capability",
}  # fmt: skip
NOUN = "intelligence"
NAMES = [
    ("NVDA", "NVIDIA", "英伟达", "輝達", "英偉達", "nvidia", "NVDA", "NV"),
    ("AMD", "AMD", "超威半导体", "超微半導體", "Advanced Micro Devices"),
    ("TSM", "TSMC", "台积电", "台積電", "臺積電", "tsm"),
    ("GOOGL", "Alphabet", "Google", "谷歌", "GOOG"),
    ("MSFT", "Microsoft", "微软", "微軟"),
    ("AMZN", "Amazon", "亚马逊", "亞馬遜"),
    ("000660.KS", "SK Hynix", "SK海力士", "海力士"),
    ("002415.SZ", "Hikvision", "海康威视", "海康威視"),
    ("jensen-huang", "Jensen Huang", "黄仁勋", "黃仁勳"),
    ("data-center", "data centers", "datacentre", "数据中心", "資料中心", "资料中心"),
    ("servers", "servers", "服务器", "伺服器"),
    ("chips", "chips", "芯片", "晶片"),
    ("compute", "computing power", "算力", "運算能力"),
    ("inference", "inference", "推理", "推論"),
    ("software", "software", "软件", "軟體"),
    ("ai", f"artificial {NOUN}", "人工智能", "人工智慧"),
    ("autonomous-driving", "self-driving cars", "自动驾驶", "自駕車"),
    ("us-equities", "US stocks", "美股"),
    ("fed", "Federal Reserve", "美联储", "聯準會"),
    ("us", "United States", "美国", "美國"),
    ("waymo", "Waymo", "WAYMO"),
    ("deepseek", "DeepSeek", "深度求索"),
]
METRIC_NAMES = [
    ("market_cap", "market cap", "市值"),
    ("revenue", "revenue", "营收", "營收", "收入"),
    ("gross_margin", "gross margins", "毛利率"),
    ("market_share", "market share", "市场份额", "市占率", "市佔率"),
    ("unit_price", "pricing", "定价", "定價"),
    ("inference_cost", "inference costs", "推理成本", "推論成本"),
    ("supply", "production capacity", "产能", "產能", "短缺", "shortage"),
    ("capex", "capital expenditures", "资本开支", "資本支出"),
    ("competitive_position", "moat", "护城河", "護城河", "dominance"),
    ("valuation_multiple", "P/E ratio", "市盈率", "本益比"),
    ("price_level", "share price", "股价", "股價"),
]


@pytest.fixture(scope="module")
def known() -> Knowledge:
    return Knowledge.load()


def test_it_is_large_enough_and_its_metrics_have_a_scale(known: Knowledge) -> None:
    assert len(known.entities) >= 250
    assert len(known.metrics) >= 50
    assert known.metrics.keys() >= REQUIRED
    for metric in known.metrics.values():
        assert metric.unit, metric.id
        assert metric.definition, metric.id
    assert {metric.nature for metric in known.metrics.values()} == set(NATURES)


def test_everything_has_a_name_in_english_and_in_both_scripts(known: Knowledge) -> None:
    things: list[Concept | Metric] = [*known.entities.values(), *known.metrics.values()]
    for thing in things:
        langs = {label.lang for label in thing.labels if label.preferred}
        assert "en" in langs, thing.id
        assert ("zh-Hans" in langs) == ("zh-Hant" in langs), thing.id
    for metric in known.metrics.values():
        assert {label.lang for label in metric.labels if label.preferred} == {"en", "zh-Hans", "zh-Hant"}, metric.id


def test_themes_and_listed_companies_of_china_have_chinese_names(known: Knowledge) -> None:
    def chinese(concept: Concept) -> bool:
        return any(label.lang != "en" for label in concept.labels)

    themes = [c for c in known.entities.values() if c.type == "Technology"]
    latin_only = {c.id for c in themes if not chinese(c)}
    listed = [c for c in known.entities.values() if re.search(r"\.(HK|TW|SS|SZ)$", c.id)]
    assert len(themes) > 100
    assert latin_only <= {"risc-v"}
    assert len(listed) > 30
    assert all(map(chinese, listed))


def test_simplified_names_are_simplified(known: Knowledge) -> None:
    for label, id in (*known.labels(), *known.metric_labels()):
        assert label.simplified == simplified(label.text), id
        assert label.lang != "zh-Hans" or not is_traditional(label.text), id
        assert len(label.simplified) == len(label.text), id


@pytest.mark.parametrize("row", NAMES, ids=lambda row: row[0])
def test_an_entity_answers_to_all_its_names(known: Knowledge, row: tuple[str, ...]) -> None:
    id, *names = row
    assert [known.resolve(name) for name in names] == [id] * len(names)


@pytest.mark.parametrize("row", METRIC_NAMES, ids=lambda row: row[0])
def test_a_metric_answers_to_all_its_names(known: Knowledge, row: tuple[str, ...]) -> None:
    id, *names = row
    assert [known.resolve_metric(name) for name in names] == [id] * len(names)


def test_all_rows_of_names_were_tried() -> None:
    assert (len(NAMES), len(METRIC_NAMES)) == (22, 11)


@pytest.mark.parametrize("name", ["", "no such thing", "没有这个东西", "超微"])
def test_unknown_and_ambiguous_names_answer_to_nothing(known: Knowledge, name: str) -> None:
    assert known.resolve(name) is None


@pytest.mark.parametrize(
    ("part", "wholes"),
    [
        ("waymo", ("GOOGL",)),
        ("aws", ("AMZN",)),
        ("h100", ("NVDA",)),
        ("chatgpt", ("openai",)),
        ("tpu", ("GOOGL",)),
        ("trainium", ("aws", "AMZN")),
        ("san-francisco", ("california", "us")),
        ("ai", ()),
        ("no such thing", ()),
    ],
)
def test_parts_lead_to_their_wholes_and_back(known: Knowledge, part: str, wholes: tuple[str, ...]) -> None:
    assert known.whole_of(part) == wholes
    assert all(part in known.parts_of(whole) for whole in wholes)


@pytest.mark.parametrize("text", ["AMZN", "us", "NVDA"])
def test_nothing_is_part_of_itself(known: Knowledge, text: str) -> None:
    assert text not in known.parts_of(text)
    assert known.parts_of(text)


@pytest.mark.parametrize(
    ("metric", "entities", "narrower"),
    [
        ("cost", ["inference"], "inference_cost"),
        ("cost", ["training", "inference"], "training_cost"),
        ("cost", ["NVDA", "gpu"], "compute_cost"),
        ("cost", ["NVDA"], "cost"),
        ("cost", [], "cost"),
        ("performance", ["nasdaq100"], "price_level"),
        ("performance", ["gpt-4"], "capability"),
        ("market_cap", ["inference"], "market_cap"),
        ("cost", ["no such thing"], "cost"),
    ],
)
def test_a_metric_is_refined_by_its_subject(known: Knowledge, metric: str, entities: list[str], narrower: str) -> None:
    assert known.refine(metric, entities) == narrower


def test_opposites_and_neighbours_hold_both_ways(known: Knowledge) -> None:
    assert known.metrics["supply"].opposite == "demand"
    for metric in known.metrics.values():
        assert metric.opposite is None or known.metrics[metric.opposite].opposite == metric.id
        assert all(metric.id in known.metrics[near].neighbours for near in metric.neighbours), metric.id


@pytest.mark.parametrize(
    ("word", "pole"), [("短缺", "low"), ("shortage", "low"), ("过剩", "high"), ("glut", "high"), ("产能", None)]
)
def test_words_for_the_ends_of_a_scale(known: Knowledge, word: str, pole: str | None) -> None:
    assert {label.pole for label in known.metrics["supply"].labels if label.text == word} == {pole}


@pytest.mark.parametrize(
    ("id", "word", "mark"),
    [
        ("AAPL", "苹果", "ambiguous"),
        ("AAPL", "Apple", "case_sensitive"),
        ("META", "Meta", "case_sensitive"),
        ("NOW", "NOW", "ambiguous"),
        ("NOW", "NOW", "case_sensitive"),
        ("NVDA", "NVDA", "case_sensitive"),
    ],
)
def test_common_words_are_marked(known: Knowledge, id: str, word: str, mark: str) -> None:
    (label,) = [label for label in known.entities[id].labels if label.text == word]
    assert getattr(label, mark)
    assert not label.ambiguous or known.entities[id].context


def test_names_come_in_the_language_asked_for(known: Knowledge) -> None:
    nvidia = known.entities["NVDA"]
    assert [nvidia.name(lang) for lang in ("en", "zh-Hans", "zh-Hant")] == ["NVIDIA", "英伟达", "輝達"]
    assert known.entities["waymo"].name("zh-Hant") == "Waymo"
    assert known.metrics["market_share"].name("zh-Hant") == "市佔率"


def test_wikidata_ids_are_ids_and_name_one_thing_each(known: Knowledge) -> None:
    ids = [concept.wikidata for concept in known.entities.values() if concept.wikidata]
    assert len(ids) > 100
    assert len(set(ids)) == len(ids)
    assert all(re.fullmatch(r"Q[1-9]\d*", id) for id in ids)
    assert known.entities["NVDA"].wikidata == "Q182477"


def test_every_entity_knows_its_line(known: Knowledge) -> None:
    lines = {str(path): path.read_text(encoding="utf-8").splitlines() for path in PACKAGED}
    for concept in known.entities.values():
        assert concept.line is not None
        assert lines[concept.file][concept.line - 1].startswith(f"e:{concept.id} a ")


def test_the_user_adds_names_and_things(tmp_path: Path) -> None:
    (tmp_path / "entities.ttl").write_text(
        PREFIXES
        + 'e:NVDA skos:altLabel "皮衣厂"@zh-Hans , "Team Green"@en .\n'
        + 'e:acme a cg:Company ; skos:prefLabel "Acme"@en , "艾克米"@zh-Hans ; cg:partOf e:NVDA .\n',
        encoding="utf-8",
    )
    (tmp_path / "metrics.ttl").write_text(
        PREFIXES + 'm:vibe a cg:Metric ; cg:nature "quality" ; cg:unit "point" ; skos:prefLabel "vibe"@en .\n',
        encoding="utf-8",
    )
    known = Knowledge.load(tmp_path)
    assert [known.resolve(name) for name in ("皮衣廠", "team green", "艾克米")] == ["NVDA", "NVDA", "acme"]
    assert known.whole_of("acme") == ("NVDA",)
    assert "vibe" in known.metrics
    assert known.entities["NVDA"].file == str(PACKAGED[0])
    assert known.entities["acme"].file == str(tmp_path / "entities.ttl")


def test_the_fingerprint_names_the_bytes(tmp_path: Path) -> None:
    packaged = Knowledge.load().fingerprint
    assert re.fullmatch("[0-9a-f]{64}", packaged)
    assert Knowledge.load(tmp_path).fingerprint == packaged
    own = tmp_path / "entities.ttl"
    own.write_text(PREFIXES, encoding="utf-8")
    empty = Knowledge.load(tmp_path).fingerprint
    own.write_text(PREFIXES + 'e:NVDA skos:altLabel "Team Green"@en .\n', encoding="utf-8")
    assert len({packaged, empty, Knowledge.load(tmp_path).fingerprint}) == 3


def test_what_is_wrong_with_the_users_data_is_said_at_once(tmp_path: Path) -> None:
    (tmp_path / "entities.ttl").write_text(PREFIXES + "e:x a cg:Firm .\ne:y a cg:Company .\n", encoding="utf-8")
    (tmp_path / "metrics.ttl").write_text(
        PREFIXES + 'm:x a cg:Metric ; cg:nature "flow" ; cg:unit "USB" ; skos:prefLabel "x-ness"@en .\n',
        encoding="utf-8",
    )
    with pytest.raises(DataError) as caught:
        Knowledge.load(tmp_path)
    told = [(Path(problem.file).name, problem.line) for problem in caught.value.problems]
    assert told == [("entities.ttl", 5), ("entities.ttl", 6), ("metrics.ttl", 5)]


@pytest.mark.parametrize(
    ("left", "right", "same"),
    [("輝達", "辉达", True), ("ＧＰＵ", "gpu", True), ("臺積電", "台积电", True), ("芯片", "晶片", False)],
)
def test_spellings_of_one_name_fold_alike(left: str, right: str, same: bool) -> None:
    assert (fold(left) == fold(right)) is same
