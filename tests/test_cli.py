"""What the commands print, for people and for programs."""

from __future__ import annotations

import csv
import io
import json
import os
import re
import signal
import subprocess
import sys
from importlib import import_module
from pathlib import Path

import click
import pytest
from pyoxigraph import RdfFormat, parse
from rich.cells import cell_len
from rich.console import Console

from api import render
from api.cli import COMMANDS, main
from kg.store import Store
from tests import library
from tests.surface import Kg, QuickReader, kg, shelf

__all__ = ["kg", "shelf"]

ROOT = Path(__file__).resolve().parents[1]
README = ROOT / "README.md"
HEAVY = {"spacy", "rdflib", "pandas", "onnxruntime", "pyshacl", "pyarrow", "networkx"}
RUN = [sys.executable, "-c", "import sys; from api.cli import main; sys.argv[0] = 'kg'; main()"]


def command(name: str) -> click.Command:
    found = import_module(f"api.commands.{name}").command
    assert isinstance(found, click.Command)
    return found


# Help


def test_every_command_is_there() -> None:
    modules = {path.stem for path in (ROOT / "api" / "commands").glob("*.py")} - {"__init__"}
    assert set(COMMANDS) == modules
    assert len(COMMANDS) == 11


@pytest.mark.parametrize("name", COMMANDS)
def test_help_has_an_example_and_the_line_of_the_list(name: str) -> None:
    said = command(name).help or ""
    assert said.splitlines()[0] == COMMANDS[name]
    assert re.search(rf"^ *kg {name}( |$)|\| kg {name} ", said, re.MULTILINE)


@pytest.mark.parametrize("args", [["--help"], *([name, "--help"] for name in COMMANDS)], ids=" ".join)
def test_help_is_quick_because_nothing_heavy_is_imported(args: list[str]) -> None:
    heavy = HEAVY | ({"rich", "pyoxigraph"} if args == ["--help"] else set())
    code = f"import sys; from api.cli import main; main({args!r}, standalone_mode=False); print(*sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, cwd=ROOT, check=True)
    help_text, _, modules = done.stdout.rstrip().rpartition("\n")
    assert "Usage: " in help_text
    assert heavy & set(modules.split()) == set()


def test_version(kg: Kg) -> None:
    assert re.fullmatch(r"kg, version \d+\.\d+.*\n", kg("--version").stdout)


@pytest.mark.skipif(not README.exists(), reason="no README.md yet")
def test_the_readme_names_every_command_and_no_other() -> None:
    text = README.read_text(encoding="utf-8")
    named = set(re.findall(r"(?:^|[\s`|/])kg +([a-z]+)\b", text))
    assert set(COMMANDS) - named == set()
    assert {name for name in named if re.search(rf"^\s*(?:\S*/)?kg {name}\b", text, re.MULTILINE)} <= set(COMMANDS)


# Claims


def test_claims_for_people(shelf: Kg) -> None:
    lines = shelf("claims", "--entity", "NVDA").stdout.splitlines()
    assert len(lines) == 6
    assert lines[0].split() == ["source", "claim", "value", "quote", "id"]
    cap = library.year_ahead().claims[0]
    for word in (
        "2024-12-31",
        "周衡",
        "prediction",
        "NVDA market_cap ↑",
        "> 5T USD",
        "2025",
        cap.span.quote,
        cap.id[:8],
    ):
        assert word in lines[1]


def test_columns_stand_under_each_other_in_wide_characters(shelf: Kg) -> None:
    lines = shelf("claims").stdout.splitlines()
    at = cell_len(lines[0].partition("quote")[0])
    quotes = [claim.span.quote for one in library.library() for claim in one.claims]
    shown = [line for line in lines[1:] if any(quote in line for quote in quotes)]
    assert len(shown) == 7
    for line in shown:
        quote = next(quote for quote in quotes if quote in line)
        assert cell_len(line.partition(quote)[0]) == at


@pytest.mark.parametrize("width", [60, 80, 100, 160])
@pytest.mark.parametrize(
    "args", [("claims",), ("entities",), ("show",), ("show", "df"), ("show", "NVDA"), ("show", "blog")]
)
def test_a_terminal_is_filled_but_not_overrun(
    shelf: Kg, monkeypatch: pytest.MonkeyPatch, width: int, args: tuple[str, ...]
) -> None:
    monkeypatch.setattr(render, "terminal", lambda: Console(width=width, force_terminal=True, highlight=False))
    what = args[-1]
    if what == "df":
        args = ("show", library.year_ahead().claims[0].id)
    out = re.sub(r"\x1b\[[0-9;]*m", "", shelf(*args).stdout)
    assert max(map(cell_len, out.splitlines())) <= width
    words = {
        "df": "⟦",
        "NVDA": "Company",
        "blog": "zh-Hant",
        "claims": "market_cap",
        "entities": "waymo",
        "show": "明年",
    }
    assert words[what] in out


