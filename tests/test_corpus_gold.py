"""The gold of corpus and passages stands in its texts to the letter, and says nothing that our data does not know."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date
from functools import cache
from graphlib import TopologicalSorter
from pathlib import Path
from typing import Any, get_args

import pytest

from kg.gazetteer import Knowledge
from kg.model import KINDS, LANGS, Comparator, Direction, Modality, Polarity, Relation

TESTS = Path(__file__).resolve().parent
CORPUS, PASSAGES = TESTS.parent / "corpus", TESTS / "passages"
Counts = tuple[int, int, int, int]
GOLD: dict[Path, dict[str, Counts]] = {
    CORPUS: {
        # article: claims, dependencies, borderline, non_claims
        "bull-thread": (60, 34, 2, 6),
        "compute-cost-ramble": (54, 36, 6, 7),
        "compute-slides": (33, 11, 1, 14),
        "earnings-note-nvidia": (61, 34, 4, 10),
        "news-power-grid": (47, 29, 4, 6),
        "newsletter-robotaxi": (54, 33, 4, 10),
        "nvidia-five-trillion": (160, 120, 5, 12),
        "red-ocean": (60, 36, 7, 10),
        "skeptic-column": (58, 45, 5, 6),
        "year-ahead-2025": (86, 61, 4, 6),
    },
    PASSAGES: {
        "en-bullets": (47, 29, 2, 2),
        "en-column": (36, 19, 1, 5),
        "en-earnings": (32, 10, 4, 1),
        "en-newsletter": (33, 15, 5, 7),
        "en-newswire": (27, 6, 3, 4),
        "en-note": (48, 15, 1, 9),
        "en-outlook": (42, 20, 1, 9),
        "en-thread": (44, 22, 2, 4),
        "zh-cpo-news": (26, 10, 4, 1),
        "zh-ev-posts": (37, 17, 2, 5),
        "zh-humanoid-note": (33, 17, 3, 6),
        "zh-memory-quarter": (29, 11, 3, 1),
        "zh-model-qa": (32, 20, 2, 10),
        "zh-power-doubts": (33, 23, 3, 5),
        "zh-robotaxi-essay": (28, 22, 5, 3),
        "zh-server-brief": (29, 18, 0, 1),
    },
}
HOME = {article: folder for folder, articles in GOLD.items() for article in articles}
BARE = {
    "brand",
    "county",
    "customer",
    "cut",
    "machine",
    "member",
    "MW-day",
    "notch",
    "robot",
    "substation",
}  # units counted by the word used
NAMES = {
    "brackett-power",
    "光纖",
    "新台幣",
    "晟耀光電",
    "氣冷",
    "減速機",
    "湖岸智行",
    "碳酸锂",
    "穩動科技",
    "萊茵自動化",
    "高合",
}  # not in our data, so the slug of the name
PARTS = ("claims", "dependencies", "borderline", "non_claims")
BOTH = {"low", "high"}
SIDES = {"=": BOTH, "~": BOTH, "range": BOTH, ">": {"low"}, ">=": {"low"}, "<": {"high"}, "<=": {"high"}}

each_article = pytest.mark.parametrize("article", HOME)


@cache
def gold(article: str) -> dict[str, Any]:
    sheet: dict[str, Any] = json.loads((HOME[article] / "gold" / f"{article}.json").read_text(encoding="utf-8"))
    return sheet


@cache
def text(article: str) -> str:
    (path,) = (path for path in HOME[article].glob(f"{article}.*") if path.is_file())
    return path.read_bytes().decode("utf-8")


@cache
def knowledge() -> Knowledge:
    return Knowledge.load()


def counts(article: str) -> Counts:
    return GOLD[HOME[article]][article]


def quotes(value: Any) -> Iterator[dict[str, Any]]:
    """Every object with a quote, however deep."""
    if isinstance(value, dict):
        if "quote" in value:
            yield value
        value = list(value.values())
    for each in value if isinstance(value, list) else ():
        yield from quotes(each)


def stretch(record: dict[str, Any]) -> range:
    return range(record["offset"], record["offset"] + len(record["quote"]))


def inside(part: dict[str, Any], whole: dict[str, Any]) -> bool:
    return stretch(whole).start <= stretch(part).start and stretch(part).stop <= stretch(whole).stop


@pytest.mark.parametrize("folder", GOLD, ids=lambda folder: folder.name)
def test_every_article_is_annotated(folder: Path) -> None:
    assert {path.stem for path in (folder / "gold").glob("*.json")} == set(GOLD[folder])
    assert {path.stem for path in folder.iterdir() if path.is_file()} - {"README"} == set(GOLD[folder])


@each_article
def test_counts(article: str) -> None:
    assert tuple(len(gold(article)[part]) for part in PARTS) == counts(article)


@each_article
def test_quotes_are_verbatim(article: str) -> None:
    found = list(quotes(gold(article)))
    assert len(found) >= sum(counts(article)) - len(gold(article)["dependencies"])
    wrong = [
        each["quote"] for each in found if text(article)[stretch(each).start : stretch(each).stop] != each["quote"]
    ]
    assert not wrong


@each_article
def test_head_is_that_of_the_article(article: str) -> None:
    sheet, head = gold(article), text(article).split("\n---\n", 1)[0]
    assert sheet["article"] == article
    assert {f"id: {article}", f"date: {sheet['published']}", f"lang: {sheet['lang']}"} <= set(head.splitlines())
    assert sheet["lang"] in LANGS
    assert all(each["offset"] > len(head) for each in quotes(sheet))


@each_article
def test_words_are_those_of_the_model(article: str) -> None:
    for claim in gold(article)["claims"]:
        assert claim["kind"] in KINDS
        assert claim["direction"] in get_args(Direction)
        assert claim["polarity"] in get_args(Polarity)
        assert claim["modality"] in get_args(Modality)
        assert isinstance(claim["core"], bool)
    for link in gold(article)["dependencies"]:
        assert link["relation"] in get_args(Relation)
        assert link["explicit"] == bool(link["cue"])


@each_article
def test_numbers_and_times_stand_in_their_claims(article: str) -> None:
    for claim in gold(article)["claims"]:
        for number in claim["numbers"]:
            assert inside(number, claim), number
            assert number["comparator"] in get_args(Comparator)
            low, high, sign = number["low"], number["high"], number["comparator"]
            assert {side for side in ("low", "high") if number[side] is not None} == SIDES[sign], number
            if len(SIDES[sign]) == 2:
                assert low < high if sign == "range" else low == high, number
        if when := claim["time"]:
            assert inside(when, claim) or when.get("inherited"), when
            days = [date.fromisoformat(when[end]) for end in ("start", "end") if when[end]]
            assert days == sorted(days), when


@each_article
def test_ids_are_unique_and_links_sound(article: str) -> None:
    ids = [claim["id"] for claim in gold(article)["claims"]]
    links = [(link["from"], link["to"]) for link in gold(article)["dependencies"]]
    assert len(set(ids)) == len(ids)
    assert all(id.startswith(f"{article}-c") for id in ids)
    assert {end for link in links for end in link} <= set(ids)
    assert len(set(links)) == len(links)
    order = TopologicalSorter[str]()
    for conclusion, premise in links:
        order.add(conclusion, premise)
    order.prepare()  # raises when a claim rests on itself by some way


@each_article
def test_claims_lie_apart_from_what_is_none(article: str) -> None:
    sheet = gold(article)
    none = [each for part in ("borderline", "non_claims") for each in sheet[part]]
    claimed = {at for claim in sheet["claims"] for at in stretch(claim)}
    assert not [each["quote"] for each in none if claimed & set(stretch(each))]


@each_article
def test_entities_and_metrics_are_known(article: str) -> None:
    claims = gold(article)["claims"]
    assert {id for claim in claims for id in claim["entities"] if id not in knowledge().entities} <= NAMES
    named = {claim["metric"] for claim in claims} - {None}
    assert not {id for id in named if not id.startswith("other:") and id not in knowledge().metrics}
    assert all(claim["entities"] for claim in claims)


@each_article
def test_units_are_known(article: str) -> None:
    numbers = [number for claim in gold(article)["claims"] for number in claim["numbers"]]
    words = {part for number in numbers for part in number["unit"].split("/")}
    assert words - set(Knowledge.load().units) <= BARE | {""}
