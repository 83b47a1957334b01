"""`kg eval`: how well are articles read?"""

from __future__ import annotations

from pathlib import Path

import click

from api import place
from api.options import format_option
from api.render import unstyled, write_json


@click.command("eval")
@click.argument("folders", nargs=-1, required=True, type=click.Path(exists=True, file_okay=False, path_type=Path))
@click.option("--errors", type=click.IntRange(min=0), default=0, help="List the worst errors of each cause, so many.")
@format_option("table", "json")
@click.pass_obj
def command(store: str, folders: tuple[Path, ...], errors: int, form: str) -> None:
    """Score a folder of articles against its gold annotations.

    FOLDERS hold articles, and their gold in gold/<name>.json. Scores are told for each language and together, with the
    floor that a reader reaches who calls every sentence a claim.

    \b
    kg eval corpus
    kg eval corpus --errors 20
    """
    from ingest import report
    from ingest.evaluate import evaluate
    from ingest.pipeline import Reader

    known = place.knowledge(store)
    found = evaluate(folders, Reader(known).extract, known)
    if form == "json":
        write_json(report.to_json(found))
        return
    out = unstyled()
    out.write(report.table(found) + "\n")
    if errors:
        out.write("\n" + report.worst(found, errors) + "\n")
