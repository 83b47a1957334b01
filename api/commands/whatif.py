"""`kg whatif`: what would follow if a premise had another value?"""

from __future__ import annotations

from collections.abc import Iterable

import click

from api import place, rows
from api.messages import say
from api.numbers import number
from api.options import Words, format_option
from api.render import write_csv, write_json, write_table
from kg.errors import UsageError
from kg.model import Quantity
from queries import Collision, Shift, Whatif, plain, shift, whatif

STAYS = "no sum leads to it from what would change, or its sums come to the same"


@click.command("whatif")
@click.argument("claim", type=Words())
@click.option(
    "--set", "settings", type=Words(), multiple=True, required=True, metavar="PREMISE=VALUE", help="Give it this value."
)
@format_option("table", "json", "csv")
@click.pass_obj
def command(store: str, claim: str, settings: tuple[str, ...], form: str) -> None:
    """Show what would follow for a claim, and all between, if premises had other values.

    CLAIM and PREMISE are ids of claims, or as many of their first digits as tell them apart; PREMISE#2 is the second
    number of a premise. VALUE is written as in an article. A bare number is in the premise's own unit; where a share is
    told, one below 1 is a share of one. Factors that the text leaves unsaid stay what they are. It also tells which
    contradictions, with any article, would appear and which would vanish.

    \b
    kg whatif 3fa81c22 --set 9b01c2de=50%
    kg whatif 3fa81c22 --set 9b01c2de=0.5 --set 5cc09f86#2=3000亿
    """
    given = _settings(settings)
    with place.reading(store) as opened:
        found = whatif(opened, claim, given)
        moved = shift(opened, place.knowledge(store), found)
    _write(form, found, moved)


def _settings(texts: Iterable[str]) -> dict[str, Quantity]:
    """Every premise and its value. UsageError that tells all that are none."""
    given: dict[str, Quantity] = {}
    problems = []
    for text in texts:
        try:
            name, value = _setting(text)
        except UsageError as error:
            problems.append(str(error))
            continue
        if name in given:
            problems.append(f"{name} is set twice; give it one value")
        given[name] = value
    if problems:
        raise UsageError("\n".join(problems))
    return given


def _setting(text: str) -> tuple[str, Quantity]:
    name, sign, value = (part.strip() for part in text.partition("="))
    if not (name and sign and value):
        raise UsageError(f"{text!r} sets nothing; write the id of a claim and a value, as in 3fa81c22=50%")
    return name, number(value, f"{name}=50%")


def _write(form: str, found: Whatif, moved: Shift) -> None:
    if form == "json":
        write_json(plain.whatif(found) | plain.shift(moved))
    elif form == "csv":
        write_csv(map(plain.change, found.changes), plain.CHANGE_COLUMNS)
    elif found.changes:
        write_table(rows.CHANGE_COLUMNS, [rows.change(one) for one in found.changes], wide="quote")
    if form != "json":
        _notes(found)
        _collisions("would appear", moved.appear)
        _collisions("would vanish", moved.vanish)


def _collisions(what: str, found: Iterable[Collision]) -> None:
    for one in found:
        left, right = one.left.claim, one.right.claim
        ids = f"{left.id[: rows.SHORT_ID]} and {right.id[: rows.SHORT_ID]}"
        say(f"{one.verdict.strength} of {ids} {what}: {one.told().partition(': ')[2]}")


def _notes(found: Whatif) -> None:
    for flip in found.flips:
        say(f"{flip.computation.expression} would be {flip.verdict}")
    for one in found.unworked:
        say(f"{one.computation.expression} is not carried on: {one.reason}")
    if not found.reaches:
        say(f"the claim {found.claim[: rows.SHORT_ID]} stays as it is: {STAYS}")
