"""The sweep over a flat table: what every pair looked at would give, what DuckDB gives, and no more where it is hot."""

from __future__ import annotations

from collections.abc import Callable
from itertools import combinations

import duckdb
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from queries.comparison.columns import UNTOLD, Columns, Places
from queries.comparison.sweep import WHOLE, Bounds, Swept, across, within
from tests.flat import COLLIDING, flat, frame

SEEDS = st.integers(0, 1 << 32)
MANY = st.integers(1, 30)
Table = tuple[Places, Columns]


def drawn(seed: int, many: int) -> Table:
    """A crowded little table: keys and columns in which anything may be."""
    chance = np.random.default_rng(seed)
    numbers = {
        name: chance.integers(0, most, many) for name, most in (("metric", 2), ("dimensions", 2), ("articles", 4))
    }
    names = ("dated", "denied", "values", "loose", "chance", "ranks", "earliest", "throughout")
    odds = dict.fromkeys(names, 0.5) | {"chance": 0.1, "ranks": 0.1, "earliest": 0.05, "throughout": 0.05}
    first, low = chance.integers(0, 10, many), chance.integers(0, 4, many).astype(float)
    return chance.integers(0, 3, many), Columns(
        first=first,
        last=first + chance.integers(1, 6, many),
        low=low,
        high=low + chance.integers(0, 3, many),
        sign=chance.choice((-1, 0, 1, UNTOLD), many),
        opposite=np.array([1, -1])[numbers["metric"]],
        **{name: chance.random(many) < odds[name] for name in names},
        **numbers,
    )


def dull(seed: int, many: int) -> Table:
    """A table of one time and of claims that differ by their numbers only."""
    keys, columns = drawn(seed, many)
    none, one = np.zeros(many, np.bool_), np.ones(many, np.int64)
    masks = dict.fromkeys(("dated", "denied", "loose", "chance", "ranks", "earliest", "throughout"), none)
    return keys, Columns(
        **{
            **vars(columns),
            **masks,
            "values": ~none,
            "metric": one,
            "opposite": -one,
            "sign": one,
            "first": one,
            "last": one + 5,
        }
    )


def told(swept: Swept) -> set[tuple[int, int]]:
    found = [(min(pair), max(pair)) for pair in zip(swept.left.tolist(), swept.right.tolist(), strict=True)]
    assert len({*found}) == len(found)
    return {*found}


def opposed(keys: Places, columns: Columns) -> set[tuple[int, int]]:
    """Pairs that may collide of all pairs under one key."""
    left, right = np.array([*combinations(range(len(keys)), 2)], np.int64).reshape(-1, 2).T
    meet = np.minimum(columns.last[left], columns.last[right]) > np.maximum(columns.first[left], columns.first[right])
    kept = (keys[left] == keys[right]) & meet & columns.may_collide(left, right)
    return {*zip(left[kept].tolist(), right[kept].tolist(), strict=True)}


@settings(deadline=None, max_examples=200)
@given(SEEDS, MANY)
def test_the_sweep_finds_what_all_pairs_hold(seed: int, many: int) -> None:
    keys, columns = drawn(seed, many)
    found = within(keys, np.arange(len(keys)), columns)
    assert told(found) == opposed(keys, columns)
    assert not found.beyond.any()


@settings(deadline=None, max_examples=200)
@given(st.sampled_from((drawn, dull)), SEEDS, MANY, st.integers(0, 3))
def test_a_claim_that_its_time_opposes_is_told_however_few_may_meet(
    table: Callable[[int, int], Table], seed: int, many: int, near: int
) -> None:
    keys, columns = table(seed, many)
    times = keys * 10_000 + columns.first * 100 + columns.last
    found = told(within(keys, np.arange(len(keys)), columns, Bounds(near=near, pairs=0)))
    assert found <= opposed(keys, columns)
    wanted = {place for pair in opposed(times, columns) for place in pair}
    assert wanted <= {place for pair in found for place in pair}


@settings(deadline=None, max_examples=100)
@given(SEEDS, MANY, st.integers(0, 3))
def test_what_is_beyond_is_counted(seed: int, many: int, near: int) -> None:
    keys, columns = drawn(seed, many)
    everything = Columns(**{**vars(columns), "earliest": np.ones(len(keys), np.bool_)})
    found = within(keys, np.arange(len(keys)), everything, WHOLE._replace(near=near, pairs=0))
    assert len(found.left) + found.beyond.sum() == len(opposed(keys, everything))


@settings(deadline=None, max_examples=100)
@given(SEEDS, MANY, MANY, st.booleans())
def test_two_sides_are_held_against_one_another(seed: int, many: int, others: int, always: bool) -> None:
    keys, columns = drawn(seed, many + others)
    places = np.arange(len(keys))
    found = across((keys[:many], places[:many]), (keys[many:], places[many:]), columns, always)
    sides = [(one, other) for one in range(many) for other in range(many, len(keys)) if keys[one] == keys[other]]
    left, right = np.array(sides, np.int64).reshape(-1, 2).T
    meet = np.minimum(columns.last[left], columns.last[right]) > np.maximum(columns.first[left], columns.first[right])
    kept = columns.may_collide(left, right) & (meet | always)
    assert told(found) == {*zip(left[kept].tolist(), right[kept].tolist(), strict=True)}


def test_two_articles_have_only_so_many_pairs_under_one_key() -> None:
    many = 200
    keys, columns = np.zeros(many, np.int64), flat(many)[1]
    ways = Columns(
        **{
            **vars(columns),
            "metric": keys,
            "sign": np.tile([1, -1], many // 2),
            "first": keys,
            "last": keys + 9,
            "articles": np.arange(many) % 4 // 2,
        }
    )
    whole = within(keys, np.arange(many), ways, WHOLE)
    found = within(keys, np.arange(many), ways, WHOLE._replace(between=10))
    assert len(found.left) == 10 * 3
    assert len(found.left) + found.beyond.sum() == len(whole.left)


def test_duckdb_finds_the_same() -> None:
    keys, columns = flat(100_000)
    found = within(keys, np.arange(len(keys)), columns, WHOLE)
    with duckdb.connect() as database:
        database.register("claims", frame(keys, columns))
        rows = database.execute(f"SELECT one.place, other.place {COLLIDING}").fetchall()
    assert told(found) == {*rows}
    assert len(rows) > len(keys)


@pytest.mark.parametrize("articles", [2, 50_000])
def test_a_hot_subject_does_not_blow_up(articles: int) -> None:
    keys, columns = flat(50_000)
    hot = Columns(**{**vars(columns), "articles": np.arange(len(keys)) % articles})
    found = within(keys * 0, np.arange(len(keys)), hot)
    assert 0 < len(found.left) < 100 * len(keys)
    assert found.beyond.sum() > 10 * len(found.left)
