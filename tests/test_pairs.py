"""Pairs of statements read and compared: do they collide, and how? Sets by four writers, in three scripts.

Half of the pairs collide in some way; the others only look as if they did. The bounds are what is reached, rounded
down; a statement that is misread counts as any other miss.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from functools import cache
from hashlib import sha256
from itertools import combinations, product
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from kg.model import Article, Strength
from queries.articles import Head
from queries.comparison.stance import Stance
from queries.comparison.verdict import compare
from queries.listing import Found
from tests.reading import reader

FOLDER = Path(__file__).parent / "pairs"
ORDER: tuple[Strength, ...] = ("none", "tension", "revision", "contradiction")
COLLIDES = ("tension", "revision", "contradiction")


class Floor(NamedTuple):
    """What a set reaches: F1 of what collides, F1 of what contradicts; and lookalikes called a contradiction."""

    collides: float
    contradicts: float
    slandered: int


FLOORS = {
    "first": Floor(0.92, 0.91, 1),
    "second": Floor(0.78, 0.75, 0),
    "across": Floor(0.9, 0.88, 0),
    "third": Floor(0.71, 0.74, 3),
}


@cache
def pairs(name: str) -> list[dict[str, Any]]:
    return list(tomllib.loads((FOLDER / f"{name}.toml").read_text(encoding="utf-8"))["pair"])


@cache
def verdicts(name: str) -> list[tuple[Strength, Strength]]:
    """What is expected of each pair, and the strongest verdict on claims of its two statements."""
    return [(pair["expect"], strongest(pair)) for pair in pairs(name)]


def strongest(pair: dict[str, Any]) -> Strength:
    left, right = (list(stances(pair[side], told(pair, side))) for side in ("left", "right"))
    found: list[Strength] = [compare(one, other).strength for one, other in product(left, right)]
    return max(found, key=ORDER.index, default="none")


def told(pair: dict[str, Any], side: str) -> str:
    """The article a statement stands in: one of one author and day is one text."""
    one_text = all(pair["left"][name] == pair["right"][name] for name in ("author", "published"))
    return f"{pair['id']} {'left' if one_text else side}"


def stances(side: dict[str, Any], id: str) -> Iterator[Stance]:
    text, known = side["text"], {name: side[name] for name in ("lang", "author", "publisher", "published")}
    article = Article(id=id, text=text, sha256=sha256(text.encode()).hexdigest(), **known)
    head = Head(id=id, title=None, url=None, path=None, **known)
    for claim in reader().extract(article).claims:
        yield Stance(found=Found(claim=claim, head=head), knowledge=reader().knowledge)


def f1(name: str, positive: tuple[str, ...]) -> float:
    marks = [(expected in positive, found in positive) for expected, found in verdicts(name)]
    right, said, wanted = (sum(map(all, marks)), sum(found for _, found in marks), sum(told for told, _ in marks))
    return 2 * right / (said + wanted)


@pytest.mark.parametrize("name", ["first", "second"])
def test_half_of_the_pairs_collide_in_every_script_and_across(name: str) -> None:
    assert len(pairs(name)) == 200
    expected = [pair["expect"] for pair in pairs(name)]
    assert 90 <= expected.count("none") <= 110
    langs = [(pair["left"]["lang"], pair["right"]["lang"]) for pair in pairs(name)]
    assert all(langs.count((lang, lang)) >= 45 for lang in ("zh-Hans", "zh-Hant", "en"))
    assert sum(left != right for left, right in langs) >= 45


def test_what_collides_across_languages_does_so_in_all_their_pairs() -> None:
    assert len(pairs("across")) == len({pair["id"] for pair in pairs("across")}) == 120
    expected = [pair["expect"] for pair in pairs("across")]
    assert (expected.count("contradiction"), expected.count("none")) == (60, 57)
    colliding = [pair for pair in pairs("across") if pair["expect"] == "contradiction"]
    langs = [{pair["left"]["lang"], pair["right"]["lang"]} for pair in colliding]
    found = [langs.count({*both}) for both in combinations(("zh-Hans", "zh-Hant", "en"), 2)]
    assert min(found) >= 12
    assert sum(found) == len(colliding)


@pytest.mark.parametrize("name", FLOORS)
def test_what_collides_is_found(name: str) -> None:
    assert f1(name, COLLIDES) >= FLOORS[name].collides


@pytest.mark.parametrize("name", FLOORS)
def test_what_contradicts_is_called_so(name: str) -> None:
    assert f1(name, ("contradiction",)) >= FLOORS[name].contradicts


@pytest.mark.parametrize("name", FLOORS)
def test_what_only_looks_so_is_hardly_ever_a_contradiction(name: str) -> None:
    assert verdicts(name).count(("none", "contradiction")) <= FLOORS[name].slandered
