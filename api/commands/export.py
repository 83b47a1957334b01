"""`kg export`: the graph in another format."""

from __future__ import annotations

import os
import shutil
import sys
from pathlib import Path

import click

from api import place
from api.messages import say
from kg.errors import UsageError
from kg.export import ENDINGS, FORMATS, export, format_of
from kg.store import Store

BINARY = {"parquet"}


@click.command("export")
@click.option("--format", "form", type=click.Choice(sorted(FORMATS)), help="Default: what the name of the file says.")
@click.option("-o", "--output", metavar="FILE", type=click.Path(path_type=Path), help="Default: standard output.")
@click.pass_obj
def command(store: str, form: str | None, output: Path | None) -> None:
    """Write the graph or its claims to a file of another format.

    turtle, trig, jsonld and nquads hold every statement; csv and parquet one row a claim; graphml claims, entities and
    articles with their links, for a graph viewer. The same articles give the same bytes.

    \b
    kg export -o claims.parquet
    kg export --format turtle | gzip > graph.ttl.gz
    """
    chosen = form or (format_of(output) if output else None)
    if chosen is None:
        known = f"--format may be {', '.join(sorted(FORMATS))}; a FILE may end in {', '.join(sorted(ENDINGS))}"
        raise UsageError(f"no format is named, and none can be told from the name of a file; {known}")
    with place.reading(store) as opened:
        if output:
            _to_file(opened, output, chosen)
        else:
            _to_stdout(opened, chosen)


def _to_stdout(store: Store, form: str) -> None:
    if form in BINARY and sys.stdout.isatty():
        raise UsageError(f"{form} is not for a terminal; name a file with -o")
    export(store, sys.stdout.buffer, form)


def _to_file(store: Store, output: Path, form: str) -> None:
    """Write to a file, or to what else has a name in a folder: a pipe, a device."""
    if not output.parent.is_dir():
        raise UsageError(f"{output.parent} is no folder; make it, or name another file")
    if output.is_dir():
        raise UsageError(f"{output} is a folder; name a file")
    if output.exists() and not output.is_file():
        with output.open("wb") as stream:
            export(store, stream, form)
    else:
        _replace(store, Path(os.path.realpath(output)), form)
    say(f"wrote {output}")


def _replace(store: Store, output: Path, form: str) -> None:
    """Write beside the file first, so that it is never there in part."""
    draft = output.with_name(f".kg-export-{os.getpid()}")
    try:
        with draft.open("xb") as stream:
            export(store, stream, form)
        if output.exists():
            shutil.copymode(output, draft)
        draft.replace(output)
    finally:
        draft.unlink(missing_ok=True)
