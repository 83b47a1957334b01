"""The walls between the packages, the size of functions and files, and names that say nothing."""

from __future__ import annotations

import ast
import sys
from collections.abc import Iterator
from pathlib import Path
from statistics import median, quantiles

import pytest

ROOT = Path(__file__).resolve().parents[1]
PACKAGES = ("kg", "ingest", "queries", "api")
MAY_IMPORT = {
    "kg": {"kg"},
    "ingest": {"ingest", "kg"},
    "queries": {"queries", "kg"},
    "api": {"api", "queries", "ingest", "kg"},
}
SURFACES_WITHOUT_INGEST = ("api/http", "api/mcp")
SAYS_NOTHING = {"utils", "util", "helpers", "helper", "manager", "managers", "misc", "common"}
LONGEST_FILE, LONGEST_FUNCTION, USUAL_FUNCTION = 500, 80, 40

FILES = sorted(path for package in PACKAGES for path in (ROOT / package).rglob("*.py"))
NAMES = [str(path.relative_to(ROOT)) for path in FILES]


def imported(tree: ast.AST) -> Iterator[str]:
    """Every module that a tree imports, at the top or inside a function."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, "relative import"
            yield node.module or ""


def offences(name: str, tree: ast.AST) -> list[str]:
    """Imports of `name` that go through a wall."""
    package = name.split("/", maxsplit=1)[0]
    allowed = MAY_IMPORT[package] - ({"ingest"} if name.startswith(SURFACES_WITHOUT_INGEST) else set())
    return [module for module in imported(tree) if module.split(".")[0] in {*PACKAGES, "tests"} - allowed]


def functions(tree: ast.AST) -> Iterator[tuple[str, int]]:
    """Name and length in lines, docstring left out, of every function."""
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            first = node.body[0]
            documented = ast.get_docstring(node) is not None
            skipped = (first.end_lineno or first.lineno) - first.lineno + 1 if documented else 0
            yield node.name, (node.end_lineno or node.lineno) - node.lineno + 1 - skipped


def parse(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"))


def test_every_package_is_looked_at() -> None:
    assert {name.split("/")[0] for name in NAMES} == set(PACKAGES)
    assert len(FILES) >= 30


@pytest.mark.parametrize("path", FILES, ids=NAMES)
def test_walls_hold(path: Path) -> None:
    name = str(path.relative_to(ROOT))
    assert offences(name, parse(path)) == []


@pytest.mark.parametrize(
    ("name", "source", "through"),
    [
        ("kg/x.py", "import ingest.read", ["ingest.read"]),
        ("queries/x.py", "def f():\n    from ingest import read", ["ingest"]),
        ("ingest/x.py", "from queries import claims", ["queries"]),
        ("api/http/x.py", "import ingest", ["ingest"]),
        ("api/x.py", "import ingest, kg, queries", []),
        ("ingest/x.py", "import kgx", []),
    ],
)
def test_a_hole_in_a_wall_is_seen(name: str, source: str, through: list[str]) -> None:
    assert offences(name, ast.parse(source)) == through


@pytest.mark.parametrize("path", FILES, ids=NAMES)
def test_files_can_be_read_in_a_sitting(path: Path) -> None:
    assert len(path.read_text(encoding="utf-8").splitlines()) <= LONGEST_FILE


def test_functions_are_short(capsys: pytest.CaptureFixture[str]) -> None:
    found = [
        (lines, name, function)
        for name, path in zip(NAMES, FILES, strict=True)
        for function, lines in functions(parse(path))
    ]
    lengths = [lines for lines, _, _ in found]
    spread = {
        "functions": len(lengths),
        "median": median(lengths),
        "p95": quantiles(lengths, n=20)[-1],
        "longest": max(found),
    }
    with capsys.disabled():
        sys.stdout.write("\n" + ", ".join(f"{key} {value}" for key, value in spread.items()) + "\n")
    assert median(lengths) <= 10
    assert quantiles(lengths, n=20)[-1] < USUAL_FUNCTION
    assert max(found)[0] <= LONGEST_FUNCTION, max(found)


def test_names_say_something() -> None:
    parts = {(name, part) for name in NAMES for part in name.removesuffix(".py").split("/")}
    assert [name for name, part in parts if part.lower() in SAYS_NOTHING] == []
    classes = [
        (name, node.name)
        for name, path in zip(NAMES, FILES, strict=True)
        for node in ast.walk(parse(path))
        if isinstance(node, ast.ClassDef) and node.name.lower().endswith(("manager", "helper", "util", "utils"))
    ]
    assert classes == []


def test_function_length_leaves_out_the_docstring() -> None:
    source = 'def f():\n    """One.\n\n    Two.\n    """\n    return 1\n'
    assert list(functions(ast.parse(source))) == [("f", 2)]
