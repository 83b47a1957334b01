"""Which entities a text names, in both languages and all scripts."""

from __future__ import annotations

import pytest

from tests.reading import extract, read

NAMED = [  # text, (words, entity) in order
    ("英伟达和台积电都在扩产。", [("英伟达", "NVDA"), ("台积电", "TSM")]),
    ("Nvidia and TSMC are both adding capacity.", [("Nvidia", "NVDA"), ("TSMC", "TSM")]),
    ("輝達的對手是超微。", [("輝達", "NVDA"), ("超微", "AMD")]),
    ("$NVDA beat $AMD again.", [("NVDA", "NVDA"), ("AMD", "AMD")]),
    ("苹果公司的股价上涨。", [("苹果公司", "AAPL")]),
    ("Apple's share price rose.", [("Apple", "AAPL")]),
    ("他每天吃一个苹果。", []),
    ("She ate an apple before lunch.", []),
    ("谷歌（简称 GG）发布财报，GG 的营收大增。", [("谷歌", "GOOGL"), ("GG", "GOOGL"), ("GG", "GOOGL")]),
    ("Alphabet (GGL) reported, and GGL rallied.", [("Alphabet", "GOOGL"), ("GGL", "GOOGL"), ("GGL", "GOOGL")]),
    ("數據中心缺電。", [("數據中心", "data-center")]),
    ("Data centres are short of electricity.", [("Data centres", "data-center"), ("electricity", "power")]),
    ("ServiceNow（NOW）现在很便宜。", [("ServiceNow", "NOW"), ("NOW", "NOW")]),
    ("Buy it now, not later.", []),
    ("廣達今年營收成長三成。", [("廣達", "2382.TW")]),
    (
        "小马智行的车队扩大了。小马明年还要再增加三倍，小马的利润也翻了一倍。",
        [("小马智行", "PONY"), ("小马", "PONY"), ("小马", "PONY")],
    ),
    ("那匹小马明年三岁。", []),
    ("", []),
]

UNKNOWN = [  # text, ids of names that only the text knows
    ("云杉证券发布了新品。", {"云杉证券"}),
    ("Brightwater Capital raised its forecast.", {"brightwater-capital"}),
    ("星河半导体今年的产能将翻倍。", {"星河半导体"}),
    ("Zebrafish Robotics raised $200 million.", {"zebrafish-robotics"}),
    ("晶锐半导体有限公司的毛利率升至 30%。", {"晶锐半导体有限公司"}),
    ("Acme Semiconductor lost two customers.", {"acme-semiconductor"}),
    ("未来机器人公司完成了 5 亿元融资。", {"未来机器人公司"}),
    ("Blue Whale AI cut its training cost by 40%.", {"blue-whale-ai"}),
    ("深勢科技的收入去年成長三倍。", {"深势科技"}),
    ("未来的机器人公司会更赚钱。", set()),
    ("Chinese Robotics companies will ship more units.", set()),
    ("中国半导体的产能增长 20%。", set()),
    ("US Semiconductor stocks rose 5%.", set()),
    ("这家人工智能公司的收入翻了一倍。", set()),
    ("Generative AI will cut costs, and New AI models are cheaper. New AI models are faster.", set()),
    ("许多科技公司正在裁员，机器人公司除外。", set()),
    ("Humanoid Robotics is growing, and Big Tech AI spending is not.", set()),
    ("今天天气不错，大家都去公园散步。", set()),
    ("The weather was fine and everybody went for a walk.", set()),
]


@pytest.mark.parametrize(("text", "wanted"), NAMED)
def test_names(text: str, wanted: list[tuple[str, str]]) -> None:
    found = [(mention.span.quote, mention.entity) for mention in extract(text).mentions]
    assert [pair for pair in found if pair in wanted] == wanted
    assert bool(found) == bool(wanted)


@pytest.mark.parametrize(("text", "wanted"), UNKNOWN)
def test_unknown_names(text: str, wanted: set[str]) -> None:
    extraction = extract(text)
    assert {entity.id for entity in extraction.entities if not entity.known} == wanted


def test_a_name_nobody_knows_has_one_id_in_every_article() -> None:
    first, second = (
        extract(text) for text in ("Brightwater Capital is bullish.", "It is cheap, says Brightwater Capital.")
    )
    assert {e.id for e in first.entities if not e.known} == {e.id for e in second.entities if not e.known} != set()


def test_numbers_inside_names_are_none() -> None:
    assert read("The Mag 7 and the Nasdaq 100 rose.").passage.quantities.items == []
    assert read("标普 500 与纳斯达克 100 上涨。").passage.quantities.items == []