def test_claims_for_programs_are_never_cut(shelf: Kg) -> None:
    rows = json.loads(shelf("claims", "--format", "json").stdout)
    texts = {one.article.id: one.article.text for one in library.library()}
    assert len(rows) == 7
    assert all(texts[row["article"]][row["start"] : row["end"]] == row["quote"] for row in rows)
    assert [json.loads(line) for line in shelf("claims", "--format", "jsonl").stdout.splitlines()] == rows
    flat = list(csv.DictReader(io.StringIO(shelf("claims", "--format", "csv").stdout, newline="")))
    assert [row["quote"] for row in flat] == [row["quote"] for row in rows]
    assert [row["claim"] for row in flat] == [row["id"] for row in rows]
    assert (flat[0]["low"], flat[0]["high"], flat[0]["comparator"], flat[0]["from"]) == (
        "5000000000000",
        "",
        ">",
        "2025-01-01",
    )


def test_a_long_quote_of_many_lines_survives_csv_and_json(kg: Kg) -> None:
    quote = 'NVIDIA "up",\r\n' + "涨" * 5000
    source = library.article("long", quote)
    with Store.open(kg.store) as store:
        from kg.rdf import put

        put(store, library.extraction(source, library.says(source, quote, "NVDA")), "1")
    assert json.loads(kg("claims", "--format", "json").stdout)[0]["quote"] == quote
    out = kg("claims", "--format", "csv").stdout_bytes.decode()
    assert next(csv.DictReader(io.StringIO(out, newline="")))["quote"] == quote
    table = kg("claims").stdout.splitlines()
    assert len(table) == 2
    assert "涨" * 5000 in table[1]


CONDITIONS = [
    (("--entity", "谷歌", "--parts"), 3),
    (("--kind", "prediction"), 4),
    (("--metric", "market cap"), 1),
    (("--speaker", "调查机构"), 1),
    (("--article", "in/c.txt"), 2),
    (("--words", "订单"), 2),
    (("--from", "2025", "--to", "2025"), 2),
    (("--from", "2026-01-01"), 2),
    (("--to", "2024-12"), 2),
    (("--limit", "3"), 3),
    (("--limit", "3", "--all"), 7),
    ((), 7),
]


@pytest.mark.parametrize(("conditions", "number"), CONDITIONS)
def test_conditions(shelf: Kg, conditions: tuple[str, ...], number: int) -> None:
    done = shelf("claims", *conditions, "--format", "jsonl")
    assert (done.exit_code, len(done.stdout.splitlines())) == (0, number)


def test_the_next_page(shelf: Kg) -> None:
    first = shelf("claims", "--limit", "4", "--format", "jsonl")
    cursor = re.search(r"--cursor '([^']+)'", first.stderr)
    assert cursor
    second = shelf("claims", "--limit", "4", "--cursor", cursor[1], "--format", "jsonl")
    assert second.stderr == ""
    both = [json.loads(line)["id"] for line in (first.stdout + second.stdout).splitlines()]
    assert both == [row["id"] for row in json.loads(shelf("claims", "--format", "json").stdout)]


def test_no_claim_is_an_answer(shelf: Kg) -> None:
    done = shelf("claims", "--kind", "recommendation")
    assert (done.exit_code, done.stdout) == (0, "")
    assert "no claim is like that" in done.stderr
    assert json.loads(shelf("claims", "--kind", "recommendation", "--format", "json").stdout) == []


# One thing


def test_a_claim_in_its_paragraph(shelf: Kg) -> None:
    cap, orders, _ = library.year_ahead().claims
    out = shelf("show", cap.id[:8]).stdout
    assert f"⟦{cap.span.quote}⟧。因为{orders.span.quote}。" in out
    for words in ("周衡", "“明年的十件事”", "2024-12-31", "in/a.md", "NVDA (NVIDIA)", "> 5T USD  “超过 5 万亿美元”"):
        assert words in out
    assert "rule will; cues 会, 超过" in out
    assert f"supported_by (因为)  {orders.id[:8]}  “{orders.span.quote}”" in out
    assert f"bears    supported_by (因为)  {cap.id[:8]}" in shelf("show", orders.id).stdout


