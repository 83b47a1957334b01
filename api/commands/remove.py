"""`kg remove`: articles out of the store."""

from __future__ import annotations

import os
from collections.abc import Iterable, Sequence

import click

from api import place
from api.analysing import analyse
from api.messages import say
from kg.errors import UsageError
from kg.store import Store
from queries import Head, articles, exactly_named, kinds


@click.command("remove")
@click.argument("names", nargs=-1, required=True, metavar="ARTICLE...")
@click.pass_obj
def command(store: str, names: tuple[str, ...]) -> None:
    """Forget articles and all that was read from them.

    ARTICLE is the id of an article, as `kg show` lists them, or the path of the file that it was read from. Nothing is
    asked, and nothing is removed if one of them is not there. The files stay where they are; so does what you added.

    \b
    kg remove letter
    kg remove notes/letter.md notes/draft.md
    """
    with place.reading(store) as opened:
        heads = _all_of(articles(opened), names)
        claims = {head.id: sum(kinds(opened, article=head.id).values()) for head in heads}
    with Store.open(store) as opened:
        for head in heads:
            opened.remove(head.id)
            say(_told(head, claims[head.id]))
        analyse(opened, place.knowledge(store))


def _all_of(heads: Sequence[Head], names: Iterable[str]) -> list[Head]:
    """The articles, each once. UsageError that tells every name that nothing has."""
    found: dict[str, Head] = {}
    problems = []
    for name in dict.fromkeys(names):
        try:
            found.update((head.id, head) for head in exactly_named(heads, name))
        except UsageError as error:
            problems.append(str(error))
    if problems:
        raise UsageError("\n".join([*problems, *(["nothing was removed"] if found else [])]))
    return list(found.values())


def _told(head: Head, claims: int) -> str:
    where = f" ({head.path})" if head.path and head.path != head.id else ""
    again = "; `kg ingest` of its file puts it back" if head.path and os.path.exists(head.path) else ""
    return f"removed {head.id}{where} with {claims:,} claim{'s' * (claims != 1)}{again}"
