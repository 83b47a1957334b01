"""Contradictions that appear or vanish when a premise is given another value."""

from __future__ import annotations

from datetime import date
from typing import get_args

import pytest

from ingest.quantities import find
from kg.gazetteer import Knowledge
from kg.model import Article, Extraction, Lang
from kg.rdf import put
from kg.rdf_many import claims_from
from kg.store import Store
from queries import Collision, audit, shift, whatif
from tests.reading import reader

MODELS: dict[Lang, str] = {
    "en": "Nvidia's market is worth $400bn in 2027. We give Nvidia a share of 75%, so its revenue in 2027 is $300bn.",
    "zh-Hans": "英伟达的市场 2027 年有 4000 亿美元。我们给英伟达 75% 的份额，因此英伟达 2027 年收入 3000 亿美元。",
    "zh-Hant": "輝達的市場 2027 年有 4000 億美元。我們給輝達 75% 的份額，因此輝達 2027 年營收 3000 億美元。",
}
RIVALS: dict[Lang, str] = {
    "en": "Nvidia's revenue will be ${}bn in 2027.",
    "zh-Hans": "英伟达 2027 年的收入将是 {}0 亿美元。",
    "zh-Hant": "輝達 2027 年的營收將是 {}0 億美元。",
}


def said(id: str, text: str, lang: Lang, author: str) -> Extraction:
    article = Article(id=id, text=text, sha256="", lang=lang, author=author, published=date(2026, 3, 2))
    return reader().extract(article)


def share_of(store: Store) -> str:
    """The share that the model's sum uses, as `kg whatif` takes it."""
    inputs = audit(store)[0].computation.inputs
    said = claims_from(store, [one.claim for one in inputs])
    chosen = next(one for one in inputs if said[one.claim].quantities[one.quantity].unit == "%")
    return f"{chosen.claim}#{chosen.quantity + 1}"


def shifted(lang: Lang, rival: int, value: str) -> tuple[list[str], list[str]]:
    """What appears and what vanishes between the model and its rival when the share is `value`."""
    with Store.memory() as store:
        put(store, said("model", MODELS[lang], lang, "Ada"), "1")
        put(store, said("rival", RIVALS[lang].format(rival), lang, "Bo"), "1")
        share = share_of(store)
        found = shift(store, Knowledge.load(), whatif(store, share.partition("#")[0], {share: find(value)[0]}))
    return list(map(strength, filter(across, found.appear))), list(map(strength, filter(across, found.vanish)))


def strength(one: Collision) -> str:
    return one.verdict.strength


def across(one: Collision) -> bool:
    return one.left.head.id != one.right.head.id


@pytest.mark.parametrize("lang", get_args(Lang))
def test_a_contradiction_appears_where_the_numbers_part(lang: Lang) -> None:
    assert shifted(lang, 300, "50%") == (["contradiction"], [])


@pytest.mark.parametrize("lang", get_args(Lang))
def test_a_contradiction_vanishes_where_the_numbers_meet(lang: Lang) -> None:
    assert shifted(lang, 200, "50%") == ([], ["contradiction"])


@pytest.mark.parametrize("lang", get_args(Lang))
def test_the_stated_value_shifts_nothing(lang: Lang) -> None:
    assert shifted(lang, 200, "75%") == ([], [])