def test_a_reported_speaker_is_told_from_the_author(shelf: Kg) -> None:
    assert "调查机构, as told by 周衡" in shelf("show", library.year_ahead().claims[2].id).stdout


def test_a_claim_entity_and_article_as_json(shelf: Kg) -> None:
    cap = library.year_ahead().claims[0]
    shown = json.loads(shelf("show", cap.id, "--format", "json").stdout)
    assert (shown["id"], shown["quote"], shown["premises"][0]["cue"]) == (cap.id, cap.span.quote, "因为")
    assert json.loads(shelf("show", "輝達", "--format", "json").stdout)["claims"] == 5
    assert json.loads(shelf("show", "blog", "--format", "json").stdout)["author"] == "Lin"
    assert json.loads(shelf("show", "--format", "json").stdout)[0]["id"] == "year-ahead"


@pytest.mark.parametrize(
    ("id", "words"),
    [("NVDA", "Company"), ("acme works", "nowhere"), ("blog", "zh-Hant"), ("in/c.txt", "Ada Row"), ("GOOGL", "谷歌")],
)
def test_entities_and_articles_are_shown_too(shelf: Kg, id: str, words: str) -> None:
    assert words in shelf("show", id).stdout


def test_control_characters_do_not_reach_a_terminal(kg: Kg) -> None:
    source = library.article("odd", "NVIDIA \x1b[2J is\x07 up \u202e.", title="\x1b]0;x\x07", author="a\x1bb")
    claim = library.says(source, source.text, "NVDA", rule="r\x1b", cues=("\x9b",))
    with Store.open(kg.store) as store:
        from kg.rdf import put

        put(store, library.extraction(source, claim), "1")
    shown = kg("claims").stdout + kg("show", claim.id).stdout + kg("show", "odd").stdout + kg("show").stdout
    assert set(shown) & {"\x1b", "\x07", "\x9b", "\u202e"} == set()


def test_entities(shelf: Kg) -> None:
    assert [line.split()[0] for line in shelf("entities").stdout.splitlines()] == [
        "id",
        "NVDA",
        "waymo",
        "GOOGL",
        "acme",
    ]
    assert [row["id"] for row in json.loads(shelf("entities", "--unknown", "--format", "json").stdout)] == [
        "acme works"
    ]
    rows = list(
        csv.DictReader(io.StringIO(shelf("entities", "--type", "Company", "--limit", "2", "--format", "csv").stdout))
    )
    assert [(row["id"], row["claims"]) for row in rows] == [("NVDA", "5"), ("waymo", "2")]


# SPARQL

KINDS = "SELECT ?kind (COUNT(*) AS ?n) { ?c cg:kind ?kind } GROUP BY ?kind ORDER BY ?kind"


def test_a_question_from_the_line_a_file_and_standard_input(shelf: Kg, tmp_path: Path) -> None:
    file = tmp_path / "question.rq"
    file.write_text(KINDS, encoding="utf-8")
    shown = [shelf("query", KINDS).stdout, shelf("query", file).stdout, shelf("query", "-", stdin=KINDS).stdout]
    assert shown == ["kind        n\nassertion   3\nprediction  4\n"] * 3


@pytest.mark.parametrize(
    ("sparql", "form", "out"),
    [
        (KINDS, "csv", "kind,n\nassertion,3\nprediction,4\n"),
        (KINDS, "jsonl", '{"kind": "assertion", "n": "3"}\n{"kind": "prediction", "n": "4"}\n'),
        ("ASK { ?c cg:kind 'opinion' }", "table", "false\n"),
        ("ASK { ?c a schema:Claim }", "json", '{\n  "head": {},\n  "boolean": true\n}\n'),
    ],
)
def test_answers_to_questions(shelf: Kg, sparql: str, form: str, out: str) -> None:
    assert shelf("query", sparql, "--format", form).stdout == out


def test_triples_and_standard_json(shelf: Kg) -> None:
    out = shelf("query", "CONSTRUCT { ?c cg:kind ?k } WHERE { ?c cg:kind ?k }", "--format", "ttl").stdout
    assert len(list(parse(out, RdfFormat.TURTLE))) == 7
    answer = json.loads(shelf("query", KINDS, "--format", "json").stdout)
    assert answer["head"]["vars"] == ["kind", "n"]
    assert answer["results"]["bindings"][0]["n"]["value"] == "3"


