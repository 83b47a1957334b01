"""`kg audit`: do the sums of the articles close?"""

from __future__ import annotations

import click

from api import place, rows
from api.messages import say
from api.options import Words, format_option
from api.render import write_data, write_table
from queries import Audited, audit, plain
from queries.audit import VERDICTS

FINE, PROBLEMS = 0, 1


@click.command("audit")
@click.option("--article", type=Words(), metavar="ID", help="Of this article: its id, path, file name or title.")
@click.option("--verdict", type=click.Choice(VERDICTS), help="Only those with this verdict.")
@format_option("table", "json", "jsonl", "csv")
@click.pass_obj
def command(store: str, article: str | None, verdict: str | None, form: str) -> int:
    """List the sums of the articles, done again: problems first.

    A sum is consistent when it closes within the rounding that its words allow, and needs_input when it closes only
    with a factor that the text leaves unsaid, which is named. It exits with 1 when one is inconsistent or impossible.

    \b
    kg audit
    kg audit --article year-ahead-2025 --verdict inconsistent --format json
    """
    with place.reading(store) as opened:
        found = audit(opened, article=article, verdict=verdict)
    _write(form, found)
    return PROBLEMS if any(one.is_problem for one in found) else FINE


def _write(form: str, found: list[Audited]) -> None:
    if write_data(form, found, plain.audited, plain.flat_audited, plain.AUDIT_COLUMNS):
        return
    if found:
        write_table(rows.AUDIT_COLUMNS, [rows.audited(one) for one in found], wide="quotes")
    else:
        say("there is no such sum; `kg claims` lists what is claimed")
