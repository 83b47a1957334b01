"""`kg claims`: which claims are there?"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from datetime import date
from itertools import chain
from typing import Any

import click

from api import place, rows
from api.messages import say
from api.options import Days, format_option, limit_option
from api.render import write_data, write_table
from kg.gazetteer import Knowledge
from kg.model import KINDS
from queries import Found, Page, Wanted, claims, plain

Span = tuple[date, date]


@click.command("claims")
@click.option("--entity", metavar="NAME", help="About this: an id, a ticker or a label in any script.")
@click.option("--parts", is_flag=True, help="About its parts and products too, and theirs.")
@click.option("--metric", metavar="NAME", help="Of this metric: an id or a label.")
@click.option("--kind", type=click.Choice(KINDS), help="Of this kind.")
@click.option("--speaker", metavar="NAME", help="Said by this one: whom the article reports or, if nobody, its author.")
@click.option("--article", metavar="ID", help="From this article: its id, path, file name or title.")
@click.option("--words", metavar="TEXT", help="With all these words in the quote, in either Chinese script.")
@click.option("--from", "since", type=Days(), help="Of a time that does not end before this.")
@click.option("--to", "until", type=Days(), help="Of a time that does not begin after this.")
@click.option("--cursor", metavar="TEXT", help="Go on where the page before ended; it says how.")
@click.option("--all", "every", is_flag=True, help="Every page, one after the other.")
@limit_option(50)
@format_option("table", "json", "jsonl", "csv")
@click.pass_obj
def command(store: str, /, form: str, since: Span | None, until: Span | None, **asked: Any) -> None:
    """List claims by entity, metric, kind, speaker, article or period.

    They come in the order of their articles' dates and of the text. Conditions add up.

    \b
    kg claims --entity NVDA
    kg claims --entity 谷歌 --parts --kind prediction --from 2026 --format csv
    """
    limit, cursor, every = (asked.pop(name) for name in ("limit", "cursor", "every"))
    wanted = Wanted(since=since and since[0], until=until and until[1], **asked)
    known = place.knowledge(store)
    with place.reading(store) as opened:
        cursors: list[str | None] = []
        pages = _pages(lambda after: claims(opened, known, wanted, limit, after), cursor, every, cursors)
        _write(form, chain.from_iterable(page.found for page in pages), known)
    if cursors[-1]:
        say(f"there are more; for the next page add --cursor '{cursors[-1]}', for every page --all")


def _pages(
    ask: Callable[[str | None], Page], cursor: str | None, every: bool, cursors: list[str | None]
) -> Iterator[Page]:
    """One page, or every page; `cursors` receives where each ended."""
    while True:
        page = ask(cursor)
        cursors.append(cursor := page.cursor)
        yield page
        if not (every and cursor):
            return


def _write(form: str, found: Iterable[Found], known: Knowledge) -> None:
    if not write_data(form, found, plain.claim, plain.flat, plain.CLAIM_COLUMNS):
        _table(list(found), known)


def _table(found: list[Found], known: Knowledge) -> None:
    names = {id: concept.name() for id, concept in known.entities.items()}
    if found:
        write_table(rows.CLAIM_COLUMNS, [rows.claim(one, names) for one in found], wide="quote")
    else:
        say("no claim is like that; ask with fewer conditions, or see `kg entities`")
