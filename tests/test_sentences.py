"""Where sentences and clauses begin and end."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.sentences import LONGEST, clauses, language, sentences

SENTENCES = [
    ("算力不够。电力也不够！真的吗？", ["算力不够。", "电力也不够！", "真的吗？"]),
    ("Compute is short. So is power! Really?", ["Compute is short.", "So is power!", "Really?"]),
    ("他说：“营收会翻倍。”市场不信。", ["他说：“营收会翻倍。”", "市场不信。"]),
    (
        'He said: "Revenue will double." The market doubts it.',
        ['He said: "Revenue will double."', "The market doubts it."],
    ),
    ("股价涨了3.5%，市值约4.2万亿。", ["股价涨了3.5%，市值约4.2万亿。"]),
    ("Shares rose 3.5% to $4.2 trillion. Fine.", ["Shares rose 3.5% to $4.2 trillion.", "Fine."]),
    ("营收上升；利润下降……还会再降。", ["营收上升；", "利润下降……", "还会再降。"]),
    ("Mr. Huang spoke in the U.S. market. Dr. Su did not.", ["Mr. Huang spoke in the U.S. market.", "Dr. Su did not."]),
    ("第一行\n第二行", ["第一行", "第二行"]),
    ("first line\nsecond line", ["first line", "second line"]),
    ("——", []),
    ("...", []),
]

CLAUSES = [
    ("虽然营收上升，但利润下降：成本太高。", ["虽然营收上升", "但利润下降", "成本太高"]),
    ("Revenue rose, but profit fell: costs are high.", ["Revenue rose", "but profit fell", "costs are high"]),
    ("总额 1,700 亿（同比, 增 5%），创新高", ["总额 1,700 亿（同比, 增 5%）", "创新高"]),
    ("It spent $1,700 (up 5%, or so), a record", ["It spent $1,700 (up 5%, or so)", "a record"]),
    ("推理第一——训练第二", ["推理第一", "训练第二"]),
    ("Inference first — training second", ["Inference first", "training second"]),
]


@pytest.mark.parametrize(("text", "wanted"), SENTENCES)
def test_sentences(text: str, wanted: list[str]) -> None:
    assert [text[s.start : s.end] for s in sentences(text, 0, len(text))] == wanted


@pytest.mark.parametrize(("text", "wanted"), CLAUSES)
def test_clauses(text: str, wanted: list[str]) -> None:
    assert [text[a:b] for a, b in clauses(text, 0, len(text))] == wanted


@pytest.mark.parametrize(
    ("text", "wanted"),
    [("英伟达 NVDA 的 GPU 很贵", "zh"), ("Nvidia (英伟达) is a chipmaker", "en"), ("AI+IP 爆款", "zh"), ("42 %", "en")],
)
def test_language(text: str, wanted: str) -> None:
    assert language(text) == wanted


@given(st.text(max_size=300))
def test_sentences_are_ordered_bounded_and_inside(text: str) -> None:
    found = sentences(text, 0, len(text))
    places = [place for sentence in found for place in (sentence.start, sentence.end)]
    assert places == sorted(places)
    assert all(0 <= s.start < s.end <= len(text) and s.end - s.start <= LONGEST for s in found)


@pytest.mark.parametrize("letter", ["字", "w", "，", "9 "])
def test_an_endless_sentence_is_cut(letter: str) -> None:
    text = letter * 5000
    found = sentences(text, 0, len(text))
    assert all(sentence.end - sentence.start <= LONGEST for sentence in found)
