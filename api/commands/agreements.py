"""`kg agreements`: who says the same?"""

from __future__ import annotations

import click

from api import place, rows
from api.messages import say
from api.options import Words, format_option, limit_option
from api.render import write_data, write_table
from queries import agreements, plain_record


@click.command("agreements")
@click.option("--entity", type=Words(), metavar="NAME", help="About this: an id, a ticker or a label in any script.")
@click.option("--article", type=Words(), metavar="ID", help="With this article: id, path, file name or title.")
@limit_option(50)
@format_option("table", "json", "jsonl", "csv")
@click.pass_obj
def command(store: str, entity: str | None, article: str | None, limit: int, form: str) -> None:
    """List what several articles say alike, and which of them are independent.

    A voice does not count where it shares its author, publisher, speaker or text with one before it, or reports it.

    \b
    kg agreements --entity NVDA
    kg agreements --article red-ocean --format csv
    """
    known = place.knowledge(store)
    with place.reading(store) as opened:
        found = agreements(opened, known, entity=entity, article=article)
    shown = found[:limit]
    if not write_data(form, shown, plain_record.agreement, plain_record.flat_agreement, plain_record.AGREEMENT_COLUMNS):
        names = {id: concept.name() for id, concept in known.entities.items()}
        if found:
            write_table(rows.AGREEMENT_COLUMNS, [rows.agreement(one, names) for one in shown], wide="said")
        else:
            say("no two articles say the same there")
    if len(found) > limit:
        say(f"there are {len(found) - limit} more; ask for them with --limit")
