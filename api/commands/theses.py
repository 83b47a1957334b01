"""`kg theses`: what do the articles argue for?"""

from __future__ import annotations

from collections.abc import Mapping

import click

from api import place, rows
from api.messages import say
from api.options import format_option, limit_option
from api.render import write_data, write_table
from queries import Thesis, plain, theses


@click.command("theses")
@click.option("--entity", metavar="NAME", help="About this: an id, a ticker or a label in any script.")
@click.option("--article", metavar="ID", help="Of this article: its id, path, file name or title.")
@limit_option(20)
@format_option("table", "json", "jsonl", "csv")
@click.pass_obj
def command(store: str, entity: str | None, article: str | None, limit: int, form: str) -> None:
    """List what the articles argue for, and who says the same.

    Predictions, recommendations and opinions come before facts, the weightiest first: those in a title, a heading or in
    bold, those avowed with words such as "we believe", and those that most other claims support. `premises` counts the
    claims that a thesis rests on, directly and in all.

    \b
    kg theses --entity NVDA
    kg theses --article year-ahead-2025 --format csv
    """
    known = place.knowledge(store)
    with place.reading(store) as opened:
        found = theses(opened, known, entity=entity, article=article, limit=limit)
    _write(form, found, {id: concept.name() for id, concept in known.entities.items()})


def _write(form: str, found: list[Thesis], names: Mapping[str, str]) -> None:
    if write_data(form, found, plain.thesis, plain.flat_thesis, plain.THESIS_COLUMNS):
        return
    if found:
        table = [row for one in found for row in rows.theses(one, names)]
        write_table(rows.THESIS_COLUMNS, table, wide="quote", right=rows.COUNTS)
    else:
        say("nothing is argued for there; `kg claims` lists what is claimed")
