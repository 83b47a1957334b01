"""The sums of a store: the gravest first, with their quotes; one that does not close is a problem found."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from api.cli import main
from kg.errors import UsageError
from kg.model import Computation, Verdict
from kg.rdf import put
from kg.store import Store
from queries import audit, frames
from tests.arguments import article
from tests.chains import with_sums

TOLD: tuple[Verdict, ...] = ("consistent", "inconsistent", "needs_input", "impossible")


def sums(verdicts: tuple[Verdict, ...]) -> list[Computation]:
    return [
        Computation(expression=f"{one} ×", claims=("a", "b"), stated="1", computed="2", verdict=one) for one in verdicts
    ]


def fill(store: Store, verdicts: tuple[Verdict, ...] = TOLD) -> Store:
    put(store, with_sums(article("one", "ab", ()), sums(verdicts)), "1")
    return store


def test_problems_come_first_with_their_quotes() -> None:
    with fill(Store.memory()) as store:
        found = audit(store)
        assert [one.computation.verdict for one in found] == ["impossible", "inconsistent", "needs_input", "consistent"]
        assert [one.is_problem for one in found] == [True, True, False, False]
        assert [said.span.quote for said in found[0].claims] == ["a holds", "b holds"]
        assert [one.computation.verdict for one in audit(store, verdict="needs_input")] == ["needs_input"]
        assert list(frames.audit_frame(found)["quotes"][0]) == ["a holds", "b holds"]


@pytest.mark.parametrize(("asked", "said"), [({"verdict": "wrong"}, "no verdict"), ({"article": "two"}, "two")])
def test_what_is_not_there_is_wrong_use(asked: dict[str, str], said: str) -> None:
    with fill(Store.memory()) as store, pytest.raises(UsageError, match=said):
        audit(store, **asked)


@pytest.mark.parametrize(("verdicts", "code"), [(TOLD, 1), (("consistent", "needs_input"), 0)])
@pytest.mark.parametrize("form", ["table", "json", "jsonl", "csv"])
def test_the_exit_code_tells_of_problems(tmp_path: Path, verdicts: tuple[Verdict, ...], code: int, form: str) -> None:
    with Store.open(tmp_path / "store") as store:
        fill(store, verdicts)
    done = CliRunner().invoke(main, ["--store", str(tmp_path / "store"), "audit", "--format", form])
    assert done.exit_code == code
    assert "a holds" in done.stdout
    assert form != "json" or len(json.loads(done.stdout)) == len(verdicts)
