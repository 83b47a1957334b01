"""`kg timeline`: what was told of a measure, for which time, and by whom?"""

from __future__ import annotations

import click

from api import place, rows
from api.messages import say
from api.options import Words, format_option
from api.render import write_data, write_table
from kg.gazetteer import Knowledge
from queries import plain_record
from queries.timeline import Point, timeline


@click.command("timeline")
@click.argument("entity", type=Words())
@click.argument("metric", type=Words())
@click.option("--parts", is_flag=True, help="Of its parts and products too, and theirs.")
@format_option("table", "json", "jsonl", "csv")
@click.pass_obj
def command(store: str, entity: str, metric: str, parts: bool, form: str) -> None:
    """List every value that is told of a measure, by the time that it is told for.

    ENTITY and METRIC are ids or labels in any script. Levels, shares of a whole and changes stand apart, and so does
    every currency; other units that measure the same are brought together. Values without a time come last.

    \b
    kg timeline NVDA market_cap
    kg timeline 輝達 市值 --format csv
    """
    known = place.knowledge(store)
    with place.reading(store) as opened:
        found = timeline(opened, known, entity, metric, parts)
    if not write_data(form, found, plain_record.point, plain_record.flat_point, plain_record.POINT_COLUMNS):
        _table(found, known)


def _table(found: list[Point], known: Knowledge) -> None:
    names = {id: concept.name() for id, concept in known.entities.items()}
    if found:
        write_table(rows.POINT_COLUMNS, [rows.point(one, names) for one in found], wide="quote")
    else:
        say("no number is told of that; `kg claims` with --entity and --metric lists what is said in words")
