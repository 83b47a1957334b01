"""`kg show`: one claim in its paragraph."""

from __future__ import annotations

from typing import Any

import click
from rich.text import Text

from api import cards, place, rows
from api.options import format_option
from api.render import write_json, write_margined, write_paragraph, write_table
from kg.gazetteer import Knowledge
from kg.store import Store
from queries import Counted, Head, Whole, articles, kinds, plain
from queries.things import Thing, thing


@click.command("show")
@click.argument("id", required=False)
@format_option("table", "json")
@click.pass_obj
def command(store: str, id: str | None, form: str) -> None:
    """Show one claim in its paragraph, and how it was read.

    ID is the id of a claim or as many of its first digits as tell it apart, or else an entity or an article. Without
    one, the articles are listed.

    \b
    kg show 3fa81c22
    kg show NVDA
    """
    known = place.knowledge(store)
    with place.reading(store) as opened:
        if id is None:
            _articles(articles(opened), form)
        else:
            _thing(thing(opened, known, id), opened, known, form)


def _articles(heads: list[Head], form: str) -> None:
    if form == "json":
        write_json([plain.head(head) for head in heads])
    else:
        write_table(rows.ARTICLE_COLUMNS, [rows.article(head) for head in heads], wide="title")


def _thing(found: Thing, store: Store, known: Knowledge, form: str) -> None:
    if form == "json":
        write_json(_plain(found))
    elif isinstance(found, Whole):
        _claim(found)
    elif isinstance(found, Counted):
        sheet = cards.entity_sheet(found, known.entities.get(found.entity.id), kinds(store, entity=found.entity.id))
        _sheet(found.entity.id, sheet)
    else:
        sheet = cards.article_sheet(found, kinds(store, article=found.id))
        _sheet(found.id, sheet)


def _sheet(title: str, sheet: cards.Sheet) -> None:
    write_paragraph(Text(title, "bold"))
    write_margined(cards.set_out(sheet))


def _plain(found: Thing) -> dict[str, Any]:
    if isinstance(found, Whole):
        return plain.whole(found)
    return plain.entity(found) if isinstance(found, Counted) else plain.head(found)


def _claim(whole: Whole) -> None:
    write_paragraph(cards.headline(whole.claim))
    write_paragraph(cards.paragraph(whole), indent=2)
    write_margined(cards.set_out(cards.claim_sheet(whole)))
