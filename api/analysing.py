"""The analysis after articles have changed, with a line on what was done."""

from __future__ import annotations

from collections.abc import Mapping

from api.messages import say
from kg.gazetteer import Knowledge
from kg.store import Store
from queries.analysis import Update, bring_up_to_date


def analyse(store: Store, knowledge: Knowledge) -> None:
    """Bring the analysis up to date, and say so where that has changed what is found."""
    update = bring_up_to_date(store, knowledge)
    if update and any((*update.added.values(), *update.removed.values())):
        say(told(update))


def told(update: Update) -> str:
    """What was done, in a line.

    >>> told(Update(articles=2, whole=True, added={"collisions": 3, "agreements": 1}))
    'analysis of all 2 articles: 3 collisions and 1 agreement found'
    >>> told(Update(articles=1, whole=False, added={"collisions": 3}, removed={"collisions": 2}))
    'analysis of 1 changed article: 3 collisions found, 2 collisions gone'
    """
    number = f"{'all ' * update.whole}{update.articles:,} {'' if update.whole else 'changed '}"
    found = (_counted(update.added, "found"), _counted(update.removed, "gone"))
    return f"analysis of {number}article{'s' * (update.articles != 1)}: {', '.join(filter(None, found))}"


def _counted(counts: Mapping[str, int], what: str) -> str:
    listed = " and ".join(
        f"{number:,} {name[: -1 if number == 1 else None]}" for name, number in counts.items() if number
    )
    return f"{listed} {what}" if listed else ""
