"""`kg ingest`: articles into the store."""

from __future__ import annotations

import sys
import time
from collections.abc import Iterable, Iterator
from datetime import date
from typing import Any

import click
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

from api import place
from api.analysing import analyse
from api.intake import Outcome, Tally, gone, take_in
from api.messages import say, shown
from api.options import format_option, published_option
from api.render import unstyled, write_json
from api.summary import as_json, as_text
from kg.store import Store
from queries import summary
from queries.resolutions import orphans


@click.command("ingest")
@click.argument("paths", nargs=-1, required=True)
@published_option()
@format_option("table", "json")
@click.pass_obj
def command(store: str, paths: tuple[str, ...], published: date | None, form: str) -> int:
    """Read articles into the store, and tell what was found.

    PATHS are files and folders: Markdown, text, HTML, PDF, DOCX, PPTX and JSONL; `-` is JSONL on standard input. An
    article that has not changed is passed over, a changed one takes the place of the old. What cannot be read is
    reported, and the others go on. Articles whose files have gone stay in the store, and are told. "Next year" is read
    against the day of an article: that of its front matter, its text or the name of its file, else --published. What
    collides with the articles that changed, and what agrees with them, is worked out last.

    \b
    kg ingest corpus
    kg ingest clippings --published 2025-01-15
    kg ingest letter.pdf notes/
    """
    from ingest.pipeline import Reader, fingerprint
    from ingest.read import read

    began = time.monotonic()
    known = place.knowledge(store)
    with Store.open(store) as opened:
        opened.replace_reference(known)
        outcomes = take_in(opened, Reader(known), fingerprint(known), read(paths, published))
        tally = _counted(_shown(outcomes))
        lost = gone(opened, tally, paths)
        analyse(opened, known)
        found = summary(opened, known)
        orphaned = len(orphans(opened))
    if form == "json":
        write_json(as_json(tally, found, lost))
    else:
        unstyled().write(as_text(tally, found, time.monotonic() - began, lost))
    if orphaned:
        many = f"{orphaned} resolution{'s stand' if orphaned > 1 else ' stands'} on no claim any more"
        say(f"{many}, for the articles have changed; `kg resolve` lists what is orphaned")
    return 1 if tally.counts["failed"] else 0


def _counted(outcomes: Iterable[Outcome]) -> Tally:
    tally = Tally()
    for outcome in outcomes:
        tally(outcome)
    return tally


def _shown(outcomes: Iterable[Outcome]) -> Iterator[Outcome]:
    """Problems as they come and, on a terminal, how far we are."""
    console = Console(stderr=True, highlight=False)
    with _progress(console) as progress:
        task = progress.add_task("", total=None)
        for outcome in outcomes:
            if outcome.problem:
                progress.console.print(f"kg: {shown(str(outcome.problem))}", markup=False, soft_wrap=True)
            progress.update(task, advance=1, description=shown(outcome.name))
            yield outcome


def _progress(console: Console) -> Progress:
    columns: tuple[Any, ...] = (
        BarColumn(bar_width=20),
        MofNCompleteColumn(),
        TimeElapsedColumn(),
        TextColumn("{task.description}", markup=False),
    )
    return Progress(*columns, console=console, transient=True, disable=not sys.stderr.isatty())
