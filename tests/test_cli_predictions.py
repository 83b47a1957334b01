"""`kg predictions` as a user meets it: days, states, filters, the calendar, and what is wrong use."""

from __future__ import annotations

import csv
import io
import json
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from api.calendar import LONGEST, folded
from kg.rdf import put
from kg.store import Store
from queries.ledger import state
from tests.stances import Told, extraction
from tests.surface import Kg, kg

__all__ = ["kg"]

LIN = {"author": "林一", "published": "2025-01-05"}
HALE = {"author": "Mo Hale", "published": "2025-02-01"}
WORTH: Told = {"entities": ["NVDA"], "metric": "market_cap", "kind": "prediction"}
LATE, SOON, BARE, PAST = (letter + "1" + 14 * "0" for letter in "abcd")
ARTICLES: dict[str, dict[str, tuple[str, Told]]] = {
    "lin": {
        LATE: ("英伟达明年市值会到5万亿美元", {**WORTH, **LIN, "period": "2026"}),
        BARE: ("英伟达市值总有一天会翻倍", {**WORTH, **LIN}),
    },
    "hale": {
        SOON: ("Nvidia will end 2025, and then; above $4tn", {**WORTH, **HALE, "period": "2025"}),
        PAST: ("Nvidia was worth $3tn in 2025", {**WORTH, **HALE, "period": "2025", "kind": "assertion"}),
    },
}


@pytest.fixture
def foretold(kg: Kg) -> Kg:
    """`kg` with three predictions and one claim that is none."""
    with Store.open(kg.store) as store:
        for id, claims in ARTICLES.items():
            put(store, extraction(id, claims), "1")
    return kg


def _states(kg: Kg, *words: str) -> dict[str, str]:
    done = kg("predictions", "--format", "json", *words)
    assert done.exit_code == 0, done.stderr
    return {one["id"]: one["state"] for one in json.loads(done.stdout)}


CASES: list[tuple[tuple[str, ...], dict[str, str]]] = [
    (("--on", "2025-12-30"), {SOON: "open", LATE: "open", BARE: "open"}),
    (("--on", "2025-12-31"), {SOON: "due", LATE: "open", BARE: "open"}),
    (("--on", "2026-01-01", "--due-before", "2026-01-01"), {SOON: "overdue"}),
    (("--on", "2026-01-01", "--due-before", "2025-12-31"), {}),
    (("--on", "2026-01-01", "--open"), {LATE: "open", BARE: "open"}),
    (("--on", "2026-01-01", "--author", "林一"), {LATE: "open", BARE: "open"}),
    (("--on", "2026-01-01", "--author", "mo hale", "--entity", "輝達"), {SOON: "overdue"}),
]


@pytest.mark.parametrize(("words", "expected"), CASES)
def test_predictions_have_the_state_of_the_day(foretold: Kg, words: tuple[str, ...], expected: dict[str, str]) -> None:
    found = _states(foretold, *words)
    assert found == expected
    assert list(found) == list(expected)


def test_a_row_tells_the_day_and_how_it_is_known(foretold: Kg) -> None:
    done = foretold("predictions", "--on", "2026-01-01", "--format", "csv")
    rows = list(csv.DictReader(io.StringIO(done.stdout)))
    assert [(row["due"], row["sure"]) for row in rows] == [("2025-12-31", "stated"), ("2026-12-31", "stated"), ("", "")]


def test_the_calendar_has_the_dated_ones(foretold: Kg) -> None:
    lines = foretold("predictions", "--on", "2026-01-01", "--format", "ics").stdout.splitlines()
    assert (lines[0], lines[-1], lines.count("BEGIN:VEVENT")) == ("BEGIN:VCALENDAR", "END:VCALENDAR", 2)
    assert f"UID:{SOON}@claimgraph" in lines
    assert "DTSTART;VALUE=DATE:20251231" in lines
    assert "DTEND;VALUE=DATE:20260101" in lines
    assert "SUMMARY:Nvidia will end 2025\\, and then\\; above $4tn" in lines


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("--author", "Nobody"), "nobody called"),
        (("--entity", "nosuchthing"), "nosuchthing"),
        (("--on", "2025-02-30"), "is no day"),
        (("--due-before", "soon"), "is no day"),
    ],
)
def test_wrong_use_is_told(foretold: Kg, words: tuple[str, ...], said: str) -> None:
    done = foretold("predictions", *words)
    assert done.exit_code == 2
    assert said in done.stderr
    assert not done.stdout


@given(st.text(st.characters(blacklist_categories=("Cc", "Cs", "Zl", "Zp"))))
def test_folding_loses_nothing(line: str) -> None:
    pieces = folded(line).split("\r\n")
    assert "".join([pieces[0], *(piece[1:] for piece in pieces[1:])]) == line
    assert all(len(piece.encode()) <= LONGEST for piece in pieces)


@given(st.dates(), st.dates(), st.dates())
def test_states_only_go_forward(day: date, one: date, other: date) -> None:
    order = ("open", "due", "overdue")
    assert order.index(state(day, min(one, other))) <= order.index(state(day, max(one, other)))


def test_no_more_are_shown_than_asked_for_and_the_rest_is_told(foretold: Kg) -> None:
    done = foretold("predictions", "--limit", "1", "--on", "2025-12-30", "--format", "json")
    assert [one["id"] for one in json.loads(done.stdout)] == [SOON]
    assert "there are 2 more" in done.stderr
