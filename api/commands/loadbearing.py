"""`kg loadbearing`: which premises carry most?"""

from __future__ import annotations

from collections.abc import Mapping

import click
from rich.text import Text

from api import place, rows
from api.cards import quoted
from api.messages import say
from api.options import format_option, limit_option
from api.render import write_data, write_lines, write_table
from api.rows import SHORT_ID
from queries import Bearing, loadbearing, plain


@click.command("loadbearing")
@click.option("--entity", metavar="NAME", help="For theses about this: an id, a ticker or a label in any script.")
@click.option("--article", metavar="ID", help="For theses of this article: its id, path, file name or title.")
@limit_option(20)
@format_option("table", "json", "jsonl", "csv")
@click.pass_obj
def command(store: str, entity: str | None, article: str | None, limit: int, form: str) -> None:
    """List the premises that carry most theses, and what falls without each.

    A premise carries every thesis that rests on it, however many steps away. A thesis falls when it is left with no
    premise at all; so does a claim between the two, and all that rests on that alone.

    \b
    kg loadbearing --entity NVDA
    kg loadbearing --limit 5 --format json
    """
    known = place.knowledge(store)
    with place.reading(store) as opened:
        found = loadbearing(opened, known, entity=entity, article=article, limit=limit)
    _write(form, found, {id: concept.name() for id, concept in known.entities.items()})


def _write(form: str, found: list[Bearing], names: Mapping[str, str]) -> None:
    if write_data(form, found, plain.bearing, plain.flat_bearing, plain.BEARING_COLUMNS):
        return
    if found:
        table = [rows.bearing(one, names) for one in found]
        write_table(rows.BEARING_COLUMNS, table, wide="quote", right=rows.COUNTS)
        write_lines(line for one in found for line in _fallen(one))
    else:
        say("no thesis there rests on anything; `kg theses` lists the theses")


def _fallen(bearing: Bearing) -> list[Text]:
    """What falls without a premise, under a line that names it."""
    if not bearing.falls:
        return []
    theses = (f"  {one.found.claim.id[:SHORT_ID]}  {quoted(one.found.claim.span.quote)}" for one in bearing.falls)
    return [Text(""), Text(f"without {bearing.found.claim.id[:SHORT_ID]} falls", "bold"), *map(Text, theses)]
