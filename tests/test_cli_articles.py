"""Articles in, data of one's own in, other formats and scores out."""

from __future__ import annotations

import csv
import io
import json
import re
from pathlib import Path

import pytest
from pyoxigraph import Literal, NamedNode, RdfFormat, Triple, parse

from kg import iris
from kg.store import Store
from kg.vocab import CG
from tests.surface import ACME, Kg, QuickReader, folder, kg, shelf

__all__ = ["folder", "kg", "shelf"]

ROOT = Path(__file__).resolve().parents[1]


# Ingest and extract


def test_ingest_ends_with_a_summary(kg: Kg, folder: Path) -> None:
    done = kg("ingest", folder)
    assert (done.exit_code, done.stderr) == (0, "")
    lines = {line.split()[0]: line for line in done.stdout.splitlines()}
    assert "2 new, in " in lines["articles"]
    assert "the store holds 2" in lines["articles"]
    assert "2: 2 assertions" in lines["claims"]
    assert "NVIDIA 2" in done.stdout
    assert "1: 1 digits lost" in lines["dropped"]


def test_ingest_again_reads_only_what_changed(kg: Kg, folder: Path) -> None:
    kg("ingest", folder)
    assert sorted(QuickReader.read) == ["a", "b"]
    again = json.loads(kg("ingest", folder, "--format", "json").stdout)
    assert again["run"] == {"new": 0, "changed": 0, "unchanged": 2, "failed": 0}
    assert sorted(QuickReader.read) == ["a", "b"]
    (folder / "a.md").write_text("NVIDIA fell.\nNVIDIA rose.\n", encoding="utf-8")
    third = json.loads(kg("ingest", folder, "--format", "json").stdout)
    assert third["run"] == {"new": 0, "changed": 1, "unchanged": 1, "failed": 0}
    assert (third["articles"], third["claims"]) == (2, 3)
    assert sorted(QuickReader.read) == ["a", "a", "b"]


