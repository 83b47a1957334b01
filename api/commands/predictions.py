"""`kg predictions`: what was foretold, and by which day?"""

from __future__ import annotations

import sys
from datetime import date
from typing import Any

import click

from api import place, rows
from api.calendar import calendar
from api.messages import say
from api.options import Days, Words, format_option, limit_option
from api.render import write_data, write_table
from kg.gazetteer import Knowledge
from queries import plain
from queries.ledger import STATES, Prediction, Sought, predictions

Span = tuple[date, date]


@click.command("predictions")
@click.option("--due-before", type=Days(), help="Due before this.")
@click.option("--entity", type=Words(), metavar="NAME", help="About this: an id, a ticker or a label in any script.")
@click.option("--author", type=Words(), metavar="NAME", help="By this speaker, author or publisher.")
@click.option("--open", is_flag=True, help="Only those that have not come due, nor been resolved.")
@click.option("--state", type=click.Choice(STATES), help="Only in this state.")
@click.option("--on", "today", type=Days(), help="States as of the first day of this.  [default: today]")
@limit_option(None)
@format_option("table", "json", "jsonl", "csv", "ics")
@click.pass_obj
def command(store: str, /, form: str, limit: int | None, today: Span | None, **asked: Any) -> None:
    """List predictions by the day that they come due: open before it, due on it, overdue afterwards.

    A day is stated in the words of the prediction, inferred from the date of the article or from what stands around
    it, or vague. What `kg resolve` was told of is resolved. As `ics` it is a calendar of those that have a day and are
    not resolved.

    \b
    kg predictions --due-before 2026 --on 2026-01-01
    kg predictions --entity 輝達 --open --format ics > due.ics
    kg predictions --state resolved --format csv
    """
    day = today[0] if today else date.today()
    known = place.knowledge(store)
    with place.reading(store) as opened:
        found = predictions(opened, known, _sought(**asked), day)
    shown = found[:limit]
    if form == "ics":
        sys.stdout.write(calendar(shown, day))
    elif not write_data(form, shown, plain.prediction, plain.flat_prediction, plain.PREDICTION_COLUMNS):
        _table(shown, known)
    if more := len(found) - len(shown):
        say(f"there are {more} more; ask for them with --limit")


def _sought(due_before: Span | None, **asked: Any) -> Sought:
    return Sought(due_before=due_before and due_before[0], **asked)


def _table(found: list[Prediction], known: Knowledge) -> None:
    names = {id: concept.name() for id, concept in known.entities.items()}
    if found:
        write_table(rows.PREDICTION_COLUMNS, [rows.prediction(one, names) for one in found], wide="quote")
    else:
        say("there is no such prediction; ask with fewer conditions")
