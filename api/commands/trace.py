"""`kg trace`: what does a claim rest on?"""

from __future__ import annotations

import sys
from typing import Any

import click

from api import place
from api.messages import say
from api.options import Words, format_option
from api.outline import outline
from api.render import unstyled, write_json, write_lines, write_table
from queries import RELATIONS, Argument, Reach, plain, trace

COLUMNS = ("depth", "conclusion", "relation", "premise", "said", "because")


@click.command("trace")
@click.argument("claim", type=Words())
@click.option(
    "--down", "way", flag_value="down", default=True, help="What it rests on, and what attacks that.  [default]"
)
@click.option("--up", "way", flag_value="up", help="What rests on it.")
@click.option("--both", "way", flag_value="both", help="Both.")
@click.option("--depth", type=click.IntRange(min=0), help="So many steps at most; all of them unless told.")
@click.option("--relation", "relations", multiple=True, metavar="NAME", help=f"Only these: {', '.join(RELATIONS)}.")
@click.option("--restated", is_flag=True, help="Also from the claims that say the same, here or in other articles.")
@click.option(
    "--limit", "most", type=click.IntRange(min=1), default=1000, show_default=True, help="At most so many claims."
)
@format_option("table", "tree", "json", "graphml", "svg", default=None)
@click.pass_obj
def command(store: str, /, claim: str, form: str | None, restated: bool, **asked: Any) -> None:
    """Show what a claim rests on, what rests on it, and what attacks it.

    CLAIM is the id of a claim, or as many of its first digits as tell it apart. The answer is a tree on a terminal and
    a table elsewhere, unless --format says otherwise.

    \b
    kg trace 3fa81c22
    kg trace 3fa81c22 --both --depth 2 --relation supported_by --relation attacked_by
    kg trace 3fa81c22 --restated --format svg > argument.svg
    """
    with place.reading(store) as opened:
        found = trace(opened, claim, Reach(**asked), restated=restated)
    _write(form or ("tree" if sys.stdout.isatty() else "table"), found)
    if found.cut:
        say(f"there are more than {asked['most']} claims; ask for fewer steps with --depth, or for more with --limit")


def _write(form: str, found: Argument) -> None:
    if form == "json":
        write_json(plain.argument(found))
    elif form == "tree":
        write_lines(outline(found))
    elif form == "graphml":
        from api.drawing import graphml

        unstyled().write(graphml(found))
    elif form == "svg":
        from api.drawing import svg

        unstyled().write(svg(found))
    else:
        _table(found)


def _table(found: Argument) -> None:
    from api.rows import step

    if found.steps:
        write_table(COLUMNS, [step(row) for row in plain.steps(found)], wide="because", right=("depth",))
    else:
        say("nothing is known to hang together with it; `kg show` shows it in its paragraph")
