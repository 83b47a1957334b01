"""What the user says came of predictions: kept, taken back, found again when articles change, refused where wrong."""

from __future__ import annotations

import json
import shutil
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.errors import StoreError
from kg.model import Article
from kg.rdf import put
from kg.rdf_user import resolutions
from kg.shapes import validate
from kg.store import SAID, Store
from queries.resolutions import Came, Entry, entries, orphans, outcomes, resolve, undo
from tests.reading import reader
from tests.surface import Kg, kg

__all__ = ["kg"]

SAYINGS = {
    "zh-Hans": ("英伟达的市值在2025年会达到4万亿美元。", "4.2万亿美元"),
    "zh-Hant": ("輝達的市值在2025年會達到4兆美元。", "4.2兆美元"),
    "en": ("Nvidia will be worth $4 trillion in 2025.", "$4.2 trillion"),
}
ELSE = {
    "zh-Hans": "开头多了一句话，说的是别的事。台积电去年营收增长。",
    "zh-Hant": "開頭多了一句話，說的是別的事。台積電去年營收成長。",
    "en": "There is another sentence at the top. TSMC grew its revenue last year.",
}
HEAD = "---\nid: outlook\ntitle: Outlook\npublished: 2025-01-05\nauthor: 林一\n---\n\n"
SHOWN = ("--evidence", "https://example.org/close", "--on", "2025-12-31")


@pytest.fixture
def note(tmp_path: Path) -> Path:
    return tmp_path / "outlook.md"


def ingested(kg: Kg, note: Path, text: str) -> str:
    note.write_text(HEAD + text, encoding="utf-8")
    done = kg("ingest", note)
    assert done.exit_code == 0, done.stderr
    return done.stderr


def listed(kg: Kg, command: str, *words: str) -> list[dict[str, Any]]:
    done = kg(command, *words, "--format", "json")
    assert done.exit_code == 0, done.stderr
    return list(json.loads(done.stdout))


def foretold(kg: Kg) -> str:
    (one,) = listed(kg, "predictions", "--on", "2026-01-01")
    return str(one["id"])


@pytest.fixture
def real(kg: Kg, monkeypatch: pytest.MonkeyPatch) -> None:
    """Articles are read in full, by the one reader of all tests."""
    monkeypatch.setattr("ingest.pipeline.Reader", lambda _: reader())


@pytest.mark.usefixtures("real")
@pytest.mark.parametrize("lang", SAYINGS)
def test_a_word_survives_an_edit_and_is_orphaned_where_the_claim_has_gone(kg: Kg, note: Path, lang: str) -> None:
    said, value = SAYINGS[lang]
    ingested(kg, note, said)
    claim = foretold(kg)
    assert kg("resolve", claim[:8], "true", *SHOWN, "--value", value).exit_code == 0
    assert ingested(kg, note, f"{ELSE[lang]}\n\n{said}") == ""
    (one,) = listed(kg, "predictions", "--state", "resolved")
    assert (one["id"], one["outcome"], one["came_out"], one["actual"]) == (claim, "true", "2025-12-31", value)
    assert "1 resolution stands on no claim" in ingested(kg, note, ELSE[lang])
    (orphan,) = listed(kg, "resolve")
    assert (orphan["standing"], orphan["claim"], orphan["low"]) == ("orphaned", None, "4200000000000")
    assert orphan["quote"] in said
    assert ingested(kg, note, said) == ""
    assert [one["standing"] for one in listed(kg, "resolve", claim)] == ["stands"]


@pytest.mark.usefixtures("real")
def test_words_outlive_the_database_and_the_article(kg: Kg, note: Path) -> None:
    ingested(kg, note, SAYINGS["zh-Hant"][0])
    kg("resolve", foretold(kg), "partly", *SHOWN)
    shutil.rmtree(kg.store / "graph")
    ingested(kg, note, SAYINGS["zh-Hant"][0])
    assert [one["outcome"] for one in listed(kg, "predictions", "--state", "resolved")] == ["partly"]
    kg("remove", "outlook")
    assert [one["standing"] for one in listed(kg, "resolve")] == ["orphaned"]


@pytest.mark.usefixtures("real")
def test_a_later_word_counts_and_is_taken_back(kg: Kg, note: Path) -> None:
    ingested(kg, note, SAYINGS["en"][0])
    claim = foretold(kg)
    for outcome in ("false", "true"):
        kg("resolve", claim, outcome, *SHOWN)
    standing = [(one["outcome"], one["standing"]) for one in listed(kg, "resolve", claim)]
    assert standing == [("false", "superseded"), ("true", "stands")]
    assert kg("resolve", claim, "--undo").exit_code == 0
    standing = [(one["outcome"], one["standing"]) for one in listed(kg, "resolve", claim)]
    assert standing == [("false", "stands"), ("true", "taken back")]
    kg("resolve", claim, "--undo")
    assert listed(kg, "predictions", "--on", "2026-01-01")[0]["state"] == "overdue"
    assert "could be taken back" in kg("resolve", claim, "--undo").stderr


