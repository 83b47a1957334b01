"""`kg views`: what did one voice say, and where did it change its mind?"""

from __future__ import annotations

from functools import partial

import click

from api import place, rows
from api.messages import say
from api.options import Words, format_option, lang_option, spoken
from api.render import write_data, write_table
from kg.gazetteer import Knowledge
from kg.model import Lang
from queries import plain_record
from queries.views import View, views


@click.command("views")
@click.argument("author", type=Words())
@click.option(
    "--entity", type=Words(), metavar="NAME", help="About this and its parts: an id or a label in any script."
)
@click.option("--metric", type=Words(), metavar="NAME", help="Of this metric: an id or a label.")
@click.option("--revised", is_flag=True, help="Only what is revised or only seems to be.")
@lang_option()
@format_option("table", "json", "jsonl", "csv")
@click.pass_obj
def command(store: str, /, author: str, revised: bool, lang: str, form: str, **asked: str | None) -> None:
    """List what one voice said about things, in the order said, and mark what was revised.

    AUTHOR is a speaker whom articles report, an author or a publisher. Claims stand by subject, measure and the time
    that they speak of. A revision has another value, or goes the other way, for the same measure at the same time; what
    only looks like one has a note that tells which test says no. It may be one where a time is not told.

    \b
    kg views "Dex Okafor" --entity NVDA
    kg views 李广密 --entity 輝達 --revised --lang zh
    """
    known, words = place.knowledge(store), spoken(lang)
    with place.reading(store) as opened:
        found = views(opened, known, author, **asked)
    if revised:
        found = _revised(found)
    flat = partial(plain_record.flat_view, lang=words)
    if not write_data(form, found, plain_record.view, flat, plain_record.VIEW_COLUMNS):
        _table(found, known, words)


def _revised(found: list[View]) -> list[View]:
    """What is marked or noted, and what it is held against."""
    ids = {one.verdict.left for one in found if one.verdict}
    return [one for one in found if one.verdict or one.found.claim.id in ids]


def _table(found: list[View], known: Knowledge, lang: Lang) -> None:
    names = {id: concept.name() for id, concept in known.entities.items()}
    if found:
        write_table(rows.VIEW_COLUMNS, [rows.view(one, names, lang) for one in found], wide="quote")
    else:
        say("nothing like that is said by them; ask with fewer conditions")
