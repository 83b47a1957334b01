"""Machine-spun Chinese is read as what it was spun from; ordinary writing, in either language, stays as it is."""

from __future__ import annotations

import pytest

from ingest.clean import clean
from ingest.respelling import is_spun
from tests.reading import extract

SPUN = "本钱市场实正关心的,是超等巨头可以或许赔到几多;每小我都说来岁大要率会涨,不竭有人逃捧,以至还买了加快器。"
CASES = [  # spun, as it is read
    ("锻炼成本正在下降。", "训练成本在下降。"),
    ("数据核心的本钱收入会添加。", "数据中心的资本支出会增加。"),
    ("模子的挪用次要靠云办事。", "模型的调用主要靠云服务。"),
    ("英伟达面对合作,订价权削弱。", "英伟达面临竞争,定价权削弱。"),
    ("宏不雅环境取此同时改善。", "宏观情况与此同时改善。"),
]
ORDINARY = [
    "他在体育馆锻炼身体，环节干扰少，手艺不错。",
    "来岁此时，模子厂的产出平安无事，财产公证也办妥了。",
    "Retail investors at large hold the shares; the trainer holds the whistle.",
    "",
]


@pytest.mark.parametrize(("spun", "read"), CASES)
def test_read_as_it_was(spun: str, read: str) -> None:
    assert clean(SPUN + "\n\n" + spun).text.split("\n")[-1] == read


@pytest.mark.parametrize("text", ORDINARY)
def test_ordinary_text_stays(text: str) -> None:
    assert not is_spun(text)
    assert clean(text).text == text


def test_few_signs_in_a_long_text_are_no_proof() -> None:
    assert is_spun(SPUN)
    assert not is_spun(SPUN + "算力的需求还在增长。" * 500)


def test_the_quote_is_what_stands_there() -> None:
    found = extract(SPUN + "\n\n来岁数据核心的本钱收入会下降。")
    claim = next(claim for claim in found.claims if "本钱收入" in claim.span.quote)
    assert (claim.entities[0], claim.metric, claim.direction, claim.kind) == (
        "data-center",
        "capex",
        "down",
        "prediction",
    )
    assert claim.span.quote == found.article.text[claim.span.start : claim.span.end]