# Ingest and extract


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    folder = tmp_path / "in"
    folder.mkdir()
    (folder / "a.md").write_text("---\ntitle: One\n---\n\nNVIDIA rose.\nNothing else ?? here.\n", encoding="utf-8")
    (folder / "b.txt").write_text("2025-02-01\n\n英伟达涨了。\n", encoding="utf-8")
    return folder


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
    assert (done.exit_code, done.stderr) == (0, "")
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

ACME = ("add", "entity", "--id", "acme", "--type", "Company", "--label", "en=Acme", "--label", "zh-Hans=顶点")


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
    from pyoxigraph import Literal, NamedNode, Triple

    from kg import iris
    from kg.vocab import CG

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


# Places and processes


def test_the_store_may_be_named_anywhere(shelf: Kg, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before = shelf("claims").stdout
    elsewhere = Kg(tmp_path / "nowhere")
    elsewhere(*ACME, "--store", tmp_path / "third")
    assert (tmp_path / "third" / "data" / "entities.ttl").exists()
    assert elsewhere("claims", "--store", shelf.store).stdout == before
    monkeypatch.setenv("KG_STORE", str(shelf.store))
    from click.testing import CliRunner

    assert CliRunner().invoke(main, ["claims"]).stdout == before


def run(args: list[str], store: Path, **more: str) -> subprocess.CompletedProcess[str]:
    env = environment(store) | more
    return subprocess.run(args, check=False, capture_output=True, text=True, encoding="utf-8", env=env, cwd=ROOT)


def environment(store: Path) -> dict[str, str]:
    return {**os.environ, "KG_STORE": str(store), "PYTHONPATH": str(ROOT)}


def test_a_reader_that_leaves_early_is_no_error(shelf: Kg) -> None:
    kg = f"{sys.executable} -c 'from api.cli import main; main()'"
    shell = f'{kg} query "$0" --format csv | head -1; echo ${{PIPESTATUS[0]}}'
    many = "SELECT ?a ?b ?c ?d { ?a cg:kind ?k . ?b cg:kind ?l . ?c cg:kind ?m . ?d cg:kind ?n . ?e cg:kind ?o }"
    done = run(["bash", "-c", shell, many], shelf.store)
    assert done.stdout == "a,b,c,d\n0\n"
    assert done.stderr == ""


def test_output_is_utf8_whatever_the_locale(shelf: Kg) -> None:
    done = run([*RUN, "claims"], shelf.store, LC_ALL="C", PYTHONUTF8="0", PYTHONIOENCODING="ascii")
    assert "英伟达" in done.stdout


SLOW = """
import sys, time
import ingest.pipeline
from tests.surface import QuickReader

class SlowReader(QuickReader):
    def extract(self, article):
        found = super().extract(article)
        if article.id == "b":
            print("reading b", file=sys.stderr, flush=True)
            time.sleep(60)
        return found

ingest.pipeline.Reader = SlowReader
from api.cli import main
main()
"""


def test_ctrl_c_leaves_a_clean_store(kg: Kg, folder: Path) -> None:
    running = subprocess.Popen(
        [sys.executable, "-c", SLOW, "ingest", str(folder)],
        env=environment(kg.store),
        cwd=ROOT,
        stderr=subprocess.PIPE,
        text=True,
    )
    assert running.stderr
    assert running.stderr.readline() == "reading b\n"
    running.send_signal(signal.SIGINT)
    said = running.communicate(timeout=30)[1]
    assert running.returncode == 130
    assert "interrupted" in said
    assert "Traceback" not in said
    assert [row["article"] for row in json.loads(kg("claims", "--format", "json").stdout)] == ["a"]
    assert json.loads(kg("ingest", folder, "--format", "json").stdout)["articles"] == 2


def test_a_second_writer_is_told_to_wait(kg: Kg, folder: Path) -> None:
    with Store.open(kg.store):
        done = run([*RUN, "ingest", str(folder)], kg.store)
        asked = run([*RUN, "claims"], kg.store)
    assert done.returncode == 1
    assert "another kg is writing" in done.stderr
    assert "Traceback" not in done.stderr + asked.stderr
    assert asked.returncode == 0


def test_a_long_query_can_be_stopped(shelf: Kg) -> None:
    endless = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l }"
    running = subprocess.Popen(
        [*RUN, "query", endless], env=environment(shelf.store), cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE
    )
    try:
        with pytest.raises(subprocess.TimeoutExpired):
            running.communicate(timeout=3)
        running.send_signal(signal.SIGINT)
        out, said = running.communicate(timeout=20)
    finally:
        running.kill()
    assert (out, said) == (b"", b"")
    assert running.returncode == -signal.SIGINT
