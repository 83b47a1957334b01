"""Finding the words of many lexicons in one pass."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest import lexicons
from ingest.lexicons import LAYERS, Cue, inflect, layer
from ingest.matcher import Entry, Matcher, fold
from kg.errors import DataError

WORDS = {"GPU": "gpu", "推理": "inference", "推理需求": "demand", "rise": "up", "NOW": "now"}
MATCHER = Matcher([Entry(word, Cue("words", value), word == "NOW") for word, value in WORDS.items()])


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("推理需求在涨", ["demand"]),
        ("推理 需求", ["inference"]),
        ("GPU推理", ["gpu", "inference"]),
        ("gpu or GPUs", ["gpu"]),
        ("sunrise, rise.", ["up"]),
        ("NOW or now or KNOW", ["now"]),
        ("İ rise", ["up"]),
        ("", []),
    ],
)
def test_find(text: str, wanted: list[str]) -> None:
    assert [hit.cue.value for hit in MATCHER.find(text)] == wanted


@given(st.text(max_size=200))
def test_hits_are_the_words_themselves(text: str) -> None:
    assert all(fold(text[hit.start : hit.end]) in map(fold, WORDS) for hit in MATCHER.find(text))
    assert len(fold(text)) == len(text)


@pytest.mark.parametrize(
    ("verb", "forms"),
    [
        ("rise up", ("rise up", "rises up", "rised up", "rising up")),
        ("drop", ("drop", "drops", "dropped", "dropping")),
        ("supply", ("supply", "supplies", "supplied", "supplying")),
        ("crash", ("crash", "crashes", "crashed", "crashing")),
        ("slow", ("slow", "slows", "slowed", "slowing")),
    ],
)
def test_inflect(verb: str, forms: tuple[str, ...]) -> None:
    assert inflect(verb) == forms


@pytest.mark.parametrize("name", LAYERS)
def test_a_lexicon_holds_both_languages(name: str) -> None:
    words = [word for word, _ in layer(name)]
    assert sum(not word.isascii() for word in words) >= 5
    assert sum(word.isascii() for word in words) >= 5


@pytest.mark.parametrize("name", LAYERS)
def test_a_lexicon_is_simplified_and_has_no_empty_word(name: str) -> None:
    from opencc import OpenCC

    simplify = OpenCC("t2s").convert
    assert [word for word, _ in layer(name) if not word.strip() or simplify(word) != word] == []


def test_a_word_with_two_meanings_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = tmp_path / "doubled.toml"
    file.write_text('[[entry]]\nvalue="up"\nwords=["涨"]\n[[entry]]\nvalue="down"\nwords=["涨"]\n', encoding="utf-8")
    assert tomllib.loads(file.read_text(encoding="utf-8"))
    monkeypatch.setattr(lexicons, "DATA", tmp_path)
    with pytest.raises(DataError, match=r'doubled.toml: "涨" stands under "up" and under "down"'):
        layer("doubled")
