"""`kg check`: is anything wrong with the data, or with the graph?"""

from __future__ import annotations

from pathlib import Path

import click

from api import place
from api.messages import say
from api.options import format_option
from api.render import unstyled, write_json
from kg.check import check_data
from kg.errors import DataError, Problem
from queries.probabilities import FILE, probabilities


@click.command("check")
@click.argument("files", nargs=-1, type=click.Path(exists=True, path_type=Path))
@click.option("--graph", is_flag=True, help="Check the graph of the store against its SHACL shapes, too.")
@format_option("table", "json")
@click.pass_obj
def command(store: str, files: tuple[Path, ...], graph: bool, form: str) -> int:
    """Find problems in the data files, or in the graph.

    Every problem of every file at once, with its line and its remedy: of the packaged data together with FILES, which
    are Turtle files or folders with entities.ttl and metrics.ttl, or else with your own beside the store, and
    with probabilities.toml there: how likely you take words to be meant.

    \b
    kg check
    kg check my/entities.ttl
    kg check --graph
    """
    problems = check_data(files or [place.own_data(store)])
    if not files:
        problems += _of_probabilities(place.own_data(store) / FILE)
    if graph:
        problems += _of_graph(store)
    if form == "json":
        write_json([_plain(problem) for problem in problems])
    else:
        unstyled().write("".join(f"{problem}\n" for problem in problems))
    say(f"{len(problems)} problem{'s' * (len(problems) != 1)}" if problems else "no problems")
    return 1 if problems else 0


def _plain(problem: Problem) -> dict[str, str | int | None]:
    return {"file": problem.file, "line": problem.line, "text": problem.text, "remedy": problem.remedy}


def _of_probabilities(own: Path) -> tuple[Problem, ...]:
    """What is wrong with the user's own, where they are there."""
    try:
        probabilities(own if own.exists() else None)
    except DataError as error:
        return error.problems
    return ()


def _of_graph(store: str) -> list[Problem]:
    from kg.shapes import validate

    with place.reading(store) as opened:
        return validate(opened)
