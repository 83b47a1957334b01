"""Sums carried on from premises that are given other values."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.read import read
from kg.errors import UsageError
from kg.model import Article, Claim, Computation, Quantity, Span
from kg.rdf import put
from kg.store import Store
from queries import audit, frames, trace, whatif
from tests import books
from tests.arguments import article
from tests.chains import chain, with_sums, worked
from tests.reading import reader
from tests.shared import SHARED, needs_shared
from tests.surface import Kg, kg, shelf  # noqa: F401 - fixtures

USD, SHARE = "USD", "%"
MARKET = {"a": ("400", USD), "b": ("75", SHARE), "c": ("300", USD), "d": ("50", SHARE), "e": ("150", USD)}
CHAIN = (worked("ab=c"), worked("cd=e"))


def amount(value: str, unit: str = "") -> Quantity:
    return Quantity(span=Span.of("x", 0, 1), low=Decimal(value), high=Decimal(value), unit=unit)


def after(store: Store, claim: str, **given: str) -> dict[str, str]:
    with store:
        found = whatif(store, claim, {name: amount(value) for name, value in given.items()})
    return {change.claim.id: str(change.after.low) for change in found.changes}


GROWN = {"a": ("30", USD), "b": ("10", USD), "c": ("3", "x")}
MORE = {"a": ("30", USD), "b": ("10", USD), "c": ("200", SHARE)}
FELL = {"a": ("3", USD), "b": ("10", USD), "c": ("70", SHARE)}
THIRD = {"a": ("3", USD), "b": ("9", USD), "c": ("3", "x")}
YEARLY = {"a": ("9", USD), "b": ("1", USD), "c": ("73.2", "%/year")}
LEVEL = {"a": ("10", USD), "b": ("10", USD), "c": ("0", "%/year")}
PARTS = {"a": ("100", "USD/year"), "b": ("50", USD), "c": ("150", USD)}
MIXED = {"a": ("100", USD), "b": ("100", USD), "c": ("200", USD), "d": ("50", SHARE), "e": ("100", USD)}
RISEN = {"a": ("400", USD), "b": ("75", SHARE), "c": ("300", USD), "d": ("100", USD), "e": ("200", SHARE)}
STOCK = {"a": ("18", USD), "b": ("2", "USD/year"), "c": ("28", USD)}
DEBT = {"a": ("40", USD), "b": ("5", "USD/year"), "c": ("20", USD)}
COMPOUND = {"a": ("100", USD), "b": ("20", "%/year"), "c": ("173", USD)}
SHRINKS = {"a": ("100", USD), "b": ("50", "%/year"), "c": ("25", USD)}
OTHERS = {"a": ("55", SHARE), "b": ("30", SHARE), "c": ("15", SHARE)}
CASES: list[tuple[str, dict[str, tuple[str, str]], tuple[Computation, ...], dict[str, str], dict[str, str]]] = [
    ("chain", MARKET, CHAIN, {"b": "50"}, {"b": "50", "c": "200", "e": "100"}),
    ("share of one", MARKET, CHAIN, {"b": "0.5"}, {"b": "50", "c": "200", "e": "100"}),
    ("order of sums does not matter", MARKET, CHAIN[::-1], {"b": "50"}, {"b": "50", "c": "200", "e": "100"}),
    ("both", MARKET, CHAIN, {"b": "50", "d": "25"}, {"b": "50", "d": "25", "c": "200", "e": "50"}),
    ("ratio", MARKET, (worked("c/a=b"),), {"a": "800"}, {"a": "800", "b": "37.5"}),
    ("sum of different units", MARKET, (worked("ac/e=d", "sum"),), {"a": "500"}, {"a": "500"}),
    ("difference", MARKET, (worked("c/e=a", "sum"),), {"e": "100"}, {"e": "100", "a": "450"}),
    ("times", GROWN, (worked("ab=c", "growth"),), {"a": "60"}, {"a": "60", "c": "6"}),
    ("percent more", MORE, (worked("ab=c", "growth"),), {"a": "60"}, {"a": "60", "c": "500"}),
    ("percent less", FELL, (worked("ab=c", "growth"),), {"a": "6"}, {"a": "6", "c": "40"}),
    ("to a third is a fall of three times", THIRD, (worked("ab=c", "growth"),), {"a": "1"}, {"a": "1", "c": "9"}),
    ("by the year", YEARLY, (worked("ab=c", "compound"),), {"a": "81"}, {"a": "81", "c": "200"}),
    (
        "a multiple by the year",
        {"a": ("4", "x"), "c": ("100", "%/year")},
        (worked("a=c", "compound"),),
        {"a": "16"},
        {"a": "16", "c": "300"},
    ),
    ("no years to be told", LEVEL, (worked("ab=c", "compound"),), {"a": "20"}, {"a": "20"}),
    ("a year left unsaid", PARTS, (worked("ab=c", "sum"),), {"a": "200"}, {"a": "200", "c": "250"}),
    (
        "a sum, then a share of it",
        MIXED,
        (worked("ab=c", "sum"), worked("cd=e")),
        {"a": "300"},
        {"a": "300", "c": "400", "e": "200"},
    ),
    (
        "a product, then its growth",
        RISEN,
        (worked("ab=c"), worked("cd=e", "growth")),
        {"b": "50"},
        {"b": "50", "c": "200", "e": "100"},
    ),
    ("so much a year for five years", STOCK, (worked("ab=c", "sum"),), {"b": "4"}, {"b": "4", "c": "38"}),
    ("another stock, the same years", STOCK, (worked("ab=c", "sum"),), {"a": "20"}, {"a": "20", "c": "30"}),
    ("so much less each year", DEBT, (worked("a/b=c", "sum"),), {"b": "8"}, {"b": "8", "c": "8"}),
    ("growth for three years", COMPOUND, (worked("ab=c", "compound"),), {"b": "10"}, {"b": "10", "c": "133.3"}),
    ("growth of another start", COMPOUND, (worked("ab=c", "compound"),), {"a": "200"}, {"a": "200", "c": "346"}),
    ("half as much each year", SHRINKS, (worked("a/b=c", "compound"),), {"b": "20"}, {"b": "20", "c": "64"}),
    ("growth the other way", COMPOUND, (worked("a/b=c", "compound"),), {"b": "10"}, {"b": "10"}),
    ("what is left of the whole", OTHERS, (worked("/ab=c", "sum"),), {"a": "60"}, {"a": "60", "c": "10"}),
    ("shares above the whole", OTHERS, (worked("/ab=c", "sum"),), {"a": "90"}, {"a": "90"}),
    ("nothing divides", MARKET, (worked("c/a=b"),), {"a": "0"}, {"a": "0"}),
    ("more than the whole", MARKET, CHAIN, {"b": "150"}, {"b": "150"}),
    ("cycle", MARKET, (worked("ab=c"), worked("cd=a")), {"b": "37.5"}, {"b": "37.5", "c": "150", "a": "200"}),
    ("no closed sum", MARKET, (worked("ab=c", verdict="inconsistent"),), {"b": "50"}, {"b": "50"}),
]


def test_shares_above_the_whole_are_impossible() -> None:
    with chain(OTHERS, worked("/ab=c", "sum")) as store:
        found = whatif(store, "c", {"a": amount("90")})
    assert [(flip.computation.expression, flip.verdict) for flip in found.flips] == [("/ab=c", "impossible")]
    assert ["whole" in one.reason for one in found.unworked] == [True]


@pytest.mark.parametrize(("amounts", "sums", "given", "told"), [case[1:] for case in CASES], ids=[c[0] for c in CASES])
def test_results_follow_their_inputs(
    amounts: dict[str, tuple[str, str]], sums: tuple[Computation, ...], given: dict[str, str], told: dict[str, str]
) -> None:
    assert after(chain(amounts, *sums), "e" if "e" in amounts else "c", **given) == told


@given(st.lists(st.integers(1, 10**6), min_size=5, max_size=5), st.sampled_from("abcde"))
def test_the_stated_value_changes_nothing(values: list[int], premise: str) -> None:
    amounts = {id: (str(value), USD) for id, value in zip("abcde", values, strict=True)}
    assert after(chain(amounts, *CHAIN), "e", **{premise: amounts[premise][0]}) == {}


def test_a_held_result_flips_its_sum_and_what_is_unworked_is_named() -> None:
    with chain(MARKET, worked("ab=c"), worked("cd=e", verdict="inconsistent")) as store:
        found = whatif(store, "e", {"b": amount("50"), "c": amount("290")})
    assert [flip.computation.expression for flip in found.flips] == ["ab=c"]
    assert [(one.computation.expression, "inconsistent" in one.reason) for one in found.unworked] == [("cd=e", True)]
    assert not found.reaches
    assert list(frames.whatif_frame(found)["claim"]) == ["b", "c"]


def test_values_turn_a_sum_that_did_not_close() -> None:
    wrong = MARKET | {"c": ("290", USD), "e": ("290", USD)}
    with chain(wrong, worked("ab=c", verdict="inconsistent"), worked("cd=e", verdict="inconsistent")) as store:
        found = whatif(store, "e", {"e": amount("145")})
        share = whatif(store, "c", {"b": amount("150")})
    assert [(flip.computation.expression, flip.verdict) for flip in found.flips] == [("cd=e", "consistent")]
    assert [one.computation.expression for one in share.unworked] == ["ab=c"]


def test_a_result_that_is_set_alone_flips_its_sum() -> None:
    with chain(MARKET, *CHAIN) as store:
        found = whatif(store, "e", {"e": amount("40")})
        share = whatif(store, "e", {"b": amount("150")})
    assert [(flip.computation.expression, flip.verdict) for flip in found.flips] == [("cd=e", "inconsistent")]
    assert [(flip.computation.expression, flip.verdict) for flip in share.flips] == [("ab=c", "impossible")]


@given(st.sampled_from("abd"), st.integers(1, 80), st.integers(1, 80))
def test_setting_and_setting_back_is_where_it_began(premise: str, first: int, second: int) -> None:
    amounts = MARKET | {"b": (str(first), SHARE), "c": (str(4 * first), USD), "e": (str(2 * first), USD)}
    values = after(chain(amounts, *CHAIN), "e", **{premise: str(second)})
    moved = {id: (values.get(id, value), unit) for id, (value, unit) in amounts.items()}
    back = {id: value for id, (value, _) in moved.items()} | after(
        chain(moved, *CHAIN), "e", **{premise: amounts[premise][0]}
    )
    for id, (value, _) in amounts.items():
        assert float(back[id]) == pytest.approx(float(value), rel=2e-3)


# What tells the same number


def restated(other: dict[str, object], number: str, unit: str = SHARE) -> dict[str, str]:
    """What follows where `b`, a share of 75%, becomes 50%, and `d` is like it but for `other`."""
    source = article("one", "abcd", ())
    like = {"entities": ("NVDA",), "metric": "market_share"}
    amounts = {"a": amount("400", USD), "b": amount("75", SHARE), "c": amount("300", USD), "d": amount(number, unit)}
    claims = tuple(
        replace(claim, quantities=(replace(amounts[claim.id], span=claim.span),), **fields)
        for claim, fields in zip(source.claims, ({}, like, {}, like | other), strict=True)
    )
    read = replace(source, claims=claims, quantities=tuple(claim.quantities[0] for claim in claims))
    with Store.memory() as store:
        put(store, with_sums(read, [worked("ad=c")]), "1")
        found = whatif(store, "c", {"b": amount("50")})
    return {change.claim.id: str(change.after.low) for change in found.changes}


@pytest.mark.parametrize(
    ("other", "number", "unit", "follows"),
    [
        ({}, "75", SHARE, {"d": "50", "c": "200"}),
        ({}, "76", SHARE, {"d": "50", "c": "197.4"}),
        ({}, "0.75", "x", {"d": "0.5", "c": "200"}),
        ({}, "60", SHARE, {}),
        ({"entities": ("AMD",)}, "75", SHARE, {}),
        ({"metric": "revenue"}, "75", SHARE, {}),
        ({"direction": "up"}, "75", SHARE, {"d": "50", "c": "200"}),
        ({"polarity": "negated"}, "76", SHARE, {}),
    ],
)
def test_a_premise_holds_where_it_is_restated(
    other: dict[str, object], number: str, unit: str, follows: dict[str, str]
) -> None:
    assert restated(other, number, unit) == {"b": "50"} | follows


def test_a_premise_is_set_once() -> None:
    with chain(MARKET, *CHAIN) as store, pytest.raises(UsageError, match="b and b#1 are the same number"):
        whatif(store, "e", {"b": amount("3"), "b#1": amount("4")})


@pytest.mark.parametrize(
    ("name", "value", "said"),
    [("b", amount("3", USD), "own unit"), ("b#2", amount("3"), "no number 2"), ("f", amount("3"), "no claim")],
)
def test_what_cannot_be_set_is_wrong_use(name: str, value: Quantity, said: str) -> None:
    with chain(MARKET, *CHAIN) as store, pytest.raises(UsageError, match=said):
        whatif(store, "e", {name: value})


SHOWN = ["50", "200000000000", "100000000000", "3333000000000"]


def carried(path: Path) -> list[str]:
    """The amounts that follow where the share of 75% in the article becomes 50%."""
    (article,) = read([str(path)])
    assert isinstance(article, Article)
    with Store.memory() as store:
        put(store, reader().extract(article), "1")
        sums = [one.computation for one in audit(store)]
        share = next(one.inputs[1].claim for one in sums if "× 75 %" in one.expression)
        value = next(one for one in sums if one.verdict == "needs_input").claims[-1]
        found = whatif(store, value, {share: amount("50", SHARE)})
    return [str(change.after.low) for change in found.changes]


def test_the_companion_follows_its_share() -> None:
    """By its amounts, for ids may change: revenue, profit and value at the multiple that the text leaves unsaid."""
    path = Path(__file__).resolve().parents[1] / "corpus" / "nvidia-five-trillion.md"
    assert carried(path) == SHOWN


@needs_shared
def test_the_seed_follows_its_share() -> None:
    (path,) = (SHARED / "seeds").glob("002_*.txt")
    assert carried(path) == SHOWN


# What the five trillion rest on


CHAIN_OF_SEED = {
    ("data-center", "market_size"),
    ("data-center", "replacement_rate"),
    ("NVDA", "market_share"),
    ("NVDA", "competitive_position"),
    ("NVDA", "revenue"),
    ("NVDA", "net_margin"),
    ("NVDA", "net_profit"),
}
AMOUNTS = {("2000000000000", "USD"), ("400000000000", "USD"), ("75", SHARE), ("300000000000", "USD"), ("50", SHARE)}


def rested_on(path: Path) -> list[Claim]:
    """All that the value rests on which the article leaves without its multiple, and those who say the same."""
    (article,) = read([str(path)])
    assert isinstance(article, Article)
    with Store.memory() as store:
        put(store, reader().extract(article), "1")
        value = next(one.computation for one in audit(store, verdict="needs_input")).claims[-1]
        argument = trace(store, value, restated=True)
    return [argument.claims[id].claim for id in argument.depth]


def amounts_of(claims: list[Claim]) -> set[tuple[str, str]]:
    return {(f"{one.low:f}", one.unit.removesuffix("/year")) for claim in claims for one in claim.quantities if one.low}


def test_the_premises_of_the_companion() -> None:
    """Market size, replacement, capex, share, moat, revenue, margin and profit, however many steps away."""
    claims = rested_on(Path(__file__).resolve().parents[1] / "corpus" / "nvidia-five-trillion.md")
    assert amounts_of(claims) >= AMOUNTS
    metrics = {claim.metric for claim in claims}
    assert metrics >= {
        "market_size",
        "replacement_rate",
        "capex",
        "market_share",
        "competitive_position",
        "revenue",
        "net_margin",
        "net_profit",
    }


@needs_shared
def test_the_premises_of_the_seed() -> None:
    (path,) = (SHARED / "seeds").glob("002_*.txt")
    claims = rested_on(path)
    assert {(claim.entities[0], claim.metric) for claim in claims if claim.entities} >= CHAIN_OF_SEED
    assert amounts_of(claims) >= AMOUNTS - {("2000000000000", "USD")}


# The command


WRONG = [
    ("{id}", "sets nothing; write the id of a claim and a value"),
    ("=50%", "sets nothing"),
    ("{id}=", "sets nothing"),
    ("{id}=plenty", "there is no number in 'plenty'"),
    ("{id}=很多", "there is no number in '很多'"),
    ("{id}=5 foo", "'foo' is left over"),
    ("{id}=5% 7%", "is not one number"),
    ("{id}=50%", "told in USD, not in %"),
    ("{id}=3 万张 GPU", "told in USD, not in"),
    ("{id}#2=3", "has no number 2"),
    ("zzzz=3", "no claim 'zzzz'"),
]


@pytest.mark.parametrize(("given", "says"), WRONG, ids=[case[0] for case in WRONG])
def test_the_command_says_what_is_wrong(shelf: Kg, given: str, says: str) -> None:  # noqa: F811
    cap = books.year_ahead().claims[0].id
    done = shelf("whatif", cap, "--set", given.format(id=cap))
    assert (done.exit_code, done.stdout) == (2, "")
    assert says in done.stderr


@pytest.mark.parametrize("value", ["6 万亿", "$6tn", "6000000000000", "6 trillion dollars", "6 萬億美元"])
@pytest.mark.parametrize("form", ["table", "json", "csv"])
def test_values_are_written_as_in_articles(shelf: Kg, value: str, form: str) -> None:  # noqa: F811
    cap = books.year_ahead().claims[0].id
    done = shelf("whatif", cap, "--set", f"{cap[:8]}={value}", "--format", form)
    assert done.exit_code == 0
    assert ("6T USD" if form == "table" else "6000000000000") in done.stdout
    assert shelf("whatif", cap, "--set", f"{cap}={value}", "--set", f"{cap}=3").exit_code == 2