WRONG: list[tuple[tuple[str, ...], str]] = [
    (("true",), "--evidence TEXT-or-URL --on"),
    (("true", "--on", "2025-12-31"), "--evidence"),
    (("true", "--evidence", "x"), "--on"),
    (("true", "--evidence", " ", "--on", "2025-12-31"), "wants evidence"),
    (("true", "--evidence", "x", "--on", "2024-12-31"), "it was said on 2025-01-05"),
    (("true", "--evidence", "x", "--on", "9000-01-01"), "still to come"),
    (("true", "--evidence", "x", "--on", "2025-13-01"), "is no day"),
    (("true", *SHOWN, "--value", "4.2万亿人民币"), "not in CNY"),
    (("true", *SHOWN, "--value", "8,000 GPUs"), "not in GPU"),
    (("true", *SHOWN, "--value", "no idea"), "there is no number"),
    (("true", *SHOWN, "--value", "4.1"), "write its scale"),
    (("right", *SHOWN), "'right' is not one of"),
    (("--undo",), "could be taken back"),
    (("true", "--undo", *SHOWN), "would be lost"),
    (SHOWN, "would be lost"),
]


@pytest.mark.usefixtures("real")
@pytest.mark.parametrize(("words", "says"), WRONG)
def test_what_is_wrong_is_told_and_nothing_is_kept(kg: Kg, note: Path, words: tuple[str, ...], says: str) -> None:
    ingested(kg, note, SAYINGS["en"][0])
    done = kg("resolve", foretold(kg), *words)
    assert done.exit_code == 2
    assert says in done.stderr
    assert listed(kg, "resolve") == []


@pytest.mark.usefixtures("real")
def test_a_claim_that_is_no_prediction_may_be_resolved_and_is_told_of(kg: Kg, note: Path) -> None:
    ingested(kg, note, "台积电2024年的营收增长了三成。")
    (claim,) = listed(kg, "claims")
    done = kg("resolve", claim["id"], "true", *SHOWN)
    assert "not as a prediction" in done.stderr
    assert [one["id"] for one in listed(kg, "predictions", "--state", "resolved")] == [claim["id"]]


@pytest.mark.usefixtures("real")
def test_the_calendar_leaves_out_what_is_resolved(kg: Kg, note: Path) -> None:
    ingested(kg, note, SAYINGS["en"][0])
    assert "BEGIN:VEVENT" in kg("predictions", "--format", "ics").stdout
    kg("resolve", foretold(kg), "void", *SHOWN)
    assert "BEGIN:VEVENT" not in kg("predictions", "--format", "ics").stdout


def test_no_store_and_no_claim_are_told(kg: Kg) -> None:
    assert kg("resolve").exit_code == 1
    assert kg("resolve", "3fa81c22", "true", *SHOWN).exit_code == 2


def test_a_file_of_words_that_is_no_turtle_is_told(kg: Kg) -> None:
    (kg.store / "data").mkdir(parents=True)
    (kg.store / "data" / SAID).write_text("nothing of the kind", encoding="utf-8")
    with pytest.raises(StoreError, match="is no Turtle"):
        Store.open(kg.store)


# -- any sequence of words and edits -----------------------------------------------------------------------------------

TEXTS = [
    "Nvidia will be worth $4 trillion in 2025.",
    "Shares of AMD will fall in 2025.",
    "台积电的营收2026年会增长三成。",
]
STEPS = st.lists(
    st.one_of(
        st.tuples(st.just("read"), st.sets(st.integers(0, 2))),
        st.tuples(st.sampled_from(["true", "false", "partly", "void"]), st.integers(0, 2)),
        st.tuples(st.just("undo"), st.integers(0, 2)),
    ),
    max_size=12,
)


def read_in(store: Store, which: set[int]) -> None:
    text = "\n\n".join(TEXTS[nth] for nth in sorted(which)) or "Nothing."
    article = Article(id="a", text=text, sha256=text, lang="en", published=date(2025, 1, 5))
    put(store, reader().extract(article), "1")


def claim_of(store: Store, nth: int) -> str | None:
    quads = store.quads(None, None, None)
    ids = {quad.subject.value.rsplit("/", 1)[1] for quad in quads if "/claim/" in str(quad.subject)}
    found = [entry for entry in ids if store.article_of(entry)]
    from kg.rdf_many import claims_from

    said = claims_from(store, found).values()
    return next((claim.id for claim in said if claim.span.quote in TEXTS[nth]), None)


@given(STEPS)
@settings(max_examples=25, deadline=None)
def test_no_word_is_ever_lost_and_the_last_one_counts(steps: list[tuple[str, Any]]) -> None:
    with Store.memory() as store:
        read_in(store, {0, 1, 2})
        words: dict[int, list[str]] = {0: [], 1: [], 2: []}
        total, here = 0, {0, 1, 2}
        for what, which in steps:
            if what == "read":
                here = which
                read_in(store, here)
                continue
            claim = claim_of(store, which)
            if claim is None:
                continue
            if what == "undo":
                if words[which]:
                    undo(store, claim)
                    words[which].pop()
                    total += 1
                continue
            resolve(store, claim, Came(outcome=what, on=date(2026, 1, 1), evidence="e"))  # type: ignore[arg-type]
            words[which].append(what)
            total += 1
        assert len(resolutions(store)) == total
        counting = {claim_of(store, nth): said[-1] for nth, said in words.items() if said and nth in here}
        assert {id: one.outcome for id, one in outcomes(store).items()} == counting
        assert len(orphans(store)) == sum(bool(said) for nth, said in words.items() if nth not in here)
        assert all(isinstance(entry, Entry) for entry in entries(store))
        assert validate(store) == []