def test_another_version_of_the_reader_reads_everything_again(
    kg: Kg, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    kg("ingest", folder)
    monkeypatch.setattr("ingest.pipeline.fingerprint", lambda knowledge: "quick-2")
    assert json.loads(kg("ingest", folder, "--format", "json").stdout)["run"]["changed"] == 2


def test_the_order_of_files_does_not_matter(kg: Kg, folder: Path, tmp_path: Path) -> None:
    other = Kg(tmp_path / "other")
    kg("ingest", folder / "a.md", folder / "b.txt")
    other("ingest", folder / "b.txt", folder / "a.md")
    assert kg("export", "--format", "nquads").stdout_bytes == other("export", "--format", "nquads").stdout_bytes


def test_records_from_standard_input(kg: Kg) -> None:
    lines = '{"id": "x", "text": "NVIDIA rose."}\n{"id": "y", "text": "輝達跌了。"}\n'
    assert kg("ingest", "-", stdin=lines).exit_code == 0
    assert {row["article"] for row in json.loads(kg("claims", "--format", "json").stdout)} == {"x", "y"}


def test_extract_prints_the_contract_and_needs_no_store(kg: Kg, folder: Path) -> None:
    done = kg("extract", folder)
    rows = [json.loads(line) for line in done.stdout.splitlines()]
    assert [row["article"]["id"] for row in rows] == ["a", "b"]
    assert list(rows[0]) == [
        "article",
        "entities",
        "quantities",
        "periods",
        "claims",
        "dependencies",
        "computations",
        "dropped",
    ]
    text = (folder / "a.md").read_text(encoding="utf-8")
    claim = rows[0]["claims"][0]
    assert text[claim["start"] : claim["end"]] == claim["quote"] == "NVIDIA rose."
    assert not kg.store.exists()
    assert json.loads(kg("extract", folder, "--format", "json").stdout) == rows
    piped = kg("extract", "-", stdin=json.dumps({"id": "z", "text": "NVIDIA rose."})).stdout
    assert json.loads(piped)["article"]["id"] == "z"


def test_extract_for_people_as_turtle_and_explained(kg: Kg, folder: Path) -> None:
    table = kg("extract", folder, "--format", "table").stdout
    assert "NVIDIA rose." in table
    assert "digits lost" in table
    turtle = kg("extract", folder, "--format", "ttl").stdout
    assert len(list(parse(turtle, RdfFormat.TURTLE))) > 30
    explained = kg("extract", folder / "a.md", "--explain").stdout
    assert "rule a line; cues NVIDIA" in explained
    assert "it names nothing" in explained
    assert json.loads(kg("extract", folder / "a.md", "--explain", "--format", "jsonl").stdout)["refused"]


def test_the_corpus_with_the_real_reader(tmp_path: Path) -> None:
    files = [ROOT / "corpus" / name for name in ("red-ocean.md", "earnings-note-nvidia.md")]
    real = Kg(tmp_path / "store")
    done = real("ingest", *files)
    assert done.exit_code == 0
    assert re.fullmatch(
        r"kg: analysis of all \d+ articles: [\d,]+ collisions(?: and \d+ agreements?)? found\n", done.stderr
    )
    assert "2 new, in " in done.stdout
    assert "NVIDIA" in done.stdout
    texts = {file.stem: file.read_bytes().decode("utf-8") for file in files}
    rows = json.loads(real("claims", "--entity", "輝達", "--all", "--format", "json").stdout)
    assert len(rows) > 10
    assert {row["article"] for row in rows} == set(texts)
    assert all(texts[row["article"]][row["start"] : row["end"]] == row["quote"] for row in rows)
    shown = real("show", rows[0]["id"][:8]).stdout
    assert f"⟦{rows[0]['quote']}⟧" in shown
    assert "read by" in shown
    assert "2 unchanged" in real("ingest", *files).stdout
    labels = "SELECT ?label { <https://w3id.org/claimgraph/entity/NVDA> skos:prefLabel ?label }"
    assert "英伟达" in real("query", labels).stdout


# Data of one's own


def test_an_entity_of_ones_own(shelf: Kg) -> None:
    done = shelf(*ACME, "--part-of", "GOOGL", "--ambiguous", "en=Apex", "--context", "舊金山")
    assert (done.exit_code, done.stdout) == (0, "")
    assert "added acme to" in done.stderr
    assert "顶点" in shelf("show", "頂點").stdout
    assert "part of" in shelf("show", "acme").stdout
    assert shelf("check").exit_code == 0
    written = (shelf.store / "data" / "entities.ttl").read_text(encoding="utf-8")
    assert '"旧金山"' in written
    assert '"Apex"@en' in written


def test_an_unknown_name_is_accepted_by_adding_it(shelf: Kg) -> None:
    assert "acme works" in shelf("entities", "--unknown").stdout
    shelf("add", "entity", "--id", "acme works", "--type", "Company", "--label", "en=Acme Works")
    assert shelf("entities", "--unknown").stdout == ""
    assert shelf("claims", "--entity", "Acme Works", "--format", "jsonl").stdout.count("\n") == 1


def test_a_metric_and_a_name_of_ones_own(shelf: Kg) -> None:
    flair = (
        "add",
        "metric",
        "--id",
        "flair",
        "--unit",
        "x",
        "--nature",
        "quality",
        "--label",
        "en=flair",
        "--label",
        "zh-Hans=神采",
    )
    assert shelf(*flair).exit_code == 0
    assert shelf("claims", "--metric", "神采").exit_code == 0
    assert shelf("add", "label", "NVDA", "--label", "zh-Hans=绿色巨人").exit_code == 0
    assert shelf("claims", "--entity", "綠色巨人", "--format", "jsonl").stdout.count("\n") == 5


def test_data_files_are_checked(shelf: Kg, tmp_path: Path) -> None:
    done = shelf("check")
    assert (done.exit_code, done.stdout, done.stderr) == (0, "", "kg: no problems\n")
    bad = tmp_path / "mine.ttl"
    bad.write_text("@prefix e: <https://w3id.org/claimgraph/entity/> .\ne:x a e:y .\n", encoding="utf-8")
    done = shelf("check", bad, "--format", "json")
    assert done.exit_code == 1
    assert {problem["file"] for problem in json.loads(done.stdout)} == {str(bad)}


def test_a_graph_is_checked(shelf: Kg) -> None:
    assert shelf("check", "--graph").exit_code == 0
    with Store.open(shelf.store) as store:
        triples = [quad.triple for quad in store.quads(graph=iris.article("note"))]
        broken = next(triple for triple in triples if triple.predicate == CG.kind)
        wrong = Triple(broken.subject, NamedNode(CG.kind.value), Literal("guess"))
        store.replace("note", [*(triple for triple in triples if triple != broken), wrong], "1")
    done = shelf("check", "--graph")
    assert done.exit_code == 1
    assert "note" in done.stdout


# Export


@pytest.mark.parametrize("form", ["turtle", "trig", "jsonld", "nquads", "csv", "parquet", "graphml"])
def test_export_to_a_file_and_to_standard_output_are_the_same(shelf: Kg, tmp_path: Path, form: str) -> None:
    target = tmp_path / "out"
    done = shelf("export", "--format", form, "-o", target)
    assert (done.exit_code, done.stdout) == (0, "")
    assert target.stat().st_size > 0
    assert shelf("export", "--format", form).stdout_bytes == target.read_bytes()


def test_export_takes_its_format_from_the_name(shelf: Kg, tmp_path: Path) -> None:
    shelf("export", "-o", tmp_path / "claims.csv")
    rows = list(csv.DictReader(io.StringIO((tmp_path / "claims.csv").read_text(encoding="utf-8"))))
    assert len(rows) == 7
    listed = list(csv.DictReader(io.StringIO(shelf("claims", "--format", "csv").stdout)))
    assert sorted(row["claim"] for row in rows) == sorted(row["claim"] for row in listed)
    assert list(rows[0]) == list(listed[0])


# Scores


def test_eval_prints_scores_and_errors(kg: Kg) -> None:
    done = kg("eval", ROOT / "corpus", "--format", "json")
    scores = json.loads(done.stdout)
    assert done.exit_code == 0
    assert set(scores) >= {"all", "languages", "articles", "floor"}
    assert len(scores["articles"]) == 10
    table = kg("eval", ROOT / "corpus", "--errors", "2").stdout
    assert "recall" in table
    assert "missed core claims" in table


def test_doctor(shelf: Kg) -> None:
    done = shelf("doctor", "--format", "json")
    found = {line["what"]: line for line in json.loads(done.stdout)}
    assert {"python", "packages", "models", "offline", "data", "store", "disk"} <= set(found)
    assert found["store"]["ok"]
    assert "4 articles" in found["store"]["found"]
    assert done.exit_code == (0 if all(line["ok"] for line in found.values()) else 1)
    assert all(line["ok"] or line["remedy"] for line in found.values())


@pytest.mark.parametrize("text", ["明年算力成本会下降。", "Compute costs will fall next year."])
def test_the_day_of_an_article_that_tells_none_is_asked_for_and_stays(kg: Kg, tmp_path: Path, text: str) -> None:
    note = tmp_path / "note.md"
    note.write_text(text, encoding="utf-8")
    assert "--published" in kg("ingest", note).stdout
    assert "1 changed" in kg("ingest", note, "--published", "2025-01-15").stdout
    again = kg("ingest", note).stdout
    assert "1 unchanged" in again
    assert "--published" not in again
    (head,) = json.loads(kg("show", "--format", "json").stdout)
    assert head["published"] == "2025-01-15"
    assert kg("ingest", note, "--published", "2025-15-01").exit_code == 2
