"""`kg entities`: what do the claims speak of?"""

from __future__ import annotations

import click

from api import place, rows
from api.messages import say
from api.options import format_option
from api.render import write_data, write_table
from kg.concepts import ENTITY_TYPES
from queries import Counted, entities, plain


@click.command("entities")
@click.option("--type", "type_", type=click.Choice(ENTITY_TYPES), help="Of this type.")
@click.option(
    "--unknown", is_flag=True, help="Only names that are not in the data files; `kg add entity` puts one there."
)
@click.option("--limit", type=click.IntRange(min=1), help="At most so many.")
@format_option("table", "json", "jsonl", "csv")
@click.pass_obj
def command(store: str, type_: str | None, unknown: bool, limit: int | None, form: str) -> None:
    """List what the claims speak of, with counts.

    Those with most claims come first.

    \b
    kg entities --type Company --limit 20
    kg entities --unknown
    """
    known = place.knowledge(store)
    with place.reading(store) as opened:
        found = entities(opened, known, type=type_, known=False if unknown else None)
    _write(form, found[:limit])


def _write(form: str, found: list[Counted]) -> None:
    if write_data(form, found, plain.entity, plain.entity, plain.ENTITY_COLUMNS):
        return
    if found:
        write_table(rows.ENTITY_COLUMNS, [rows.entity(one) for one in found], wide="name", right=rows.NUMBERS)
    else:
        say("the articles speak of no such entity; `kg entities` without conditions lists all")
