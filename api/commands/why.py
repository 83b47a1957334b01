"""`kg why`: do two claims collide, and why, or why not?"""

from __future__ import annotations

import click
from rich.text import Text

from api import place, rows
from api.options import Words, format_option, lang_option
from api.render import write_json, write_paragraph, write_table
from kg.model import Lang
from queries import Collision, plain, why


@click.command("why")
@click.argument("left", type=Words())
@click.argument("right", type=Words())
@lang_option()
@format_option("table", "json")
@click.pass_obj
def command(store: str, left: str, right: str, lang: str, form: str) -> None:
    """Tell why two claims collide, or why not, test by test.

    LEFT and RIGHT are ids of claims, or as many of their first digits as tell them apart.

    \b
    kg why 3fa81c22 9be04d17
    kg why 3fa81c22 9be04d17 --lang zh
    """
    known = place.knowledge(store)
    with place.reading(store) as opened:
        found = why(opened, known, left, right)
    if form == "json":
        write_json(plain.collision(found))
    else:
        _told(
            found, {id: concept.name() for id, concept in known.entities.items()}, "en" if lang == "en" else "zh-Hans"
        )


def _told(found: Collision, names: dict[str, str], lang: Lang) -> None:
    for side in (found.left, found.right):
        write_paragraph(Text(f"{rows.voice(side, names)}: {side.claim.span.quote}"), indent=2)
    write_paragraph(Text(found.told(lang), "bold"))
    write_table(rows.REASON_COLUMNS, [rows.reason(one) for one in found.verdict.reasons], wide="compared")
