"""`kg contradictions`: which claims collide?"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import click

from api import place, rows
from api.messages import say
from api.options import Words, format_option, lang_option, limit_option
from api.render import write_data, write_table
from kg.model import Lang
from kg.rdf_analysis import crowds
from queries import Asked, Collision, contradictions, plain
from queries.contradictions import KINDS, STRENGTHS


@click.command("contradictions")
@click.option("--entity", type=Words(), metavar="NAME", help="About this: an id, a ticker or a label in any script.")
@click.option("--article", type=Words(), metavar="ID", help="One side of this article: id, path, file name or title.")
@click.option("--kind", type=click.Choice(KINDS), help="Only of this kind.")
@click.option("--strength", type=click.Choice(STRENGTHS), help="Only so strong.")
@lang_option()
@limit_option(50)
@format_option("table", "json", "jsonl", "csv")
@click.pass_obj
def command(store: str, /, limit: int, form: str, lang: str, **asked: Any) -> None:
    """List claims that collide, in and across articles, with the reasons.

    A contradiction cannot be true on both sides; in tension are rival theses, a vague or conditional side, or a time
    that is not told; a revision is one voice that has changed its mind. `kg why A B` tells every test of two claims.

    \b
    kg contradictions --entity NVDA
    kg contradictions --strength contradiction --lang zh
    kg contradictions --kind numeric --format csv
    """
    known = place.knowledge(store)
    with place.reading(store) as opened:
        found = contradictions(opened, known, Asked(**asked))
        beyond = sum(one.beyond for one in crowds(opened))
    _write(
        form,
        found[:limit],
        {id: concept.name() for id, concept in known.entities.items()},
        "en" if lang == "en" else "zh-Hans",
    )
    if len(found) > limit:
        say(f"there are {len(found) - limit} more; ask for them with --limit")
    if beyond:
        say(f"of things that very many claims speak of, {beyond:,} pairs of claims were not compared")


def _write(form: str, found: list[Collision], names: Mapping[str, str], lang: Lang) -> None:
    if write_data(form, found, plain.collision, plain.flat_collision, plain.COLLISION_COLUMNS):
        return
    if found:
        write_table(rows.COLLISION_COLUMNS, [rows.collision(one, names, lang) for one in found], wide="said against it")
    else:
        say("nothing collides there; `kg why A B` tells why two claims do not")
