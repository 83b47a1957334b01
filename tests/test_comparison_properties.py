"""What holds for any claims: sides, order, units and neighbours change nothing; all that collide are paired."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache
from itertools import combinations
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kg.gazetteer import Knowledge
from kg.rdf import put
from kg.store import Store
from queries import Collision, contradictions
from queries.comparison.pairing import pairs
from queries.comparison.stance import Stance
from queries.comparison.table import Table
from queries.comparison.verdict import collides, compare, said_at
from tests.stances import extraction, stance

knowledge = cache(Knowledge.load)
MANY = settings(deadline=None, max_examples=150)
FEW = settings(deadline=None, max_examples=25, suppress_health_check=[HealthCheck.too_slow])

ENTITIES = ("NVDA", "AMD", "blackwell", "data-center", "gpu", "china")
METRICS = ("revenue", "net_profit", "supply", "demand", "ipo", "market_share")
QUOTES = (
    "它是全球最大的厂商",
    "It is the largest maker",
    "They are among the largest",
    "汽车业务表现如此",
    "its automotive segment did so",
    "最早要到那时才会如此",
    "with a probability of 70%",
    "概率是40%",
    "永远如此",
    "so it goes at the plant",
    "so it does not go at the plant",
)
NUMBERS = (
    "5 GW",
    "3 GW",
    "200 USD",
    ">= 300 USD",
    "< 100 USD",
    "~ 210 USD",
    "by 20 %",
    "by 50 %",
    "70 %",
    "40 %",
    "2 x",
)
PERIODS = ("2024", "2025", "2025-Q1", "2025-Q4", "2024..2026", "by 2026-12-31", "vague 2025..2027")
DAYS = ("2024-02-01", "2025-01-05", "2025-03-01", "2025-11-20")
TOLD = st.fixed_dictionaries(
    {
        "kind": st.sampled_from(("assertion", "prediction")),
        "entities": st.lists(st.sampled_from(ENTITIES), max_size=3, unique=True),
        "metric": st.sampled_from((None, *METRICS)),
        "direction": st.sampled_from(("none", "up", "down", "flat")),
        "polarity": st.sampled_from(("affirmed", "affirmed", "negated")),
        "modality": st.sampled_from(("certain", "certain", "probable", "possible", "conditional")),
        "speaker": st.sampled_from((None, None, "市场")),
        "numbers": st.lists(st.sampled_from(NUMBERS), max_size=2, unique=True),
    },
    optional={"period": st.sampled_from(PERIODS)},
)
HEADS = st.fixed_dictionaries(
    {"published": st.sampled_from(DAYS), "author": st.sampled_from((None, "林一", "Mo Hale"))}
)
SAYINGS = st.tuples(st.sampled_from(QUOTES), TOLD)
Saying = tuple[str, dict[str, Any]]


def stances(sayings: Sequence[Saying], heads: Sequence[dict[str, Any]]) -> list[Stance]:
    """Claims over three articles, by when they were said."""
    made = []
    for nth, (quote, told) in enumerate(sayings):
        at = nth % len(heads)
        made.append(stance(knowledge(), f"{nth:03}", quote, {**told, **heads[at], "article": f"a{at}"}))
    return sorted(made, key=said_at)


@MANY
@given(SAYINGS, SAYINGS, HEADS, HEADS)
def test_sides_change_nothing(one: Saying, other: Saying, head: dict[str, Any], second: dict[str, Any]) -> None:
    left, right = stances([one, other], [head, second])
    found = compare(left, right)
    assert found == compare(right, left)
    assert (found.kind is not None) == collides(left, right) == (found.strength != "none")
    assert (found.left, found.right) == (left.claim.id, right.claim.id)
    assert (left.said or "") <= (right.said or "")  # type: ignore[operator]
    assert [reason.test for reason in found.reasons] == list(Table.load().tests)
    assert all(reason.outcome in Table.load().outcomes[reason.test] for reason in found.reasons)
    effects = [reason.effect for reason in found.reasons]
    assert effects.count("saves") == (found.kind is None)
    assert found.kind is None or {"collides", "softens", "revises"} & {*effects}


@MANY
@given(st.lists(SAYINGS, max_size=25), st.lists(HEADS, min_size=3, max_size=3), st.sets(st.integers(0, 24)))
def test_every_pair_that_collides_is_among_the_pairs(
    sayings: list[Saying], heads: list[dict[str, Any]], wanted: set[int]
) -> None:
    made = stances(sayings, heads)
    places = {stance.claim.id: nth for nth, stance in enumerate(made)}
    told = [(places[one.claim.id], places[other.claim.id]) for one, other in pairs(made)]
    assert len(set(told)) == len(told)
    assert all(one < other for one, other in told)
    brute = {(one, other) for one, other in combinations(range(len(made)), 2) if collides(made[one], made[other])}
    assert brute <= set(told)
    chosen = {nth for nth in wanted if nth < len(made)}
    some = {(places[one.claim.id], places[other.claim.id]) for one, other in pairs(made, chosen)}
    assert some == {pair for pair in told if chosen & {*pair}}


@MANY
@given(SAYINGS, HEADS, HEADS)
def test_no_claim_collides_with_itself(saying: Saying, head: dict[str, Any], second: dict[str, Any]) -> None:
    head = {**head, "published": second["published"]}
    quote, told = saying
    one = stance(knowledge(), "1", quote, {**told, **head})
    other = stance(knowledge(), "2", quote, {**told, **second})
    assert not collides(one, other)


UNITS = (("GW", "MW", 1000), ("TWh", "GWh", 1000), ("hour", "minute", 60), ("year", "month", 12), ("kg", "g", 1000))


@MANY
@given(
    st.sampled_from(UNITS),
    st.integers(1, 10**6),
    st.integers(0, 3),
    st.sampled_from(("", "~ ", ">= ", "< ")),
    st.sampled_from(("up", "down", "none")),
    st.sampled_from(("affirmed", "negated")),
)
def test_units_change_nothing(
    units: tuple[str, str, int], digits: int, scale: int, sign: str, direction: str, polarity: str
) -> None:
    large, small, many = units
    value = f"{digits / 10**scale:.3f}"
    same = {"entities": ["data-center"], "metric": "demand", "direction": direction, "polarity": polarity}
    one = stance(knowledge(), "1", "so much is used", {**same, "numbers": [f"{sign}{value} {large}"]})
    for_small = f"{sign}{digits * many / 10**scale:.3f} {small}"
    other = stance(knowledge(), "2", "这么多", {**same, "numbers": [for_small]})
    assert not collides(one, other)


# --- a store of them


def told(found: Sequence[Collision]) -> list[tuple[object, ...]]:
    return [(one.left.claim.id, one.right.claim.id, one.verdict, one.folded) for one in found]


def filled(articles: Mapping[str, dict[str, Saying]]) -> Store:
    store = Store.memory()
    for id, claims in articles.items():
        put(store, extraction(id, claims), "1")
    return store


def library(sayings: Sequence[Saying], heads: Sequence[dict[str, Any]]) -> dict[str, dict[str, Saying]]:
    """Articles that share the claims out; one without claims is none."""
    found: dict[str, dict[str, Saying]] = {}
    for nth, (quote, told) in enumerate(sayings):
        at = nth % len(heads)
        found.setdefault(f"a{at}", {})[f"{nth:016x}"] = (quote, {**told, **heads[at]})
    return found


STRANGER: Saying = ("Ford and its dealers", {"entities": ["F"], "metric": "headcount", "direction": "down"})


@FEW
@given(st.lists(SAYINGS, min_size=2, max_size=12), st.lists(HEADS, min_size=3, max_size=3), st.permutations(range(3)))
def test_order_and_strangers_change_nothing(
    sayings: list[Saying], heads: list[dict[str, Any]], order: list[int]
) -> None:
    articles = library(sayings, heads)
    with filled(articles) as store:
        first = told(contradictions(store, knowledge()))
    ids = sorted(articles, key=lambda id: order[int(id[1:])])
    more = {"stranger": {f"{99:016x}": STRANGER}, **{id: articles[id] for id in ids}}
    with filled(more) as store:
        assert told(contradictions(store, knowledge())) == first


@FEW
@given(st.lists(SAYINGS, min_size=2, max_size=12), st.lists(HEADS, min_size=3, max_size=3))
def test_what_is_folded_is_not_lost(sayings: list[Saying], heads: list[dict[str, Any]]) -> None:
    articles = library(sayings, heads)
    with filled(articles) as store:
        found = contradictions(store, knowledge())
    made = [
        stance(knowledge(), id, quote, {**said, "article": article})
        for article, claims in articles.items()
        for id, (quote, said) in claims.items()
    ]
    brute = sum(collides(*sorted(pair, key=said_at)) for pair in combinations(made, 2))
    assert sum(1 + one.folded for one in found) == brute
    assert len({_fold(one) for one in found}) == len(found)


def _fold(one: Collision) -> tuple[object, ...]:
    """What collisions have in common that are told as one: both articles, both topics, kind and strength."""
    topics = [(side.claim.entities[:1], side.claim.metric) for side in (one.left, one.right)]
    return one.left.head.id, one.right.head.id, *topics, one.verdict.kind, one.verdict.strength
