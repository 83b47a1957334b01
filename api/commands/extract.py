"""`kg extract`: what is in these articles, without a store?"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date

import click

from api import place
from api.messages import say
from api.options import format_option, published_option
from api.readings import write_explained, write_extraction
from kg.errors import ReadError
from kg.model import Article


@click.command("extract")
@click.argument("files", nargs=-1, required=True)
@click.option("--explain", is_flag=True, help="Tell rule and cues of each claim, and why other sentences gave none.")
@published_option()
@format_option("jsonl", "json", "table", "ttl", default=None)
@click.pass_obj
def command(store: str, files: tuple[str, ...], explain: bool, published: date | None, form: str | None) -> int:
    """Read articles and print what was found, without a store.

    One JSON object an article, as it is read (with --explain a table). FILES may be folders; `-` is JSONL on standard
    input, each line an object with `text` and, where known, `id`, `title`, `author`, `published` and `lang`. Your own
    entities and metrics beside the store count.

    \b
    kg extract letter.md --format table
    kg extract letter.md --explain
    cat articles.jsonl | kg extract - > found.jsonl
    """
    from ingest.pipeline import Reader
    from ingest.read import read

    reader = Reader(place.knowledge(store))
    problems: list[ReadError] = []
    articles = _reported(read(files, published), problems)
    if explain:
        write_explained(articles, reader, form or "table")
    else:
        write_extraction((reader.extract(article) for article in articles), reader.knowledge, form or "jsonl")
    return 1 if problems else 0


def _reported(found: Iterable[Article | ReadError], problems: list[ReadError]) -> Iterator[Article]:
    """The articles; the problems are told on the way."""
    for one in found:
        if isinstance(one, ReadError):
            problems.append(one)
            say(str(one))
        else:
            yield one
