"""`kg resolve`: what came of a prediction?"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any, cast

import click

from api import place, rows
from api.messages import say
from api.numbers import number
from api.options import Days, Words, format_option
from api.render import write_data, write_table
from kg.errors import UsageError
from kg.model import Outcome
from kg.store import Store
from queries import plain_record
from queries.resolutions import OUTCOMES, Came, Entry, entries, history, resolve, undo

Span = tuple[date, date]


@click.command("resolve")
@click.argument("claim", type=Words(), required=False)
@click.argument("outcome", type=click.Choice(OUTCOMES), required=False)
@click.option("--evidence", type=Words(), metavar="TEXT-or-URL", help="What shows it.")
@click.option("--on", "day", type=Days(), help="The day it came out.")
@click.option("--value", type=Words(), metavar="NUMBER", help="What its number came to, as an article writes it.")
@click.option("--undo", "back", is_flag=True, help="Take back the last word on the claim.")
@format_option("table", "json", "jsonl", "csv")
@click.pass_obj
def command(store: str, /, claim: str | None, outcome: str | None, back: bool, form: str, **given: Any) -> None:
    """Say what came of a prediction, take it back, or list what was said.

    CLAIM is the id of a claim, or as many of its first digits as tell it apart. Without an outcome it lists what was
    said of the claim; without a claim, of all. A further word takes the place of the one before, which stays on record.
    What you say is kept when its article is read again: it stands on the claim that says the same words, and is listed
    as orphaned where none does. It lies beside the database too, in data/user.ttl of the store, which is yours to keep.

    \b
    kg resolve 3fa81c22 true --evidence https://example.org/results --on 2025-10-29 --value 5.03万亿美元
    kg resolve 3fa81c22 false --evidence "closed at 4.6 trillion" --on 2025-12-31
    kg resolve 3fa81c22 --undo
    kg resolve
    """
    if claim is None or (outcome is None and not back):
        _refuse(given, f"say what came of it: kg resolve CLAIM {'|'.join(OUTCOMES)}")
        with place.reading(store) as opened:
            _write(form, history(opened, claim) if claim else entries(opened))
        return
    if back:
        _refuse(given | {"outcome": outcome}, "take the last word back first, then say the other")
    came = None if back else _came(outcome, **given)
    with Store.open(store) as opened:
        told = resolve(opened, claim, came) if came else undo(opened, claim)
    _write(form, [told])
    _warn(told)


def _refuse(given: Mapping[str, object], remedy: str) -> None:
    """UsageError for words that would be lost."""
    if lost := [name for name, value in given.items() if value is not None]:
        raise UsageError(f"{' and '.join(lost)} would be lost there; {remedy}")


def _came(outcome: str | None, evidence: str | None, day: Span | None, value: str | None) -> Came:
    """UsageError for what is missing and for a day to come."""
    if evidence is None or day is None:
        raise UsageError("an outcome wants its evidence and its day: --evidence TEXT-or-URL --on 2025-12-31")
    if day[0] > date.today():
        raise UsageError(f"{day[0]} is still to come; an outcome has a day that has been")
    told = number(value, "--value 4.1tn") if value else None
    return Came(outcome=cast(Outcome, outcome), on=day[1] - timedelta(days=1), evidence=evidence, value=told)


def _warn(told: Entry) -> None:
    """What an analyst might have overlooked."""
    claim = told.claim
    if claim and claim.kind != "prediction":
        say(
            f"the claim is read as {ARTICLES[claim.kind]}, not as a prediction; what you say of it is kept all the same"
        )


ARTICLES = {
    "assertion": "an assertion", "causal": "a cause", "recommendation": "a recommendation", "opinion": "an opinion",
}  # fmt: skip


def _write(form: str, found: list[Entry]) -> None:
    if write_data(form, found, plain_record.entry, plain_record.flat_entry, plain_record.ENTRY_COLUMNS):
        return
    if found:
        write_table(rows.ENTRY_COLUMNS, [rows.entry(one) for one in found], wide="quote")
    else:
        say("nothing is said of it yet; `kg predictions` lists what came due")
