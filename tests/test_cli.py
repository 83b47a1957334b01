"""What the commands print, for people and for programs."""

from __future__ import annotations

import csv
import io
import json
import re
import shlex
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
from api.cli import COMMANDS
from kg.rdf import put
from kg.store import Store
from tests import books
from tests.surface import Kg, kg, shelf

__all__ = ["kg", "shelf"]

ROOT = Path(__file__).resolve().parents[1]
README = ROOT / "README.md"
HEAVY = {"spacy", "rdflib", "pandas", "onnxruntime", "pyshacl", "pyarrow", "networkx"}


def command(name: str) -> click.Command:
    found = import_module(f"api.commands.{name}").command
    assert isinstance(found, click.Command)
    return found


# Help


def test_every_command_is_there() -> None:
    modules = {path.stem for path in (ROOT / "api" / "commands").glob("*.py")} - {"__init__"}
    assert set(COMMANDS) == modules
    assert len(COMMANDS) == 25


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


@pytest.mark.skipif(not README.exists(), reason="no README.md yet")
def test_the_commands_of_the_readme_are_well_formed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    blocks = re.findall(r"^```(\w*)\n(.*?)^```$", README.read_text(encoding="utf-8"), re.M | re.S)
    lines = [line for language, block in blocks if language == "console" for line in block.splitlines()]
    used = [shlex.split(line, comments=True) for line in lines if re.match(r"(\.venv/bin/)?kg ", line)]
    assert len(used) >= 5
    for _, name, *args in used:
        context = command(name).make_context(name, args)
        assert not context.args or isinstance(context.command, click.Group)


# Claims


def test_claims_for_people(shelf: Kg) -> None:
    lines = shelf("claims", "--entity", "NVDA").stdout.splitlines()
    assert len(lines) == 6
    assert lines[0].split() == ["source", "claim", "value", "quote", "id"]
    cap = books.year_ahead().claims[0]
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
    quotes = [claim.span.quote for one in books.every() for claim in one.claims]
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
        args = ("show", books.year_ahead().claims[0].id)
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
    texts = {one.article.id: one.article.text for one in books.every()}
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
    source = books.article("long", quote)
    with Store.open(kg.store) as store:
        put(store, books.extraction(source, books.says(source, quote, "NVDA")), "1")
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
    cap, orders, _ = books.year_ahead().claims
    out = shelf("show", cap.id[:8]).stdout
    assert f"⟦{cap.span.quote}⟧。因为{orders.span.quote}。" in out
    for words in ("周衡", "“明年的十件事”", "2024-12-31", "in/a.md", "NVDA (NVIDIA)", "> 5T USD  “超过 5 万亿美元”"):
        assert words in out
    assert "rule will; cues 会, 超过" in out
    assert f"supported_by (因为)  {orders.id[:8]}  “{orders.span.quote}”" in out
    assert f"bears    supported_by (因为)  {cap.id[:8]}" in shelf("show", orders.id).stdout


def test_a_reported_speaker_is_told_from_the_author(shelf: Kg) -> None:
    assert "调查机构, as told by 周衡" in shelf("show", books.year_ahead().claims[2].id).stdout


def test_a_claim_entity_and_article_as_json(shelf: Kg) -> None:
    cap = books.year_ahead().claims[0]
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


def test_an_article_comes_before_an_entity_that_nobody_speaks_of(shelf: Kg) -> None:
    for id in ("chips", "waymo"):
        source = books.article(id, "NVIDIA is up.", title="One of the same name")
        with Store.open(shelf.store) as store:
            put(store, books.extraction(source), "1")
    assert "One of the same name" in shelf("show", "chips").stdout
    assert "Company" in shelf("show", "waymo").stdout
    assert "0 times in 0 articles" in shelf("show", "AMD").stdout


def test_control_characters_do_not_reach_a_terminal(kg: Kg) -> None:
    source = books.article("odd", "NVIDIA \x1b[2J is\x07 up \u202e.", title="\x1b]0;x\x07", author="a\x1bb")
    claim = books.says(source, source.text, "NVDA", rule="r\x1b", cues=("\x9b",))
    with Store.open(kg.store) as store:
        put(store, books.extraction(source, claim), "1")
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
